"""The commands for those who write drills. As in `cli`: wiring only, and imports where they are needed."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.errors import StorageFailed, Usage
from simulator.options import BELOW_THE_MARK, HOUSE_FILE, INTERRUPTED, INVALID, JSON, SCENARIO, SEED
from simulator.printing import counted, print_json, say, stdout, warn

if TYPE_CHECKING:
    from simulator.workbench.preview import Moment


PLAY_AGAIN = "--json prints the moves of all of them; 'firedrill play ID --moves FILE' plays them again with that seed."


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files, folders or ids of scenarios, or a drill plan; nothing: the whole shelf, and your house."
        ),
    ] = None,
    house: Annotated[str, typer.Option(help="Check this house file, laid over what it speaks of, too.")] = "",
    json: JSON = False,
) -> None:
    """Check scenario, plan, house and drill plan files; every problem with its place. Plans are played."""
    from simulator.bots.plays import play_otherwise
    from simulator.scenario.inspecting import inspect
    from simulator.scenario.shelf import shelf_folder
    from simulator.workbench.class_plans import as_drill_plan

    files = [_on_shelf(path) for path in paths or ()] or ([] if house else [shelf_folder()])
    seen = inspect(files, play_otherwise, _houses(house, alone=not paths))
    own_house = _own_house()
    inspected = [as_drill_plan(one, own_house) for one in seen]
    problems = [problem for file in inspected for problem in file.problems]
    if json:
        print_json(problems)
    else:
        say(*(str(problem) for problem in problems))
        say(f"{counted(len(inspected), 'file')} checked, {counted(len(problems), 'problem')}.")
    raise typer.Exit(INVALID if problems else 0)


def _on_shelf(path: Path) -> Path:
    """The scenario of the shelf that is meant, where *path* is its id and nothing of that name lies here."""
    from simulator.scenario.shelf import scenario_paths, shelf_folder

    known = {known.stem: known for known in scenario_paths(shelf_folder())}
    return known[str(path)] if str(path) in known and not path.exists() else path


def _houses(wanted: str, alone: bool) -> list[Path]:
    """The house file *wanted*, or, where nothing else is asked for, the one in the data folder."""
    house = _own_house(wanted) if wanted or alone else None
    return [house] if house else []


def _own_house(wanted: str = "") -> Path | None:
    """The house file *wanted*, else the one in the data folder; None where there is none."""
    from simulator.journal.home import find_home, find_house

    try:
        return find_house(find_home(), wanted)
    except StorageFailed:  # without a data folder there is none in it
        return None


def explore(
    scenario: SCENARIO,
    seed: Annotated[
        int | None,
        typer.Option(help="What differs from run to run; left out: that of the plan.", min=0, max=2**31),
    ] = None,
    seconds: Annotated[float, typer.Option(help="How long to search at most.", min=0, max=86_400)] = 25.0,
    house: HOUSE_FILE = None,
    json: JSON = False,
) -> None:
    """Look for plays that show what a scenario allows: good on all scores, bad on all, good on one."""
    from time import monotonic

    from simulator.bots.exploring import answer_lines, answer_of, explore_file
    from simulator.workbench.known_plays import story_of
    from simulator.workbench.move_sentences import play_lines

    if not seconds >= 0:  # the parser lets 'nan' pass
        raise Usage("--seconds is a number of seconds.")
    last = monotonic() + seconds
    found = explore_file(scenario, seed, lambda: monotonic() > last, house)
    if json:
        print_json(answer_of(found))
        return
    best = play_lines(
        f"The best play found, with seed {found.seed}", found.best.moves, story_of(scenario, found.seed, house)
    )
    say(*answer_lines(found), "", *best, "", PLAY_AGAIN)


def try_(
    scenario: SCENARIO,
    seeds: Annotated[int, typer.Option(help="How many seeds to play, from 0 on.", min=1, max=1_000)] = 20,
    house: HOUSE_FILE = None,
    json: JSON = False,
) -> None:
    """Let every bot play a scenario with many seeds; exit code 1 where it doesn't hold what a good drill holds."""
    from simulator.bots.trying import FIRST_SEEDS, tried_rows, try_out
    from simulator.terminal.tables import columns

    tried = try_out(scenario, seeds, house)
    if json:
        print_json(tried)
    else:
        head, *rows = tried_rows(tried)
        say(*columns(head, rows), *tried.objections)
        say(f"{counted(len(tried.plays), 'play')}, {counted(len(tried.objections), 'objection')}.")
        if seeds < FIRST_SEEDS:
            say(_few(seeds, FIRST_SEEDS))
    raise typer.Exit(BELOW_THE_MARK if tried.objections else 0)


