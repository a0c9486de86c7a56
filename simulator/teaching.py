"""The commands for trainers once a drill is over: rate runs, talk them over with the class, plan what comes next.

As in `cli`: wiring only, and imports where they are needed.
"""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.errors import Usage
from simulator.options import INTERRUPTED, JSON, RUN
from simulator.printing import print_json, say, stdout, warn
from simulator.scoring.finding import Dimension

if TYPE_CHECKING:
    from simulator.book.ledger import Ledger
    from simulator.journal.records import Scores
    from simulator.journal.replay import Replayed
    from simulator.journal.runs import Runs
    from simulator.terminal.console import Console
    from simulator.training.control import Control

FOLDER = Annotated[Path | None, typer.Option(help="The folder that all stations of the drill share.")]
TRAINER = Annotated[str, typer.Option(help="Who rates; nothing: the trainer of the drill.")]


def rate(
    run: RUN = "latest",
    trainer: TRAINER = "",
    override: Annotated[Dimension | None, typer.Option(help="Say that this score should be another one.")] = None,
    to: Annotated[float | None, typer.Option(help="With --override: what it should be, 0 to 100.")] = None,
    because: Annotated[str, typer.Option(help="With --override: the reason, in one line.")] = "",
    folder: FOLDER = None,
    json: JSON = False,
) -> None:
    """Rate a run before its scores are shown, then see both; or say what a score should be, and why."""
    from simulator.journal.replay import replay
    from simulator.journal.whose import asked_for
    from simulator.training.rating import insist_on_rateable

    if (override is None) != (to is None) or (because and override is None):
        raise Usage("--override, --to and --because go together.")
    runs = _runs(folder)
    journal = asked_for(runs, run)
    replayed = replay(runs, str(journal))
    rater = _rater(runs, replayed, trainer)
    insist_on_rateable(replayed, rater)
    ledger = _looked(runs, "rate", replayed.header.person)
    if override is not None and to is not None:
        _override(runs, ledger, replayed, rater, override, to, because, journal)
    elif not json:
        _ask(runs, ledger, replayed, rater, journal)
    _show_both(runs, ledger, replayed, rater, json)


def ratings(folder: FOLDER = None, json: JSON = False) -> None:
    """Tell how far trainers agree on each score, and who rates more kindly or sternly than the others."""
    from simulator.terminal.rating import agreed_lines
    from simulator.training.rating import agreed

    runs = _runs(folder)
    found = agreed(_looked(runs, "ratings").read())
    print_json(found) if json else say(*agreed_lines(found, runs.people.read().names))


def class_(
    drill: Annotated[str, typer.Argument(help="The name of a drill that was set up and played.")],
    html: Annotated[Path | None, typer.Option(help="Write it to this file, as one page to project or print.")] = None,
    others: Annotated[
        list[Path] | None, typer.Option("--from", help="A station's own folder of runs, too; can be repeated.")
    ] = None,
    folder: FOLDER = None,
    json: JSON = False,
) -> None:
    """Talk a drill over with the class: the same moment side by side, what nearly all failed, questions to ask."""
    from simulator.pages.class_page import class_page
    from simulator.terminal.class_debrief import class_lines
    from simulator.training.class_debrief import class_debrief
    from simulator.workbench.pages import write_page

    runs = _runs(folder)
    shown = class_debrief(_control(runs, drill), [runs, *(_folder_of_runs(other) for other in others or ())])
    _looked(runs, "class debrief")
    if html is not None:
        write_page(html, class_page(shown), "--html")
    if json:
        print_json(shown)
    else:
        say(*([f"The page is here: {html}"] if html else class_lines(shown)))


def programme(
    calendar: Annotated[
        Path | None, typer.Option(help="The house's calendar; nothing: 'calendar.yaml' of the data folder.")
    ] = None,
    others: Annotated[
        list[Path] | None, typer.Option("--from", help="Another folder of runs, too; can be repeated.")
    ] = None,
    folder: FOLDER = None,
    json: JSON = False,
) -> None:
    """Tell who has drilled what when, how far each case is covered, and what is due by the house's calendar."""
    from simulator.journal.runs import wall_clock
    from simulator.scenario.shelf import scenario_paths, shelf_folder
    from simulator.terminal.programme import programme_lines
    from simulator.training.calendar import Calendar, read_calendar, unknown_cases
    from simulator.training.programme import programme, read_drills

    runs = _runs(folder)
    path = calendar or _own_calendar(runs)
    due = read_calendar(path) if path else Calendar()
    read = read_drills([runs, *(_folder_of_runs(other) for other in others or ())])
    _looked(runs, "programme")
    for sentence in unknown_cases(
        due, [*(drill.case for drill in read.drills), *(path.stem for path in scenario_paths(shelf_folder()))]
    ):
        warn(sentence)
    told, names = programme(read, due, runs.people.read().names, wall_clock().date())
    print_json(told) if json else say(*programme_lines(told, names, bool(path)))


