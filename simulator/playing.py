"""The commands for those who play: play a drill, go on with one, see what there is. As in `cli`: wiring only.

Imports stand inside the functions that need them: a text command must not load a window.
"""

import io
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from simulator.errors import NoDisplay, NotFound, StorageFailed, Usage
from simulator.journal.records import Accommodations, Mode
from simulator.options import BELOW_THE_MARK, HOUSE, INTERRUPTED, JSON, RUN, SCENARIO, SEED
from simulator.printing import print_json, say, stdout, warn

if TYPE_CHECKING:
    from simulator.journal.results import Result
    from simulator.journal.runs import Runs
    from simulator.scenario.story import Story
    from simulator.terminal.console import Console


def play(
    scenario: SCENARIO,
    terminal: Annotated[bool, typer.Option("--terminal", help="Play here, in plain text.")] = False,
    moves: Annotated[
        str | None,
        typer.Option(help="Play the JSON list of moves in this file; - is standard input. Counts as a bot's play."),
    ] = None,
    bot: Annotated[str | None, typer.Option(help="Let this bot play.")] = None,
    name: Annotated[str, typer.Option(help="Who plays here (--terminal); nothing: whoever played last.")] = "",
    seed: SEED = 0,
    mode: Annotated[
        Mode, typer.Option(help="How much help there is, and whether time presses; guided is practice.")
    ] = Mode.UNTIMED,
    reading_time: Annotated[float, typer.Option(help="Timed: how much longer reading may take.", min=1, max=4)] = 1.0,
    mark: Annotated[float | None, typer.Option(help="Exit with 1 if a score lies below this.")] = None,
    house: HOUSE = "",
    json: JSON = False,
) -> None:
    """Play a drill: in the window, here (--terminal), from a file (--moves) or by a bot (--bot)."""
    _insist_on_sense(terminal, moves, bot, reading_time, mark, json)
    if name and not terminal:
        raise Usage("--name goes with --terminal. In the window you say who you are.")
    if name and not any(letter.isalnum() for letter in name):
        raise Usage("--name has no letter in it. Leave it out, and whoever played last plays.")
    if moves or bot:
        _print_result(_conduct(scenario, seed, mode, moves or "", bot or "", house), json, mark)
    elif terminal:
        _play_here(scenario, seed, mode, reading_time, house, name)
    else:
        _open_window(scenario, mode, seed, house)


def scenarios(house: HOUSE = "", json: JSON = False) -> None:
    """List the scenarios there are to play."""
    from simulator.terminal.shelf import shelf_entries
    from simulator.terminal.tables import scenario_lines

    entries = shelf_entries(_reader(house))
    print_json(entries) if json else say(*scenario_lines(entries))


def _reader(house: str) -> "Callable[[Path], Story]":
    """Reads scenarios, with those kept from before; without a home they are read anew each time."""
    from simulator.journal.home import find_home, find_house
    from simulator.journal.kept_stories import KeptStories
    from simulator.scenario.reading import read_scenario

    try:
        home = find_home()
    except StorageFailed:
        return read_scenario
    return KeptStories(home, house=find_house(home, house)).read


def resume(
    run: RUN = "latest",
    terminal: Annotated[bool, typer.Option("--terminal", help="Go on here, in plain text.")] = False,
    name: Annotated[str, typer.Option(help="Who goes on; nothing: whoever played last.")] = "",
) -> None:
    """Go on with a drill that was stopped: the latest, or the one named."""
    if name:
        _come_back(name)
    path = _asked_for(run)
    if not terminal and _window_can_open():
        _in_window(resume=path)
    _resume_here(path)


def _come_back(name: str) -> None:
    """Let somebody who has been here before be who plays here; a name that is new has nothing to go on with."""
    from simulator.journal.people import folded
    from simulator.scenario.problems import quoted

    people = _runs().people
    if folded(name) not in map(folded, people.read().names.values()):
        raise NotFound(f"Nobody who is called {quoted(name)} has played here, so there is nothing to go on with.")
    people.called(name)


def _asked_for(run: str) -> str:
    """The path of the unfinished run that *run* means; that somebody goes on with another's drill is written down."""
    from simulator.book.looking import note_others
    from simulator.journal.runs import wall_clock
    from simulator.journal.whose import asked_for, header_at, others_in

    runs = _runs()
    path = asked_for(runs, run, unfinished=True)
    header = header_at(runs.disk, path)
    note_others(runs, wall_clock(), "resume", others_in(runs, [header] if header else [], path.parent), path.parent)
    return str(path)


# -- playing


def open_program() -> None:
    """What `firedrill` alone does: open the desktop program, or ask here what to play."""
    _open_window(None, Mode.UNTIMED, 0)


