"""Moves in words: everything that can be done in a drill reads as what somebody does, not as its ids."""

from pathlib import Path

import pytest

from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.journal.records import PlannedMove
from simulator.scenario.story import Story
from simulator.workbench.known_plays import story_of
from simulator.workbench.move_sentences import move_words, play_lines

SMALL = Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml"


@pytest.fixture(scope="module")
def story() -> Story:
    return story_of(str(SMALL), 0)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (do.Say(reply="counter.look"), "to Nora: “For Ida, at six. I'll look at once.” (counter.look)"),
        (do.Say(reply="waiting.3"), "to Nora: (You look for the box.) (waiting.3)"),
        (do.Say(reply="gone"), "the reply 'gone'"),
        (
            do.Update(to=("nora",), facts=("mixed_up",), doing=("bake",), unknown=("cake", "ready"), next_in=300_000),
            "update Nora: it is so: “Your cake went to another family this morning”; being done: Have a new cake "
            "finished; not known yet: until a cake is ready; “A new cake is ready at ",
        ),
        (
            do.Update(to=("nora", "paul"), quantity="cake", low=300_000, high=900_000),
            "update Nora and Paul: until a cake is ready: 5 min to 15 min",
        ),
        (do.Update(to=("nora",)), "update Nora: nothing new"),
        (do.Promise(to="nora", what="next_word", within=180_000), "promise Nora: come back to her, within 3 min"),
        (do.Inform(to="paul", facts=("mixed_up",)), "inform Paul: “Your cake went to another family this morning”"),
        (
            do.Note(text="Ring her.", facts=("mixed_up",), promises=("cake",)),
            "leave a note: “Ring her.”, handing over: “Your cake went to another family this morning”; bring the cake",
        ),
        (do.Ask(question="where"), "ask: “Where is the cake for Nora?”"),
        (do.AskFor(remedy="driver"), "ask for a yes to: Paul drives the cake to the party"),
        (do.AskPreference(to="nora"), "ask Nora what would do them good"),
        (do.Assign(job="bake", reason="It helps."), "get done: Have a new cake finished (“It helps.”)"),
        (do.Offer(remedy="driver", to="nora"), "offer Nora: Paul drives the cake to the party"),
        (do.Close(person="nora"), "end the conversation with Nora"),
        (do.Finish(), "end the drill"),
        (do.Leave(), "walk away"),
        (do.Pause(), "pause"),
    ],
)
def test_a_move_reads_as_what_somebody_does(story: Story, action: Action, words: str) -> None:
    assert move_words(action, story).startswith(words)


def test_each_move_of_a_play_stands_behind_the_time_of_day_it_is_made_at(story: Story) -> None:
    moves = [PlannedMove(do.Say(reply="counter.look"), 5_000), PlannedMove(do.Finish(), 60_000)]

    assert list(play_lines("Found", moves, story)) == [
        "Found:",
        "  17:40:05  to Nora: “For Ida, at six. I'll look at once.” (counter.look)",
        "  17:41:00  end the drill",
    ]


def test_a_play_without_a_move_says_so(story: Story) -> None:
    assert list(play_lines("Found", (), story))[1:] == ["  nothing is said or done in it"]
