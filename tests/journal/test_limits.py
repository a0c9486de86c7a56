"""The limits of what is read and written: the last that is taken, and the first that is not."""

import errno
import json
from pathlib import Path

import msgspec
import pytest

from simulator.drill.actions import Note, Say
from simulator.errors import NotFound, RecordUnreadable, StorageFailed
from simulator.journal.chain import FIRST_LINK, chained, link_of, read_chain, unchained
from simulator.journal.codec import MovesInvalid, decode_entry, decode_moves, decode_note, decode_scores, encode_moves
from simulator.journal.disk import RealDisk, RunInUse, held, locked_in_time, reading, write_behind, writing
from simulator.journal.home import (
    cut_path,
    find_home,
    find_house,
    is_there,
    journal_path,
    notebook_path,
    people_path,
    snapshot_path,
)
from simulator.journal.keys import keys_folder
from simulator.journal.records import Accommodations, Entry, KeptScorecard, PlannedMove

DEEP = b"[" * 100_000


# -- moves


def moves_of(*moves: dict[str, object]) -> bytes:
    return json.dumps(moves).encode()


def test_as_many_moves_as_are_allowed_are_read() -> None:
    assert len(decode_moves(moves_of(*[{"do": "begin"}] * 10_000), "moves.json")) == 10_000


def test_a_file_as_large_as_is_allowed_is_read() -> None:
    written = b"[]"

    assert decode_moves(b" " * ((1 << 20) - len(written)) + written, "moves.json") == ()


def test_a_text_as_long_as_is_allowed_is_read() -> None:
    (planned,) = decode_moves(moves_of({"do": "note", "text": "x" * 2_000}), "moves.json")

    assert planned == PlannedMove(Note(text="x" * 2_000))


@pytest.mark.parametrize("at", [0, 366 * 24 * 3_600_000])
def test_a_time_at_either_end_of_a_year_is_read(at: int) -> None:
    (planned,) = decode_moves(moves_of({"do": "say", "reply": "a", "at": at}), "moves.json")

    assert planned == PlannedMove(Say(reply="a"), at)


def test_a_time_beyond_a_year_is_none() -> None:
    with pytest.raises(MovesInvalid, match="'at' should lie between 0 and 31622400000 ms, found '31622400001'"):
        decode_moves(moves_of({"do": "say", "reply": "a", "at": 366 * 24 * 3_600_000 + 1}), "moves.json")


@pytest.mark.parametrize(
    ("do", "found"), [(True, "true"), (False, "false"), (None, "nothing"), ([], "a list"), ({}, "a table"), (7, "'7'")]
)
def test_what_stands_in_the_place_of_a_move_is_named(do: object, found: str) -> None:
    with pytest.raises(MovesInvalid, match=f"no move is called {found}. Moves are "):
        decode_moves(moves_of({"do": do}), "moves.json")


def test_a_field_that_a_move_lacks_is_told_with_those_it_has() -> None:
    with pytest.raises(MovesInvalid, match=r"'ask' has no field 'zzzzzz'. It has at, do, id, actor and question."):
        decode_moves(moves_of({"do": "ask", "question": "a", "zzzzzz": 1}), "moves.json")


def test_only_a_move_with_its_time_is_written_with_one() -> None:
    assert json.loads(encode_moves([PlannedMove(Say(reply="a")), PlannedMove(Say(reply="b"), 0)])) == [
        {"do": "say", "reply": "a"},
        {"at": 0, "do": "say", "reply": "b"},
    ]


# -- lines


@pytest.mark.parametrize("decode", [decode_entry, decode_note])
def test_lines_nested_without_end_are_a_value_error(decode) -> None:
    with pytest.raises(ValueError, match=r"nested too deeply|Expected|depth|recursion|truncated"):
        decode(b'{"header":' * 50_000)


def test_scores_nested_without_end_are_a_value_error() -> None:
    with pytest.raises(ValueError, match=r"nested too deeply|Expected|truncated|malformed"):
        decode_scores(KeptScorecard("1", msgspec.Raw(b'{"x":' + DEEP)))


@pytest.mark.parametrize("points", [0, 100, None])
def test_a_score_may_lie_at_either_end_of_the_scale(points: int | None) -> None:
    card = KeptScorecard("1", msgspec.Raw(json.dumps({"honesty": points}).encode()))

    assert decode_scores(card).honesty == points


@pytest.mark.parametrize("points", [-0.1, 100.1])
def test_a_score_beyond_either_end_of_the_scale_is_none(points: float) -> None:
    with pytest.raises(ValueError, match="outside 0 to 100"):
        decode_scores(KeptScorecard("1", msgspec.Raw(json.dumps({"honesty": points}).encode())))


