"""What the words of one file stand for: its own names, its moments, its conditions, its placeholders.

Built from the tree before anything is read, so that a part may speak of what is written further down.
"""

from collections.abc import Iterable

from msgspec import Struct

from simulator.scenario.asking import (
    LONGEST_DURATION_MS,
    MS_PER_UNIT,
    Asked,
    Fields,
    Names,
    duration,
    found,
    list_of,
    table,
    text,
    word,
    word_of,
)
from simulator.scenario.marked import Node, Row, Table
from simulator.scenario.marked import Word as Typed
from simulator.scenario.problems import Problems, Wrong, did_you_mean, listed, quoted
from simulator.scenario.story import (
    ALWAYS,
    NEVER,
    NEXT_WORD,
    After,
    All,
    AnyOf,
    Condition,
    Drawn,
    Feeling,
    Feels,
    Not,
    PersonKind,
    Term,
    Word,
)

DAY_MS = MS_PER_UNIT["d"]
DIGITS = frozenset("0123456789")

# Each word of a condition: what it speaks of, how that is called when written out, and the second thing it takes.
TERMS: dict[str, tuple[Word, str, str, str, str]] = {
    "true": (Word.TRUE, "fact", "fact", "", ""),
    "heard": (Word.HEARD, "fact", "fact", "", ""),
    "told": (Word.TOLD, "fact", "fact", "to", "person"),
    "promised": (Word.PROMISED, "commitment", "what", "to", "person"),
    "kept": (Word.KEPT, "commitment", "what", "to", "person"),
    "broken": (Word.BROKEN, "commitment", "what", "to", "person"),
    "offered": (Word.OFFERED, "remedy", "remedy", "to", "person"),
    "accepted": (Word.ACCEPTED, "remedy", "remedy", "to", "person"),
    "given": (Word.GIVEN, "remedy", "remedy", "to", "person"),
    "preference_asked": (Word.PREFERENCE_ASKED, "person", "who", "", ""),
    "assigned": (Word.ASSIGNED, "job", "job", "", ""),
    "done": (Word.DONE, "job", "job", "", ""),
    "visited": (Word.VISITED, "beat", "beat", "", ""),
    "said": (Word.SAID, "reply", "reply", "", ""),
    "asked": (Word.ASKED, "question", "question", "", ""),
    "agreed": (Word.AGREED, "request", "request", "", ""),
    "declined": (Word.DECLINED, "request", "request", "", ""),
    "informed": (Word.INFORMED, "person", "who", "fact", "fact"),
    "closed": (Word.CLOSED, "person", "who", "", ""),
    "silent": (Word.SILENT, "person", "who", "", ""),
    "phase": (Word.PHASE, "phase", "phase", "", ""),
    "happened": (Word.HAPPENED, "happening", "happening", "", ""),
}
OTHER_CONDITIONS = ("noted", "after", "feels", "drawn", "any", "all", "not")
NOT_HERE = (
    "'feels' can't stand here: a mood changes with time alone, and nothing would notice. It can stand where a moment "
    "decides: in the routes of a reply or a patience, in 'unless', 'accepted_when', and the 'when' of an answer, an "
    "approval or an ending."
)


class Prose(Struct, frozen=True):
    """A text that people read, and the line it begins in."""

    line: int
    words: str


