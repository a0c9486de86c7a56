"""What the trainee's moves do: how long they take, and what happens once they reach somebody.

Whether a move is allowed was decided in `rules.py` before anything here runs.
"""

from collections.abc import Callable
from typing import Final, cast

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill import promises, talk, wording
from simulator.drill.actions import Action
from simulator.drill.clock import SECOND
from simulator.drill.emitting import Emit
from simulator.drill.events import Source
from simulator.drill.marks import Left
from simulator.drill.state import DrillState
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.story import NEXT_WORD, Job, Line

# How long the forms take, in ms of drill time (D): about what saying them aloud takes.
UPDATE_TAKES: Final = 20 * SECOND
PROMISE_TAKES: Final = 8 * SECOND
PREFERENCE_TAKES: Final = 10 * SECOND
APPROVAL_TAKES: Final = 10 * SECOND
INFORM_TAKES: Final = 12 * SECOND
NOTE_TAKES: Final = 20 * SECOND
CLOSE_TAKES: Final = 3 * SECOND


def takes(state: DrillState, action: Action) -> int:
    """How many ms of drill time *action* takes until it reaches whoever it is for."""
    if type(action) is do.Say:
        return state.tables.replies[action.reply][1].takes
    if type(action) is do.Ask:
        return state.tables.questions[action.question].takes
    if type(action) is do.Assign:
        return state.tables.jobs[action.job].takes
    if type(action) is do.Offer:
        return state.tables.remedies[action.remedy].takes
    return _FORM_TAKES[type(action)]


_FORM_TAKES: Final[dict[type[Action], int]] = {
    do.Update: UPDATE_TAKES,
    do.Promise: PROMISE_TAKES,
    do.AskFor: APPROVAL_TAKES,
    do.AskPreference: PREFERENCE_TAKES,
    do.Inform: INFORM_TAKES,
    do.Note: NOTE_TAKES,
    do.Close: CLOSE_TAKES,
}


def start(state: DrillState, action: Action, at: int, emit: Emit) -> None:
    """Begin *action* at *at* ms; it lands when the agenda says so."""
    emit(ev.MoveStarted(at, action, at + takes(state, action)))


def land(state: DrillState, at: int, emit: Emit) -> None:
    """The move in flight reaches whoever it is for."""
    started = state.in_flight
    if started is None:
        raise ValueError("no move is under way")
    action = started.action
    lands = _LANDINGS.get(type(action))
    if lands is None:
        raise ValueError(f"{type(action).__name__} takes no time and never lands")
    lands(state, action, started.at, at, emit)


def _land_update(state: DrillState, action: do.Update, began: int, at: int, emit: Emit) -> None:
    words = wording.update_words(state.tables, action, at)
    _speak(state, action.to, words, update_acts(action), began, at, emit)


def _land_promise(state: DrillState, action: do.Promise, began: int, at: int, emit: Emit) -> None:
    act = a.Promise(action.what, within=action.within)
    words = wording.promise_words(state.tables, action, promises.due_of(state, act, at), at)
    _speak(state, (action.to,), words, (act,), began, at, emit)


def _land_assign(state: DrillState, action: do.Assign, began: int, at: int, emit: Emit) -> None:
    _assign(state, action.job, action.reason, at, emit)


def _land_ask_preference(state: DrillState, action: do.AskPreference, began: int, at: int, emit: Emit) -> None:
    words = wording.preference_words(state.tables, action)
    _speak(state, (action.to,), words, (a.AskPreference(action.options),), began, at, emit)


def _land_inform(state: DrillState, action: do.Inform, began: int, at: int, emit: Emit) -> None:
    words = wording.inform_words(state.tables, action)
    _speak(state, (action.to,), words, (a.Inform(action.facts),), began, at, emit)


def _land_note(state: DrillState, action: do.Note, began: int, at: int, emit: Emit) -> None:
    emit(ev.NoteLeft(at, action.text, action.facts, action.promises))


def update_acts(action: do.Update) -> tuple[Act, ...]:
    """What an update does, by its content."""
    acts: list[Act] = [a.Claim(fact, hedged=fact in action.hedged) for fact in action.facts]
    if action.done or action.doing:
        acts.append(a.Report(action.done, action.doing))
    acts += [a.Unknown(what) for what in action.unknown]
    if action.quantity and action.low is not None and action.high is not None:
        acts.append(a.Estimate(action.quantity, action.low, action.high, action.basis))
    if action.next_in is not None:
        acts.append(a.Promise(NEXT_WORD, within=action.next_in))
    return tuple(acts)


# -- what somebody posts in the trainee's name

MOST_FACTS, MOST_DEEDS = 4, 2  # in one post: more would bury the first line


