"""The board: the comparison as data and as a screen, in words for whoever can't see the plots."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pygame
import pytest
from msgspec import structs

from simulator.comparing.comparison import compare
from simulator.comparing.made_up import Plan, made_up
from simulator.comparing.practising import ShelfDrill
from simulator.comparing.words import DAMAGED_LATER, NO_MONTHS
from simulator.desktop.app import Program
from simulator.desktop.board_book import book_holds_drills
from simulator.desktop.screen import Screen
from simulator.desktop.screens.board import BoardScreen, Part
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, PALETTES, Theme
from simulator.desktop.view_models.board import AT_ONCE, Board, board_model
from simulator.desktop.view_models.board_filters import Asked, Offered, board_filters, offered
from simulator.desktop.widgets.forest import ForestLine
from simulator.desktop.widgets.inspecting import layout_faults
from simulator.journal.records import Mode
from simulator.journal.runs import Runs
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import PURPOSE
from tests.book.conftest import Homes, a_card
from tests.comparing.rows import drill, team
from tests.desktop.conftest import Ended, Hand

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
ZOOMS = (100, 125, 150, 200)
FAILING = [("H-withheld", "P36", -5.0)]


class Doors:
    """Where the board leads to in tests; *board* is there whatever is asked for."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def board(self, asked: Asked) -> Board:
        return self._board

    def home_screen(self, notice: str = "") -> Screen:
        return Ended("home")


def of_team(**same: object) -> Board:
    return Board(compare(team(**same)), {"p1": "Ada Lovelace"}, {"s1": "Saturday noon"})


def everything() -> Board:
    """A board with all it can show: two groups, many people, long names, somebody who isn't comparable."""
    played = made_up(Random(5), Plan(people=40, clipped=True, cohorts=2)).attempts
    others = [*team(mode="untimed", findings=FAILING), drill("p9", "alone", mode="untimed")]
    names = {f"p{n:04}": f"Amara Okonkwo-Featherstonehaugh the {n}th" for n in range(0, 40, 3)}
    shelf = [ShelfDrill("s1", "Saturday noon at the lake", ("P36",))]
    everybody = [*played, *others]
    damaged = [f"20260301-09300{n}-saturday-noon-at-the-lake-abcdef" for n in range(7)]
    answer = compare(everybody, shelf, left_out=damaged)
    notes = ("88 runs are older than this house keeps.", "3 marks were overridden, each with a reason.")
    return Board(answer, names, {"s1": "Saturday noon at the lake"}, offered(everybody), notes)


def shown(board: Board, size: tuple[int, int] = (1280, 800), zoom: int = 100) -> Hand:
    return Hand(Stage(BoardScreen(Doors(board)), size, Theme(LIGHT, zoom)))


def words(hand: Hand) -> str:
    return hand.stage.root.dump()


# ---------------------------------------------------------------------- as data
def test_people_come_in_the_order_of_their_pseudonyms_with_their_names():
    assert [plot.name for plot in board_model(of_team()).people] == ["p0", "Ada Lovelace", "p2", "p3", "p4", "p5"]


def test_a_plot_says_dot_line_first_latest_and_runs_in_a_sentence():
    board = of_team()
    said = board_model(board).people[1].said
    estimate = board.answer.groups[0].people[1].estimates[0]
    low, dot, high = (f"{x:.0f}" for x in (estimate.expected.low, estimate.expected.value, estimate.expected.high))

    assert said == (
        f"Ada Lovelace: {dot} ({low} to {high}), the line from {low} to {high}; "
        f"first {estimate.first:.0f}, latest {estimate.latest:.0f}, 4 runs."
    )


def test_who_is_not_comparable_has_no_dot_and_is_told_why():
    model = board_model(Board(compare([*team(), drill("p9", "s1"), drill("p9", "alone", day=2)])))
    plot = model.people[-1]

    assert plot.interval is None
    assert plot.words.startswith("Not comparable: shares 1 drill with others, 3 are needed; the line would be ")
    assert plot.detail.endswith("2 runs")


def test_one_score_and_one_group_are_shown_at_a_time():
    board = Board(compare([*team(), *team(people=5, mode="untimed", honesty=10.0)]))

    assert board_model(board).groups == ("Timed, rubric 3: 6 people", "Untimed, rubric 3: 5 people")
    assert board_model(board, 1).people[0].detail.startswith("first 10, latest 10")
    assert not board_model(board, 1, Dimension.EMPATHY).people[0].detail.startswith("first 10,")


