"""The board narrowed to a cohort, a drill or a time: by the keyboard, in the same book as `firedrill compare`."""

from collections.abc import Sequence

import pygame
import pytest

from simulator.comparing.attempts import Attempt
from simulator.comparing.comparison import compare
from simulator.desktop.board_book import board_of
from simulator.desktop.screen import Screen
from simulator.desktop.screens.board import NONE_SUCH, BoardScreen
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.board import Board
from simulator.desktop.view_models.board_filters import Asked, offered
from simulator.errors import StorageFailed
from simulator.journal.home import journal_path
from simulator.journal.records import Mode
from tests.book.conftest import Homes
from tests.comparing.rows import drill, team
from tests.desktop.conftest import Ended, Hand


class Doors:
    """A book that is in memory, and what was asked of it."""

    def __init__(self, drills: Sequence[Attempt]) -> None:
        self._drills = drills
        self.asked: list[Asked] = []
        self.broken = False

    def board(self, asked: Asked) -> Board:
        if self.broken:
            raise StorageFailed("The score book is gone.")
        self.asked.append(asked)
        fits = [one for one in self._drills if _fits(one, asked)]
        return Board(compare(fits), {}, {"s1": "Saturday noon"}, offered(fits))

    def home_screen(self, notice: str = "") -> Screen:
        return Ended(notice or "home")


def _fits(one: Attempt, asked: Asked) -> bool:
    return asked.cohort in ("", one.cohort) and asked.scenario in ("", one.scenario) and one.started >= asked.since


@pytest.fixture
def doors() -> Doors:
    return Doors([*team(cohort="spring"), *team(people=5, cohort="autumn"), drill("p9", "alone", cohort="autumn")])


@pytest.fixture
def hand(doors: Doors) -> Hand:
    return Hand(Stage(BoardScreen(doors), (1280, 800)))


def press(hand: Hand, name: str) -> None:
    hand.stage.press(hand.stage.find("button", name))


def buttons(hand: Hand) -> list[str]:
    return [node.name for node in hand.stage.find_all("button") if node.key.startswith("filter:")]


def test_to_begin_with_all_drills_are_asked_for(hand: Hand, doors: Doors):
    assert doors.asked == [Asked()]
    assert buttons(hand) == ["Cohort: any", "Drill: any", "Since: ever"]


def test_a_cohort_is_chosen_by_its_number(hand: Hand, doors: Doors):
    press(hand, "Cohort: any")
    hand.press(pygame.K_3)

    assert doors.asked[-1] == Asked(cohort="spring")
    assert buttons(hand)[0] == "Cohort: spring"
    assert hand.focused() == "Cohort: spring"


def test_filters_narrow_together_and_are_taken_away_together(hand: Hand, doors: Doors):
    press(hand, "Cohort: any")
    hand.press(pygame.K_2)
    press(hand, "Drill: any")
    hand.stage.press(hand.stage.find("option", "Saturday noon"))
    assert doors.asked[-1] == Asked(cohort="autumn", scenario="s1")
    press(hand, "Take filters away")

    assert doors.asked[-1] == Asked()
    assert "Take filters away" not in hand.stage.root.dump()


def test_a_day_is_written_and_taken_with_enter(hand: Hand, doors: Doors):
    press(hand, "Since: ever")
    hand.stage.focus_on(hand.stage.find("textbox", "Since this day"))
    hand.type("2026-03-02")
    hand.press(pygame.K_RETURN)

    assert doors.asked[-1] == Asked(since="2026-03-02")
    assert "Since: 2026-03-02" in buttons(hand)


def test_what_is_no_day_is_said_to_be_none_and_asked_of_nobody(hand: Hand, doors: Doors):
    press(hand, "Since: ever")
    hand.stage.focus_on(hand.stage.find("textbox", "Since this day"))
    hand.type("2026-02-31")
    hand.press(pygame.K_RETURN)

    assert doors.asked == [Asked()]
    assert "This should be a day such as 2026-03-01" in hand.stage.root.dump()


def test_a_month_is_a_choice_of_its_own(hand: Hand, doors: Doors):
    press(hand, "Since: ever")
    hand.stage.press(hand.stage.find("option", "2026-03"))

    assert doors.asked[-1] == Asked(since="2026-03")


def test_escape_closes_an_open_filter_before_it_leads_home(hand: Hand):
    press(hand, "Drill: any")
    hand.press(pygame.K_ESCAPE)
    assert hand.stage.find_all("dialog") == []
    assert hand.focused() == "Drill: any"
    hand.press(pygame.K_ESCAPE)

    assert 'text "home"' in hand.stage.root.dump()


def test_where_no_drill_is_like_that_it_says_so_and_the_filters_stay(hand: Hand):
    press(hand, "Since: ever")
    hand.stage.focus_on(hand.stage.find("textbox", "Since this day"))
    hand.type("2027-01")
    hand.press(pygame.K_RETURN)

    assert NONE_SUCH in hand.stage.root.dump()
    assert hand.stage.find("button", "Take filters away")


def test_a_book_that_is_gone_meanwhile_leads_home_with_the_reason(hand: Hand, doors: Doors):
    doors.broken = True
    press(hand, "Cohort: any")
    hand.press(pygame.K_2)

    assert "The score book is gone." in hand.stage.root.dump()


def test_a_group_that_is_gone_with_a_filter_is_not_asked_for(doors: Doors):
    doors = Doors([*team(cohort="spring"), *team(people=5, mode="untimed", cohort="autumn")])
    hand = Hand(Stage(BoardScreen(doors), (1280, 800)))
    hand.stage.press(hand.stage.find("radio", "Untimed, rubric 3: 5 people"))
    press(hand, "Cohort: any")
    hand.press(pygame.K_3)

    assert "Timed, rubric 3: 6 people" in hand.stage.root.dump()


# ---------------------------------------------------------------------- with a real book
@pytest.fixture
def homes(tmp_path, monkeypatch) -> Homes:
    monkeypatch.delenv("FIREDRILL_BOOK", raising=False)
    return Homes(tmp_path)


def test_the_book_is_asked_as_by_the_command(homes: Homes):
    runs = homes.runs()
    for number, cohort in enumerate(("spring", "spring", "autumn")):
        homes.play(runs, f"p{number}", cohort=cohort, scenario=("lake", "storm")[number % 2])

    board = board_of(runs, (), Asked(cohort="spring", scenario="lake", since="2026-03-01"))

    assert [person.person for group in board.answer.groups for person in group.people] == ["p0"]
    assert board_of(runs, (), Asked(since="2026-03-02")).answer.groups == ()
    assert board_of(runs, (), Asked()).offered.cohorts == ("autumn", "spring")


def test_a_damaged_run_is_named_and_practice_is_not(homes: Homes):
    runs = homes.runs()
    damaged, practice = homes.play(runs, "p1"), homes.play(runs, "p1", mode=Mode.GUIDED)
    for run in (damaged, practice):
        path = journal_path(runs.home, run)
        path.write_bytes(path.read_bytes().replace(b"drill_started", b"drill_startet", 1))

    assert board_of(runs, (), Asked()).answer.left_out == (damaged,)
