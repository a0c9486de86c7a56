"""What must hold of any play: adding an empty, repeated, excessive or untrue move never raises a score."""

import os
import subprocess
import sys
from collections.abc import Sequence

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Event, Source
from simulator.scenario import acts as a
from simulator.scenario.acts import Act, ApologyPart
from simulator.scenario.story import Sure
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import Scorecard, judge, score
from tests.scoring.making import MINUTE, OVEN, Play, careful, word

GIVEN = settings(max_examples=60, deadline=None)
NAMES = ("honesty", "empathy", "cadence", "generosity")

lines: st.SearchStrategy[tuple[Act, ...]] = st.lists(
    st.sampled_from(
        [
            a.Explain("van"),
            a.Claim("no_van"),
            a.Claim("coming"),
            a.Claim("coming", hedged=True),
            a.Deny("van"),
            a.NameFeeling("dread", 2),
            a.NameFeeling("dread", 1),
            a.Infer("a morning", 2),
            a.Explore("the morning", 1),
            a.Listen(),
            a.Detail(("rye",)),
            a.Detail(("six", "market")),
            a.Apologise((ApologyPart.REGRET,)),
            a.Apologise((ApologyPart.RESPONSIBILITY, ApologyPart.REPAIR), "booking"),
            a.Canned(),
            a.Presence(),
            a.Deflect(),
            a.AskDetails(),
            a.Unknown("repair"),
            a.Unknown("van"),
            a.Estimate("repair", 60 * MINUTE, 150 * MINUTE),
            a.Estimate("repair", 0, 600 * MINUTE),
            a.Assign("send"),
            a.Report(done=("send",)),
            a.Report(doing=("loan",)),
            a.Reassure(False),
            word(),
            a.Promise("loaf", within=50 * MINUTE),
            a.AskPreference(),
        ]
    ),
    min_size=1,
    max_size=4,
).map(tuple)


@st.composite
def plays(draw: st.DrawFn) -> Play:
    """Any play of the cold oven: turns, feelings, words, updates and remedies in any order."""
    play, minute = Play().feels(0), 0.0
    for _ in range(draw(st.integers(1, 9))):
        minute += draw(st.sampled_from([0.2, 1, 5, 20, 40]))
        to = draw(st.sampled_from(["ana", "ana", "ana", "bo"]))
        match draw(st.integers(0, 6)):
            case 0:
                play.feels(minute, draw(st.sampled_from([0.5, 1, 2])))
            case 1:
                play.heard(draw(st.sampled_from(["van", "no_van", "mended"])), minute)
            case 2:
                play.updates(minute, *draw(lines), to=to)
            case 3:
                play.gives(minute, draw(st.sampled_from(["oven_today", "cash", "more_cash"])), draw(st.booleans()))
            case 4:
                play.adds(ev.JobDone(int(minute * MINUTE), "send"))
            case _:
                play.says(minute, *draw(lines), to=to)
    return play.ends(max(200, minute + 1))


def with_move(events: Sequence[Event], place: int, *added: Event) -> list[Event]:
    return [*events[:place], *added, *events[place:]]


def spoken(at: int, *acts: Act, words: str = "Another word.", form: bool = False) -> list[Event]:
    source = Source.GENERIC if form else Source.SCRIPTED
    begun: list[Event] = [ev.MoveStarted(at, do.Update(to=("ana",)), at)] if form else []
    return [*begun, ev.TraineeSpoke(at, ("ana",), words, acts, source, "", at)]


def never_raised(before: Scorecard, after: Scorecard) -> None:
    for name in NAMES:
        old, new = getattr(before, name), getattr(after, name)
        assert (new is None) == (old is None), name
        if old is not None:
            assert new <= old + 1e-9, f"{name} rose from {old} to {new}"


def place_in(events: Sequence[Event], share: float, *, after_first_reply: bool = False) -> int:
    """Somewhere between two events, before the end."""
    start = 1
    if after_first_reply:
        replies = [n for n, e in enumerate(events) if isinstance(e, ev.TraineeSpoke) and "ana" in e.to]
        start = replies[0] + 1 if replies else len(events) - 1
    return start + int(share * (len(events) - 1 - start))


shares = st.floats(0, 1)


@GIVEN
@given(plays(), shares, st.sampled_from([(), (a.Canned(),), (a.Deflect(),)]), st.booleans())
def test_an_empty_message_after_the_first_reply_never_raises_a_score(
    play: Play, share: float, acts: tuple[Act, ...], form: bool
) -> None:
    place = place_in(play.events, share, after_first_reply=True)
    at = play.events[place - 1].at

    after = score(OVEN, with_move(play.events, place, *spoken(at, *acts, form=form)))

    never_raised(play.card(), after)


