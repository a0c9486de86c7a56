"""When a reply that was played instead is called a better way: what it gained, and what it lost on the other scores."""

import msgspec
import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.story import Beat, Line, Reply, Route, Shows, Story
from simulator.scoring.better_ways import better_ways
from simulator.scoring.evidence import read
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.moments import Moment, three_moments
from simulator.scoring.scorecard import score
from tests.scoring.making import MINUTE, OVEN

E, H, C = Dimension.EMPATHY, Dimension.HONESTY, Dimension.CADENCE
Acts = tuple[Act, ...]

WARM: Acts = (a.NameFeeling("dread", 2), a.Infer("a morning lost", 2))  # gains what `talk` says
WHY, NOBODY, SEND = a.Explain("van"), a.Claim("no_van"), a.Assign("send")
WORD = a.Promise("next_word", within=20 * MINUTE)
PLAIN: Acts = (a.Listen(),)


def talk(*acts: Acts, gain: float = 20, deed: bool = False) -> Story:
    """Ana shows a dread that WARM words meet, for *gain* points of empathy; a reply for each of *acts* is open."""
    replies = tuple(
        Reply(f"r{n}", "" if deed and n else f"Sentence {n}.", f"Deed {n}.", each, to=(Route("later"),))
        for n, each in enumerate(acts)
    )
    opening = Beat("opening", "ana", Line("Nobody came.", ("van", "no_van")), Shows("dread", gain), replies=replies)
    later = Beat("later", "ana", Line("And now?"), Shows("dread", 55 - gain))
    ana = msgspec.structs.replace(OVEN.people[0], opens_with="opening")
    return msgspec.structs.replace(OVEN, people=(ana, *OVEN.people[1:]), beats=(opening, later))


def played(story: Story, move: do.Action | str = "r0") -> tuple[Event, ...]:
    """The run in which *move*, or the reply of that name, is made after twenty seconds, and nothing else."""
    session = LiveSession(story, story.seed)
    session.submit(do.Begin())
    session.advance(20_000)
    session.submit(do.Say(reply=move) if isinstance(move, str) else move)
    while (due := session.next_due()) is not None:
        session.advance(due)
    return tuple(session.events())


def bettered(story: Story, events: tuple[Event, ...], found: Finding) -> Moment:
    (moment,) = better_ways(story, events, three_moments(read(story, events), (found,)))
    return moment


def shown(story: Story, dimension: Dimension, effect: float = -5.0, fix: str = "Do better.") -> Moment:
    """The moment at which r0 was said, which cost points of *dimension*, with the better way that was played."""
    events = played(story)
    number = next(n for n, event in enumerate(events) if isinstance(event, ev.TraineeSpoke))
    found = Finding("X", dimension, "P01", events[number].at, (number,), "Sentence 0.", "It was.", effect, "ana", fix)
    return bettered(story, events, found)


def lost_and_gained(story: Story, reply: str = "r1") -> dict[Dimension, float]:
    """What *reply* scores more or less than r0, where it differs."""
    before, after = score(story, played(story)), score(story, played(story, reply))
    found = {d: round((after.points(d) or 0) - (before.points(d) or 0), 1) for d in Dimension}
    return {d: gain for d, gain in found.items() if gain}


# -- what it gained


@pytest.mark.parametrize(("gain", "called"), [(3, "r1"), (2.9, "")])
def test_three_points_are_worth_saying_and_less_is_not(gain: float, called: str) -> None:
    story = talk((WHY,), (WHY, *WARM), gain=gain)

    assert lost_and_gained(story) == {E: gain}
    assert shown(story, E).instead == called


def test_a_better_way_is_told_with_what_it_scored() -> None:
    moment = shown(talk((WHY,), (WHY, *WARM), gain=12), E)

    assert moment.better == (
        "Open to you then: “Sentence 1.” Played so, and everything else as you played it: empathy 12 instead of 0."
    )
    assert (moment.instead, moment.played) == ("r1", 12)


def test_a_better_way_that_is_a_deed_is_told_as_it_is_described() -> None:
    moment = shown(talk((WHY,), (WHY, *WARM), gain=12, deed=True), E)

    assert moment.better.startswith("Open to you then: Deed 1. Played so, ")


