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
    from simulator.book.erasing import Erased
    from simulator.book.ledger import Keeps, Ledger
    from simulator.book.opening import OpenBook
    from simulator.book.place import BookPlace
    from simulator.book.retention import Due
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
        if came.too_old:
            say(f"{counted(came.too_old, 'drill')} stayed out: older than this house keeps them.")
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
    from simulator.book.copies import put_back
    from simulator.journal.runs import wall_clock

    restored = put_back(_place(book), file, _ledger(_runs()).tombstones(), wall_clock())
    if json:
        print_json(restored)
        return
    was = f" What it was before is in '{restored.aside}'." if restored.aside else ""
    say(
        f"The book is as '{restored.file}' has it ({counted(restored.rows, 'row')}).{was}",
        "'firedrill book import' enters what was played since; 'firedrill privacy retention' tells what is too old.",
    )
    if restored.still:
        warn(restored.still)


@book.command()
def migrate(book: BOOK = "") -> None:
    """Bring the tables of an older Firedrill's book up to date."""
    from simulator.book.migrating import migrate as bring_up

    say(bring_up(_place(book), _ledger(_runs()).tombstones()))


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
    from simulator.book.looking import note_a_look
    from simulator.book.showing import as_json, everything_of
    from simulator.journal.runs import wall_clock

    runs = _runs()
    with _opened(book) as opened:
        called = _called(opened, runs, person)
        came = Book(opened).bring_in(_sources(None))
        everything = Book(opened).ask(lambda asked: everything_of(runs, _ledger(runs), asked, called, own))
    note_a_look(_ledger(runs), wall_clock(), "export", called)
    for left in came.left_out:
        warn(f"{left.run} isn't in the book: {left.why}")
    for file in everything.not_read:
        warn(f"'{file}' can't be looked into, and nobody can tell whether it is theirs.")
    if out is None:
        print_json(everything)
        return
    from simulator.workbench.pages import OF_THEIR_OWNER, write_page

    write_page(out, as_json(everything).decode(), mode=OF_THEIR_OWNER)
    say(f"'{out}' has everything there is of {called}. It has their name in it: it is theirs, and nobody else's.")