def _few(seeds: int, promised: int) -> str:
    """What so few *seeds* can't tell; a drill promises what holds on the first *promised*."""
    return (
        f"{counted(seeds, 'seed').capitalize()} {'is' if seeds == 1 else 'are'} few to judge by, means above all: "
        f"what a good drill holds is asked of {promised} seeds (--seeds {promised})."
    )


def reach(
    scenario: SCENARIO,
    plays: Annotated[int, typer.Option(help="How many plays at most.", min=1, max=1_000_000)] = 4_000,
    house: HOUSE_FILE = None,
    json: JSON = False,
) -> None:
    """Play until every beat has been reached and every reply said; exit code 1 where something is left over."""
    from simulator.bots.reaching import reach_lines, reach_of

    reached = reach_of(scenario, plays, house)
    print_json(reached) if json else say(*reach_lines(reached))
    raise typer.Exit(BELOW_THE_MARK if reached.unreached_beats or reached.unsaid_replies else 0)


def proofread(scenario: SCENARIO, json: JSON = False) -> None:
    """Look for words no dictionary knows; tell how hard each voice is to read, and how long a play takes to read."""
    from simulator.workbench.proofreading import proof_lines, proofread

    proof = proofread(scenario)
    print_json(proof) if json else say(*proof_lines(proof))
    raise typer.Exit(BELOW_THE_MARK if proof.unknown else 0)


# -- seeing a drill before anybody plays it

SEEDS = Annotated[int, typer.Option(help="How many seeds the bots play, from 0 on.", min=1, max=1_000)]
OUT = Annotated[Path | None, typer.Option(help="Write it into this file.")]


def map_(
    scenario: SCENARIO,
    svg: Annotated[bool, typer.Option("--svg", help="As a picture that a browser shows.")] = False,
    mermaid: Annotated[bool, typer.Option("--mermaid", help="As a Mermaid flowchart, for wikis and editors.")] = False,
    out: OUT = None,
    seeds: SEEDS = 20,
    house: HOUSE_FILE = None,
    json: JSON = False,
) -> None:
    """Draw the story: a lane per person, every way from beat to beat, and what no play has reached."""
    from simulator.workbench.mapping import Form, chosen_form, drawn
    from simulator.workbench.pages import in_ascii, write_page
    from simulator.workbench.story_map import map_of, map_sentence

    form = chosen_form(svg, mermaid, json, out)
    story_map = map_of(scenario, seeds, house)
    if out is not None:
        write_page(out, drawn(story_map, form))
        say(f"{map_sentence(story_map)} Drawn in '{out}'.")
    elif form is Form.JSON:
        print_json(story_map)
    else:
        text = drawn(story_map, form)
        say(*(in_ascii(text) if form is Form.SVG else text).splitlines())


def endings(scenario: SCENARIO, seeds: SEEDS = 20, house: HOUSE_FILE = None, json: JSON = False) -> None:
    """List every ending: its story, whether plays have seen it, and the scores on the way to it."""
    from simulator.workbench.endings import ending_lines, endings_of

    seen = endings_of(scenario, seeds, house)
    print_json(seen) if json else say(*ending_lines(seen))


