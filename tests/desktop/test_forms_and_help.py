"""Forms by keys, the keys over every screen, and the screens before a drill."""

from collections.abc import Callable

import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.help import ALWAYS_KEYS, DRILL_KEYS
from simulator.desktop.screens.rating import RatingScreen
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.drill import Looking, drill_model
from simulator.desktop.view_models.forms import things_done, things_under_way
from simulator.desktop.view_models.shelf import scores_text
from simulator.desktop.view_models.talk import Talk, Whose
from simulator.desktop.view_models.words import times_text
from simulator.drill import actions as do
from simulator.drill.events import NoteLeft
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode, Scores


@pytest.fixture
def untimed(small_seat: Callable, drill: Callable):
    hand = drill(small_seat(Mode.UNTIMED))
    hand.seat = hand.stage.screen.seat
    return hand


def nowhere(*given: object):
    raise AssertionError("this test leads nowhere")


# ---------------------------------------------------------------------- forms
def test_numbers_tick_what_a_form_asks(untimed):
    untimed.press(pygame.K_F6)
    first = untimed.stage.find_all("checkbox")[0]
    untimed.press(pygame.K_1)

    assert first.hint == "1"
    assert untimed.stage.find_all("checkbox")[0].value != first.value
    assert untimed.focused() == first.name


def test_a_form_that_can_not_be_sent_says_what_is_missing(untimed):
    untimed.press(pygame.K_F7)
    assert untimed.stage.find_all("text", "Choose what you promise.")
    untimed.press(pygame.K_ESCAPE)
    untimed.press(pygame.K_F6)

    assert untimed.stage.find_all("text", "Tick what you tell them.")


def test_by_when_is_asked_from_the_start_in_a_promise(untimed):
    untimed.press(pygame.K_F7)

    assert untimed.stage.find_all("heading", "By when")
    assert untimed.stage.find_all("radio", "in 5 minutes")


def test_what_an_update_would_say_stays_in_sight_beside_it(moments, drill: Callable):
    hand = drill(moments[0])
    hand.press(pygame.K_F6)
    hand.stage.press(hand.stage.find_all("checkbox")[-1])
    hand.stage.screen._form.scroll.move(9_999)
    hand.stage.rebuild()
    said = hand.stage.find("group", "What you would say")

    assert pygame.Rect((0, 0), hand.stage.size).contains(said.rect)
    assert said.rect.left > hand.stage.find_all("checkbox")[0].rect.right


def test_enter_begins_another_line_of_a_note_and_ctrl_enter_leaves_it(untimed):
    untimed.press(pygame.K_F12)
    assert untimed.stage.find("button", "Leave the note").hint == "Ctrl+Enter"
    untimed.type("Nora")
    untimed.press(pygame.K_RETURN)
    untimed.type("waits")
    untimed.ctrl(pygame.K_RETURN)

    assert [e.text for e in untimed.seat.events() if isinstance(e, NoteLeft)] == ["Nora\nwaits"]


def test_jobs_and_questions_stand_in_an_update_as_they_are_told(moments):
    for seat in moments:
        view = seat.view()
        jobs = {job.id: job for job in seat.story.jobs}
        under_way = things_under_way(seat.story, view)
        assert [item.label for item in under_way] == [jobs[i.id].doing or jobs[i.id].label for i in under_way]
        done = [item for item in things_done(seat.story, view) if item.id in jobs]
        assert [item.label for item in done] == [jobs[i.id].done or jobs[i.id].label for i in done]


# ---------------------------------------------------------------------- keys
def test_f1_shows_the_keys_on_every_screen_and_puts_them_away(program: Program, small_seat: Callable):
    from tests.desktop.conftest import Hand

    program.call_me("Amara")
    screens = [
        program.home_screen(),
        program.brief("lost-child-resort"),
        DrillScreen(small_seat(), nowhere, nowhere),
        RatingScreen("A drill", "", nowhere),
    ]
    for screen in screens:
        hand = Hand(Stage(screen, (1280, 800)))
        hand.press(pygame.K_F1)
        hidden = [row for row in hand.stage.find("dialog", "Help").area.walk() if _is_hidden_key(row)]
        assert hidden == [], type(screen).__name__
        hand.press(pygame.K_F1)
        assert hand.stage.find_all("dialog") == [], type(screen).__name__


def _is_hidden_key(node) -> bool:
    names = {what for _, what in (*DRILL_KEYS, *ALWAYS_KEYS)}
    return node.name in names and node.shown().height < node.rect.height