@privacy.command()
def erase(
    person: PERSON,
    also: Annotated[
        list[str] | None,
        typer.Option("--called", help="Also take this out wherever somebody typed it of them; can be repeated."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask; it can't be undone.")] = False,
    book: BOOK = "",
    json: JSON = False,
) -> None:
    """Forget a person: their runs go whole, practice too, with every note, rating and their name."""
    from simulator.book.erasing import erase as forget
    from simulator.journal.runs import wall_clock

    runs = _runs()
    with _opened(book) as opened:
        called = _called(opened, runs, person)
        _insist_on_words(also or (), runs.people.name(called))
        if not yes:
            typer.confirm(_whether_to_forget(runs, called), abort=True, err=json)
        gone = forget(opened, runs, _ledger(runs), called, wall_clock(), also or ())
        on_server = not opened.on_file
    print_json(gone) if json else say(*_told_of_erasing(gone, on_server))
    for sentence in _left_by_erasing(gone):
        warn(sentence)
    raise typer.Exit(WRONG if _is_anything_left(gone) else 0)


def _insist_on_words(also: Sequence[str], name: str) -> None:
    from simulator.book.naming import LEAST_OF_A_NAME, may_be_called
    from simulator.errors import Usage

    if not all(may_be_called(word, name) for word in also):
        raise Usage(f"--called takes a name of {LEAST_OF_A_NAME} letters at least: shorter ones stand in other words.")


def _is_anything_left(gone: "Erased") -> bool:
    return bool(gone.holds_still or gone.not_read or gone.doubtful)


def _left_by_erasing(gone: "Erased") -> Iterator[str]:
    """What somebody has to look at, a sentence each."""
    again = f"firedrill privacy erase {gone.person}"
    for file in gone.holds_still:
        yield f"'{file}' still holds their name, or words that they typed. {_what_to_do(file)}"
    for file in gone.not_read:
        if file.endswith(".part"):
            yield f"'{file}' is being written by another program. Say '{again}' once more when that has ended."
        else:
            told = f"Look whose it is; delete it if it is theirs, and say '{again}' once more."
            yield f"'{file}' can't be looked into. {told}"
    yield from (_told_of_doubt(one.where, one.word, again) for one in gone.doubtful)


def _told_of_doubt(where: str, word: str, again: str) -> str:
    from shlex import quote

    from simulator.journal.home import PLANS, SUFFIX

    stands = f"'{word}' stands in {where} and" if word else f"A word in {where}"
    told = f"{stands} may mean them or somebody else."
    if where.endswith(SUFFIX) and "/" not in where:
        return f"{told} That record is sealed, and stays as it is."
    if where.startswith(f"{PLANS}/"):
        return f"{told} Look who is meant, and take it out there."
    takes_out = f"'{again} --called {quote(word) if word else 'WORD'}' takes the word out wherever somebody typed it."
    return f"{told} Look who is meant; {takes_out}"


def _what_to_do(file: str) -> str:
    """A chained file that somebody edits can't be read any more, by anybody."""
    if file.endswith(".jsonl"):
        return "Somebody else typed it there; leave the file as it is: changed by hand it can't be read any more."
    return "Look whether they are meant, and take it out."


def _called(opened: "OpenBook", runs: "Runs", person: str) -> str:
    from simulator.book.book import Book
    from simulator.book.showing import ids_in, person_called

    return person_called(runs, _ledger(runs), person, Book(opened).ask(ids_in))


def _told_of_erasing(gone: "Erased", on_server: bool) -> Iterator[str]:
    but = ", but for what is named below" if _is_anything_left(gone) else ""
    yield (
        f"{gone.person} is forgotten{but}: {counted(gone.runs, 'run')}, {counted(gone.files, 'file')}. A tombstone "
        "with this id and without a name keeps them from coming in again."
    )
    for plan in gone.plans:
        yield f"The plan '{plan}' went whole, for it can't be without them."
    if on_server:
        yield (
            "Its tables were written anew. The server's own log and statistics, its archives and replicas may have "
            "their rows for longer: whoever runs the server can clear those."
        )
    yield "Backups that were made before still have their rows: delete those. On other computers, say it there, too."


def _whether_to_forget(runs: "Runs", person: str) -> str:
    """What is asked before *person*, an id, is forgotten: who that is, and how much goes."""
    from simulator.book.belonging import belongings
    from simulator.terminal.plain import plain

    name = plain(runs.people.name(person))
    count = len(belongings(runs, person).theirs)
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
    from simulator.book.belonging import without_header
    from simulator.book.erasing import remove_runs

    runs = _runs()
    ledger = _ledger(runs)
    keeps = _changed(ledger, practice_days, drill_months, apply)
    due = _due(book, runs, keeps)
    if apply and due.runs:
        with _opened(book) as opened:
            remove_runs(opened, runs, ledger, due)
    _tell_retention(keeps, due, apply, json)
    for path in without_header(runs):
        warn(f"'{path.name}' can't be looked into, so that nobody can tell how old it is.")


def _due(book: str, runs: "Runs", keeps: "Keeps") -> "Due":
    """What was kept long enough, here and in the book; a book is not made for that."""
    from simulator.book.book import Book
    from simulator.book.retention import kept_too_long
    from simulator.journal.runs import wall_clock

    file = _place(book).file
    if file is not None and not file.exists():
        return kept_too_long(runs, keeps, wall_clock())
    with _opened(book) as opened:
        return Book(opened).ask(lambda asked: kept_too_long(runs, keeps, wall_clock(), asked))


def _changed(ledger: "Ledger", practice_days: int | None, drill_months: int | None, apply: bool) -> "Keeps":
    """How long things are kept from now on; written down where it is new, or where it is acted on the first time."""
    from simulator.book.ledger import Keeps

    before = ledger.keeps()
    keeps = Keeps(practice_days or before.practice_days, drill_months or before.drill_months)
    if keeps != before or (apply and ledger.said_to_keep() is None):
        ledger.add(keeps)
    return keeps


def _tell_retention(keeps: "Keeps", due: "Due", apply: bool, json: bool) -> None:
    if json:
        print_json({"keeps": keeps, "due": due.runs, "deleted": apply})
        return
    practice, drills = counted(keeps.practice_days, "day"), counted(keeps.drill_months, "month")
    say(f"Practice is kept for {practice}, drills for {drills}.")
    if apply:
        say(f"{counted(len(due.runs), 'run')} deleted that had been kept longer.")
    else:
        say(*(f"  {run}" for run in due.runs))
        say(f"{counted(len(due.runs), 'run')} kept longer.{' --apply deletes what is listed.' if due.runs else ''}")
