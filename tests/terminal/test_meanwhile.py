"""Words that come while somebody chooses: they are told once more where they would scroll by, and the prompt stays."""

import pytest

from simulator.drill import events as ev
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode
from simulator.scenario.acts import Close
from simulator.terminal.showing import PROMPT, from_elsewhere


def to_nora(at: int = 10_000) -> ev.TraineeSpoke:
    return ev.TraineeSpoke(at, ("nora",), "I'll look.", (Close(),), ev.Source.SCRIPTED, "looks")


@pytest.fixture
def told(session: LiveSession):
    def lines(*events: ev.Event) -> str:
        return " ".join(from_elsewhere(session.view(), events))

    return lines


def test_an_answer_that_came_during_a_move_to_somebody_else_is_told_once_more(told):
    printed = told(ev.AnswerCame(8_000, "where", "paul", "The wrong one."), to_nora())

    assert printed == 'Meanwhile Paul: "The wrong one."'


def test_whoever_was_spoken_to_is_told_in_their_place_alone(told):
    assert told(to_nora(), ev.PersonSpoke(10_000, "nora", "And what do I tell them?")) == ""


def test_whoever_was_asked_is_told_in_their_place_alone(told):
    asked = ev.QuestionAsked(5_000, "where", "paul")

    assert told(asked, ev.AnswerCame(25_000, "where", "paul", "The wrong one.")) == ""


def test_somebody_left_alone_is_told_beside_an_answer(told):
    asked = ev.QuestionAsked(5_000, "where", "paul")

    assert (
        told(asked, ev.PersonChased(20_000, "nora", "Have you found it?", 1)) == 'Meanwhile Nora: "Have you found it?"'
    )


def test_it_stands_between_the_replies_and_the_prompt(sit):
    printed = sit("", "1", *["p", "1", "5 min"] * 40)  # over the moment at which Paul speaks up

    lines = printed.splitlines()
    (found,) = [number for number, line in enumerate(lines) if line.startswith("Meanwhile Paul")]
    assert lines[found] == 'Meanwhile Paul: "Must we tell her it was us?"'
    assert lines[found + 1].startswith(PROMPT)


def test_what_was_said_before_the_first_choice_is_not_repeated(sit):
    assert "Meanwhile" not in sit("")


def test_what_was_said_while_the_prompt_waited_stands_above_it_once(sit):
    printed = sit("", 45.0, mode=Mode.TIMED)

    assert printed.count('Nora: "I\'ve twelve children coming."') == 1
    assert printed.index("twelve children") < printed.rindex(PROMPT)


def test_a_question_of_a_form_is_asked_again_below_what_was_said_meanwhile(sit):
    printed = sit("", "u", 60.0, mode=Mode.TIMED)

    assert printed.rindex("Whom do you update?") < printed.rindex("17:40:40  Nora") < printed.rindex("Number (")
