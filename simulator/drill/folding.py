"""How each event changes the state: `evolve`, one small fold for each kind of event, and nothing else that changes it.

A fold reads the new beat from its event and never triggers the Machine. It leaves marks, notes what falls due, and
knows no "now" but the event's own time.
"""

from typing import Final

from simulator.drill import events as ev
from simulator.drill.actions import Action, Say
from simulator.drill.agenda import Due
from simulator.drill.events import Event
from simulator.drill.marks import Also, Left
from simulator.drill.state import GRACE, DrillState, PromiseRecord
from simulator.drill.tables import Tables
from simulator.drill.view import Life
from simulator.scenario.acts import Act, Canned, Report
from simulator.scenario.story import Remedy, Story, Yes

_Ordered = ev.TrainerIntervened | ev.MomentMarked | ev.InterventionRefused | ev.DrillPaused | ev.DrillResumed


def _is_empty(acts: tuple[Act, ...]) -> bool:
    """Whether words with these *acts* leave somebody as alone as before."""
    return not any(type(act) is not Canned for act in acts)


def evolve(state: DrillState, event: Event) -> None:
    """Fold *event* into *state*. Reads the new beat from the event and never triggers the Machine."""
    state.count += 1
    state.last_at = event.at
    if state.tables.asks_for_moods:
        state.sensed.take(event)
    _FOLDS[type(event)](state, event)  # type: ignore[operator] # the table pairs each kind with its own fold


def _drill_started(state: DrillState, event: ev.DrillStarted) -> None:
    state.life = Life.RUNNING
    story, agenda = state.story, state.agenda
    for fact in story.facts:
        if fact.true_from is not None:
            agenda.add(fact.true_from, Due.FACT, fact.id)
        if fact.true_until is not None:
            agenda.add(fact.true_until, Due.FACT_ENDS, fact.id)
    for person in story.people:
        if person.opens_with:
            agenda.add(person.opens_at, Due.OPENING, person.id)
    for happening in story.happenings:
        if happening.at is not None:
            agenda.add(happening.at, Due.HAPPENING, happening.id)
    for moment in state.tables.moments():
        agenda.add(moment, Due.LOOK)
    agenda.add(story.limit, Due.LIMIT)


def _conversation_opened(state: DrillState, event: ev.ConversationOpened) -> None:
    talk = state.conversations[event.person]
    talk.opened, talk.closed = True, False
    state.unmark(Left.CLOSED, event.person)
    state.changed(Also.TALK, event.person)
    state.changed(Also.IN_TOUCH, event.person)
    state.changed(Also.PHASES)


def _beat_entered(state: DrillState, event: ev.BeatEntered) -> None:
    talk = state.conversations[event.person]
    talk.beat = event.beat
    talk.visit += 1
    talk.said_here = set()
    state.changed(Also.TALK, event.person)
    state.mark(Left.VISITED, event.beat)
    if not state.tables.beats[event.beat].waits_for_reply:
        _stops_waiting(state, event.person)
    patience = state.tables.beats[event.beat].patience
    if patience:
        state.agenda.add(event.at + patience.after, Due.PATIENCE, event.person, token=talk.visit)


def _person_spoke(state: DrillState, event: ev.PersonSpoke) -> None:
    if event.wants_reply:
        _starts_waiting(state, event.person, event.at)


def _starts_waiting(state: DrillState, person: str, at: int) -> None:
    talk = state.conversations[person]
    if talk.waiting_since is None:
        talk.waiting_since = at
        talk.waiting += 1
        state.changed(Also.TALK, person)
        _sets_waiting_timer(state, person, at)


def _sets_waiting_timer(state: DrillState, person: str, at: int) -> None:
    patience = state.tables.people[person].patience
    if patience is not None:
        state.agenda.add(at + patience, Due.WAITING, person, token=state.conversations[person].waiting)


def _stops_waiting(state: DrillState, person: str) -> None:
    talk = state.conversations[person]
    talk.waiting_since = None
    talk.chases = 0
    state.changed(Also.TALK, person)


def _fact_became_true(state: DrillState, event: ev.FactBecameTrue) -> None:
    state.true.add(event.fact)
    state.mark(Left.TRUE, event.fact)


def _fact_ceased(state: DrillState, event: ev.FactCeased) -> None:
    state.true.discard(event.fact)
    state.unmark(Left.TRUE, event.fact)