@pytest.mark.parametrize(
    "changed",
    [
        {"seed": 0},
        {"seed": 1 << 62},
        {"accommodations": Accommodations(reading_time=1.0)},
        {"accommodations": Accommodations(reading_time=4.0)},
        {"run": "x"},
        {"run": "x" * 200},
        {"content_hash": "0123456789abcdef" * 4},
    ],
)
def test_a_header_just_within_its_limits_is_read(header, changed) -> None:
    data, _ = chained(FIRST_LINK, [Entry(0, header=msgspec.structs.replace(header, **changed), end=True)])

    recorded = read_chain(data, "r.jsonl")

    assert recorded.header == msgspec.structs.replace(header, **changed)
    assert (recorded.damage, recorded.torn, recorded.good) == (None, 0, len(data))


@pytest.mark.parametrize(
    "changed", [{"seed": (1 << 62) + 1}, {"run": "x" * 201}, {"accommodations": Accommodations(reading_time=4.1)}]
)
def test_a_header_just_beyond_its_limits_is_damage(header, changed) -> None:
    data, _ = chained(FIRST_LINK, [Entry(0, header=msgspec.structs.replace(header, **changed), end=True)])

    with pytest.raises(RecordUnreadable):
        read_chain(data, "r.jsonl")


def test_a_second_header_and_a_number_out_of_turn_are_damage(header, events) -> None:
    twice, _ = chained(FIRST_LINK, [Entry(0, header=header, end=True), Entry(0, header=header, end=True)])
    ahead, _ = chained(FIRST_LINK, [Entry(0, header=header, end=True), Entry(1, event=events[0], end=True)])

    assert read_chain(twice, "r.jsonl").damage.what == "a journal has one header, in its first line"
    assert read_chain(ahead, "r.jsonl").damage.what == "expected number 0, found 1"
    assert read_chain(ahead, "r.jsonl").damage.line == 2


# -- the disk


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "the disk is full. Free some space and try again."),
        (errno.EDQUOT, "your disk quota is used up. Free some space and try again."),
        (errno.EROFS, "this place is read-only. Set FIREDRILL_HOME to a folder you may write to."),
        (errno.EACCES, "you may not write there. Set FIREDRILL_HOME to a folder you may write to."),
        (errno.EPERM, "you may not write there. Set FIREDRILL_HOME to a folder you may write to."),
        (errno.ENOTDIR, "part of the path is a file, not a folder. Set FIREDRILL_HOME"),
        (errno.EEXIST, "part of the path is a file, not a folder. Set FIREDRILL_HOME"),
        (errno.EISDIR, "a folder is in its place. Move it away."),
        (errno.EIO, "the disk reports an error. Check the disk, or set FIREDRILL_HOME to a folder on another one."),
        (errno.ENOLCK, "this kind of folder knows no locks. Set FIREDRILL_HOME to a folder on this computer."),
        (errno.EOPNOTSUPP, "this kind of folder knows no locks. Set FIREDRILL_HOME to a folder on this computer."),
        (errno.ENAMETOOLONG, "the path is too long. Set FIREDRILL_HOME to a shorter path."),
    ],
)
def test_what_keeps_a_record_from_being_written_is_told_with_what_to_do(code: int, says: str) -> None:
    with pytest.raises(StorageFailed) as told, writing(Path("/r/run.jsonl")):
        raise OSError(code, "as the test asked")

    assert str(told.value).startswith(f"'/r/run.jsonl' can't be written: {says}")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOTDIR, "Set FIREDRILL_HOME to a folder you may write to."),
        (errno.ENAMETOOLONG, "Write a shorter path."),
        (errno.EIO, "Check the disk, or put back a copy from a backup."),
        (errno.EACCES, "Check its permissions."),
    ],
)
def test_what_keeps_a_record_from_being_read_is_told_with_what_to_do(code: int, says: str) -> None:
    with pytest.raises(RecordUnreadable) as told, reading(Path("/r/run.jsonl")):
        raise OSError(code, "As Told")

    assert str(told.value) == f"'/r/run.jsonl' can't be read: as told. {says}"


def test_a_record_that_is_not_there_is_told_with_where_to_look() -> None:
    with pytest.raises(RecordUnreadable, match=r"isn't there. 'firedrill scores' lists"), reading(Path("/r/run.jsonl")):
        raise FileNotFoundError


class Stubborn:
    """A file that is free at the *nth* try."""

    def __init__(self, nth: int) -> None:
        self.nth = nth
        self.tries = 0

    def lock(self) -> bool:
        self.tries += 1
        return self.tries >= self.nth


@pytest.mark.parametrize(("nth", "locked", "paused"), [(1, True, 0), (3, True, 2), (250, True, 249), (251, False, 250)])
def test_a_lock_is_waited_for_five_seconds(nth: int, locked: bool, paused: int) -> None:
    pauses = list[float]()

    assert locked_in_time(Stubborn(nth), pauses.append) is locked
    assert pauses == [0.02] * paused


