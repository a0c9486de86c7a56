"""The commands. The only place that knows every part and wires it; what a command does is in the rooms.

Imports stand inside the functions that need them: `--help` and `scores` must be there at once, and a text command
must not load a window. Every error a person can do something about is one sentence on standard error and an exit
code: 0 ok, 1 below the mark, 2 usage, 3 invalid scenario, 4 storage or integrity, 5 not allowed, 130 interrupted.
"""

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator import authoring, bookkeeping, comparisons, drilling, sending, teaching
from simulator.authoring import BELOW_THE_MARK, HOUSE, JSON, SCENARIO, SEED
from simulator.errors import NoDisplay, SimulatorError, StorageFailed, Usage
from simulator.journal.records import Accommodations, Mode
from simulator.printing import print_json, say, stdout, warn

if TYPE_CHECKING:
    from simulator.journal.listing import RunSummary
    from simulator.journal.records import OwnRating
    from simulator.journal.results import Result
    from simulator.journal.runs import Runs
    from simulator.scenario.story import Story
    from simulator.scoring.debrief import Debrief
    from simulator.terminal.console import Console

INTERRUPTED = 130
BROKEN = 70  # a fault in Firedrill itself
LONGEST_COMPLAINT = 400  # of the command line parser, which repeats what was typed

# Whoever started us may have closed the streams: then there is None in their place.
_in_colour = sys.stdout is not None and sys.stdout.isatty()
_plain_help = not _in_colour or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
app = typer.Typer(
    name="firedrill",
    help="Practise the worst hour of a customer's day before it comes.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None if _plain_help else "rich",
)

scored = typer.Typer()

RUN = Annotated[str, typer.Argument(help="A run's name, the beginning or end of it, or 'latest'.")]


@app.callback(invoke_without_command=True)
def firedrill(context: typer.Context) -> None:
    """Practise the worst hour of a customer's day before it comes. Without a command: open the program."""
    if context.invoked_subcommand is None:
        _open_window(None, Mode.UNTIMED, 0)


@app.command()
def play(
    scenario: SCENARIO,
    terminal: Annotated[bool, typer.Option("--terminal", help="Play here, in plain text.")] = False,
    moves: Annotated[
        str | None, typer.Option(help="Play the JSON list of moves in this file; - is standard input.")
    ] = None,
    bot: Annotated[str | None, typer.Option(help="Let this bot play.")] = None,
    seed: SEED = 0,
    mode: Annotated[Mode, typer.Option(help="How much help there is, and whether time presses.")] = Mode.UNTIMED,
    reading_time: Annotated[float, typer.Option(help="Timed: how much longer reading may take.", min=1, max=4)] = 1.0,
    mark: Annotated[float | None, typer.Option(help="Exit with 1 if a score lies below this.")] = None,
    house: HOUSE = "",
    json: JSON = False,
) -> None:
    """Play a drill: in the window, here (--terminal), from a file (--moves) or by a bot (--bot)."""
    _insist_on_sense(terminal, moves, bot, reading_time, mark, json)
    if moves or bot:
        _print_result(_conduct(scenario, seed, mode, moves or "", bot or "", house), json, mark)
    elif terminal:
        _play_here(scenario, seed, mode, reading_time, house)
    else:
        _open_window(scenario, mode, seed, house)


@app.command()
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


@app.command()
def replay(run: RUN, json: JSON = False) -> None:
    """Read a run back from its record: what happened, and how it was scored."""
    from simulator.journal.debriefs import debrief_of
    from simulator.journal.fitting import making_sense_of
    from simulator.journal.replay import replay as read_back
    from simulator.journal.results import result_of
    from simulator.terminal.debriefing import whole
    from simulator.terminal.telling import Teller

    runs = _runs()
    replayed = read_back(runs, run)
    with making_sense_of(replayed.header):
        if json:
            print_json(result_of(replayed.header, replayed.story, replayed.events))
            return
        told = [*Teller(replayed.story).tell(replayed.events), ""]
        if replayed.ended:
            told += whole(debrief_of(replayed, _own_rating(runs, replayed.header.run)))
        else:
            told.append(f"This drill hasn't ended. 'firedrill resume {replayed.header.run}' goes on with it.")
    say(*told)


