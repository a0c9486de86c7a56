"""Refuses hostile YAML while it is still a stream of events, before anything is built from it.

Theory: every known YAML bomb needs depth, size, an anchor, a tag, a merge key or a directive; a scenario needs
none of them. So they are refused here, one event at a time, and the composer of PyYAML (which recurses in C and
segfaults on deep nesting) is never run. Nothing here knows what a scenario is: that begins in `marked.py`.
"""

import re
from collections.abc import Iterator
from typing import NoReturn

import msgspec
import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from simulator.scenario.problems import FileRefused, Problems, quoted, shown

try:
    from yaml._yaml import CParser as FastParser
except ImportError:  # PyYAML built without libyaml: slower, the same events
    FastParser = None  # type: ignore[assignment, misc] # the stub can't say that the class may be missing

LARGEST_FILE = 512 * 1024
DEEPEST = 24
MOST_VALUES = 30_000
LONGEST_TEXT = 8_000
TOO_DEEP = f"lists and tables are nested more than {DEEPEST} deep. A scenario needs fewer."

# Characters nobody sees: controls, soft hyphen, zero-width, bidirectional overrides, odd line ends, tag letters;
# and letters that are blank, which names and replies could consist of: fillers of Hangul, Khmer vowels, empty Braille,
# the joiner of graphemes, selectors of variants (but for U+FE00 to U+FE0F, which stand behind every other emoji).
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e01ef]"
)


_RETURN = re.compile("\r")
CLOSINGS = (MappingEndEvent, SequenceEndEvent)


class Spot(msgspec.Struct, frozen=True):
    """A place in a file; line and column count from 1."""

    line: int
    column: int


def guarded_events(raw: bytes, name: str) -> Iterator[Event]:
    """Give the YAML events of *raw*, each looked at before it is handed on.

    *name* is the file name that problems are told with. Raises `FileRefused` with one problem at the first
    thing a scenario has no use for.
    """
    depth = values = documents = 0
    for event in _parsed(decoded(raw, name), name):
        kind = type(event)
        if isinstance(event, ScalarEvent):
            values += 1
            value = event.value
            # Most values are short plain words: only the others are worth a closer look.
            odd = len(value) > LONGEST_TEXT or value == "<<"
            if odd or event.style or event.anchor is not None or event.tag is not None:
                _look_at_value(event, name)
        elif isinstance(event, CollectionStartEvent):
            values += 1
            depth += 1
            if event.anchor is not None or event.tag is not None:
                _look_at_value(event, name)
            if depth > DEEPEST:
                _refuse(name, "SC010", TOO_DEEP, event)
        elif kind in CLOSINGS:
            depth -= 1
        elif isinstance(event, AliasEvent):
            _look_at_value(event, name)
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                told = "a second document begins. Keep one scenario in a file and remove the '---' line."
                _refuse(name, "SC005", told, event)
        if values > MOST_VALUES:
            _refuse(name, "SC011", f"more than {MOST_VALUES:,} values in one file. Split the drill.", event)
        yield event


def place_of(event: Event) -> tuple[int, int]:
    """Give the line and column, from 1, where *event* begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def decoded(raw: bytes, name: str) -> str:
    """Turn the bytes of a file into text that is not too large, valid UTF-8 and free of unseen characters."""
    if len(raw) > LARGEST_FILE:
        told = f"the file is too large; a scenario may have {LARGEST_FILE:,} bytes. Split the drill."
        _refuse(name, "SC001", told)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        told = f"the byte {raw[error.start]:#04x} is not UTF-8. Save the file as UTF-8 and try again."
        _refuse(name, "SC002", told, _spot(before, len(before)))
    _refuse_unseen(text, name)
    _refuse_directives(text, name)
    return text


def _refuse_unseen(text: str, name: str) -> None:
    unseen = UNSEEN.search(text)
    if unseen:
        told = f"an invisible character (U+{ord(unseen.group()):04X}) is in the text. Delete it and type it anew."
        _refuse(name, "SC003", told, _spot(text, unseen.start()))


def _refuse_directives(text: str, name: str) -> None:
    # Looked for in the text, not in the events: libyaml compares each %TAG with all before it (20,000: 1.5 s).
    at = 0 if text.startswith("%") else text.find("\n%") + 1
    if at or text.startswith("%"):
        told = "a line begins with '%'. YAML directives have no use here: indent the text or remove the line."
        _refuse(name, "SC006", told, _spot(text, at))


def _look_at_value(event: NodeEvent, name: str) -> None:
    if isinstance(event, AliasEvent):
        told = f"the alias {quoted('*' + str(event.anchor))} is not taken. Write the text out again here."
        _refuse(name, "SC007", told, event)
    if event.anchor is not None:
        told = f"the anchor {quoted('&' + event.anchor)} is not taken. Write the text out where it is needed."
        _refuse(name, "SC007", told, event)
    if isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.tag is not None:
        told = f"the tag {quoted(event.tag)} is not taken. Remove it: every value is plain here."
        _refuse(name, "SC008", told, event)
    if isinstance(event, ScalarEvent):
        _look_at_text(event, name)


def _look_at_text(event: ScalarEvent, name: str) -> None:
    value = event.value
    if len(value) > LONGEST_TEXT:
        told = f"a text of {len(value):,} characters; the longest may have {LONGEST_TEXT:,}. Shorten it."
        _refuse(name, "SC012", told, event)
    if event.style == '"':  # only double quotes can spell a character by its number
        # A carriage return in the file ends a line; one that is spelt would let a text overwrite itself in a terminal.
        unseen = UNSEEN.search(value) or _RETURN.search(value)
        if unseen:
            told = f"the text spells an invisible character (U+{ord(unseen.group()):04X}). Remove it."
            _refuse(name, "SC003", told, event)
    elif value == "<<" and not event.style:
        _refuse(name, "SC009", "the merge key '<<' is not taken. Write the entries out.", event)


def _parsed(text: str, name: str) -> Iterator[Event]:
    try:
        parser = FastParser(text) if FastParser is not None else yaml.Loader(text)
        while (event := parser.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        spot = Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
        if "nesting depth" in (error.problem or ""):  # libyaml reads ahead of its events and has a limit of its own
            _refuse(name, "SC010", TOO_DEEP, spot)
        _refuse(name, "SC004", _syntax_told(error), spot)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure parser answers some impossible escapes with a bare ValueError and no place.
        _refuse(name, "SC004", f"this is not YAML: {shown(str(error))}.")


def _syntax_told(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return f"this is not YAML: {shown(', '.join(parts), longest=160)}."


def _spot(text: str, at: int) -> Spot:
    line_start = text.rfind("\n", 0, at) + 1
    return Spot(text.count("\n", 0, at) + 1, at - line_start + 1)


def _refuse(name: str, code: str, told: str, where: Event | Spot | None = None) -> NoReturn:
    problems = Problems(name)
    spot = Spot(*place_of(where)) if isinstance(where, Event) else where
    problems.add(spot or Spot(1, 1), code, told)
    raise FileRefused(problems)
