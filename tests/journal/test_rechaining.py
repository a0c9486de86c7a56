"""A file written anew: whoever reads it meanwhile sees all of it, and a second power cut loses nothing either."""

import pytest

from simulator.journal.disk import RealDisk
from simulator.journal.rechaining import chained_lines, finish, whole

OLD, NEW = chained_lines([b'{"n":1}', b'{"n":2}', b'{"n":3}']), chained_lines([b'{"n":1}', b'{"n":3}'])


class Meanwhile(RealDisk):
    """A disk on which *then* happens just after the first read of a file."""

    def __init__(self, then) -> None:
        self._then = [then]

    def read(self, path):
        data = super().read(path)
        if self._then:
            self._then.pop()()
        return data


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(OLD)
    return path


def beside(file):
    return file.with_name("ledger.jsonl.new")


def test_who_reads_while_it_is_emptied_and_written_sees_all_of_it(file):
    beside(file).write_bytes(NEW)
    file.write_bytes(b"")

    def ends() -> None:
        file.write_bytes(NEW)
        beside(file).unlink()

    assert whole(Meanwhile(ends), file) == NEW


def test_who_reads_before_anything_of_it_was_touched_sees_what_was(file):
    beside(file).write_bytes(NEW)

    assert whole(RealDisk(), file) == OLD


def test_what_was_cut_short_is_read_whole_and_brought_to_its_end(file):
    beside(file).write_bytes(NEW)
    file.write_bytes(NEW[:20])
    disk = RealDisk()
    assert whole(disk, file) == NEW

    finish(disk, file, disk.append_to(file, new=False))

    assert file.read_bytes() == NEW
    assert not beside(file).exists()


def test_what_is_right_already_is_never_written_again(file):
    beside(file).write_bytes(NEW)
    disk = RealDisk()

    class Untouchable:
        """A file in which nothing may be written: a power cut in that would leave no whole copy."""

    finish(disk, file, Untouchable())

    assert file.read_bytes() == OLD
    assert not beside(file).exists()
