"""What each form is refused for, one sentence each, and the last case in which it is still taken."""

from collections.abc import Callable

import msgspec
import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.scenario.story import Move, Story, Term, Word, Yes
from tests.drill.playing import MINUTE, SECOND, begun, happened, last, say, submit, wet_ceiling

Setting = Callable[[], LiveSession]
NEVER = Term(Word.TRUE, "rumour")


def listening() -> LiveSession:
    """Ines is on the line and waits."""
    session = begun()
    say(session, "rings.off")
    return session


def without_otto() -> LiveSession:
    session = begun()
    submit(session, do.Close(person="otto"))
    return session


def with_the_stopcock_on_its_way() -> LiveSession:
    session = begun()
    submit(session, do.Assign(job="stopcock", reason="Water runs."))
    return session


def with_a_dryer_offered() -> LiveSession:
    session = listening()
    submit(session, do.Offer(remedy="dryer", to="ines"))
    session.advance(MINUTE)
    return session


def with_hanna_asked() -> LiveSession:
    session = listening()
    session.advance(7 * MINUTE)
    submit(session, do.AskFor(remedy="rent"))
    return session


def where_nothing_is_open() -> LiveSession:
    """Nothing can be asked, done, offered or asked for before the rumour is true, which it never gets."""
    story = wet_ceiling()
    fields = {part: _closed(getattr(story, part)) for part in ("questions", "jobs", "remedies")}
    return begun_with(msgspec.structs.replace(story, **fields))


def _closed(entries: tuple[msgspec.Struct, ...]) -> tuple[msgspec.Struct, ...]:
    return tuple(msgspec.structs.replace(entry, when=NEVER) for entry in entries)


def begun_with(story: Story) -> LiveSession:
    session = LiveSession(cast(story, 0), 0)
    session.submit(do.Begin())
    return session


REFUSED: list[tuple[Setting, Action, str]] = [
    (begun, do.Promise(to="nobody", what="next_word", within=5), "There is no person called 'nobody' in this drill."),
    (begun, do.Promise(to="ines", what="painter", within=MINUTE), "There is no reason to promise that yet."),
    (begun, do.Promise(to="ines", what="next_word", within=0), "That moment lies in the past."),
    (begun, do.Update(to=("ines",), quantity="moon"), "There is no estimate called 'moon' in this drill."),
    (begun, do.Update(to=("ines",), unknown=("moon",)), "There is no fact called 'moon' in this drill."),
    (begun, do.Update(to=("ines",), unknown=("plaster",)), "There is no reason to speak of that yet."),
    (begun, do.Update(to=("ines",), quantity="plaster", low=1, high=2), "There is no reason to speak of that yet."),
    (begun, do.Update(to=("ines",), quantity="water", high=2), "An estimate needs an earliest and a latest time."),
    (begun, do.Update(to=("ines",), quantity="water", low=2), "An estimate needs an earliest and a latest time."),
    (begun, do.Update(to=("ines",), quantity="water", low=-1, high=2), "An estimate needs an earliest and a latest"),
    (begun, do.Update(to=("ines",), facts=("moon",)), "There is no fact called 'moon' in this drill."),
    (begun, do.Update(to=("ines",), facts=("leak",), hedged=("our_pipe",)), "You can't tell what you haven't heard."),
    (begun, do.Update(to=("ines",), facts=("leak",), doing=("stopcock",)), "You can only report what you have set"),
    (begun, do.Update(to=("ines",), facts=("leak",), next_in=0), "The next word lies in the past."),
    (begun, do.Note(text="See to her.", promises=("moon",)), "There is no commitment called 'moon' in this drill."),
    (begun, do.Note(text="See to her.", facts=("our_pipe",)), "You can't tell what you haven't heard."),
    (without_otto, do.Ask(question="whose_pipe"), "You aren't in touch with Otto."),
    (where_nothing_is_open, do.Ask(question="whose_pipe"), "There is no reason to ask that yet."),
    (begun, do.Assign(job="moon", reason="Why not."), "There is no job called 'moon' in this drill."),
    (with_the_stopcock_on_its_way, do.Assign(job="stopcock", reason="Again."), "That is being done already."),
    (where_nothing_is_open, do.Assign(job="notices"), "That can't be done at this moment."),
    (begun, do.Assign(job="stopcock", reason="  "), "You may do this. Write one line why, for the record."),
    (begun, do.Offer(remedy="moon", to="ines"), "There is no remedy called 'moon' in this drill."),
    (begun, do.Offer(remedy="dryer", to="hanna"), "You aren't in touch with Hanna."),
    (with_a_dryer_offered, do.Offer(remedy="dryer", to="ines"), "You have offered Ines that already."),
    (where_nothing_is_open, do.Offer(remedy="dryer", to="ines"), "That can't be offered at this moment."),
    (begun, do.AskFor(remedy="moon"), "There is no remedy called 'moon' in this drill."),
    (with_hanna_asked, do.AskFor(remedy="rent"), "You have asked Hanna already."),
    (where_nothing_is_open, do.AskFor(remedy="rent"), "There is no reason to ask for that yet."),
    (begun, do.AskPreference(to="ines", options=("dryer", "moon")), "There is no remedy called 'moon' in this drill."),
    (begun, do.AskPreference(to="hanna"), "You aren't in touch with Hanna."),
    (begun, do.Inform(to="hanna", facts=("leak",)), "You aren't in touch with Hanna."),
    (begun, do.Inform(to="otto", facts=("our_pipe",)), "You can't tell what you haven't heard."),
    (begun, do.Update(to=("ines",), unknown=("our_pipe",)), "You can't speak of what you haven't heard."),
    (begun, do.Note(text=" . "), "The note is empty."),
    (begun, do.Close(person="nobody"), "There is no person called 'nobody' in this drill."),
    (without_otto, do.Close(person="otto"), "There is no open conversation with Otto."),
]