@app.command()
def debrief(
    run: RUN = "latest",
    html: Annotated[
        Path | None, typer.Option(help="Write it to this file, as one page with tables and charts.")
    ] = None,
    json: JSON = False,
) -> None:
    """Show the debrief of an ended run, or write it as one HTML page (--html) to keep or print."""
    from simulator.journal.debriefs import debrief_of
    from simulator.journal.fitting import making_sense_of
    from simulator.journal.replay import replay as read_back
    from simulator.terminal.debriefing import whole

    runs = _runs()
    replayed = read_back(runs, run)
    if not replayed.ended:
        raise Usage(f"This drill hasn't ended. 'firedrill resume {replayed.header.run}' goes on with it.")
    with making_sense_of(replayed.header):
        shown = debrief_of(replayed, _own_rating(runs, replayed.header.run))
    if html is not None:
        _write_debrief(html, runs, replayed.header.run, shown)
    print_json(shown) if json else say(f"The page is here: {html}") if html else say(*whole(shown))


def _write_debrief(path: Path, runs: "Runs", run: str, shown: "Debrief") -> None:
    """Write the page with the sentence that was kept for next time, where one was."""
    from simulator.pages.debrief_page import debrief_page
    from simulator.pages.keeping import kept_sentence
    from simulator.workbench.pages import write_page

    write_page(path, debrief_page(shown, kept_sentence(runs, run)), "--html")


def _own_rating(runs: "Runs", run: str) -> "OwnRating | None":
    """What the trainee thought of *run*; a notebook that can't be read keeps nobody from the debrief."""
    try:
        return runs.notebook.rating(run)
    except SimulatorError as error:
        warn(f"{error} The debrief comes without your own rating.")
        return None


@app.command()
def verify(run: RUN, json: JSON = False) -> None:
    """Check that a run's record is as it was written, and as it was sealed; exit code 4 where it isn't."""
    from simulator.journal.keys import Keys, keys_folder
    from simulator.journal.sealing import Sealing
    from simulator.journal.verifying import verify as look_through

    runs = _runs()
    sealing = Sealing(Keys(keys_folder(), runs.disk))
    report = look_through(runs, run, sealing, lambda person: _when_erased(runs, person))
    if json:
        print_json(report)
    else:
        say(report.sentence)
    raise typer.Exit(0 if report.intact else 4)


def _when_erased(runs: "Runs", person: str) -> str:
    """When *person*, an id, was erased; nothing where no tombstone has it."""
    from simulator.book.ledger import Forgotten, Ledger

    lines = Ledger(runs.home, runs.disk).read()
    return next((line.at for line in lines if isinstance(line, Forgotten) and line.person == person), "")


@app.command()
def rescore(run: RUN, json: JSON = False) -> None:
    """Score an ended run by today's rubric; the scorecards it has stay as they are."""
    from simulator.journal.rescoring import rescore as score_anew
    from simulator.terminal.tables import rescored_lines

    rescored = score_anew(_runs(), run)
    print_json(rescored) if json else say(*rescored_lines(rescored))


@scored.callback(invoke_without_command=True)
def scores(context: typer.Context, json: JSON = False) -> None:
    """List the runs on this computer with their four scores, the newest first."""
    if context.invoked_subcommand is not None:
        return
    runs = _runs()
    listed = _listed(runs)
    if json:
        print_json(listed)
        return
    from simulator.book.purpose import PURPOSE
    from simulator.terminal.tables import run_lines

    say(*run_lines(listed, runs.people.read().names), *(["", PURPOSE] if listed else []))


def _listed(runs: "Runs") -> "tuple[RunSummary, ...]":
    """Every run, those scored now that ended without being scored: imports scorers only where there is one."""
    from simulator.journal.listing import State

    listed = runs.list_runs()
    if not any(summary.state is State.ENDED and not summary.rubric for summary in listed):
        return listed
    from simulator.journal.rescoring import score_unscored

    score_unscored(runs)
    return runs.list_runs()


