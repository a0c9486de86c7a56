"""A folder of records that somebody or something has been at: told in one sentence, and nothing is lost."""

import os
import sys
from pathlib import Path

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.journal.chain import FIRST_LINK, chained, read_chain
from simulator.journal.records import Entry, KeptScorecard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes pipes and links")


def one_sentence(answer):
    return bool(answer.err.strip()) and "Traceback" not in answer.err and len(answer.err.strip().splitlines()) == 1


@pytest.fixture
def journal(home, bot_run):
    (path,) = home.glob("*.jsonl")
    return path


def rewritten(journal, header=(), events=None, scorecards=None):
    """Chain *journal* anew with these parts in the place of its own."""
    recorded = read_chain(journal.read_bytes(), "r")
    events = recorded.events if events is None else events
    cards = recorded.scorecards if scorecards is None else scorecards
    entries = [Entry(0, header=msgspec.structs.replace(recorded.header, **dict(header)), end=True)]
    entries += [Entry(n, event=event, end=True) for n, event in enumerate(events)]
    entries += [Entry(len(events), scorecard=card, end=True) for card in cards]
    journal.write_bytes(chained(FIRST_LINK, entries)[0])


# -- snapshots


def test_a_damaged_copy_of_a_scenario_is_mended_by_playing_it_again(firedrill, small, home, bot_run):
    (snapshot,) = (home / "snapshots").iterdir()
    snapshot.write_bytes(b"id: another\n")

    again = firedrill("play", small, "--bot", "careful", "--json")

    assert again.code == 0
    assert firedrill("replay", again.json["run"], "--json").out == again.out
    assert firedrill("replay", bot_run["run"], "--json").json == bot_run


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("elsewhere")])
def test_something_else_in_the_place_of_the_copy_is_refused_before_anything_is_played(
    firedrill, small, home, journal, make
):
    (snapshot,) = (home / "snapshots").iterdir()
    snapshot.unlink()
    make(snapshot)

    answer = firedrill("play", small, "--terminal", typed="Noor\n")

    assert answer.code == 4
    assert one_sentence(answer)
    assert str(snapshot) in answer.err
    assert list(home.glob("*.jsonl")) == [journal]
    assert firedrill("replay", journal.stem).code == firedrill("verify", journal.stem).code == 4


# -- the notebook


def test_a_damaged_notebook_does_not_keep_anybody_from_a_replay(firedrill, home, bot_run):
    (home / "notes").mkdir()
    (home / "notes" / "notebook.jsonl").write_bytes(b"{}\n")

    answer = firedrill("replay", bot_run["run"])

    assert answer.code == 0
    assert "--- Four scores ---" in answer.out
    assert "notebook.jsonl:1: " in answer.err
    assert one_sentence(answer)


def test_a_damaged_notebook_does_not_keep_anybody_from_the_debrief(firedrill, small, home):
    (home / "notes").mkdir(parents=True)
    notebook = home / "notes" / "notebook.jsonl"
    notebook.write_bytes(b"{}\n")
    typed = ["Noor", "", "l", "yes", "2", "3", "1", "4", "This.", "That.", "", "", "Next time.", ""]

    answer = firedrill("play", small, "--terminal", typed="\n".join(typed) + "\n")

    assert answer.code == 0
    assert "(you gave yourself 2 of 4)" in answer.out
    assert "nothing that you write about a drill is kept" in answer.err
    assert one_sentence(answer)
    assert notebook.read_bytes() == b"{}\n"


def test_marks_that_were_given_are_kept_when_the_input_ends_behind_them(firedrill, small, home):
    typed = ["Noor", "", "l", "yes", "2", "3", "1", "4", "I listened."]

    answer = firedrill("play", small, "--terminal", typed="\n".join(typed) + "\n")
    run = answer.out.rsplit("firedrill replay ", 1)[1].strip()

    assert answer.code == 130
    assert "(you gave yourself 2 of 4)" in firedrill("replay", run).out


# -- what is no record


@pytest.mark.parametrize("command", ["scores", "verify", "replay", "resume"])
def test_pipes_links_and_odd_names_among_the_records_make_nobody_wait(firedrill, home, bot_run, command):
    os.mkfifo(home / "pipe.jsonl")
    os.mkfifo(home / "people.lock")
    (home / "zero.jsonl").symlink_to("/dev/zero")
    Path(os.fsdecode(os.fsencode(home) + b"/\xff.jsonl")).write_bytes(b"x")
    (home / "\x1b[2J.jsonl").write_bytes(b"x")

    if command == "scores":
        answer = firedrill("scores")
        assert answer.code == 0
        assert bot_run["run"] in answer.out
        assert "\x1b" not in answer.out
    for run in () if command == "scores" else ("pipe", "zero", os.fsdecode(os.fsencode(home) + b"/\xff.jsonl")):
        answer = firedrill(command, run, *(["--terminal"] if command == "resume" else []))
        assert answer.code == 4
        assert len((answer.err or answer.out).splitlines()) == 1


def test_a_list_in_json_leaves_out_names_that_are_not_utf_8(firedrill, home, bot_run):
    Path(os.fsdecode(os.fsencode(home) + b"/\xff.jsonl")).write_bytes(b"x")

    assert [run["run"] for run in firedrill("scores", "--json").json] == [bot_run["run"]]
    assert firedrill("verify", os.fsdecode(os.fsencode(home) + b"/\xff.jsonl"), "--json").json["intact"] is False


