"""The ways to the trainer's desk: the door at home, the drills that were set up, another one from a form."""

from pathlib import Path

import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.screens.desk import DeskScreen
from simulator.desktop.screens.desk_choice import DeskChoiceScreen
from simulator.desktop.screens.desk_plan import PlanScreen
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.desk_plan import PlanSoFar, drill_id
from simulator.drill.clock import MINUTE
from simulator.journal.disk import RealDisk
from simulator.journal.keys import Keys
from simulator.journal.runs import Runs
from simulator.scenario.reading import read_scenario
from simulator.training.plan import read_drill_plan
from tests.desktop.conftest import Hand
from tests.desktop.desk_drills import CAKE, LAKE, Class, faults, words, write

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
ZOOMS = (100, 125, 150, 200)
ENTER, ESCAPE = pygame.K_RETURN, pygame.K_ESCAPE
LONG = ("Amara Okonkwo-Featherstonehaugh", "Maximiliane von und zu Hohenstein-Waldburg", "Cy Moor", "Dee Lang", "Eva")


@pytest.fixture
def course(tmp_path: Path) -> Class:
    return Class(tmp_path)


# ---------------------------------------------------------------------- the ways there
@pytest.fixture
def opened(course: Class) -> Hand:
    desk = course.trainers_desk(read_scenario(CAKE), read_scenario(LAKE))
    return Hand(Stage(desk.choose(), (1280, 800)))


def test_the_door_at_home_leads_to_the_drills(program: Program):
    program.call_me("Alex")
    hand = Hand(Stage(program.home_screen(), (1280, 800)))
    hand.press(pygame.K_F7)
    assert "No drill has been set up here." in words(hand)
    hand.press(ESCAPE)

    assert hand.stage.find("button", "Trainer's desk")


def test_a_drill_is_opened_by_its_number_and_escape_leads_back(opened: Hand):
    assert opened.stage.find("button", "storm-monday")
    opened.press(pygame.K_1)
    assert isinstance(opened.stage.screen, DeskScreen)
    opened.press(ESCAPE)

    assert isinstance(opened.stage.screen, DeskChoiceScreen)


def test_a_drill_that_cannot_be_read_says_why_and_keeps_nobody_from_the_others(course: Class, opened: Hand):
    (course.control.folder / "control.jsonl").write_bytes(b"nothing of ours\n")
    hand = Hand(Stage(course.trainers_desk().choose(), (1280, 800)))
    hand.press(pygame.K_1)

    assert isinstance(hand.stage.screen, DeskChoiceScreen)
    assert not hand.stage.find("button", "storm-monday").enabled


# ---------------------------------------------------------------------- another drill from the form
def filled(hand: Hand, name: str = "Storm Tuesday") -> Hand:
    hand.press(pygame.K_F2)
    hand.type(name)
    write(hand, "Trainer", "Alex Kim")
    hand.stage.focus_on(hand.stage.find("textbox", "Name"))
    for person in ("Ana Ruiz", "Ben Okafor"):
        hand.type(person)
        hand.press(ENTER)
    hand.stage.press(hand.stage.find("checkbox", "Saturday noon at the lake"))
    return hand


def test_a_drill_is_set_up_from_the_form_and_watched(opened: Hand, course: Class):
    hand = filled(opened)
    hand.stage.press(hand.stage.find("option", "Ben Okafor"))
    hand.press(pygame.K_3)
    write(hand, "Own seed, if they need one", "42")
    hand.press(ESCAPE)
    hand.stage.press(hand.stage.find("button", "Set it up"))

    assert isinstance(hand.stage.screen, DeskScreen)
    plan = read_drill_plan(course.runs.home / "plans" / "storm-tuesday.yaml")
    assert [(one.name, one.reading_time, one.seed) for one in plan.people] == [
        ("Ana Ruiz", 1.0, None),
        ("Ben Okafor", 1.5, 42),
    ]
    assert (plan.drill, plan.trainer, plan.limit, plan.seed) == ("storm-tuesday", "Alex Kim", 25 * MINUTE, 1)


def test_the_form_says_what_is_missing_and_enter_does_nothing_before(opened: Hand):
    opened.press(pygame.K_F2)
    assert not opened.stage.find("button", "Set it up").enabled
    opened.press(ENTER)
    assert isinstance(opened.stage.screen, PlanScreen)
    opened.type("x")

    assert "Write who the trainer is." in words(opened)


def test_a_name_that_is_taken_is_refused_and_nothing_is_written(opened: Hand, course: Class):
    before = course.control.read()
    hand = filled(opened, "storm monday")
    hand.stage.press(hand.stage.find("button", "Set it up"))

    assert "has been set up already" in words(hand)
    assert course.control.read() == before
    assert not (course.runs.home / "plans").exists()


