"""What of a person may stand in files that aren't theirs alone: what they typed, their name in a plan, or anywhere.

What they typed is told by their runs; these themselves go whole, and not from here.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

import msgspec
from msgspec import Struct

from simulator.book.naming import Named, as_word, written
from simulator.errors import RecordUnreadable
from simulator.journal.chain import read_chain
from simulator.journal.disk import writing
from simulator.journal.home import KEPT, PLANS, SNAPSHOTS, SUFFIX, people_path
from simulator.journal.people import folded
from simulator.journal.runs import Runs

TELLING = 8  # letters from which on a text is looked for in what is left: shorter ones stand everywhere
IN_JSON = frozenset({SUFFIX, ".json", ".seal", ".sending"})
NO_WORDS_IN = frozenset({SNAPSHOTS, KEPT})  # folders of scenarios, which hold nothing of whoever played them

_IN_RUNS = ("own_words", "text", "note")
_TYPED = frozenset("cohort delta last_deed note own_words plan plus reason sentence station text".split())
_OURS = frozenset({"card", "scorecard"})  # findings are told in our own words
_BY_TRAINERS = frozenset({("do", "inject"), ("kind", "trainer_intervened")})  # whose "words" a trainer typed
_AFTERWARDS = ("plus", "delta", "sentence", "reason")
_ROW = re.compile(r'\s*- \{name: ("(?:[^"\\]|\\.)*")')  # a person in a plan, as a form writes them


class Left(Struct, frozen=True):
    """Files of the data folder that still *hold* a person's letters, and those that can't be *read*."""

    holding: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def all_files(home: Path) -> tuple[Path, ...]:
    """Every file of *home*, and of what is below it, as far as the folders let us in."""
    return tuple(sorted(path for folder, names in _walked(home) for name in names if _is_file(path := folder / name)))


def _walked(home: Path) -> Iterator[tuple[Path, list[str]]]:
    return ((Path(folder), names) for folder, _, names in os.walk(home))


def _is_file(path: Path) -> bool:
    """`Path.is_file` raises on some Pythons where others say no."""
    with suppress(OSError):
        return S_ISREG(path.lstat().st_mode)
    return False


def _closed_folders(home: Path) -> list[str]:
    """The folders whose files nobody can list, or whose files nobody can reach."""
    closed: list[str] = []
    for folder, _, names in os.walk(home, onerror=lambda error: closed.append(str(getattr(error, "filename", home)))):
        if names and not os.access(folder, os.X_OK):
            closed.append(folder)
    return closed


# -- what was typed


def words_in_run(runs: Runs, path: Path) -> set[str]:
    """What was typed in the run at *path*: notes and own words; a damaged record tells what it can."""
    try:
        events = read_chain(runs.disk.read(path), path.name).events
    except (RecordUnreadable, OSError):
        return set()
    return {word for event in events for word in _texts(msgspec.to_builtins(event), _IN_RUNS)}


def words_in(record: Struct) -> Iterator[str]:
    """Every text that somebody typed in *record*, a line of the notebook or of the ledger."""
    return _texts(msgspec.to_builtins(record), _AFTERWARDS)


def typed_in_file(path: Path, data: bytes) -> Iterator[str]:
    """Every text that somebody typed in a JSON file; a line that is damaged is one, as it is."""
    for line in data.split(b"\n") if path.suffix == SUFFIX else [data]:
        try:
            yield from _typed(msgspec.json.decode(line)) if line else ()
        except (ValueError, RecursionError):
            yield line.decode("utf-8", "replace")


def _typed(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        by_trainer = any(part.get(field) == tag for field, tag in _BY_TRAINERS)
        for field, value in part.items():
            if isinstance(value, str):
                yield from [value] if field in _TYPED or (by_trainer and field == "words") else []
            elif field not in _OURS:
                yield from _typed(value)
    elif isinstance(part, list):
        for value in part:
            yield from _typed(value)


def _texts(part: object, fields: Sequence[str]) -> Iterator[str]:
    """Every line of text under one of *fields*, however deep; single letters tell nobody anything."""
    if isinstance(part, dict):
        for field, value in part.items():
            if field in fields and isinstance(value, str):
                yield from (line for line in value.split("\n") if len(line.strip()) > 1)
            else:
                yield from _texts(value, fields)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _texts(value, fields)


# -- a name in a plan


def take_out_of_plans(runs: Runs, name: str, is_sure: bool = True) -> tuple[str, ...]:
    """Take *name* out of the plans that a form wrote; gives those that went whole, for nobody was left in them.

    A drill that was set up doesn't need its plan any more. Where *name* isn't surely a name, as that of a cohort
    "spring", only its own line goes.
    """
    gone: list[str] = []
    for path in all_files(runs.home / PLANS) if name else ():
        try:
            text = runs.disk.read(path).decode("utf-8", "replace")
        except OSError:
            continue  # told later, with whatever else can't be read
        rest = _without(text, name, is_sure)
        if rest == text:
            continue
        with writing(path):
            if rest is not None:
                runs.disk.write_whole(path, rest.encode())
            else:
                runs.disk.remove(path)
                gone.append(str(path.relative_to(runs.home)))
    return tuple(gone)


def plans_with(runs: Runs, name: str) -> Iterator[Path]:
    """The plans in which *name* stands."""
    for path in all_files(runs.home / PLANS) if name else ():
        with suppress(OSError):
            if _names(runs.disk.read(path).decode("utf-8", "replace"), name):
                yield path


def _without(text: str, name: str, is_sure: bool) -> str | None:
    """The plan without *name*; None where it can't be without it: a trainer's, of one person, or written by hand."""
    rows = {line: folded(msgspec.json.decode(row[1])) for line in text.splitlines(True) if (row := _ROW.match(line))}
    kept = "".join(line for line in text.splitlines(True) if rows.get(line) != folded(name))
    if not _names(text, name):
        return text
    return None if (is_sure and _names(kept, name)) or set(rows.values()) == {folded(name)} else kept


def _names(text: str, name: str) -> bool:
    """Whether one of the plan's values is *name*; a plan that nobody can read names whom it has as a word."""
    from simulator.scenario.marked import read_tree
    from simulator.scenario.problems import FileRefused, Problems

    try:
        tree = msgspec.to_builtins(read_tree(text.encode(), Problems(PLANS)))
    except FileRefused:
        return bool(as_word(folded(name)).search(folded(text)))
    return folded(name) in {folded(value) for value in _values(tree)}