def post(state: DrillState, job: Job, at: int, emit: Emit) -> None:
    """What whoever has *job* says at *at* ms: what was released to them and is new, what is done, the next time.

    Where there is none of it they say nothing, and the trainee gets to know that.
    """
    if job.posts is None:
        return
    to = tuple(person for person in job.posts.to if state.conversations[person].opened)
    if not to or all(state.conversations[person].closed for person in to):
        return
    action = _next_post(state, job, to, job.posts.every)
    if not (action.facts or action.done or action.doing):  # a bare next time would only take the place of a real word
        emit(ev.PostSkipped(at, job.id))
        return
    words, acts = wording.update_words(state.tables, action, at), update_acts(action)
    emit(ev.TraineeSpoke(at, to, words, acts, Source.DELEGATED, began=at, job=job.id))
    _take_effect(state, to, acts, at, emit)


def _next_post(state: DrillState, job: Job, to: tuple[str, ...], every: int) -> do.Update:
    jobs = [other for other in state.tables.story.jobs if other.posts is None and other.id in state.assigned]
    done = [j.id for j in jobs if j.done and j.id in state.done and _untold(state.reported, j.id, to)]
    doing = [j.id for j in jobs if j.doing and j.id not in state.done]
    return do.Update(
        to=to,
        facts=tuple(_released(state, job.who, to)[:MOST_FACTS]),
        done=tuple(done[:MOST_DEEDS]),
        doing=tuple(doing[:MOST_DEEDS]),
        next_in=every,
    )


def _released(state: DrillState, who: str, to: tuple[str, ...]) -> list[str]:
    """The facts *who* was told and somebody of *to* wasn't, in the order in which they were heard."""
    heard = dict.fromkeys(learned.fact for learned in state.heard)
    given = (fact for fact in heard if state.has(Left.INFORMED, who, fact))
    return [fact for fact in given if not all(state.has(Left.TOLD, fact, person) for person in to)]


def _untold(reported: set[tuple[str, str]], item: str, to: tuple[str, ...]) -> bool:
    return any((item, person) not in reported for person in to)


def _speak(
    state: DrillState, to: tuple[str, ...], words: str, acts: tuple[Act, ...], began: int, at: int, emit: Emit
) -> None:
    emit(ev.TraineeSpoke(at, to, words, acts, Source.GENERIC, began=began))
    _take_effect(state, to, acts, at, emit)


def _land_say(state: DrillState, action: do.Say, began: int, at: int, emit: Emit) -> None:
    beat, reply = state.tables.replies[action.reply]
    conversation = state.conversations[beat.person]
    if conversation.closed:
        emit(ev.MoveLapsed(at, action, f"{state.tables.people[beat.person].name} was gone before you had said it."))
        return
    still_here = conversation.beat == beat.id
    words = reply.say or reply.does
    emit(
        ev.TraineeSpoke(
            at,
            (beat.person,),
            words,
            reply.acts,
            Source.SCRIPTED,
            reply.id,
            began,
            reply.overheard_by,
            action.own_words,
        )
    )
    _take_effect(state, (beat.person,), reply.acts, at, emit)
    for listener in reply.overheard_by:
        _tell(state, listener, reply.acts, at, emit)
    if still_here and reply.to and not conversation.closed:
        talk.move(state, ("reply", reply.id), beat.person, at, emit)
    if reply.learns:
        talk.learn(state, beat.person, Line(_last_words(state, beat.person), reply.learns), at, emit)


def _last_words(state: DrillState, person: str) -> str:
    beat = state.tables.beats[state.conversations[person].beat]
    return beat.line.says if beat.line else ""


def _take_effect(state: DrillState, to: tuple[str, ...], acts: tuple[Act, ...], at: int, emit: Emit) -> None:
    """What words with *acts* bring about, beyond having been said to *to*."""
    for person in to:
        promises.keep_words(state, acts, person, at, emit)
        _tell(state, person, acts, at, emit)
    for act in acts:
        effect = _EFFECTS.get(type(act))
        if effect:
            effect(state, act, to, at, emit)


def _tell(state: DrillState, person: str, acts: tuple[Act, ...], at: int, emit: Emit) -> None:
    for act in acts:
        if type(act) in _TELLING:
            told = cast(a.Claim | a.Explain | a.Assure, act)
            emit(ev.FactTold(at, told.fact, person, type(told) is a.Claim and told.hedged))


def _promises(state: DrillState, act: a.Promise, to: tuple[str, ...], at: int, emit: Emit) -> None:
    for person in to:
        promises.make(state, act, person, at, emit)


def _assigns(state: DrillState, act: a.Assign, to: tuple[str, ...], at: int, emit: Emit) -> None:
    if act.job not in state.assigned:
        _assign(state, act.job, "", at, emit)


