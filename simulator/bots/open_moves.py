"""Every move a view leaves open, in a fixed order: what a player without a plan chooses from."""

from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.view import PersonView, View
from simulator.scenario.story import PersonKind, Story, Verb

REASON = "It helps, and it is within what I may do."


def replies(view: View) -> list[tuple[PersonView, do.Say]]:
    """The scripted replies that can be said now."""
    return [(person, do.Say(reply=reply.id)) for person in view.people for reply in person.replies]


def forms(view: View, story: Story) -> list[Action]:
    """The generic moves that can be made now, each filled in the plainest way."""
    moves: list[Action] = [do.Ask(question=q.id) for q in view.questions if not q.asked]
    moves += [do.Assign(job=job.id, reason=REASON) for job in view.jobs if not job.assigned]
    moves += _offers(view)
    for person in view.people:
        if person.open:
            moves += _with_person(view, person, story)
    moves.append(do.Note(text="What was said and promised so far stands in the record."))
    return moves


def _offers(view: View) -> list[Action]:
    moves: list[Action] = []
    for remedy in view.remedies:
        if remedy.asks and remedy.approved is None and remedy.approval_due is None:
            moves.append(do.AskFor(remedy=remedy.id))
        elif remedy.approved is not False and remedy.approval_due is None:
            moves += [
                do.Offer(remedy=remedy.id, to=to, reason=REASON) for to in remedy.to if to not in remedy.offered_to
            ]
    return moves


def _with_person(view: View, person: PersonView, story: Story) -> list[Action]:
    facts = tuple(dict.fromkeys(heard.fact for heard in view.heard))
    if person.kind in (PersonKind.SOURCE, PersonKind.COLLEAGUE):
        return [do.Inform(to=person.id, facts=facts[-1:])] if facts else []
    every = story.standards.update_every
    moves: list[Action] = []
    if Verb.UPDATE not in person.closes:
        moves.append(do.Update(to=(person.id,), facts=facts[-2:], next_in=every))
        moves.append(do.Update(to=(person.id,), next_in=every))
    if Verb.ASK_PREFERENCE not in person.closes:
        moves.append(do.AskPreference(to=person.id))
    if Verb.PROMISE not in person.closes:
        for commitment in view.commitments:
            if person.id in commitment.to:
                within = None if commitment.at is not None else every
                moves.append(do.Promise(to=person.id, what=commitment.id, within=within))
    return moves
