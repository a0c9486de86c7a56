"""Where the focus is and what Enter means there: a picked reply is sent, a ring tells the truth, a field lets go."""

from collections.abc import Callable

import pygame
import pytest

from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.seat import Seat
from simulator.desktop.theme import BODY, LIGHT
from simulator.desktop.widgets.scrolling import ScrollArea
from simulator.drill import actions as do
from simulator.drill.events import NoteLeft, QuestionAsked, TraineeSpoke
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import Mode


@pytest.fixture
def untimed(small_seat: Callable, drill: Callable):
    return with_seat(drill(small_seat(Mode.UNTIMED)))


def with_seat(hand):
    hand.seat = hand.stage.screen.seat
    return hand


def said(hand) -> list[str]:
    return [event.words for event in hand.seat.events() if isinstance(event, TraineeSpoke)]


def tab_to(hand, name: str) -> None:
    for _ in range(60):
        hand.press(pygame.K_TAB)
        if hand.focused() == name:
            return
    raise AssertionError(f"Tab never comes to '{name}'")


# ---------------------------------------------------------------------- a picked reply
def test_enter_sends_a_picked_reply_whatever_had_the_focus_before(untimed):
    tab_to(untimed, "Pause")
    untimed.press(pygame.K_1)
    words = untimed.stage.find_all("radio")[0].name
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == [words]
    assert untimed.seat.view().life is Life.RUNNING


def test_picking_by_number_takes_the_focus_along(untimed):
    tab_to(untimed, "Let time run")
    untimed.press(pygame.K_2)

    assert untimed.focused() == untimed.stage.find_all("radio")[1].name


def test_with_no_reply_to_pick_nothing_has_the_focus_and_enter_presses_nothing(untimed):
    tab_to(untimed, untimed.stage.find_all("radio")[0].name)
    untimed.stage.show(untimed.stage.screen._go_to("paul")())
    now, events = untimed.seat.view().now, len(untimed.seat.events())
    assert untimed.stage.find_all("radio") == []
    for _ in range(3):
        untimed.press(pygame.K_RETURN)

    assert untimed.focused() == ""
    assert (untimed.seat.view().now, len(untimed.seat.events())) == (now, events)
    assert untimed.seat.view().life is Life.RUNNING
    assert untimed.stage.find_all("dialog") == []


def test_new_replies_take_the_focus_so_that_enter_presses_nothing_old(untimed):
    tab_to(untimed, "Let time run")
    untimed.press(pygame.K_SPACE)
    while not untimed.stage.find_all("radio"):
        untimed.press(pygame.K_SPACE)
    now = untimed.seat.view().now
    untimed.press(pygame.K_RETURN)

    assert untimed.seat.view().now == now


def test_after_tab_enter_means_what_the_ring_is_around(untimed):
    untimed.press(pygame.K_1)
    tab_to(untimed, "Pause")
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == []
    assert untimed.seat.view().life is Life.PAUSED


# ---------------------------------------------------------------------- the ring tells the truth
def test_enter_on_another_reply_picks_it_and_a_second_enter_sends_it(untimed):
    _, second = (node.name for node in untimed.stage.find_all("radio"))
    untimed.press(pygame.K_1)
    tab_to(untimed, second)
    untimed.press(pygame.K_RETURN)
    assert said(untimed) == []
    assert untimed.stage.find("radio", second).value == "chosen"
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == [second]


def test_in_ask_the_question_under_the_ring_is_asked_and_no_other(lost_child, drill: Callable):
    hand = with_seat(drill(running(lost_child)))
    hand.press(pygame.K_F9)
    questions = [node.name for node in hand.stage.find_all("radio")]
    hand.stage.press(hand.stage.find("radio", questions[0]))
    tab_to(hand, questions[1])
    hand.press(pygame.K_RETURN)
    assert not any(isinstance(e, QuestionAsked) for e in hand.seat.events())
    hand.press(pygame.K_RETURN)

    asked = [e.question for e in hand.seat.events() if isinstance(e, QuestionAsked)]
    words = {question.id: question.asks for question in lost_child.questions}
    assert [words[question] for question in asked] == [questions[1]]


def test_enter_ticks_a_box_under_the_ring_before_it_sends(untimed):
    untimed.press(pygame.K_F6)
    untimed.stage.press(untimed.stage.find("radio", "in 5 minutes"))
    box = next(node for node in untimed.stage.find_all("checkbox") if node.value == "not ticked")
    tab_to(untimed, box.name)
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == []
    assert untimed.stage.find("checkbox", box.name).value == "ticked"


def running(story):
    seat = Seat(story, LiveSession(story, 0), Mode.UNTIMED, run="run")
    seat.begin()
    return seat


# ---------------------------------------------------------------------- a stopped clock
def test_nothing_can_be_sent_while_the_clock_is_stopped_and_nothing_is_lost(untimed):
    untimed.press(pygame.K_1)
    untimed.press(pygame.K_F8)
    untimed.press(pygame.K_RETURN)
    assert not untimed.stage.find("button", "Send").enabled
    assert untimed.stage.find_all("text", "The clock is stopped")
    untimed.press(pygame.K_F8)
    untimed.press(pygame.K_RETURN)

    assert len(said(untimed)) == 1


