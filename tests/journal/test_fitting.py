"""A whole chain can still tell of what no story has: found before anything is scored or told."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.errors import RecordUnreadable, StorageFailed
from simulator.journal.debriefs import debrief_of
from simulator.journal.fitting import fit, making_sense_of
from simulator.journal.records import Header
from simulator.journal.replay import Replayed
from simulator.journal.results import kept_scorecard
from simulator.scenario import acts
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story

SMALL = Path(__file__).parent.parent / "end_to_end" / "cake-at-six.yaml"
Events = tuple[Event, ...]


@pytest.fixture(scope="module")
def story() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.fixture(scope="module")
def played(story: Story) -> Callable[[str], Events]:
    """Gives the events of the small drill as a bot plays it."""

    def events(bot: str) -> Events:
        session = LiveSession(story, 0)
        play(session, make(bot, story, 0))
        return tuple(session.events(0))

    return events


@pytest.fixture(scope="module")
def careful(played: Callable[[str], Events]) -> Events:
    return played("careful")


@pytest.mark.parametrize("bot", MAKERS)
def test_what_was_played_fits(header, story, played, bot):
    fit(header, story, played(bot))


@pytest.mark.parametrize(
    ("forged", "says"),
    [
        (ev.RemedyGiven(0, "nope", "nora"), "no remedy called 'nope'"),
        (ev.RemedyGiven(0, "", "nora"), "no remedy called ''"),
        (ev.PersonSpoke(0, "nobody", "Hello."), "no person called 'nobody'"),
        (ev.PersonSpoke(0, "nora", "Hello.", overheard_by=("x",)), "no person called 'x'"),
        (ev.BeatEntered(0, "paul", "counter"), "the beat 'counter' isn't 'paul'"),
        (ev.FactLearned(0, "mixed_up", "x", "Hm.", "certain"), "no person called 'x'"),
        (ev.PromiseMade(0, "p9", "moon", "nora", 5), "no commitment called 'moon'"),
        (ev.PromiseMade(0, "p9", "next_word", "nora", -5), "'due' is '-5'"),
        (ev.PromiseMade(0, "p9", "next_word", "nora", 10**18), "'due' is '10"),
        (ev.PromiseMade(0, "p9", "next_word", "nora", 10**400), "'due' is '10"),
        (ev.PromiseKept(0, "p9"), "the promise 'p9' was never made"),
        (ev.FeelingShown(0, "nora", "fear", 1e300, 5), "'weight' is '1e"),
        (ev.DrillEnded(0, "late", "completed"), "the drill ends, and goes on"),
        (ev.DrillStarted(0), "starts a second time"),
        (ev.MoveStarted(0, do.Say(reply="counter.99"), 5), "no reply called 'counter.99'"),
        (ev.TraineeSpoke(0, ("nora",), "Hi.", (acts.Claim("x"),), "generic"), "no fact called 'x'"),
        (ev.TraineeSpoke(0, ("nora",), "Hi.", (acts.Promise("x"),), "generic"), "no commitment called 'x'"),
        (ev.TraineeSpoke(0, ("nora",), "Hi.", (acts.Estimate("x", 0, 1),), "generic"), "no quantity called 'x'"),
        (ev.TraineeSpoke(0, ("nora",), "Hi.", (acts.Unknown("x"),), "generic"), "no fact or quantity called 'x'"),
        (ev.PhaseEnded(0, "nope", "", 0), "no phase called 'nope'"),
        (ev.QuestionAsked(-1, "where", "nora"), "time runs backwards, from '0' to '-1' ms"),
    ],
)
def test_an_event_that_the_story_cannot_have_is_told_with_its_number(header, story, careful, forged, says):
    with pytest.raises(RecordUnreadable, match=r"don't belong to its story \(event 1: ") as told:
        fit(header, story, (careful[0], forged, *careful[1:]))

    assert says in str(told.value)


def test_time_that_runs_backwards_is_told(header, story, careful):
    last = msgspec.structs.replace(careful[-1], at=1)

    with pytest.raises(RecordUnreadable, match="time runs backwards"):
        fit(header, story, (*careful[:-1], last))


def test_an_ending_that_the_story_does_not_have_is_told(header, story, careful):
    with pytest.raises(RecordUnreadable, match="no ending called 'nope'"):
        fit(header, story, (*careful[:-1], msgspec.structs.replace(careful[-1], outcome="nope")))


def test_a_refused_move_may_have_named_anything(header, story, careful):
    refused = ev.Refused(0, do.Say(reply="nope"), "There is no reply called 'nope' in this drill.")

    fit(header, story, (careful[0], refused, *careful[1:]))


def test_whatever_else_goes_wrong_over_a_record_is_told_as_such(header):
    told = r"can't make sense of the record of 'r' \(KeyError\)"

    with pytest.raises(RecordUnreadable, match=told), making_sense_of(header):
        raise KeyError("x")


WORDS = ("nope", "", "\x00", "nora", "paul", "p1", "counter", "driver")
NUMBERS = (0, 1, 5, 100_000, 10**9)


def forge(dice: Random, events: Events) -> Events | None:
    """Leave events out, say them twice or out of order, or put another word or number into one."""
    plain = list(msgspec.to_builtins(events))
    for _ in range(dice.choice((1, 1, 2, 4))):
        place = dice.randrange(len(plain))
        match dice.randrange(5):
            case 0:
                del plain[place : place + dice.choice((1, 3, 20))]
            case 1:
                plain.insert(place, plain[dice.randrange(len(plain))])
            case 2:
                plain = plain[: place + 1]
            case _:
                field = dice.choice([name for name in plain[place] if name != "kind"])
                words = isinstance(plain[place][field], str)
                plain[place] = {**plain[place], field: dice.choice(WORDS if words else NUMBERS)}
        if not plain:
            return None
    try:
        return tuple(msgspec.convert(plain, list[Event]))
    except msgspec.ValidationError:
        return None


@pytest.mark.parametrize("seed", range(300))
def test_forged_events_that_fit_are_scored_and_told_without_a_fault(header: Header, story, played, seed):
    from simulator.terminal.debriefing import whole
    from simulator.terminal.telling import Teller

    dice = Random(seed)
    forged = forge(dice, played(dice.choice(("careful", "random", "hurried"))))
    if forged is None:
        return
    try:
        fit(header, story, forged)
    except RecordUnreadable:
        return

    kept_scorecard(story, forged)
    list(Teller(story).tell(forged))
    list(whole(debrief_of(Replayed(header, story, forged, (), ""), None)))


@pytest.mark.parametrize("error", [StorageFailed("the disk is full"), OSError(5, "as the test asked")])
def test_what_is_no_fault_of_the_record_is_told_as_what_it_is(header, error):
    with pytest.raises(type(error)) as told, making_sense_of(header):
        raise error

    assert told.value is error


def ended_at(run: Events, at: int) -> ev.Event:
    """The ending of *run*, earlier."""
    return msgspec.structs.replace(run[-1], at=at)


@pytest.mark.parametrize(
    ("forged", "says"),
    [
        (lambda run: (*run[:3], run[0], *run[3:]), "event 3: the drill starts a second time"),
        (
            lambda run: (*run[:3], msgspec.structs.replace(run[-1], at=run[2].at), *run[3:]),
            "event 3: the drill ends, and",
        ),
    ],
)
def test_a_drill_starts_once_and_ends_at_its_end(header, story, careful, forged, says):
    with pytest.raises(RecordUnreadable, match=says):
        fit(header, story, forged(careful))
