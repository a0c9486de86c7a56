"""Records and moves to bytes and back: the only room where what a file says is not yet typed.

No file is opened here and no chain is checked.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, get_args

import msgspec

from simulator.drill.actions import Action
from simulator.errors import SimulatorError
from simulator.journal.records import FORMAT, Entry, Header, KeptScorecard, Note, PlannedMove, Scores
from simulator.scenario.problems import did_you_mean, listed, quoted

_encoder = msgspec.json.Encoder()
_notes: msgspec.json.Decoder[Note] = msgspec.json.Decoder(Note)

MOST_MOVES = 10_000
LARGEST_MOVES = 1 << 20  # bytes of a file of moves
LONGEST_TEXT = 2_000  # letters
LONGEST_TIME = 366 * 24 * 3_600_000  # ms: no drill is longer than a year
LARGEST_SEED = 1 << 62  # what JSON readers elsewhere still take for a whole number
LONGEST_RUN = 200  # letters of a run's name: file systems take 255 bytes
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # Windows puts it before UTF-8
_HASH_DIGITS = frozenset("0123456789abcdef")
_ACTIONS = {kind.__struct_config__.tag: kind for kind in get_args(Action)}


class MovesInvalid(SimulatorError):
    """A list of moves can't be read; the message says which move and why."""


# Gives an entry as canonical JSON: fields in the order of their definition, defaults left out. Every event of every
# drill comes this way, so there is no function of ours around it.
encode_entry: Callable[[Entry], bytes] = _encoder.encode


@cache
def _entries() -> msgspec.json.Decoder[Entry]:
    """Reads any entry; made when it is needed, since it takes in every kind of event there is."""
    return msgspec.json.Decoder(Entry)


class _Line(msgspec.Struct):
    """An entry whose *event*, should it have one, is left as it is written."""

    n: int
    header: Header | None = None
    event: msgspec.Raw = msgspec.Raw()
    scorecard: KeptScorecard | None = None
    end: bool = False


_lines = msgspec.json.Decoder(_Line)


