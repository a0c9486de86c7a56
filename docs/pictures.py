"""Draws every screen of the program, light and dark: `.venv/bin/python docs/pictures.py [FOLDER]`, or `docs/pictures`.

The real program plays the plan of the lost child over a records folder of its own, on a clock that stands still and
with dice that always fall the same: the same program draws the same bytes. No window opens and `scores/` is untouched.
"""

import os
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import pygame

from simulator.bots.moves import play_moves
from simulator.desktop.app import Program
from simulator.desktop.screen import Screen
from simulator.desktop.screens.crash import Breakdown, CrashScreen
from simulator.desktop.stage import Stage
from simulator.desktop.theme import DARK, LIGHT, Colour, Palette, Theme
from simulator.desktop.trouble import sentence_of
from simulator.desktop.widgets.caption import CAPTION_MS
from simulator.drill.actions import Action, Say
from simulator.drill.clock import HOUR, MINUTE, SECOND
from simulator.drill.events import Event
from simulator.drill.session import Session
from simulator.drill.view import View
from simulator.journal import live
from simulator.journal.codec import planned_moves
from simulator.journal.records import Mode, PlannedMove
from simulator.journal.runs import Playing, Runs
from simulator.scenario.plans import plan_path, read_plan
from simulator.scenario.shelf import find_scenario

SCENARIO = "lost-child-resort"
SIZE = (1280, 800)
NAME = "Amara"
BEGAN = datetime(2026, 3, 7, 9, 30, tzinfo=UTC)
SEED = 0
COLOURS = 256  # of a picture; the soft edges of letters have thousands, hardly any of them more than a few times
AREA = 400  # pixels: a colour with as many is nobody's edge
SHADE = 0xF8F8F8F8  # colours that differ by less look the same along an edge
TOP, MOST_LINES = 80, 200  # where a heading that is scrolled to may stand, and after how many lines it is given up

# Moments of the careful play: its clock, and the reply that isn't given any more.
HOPE = (6 * MINUTE + 30 * SECOND, "hope.both")  # a yellow cap was seen, and she thinks it is his
REPAIR = (24 * MINUTE + 50 * SECOND, "benno_comes.mine")  # he is found; what would do them good?
EVENING = (7 * HOUR + 31 * MINUTE + 30 * SECOND, "")
Moment = tuple[int, str]


# ---------------------------------------------------------------------- playing up to a moment
class Until:
    """A session in which nothing falls due after *stop* (ms)."""

    def __init__(self, session: Session, stop: int) -> None:
        self._session = session
        self._stop = stop

    def view(self) -> View:
        return self._session.view()

    def events(self, since: int = 0) -> Sequence[Event]:
        return self._session.events(since)

    def next_due(self) -> int | None:
        due = self._session.next_due()
        return due if due is not None and due <= self._stop else None

    def advance(self, now: int) -> None:
        self._session.advance(now)

    def submit(self, action: Action) -> None:
        self._session.submit(action)


def careful_moves(before: str) -> list[PlannedMove]:
    """The plan's careful moves before the reply *before*; all but the last one, the end, where that is empty."""
    plan = read_plan(plan_path(find_scenario(SCENARIO)))
    (careful,) = [play for play in plan.plays if play.name == "careful"]
    moves = planned_moves(list(careful.moves), "the careful play")
    replies = [move.action.reply if isinstance(move.action, Say) else "" for move in moves]
    return moves[: replies.index(before)] if before else moves[:-1]


def played_until(program: Program, moment: Moment, mode: Mode = Mode.UNTIMED) -> Screen:
    """The drill screen of a run that was played carefully up to *moment* and is gone on with."""
    stop, before = moment
    playing = Playing(seed=SEED, person=program.runs.people.latest(), mode=mode)
    began = live.begin(program.runs, SCENARIO, playing, grouped=True)
    missed = play_moves(Until(began.session, stop), began.story, careful_moves(before))
    began.run.close()
    if missed:
        raise SystemExit(
            f"The careful play doesn't come to {stop} ms any more: move {missed[0].number}, {missed[0].why}"
        )
    return program.go_on(began.run.name)