def test_a_refused_move_keeps_what_was_picked_and_written(untimed):
    untimed.press(pygame.K_1)
    untimed.stage.press(untimed.stage.find("button", "First in your own words"))
    untimed.type("At once")
    untimed.seat.pause()  # behind the screen's back, as a trainer may
    screen = untimed.stage.screen
    assert not screen._was_accepted(do.Say(reply=screen._reply))
    untimed.stage.rebuild()

    assert untimed.stage.find("textbox", "Own words").value == "At once"
    assert any(node.value == "chosen" for node in untimed.stage.find_all("radio"))


def test_a_form_that_is_refused_stays_as_it_was_filled_in_and_says_why(untimed):
    untimed.press(pygame.K_F12)
    untimed.type("Nora waits")
    untimed.seat.pause()  # the window lost the focus meanwhile
    untimed.ctrl(pygame.K_RETURN)
    assert untimed.stage.find("textbox", "Note").value == "Nora waits"
    assert any("stopped" in node.name for node in untimed.stage.find("dialog", untimed.stage.screen._form.title).walk())
    untimed.seat.resume()
    untimed.ctrl(pygame.K_RETURN)

    assert [e.text for e in untimed.seat.events() if isinstance(e, NoteLeft)] == ["Nora waits"]


def test_the_reason_for_a_refusal_goes_when_the_clock_goes_on(untimed):
    untimed.press(pygame.K_F8)
    untimed.seat.submit(do.Note(text="x"))
    untimed.stage.rebuild()
    assert untimed.stage.find_all("group", "Notice")
    untimed.press(pygame.K_F8)

    assert untimed.stage.find_all("group", "Notice") == []


def test_the_reason_for_a_refusal_goes_when_another_person_is_looked_at(untimed):
    untimed.seat.submit(do.Note(text=""))
    untimed.stage.rebuild()
    assert untimed.stage.find_all("group", "Notice")
    untimed.ctrl(pygame.K_TAB)

    assert untimed.stage.find_all("group", "Notice") == []


def test_no_form_opens_while_the_clock_is_stopped(untimed):
    untimed.press(pygame.K_F8)
    untimed.press(pygame.K_F6)

    assert untimed.stage.find_all("dialog") == []
    assert not untimed.stage.find("button", "Update").enabled


# ---------------------------------------------------------------------- the field for own words
def test_esc_leaves_the_own_words_and_not_the_drill(untimed):
    untimed.stage.press(untimed.stage.find("button", "First in your own words"))
    assert untimed.focused() == "Own words"
    untimed.type("Hm")
    untimed.press(pygame.K_ESCAPE)

    assert untimed.stage.find_all("dialog") == []
    assert untimed.focused() == untimed.stage.find_all("radio")[0].name
    assert untimed.stage.find("textbox", "Own words").value == "Hm"
    untimed.press(pygame.K_1)
    assert untimed.stage.find_all("radio")[0].value == "chosen"


def test_enter_in_the_own_words_goes_on_to_the_replies_while_none_is_picked(untimed):
    untimed.stage.press(untimed.stage.find("button", "First in your own words"))
    untimed.type("Hm")
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == []
    assert untimed.stage.focused.name == untimed.stage.find_all("radio")[0].name


def test_the_own_words_grow_to_three_lines_and_no_further(untimed):
    untimed.stage.press(untimed.stage.find("button", "First in your own words"))
    heights = []
    for _ in range(6):
        untimed.type("I see how frightened you are and I am here with you. ")
        heights.append(untimed.stage.find("textbox", "Own words").rect.height)

    step = untimed.stage.brush.letters.line_height(BODY)
    assert heights[0] < heights[-1]
    assert heights[-1] == heights[-2]
    assert 3 * step <= heights[-1] < 4 * step + 18


# ---------------------------------------------------------------------- the panels
def test_f2_f3_and_f4_go_to_their_panel_and_back(lost_child, drill: Callable):
    hand = with_seat(drill(running(lost_child)))
    hand.press(pygame.K_F2)
    assert isinstance(hand.stage.focused, ScrollArea)
    assert hand.focused() == "What you have heard"
    hand.press(pygame.K_F3)
    assert hand.stage.focused.key == f"remedy:{hand.seat.view().remedies[0].id}"
    hand.press(pygame.K_F4)
    assert hand.focused() == "Card"
    hand.press(pygame.K_F4)

    assert hand.focused() == hand.stage.find_all("radio")[0].name
    assert hand.stage.focused is None


def test_a_number_still_picks_a_reply_from_inside_a_panel(lost_child, drill: Callable):
    hand = with_seat(drill(running(lost_child)))
    hand.press(pygame.K_F3)
    words = hand.stage.find_all("radio")[0].name
    hand.press(pygame.K_1)
    hand.press(pygame.K_RETURN)

    assert said(hand) == [words]


