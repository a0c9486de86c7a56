"""`firedrill compare`: in plain text, as JSON, as a page, as rows; over journals that people left behind."""

import csv
import json
import re
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from simulator.book.ledger import Kind, Ledger, Rated
from simulator.journal.records import Mode
from simulator.journal.runs import Runs
from simulator.scoring.purpose import PURPOSE
from tests.book import conftest as books

server_place = books.server_place  # the fixture, with its sentence where there is no server
DRILLS = ("lake", "storm", "cable")
PEOPLE = ("Ada", "Grace", "Mary", "Joan", "Hedy")


class House:
    """A home in which people drill, one after the other."""

    def __init__(self, home: Path) -> None:
        self._homes = books.Homes(home.parent)
        self._hours = count()
        tokens = count(1)
        self.runs = Runs(home, clock=self._moment, token=lambda: f"{next(tokens):012x}"[::-1])

    def _moment(self) -> datetime:
        return datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(hours=next(self._hours))

    def drill(self, name: str, scenario: str = "lake", mode: Mode = Mode.TIMED, honesty: float = 80.0, **more) -> str:
        """Let somebody have a drill; gives its run."""
        person = self.runs.people.called(name)
        return self._homes.play(self.runs, person, card=books.a_card(honesty), mode=mode, scenario=scenario, **more)


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def house(home, monkeypatch) -> House:
    monkeypatch.delenv("FIREDRILL_BOOK", raising=False)
    return House(home)


@pytest.fixture
def group(house) -> House:
    """Five people who had the same three drills."""
    for number, name in enumerate(PEOPLE):
        for scenario in DRILLS:
            house.drill(name, scenario, honesty=60.0 + 4 * number, cohort="spring" if number < 4 else "autumn")
    return house


def test_it_compares_what_was_played_since_without_being_told_to_bring_it_in(firedrill, group):
    answer = firedrill("compare")

    assert answer.code == 0, answer.err
    assert PURPOSE in answer.out
    assert "MODE timed, RUBRIC 3: 5 people, 15 runs" in answer.out
    group.drill("Ada", "storm")
    assert "5 people, 16 runs" in firedrill("compare").out


def test_names_are_shown_here_and_never_in_json(firedrill, group):
    assert "  Hedy: " in firedrill("compare").out

    told = firedrill("compare", "--json")

    assert not [name for name in PEOPLE if name in told.out]
    assert told.json["purpose"] == PURPOSE


def test_practice_never_comes_in(firedrill, group):
    before = firedrill("compare", "--json").json
    group.drill("Ada", "storm", Mode.GUIDED, honesty=1.0)
    group.drill("Edith", "storm", Mode.GUIDED)

    assert firedrill("compare", "--json").json == before
    assert firedrill("compare", "--mode", "guided").code == 2


def test_it_can_be_narrowed_down(firedrill, group):
    group.drill("Ada", "lake", Mode.UNTIMED)
    told = {
        option: firedrill("compare", *option, "--json").json
        for option in (
            ("--cohort", "autumn"),
            ("--mode", "untimed"),
            ("--scenario", "cable"),
            ("--since", "2026-03-02"),
        )
    }
    runs = [sum(group["runs"] for group in answer["groups"]) for answer in told.values()]

    assert runs == [3, 1, 5, 1]
    assert firedrill("compare", "--until", "2026-03-01", "--json").json["groups"] == []


def test_fewer_than_five_people_are_not_put_together(firedrill, group):
    (spring,) = firedrill("compare", "--cohort", "spring", "--json").json["groups"]

    assert (spring["failed"], spring["difficulty"], spring["months"]) == ([], [], [])
    assert {e["expected"] for person in spring["people"] for e in person["estimates"]} == {None}


def test_where_there_is_nothing_it_says_so(firedrill, house):
    house.drill("Ada", mode=Mode.GUIDED)

    assert "There are none in the score book." in firedrill("compare").out
    assert firedrill("compare", "--json").json["groups"] == []