def _fact_learned(state: DrillState, event: ev.FactLearned) -> None:
    state.heard.append(event)
    state.mark(Left.HEARD, event.fact)


def _happening_armed(state: DrillState, event: ev.HappeningArmed) -> None:
    state.fired.discard(event.happening)
    state.marks.add(("armed", event.happening, ""))
    state.agenda.add(event.due, Due.HAPPENING, event.happening)


def _happening_happened(state: DrillState, event: ev.HappeningHappened) -> None:
    state.fired.add(event.happening)
    if event.happened:
        state.mark(Left.HAPPENED, event.happening)


def _move_started(state: DrillState, event: ev.MoveStarted) -> None:
    state.in_flight = event
    if event.action.id:
        state.seen_ids.add(event.action.id)
    state.agenda.add(event.until, Due.ARRIVAL)
    state.answering = _spoken_to(state, event.action)
    if state.answering:
        person = state.answering
        state.conversations[person].visit += 1  # an answer on its way: this beat's patience is over
        state.changed(Also.TALK, person)


def _move_lapsed(state: DrillState, event: ev.MoveLapsed) -> None:
    state.in_flight = None
    if state.answering:
        state.changed(Also.TALK, state.answering)


def _spoken_to(state: DrillState, action: Action) -> str:
    """Whom *action* says a scripted reply to; nobody where it is something else."""
    return state.tables.replies[action.reply][0].person if type(action) is Say else ""


def _trainee_spoke(state: DrillState, event: ev.TraineeSpoke) -> None:
    if event.job:
        _posts_again(state, event.job, event.at)
    else:
        state.in_flight = None
    if event.reply:
        state.mark(Left.SAID, event.reply)
        person = state.tables.replies[event.reply][0].person
        state.conversations[person].said_here.add(event.reply)
        state.changed(Also.TALK, person)
    if event.reply or not _is_empty(event.acts):
        for person in event.to:
            _stops_waiting(state, person)
    state.reported |= {
        (item, person) for act in event.acts if type(act) is Report for item in act.done for person in event.to
    }


def _posts_again(state: DrillState, job: str, at: int) -> None:
    posts = state.tables.jobs[job].posts
    if posts is not None:
        state.agenda.add(at + posts.every, Due.POST, job)


def _post_skipped(state: DrillState, event: ev.PostSkipped) -> None:
    _posts_again(state, event.job, event.at)


def _fact_told(state: DrillState, event: ev.FactTold) -> None:
    state.mark(Left.TOLD, event.fact, event.to)
    if state.tables.people[event.to].has_mood is False:
        _informed(state, event.to, event.fact)


def _informed(state: DrillState, person: str, fact: str) -> None:
    state.mark(Left.INFORMED, person, fact)


def _question_asked(state: DrillState, event: ev.QuestionAsked) -> None:
    state.in_flight = None
    state.mark(Left.ASKED, event.question)


def _promise_made(state: DrillState, event: ev.PromiseMade) -> None:
    state.promises[event.promise] = PromiseRecord(event.promise, event.what, event.to, event.at, event.due, event.by)
    state.mark(Left.PROMISED, event.what, event.to)
    state.changed(Also.PROMISES)
    state.agenda.add(event.due, Due.LOOK)
    state.agenda.add(event.due + GRACE, Due.PROMISE, event.promise)


def _promise_kept(state: DrillState, event: ev.PromiseKept) -> None:
    promise = state.promises[event.promise]
    promise.status = "kept"
    state.changed(Also.PROMISES)
    state.mark(Left.KEPT, promise.what, promise.to)


def _promise_renegotiated(state: DrillState, event: ev.PromiseRenegotiated) -> None:
    state.promises[event.promise].status = "renegotiated"
    state.changed(Also.PROMISES)


def _promise_broken(state: DrillState, event: ev.PromiseBroken) -> None:
    promise = state.promises[event.promise]
    promise.status = "broken"
    state.changed(Also.PROMISES)
    state.mark(Left.BROKEN, promise.what, promise.to)


def _preference_asked(state: DrillState, event: ev.PreferenceAsked) -> None:
    state.mark(Left.PREFERENCE_ASKED, event.person)


def _approval_asked(state: DrillState, event: ev.ApprovalAsked) -> None:
    state.approvals[event.remedy] = event.due
    state.changed(Also.REMEDY, event.remedy)
    state.agenda.add(event.due, Due.APPROVAL, event.remedy)


