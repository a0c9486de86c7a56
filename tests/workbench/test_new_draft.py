from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bots.plays import play_otherwise, play_through
from simulator.errors import Usage
from simulator.journal.results import scores_of
from simulator.scenario.guard import UNSEEN
from simulator.scenario.inspecting import inspect
from simulator.scenario.plans import read_plan
from simulator.scenario.reading import read_scenario
from simulator.terminal.console import InputEnded
from simulator.workbench.interview import MINUTE, Told, interview
from simulator.workbench.new_draft import Draft, draft, new_drill, written_down
from simulator.workbench.own_words import as_id, clean

ANSWERS = (
    *("Gate B12, Friday evening", "17:40", "The desk at gate B12", "Ana Moreau"),
    *("The last flight was cancelled and nobody said so.", "Is it true that there is no flight tonight?"),
    *("that I miss my mother's seventieth birthday", "Whether anybody was looking for another way.", "3 h"),
    *("The crew had run out of hours; it was known at noon.", "Crews are looked at in the morning now."),
    *("The evening that she had planned for a year.", "180", "You should have checked the app."),
    *("I know what tonight was. I look until I have a seat for you.", "They sent her a cake with my name on it."),
    *("her brother", "gate-b12"),
)


class Scripted:
    """A console on which somebody has already decided what to answer."""

    def __init__(self, *answers: str) -> None:
        self._answers = iter(answers)
        self.said: list[str] = []

    def say(self, *lines: str) -> None:
        self.said += lines

    def ask(self, prompt: str, idle: Callable[[], None] | None = None) -> str:
        self.said.append(prompt)
        for answer in self._answers:
            return answer.strip()
        raise InputEnded


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def told(*paths: Path) -> Iterator[str]:
    for inspected in inspect(paths, play_otherwise):
        yield from (str(problem) for problem in inspected.problems)


def test_what_somebody_tells_becomes_a_drill_that_passes_every_check(tmp_path: Path) -> None:
    written = new_drill(tmp_path, Scripted(*ANSWERS))

    assert [path.name for path in written] == ["gate-b12.yaml", "gate-b12.plan.yaml"]
    assert list(told(tmp_path)) == []


def test_their_own_words_stand_where_they_belong(tmp_path: Path) -> None:
    scenario, _ = new_drill(tmp_path, Scripted(*ANSWERS))

    story = read_scenario(scenario)
    opening = next(beat for beat in story.beats if beat.id == "opening")
    assert story.title == "Gate B12, Friday evening"
    assert opening.line is not None
    assert opening.line.says == "Is it true that there is no flight tonight?"
    assert "You should have checked the app." in [reply.say for reply in opening.replies]
    assert next(fact for fact in story.facts if fact.id == "cause").says.startswith("The crew had run out of hours")
    assert "with my name on it" in story.endings[0].story
    assert "# You said: that I miss my mother's seventieth birthday" in scenario.read_text(encoding="utf-8")
    assert scenario.read_text(encoding="utf-8").count("NEXT") >= 6


def test_all_questions_left_open_give_a_drill_too(tmp_path: Path) -> None:
    new_drill(tmp_path, Scripted(*[""] * 18))

    assert list(files(tmp_path)) == ["my-drill.plan.yaml", "my-drill.yaml"]
    assert list(told(tmp_path)) == []


@pytest.mark.parametrize("minutes", [20, 41, 90, 240])
def test_in_a_draft_care_is_worth_more_than_hurry_and_hurry_more_than_carelessness(
    minutes: int, tmp_path: Path
) -> None:
    written = written_down(draft(Told(lasted=minutes * MINUTE, money=80.0), "x"), tmp_path)
    assert written is not None

    story, plays = read_scenario(written[0]), read_plan(written[1]).plays
    careful, hurried, careless = (scores_of(play_through(story, play).card) for play in plays)

    assert careful.lowest > 50
    assert all(better > worse for better, worse in zip(careful.four, hurried.four, strict=True))  # type: ignore[operator] # scored
    assert sum(filter(None, hurried.four)) > sum(filter(None, careless.four))


