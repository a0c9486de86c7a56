"""Words that come while somebody reads or chooses elsewhere are announced; a form's words suit whoever hears them."""

from collections.abc import Callable

import pytest
from msgspec import structs

from simulator.desktop.view_models.alerts import Alert, Ear, Heard
from simulator.desktop.view_models.drill import Call, Looking, who_calls
from simulator.desktop.view_models.forms import Sounding
from simulator.desktop.view_models.talk import Talk
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode

ANSWERS = Heard(Alert.SOMEONE_NEW, "Paul answers you")
ANSWER = ev.AnswerCame(20_000, "where", "paul", "I gave it to somebody at noon.")


@pytest.fixture
def view(small_story):
    session = LiveSession(small_story, 0)
    session.submit(do.Begin())
    return session.view()


@pytest.fixture
def ear(small_story, view) -> Ear:
    listening = Ear(small_story)
    listening.take((), view)
    return listening


def test_an_answer_is_announced_to_whoever_looks_elsewhere(ear, view):
    assert ear.take((ANSWER,), view, "nora") == (ANSWERS,)


def test_an_answer_that_stands_before_ones_eyes_needs_no_announcing(ear, view):
    assert ear.take((ANSWER,), view, "paul") == ()


def test_somebody_who_has_spoken_before_is_announced_as_well_from_elsewhere(ear, view):
    said = ev.PersonSpoke(30_000, "nora", "And what do I tell them?")

    assert ear.take((said,), view, "paul")[0].caption == "Nora speaks to you"
    assert ear.take((said,), view, "nora") == ()


def test_no_words_are_no_news(ear, view):
    assert ear.take((structs.replace(ANSWER, words=""),), view, "nora") == ()


def test_an_answer_from_somebody_looked_at_before_is_called_out_beside_the_talk(small_story, view):
    talk = Talk(small_story)
    talk.take([ev.PersonSpoke(0, "paul", "Bakery."), ANSWER])
    there = structs.replace(
        view, people=tuple(structs.replace(person, open=True, waiting_since=None) for person in view.people)
    )

    assert who_calls(there, talk, Looking("nora", seen={"paul": 1})) == Call(
        "paul", "Paul has a word for you", waits=False
    )
    assert who_calls(there, talk, Looking("nora", seen={"paul": 2})) is None
    assert who_calls(there, talk, Looking("paul", seen={"paul": 1})) is None


def test_the_caption_stands_on_the_stage_when_somebody_answers_elsewhere(small_seat: Callable, drill: Callable):
    seat = small_seat(Mode.UNTIMED)
    hand = drill(seat)
    screen = hand.stage.screen
    hand.stage.show(None)
    while not any(question.who == "paul" for question in seat.view().questions):
        seat.let_time_run()
        hand.stage.show(None)
    hand.stage.show(screen._go_to("nora")())
    hand.stage.caption = None
    hand.stage.show(screen._submit(do.Ask(question="where")))

    assert hand.stage.caption is not None
    assert hand.stage.caption.name == "Paul answers you"


def test_what_only_happened_is_nobodys_word(small_story):
    talk = Talk(small_story)
    talk.take([ev.PhaseBegan(60_000, small_story.phases[0].id)])

    assert talk.count("paul") == 1
    assert not talk.has_word("paul", 0)


def test_an_update_speaks_to_its_listener_before_and_after_it_is_sent(lost_child):
    lin = do.Update(to=("mara",), done=("lin_beside",), next_in=5 * 60_000)
    told = Sounding(lost_child).update(lin, 0)
    talk = Talk(lost_child)
    words = (
        "Lin is at the white horse, at Mara's side, and looks at every yellow cap. You'll hear from me again at 12:05."
    )
    talk.take([ev.TraineeSpoke(0, ("mara",), words, (), ev.Source.GENERIC)])

    (message,) = talk.with_person("mara")
    assert message.speaker == "You"
    assert message.words == told.words
    assert "at your side" in message.words


def test_what_still_names_its_listener_is_told_in_short(lost_child):
    words = "I have asked whom Mara spoke to before she came here. You'll hear from me again at 12:05."
    talk = Talk(lost_child)
    talk.take([ev.TraineeSpoke(0, ("mara",), words, (), ev.Source.GENERIC)])

    (message,) = talk.with_person("mara")
    assert message.speaker == "You, in short"
    assert message.words.endswith("before she came here. Next word at 12:05.")