def test_readiness_says_the_rule_the_share_and_what_stands_against_somebody():
    model = board_model(of_team(honesty=20.0))

    assert "Ready is whose latest 3 drills" in model.ready_said
    assert "of the 6 people who have drilled enough to tell" in model.ready_said
    assert (model.ready[1].head, model.ready[1].good) == ("Ada Lovelace: not yet", False)
    assert "Saturday noon: honesty 20, below 50" in model.ready[1].lines


def test_what_the_group_fails_goes_down_to_the_rule():
    (failing,) = board_model(of_team(findings=FAILING)).failed

    assert failing.plot.said.startswith("What we find out ourselves we tell ourselves (honesty): 100 % ")
    assert failing.plot.detail == "the whole group"
    assert [rule.name for rule in failing.rules] == ["Bad news, a cause or a right was kept back"]


def test_a_rule_that_is_failed_has_its_points_and_codes_and_the_whole_group_is_explained():
    model = board_model(of_team(findings=FAILING))

    assert model.failed[0].rules[0].detail == "5.0 points a drill [H-withheld, P36]"
    assert "That is seldom the people." in model.failed_said
    assert "seldom the people" not in board_model(of_team()).failed_said


def test_where_nobody_lost_anything_five_people_are_not_said_to_be_too_few():
    assert board_model(of_team(people=5)).failed_said == "No single thing cost anybody points."


def test_how_hard_the_drills_are_is_told_by_score_with_how_many_people():
    board = of_team()

    told = {plot.name: plot for plot in board_model(board, dimension=Dimension.EMPATHY).drills}

    (answer,) = [
        one for one in board.answer.groups[0].difficulty if (one.scenario, one.dimension) == ("s1", Dimension.EMPATHY)
    ]
    assert told["Saturday noon"].interval == answer.expected
    assert told["Saturday noon"].detail == "6 people"


def test_months_are_told_of_everybody_and_of_cohorts():
    model = board_model(everything())

    assert {plot.name.split(", ")[1] for plot in model.months} >= {"everybody"}
    assert all(plot.interval is not None for plot in model.months)


def test_drills_and_months_of_fewer_than_five_people_are_not_told():
    hand = shown(of_team(people=4))
    hand.stage.press(hand.stage.find("radio", Part.DRILLS.value))

    assert board_model(of_team(people=4)).drills == ()
    assert "Nothing can be told here" in words(hand)


def test_nothing_is_told_of_fewer_than_five_people_together():
    model = board_model(of_team(people=4, findings=FAILING))

    assert model.failed == ()
    assert "five people or more" in model.failed_said
    assert {plot.interval for plot in model.people} == {None}


def test_what_somebody_should_practise_comes_with_its_reason():
    board = Board(compare(team(findings=FAILING, honesty=40.0), [ShelfDrill("s9", "The storm", ("P36",))]))

    assert board_model(board).needs[0].head == "p0: honesty"
    assert board_model(board).needs[0].lines[1:] == (
        "Bad news, a cause or a right was kept back, in 4 of 4 drills.",
        "Drills that ask for it: “The storm” (not tried yet).",
    )


def test_runs_left_out_are_counted_and_named():
    assert board_model(Board(compare(team(), left_out=["run-a", "run-b"]))).left_out == (
        "2 runs left out: damaged, or not to be read (run-a, run-b). 'firedrill verify RUN' tells what is wrong.",
    )


def test_what_the_answer_cannot_know_stands_below_what_was_left_out():
    board = Board(compare(team(), left_out=["run-a"]), notes=("2 marks were overridden.",))

    assert board_model(board).notes == (DAMAGED_LATER, "2 marks were overridden.")
    told = words(shown(board))
    assert told.index("1 run left out") < told.index("is still counted") < told.index("2 marks were overridden.")
    assert board_model(of_team()).notes == ()


def test_months_that_cannot_be_compared_are_not_said_to_be_of_too_few():
    months = ("2026-02", "2026-03", "2026-04")
    rows = [
        structs.replace(
            run, run=f"{run.run}-{month}", scenario=f"{run.scenario}-{month}", started=f"{month}-03T09:00:00Z"
        )
        for month in months
        for run in team()
    ]
    hand = shown(Board(compare(rows)))
    hand.stage.press(hand.stage.find("radio", Part.MONTHS.value))

    assert NO_MONTHS in words(hand)
    assert "five people or more" not in words(hand)


