"""A person forgotten: afterwards no byte of their name or of what they typed is in any file."""

from datetime import UTC, datetime

import msgspec
import pytest

from simulator.book.asking import Wanted, attempts
from simulator.book.book import Book, all_rows
from simulator.book.counting import counted, recounted
from simulator.book.erasing import erase, kept_too_long, remove_runs
from simulator.book.ledger import Forgotten, Keeps, Kind, Looked, Rated, Rostered
from simulator.book.opening import BookBusy, open_book
from simulator.drill import events as ev
from simulator.drill.actions import Say
from simulator.journal.disk import RunInUse
from simulator.journal.home import PLANS, snapshot_path
from simulator.journal.records import Mode, NextTime, OwnRating
from simulator.journal.runs import Playing
from tests.book.conftest import _Story

NAME = "Zoë Quackenbush"
TYPED = 'I\'d have said "qwertzuiop" here, ça va'
WORDS = (NAME, "Quackenbush", "qwertzuiop", "plus-words", "delta-words", "next-words", "rated-words", "cohort-quack")
NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def crowded(book, homes, ledger):
    """A home of two people, with everything in it that there can be of one of them, and the book of it."""
    runs = homes.runs()
    zoe, other = runs.people.called(NAME), runs.people.called("Ada")
    typed = (ev.MoveStarted(5_000, Say(reply="r", own_words=TYPED), 25_000),)
    first = homes.play(runs, zoe, *typed, scenario="only-hers")
    homes.play(runs, zoe, *typed, mode=Mode.GUIDED)
    homes.play(runs, zoe, *typed, ends=False)
    kept = homes.play(runs, other)
    runs.notebook.add(OwnRating(first, zoe, 1, 2, 3, 4, "plus-words", "delta-words"))
    runs.notebook.add(NextTime(kept, other, "breathe first"))
    runs.notebook.add(NextTime(first, zoe, "next-words"))
    for run in (first, kept):
        reason = "rated-words" if run == first else "steady"
        ledger.add(Rated(run=run, rater="t1", kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", reason=reason))
    ledger.add(Rostered("monday", zoe, "desk"))
    ledger.add(Looked("2026-03-02T09:00:00Z", "boss", "export", zoe))
    (runs.home / "debriefs").mkdir()
    (runs.home / "debriefs" / f"{first}.html").write_text(f"<p>{NAME}: {TYPED}")
    (runs.home / f"{first}.120.cut").write_text(TYPED)
    (runs.home / "trouble.txt").write_text(TYPED)
    (runs.home / f".{first}.jsonl.7.part").write_text(TYPED)
    (runs.home / ".people.json.7.part").write_text(NAME)
    (runs.home / "book.before-20260101-000000.sqlite").write_text("rated-words")
    (runs.home / "notes" / "notebook.9.cut").write_text("delta-words")
    book.bring_in([homes.source()])
    book.ask(lambda c: attempts(c, Wanted()))
    return runs, zoe, first, kept


def holding(home, *words):
    """Every file of *home*, and of what is below it, in which one of *words* stands in whatever encoding."""
    forms = [
        form for word in words for form in (word.encode(), word.encode("utf-16-le"), msgspec.json.encode(word)[1:-1])
    ]
    files = [path for path in home.rglob("*") if path.is_file()]
    return [str(path.relative_to(home)) for path in files if any(form in path.read_bytes() for form in forms)]


def test_no_byte_of_a_name_or_of_what_was_typed_is_left_in_any_file(opened, crowded, ledger):
    runs, zoe, first, _ = crowded
    assert len(holding(runs.home, *WORDS)) >= 9

    erased = erase(opened, runs, ledger, zoe, NOW)

    assert holding(runs.home, *WORDS, TYPED, first) == []
    assert (erased.runs, erased.holds_still) == (3, ())


def test_what_others_have_stays_as_it_was(book, opened, crowded, ledger, homes):
    runs, zoe, _, kept = crowded

    erase(opened, runs, ledger, zoe, NOW)

    assert set(runs.people.read().names.values()) == {"Ada"}
    assert runs.notebook.read() == (NextTime(kept, runs.people.called("Ada"), "breathe first"),)
    assert [line.reason for line in ledger.read() if isinstance(line, Rated)] == ["steady"]
    assert [a.run for a in book.ask(lambda c: attempts(c, Wanted()))] == [kept]
    assert [path.name for path in (runs.home / "snapshots").iterdir()] == [
        snapshot_path(runs.home, runs.whole_run(kept)[1].header.content_hash).name
    ]


def test_a_tombstone_keeps_who_was_forgotten_out_of_a_rebuilt_book(book, opened, crowded, ledger, homes):
    runs, zoe, *_ = crowded
    erase(opened, runs, ledger, zoe, NOW)
    homes.play(runs, zoe)  # a journal that came back, from a backup or another computer

    book.rebuild([homes.source()])

    assert Forgotten(zoe, "2026-03-05T12:00:00Z", 3) in ledger.read()
    assert not any(zoe in row for table, row in book.ask(lambda c: list(all_rows(c))) if table != "erased")
    assert book.ask(lambda c: counted(c) == recounted(c))


def test_forgetting_twice_is_forgetting_once(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    erase(opened, runs, ledger, zoe, NOW)

    assert erase(opened, runs, ledger, zoe, NOW).runs == 0
    assert holding(runs.home, *WORDS) == []


def test_nobody_is_forgotten_while_they_play(book, opened, crowded, ledger):
    runs, zoe, first, _ = crowded
    playing = runs.open_run(_Story("lake"), b"id: lake\n", Playing(person=zoe))

    with pytest.raises(RunInUse, match="Close it there first"):
        erase(opened, runs, ledger, zoe, NOW)

    playing.close()
    assert runs.people.name(zoe) == NAME
    assert first in [a.run for a in book.ask(lambda c: attempts(c, Wanted()))]


def test_a_reader_who_keeps_the_log_is_told_of_and_the_second_time_all_is_gone(opened, crowded, ledger, file_place):
    runs, zoe, *_ = crowded
    with open_book(file_place) as other, other.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM runs").all()
        with pytest.raises(BookBusy, match="say it again"):
            erase(opened, runs, ledger, zoe, NOW)

    erase(opened, runs, ledger, zoe, NOW)

    assert holding(runs.home, *WORDS) == []


def test_a_plan_that_a_form_wrote_with_the_name_in_it_goes_and_others_stay(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    (runs.home / PLANS).mkdir()
    for name, people in (("monday.yaml", f"[{NAME}, Ada]"), ("tuesday.yaml", "[Ada]")):
        (runs.home / PLANS / name).write_text(f"people: {people}", encoding="utf-8")

    erased = erase(opened, runs, ledger, zoe, NOW)

    assert [path.name for path in (runs.home / PLANS).iterdir()] == ["tuesday.yaml"]
    assert erased.holds_still == ()


def test_a_file_that_still_has_the_words_is_named(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    (runs.home / "my notes.txt").write_text(f"Talk to {NAME}.", encoding="utf-8")

    assert erase(opened, runs, ledger, zoe, NOW).holds_still == ("my notes.txt",)


def test_a_made_up_header_takes_nobody_else_s_files_along(opened, crowded, ledger):
    runs, zoe, _, kept = crowded
    path = next(runs.home.glob("*.jsonl"))
    (runs.home / "a.jsonl").write_bytes(path.read_bytes())

    erase(opened, runs, ledger, zoe, NOW)

    assert (runs.home / f"{kept}.jsonl").exists()
    assert (runs.home / "people.json").exists()


def test_what_a_pair_played_goes_with_either_of_them(book, opened, homes, ledger):
    runs = homes.runs()
    run = homes.play(runs, "p1", pair="p2")
    book.bring_in([homes.source()])

    erase(opened, runs, ledger, "p2", NOW)

    assert book.count() == 0
    assert holding(runs.home, run) == []


def test_what_a_pair_played_does_not_come_back_when_one_of_them_was_forgotten(book, opened, homes, ledger):
    runs = homes.runs()
    erase(opened, runs, ledger, "p2", NOW)
    homes.play(runs, "p1", pair="p2")

    assert book.bring_in([homes.source()]).new == 0
    assert book.rebuild([homes.source()]).new == 0


def test_a_server_s_book_forgets_too(server_place, homes, ledger):
    runs = homes.runs()
    homes.play(runs, "p1")
    with open_book(server_place) as opened:
        Book(opened).bring_in([homes.source()])

        erase(opened, runs, ledger, "p1", NOW)

        assert Book(opened).count() == 0


def test_practice_and_drills_are_kept_as_long_as_the_house_says(homes):
    runs = homes.runs(moment=datetime(2026, 1, 1, tzinfo=UTC))
    guided, timed = homes.play(runs, "p1", mode=Mode.GUIDED), homes.play(runs, "p1")

    def due(keeps, *day):
        return {headed.run for headed in kept_too_long(runs, keeps, datetime(*day, tzinfo=UTC))}

    assert due(Keeps(), 2026, 4, 1) == set()
    assert due(Keeps(), 2026, 4, 2) == {guided}
    assert due(Keeps(), 2027, 1, 1) == {guided}
    assert due(Keeps(), 2027, 1, 2) == {guided, timed}
    assert due(Keeps(practice_days=7, drill_months=1), 2026, 1, 31) == {guided}


def test_what_was_kept_long_enough_goes_whole_and_the_person_stays(book, opened, crowded, ledger):
    runs, zoe, first, kept = crowded
    due = [
        headed for headed in kept_too_long(runs, Keeps(1, 1), datetime(2027, 1, 1, tzinfo=UTC)) if headed.run == first
    ]

    remove_runs(opened, runs, ledger, due)

    assert holding(runs.home, first, "plus-words", "rated-words") == []
    assert runs.people.name(zoe) == NAME
    assert [a.run for a in book.ask(lambda c: attempts(c, Wanted()))] == [kept]
