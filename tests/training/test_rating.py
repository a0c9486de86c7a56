"""Trainers' ratings: before the scores are seen, once each, kept beside them, and only blind ones tell of agreement."""

from datetime import UTC, datetime
from random import Random

import pytest

from simulator.book.ledger import Forgotten, Ledger, Rated
from simulator.book.rows import Kind
from simulator.errors import NotAllowed, NotFound, RecordUnreadable, Usage
from simulator.journal.home import journal_path
from simulator.journal.records import Mode, Scores
from simulator.journal.replay import replay
from simulator.scoring.finding import Dimension
from simulator.training.rating import (
    Mark,
    agreed,
    insist_on_rateable,
    override,
    overrides_in,
    plain_line,
    rate,
    rating_of,
    ratings_in,
    side_by_side,
)
from tests.training.a_class import a_class, runs_in

H, E, C, G = Dimension
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MARKS = (
    Mark(H, 3, "Told her early: it went to others."),
    Mark(E, 1, "Never said sorry."),
    Mark(C, 4, "In time."),
    Mark(G, None),
)
AUTOMATIC = Scores(80.0, 40.5, 75.0, None)


@pytest.fixture
def runs(tmp_path):
    return runs_in(tmp_path / "home")


@pytest.fixture
def ledger(runs):
    return Ledger(runs.home, runs.disk)


@pytest.fixture
def played(runs):
    a_class(runs, ["careful", "hurried"])
    return [replay(runs, summary.run) for summary in runs.list_runs()]


def test_a_rating_comes_back_as_it_was_given(ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)

    (rating,) = ratings_in(ledger.read())
    assert (rating.run, rating.rater, rating.made, rating.unseen) == (
        played[0].header.run,
        "t1",
        "2026-03-01T12:00:00Z",
        True,
    )
    assert rating.marks == MARKS


def test_scores_are_not_shown_before_the_own_rating_is_entered(ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)

    with pytest.raises(NotAllowed, match="once you have rated it"):
        side_by_side(ledger.read(), played[0].header, AUTOMATIC, "t2")


def test_after_it_both_stand_side_by_side_with_what_others_gave(ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)
    rate(ledger, played[0], "t2", (Mark(H, 0, "Late."), *MARKS[1:]), True, NOW)
    shown = side_by_side(ledger.read(), played[0].header, AUTOMATIC, "t1")

    honesty = shown.scores[0]
    assert (honesty.automatic, honesty.own.points, [m.points for m in honesty.others]) == (80.0, 75.0, [0.0])
    assert shown.scores[3].own.points is None


def test_a_run_is_rated_once_by_each_trainer_since_they_have_seen_its_scores_then(ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)

    with pytest.raises(Usage, match="already"):
        rate(ledger, played[0], "t1", MARKS, True, NOW)


def test_of_two_lines_that_two_programs_wrote_at_once_the_first_counts(ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)
    (first,) = (line for line in ledger.read() if isinstance(line, Rated))
    ledger.add(Rated(run=first.run, rater="t1", kind=Kind.BLIND, made="2026-03-01T12:00:01Z", honesty=0.0))

    assert [rating.marks[0].steps for rating in ratings_in(ledger.read())] == [3]


def test_an_override_needs_the_own_rating_first_and_a_reason(ledger, played):
    with pytest.raises(NotAllowed, match="Rate "):
        override(ledger, played[0], "t1", H, 60.0, "They asked.", NOW)
    rate(ledger, played[0], "t1", MARKS, True, NOW)
    with pytest.raises(Usage, match="reason"):
        override(ledger, played[0], "t1", H, 60.0, "", NOW)
    with pytest.raises(Usage, match="0 to 100"):
        override(ledger, played[0], "t1", H, float("nan"), "They asked.", NOW)


def test_an_override_and_the_score_it_is_about_are_both_kept(runs, ledger, played):
    card = played[0].scorecards
    rate(ledger, played[0], "t1", MARKS, True, NOW)
    override(ledger, played[0], "t1", H, 60.0, "What Paul said wasn't sure.", NOW)
    override(ledger, played[0], "t1", H, 55.0, "Twice.", NOW)

    shown = side_by_side(ledger.read(), played[0].header, AUTOMATIC, "t1").scores[0]
    assert shown.automatic == 80.0
    assert [(one.points, one.reason) for one in shown.overrides] == [
        (60.0, "What Paul said wasn't sure."),
        (55.0, "Twice."),
    ]
    assert len({one.made for one in shown.overrides}) == 2  # the book tells them apart by it
    assert replay(runs, played[0].header.run).scorecards == card
    assert rating_of(ledger.read(), played[0].header.run, "t1").marks == MARKS