def test_the_filters_offer_what_there_are_drills_of():
    there = offered([drill("p1", "s2", cohort="spring"), drill("p2", "s1", cohort="")])

    told = {one.name: [said for _, said in one.options] for one in board_filters(there, Asked(), {"s2": "A storm"})}

    assert told == {"Cohort": ["any", "spring"], "Drill": ["any", "A storm", "s1"], "Since": ["ever", "2026-03"]}


def test_a_day_that_was_written_stands_among_the_choices():
    *_, since = board_filters(Offered(months=("2026-03",)), Asked(since="2026-03-14"), {})

    assert (since.said, [value for value, _ in since.options]) == ("2026-03-14", ["", "2026-03-14", "2026-03"])


# ---------------------------------------------------------------------- the screen
def test_it_says_what_scores_are_for_whatever_is_shown():
    hand = shown(of_team())
    for part in Part:
        hand.stage.find("radio", part.value).press()
        hand.stage.rebuild()

        assert f'text "{PURPOSE}"' in words(hand)


def test_every_plot_is_there_in_words():
    hand = shown(of_team())

    for plot in board_model(of_team()).people:
        assert hand.stage.find("image", plot.said)


def test_the_keyboard_leads_from_part_to_part_and_home():
    hand = shown(of_team(findings=FAILING))
    hand.press(pygame.K_RIGHT)
    hand.press(pygame.K_RETURN)
    assert 'heading "Who is ready"' in words(hand)
    hand.press(pygame.K_ESCAPE)

    assert 'text "home"' in words(hand)


def test_another_score_is_a_press_away():
    hand = shown(of_team())
    hand.stage.find("radio", "Cadence").press()
    hand.stage.rebuild()

    assert 'heading "Cadence, person by person"' in words(hand)


def test_many_people_are_shown_some_at_a_time():
    hand = shown(everything())
    assert f"1 to {AT_ONCE} of 40 people" in words(hand)
    hand.stage.find("button", "Those after").press()
    hand.stage.rebuild()

    assert f"{AT_ONCE + 1} to 40 of 40 people" in words(hand)
    assert not hand.stage.find("button", "Those after").enabled


def test_an_empty_book_says_when_something_will_stand_there():
    hand = shown(Board(compare([])))

    assert "Practice never comes in." in words(hand)
    hand.press(pygame.K_RETURN)
    assert 'text "home"' in words(hand)


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_it_fits(size: tuple[int, int], zoom: int):
    board = everything()
    for group in range(len(board.answer.groups)):
        for part in Part:
            screen = BoardScreen(Doors(board))
            screen._part, screen._group = part, group
            stage = Stage(screen, size, Theme(LIGHT, zoom))
            assert layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), size)) == [], (part, group)
    for field in ("cohort", "scenario", "since"):
        screen = BoardScreen(Doors(board))
        screen._filters._open(field)()
        screen._filters._wrong = True
        stage = Stage(screen, size, Theme(LIGHT, zoom))
        assert layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), size)) == [], field
    stage = Stage(BoardScreen(Doors(Board(compare([])))), size, Theme(LIGHT, zoom))
    assert layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), size)) == []


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
@pytest.mark.parametrize("ends", [(0, 0, 0), (100, 100, 100), (0, 50, 100), (-5, 50, 105)])
def test_any_interval_can_be_drawn_and_stays_in_its_place(show, ends, palette):
    hand = show(lambda shelf, extent: ForestLine("said", *ends), size=(200, 60), palette=palette)
    surface = pygame.Surface((200, 60))
    hand.stage.draw(surface)

    assert surface.get_at((0, 30)) == surface.get_at((0, 1))
    assert hand.stage.find("image", "said")


