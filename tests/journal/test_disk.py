"""The contract of a disk, held by the real one and by the one that other tests use."""

import os
from pathlib import Path

import pytest

from simulator.errors import RecordUnreadable, StorageFailed
from simulator.journal.disk import LARGEST_JOURNAL, Kind, RealDisk, Unfit, reading, writing


@pytest.fixture(params=["real", "memory"])
def any_disk(request, disk):
    return RealDisk() if request.param == "real" else disk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.jsonl"


class TestEveryDisk:
    def test_what_was_appended_is_read(self, any_disk, path):
        file = any_disk.append_to(path, new=True)
        file.write(b"one\n")
        file.write(b"two\n")
        file.sync()
        file.close()

        assert any_disk.read(path) == b"one\ntwo\n"
        assert any_disk.read_end(path, 4) == b"two\n"
        assert any_disk.read_end(path, 400) == b"one\ntwo\n"
        assert any_disk.read_first_line(path) == b"one\n"

    def test_a_new_file_must_not_exist_and_an_old_one_must(self, any_disk, path):
        with pytest.raises(FileNotFoundError):
            any_disk.append_to(path, new=False)
        any_disk.append_to(path, new=True).close()

        with pytest.raises(FileExistsError):
            any_disk.append_to(path, new=True)

    def test_a_file_may_be_new_or_old_where_nobody_minds(self, any_disk, path):
        for word in (b"one\n", b"two\n"):
            file = any_disk.append_to(path, new=None)
            file.write(word)
            file.close()

        assert any_disk.read(path) == b"one\ntwo\n"

    def test_the_first_line_of_an_empty_file_is_nothing(self, any_disk, path):
        any_disk.append_to(path, new=True).close()

        assert any_disk.read_first_line(path) == b""

    def test_a_file_and_nothing_are_told_apart(self, any_disk, path):
        before = any_disk.kind(path)
        any_disk.write_whole(path, b"x")

        assert (before, any_disk.kind(path)) == (Kind.NOTHING, Kind.FILE)

    def test_after_a_cut_appending_goes_on_there(self, any_disk, path):
        file = any_disk.append_to(path, new=True)
        file.write(b"one\ntw")
        file.cut(4)
        file.write(b"two\n")
        file.close()

        assert any_disk.read(path) == b"one\ntwo\n"

    def test_only_one_holds_the_lock_until_it_closes(self, any_disk, path):
        first = any_disk.append_to(path, new=True)
        second = any_disk.append_to(path, new=False)

        assert (first.lock(), second.lock()) == (True, False)
        first.close()
        assert second.lock()
        second.close()

    def test_a_whole_file_is_put_in_the_place_of_the_old_one(self, any_disk, path):
        any_disk.write_whole(path, b"old and long")
        any_disk.write_whole(path, b"new")

        assert any_disk.read(path) == b"new"
        assert any_disk.names(path.parent) == ("run.jsonl",)

    def test_names_of_a_folder_that_is_not_there_are_none(self, any_disk, path):
        assert any_disk.names(path.parent / "nowhere") == ()

    def test_a_removed_file_is_gone(self, any_disk, path):
        any_disk.write_whole(path, b"x")
        any_disk.remove(path)

        assert any_disk.names(path.parent) == ()
        with pytest.raises(FileNotFoundError):
            any_disk.remove(path)


def test_folders_are_made_for_their_owner_alone(tmp_path):
    RealDisk().make_folder(tmp_path / "a" / "b")
    RealDisk().make_folder(tmp_path / "a" / "b")

    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "a", tmp_path / "a" / "b")] == [0, 0]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_files_are_for_their_owner_alone_whatever_the_umask_is(tmp_path):
    disk = RealDisk()
    (tmp_path / "old").write_bytes(b"by an older Firedrill")
    (tmp_path / "old").chmod(0o644)

    before = os.umask(0)
    try:
        disk.write_whole(tmp_path / "new", b"x")
        disk.write_whole(tmp_path / "old", b"x")
        disk.append_to(tmp_path / "grows", new=True).close()
        disk.write_whole(tmp_path / "page", b"x", 0o666)
    finally:
        os.umask(before)

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"new": 0o600, "old": 0o600, "grows": 0o600, "page": 0o666}


def test_an_unknown_trouble_is_told_in_the_words_of_the_system(tmp_path):
    with pytest.raises(StorageFailed, match="can't be written: strange times"), writing(tmp_path):
        raise OSError(9999, "Strange times")
    with pytest.raises(RecordUnreadable, match="can't be read: strange times"), reading(tmp_path):
        raise OSError(9999, "Strange times")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [_pipe, _device, _folder])
def test_only_regular_files_are_read_and_nothing_waits_for_others(path, make):
    make(path)
    disk = RealDisk()

    for read in (disk.read, disk.read_first_line, lambda path: disk.read_end(path, 10)):
        with pytest.raises(Unfit, match="isn't a regular file"):
            read(path)
    with pytest.raises(OSError, match=r"regular file|directory"):
        disk.append_to(path, new=False)
    assert disk.kind(path) is Kind.OTHER


def test_a_file_too_large_for_a_record_is_not_read(path):
    with path.open("wb") as file:
        file.truncate(LARGEST_JOURNAL + 1)
    disk = RealDisk()

    for read in (disk.read, disk.read_first_line, lambda path: disk.read_end(path, 10)):
        with pytest.raises(Unfit, match="is the most"):
            read(path)
    with pytest.raises(Unfit, match="3 is the most"):
        disk.read(path, 3)
