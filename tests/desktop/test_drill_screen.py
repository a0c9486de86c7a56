from collections.abc import Callable

import pygame
import pytest

from simulator.desktop.widgets.node import NotPressable
from simulator.drill.events import NoteLeft, PromiseMade, Refused, TraineeSpoke
from simulator.drill.view import Life
from simulator.journal.records import Mode


@pytest.fixture
def untimed(small_seat: Callable, drill: Callable):
    hand = drill(small_seat(Mode.UNTIMED))
    hand.seat = hand.stage.screen.seat
    return hand


@pytest.fixture
def timed(small_seat: Callable, drill: Callable):
    hand = drill(small_seat(Mode.TIMED))
    hand.seat = hand.stage.screen.seat
    return hand


def said(hand) -> list[str]:
    return [event.words for event in hand.seat.events() if isinstance(event, TraineeSpoke)]


def test_a_number_picks_a_reply_and_enter_sends_it(untimed):
    words = untimed.stage.find_all("radio")[1].name
    untimed.press(pygame.K_2)
    assert said(untimed) == []
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == [words]


def test_enter_without_a_choice_sends_nothing(untimed):
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == []


def test_holding_enter_sends_once(untimed):
    untimed.press(pygame.K_1)
    for _ in range(4):
        untimed.down(pygame.K_RETURN)

    assert len(said(untimed)) == 1


def test_send_is_off_until_a_reply_is_picked(untimed):
    with pytest.raises(NotPressable):
        untimed.stage.find("button", "Send").press()
    untimed.press(pygame.K_1)
    untimed.stage.press(untimed.stage.find("button", "Send"))

    assert len(said(untimed)) == 1


def test_a_click_picks_and_a_second_thought_costs_nothing(untimed):
    first, second = untimed.stage.find_all("radio")
    untimed.click(first.rect.center)
    untimed.click(second.rect.center)
    untimed.press(pygame.K_ESCAPE)
    untimed.press(pygame.K_RETURN)

    assert said(untimed) == []


def test_space_and_f5_let_time_run_to_the_next_thing(untimed):
    before = untimed.seat.view().now
    untimed.press(pygame.K_SPACE)
    middle = untimed.seat.view().now
    untimed.press(pygame.K_F5)

    assert before < middle < untimed.seat.view().now


def test_own_words_go_along_with_the_reply_and_are_never_judged_here(untimed):
    untimed.stage.press(untimed.stage.find("radio", untimed.stage.find_all("radio")[0].name))
    untimed.stage.press(untimed.stage.find("button", "First in your own words"))
    untimed.type("Let me look at once")
    untimed.press(pygame.K_RETURN)

    (event,) = [e for e in untimed.seat.events() if isinstance(e, TraineeSpoke)]
    assert event.own_words == "Let me look at once"


def test_timed_drills_have_no_field_that_pretends_to_be_read(timed):
    assert timed.stage.find_all("textbox", "Own words") == []


def test_a_promise_is_made_by_keys_alone_and_counts_down(untimed):
    untimed.press(pygame.K_F7)
    untimed.stage.press(untimed.stage.find("radio", "come back to her"))
    untimed.press(pygame.K_RETURN)

    assert any(isinstance(e, PromiseMade) for e in untimed.seat.events())
    assert untimed.stage.find_all("timer", "come back to her")


def test_an_update_says_what_it_will_sound_like_before_it_is_sent(untimed):
    untimed.press(pygame.K_F6)
    untimed.stage.press(untimed.stage.find("radio", "in 5 minutes"))
    preview = [node.name for node in untimed.stage.find_all("text") if "hear from me again" in node.name]
    untimed.press(pygame.K_RETURN)

    assert len(preview) == 1
    assert said(untimed)[0].startswith("You'll hear from me again at")


def test_a_form_that_is_closed_changes_nothing(untimed):
    before = len(untimed.seat.events())
    untimed.press(pygame.K_F6)
    untimed.press(pygame.K_ESCAPE)

    assert untimed.stage.find_all("dialog") == []
    assert len(untimed.seat.events()) == before


def test_a_note_is_written_and_left(untimed):
    untimed.press(pygame.K_F12)
    untimed.click(untimed.stage.find("textbox", "Note").rect.center)
    untimed.type("Nora waits for word")
    untimed.stage.press(untimed.stage.find("button", "Leave the note"))

    assert [e.text for e in untimed.seat.events() if isinstance(e, NoteLeft)] == ["Nora waits for word"]


