"""Single steps of the engine that no careful play takes: what ends meanwhile, what comes too late, what isn't there."""

import msgspec
import pytest
from transitions import MachineError

from simulator.drill import actions as do
from simulator.drill import dice, life, moves
from simulator.drill import events as ev
from simulator.drill.adding import total_of
from simulator.drill.cast import cast
from simulator.drill.clock import DAY
from simulator.drill.conditions import asks_for_mood, compile_condition, parts_of
from simulator.drill.pacing import Pacer, let_time_run, reading_allowance
from simulator.drill.promises import due_of
from simulator.drill.sensing import asks_for_moods
from simulator.drill.session import LiveSession, ReplaySession
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.drill.view import Life
from simulator.drill.wording import spoken_time
from simulator.scenario import acts as a
from simulator.scenario.story import NEXT_WORD, All, AnyOf, Drawn, Feeling, Feels, Not, Story, Term, Word
from tests.drill.playing import MINUTE, SECOND, begun, happened, last, say, submit, wet_ceiling


def begun_with(story: Story, **changed: object) -> LiveSession:
    session = LiveSession(cast(msgspec.structs.replace(story, **changed), 0), 0)
    session.submit(do.Begin())
    return session


# -- dice and life


def test_nothing_is_drawn_from_an_empty_range_or_from_no_chance() -> None:
    with pytest.raises(ValueError, match="nothing lies between 5 and 4"):
        dice.between(1, "p", "k", 5, 4)
    with pytest.raises(ValueError, match="no chance for any option of 'k'"):
        dice.weighted(1, "p", "k", [0.0, 0.0])
    assert dice.between(1, "p", "k", 5, 5) == 5
    assert dice.weighted(1, "p", "k", [0.0, 1.0, 0.0]) == 1


def test_every_number_of_a_range_and_every_chance_comes_up_as_often_as_its_share() -> None:
    drawn = [dice.between(seed, "p", "k", 1, 3) for seed in range(300)]
    options = [dice.weighted(seed, "p", "k", [1, 3]) for seed in range(400)]

    assert {number: drawn.count(number) for number in (1, 2, 3)} == pytest.approx({1: 100, 2: 100, 3: 100}, abs=25)
    assert options.count(1) == pytest.approx(300, abs=30)


@pytest.mark.parametrize(
    ("before", "trigger", "then"),
    [
        (Life.BRIEFING, "begin", Life.RUNNING),
        (Life.RUNNING, "pause", Life.PAUSED),
        (Life.PAUSED, "resume", Life.RUNNING),
        (Life.CLOSING, "pause", Life.PAUSED),
        (Life.RUNNING, "close", Life.CLOSING),
        (Life.CLOSING, "finish", Life.ENDED),
        (Life.CLOSING, "act", Life.CLOSING),
        (Life.PAUSED, "leave", Life.ENDED),
    ],
)
def test_each_turn_of_a_drill_s_life_leads_where_it_leads(before: Life, trigger: str, then: Life) -> None:
    assert life.after(before, trigger) is then


def test_an_ended_drill_has_no_turn_left() -> None:
    with pytest.raises(MachineError):
        life.after(Life.ENDED, "begin")


def test_numbers_are_added_from_the_left() -> None:
    assert total_of([1e16, 1.0, -1e16]) == 0.0
    assert total_of([]) == 0


# -- conditions


def test_what_was_never_decided_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="'hour: noon' is not decided: cast the story before playing it"):
        compile_condition(Drawn("hour", "noon"))


def test_a_mood_is_nothing_to_wait_for_however_deep_it_is_asked_for() -> None:
    feels = Feels("ines", next(iter(Feeling)))

    for condition in (feels, Not(feels), All((feels,)), AnyOf((All((feels,)),))):
        with pytest.raises(ValueError, match="can't be waited for: a mood changes with time alone"):
            list(parts_of(condition))


def test_a_mood_is_asked_for_however_deep_it_stands() -> None:
    feels, fact = Feels("ines", next(iter(Feeling))), Term(Word.TRUE, "leak")

    assert all(asks_for_mood(each) for each in (feels, Not(feels), All((fact, feels)), AnyOf((fact, Not(feels)))))
    assert not any(asks_for_mood(each) for each in (fact, Not(fact), All((fact,)), All(()), AnyOf((fact, Not(fact)))))


