"""The commands for those who write drills. As in `cli`: wiring only, and imports where they are needed."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.errors import Usage
from simulator.printing import counted, print_json, say

BELOW_THE_MARK = 1
INVALID = 3

app = typer.Typer()

JSON = Annotated[bool, typer.Option("--json", help="Print one JSON value and nothing else.")]
SCENARIO = Annotated[str, typer.Argument(help="A scenario's id, or the path of a scenario file.")]
SEED = Annotated[int, typer.Option(help="What differs from run to run.", min=0, max=2**31)]


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
        print_json(problems)
    else:
        say(*(str(problem) for problem in problems))
        say(f"{counted(len(inspected), 'file')} checked, {counted(len(problems), 'problem')}.")
    raise typer.Exit(INVALID if problems else 0)


@app.command()
def explore(
    scenario: SCENARIO,
    seed: SEED = 0,
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
    print_json(answer_of(found)) if json else say(*answer_lines(found))


@app.command(name="try")
def try_(
    scenario: SCENARIO,
    seeds: Annotated[int, typer.Option(help="How many seeds to play, from 0 on.", min=1, max=1_000)] = 20,
    json: JSON = False,
) -> None:
    """Let every bot play a scenario with many seeds; exit code 1 where it doesn't hold what a good drill holds."""
    from simulator.bots.trying import tried_rows, try_out
    from simulator.terminal.tables import columns

    tried = try_out(scenario, seeds)
    if json:
        print_json(tried)
    else:
        head, *rows = tried_rows(tried)
        say(*columns(head, rows), *tried.objections)
        say(f"{counted(len(tried.plays), 'play')}, {counted(len(tried.objections), 'objection')}.")
    raise typer.Exit(BELOW_THE_MARK if tried.objections else 0)