def test_a_file_is_held_by_one_and_let_go_of(tmp_path: Path) -> None:
    disk, path = RealDisk(), tmp_path / "new" / "book"

    with (
        held(disk, path, lambda _: None, "busy"),
        pytest.raises(RunInUse, match="busy"),
        held(disk, path, lambda _: None, "busy"),
    ):
        pass

    with held(disk, path, lambda _: None, "busy") as file:
        file.write(b"x")
    assert path.read_bytes() == b"x"


class Failing:
    """A file that takes half of what is written and then no more."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)

    def cut(self, size: int) -> None:
        del self.data[size:]

    def write(self, data: bytes) -> None:
        self.data += data[: len(data) // 2]
        raise OSError(errno.ENOSPC, "full")

    def sync(self) -> None:
        raise AssertionError("nothing was written")


def test_what_could_not_be_written_whole_is_taken_back(tmp_path: Path) -> None:
    file = Failing(b"good torn")

    with pytest.raises(OSError, match="full"):
        write_behind(file, 5, b"more")

    assert file.data == b"good "


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "kept").touch()

    with pytest.raises(OSError, match=r"directory|Directory|exists"):
        RealDisk().write_whole(tmp_path / "names", b"x")

    assert [path.name for path in tmp_path.iterdir()] == ["names"]


def test_records_are_for_their_owner_alone(tmp_path: Path) -> None:
    RealDisk().append_to(tmp_path / "run.jsonl", new=True).close()

    assert (tmp_path / "run.jsonl").stat().st_mode & 0o777 == 0o600


# -- places


def test_every_record_has_its_place() -> None:
    home = Path("/h")

    assert journal_path(home, "r") == Path("/h/r.jsonl")
    assert snapshot_path(home, "abc") == Path("/h/snapshots/abc.yaml")
    assert cut_path(home, "r", 17) == Path("/h/r.17.cut")
    assert people_path(home) == Path("/h/people.json")
    assert notebook_path(home) == Path("/h/notes/notebook.jsonl")


def test_a_house_is_the_one_that_was_named_or_the_home_s_own_or_none(tmp_path: Path) -> None:
    own, other = tmp_path / "house.yaml", tmp_path / "other.yaml"
    before = find_house(tmp_path)
    own.touch()
    other.touch()

    assert before is None
    assert find_house(tmp_path) == own
    assert find_house(tmp_path, str(other)) == other
    assert find_house(tmp_path, "none") is None
    with pytest.raises(NotFound, match=r"there is no house file '.*nowhere.yaml'. Check the spelling"):
        find_house(tmp_path, str(tmp_path / "nowhere.yaml"))


@pytest.mark.parametrize("name", ["x" * 5_000, "a\0b"])
def test_a_name_that_no_file_can_have_is_not_there(tmp_path: Path, name: str) -> None:
    assert not is_there(tmp_path / name)
    assert is_there(tmp_path)


def test_a_checkout_is_known_by_both_its_marks(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()

    assert find_home({}, "darwin", tmp_path / "simulator", tmp_path).name == "Firedrill"


def test_keys_named_in_a_word_lie_below_where_one_stands_and_windows_has_its_own_place() -> None:
    assert keys_folder({"FIREDRILL_KEYS": " keys "}).is_absolute()
    assert keys_folder({}, "win32", Path("/u")) == Path("/u/AppData/Roaming/Firedrill Keys")
    assert keys_folder({"XDG_CONFIG_HOME": "c"}, "linux", Path("/u")) == Path("/u/.config/firedrill-keys")


# -- what was written once


OLD_LINE = (
    b'{"n":0,"header":{"format":1,"run":"r","scenario":"lake","content_hash":"' + b"0" * 64 + b'","seed":3,'
    b'"engine":"1","rubric":"1","started":"2026-03-01T12:00:00Z","person":"","player":"person","bot":"",'
    b'"mode":"untimed","accommodations":{},"house":"","plan":"","cohort":"","trainer":"","pair":""},"end":true,'
    b'"hash":"98b013769efa2766fee4f0aea79bf37aa6077905f75db073a7d30a112e618071"}'
)


def test_a_line_written_by_an_earlier_firedrill_opens_for_good(header) -> None:
    assert unchained(FIRST_LINK, OLD_LINE) == Entry(0, header=header, end=True)
    assert link_of(OLD_LINE) == b"98b013769efa2766fee4f0aea79bf37aa6077905f75db073a7d30a112e618071"


def test_damage_in_the_last_byte_is_told_with_the_line_it_lies_in(written) -> None:
    lines = written.count(b"\n")

    damaged = read_chain(written[:-1] + b"\x0b", "r.jsonl")

    assert damaged.damage is not None
    assert (damaged.damage.line, damaged.damage.what) == (lines, "its last byte was changed")
    assert damaged.torn == 0


def test_what_was_cut_short_is_torn_by_so_many_bytes(written) -> None:
    last = written.splitlines(keepends=True)[-1]

    torn = read_chain(written[:-2], "r.jsonl")

    assert (torn.damage, torn.torn, torn.good) == (None, len(last) - 2, len(written) - len(last))
