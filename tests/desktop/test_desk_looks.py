"""Who opens the desk or the projector on somebody else's drill is written down; on practice neither opens."""

import pytest

from simulator.book.ledger import Ledger, Looked, ledger_path
from simulator.desktop.screens.desk import DeskScreen
from simulator.desktop.screens.desk_choice import DeskChoiceScreen
from simulator.desktop.screens.projector import ProjectorScreen
from simulator.desktop.stage import Stage
from simulator.desktop.trainers_desk import TrainersDesk, Way
from simulator.journal.records import Mode
from simulator.journal.runs import Runs
from tests.book.conftest import Homes
from tests.desktop.conftest import Ended, Hand
from tests.desktop.desk_drills import words
from tests.training.a_class import NAMES, a_class, runs_in


@pytest.fixture
def runs(tmp_path) -> Runs:
    return runs_in(tmp_path / "home")


def desk_of(runs: Runs) -> TrainersDesk:
    return TrainersDesk(runs, Way(lambda: Ended("home"), list))


def looked(runs: Runs) -> list[tuple[str, str]]:
    lines = Ledger(runs.home, runs.disk).read()
    return [(line.what, line.about) for line in lines if isinstance(line, Looked)]


def person(runs: Runs, name: str) -> str:
    return next(person for person, known in runs.people.read().names.items() if known == name)


def test_the_desk_is_one_look_however_long_it_is_open(runs):
    a_class(runs, ["careful", "hurried"])
    screen = desk_of(runs).watch("autumn")
    assert isinstance(screen, DeskScreen)

    hand = Hand(Stage(screen, (1280, 800)))
    hand.stage.pass_time(10_000)

    assert looked(runs) == [("desk", "")]


def test_each_run_on_the_projector_is_a_look_at_whose_it_is(runs):
    a_class(runs, ["careful", "hurried"])
    watched = desk_of(runs).watched("autumn")

    for item in watched.runs():
        shown = watched.show(item.id, Ended("desk"))
        assert isinstance(shown, ProjectorScreen)

    whose = [run.person for run in runs.list_runs()]
    assert looked(runs) == [("desk", ""), *(("projector", one) for one in whose)]


def test_ones_own_run_on_the_projector_is_no_look(runs):
    a_class(runs, ["careful"])
    runs.people.called(NAMES[0])

    watched = desk_of(runs).watched("autumn")
    watched.show(watched.runs()[0].id, Ended("desk"))

    assert looked(runs) == []


def test_where_a_look_cannot_be_written_down_neither_opens(runs):
    a_class(runs, ["careful"])
    watched = desk_of(runs).watched("autumn")
    ledger_path(runs.home).write_text("nonsense\n")

    assert "changed or damaged" in watched.show(watched.runs()[0].id, Ended("desk"))
    assert isinstance(desk_of(runs).watch("autumn"), DeskChoiceScreen)


def test_a_guided_drill_has_no_desk_and_it_says_why(runs):
    a_class(runs, ["careful"], mode="guided")
    hand = Hand(Stage(desk_of(runs).watch("autumn"), (1280, 800)))

    assert isinstance(hand.stage.screen, DeskChoiceScreen)
    assert "'autumn' is guided, which is practice" in words(hand)
    assert NAMES[0] not in words(hand)
    assert looked(runs) == []


def test_the_projector_neither_offers_nor_shows_practice_of_somebody_else(runs, tmp_path):
    a_class(runs, ["careful"])
    watched = desk_of(runs).watched("autumn")
    ana = person(runs, NAMES[0])
    practice = Homes(tmp_path).play(runs, ana, mode=Mode.GUIDED, plan="autumn")

    assert practice not in [item.id for item in watched.runs()]
    assert "is practice" in watched.show(practice, Ended("desk"))
