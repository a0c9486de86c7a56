"""The commands for those who keep the score book. As in `cli`: wiring only, and imports where they are needed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from simulator.options import JSON
from simulator.printing import counted, print_json, say, warn

if TYPE_CHECKING:
    from simulator.book.book import BroughtIn, Source
    from simulator.book.erasing import Headed
    from simulator.book.ledger import Keeps, Ledger
    from simulator.book.opening import OpenBook
    from simulator.book.place import BookPlace
    from simulator.journal.runs import Runs

WRONG = 4  # storage or integrity

book = typer.Typer()
privacy = typer.Typer()

BOOK = Annotated[
    str,
    typer.Option(
        "--book", help="The score book: a file, or postgresql://NAME@HOST/DATABASE; nothing: FIREDRILL_BOOK, or yours."
    ),
]
FROM = Annotated[
    list[Path] | None, typer.Option("--from", help="Another computer's folder of runs, too; can be repeated.")
]
PERSON = Annotated[str, typer.Argument(help="A person's name, or the id that stands for it.")]
FILE = Annotated[Path, typer.Argument(help="The backup's file.")]


@book.callback(invoke_without_command=True)
def book_alone(context: typer.Context) -> None:
    """Keep the score book: bring it up to date, back it up, verify, restore and mend it."""
    _insist_on_command(context)


@privacy.callback(invoke_without_command=True)
def privacy_alone(context: typer.Context) -> None:
    """Look after what is kept of people: export it, erase it, see who looked, say how long it is kept."""
    _insist_on_command(context)


def _insist_on_command(context: typer.Context) -> None:
    from simulator.errors import Usage
    from simulator.scenario.problems import listed

    if context.invoked_subcommand is None:
        name = context.info_name
        known = listed(context.command.list_commands(context), "and") if isinstance(context.command, TyperGroup) else ""
        raise Usage(f"'firedrill {name}' needs to know what to do. There are {known}.")


# -- what every command needs


def _runs(home: Path | None = None) -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(home or find_home())


def _ledger(runs: "Runs") -> "Ledger":
    from simulator.book.ledger import Ledger

    return Ledger(runs.home, runs.disk)


def _place(wanted: str) -> "BookPlace":
    from simulator.book.place import book_place
    from simulator.journal.home import find_home

    return book_place(find_home(), wanted)


@contextmanager
def _opened(wanted: str, *, there: bool = False) -> "Iterator[OpenBook]":
    """The book, made where there is none yet; one that must be *there* is not made."""
    from simulator.book.opening import open_book
    from simulator.book.place import insist_on_book

    place = _place(wanted)
    if there:
        insist_on_book(place)
    with open_book(place) as opened:
        yield opened


def _sources(others: Sequence[Path] | None) -> "tuple[Source, ...]":
    from simulator.book.book import Source
    from simulator.errors import NotFound

    for other in others or ():
        if not other.is_dir():
            raise NotFound(f"There is no folder '{other}' to read runs from. Check the spelling of the path.")
    homes = (_runs(), *(_runs(other) for other in others or ()))
    return tuple(Source(runs, _ledger(runs)) for runs in homes)


def note_a_look(what: str, about: str = "") -> None:
    """Write down who looked at what; before it is shown, so that nobody looks unseen."""
    from simulator.book import looking
    from simulator.journal.runs import wall_clock

    looking.note_a_look(_ledger(_runs()), wall_clock(), what, about)


# -- the book


def rebuild(
    book: BOOK = "",
    others: FROM = None,
    drop: Annotated[bool, typer.Option("--drop", help="Let drills go whose journals aren't there.")] = False,
    json: JSON = False,
) -> None:
    """Make the score book anew from the journals, which have everything."""
    from simulator.book.book import Book

    with _opened(book) as opened:
        came = Book(opened).rebuild(_sources(others), drop)
    _tell_what_came(came, json, "The score book was made anew: ")


@book.command(name="import")
def import_(book: BOOK = "", others: FROM = None, json: JSON = False) -> None:
    """Enter the drills that were played since; each once, however often this is called. Practice never enters."""
    from simulator.book.book import Book

    with _opened(book) as opened:
        came = Book(opened).bring_in(_sources(others))
    _tell_what_came(came, json, "")


def _tell_what_came(came: "BroughtIn", json: bool, opening: str) -> None:
    if json:
        print_json(came)
    else:
        scored = f", {came.rescored} scored anew" if came.rescored else ""
        say(f"{opening}{counted(came.new, 'drill')} entered{scored}.")
    for left in came.left_out:
        warn(f"{left.run} was left out: {left.why}")
    raise typer.Exit(WRONG if came.left_out else 0)


@book.command()
def backup(file: FILE, book: BOOK = "", json: JSON = False) -> None:
    """Copy the book into a new file, and try the copy out before calling it a backup."""
    from simulator.book.copies import back_up

    with _opened(book, there=True) as opened:
        copied = back_up(opened, file)
    if json:
        print_json(copied)
        return
    say(
        f"'{copied.file}' is a backup: restored beside and compared, {counted(copied.rows, 'row')}, all the same.",
        "It holds who played what under random ids. Delete it when somebody in it asks to be forgotten.",
    )


@book.command()
def verify(book: BOOK = "", others: FROM = None, json: JSON = False) -> None:
    """Compare the book with the journals, row by row; exit code 4 where they don't say the same."""
    from simulator.book.doctor import differences

    with _opened(book, there=True) as opened:
        found = differences(opened, _sources(others))
    if json:
        print_json(found)
    else:
        say(*(one.line for one in found))
        say("The book says what the journals say." if not found else f"{counted(len(found), 'difference')}.")
    raise typer.Exit(WRONG if found else 0)