def preview(
    scenario: SCENARIO,
    beat: Annotated[str, typer.Option("--from", help="The beat to look at.")],
    heard: Annotated[
        list[str] | None, typer.Option(help="A fact that has been heard by then; can be repeated.")
    ] = None,
    at: Annotated[str, typer.Option(help="When: a time of day (12:20), or how long after the start (20 min).")] = "",
    seed: Annotated[
        int | None, typer.Option(help="What differs from run to run; nothing: the first found.", min=0, max=2**31)
    ] = None,
    house: HOUSE_FILE = None,
    play: Annotated[bool, typer.Option("--play", help="Go on from there, here; nothing is recorded.")] = False,
    json: JSON = False,
) -> None:
    """Look at one beat as somebody comes to it: what is said, what each reply does, what else is open."""
    from simulator.workbench.preview import moment_at, preview_lines, preview_of

    if play and json:
        raise Usage("--play and --json don't go together: a drill that you play yourself is not one JSON value.")
    moment = moment_at(scenario, beat, tuple(heard or ()), at, seed, house)
    seen = preview_of(moment)
    if json:
        print_json(seen)
        return
    say(*preview_lines(seen, moment.session, moment.way.story))
    if play:
        _go_on_from(moment)


def _go_on_from(moment: "Moment") -> None:
    """Let whoever is at the terminal play on from *moment*, in private."""
    import io
    import sys

    from simulator.printing import stdout
    from simulator.terminal.console import StreamConsole
    from simulator.workbench.practising import practise

    console = StreamConsole(sys.stdin or io.StringIO(), stdout())
    if not practise(moment.way.story, moment.session, console):
        raise typer.Exit(INTERRUPTED)


def review(
    scenario: SCENARIO,
    out: Annotated[Path | None, typer.Option(help="Write it into this file; nothing: ID.review.html here.")] = None,
    seed: SEED = 0,
    seeds: SEEDS = 20,
    house: HOUSE_FILE = None,
) -> None:
    """Write one HTML page for a subject expert: every conversation to read, what each reply does, which rules fire."""
    from simulator.workbench.pages import write_page
    from simulator.workbench.review import review_of

    story, page = review_of(scenario, seed, seeds, house)
    place = out or Path(f"{story.id}.review.html")
    write_page(place, page)
    say(f"'{place}' holds everything of '{story.id}' to read; a browser shows and prints it.")


def lesson(
    scenario: SCENARIO,
    out: Annotated[Path | None, typer.Option(help="Write it into this file; nothing: ID.lesson.html here.")] = None,
) -> None:
    """Write the lesson plan of a drill: one HTML page to print, for whoever runs it with a class."""
    from simulator.workbench.lesson import lesson_of
    from simulator.workbench.pages import write_page

    story, page = lesson_of(scenario)
    place = out or Path(f"{story.id}.lesson.html")
    write_page(place, page)
    say(f"'{place}' is the lesson plan of '{story.id}'; a browser shows and prints it.")


# -- writing a drill


class SchemaOf(StrEnum):
    """What there is a schema of."""

    SCENARIO = "scenario"
    PLAN = "plan"
    HOUSE = "house"


def schema(
    of: Annotated[SchemaOf, typer.Argument(help="Of which files.", show_default=True)] = SchemaOf.SCENARIO,
) -> None:
    """Print the JSON Schema by which an editor completes and explains scenario, plan or house files."""
    from simulator.workbench.schema_files import as_file, schema_of

    say(*as_file(schema_of(of.value)).splitlines())


def new(
    into: Annotated[Path, typer.Option(help="The folder that the two files are written into.")] = Path(),
) -> None:
    """Ask what happened to a customer, and write the first draft of a drill: a scenario and its plan, ready to play."""
    import io
    import sys

    from simulator.terminal.console import InputEnded, StreamConsole
    from simulator.workbench.new_draft import new_drill

    try:
        scenario, plan = new_drill(into, StreamConsole(sys.stdin or io.StringIO(), stdout()))
    except (InputEnded, KeyboardInterrupt) as stopped:
        warn("Stopped; nothing was written.")
        raise typer.Exit(INTERRUPTED) from stopped
    say(
        "",
        f"Your first draft is in '{scenario}', with its plan in '{plan.name}'.",
        f"To play it: firedrill play {scenario} --terminal",
        f"To check it after each change: firedrill check {scenario} {plan}",
        "The file says at each 'NEXT' what to do there; docs/first-scenario.md goes through it with you.",
    )
