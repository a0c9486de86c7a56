"""The trainer's desk in the window: who is where, orders by keys alone, the place of a lost station."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from simulator.desktop.screens.desk import LOOKS_EVERY_MS
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, Theme
from simulator.desktop.view_models.desk import AT_ONCE, desk_model, things_to_let_happen
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.clock import MINUTE
from simulator.training.board import Standing, board_of
from simulator.training.control import set_up_of
from simulator.training.status import Status
from simulator.training.watching import Overview, Row
from tests.desktop.conftest import Hand
from tests.desktop.desk_drills import LAKE, Class, faults, words, write

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
ZOOMS = (100, 125, 150, 200)
ENTER, ESCAPE = pygame.K_RETURN, pygame.K_ESCAPE
LONG = ("Amara Okonkwo-Featherstonehaugh", "Maximiliane von und zu Hohenstein-Waldburg", "Cy Moor", "Dee Lang", "Eva")


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Class]:
    made = Class(tmp_path)
    yield made
    made.close()


@pytest.fixture
def at_desk(course: Class) -> Callable[..., Hand]:
    return lambda: Hand(Stage(course.desk(), (1280, 800), Theme(LIGHT, 100)))


# ---------------------------------------------------------------------- as data
def row(place: int, who: str, standing: Standing, scenario: str = "cake", **more: object) -> Row:
    return Row(place, (who,), scenario, standing, people=(who,), **more)


def view(*rows: Row) -> Overview:
    return Overview("storm", "", "Alex", rows)


def test_everybody_has_one_row_which_is_what_they_play_else_what_comes_next_else_what_they_played_last():
    rows = (
        *(row(0, "ana", Standing.FINISHED), row(1, "ben", Standing.FINISHED), row(2, "cy", Standing.OPEN)),
        *(row(3, "ana", Standing.TAKEN, "lake"), row(4, "ben", Standing.FINISHED, "lake"), row(5, "cy", Standing.OPEN)),
    )

    assert [one.place for one in desk_model(view(*rows), {}, {}, "t").rows] == [3, 4, 2]


def test_a_pair_has_one_row():
    pair = Row(0, ("Ana", "Ben"), "cake", Standing.TAKEN, people=("a", "b"))

    assert [one.who for one in desk_model(view(pair), {}, {}, "t").rows] == ["Ana and Ben"]


def test_a_row_tells_the_last_deed_the_next_promise_who_waits_and_what_was_missed():
    status = Status(
        *("r", "running", "At the counter", 0, "17:41:00", 3),
        last_deed='to Nora: "Yes."',
        last_deed_clock="17:40:30",
        next_promise="come back (Nora)",
        next_due_clock="17:50:00",
        waiting=("Nora", "Paul", "Ida"),
        missed=("ring (Nora)",),
        left=90_000,
    )
    (one,) = desk_model(view(row(0, "ana", Standing.TAKEN, status=status, station="A")), {}, {}, "t").rows

    assert (one.state, one.left) == ("17:41:00, At the counter", "2 min left at the desk")
    assert (one.last, one.due) == ('17:40:30, to Nora: "Yes."', "By 17:50:00: come back (Nora)")
    assert (one.waits, one.missed) == ("Nora, Paul and Ida wait", "Missed 1: ring (Nora)")


def test_who_stopped_playing_is_no_longer_meant_by_an_order():
    rows = (row(0, "ana", Standing.FINISHED), row(1, "ben", Standing.TAKEN))

    assert desk_model(view(*rows), {}, {}, "t", frozenset({"ana", "ben"})).to == ("ben",)


def test_an_order_for_somebody_who_plays_no_more_is_for_nobody_and_not_for_everybody():
    rows = (row(0, "ana", Standing.FINISHED), row(1, "ben", Standing.TAKEN))
    model = desk_model(view(*rows), {}, {}, "t", frozenset({"ana"}))

    assert model.chosen_gone
    assert model.order_for == "nobody: whom you chose plays no more"


def test_what_was_prepared_comes_first_and_every_happening_is_told_in_words(course: Class):
    offered = things_to_let_happen(set_up_of(course.control.read()), [cast(course.story, 7)])

    assert offered[0].item.label == "Paul: “There's smoke in here!”"
    told = [one.item.label for one in offered[1:]]
    assert told[0].startswith("A new cake is ready at ")
    assert "{" not in told[0]
    assert told[1:] == ["Paul: “Must we tell her it was us?”", "Nora wants a word"]


# ---------------------------------------------------------------------- watching
def test_before_anybody_has_begun_it_says_so_and_only_the_clock_can_be_stopped(at_desk):
    hand = at_desk()

    assert "Nobody plays at the moment. 0 of 4 drills are finished." in words(hand)
    assert hand.stage.find("button", "Stop the clock").enabled
    assert not hand.stage.find("button", "Let something happen").enabled


def test_it_looks_again_twice_a_second(course: Class, at_desk):
    hand = at_desk()
    course.begin("A")
    hand.stage.pass_time(LOOKS_EVERY_MS - 1)
    assert "Station A" not in words(hand)
    hand.stage.pass_time(1)

    assert hand.stage.find("checkbox", "Ana Ruiz")
    assert "1 plays at the moment." in words(hand)


def test_a_journal_that_was_damaged_is_told_and_looked_at_again(course: Class, at_desk):
    hand = at_desk()
    path = course.control.folder / "control.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole)
    hand.stage.pass_time(LOOKS_EVERY_MS)
    assert "was changed or damaged" in words(hand)

    path.write_bytes(whole)
    hand.stage.pass_time(LOOKS_EVERY_MS)
    assert "Nobody plays at the moment." in words(hand)


# ---------------------------------------------------------------------- orders
def test_the_clock_is_stopped_and_let_go_for_everybody_by_key(course: Class, at_desk):
    course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_F8)
    assert "Sent: the clock stops, for everybody who plays." in words(hand)
    hand.press(pygame.K_F5)

    trainer = course.person("Alex Kim")
    assert [(type(action), action.actor, to) for action, to in course.orders()] == [
        (do.Pause, trainer, ()),
        (do.Resume, trainer, ()),
    ]


def test_numbers_choose_whom_an_order_is_for_and_nought_means_everybody_again(course: Class, at_desk):
    course.begin("A")
    course.begin("B")
    hand = at_desk()
    hand.press(pygame.K_2)
    assert "The next order is for Ben Okafor." in words(hand)
    hand.press(pygame.K_F8)
    hand.press(pygame.K_0)
    hand.press(pygame.K_F5)

    assert [to for _, to in course.orders()] == [(course.person("Ben Okafor"),), ()]


def test_something_prepared_is_let_happen_by_its_number(course: Class, at_desk):
    sitting = course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_F6)
    hand.press(pygame.K_1)
    hand.press(ENTER)
    sitting.listen(500)
    hand.stage.pass_time(LOOKS_EVERY_MS)

    assert course.orders()[0][0].words == "There's smoke in here!"
    assert "Assisted: it says so wherever this run is shown." in words(hand)


def test_somebody_says_what_the_trainer_writes(course: Class, at_desk):
    course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_F6)
    write(hand, "What they say", "I have to go now.")
    assert "Choose who says it." in words(hand)
    hand.stage.press(hand.stage.find("radio", "Nora"))
    hand.stage.press(hand.stage.find("button", "Let it happen"))

    (order,) = [action for action, _ in course.orders()]
    assert (order.by, order.words) == ("nora", "I have to go now.")


def test_more_time_is_given_in_minutes(course: Class, at_desk):
    course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_F7)
    hand.press(pygame.K_3)
    hand.press(ENTER)

    assert course.orders()[0][0].length == 10 * MINUTE


def test_a_moment_is_marked_with_a_note(course: Class, at_desk):
    course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_F12)
    hand.type("who asks first?")
    hand.press(ENTER)

    assert course.orders()[0][0].note == "who asks first?"


def test_ending_is_asked_first_and_escape_ends_nothing(course: Class, at_desk):
    course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_F10)
    hand.press(ESCAPE)
    assert course.orders() == []
    hand.press(pygame.K_F10)
    hand.press(ENTER)

    assert [type(action) for action, _ in course.orders()] == [do.End]


def test_another_trainer_says_who_they_are_and_orders_carry_their_name(course: Class, at_desk):
    course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_F3)
    hand.ctrl(pygame.K_a)
    hand.type("Sam Ode")
    hand.press(ENTER)
    hand.press(pygame.K_F8)

    assert course.runs.people.name(course.orders()[0][0].actor) == "Sam Ode"


def test_why_an_order_was_not_done_stands_in_the_row(course: Class, at_desk):
    sitting = course.begin("A")
    hand = at_desk()
    for _ in range(2):
        hand.press(pygame.K_F8)
    sitting.listen(500)
    hand.stage.pass_time(LOOKS_EVERY_MS)

    assert 'text "Not done: ' in words(hand)


def test_whoever_finishes_while_an_order_for_them_is_made_is_the_only_one_it_is_for(course: Class, at_desk):
    course.begin("B")
    sitting = course.begin("A")
    hand = at_desk()
    hand.press(pygame.K_2)
    hand.press(pygame.K_F10)
    sitting._station.finish(sitting.seat)
    hand.stage.pass_time(LOOKS_EVERY_MS)
    hand.press(ENTER)
    hand.press(pygame.K_F8)

    assert [to for _, to in course.orders()] == [(course.person("Ben Okafor"),)]
    assert "nobody: whom you chose plays no more" in words(hand)


# ---------------------------------------------------------------------- a lost station
def test_the_place_of_a_lost_station_is_released_and_goes_on_elsewhere(course: Class, at_desk):
    lost = course.begin("A")
    course.lose(lost)
    hand = at_desk()
    assert "The station is gone." in words(hand)
    hand.stage.press(hand.stage.find("button", "Release the place of Ana Ruiz"))
    assert "goes on where it stopped, once they sit down" in words(hand)

    other = course.station("B")
    assert other.sit_down(other.take()).live.run.name == lost.live.run.name


def test_a_station_that_came_back_meanwhile_keeps_its_place(course: Class, at_desk):
    course.lose(course.begin("A"))
    hand = at_desk()
    course.station("A")
    hand.stage.press(hand.stage.find("button", "Release the place of Ana Ruiz"))

    assert "The station 'A' is open." in words(hand)
    assert board_of(course.control.read()).seats[0].standing is Standing.TAKEN


# ---------------------------------------------------------------------- layout
@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    """Long names, somebody finished, somebody lost, somebody stopped, somebody still to come."""
    made = Class(tmp_path_factory.mktemp("crowded"), LONG, LAKE, "benno")
    made.finish("Z")
    made.lose(made.begin("a-station-with-a-rather-long-name-by-the-w", 14, "silent"))
    stopped = made.begin("window-seat", 12, "random")
    trainer = made.person("Alex Kim")
    stopped.live.session.submit(do.Pause(actor=trainer))
    stopped.live.session.submit(do.Inject(actor=trainer, by="benno", words="x"))
    stopped.listen(2000)
    yield made
    made.close()


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_desk_and_its_sheets_fit(crowded: Class, size: tuple[int, int], zoom: int):
    openers = ("_let_happen", "_give_time", "_mark", "_end", "_choose_run", "_choose_who", "open_help", "_stop")
    for opener in ("", *openers):
        screen = crowded.desk()
        screen._ticked = frozenset(crowded.person(name) for name in LONG)
        if opener:
            getattr(screen, opener)()
        assert faults(screen, size, zoom) == [], opener


def test_many_people_are_shown_some_at_a_time(tmp_path: Path):
    many = Class(tmp_path, tuple(f"Person {number:02}" for number in range(30)))
    hand = Hand(Stage(many.desk(), (1280, 800)))
    assert f"1 to {AT_ONCE} of 30 people" in words(hand)
    hand.stage.press(hand.stage.find("button", "Those after"))

    assert f"{AT_ONCE + 1} to 30 of 30 people" in words(hand)
    assert "Person 29" in words(hand)


def test_every_control_can_be_reached_with_tab(course: Class, at_desk):
    course.lose(course.begin("A"))
    hand = at_desk()
    reached = set()
    for _ in range(20):
        hand.press(pygame.K_TAB)
        reached.add(hand.focused())

    assert {"Ana Ruiz", "Release the place of Ana Ruiz", "Stop the clock", "Projector", "Drills"} <= reached