@book.command()
def restore(file: FILE, book: BOOK = "", json: JSON = False) -> None:
    """Put a backup in the book's place; what it held until now is kept beside it. Who was forgotten stays so."""
    from simulator.book.copies import back_up, insist_on_file
    from simulator.book.copies import restore as put_back
    from simulator.book.ledger import Forgotten
    from simulator.book.place import copy_aside
    from simulator.journal.runs import wall_clock

    with _opened(book) as opened:
        here = insist_on_file(opened.place, "pg_restore --clean --if-exists --dbname=URL FILE")
        aside = copy_aside(here, f"{wall_clock():%Y%m%d-%H%M%S}")
        back_up(opened, aside)
        tombstones = tuple(line for line in _ledger(_runs()).read() if isinstance(line, Forgotten))
        copied = put_back(opened, file, tombstones)
    if json:
        print_json(copied)
        return
    say(
        f"The book is as '{copied.file}' has it ({counted(copied.rows, 'row')}). What it was before is in '{aside}'.",
        "'firedrill book import' enters what was played since.",
    )


@book.command()
def migrate(book: BOOK = "") -> None:
    """Bring the tables of an older Firedrill's book up to date."""
    from simulator.book.migrating import migrate as bring_up

    say(bring_up(_place(book)))


@book.command()
def doctor(book: BOOK = "", others: FROM = None, json: JSON = False) -> None:
    """Look for all that can be wrong with the book, and say what to do about it; exit code 4 where something is."""
    from simulator.book.doctor import examine

    found = examine(_place(book), _sources(others))
    print_json(found) if json else say(*(one.line for one in found))
    raise typer.Exit(0 if all(one.good for one in found) else WRONG)


# -- privacy


@privacy.command()
def export(
    person: PERSON,
    out: Annotated[Path | None, typer.Option(help="Write it into this file; nothing: print it.")] = None,
    own: Annotated[bool, typer.Option("--own", help="With your practice: only for whoever played last here.")] = False,
    book: BOOK = "",
) -> None:
    """Give a person everything there is of them, as JSON; drills only, unless they ask themself."""
    from simulator.book.book import Book
    from simulator.book.showing import as_json, everything_of, person_called

    runs = _runs()
    called = person_called(runs, person)
    with _opened(book) as opened:
        everything = Book(opened).ask(lambda asked: everything_of(runs, _ledger(runs), asked, called, own))
    note_a_look("export", called)
    if out is None:
        print_json(everything)
        return
    from simulator.workbench.pages import write_page

    write_page(out, as_json(everything).decode())
    say(f"'{out}' has everything there is of {called}. It has their name in it: it is theirs, and nobody else's.")


