import subprocess
import sys

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.desktop.view_models.drill import NEAR_MS, Looking, Urgency, drill_model
from simulator.desktop.view_models.forms import (
    Sounding,
    commitments_to,
    facts_heard,
    jobs_open,
    people_in_touch,
    questions_by_person,
)
from simulator.desktop.view_models.shelf import first_sentences
from simulator.desktop.view_models.talk import Talk, Whose
from simulator.desktop.view_models.words import (
    clock_parts,
    count_text,
    first_name,
    minute_text,
    money_text,
    span_text,
)
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.pacing import let_time_run
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode
from simulator.scenario.story import Story


def test_view_models_need_no_window():
    code = (
        "import sys, simulator.desktop.view_models.retelling, simulator.desktop.view_models.shelf, "
        "simulator.desktop.view_models.forms, simulator.desktop.view_models.briefing, simulator.desktop.seat, "
        "simulator.desktop.view_models.picking, simulator.desktop.view_models.progress, "
        "simulator.desktop.view_models.alerts, simulator.desktop.view_models.helping; "
        "sys.exit('pygame' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def session(small_story: Story) -> LiveSession:
    session = LiveSession(small_story, 0)
    session.submit(do.Begin())
    return session


def look(session: LiveSession, mode: Mode = Mode.UNTIMED, person: str = "nora", reply: str = "", seen=None):
    talk = Talk(session.story)
    talk.take(session.events())
    return drill_model(session.story, session.view(), talk, mode, Looking(person, reply, seen), {})


def say(session: LiveSession, number: int) -> None:
    session.submit(do.Say(reply=session.view().person("nora").replies[number].id))
    session.advance(session.view().busy_until)


def test_times_are_said_as_people_say_them(small_story: Story):
    assert clock_parts(small_story, 90_000) == ("", "17:41:30")
    assert minute_text(small_story, 24 * 3_600_000) == "Day 2, 17:40"
    assert count_text(521_000) == "8:41"
    assert count_text(3_722_000) == "1:02:02"
    assert span_text(60_000) == "1 minute"
    assert span_text(90_000) == "1 min 30 s"
    assert span_text(45_000) == "45 seconds"
    assert span_text(7_200_000) == "2 hours"


def test_amounts_and_names_are_written_plainly():
    assert money_text(0, "EUR") == "free"
    assert money_text(1250, "EUR") == "1,250 EUR"
    assert money_text(12.5, "EUR") == "12.50 EUR"
    assert first_name("Mara Lindqvist") == "Mara"
    assert first_name("Mr Hallam") == "Mr Hallam"
    assert first_name("The man on the phone") == "The man on the phone"
    assert first_name("Passbook holders") == "Passbook holders"


def test_a_waiting_time_is_counted_from_the_moment_the_wait_began(session: LiveSession):
    session.advance(25_000)

    nora = look(session).people[0]

    assert nora.waiting == "waits 0:25"


def test_replies_carry_the_numbers_that_pick_them(session: LiveSession):
    replies = look(session).replies

    assert [reply.number for reply in replies] == [1, 2]
    assert not any(reply.chosen for reply in replies)


def test_what_was_heard_carries_no_verdict_outside_the_guided_mode(session: LiveSession):
    session.submit(do.Ask(question="where"))
    talked = look(session, Mode.TIMED)

    assert all(line.verdict == "" for line in talked.heard)
    assert talked.hint == ""


def test_words_of_both_sides_stand_in_one_conversation(session: LiveSession):
    say(session, 0)

    messages = look(session).messages

    assert [m.whose for m in messages][:2] == [Whose.THEIRS, Whose.YOURS]
    assert messages[1].speaker == "You"


def test_a_promise_counts_down_and_says_when_it_is_near_and_past(session: LiveSession):
    session.submit(do.Promise(to="nora", what="next_word", within=5 * 60_000))
    session.advance(session.view().busy_until)
    (far,) = look(session).promises
    due = session.view().promises[0].due
    session.advance(due - NEAR_MS)
    (near,) = look(session).promises

    assert (far.left, far.urgency) == ("Nora: 5:00 left", Urgency.FAR)
    assert near.urgency is Urgency.NEAR
    assert far.what == "come back to her"


def test_unread_words_are_counted_only_where_nobody_looks(session: LiveSession):
    let_time_run(session)
    shown = look(session, person="nora").people[0]
    elsewhere = look(session, person="paul").people[0]

    assert shown.unread == 0
    assert elsewhere.unread > 0


def test_pause_hides_the_replies_in_timed_drills_only(session: LiveSession):
    session.submit(do.Pause())

    assert look(session, Mode.TIMED).replies_hidden
    assert not look(session, Mode.UNTIMED).replies_hidden


def test_a_refusal_is_told_and_forgotten_once_something_worked(session: LiveSession):
    session.submit(do.Note(text=" "))
    assert look(session).notice == "The note is empty."
    say(session, 0)

    assert look(session).notice == ""


def test_words_that_others_hear_stand_in_their_conversation_too(lost_child: Story):
    session = LiveSession(lost_child, 0)
    play(session, make("careful", lost_child, 0))
    talk = Talk(lost_child)
    talk.take(session.events())
    overheard = next(e for e in session.events() if getattr(e, "overheard_by", ()))

    other = talk.with_person(overheard.overheard_by[0])

    assert any(m.whose is Whose.WORLD and m.words == overheard.words for m in other)


def test_the_events_taken_one_by_one_make_the_same_conversations(lost_child: Story):
    session = LiveSession(lost_child, 0)
    session.submit(do.Begin())
    for _ in range(12):
        let_time_run(session)
    whole, piecewise = Talk(lost_child), Talk(lost_child)
    whole.take(session.events())
    for event in session.events():
        piecewise.take([event])

    for person in lost_child.people:
        assert whole.with_person(person.id) == piecewise.with_person(person.id)


def test_forms_offer_what_is_open_and_nothing_else(session: LiveSession):
    view = session.view()

    assert [p.id for p in people_in_touch(view)] == ["nora", "paul"]
    assert [c.id for c in commitments_to(view, "nora")] == ["next_word", "cake"]
    assert facts_heard(view, (), "nora") == ()
    assert jobs_open(session.story, view) == ()
    ((paul, questions),) = questions_by_person(session.story, view)
    assert (paul, [q.id for q in questions]) == ("Paul", ["where"])


def test_a_form_sounds_as_it_will_be_said(session: LiveSession, small_story: Story):
    action = do.Update(to=("nora",), next_in=5 * 60_000)
    sounding = Sounding(small_story).update(action, session.view().now)
    session.submit(action)
    session.advance(session.view().busy_until)

    said = look(session).messages[-1].words

    assert sounding.words.split(" again ")[0] == said.split(" again ")[0]


def test_a_summary_ends_with_a_whole_sentence():
    text = "You have the desk. It is Saturday. " + "A very long third sentence goes on and on. " * 6

    assert first_sentences(text, 40) == "You have the desk. It is Saturday."


def test_another_seed_may_draw_other_words(lost_child: Story):
    again = cast(lost_child, 1)

    assert again.title == lost_child.title


def test_what_somebody_answers_stands_in_the_conversation_once(lost_child: Story):
    session = LiveSession(lost_child, 0)
    play(session, make("careful", lost_child, 0))
    talk = Talk(lost_child)
    talk.take(session.events())
    answers = [e for e in session.events() if type(e).__name__ == "RemedyAnswered" and e.words]

    assert answers
    for answer in answers:
        shown = [m for m in talk.with_person(answer.to) if m.words == answer.words and m.whose is Whose.THEIRS]
        assert len(shown) == 1
