"""Standard input, output and error as a shell, a service or a launcher may leave them: closed, full, not UTF-8."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="says '>&-' to a shell")


@pytest.fixture
def shell(home: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `firedrill` with what a shell says behind it, such as a closed stream."""

    def run(line: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            f"{sys.executable} -m simulator {line}",
            shell=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=CHECKOUT,
            env={**os.environ, "FIREDRILL_HOME": str(home), **environ},
            timeout=60,
        )

    return run


@pytest.mark.parametrize("command", ["scenarios", "scores", "scores --json", "check tests/end_to_end/cake-at-six.yaml"])
def test_a_closed_standard_output_is_told_in_one_sentence(shell, command):
    done = shell(f"{command} >&-")

    assert done.returncode == 4
    assert done.stderr.decode().startswith("Standard output is closed, so nothing can be printed.")
    assert done.stderr.count(b"\n") == 1


def test_help_on_a_closed_standard_output_breaks_nothing(shell):
    assert (shell("--help >&-").returncode, shell("--help >&-").stderr) == (0, b"")


@pytest.mark.parametrize("command", ["resume", "replay nobody", "plya"])
def test_with_standard_error_closed_no_sentence_comes_out_on_standard_output(shell, command):
    done = shell(f"{command} 2>&-")

    assert (done.returncode, done.stdout) == (2, b"")


def test_with_everything_closed_there_is_still_an_exit_code(shell):
    assert shell("verify nobody <&- >&- 2>&-").returncode == 2


def test_a_closed_standard_input_is_one_that_has_ended(shell, small):
    done = shell(f"play {small} --terminal <&-")

    assert done.returncode == 130
    assert b"Traceback" not in done.stderr


def test_moves_from_a_closed_standard_input_are_none(shell, small):
    done = shell(f"play {small} --moves - <&-")

    assert done.returncode == 2
    assert done.stderr.startswith(b"standard input: this is not JSON")


def test_no_journal_gets_the_number_of_a_closed_stream(shell, small, home):
    """Libraries complain on descriptor 2 whoever has it by then: it must not be the record."""
    shell(f"play {small} --bot careful >&- 2>&-")

    (journal,) = home.glob("*.jsonl")
    assert all(line.startswith(b"{") for line in journal.read_bytes().splitlines())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_a_full_standard_output_is_told_once(shell):
    done = shell("scenarios >/dev/full")

    assert done.returncode == 4
    assert done.stderr == b"Firedrill was stopped by the system: no space left on device.\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_a_full_standard_error_changes_no_exit_code(shell):
    assert shell("replay nobody 2>/dev/full").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_json_is_utf_8_whatever_the_terminal_speaks(shell, small, tmp_path, encoding):
    strange = tmp_path / "cake-at-six.yaml"
    strange.write_text(small.read_text(encoding="utf-8").replace("title: The cake", "tilte: Ключ ž"), encoding="utf-8")

    done = shell(f"check {strange} --json", PYTHONIOENCODING=encoding)

    assert done.returncode == 3
    assert json.loads(done.stdout.decode("utf-8"))
    assert done.stderr == b""


def test_what_moves_a_cursor_is_escaped_in_json_and_reads_back(firedrill, home):
    from simulator.journal.chain import FIRST_LINK, chained
    from simulator.journal.records import Entry, Header

    header = Header(
        run="r",
        scenario="a\x9b2Jb\u202ec\U000e0001d",
        content_hash="0" * 64,
        seed=0,
        engine="1",
        rubric="1",
        started="2026-03-01T12:00:00Z",
    )
    home.mkdir()
    (home / "r.jsonl").write_bytes(chained(FIRST_LINK, [Entry(0, header=header, end=True)])[0])

    answer = firedrill("scores", "--json")

    assert answer.json[0]["scenario"] == header.scenario
    assert answer.out.rstrip("\n").isprintable()


def test_a_stream_without_bytes_gets_json_as_text(firedrill, monkeypatch):
    from simulator.cli import main

    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)

    assert main(["scores", "--json"]) == 0
    assert out.getvalue() == "[]\n"
