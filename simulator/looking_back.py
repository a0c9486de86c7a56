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
    from simulator.journal.replay import Replayed
    from simulator.journal.runs import Runs
    from simulator.scoring.debrief import Debrief

scored = typer.Typer()


def replay(run: RUN, json: JSON = False) -> None:
    """Read a run back from its record: what happened, and how it was scored."""
    from simulator.journal.debriefs import debrief_of
    from simulator.journal.fitting import making_sense_of
    from simulator.journal.results import result_of
    from simulator.terminal.debriefing import whole
    from simulator.terminal.telling import Teller

    runs = _runs()
    replayed, folder = _read_back(runs, run)
    _note_a_look(runs, "replay", [replayed.header], folder)
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
    from simulator.terminal.debriefing import whole

    runs = _runs()
    replayed, folder = _read_back(runs, run)
    if not replayed.ended:
        raise Usage(f"This drill hasn't ended. 'firedrill resume {replayed.header.run}' goes on with it.")
    _note_a_look(runs, "debrief", [replayed.header], folder)
    with making_sense_of(replayed.header):
        shown = debrief_of(replayed, _own_rating(runs, replayed.header.run))
    if html is not None:
        _write_debrief(html, runs, replayed.header.run, shown)
    print_json(shown) if json else say(f"The page is here: {html}") if html else say(*whole(shown))


def _read_back(runs: "Runs", run: str) -> "tuple[Replayed, Path]":
    """The run that somebody asks to see, and the folder where it lies; raises `NotAllowed` for others' practice."""
    from simulator.journal.replay import replay as read_back
    from simulator.journal.whose import asked_for

    path = asked_for(runs, run)
    return read_back(runs, str(path)), path.parent


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
    from simulator.book.ledger import Ledger

    return next((one.at for one in Ledger(runs.home, runs.disk).tombstones() if one.person == person), "")


def rescore(run: RUN, json: JSON = False) -> None:
    """Score an ended run by today's rubric; the scorecards it has stay as they are."""
    from simulator.journal.rescoring import rescore as score_anew
    from simulator.journal.whose import asked_for, header_at
    from simulator.terminal.tables import rescored_lines

    runs = _runs()
    path = asked_for(runs, run)
    rescored = score_anew(runs, str(path))
    header = header_at(runs.disk, path)
    _note_a_look(runs, "rescore", [header] if header else [], path.parent)
    print_json(rescored) if json else say(*rescored_lines(rescored))


@scored.callback(invoke_without_command=True)
def scores(context: typer.Context, json: JSON = False) -> None:
    """List the runs on this computer with their four scores, the newest first."""
    if context.invoked_subcommand is not None:
        return
    from simulator.terminal.tables import left_out_words, run_lines

    runs = _runs()
    listed, left_out = _listed(runs)
    _note_a_look(runs, "scores", listed)
    if not json:
        say(*run_lines(listed, runs.people.read().names, left_out))
        return
    print_json(listed)
    if left_out:
        warn(left_out_words(left_out))


def _listed(runs: "Runs") -> "tuple[tuple[RunSummary, ...], int]":
    """The runs that may be shown, and how many may not; those scored now that ended without being scored.

    Imports scorers only where there is one.
    """
    from simulator.journal.listing import State
    from simulator.journal.whose import shown_here

    listed, left_out = shown_here(runs)
    if not any(summary.state is State.ENDED and not summary.rubric for summary in listed):
        return listed, left_out
    from simulator.journal.rescoring import score_unscored

    score_unscored(runs)
    return shown_here(runs)


def _note_a_look(runs: "Runs", what: str, seen: "Sequence[Header | RunSummary]", folder: Path | None = None) -> None:
    """Write down who looks at *what*, where somebody else's drill is among what is *seen*; one's own is one's own.

    Raises `StorageFailed`: nobody looks unseen.
    """
    from simulator.journal.whose import others_in

    if others := others_in(runs, seen, folder):
        from simulator.book.looking import note_others
        from simulator.journal.runs import wall_clock

        note_others(runs, wall_clock(), what, others, folder)


def _runs() -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(find_home())