@pytest.mark.parametrize(("setting", "action", "reason"), REFUSED)
def test_what_is_not_possible_now_is_refused_for_its_reason(setting: Setting, action: Action, reason: str) -> None:
    session = setting()

    session.submit(action)

    assert last(session, ev.Refused).action == action
    assert last(session, ev.Refused).reason.startswith(reason)


TAKEN: list[tuple[Setting, Action]] = [
    (begun, do.Update(to=("ines",), quantity="water", low=0, high=0)),
    (begun, do.Update(to=("ines",), quantity="water", low=5 * MINUTE, high=5 * MINUTE)),
    (begun, do.Update(to=("ines",), unknown=("leak",))),
    (begun, do.Update(to=("ines",), next_in=1)),
    (begun, do.Promise(to="ines", what="next_word", within=1)),
    (begun, do.Promise(to="ines", what="ring_tonight")),
    (with_the_stopcock_on_its_way, do.Update(to=("ines",), doing=("stopcock",))),
    (begun, do.Note(text="See to her.", facts=("leak",), promises=("next_word",))),
    (begun, do.AskFor(remedy="rent")),
    (begun, do.Inform(to="otto", facts=("leak",))),
]


@pytest.mark.parametrize(("setting", "action"), TAKEN)
def test_what_is_just_possible_is_taken(setting: Setting, action: Action) -> None:
    session = setting()

    session.submit(action)

    assert not happened(session, ev.Refused)
    assert last(session, ev.MoveStarted).action == action


@pytest.mark.parametrize(("cost", "refused"), [(100, False), (101, True)])
def test_what_is_left_may_be_spent_to_the_last_coin(cost: float, refused: bool) -> None:
    story = wet_ceiling()
    remedies = [msgspec.structs.replace(remedy, cost=cost, yes=Yes.CAN_DO) for remedy in story.remedies]
    session = begun_with(msgspec.structs.replace(story, remedies=tuple(remedies)))

    session.submit(do.Offer(remedy="dryer", to="ines"))

    assert bool(happened(session, ev.Refused)) is refused


def test_nothing_is_begun_while_a_move_is_under_way() -> None:
    session = begun()
    session.submit(do.Say(reply="rings.off"))

    session.submit(do.Update(to=("ines",), facts=("leak",)))

    assert last(session, ev.Refused).reason == "One thing at a time: you are still busy with the last one."


def test_nothing_is_done_before_the_drill_has_begun() -> None:
    session = LiveSession(cast(wet_ceiling(), 0), 0)

    session.submit(do.Say(reply="rings.off"))

    assert last(session, ev.Refused).reason == "The drill hasn't begun yet."


def test_the_clock_is_stopped_once_and_let_go_on_once() -> None:
    session = begun()
    session.submit(do.Pause())
    session.submit(do.Pause())

    assert len(happened(session, ev.DrillPaused)) == 1
    assert len(happened(session, ev.Refused)) == 1


