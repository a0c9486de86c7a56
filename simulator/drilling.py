"""The command for those who run drills with a class. As in `cli`: wiring only, and imports where they are needed."""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.errors import NoDisplay, SimulatorError, Usage
from simulator.options import INTERRUPTED, JSON
from simulator.printing import counted, print_json, say, stdout, warn

if TYPE_CHECKING:
    from simulator.journal.runs import Runs
    from simulator.journal.sealing import Sealing
    from simulator.terminal.console import Console
    from simulator.training.control import Control
    from simulator.training.orders import Desk
    from simulator.training.stations import Station


def drill(
    plan: Annotated[str, typer.Argument(help="A drill plan, or the name of a drill that has been set up.")],
    station: Annotated[str | None, typer.Option(help="Be this station: people play here, one after the other.")] = None,
    pair: Annotated[bool, typer.Option("--pair", help="With --station: two people share the desk.")] = False,
    window: Annotated[bool, typer.Option("--window", help="With --station or --watch: in the window.")] = False,
    here: Annotated[
        bool, typer.Option("--here", help="With --station: keep the runs in this computer's own data folder.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Be the trainer's desk: see who is where, give orders.")
    ] = False,
    tell: Annotated[str | None, typer.Option(help="Give one order, such as 'pause' or 'extend 5 for Ana'.")] = None,
    trainer: Annotated[str | None, typer.Option(help="With --watch or --tell: who gives the orders.")] = None,
    folder: Annotated[Path | None, typer.Option(help="The folder that all stations of the drill share.")] = None,
    json: JSON = False,
) -> None:
    """Run a drill with a class: set up its plan, be one of its stations, or watch it as its trainer."""
    _insist_on_sense(station, pair or here, window, watch, tell, trainer, json)
    runs = _runs(folder)
    control = _control(runs, plan, quiet=bool(station or watch or tell or json))
    if not station:
        _seal(runs, control)
    if station:
        _be_station(runs, control, plan, station, pair, window, here, folder)
    elif tell:
        _give_order(runs, control, tell, trainer or "")
    elif watch and not json:
        _watch(runs, control, trainer or "", window)
    elif json:
        _print_overview(runs, control, watch)


def _insist_on_sense(
    station: str | None, shared: bool, window: bool, watch: bool, tell: str | None, trainer: str | None, json: bool
) -> None:
    if sum((station is not None, watch, tell is not None)) > 1:
        raise Usage("--station, --watch and --tell are three things to do; choose one of them.")
    if shared and station is None:
        raise Usage("--pair and --here go with --station.")
    if window and (json or (station is None and not watch)):
        raise Usage("--window goes with --station, or with --watch alone.")
    if trainer is not None and not (watch or tell):
        raise Usage("--trainer goes with --watch or --tell.")
    if json and (station is not None or tell is not None):
        raise Usage("--json goes with --watch, or with the plan alone.")
    if station == "" or tell == "":
        raise Usage(f"{'--station' if station == '' else '--tell'} needs a value.")


def _runs(folder: Path | None) -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(folder.expanduser() if folder else find_home())


def _control(runs: "Runs", plan: str, quiet: bool) -> "Control":
    """The control journal of the drill: *plan* is a file that is set up where it isn't, or the name of a drill."""
    from simulator.training.control import Control, drill_folder, set_up_of

    if not _looks_like_a_path(plan):
        control = Control(drill_folder(runs.home, _drill_name(plan)), runs.disk)
        set_up_of(control.read())
        return control
    from simulator.journal.home import find_home, find_house
    from simulator.training.plan import read_drill_plan
    from simulator.training.setting_up import set_up

    control, is_new = set_up(runs, read_drill_plan(Path(plan), find_house(find_home())))
    if is_new:
        _seal(runs, control, is_new)
    if not quiet:
        _print_set_up(runs, control, plan, is_new)
    return control


def _sealing(runs: "Runs") -> "Sealing":
    from simulator.journal.keys import Keys, keys_folder
    from simulator.journal.sealing import Sealing

    return Sealing(Keys(keys_folder(), runs.disk))


