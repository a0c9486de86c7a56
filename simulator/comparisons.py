"""The command for those who look after a group. As in `cli`: wiring only, and imports where they are needed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.bookkeeping import BOOK
from simulator.errors import Usage
from simulator.journal.records import Mode
from simulator.options import JSON
from simulator.printing import counted, print_json, say, warn

if TYPE_CHECKING:
    from simulator.book.asking import Wanted
    from simulator.comparing.practising import ShelfDrill
    from simulator.journal.runs import Runs
    from simulator.pages.from_book import Look


NOTHING = "There are none in the score book. A drill is entered when it has ended; practice never is."


def compare(
    cohort: Annotated[str, typer.Option(help="Only drills of this cohort.")] = "",
    mode: Annotated[Mode | None, typer.Option(help="Only drills in this mode; modes are never put together.")] = None,
    scenario: Annotated[str, typer.Option(help="Only drills of this scenario, by its id.")] = "",
    since: Annotated[str, typer.Option(help="Only drills begun on this day or later: 2026-03-01, or 2026-03.")] = "",
    until: Annotated[str, typer.Option(help="Only drills begun before this day.")] = "",
    html: Annotated[Path | None, typer.Option(help="Write it to this file, as one page to read and print.")] = None,
    csv: Annotated[
        Path | None, typer.Option(help="Write the drills it rests on to this file, for a spreadsheet.")
    ] = None,
    jsonl: Annotated[Path | None, typer.Option(help="The same with every finding, a JSON object a line.")] = None,
    names: Annotated[
        bool, typer.Option("--names", help="With --html or --csv: with people's names, not their pseudonyms.")
    ] = False,
    book: BOOK = "",
    json: JSON = False,
) -> None:
    """Compare people fairly: who is ready, what the whole group fails, who needs what. Marks come with intervals."""
    _insist_on_sense(mode, names, html, csv)
    _insist_on_new({"--csv": csv, "--jsonl": jsonl})
    wanted = _wanted(cohort, mode, scenario, since, until)
    look = _look(wanted, book, "compare")
    for left in look.left_out:
        warn(f"{left.run} was left out: {left.why}")
    if look.overdue:
        warn(look.overdue)
    written = _write(look, html, csv, jsonl, names)
    if json:
        for note in look.notes:
            warn(note)
        print_json(look.answer)
    elif written:
        say(*written)
    else:
        _say_answer(look)


def _insist_on_sense(mode: Mode | None, names: bool, html: Path | None, csv: Path | None) -> None:
    if mode is not None and mode.guides:
        raise Usage(f"Drills in the mode '{mode}' are practice, and practice never enters the score book.")
    if names and html is None and csv is None:
        raise Usage("--names goes with --html or --csv. What is shown here has names anyway; JSON never has.")


def _insist_on_new(files: dict[str, Path | None]) -> None:
    """Raise `Usage` where a file of rows is there already: it may be somebody's only copy, or the record of a run."""
    from simulator.scenario.problems import shown

    for option, file in files.items():
        if file is not None and file.is_file():
            told = shown(str(file), longest=200)
            raise Usage(
                f"'{told}' is there already, and only pages are written over. Delete it first, or choose another name "
                f"for {option}."
            )


def _wanted(cohort: str, mode: Mode | None, scenario: str, since: str, until: str) -> "Wanted":
    from simulator.book.asking import Wanted

    first, end = _day(since, "--since"), _day(until, "--until")
    if first and end and first >= end:
        raise Usage("--since must come before --until: nothing lies between them.")
    return Wanted(cohort=cohort, scenario=scenario, mode="" if mode is None else mode.value, since=first, until=end)


def _day(day: str, option: str) -> str:
    """*day* as it is compared with when drills began."""
    from simulator.book.days import LIKE, day_of

    try:
        return day_of(day)
    except ValueError as error:
        raise Usage(f"{option} is {LIKE}.") from error


def _look(wanted: "Wanted", book: str, why: str) -> "Look":
    from simulator.book.place import book_place, insist_on_book
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs
    from simulator.pages.from_book import look_into_book

    runs = Runs(find_home())
    place = book_place(runs.home, book)
    if book.strip():
        insist_on_book(place)  # one's own book may have to be made; one that was named was there
    return look_into_book(runs, place, wanted, _shelf(runs), why)


def _shelf(runs: "Runs") -> "tuple[ShelfDrill, ...]":
    """What there is to practise; a scenario that can't be played isn't suggested."""
    from simulator.comparing.practising import ShelfDrill
    from simulator.journal.kept_stories import KeptStories
    from simulator.terminal.shelf import shelf_entries

    entries = shelf_entries(KeptStories(runs.home, house=runs.house).read)
    return tuple(ShelfDrill(entry.id, entry.title, entry.principles) for entry in entries if not entry.problem)


def _write(look: "Look", html: Path | None, csv: Path | None, jsonl: Path | None, names: bool) -> list[str]:
    """Write what was asked for; gives what there is to say about it."""
    from simulator.pages.comparison_page import comparison_page
    from simulator.pages.drill_rows import drills_as_csv, drills_as_json_lines
    from simulator.workbench.pages import OF_THE_UMASK, OF_THEIR_OWNER, write_page

    shown = look.names if names else None
    mode = OF_THEIR_OWNER if names else OF_THE_UMASK
    said = []
    if html is not None:
        write_page(html, comparison_page(look.answer, shown, look.titles, look.at, look.notes), "--html", mode=mode)
        said.append(f"The page is here: {html}")
    if csv is not None:
        write_page(csv, drills_as_csv(look.drills, shown), "--csv", mode=mode)
        said.append(f"{counted(len(look.drills), 'drill')} written to {csv}")
    if jsonl is not None:
        write_page(jsonl, drills_as_json_lines(look.drills), "--jsonl")
        said.append(f"{counted(len(look.drills), 'drill')} written to {jsonl}")
    return [*said, *_reminders(look, names)] if said else []


def _reminders(look: "Look", names: bool) -> list[str]:
    lines = [look.answer.purpose, *look.notes]
    if names:
        lines.append(
            "There are names in it. When somebody asks to be forgotten, delete it, too: 'firedrill privacy erase' "
            "looks into the data folder only."
        )
    return lines


def _say_answer(look: "Look") -> None:
    from simulator.comparing.words import left_out_lines
    from simulator.terminal.comparison import compare_lines

    if look.drills:
        say(*compare_lines(look.answer, look.names, look.titles, notes=look.notes))
    else:
        say(look.answer.asked, NOTHING, *look.offers, *left_out_lines(look.answer))