def test_a_page_has_pseudonyms_unless_names_were_asked_for(firedrill, group, tmp_path):
    page = tmp_path / "page.html"
    answer = firedrill("compare", "--html", page)
    ada = group.runs.people.called("Ada")

    assert (answer.code, str(page) in answer.out) == (0, True)
    assert ada in page.read_text(encoding="utf-8")
    assert "Ada" not in page.read_text(encoding="utf-8")
    assert "delete it, too" in firedrill("compare", "--html", page, "--names").out
    assert ">Ada<" in page.read_text(encoding="utf-8")


def test_rows_go_into_files(firedrill, group, tmp_path):
    firedrill("compare", "--csv", tmp_path / "a.csv", "--names", "--jsonl", tmp_path / "a.jsonl")
    rows = rows_of(tmp_path / "a.csv")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]

    assert len(rows) == len(lines) == 15
    assert {row["name"] for row in rows} == set(PEOPLE)
    assert "Ada" not in (tmp_path / "a.jsonl").read_text(encoding="utf-8")


def test_no_file_that_is_there_is_overwritten_but_a_page(firedrill, group, tmp_path):
    for option, name in (("--csv", "mine.csv"), ("--jsonl", "run.jsonl"), ("--html", "drill.yaml")):
        (tmp_path / name).write_text("mine", encoding="utf-8")
        answer = firedrill("compare", option, tmp_path / name)

        assert (answer.code, option in answer.err) == (2, True)
        assert "choose another name" in answer.err
        assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_run_that_cannot_be_read_is_named_in_every_form(firedrill, group, home, tmp_path):
    damaged = group.drill("Ada", "storm")
    path = home / f"{damaged}.jsonl"
    path.write_bytes(path.read_bytes()[:-99] + b"X" * 9 + path.read_bytes()[-90:])

    text, page = firedrill("compare").out, tmp_path / "a.html"
    firedrill("compare", "--html", page)

    for told in (text, page.read_text(encoding="utf-8")):
        assert f"1 run left out: damaged, or not to be read ({damaged})" in told
    assert firedrill("compare", "--json").json["left_out"] == [damaged]


def test_where_nothing_fits_what_could_not_be_read_is_named_all_the_same(firedrill, house, home):
    path = home / f"{house.drill('Ada')}.jsonl"
    path.write_bytes(b"X" + path.read_bytes()[1:])

    assert "1 run left out" in firedrill("compare").out


def test_marks_that_a_trainer_overrode_are_counted_and_the_figures_stay(firedrill, group, home, tmp_path):
    run = group.drill("Ada", "storm")
    before = firedrill("compare", "--json")
    ledger = Ledger(home, group.runs.disk)
    for made, marks in (("02", {"honesty": 1.0}), ("03", {"honesty": 2.0}), ("04", {"empathy": 3.0, "cadence": 4.0})):
        made = f"2026-03-{made}T09:00:00Z"
        ledger.add(Rated(run=run, rater="t", kind=Kind.OVERRIDE, made=made, reason="So.", **marks))
    ledger.add(Rated(run=run, rater="t", kind=Kind.BLIND, made="2026-03-05T09:00:00Z", generosity=0.0))
    told = "2 marks of these drills were overridden, each with a reason."  # nobody had a mark for cadence

    answer = firedrill("compare", "--json")
    firedrill("compare", "--html", tmp_path / "a.html")

    assert told in " ".join(firedrill("compare").out.split())
    assert told in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert (answer.json, told in answer.err, before.err) == (before.json, True, "")
    assert told in firedrill("compare", "--csv", tmp_path / "a.csv").out
    assert told not in firedrill("compare", "--scenario", "lake").out


