"""Words of a form as they sound to their listener: in the second person where that is safe, else told in short."""

from pathlib import Path

import pytest
from msgspec import structs

from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import PersonKind, Story
from simulator.training.addressing import addressed, as_heard

SMALL = Path(__file__).parent.parent / "scenario" / "small-drill.yaml"


@pytest.fixture(scope="module")
def small() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.fixture
def of_rosa(small):
    """The small story, in which Nora is called Rosa Mendieta and one fact says what is given."""

    def told(says: str, name: str = "Rosa Mendieta") -> Story:
        people = tuple(structs.replace(p, name=name) if p.id == "nora" else p for p in small.people)
        facts = (structs.replace(small.facts[0], says=says), *small.facts[1:])
        return structs.replace(small, people=people, facts=facts)

    return told


@pytest.mark.parametrize(
    ("says", "sounds"),
    [
        ("Monday at four is put down for Rosa.", "Monday at four is put down for you."),
        ("Rosa's case is at the top of a list.", "Your case is at the top of a list."),
        ("It says now what happened, in Rosa's words.", "It says now what happened, in your words."),
        ("Lin is on her way, to Rosa's side.", "Lin is on her way, to your side."),
        ("Rosa has been given a day.", "You have been given a day."),
        ("I have asked what Rosa wanted it for.", "I have asked what you wanted it for."),
        ("They are looking for Rosa's son.", "They are looking for your son."),
        ("The block on Ms Mendieta's account is lifted.", "The block on your account is lifted."),
        ("Two posts are looking.", "Two posts are looking."),
    ],
)
def test_a_listener_is_spoken_to_and_not_about(of_rosa, says, sounds):
    shown = addressed(of_rosa(says), ("nora",), f"{says} You'll hear from me again at 12:10.")

    assert shown.quoted
    assert shown.words == f"{sounds} You'll hear from me again at 12:10."


@pytest.mark.parametrize(
    "says",
    [
        "What Rosa signed was an empty page. She was told it was for the internet.",
        "Before she came here, Rosa had asked at the kiosk.",
        "There is no day by which Rosa needs it.",
        "Bram won't be at Rosa's before five.",
        "Rosa is at the window and looks at every van.",
        "Rosa's been given a day.",
        "There is a key to Rosa.",
    ],
)
def test_what_could_go_wrong_is_told_in_short_and_not_quoted(of_rosa, says):
    shown = addressed(of_rosa(says), ("nora",), f"{says} You'll hear from me again at 09:00 tomorrow.")

    assert not shown.quoted
    assert shown.words == f"{says} Next word at 09:00 tomorrow."


def test_nobody_is_spoken_to_and_about_in_one_breath(of_rosa):
    story = of_rosa("Rosa has been given a day.")
    second = structs.replace(story.facts[1], says="There is no day by which Rosa needs it.")
    both = "Rosa has been given a day. There is no day by which Rosa needs it."
    story = structs.replace(story, facts=(story.facts[0], second, *story.facts[2:]))

    assert addressed(story, ("nora",), both).words == both
    assert not addressed(story, ("nora",), both).quoted


def test_several_who_hear_it_together_are_not_taken_for_each_other(of_rosa):
    says = "Monday is put down for Rosa."

    assert addressed(of_rosa(says), ("nora", "paul"), says).words == says
    assert not addressed(of_rosa(says), ("nora", "paul"), says).quoted


def test_somebody_else_is_told_of_her_by_name(of_rosa):
    says = "Monday is put down for Rosa."

    assert addressed(of_rosa(says), ("paul",), says) == addressed(of_rosa("x"), ("paul",), says)
    assert addressed(of_rosa(says), ("paul",), says).words == says


def test_a_crowd_is_never_taken_for_a_name(of_rosa):
    story = of_rosa("Everybody with a passbook has been told.", "Everybody with a passbook")
    people = tuple(structs.replace(p, kind=PersonKind.AUDIENCE) if p.id == "nora" else p for p in story.people)
    story = structs.replace(story, people=people)

    assert addressed(story, ("nora",), story.facts[0].says).words == story.facts[0].says


def test_a_reply_is_shown_as_its_author_wrote_it(of_rosa):
    says = "Rosa has been given a day."
    spoke = ev.TraineeSpoke(0, ("nora",), says, (), ev.Source.SCRIPTED, "reply")

    assert as_heard(of_rosa(says), spoke).words == says
    assert as_heard(of_rosa(says), structs.replace(spoke, source=ev.Source.GENERIC)).words != says