def test_an_empty_journal_is_not_listed_and_verify_says_why(firedrill, home):
    home.mkdir()
    (home / "r.jsonl").touch()

    assert firedrill("scores", "--json").json == []
    assert firedrill("verify", "r").code == 4
    assert "r.jsonl is empty" in firedrill("verify", "r").out


@pytest.mark.parametrize(
    "arguments",
    [["scores"], ["scores", "--json"], ["replay", "x"], ["verify", "x"], ["resume", "--terminal"], ["rescore", "x"]],
)
def test_a_home_that_is_a_file_is_told_with_its_path(firedrill, home, arguments):
    home.write_text("")

    answer = firedrill(*arguments)

    assert answer.code == 4
    assert f"'{home}' can't be read: not a directory." in answer.err
    assert one_sentence(answer)


@pytest.mark.parametrize(
    "arguments",
    [
        ["scores"],
        ["scores", "--json"],
        ["replay", "x"],
        ["verify", "x"],
        ["rescore", "x"],
        ["resume", "--terminal"],
        ["play", "lost-child-resort", "--bot", "careful", "--json"],
        ["play", "lost-child-resort", "--terminal"],
    ],
)
def test_a_home_of_a_user_that_nobody_knows_is_told(firedrill, monkeypatch, arguments):
    monkeypatch.setenv("FIREDRILL_HOME", "~nosuchuser/x")

    answer = firedrill(*arguments)

    assert answer.code == 4
    assert "FIREDRILL_HOME is '~nosuchuser/x'" in answer.err
    assert one_sentence(answer)
    assert answer.out == ""


def test_a_fault_of_our_own_without_a_home_is_told_all_the_same(firedrill, monkeypatch):
    def broken(*anything):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("simulator.terminal.shelf.shelf_folder", broken)
    monkeypatch.setenv("FIREDRILL_HOME", "~nosuchuser/x")

    answer = firedrill("scenarios")

    assert answer.code == 70
    assert one_sentence(answer)


# -- records that somebody has written


FORGERIES = {
    "a remedy that is none": lambda events: [*events[:-1], ev.RemedyGiven(events[-1].at, "nope", "nora"), events[-1]],
    "time that runs backwards": lambda events: [*events[:-1], msgspec.structs.replace(events[-1], at=0)],
    "an end in the middle": lambda events: [*events, events[-1]],
    "a promise never made": lambda events: [*events[:-1], ev.PromiseKept(events[-1].at, "p99"), events[-1]],
}


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
@pytest.mark.parametrize("command", ["verify", "replay", "rescore"])
def test_a_forged_record_exits_with_4_wherever_it_is_read(firedrill, journal, command, forged):
    rewritten(journal, events=forged(list(read_chain(journal.read_bytes(), "r").events)))

    answer = firedrill(command, journal.stem)

    assert answer.code == 4
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "header",
    [{"content_hash": "\x00" * 64}, {"content_hash": "../" * 10}, {"seed": 10**40}, {"run": "\x1b[2J"}],
)
@pytest.mark.parametrize("command", ["verify", "replay", "rescore", "scores"])
def test_a_forged_header_breaks_no_command(firedrill, journal, command, header):
    rewritten(journal, header=header)

    answer = firedrill(command, *([] if command == "scores" else [journal.stem]))

    assert answer.code == (0 if command == "scores" else 4)
    assert "\x1b" not in answer.out + answer.err


@pytest.mark.parametrize("card", [b"[]", b'{"honesty":1e300}', b'{"honesty":-1}', b'{"honesty":"x"}', b"[" * 600])
def test_a_scorecard_that_no_rubric_gives_is_found(firedrill, journal, card):
    data = card + b"]" * 600 if card[:2] == b"[[" else card
    rewritten(journal, scorecards=[KeptScorecard("of old", msgspec.Raw(data))])

    answer = firedrill("verify", journal.stem)

    assert answer.code == 4
    assert "Scorecard 1 of" in answer.out
    assert firedrill("rescore", journal.stem).code == 4


def test_a_scorecard_of_another_rubric_is_kept_as_it_is(firedrill, journal):
    rewritten(journal, scorecards=[KeptScorecard("of old", msgspec.Raw(b'{"honesty":50}'))])

    assert firedrill("verify", journal.stem).code == 0


def test_a_record_under_another_runs_name_is_told(firedrill, journal):
    other = journal.with_name("other.jsonl")
    journal.rename(other)

    answer = firedrill("verify", "other")

    assert answer.code == 4
    assert f"'other.jsonl' holds the record of another run, '{journal.stem}'" in answer.out


def test_a_run_of_another_engine_is_read_back_and_verified_and_not_gone_on_with(firedrill, journal):
    events = read_chain(journal.read_bytes(), "r").events[:-1]
    rewritten(journal, header={"engine": "0"}, events=events, scorecards=[])

    verified, resumed = firedrill("verify", journal.stem), firedrill("resume", journal.stem, "--terminal")

    assert (verified.code, firedrill("replay", journal.stem).code) == (0, 0)
    assert "played with engine '0'" in verified.out
    assert resumed.code == 4
    assert "can't be gone on with" in resumed.err
    assert one_sentence(resumed)


@pytest.mark.parametrize("command", ["verify", "replay", "rescore", "resume"])
def test_a_run_of_a_newer_format_exits_with_4(firedrill, journal, command):
    rewritten(journal, header={"format": 2})

    answer = firedrill(command, journal.stem, *(["--terminal"] if command == "resume" else []))

    assert answer.code == 4
    assert "was written by a newer Firedrill" in answer.err + answer.out