def test_the_best_of_several_is_called_better() -> None:
    story = talk((WHY,), (WHY, a.Infer("a morning lost", 1)), (WHY, *WARM), (WHY, *PLAIN))

    assert shown(story, E).instead == "r2"


@pytest.mark.parametrize(("fix", "told"), [("Do better.", "Do better."), ("", "Open to you then: “Sentence 1.”")])
def test_where_nothing_gained_anything_the_advice_stands(fix: str, told: str) -> None:
    moment = shown(talk((WHY,), (WHY, *WARM), gain=2), E, fix=fix)

    assert (moment.better, moment.instead, moment.played) == (told, "", None)


def test_what_went_well_has_no_better_way() -> None:
    moment = shown(talk((WHY,), (WHY, *WARM)), E, effect=5.0)

    assert (moment.better, moment.instead) == ("", "")


def test_a_gain_on_another_score_is_none_on_this_one() -> None:
    assert shown(talk((WHY,), (WHY, *WARM)), H).instead == ""


# -- what it lost


@pytest.mark.parametrize(("gain", "called"), [(9, "r1"), (8.9, "")])
def test_what_loses_more_than_it_gains_is_not_better(gain: float, called: str) -> None:
    story = talk((WHY, NOBODY), (WHY, *WARM), gain=gain)

    assert lost_and_gained(story) == {E: gain, H: -9}
    assert shown(story, E).instead == called


@pytest.mark.parametrize(("gain", "called"), [(5.5, "r1"), (5.4, "")])
def test_what_is_lost_on_several_scores_is_added_up(gain: float, called: str) -> None:
    story = talk((WHY, NOBODY, WORD), (WHY, NOBODY, *WARM), gain=gain)

    assert lost_and_gained(story) == {E: gain, H: -5, C: -0.5}
    assert shown(story, E).instead == called


def test_what_is_gained_on_a_third_score_makes_up_for_nothing() -> None:
    story = talk((WHY, NOBODY), (WHY, SEND, *WARM), gain=8.8)

    assert lost_and_gained(story) == {E: 8.8, H: -9, C: 0.5}
    assert shown(story, E).instead == ""


@pytest.mark.parametrize(("gain", "called"), [(20, "r1"), (19.9, "")])
def test_a_little_gained_on_a_third_score_makes_up_for_nothing(gain: float, called: str) -> None:
    story = talk((WHY, NOBODY, WORD), (WHY, SEND, WORD, *WARM), gain=gain)

    assert lost_and_gained(story) == {E: gain, H: -20, C: 0.5}
    assert shown(story, E).instead == called


@pytest.mark.parametrize(("gain", "called"), [(20.5, "r1"), (20.4, "")])
def test_a_little_lost_on_a_third_score_is_lost(gain: float, called: str) -> None:
    story = talk((WHY, NOBODY, SEND, WORD), (WHY, WORD, *WARM), gain=gain)

    assert lost_and_gained(story) == {E: gain, H: -20, C: -0.5}
    assert shown(story, E).instead == called


# -- what no other reply is played for


def test_for_what_was_said_by_form_no_reply_is_played() -> None:
    story = talk(PLAIN, (WHY, *WARM))
    events = played(story, do.Update(to=("ana",), facts=("van",)))
    number = next(n for n, event in enumerate(events) if isinstance(event, ev.TraineeSpoke))
    said = events[number]
    found = Finding("X", E, "P01", said.at, (number,), said.words, "It was.", -5.0, "ana", "Do better.")

    assert bettered(story, events, found).instead == ""


def test_for_what_rests_on_something_else_than_the_words_no_reply_is_played() -> None:
    story = talk((WHY,), (WHY, *WARM))
    events = played(story)
    number = next(n for n, event in enumerate(events) if event == ev.BeatEntered(event.at, "ana", "later"))
    found = Finding("X", E, "P01", events[number].at, (number,), "", "It was.", -5.0, "ana", "Do better.")

    moment = bettered(story, events, found)

    assert isinstance(events[moment.replay_from], ev.MoveStarted)
    assert moment.instead == ""
