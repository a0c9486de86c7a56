"""A YAML file as a tree in which every value knows its line and column, built in one pass over guarded events.

Words stay the text an author typed: what `1.10`, `NO` or `12:30` means is decided by whoever asks (`asking.py`).
"""

import msgspec
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulator.scenario.guard import guarded_events, place_of
from simulator.scenario.problems import FileRefused, Problems, quoted

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Word(msgspec.Struct, frozen=True, gc=False):
    """One scalar: its text, and whether it stands without quotes."""

    text: str
    plain: bool
    line: int
    column: int

    @property
    def empty(self) -> bool:
        """Whether nothing is said: no text, or YAML's null without quotes."""
        return self.plain and self.text in NULLS


class Row(msgspec.Struct, frozen=True):
    """A list of values."""

    items: list["Node"]
    line: int
    column: int


class Table(msgspec.Struct, frozen=True):
    """Named values in the order of the file; *keys* holds where each name was written."""

    keys: dict[str, Word]
    values: dict[str, "Node"]
    line: int
    column: int


Node = Word | Row | Table


def read_tree(raw: bytes, problems: Problems) -> Node:
    """Give the whole file as a tree; duplicate names are added to *problems*, the first of them is kept.

    Raises `FileRefused` where the guard refuses the file.
    """
    building = _Building(problems)
    for event in guarded_events(raw, problems.file):
        building.take(event)
    return building.root if building.root is not None else Word("", True, 1, 1)


class _Building:
    """The branch being built, innermost last; a loop with its own stack, since recursion is what bombs want."""

    def __init__(self, problems: Problems) -> None:
        self.root: Node | None = None
        self._problems = problems
        self._open: list[Row | Table] = []
        self._names: list[Word | None] = []

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            line, column = place_of(event)
            word = Word(event.value, not event.style, line, column)
            if self._wants_name():
                self._names[-1] = word
            else:
                self._place(word)
        elif isinstance(event, MappingStartEvent):
            self._begin(Table({}, {}, *place_of(event)))
        elif isinstance(event, SequenceStartEvent):
            self._begin(Row([], *place_of(event)))
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._open.pop()
            self._names.pop()

    def _wants_name(self) -> bool:
        """Whether a table is being filled whose next value has no name yet."""
        return bool(self._open) and self._names[-1] is None and type(self._open[-1]) is Table

    def _begin(self, node: Row | Table) -> None:
        if self._wants_name():
            self._problems.add(node, "SC013", "a list or table stands where a name belongs. Put quotes around it.")
            raise FileRefused(self._problems)
        self._place(node)
        self._open.append(node)
        self._names.append(None)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        inside, name = self._open[-1], self._names[-1]
        if isinstance(inside, Row):
            inside.items.append(node)
        elif name is not None:
            self._names[-1] = None
            self._enter(inside, name, node)

    def _enter(self, table: Table, name: Word, node: Node) -> None:
        first = table.keys.get(name.text)
        if first is None:
            table.keys[name.text] = name
            table.values[name.text] = node
            return
        told = f"{quoted(name.text)} is written twice: first at {first.line}:{first.column}, and again here. Keep one."
        self._problems.add(name, "SC020", told)