# ---------------------------------------------------------------------- what stays in sight
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_send_and_the_moves_stay_in_sight_and_the_conversation_keeps_its_share(moments, drill, size):
    for seat in moments:
        hand = drill(seat, size)
        window = pygame.Rect((0, 0), size)
        middle = next(n for n in hand.stage.root.walk() if type(n).__name__ == "Split")
        for name in ("Update", "Promise", "Ask", "Have it done", "More"):
            assert window.contains(hand.stage.find("button", name).rect)
        if seat.view().person(hand.stage.screen._person).replies:
            assert window.contains(hand.stage.find("button", "Send").rect)
        assert middle.children[0].rect.height >= int(0.4 * middle.rect.height)


@pytest.mark.parametrize(("size", "zoom"), [((1280, 800), 150), ((1280, 800), 200), ((1024, 700), 200)])
def test_in_low_windows_reading_begins_at_what_they_said_last(moments, drill, size, zoom):
    for seat in moments:
        hand = drill(seat, size, zoom)
        area = next(n for n in hand.stage.root.walk() if isinstance(n, ScrollArea) and n.key == "conversation")
        theirs = [n for n in hand.stage.find_all("message") if n.side.value == "theirs"]
        assert area.rect.top <= theirs[-1].rect.top
        assert theirs[-1].shown().height == min(theirs[-1].rect.height, area.rect.bottom - theirs[-1].rect.top)
        assert theirs[-1].rect.top < area.rect.centery or area.scroll.offset == area.scroll.furthest
        for name in ("Update", "More"):
            assert pygame.Rect((0, 0), size).contains(hand.stage.find("button", name).rect)


def test_rare_moves_stand_behind_more(untimed):
    assert untimed.stage.find_all("button", "Tell a colleague") == []
    untimed.stage.press(untimed.stage.find("button", "More"))
    untimed.stage.press(untimed.stage.find("button", "Tell a colleague"))

    assert untimed.stage.find("dialog", "Tell a colleague")


def test_where_there_is_room_no_move_is_hidden(small_seat: Callable, drill: Callable):
    hand = drill(small_seat(), (1920, 1080))

    assert hand.stage.find("button", "Tell a colleague")
    assert hand.stage.find_all("button", "More") == []


# ---------------------------------------------------------------------- the bar at the top
def test_one_line_at_the_top_is_enough_and_what_has_no_room_is_counted(moments, drill):
    for seat in moments:
        for size in ((1280, 800), (1024, 700)):
            hand = drill(seat, size)
            top = next(n for n in hand.stage.root.walk() if n.name == "Top")
            promises = hand.stage.screen._model.promises
            chips = [n for n in hand.stage.find_all("timer") if n.key.startswith("promise:")]
            assert top.rect.height <= 70
            assert all(chip.rect.width <= 204 for chip in chips)
            if len(chips) < len(promises):
                assert any(n.key == "promises" for n in hand.stage.find_all("button"))


def test_all_promises_can_be_seen_in_full(moments, drill):
    seat = max(moments, key=lambda s: len(s.view().promises))
    hand = drill(seat, (1024, 700))
    more = [n for n in hand.stage.find_all("button") if n.key == "promises"]
    if more:
        hand.stage.press(more[0])

    shown = [n for n in hand.stage.find_all("timer") if n.key.startswith("promise:")]
    assert len(shown) == len(seat.view().promises)


def test_the_clock_stands_in_the_middle_where_there_is_room(untimed):
    clock = untimed.stage.find("timer", "Drill clock")

    assert abs(clock.rect.centerx - 640) <= 4


# ---------------------------------------------------------------------- who else is there
def test_somebody_who_waits_elsewhere_is_named_with_the_key_that_leads_there(moments, drill):
    seat = next(s for s in moments if sum(p.open and p.waiting_since is not None for p in s.view().people))
    waiting = next(p for p in seat.view().people if p.open and p.waiting_since is not None)
    other = next(p for p in seat.view().people if p.open and p.id != waiting.id)
    hand = drill(seat)
    hand.stage.show(hand.stage.screen._go_to(other.id)())
    call = next(n for n in hand.stage.find_all("button") if n.key == "call")

    assert call.name.endswith("waits")
    assert call.hint == "Ctrl+U"
    hand.ctrl(pygame.K_u)
    assert hand.stage.screen._person == waiting.id


def test_somebody_who_was_never_looked_at_is_named_until_they_are(moments, drill):
    hand = drill(moments[-1])
    screen: DrillScreen = hand.stage.screen
    there = [p.id for p in moments[-1].view().people if p.open]
    fresh = [person for person in there if person not in screen._seen and screen._talk.count(person)]
    for _ in fresh:
        hand.ctrl(pygame.K_u)

    assert fresh
    assert screen._model.call is None or screen._model.call.waits


def test_whatever_scrolls_shows_that_something_goes_on(moments, drill):
    hand = drill(moments[-1])
    surface = pygame.Surface(hand.stage.size)
    hand.stage.draw(surface)
    area = next(n for n in hand.stage.root.walk() if isinstance(n, ScrollArea) and n.key == "conversation")

    assert area.scroll.offset > 0
    assert surface.get_at((area.rect.centerx, area.rect.top))[:3] != LIGHT.ground
