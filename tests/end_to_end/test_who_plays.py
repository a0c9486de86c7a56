"""Who plays, and whether it counts, is said before the clock starts."""

from simulator.journal.people import People
from simulator.journal.runs import Runs
from simulator.training.declaring import COUNTED, PRACTICE
from tests.end_to_end.conftest import SMALL


def people(home) -> People:
    return Runs(home).people


def test_whoever_is_named_plays_and_is_told_so(firedrill, home):
    first = firedrill("play", SMALL, "--terminal", typed="Ada\nq\n")
    second = firedrill("play", SMALL, "--terminal", "--name", "Bram", typed="q\n")

    assert "You play as" not in first.out  # she has just said it
    assert "You play as Bram." in second.out
    names = people(home).read()
    assert names.names[names.latest] == "Bram"


def test_whoever_played_last_is_told_who_they_are(firedrill):
    firedrill("play", SMALL, "--terminal", typed="Ada\nq\n")

    assert "You play as Ada." in firedrill("play", SMALL, "--terminal", typed="q\n").out


def test_guided_play_is_practice_and_the_rest_counts(firedrill):
    assert PRACTICE in firedrill("play", SMALL, "--terminal", "--mode", "guided", typed="Ada\nq\n").out
    assert COUNTED in firedrill("play", SMALL, "--terminal", typed="q\n").out


def test_a_name_is_for_the_terminal(firedrill):
    answer = firedrill("play", SMALL, "--bot", "careful", "--name", "Ada")

    assert (answer.code, "--name goes with --terminal" in answer.err) == (2, True)


def test_a_name_without_a_letter_is_refused_and_nobody_is_added(firedrill, home):
    firedrill("play", SMALL, "--terminal", typed="Ada\nq\n")

    answer = firedrill("play", SMALL, "--terminal", "--name", "   ", typed="q\n")

    assert (answer.code, answer.out) == (2, "")
    assert "no letter in it" in answer.err
    assert list(people(home).read().names.values()) == ["Ada"]
