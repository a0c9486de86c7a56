"""A journal cut anywhere opens to what was written before; a flipped bit is seen. All of them in the long form."""

import pytest

from simulator.journal.chain import read_chain
from tests.torture.flipping import SIZE, bad_cuts, bad_flips, journal

EVERY = 7
PARTS = 4  # for as many processors


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return journal(tmp_path_factory.mktemp("flipping") / "records")


def test_what_is_tortured_is_a_whole_journal_of_ten_kilobytes(data):
    assert SIZE <= len(data) < 2 * SIZE
    assert read_chain(data, "whole").damage is None


def test_every_seventh_cut_leaves_whole_batches(data):
    assert not bad_cuts(data, range(0, len(data), EVERY))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_seventh_flipped_bit_is_seen(data, part):
    bits = range(EVERY * part, len(data) * 8, EVERY * PARTS)

    assert not bad_flips(data, bits)
