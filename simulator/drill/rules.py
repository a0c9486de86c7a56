"""All the rules of what a trainee may do: each move is allowed, or refused with one sentence that helps.

The laws of this room: nothing here changes anything; nothing here knows who asks (a person, a bot, a replay);
a refusal is news for the trainee, never an exception. Front ends may grey out what is refused; they never decide.
Trying a move through `refusal` has no cost to the drill, so lists of open moves may call it freely.
"""

from collections.abc import Callable
from typing import Final

from simulator.drill import actions as do
from simulator.drill import life
from simulator.drill.actions import Action
from simulator.drill.state import Conversation, DrillState
from simulator.drill.tables import Tables
from simulator.drill.view import GOING
from simulator.scenario.story import Beat, Job, Remedy, Reply, Verb, Yes

_LIFE_TRIGGER: Final[dict[type[Action], str]] = {
    do.Begin: "begin",
    do.Pause: "pause",
    do.Resume: "resume",
    do.Finish: "finish",
    do.Leave: "leave",
    do.End: "end",
}
_NOT_IN_THIS_LIFE: Final = {
    "begin": "The drill has begun already.",
    "pause": "There is no running clock to stop.",
    "resume": "The clock isn't stopped.",
    "finish": "Not everything is over yet. To stop here all the same, leave the drill.",
    "leave": "The drill has ended.",
    "end": "The drill has ended.",
}
_CLOCK_STANDS: Final = {
    "briefing": "The drill hasn't begun yet.",
    "paused": "The clock is stopped. Let it go on first.",
    "ended": "The drill has ended.",
}


def refusal(state: DrillState, action: Action, now: int) -> str | None:
    """Why *action* is not possible at *now*, in one sentence; None when it is."""
    if type(action) in do.TRAINERS_ONLY:
        if action.actor == do.TRAINEE:
            return "Only a trainer can do that."
        if type(action) is not do.End:
            return _refuse_intervention(state, action, now)
    if type(action) is do.Pause and _takes_over_pause(state, action):
        return None
    trigger = _LIFE_TRIGGER.get(type(action))
    if trigger:
        return None if life.allows(state.life, trigger) else _NOT_IN_THIS_LIFE[trigger]
    if state.life not in GOING:
        return _CLOCK_STANDS[state.life.value]
    if state.in_flight is not None:
        return "One thing at a time: you are still busy with the last one."
    return _refusal_of_act(state, action, now)


def _refusal_of_act(state: DrillState, action: Action, now: int) -> str | None:
    refuse = _REFUSALS.get(type(action))
    if refuse is None:
        raise ValueError(f"no rule for {type(action).__name__}")
    return refuse(state, action, now)


# -- from the trainer's desk

LONGEST_INJECTED = 600  # letters somebody may be given to say: as many as an author may write for them


def _takes_over_pause(state: DrillState, action: do.Pause) -> bool:
    """A trainee's own pause doesn't keep a trainer from stopping the clock: it would go on when the trainee likes."""
    return state.life.value == "paused" and action.actor != do.TRAINEE and state.stopped_by == do.TRAINEE


def _refuse_intervention(state: DrillState, action: Action, now: int) -> str | None:
    needs = "act" if isinstance(action, do.Inject) else "attend"
    if not life.allows(state.life, needs):
        return _CLOCK_STANDS[state.life.value]
    if isinstance(action, do.Extend) and action.length <= 0:
        return "Say how many minutes more there are to be."
    return _refuse_inject(state, action, now) if isinstance(action, do.Inject) else None


def _refuse_inject(state: DrillState, action: do.Inject, now: int) -> str | None:
    if action.happening:
        return _refuse_happening(state, action.happening, now)
    tables = state.tables
    for fact in (*action.learns, *action.makes_true, *action.makes_false):
        if fact not in tables.facts:
            return _unknown("fact", fact)
    for person in (*([action.by] if action.by else []), *(move.person for move in action.moves)):
        if person not in tables.people:
            return _unknown("person", person)
    for move in action.moves:
        if move.beat not in tables.beats or tables.beats[move.beat].person != move.person:
            return _unknown(f"beat of {_name(state, move.person)}", move.beat)
    if bool(action.by) != bool(action.words.strip()):
        return "Words need somebody who says them, and whoever speaks needs words."
    if len(action.words) > LONGEST_INJECTED:
        return f"That is too long to be said: {LONGEST_INJECTED} letters at most."
    return None if action.by or action.makes_true or action.makes_false or action.moves else "Say what is to happen."