def _own_calendar(runs: "Runs") -> Path | None:
    from simulator.journal.home import is_there

    own = runs.home / "calendar.yaml"
    return own if is_there(own) else None


def _control(runs: "Runs", drill: str) -> "Control":
    from simulator.scenario.asking import ID_LETTERS, LONGEST_ID
    from simulator.scenario.problems import quoted
    from simulator.training.control import Control, drill_folder

    if not drill or len(drill) > LONGEST_ID or not ID_LETTERS.issuperset(drill):
        raise Usage(f"{quoted(drill)} can't be the name of a drill. It is what stands behind 'drill:' in its plan.")
    return Control(drill_folder(runs.home, drill), runs.disk)


def _folder_of_runs(folder: Path) -> "Runs":
    from simulator.errors import NotFound

    if not folder.is_dir():
        raise NotFound(f"There is no folder '{folder}' to read runs from. Check the spelling of the path.")
    return _runs(folder)


# -- rating


def _rater(runs: "Runs", replayed: "Replayed", trainer: str) -> str:
    """The random id of who rates; raises `Usage` where nobody knows who that is."""
    from simulator.scenario.guard import Spot
    from simulator.scenario.problems import Wrong
    from simulator.training.roster import person_name

    if not trainer.strip():
        if not replayed.header.trainer:
            raise Usage("This run belongs to no trainer's drill. Say who rates: --trainer NAME.")
        return replayed.header.trainer
    try:
        return runs.people.enrol([person_name(trainer, Spot(1, 1))])[0]
    except Wrong as wrong:
        raise Usage(f"{wrong.text[:1].upper()}{wrong.text[1:]}") from wrong


def _ask(runs: "Runs", ledger: "Ledger", replayed: "Replayed", rater: str, journal: Path) -> None:
    """Show what happened, ask for the marks and keep them; nothing where this trainer has rated the run before."""
    from simulator.journal.runs import wall_clock
    from simulator.terminal.console import InputEnded
    from simulator.terminal.rating import ask_marks
    from simulator.terminal.telling import Teller
    from simulator.training.rating import plain_line, players, rate, rating_of

    if rating_of(ledger.read(), replayed.header.run, rater) is not None:
        return
    ledger.insist_on_remembered(replayed.header.run, players(replayed.header), rater)
    names = _names_of_players(runs, replayed)
    say(*Teller(replayed.story).tell(replayed.events), "")
    try:
        unseen, marks = ask_marks(_console(), lambda typed: plain_line(typed, names))
    except InputEnded as ended:
        say("Nothing was kept.")
        raise typer.Exit(INTERRUPTED) from ended
    rate(ledger, replayed, rater, marks, unseen, wall_clock(), journal)
    say("")


def _override(
    runs: "Runs",
    ledger: "Ledger",
    replayed: "Replayed",
    rater: str,
    dimension: Dimension,
    points: float,
    why: str,
    journal: Path,
) -> None:
    from simulator.journal.runs import wall_clock
    from simulator.training.rating import override, plain_line

    reason = plain_line(why, _names_of_players(runs, replayed))
    override(ledger, replayed, rater, dimension, points, reason, wall_clock(), journal)


def _names_of_players(runs: "Runs", replayed: "Replayed") -> tuple[str, ...]:
    names = runs.people.read().names
    return tuple(names.get(person, "") for person in (replayed.header.person, replayed.header.pair))


def _show_both(runs: "Runs", ledger: "Ledger", replayed: "Replayed", rater: str, json: bool) -> None:
    from simulator.terminal.rating import side_by_side_lines
    from simulator.training.rating import side_by_side

    shown = side_by_side(ledger.read(), replayed.header, _automatic(replayed), rater)
    print_json(shown) if json else say(*side_by_side_lines(shown, runs.people.read().names))


def _automatic(replayed: "Replayed") -> "Scores":
    """The scores as they were told; of a run that was never scored, by today's rubric."""
    from simulator.journal.codec import decode_scores
    from simulator.journal.results import result_of

    if not replayed.scorecards:
        return result_of(replayed.header, replayed.story, replayed.events).scores
    return decode_scores(replayed.scorecards[-1])


# -- what every command needs


def _runs(folder: Path | None) -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(folder.expanduser() if folder else find_home())


def _looked(runs: "Runs", what: str, about: str = "") -> "Ledger":
    """The trainers' journal, with who looks at what written down in it: nobody looks unseen."""
    from simulator.book.ledger import Ledger
    from simulator.book.looking import note_a_look
    from simulator.journal.runs import wall_clock

    ledger = Ledger(runs.home, runs.disk)
    note_a_look(ledger, wall_clock(), what, about)
    return ledger


def _console() -> "Console":
    from simulator.terminal.console import StreamConsole

    # Where standard input is closed, it is at its end.
    return StreamConsole(sys.stdin or io.StringIO(), stdout())
