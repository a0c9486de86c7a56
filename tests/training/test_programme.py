"""The programme: who has drilled what when, what is due by the house's calendar; practice is nowhere in it."""

from datetime import date

import pytest

from simulator.errors import NotFound, ScenarioInvalid
from simulator.training.calendar import ANY, Calendar, Role, Rule, read_calendar, unknown_cases
from simulator.training.programme import Drilled, Read, months_after, programme, read_drills
from tests.training.a_class import LEAVES, NAMES, a_class, runs_in

TODAY = date(2026, 3, 15)
P1, P2, P3 = "aaaaaa000000", "bbbbbb000000", "cccccc000000"
PEOPLE = {P1: "Ana Ruiz", P2: "Ben Okafor", P3: "Cy Moor"}
DRILLS = (
    Drilled((P1,), "lake", "2025-08-31"),
    Drilled((P1, P2), "storm", "2026-02-20"),
    Drilled((P1,), "lake", "2025-09-10"),
)


def told(*rules: Rule, roles: tuple[Role, ...] = (), drills=DRILLS):
    return programme(Read(tuple(drills), 0, 0), Calendar(roles, rules), PEOPLE, TODAY)


def due(*rules: Rule, roles: tuple[Role, ...] = ()):
    answer, names = told(*rules, roles=roles)
    return [(names[one.person], one.case, one.last, one.by, one.now, one.soon) for one in answer.due]


# -- what the journals say


def test_drills_are_counted_for_both_of_a_pair_and_each_once(tmp_path):
    runs = runs_in(tmp_path / "home")
    a_class(runs, ["careful"], pairs=True)
    (drill,) = read_drills([runs, runs]).drills

    assert {runs.people.name(person) for person in drill.people} == set(NAMES[:2])
    assert (drill.case, drill.day) == ("cake-at-six", "2026-03-01")


def test_practice_and_bots_are_nowhere_in_it(tmp_path):
    runs = runs_in(tmp_path / "home")
    a_class(runs, ["careful"], mode="guided")

    assert read_drills([runs]) == Read((), 0, 0)


def test_who_walked_away_has_not_drilled_it(tmp_path):
    runs = runs_in(tmp_path / "home")
    a_class(runs, ["careful"], drill="first")
    a_class(runs, [LEAVES], drill="second")

    read = read_drills([runs])
    assert (len(read.drills), read.left_early) == (1, 1)


def test_a_damaged_journal_is_counted_as_unreadable_and_hides_nothing_else(tmp_path):
    runs = runs_in(tmp_path / "home")
    a_class(runs, ["careful", "hurried"])
    path = runs.home / f"{runs.list_runs()[0].run}.jsonl"
    path.write_bytes(b"broken\n" + path.read_bytes())

    read = read_drills([runs])
    assert (len(read.drills), read.unreadable) == (1, 1)


# -- coverage


def test_the_matrix_has_a_cell_for_everybody_and_every_case():
    answer, names = told()

    assert answer.cases == ("lake", "storm")
    cells = {names[row.person]: [(cell.times, cell.last) for cell in row.cells] for row in answer.people}
    assert cells == {
        "Ana Ruiz": [(2, "2025-09-10"), (1, "2026-02-20")],
        "Ben Okafor": [(0, ""), (1, "2026-02-20")],
    }
    assert [(one.case, one.people, one.of) for one in answer.coverage] == [("lake", 1, 2), ("storm", 2, 2)]


def test_whom_only_the_calendar_knows_is_in_it_without_a_name():
    answer, names = told(Rule("lake", 6, ("Eva Sand",)))

    assert [row.person for row in answer.people] == [P1, P2, "new-1"]
    assert names["new-1"] == "Eva Sand"
    assert not [name for name in (*PEOPLE.values(), "Eva Sand") if name in repr(answer)]


# -- what is due


def test_a_case_is_due_so_many_months_after_it_was_drilled_last():
    assert due(Rule("lake", 6, ("Ana Ruiz",))) == [("Ana Ruiz", "lake", "2025-09-10", "2026-03-10", True, False)]
    assert due(Rule("lake", 7, ("ana ruiz",))) == [("Ana Ruiz", "lake", "2025-09-10", "2026-04-10", False, True)]
    assert due(Rule("lake", 8, ("Ana Ruiz",))) == [("Ana Ruiz", "lake", "2025-09-10", "2026-05-10", False, False)]


def test_who_never_drilled_it_is_due_today():
    assert due(Rule("lake", 6, ("Ben Okafor",))) == [("Ben Okafor", "lake", "", "2026-03-15", True, False)]


def test_any_drill_counts_where_the_rule_says_any():
    assert due(Rule(ANY, 1, ("Ben Okafor",))) == [("Ben Okafor", ANY, "2026-02-20", "2026-03-20", False, True)]


def test_without_who_a_rule_is_for_everybody_in_a_role_else_for_everybody_who_has_drilled():
    assert {who for who, *_ in due(Rule("lake", 6))} == {"Ana Ruiz", "Ben Okafor"}
    assert {who for who, *_ in due(Rule("lake", 6), roles=(Role("floor", ("Cy Moor", "Eva Sand")),))} == {
        "Cy Moor",
        "Eva Sand",
    }


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 3, 1), 24, date(2028, 3, 1)),
    ],
)
def test_months_are_counted_as_people_count_them(day, months, later):
    assert months_after(day, months) == later


# -- the calendar


def write(tmp_path, words):
    path = tmp_path / "calendar.yaml"
    path.write_text(words)
    return path


def test_a_calendar_with_roles_is_read(tmp_path):
    read = read_calendar(
        write(
            tmp_path,
            "format: 1\nroles: {floor: [Ana Ruiz, Ben Okafor]}\n"
            "every: [{case: any, months: 3}, {case: lake, months: 6, who: [floor, Cy Moor]}]\n",
        )
    )

    assert read.rules == (Rule(ANY, 3), Rule("lake", 6, ("Ana Ruiz", "Ben Okafor", "Cy Moor")))
    assert read.people == ("Ana Ruiz", "Ben Okafor", "Cy Moor")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("format: 1\nroles: {floor: [Ana]}\nevery: [{case: any, months: 3, who: [flor]}]", "Did you mean 'floor'?"),
        ("format: 1\nevery: []", "CA002"),
        ("format: 1\n", "'every' is missing"),
        ("format: 1\nevery: [{case: any}]", "'months' is missing"),
        ("format: 1\nevery: [{case: any, months: 0}]", "outside 1 to 120"),
        ("format: 1\nevery: [{case: any, months: 3, who: ['=x()']}]", "begins as a formula does"),
        ("format: 1\nevery: [{case: any, months: 3, hwo: [floor]}]", "Did you mean 'who'?"),
        ("format: 1\nevery: &a [*a]", "SC0"),
        ("[1, 2]", "a table"),
    ],
)
def test_what_is_wrong_with_a_calendar_is_told_with_its_place(tmp_path, words, told):
    with pytest.raises(ScenarioInvalid) as refused:
        read_calendar(write(tmp_path, words))

    assert told in str(refused.value)
    assert str(refused.value).startswith("calendar.yaml:")


def test_a_calendar_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotFound):
        read_calendar(tmp_path / "calendar.yaml")


def test_a_case_that_nobody_knows_is_most_often_a_slip():
    calendar = Calendar((), (Rule("lake", 6), Rule("strom", 6), Rule(ANY, 1)))

    (sentence,) = unknown_cases(calendar, ["lake", "storm"])
    assert "'strom'" in sentence
    assert "Did you mean 'storm'?" in sentence