def test_a_condition_looks_at_each_of_its_parts() -> None:
    one, two = Term(Word.TRUE, "leak"), Term(Word.TRUE, "dry")

    assert list(parts_of(AnyOf((one, Not(All((two,))))))) == [one, two]


# -- the world


def test_what_is_so_for_a_while_ceases() -> None:
    story = wet_ceiling()
    facts = [msgspec.structs.replace(fact, true_until=2 * MINUTE) for fact in story.facts]
    session = begun_with(story, facts=tuple(facts))

    session.advance(3 * MINUTE)

    assert last(session, ev.FactCeased) == ev.FactCeased(2 * MINUTE, "our_pipe")
    assert {event.fact for event in happened(session, ev.FactCeased)} == {"leak", "our_pipe"}


def gone_meanwhile(action: do.Action) -> LiveSession:
    """Ines goes while *action* is under way."""
    story = wet_ceiling()
    ends = [
        msgspec.structs.replace(beat, ends_conversation=True, line=None) if beat.id == "angry" else beat
        for beat in story.beats
    ]
    session = begun_with(story, beats=tuple(ends))
    session.advance(59 * SECOND)
    session.submit(action)
    session.submit(do.Inject(actor="t1", happening="too_late"))
    session.advance(5 * MINUTE)
    return session


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (do.Say(reply="rings.off"), "Ines was gone before you had said it."),
        (do.Close(person="ines"), "Ines had ended it already."),
    ],
)
def test_what_reaches_nobody_any_more_lapses_and_says_why(action: do.Action, why: str) -> None:
    session = gone_meanwhile(action)

    assert last(session, ev.MoveLapsed).reason == why
    assert not session.view().busy


def test_only_what_is_under_way_lands() -> None:
    with pytest.raises(ValueError, match="no move is under way"):
        moves.land(DrillState(Tables(cast(wet_ceiling(), 0))), 0, lambda event: None)


# -- tables and views


def test_a_story_without_the_next_word_has_it_all_the_same() -> None:
    tables = Tables(cast(wet_ceiling(), 0))

    assert NEXT_WORD in tables.commitments
    assert tables.commitments[NEXT_WORD].to == ("ines",)


def test_a_trigger_that_a_beat_does_not_have_is_a_fault_of_the_caller() -> None:
    tables = Tables(cast(wet_ceiling(), 0))

    with pytest.raises(KeyError):
        tables.next_beat(("reply", "rings.moon"), "rings", DrillState(tables), 0)


def test_the_bare_trigger_is_a_reply_with_one_way_and_nothing_to_ask() -> None:
    tables = Tables(cast(wet_ceiling(), 0))

    event, state = tables.bare_trigger()

    assert [transition.conditions for transition in event.transitions[state]] == [[]]


def test_a_person_who_is_not_in_the_drill_has_no_view() -> None:
    with pytest.raises(KeyError, match="nobody"):
        begun().view().person("nobody")


# -- time


def test_time_runs_no_further_than_the_limit_where_nothing_happens_before_it() -> None:
    session = begun()
    due = session.next_due()
    assert due is not None

    let_time_run(session, due - 1)

    assert session.view().now == due - 1


def test_time_runs_to_what_falls_due_at_the_very_limit() -> None:
    session = begun()
    due = session.next_due()
    assert due is not None

    let_time_run(session, due)

    assert session.view().now == due


@pytest.mark.parametrize("session", [begun(), ReplaySession(cast(wet_ceiling(), 0), 0, begun().events())])
def test_no_session_runs_backwards(session) -> None:
    session.advance(5)

    with pytest.raises(ValueError, match="drill time cannot run backwards: 4 < 5"):
        session.advance(4)


def test_a_replay_takes_no_moves() -> None:
    story = cast(wet_ceiling(), 3)
    session = ReplaySession(story, 3, begun(3).events())
    session.advance(0)
    before = session.view()

    session.submit(do.Say(reply="rings.off"))

    assert session.view() == before
    assert (session.story, session.seed) == (story, 3)


def test_a_short_text_takes_three_seconds_and_a_long_one_by_its_letters() -> None:
    assert reading_allowance("") == 3_000
    assert reading_allowance("x" * 54) == 3_000
    assert reading_allowance("x" * 55) == 3_025
    assert reading_allowance("x" * 100, 2.0) == 11_000