HOSTILE = (
    "\x1b[2J\x00\x07 bell",
    "\u202eevil\u2066 \u200b\ufeff",
    "x" * 10_000,
    "word " * 2_000,
    '": {a: b} [c] # d & * ! | > % @ `',
    "- one\n- two",
    '--- \\u202e \\ \\" \' \'\' """',
    "<<id>> {draw.place} <<said_lost:3>>",
    "!!python/object/apply:os.system [id]",
    "Ring 030 1234567 or write to me@home-of-mine.com, www.my-own-page.de",
    "It takes 10 minutes, at 12:30.",
    "\u115f\u3164\u2800",
    "🧁 Größe, 駅で待つ, שלום",
    "null",
    "12",
)


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answers_are_made_safe(answer: str, tmp_path: Path) -> None:
    new_drill(tmp_path, Scripted(*[answer] * 23, *["my-own"] * 10))

    assert list(told(tmp_path)) == []
    text = "".join(files(tmp_path).values())
    assert not UNSEEN.search(text)
    assert "1234567" not in text
    assert "me@home" not in text
    assert max(map(len, text.splitlines())) < 1_300


words = st.text(max_size=300)


@given(st.builds(Told, *[words.map(clean)] * 7, st.just(40 * MINUTE), *[words.map(clean)] * 3))
@settings(max_examples=25, deadline=None)
def test_whatever_is_typed_the_draft_is_sound(told: Told) -> None:
    assert isinstance(draft(told, "x"), Draft)


@pytest.mark.parametrize("answered", range(len(ANSWERS)))
def test_whoever_stops_on_the_way_leaves_nothing_behind(answered: int, tmp_path: Path) -> None:
    with pytest.raises(InputEnded):
        new_drill(tmp_path, Scripted(*ANSWERS[:answered]))

    assert files(tmp_path) == {}


def test_no_file_is_written_over_and_another_name_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "gate-b12.plan.yaml").write_text("mine", encoding="utf-8")
    console = Scripted(*ANSWERS, "lost-child-resort", "Gate!", "house", "gate-b13")

    new_drill(tmp_path, console)

    assert files(tmp_path)["gate-b12.plan.yaml"] == "mine"
    assert "gate-b13.yaml" in files(tmp_path)
    assert sum("Choose another name." in line for line in console.said) == 2
    assert sum("can't be a name" in line for line in console.said) == 2


def test_a_name_that_is_taken_in_the_last_moment_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.plan.yaml").write_text("theirs", encoding="utf-8")

    assert written_down(Draft("x", "scenario", "plan"), tmp_path) is None
    assert files(tmp_path) == {"x.plan.yaml": "theirs"}


def test_the_suggested_name_is_a_free_one(tmp_path: Path) -> None:
    (tmp_path / "gate-b12-friday-evening.yaml").write_text("mine", encoding="utf-8")

    scenario, _ = new_drill(tmp_path, Scripted(*ANSWERS[:-1], ""))

    assert scenario.name == "gate-b12-friday-evening-2.yaml"


def test_what_cannot_be_read_is_said_and_asked_again_three_times_at_most() -> None:
    console = Scripted("A desk", "half past five", "25:00", "noon", *[""] * 20)

    assert interview(console).starts == 10 * 60 * MINUTE
    assert sum("is not a time of day" in line for line in console.said) == 3


def test_the_questions_follow_the_seven_conditions() -> None:
    console = Scripted(*ANSWERS)
    interview(console)

    asked = [line[:2] for line in console.said if line[:1] == "C" and line[1:2].isdigit()]
    assert asked == ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    console = Scripted()

    with pytest.raises(Usage, match="there is no folder"):
        new_drill(tmp_path / "gone", console)
    assert console.said == []


@pytest.mark.parametrize(
    ("words", "name"), [("Gate B12!", "gate-b12"), ("12 o'clock", "o-clock"), ("駅", "none"), ("A" * 99, "a" * 40)]
)
def test_a_name_is_made_of_whatever_letters_there_are(words: str, name: str) -> None:
    assert as_id(words, "none") == name