def test_every_problem_of_a_plan_is_told_and_its_file_is_taken_away_again(opened: Hand, course: Class):
    hand = filled(opened)
    hand.stage.focus_on(hand.stage.find("textbox", "Name"))
    hand.type("=SUM(A1)")
    hand.press(ENTER)
    hand.stage.press(hand.stage.find("button", "Set it up"))

    assert "begins as a formula does" in words(hand)
    assert list((course.runs.home / "plans").iterdir()) == []
    hand.stage.press(hand.stage.find("option", "=SUM(A1)"))
    hand.stage.press(hand.stage.find("button", "Take off the list"))
    hand.stage.press(hand.stage.find("button", "Set it up"))
    assert isinstance(hand.stage.screen, DeskScreen)


def test_nobody_is_on_the_list_twice():
    plan = PlanSoFar()

    assert plan.add(" Ana  Ruiz ") == ""
    assert plan.add("ana ruiz") == "“ana ruiz” is on the list. Add what tells two people apart."
    assert [one.name for one in plan.people] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Storm Monday", "storm-monday"), ("  Été 2026! ", "ete-2026"), ("2026", ""), ("7 a", "a"), ("x" * 60, "x" * 40)],
)
def test_the_name_a_drill_is_kept_under(typed: str, kept: str):
    assert drill_id(typed) == kept


def test_the_people_of_a_roster_come_onto_the_list_and_into_the_plan(opened: Hand, course: Class, tmp_path: Path):
    (tmp_path / "class.csv").write_text("name,reading_time,station\nEva Sand,1.3,window\nana ruiz,,\n")
    hand = filled(opened)
    write(hand, "Roster", str(tmp_path / "class.csv"))
    assert "Enter in the roster's field reads it." in words(hand)
    hand.press(ENTER)
    assert "On the list before, and left as they were: ana ruiz." in words(hand)
    hand.stage.press(hand.stage.find("button", "Set it up"))

    plan = read_drill_plan(course.runs.home / "plans" / "storm-tuesday.yaml")
    assert [(one.name, one.reading_time, one.station) for one in plan.people] == [
        ("Ana Ruiz", 1.0, ""),
        ("Ben Okafor", 1.0, ""),
        ("Eva Sand", 1.3, "window"),
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("name\nEva\neva\n", "'eva' stands here twice"),
        ("who\nEva\n", "a roster has no column 'who'"),
        (None, "the roster can't be read"),
    ],
)
def test_a_roster_with_a_problem_is_told_and_nobody_of_it_is_listed(opened: Hand, tmp_path: Path, rows, told):
    if rows is not None:
        (tmp_path / "class.csv").write_text(rows)
    hand = filled(opened)
    write(hand, "Roster", str(tmp_path / "class.csv"))
    hand.press(ENTER)

    assert told in words(hand)
    assert len(hand.stage.find_all("option")) == 2


def test_a_plan_file_of_the_form_sets_the_same_drill_up_from_the_command_line(opened: Hand, course: Class):
    from simulator.training.setting_up import set_up

    hand = filled(opened)
    hand.stage.press(hand.stage.find("button", "Set it up"))
    plan = read_drill_plan(course.runs.home / "plans" / "storm-tuesday.yaml")

    assert set_up(Runs(course.runs.home), plan)[1] is False


def test_a_drill_that_is_set_up_here_has_a_key_before_it_is_played(opened: Hand, keys_elsewhere: Path):
    hand = filled(opened)

    hand.stage.press(hand.stage.find("button", "Set it up"))

    assert Keys(keys_elsewhere, RealDisk()).has_own


# ---------------------------------------------------------------------- layout
@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_ways_to_the_desk_fit(course: Class, program: Program, size: tuple[int, int], zoom: int):
    desk = course.trainers_desk(read_scenario(CAKE), read_scenario(LAKE))
    form, one, refused = desk.plan(), desk.plan(), desk.plan()
    for screen in (form, one, refused):
        screen._drill.type("A drill with quite a long name, on a Monday")
        for name in LONG:
            screen._plan.add(name)
        screen._plan.scenarios = ["cake-at-six", "lost-child-resort"]
    one._open(1)()
    refused._problems = ("storm-monday.yaml:7:5: " + "a sentence that is rather long " * 6,) * 2
    refused._refused = refused._plan.add(LONG[1])
    for screen in (desk.choose("A notice. " * 20), program.desk_screen(), form, one, refused):
        assert faults(screen, size, zoom) == [], type(screen).__name__
