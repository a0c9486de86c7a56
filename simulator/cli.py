"""The commands. The only place that knows every part and wires it; what a command does is in the rooms.

Imports stand inside the functions that need them: `--help` and `scores` must be there at once, and a text command
must not load a window. Every error a person can do something about is one sentence on standard error and an exit
code: 0 ok, 1 below the mark, 2 usage, 3 invalid scenario, 4 storage or integrity, 5 not allowed, 130 interrupted.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from simulator.errors import NoDisplay, SimulatorError, StorageFailed
from simulator.journal.records import Accommodations, Mode

if TYPE_CHECKING:
    from simulator.journal.listing import RunSummary
    from simulator.journal.records import OwnRating
    from simulator.journal.results import Result
    from simulator.journal.runs import Runs
    from simulator.terminal.console import Console

INTERRUPTED = 130
BROKEN = 70  # a fault in Firedrill itself
BELOW_THE_MARK = 1
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
    moves: Annotated[
        str | None, typer.Option(help="Play the JSON list of moves in this file; - is standard input.")
    ] = None,
    bot: Annotated[str | None, typer.Option(help="Let this bot play.")] = None,
    seed: Annotated[int, typer.Option(help="What differs from run to run.", min=0, max=2**31)] = 0,
    mode: Annotated[Mode, typer.Option(help="How much help there is, and whether time presses.")] = Mode.UNTIMED,
    reading_time: Annotated[float, typer.Option(help="Timed: how much longer reading may take.", min=1, max=4)] = 1.0,
    mark: Annotated[float | None, typer.Option(help="Exit with 1 if a score lies below this.")] = None,
    json: JSON = False,
) -> None:
    """Play a drill: in the window, here (--terminal), from a file (--moves) or by a bot (--bot)."""
    _insist_on_sense(terminal, moves, bot, reading_time, mark, json)
    if moves or bot:
        _print_result(_conduct(scenario, seed, mode, moves or "", bot or ""), json, mark)
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
        _say(f"{_counted(len(inspected), 'file')} checked, {_counted(len(problems), 'problem')}.")
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

    if not seconds >= 0:  # the parser lets 'nan' pass
        raise Usage("--seconds is a number of seconds.")
    last = monotonic() + seconds
    found = explore_file(scenario, seed, lambda: monotonic() > last)
    _print_json(answer_of(found)) if json else _say(*answer_lines(found))


@app.command(name="try")
def try_(
    scenario: Annotated[str, typer.Argument(help="A scenario's id, or the path of a scenario file.")],
    seeds: Annotated[int, typer.Option(help="How many seeds to play, from 0 on.", min=1, max=1_000)] = 20,
    json: JSON = False,
) -> None:
    """Let every bot play a scenario with many seeds; exit code 1 where it doesn't hold what a good drill holds."""
    from simulator.bots.trying import tried_rows, try_out
    from simulator.terminal.tables import columns

    tried = try_out(scenario, seeds)
    if json:
        _print_json(tried)
    else:
        head, *rows = tried_rows(tried)
        _say(*columns(head, rows), *tried.objections)
        _say(f"{_counted(len(tried.plays), 'play')}, {_counted(len(tried.objections), 'objection')}.")
    raise typer.Exit(BELOW_THE_MARK if tried.objections else 0)


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
            _print_json(result_of(replayed.header, replayed.story, replayed.events))
            return
        told = [*Teller(replayed.story).tell(replayed.events), ""]
        if replayed.ended:
            told += whole(debrief_of(replayed, _own_rating(runs, replayed.header.run)))
        else:
            told.append(f"This drill hasn't ended. 'firedrill resume {replayed.header.run}' goes on with it.")
    _say(*told)


def _own_rating(runs: "Runs", run: str) -> "OwnRating | None":
    """What the trainee thought of *run*; a notebook that can't be read keeps nobody from the debrief."""
    try:
        return runs.notebook.rating(run)
    except SimulatorError as error:
        _warn(f"{error} The debrief comes without your own rating.")
        return None


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
    listed = _listed(runs)
    if json:
        _print_json(listed)
        return
    from simulator.terminal.tables import run_lines

    _say(*run_lines(listed, runs.people.read().names))


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


def _conduct(scenario: str, seed: int, mode: Mode, moves: str, bot: str) -> "Result":
    """Let a list of moves or a bot play; give the result."""
    from simulator.bots.conducting import conduct_bot, conduct_moves
    from simulator.journal.codec import decode_moves

    if bot:
        return conduct_bot(_runs(), scenario, seed, mode, bot)
    name, data = _input(moves)
    result, missed = conduct_moves(_runs(), scenario, seed, mode, decode_moves(data, name))
    for move in missed:
        _warn(f"Move {move.number} couldn't be made: {move.why.rstrip('.')}.")
    return result


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
        _in_window(scenario=scenario, seed=seed, mode=mode)
    else:
        _warn("There is no display here, so Firedrill plays in the terminal.")
    if scenario is None:
        _choose_and_play(seed, mode)
    else:
        _play_here(scenario, seed, mode)


def _in_window(
    scenario: str | None = None, seed: int | None = None, mode: Mode = Mode.UNTIMED, resume: str | None = None
) -> None:
    """Show the window and exit with its code; come back, having said why, where it can't be opened after all."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # its greeting would be our output
    from simulator.desktop.app import open_program

    try:
        raise typer.Exit(open_program(scenario=scenario, seed=seed, mode=mode, resume=resume))
    except NoDisplay as blind:
        _warn(f"{blind} Firedrill plays in the terminal.")


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

    # Where standard input is closed, it is at its end.
    return StreamConsole(sys.stdin or io.StringIO(), _stdout())


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

    _print_json(result) if json else _say(*result_lines(result))
    if mark is not None and result.scores.lowest < mark:
        raise typer.Exit(BELOW_THE_MARK)


def _print_json(value: object) -> None:
    """Print *value* as one line of JSON in UTF-8, whatever the encoding of the terminal is."""
    import msgspec

    text = msgspec.json.encode(value).decode() + "\n"
    if not text.isascii():
        # Names from a file could hold what moves a cursor; inside JSON's quotes every character has a plain form.
        text = "".join(letter if letter.isprintable() or letter == "\n" else _escaped(letter) for letter in text)
    out = _stdout()
    out.flush()
    bytes_out = getattr(out, "buffer", None)
    if bytes_out is None:
        out.write(text)
    else:
        bytes_out.write(text.encode())


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _say(*lines: str) -> None:
    from simulator.terminal.plain import plain

    out = _stdout()
    encoding = out.encoding or "utf-8"
    for line in lines:
        out.write(plain(line).encode(encoding, "replace").decode(encoding) + "\n")


def _warn(sentence: str) -> None:
    """Print *sentence* on standard error; where nobody takes it, nothing is done about that."""
    from simulator.terminal.plain import plain

    with suppress(OSError):
        print(plain(sentence), file=sys.stderr, flush=True)


def _stdout() -> TextIO:
    if sys.stdout is None:
        raise StorageFailed(
            "Standard output is closed, so nothing can be printed. '>/dev/null' throws it away instead."
        )
    return sys.stdout


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'s' * (count != 1)}"


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
        _warn(line)
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