def test_everything_in_a_form_can_be_reached_by_tab(untimed):
    untimed.press(pygame.K_F6)
    seen = set()
    for _ in range(30):
        untimed.press(pygame.K_TAB)
        seen.add(untimed.focused())

    assert {"Nora", "in 5 minutes", "Cancel", "Close"} <= seen


def test_the_card_and_the_remedies_are_one_key_away_and_one_key_back(untimed):
    untimed.press(pygame.K_F4)
    assert [n.name for n in untimed.stage.find("list", "Card").children] == ["Turn to her.", "Say what you know."]
    untimed.press(pygame.K_F3)
    assert untimed.stage.find("list", "Remedies")


def test_the_card_can_be_searched(untimed):
    untimed.press(pygame.K_F4)
    untimed.click(untimed.stage.find("textbox", "Search the card").rect.center)
    untimed.type("know")

    assert [n.name for n in untimed.stage.find("list", "Card").children] == ["Say what you know."]


def test_ctrl_tab_goes_from_person_to_person(untimed):
    for _ in range(4):
        untimed.press(pygame.K_SPACE)
    before = untimed.stage.screen._person
    untimed.ctrl(pygame.K_TAB)
    assert untimed.stage.screen._person != before
    untimed.ctrl(pygame.K_TAB)

    assert untimed.stage.screen._person == before


def test_pausing_a_timed_drill_hides_the_replies_until_it_goes_on(timed):
    timed.press(pygame.K_F8)
    assert timed.seat.view().life is Life.PAUSED
    assert timed.stage.find_all("radio") == []
    timed.press(pygame.K_1)
    timed.press(pygame.K_RETURN)
    assert said(timed) == []
    timed.press(pygame.K_F8)

    assert timed.seat.view().life is Life.RUNNING
    assert len(timed.stage.find_all("radio")) == 2


def test_losing_the_focus_pauses_a_timed_drill_and_leaves_an_untimed_one_alone(timed, untimed):
    timed.stage.handle(pygame.Event(pygame.WINDOWFOCUSLOST))
    untimed.stage.handle(pygame.Event(pygame.WINDOWFOCUSLOST))

    assert timed.seat.view().life is Life.PAUSED
    assert untimed.seat.view().life is Life.RUNNING


def test_a_timed_clock_waits_while_one_reads_and_then_runs_with_the_wall(timed):
    allowance = timed.stage.screen.changes_in_ms()
    timed.stage.pass_time(allowance)
    assert timed.seat.view().now == 0
    timed.stage.pass_time(4_000)

    assert timed.seat.view().now == 4_000
    assert timed.stage.find("timer", "Drill clock").value == "17:40:04"


def test_an_untimed_clock_stands_however_long_one_thinks(untimed):
    untimed.stage.pass_time(600_000)

    assert untimed.seat.view().now == 0
    assert untimed.stage.screen.changes_in_ms() is None


def test_reading_the_help_costs_no_time(timed):
    timed.press(pygame.K_F1)
    timed.stage.pass_time(60_000)

    assert timed.seat.view().now == 0
    timed.press(pygame.K_ESCAPE)
    assert timed.stage.find_all("dialog") == []


def test_leaving_asks_first_and_putting_aside_loses_nothing(untimed):
    untimed.press(pygame.K_ESCAPE)
    assert untimed.stage.find("dialog", "Leave the drill")
    untimed.press(pygame.K_RETURN)

    assert untimed.stage.screen.why == "put aside"
    assert untimed.seat.view().life is Life.RUNNING


def test_ending_a_drill_early_leads_to_what_follows_it(untimed):
    untimed.press(pygame.K_ESCAPE)
    untimed.stage.press(untimed.stage.find("button", "End it here"))

    assert untimed.stage.screen.why == "over"
    assert untimed.seat.view().life is Life.ENDED


def test_faces_and_hints_are_for_the_guided_mode(small_seat: Callable, drill: Callable):
    guided = drill(small_seat(Mode.GUIDED))
    for _ in range(2):
        guided.press(pygame.K_SPACE)
    plain = drill(small_seat(Mode.UNTIMED))
    for _ in range(2):
        plain.press(pygame.K_SPACE)

    assert guided.stage.find_all("group", "Hint")
    assert plain.stage.find_all("group", "Hint") == []
    assert guided.stage.find("option", "Nora").icon != plain.stage.find("option", "Nora").icon


def test_what_is_not_possible_is_told_in_a_sentence(untimed):
    untimed.seat.submit(__import__("simulator.drill.actions", fromlist=["Note"]).Note(text=""))
    untimed.stage.rebuild()

    assert any(isinstance(e, Refused) for e in untimed.seat.events())
    assert any("The note is empty." in n.name for n in untimed.stage.find_all("text"))
