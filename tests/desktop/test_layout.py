"""Every screen at every size and zoom: nothing cut, nothing on top of anything, nothing out of the keyboard's reach."""

from collections.abc import Callable

import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.keys import Command
from simulator.desktop.screen import Screen
from simulator.desktop.screens.crash import Breakdown, CrashScreen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.drill_side import Part
from simulator.desktop.screens.home import HomeScreen
from simulator.desktop.screens.picker import PickerScreen
from simulator.desktop.screens.progress import ProgressScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, Theme
from simulator.desktop.widgets.inspecting import layout_faults
from simulator.journal.records import Mode

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
ZOOMS = (100, 125, 150, 200)
LONG_SENTENCE = "The disk is full, and what you did last can't be kept until there is room on it again. " * 3
FORMS = (Command.UPDATE, Command.PROMISE, Command.ASK, Command.ASSIGN, Command.NOTE, Command.HELP, Command.BACK)


def faults(stage: Stage) -> list[str]:
    return layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), stage.size))


def nowhere(*given: object) -> Screen:
    raise AssertionError("this test leads nowhere")


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_drill_screen_fits(moments: list[Seat], size: tuple[int, int], zoom: int):
    for seat in moments:
        for person in [p.id for p in seat.view().people if p.open]:
            screen = DrillScreen(seat, nowhere, nowhere)
            screen._person = person
            stage = Stage(screen, size, Theme(LIGHT, zoom))
            for part in Part:
                screen._show_part(part)()
                stage.rebuild()
                assert faults(stage) == []
            screen._toggle_promises()
            screen._own_words.type("I see how frightened you are, and I am here with you until he is back. " * 4)
            screen._show_part(Part.TALK)()
            stage.rebuild()
            assert faults(stage) == []


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_forms_fit(moments: list[Seat], size: tuple[int, int], zoom: int):
    seat = moments[-1]
    for command in FORMS:
        stage = Stage(DrillScreen(seat, nowhere, nowhere), size, Theme(LIGHT, zoom))
        stage.show(stage.screen.on_command(command))
        assert faults(stage) == [], command
    screen = DrillScreen(seat, nowhere, nowhere)
    screen._open_more()
    assert faults(Stage(screen, size, Theme(LIGHT, zoom))) == []
    for remedy in seat.view().remedies:
        screen = DrillScreen(seat, nowhere, nowhere)
        screen._offer(remedy.id)()
        assert faults(Stage(screen, size, Theme(LIGHT, zoom))) == [], remedy.id


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_screens_around_it_fit(finished: Program, size: tuple[int, int], zoom: int):
    theme = Theme(LIGHT, zoom)
    run = finished.runs.list_runs()[0].run
    debrief = finished.look_back(run)
    debrief._open = {"Honesty", "Empathy", *(part.title for part in debrief._model.parts)}
    from simulator.desktop.screens.rating import RatingScreen

    screens = [
        finished.home_screen("The drill is put aside. It waits here for you."),
        *[finished.brief("lost-child-resort", mode) for mode in Mode],
        RatingScreen("Saturday noon at the lake", "I speak when I said I would.", nowhere),
        debrief,
    ]
    for screen in screens:
        assert faults(Stage(screen, size, theme)) == [], type(screen).__name__


def searched_for(finished: Program, words: str) -> PickerScreen:
    picker = PickerScreen(finished)
    picker._search.type(words)
    return picker


def with_filter(finished: Program, field: str) -> PickerScreen:
    picker = PickerScreen(finished)
    picker._open = field
    return picker


def with_help(finished: Program, words: str) -> Screen:
    home = HomeScreen(finished)
    home.open_help()
    assert home.help is not None
    home.help.search.type(words)
    return home


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_doors_of_home_fit(finished: Program, size: tuple[int, int], zoom: int):
    breakdown = Breakdown(LONG_SENTENCE, "20260301-093000-lost-child-resort-abcdef", f"/home/{'x' * 120}/trouble.txt")
    titles = PickerScreen(finished)
    titles._no_notice = True
    narrowed = ProgressScreen(finished)
    narrowed._narrow("lost-child-resort")()
    screens = [
        PickerScreen(finished),
        titles,
        searched_for(finished, "zebra with a name that is rather long for a search"),
        *[with_filter(finished, field) for field in ("industry", "level", "length", "asks")],
        ProgressScreen(finished),
        narrowed,
        finished.settings_screen(),
        CrashScreen(breakdown, nowhere, nowhere),
        with_help(finished, ""),
        with_help(finished, "zebra"),
    ]
    for screen in screens:
        assert faults(Stage(screen, size, Theme(LIGHT, zoom))) == [], type(screen).__name__


def test_own_progress_fits_before_there_is_any(program: Program):
    program.call_me("Amara")
    for size in SIZES:
        for zoom in ZOOMS:
            assert faults(Stage(program.progress_screen(), size, Theme(LIGHT, zoom))) == []


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_ways_on_from_a_debrief_fit(finished: Program, size: tuple[int, int], zoom: int):
    debrief = finished.look_back(finished.runs.list_runs()[0].run)
    doors, moment = debrief._doors, debrief._model.moments[0]
    practice = doors.moments.practise(moment)
    stopping = doors.moments.repeat(moment)
    stopping._leave()
    changed = practice._follow(practice.seat)
    few = stopping._follow(stopping.seat)
    their_side = doors.their_side()
    longest = max(
        range(len(their_side._side.steps)), key=lambda n: sum(len(p.text) for p in their_side._side.steps[n].pieces)
    )
    their_side._go(longest)
    debrief._saved = "The page is here: /home/somebody-with-a-long-name/.local/share/firedrill/debriefs/" + "run-" * 12
    for screen in (debrief, practice, stopping, changed, few, their_side):
        assert faults(Stage(screen, size, Theme(LIGHT, zoom))) == [], type(screen).__name__


def test_the_welcome_fits_everywhere(program: Program):
    for size in SIZES:
        for zoom in ZOOMS:
            assert faults(Stage(program.home_screen(), size, Theme(LIGHT, zoom))) == []


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A program with one ended run in it."""
    from simulator.bots.playing import play
    from simulator.bots.roster import make
    from simulator.journal import live
    from simulator.journal.runs import Playing, Runs

    program = Program(Runs(tmp_path_factory.mktemp("home")), 0)
    program.call_me("Amara Okonkwo-Featherstonehaugh")
    began = live.begin(program.runs, "lost-child-resort", Playing(person=program._person()), grouped=True)
    play(began.session, make("random", began.story, 3))
    live.end(began)
    return program


def test_focus_always_lands_on_something_that_can_be_seen(moments: list[Seat], drill: Callable):
    for size, zoom in (((1024, 700), 200), ((1280, 800), 100)):
        hand = drill(moments[-1], size, zoom)
        for _ in range(40):
            hand.press(pygame.K_TAB)
            node = hand.stage.focused
            assert node is not None
            assert node.shown().width == node.rect.width, node.name
            assert node.shown().height >= min(node.rect.height, hand.stage.brush.px(20)), node.name