def _insist_on_sense(
    terminal: bool, moves: str | None, bot: str | None, reading_time: float, mark: float | None, json: bool
) -> None:
    """Refuse options of `play` that don't go together, or that mean nothing."""
    if moves == "" or bot == "":
        raise Usage(f"{'--moves' if moves == '' else '--bot'} needs a value: which one is to play?")
    if moves and bot:
        raise Usage("--moves and --bot are two ways to play; choose one of them.")
    if terminal and (moves or bot):
        raise Usage(f"--terminal and {'--moves' if moves else '--bot'} are two ways to play; choose one of them.")
    if not 1 <= reading_time <= 4:  # the parser lets 'nan' pass
        raise Usage("--reading-time is a number from 1 to 4.")
    if reading_time != 1 and not terminal:
        raise Usage("--reading-time goes with --terminal.")
    if json and not (moves or bot):
        raise Usage("--json goes with --moves or --bot: a drill that you play yourself is not one JSON value.")
    if mark is not None and not (moves or bot):
        raise Usage("--mark goes with --moves or --bot: a drill that you play yourself is not one exit code.")
    if mark is not None and not 0 <= mark <= 100:
        raise Usage("--mark is a score, a number from 0 to 100.")


def _conduct(scenario: str, seed: int, mode: Mode, moves: str, bot: str, house: str) -> "Result":
    """Let a list of moves or a bot play; give the result."""
    from simulator.bots.conducting import conduct_bot, conduct_moves
    from simulator.journal.codec import decode_moves

    if bot:
        return conduct_bot(_runs(house), scenario, seed, mode, bot)
    name, data = _input(moves)
    result, missed = conduct_moves(_runs(house), scenario, seed, mode, decode_moves(data, name))
    for move in missed:
        warn(f"Move {move.number} couldn't be made: {move.why.rstrip('.')}.")
    return result


def _play_here(
    scenario: str, seed: int, mode: Mode, reading_time: float = 1.0, house: str = "", name: str = ""
) -> None:
    from simulator.journal.runs import Playing
    from simulator.terminal.sitting import play_here

    easier = Accommodations(reading_time=reading_time)
    playing = Playing(seed=seed, mode=mode, accommodations=easier)
    if not play_here(_runs(house), scenario, playing, _console(), name):
        raise typer.Exit(INTERRUPTED)


def _resume_here(run: str) -> None:
    from simulator.terminal.sitting import resume_here

    if not resume_here(_runs(), run, _console()):
        raise typer.Exit(INTERRUPTED)


def _open_window(scenario: str | None, mode: Mode, seed: int, house: str = "") -> None:
    """Open the desktop program; where there is no display, say so in one line and play here."""
    if _window_can_open():
        _in_window(scenario=scenario, seed=seed, mode=mode, house=house)
    else:
        warn("There is no display here, so Firedrill plays in the terminal.")
    if scenario is None:
        _choose_and_play(seed, mode)
    else:
        _play_here(scenario, seed, mode, house=house)


def _in_window(
    scenario: str | None = None,
    seed: int | None = None,
    mode: Mode = Mode.UNTIMED,
    resume: str | None = None,
    house: str = "",
) -> None:
    """Show the window and exit with its code; come back, having said why, where it can't be opened after all."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # its greeting would be our output
    from simulator.desktop.app import open_program

    try:
        raise typer.Exit(open_program(scenario=scenario, seed=seed, mode=mode, resume=resume, house=house))
    except NoDisplay as blind:
        warn(f"{blind} Firedrill plays in the terminal.")


def _window_can_open() -> bool:
    """Whether there is anything to see a window on; asked without loading pygame."""
    if sys.platform.startswith("linux"):
        return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))
    return True


def _choose_and_play(seed: int, mode: Mode) -> None:
    """Go on with a drill that was stopped, or ask which one to play."""
    from simulator.terminal.choosing import choose_scenario, wants_to_go_on
    from simulator.terminal.console import InputEnded

    try:
        run = wants_to_go_on(_runs(), _console())
        scenario = None if run else choose_scenario(_console())
    except InputEnded as ended:
        raise typer.Exit(INTERRUPTED) from ended
    if run:
        _resume_here(_asked_for(run))
    elif scenario:
        _play_here(scenario, seed, mode)


# -- in and out


def _runs(house: str = "") -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(find_home(), house=house)


def _console() -> "Console":
    """Give the one console of these streams: a second one would miss what the first has read ahead."""
    return _console_on(sys.stdin, stdout())


@lru_cache(maxsize=1)
def _console_on(typed: TextIO | None, shown: TextIO) -> "Console":
    from simulator.terminal.console import StreamConsole

    # Where standard input is closed, it is at its end.
    return StreamConsole(typed or io.StringIO(), shown)


def _input(name: str) -> tuple[str, bytes]:
    from simulator.journal.codec import LARGEST_MOVES

    if name == "-":
        return "standard input", sys.stdin.buffer.read(LARGEST_MOVES + 1) if sys.stdin else b""
    try:
        with Path(name).open("rb") as file:
            return name, file.read(LARGEST_MOVES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Usage(f"The moves in '{name}' can't be read: {why.lower()}.") from error


def _print_result(result: "Result", json: bool, mark: float | None) -> None:
    from simulator.terminal.tables import result_lines

    print_json(result) if json else say(*result_lines(result))
    if mark is not None and result.scores.lowest < mark:
        raise typer.Exit(BELOW_THE_MARK)
