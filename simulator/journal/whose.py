"""Whose a run is, asked before anything of it is shown: practice is nobody's but the trainee's.

Who is here is who played last on this computer; there is no login. Whoever may write the files can say otherwise, and
could read them anyway. What a station, the book or a seal does with runs shows nothing, and doesn't ask here.
"""

from collections.abc import Iterable
from pathlib import Path

from simulator.errors import NotAllowed, NotFound, SimulatorError
from simulator.journal.chain import read_chain
from simulator.journal.disk import Disk, reading
from simulator.journal.home import SUFFIX, journal_path
from simulator.journal.listing import RunSummary, State
from simulator.journal.people import Names
from simulator.journal.records import Header, Mode, Player
from simulator.journal.runs import LATEST, Runs
from simulator.scenario.problems import quoted

Seen = Header | RunSummary


def asked_for(runs: Runs, name: str, unfinished: bool = False) -> Path:
    """The journal that *name* means (see `Runs.find`) to somebody who wants to see it; `latest` is of what they may.

    Raises `NotFound`, `NotAllowed` for practice of somebody else, and `RecordUnreadable` where nobody can tell whose.
    """
    path = (_latest(runs, unfinished) if name == LATEST else None) or _found(runs, name, unfinished)
    header = header_at(runs.disk, path)
    if header is not None and _is_practice(header) and not _may_be_shown(runs, header, path.parent):
        latest = "What waits here" if unfinished else "What was played here last"
        typed = header.run if header.run in name else name  # what nobody has typed whole isn't told whole
        raise NotAllowed(_why_not(latest if name == LATEST else quoted(typed), runs, header))
    return path


def named(runs: Runs, name: str) -> Path:
    """The journal that *name* means to somebody who is shown nothing that happened in it.

    Practice of others is only meant by its whole name: no beginning, no hint and no `latest` tells what it is called.
    Raises `NotFound`, and `NotAllowed` where the latest run is practice of somebody else.
    """
    if name == LATEST:
        return asked_for(runs, name)
    with reading(runs.home):
        is_whole = name.endswith(SUFFIX) or f"{name}{SUFFIX}" in runs.disk.names(runs.home)
    return runs.find(name, hidden=() if is_whole else _practice_of_others(runs))


def _why_not(which: str, runs: Runs, header: Header) -> str:
    if is_nameless_practice(runs, header):
        return (
            f"{which} is practice without a name. Somebody has given a name here since, so nobody can tell any more "
            "whose it is, and it is shown to nobody. Next time play with --name NAME: then 'firedrill resume --name "
            "NAME' goes on with it, whoever was here meanwhile."
        )
    return (
        f"{which} is practice, which is shown to whoever practised, where they played last, and to "
        "nobody else. If it is yours, choose your name in Firedrill first; 'firedrill resume --name NAME' goes "
        "on with one that was stopped."
    )


def is_nameless_practice(runs: Runs, header: Header) -> bool:
    """Whether it is practice of somebody who gave no name: theirs until somebody gives one here, then nobody's."""
    try:
        names = runs.people.read().names if _is_practice(header) else {}
    except SimulatorError:
        return False
    return _is_practice(header) and names.get(header.person, header.person) == ""


def shown_here(runs: Runs) -> tuple[tuple[RunSummary, ...], int]:
    """The runs that may be shown here, the newest first, and how many others there are: practice of somebody else.

    Raises `RecordUnreadable` where there is practice and nobody can tell whose.
    """
    listed = runs.list_runs()
    names = runs.people.read() if any(_is_practice(run) for run in listed) else Names()
    shown = tuple(run for run in listed if not _is_practice(run) or _is_own_here(names, run))
    return shown, len(listed) - len(shown)


def insist_on_a_desk(drill: str, mode: Mode) -> None:
    """Raise `NotAllowed` for a *drill* with a class that is practice: nobody watches that, its trainer neither."""
    if mode.guides:
        raise NotAllowed(
            f"{quoted(drill)} is guided, which is practice: nobody watches that but whoever plays. "
            f"'firedrill drill {drill} --tell ORDER' still gives orders."
        )


def others_in(runs: Runs, seen: Iterable[Seen], folder: Path | None = None) -> frozenset[str]:
    """The ids of those whose drills are *seen*, but for one's own; in a *folder* that isn't the home all are theirs."""
    drills = [run for run in seen if _is_drill(run)]
    latest = _who_played_last(runs) if drills and (folder is None or _is_home(runs, folder)) else ""
    theirs = [run for run in drills if not _is_own(run, latest)]
    return frozenset(person for run in theirs for person in (run.person, run.pair) if person)


def others_of(runs: Runs, people: Iterable[str]) -> frozenset[str]:
    """Of *people*, ids, all but who played last here."""
    return frozenset(people) - {_who_played_last(runs)}


def header_at(disk: Disk, path: Path) -> Header | None:
    """The header of the journal at *path*; None where it can't be read, and nothing behind it either."""
    try:
        return read_chain(disk.read_first_line(path), path.name).header
    except (OSError, SimulatorError):
        return None


def _found(runs: Runs, name: str, unfinished: bool) -> Path:
    """What *name* means; where it could be several, practice of others isn't among those that are told."""
    try:
        return runs.find(name, unfinished)
    except NotFound:
        return runs.find(name, unfinished, hidden=_practice_of_others(runs))


def _practice_of_others(runs: Runs) -> frozenset[str]:
    """What may not be shown here; raises as `shown_here` does."""
    return frozenset(run.run for run in runs.list_runs()) - {run.run for run in shown_here(runs)[0]}


def _latest(runs: Runs, unfinished: bool) -> Path | None:
    waiting = (
        run
        for run in shown_here(runs)[0]
        if not unfinished or (run.state is State.UNFINISHED and run.player is Player.PERSON)
    )
    return next((journal_path(runs.home, run.run) for run in waiting), None)


def _may_be_shown(runs: Runs, header: Header, folder: Path) -> bool:
    """Whether whoever is here practised that: by the names of the home and, for a journal from elsewhere, by both."""
    if _is_home(runs, folder):
        return _is_own_here(runs.people.read(), header)
    return _is_own(header, runs.people.read().latest) and _is_own_here(Runs(folder, runs.disk).people.read(), header)


def _is_own_here(names: Names, run: Seen) -> bool:
    """Whether who played last is who played *run*; where nobody has a name yet, nobody else has been here."""
    return names == Names() or _is_own(run, names.latest)


def _is_own(run: Seen, person: str) -> bool:
    return bool(person) and person in (run.person, run.pair)


def _is_home(runs: Runs, folder: Path) -> bool:
    return folder.resolve() == runs.home.resolve()


def _is_practice(run: Seen) -> bool:
    return run.player is Player.PERSON and run.mode.guides


def _is_drill(run: Seen) -> bool:
    """Whether it is, or may become, what the score book counts: `book.journals` says the same of what has ended."""
    return run.player is Player.PERSON and not run.mode.guides and bool(run.person)


def _who_played_last(runs: Runs) -> str:
    """The id of who played last here; empty where nobody did, or where that can't be read."""
    try:
        return runs.people.read().latest
    except SimulatorError:
        return ""