def test_f1_works_over_an_open_form_too(untimed):
    untimed.press(pygame.K_F6)
    untimed.press(pygame.K_F1)
    assert untimed.stage.find("dialog", "Help")
    untimed.press(pygame.K_ESCAPE)

    assert untimed.stage.find("dialog", "Update")


def test_the_help_names_the_keys_that_work_everywhere():
    named = " ".join(key for key, _ in (*DRILL_KEYS, *ALWAYS_KEYS))

    assert all(key in named for key in ("F11", "Ctrl+D", "Ctrl +", "Ctrl -", "Ctrl 0", "Tab"))


# ---------------------------------------------------------------------- home and briefing
def test_arrows_change_how_a_drill_is_played(program: Program):
    from tests.desktop.conftest import Hand

    program.call_me("Amara")
    hand = Hand(Stage(program.brief("lost-child-resort"), (1280, 800)))
    hand.press(pygame.K_DOWN)
    hand.press(pygame.K_DOWN)

    assert [n.name for n in hand.stage.find_all("radio") if n.value == "chosen"] == ["Timed"]


def test_the_first_drill_of_all_is_suggested_as_guided(program: Program):
    program.call_me("Amara")
    stage = Stage(program.brief("lost-child-resort"), (1280, 800))

    assert [n.name for n in stage.find_all("radio") if n.value == "chosen"] == ["Guided"]
    assert Stage(program.brief("lost-child-resort", Mode.TIMED), (1280, 800)).screen._mode is Mode.TIMED


def test_a_drill_that_waits_stands_on_top_with_its_key(program: Program):
    from tests.desktop.conftest import Hand

    program.call_me("Amara")
    hand = Hand(Stage(program.brief("lost-child-resort"), (1280, 800)))
    hand.press(pygame.K_RETURN)
    hand.press(pygame.K_ESCAPE)
    hand.press(pygame.K_RETURN)
    waiting = hand.stage.find("group", "Resume")
    assert waiting.rect.top < hand.stage.find("list", "Suggested").rect.top
    hand.press(pygame.K_0)

    assert isinstance(hand.stage.screen, DrillScreen)
    program.let_go()


def test_marks_are_told_as_the_debrief_tells_them():
    assert scores_text(Scores(honesty=76.0, cadence=10.4)) == "honesty 76, cadence 10"


def test_how_often_is_said_as_people_say_it():
    assert [times_text(n) for n in (1, 2, 3)] == ["once", "twice", "3 times"]


# ---------------------------------------------------------------------- words on the drill screen
def test_a_silent_act_does_not_look_like_speech(lost_child):
    session = LiveSession(lost_child, 0)
    session.submit(do.Begin())
    person = next(p for p in session.view().people if any(r.says_nothing for r in p.replies))
    session.submit(do.Say(reply=next(r.id for r in person.replies if r.says_nothing)))
    session.advance(session.view().busy_until)
    talk = Talk(lost_child)
    talk.take(session.events())

    deed = next(m for m in talk.with_person(person.id) if m.whose is Whose.DEED)
    assert deed.speaker != "You"


def test_how_one_speaks_with_somebody_is_said_once(moments):
    for seat in moments:
        for person in seat.view().people:
            model = drill_model(seat.story, seat.view(), Talk(seat.story), Mode.UNTIMED, Looking(person.id), {})
            assert model.about_person.count("on the radio") <= 1


def test_a_sentence_that_was_heard_twice_is_listed_once(moments):
    for seat in moments:
        model = drill_model(seat.story, seat.view(), Talk(seat.story), Mode.UNTIMED, Looking(), {})
        said = [(line.who, line.words) for line in model.heard]
        assert len(said) == len(set(said))


def test_whoever_has_gone_and_was_read_is_folded_away(moments, drill: Callable):
    seat = next(s for s in moments if any(p.closed for p in s.view().people))
    gone = next(p for p in seat.view().people if p.closed)
    hand = drill(seat)
    hand.stage.show(hand.stage.screen._go_to(gone.id)())
    other = next(p for p in seat.view().people if p.open)
    hand.stage.show(hand.stage.screen._go_to(other.id)())
    assert not [n for n in hand.stage.find_all("option") if n.key == f"person:{gone.id}"]
    hand.stage.press(next(n for n in hand.stage.find_all("button") if n.key == "gone"))

    assert [n for n in hand.stage.find_all("option") if n.key == f"person:{gone.id}"]