def _values(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["text"]] if isinstance(part.get("text"), str) else [])
        for value in part.values():
            yield from _values(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _values(value)


# -- what is left


def left_with(home: Path, words: Iterable[str], named: Named) -> Left:
    """What of *home* has one of *words* in it, or a name, in its own name too; and what nobody can look into.

    The people file isn't looked at: a name that is still in it is a namesake's.
    """
    forms = {form for word in words if len(word) >= TELLING for form in _forms(word)}
    holding = list(_called_so(home, named))
    unread = [str(Path(folder).relative_to(home)) for folder in _closed_folders(home)]
    for path in files_with_words(home):
        try:
            data = path.read_bytes()
        except OSError:
            unread.append(str(path.relative_to(home)))
            continue
        if any(form in data for form in forms) or _has_name(path, data, named):
            holding.append(str(path.relative_to(home)))
    return Left(tuple(dict.fromkeys(holding)), tuple(unread))


def files_with_words(home: Path) -> Iterator[Path]:
    """Every file of *home* but scenarios and the people file."""
    for path in all_files(home):
        if not NO_WORDS_IN & set(path.relative_to(home).parts[:-1]) and path != people_path(home):
            yield path


def _called_so(home: Path, named: Named) -> Iterator[str]:
    """Folders and files that are called by their name."""
    for folder, names in _walked(home):
        paths = [*([folder] if folder != home else []), *(folder / name for name in names)]
        yield from (str(path.relative_to(home)) for path in paths if named.stands_in(path.name))


def _has_name(path: Path, data: bytes, named: Named) -> bool:
    if b"\0" in data:  # between the columns of a database there is nothing that would tell where a word ends
        return any(form in data for name in written(named.whole) if name for form in _forms(name))
    text = data.decode("utf-8", "replace")
    if _is_missed(text, named.unmistakable):
        return True
    # The words of JSON itself are nobody's, nor are ours.
    typed = typed_in_file(path, data) if path.suffix in IN_JSON else [text]
    return any(map(named.stands_in, typed))


def _is_missed(text: str, name: str) -> bool:
    """Whether *name* stands in *text* though nothing was found there to be replaced."""
    forms = {form.decode() for one in written(name.casefold()) if name for form in _forms(one)}
    return any(form in text.casefold() for form in forms)


def _forms(word: str) -> tuple[bytes, bytes]:
    """As it was typed, and as JSON writes it."""
    return word.encode(), msgspec.json.encode(word)[1:-1]
