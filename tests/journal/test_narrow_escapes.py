"""What is nearly right, and what is let go of when it isn't: lines, moves and files."""

import errno
import os
from pathlib import Path

import pytest

from simulator.errors import RecordUnreadable, StorageFailed
from simulator.journal.chain import FIRST_LINK, opened, read_chain, sealed
from simulator.journal.codec import MovesInvalid, planned_moves
from simulator.journal.disk import LARGEST_FIRST_LINE, RealDisk, RealFile, Unfit, reading, write_behind, writing


def test_a_line_that_holds_nothing_but_its_hash_is_none() -> None:
    line, _ = sealed(FIRST_LINK, b"}")

    with pytest.raises(ValueError, match="don't match"):
        opened(FIRST_LINK, line.removesuffix(b"\n"))


@pytest.mark.parametrize("tail", [b'{"n":9,"hash":"0"}x', b'{"n":9,"hash":"' + b"0" * 64 + b'"}}'])
def test_a_torn_end_that_looks_like_a_line_with_something_behind_it_is_torn_all_the_same(written, tail) -> None:
    recorded = read_chain(written + tail, "r.jsonl")

    assert (recorded.damage, recorded.torn, recorded.good) == (None, len(tail), len(written))


def test_a_last_line_that_lacks_nothing_but_its_newline_is_torn(written) -> None:
    last = written.splitlines(keepends=True)[-1]

    recorded = read_chain(written[:-1], "r.jsonl")

    assert (recorded.damage, recorded.torn) == (None, len(last) - 1)


@pytest.mark.parametrize("half", [0xD800, 0xDC00, 0xDFFF])
def test_half_a_character_is_no_text_of_a_move(half: int) -> None:
    with pytest.raises(MovesInvalid, match=r"m: move 1: 'text' holds half a character, which no text can\."):
        planned_moves([{"do": "note", "text": f"a{chr(half)}b"}], "m")


@pytest.mark.parametrize("text", ["\ud7ff", "\ue000", "two\nlines"])
def test_whole_characters_are_a_text_of_a_move_though_nobody_can_print_them(text: str) -> None:
    (planned,) = planned_moves([{"do": "note", "text": text}], "m")

    assert planned.action.text == text


@pytest.mark.parametrize("at", [-1, -(10**30)])
def test_a_time_before_the_drill_is_none(at: int) -> None:
    with pytest.raises(MovesInvalid, match="'at' should lie between 0 and"):
        planned_moves([{"do": "begin", "at": at}], "m")


# -- files


def open_files() -> int:
    return len(os.listdir("/dev/fd"))


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system doesn't list what is open")
@pytest.mark.parametrize(
    "read",
    [
        lambda disk, path: disk.read(path),
        lambda disk, path: disk.read_end(path, 9),
        lambda disk, path: disk.append_to(path, new=False),
    ],
)
def test_what_is_no_record_is_let_go_of(tmp_path: Path, read) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = open_files()

    for _ in range(3):
        with pytest.raises(Unfit):
            read(RealDisk(), tmp_path / "pipe")

    assert open_files() == before


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system doesn't list what is open")
def test_nothing_stays_open_of_what_was_written(tmp_path: Path) -> None:
    before = open_files()

    for number in range(3):
        RealDisk().append_to(tmp_path / f"run-{number}", new=True).close()
        RealDisk().write_whole(tmp_path / "whole", b"x")

    assert open_files() == before


@pytest.mark.skipif(os.name == "nt", reason="pipes are something else there")
def test_a_file_that_cannot_be_made_to_last_says_so() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    file = RealFile(writing)

    with pytest.raises(OSError):  # noqa: PT011 # every system has its own words for it
        file.sync()
    file.close()


def test_of_a_first_line_without_end_no_more_than_a_megabyte_is_read(tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"x" * (LARGEST_FIRST_LINE + 10))

    assert len(RealDisk().read_first_line(tmp_path / "long")) == LARGEST_FIRST_LINE == 1 << 20


def test_a_file_may_have_just_as_many_bytes_as_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "three").write_bytes(b"abc")

    assert RealDisk().read(tmp_path / "three", 3) == b"abc"


def test_what_is_written_behind_takes_the_place_of_what_stood_there_and_lasts(tmp_path: Path, disk) -> None:
    path = tmp_path / "book"
    file = disk.append_to(path, new=True)
    file.write(b"good torn")

    write_behind(file, 5, b"more")

    assert disk.files[path] == disk.synced[path] == b"good more"


@pytest.mark.parametrize(("turned", "into"), [(writing, StorageFailed), (reading, RecordUnreadable)])
def test_an_error_without_a_number_is_told_in_its_own_words(tmp_path: Path, turned, into) -> None:
    with pytest.raises(into, match=r"(written|read): strange times"), turned(tmp_path):
        raise OSError("Strange times")
    with pytest.raises(into, match=r"(written|read): unknown error"), turned(tmp_path):
        raise OSError


@pytest.mark.parametrize(("turned", "into"), [(writing, StorageFailed), (reading, RecordUnreadable)])
def test_what_lies_there_and_is_no_record_is_to_be_moved_away(tmp_path: Path, turned, into) -> None:
    with pytest.raises(into, match=r"it isn't a regular file. Move it away"), turned(tmp_path):
        raise Unfit(errno.EINVAL, "it isn't a regular file")
    with pytest.raises(into, match=r"it is too large. Move it away"), turned(tmp_path):
        raise Unfit(errno.ENOSPC, "it is too large")