def decode_entry(body: bytes) -> Entry:
    """Read what `encode_entry` wrote; raises ValueError for anything else."""
    try:
        return _checked(_entries().decode(body))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def decode_edge(body: bytes) -> Entry:
    """Give what `decode_entry` gives; quicker at the edges of a journal, where a header or a scorecard stands."""
    try:
        line = _lines.decode(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if line.event:
        return decode_entry(body)
    return _checked(Entry(n=line.n, header=line.header, scorecard=line.scorecard, end=line.end))


def _checked(entry: Entry) -> Entry:
    if sum(part is not None for part in (entry.header, entry.event, entry.scorecard)) != 1:
        raise ValueError("neither a header nor an event nor a scorecard")
    if entry.header is not None and entry.header.format <= FORMAT:
        _check_header(entry.header)
    return entry


def _check_header(header: Header) -> None:
    """Insist on what every header of ours keeps to, since paths, dice and clocks are made of it."""
    if header.format != FORMAT:
        raise ValueError("its format is none there ever was")
    if len(header.content_hash) != 64 or not _HASH_DIGITS.issuperset(header.content_hash):
        raise ValueError("the hash of its scenario is none")
    if not 0 <= header.seed <= LARGEST_SEED:
        raise ValueError("its seed is out of range")
    if not 1 <= header.accommodations.reading_time <= 4:
        raise ValueError("its reading time is out of range")
    if not 0 < len(header.run) <= LONGEST_RUN or not header.run.isprintable():
        raise ValueError("its run has no name that a file could have")


class KeptScores(Scores, frozen=True):
    """What lists show of a kept scorecard; the rest of it is passed over."""

    outcome: str = ""
    why: str = ""


_kept_scores = msgspec.json.Decoder(KeptScores)


def decode_scores(scorecard: KeptScorecard) -> KeptScores:
    """Read the four scores and the ending out of *scorecard*; raises ValueError, also for scores beyond 0 to 100."""
    try:
        kept = _kept_scores.decode(bytes(scorecard.card))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not all(score is None or 0 <= score <= 100 for score in kept.four):
        raise ValueError("a score lies outside 0 to 100")
    return kept


def encode_note(note: Note) -> bytes:
    """Give *note* as canonical JSON."""
    return _encoder.encode(note)


def decode_note(body: bytes) -> Note:
    """Read what `encode_note` wrote; raises ValueError for anything else."""
    try:
        return _notes.decode(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def encode_moves(moves: Sequence[PlannedMove]) -> bytes:
    """Give *moves* as a JSON list that `decode_moves` reads."""
    return _encoder.encode([_built(move) for move in moves])


def _built(move: PlannedMove) -> dict[str, Any]:
    at = {} if move.at is None else {"at": move.at}
    return {**at, **msgspec.to_builtins(move.action)}


def decode_moves(data: bytes, name: str) -> tuple[PlannedMove, ...]:
    """Read a JSON list of moves; *name* is what to call it. Raises `MovesInvalid`."""
    if len(data) > LARGEST_MOVES:
        raise MovesInvalid(f"{name}: more than {LARGEST_MOVES} bytes are too many for a list of moves.")
    try:
        items = msgspec.json.decode(data.removeprefix(BYTE_ORDER_MARK))
    except (ValueError, RecursionError) as error:
        raise MovesInvalid(f"{name}: this is not JSON ({_plain(error)}). A list of moves is expected.") from error
    return planned_moves(items, name)


def planned_moves(items: object, name: str) -> tuple[PlannedMove, ...]:
    """Make moves of plain lists, dicts and numbers (times in ms); raises `MovesInvalid` for anything that isn't one."""
    if not isinstance(items, list):
        raise MovesInvalid(f'{name}: a list of moves is expected, such as [{{"do": "say", "reply": "reported.1"}}].')
    if len(items) > MOST_MOVES:
        raise MovesInvalid(f"{name}: {len(items)} moves are too many; {MOST_MOVES} is the most.")
    return tuple(_planned(item, f"{name}: move {number}") for number, item in enumerate(items, start=1))


def _planned(item: object, place: str) -> PlannedMove:
    if not isinstance(item, dict):
        raise MovesInvalid(f'{place}: a move is a table with "do", found {_found(item)}.')
    _check_names(item, place)
    for field, value in _values(item):
        _check_size(field, value, place)
    rest = {field: value for field, value in item.items() if field != "at"}
    try:
        action: Action = msgspec.convert(rest, Action)
        return PlannedMove(action, msgspec.convert(item.get("at"), int | None))
    except (ValueError, RecursionError) as error:
        raise MovesInvalid(f"{place}: {_plain(error)}.") from error


def _check_names(item: dict[Any, Any], place: str) -> None:
    do = item.get("do")
    kind = _ACTIONS.get(do) if isinstance(do, str) else None
    if kind is None:
        known = [str(tag) for tag in _ACTIONS]
        hint = (did_you_mean(do, known) if isinstance(do, str) else "") or f" Moves are {listed(known)}."
        raise MovesInvalid(f"{place}: no move is called {_found(do)}.{hint}")
    fields = ("at", "do", *kind.__struct_encode_fields__)
    for field in item:
        if field not in fields:
            hint = did_you_mean(str(field), fields) or f" It has {listed(fields, 'and')}."
            raise MovesInvalid(f"{place}: '{do}' has no field {quoted(str(field))}.{hint}")


def _values(item: dict[Any, Any]) -> Iterator[tuple[str, object]]:
    for field, value in item.items():
        for single in value if isinstance(value, list) else (value,):
            yield str(field), single


def _check_size(field: str, value: object, place: str) -> None:
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise MovesInvalid(f"{place}: '{field}' has {len(value)} letters; {LONGEST_TEXT} is the most.")
        if not value.isprintable() and any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
            raise MovesInvalid(f"{place}: '{field}' holds half a character, which no text can.")
    elif isinstance(value, int) and not 0 <= value <= LONGEST_TIME:
        raise MovesInvalid(f"{place}: '{field}' should lie between 0 and {LONGEST_TIME} ms, found {_found(value)}.")


def _found(value: object) -> str:
    """Say what stands somewhere in a sentence: short, however long or deep it is."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    return quoted(str(value))  # a number; JSON has no other values


def _plain(error: BaseException) -> str:
    """Give a library's words as part of a sentence of ours."""
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).replace("`", "'").rstrip(".")
