"""A run on the projector: frozen with what was known then and nothing later, walked through, played on from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from simulator.bots.playing import play, step
from simulator.bots.roster import make
from simulator.desktop.screens.projector import ClassPractice, ProjectorScreen
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, Theme
from simulator.desktop.view_models.projector import Record
from simulator.desktop.widgets.inspecting import layout_faults
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.errors import RecordUnreadable
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story
from tests.desktop.conftest import Ended, Hand
from tests.desktop.desk_drills import CAKE, Class

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
ZOOMS = (100, 125, 150, 200)
ENTER, ESCAPE = pygame.K_RETURN, pygame.K_ESCAPE
BOTS = ("careful", "random", "silent")


@pytest.fixture(scope="module")
def cake() -> Story:
    return cast(read_scenario(CAKE), 0)


def played(story: Story, bot: str = "careful") -> tuple[ev.Event, ...]:
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    play(session, make(bot, story, 0))
    return tuple(session.events())


def marked(story: Story) -> tuple[ev.Event, ...]:
    """A run whose trainer stopped the clock, marked the moment, and let it go on."""
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    bot = make("careful", story, 0)
    for _ in range(3):
        step(session, bot)
    for order in (do.Pause(actor="t1"), do.Mark(actor="t1", note="who asks first?"), do.Resume(actor="t1")):
        session.submit(order)
    play(session, bot)
    return tuple(session.events())


class Shown:
    """A run that grows each time it is read, up to its end."""

    def __init__(self, story: Story, events: tuple[ev.Event, ...], *lengths: int) -> None:
        self.story, self.events, self.lengths = story, events, list(lengths)

    def read(self) -> Record:
        if self.lengths and self.lengths[0] < 0:
            raise RecordUnreadable("'run.jsonl' can't be read.")
        return Record(self.story, self.events[: self.lengths.pop(0)] if self.lengths else self.events)

    def back(self) -> Ended:
        return Ended("desk")


@pytest.fixture
def on_screen(cake: Story) -> Callable[..., Hand]:
    def on_screen(events: tuple[ev.Event, ...] | None = None, *lengths: int) -> Hand:
        shown = Shown(cake, played(cake) if events is None else events, *lengths)
        return Hand(Stage(ProjectorScreen(shown, shown.read()), (1280, 800), Theme(LIGHT, 100)))

    return on_screen


def words(hand: Hand) -> str:
    return hand.stage.root.dump()


def moment(hand: Hand) -> str:
    return next(node.name for node in hand.stage.find_all("status") if node.name.startswith("Moment"))


# ---------------------------------------------------------------------- what a moment holds
@pytest.mark.parametrize("bot", BOTS)
def test_a_moment_is_the_same_whatever_came_later(cake: Story, bot: str):
    events = played(cake, bot)
    whole = Record(cake, events)

    for at, stop in enumerate(whole.stops):
        cut = Record(cake, events[: stop.number])
        assert cut.freeze(len(cut.stops) - 1) == whole.freeze(at), stop


@pytest.mark.parametrize("bot", BOTS)
def test_a_moment_of_a_long_drill_is_the_same_whatever_came_later(lost_child: Story, bot: str):
    events = played(lost_child, bot)
    whole = Record(lost_child, events)

    for at in range(0, len(whole.stops), 9):
        cut = Record(lost_child, events[: whole.stops[at].number])
        assert cut.freeze(len(cut.stops) - 1) == whole.freeze(at)


@pytest.mark.parametrize("bot", BOTS)
def test_everything_the_trainee_saw_is_new_at_one_moment(lost_child: Story, bot: str):
    record = Record(lost_child, played(lost_child, bot))
    shown = [said for at in range(len(record.stops)) for said in record.freeze(at).said]

    assert list(dict.fromkeys(shown)) == list(record.said)


@pytest.mark.parametrize("bot", BOTS)
def test_played_on_from_any_moment_without_another_choice_the_world_goes_the_same_way(cake: Story, bot: str):
    events = played(cake, bot)
    record = Record(cake, events)

    for at, stop in enumerate(record.stops):
        session = record.session(at)
        following = events[stop.number] if stop.number < len(events) else None
        if following is None or isinstance(following, ev.MoveStarted | ev.DrillEnded):
            continue
        session.advance(following.at)
        assert session.events()[stop.number] == following


def test_what_is_heard_is_told_without_a_verdict(lost_child: Story):
    record = Record(lost_child, played(lost_child))
    frozen = [record.freeze(at) for at in range(0, len(record.stops), 10)]

    assert any(one.drill.heard for one in frozen)
    assert {line.verdict for one in frozen for line in one.drill.heard} == {""}
    assert {one.drill.hint for one in frozen} == {""}


def test_a_bookmark_made_while_the_clock_stood_can_be_played_on_from(cake: Story):
    record = Record(cake, marked(cake))
    (at,) = [at for at, stop in enumerate(record.stops) if stop.marked]

    assert record.freeze(at).note == "who asks first?"
    assert record.freeze(at).said
    assert record.session(at).view().life is Life.RUNNING


def test_a_run_in_which_nothing_has_happened_has_no_moment(cake: Story):
    assert Record(cake, ()).stops == ()


# ---------------------------------------------------------------------- the screen
def test_it_names_nobody_who_played(tmp_path: Path):
    course = Class(tmp_path)
    run = course.finish("A")
    desk = course.desk()
    hand = Hand(Stage(desk._watched.show(run, desk), (1280, 800)))
    while hand.stage.find("button", "On").enabled:
        assert "Ana" not in words(hand)
        hand.press(pygame.K_RIGHT)


def test_arrows_home_and_end_walk_through_it(on_screen):
    hand = on_screen()
    hand.press(pygame.K_RIGHT)
    hand.press(pygame.K_RIGHT)
    assert moment(hand) == "Moment 3"
    hand.press(pygame.K_LEFT)
    assert moment(hand) == "Moment 2"
    hand.press(pygame.K_END)
    assert "The drill is over here." in words(hand)
    hand.press(pygame.K_HOME)
    assert moment(hand) == "Moment 1"


def test_a_class_chooses_by_number_and_plays_on_from_there(on_screen):
    hand = on_screen()
    chosen = hand.stage.find_all("radio")[1].name
    hand.press(pygame.K_2)
    hand.press(ENTER)

    assert isinstance(hand.stage.screen, ClassPractice)
    assert "Practice with the class" in words(hand)
    spoken = [e.words for e in hand.stage.screen.seat.events() if isinstance(e, ev.TraineeSpoke)]
    assert chosen in spoken[-1:]


def test_escape_leads_back_to_the_moment_that_was_frozen(on_screen):
    hand = on_screen()
    hand.press(pygame.K_RIGHT)
    hand.press(ENTER)
    hand.press(ESCAPE)
    hand.press(ENTER)

    assert isinstance(hand.stage.screen, ProjectorScreen)
    assert moment(hand) == "Moment 2"


def test_the_practice_ends_where_the_record_stands(on_screen):
    hand = on_screen()
    hand.press(ENTER)
    practice = hand.stage.screen
    play(practice.seat._session, make("careful", practice.seat.story, 0))
    hand.press(pygame.K_SPACE)

    assert isinstance(hand.stage.screen, ProjectorScreen)


def test_nothing_of_the_practice_is_kept(tmp_path: Path):
    course = Class(tmp_path)
    run = course.finish("A")
    desk = course.desk()
    hand = Hand(Stage(desk._watched.show(run, desk), (1280, 800)))
    before = sorted((path, path.read_bytes()) for path in course.runs.home.rglob("*.jsonl"))
    hand.press(pygame.K_1)
    hand.press(ENTER)
    hand.press(pygame.K_SPACE)
    hand.press(ESCAPE)
    hand.press(ENTER)
    hand.press(ESCAPE)

    assert hand.stage.screen is desk
    assert sorted((path, path.read_bytes()) for path in course.runs.home.rglob("*.jsonl")) == before


def test_at_the_end_there_is_nothing_to_play_on(on_screen):
    hand = on_screen()
    hand.press(pygame.K_END)

    assert not hand.stage.find("button", "Play on from here").enabled
    hand.press(ENTER)
    assert isinstance(hand.stage.screen, ProjectorScreen)


def test_a_run_that_goes_on_is_read_again_behind_its_last_moment(on_screen, cake: Story):
    events = played(cake)
    stops = Record(cake, events).stops
    hand = on_screen(events, stops[0].number, stops[2].number)
    assert moment(hand) == "Moment 1"
    hand.press(pygame.K_RIGHT)
    assert moment(hand) == "Moment 2"
    hand.press(pygame.K_END)

    assert "The drill is over here." in words(hand)


def test_a_record_that_cannot_be_read_any_more_leaves_what_is_shown(on_screen, cake: Story):
    events = played(cake)
    hand = on_screen(events, Record(cake, events).stops[0].number, -1)
    hand.press(pygame.K_RIGHT)

    assert moment(hand) == "Moment 1"
    assert "can't be read" in words(hand)


def test_a_key_leads_to_the_bookmark_and_its_note_is_shown(on_screen, cake: Story):
    hand = on_screen(marked(cake))
    hand.press(pygame.K_F12)

    assert "Bookmark: who asks first?" in words(hand)


def test_what_the_trainer_told_somebody_then_is_told_to_nobody_in_practice(on_screen, cake: Story):
    hand = on_screen(marked(cake))
    hand.press(pygame.K_F12)
    hand.press(ENTER)

    assert isinstance(hand.stage.screen, ClassPractice)
    assert "Your trainer" not in words(hand)


def test_what_could_be_said_to_somebody_else_is_a_key_away(lost_child: Story):
    shown = Shown(lost_child, played(lost_child))
    screen = ProjectorScreen(shown, shown.read())
    at = next(n for n in range(len(shown.read().stops)) if len(shown.read().freeze(n).others) > 1)
    screen._go(at)
    hand = Hand(Stage(screen, (1280, 800)))
    before = [node.name for node in hand.stage.find_all("radio")]
    hand.ctrl(pygame.K_TAB)

    assert [node.name for node in hand.stage.find_all("radio")] != before


def test_before_anything_has_happened_it_says_so_and_keys_do_no_harm(on_screen):
    hand = on_screen(())
    for key in (pygame.K_RIGHT, pygame.K_LEFT, pygame.K_HOME, pygame.K_END, pygame.K_1, ENTER, pygame.K_F12):
        hand.press(key)
    hand.ctrl(pygame.K_TAB)
    assert "Nothing has happened in this run yet." in words(hand)
    hand.press(ESCAPE)

    assert hand.stage.screen.why == "desk"


def test_its_help_names_its_keys(on_screen):
    hand = on_screen()
    hand.press(pygame.K_F1)

    assert hand.stage.find("text", "play on from here, as practice")


# ---------------------------------------------------------------------- from the desk
@pytest.fixture
def course(tmp_path: Path) -> Iterator[Class]:
    made = Class(tmp_path)
    yield made
    made.close()


def test_a_run_is_shown_from_the_desk_by_keys_while_it_goes_on(course: Class):
    course.begin("A")
    hand = Hand(Stage(course.desk(), (1280, 800)))
    hand.press(pygame.K_F2)
    hand.press(pygame.K_1)
    assert isinstance(hand.stage.screen, ProjectorScreen)
    hand.press(ESCAPE)

    assert "The trainer's desk" in words(hand)


def test_with_nobody_begun_there_is_nothing_to_show(course: Class):
    hand = Hand(Stage(course.desk(), (1280, 800)))
    hand.press(pygame.K_F2)

    assert "Nobody has begun yet." in words(hand)


def test_a_run_that_was_damaged_is_told_at_the_desk(course: Class):
    run = course.finish("A")
    path = course.runs.find(run)
    hand = Hand(Stage(course.desk(), (1280, 800)))
    hand.press(pygame.K_F2)
    path.write_bytes(path.read_bytes().replace(b'"at":0', b'"at":1', 1))
    hand.press(pygame.K_1)

    assert "was changed or damaged" in words(hand)


# ---------------------------------------------------------------------- layout
@pytest.fixture(scope="module")
def fullest(lost_child: Story) -> tuple[Shown, list[int]]:
    """A long run, and its moments with the most to show."""
    shown = Shown(lost_child, played(lost_child, "random"))
    record = shown.read()

    def letters(at: int) -> int:
        frozen = record.freeze(at)
        return sum(len(one.message.words) for one in frozen.said) + sum(len(r.words) for r in frozen.drill.replies)

    return shown, sorted(range(len(record.stops)), key=letters)[-2:]


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_it_fits(fullest: tuple[Shown, list[int]], cake: Story, size: tuple[int, int], zoom: int):
    shown, moments = fullest
    screens = []
    for at in (*moments, 10**6):
        screen = ProjectorScreen(shown, shown.read())
        screen._go(at)
        screens.append(screen)
    noted = Shown(cake, marked(cake))
    bookmark = ProjectorScreen(noted, noted.read())
    bookmark._to_mark()
    empty = ProjectorScreen(Shown(cake, ()), Record(cake, ()))
    practice = bookmark._play_on()
    leaving = bookmark._play_on()
    leaving._leave()
    for screen in (*screens, bookmark, empty, practice, leaving):
        stage = Stage(screen, size, Theme(LIGHT, zoom))
        assert layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), size)) == [], type(screen).__name__
