"""How somebody feels decides what they do: conditions that ask for a mood, where a moment decides."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.feelings import Feelings, feelings_of
from simulator.drill.folding import evolve, fold
from simulator.drill.mood import Look, Mood, Traits
from simulator.drill.mood_words import ANGRY, CALM_WORDS, FRIGHTENED, FURIOUS, IMPATIENT, TRUSTING, feels, words
from simulator.drill.session import LiveSession, ReplaySession
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.scenario import acts as a
from simulator.scenario.reading import read_text
from simulator.scenario.story import Feeling, Feels, Story
from tests.drill.playing import (
    MINUTE,
    SECOND,
    happened,
    insist_that_resuming_changes_nothing,
    last,
    say,
    submit,
    wet_ceiling,
)
from tests.validation.people import ms
from tests.validation.played import STORY, said

# The wet ceiling, in which what Ines does depends on how she feels.
CHANGES = {
    "patience: {after: 60 s, to: angry}": (
        "patience: {after: 60 s, to: [{when: {feels: {ines: furious}}, beat: angry}, {beat: waits}]}"
    ),
    "happenings:\n": (
        "happenings:\n"
        "  she_hangs_up: {at: 40 min, unless: {not: {feels: {ines: losing_patience}}}, moves: {ines: hangs_up}}\n"
        "  she_thanks: {at: 40 min, unless: {feels: {ines: losing_patience}}, moves: {ines: grateful}}\n"
    ),
    "  thanks: {with: ines": (
        "  hangs_up: {with: ines, says: (She has hung up.), ends: true}\n"
        "  grateful: {with: ines, says: At least I hear from you., waits: false}\n"
        "  thanks: {with: ines"
    ),
    "beat: thanks}, {beat: angry}]": "beat: thanks}, {when: {feels: {ines: [angry]}}, beat: hangs_up}, {beat: angry}]",
    "endings:\n": "endings:\n  loud: {title: Loud, story: I told everybody., when: {feels: {ines: angry}}}\n",
    'accepts: "Please."': 'accepts: "Please.", declines: "From you?", accepted_when: {not: {feels: {ines: angry}}}',
    "when: {declined: quiet}, says_yes": "when: {feels: {ines: angry}}, says_yes",
    "- {when: {done: stopcock}, says": (
        "- {when: {feels: {ines: angry}}, says: Is she shouting? Ours., learns: [our_pipe]}\n"
        "      - {when: {done: stopcock}, says"
    ),
}
UPDATES = range(2, 40, 9)  # minutes: well within what her kind of event allows

seeds = st.integers(0, 10_000)
bots = st.sampled_from(sorted(MAKERS))


@cache
def moody() -> Story:
    text = Path(__file__).with_name("wet-ceiling.yaml").read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read_text(text, "wet-ceiling.yaml")


def begun(seed: int = 0) -> LiveSession:
    session = LiveSession(cast(moody(), seed), seed)
    session.submit(do.Begin())
    return session


def in_silence(minutes: int, seed: int = 0) -> LiveSession:
    session = begun(seed)
    session.advance(minutes * MINUTE)
    return session


def informed(minutes: int, seed: int = 0) -> LiveSession:
    """Ines hears something new every nine minutes."""
    session = begun(seed)
    for minute, facts in zip(UPDATES, (("leak",), (), (), (), ()), strict=True):
        session.advance(minute * MINUTE)
        submit(session, do.Ask(question="whose_pipe"))
        submit(session, do.Update(to=("ines",), facts=facts, done=("whose_pipe",), next_in=9 * MINUTE))
    session.advance(max(minutes * MINUTE, session.view().now))
    return session


def played(bot: str, seed: int) -> LiveSession:
    session = begun(seed)
    play(session, make(bot, session.story, seed))
    return session


# -- what somebody does


def test_a_customer_left_in_silence_hangs_up() -> None:
    session = in_silence(40)

    assert last(session, ev.BeatEntered).beat == "hangs_up"
    assert session.view().person("ines").closed


def test_a_customer_kept_informed_thanks() -> None:
    session = informed(40)

    assert last(session, ev.BeatEntered).beat == "grateful"


@pytest.mark.parametrize("seed", range(8))
def test_of_hanging_up_and_thanking_she_does_one_with_every_seed(seed: int) -> None:
    silent, told = in_silence(41, seed), informed(41, seed)

    assert [h.happening for h in happened(silent, ev.HappeningHappened) if h.happened] == [
        "hanna_calls",
        "she_hangs_up",
    ]
    assert [h.happening for h in happened(told, ev.HappeningHappened) if h.happened] == ["hanna_calls", "she_thanks"]


def test_patience_takes_the_first_way_that_holds() -> None:
    session = in_silence(1)

    assert session.view().person("ines").beat == "waits"


def test_where_a_reply_leads_is_decided_by_her_mood_once_she_has_heard_it() -> None:
    session = in_silence(37)
    submit(session, do.Ask(question="whose_pipe"))

    say(session, "waits.pipe")
    heard = last(session, ev.TraineeSpoke).at
    mood = feelings_of(session.story, session.events())

    assert mood.feels("ines", Feeling.ANGRY, heard)
    assert last(session, ev.BeatEntered).beat == "hangs_up"


def test_how_it_ends_may_depend_on_how_she_feels() -> None:
    outcomes = {}
    for name, session in (("silent", in_silence(39)), ("informed", informed(39))):
        session.submit(do.Leave())
        outcomes[name] = session.view().outcome

    assert outcomes == {"silent": "loud", "informed": "wet"}


def test_an_angry_customer_turns_down_what_a_calm_one_accepts() -> None:
    answers = []
    for session in (in_silence(39), informed(39)):
        submit(session, do.Offer(remedy="dryer", to="ines"))
        session.advance(session.view().now + 10 * SECOND)
        answers.append(last(session, ev.RemedyAnswered).accepted)

    assert answers == [False, True]


def test_a_colleague_s_yes_and_a_source_s_answer_may_depend_on_her_mood() -> None:
    said_yes, answers = [], []
    for session in (in_silence(37), informed(38)):
        submit(session, do.Ask(question="whose_pipe"))
        answers.append(last(session, ev.AnswerCame).words)
        submit(session, do.AskFor(remedy="rent"))
        session.advance(session.view().now + 70 * SECOND)
        said_yes.append(last(session, ev.ApprovalAnswered).approved)

    assert said_yes == [True, False]
    assert answers == ["Is she shouting? Ours.", "Somebody's bath I should think."]


# -- the laws


@given(seeds, bots)
@settings(max_examples=30, deadline=None)
def test_the_same_play_twice_gives_the_same_bytes(seed: int, bot: str) -> None:
    first, second = (msgspec.json.encode(played(bot, seed).events()) for _ in range(2))

    assert first == second


@given(seeds, bots)
@settings(max_examples=30, deadline=None)
def test_replay_shows_what_was_lived(seed: int, bot: str) -> None:
    live = played(bot, seed)

    replay = ReplaySession(live.story, seed, live.events())
    replay.advance(live.view().now)

    assert replay.view() == live.view()


@given(seeds, st.lists(st.integers(1, 5 * MINUTE), max_size=6), st.booleans())
@settings(max_examples=30, deadline=None)
def test_one_big_advance_equals_many_small_ones_with_looks_in_between(
    seed: int, steps: list[int], say_something: bool
) -> None:
    def run(lengths: Sequence[int]) -> Sequence[Event]:
        session = begun(seed)
        if say_something:
            say(session, "rings.off")
        for length in lengths:
            session.advance(session.view().now + length)
        session.advance(3 * 60 * MINUTE)
        return session.events()

    assert run(steps) == run([])


@pytest.mark.parametrize("bot", ["silent", "careful", "random"])
def test_a_run_resumed_after_any_event_goes_on_as_if_nothing_had_been(bot: str) -> None:
    insist_that_resuming_changes_nothing(cast(moody(), 4), bot)


def test_who_asked_what_before_changes_no_answer() -> None:
    session = in_silence(39)
    once, often = fold(session.story, list(session.events())), DrillState(Tables(session.story))
    for event in session.events():
        evolve(often, event)
        often.sensed.feels("ines", Feeling.ANGRY, event.at)

    for minute in range(39, 90):
        answers = [[state.sensed.feels("ines", f, minute * MINUTE) for f in Feeling] for state in (once, often)]
        assert answers[0] == answers[1]


@pytest.mark.parametrize("run", [in_silence, informed])
def test_the_tables_lead_where_the_machine_leads_whatever_somebody_feels(run: Callable[[int], LiveSession]) -> None:
    session = run(39)
    state, now = fold(session.story, list(session.events())), session.view().now

    for name, beat in state.tables.triggers():
        assert state.tables.next_beat(name, beat, state, now) == state.tables.triggered(name, beat, state, now)


def test_nobody_feels_anything_before_they_have_come() -> None:
    state = DrillState(Tables(cast(moody(), 0)))

    assert not any(state.sensed.feels("ines", feeling, 0) for feeling in Feeling)


def test_a_story_that_never_asks_keeps_no_events_for_moods() -> None:
    assert Tables(cast(moody(), 0)).asks_for_moods
    assert not Tables(cast(wet_ceiling(), 0)).asks_for_moods


def with_once(story: Story) -> Story:
    first = msgspec.structs.replace(story.happenings[0], at=None, once=Feels("ines", Feeling.ANGRY))
    return msgspec.structs.replace(story, happenings=(first, *story.happenings[1:]))


def with_reply(story: Story) -> Story:
    reply = msgspec.structs.replace(story.beats[0].replies[0], when=Feels("ines", Feeling.ANGRY))
    beat = msgspec.structs.replace(story.beats[0], replies=(reply,))
    return msgspec.structs.replace(story, beats=(beat, *story.beats[1:]))


@pytest.mark.parametrize("waiting", [with_once, with_reply])
def test_no_story_can_wait_for_a_mood(waiting: Callable[[Story], Story]) -> None:
    with pytest.raises(ValueError, match="time alone"):
        Tables(waiting(cast(moody(), 0)))


# -- the words


levels = st.floats(0, 1)


@given(levels, levels, levels, levels, levels)
def test_what_conditions_ask_is_what_the_words_say(
    severity: float, anxiety: float, anger: float, trust: float, restored: float
) -> None:
    mood = Mood(Traits(severity=severity), 0, 0, anxiety, anger, trust, restored=restored)
    seen = Look(anxiety, anger, trust, 0, 0, 0, 0)
    shown = set(words(mood, seen).split(", "))

    assert feels(Feeling.FURIOUS, mood, seen) == ("furious" in shown)
    assert feels(Feeling.ANGRY, mood, seen) == bool(shown & {"furious", "angry"})
    assert feels(Feeling.LOSING_PATIENCE, mood, seen) == bool(shown & {"furious", "angry", "losing patience"})
    assert feels(Feeling.FRIGHTENED, mood, seen) == bool(shown & {"frightened", "very worried"})
    assert feels(Feeling.DISTRUSTING, mood, seen) == ("no longer believes you" in shown)
    assert feels(Feeling.TRUSTING, mood, seen) == ("trusts you" in shown)
    assert feels(Feeling.AT_EASE, mood, seen) == (shown <= {"calm", "at ease", "trusts you", "no longer believes you"})


def test_the_worse_includes_the_better() -> None:
    mood = Mood(Traits(), 0, 0, FRIGHTENED, FURIOUS, TRUSTING)
    seen = Look(FRIGHTENED, FURIOUS, TRUSTING, 0, 0, 0, 0)

    held = {feeling for feeling in Feeling if feels(feeling, mood, seen)}

    assert IMPATIENT < ANGRY < FURIOUS
    assert "uneasy" not in CALM_WORDS
    assert held == {Feeling.FURIOUS, Feeling.ANGRY, Feeling.LOSING_PATIENCE, Feeling.FRIGHTENED, Feeling.WORRIED}


# -- the mood of one person, folded alone


@given(seeds, bots)
@settings(max_examples=20, deadline=None)
def test_the_mood_of_one_person_alone_is_what_it_is_among_all(seed: int, bot: str) -> None:
    session = played(bot, seed)
    everybody = feelings_of(session.story, session.events())

    alone = Feelings(session.story, frozenset({"ines"}))
    for event in session.events():
        alone.fold(event)

    assert alone.moods == {"ines": everybody.moods["ines"]}


def test_of_two_estimates_that_ran_out_unnoticed_the_earlier_disappoints_first() -> None:
    quantities = (*STORY.quantities, msgspec.structs.replace(STORY.quantities[0], id="other"))
    story = msgspec.structs.replace(STORY, quantities=quantities)
    estimates = said(2, a.Estimate("repair", ms(30), ms(40)), a.Estimate("other", ms(10), ms(20)))
    feelings = feelings_of(story, [ev.ConversationOpened(0, "ana"), *estimates])

    assert feelings.words("ana", ms(60))