def _refuse_happening(state: DrillState, happening: str, now: int) -> str | None:
    if happening not in state.tables.happenings:
        return _unknown("happening", happening)
    if happening in state.fired:
        return "That has happened already, or its moment has passed."
    if state.tables.guard(state.tables.happenings[happening].unless)(state, now):
        return "After what was done meanwhile that can't happen any more."
    return None


# -- replies


def open_replies(state: DrillState, person: str, now: int) -> list[Reply]:
    """The scripted replies that can be said to *person* at *now*, in the order of the file."""
    talk = state.conversations[person]
    if not _wants_an_answer(state, talk, person):
        return []
    said = talk.said_here
    guarded = state.tables.replies_in[talk.beat]
    return [reply for reply, guard in guarded if reply.id not in said and (guard is None or guard(state, now))]


def _wants_an_answer(state: DrillState, talk: Conversation, person: str) -> bool:
    return talk.opened and not talk.closed and bool(talk.beat) and not state.answers(person)


def _refuse_say(state: DrillState, action: do.Say, now: int) -> str | None:
    known = state.tables.replies.get(action.reply)
    if known is None:
        return _unknown("reply", action.reply)
    beat, reply = known
    talk = state.conversations[beat.person]
    if talk.closed:
        return f"The conversation with {_name(state, beat.person)} is over."
    fits = talk.beat == beat.id and reply.id not in talk.said_here and _wants_an_answer(state, talk, beat.person)
    guard = state.tables.reply_open[reply.id]
    if not fits or not (guard is None or guard(state, now)):
        return "The conversation has moved on; that doesn't fit any more."
    return None


# -- generic moves


def _refuse_with(state: DrillState, person: str, verb: Verb) -> str | None:
    """Why *verb* can't be used with *person* at this moment."""
    if person not in state.tables.people:
        return _unknown("person", person)
    talk = state.conversations[person]
    if not talk.opened:
        return f"You aren't in touch with {_name(state, person)}."
    beat = _beat(state.tables, talk.beat)
    if beat and verb in beat.closes and not talk.closed:
        return f"This isn't the moment for that with {_name(state, person)}."
    return None


def _refuse_update(state: DrillState, action: do.Update, now: int) -> str | None:
    if not action.to:
        return "Choose who is to hear it."
    for person in action.to:
        reason = _refuse_with(state, person, Verb.UPDATE)
        if reason:
            return reason
    if not (action.facts or action.done or action.doing or action.unknown or action.quantity or action.next_in):
        return "There is nothing in this update yet."
    return _refuse_facts(state, (*action.facts, *action.hedged)) or _refuse_contents(state, action, now)


def _refuse_facts(state: DrillState, facts: tuple[str, ...]) -> str | None:
    for fact in facts:
        if fact not in state.tables.facts:
            return _unknown("fact", fact)
        if ("heard", fact, "") not in state.marks:
            return "You can't tell what you haven't heard."
    return None


def _refuse_contents(state: DrillState, action: do.Update, now: int) -> str | None:
    for item in (*action.done, *action.doing):
        if item not in state.assigned and ("asked", item, "") not in state.marks:
            return "You can only report what you have set going."
    for item in action.unknown:
        if item not in state.tables.facts and item not in state.tables.quantities:
            return _unknown("fact", item)
        if item in state.tables.facts and ("heard", item, "") not in state.marks:
            return "You can't speak of what you haven't heard."
    if action.quantity and action.quantity not in state.tables.quantities:
        return _unknown("estimate", action.quantity)
    for item in (*action.unknown, *([action.quantity] if action.quantity else ())):
        if item in state.tables.quantities and not state.tables.quantity_open[item](state, now):
            return "There is no reason to speak of that yet."
    if action.quantity and (action.low is None or action.high is None or not 0 <= action.low <= action.high):
        return "An estimate needs an earliest and a latest time."
    if action.next_in is not None and action.next_in <= 0:
        return "The next word lies in the past."
    return None


def _refuse_promise(state: DrillState, action: do.Promise, now: int) -> str | None:
    reason = _refuse_with(state, action.to, Verb.PROMISE)
    if reason:
        return reason
    commitment = state.tables.commitments.get(action.what)
    if commitment is None:
        return _unknown("commitment", action.what)
    if action.to not in commitment.to:
        return f"That isn't something to promise {_name(state, action.to)}."
    if not state.tables.commitment_open[commitment.id](state, now):
        return "There is no reason to promise that yet."
    if action.within is None and commitment.at is None:
        return "Say by when."
    if action.within is not None and action.within <= 0:
        return "That moment lies in the past."
    return None