class Lexicon:
    """The names a file gives, the moment it starts, what a seed draws; asks for things in those terms."""

    def __init__(self, root: Table, problems: Problems) -> None:
        self.names = Names(_names_given(root))
        self.starts = _start_of_day(root, problems)
        self._options = {key: _keys(node) for key, node in _entries(root, "vary")}
        self._placeholders = _placeholders(root)
        self.prose_read: list[Prose] = []  # in the order it was read

    def ref(self, *kinds: str) -> Asked[str]:
        """Ask for the name of one thing of *kinds*."""
        return self.names.ask(*kinds)

    def refs(self, *kinds: str) -> Asked[tuple[str, ...]]:
        """Ask for names of things of *kinds*: a list, or one alone without the brackets."""
        one = self.names.ask(*kinds)
        several = list_of(one)

        def ask(node: Node, problems: Problems) -> tuple[str, ...]:
            return several(node, problems) if isinstance(node, Row) else (one(node, problems),)

        return ask

    def prose(self, longest: int = 600) -> Asked[str]:
        """Ask for text that people read; its placeholders must be drawn by `vary`."""
        words = text(longest)

        def ask(node: Node, problems: Problems) -> str:
            answer = words(node, problems)
            if "{" in answer or "}" in answer:
                self._check_placeholders(node, answer)
            self.prose_read.append(Prose(node.line, answer))
            return answer

        return ask

    def _check_placeholders(self, node: Node, answer: str) -> None:
        before, *pieces = answer.split("{")
        names = [piece.partition("}")[0] for piece in pieces]
        if "}" in before or any(piece.count("}") != 1 for piece in pieces):
            raise Wrong(
                node, "SC033", "a curly bracket stands alone. They only hold placeholders such as {draw.place}."
            )
        for name in names:
            if name not in self._placeholders:
                meant = did_you_mean(name, sorted(self._placeholders)) or " Placeholders come from 'vary'."
                raise Wrong(node, "SC033", f"nothing is drawn for {quoted('{' + name + '}')}.{meant}")

    def moment(self, node: Node, problems: Problems) -> int:
        """Ask for a moment: a length of time since the start, `"12:06"`, or `"day 5 16:00"`; in ms since the start."""
        answer = word(node, "a moment such as '6 min', '12:06' or 'day 5 16:00'")
        if ":" not in answer.text:
            return duration()(node, problems)
        day, clock = _day_and_clock(answer)
        since_start = day * DAY_MS + clock - self.starts
        if answer.text.startswith("day"):
            if since_start < 0:
                raise Wrong(node, "SC027", f"{quoted(answer.text)} is before the drill starts.")
        else:
            since_start %= DAY_MS
        return min(since_start, LONGEST_DURATION_MS)

    def condition(self, node: Node, problems: Problems) -> Condition:
        """Ask for a condition that somebody waits for; a list or a table means all of its entries."""
        return self._condition(node, problems, moods=False)

    def deciding(self, node: Node, problems: Problems) -> Condition:
        """Ask for a condition that is looked at in one moment, which decides: it may ask how somebody feels."""
        return self._condition(node, problems, moods=True)

    def _condition(self, node: Node, problems: Problems, *, moods: bool) -> Condition:
        if isinstance(node, Row):
            return _all_of([self._condition(item, problems, moods=moods) for item in node.items])
        if isinstance(node, Table):
            if not node.keys:
                raise Wrong(node, "SC035", "an empty condition. Write 'always' or 'never'.")
            entries = ((key, node.values[name]) for name, key in node.keys.items())
            return _all_of([self._entry(key, value, problems, moods=moods) for key, value in entries])
        if node.text not in ("always", "never"):
            told = f"a condition is expected here, such as {{heard: a_fact}}, always or never; found {found(node)}."
            raise Wrong(node, "SC035", told)
        return ALWAYS if node.text == "always" else NEVER

    def _entry(self, key: Typed, value: Node, problems: Problems, *, moods: bool) -> Condition:
        match key.text:
            case "after":
                return After(self.moment(value, problems))
            case "noted":
                return Term(Word.NOTED)
            case "not":
                return Not(self._condition(value, problems, moods=moods))
            case "all":
                return self._condition(value, problems, moods=moods)
            case "any":
                items = value.items if isinstance(value, Row) else [value]
                return AnyOf(tuple(self._condition(item, problems, moods=moods) for item in items))
            case "feels" if not moods:
                raise Wrong(key, "SC039", NOT_HERE)
            case "feels":
                return self._feels(value, problems)
            case "drawn":
                return self._drawn(value)
        if key.text in TERMS:
            return self._term(key.text, value, problems)
        known = [*TERMS, *OTHER_CONDITIONS]
        meant = did_you_mean(key.text, known) or f" Known are {listed(known, 'and')}."
        raise Wrong(key, "SC035", f"no condition is called {quoted(key.text)}.{meant}")

    def _term(self, name: str, value: Node, problems: Problems) -> Condition:
        predicate, kind, main, second, second_kind = TERMS[name]
        if isinstance(value, Row):
            return _all_of([self._term(name, item, problems) for item in value.items])
        if isinstance(value, Typed):
            return Term(predicate, self.ref(kind)(value, problems))
        fields = Fields(value, problems, (main, second) if second else (main,))
        of = fields.need(main, self.ref(kind), "")
        return Term(predicate, of, fields.may(second, self.ref(second_kind), "") if second else "")

    def _feels(self, value: Node, problems: Problems) -> Condition:
        somebody, feeling = self.ref("customer", "audience"), word_of(Feeling)
        people = table(value)
        if not people.keys:
            raise Wrong(people, "SC035", "nobody stands here. Write who and how: {feels: {a_person: angry}}.")
        return _all_of(
            Feels(somebody(key, problems), feeling(how, problems))
            for name, key in people.keys.items()
            for how in _one_or_more(people.values[name])
        )

    def _drawn(self, value: Node) -> Condition:
        items = []
        for name, key in table(value).keys.items():
            if name not in self._options:
                raise Wrong(
                    key, "SC029", f"'vary' draws nothing called {quoted(name)}.{did_you_mean(name, self._options)}"
                )
            option = word(table(value).values[name], "what is drawn")
            if option.text not in self._options[name]:
                meant = did_you_mean(option.text, self._options[name])
                raise Wrong(option, "SC029", f"{quoted(name)} is never drawn as {quoted(option.text)}.{meant}")
            items.append(Drawn(name, option.text))
        return _all_of(items)