# ---------------------------------------------------------------------- hands
class Hand:
    """Presses and types on a stage, as a person would, and draws it."""

    palette = LIGHT  # what it sees

    def __init__(self, screen: Screen) -> None:
        self.stage = Stage(screen, SIZE, Theme(self.palette))

    def press(self, role: str, *names: str) -> None:
        """Press what is called so, one after the other."""
        for name in names:
            self.stage.press(self.stage.find(role, name))

    def key(self, key: int) -> None:
        """Press a key and let it go."""
        self.stage.handle(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))
        self.stage.handle(pygame.Event(pygame.KEYUP, key=key, mod=0))

    def press_key(self, key: str) -> None:
        """Press what has *key*, whatever it is called."""
        self.stage.press(next(node for node in self.stage.root.walk() if node.key == key))

    def write(self, field: str, words: str) -> None:
        """Click into *field* and type."""
        self.stage.focus_on(self.stage.find("textbox", field))
        place = self.stage.find("textbox", field).shown().center
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self.stage.handle(pygame.Event(kind, button=1, pos=place))
        self.stage.handle(pygame.Event(pygame.KEYDOWN, key=ord(words[0].lower()), mod=0, unicode=words[0]))
        self.stage.handle(pygame.Event(pygame.TEXTINPUT, text=words))

    def scroll_to(self, heading: str) -> None:
        """Scroll down until *heading* stands at the top."""
        for _ in range(MOST_LINES):
            if self.stage.find("heading", heading).rect.top < TOP:
                return
            self.key(pygame.K_DOWN)

    def read_all(self) -> None:
        """Look at every conversation and come back to the first."""
        names = [node.name for node in self.stage.find_all("option") if node.key.startswith("person:")]
        self.press("option", *names[1:], names[0])

    def picture(self) -> pygame.Surface:
        """What is on the stage now."""
        surface = pygame.Surface(SIZE)
        self.stage.draw(surface)
        return surface


# ---------------------------------------------------------------------- the pictures
Pictures = Iterator[tuple[str, pygame.Surface]]


def pictures(home: Path, palettes: Sequence[Palette] = (LIGHT, DARK)) -> Pictures:
    """Every picture with its name, drawn over records in *home*, an empty folder; dark ones are called so."""
    if not pygame.display.get_init() or pygame.display.get_surface() is None:
        pygame.display.init()
        pygame.display.set_mode((1, 1))
    for palette in palettes:
        Hand.palette = palette
        for name, picture in every_screen(home / palette.name):
            yield name if palette is LIGHT else f"{name}-{palette.name}", picture


def every_screen(home: Path) -> Pictures:
    """Every screen once, over records in *home*."""
    numbers = count(1)
    runs = Runs(home, clock=lambda: BEGAN, token=lambda: f"{next(numbers):06}" * 2)
    program = Program(runs, SEED)
    yield "home-first", Hand(program.home_screen()).picture()
    program.call_me(NAME)
    yield "briefing", Hand(program.brief(SCENARIO)).picture()
    yield from of_the_end(program)
    yield from of_pausing(program)
    yield from of_repair(program)
    yield from of_hope(program)
    yield from of_the_rest(program)


def of_hope(program: Program) -> Pictures:
    """The drill at its fullest, and with an update half filled in."""
    hand = Hand(played_until(program, HOPE))
    hand.read_all()
    hand.press("button", "Let time run", "Let time run")
    hand.stage.pass_time(CAPTION_MS)  # what was heard has been read
    yield "drill", hand.picture()
    hand.press("button", "Update")
    hand.press("checkbox", "Dev has seen a child in a yellow cap by the pedal boats.")
    yield "update", hand.picture()
    program.let_go()


def of_repair(program: Program) -> Pictures:
    """The remedy desk, once he is found."""
    hand = Hand(played_until(program, REPAIR))
    hand.read_all()
    yield "remedies", hand.picture()
    program.let_go()


def of_pausing(program: Program) -> Pictures:
    """A timed drill that stands still."""
    hand = Hand(played_until(program, HOPE, Mode.TIMED))
    hand.read_all()
    hand.key(pygame.K_F8)
    yield "pause", hand.picture()
    program.let_go()


