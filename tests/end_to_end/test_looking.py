"""Who looks at somebody else's drill leaves a line of it; who looks at their own, or at practice, leaves none."""

import json

import pytest

from simulator.journal.records import Mode
from tests.book.conftest import Homes
from tests.end_to_end.conftest import SMALL
from tests.training.a_class import a_class, runs_in

LOOKS = ("replay", "debrief", "rescore")


@pytest.fixture
def played(home):
    """Two people of a class have played: nobody else has, on this computer."""
    a_class(runs_in(home), ["careful", "hurried"])
    return runs_in(home).list_runs()


def looked(firedrill):
    return [(line["what"], line["about"]) for line in firedrill("privacy", "audit", "--json").json]


@pytest.mark.parametrize("command", LOOKS)
def test_a_look_at_somebody_elses_drill_is_written_down_with_whose_it_is(firedrill, played, command):
    assert firedrill(command, played[0].run).code == 0
    assert firedrill(command, played[1].run, "--json").code == 0

    assert looked(firedrill) == [(command, played[0].person), (command, played[1].person)]


def test_a_list_of_several_peoples_scores_is_written_down_once_and_as_about_many(firedrill, played):
    firedrill("scores")

    assert looked(firedrill) == [("scores", "")]


def test_a_list_with_one_other_person_in_it_says_who_that_is(firedrill, played, home):
    own, other = played[0], played[1]
    runs = runs_in(home)
    runs.people.called(runs.people.name(own.person))

    firedrill("scores", "--json")

    assert looked(firedrill) == [("scores", other.person)]


@pytest.mark.parametrize("command", LOOKS)
def test_whoever_looks_at_their_own_drill_leaves_no_line(firedrill, played, home, command):
    runs = runs_in(home)
    runs.people.called(runs.people.name(played[0].person))

    assert firedrill(command, played[0].run).code == 0
    assert looked(firedrill) == []


def test_a_drill_that_two_played_is_the_own_one_of_both(firedrill, home):
    runs = runs_in(home)
    a_class(runs, ["careful"], pairs=True)
    runs.people.called("Ben Okafor")

    firedrill("debrief", "latest")

    assert looked(firedrill) == []


def test_a_look_at_what_a_pair_played_is_a_look_at_both(firedrill, home):
    runs = runs_in(home)
    a_class(runs, ["careful"], pairs=True)
    runs.people.called("Somebody Else")

    firedrill("debrief", "latest")

    assert looked(firedrill) == [("debrief", "")]
    for name in ("Ana Ruiz", "Ben Okafor"):
        assert ("debrief", "") in [
            (one["what"], one["about"]) for one in firedrill("privacy", "export", name).json["looked"]
        ]


def test_a_list_of_practice_of_bots_and_of_ones_own_drills_leaves_no_line(firedrill, home, bot_run):
    runs = runs_in(home)
    homes = Homes(home.parent)
    homes.play(runs, runs.people.called("Ben"), mode=Mode.GUIDED)
    homes.play(runs, runs.people.called("Ana"))

    firedrill("scores")
    firedrill("debrief", bot_run["run"])

    assert looked(firedrill) == []


@pytest.mark.parametrize("command", LOOKS)
def test_a_journal_read_by_its_path_from_another_home_has_its_line_where_it_lies(
    firedrill, played, home, tmp_path, monkeypatch, command
):
    monkeypatch.setenv("FIREDRILL_HOME", str(tmp_path / "another"))
    firedrill(command, home / f"{played[0].run}.jsonl")
    assert looked(firedrill) == [(command, played[0].person)]

    monkeypatch.setenv("FIREDRILL_HOME", str(home))
    assert looked(firedrill) == [(command, played[0].person)]


def test_a_path_into_ones_own_home_is_one_line(firedrill, played, home):
    firedrill("replay", home / f"{played[0].run}.jsonl")

    assert looked(firedrill) == [("replay", played[0].person)]


def test_nobody_makes_another_s_drill_their_own_by_a_file_of_names_in_another_home(
    firedrill, played, home, tmp_path, monkeypatch
):
    another = tmp_path / "another"
    another.mkdir()
    names = {"latest": played[0].person, "names": {played[0].person: ""}}
    (another / "people.json").write_text(json.dumps(names), encoding="utf-8")
    monkeypatch.setenv("FIREDRILL_HOME", str(another))
    firedrill("debrief", home / f"{played[0].run}.jsonl")

    monkeypatch.setenv("FIREDRILL_HOME", str(home))
    assert looked(firedrill) == [("debrief", played[0].person)]


@pytest.mark.parametrize("how", [["--json"], []])
def test_who_watches_a_drill_is_written_down_once(firedrill, played, how):
    firedrill("drill", "autumn", "--watch", *how, typed="\n\nq\n")

    assert looked(firedrill) == [("watch", "")]


def test_who_only_gives_an_order_has_looked_at_nothing(firedrill, played):
    firedrill("drill", "autumn", "--tell", "pause")

    assert looked(firedrill) == []


def test_who_goes_on_with_somebody_elses_drill_is_written_down(firedrill, home):
    runs = runs_in(home)
    firedrill("play", SMALL, "--terminal", typed="Ada\n\n1\nq\n")
    firedrill("resume", "--terminal", typed="q\n")
    assert looked(firedrill) == []
    ada = runs.people.read().latest
    runs.people.called("Ben Okafor")

    assert firedrill("resume", "--terminal", typed="q\n").code == 0
    firedrill(typed="\nq\n")

    assert looked(firedrill) == [("resume", ada), ("resume", ada)]


def test_where_a_look_cannot_be_written_down_nothing_is_shown(firedrill, played, home):
    (home / "notes").mkdir(exist_ok=True)
    (home / "notes" / "ledger.jsonl").write_text("nonsense\n", encoding="utf-8")

    answer = firedrill("debrief", played[0].run)

    assert (answer.code, answer.out) == (4, "")
    assert "changed or damaged" in answer.err


def test_the_list_of_others_runs_is_there_without_a_database(loaded_by, played):
    modules = {module.split(".")[0] for module in loaded_by("scores")}

    assert not modules & {"sqlalchemy", "yaml", "transitions"}
