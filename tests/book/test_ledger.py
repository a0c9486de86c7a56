"""The trainers' journal: nothing is lost, damage is seen, and a line goes only for somebody who is forgotten."""

import pytest

from simulator.book.ledger import Forgotten, Keeps, Kind, Looked, Rated, Rostered, ledger_path
from simulator.errors import RecordUnreadable
from simulator.journal.disk import RealDisk
from simulator.journal.rechaining import rechain

LINES = (
    Rated(run="r", rater="t1", kind=Kind.OVERRIDE, made="2026-03-02T09:00:00Z", honesty=12.5, reason='said "no"'),
    Rostered("monday", "p1", "desk"),
    Looked("2026-03-02T09:00:00Z", "boss", "export", "p1"),
    Forgotten("p2", "2026-03-02T09:00:00Z", 3),
    Keeps(30, 6),
)


@pytest.fixture
def written(ledger):
    for line in LINES:
        ledger.add(line)
    return ledger


def test_lines_come_back_as_they_were_written(written):
    assert written.read() == LINES
    assert written.keeps() == Keeps(30, 6)


def test_a_house_that_says_nothing_keeps_practice_90_days_and_drills_12_months(ledger):
    assert ledger.keeps() == Keeps(90, 12)


def test_a_half_written_line_is_no_line(written, home):
    path = ledger_path(home)
    path.write_bytes(path.read_bytes() + b'{"line":"looked","at":"20')

    written.add(LINES[0])

    assert written.read() == (*LINES, LINES[0])


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_changed_letter_is_seen(written, home, place):
    data = bytearray(ledger_path(home).read_bytes())
    data[int(len(data) * place)] ^= 1
    ledger_path(home).write_bytes(data)

    with pytest.raises(RecordUnreadable, match="changed or damaged"):
        written.read()


def test_a_line_taken_out_leaves_a_whole_chain(written):
    written.rewrite(lambda line: None if isinstance(line, Looked) else line)

    assert written.read() == tuple(line for line in LINES if not isinstance(line, Looked))


def test_a_rewriting_that_was_cut_short_is_done_again(written, home):
    path = ledger_path(home)
    whole = path.read_bytes()
    path.with_name(f"{path.name}.new").write_bytes(whole)
    path.write_bytes(whole[:100])  # as a power cut in the middle leaves it

    rechain(RealDisk(), path, lambda body: body)

    assert written.read() == LINES
    assert list(path.parent.iterdir()) == [path]


def test_a_line_that_is_otherwise_leaves_a_whole_chain(written):
    written.rewrite(lambda line: Keeps(1, 1) if isinstance(line, Keeps) else line)

    assert written.read() == (*LINES[:-1], Keeps(1, 1))


def test_what_comes_behind_a_rewriting_that_was_cut_short_loses_none_of_the_others(written, home):
    path = ledger_path(home)
    whole = path.read_bytes()
    path.with_name(f"{path.name}.new").write_bytes(whole)
    path.write_bytes(b"")

    assert written.read() == LINES
    written.add(LINES[0])

    assert written.read() == (*LINES, LINES[0])
    assert list(path.parent.iterdir()) == [path]
