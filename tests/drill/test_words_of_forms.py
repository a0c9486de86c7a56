"""What the forms say: an update, a promise, a question, in whole sentences."""

import msgspec
import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.tables import Tables
from simulator.drill.wording import (
    in_quotes,
    inform_words,
    is_stage_direction,
    lower_first,
    preference_words,
    promise_words,
    proper_names,
    update_words,
)
from tests.drill.playing import MINUTE, begun, last, submit, wet_ceiling

TABLES = Tables(cast(wet_ceiling(), 0))


def told(**update: object) -> str:
    return update_words(TABLES, do.Update(to=("ines",), **update), at=5 * MINUTE)


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ({"facts": ("leak",)}, "Water comes through the lamp in Ines's kitchen."),
        (
            {"facts": ("leak",), "hedged": ("leak",)},
            "What I have heard, and can't yet be sure of: Water comes through the lamp in Ines's kitchen.",
        ),
        ({"done": ("stopcock",)}, "Otto has closed the stopcock."),
        ({"done": ("notices",)}, "This has been done: Otto tells Ines every ten minutes."),
        ({"done": ("whose_pipe",)}, "I have asked Otto: Whose pipe is it?"),
        ({"doing": ("stopcock",)}, "Otto is on his way to the stopcock."),
        ({"doing": ("notices",)}, "This is being done now: Otto tells Ines every ten minutes."),
        ({"doing": ("whose_pipe",)}, "I am asking Otto."),
        ({"unknown": ("our_pipe",)}, "Whether this is so, I don't know yet: The pipe that broke is ours."),
        ({"unknown": ("water",)}, "How long it will be until the water is off, I don't know yet."),
        ({"next_in": 10 * MINUTE}, "You'll hear from me again at 10:15."),
        (
            {"quantity": "water", "low": 5 * MINUTE, "high": 15 * MINUTE},
            "Until the water is off: I expect it between 10:10 and 10:20.",
        ),
        (
            {"quantity": "water", "low": 0, "high": 15 * MINUTE, "basis": "the plumber is in the house."},
            "Until the water is off: I expect it by 10:20 at the latest, because the plumber is in the house.",
        ),
    ],
)
def test_an_update_says_what_it_holds(update: dict[str, object], words: str) -> None:
    assert told(**update) == words


def test_an_update_says_first_what_is_so_and_last_when_the_next_word_comes() -> None:
    words = told(facts=("leak",), doing=("stopcock",), unknown=("our_pipe",), next_in=MINUTE)

    places = [words.index(part) for part in ("Water comes", "on his way", "Whether this", "You'll hear")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("painter", "I promise you this: send the painter. By 10:30."),
        ("ring_tonight", "I promise you this: ring tonight."),
    ],
)
def test_a_promise_names_its_time_unless_it_has_its_own(what: str, words: str) -> None:
    assert promise_words(TABLES, do.Promise(to="ines", what=what), due=30 * MINUTE, at=0) == words


def test_a_promise_with_words_of_its_own_is_made_in_them() -> None:
    story = wet_ceiling()
    own = tuple(msgspec.structs.replace(commitment, says="I'll be there.") for commitment in story.commitments)
    tables = Tables(cast(msgspec.structs.replace(story, commitments=own), 0))

    words = promise_words(tables, do.Promise(to="ines", what="painter"), due=30 * MINUTE, at=0)

    assert words == "I'll be there. By 10:30."


def test_what_would_suit_is_asked_openly_or_between_options() -> None:
    assert preference_words(TABLES, do.AskPreference(to="ines")) == "What would do you good now?"
    assert preference_words(TABLES, do.AskPreference(to="ines", options=("dryer", "sweets"))) == (
        "Which would suit you better: a dryer, or a box of sweets? Or something else?"
    )


def test_a_colleague_is_told_one_thing_after_the_other() -> None:
    assert inform_words(TABLES, do.Inform(to="otto", facts=("leak", "dry"))) == (
        "Water comes through the lamp in Ines's kitchen. The water is off."
    )


def test_inside_a_sentence_only_names_keep_their_capital() -> None:
    names = proper_names(wet_ceiling())

    assert lower_first("Otto has closed it", names) == "Otto has closed it"
    assert lower_first("A dryer", names) == "a dryer"
    assert lower_first("", names) == ""
    assert {"Ines", "Otto", "Hanna"} <= names


def test_what_was_done_meanwhile_stands_outside_the_quotation_marks() -> None:
    assert in_quotes("Wait. (She looks up.) There it is.") == "“Wait.” (She looks up.) “There it is.”"
    assert in_quotes("Wait.", "''") == "'Wait.'"
    assert is_stage_direction(" (She looks up.) ")
    assert not is_stage_direction("Wait. (She looks up.)")
    assert is_stage_direction("Wait.") is False


def test_to_ask_somebody_for_a_yes_names_what_it_is_for() -> None:
    session = begun()

    submit(session, do.AskFor(remedy="rent"))

    assert last(session, ev.TraineeSpoke).words == "I'd like your yes to this: A month without rent."
    assert last(session, ev.TraineeSpoke).to == ("hanna",)
