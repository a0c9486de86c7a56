import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.screens.briefing import BriefingScreen
from simulator.desktop.screens.home import HomeScreen
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.picking import Wish, drills, filters, found, length_of, nothing_found
from simulator.drill.clock import MINUTE
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scoring.finding import Dimension
from tests.desktop.conftest import Hand
from tests.desktop.own_runs import ME, ran


@pytest.fixture(scope="module")
def stories():
    return [read_scenario(path) for path in scenario_paths(shelf_folder())]


@pytest.fixture(scope="module")
def shelf(stories):
    return drills(stories, [], ME)


def ids(drills) -> set[str]:
    return {drill.id for drill in drills}


@pytest.mark.parametrize(
    ("search", "drill"),
    [
        ("saturday lake", "lost-child-resort"),  # the title
        ("carousel", "lost-child-resort"),  # the brief
        ("mara", "lost-child-resort"),  # a person
        ("BANKING", "quiet-overcharge"),  # the trade
        ("find out ourselves", "quiet-overcharge"),  # a principle in words
        ("P36", "quiet-overcharge"),  # and by its number
    ],
)
def test_a_search_finds_titles_briefs_people_trades_and_principles(shelf, search: str, drill: str):
    assert drill in ids(found(shelf, Wish(search=search)))


def test_every_word_of_a_search_must_be_there(shelf):
    assert found(shelf, Wish(search="carousel banking")) == ()


def test_filters_narrow_the_shelf_down_together(shelf):
    bank = found(shelf, Wish(industry="banking"))

    assert ids(bank) == {"quiet-overcharge"}
    assert found(shelf, Wish(industry="banking", level="easy")) == ()


def test_each_filter_lists_only_what_there_is_and_how_much_of_it(shelf):
    for each in filters(shelf, Wish(), None):
        counts = [int(said.rpartition("(")[2].partition(")")[0]) for value, said in each.options if value]
        assert all(counts), each.name
        assert sum(counts) == len(shelf), each.name


def test_the_weakest_mark_is_named_among_the_choices(shelf):
    asks = filters(shelf, Wish(), Dimension.HONESTY)[-1]

    assert [value for value, said in asks.options if "your weakest mark" in said] == ["honesty"]


def test_own_runs_and_endings_seen_are_told(stories):
    story = next(s for s in stories if s.id == "lost-child-resort")
    runs = [ran(story.id, outcome=story.endings[0].id), ran(story.id, outcome=story.endings[0].id)]
    told = next(d.own for d in drills(stories, runs, ME) if d.id == story.id)

    assert told == f"Played twice; 1 of {len(story.endings)} endings seen"


@pytest.mark.parametrize("minutes", [1, 15, 16, 20, 21, 90])
def test_every_length_has_its_class(minutes: int):
    assert length_of(minutes * MINUTE)


def test_an_empty_result_says_what_to_do():
    assert "another word" in nothing_found(Wish(search="zebra", industry="banking"))
    assert "zebra" in nothing_found(Wish(search="zebra"))
    assert "filter" in nothing_found(Wish(industry="banking"))


# ---------------------------------------------------------------------- the screen
@pytest.fixture
def picker(program: Program) -> Hand:
    program.call_me("Amara")
    hand = Hand(Stage(program.home_screen(), (1280, 800)))
    hand.press(pygame.K_F2)
    return hand


def shown(hand: Hand) -> list[str]:
    return [node.key.partition(":")[2] for node in hand.stage.find_all("option") if node.key.startswith("drill:")]


def test_a_drill_is_searched_and_opened_by_keys_alone(picker: Hand):
    picker.type("carousel")
    assert shown(picker) == ["lost-child-resort"]
    picker.press(pygame.K_DOWN)
    picker.press(pygame.K_RETURN)

    assert isinstance(picker.stage.screen, BriefingScreen)
    picker.press(pygame.K_ESCAPE)
    assert shown(picker) == ["lost-child-resort"]
    assert picker.focused() == "Saturday noon at the lake"


def test_a_filter_is_chosen_by_its_number_and_taken_away_again(picker: Hand):
    all_of_them = shown(picker)
    picker.stage.press(picker.stage.find("button", "Industry: any"))
    picker.press(pygame.K_2)
    assert 0 < len(shown(picker)) < len(all_of_them)
    picker.stage.press(picker.stage.find("button", "Take filters away"))

    assert shown(picker) == all_of_them


def test_escape_closes_an_open_filter_before_it_leads_home(picker: Hand):
    picker.stage.press(picker.stage.find("button", "Length: any"))
    picker.press(pygame.K_ESCAPE)
    assert picker.stage.find_all("dialog") == []
    picker.press(pygame.K_ESCAPE)

    assert isinstance(picker.stage.screen, HomeScreen)


def test_where_nothing_is_found_one_press_begins_anew(picker: Hand):
    picker.type("zebra")
    assert shown(picker) == []
    picker.press(pygame.K_RETURN)
    picker.press(pygame.K_RETURN)

    assert len(shown(picker)) > 1


def test_with_no_notice_only_titles_are_told_and_the_briefing_is_an_assessed_one(picker: Hand, program: Program):
    picker.stage.press(picker.stage.find("checkbox", "Assessed, with no notice: titles only"))
    brief = program.story("lost-child-resort").brief.split(".")[0]
    card = next(n for n in picker.stage.find_all("option") if n.key == "drill:lost-child-resort")
    assert card.text == ""
    picker.stage.press(card)

    assert picker.stage.screen._mode is Mode.ASSESSED
    assert brief not in picker.stage.root.dump()