# ---------------------------------------------------------------------- the door
@pytest.fixture
def drilled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A program whose home has five people's drills in it; the book isn't brought up to date yet."""
    monkeypatch.delenv("FIREDRILL_BOOK", raising=False)
    hours, tokens = count(), count(1)
    runs = Runs(
        tmp_path / "home",
        clock=lambda: datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(hours=next(hours)),
        token=lambda: f"{next(tokens):012x}"[::-1],
    )
    for name in ("Ada", "Grace", "Mary", "Joan", "Hedy"):
        for scenario in ("lake", "storm", "cable"):
            Homes(tmp_path).play(runs, runs.people.called(name), card=a_card(), scenario=scenario)
    Homes(tmp_path).play(runs, runs.people.called("Edith"), mode=Mode.GUIDED)
    return Program(runs, 0)


def test_there_is_a_door_only_where_the_book_holds_drills(drilled: Program):
    assert not drilled.home().board
    assert "The board" not in Stage(drilled.home_screen(), (1280, 800)).root.dump()
    drilled.board_screen()

    hand = Hand(Stage(drilled.home_screen(), (1280, 800)))
    assert hand.stage.find("button", "The board")
    hand.press(pygame.K_F6)
    assert 'heading "The board"' in words(hand)


def test_home_fits_with_the_door_in_it(drilled: Program):
    drilled.board_screen()
    for size in SIZES:
        for zoom in ZOOMS:
            stage = Stage(drilled.home_screen(), size, Theme(LIGHT, zoom))
            assert layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), size)) == []


def test_names_are_shown_and_practice_is_not(drilled: Program):
    told = words(Hand(Stage(drilled.board_screen(), (1280, 800))))

    assert 'text "Ada"' in told
    assert "Edith" not in told


def test_whoever_opens_it_is_written_down(drilled: Program):
    from simulator.book.ledger import Ledger, Looked

    drilled.board_screen()

    (looked,) = (line for line in Ledger(drilled.runs.home, drilled.runs.disk).read() if isinstance(line, Looked))
    assert looked.what == "board"


def test_it_says_what_was_kept_too_long_and_which_marks_trainers_overrode(drilled: Program):
    from simulator.book.ledger import Keeps, Kind, Ledger, Rated

    run, ledger = drilled.runs.list_runs()[-1].run, Ledger(drilled.runs.home, drilled.runs.disk)
    ledger.add(Rated(run=run, rater="t", kind=Kind.OVERRIDE, made="2026-03-02T09:00:00Z", honesty=60.0, reason="So."))
    ledger.add(Keeps(drill_months=1))

    told = words(Hand(Stage(drilled.board_screen(), (1280, 800))))

    assert "1 mark of these drills was overridden with a reason." in told
    assert "'firedrill privacy retention' lists what" in told


def test_a_book_that_is_none_leaves_home_as_it_is_and_says_so_when_asked(drilled: Program, monkeypatch):
    (drilled.runs.home / "book.sqlite").write_bytes(b"not a book at all, but a file that is there" * 100)

    assert not drilled.home().board
    assert "book.sqlite" in Stage(drilled.board_screen(), (1280, 800)).root.dump()
    monkeypatch.setenv("FIREDRILL_BOOK", "carrier-pigeon://somewhere")
    assert not book_holds_drills(drilled.runs.home)


def test_the_door_loads_no_database(own_process_modules):
    assert "sqlalchemy" not in own_process_modules


@pytest.fixture
def own_process_modules() -> set[str]:
    """What a process of its own has loaded once the program's home can be shown."""
    import subprocess
    import sys

    ask = "import sys, simulator.desktop.app; print(*{name.split('.')[0] for name in sys.modules})"
    return set(subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60).stdout.split())


def test_why_nobody_is_compared_is_said_once_and_each_has_their_marks() -> None:
    model = board_model(Board(compare([run for run in team() if run.scenario == "s0"])))

    assert model.people_said == (
        "Nobody is compared here, each for the same reason: shares 1 drill with others, 3 are needed.",
    )
    assert [one.words for one in model.people][:2] == ["First 60, latest 60, 1 run", "First 63, latest 63, 1 run"]


def test_whether_the_group_got_better_is_told_of_the_chosen_score_and_is_no_warning() -> None:
    rows = [
        structs.replace(run, started=f"2026-0{month}-{run.started[8:]}", run=f"{month}-{run.run}")
        for month in (3, 4)
        for run in team(people=8)
    ]

    model = board_model(Board(compare(rows)), dimension=Dimension.CADENCE)

    assert model.change.startswith("Cadence from 2026-03 to 2026-04: +0.0 (-0.5 to +0.5) points")
    assert model.change.endswith("for the same people and drills. That may be chance.")
    assert model.change not in model.months_said