@GIVEN
@given(plays(), shares)
def test_a_duplicate_apology_never_raises_a_score(play: Play, share: float) -> None:
    sorry = (a.Apologise((ApologyPart.RESPONSIBILITY, ApologyPart.REGRET), "booking"),)
    play.events[2:2] = spoken(0, *sorry, words="I'm sorry. That was ours.")
    place = place_in(play.events, share, after_first_reply=True)
    at = play.events[place - 1].at

    after = score(OVEN, with_move(play.events, place, *spoken(at, *sorry, words="I'm sorry. That was ours.")))

    never_raised(play.card(), after)


@GIVEN
@given(plays(), shares, st.booleans())
def test_a_bare_next_time_never_raises_a_score(play: Play, share: float, form: bool) -> None:
    place = place_in(play.events, share)
    at = play.events[place - 1].at
    promise = ev.PromiseMade(at, "bare", "next_word", "ana", at + 30 * MINUTE)

    after = score(OVEN, with_move(play.events, place, *spoken(at, word(), form=form), promise))

    never_raised(play.card(), after)


@GIVEN
@given(plays(), shares)
def test_a_promise_without_content_never_raises_a_score(play: Play, share: float) -> None:
    place = place_in(play.events, share)
    at = play.events[place - 1].at
    promise = ev.PromiseMade(at, "free", "loaf", "ana", at + 30 * MINUTE)

    after = score(OVEN, with_move(play.events, place, *spoken(at, a.Promise("loaf"), form=True), promise))

    never_raised(play.card(), after)


@GIVEN
@given(plays())
def test_money_beyond_one_and_a_half_losses_never_raises_a_score(play: Play) -> None:
    end = play.events.pop()
    play.gives(199, "more_cash")
    play.adds(end)
    before = play.card()
    play.events.pop()
    play.gives(199, "cash")
    play.adds(end)

    never_raised(before, play.card())


@GIVEN
@given(plays(), shares, lines)
def test_a_known_lie_never_raises_any_score(play: Play, share: float, beside: tuple[Act, ...]) -> None:
    play.events[1:1] = [ev.FactLearned(0, "no_van", "cy", "Nobody was booked.", Sure.CERTAIN)]
    place = place_in(play.events, share)
    at = play.events[place - 1].at

    after = score(
        OVEN, with_move(play.events, place, *spoken(at, a.Claim("coming"), *beside), *brought(play, at, beside))
    )

    never_raised(play.card(), after)


def brought(play: Play, at: int, acts: Sequence[Act]) -> list[Event]:
    """What the engine would append behind words with *acts*: a lie doesn't come alone.

    A job that is reported anyway is left out: having it done for real makes that report true, whatever else was said.
    """
    spoken = [event for event in play.events if isinstance(event, ev.TraineeSpoke)]
    reports = {item for e in spoken for act in e.acts if isinstance(act, a.Report) for item in (*act.done, *act.doing)}
    events: list[Event] = [
        ev.JobAssigned(at, act.job, at) for act in acts if isinstance(act, a.Assign) and act.job not in reports
    ]
    return events + [ev.PreferenceAsked(at, "ana") for act in acts if isinstance(act, a.AskPreference)]


@GIVEN
@given(plays())
def test_every_mark_has_its_range_and_scoring_again_gives_the_same_bytes(play: Play) -> None:
    card = play.card()

    assert msgspec.json.encode(card) == msgspec.json.encode(score(OVEN, list(play.events)))
    for name in NAMES:
        points = getattr(card, name)
        assert points is None or 0 <= points <= 100
    for finding in card.findings:
        assert -100 <= finding.effect <= 100


@GIVEN
@given(plays(), st.integers(0, 30))
def test_deleting_an_update_and_its_repeats_never_raises_a_part_of_cadence(play: Play, index: int) -> None:
    speeches = [n for n, e in enumerate(play.events) if isinstance(e, ev.TraineeSpoke)]
    if not speeches:
        return
    gone = play.events[speeches[index % len(speeches)]]
    assert isinstance(gone, ev.TraineeSpoke)
    kept = [
        e
        for n, e in enumerate(play.events)
        if not (isinstance(e, ev.TraineeSpoke) and n in speeches and e.at >= gone.at and set(e.acts) & set(gone.acts))
    ]

    before, after = judge(OVEN, play.events).cadence[0], judge(OVEN, kept).cadence[0]

    for old, new in zip(before.terms(RUBRIC), after.terms(RUBRIC), strict=True):
        assert (new.value or 0) <= (old.value or 0) + 1e-9, old.name


PROGRAM = """
import hashlib, msgspec
from tests.scoring.making import careful
print(hashlib.sha256(msgspec.json.encode(careful().card())).hexdigest())
"""


def test_scores_do_not_depend_on_the_hash_seed() -> None:
    prints = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(prints) == 1
    assert len(careful().events) > 40
