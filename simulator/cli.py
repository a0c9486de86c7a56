"""The command line: what `firedrill` alone does, and the outermost loop around every command.

The commands are listed in `commands` and stand in the modules named there: wiring only; what a command does is in the
rooms. They import what they need inside their functions: `--help` and `scores` must be there at once, and a text
command must not load a window. Every error a person can do something about is one sentence on standard error and an
exit code: 0 ok, 1 below the mark, 2 usage, 3 invalid scenario, 4 storage or integrity, 5 not allowed, 130 interrupted.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer
from typer.main import get_group

from simulator.commands import COMMANDS, listing, new_app
from simulator.errors import SimulatorError
from simulator.options import INTERRUPTED
from simulator.printing import warn

BROKEN = 70  # a fault in Firedrill itself
LONGEST_COMPLAINT = 400  # of the command line parser, which repeats what was typed

app = new_app("Practise the worst hour of a customer's day before it comes.")


@app.callback(invoke_without_command=True)
def firedrill(context: typer.Context) -> None:
    """Practise the worst hour of a customer's day before it comes. Without a command: open the program."""
    if context.invoked_subcommand is None:
        from simulator.playing import open_program

        open_program()


_MISUSED = typer.BadParameter.__mro__[2]  # what every complaint of the command line parser is


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code. Never raises, and never shows a traceback."""
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
        group = listing(get_group(app), COMMANDS)
        code = group.main(arguments, prog_name="firedrill", standalone_mode=False)
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
    from simulator.journal.home import TROUBLE, find_home
    from simulator.scenario.problems import shown

    kind = type(error).__name__
    try:
        path = find_home() / TROUBLE
        details = "".join(traceback.format_exception(error)).encode("utf-8", "replace")
        RealDisk().make_folder(path.parent)
        RealDisk().write_whole(path, details)
    except (OSError, ValueError, SimulatorError):
        told = shown(str(error), longest=200)
        return f"Something is wrong inside Firedrill ({kind}: {told}). What you saw of a drill is kept."
    return f"Something is wrong inside Firedrill ({kind}). What you saw of a drill is kept; '{path}' has the details."
