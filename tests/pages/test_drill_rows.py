"""Drills as CSV and JSON Lines: every row whole, no cell a formula, no name where none was asked for."""

import csv
import io
import json

import pytest

from simulator.comparing.attempts import Attempt
from simulator.pages.drill_rows import drills_as_csv, drills_as_json_lines, harmless
from simulator.scoring.purpose import PURPOSE
from tests.comparing.rows import drill

HOSTILE = (
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\uff1d1+1",
)


def rows(written: str) -> list[dict[str, str]]:
    assert written.startswith("\ufeff")  # without it some spreadsheets take names for gibberish
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def named(name: str) -> dict[str, str]:
    (row,) = rows(drills_as_csv([drill("p1", "s1")], {"p1": name}))
    return row


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_words(name):
    assert named(name)["name"] == f"'{name}"


@pytest.mark.parametrize("field", ["run", "person", "scenario", "version", "mode", "rubric", "started", "cohort"])
def test_no_column_can_hold_a_formula(field):
    plain = dict.fromkeys(("run", "person", "scenario", "version", "mode", "rubric", "started"), "x")
    (row,) = rows(drills_as_csv([Attempt(**{**plain, field: "=1+1"})]))

    assert row[field] == "'=1+1"


@pytest.mark.parametrize("name", ["Ada", 'O\'Brien, "Bob"', "Zoë; Anna", "two\nlines", "名前", "a=b", "3-1"])
def test_any_other_name_comes_back_as_it_was(name):
    assert named(name)["name"] == name


def test_words_stand_in_quotes_so_that_no_semicolon_makes_a_cell():
    assert '"x;=1+1"' in drills_as_csv([drill("p1", "s1")], {"p1": "x;=1+1"})


def test_a_null_character_is_left_out():
    assert harmless("a\0b") == "ab"
    assert harmless("\0=1") == "'=1"


def test_a_mark_is_a_number_and_no_mark_is_an_empty_cell():
    (row,) = rows(drills_as_csv([drill("p1", "s1", 62.5, honesty=None)]))

    assert (row["honesty"], row["empathy"], row["attempt"], row["assisted"]) == ("", "62.5", "1", "no")


def test_names_are_a_column_only_where_they_were_asked_for():
    assert "name" not in rows(drills_as_csv([drill("p1", "s1")]))[0]
    assert rows(drills_as_csv([drill("p1", "s1")], {}))[0]["name"] == ""


def test_every_row_says_what_it_is_for():
    drills = [drill("p1", "s1"), drill("p2", "s1")]

    assert [row["purpose"] for row in rows(drills_as_csv(drills))] == [PURPOSE, PURPOSE]
    assert [json.loads(line)["purpose"] for line in drills_as_json_lines(drills).splitlines()] == [PURPOSE, PURPOSE]


def test_json_lines_have_everything_a_comparison_rests_on():
    made = drill("p1", "two\u2028lines", findings=[("H-vague", "P04", -2.5)])
    (line,) = drills_as_json_lines([made]).split("\n")[:-1]
    told = json.loads(line)

    assert told["findings"] == [["H-vague", "P04", -2.5]]
    assert {name: told[name] for name in ("person", "scenario", "honesty")} == {
        "person": "p1",
        "scenario": "two\u2028lines",
        "honesty": 80.0,
    }
