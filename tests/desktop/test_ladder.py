"""The four rungs, the highest of them above all: declared before the start, and never changed afterwards."""

import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.screens.debrief import DebriefScreen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.home import HomeScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.suggesting import next_rung, picked
from simulator.drill.events import DrillPaused
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.codec import decode_entry
from simulator.journal.listing import State
from simulator.journal.records import Mode
from tests.desktop.conftest import Hand
from tests.desktop.own_runs import ran
from tests.desktop.test_flow import play_on, rate

LONG = 10 * 60_000  # ms of wall time: whatever is to be read has been read


@pytest.fixture
def briefing(program: Program) -> Hand:
    program.call_me("Amara")
    return Hand(Stage(program.brief("lost-child-resort", Mode.ASSESSED), (1280, 800)))


@pytest.fixture
def assessed(briefing: Hand, program: Program):
    briefing.press(pygame.K_RETURN)
    yield briefing
    program.let_go()


def seat_of(hand: Hand) -> Seat:
    assert isinstance(hand.stage.screen, DrillScreen)
    return hand.stage.screen.seat


def test_only_the_guided_rung_helps_and_only_the_upper_two_press():
    assert [mode for mode in Mode if mode.guides] == [Mode.GUIDED]
    assert [mode for mode in Mode if mode.presses] == [Mode.TIMED, Mode.ASSESSED]
    assert [mode for mode in Mode if not mode.may_pause] == [Mode.ASSESSED]


def test_the_briefing_says_beforehand_that_nothing_stops_the_clock(briefing: Hand):
    told = briefing.stage.root.dump()

    assert "can't be stopped" in told
    assert "Start the assessed drill" in told


def test_the_briefing_tells_no_more_than_the_title(briefing: Hand, program: Program):
    story = program.story("lost-child-resort")
    told = briefing.stage.root.dump()

    assert story.title in told
    assert not any(sentence in told for sentence in story.brief.split(". "))
    assert story.industry not in told


def test_what_is_handed_over_is_read_after_the_start_while_the_clock_waits(assessed: Hand):
    assert "carousel plaza of a lakeside family resort" in assessed.stage.root.dump()
    assessed.stage.pass_time(1_000)
    assert seat_of(assessed).reading
    assert seat_of(assessed).view().now == 0
    assessed.press(pygame.K_RETURN)

    assert assessed.stage.find_all("dialog") == []


def test_the_record_says_assessed_from_the_first_line(assessed: Hand, program: Program):
    program.let_go()

    assert program.runs.list_runs()[0].mode is Mode.ASSESSED


def test_the_pause_key_stops_nothing_and_says_so(assessed: Hand):
    assessed.press(pygame.K_ESCAPE)
    assessed.press(pygame.K_F8)
    assert seat_of(assessed).view().life is Life.RUNNING
    assert not assessed.stage.find("button", "Pause").enabled
    assert any("isn't stopped" in node.name for node in assessed.stage.find_all("text"))


def test_its_help_names_no_key_that_does_nothing(assessed: Hand):
    assert assessed.stage.find_all("text", "F8") == []


def test_another_window_in_front_stops_nothing(assessed: Hand):
    assessed.press(pygame.K_ESCAPE)
    assessed.stage.handle(pygame.Event(pygame.WINDOWFOCUSLOST))
    assessed.stage.pass_time(LONG)

    assert seat_of(assessed).view().life is Life.RUNNING
    assert seat_of(assessed).view().now > 0


def test_the_help_stops_nothing(assessed: Hand):
    assessed.stage.pass_time(LONG)

    assert assessed.stage.find("dialog", "Help")
    assert seat_of(assessed).view().now > 0


def test_a_timed_drill_still_pauses_for_all_three(small_seat, drill):
    for stop in (pygame.K_F8, None):
        hand = drill(small_seat(Mode.TIMED))
        if stop:
            hand.press(stop)
        else:
            hand.stage.handle(pygame.Event(pygame.WINDOWFOCUSLOST))
        assert seat_of(hand).view().life is Life.PAUSED

    helped = drill(small_seat(Mode.TIMED))
    helped.press(pygame.K_F1)
    helped.stage.pass_time(LONG)
    assert seat_of(helped).view().now == 0


def test_there_are_no_faces_no_hints_and_no_verdicts(small_seat, drill):
    hand = drill(small_seat(Mode.ASSESSED))
    model = hand.stage.screen._model

    assert model.hint == ""
    assert not any(line.face for line in model.people)
    assert not any(line.verdict for line in model.heard)


def test_putting_it_aside_is_recorded_and_it_goes_on_as_assessed_and_no_other_way(assessed: Hand, program: Program):
    assessed.press(pygame.K_ESCAPE)  # the handover is read
    assessed.press(pygame.K_ESCAPE)
    assessed.press(pygame.K_RETURN)
    assert isinstance(assessed.stage.screen, HomeScreen)
    assert "assessed, begun" in assessed.stage.root.dump()
    (run,) = program.runs.list_runs()
    assert run.state is State.UNFINISHED
    assessed.press(pygame.K_0)

    seat = seat_of(assessed)
    assert seat.mode is Mode.ASSESSED
    assert seat.view().life is Life.RUNNING
    assert any(isinstance(event, DrillPaused) for event in seat.events())


def test_an_assessed_drill_goes_from_its_title_to_the_debrief_by_keys_alone(assessed: Hand, program: Program):
    assessed.press(pygame.K_RETURN)  # the handover is read
    while isinstance(assessed.stage.screen, DrillScreen):
        play_on(assessed, keys=20)
        assessed.stage.pass_time(LONG)
    rate(assessed)

    assert isinstance(assessed.stage.screen, DebriefScreen)
    (run,) = program.runs.list_runs()
    assert (run.mode, run.state) == (Mode.ASSESSED, State.ENDED)


def test_somebody_taken_up_again_is_not_handed_everything_anew(small_story):
    session = LiveSession(small_story, 0)
    Seat(small_story, session, Mode.ASSESSED).begin()
    again = LiveSession.resume(small_story, 0, session.events())
    seat = Seat(small_story, again, Mode.ASSESSED)
    seat.begin()

    assert not seat.reads_handover


def test_the_assessed_rung_is_suggested_but_never_picked_for_anybody():
    good = [ran("lost-child-resort", (80, 80, 80, 80), mode=Mode.TIMED)] * 3

    assert next_rung(good).mode is Mode.ASSESSED
    assert picked(next_rung(good)) is Mode.TIMED


def test_all_four_rungs_can_be_reached_by_arrows(briefing: Hand):
    seen = []
    for _ in Mode:
        seen.append(briefing.stage.screen._mode)
        briefing.press(pygame.K_DOWN)

    assert set(seen) == set(Mode)


@pytest.mark.parametrize(("kept", "mode"), [("", Mode.UNTIMED), ('"mode":"timed",', Mode.TIMED)])
def test_a_journal_from_before_this_rung_existed_still_reads(kept: str, mode: Mode):
    line = (
        '{"n":0,"header":{"format":1,"run":"r","scenario":"s","content_hash":"'
        + "0" * 64
        + '","seed":0,"engine":"1","rubric":"1",'
        + kept
        + '"started":"2026-03-01T09:30:00Z"}}'
    )
    entry = decode_entry(line.encode())

    assert entry.header is not None
    assert entry.header.mode is mode
