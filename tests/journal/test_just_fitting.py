"""The last of what a story's events may be, and the first that they may not; and what is kept of stories and homes."""

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.errors import RecordUnreadable
from simulator.journal.fitting import fit
from simulator.journal.home import find_home, kept_stories_folder
from simulator.journal.kept_stories import KeptStories
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story

SMALL = Path(__file__).parent.parent / "end_to_end" / "cake-at-six.yaml"
TEN_YEARS = 10 * 366 * 24 * 60 * 60 * 1000
START = ev.DrillStarted(0)
END = ev.DrillEnded(5, "late", "completed")


@pytest.fixture(scope="module")
def story() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.mark.parametrize(
    "event",
    [
        ev.PromiseMade(0, "p1", "next_word", "nora", 0),
        ev.PromiseMade(0, "p1", "next_word", "nora", TEN_YEARS),
        ev.FeelingShown(0, "nora", "fear", 0.0, 5),
        ev.FeelingShown(0, "nora", "fear", 1_000.0, 5),
    ],
)
def test_a_number_at_either_end_of_what_a_drill_comes_to_fits(header, story, event) -> None:
    fit(header, story, (START, event))


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (ev.PromiseMade(0, "p1", "next_word", "nora", -1), "'due' is '-1', which no drill comes to"),
        (ev.PromiseMade(0, "p1", "next_word", "nora", TEN_YEARS + 1), "'due' is '316224000001'"),
        (ev.FeelingShown(0, "nora", "fear", -0.5, 5), "'weight' is '-0.5'"),
        (ev.FeelingShown(0, "nora", "fear", 1_000.5, 5), "'weight' is '1000.5'"),
        (ev.FeelingShown(0, "nora", "fear", float("nan"), 5), "'weight' is 'nan'"),
    ],
)
def test_a_number_beyond_either_end_does_not(header, story, event, says) -> None:
    with pytest.raises(RecordUnreadable, match=says):
        fit(header, story, (START, event))


def test_a_promise_is_made_once(header, story) -> None:
    made = ev.PromiseMade(0, "p1", "next_word", "nora", 5)

    fit(header, story, (START, made, ev.PromiseKept(5, "p1")))
    with pytest.raises(RecordUnreadable, match=r"event 2: the promise 'p1' is made twice"):
        fit(header, story, (START, made, made))


def test_a_promise_is_put_off_by_one_that_was_made(header, story) -> None:
    made = [ev.PromiseMade(0, name, "next_word", "nora", 5) for name in ("p1", "p2")]

    fit(header, story, (START, *made, ev.PromiseRenegotiated(1, "p1", "p2")))
    for old, new in (("p1", "p3"), ("p3", "p1")):
        with pytest.raises(RecordUnreadable, match=r"event 3: the promise 'p3' was never made"):
            fit(header, story, (START, *made, ev.PromiseRenegotiated(1, old, new)))


def test_nothing_happens_before_a_drill_begins_or_after_it_has_ended(header, story) -> None:
    with pytest.raises(RecordUnreadable, match=r"event 0: time runs backwards, from '0' to '-1' ms"):
        fit(header, story, (ev.DrillStarted(-1),))
    with pytest.raises(RecordUnreadable, match=r"event 1: the drill ends, and goes on"):
        fit(header, story, (START, END, ev.PersonSpoke(5, "nora", "Hello.")))


# -- kept stories


def test_a_story_that_was_kept_is_taken_as_it_was_kept(tmp_path: Path) -> None:
    KeptStories(tmp_path).read(SMALL)
    (place,) = kept_stories_folder(tmp_path).iterdir()
    other = msgspec.msgpack.encode(msgspec.structs.replace(read_scenario(SMALL), title="Another"))
    place.write_bytes(sha256(other).digest() + other)

    assert KeptStories(tmp_path).read(SMALL).title == "Another"


@pytest.mark.parametrize(("before", "after"), [(0, 1), (63, 64), (64, 1)])
def test_when_sixty_four_stories_are_kept_all_of_them_go(tmp_path: Path, before: int, after: int) -> None:
    folder = kept_stories_folder(tmp_path)
    folder.mkdir()
    for number in range(before):
        (folder / f"{number}.story").touch()

    KeptStories(tmp_path).read(SMALL)

    assert len(list(folder.iterdir())) == after


# -- the home


def test_where_nothing_is_said_the_home_lies_in_the_folder_of_whoever_is_at_the_computer(tmp_path: Path) -> None:
    found = find_home({}, "linux", tmp_path / "simulator")

    assert found == Path.home() / ".local" / "share" / "firedrill"