def _approval_answered(state: DrillState, event: ev.ApprovalAnswered) -> None:
    state.approvals[event.remedy] = event.approved
    state.changed(Also.REMEDY, event.remedy)


def _remedy_offered(state: DrillState, event: ev.RemedyOffered) -> None:
    state.offered.add((event.remedy, event.to))
    state.changed(Also.REMEDY, event.remedy)
    state.mark(Left.OFFERED, event.remedy, event.to)
    answer = state.tables.remedies[event.remedy].answers_after
    state.agenda.add(event.at + answer, Due.REMEDY_ANSWER, event.remedy, event.to)


def _remedy_answered(state: DrillState, event: ev.RemedyAnswered) -> None:
    remedy = state.tables.remedies[event.remedy]
    if not event.accepted:
        state.offered.discard((event.remedy, event.to))
        state.changed(Also.REMEDY, event.remedy)
        return
    state.mark(Left.ACCEPTED, event.remedy, event.to)
    state.spent += _own_cost(remedy)
    due = remedy.delivered_at if remedy.delivered_at is not None else event.at + remedy.delivered_after
    state.agenda.add(max(due, event.at), Due.DELIVERY, event.remedy, event.to)


def _remedy_given(state: DrillState, event: ev.RemedyGiven) -> None:
    state.mark(Left.GIVEN, event.remedy, event.to)


def _remedy_failed(state: DrillState, event: ev.RemedyFailed) -> None:
    state.spent -= _own_cost(state.tables.remedies[event.remedy])


def _own_cost(remedy: Remedy) -> float:
    """What it takes from the trainee's own authority: what somebody else said yes to is on their account."""
    return 0.0 if remedy.yes is Yes.NEEDS else remedy.cost


def _job_assigned(state: DrillState, event: ev.JobAssigned) -> None:
    state.in_flight = None
    state.assigned[event.job] = event.until
    state.mark(Left.ASSIGNED, event.job)
    state.agenda.add(event.until, Due.JOB, event.job)


def _job_done(state: DrillState, event: ev.JobDone) -> None:
    state.done.add(event.job)
    state.mark(Left.DONE, event.job)
    if state.tables.jobs[event.job].posts:
        state.agenda.add(event.at, Due.POST, event.job)


def _colleague_informed(state: DrillState, event: ev.ColleagueInformed) -> None:
    for fact in event.facts:
        _informed(state, event.person, fact)


def _request_answered(state: DrillState, event: ev.RequestAnswered) -> None:
    state.mark(Left.AGREED if event.agreed else Left.DECLINED, event.request)


def _note_left(state: DrillState, event: ev.NoteLeft) -> None:
    state.in_flight = None
    state.note = event
    state.mark(Left.NOTED, "")


def _silence_fell(state: DrillState, event: ev.SilenceFell) -> None:
    state.mark(Left.SILENT, event.person)


def _person_chased(state: DrillState, event: ev.PersonChased) -> None:
    talk = state.conversations[event.person]
    talk.chases = event.nth
    state.changed(Also.TALK, event.person)
    _sets_waiting_timer(state, event.person, event.at)


def _refused(state: DrillState, event: ev.Refused) -> None:
    state.refused += 1
    if event.action.id:
        state.seen_ids.add(event.action.id)


def _intervened(state: DrillState, event: ev.TrainerIntervened) -> None:
    _ordered(state, event)
    if event.happening:
        state.marks.add(("armed", event.happening, ""))  # it has taken place; what it waited for comes too late


def _ordered(state: DrillState, event: _Ordered) -> None:
    """What was ordered once is not done again when the same order is read again."""
    if event.order:
        state.seen_ids.add(event.order)


def _paused(state: DrillState, event: ev.DrillPaused) -> None:
    _ordered(state, event)
    state.life, state.stopped_by = Life.PAUSED, event.actor


def _resumed(state: DrillState, event: ev.DrillResumed) -> None:
    _ordered(state, event)
    state.life = Life.CLOSING if ("closing", "", "") in state.marks else Life.RUNNING
    state.stopped_by = ""


def _conversation_closed(state: DrillState, event: ev.ConversationClosed) -> None:
    talk = state.conversations[event.person]
    talk.closed = True
    talk.visit += 1
    state.changed(Also.IN_TOUCH, event.person)
    state.changed(Also.PHASES)
    _stops_waiting(state, event.person)
    state.mark(Left.CLOSED, event.person)


