"""The commands. The only place that knows every part and wires it; what a command does is in the rooms.

Imports stand inside the functions that need them: `--help` and `scores` must be there at once, and a text command
must not load a window. Every error a person can do something about is one sentence on standard error and an exit
code: 0 ok, 1 below the mark, 2 usage, 3 invalid scenario, 4 storage or integrity, 5 not allowed, 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.errors import NoDisplay, SimulatorError
from simulator.journal.records import Accommodations, Mode

if TYPE_CHECKING:
    from simulator.journal.results import Result
    from simulator.journal.runs import Runs
    from simulator.terminal.console import Console

INTERRUPTED = 130
BROKEN = 70  # a fault in Firedrill itself
BELOW_THE_MARK = 1

_plain_help = not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
app = typer.Typer(
    name="firedrill",
    help="Practise the worst hour of a customer's day before it comes.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None if _plain_help else "rich",
)

JSON = Annotated[bool, typer.Option("--json", help="Print one JSON value and nothing else.")]
RUN = Annotated[str, typer.Argument(help="A run's name, the beginning or end of it, or 'latest'.")]


class Usage(SimulatorError):
    """The command was called in a way that makes no sense."""

    exit_code = 2


@app.callback(invoke_without_command=True)
def firedrill(context: typer.Context) -> None:
    """Practise the worst hour of a customer's day before it comes. Without a command: open the program."""
    if context.invoked_subcommand is None:
        _open_window(None, Mode.UNTIMED, 0)


@app.command()
def play(
    scenario: Annotated[str, typer.Argument(help="A scenario's id, or the path of a scenario file.")],
    terminal: Annotated[bool, typer.Option("--terminal", help="Play here, in plain text.")] = False,
    moves: Annotated[str, typer.Option(help="Play the JSON list of moves in this file; - is standard input.")] = "",
    bot: Annotated[str, typer.Option(help="Let this bot play.")] = "",
    seed: Annotated[int, typer.Option(help="What differs from run to run.", min=0, max=2**31)] = 0,
    mode: Annotated[Mode, typer.Option(help="How much help there is, and whether time presses.")] = Mode.UNTIMED,
    reading_time: Annotated[float, typer.Option(help="Timed: how much longer reading may take.", min=1, max=4)] = 1.0,
    mark: Annotated[float | None, typer.Option(help="Exit with 1 if a score lies below this.")] = None,
    json: JSON = False,
) -> None:
    """Play a drill: in the window, here (--terminal), from a file (--moves) or by a bot (--bot)."""
    if moves and bot:
        raise Usage("--moves and --bot are two ways to play; choose one of them.")
    if reading_time != 1 and not terminal:
        raise Usage("--reading-time goes with --terminal.")
    if json and not (moves or bot):
        raise Usage("--json goes with --moves or --bot: a drill that you play yourself is not one JSON value.")
    if moves or bot:
        _print_result(_conduct(scenario, seed, mode, moves, bot), json, mark)
    elif terminal:
        _play_here(scenario, seed, mode, reading_time)
    else:
        _open_window(scenario, mode, seed)


@app.command()
def scenarios(json: JSON = False) -> None:
    """List the scenarios there are to play."""
    from simulator.terminal.shelf import shelf_entries
    from simulator.terminal.tables import scenario_lines

    entries = shelf_entries()
    _print_json(entries) if json else _say(*scenario_lines(entries))


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; nothing: the whole shelf.")] = None,
    json: JSON = False,
) -> None:
    """Check scenario files and plan files; every problem with its place. Plans are played."""
    from simulator.bots.plays import play_otherwise
    from simulator.scenario.inspecting import inspect
    from simulator.scenario.shelf import shelf_folder

    inspected = inspect(paths or [shelf_folder()], play_otherwise)
    problems = [problem for file in inspected for problem in file.problems]
    if json:
        _print_json(problems)
    else:
        _say(*(str(problem) for problem in problems))
        _say(f"{len(inspected)} files checked, {len(problems) or 'no'} problem{'s' * (len(problems) != 1)}.")
    raise typer.Exit(3 if problems else 0)


@app.command()
def explore(
    scenario: Annotated[str, typer.Argument(help="A scenario's id, or the path of a scenario file.")],
    seed: Annotated[int, typer.Option(help="What differs from run to run.", min=0, max=2**31)] = 0,
    seconds: Annotated[float, typer.Option(help="How long to search at most.", min=0, max=86_400)] = 25.0,
    json: JSON = False,
) -> None:
    """Look for plays that show what a scenario allows: good on all scores, bad on all, good on one."""
    from time import monotonic

    from simulator.bots.exploring import answer_lines, answer_of, explore_file

    last = monotonic() + seconds
    found = explore_file(scenario, seed, lambda: monotonic() > last)
    _print_json(answer_of(found)) if json else _say(*answer_lines(found))


@app.command()
def replay(run: RUN, json: JSON = False) -> None:
    """Read a run back from its record: what happened, and how it was scored."""
    from simulator.journal.debriefs import debrief_of
    from simulator.journal.replay import replay as read_back
    from simulator.journal.results import result_of
    from simulator.terminal.debriefing import whole
    from simulator.terminal.telling import Teller

    runs = _runs()
    replayed = read_back(runs, run)
    if json:
        _print_json(result_of(replayed.header, replayed.story, replayed.events))
        return
    _say(*Teller(replayed.story).tell(replayed.events), "")
    if replayed.ended:
        _say(*whole(debrief_of(replayed, runs.notebook.rating(replayed.header.run))))
    else:
        _say(f"This drill hasn't ended. 'firedrill resume {replayed.header.run}' goes on with it.")