@app.command()
def resume(
    run: RUN = "latest",
    terminal: Annotated[bool, typer.Option("--terminal", help="Go on here, in plain text.")] = False,
) -> None:
    """Go on with a drill that was stopped: the latest, or the one named."""
    if not terminal and _window_can_open():
        _in_window(resume=run)
    _resume_here(run)


# -- playing


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


def _play_here(scenario: str, seed: int, mode: Mode, reading_time: float = 1.0, house: str = "") -> None:
    from simulator.journal.runs import Playing
    from simulator.terminal.sitting import play_here

    easier = Accommodations(reading_time=reading_time)
    if not play_here(_runs(house), scenario, Playing(seed=seed, mode=mode, accommodations=easier), _console()):
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
        _resume_here(run)
    elif scenario:
        _play_here(scenario, seed, mode)


# -- in and out


def _runs(house: str = "") -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(find_home(), house=house)


@cache
def _console() -> "Console":
    """Give the one console of this process: a second one would miss what the first has read ahead."""
    from simulator.terminal.console import StreamConsole

    # Where standard input is closed, it is at its end.
    return StreamConsole(sys.stdin or io.StringIO(), stdout())


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


scored.command(name="rebuild")(bookkeeping.rebuild)
app.add_typer(scored, name="scores")
app.add_typer(bookkeeping.book, name="book")
app.add_typer(bookkeeping.privacy, name="privacy")
app.add_typer(authoring.app)
app.add_typer(comparisons.app)
app.add_typer(drilling.app)
app.add_typer(sending.app)
app.add_typer(teaching.app)


# -- the outermost loop

_MISUSED = typer.BadParameter.__mro__[2]  # what every complaint of the command line parser is


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code. Never raises, and never shows a traceback."""
    _console.cache_clear()
    _mind_closed_streams()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        code = _complain("Interrupted.", INTERRUPTED)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has gone (the parser turns that into SystemExit): nobody is left to tell.
        _let_go_of_stdout()
        code = 0
    except OSError as error:
        code = _complain(f"Firedrill was stopped by the system: {(error.strerror or str(error)).lower()}.", 4)
        _flush_or_let_go()
    return code


def _mind_closed_streams() -> None:
    """Keep the numbers of closed streams taken: a journal that got one would hold what libraries complain about.

    And without standard error, what is printed there by mistake must not come out on standard output.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = io.StringIO()


def _flush_or_let_go() -> None:
    """Print what is left to be printed, unless that is just what the system doesn't let us do."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _let_go_of_stdout()


def _let_go_of_stdout() -> None:
    """Throw away what is left to be written: Python would try once more at its own end, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = app(args=arguments, standalone_mode=False, prog_name="firedrill")
        return code if isinstance(code, int) else 0
    except SimulatorError as error:
        return _complain(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort, OSError):
        raise
    except Exception as error:
        if isinstance(error, _MISUSED):
            return _complain(_misuse(error.format_message()), 2)  # type: ignore[attr-defined] # its base says it has one
        return _complain(_own_fault(error), BROKEN)


def _misuse(told: str) -> str:
    """What the parser says, as sentences of ours."""
    short = told if len(told) <= LONGEST_COMPLAINT else f"{told[:LONGEST_COMPLAINT]}..."
    return f"{short}{'' if short.endswith(('.', '?', '!')) else '.'} 'firedrill --help' tells more."


def _complain(message: str, code: int) -> int:
    for line in message.split("\n"):
        warn(line)
    return code


def _own_fault(error: Exception) -> str:
    """Keep the traceback for us, and say so kindly."""
    import traceback

    from simulator.journal.disk import RealDisk
    from simulator.journal.home import find_home
    from simulator.scenario.problems import shown

    kind = type(error).__name__
    try:
        path = find_home() / "trouble.txt"
        details = "".join(traceback.format_exception(error)).encode("utf-8", "replace")
        RealDisk().make_folder(path.parent)
        RealDisk().write_whole(path, details)
    except (OSError, ValueError, SimulatorError):
        told = shown(str(error), longest=200)
        return f"Something is wrong inside Firedrill ({kind}: {told}). What you saw of a drill is kept."
    return f"Something is wrong inside Firedrill ({kind}). What you saw of a drill is kept; '{path}' has the details."
