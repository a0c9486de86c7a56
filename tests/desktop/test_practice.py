"""Practice out of the debrief, and the few minutes of a moment: plainly marked, compared, never kept."""

import pygame
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.desktop.app import Program
from simulator.desktop.screens.changed import ChangedScreen
from simulator.desktop.screens.debrief import DebriefScreen
from simulator.desktop.screens.practice import PracticeScreen
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.comparing import practice_compared, stretch_compared
from simulator.drill import events as ev
from simulator.drill.actions import Say
from simulator.drill.again import played_with
from simulator.journal import live
from simulator.journal.records import Mode
from simulator.journal.replay import replay
from simulator.journal.runs import Playing
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import score
from tests.desktop.conftest import Hand


def ended_run(program: Program, mode: Mode = Mode.UNTIMED) -> str:
    program.call_me("Amara")
    playing = Playing(person=program._person(), seed=3, mode=mode)
    began = live.begin(program.runs, "lost-child-resort", playing, grouped=True)
    play(began.session, make("random", began.story, 3))
    live.end(began)
    return began.run.name


@pytest.fixture
def looking(program: Program) -> Hand:
    return Hand(Stage(program.look_back(ended_run(program)), (1280, 800)))


def files(program: Program) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in program.runs.home.rglob("*") if p.is_file()}


def reply_and_wait(hand: Hand) -> None:
    hand.press(pygame.K_1)
    hand.press(pygame.K_RETURN)


def test_a_number_leads_back_into_its_moment_and_says_that_nothing_is_kept(looking: Hand):
    begins = looking.stage.screen._model.moments[0].begins
    looking.press(pygame.K_1)

    assert isinstance(looking.stage.screen, PracticeScreen)
    assert looking.stage.find("status", f"Practice from {begins}: nothing is kept")


def test_each_moment_has_both_ways_back_by_name(looking: Hand):
    moments = looking.stage.screen._model.moments

    assert len([n for n in looking.stage.find_all("button") if n.name.startswith("Replay from ")]) == len(moments)
    assert len([n for n in looking.stage.find_all("button") if n.name.startswith("Just these minutes")]) == len(moments)


def test_practice_ends_in_a_short_debrief_beside_the_run_and_leads_back(looking: Hand):
    debrief = looking.stage.screen
    looking.press(pygame.K_1)
    reply_and_wait(looking)
    looking.press(pygame.K_ESCAPE)
    looking.press(pygame.K_RETURN)

    assert isinstance(looking.stage.screen, ChangedScreen)
    assert len(looking.stage.find_all("status", "In the run")) == len(Dimension)
    assert len(looking.stage.find_all("status", "This time")) == len(Dimension)

    looking.press(pygame.K_ESCAPE)
    assert looking.stage.screen is debrief


def test_practice_can_be_played_to_its_end(looking: Hand):
    looking.press(pygame.K_3)
    seat = looking.stage.screen.seat
    play(seat._session, make("careful", seat.story, 0))
    looking.stage.pass_time(0)

    assert isinstance(looking.stage.screen, ChangedScreen)
    assert looking.stage.screen._model.intro == (
        f"You played from {looking.stage.screen._model.title.removeprefix('Practice from ')} to the end. "
        "Nothing of it was kept."
    )


def test_nothing_of_it_is_kept(program: Program, looking: Hand):
    before = files(program)
    for key in (pygame.K_1, pygame.K_2):
        looking.press(key)
        reply_and_wait(looking)
        looking.press(pygame.K_ESCAPE)
        looking.press(pygame.K_RETURN)
        looking.press(pygame.K_ESCAPE)
    few = looking.stage.find("button", f"Just these minutes, {looking.stage.screen._model.moments[0].begins}")
    looking.stage.press(few)
    reply_and_wait(looking)

    assert files(program) == before


def test_what_was_written_in_the_debrief_is_still_there_after_practice(looking: Hand):
    looking.stage.press(looking.stage.find("textbox", "Sentence for next time"))
    looking.stage.screen._sentence.type("I say what I know")
    looking.stage.screen.focus_wish = None
    looking.stage.show(looking.stage.screen._doors.moments.practise(looking.stage.screen._model.moments[0]))
    looking.press(pygame.K_ESCAPE)
    looking.stage.press(looking.stage.find("button", "To the debrief"))

    assert isinstance(looking.stage.screen, DebriefScreen)
    assert looking.stage.find("textbox", "Sentence for next time").value == "I say what I know"


def test_an_assessed_run_is_practised_on_a_clock_that_can_be_stopped(program: Program):
    debrief = program.look_back(ended_run(program, Mode.ASSESSED))
    practice = debrief._doors.moments.practise(debrief._model.moments[0])

    assert practice.seat.mode is Mode.TIMED


# ---------------------------------------------------------------------- the few minutes
def test_a_few_minutes_end_by_themselves_and_say_at_once_what_changed(looking: Hand):
    moment = looking.stage.screen._model.moments[0]
    looking.stage.press(looking.stage.find("button", f"Just these minutes, {moment.begins}"))
    for _ in range(60):
        if not isinstance(looking.stage.screen, PracticeScreen):
            break
        looking.press(pygame.K_F5)

    assert isinstance(looking.stage.screen, ChangedScreen)
    assert looking.stage.screen._model.scores == ()


def test_once_more_begins_the_same_minutes_again(looking: Hand):
    moment = looking.stage.screen._model.moments[0]
    looking.stage.press(looking.stage.find("button", f"Just these minutes, {moment.begins}"))
    begun = looking.stage.screen.seat.view()
    reply_and_wait(looking)
    looking.press(pygame.K_ESCAPE)
    looking.press(pygame.K_RETURN)
    looking.press(pygame.K_RETURN)

    assert isinstance(looking.stage.screen, PracticeScreen)
    assert looking.stage.screen.seat.view() == begun


def test_only_findings_of_the_minutes_are_told(program: Program):
    replayed = replay(program.runs, ended_run(program))
    story, events = replayed.story, replayed.events
    number = next(n for n, e in enumerate(events) if isinstance(e, ev.MoveStarted) and isinstance(e.action, Say))
    begun, until = events[number].at, events[number].at + 300_000
    compared = stretch_compared(story, events, events[:number], begun, until)

    assert not compared.changed

    other = next(e.action for e in events[number + 1 :] if isinstance(e, ev.MoveStarted))
    branch = [e for e in played_with(story, events, number, other).events if e.at <= until]
    told = stretch_compared(story, events, branch, begun, until)

    assert all(mark.sentence for mark in (*told.gone, *told.new))


def test_the_scores_beside_each_other_are_those_of_both_runs(program: Program):
    replayed = replay(program.runs, ended_run(program))
    story, events = replayed.story, replayed.events
    number = next(n for n, e in enumerate(events) if isinstance(e, ev.MoveStarted))
    branch = played_with(story, events, number, events[number].action).events
    compared = practice_compared(story, events, branch, events[number].at)
    card = score(story, events)

    assert [pair.run for pair in compared.scores] == [card.points(d) for d in Dimension]
    assert [pair.practice for pair in compared.scores] == [pair.run for pair in compared.scores]
    assert not compared.changed


def test_whoever_the_moment_is_about_is_in_front(program: Program):
    debrief = program.look_back(ended_run(program))

    for moment in debrief._model.moments:
        practice = debrief._doors.moments.practise(moment)
        there = {p.id for p in practice.seat.view().people if p.open or p.closed}

        assert practice._person == moment.person or moment.person not in there