def test_a_name_that_a_spreadsheet_would_work_out_stays_a_name(firedrill, house, tmp_path):
    house.drill("=1+1")
    firedrill("compare", "--csv", tmp_path / "a.csv", "--names")
    (row,) = rows_of(tmp_path / "a.csv")

    assert row["name"] == "'=1+1"


def test_whoever_looks_is_written_down(firedrill, group):
    firedrill("compare")
    firedrill("compare", "--json")

    assert [line["what"] for line in firedrill("privacy", "audit", "--json").json] == ["compare", "compare"]


@pytest.mark.parametrize(
    "wrong", [("--names",), ("--since", "yesterday"), ("--until", "2026-13"), ("--mode", "slow"), ("--names", "--json")]
)
def test_what_makes_no_sense_is_one_sentence(firedrill, group, wrong):
    answer = firedrill("compare", *wrong)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


def test_a_journal_that_cannot_be_read_is_told_and_keeps_nobody_from_the_rest(firedrill, group):
    run = group.drill("Ada", "storm")
    path = next(group.runs.home.glob(f"**/{run}.jsonl"))
    path.write_bytes(path.read_bytes().replace(b"drill_started", b"drill_startet", 1))
    answer = firedrill("compare")

    assert "5 people, 15 runs" in answer.out
    assert re.search(rf"^{re.escape(run)} was left out: ", answer.err)


def test_it_says_what_it_is_for_in_its_help(firedrill):
    assert "Compare people fairly" in firedrill("compare", "--help").out


def test_readiness_is_by_the_standard_of_the_house(firedrill, group, home):
    before = {ready["verdict"] for ready in firedrill("compare", "--json").json["readiness"]}
    (home / "standard.json").write_text('{"unseen": 2, "floors": {"honesty": 70}}', encoding="utf-8")
    after = firedrill("compare", "--json").json

    assert after["unseen"] == 2
    assert before == {"not_yet"}  # by the generosity of the made-up cards
    assert [ready["verdict"] for ready in after["readiness"]].count("ready") == 2


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{", "truncated"),
        ("[]", "Expected"),
        ('{"unseen": 0}', "1 to 50, not 0"),
        ('{"unseen": "three"}', "unseen"),
        ('{"unsen": 3}', "unsen"),
        ('{"modes": []}', "nobody could be ready"),
        ('{"modes": ["timd"]}', "Did you mean 'timed'?"),
        ('{"modes": ["guided"]}', "no mode 'guided' that can count"),
        ('{"critical": ["H-claim-fals"]}', "Did you mean 'H-claim-false'?"),
        ('{"floors": {"honesty": 101}}', "from 0 to 100, not 101"),
        ('{"floors": {"honestly": 50}}', "honestly"),
        ("[" * 10_000, "standard.json"),
    ],
)
def test_a_standard_that_makes_no_sense_is_told_with_its_place(firedrill, group, home, written, told):
    (home / "standard.json").write_text(written, encoding="utf-8")
    answer = firedrill("compare")

    assert (answer.code, answer.out) == (4, "")
    assert "standard.json: " in answer.err
    assert told in answer.err
    assert answer.err.count("\n") == 1


def test_practice_is_in_no_file_that_is_written(firedrill, group, tmp_path):
    practised = group.drill("Edith", "storm", Mode.GUIDED)
    edith = group.runs.people.called("Edith")
    firedrill("compare", "--html", tmp_path / "a.html", "--csv", tmp_path / "a.csv", "--names")
    firedrill("compare", "--jsonl", tmp_path / "a.jsonl")

    for file in ("a.html", "a.csv", "a.jsonl"):
        written = (tmp_path / file).read_text(encoding="utf-8")
        assert not [word for word in (practised, edith, "Edith") if word in written], file


def test_a_book_on_a_server_says_the_same_as_one_in_a_file(firedrill, group, server_place):
    url = server_place.url.replace("+psycopg", "")

    assert firedrill("compare", "--book", url, "--json").json == firedrill("compare", "--json").json