def _seal(runs: "Runs", control: "Control", is_new: bool = False) -> None:
    """Seal what was played at stations without a key, and say what can't be; a new drill has a key before it is played.

    No drill waits for that: without a key runs are unverified, and 'firedrill verify' says so.
    """
    from simulator.training.sealing_up import seal_finished

    try:
        sealing = _sealing(runs)
        if is_new:
            sealing.keys.make(runs.home)
        for trouble in seal_finished(sealing, runs, control):
            warn(trouble)
    except SimulatorError as error:
        warn(f"{error} The runs of this drill stay unsealed.")


def _looks_like_a_path(plan: str) -> bool:
    return plan.endswith((".yaml", ".yml")) or "/" in plan or "\\" in plan


def _drill_name(plan: str) -> str:
    from simulator.scenario.asking import ID_LETTERS, LONGEST_ID
    from simulator.scenario.problems import quoted

    if not plan or len(plan) > LONGEST_ID or not ID_LETTERS.issuperset(plan):
        raise Usage(f"{quoted(plan)} is neither the path of a drill plan (.yaml) nor the name of a drill.")
    return plan


# -- what is printed


def _print_set_up(runs: "Runs", control: "Control", plan: str, is_new: bool) -> None:
    from simulator.drill.clock import length_text
    from simulator.terminal.tables import columns
    from simulator.training.board import board_of

    board, names = board_of(control.read()), runs.people.read().names
    set_up = board.set_up
    people = {seat.place.person for seat in board.seats}
    limit = f", {length_text(set_up.limit)} each at the desk" if set_up.limit else ""
    say(
        f"The drill '{set_up.drill}' {'is set up' if is_new else 'was set up before'}: "
        f"{counted(len(people), 'person').replace('persons', 'people')}, "
        f"{counted(len(board.seats), 'drill')} to play, {set_up.mode.value}{limit}."
    )
    rows = [
        (
            names.get(seat.place.person, "") or seat.place.person,
            seat.place.scenario,
            str(seat.place.seed),
            f"x {seat.place.reading_time:g}" if seat.place.reading_time != 1 else "",
            seat.place.station,
            seat.standing.value,
        )
        for seat in board.seats
    ]
    say(*columns(("who", "scenario", "seed", "reading", "station", "so far"), rows))
    say(f"Each station: firedrill drill {plan} --station NAME")
    if not set_up.mode.guides:
        say(f"The trainer's desk: firedrill drill {plan} --watch")


def _print_overview(runs: "Runs", control: "Control", watch: bool) -> None:
    """Print who is where; of a guided drill, which is practice, nothing of what anybody does there."""
    from msgspec import structs

    from simulator.training.control import set_up_of
    from simulator.training.watching import overview

    if watch:
        _insist_on_a_desk(control)
    if not set_up_of(control.read()).mode.guides:
        _note_that_somebody_watches(runs, control)
    shown = overview(control, runs.disk, runs.people.read().names)
    if set_up_of(control.read()).mode.guides:
        shown = structs.replace(shown, rows=tuple(structs.replace(row, run="", status=None) for row in shown.rows))
    print_json(shown)


# -- a station


def _be_station(
    runs: "Runs",
    control: "Control",
    plan: str,
    name: str,
    pair: bool,
    window: bool,
    here: bool,
    folder: Path | None,
) -> None:
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs
    from simulator.scenario.guard import Spot
    from simulator.scenario.problems import Wrong
    from simulator.terminal.station import keep_station
    from simulator.training.roster import station_name
    from simulator.training.stations import Station

    try:
        station_name(name, Spot(1, 1))
    except Wrong as wrong:
        raise Usage(f"{wrong.text[:1].upper()}{wrong.text[1:]}") from wrong
    own = Runs(find_home()) if here else runs
    again = f"firedrill drill {plan} --station {name}{f' --folder {folder}' if folder else ''}"
    try:
        with Station(runs.home, control, own, name, _sealing(runs)) as station:
            if window and _in_window(station, runs, pair):
                return
            if not keep_station(station, runs.people.read().names, _console(), pair, again):
                raise typer.Exit(INTERRUPTED)
    finally:
        _enter_into_shared_book(own)


