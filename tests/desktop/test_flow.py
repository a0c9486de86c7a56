import pygame
import pytest

from simulator.desktop.app import Program, first_screen
from simulator.desktop.screens.briefing import BriefingScreen
from simulator.desktop.screens.debrief import DebriefScreen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.home import HomeScreen
from simulator.desktop.screens.rating import RatingScreen
from simulator.desktop.settings import Settings
from simulator.desktop.stage import Stage
from simulator.desktop.theme import DARK, Theme
from simulator.errors import NotFound
from simulator.journal.listing import State
from simulator.journal.records import Mode, NextTime
from simulator.journal.runs import Runs
from tests.desktop.conftest import Hand

MOST_KEYS = 600


def come_in(hand, name: str = "Amara") -> None:
    hand.type(name)
    hand.press(pygame.K_RETURN)


def start(hand) -> None:
    come_in(hand)
    hand.press(pygame.K_1)
    hand.press(pygame.K_RETURN)


def play_on(hand, keys: int = MOST_KEYS) -> None:
    """Answer whatever is asked with the first reply, else let time run; by keys alone."""
    for _ in range(keys):
        if not isinstance(hand.stage.screen, DrillScreen):
            return
        if hand.stage.find_all("dialog"):  # it asks before it ends
            while hand.focused() != "End the drill":
                hand.press(pygame.K_TAB)
            hand.press(pygame.K_RETURN)
        elif hand.stage.find_all("radio"):
            hand.press(pygame.K_1)
            hand.press(pygame.K_RETURN)
        else:
            hand.press(pygame.K_SPACE)
            if isinstance(hand.stage.screen, DrillScreen):
                hand.ctrl(pygame.K_u)


def rate(hand) -> None:
    """Three of four on every question, by keys alone."""
    for _ in range(4):
        hand.press(pygame.K_3)
    for _ in range(2):  # past the plus and the delta
        hand.press(pygame.K_RETURN)


def test_from_home_to_debrief_by_keys_alone(hand, program: Program):
    start(hand)
    assert isinstance(hand.stage.screen, DrillScreen)
    play_on(hand)
    assert isinstance(hand.stage.screen, RatingScreen)
    rate(hand)

    assert isinstance(hand.stage.screen, DebriefScreen)
    (run,) = program.runs.list_runs()
    assert run.state is State.ENDED
    assert run.scores.honesty is not None
    rating = program.runs.notebook.rating(run.run)
    assert rating is not None
    assert (rating.honesty, rating.generosity) == (3, 3)


def test_no_score_is_shown_before_the_own_rating(hand):
    start(hand)
    play_on(hand)

    seen = hand.stage.root.dump()

    assert " of 100" not in seen
    hand.press(pygame.K_RETURN)
    assert isinstance(hand.stage.screen, RatingScreen)


def test_the_debrief_tells_its_five_things_in_order(hand):
    start(hand)
    play_on(hand)
    rate(hand)

    names = [n.name for n in hand.stage.find_all("heading") if n.name[:1].isdigit()]

    assert [name[:1] for name in names] == ["1", "2", "3", "4", "5"]
    assert len(hand.stage.find_all("status", "Honesty")) == 1


def test_the_rest_of_the_debrief_is_folded_until_it_is_opened(hand):
    start(hand)
    play_on(hand)
    rate(hand)
    assert hand.stage.find_all("list", "The seven conditions") == []
    hand.stage.press(hand.stage.find("button", "The seven conditions"))

    assert len(hand.stage.find("list", "The seven conditions").children) == 7


def test_the_sentence_for_next_time_comes_back_before_the_next_debrief(hand):
    start(hand)
    play_on(hand)
    rate(hand)
    hand.click(hand.stage.find("textbox", "Sentence for next time").rect.center)
    field = hand.stage.find("textbox", "Sentence for next time")
    hand.stage._set_focus(field)
    hand.type("I speak when I said I would")
    hand.press(pygame.K_RETURN)
    hand.press(pygame.K_ESCAPE)
    hand.press(pygame.K_1)
    hand.press(pygame.K_RETURN)
    play_on(hand)

    assert any("I speak when I said I would" in n.name for n in hand.stage.find_all("text"))


def test_what_is_written_at_a_debrief_is_of_whoever_played_though_somebody_gave_a_name_beside_it(
    hand, program: Program
):
    start(hand)
    ada = program.runs.people.latest()
    play_on(hand, 10)
    ben = Runs(program.runs.home).people.called("Ben")  # as 'firedrill play --name Ben' does in a terminal
    play_on(hand)
    rate(hand)
    hand.click(hand.stage.find("textbox", "Sentence for next time").rect.center)
    hand.stage._set_focus(hand.stage.find("textbox", "Sentence for next time"))
    hand.type("I ask first")
    hand.press(pygame.K_RETURN)

    assert [note.person for note in program.runs.notebook.read()] == [ada, ada]
    assert program.runs.notebook.next_time(ada) == "I ask first"
    assert program.runs.notebook.next_time(ben) == ""


