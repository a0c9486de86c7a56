"""The chain: what is written is read back, and what was changed is seen."""

import contextlib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import RecordUnreadable
from simulator.journal.chain import FIRST_LINK, chained, read_chain
from simulator.journal.records import Accommodations, Entry


def test_what_is_written_is_read_back(written, events):
    recorded = read_chain(written, "r.jsonl")

    assert recorded.events == events
    assert recorded.damage is None
    assert (recorded.good, recorded.torn) == (len(written), 0)


def test_every_truncation_opens_to_whole_batches_or_has_no_header(written, batches):
    whole = {sum(len(batch) for batch in batches[:count]) for count in range(len(batches) + 1)}
    header_ends = written.index(b"\n") + 1

    for size in range(header_ends, len(written) + 1):
        recorded = read_chain(written[:size], "r.jsonl")
        assert len(recorded.events) in whole
        assert recorded.damage is None
        assert recorded.good + recorded.torn == size
    for size in range(header_ends):
        with pytest.raises(RecordUnreadable):
            read_chain(written[:size], "r.jsonl")


def test_every_single_bit_flip_is_detected(written):
    missed = []
    for place in range(len(written)):
        for bit in range(8):
            flipped = bytearray(written)
            flipped[place] ^= 1 << bit
            try:
                if read_chain(bytes(flipped), "r.jsonl").damage is None:
                    missed.append((place, bit))
            except RecordUnreadable:
                pass

    assert not missed


def test_damage_is_told_with_its_line_and_what_lies_before_is_kept(written, events):
    recorded = read_chain(written.replace(b"yellow", b"orange"), "r.jsonl")

    assert recorded.damage is not None
    assert recorded.damage.line == 2 + 7
    assert recorded.events == events[:5]


def test_a_line_left_out_is_detected(written):
    lines = written.splitlines(keepends=True)

    assert read_chain(b"".join(lines[:3] + lines[4:]), "r.jsonl").damage is not None


def test_two_lines_changing_places_are_detected(written):
    lines = written.splitlines(keepends=True)
    lines[3], lines[4] = lines[4], lines[3]

    assert read_chain(b"".join(lines), "r.jsonl").damage is not None


def test_a_line_of_another_run_is_detected(header, events, written):
    other, _ = chained(FIRST_LINK, [Entry(0, header=header, end=True), Entry(0, event=events[0], end=True)])

    assert read_chain(written + other.splitlines(keepends=True)[1], "r.jsonl").damage is not None


def test_a_journal_of_a_newer_format_says_so(header):
    newer = msgspec.structs.replace(header, format=2)
    data = b'{"n":0,"header":%b,"new":1}\n' % msgspec.json.encode(newer)

    with pytest.raises(RecordUnreadable, match="newer Firedrill"):
        read_chain(data, "r.jsonl")


def test_a_well_chained_journal_of_a_newer_format_says_so_too(header, events):
    newer = msgspec.structs.replace(header, format=2)
    data, _ = chained(FIRST_LINK, [Entry(0, header=newer, end=True), Entry(0, event=events[0], end=True)])

    with pytest.raises(RecordUnreadable, match=r"newer Firedrill \(format 2, this one reads 1\)"):
        read_chain(data, "r.jsonl")


def test_a_format_of_four_thousand_digits_is_not_printed_in_full():
    with pytest.raises(RecordUnreadable, match="newer Firedrill") as told:
        read_chain(b'{"header":{"format":' + b"9" * 4_000 + b"}}\n", "r.jsonl")
    assert len(str(told.value)) < 200


def test_an_empty_journal_says_that_nothing_was_lost():
    with pytest.raises(RecordUnreadable, match=r"r\.jsonl is empty: .* You may delete the file"):
        read_chain(b"", "r.jsonl")


@pytest.mark.parametrize(
    "changed",
    [
        {"content_hash": "\x00" * 64},
        {"content_hash": "../../../etc/passwd"},
        {"content_hash": "0" * 63},
        {"seed": -1},
        {"seed": 10**30},
        {"accommodations": Accommodations(reading_time=1e9)},
        {"accommodations": Accommodations(reading_time=0.0)},
        {"run": ""},
        {"run": "\x1b[2Jx"},
        {"run": "x" * 4_000},
        {"format": 0},
    ],
)
def test_a_well_chained_header_that_no_program_writes_is_damage(header, changed):
    data, _ = chained(FIRST_LINK, [Entry(0, header=msgspec.structs.replace(header, **changed), end=True)])

    with pytest.raises(RecordUnreadable, match="not a Firedrill journal"):
        read_chain(data, "r.jsonl")


def test_a_well_chained_line_that_means_nothing_is_damage(header):
    data, _ = chained(FIRST_LINK, [Entry(0, header=header, end=True), Entry(0, end=True)])

    recorded = read_chain(data, "r.jsonl")

    assert recorded.damage is not None
    assert "neither" in recorded.damage.what


@pytest.mark.parametrize("data", [b"\n", b"{}\n", b"[" * 100_000, b"\xff\xfe" * 50, b'{"n":0}' * 20])
def test_bytes_that_are_no_journal_are_told_apart_in_one_sentence(data):
    with pytest.raises(RecordUnreadable, match="not a Firedrill journal"):
        read_chain(data, "r.jsonl")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_journal_or_a_typed_error(data):
    with contextlib.suppress(RecordUnreadable):
        read_chain(data, "r.jsonl")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([b"{}", b'{"n":0}', b"[", b"\n", b'"}', b',"hash":"', b"0" * 64, b"\x00"]), max_size=12)
)
def test_any_pieces_of_a_journal_are_a_journal_or_a_typed_error(pieces):
    with contextlib.suppress(RecordUnreadable):
        read_chain(b"".join(pieces), "r.jsonl")