def _informs(state: DrillState, act: a.Inform, to: tuple[str, ...], at: int, emit: Emit) -> None:
    for person in to:
        emit(ev.ColleagueInformed(at, person, act.facts))


def _answers_request(state: DrillState, act: a.Agree | a.Decline, to: tuple[str, ...], at: int, emit: Emit) -> None:
    emit(ev.RequestAnswered(at, act.request, isinstance(act, a.Agree)))


def _offers(state: DrillState, act: a.Offer, to: tuple[str, ...], at: int, emit: Emit) -> None:
    for person in to:
        _offer(state, act.remedy, person, "", at, emit)


def _asks_preference(state: DrillState, act: a.AskPreference, to: tuple[str, ...], at: int, emit: Emit) -> None:
    for person in to:
        _ask_preference(state, person, act.options, at, emit)


def _closes(state: DrillState, act: a.Close, to: tuple[str, ...], at: int, emit: Emit) -> None:
    for person in to:
        emit(ev.ConversationClosed(at, person, by_trainee=True))


_TELLING: Final = frozenset((a.Claim, a.Explain, a.Assure))
_EFFECTS: Final[dict[type[Act], Callable[..., None]]] = {
    a.Promise: _promises,
    a.Assign: _assigns,
    a.Inform: _informs,
    a.Agree: _answers_request,
    a.Decline: _answers_request,
    a.Offer: _offers,
    a.AskPreference: _asks_preference,
    a.Close: _closes,
}


def _ask_preference(state: DrillState, person: str, options: tuple[str, ...], at: int, emit: Emit) -> None:
    first_time = not state.has(Left.PREFERENCE_ASKED, person)
    emit(ev.PreferenceAsked(at, person, options))
    words = state.tables.people[person].preference
    if words and first_time:
        emit(ev.PreferenceTold(at, person, words))
        talk.speak(state, person, Line(words), at, emit)


def _land_ask(state: DrillState, action: do.Ask, began: int, at: int, emit: Emit) -> None:
    question = state.tables.questions[action.question]
    emit(ev.QuestionAsked(at, question.id, question.who))
    if state.tables.people[question.who].has_mood or question.acts:
        _speak(state, (question.who,), question.asks, question.acts, began, at, emit)
    for answer in question.answers:
        if state.tables.guard(answer.when)(state, at):
            line = answer.line
            emit(ev.AnswerCame(at, question.id, question.who, line.says, line.sure, line.overheard_by))
            talk.learn(state, question.who, line, at, emit)
            return


def _assign(state: DrillState, job_id: str, reason: str, at: int, emit: Emit) -> None:
    emit(ev.JobAssigned(at, job_id, at + state.tables.jobs[job_id].lasts, reason))


def _land_offer(state: DrillState, action: do.Offer, began: int, at: int, emit: Emit) -> None:
    words = state.tables.remedies[action.remedy].offer
    emit(ev.TraineeSpoke(at, (action.to,), words, (a.Offer(action.remedy),), Source.GENERIC, began=began))
    _offer(state, action.remedy, action.to, action.reason, at, emit)


def _offer(state: DrillState, remedy: str, to: str, reason: str, at: int, emit: Emit) -> None:
    if (remedy, to) not in state.offered:
        emit(ev.RemedyOffered(at, remedy, to, reason))


def _land_ask_for(state: DrillState, action: do.AskFor, began: int, at: int, emit: Emit) -> None:
    remedy = action.remedy
    approval = state.tables.remedies[remedy].approval
    if approval is None:
        raise ValueError(f"'{remedy}' needs nobody's yes")
    words = f"I'd like your yes to this: {state.tables.remedies[remedy].label}."
    _speak(state, (approval.who,), words, (), began, at, emit)
    emit(ev.ApprovalAsked(at, remedy, approval.who, at + approval.after))


def _land_close(state: DrillState, action: do.Close, began: int, at: int, emit: Emit) -> None:
    if state.conversations[action.person].closed:
        emit(ev.MoveLapsed(at, action, f"{state.tables.people[action.person].name} had ended it already."))
        return
    emit(ev.TraineeSpoke(at, (action.person,), "", (a.Close(),), Source.GENERIC))
    emit(ev.ConversationClosed(at, action.person, by_trainee=True))


_LANDINGS: Final[dict[type[Action], Callable[..., None]]] = {
    do.Say: _land_say,
    do.Update: _land_update,
    do.Promise: _land_promise,
    do.Ask: _land_ask,
    do.Assign: _land_assign,
    do.Offer: _land_offer,
    do.AskFor: _land_ask_for,
    do.AskPreference: _land_ask_preference,
    do.Inform: _land_inform,
    do.Note: _land_note,
    do.Close: _land_close,
}
