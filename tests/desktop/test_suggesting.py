import msgspec
import pytest

from simulator.desktop.view_models.demands import asked_most, demands_of, own_ended, weakest
from simulator.desktop.view_models.suggesting import Rung, endings_seen, next_rung, suggestions
from simulator.journal.listing import State
from simulator.journal.records import Mode, Player
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Ending, Loss, Story
from simulator.scoring.finding import Dimension
from tests.desktop.own_runs import ME, ran

GOOD, POOR = (80, 80, 80, 80), (80, 30, 80, 80)
DISHONEST = (40, 90, 90, 90)


@pytest.fixture
def shelf(small_story: Story) -> list[Story]:
    """Four drills: the easiest asks most for nothing, `truth` for honesty, `gifts` for generosity."""

    def drill(name: str, difficulty: int, **changes: object) -> Story:
        endings = tuple(Ending(f"{name}-{n}", f"Ending {n} of {name}", "") for n in range(3))
        return msgspec.structs.replace(
            small_story, id=name, title=name, difficulty=difficulty, endings=endings, **changes
        )

    judged = small_story.judged
    owed = msgspec.structs.replace(judged, required_facts=judged.required_facts * 5)
    return [
        drill("plain", 1),
        drill("truth", 3, judged=owed),
        drill("gifts", 2, losses=(Loss("nora"),) * 6),
        drill("other", 4),
    ]


def reasons(shelf, *ended):
    return {one.drill: one.reason for one in suggestions(shelf, ended)}


def test_somebody_new_begins_with_the_easiest(shelf):
    first, *more = suggestions(shelf, [])

    assert (first.drill, "easiest" in first.reason) == ("plain", True)
    assert [one.reason for one in more] == ["New to you", "New to you"]


def test_three_are_suggested_each_once_and_each_with_a_reason(shelf):
    told = suggestions(shelf, [ran("plain", DISHONEST)])

    assert len({one.drill for one in told}) == 3
    assert all(one.reason for one in told)


def test_the_weakest_mark_leads_to_the_drill_that_asks_for_it(shelf):
    told = reasons(shelf, ran("plain", DISHONEST, day=2), ran("plain", DISHONEST))

    expected = "Your weakest mark is honesty (40 over your last 2 runs); this drill asks most for it"
    assert told["truth"] == expected


def test_three_kinds_of_reason_come_before_the_same_reason_twice(shelf):
    told = reasons(shelf, ran("other", DISHONEST, day=3), ran("plain", GOOD, outcome="plain-1"))

    assert told["truth"].startswith("Your weakest mark is honesty")
    assert told["gifts"] == "New to you"
    assert told["plain"] == "You have seen 1 of its 3 endings"


def test_what_was_just_played_is_not_suggested_while_there_is_something_else(shelf):
    assert "plain" not in reasons(shelf, ran("plain", DISHONEST, outcome="plain-1"))


def test_where_all_marks_are_the_same_none_is_called_the_weakest(shelf):
    assert set(reasons(shelf, ran("plain", GOOD)).values()) == {"New to you"}


def test_a_shelf_of_one_drill_suggests_it_again(shelf):
    seen_all = [ran("plain", GOOD, outcome=f"plain-{n}", day=3 - n) for n in range(3)]

    assert reasons(shelf[:1], *seen_all) == {"plain": "Played 3 times; it may go otherwise"}


def test_an_ending_seen_twice_counts_once_and_a_strange_one_not_at_all(shelf):
    runs = [ran("plain", outcome="plain-1"), ran("plain", outcome="plain-1"), ran("plain", outcome="long gone")]

    assert endings_seen(shelf[0], runs) == ("plain-1",)


def test_only_own_runs_that_were_played_to_the_end_count():
    runs = [
        ran("a"),
        ran("b", person="somebody else"),
        ran("c", player=Player.BOT),
        ran("d", state=State.UNFINISHED),
    ]

    assert [run.scenario for run in own_ended(runs, ME)] == ["a"]


def test_a_mark_that_was_never_scored_is_not_the_weakest():
    assert weakest([ran("a", (None, 80, 70, 90))]) == (Dimension.CADENCE, 70, 1)
    assert weakest([ran("a", (None, None, None, None))]) is None
    assert weakest([ran("a", (70, 70, 70, 70))]) is None
    assert weakest([]) is None


def test_only_the_latest_few_runs_say_how_somebody_does_now():
    old = [ran("a", (0, 90, 90, 90)) for _ in range(10)]

    assert weakest([*(ran("a", (90, 80, 90, 90)) for _ in range(5)), *old]) == (Dimension.EMPATHY, 80, 5)


def test_what_a_drill_asks_for_is_what_it_declares(small_story: Story):
    more = msgspec.structs.replace(small_story, losses=small_story.losses * 2)

    assert demands_of(more)[Dimension.GENEROSITY] == 2 * demands_of(small_story)[Dimension.GENEROSITY]


def test_with_one_drill_nothing_is_claimed_about_what_it_asks_most_for(shelf):
    assert asked_most(shelf[:1]) == {}


def test_the_shelf_has_a_drill_for_each_of_the_four_scores():
    stories = [read_scenario(path) for path in scenario_paths(shelf_folder())]

    assert set(asked_most(stories).values()) == set(Dimension)


# ---------------------------------------------------------------------- the ladder
def test_the_first_drill_is_guided():
    assert next_rung([]).mode is Mode.GUIDED


def test_after_one_guided_run_the_next_is_untimed_however_it_went():
    assert next_rung([ran("a", POOR, mode=Mode.GUIDED)]).mode is Mode.UNTIMED


@pytest.mark.parametrize(("mode", "needed"), [(Mode.UNTIMED, 2), (Mode.TIMED, 3)])
def test_enough_good_runs_lead_up_one_rung_and_say_why(mode: Mode, needed: int):
    good = [ran("a", GOOD, mode=mode)] * needed

    assert next_rung(good[1:]) == Rung(mode)
    up = next_rung(good)
    assert list(Mode).index(up.mode) == list(Mode).index(mode) + 1
    assert f"{mode.value} with every mark at 60 or more" in up.why


def test_one_poor_mark_keeps_a_run_from_counting():
    assert next_rung([ran("a", POOR)] * 9).mode is Mode.UNTIMED


def test_an_easier_run_afterwards_takes_nobody_down():
    assert next_rung([ran("a", POOR, mode=Mode.GUIDED), ran("a", GOOD, mode=Mode.TIMED)]).mode is Mode.TIMED


def test_above_assessed_there_is_nothing_to_suggest():
    assert next_rung([ran("a", GOOD, mode=Mode.ASSESSED)] * 9) == Rung(Mode.ASSESSED)
