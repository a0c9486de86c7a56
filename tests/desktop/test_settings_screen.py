import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.settings import READING_TIMES, Preferences, Settings
from simulator.desktop.stage import Hooks, Stage
from simulator.desktop.theme import CONTRAST, DARK, LIGHT, Theme
from simulator.desktop.view_models.alerts import Alert
from simulator.journal.records import Mode
from simulator.journal.runs import Runs
from tests.desktop.conftest import Hand


class Listener:
    """Remembers what was to be heard."""

    def __init__(self) -> None:
        self.played: list[Alert] = []

    def play(self, alert: Alert) -> None:
        self.played.append(alert)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def program(tmp_path, listener: Listener) -> Program:
    return Program(Runs(tmp_path), 0, listener)


@pytest.fixture
def hand(program: Program) -> Hand:
    program.call_me("Amara")
    hooks = Hooks(theme_changed=program.settings.keep, heard=program.heard)
    return Hand(Stage(program.settings_screen(), (1280, 800), hooks=hooks))


def test_colours_are_worn_at_once_and_kept(hand: Hand, tmp_path):
    hand.stage.press(hand.stage.find("radio", "High contrast"))

    assert hand.stage.theme.palette is CONTRAST
    assert Settings(tmp_path).theme().palette is CONTRAST
    assert hand.stage.find("radio", "High contrast").value == "chosen"


def test_arrows_choose_the_colours(hand: Hand):
    hand.press(pygame.K_RIGHT)

    assert hand.stage.theme.palette is DARK


def test_size_is_worn_at_once(hand: Hand):
    hand.stage.press(hand.stage.find("radio", "150 %"))

    assert hand.stage.theme == Theme(LIGHT, 150)


def test_keys_that_change_colours_and_size_change_what_is_chosen(hand: Hand):
    hand.ctrl(pygame.K_d)
    hand.ctrl(pygame.K_PLUS)

    assert hand.stage.find("radio", "Dark").value == "chosen"
    assert hand.stage.find("radio", "110 %").value == "chosen"


def test_holding_still_is_part_of_how_everything_is_drawn(hand: Hand, tmp_path):
    hand.stage.press(hand.stage.find("checkbox", "Nothing moves by itself but clocks"))

    assert hand.stage.theme.still
    assert Settings(tmp_path).now.reduced_motion


def test_time_to_read_goes_into_the_record_of_the_next_run(hand: Hand, program: Program):
    hand.stage.press(hand.stage.find("radio", "twice"))
    hand.stage.show(program.brief("lost-child-resort", Mode.TIMED))
    hand.press(pygame.K_RETURN)
    seat = hand.stage.screen.seat
    program.let_go()

    (run,) = program.runs.list_runs()
    assert program.runs.resume_run(run.run).header.accommodations.reading_time == 2
    assert seat._pacer._extra == 2


def test_an_alert_can_be_listened_to_even_when_sounds_are_off(hand: Hand, program: Program, listener: Listener):
    hand.stage.press(hand.stage.find("checkbox", "Sounds in a drill"))
    program.heard(Alert.BROKEN)
    assert listener.played == []
    hand.stage.press(hand.stage.find("button", "Somebody asks again"))

    assert listener.played == [Alert.ASKS_AGAIN]


@pytest.mark.parametrize(
    "kept",
    [b"", b"{", b"[]", b'{"zoom": "large"}', b'{"reading_time": 1e99}', b'{"reading_time": -3}', b'{"zoom": -1}'],
)
def test_whatever_lies_in_the_file_gives_settings_that_can_be_used(tmp_path, kept: bytes):
    (tmp_path / "desktop.json").write_bytes(kept)
    settings = Settings(tmp_path)

    assert READING_TIMES[0] <= settings.now.reading_time <= READING_TIMES[-1]
    assert 80 <= settings.theme().zoom <= 200


def test_settings_of_an_older_program_are_still_good(tmp_path):
    (tmp_path / "desktop.json").write_bytes(b'{"palette": "dark", "zoom": 125}')

    assert Settings(tmp_path).now == Preferences(palette="dark", zoom=125)


def test_settings_that_cannot_be_kept_are_in_force_all_the_same(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    settings = Settings(tmp_path / "file")
    settings.keep(Theme(DARK, 150))

    assert settings.theme() == Theme(DARK, 150)