def test_nobody_rates_their_own_run_nor_practice_nor_one_that_has_not_ended(runs, ledger, played):
    from msgspec import structs

    own = played[0]
    with pytest.raises(NotAllowed, match="their own run"):
        insist_on_rateable(own, own.header.person)
    practice = structs.replace(own, header=structs.replace(own.header, mode=Mode.GUIDED))
    with pytest.raises(NotAllowed, match="practice"):
        insist_on_rateable(practice, "t1")
    with pytest.raises(Usage, match="hasn't ended"):
        insist_on_rateable(structs.replace(own, events=own.events[:-1]), "t1")


@pytest.mark.parametrize(
    "typed", ["Ana waited.", "So Ruiz's words were kind", "then ana ruiz waited", "“Ana”, she said"]
)
def test_a_line_holds_no_name(typed):
    with pytest.raises(Usage, match="no name is kept"):
        plain_line(typed, ["Ana Ruiz", ""])


def test_a_line_is_one_line_without_what_moves_a_cursor():
    assert plain_line("  They\x1b[2J waited\n\tlong. ", ["Ana Ruiz"]) == "They [2J waited long."
    with pytest.raises(Usage, match="letters"):
        plain_line("x" * 241, [])


def test_no_name_is_in_the_trainers_journal(runs, ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)

    data = (runs.home / "notes" / "ledger.jsonl").read_text()
    assert not [name for name in runs.people.read().names.values() if name in data]


def test_a_changed_rating_is_detected(runs, ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)
    path = runs.home / "notes" / "ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"honesty":75', b'"honesty":25'))

    with pytest.raises(RecordUnreadable):
        ratings_in(ledger.read())


def test_the_score_book_is_made_of_the_same_lines_again_and_again(runs, ledger, played):
    from sqlalchemy import select

    from simulator.book.book import Book, Source
    from simulator.book.opening import open_book
    from simulator.book.place import book_place
    from simulator.book.tables import ratings

    rate(ledger, played[0], "t1", MARKS, True, NOW)
    override(ledger, played[0], "t1", H, 60.0, "They asked.", NOW)
    override(ledger, played[0], "t1", H, 55.0, "Twice.", NOW)

    told = []
    with open_book(book_place(runs.home, environ={})) as opened:
        for _ in range(2):
            Book(opened).rebuild((Source(runs, ledger),), False)
            with opened.reading() as connection:
                told.append(sorted(tuple(row) for row in connection.execute(select(ratings))))
    assert told[0] == told[1]
    assert [(row[2], row[-4]) for row in told[0]] == [("blind", 75.0), ("override", 60.0), ("override", 55.0)]


def test_who_is_forgotten_takes_the_ratings_of_their_runs_along(runs, ledger, played):
    from simulator.book.erasing import erase
    from simulator.book.opening import open_book
    from simulator.book.place import book_place

    rate(ledger, played[0], "t1", MARKS, True, NOW)
    rate(ledger, played[1], "t1", MARKS, True, NOW)
    override(ledger, played[0], "t1", H, 60.0, "Only of this one.", NOW)
    with open_book(book_place(runs.home, environ={})) as opened:
        erase(opened, runs, ledger, played[0].header.person, NOW)

    assert [rating.run for rating in ratings_in(ledger.read())] == [played[1].header.run]
    assert not [path for path in runs.home.rglob("*") if path.is_file() and b"Only of this one." in path.read_bytes()]


# -- agreement