def test_a_pacer_reads_what_was_said_last_and_not_what_was_said_before() -> None:
    session = begun()
    say(session, "rings.off")
    words = [event.words for event in session.events() if isinstance(event, ev.PersonSpoke)]

    assert Pacer(session).allowance == reading_allowance(words[-1])
    assert Pacer(session, 1.5).allowance == reading_allowance(words[-1], 1.5)


def test_what_was_asked_is_answered_by_the_first_answer_that_holds() -> None:
    session = begun()
    submit(session, do.Ask(question="whose_pipe"))

    answers = happened(session, ev.AnswerCame)

    assert [(answer.words, answer.sure.value) for answer in answers] == [("Somebody's bath I should think.", "guess")]
    assert [event.fact for event in happened(session, ev.FactLearned)][-1] == "rumour"


@pytest.mark.parametrize(
    ("action", "seconds"),
    [
        (do.Say(reply="rings.off"), 10),
        (do.Update(to=("ines",), facts=("leak",)), 20),
        (do.Promise(to="ines", what="ring_tonight"), 8),
        (do.Ask(question="whose_pipe"), 30),
        (do.Assign(job="notices"), 5),
        (do.AskFor(remedy="rent"), 10),
        (do.AskPreference(to="ines"), 10),
        (do.Inform(to="otto", facts=("leak",)), 12),
        (do.Note(text="Water."), 20),
        (do.Close(person="ines"), 3),
    ],
)
def test_each_move_takes_what_saying_it_aloud_takes(action: do.Action, seconds: int) -> None:
    session = begun()

    session.submit(action)

    assert last(session, ev.MoveStarted).until == seconds * SECOND
    assert session.view().busy_until == seconds * SECOND


# -- promises, orders, moods that are asked for


@pytest.mark.parametrize(
    ("promise", "due"),
    [
        (a.Promise("painter"), 5 + 10),  # no time at all: one beat on
        (a.Promise("painter", within=3 * MINUTE), 5 + 3),
        (a.Promise("painter", at=40 * MINUTE), 40),
        (a.Promise("ring_tonight"), 150),  # half past twelve, by its nature
        (a.Promise("ring_tonight", at=40 * MINUTE), 40),
    ],
)
def test_a_promise_falls_due_as_it_says_else_by_its_nature_else_one_beat_on(promise: a.Promise, due: int) -> None:
    state = DrillState(Tables(cast(wet_ceiling(), 0)))

    assert due_of(state, promise, 5 * MINUTE) == due * MINUTE


def test_an_order_that_is_read_again_is_not_carried_out_again() -> None:
    session = begun()
    pause, resume, again = do.Pause(actor="t1", id="1"), do.Resume(actor="t1", id="2"), do.Pause(actor="t1", id="3")

    for order in (pause, resume, pause, again, resume):
        session.submit(order)

    assert (len(happened(session, ev.DrillPaused)), len(happened(session, ev.DrillResumed))) == (2, 1)
    assert session.view().life is Life.PAUSED


def feeling(story: Story, part: str) -> Story:
    """*story* with one *part* that asks how Ines feels."""
    asks = Feels("ines", next(iter(Feeling)))
    replace = msgspec.structs.replace
    match part:
        case "answer":
            (question,) = story.questions
            answers = (replace(question.answers[0], when=asks), *question.answers[1:])
            return replace(story, questions=(replace(question, answers=answers),))
        case "happening":
            return replace(story, happenings=(replace(story.happenings[0], unless=asks), *story.happenings[1:]))
        case "ending":
            return replace(story, endings=(replace(story.endings[0], when=asks), *story.endings[1:]))
        case "remedy":
            return replace(story, remedies=(replace(story.remedies[0], accepted_when=asks), *story.remedies[1:]))
    return story


@pytest.mark.parametrize(
    ("part", "asks"),
    [("answer", True), ("happening", True), ("ending", True), ("remedy", True), ("nothing", False)],
)
def test_a_story_that_asks_for_a_mood_anywhere_is_known_to(part: str, asks: bool) -> None:
    assert asks_for_moods(feeling(cast(wet_ceiling(), 0), part)) is asks


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "tomorrow"), (2, "in two days"), (6, "in six days"), (10, "in ten days"), (11, "in 11 days")],
)
def test_a_moment_days_ahead_is_named_with_the_days(days: int, words: str) -> None:
    assert spoken_time(wet_ceiling(), days * DAY, 0) == f"10:00 {words}"