def test_the_sentence_before_the_own_rating_is_of_whoever_played_too(hand, program: Program):
    start(hand)
    (run,) = program.runs.list_runs()
    program.runs.notebook.add(NextTime(run.run, run.person, "I ask first"))
    ben = Runs(program.runs.home).people.called("Ben")
    program.runs.notebook.add(NextTime(run.run, ben, "I look first"))
    play_on(hand)

    shown = " ".join(node.name for node in hand.stage.find_all("text"))
    assert "I ask first" in shown
    assert "I look first" not in shown


def test_the_name_is_asked_once_and_remembered(hand, program: Program):
    come_in(hand)
    again = Stage(Program(program.runs, 0).home_screen(), (1280, 800))

    assert again.find_all("textbox", "Your name") == []
    assert again.find("button", "Amara")


def test_the_clock_starts_only_with_the_drill(hand, program: Program):
    come_in(hand)
    hand.press(pygame.K_1)
    hand.stage.pass_time(60_000)

    assert isinstance(hand.stage.screen, BriefingScreen)
    assert program.runs.list_runs() == ()
    hand.press(pygame.K_ESCAPE)
    assert isinstance(hand.stage.screen, HomeScreen)


def test_the_mode_is_chosen_by_arrows_before_the_start(hand, program: Program):
    come_in(hand)
    hand.press(pygame.K_1)
    hand.stage.press(hand.stage.find("radio", "Timed"))
    hand.press(pygame.K_RETURN)

    assert program.runs.list_runs()[0].mode is Mode.TIMED


def test_a_drill_put_aside_waits_at_home_and_goes_on_where_it_stopped(hand, program: Program):
    start(hand)
    hand.press(pygame.K_1)
    hand.press(pygame.K_RETURN)
    now = hand.stage.screen.seat.view().now
    events = len(hand.stage.screen.seat.events())
    hand.press(pygame.K_ESCAPE)
    hand.press(pygame.K_RETURN)
    assert isinstance(hand.stage.screen, HomeScreen)
    hand.stage.press(hand.stage.find("button", "Go on where you stopped"))

    assert isinstance(hand.stage.screen, DrillScreen)
    assert hand.stage.screen.seat.view().now == now
    assert len(hand.stage.screen.seat.events()) == events
    program.let_go()


@pytest.mark.parametrize(("mode", "is_told"), [(Mode.GUIDED, True), (Mode.UNTIMED, False)])
def test_who_puts_practice_aside_without_a_name_is_told_until_when_it_waits(
    program: Program, mode: Mode, is_told: bool
):
    hand = Hand(Stage(program.brief("lost-child-resort", mode), (1280, 800)))
    for key in (pygame.K_RETURN, pygame.K_1, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_RETURN):
        hand.press(key)

    run = program.runs.list_runs()[0].run
    assert isinstance(hand.stage.screen, HomeScreen)
    assert any(f"firedrill resume {run}" in text.name for text in hand.stage.find_all("text")) == is_told


def test_a_drill_that_is_still_open_elsewhere_is_told_in_a_sentence(hand, program: Program):
    start(hand)
    run = program.runs.list_runs()[0].run
    other = Stage(Program(program.runs, 0).go_on(run), (1280, 800))

    assert isinstance(other.screen, HomeScreen)
    assert any("open in another Firedrill" in n.name for n in other.find_all("text"))
    program.let_go()


def test_an_ended_run_can_be_looked_at_again_from_home(hand, program: Program):
    start(hand)
    play_on(hand)
    rate(hand)
    hand.press(pygame.K_ESCAPE)
    run = program.runs.list_runs()[0].run
    node = next(n for n in hand.stage.find_all("option") if n.key == f"run:{run}")
    hand.stage.press(node)

    assert isinstance(hand.stage.screen, DebriefScreen)


def test_closing_the_window_in_the_middle_keeps_the_run(hand, program: Program):
    start(hand)
    hand.press(pygame.K_1)
    hand.press(pygame.K_RETURN)
    hand.stage.handle(pygame.Event(pygame.QUIT))
    program.let_go()

    assert hand.stage.closed
    assert program.runs.list_runs()[0].state is State.UNFINISHED


def test_a_new_drill_brings_another_seed_unless_one_is_asked_for(program: Program):
    program.call_me("Amara")
    free = Program(program.runs, None)
    stage = Stage(free.brief("lost-child-resort"), (1280, 800))
    stage.show(stage.screen._begin())
    free.let_go()
    first = free.next_seed("lost-child-resort")

    assert first == 1
    assert program.next_seed("lost-child-resort") == 0


def test_the_program_opens_where_it_is_told_to(program: Program):
    assert isinstance(first_screen(program, None, Mode.UNTIMED, None), HomeScreen)
    assert isinstance(first_screen(program, "lost-child-resort", Mode.TIMED, None), BriefingScreen)
    with pytest.raises(NotFound):
        first_screen(program, "lost-chid-resort", Mode.UNTIMED, None)
    with pytest.raises(NotFound):
        first_screen(program, None, Mode.UNTIMED, "latest")


def test_colours_and_zoom_are_remembered_and_never_worth_an_error(tmp_path):
    Settings(tmp_path / "new").keep(Theme(DARK, 150))
    assert Settings(tmp_path / "new").theme() == Theme(DARK, 150)
    (tmp_path / "new" / "desktop.json").write_bytes(b"{")

    assert Settings(tmp_path / "new").theme() == Theme()
