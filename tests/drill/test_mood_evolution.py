"""How a mood runs on by itself: exactly, however often and however seldom somebody looks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.drill.mood import MINUTE_MS, Mood, Traits, look, moved, onset, resting_anger
from simulator.drill.mood_constants import MOOD
from simulator.drill.touches import (
    Empathy,
    at_rest,
    explained,
    informed,
    let_down,
    lie_discovered,
    met_with_empathy,
    restored,
    waiting_for,
    wants_word,
)

levels = st.floats(0, 1)
beats = st.sampled_from([1.0, 5.0, 15.0, 60.0])
traits = st.builds(
    Traits,
    severity=levels,
    firm_control=levels,
    prior_failures=st.integers(0, 3),
    process_failure=st.booleans(),
    beat_minutes=beats,
    anger_slope=st.floats(0.5, 1.5),
)
spans = st.integers(0, 600 * MINUTE_MS)


@st.composite
def moods(draw: st.DrawFn) -> Mood:
    mood = onset(draw(traits), draw(st.integers(0, 10 * MINUTE_MS)))
    at = mood.at_ms
    for _ in range(draw(st.integers(0, 4))):
        at += draw(st.integers(0, 40 * MINUTE_MS))
        match draw(st.integers(0, 8)):
            case 7:
                mood = at_rest(mood, at)
            case 8:
                mood = wants_word(mood, at)
            case 0:
                mood = informed(mood, at, draw(levels))
            case 1:
                mood = explained(mood, at, draw(levels))
            case 2:
                mood = let_down(mood, at)
            case 3:
                mood = lie_discovered(mood, at)
            case 4:
                mood = met_with_empathy(mood, at, Empathy(2, 2, 2))
            case 5:
                mood = waiting_for(mood, at, at + draw(st.integers(0, 60 * MINUTE_MS)))
            case _:
                mood = restored(mood, at, draw(levels))
    return mood


def euler(mood: Mood, minutes: float, steps: int = 20_000) -> tuple[float, float, float, float, float]:
    """Anxiety, anger, PJ, area and peak by many small steps of the same equations."""
    k, c = MOOD, mood.traits.beat_minutes
    from simulator.drill.mood import anxiety_goal, clipped

    a, g, pj, area, peak = mood.anxiety, mood.anger, mood.procedural, 0.0, 0.0
    goals, dt = (anxiety_goal(mood), anxiety_goal(mood, silent=True)), minutes / steps
    rate_m = 1 + k.silence_uncertain * mood.uncertainty + k.silence_unexplained * (1 - mood.explained)
    for step in range(steps):
        t = (step + 0.5) * dt
        at = mood.at_ms + t * MINUTE_MS
        m = rate_m if mood.waits and at >= mood.contact_ms + c * MINUTE_MS else 0.0
        goal = goals[m > 0]
        if m and mood.deadline_ms is not None and at >= mood.deadline_ms:
            m *= k.silence_overdue
        base = resting_anger(mood.traits) - k.anger_procedure * pj - k.anger_manners * mood.interactional
        target = clipped(base)
        b = k.silence_anger * mood.traits.anger_slope * m / c
        area += (a + g) / 2 * dt
        peak = max(peak, (a + g) / 2)
        a += (goal - a) / c * dt
        g += ((target - g) * k.anger_pace / c + (1 - g) * b) * dt
        pj = max(-1.0, pj - k.silence_procedure * m / c * dt)
    return a, g, pj, area, max(peak, (a + g) / 2)


@settings(max_examples=25, deadline=None)
@given(moods(), st.integers(1, 240 * MINUTE_MS))
def test_the_closed_form_agrees_with_twenty_thousand_small_steps(mood: Mood, span: int) -> None:
    minutes = span / MINUTE_MS
    beat = mood.traits.beat_minutes
    span = min(span, int(40 * beat * MINUTE_MS))  # small steps themselves grow coarse beyond
    minutes = span / MINUTE_MS

    a, g, pj, area, peak = euler(mood, minutes)
    end = moved(mood, mood.at_ms + span)

    step = minutes / beat / 20_000
    allowed = max(3e-5, 3 * step)
    assert end.anxiety == pytest.approx(a, abs=allowed)
    assert end.anger == pytest.approx(g, abs=allowed)
    assert end.procedural == pytest.approx(pj, abs=allowed)
    if not mood.waits:
        assert (end.area, end.waited) == (mood.area, mood.waited)
        return
    assert end.waited - mood.waited == pytest.approx(minutes)
    assert (end.area - mood.area) / minutes == pytest.approx(area / minutes, abs=allowed)
    assert end.peak == pytest.approx(max(mood.peak, peak), abs=allowed)


@settings(max_examples=60, deadline=None)
@given(moods(), spans)
def test_looking_never_changes_a_bit_of_what_is_seen(mood: Mood, span: int) -> None:
    end = mood.at_ms + span
    once = (look(mood, end), moved(mood, end))

    for looks in (1, 7, 100):
        for number in range(looks):
            look(mood, mood.at_ms + span * number // looks)
        assert (look(mood, end), moved(mood, end)) == once


@settings(max_examples=100, deadline=None)
@given(moods(), spans)
def test_every_level_stays_in_its_range(mood: Mood, span: int) -> None:
    seen = look(mood, mood.at_ms + span)

    assert 0 <= seen.anxiety <= 1
    assert 0 <= seen.anger <= 1
    assert -1 - 1e-9 <= seen.procedural <= 1


@settings(max_examples=60, deadline=None)
@given(moods(), spans, st.floats(0, 1))
def test_an_anchor_on_the_way_changes_nothing_but_rounding(mood: Mood, span: int, share: float) -> None:
    end, half = mood.at_ms + span, mood.at_ms + int(span * share)

    straight, broken = moved(mood, end), moved(moved(mood, half), end)

    assert broken.anger == pytest.approx(straight.anger, abs=1e-9)
    assert broken.peak == pytest.approx(straight.peak, abs=1e-9)
    assert broken.area == pytest.approx(straight.area, rel=1e-9, abs=1e-9)


def test_silence_costs_no_anger_until_the_beat_is_over() -> None:
    mood = onset(Traits(severity=0.9, beat_minutes=5), 0)

    assert look(mood, 5 * MINUTE_MS).procedural == 0
    assert look(mood, 6 * MINUTE_MS).procedural < 0


def test_the_goal_of_anger_is_clipped_at_nought_and_at_one() -> None:
    pleased = moved(onset(Traits(severity=0, firm_control=0), 0), 0)
    hurt = onset(Traits(severity=1, firm_control=1, prior_failures=2, beat_minutes=1), 0)

    assert look(pleased, 10**9).anger >= 0
    assert look(hurt, 10**8).anger <= 1


def test_a_mood_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards: 5 < 9"):
        look(onset(Traits(), 9), 5)


def test_past_an_open_deadline_silence_angers_faster() -> None:
    mood = onset(Traits(beat_minutes=5), 0)
    promised = waiting_for(mood, 0, 10 * MINUTE_MS)

    assert look(promised, 10 * MINUTE_MS).anger == pytest.approx(look(mood, 10 * MINUTE_MS).anger)
    assert look(promised, 20 * MINUTE_MS).anger > look(mood, 20 * MINUTE_MS).anger


def test_at_rest_a_silence_costs_nothing_however_long() -> None:
    mood = at_rest(onset(Traits(beat_minutes=5), 0), 0)

    assert look(mood, 600 * MINUTE_MS).procedural == 0


def test_in_a_silence_what_was_told_grows_stale() -> None:
    mood = informed(onset(Traits(severity=0.9, beat_minutes=5), 0), 0, 1.0)

    assert look(mood, 30 * MINUTE_MS).anxiety > look(mood, 5 * MINUTE_MS).anxiety