def _phase_ended(state: DrillState, event: ev.PhaseEnded) -> None:
    state.next_phase = event.following or "-"
    state.changed(Also.PHASES)
    if event.following:
        state.agenda.add(event.due, Due.PHASE, event.following)


def _phase_began(state: DrillState, event: ev.PhaseBegan) -> None:
    state.phase, state.next_phase = event.phase, ""
    state.changed(Also.PHASES)
    state.mark(Left.PHASE, event.phase)
    if state.tables.phases[event.phase].hands_over:
        _hand_over(state)
    at_latest = state.tables.phases[event.phase].at_latest
    if at_latest is not None:
        state.agenda.add(max(at_latest, event.at), Due.PHASE_LATEST, event.phase)


def _hand_over(state: DrillState) -> None:
    """Whoever takes over knows what the last note handed over, and nothing else."""
    facts = set(state.note.facts) if state.note else set()
    promises = set(state.note.promises) if state.note else set()
    for fact in {learned.fact for learned in state.heard} - facts:
        state.unmark(Left.HEARD, fact)
    state.heard = [learned for learned in state.heard if learned.fact in facts]
    state.unseen |= {promise.id for promise in state.open_promises() if promise.what not in promises}
    state.note = None
    state.handed_over += 1
    state.changed(Also.PROMISES)


def _drill_closing(state: DrillState, event: ev.DrillClosing) -> None:
    state.life = Life.CLOSING
    state.marks.add(("closing", "", ""))
    state.agenda.add(event.until, Due.CLOSING)


def _drill_ended(state: DrillState, event: ev.DrillEnded) -> None:
    state.life = Life.ENDED
    state.outcome, state.why = event.outcome, event.why.value


def _nothing(state: DrillState, event: Event) -> None:
    """The event says something that only readers of the record need."""


_FOLDS: Final = {
    ev.DrillStarted: _drill_started,
    ev.ConversationOpened: _conversation_opened,
    ev.BeatEntered: _beat_entered,
    ev.PersonSpoke: _person_spoke,
    ev.FeelingShown: _nothing,
    ev.FactBecameTrue: _fact_became_true,
    ev.FactCeased: _fact_ceased,
    ev.FactLearned: _fact_learned,
    ev.FactOverheard: _nothing,
    ev.HappeningArmed: _happening_armed,
    ev.HappeningHappened: _happening_happened,
    ev.MoveStarted: _move_started,
    ev.MoveLapsed: _move_lapsed,
    ev.PostSkipped: _post_skipped,
    ev.TraineeSpoke: _trainee_spoke,
    ev.FactTold: _fact_told,
    ev.QuestionAsked: _question_asked,
    ev.AnswerCame: _nothing,
    ev.PromiseMade: _promise_made,
    ev.PromiseKept: _promise_kept,
    ev.PromiseRenegotiated: _promise_renegotiated,
    ev.PromiseBroken: _promise_broken,
    ev.PreferenceAsked: _preference_asked,
    ev.PreferenceTold: _nothing,
    ev.ApprovalAsked: _approval_asked,
    ev.ApprovalAnswered: _approval_answered,
    ev.RemedyOffered: _remedy_offered,
    ev.RemedyAnswered: _remedy_answered,
    ev.RemedyGiven: _remedy_given,
    ev.RemedyFailed: _remedy_failed,
    ev.JobAssigned: _job_assigned,
    ev.JobDone: _job_done,
    ev.ColleagueInformed: _colleague_informed,
    ev.RequestAnswered: _request_answered,
    ev.NoteLeft: _note_left,
    ev.SilenceFell: _silence_fell,
    ev.PersonChased: _person_chased,
    ev.Refused: _refused,
    ev.TrainerIntervened: _intervened,
    ev.MomentMarked: _ordered,
    ev.InterventionRefused: _ordered,
    ev.DrillPaused: _paused,
    ev.DrillResumed: _resumed,
    ev.ConversationClosed: _conversation_closed,
    ev.PhaseEnded: _phase_ended,
    ev.PhaseBegan: _phase_began,
    ev.DrillClosing: _drill_closing,
    ev.DrillEnded: _drill_ended,
}


def fold(story: Story, events: list[Event]) -> DrillState:
    """The state that *events* lead to, from the very beginning."""
    state = DrillState(Tables(story))
    for event in events:
        evolve(state, event)
    return state


__all__ = ["evolve", "fold"]
