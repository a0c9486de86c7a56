"""Lines through real pipes: watched while we wait, and ended by their end."""

import io
import os

import pytest

from simulator.terminal.console import InputEnded, StreamConsole


@pytest.fixture
def pipe():
    reading, writing = os.pipe()
    lines_in = open(reading, encoding="utf-8")  # noqa: SIM115 # closed below, after the test
    yield lines_in, writing
    lines_in.close()


def test_lines_come_one_by_one_and_are_written_into_the_transcript(pipe):
    lines_in, writing = pipe
    out = io.StringIO()
    os.write(writing, b"one \n  two\nthree")
    os.close(writing)
    console = StreamConsole(lines_in, out)

    assert [console.ask("?") for _ in range(3)] == ["one", "two", "three"]
    with pytest.raises(InputEnded):
        console.ask("?")
    assert out.getvalue() == "? one\n? two\n? three\n? "


def test_while_nothing_comes_something_may_happen(pipe):
    lines_in, writing = pipe
    ticks = []

    def idle():
        ticks.append(1)
        os.write(writing, b"at last\n")

    assert StreamConsole(lines_in, io.StringIO()).ask("?", idle) == "at last"
    assert ticks == [1]
    os.close(writing)


def test_bytes_that_are_no_text_are_taken_as_far_as_they_go(pipe):
    lines_in, writing = pipe
    os.write(writing, b"\xff\xfe ok\n")
    os.close(writing)

    assert StreamConsole(lines_in, io.StringIO()).ask("?").endswith("ok")


def test_a_text_in_memory_will_do():
    console = StreamConsole(io.StringIO("one\n"), io.StringIO())

    assert console.ask("?", lambda: None) == "one"
    with pytest.raises(InputEnded):
        console.ask("?")


def test_what_the_terminal_cannot_show_is_replaced():
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")

    StreamConsole(io.StringIO(), out).say("Jürgen")

    assert raw.getvalue() == b"J?rgen\n"
