import importlib.util
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from simulator.desktop.assets import assets_folder
from simulator.desktop.sound import Loudspeaker
from simulator.desktop.stage import Hooks
from simulator.desktop.view_models.alerts import Alert, Ear
from simulator.desktop.widgets.caption import CAPTION_MS
from simulator.drill import actions as do
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.scenario.story import Story

ROOT = Path(__file__).parents[2]
PATIENCE = 90_000  # ms: nobody in the small drill waits longer before they ask again


class Listening:
    """A session with an ear beside it, in front of Nora."""

    def __init__(self, story: Story) -> None:
        self.session = LiveSession(story, 0)
        self.ear = Ear(story)

    def hear(self) -> list[tuple[Alert, str]]:
        heard = self.ear.take(self.session.events(self.ear.taken), self.session.view(), shown="nora")
        return [(told.alert, told.caption) for told in heard]


@pytest.fixture
def listening(small_story: Story) -> Listening:
    made = Listening(small_story)
    made.session.submit(do.Begin())
    return made


def test_what_was_there_before_anybody_listened_is_no_news(listening: Listening):
    assert listening.hear() == []


def test_somebody_who_speaks_for_the_first_time_is_heard(small_story: Story):
    listening = Listening(small_story)
    listening.hear()
    listening.session.submit(do.Begin())

    assert listening.hear()[0] == (Alert.SOMEONE_NEW, "Nora speaks to you")
    assert listening.hear() == []


def test_somebody_who_is_left_alone_is_heard_asking_again(listening: Listening):
    listening.hear()
    listening.session.advance(PATIENCE)

    assert listening.hear() == [(Alert.ASKS_AGAIN, "Nora asks again")]


def test_a_promise_is_heard_once_before_its_time_and_once_when_it_has_passed(listening: Listening):
    session = listening.session
    listening.hear()
    session.submit(do.Promise(to="nora", what="next_word", within=10 * 60_000))
    session.advance(session.view().busy_until)
    (promise,) = session.view().promises
    session.advance(promise.due - 119_000)
    soon = [told for told in listening.hear() if told[0] is Alert.DUE_SOON]
    session.advance(promise.due - 60_000)
    again = [told for told in listening.hear() if told[0] is Alert.DUE_SOON]
    session.advance(promise.due + 61_000)  # a minute of grace
    passed = [told for told in listening.hear() if told[0] is Alert.BROKEN]

    assert soon == [(Alert.DUE_SOON, "Due soon: your word to Nora")]
    assert again == []
    assert passed == [(Alert.BROKEN, "The time has passed for your word to Nora")]


def test_the_end_is_heard_before_everything_else(listening: Listening):
    listening.hear()
    listening.session.submit(do.Leave())

    assert listening.session.view().life is Life.ENDED
    assert listening.hear()[0] == (Alert.ENDED, "The drill is over")


# ---------------------------------------------------------------------- on the stage
def test_every_alert_has_its_caption_for_as_long_as_it_is_read(small_seat, drill):
    hand = drill(small_seat(Mode.UNTIMED))
    heard: list[Alert] = []
    hand.stage.hooks = Hooks(heard=heard.append)
    hand.stage.show(None)
    hand.stage.screen.seat._session.advance(PATIENCE)
    hand.stage.show(None)

    caption = hand.stage.caption
    assert heard == [Alert.ASKS_AGAIN]
    assert caption is not None
    assert hand.stage.find("status", caption.name)
    assert hand.stage.changes_in_ms() == CAPTION_MS
    hand.stage.pass_time(CAPTION_MS)
    assert hand.stage.caption is None


def test_a_caption_takes_no_focus_and_stands_inside_the_window(small_seat, drill):
    import pygame

    for size, zoom in (((1024, 700), 200), ((1280, 800), 100)):
        hand = drill(small_seat(Mode.UNTIMED), size, zoom)
        hand.stage.show(None)
        hand.stage.screen.seat._session.advance(PATIENCE)
        hand.stage.show(None)
        hand.stage.draw(pygame.Surface(size))
        caption = hand.stage.caption
        assert caption is not None
        assert pygame.Rect((0, 0), size).contains(caption.rect)
        assert not caption.can_focus


def test_a_screen_that_changes_with_the_end_still_lets_the_end_be_heard(small_seat, drill):
    hand = drill(small_seat(Mode.UNTIMED))
    heard: list[Alert] = []
    hand.stage.hooks = Hooks(heard=heard.append)
    hand.stage.show(None)
    hand.stage.show(hand.stage.screen._submit(do.Leave()))

    assert heard == [Alert.ENDED]


# ---------------------------------------------------------------------- sounds
def test_there_is_a_short_sound_for_each_alert_and_no_other():
    sounds = {path.stem: path for path in (assets_folder() / "sounds").glob("*.wav")}

    assert set(sounds) == {alert.value for alert in Alert}
    for path in sounds.values():
        with wave.open(str(path)) as sound:
            assert sound.getnframes() / sound.getframerate() < 2, path.name


def test_the_script_makes_the_same_bytes_again(tmp_path):
    spec = importlib.util.spec_from_file_location("build_sounds", ROOT / "assets" / "build_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.write(tmp_path)

    for path in (ROOT / "assets" / "sounds").glob("*.wav"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


SILENT = """
from simulator.desktop.sound import Loudspeaker
from simulator.desktop.view_models.alerts import Alert
speaker = Loudspeaker()
for alert in Alert:
    speaker.play(alert)
print("still here")
"""


@pytest.mark.parametrize("driver", ["no such driver", "dummy", "alsa"])
def test_without_a_device_it_is_silent_and_goes_on(driver: str):
    # A device of no computer, so that nothing is heard on one that has some.
    environ = {
        **os.environ,
        "AUDIODEV": "nowhere",
        "SDL_AUDIODRIVER": driver,
        "SDL_VIDEODRIVER": "dummy",
        "PYGAME_HIDE_SUPPORT_PROMPT": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", SILENT], env=environ, capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "still here", "")


def test_the_loudspeaker_opens_nothing_before_the_first_alert():
    import pygame

    Loudspeaker()

    assert pygame.mixer.get_init() is None