@privacy.command()
def erase(
    person: PERSON,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask; it can't be undone.")] = False,
    book: BOOK = "",
    json: JSON = False,
) -> None:
    """Forget a person: their runs go whole, practice too, with every note, rating and their name."""
    from simulator.book.erasing import erase as forget
    from simulator.book.showing import person_called
    from simulator.journal.runs import wall_clock

    runs = _runs()
    called = person_called(runs, person)
    if not yes:
        typer.confirm(_whether_to_forget(runs, called), abort=True)
    with _opened(book) as opened:
        gone = forget(opened, runs, _ledger(runs), called, wall_clock())
    if json:
        print_json(gone)
    else:
        say(
            f"{called} is forgotten: {counted(gone.runs, 'run')}, {counted(gone.files, 'file')}. A tombstone with this "
            "id and without a name keeps them from coming in again.",
            "Backups that were made before still have their rows: delete those. On other computers, say it there, too.",
        )
    for file in gone.holds_still:
        warn(f"The same letters still stand in '{file}'. Look whether they mean this person, and take them out.")
    raise typer.Exit(WRONG if gone.holds_still else 0)


def _whether_to_forget(runs: "Runs", person: str) -> str:
    """What is asked before *person*, an id, is forgotten: who that is, and how much goes."""
    from simulator.book.erasing import headers
    from simulator.terminal.plain import plain

    name = plain(runs.people.name(person))
    count = sum(person in (headed.header.person, headed.header.pair) for headed in headers(runs))
    who = f"{name} ({person})" if name else f"{person}, whose name isn't known here,"
    runs_told = f"{counted(count, 'run')} on this computer{' (practice included)' if count else ''}"
    return f"Forget {who} for good, with {runs_told}? It can't be undone."


@privacy.command()
def audit(json: JSON = False) -> None:
    """List who looked at other people's drills, when, how, and at whose; and who was forgotten."""
    from simulator.book.showing import audit_lines, audited

    lines = audited(_ledger(_runs()))
    print_json(lines) if json else say(*audit_lines(lines))


@privacy.command()
def retention(
    practice_days: Annotated[int | None, typer.Option(help="Keep practice for so many days.", min=1)] = None,
    drill_months: Annotated[int | None, typer.Option(help="Keep drills for so many months.", min=1, max=1_200)] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Delete what was kept longer, for good.")] = False,
    book: BOOK = "",
    json: JSON = False,
) -> None:
    """Say how long this house keeps what was played, change it, and delete what was kept longer."""
    from simulator.book.erasing import kept_too_long, remove_runs
    from simulator.journal.runs import wall_clock

    runs = _runs()
    ledger = _ledger(runs)
    keeps = _changed(ledger, practice_days, drill_months)
    due = kept_too_long(runs, keeps, wall_clock())
    if apply and due:
        with _opened(book) as opened:
            remove_runs(opened, runs, ledger, due)
    _tell_retention(keeps, due, apply, json)


def _changed(ledger: "Ledger", practice_days: int | None, drill_months: int | None) -> "Keeps":
    from simulator.book.ledger import Keeps

    before = ledger.keeps()
    keeps = Keeps(practice_days or before.practice_days, drill_months or before.drill_months)
    if keeps != before:
        ledger.add(keeps)
    return keeps


def _tell_retention(keeps: "Keeps", due: "Sequence[Headed]", apply: bool, json: bool) -> None:
    if json:
        print_json({"keeps": keeps, "due": [headed.run for headed in due], "deleted": apply})
        return
    practice, drills = counted(keeps.practice_days, "day"), counted(keeps.drill_months, "month")
    say(f"Practice is kept for {practice}, drills for {drills}.")
    if apply:
        say(f"{counted(len(due), 'run')} deleted that had been kept longer.")
    else:
        say(*(f"  {headed.run}" for headed in due))
        say(f"{counted(len(due), 'run')} kept longer.{' --apply deletes what is listed.' if due else ''}")