def _all_of(items: Iterable[Condition]) -> Condition:
    every = tuple(items)
    return every[0] if len(every) == 1 else All(every)


def _one_or_more(node: Node) -> list[Node]:
    return node.items if isinstance(node, Row) else [node]


def _day_and_clock(answer: Typed) -> tuple[int, int]:
    day, told = "1", answer.text
    if told.startswith("day "):
        _, day, told = [*told.split(" "), "", ""][:3]
    parts = told.split(":")
    limits = (23, 59, 59)[: len(parts)]
    digits_only = all(part and len(part) <= 2 and DIGITS.issuperset(part) for part in [*parts, day])
    sound = digits_only and len(parts) in (2, 3) and int(day) >= 1
    if not sound or any(int(p) > m for p, m in zip(parts, limits, strict=True)):
        raise Wrong(answer, "SC027", f"{quoted(answer.text)} is not a moment. Write it like '12:06' or 'day 5 16:00'.")
    hours, minutes, seconds = (int(part) for part in [*parts, "0"][:3])
    return int(day) - 1, hours * MS_PER_UNIT["h"] + minutes * MS_PER_UNIT["min"] + seconds * MS_PER_UNIT["s"]


def _start_of_day(root: Table, problems: Problems) -> int:
    node = root.values.get("starts")
    try:
        return _day_and_clock(node)[1] if isinstance(node, Typed) else 0
    except Wrong:
        return 0  # told when `starts` itself is read


def _entries(root: Node, *path: str) -> list[tuple[str, Node]]:
    node: Node | None = root
    for name in path:
        node = node.values.get(name) if isinstance(node, Table) else None
    return list(node.values.items()) if isinstance(node, Table) else []


def _keys(node: Node) -> tuple[str, ...]:
    return tuple(node.keys) if isinstance(node, Table) else ()


def _names_given(root: Table) -> dict[str, Iterable[str] | None]:
    sections = {
        "person": "people",
        "fact": "facts",
        "question": "questions",
        "job": "jobs",
        "commitment": "commitments",
        "remedy": "remedies",
        "quantity": "quantities",
        "beat": "beats",
        "happening": "happenings",
        "ending": "endings",
    }
    given: dict[str, Iterable[str] | None] = {kind: _section(root, name) for kind, name in sections.items()}
    if given["commitment"] is not None:
        given["commitment"] = {*given["commitment"], NEXT_WORD}
    given["phase"] = [_typed(item, "id") for item in _items(root.values.get("phases"))]
    given["request"] = [_typed(body, "asks", "id") for _, body in _entries(root, "happenings")]
    given["reply"] = None if given["beat"] is None else _replies(root)
    people = _entries(root, "people")
    for person in (PersonKind.CUSTOMER, PersonKind.AUDIENCE):
        given[person.value] = None if given["person"] is None else [n for n, body in people if _may_be(body, person)]
    for kind, section in (("fault", "faults"), ("detail", "details")):
        given[kind] = [name for _, body in people for name, _ in _entries(body, section)]
    return given


def _may_be(body: Node, kind: PersonKind) -> bool:
    """Whether this person is of *kind*; one who is of none passes, since that is told with `is`."""
    told = _typed(body, "is")
    return told == kind.value or told not in set(PersonKind)


def _section(root: Table, name: str) -> Iterable[str] | None:
    node = root.values.get(name)
    return () if node is None else node.keys if isinstance(node, Table) else None


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Row) else []


def _typed(node: Node, *path: str) -> str:
    inner: Node | None = node
    for name in path:
        inner = inner.values.get(name) if isinstance(inner, Table) else None
    return inner.text if isinstance(inner, Typed) else ""


def _replies(root: Table) -> list[str]:
    return [
        f"{beat}.{_typed(reply, 'id') or number}"
        for beat, body in _entries(root, "beats")
        if isinstance(body, Table)
        for number, reply in enumerate(_items(body.values.get("replies")), 1)
    ]


def _placeholders(root: Table) -> frozenset[str]:
    return frozenset(
        f"{key}.{word}"
        for key, options in _entries(root, "vary")
        for _, option in _entries(options)
        for word, _ in _entries(option, "words")
    )
