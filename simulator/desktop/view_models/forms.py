"""The short forms as data: what can be ticked, what it would sound like. The rules decide when it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.desktop.view_models.words import first_name, money_text, span_text
from simulator.drill import actions as do
from simulator.drill import wording
from simulator.drill.clock import MINUTE
from simulator.drill.events import Event, FactTold
from simulator.drill.tables import Tables
from simulator.drill.view import View
from simulator.scenario.story import PersonKind, Story, Yes
from simulator.training.addressing import Addressed, addressed

NEXT_TIMES = tuple(minutes * MINUTE for minutes in (2, 3, 5, 10, 15, 30))
SPANS = tuple(minutes * MINUTE for minutes in (0, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 720))


@dataclass(frozen=True, slots=True)
class Item:
    """Something to tick or choose, with a quieter second line."""

    id: str
    label: str
    detail: str = ""


def people_in_touch(view: View) -> tuple[Item, ...]:
    """Everybody the trainee can speak with now; customers and audiences first."""
    there = [p for p in view.people if p.open]
    there.sort(key=lambda p: p.kind not in (PersonKind.CUSTOMER, PersonKind.AUDIENCE))
    return tuple(Item(p.id, p.name, p.role) for p in there)


def colleagues_in_touch(view: View) -> tuple[Item, ...]:
    """Sources and colleagues who can be told something."""
    kinds = (PersonKind.SOURCE, PersonKind.COLLEAGUE)
    return tuple(Item(p.id, p.name, p.role) for p in view.people if p.open and p.kind in kinds)


def facts_heard(view: View, events: Iterable[Event], to: str) -> tuple[Item, ...]:
    """What was heard, each once, newest first; with a note where *to* was told it already."""
    told = {event.fact for event in events if isinstance(event, FactTold) and event.to == to}
    items = {h.fact: Item(h.fact, h.says, "you have told them" if h.fact in told else "") for h in view.heard}
    return tuple(items.values())[::-1]


def things_done(story: Story, view: View) -> tuple[Item, ...]:
    """Jobs that are finished and questions that were asked."""
    told = {job.id: job.done for job in story.jobs}
    jobs = tuple(Item(j.id, told[j.id] or j.label) for j in view.jobs if j.done)
    names = {p.id: first_name(p.name) for p in story.people}
    said = {question.id: question.done for question in story.questions}
    asked = tuple(Item(q.id, said[q.id] or q.asks, f"you asked {names[q.who]}") for q in view.questions if q.asked)
    return jobs + asked


def things_under_way(story: Story, view: View) -> tuple[Item, ...]:
    """Jobs that are being done."""
    told = {job.id: job.doing for job in story.jobs}
    return tuple(Item(j.id, told[j.id] or j.label) for j in view.jobs if j.assigned and not j.done)


def things_unknown(view: View) -> tuple[Item, ...]:
    """What can be said to be unknown: the times people ask about."""
    return tuple(Item(q.id, f"How long it will be {q.label}") for q in view.quantities)


def commitments_to(view: View, person: str) -> tuple[Item, ...]:
    """What can be promised to *person*."""
    return tuple(Item(c.id, c.label) for c in view.commitments if person in c.to)


def promises_open(view: View) -> tuple[Item, ...]:
    """What was promised and isn't settled yet, each kind once, with whom it was promised to."""
    names = {person.id: first_name(person.name) for person in view.people}
    kinds = dict.fromkeys(promise.what for promise in view.promises)
    return tuple(Item(what, *_promised(what, view, names)) for what in kinds)


def _promised(what: str, view: View, names: dict[str, str]) -> tuple[str, str]:
    made = [promise for promise in view.promises if promise.what == what]
    return made[0].label, f"promised {' and '.join(names[promise.to] for promise in made)}"


def questions_by_person(story: Story, view: View) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """What can be asked, by the name of who would answer."""
    names = {p.id: p.name for p in story.people}
    groups: dict[str, list[Item]] = {}
    for question in view.questions:
        asked = ", asked before" if question.asked else ""
        item = Item(question.id, question.asks, f"takes {span_text(question.takes)}{asked}")
        groups.setdefault(names[question.who], []).append(item)
    return tuple((name, tuple(items)) for name, items in groups.items())


def jobs_open(story: Story, view: View) -> tuple[Item, ...]:
    """What can be set going; with whose work it is and whether it needs one recorded line."""
    names = {p.id: first_name(p.name) for p in story.people}
    items = []
    for job in view.jobs:
        if not job.assigned:
            who = names.get(job.who, "")
            why = "one line why" if job.yes is Yes.CAN_JUSTIFY else ""
            items.append(Item(job.id, job.label, ", ".join(part for part in (who, why) if part)))
    return tuple(items)


def options_for(story: Story, view: View, person: str) -> tuple[Item, ...]:
    """Remedies that *person* could be asked about."""
    currency = story.standards.currency
    return tuple(Item(r.id, r.label, money_text(r.cost, currency)) for r in view.remedies if person in r.to)


class Sounding:
    """What a form would sound like if it were sent now."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._tables = Tables(story)

    def update(self, action: do.Update, now: int) -> Addressed:
        """The words of an update."""
        return addressed(self._story, action.to, wording.update_words(self._tables, action, now))

    def promise(self, action: do.Promise, now: int) -> Addressed:
        """The words of a promise; none while it has no time."""
        at = self._tables.commitments[action.what].at
        due = now + action.within if action.within is not None else at
        words = wording.promise_words(self._tables, action, due, now) if due is not None else ""
        return addressed(self._story, (action.to,), words)

    def preference(self, action: do.AskPreference) -> Addressed:
        """The words of asking what would suit."""
        return addressed(self._story, (action.to,), wording.preference_words(self._tables, action))

    def inform(self, action: do.Inform) -> Addressed:
        """The words a colleague is told."""
        return addressed(self._story, (action.to,), wording.inform_words(self._tables, action))
