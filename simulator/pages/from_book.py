"""The score book looked at: what a manager gets to see of it, the same for the command, the page and the board.

Who looks is written down before anything is shown. What must not live here: a figure (`comparing`), or how one looks.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from simulator.book.asking import Wanted, looked_for
from simulator.book.book import Book, Source
from simulator.book.days import utc_text
from simulator.book.journals import LeftOut
from simulator.book.ledger import Ledger
from simulator.book.looking import note_a_look
from simulator.book.opening import open_book
from simulator.book.place import BookPlace
from simulator.book.retention import overdue_sentence
from simulator.comparing.answers import Comparison
from simulator.comparing.attempts import Attempt
from simulator.comparing.comparison import compare
from simulator.comparing.practising import ShelfDrill
from simulator.journal.runs import Runs, wall_clock
from simulator.pages.house_standard import house_standard
from simulator.scenario.problems import quoted
from simulator.scoring.phrases import listed

LOOKED_THROUGH = 10_000  # drills, the latest, for what can be asked for


class Look(Struct, frozen=True):
    """What was found: the *answer*, the drills it rests on, and how people and scenarios are called on this computer.

    *left_out* are journals that couldn't be entered; *offers* say what there is, where there is none of what was asked;
    *overdue* says that something was kept for longer than this house keeps it; *notes* say what else must be known of
    these drills.
    """

    answer: Comparison
    drills: tuple[Attempt, ...]
    names: dict[str, str]
    titles: dict[str, str]
    left_out: tuple[LeftOut, ...]
    offers: tuple[str, ...]
    overdue: str
    notes: tuple[str, ...]
    at: str


def look_into_book(runs: Runs, place: BookPlace, wanted: Wanted, shelf: Sequence[ShelfDrill], why: str) -> Look:
    """Bring the book at *place* up to date, compare the drills that are *wanted*, and note who looked, and *why*.

    Readiness is by the house's own standard. Raises `StorageFailed` where the book can't be opened, the standard can't
    be read or the look can't be noted: nobody looks unseen.
    """
    standard = house_standard(runs.home, runs.disk)
    ledger = Ledger(runs.home, runs.disk)
    with open_book(place) as opened:
        book = Book(opened)
        came = book.bring_in([Source(runs, ledger)])
        now = wall_clock()
        found = book.ask(lambda connection: looked_for(connection, wanted, LOOKED_THROUGH))
        overdue = book.ask(lambda connection: overdue_sentence(runs, ledger.keeps(), now, connection))
    note_a_look(ledger, now, why)
    drills, left_out = found.drills, [left.run for left in came.left_out]
    return Look(
        answer=compare(drills, shelf, standard, left_out, found.everything, asked_words(wanted)),
        drills=drills,
        names=names_of(drills, runs.people.read().names),
        titles={drill.scenario: drill.title for drill in shelf},
        left_out=came.left_out,
        offers=_offers(found.there),
        overdue=overdue,
        notes=_overridden(found.overridden),
        at=utc_text(now),
    )


def _offers(there: Sequence[Attempt]) -> tuple[str, ...]:
    """What can be asked for instead, in sentences: cohorts and scenarios are taken letter by letter."""
    cohorts = sorted({quoted(drill.cohort) for drill in there if drill.cohort})
    scenarios = sorted({quoted(drill.scenario) for drill in there})
    every = (("Cohorts that there are", cohorts), ("Scenarios that there are", scenarios))
    return tuple(f"{what}: {', '.join(found)}." for what, found in every if found)


def names_of(drills: Sequence[Attempt], names: Mapping[str, str]) -> dict[str, str]:
    """The names, as far as there are any, of those whose *drills* these are, and of nobody else."""
    people = {drill.person for drill in drills}
    return {person: name for person, name in names.items() if name and person in people}


def asked_words(wanted: Wanted) -> str:
    """Which drills were asked for, in a sentence: `Only timed drills of cohort 'spring', begun since 2026-03.`"""
    cohort = [f"cohort {quoted(wanted.cohort)}"] if wanted.cohort else []
    scenario = [f"scenario {quoted(wanted.scenario)}"] if wanted.scenario else []
    since = [f"since {wanted.since}"] if wanted.since else []
    before = [f"before {wanted.until}"] if wanted.until else []
    of, begun = listed([*cohort, *scenario]), listed([*since, *before])
    if not (wanted.mode or of or begun):
        return "All drills in the score book."
    told = " ".join(["Only", *([wanted.mode] if wanted.mode else []), "drills", *([f"of {of}"] if of else [])])
    return f"{told}{',' if of and begun else ''}{f' begun {begun}' if begun else ''}."


def _overridden(marks: int) -> tuple[str, ...]:
    """How many marks trainers hold for wrong, in a sentence; nothing where there are none."""
    if not marks:
        return ()
    told = "1 mark of these drills was" if marks == 1 else f"{marks:,} marks of these drills were"
    each = "" if marks == 1 else ", each"
    return (f"{told} overridden{each} with a reason. All figures rest on the marks that Firedrill gave.",)
