"""The lines of a chained file: all of them or a word on the damaged one, however much of them was read before."""

import msgspec
import pytest

from simulator.errors import RecordUnreadable
from simulator.journal.chain import sealed
from simulator.journal.good_lines import Good, good_lines
from simulator.journal.rechaining import chained_lines

FILE = chained_lines(b'{"n":%d}' % number for number in range(4))


def read(data, known=None):
    return good_lines(data, msgspec.json.decode, "line {} was changed".format, known)


def test_a_file_without_a_byte_has_no_line():
    assert read(b"") == Good()


@pytest.mark.parametrize("size", range(len(FILE)))
def test_reading_on_finds_what_reading_at_once_finds(size):
    begun = read(FILE[:size])

    assert begun.size + len(begun.torn) == size
    assert read(FILE, begun) == read(FILE)


def test_the_next_line_goes_behind_the_good_ones():
    good = read(FILE + b'{"n":4')
    line, _ = sealed(good.link, b'{"n":9}')

    assert [one["n"] for one in read(FILE[: good.size] + line).lines] == [0, 1, 2, 3, 9]


@pytest.mark.parametrize("already", range(3))
def test_a_damaged_line_is_counted_from_the_beginning_of_the_file(already):
    known = read(b"".join(FILE.splitlines(keepends=True)[:already]))

    with pytest.raises(RecordUnreadable, match="line 3 was changed"):
        read(FILE.replace(b'"n":2', b'"n":7'), known)


@pytest.mark.parametrize("body", [b'{"n":"', b'{"n":' + b"[" * 100_000 + b"}"])
def test_a_line_that_means_nothing_is_told_though_its_hash_is_right(body):
    with pytest.raises(RecordUnreadable, match="line 1 was changed"):
        read(sealed(Good().link, body)[0])


def test_a_changed_last_newline_is_damage_and_not_half_a_line():
    with pytest.raises(RecordUnreadable, match="line 4 was changed"):
        read(FILE[:-1] + b"\x0b")