# -- from the trainer's desk

BY_TRAINER: list[tuple[Action, str]] = [
    (do.Extend(actor="t1", length=0), "Say how many minutes more there are to be."),
    (do.Inject(actor="t1", by="ines", words="Smoke!", learns=("moon",)), "There is no fact called 'moon'"),
    (do.Inject(actor="t1", makes_true=("moon",)), "There is no fact called 'moon'"),
    (do.Inject(actor="t1", makes_false=("moon",)), "There is no fact called 'moon'"),
    (do.Inject(actor="t1", by="nobody", words="Smoke!"), "There is no person called 'nobody'"),
    (do.Inject(actor="t1", moves=(Move("nobody", "angry"),)), "There is no person called 'nobody'"),
    (do.Inject(actor="t1", moves=(Move("ines", "moon"),)), "There is no beat of Ines called 'moon'"),
    (do.Inject(actor="t1", moves=(Move("otto", "angry"),)), "There is no beat of Otto called 'angry'"),
    (do.Inject(actor="t1", by="ines", words=" "), "Words need somebody who says them, and whoever speaks needs words."),
    (do.Inject(actor="t1", words="Smoke!"), "Words need somebody who says them, and whoever speaks needs words."),
    (do.Inject(actor="t1", by="ines", words="x" * 601), "That is too long to be said: 600 letters at most."),
    (do.Inject(actor="t1", learns=("leak",)), "Say what is to happen."),
    (do.Inject(actor="t1", happening="moon"), "There is no happening called 'moon'"),
]


@pytest.mark.parametrize(("action", "reason"), BY_TRAINER)
def test_what_a_trainer_cannot_bring_about_is_refused_for_its_reason(action: Action, reason: str) -> None:
    session = begun()

    session.submit(action)

    assert last(session, ev.InterventionRefused).reason.startswith(reason)


@pytest.mark.parametrize(
    "action",
    [
        do.Inject(actor="t1", by="ines", words="x" * 600),
        do.Inject(actor="t1", makes_true=("rumour",)),
        do.Inject(actor="t1", makes_false=("leak",)),
        do.Inject(actor="t1", moves=(Move("ines", "angry"),)),
        do.Extend(actor="t1", length=1),
    ],
)
def test_what_a_trainer_can_just_bring_about_is_taken(action: Action) -> None:
    session = begun()

    session.submit(action)

    assert not happened(session, ev.InterventionRefused)
    assert last(session, ev.TrainerIntervened).actor == "t1"


def test_a_trainee_takes_no_step_of_a_trainers() -> None:
    session = begun()

    session.submit(do.Mark(note="Look here."))

    assert last(session, ev.Refused).reason == "Only a trainer can do that."


def test_a_happening_takes_place_once() -> None:
    session = begun()
    session.submit(do.Inject(actor="t1", id="1", happening="hanna_calls"))

    session.submit(do.Inject(actor="t1", id="2", happening="hanna_calls"))

    assert len(happened(session, ev.HappeningHappened)) == 1
    assert last(session, ev.InterventionRefused).reason == "That has happened already, or its moment has passed."


def test_what_was_prevented_meanwhile_cannot_be_made_to_happen() -> None:
    session = with_the_stopcock_on_its_way()
    session.advance(6 * MINUTE)

    session.submit(do.Inject(actor="t1", happening="too_late"))

    assert last(session, ev.InterventionRefused).reason == "After what was done meanwhile that can't happen any more."


def test_while_the_clock_stands_a_trainer_gives_time_and_lets_nothing_happen() -> None:
    session = begun()
    session.advance(5 * SECOND)
    session.submit(do.Pause(actor="t1", id="1"))

    session.submit(do.Inject(actor="t1", id="2", happening="hanna_calls"))
    session.submit(do.Extend(actor="t1", id="3", length=MINUTE))

    assert last(session, ev.InterventionRefused).reason == "The clock is stopped. Let it go on first."
    assert last(session, ev.TrainerIntervened).length == MINUTE


def test_a_trainees_pause_gives_way_to_a_trainers_and_a_trainers_to_nobodys() -> None:
    session = begun()
    session.submit(do.Pause())
    session.submit(do.Pause(actor="t1", id="1"))
    session.submit(do.Pause(actor="t2", id="2"))

    assert [event.actor for event in happened(session, ev.DrillPaused)] == [do.TRAINEE, "t1"]