def of_the_end(program: Program) -> Pictures:
    """The own rating, the debrief, and what it leads to."""
    hand = Hand(played_until(program, EVENING))
    hand.press("button", "End the drill")
    yield "ending", hand.picture()
    hand.press("button", "End the drill")
    hand.stage.pass_time(CAPTION_MS)
    for key in (pygame.K_4, pygame.K_3, pygame.K_3):
        hand.key(key)
    yield "rating", hand.picture()
    hand.key(pygame.K_3)
    hand.key(pygame.K_END)
    hand.write("One thing that went well", "I told her about the kiosk before she could ask.")
    hand.write("One thing you would do otherwise", "Ask sooner what he runs after.")
    hand.press("button", "See the debrief")
    yield "debrief", hand.picture()
    hand.scroll_to("4  Four scores")
    yield "debrief-scores", hand.picture()
    hand.press("button", "The seven conditions")
    hand.scroll_to("Behind it")
    yield "debrief-unfolded", hand.picture()
    hand.write("Sentence for next time", "Ask what he runs after, before anything else.")
    hand.press("button", "Keep it")
    yield from of_looking_back(hand)


def of_looking_back(hand: Hand) -> Pictures:
    """From the debrief: the same hours from her side, and practice from a moment."""
    debrief = hand.stage.screen
    hand.press_key("side")
    for _ in range(4):
        hand.key(pygame.K_RIGHT)
    yield "their-side", hand.picture()
    hand.stage.show(debrief)
    hand.press_key("practise:1")
    yield "practice", hand.picture()


def of_the_rest(program: Program) -> Pictures:
    """Home after a few runs, and the screens that lead from it."""
    hand = Hand(program.home_screen())
    yield "home", hand.picture()
    yield "picker", Hand(program.all_drills()).picture()
    yield "progress", Hand(program.progress_screen()).picture()
    yield "settings", Hand(program.settings_screen()).picture()
    hand.key(pygame.K_F1)
    yield "help", hand.picture()
    broken = Breakdown(sentence_of(ZeroDivisionError("division by zero")), run="", file="scores/trouble.txt")
    yield "crash", Hand(CrashScreen(broken, program.home_screen, program.quit)).picture()


# ---------------------------------------------------------------------- keeping them
def small(picture: pygame.Surface) -> pygame.Surface:
    """*picture* in at most 256 colours: every one that fills an area, and one for each shade of the letters' edges."""
    pixels = array("I", pygame.image.tobytes(picture, "RGBA"))
    counted = Counter(pixels).most_common()
    place: dict[int, int] = {}
    shades: dict[int, int] = {}
    for pixel, times in counted:
        if len(place) < COLOURS and (times >= AREA or pixel & SHADE not in shades):
            shades.setdefault(pixel & SHADE, len(place))
            place[pixel] = len(place)
    colours = [rgb(pixel) for pixel in place]
    for pixel, _ in counted:
        if pixel not in place:
            place[pixel] = shades.get(pixel & SHADE, -1)
            if place[pixel] < 0:
                place[pixel] = shades[pixel & SHADE] = nearest(rgb(pixel), colours)
    reduced = pygame.image.frombytes(bytes(map(place.__getitem__, pixels)), picture.get_size(), "P")
    reduced.set_palette(colours)
    return reduced


def rgb(pixel: int) -> Colour:
    """The colour of a pixel of four bytes."""
    red, green, blue, _ = pixel.to_bytes(4, sys.byteorder)
    return red, green, blue


def nearest(colour: Colour, colours: Sequence[Colour]) -> int:
    """Which of *colours* is most like *colour*."""
    return min(range(len(colours)), key=lambda i: sum((a - b) ** 2 for a, b in zip(colour, colours[i], strict=True)))


def main() -> None:
    """Draw everything into the folder that was named."""
    os.environ["TZ"] = "UTC"
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_suffix(""))
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        for name, picture in pictures(Path(home)):
            pygame.image.save(small(picture), str(folder / f"{name}.png"))


if __name__ == "__main__":
    main()
