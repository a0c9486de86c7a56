"""The commands for looking back at runs: list them, read one back, debrief, verify and rescore it.

As in `cli`: wiring only, and imports where they are needed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.errors import SimulatorError, Usage
from simulator.options import JSON, RUN
from simulator.printing import print_json, say, warn

if TYPE_CHECKING:
    from simulator.journal.listing import RunSummary
    from simulator.journal.records import Header, OwnRating
    from simulator.journal.runs import Runs
    from simulator.scoring.debrief import Debrief

scored = typer.Typer()


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
    _note_a_look(runs, "replay", [replayed.header])
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
    _note_a_look(runs, "debrief", [replayed.header])
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


def rescore(run: RUN, json: JSON = False) -> None:
    """Score an ended run by today's rubric; the scorecards it has stay as they are."""
    from simulator.journal.listing import summarise
    from simulator.journal.rescoring import rescore as score_anew
    from simulator.terminal.tables import rescored_lines

    runs = _runs()
    rescored = score_anew(runs, run)
    summary = summarise(runs.disk, runs.find(run))
    _note_a_look(runs, "rescore", [summary] if summary else [])
    print_json(rescored) if json else say(*rescored_lines(rescored))


@scored.callback(invoke_without_command=True)
def scores(context: typer.Context, json: JSON = False) -> None:
    """List the runs on this computer with their four scores, the newest first."""
    if context.invoked_subcommand is not None:
        return
    runs = _runs()
    listed = _listed(runs)
    _note_a_look(runs, "scores", listed)
    if json:
        print_json(listed)
        return
    from simulator.terminal.tables import run_lines

    say(*run_lines(listed, runs.people.read().names))


def _listed(runs: "Runs") -> "tuple[RunSummary, ...]":
    """Every run, those scored now that ended without being scored: imports scorers only where there is one."""
    from simulator.journal.listing import State

    listed = runs.list_runs()
    if not any(summary.state is State.ENDED and not summary.rubric for summary in listed):
        return listed
    from simulator.journal.rescoring import score_unscored

    score_unscored(runs)
    return runs.list_runs()


def _note_a_look(runs: "Runs", what: str, seen: "Sequence[Header | RunSummary]") -> None:
    """Write down who looks at *what*, where somebody else's drill is among what is *seen*; one's own is one's own.

    Whose it is says who played last on this computer. Raises `StorageFailed`: nobody looks unseen.
    """
    drills = [one for one in seen if _is_drill(one)]
    own = _who_played_last(runs) if drills else ""
    # A list doesn't tell who sat beside somebody; it then counts as the other's.
    others = {one.person for one in drills if not own or own not in (one.person, getattr(one, "pair", ""))}
    if others:
        from simulator.book.ledger import Ledger
        from simulator.book.looking import note_a_look
        from simulator.journal.runs import wall_clock

        about = others.pop() if len(others) == 1 else ""
        note_a_look(Ledger(runs.home, runs.disk), wall_clock(), what, about)


def _is_drill(run: "Header | RunSummary") -> bool:
    """Whether it is, or may become, what the score book counts: `book.journals` says the same of what has ended."""
    from simulator.journal.records import Player

    return run.player is Player.PERSON and not run.mode.guides and bool(run.person)


def _who_played_last(runs: "Runs") -> str:
    """The id of who played last here; empty where nobody did, or where that can't be read."""
    try:
        return runs.people.read().latest
    except SimulatorError:
        return ""


def _runs() -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(find_home())