@app.command()
def verify(run: RUN, json: JSON = False) -> None:
    """Check that a run's record is as it was written; exit code 4 where it isn't."""
    from simulator.journal.verifying import verify as look_through

    report = look_through(_runs(), run)
    if json:
        _print_json(report)
    else:
        _say(report.sentence)
    raise typer.Exit(0 if report.intact else 4)


@app.command()
def rescore(run: RUN, json: JSON = False) -> None:
    """Score an ended run by today's rubric; the scorecards it has stay as they are."""
    from simulator.journal.rescoring import rescore as score_anew
    from simulator.terminal.tables import rescored_lines

    rescored = score_anew(_runs(), run)
    _print_json(rescored) if json else _say(*rescored_lines(rescored))


@app.command()
def scores(json: JSON = False) -> None:
    """List the runs on this computer with their four scores, the newest first."""
    runs = _runs()
    listed = runs.list_runs()
    if json:
        _print_json(listed)
        return
    from simulator.terminal.tables import run_lines

    _say(*run_lines(listed, runs.people.read().names))


@app.command()
def resume(
    run: RUN = "latest",
    terminal: Annotated[bool, typer.Option("--terminal", help="Go on here, in plain text.")] = False,
) -> None:
    """Go on with a drill that was stopped: the latest, or the one named."""
    if terminal or not _window_can_open():
        _resume_here(run)
        return
    from simulator.desktop.app import open_program

    raise typer.Exit(open_program(resume=run))


# -- playing


def _conduct(scenario: str, seed: int, mode: Mode, moves: str, bot: str) -> "Result":
    """Let a list of moves or a bot play; give the result."""
    from simulator.bots.conducting import conduct_bot, conduct_moves
    from simulator.journal.codec import decode_moves

    if bot:
        return conduct_bot(_runs(), scenario, seed, mode, bot)
    name, data = _input(moves)
    return conduct_moves(_runs(), scenario, seed, mode, decode_moves(data, name))


def _play_here(scenario: str, seed: int, mode: Mode, reading_time: float = 1.0) -> None:
    from simulator.journal.runs import Playing
    from simulator.terminal.sitting import play_here

    easier = Accommodations(reading_time=reading_time)
    if not play_here(_runs(), scenario, Playing(seed=seed, mode=mode, accommodations=easier), _console()):
        raise typer.Exit(INTERRUPTED)


def _resume_here(run: str) -> None:
    from simulator.terminal.sitting import resume_here

    if not resume_here(_runs(), run, _console()):
        raise typer.Exit(INTERRUPTED)


def _open_window(scenario: str | None, mode: Mode, seed: int) -> None:
    """Open the desktop program; where there is no display, say so in one line and play here."""
    if _window_can_open():
        from simulator.desktop.app import open_program

        try:
            raise typer.Exit(open_program(scenario=scenario, seed=seed, mode=mode))
        except NoDisplay as blind:
            print(f"{blind} Firedrill plays in the terminal.", file=sys.stderr)
    else:
        print("There is no display here, so Firedrill plays in the terminal.", file=sys.stderr)
    if scenario is None:
        _choose_and_play(seed, mode)
    else:
        _play_here(scenario, seed, mode)


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


def _runs() -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(find_home())


@cache
def _console() -> "Console":
    """Give the one console of this process: a second one would miss what the first has read ahead."""
    from simulator.terminal.console import StreamConsole

    return StreamConsole(sys.stdin, sys.stdout)


def _input(name: str) -> tuple[str, bytes]:
    from simulator.journal.codec import LARGEST_MOVES

    if name == "-":
        return "standard input", sys.stdin.buffer.read(LARGEST_MOVES + 1)
    try:
        with Path(name).open("rb") as file:
            return name, file.read(LARGEST_MOVES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Usage(f"The moves in '{name}' can't be read: {why.lower()}.") from error


def _print_result(result: "Result", json: bool, mark: float | None) -> None:
    from simulator.terminal.tables import result_lines

    _print_json(result) if json else _say(*result_lines(result))
    if mark is not None and result.scores.lowest < mark:
        raise typer.Exit(BELOW_THE_MARK)


def _print_json(value: object) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def _say(*lines: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")


# -- the outermost loop

_MISUSED = typer.BadParameter.__mro__[2]  # what every complaint of the command line parser is


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code. Never raises, and never shows a traceback."""
    _console.cache_clear()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        code = _complain("Interrupted.", INTERRUPTED)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has gone (the parser turns that into SystemExit): nobody is left to tell,
        # and Python would complain once more when it flushes at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        code = _complain(f"Firedrill was stopped by the system: {(error.strerror or str(error)).lower()}.", 4)
    return code


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
            return _complain(f"{error.format_message()} 'firedrill --help' tells more.", 2)  # type: ignore[attr-defined] # its base says it has one
        return _complain(_own_fault(error), BROKEN)


def _complain(message: str, code: int) -> int:
    from simulator.terminal.plain import plain

    for line in message.split("\n"):
        print(plain(line), file=sys.stderr)
    return code


def _own_fault(error: Exception) -> str:
    """Keep the traceback for us, and say so kindly."""
    import traceback

    from simulator.journal.home import find_home

    path = find_home() / "trouble.txt"
    kind = type(error).__name__
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="replace")
    except OSError:
        return f"Something is wrong inside Firedrill ({kind}: {error}). What you saw of a drill is kept."
    return f"Something is wrong inside Firedrill ({kind}). What you saw of a drill is kept; '{path}' has the details."
