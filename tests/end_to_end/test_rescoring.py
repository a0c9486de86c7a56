"""Scoring an old run by today's rubric: another card behind the last, none replaced."""

import msgspec
import pytest

from simulator.journal.records import KeptScorecard
from simulator.journal.runs import Runs


@pytest.fixture
def scored_long_ago(bot_run, home) -> str:
    """A run whose last scorecard is of a rubric that is no longer in force."""
    with Runs(home).reopen_ended(bot_run["run"]).run as run:
        run.keep_scorecard(KeptScorecard("0", msgspec.Raw(b'{"honesty":12.0,"outcome":"brought","why":"completed"}')))
    return bot_run["run"]


def test_a_run_scored_by_an_older_rubric_gets_another_card(firedrill, home, scored_long_ago, bot_run):
    answer = firedrill("rescore", scored_long_ago, "--json").json

    cards = Runs(home).whole_run(scored_long_ago)[1].scorecards
    assert answer["kept"]
    assert (answer["rubric_before"], answer["before"]["honesty"]) == ("0", 12.0)
    assert answer["scores"] == bot_run["scores"]
    assert [card.version for card in cards[-2:]] == ["0", answer["rubric"]]
    assert firedrill("verify", scored_long_ago).code == 0


def test_a_run_scored_by_this_rubric_is_left_as_it_is(firedrill, home, bot_run):
    before = (home / f"{bot_run['run']}.jsonl").read_bytes()

    answer = firedrill("rescore", bot_run["run"])

    assert "comes out the same" in answer.out
    assert (home / f"{bot_run['run']}.jsonl").read_bytes() == before


def test_a_drill_that_has_not_ended_is_not_scored(firedrill, small):
    firedrill("play", small, "--terminal", typed="\n\n1\n")

    answer = firedrill("rescore", "latest")

    assert answer.code == 2
    assert "hasn't ended" in answer.err


def test_a_run_that_was_killed_before_it_was_scored_is_scored_when_runs_are_listed(firedrill, home, bot_run):
    journal = home / f"{bot_run['run']}.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))

    listed = firedrill("scores", "--json").json[0]

    assert listed["scores"] == bot_run["scores"]
    assert journal.read_bytes() == b"".join(lines)


def test_lists_show_the_newest_card(firedrill, scored_long_ago, bot_run):
    before = firedrill("scores", "--json").json[0]["scores"]["honesty"]

    firedrill("rescore", scored_long_ago)

    assert before == 12.0
    assert firedrill("scores", "--json").json[0]["scores"] == bot_run["scores"]