def lines(seed=0, runs=40, kinder=0.0, unseen=True):
    """Each run rated by two of four trainers; one of them is *kinder* by so many points."""
    dice = Random(seed)
    for run in range(runs):
        worth = dice.gauss(50, 22)
        for rater in dice.sample(["t0", "t1", "t2", "t3"], 2):
            points = worth + dice.gauss(0, 6) + (kinder if rater == "t2" else 0)
            steps = min(4, max(0, round(points / 25)))
            kind = Kind.BLIND if unseen else Kind.TRAINER
            yield Rated(run=f"r{run}", rater=rater, kind=kind, made="2026-03-01T12:00:00Z", empathy=steps * 25.0)


def test_alpha_over_the_journal_is_that_of_the_krippendorff_package():
    import krippendorff
    import numpy

    told = list(lines())
    table = numpy.full((4, 40), numpy.nan)
    for line in told:
        table[int(line.rater[1]), int(line.run[1:])] = line.empathy

    found = agreed(told).agreement[1]
    assert found.alpha == pytest.approx(krippendorff.alpha(table, level_of_measurement="interval"), abs=1e-9)
    assert (found.runs, found.ratings) == (40, 80)


def test_a_planted_lenient_trainer_is_found_and_nobody_else():
    leaning = [one for one in agreed(lines(kinder=30.0)).leanings if one.leans]

    assert [(one.rater, one.words) for one in leaning] == [("t2", "lenient")]
    assert leaning[0].above.low > 0


def test_fair_trainers_are_left_alone():
    marked = [bool([one for one in agreed(lines(seed)).leanings if one.leans]) for seed in range(40)]

    assert sum(marked) <= 5


def test_ratings_given_after_scores_were_seen_are_counted_and_tell_nothing_of_agreement():
    found = agreed(lines(unseen=False))

    assert (found.ratings, found.seen_before) == (0, 80)
    assert all(one.alpha is None for one in found.agreement)


def test_an_override_is_no_rating(ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)
    override(ledger, played[0], "t1", H, 60.0, "They asked.", NOW)

    assert len(overrides_in(ledger.read())) == 1
    assert agreed(ledger.read()).ratings == 1
    assert agreed(ledger.read()).rated_once == (played[0].header.run,)


# -- while a rating is typed


def noted(ledger):
    return [line for line in ledger.read() if isinstance(line, Rated)]


def test_a_run_that_was_deleted_while_it_was_rated_keeps_no_word_about_it(runs, ledger, played):
    runs.disk.remove(journal_path(runs.home, played[0].header.run))

    with pytest.raises(NotFound, match="was deleted meanwhile, so nothing you said of it is kept"):
        rate(ledger, played[0], "t1", MARKS, True, NOW)
    assert noted(ledger) == []


def test_nor_does_an_override_come_after_its_run_has_gone(runs, ledger, played):
    rate(ledger, played[0], "t1", MARKS, True, NOW)
    runs.disk.remove(journal_path(runs.home, played[0].header.run))

    with pytest.raises(NotFound, match="was deleted meanwhile"):
        override(ledger, played[0], "t1", H, 60.0, "They asked.", NOW)
    assert len(noted(ledger)) == 1


@pytest.mark.parametrize("whose", ["person", "pair"])
def test_nothing_is_said_behind_the_tombstone_of_whoever_played(ledger, played, whose):
    from msgspec import structs

    of_two = structs.replace(played[0], header=structs.replace(played[0].header, pair="p2"))
    ledger.add(Forgotten(getattr(of_two.header, whose), "2026-03-01T11:00:00Z", 1))

    with pytest.raises(NotAllowed, match="was erased, so nothing more about that drill is kept"):
        rate(ledger, of_two, "t1", MARKS, True, NOW)
    assert noted(ledger) == []


def test_whoever_was_erased_while_they_rated_leaves_no_words(ledger, played):
    ledger.add(Forgotten("t1", "2026-03-01T11:00:00Z", 0))

    with pytest.raises(NotAllowed, match="Say who rates"):
        rate(ledger, played[0], "t1", MARKS, True, NOW)
    assert noted(ledger) == []


def test_a_run_that_lies_elsewhere_is_rated_while_it_is_there(runs, ledger, played, tmp_path):
    run = played[0].header.run
    elsewhere = tmp_path / f"{run}.jsonl"
    journal_path(runs.home, run).rename(elsewhere)

    rate(ledger, played[0], "t1", MARKS, True, NOW, elsewhere)

    assert rating_of(ledger.read(), run, "t1").marks == MARKS