def _refuse_note(state: DrillState, action: do.Note, now: int) -> str | None:
    if not _says_something(action.text):
        return "The note is empty."
    for what in action.promises:
        if what not in state.tables.commitments:
            return _unknown("commitment", what)
    return _refuse_facts(state, action.facts)


def _refuse_ask(state: DrillState, action: do.Ask, now: int) -> str | None:
    question = state.tables.questions.get(action.question)
    if question is None:
        return _unknown("question", action.question)
    if not state.conversations[question.who].opened or state.conversations[question.who].closed:
        return f"You aren't in touch with {_name(state, question.who)}."
    if not state.tables.guard(question.when)(state, now):
        return "There is no reason to ask that yet."
    return _refuse_with(state, question.who, Verb.ASK)


def _refuse_assign(state: DrillState, action: do.Assign, now: int) -> str | None:
    job = state.tables.jobs.get(action.job)
    if job is None:
        return _unknown("job", action.job)
    if job.id in state.assigned:
        return "That is being done already."
    if not state.tables.guard(job.when)(state, now):
        return "That can't be done at this moment."
    return _refuse_unjustified(job, action.reason)


def _refuse_unjustified(thing: Job | Remedy, reason: str) -> str | None:
    if thing.yes is Yes.CAN_JUSTIFY and not _says_something(reason):
        return "You may do this. Write one line why, for the record."
    return None


def _refuse_offer(state: DrillState, action: do.Offer, now: int) -> str | None:
    remedy = state.tables.remedies.get(action.remedy)
    if remedy is None:
        return _unknown("remedy", action.remedy)
    reason = _refuse_with(state, action.to, Verb.OFFER)
    if reason:
        return reason
    if action.to not in remedy.to:
        return f"That isn't something for {_name(state, action.to)}."
    if (remedy.id, action.to) in state.offered:
        return f"You have offered {_name(state, action.to)} that already."
    if not state.tables.guard(remedy.when)(state, now):
        return "That can't be offered at this moment."
    return _refuse_authority(state, remedy, action.reason)


def _refuse_authority(state: DrillState, remedy: Remedy, reason: str) -> str | None:
    if remedy.yes is Yes.NEEDS and remedy.approval and state.approvals.get(remedy.id) is not True:
        return f"This needs {_name(state, remedy.approval.who)}'s yes first."
    if remedy.yes is not Yes.NEEDS and remedy.cost > state.story.standards.authority - state.spent:
        return "That is more than you may still spend on your own."
    return _refuse_unjustified(remedy, reason)


def _refuse_ask_for(state: DrillState, action: do.AskFor, now: int) -> str | None:
    remedy = state.tables.remedies.get(action.remedy)
    if remedy is None:
        return _unknown("remedy", action.remedy)
    if remedy.approval is None:
        return "Nobody else has to say yes to that: it is yours to offer."
    if remedy.id in state.approvals:
        return f"You have asked {_name(state, remedy.approval.who)} already."
    if not state.tables.guard(remedy.when)(state, now):
        return "There is no reason to ask for that yet."
    return None


def _refuse_ask_preference(state: DrillState, action: do.AskPreference, now: int) -> str | None:
    for option in action.options:
        if option not in state.tables.remedies:
            return _unknown("remedy", option)
    return _refuse_with(state, action.to, Verb.ASK_PREFERENCE)


def _refuse_inform(state: DrillState, action: do.Inform, now: int) -> str | None:
    reason = _refuse_with(state, action.to, Verb.INFORM)
    if reason:
        return reason
    if not action.facts:
        return "Choose what to tell."
    return _refuse_facts(state, action.facts)


def _refuse_close(state: DrillState, action: do.Close, now: int) -> str | None:
    talk = state.conversations.get(action.person)
    if talk is None:
        return _unknown("person", action.person)
    if not talk.opened or talk.closed:
        return f"There is no open conversation with {_name(state, action.person)}."
    return None


# -- words


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _unknown(kind: str, name: str) -> str:
    return f"There is no {kind} called '{name}' in this drill."


def _name(state: DrillState, person: str) -> str:
    return state.tables.people[person].name


def _beat(tables: Tables, beat: str) -> Beat | None:
    return tables.beats.get(beat)


_REFUSALS: Final[dict[type[Action], Callable[..., str | None]]] = {
    do.Say: _refuse_say,
    do.Update: _refuse_update,
    do.Promise: _refuse_promise,
    do.Ask: _refuse_ask,
    do.Assign: _refuse_assign,
    do.Offer: _refuse_offer,
    do.AskFor: _refuse_ask_for,
    do.AskPreference: _refuse_ask_preference,
    do.Inform: _refuse_inform,
    do.Note: _refuse_note,
    do.Close: _refuse_close,
}