def _enter_into_shared_book(own: "Runs") -> None:
    """Enter what was played here into the book that several computers share, where FIREDRILL_BOOK names one.

    A book that can't be reached loses nothing: the journals have it all, and it is entered the next time.
    """
    if not os.environ.get("FIREDRILL_BOOK", "").strip():
        return
    from simulator.book.book import Book, Source
    from simulator.book.ledger import Ledger
    from simulator.book.opening import open_book
    from simulator.book.place import book_place

    try:
        with open_book(book_place(own.home)) as opened:
            Book(opened).bring_in([Source(own, Ledger(own.home, own.disk))])
    except SimulatorError as error:
        warn(f"{error} What was played here is kept; 'firedrill book import' enters it later.")


def _in_window(station: "Station", runs: "Runs", pair: bool) -> bool:
    """Play in the window; False, having said why, where it can't be opened."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # its greeting would be our output
    from simulator.desktop.station import open_station

    try:
        open_station(station, runs.people.read().names, pair)
    except NoDisplay as blind:
        warn(f"{blind} This station plays in the terminal.")
        return False
    return True


# -- the trainer's desk


def _desk(runs: "Runs", control: "Control", trainer: str) -> "Desk":
    from simulator.journal.home import snapshot_path
    from simulator.journal.kept_stories import KeptStories
    from simulator.journal.runs import LARGEST_SNAPSHOT
    from simulator.scenario.guard import Spot
    from simulator.scenario.problems import Wrong
    from simulator.training.control import set_up_of
    from simulator.training.orders import Desk
    from simulator.training.roster import person_name

    set_up = set_up_of(control.read())
    try:
        who = runs.people.enrol([person_name(trainer, Spot(1, 1))])[0] if trainer.strip() else set_up.trainer
    except Wrong as wrong:
        raise Usage(f"{wrong.text[:1].upper()}{wrong.text[1:]}") from wrong
    copies = {place.scenario_hash: place.scenario for place in set_up.places}
    kept = KeptStories(runs.home)
    stories = [
        kept.read_bytes(runs.disk.read(snapshot_path(runs.home, copy), LARGEST_SNAPSHOT), f"{name}.yaml")
        for copy, name in copies.items()
    ]
    return Desk(who, stories, runs.people.read().names)


def _watch(runs: "Runs", control: "Control", trainer: str, window: bool) -> None:
    from simulator.journal.runs import wall_clock
    from simulator.terminal.trainer import Watch

    _insist_on_a_desk(control)
    desk = _desk(runs, control, trainer)
    if window and _desk_in_window(runs, control, trainer):
        return
    _note_that_somebody_watches(runs, control)
    if not Watch(runs, control, desk, _console(), wall_clock).watch():
        raise typer.Exit(INTERRUPTED)


def _insist_on_a_desk(control: "Control") -> None:
    from simulator.journal.whose import insist_on_a_desk
    from simulator.training.control import set_up_of

    set_up = set_up_of(control.read())
    insist_on_a_desk(set_up.drill, set_up.mode)


def _note_that_somebody_watches(runs: "Runs", control: "Control") -> None:
    from simulator.book.looking import note_others
    from simulator.journal.runs import wall_clock
    from simulator.journal.whose import others_of
    from simulator.training.control import set_up_of

    people = (place.person for place in set_up_of(control.read()).places)
    note_others(runs, wall_clock(), "watch", others_of(runs, people))


def _desk_in_window(runs: "Runs", control: "Control", trainer: str) -> bool:
    """Watch in the window; False, having said why, where it can't be opened."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # its greeting would be our output
    from simulator.desktop.trainers_window import open_desk

    try:
        open_desk(runs, control.folder.name, trainer)
    except NoDisplay as blind:
        warn(f"{blind} The drill is watched in the terminal.")
        return False
    return True


def _give_order(runs: "Runs", control: "Control", typed: str, trainer: str) -> None:
    from simulator.journal.runs import wall_clock
    from simulator.training.board import board_of

    order = _desk(runs, control, trainer).order(typed, board_of(control.read()))
    control.order(order.action, order.to, wall_clock().strftime("%Y-%m-%dT%H:%M:%SZ"))
    say("Sent.")


def _console() -> "Console":
    from simulator.terminal.console import StreamConsole

    # Where standard input is closed, it is at its end.
    return StreamConsole(sys.stdin or io.StringIO(), stdout())
