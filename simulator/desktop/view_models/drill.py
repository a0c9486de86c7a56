"""The drill screen as data: what a view of the drill looks like to the trainee, in words.

Nothing here decides what is possible: it shows what the view says is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from simulator.desktop.view_models.talk import Message, Talk
from simulator.desktop.view_models.words import (
    CHANNEL_WORDS,
    KIND_ICONS,
    SURE_WORDS,
    YES_WORDS,
    clock_parts,
    count_text,
    first_name,
    left_text,
    minute_text,
    money_text,
    times_text,
)
from simulator.drill.clock import MINUTE
from simulator.drill.view import HeardView, Life, PersonView, PromiseView, RemedyView, View
from simulator.journal.records import Mode
from simulator.scenario.story import PersonKind, Story, Verb, Yes


class Urgency(Enum):
    """How near a promised time is."""

    FAR = "far"
    NEAR = "near"
    PAST = "past"


NEAR_MS = 2 * MINUTE
HINT_BEFORE_MS = MINUTE


@dataclass(frozen=True, slots=True)
class Seeming:
    """How somebody seems: in words, and (guided only) as the icon of a face."""

    words: str = ""
    face: str = ""


NOTHING = Seeming()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row of the people on the left."""

    id: str
    name: str
    role: str
    icon: str
    state: str
    waiting: str
    chased: bool
    unread: int
    chosen: bool
    open: bool
    face: str = ""  # guided only: how they feel, as an icon


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise counting down."""

    id: str
    what: str
    left: str
    urgency: Urgency
    to: str


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A reply with the number that picks it."""

    id: str
    number: int
    words: str
    says_nothing: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class HeardLine:
    """Something the trainee has heard: who, when, in what words, how sure. No verdict."""

    who: str
    time: str
    words: str
    sure: str
    verdict: str = ""  # guided only


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """A remedy on the desk: what it is, what it costs, whose yes it needs, how it stands."""

    id: str
    label: str
    detail: str
    state: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody else who wants the trainee: they wait, or have said something that was never looked at."""

    person: str
    words: str
    waits: bool


@dataclass(frozen=True, slots=True)
class DrillModel:
    """Everything the drill screen shows."""

    title: str
    place: str
    day: str
    clock: str
    life: Life
    busy: bool
    people: tuple[PersonLine, ...]
    person: PersonView | None
    about_person: str
    messages: tuple[Message, ...]
    replies: tuple[ReplyLine, ...]
    replies_hidden: bool
    notice: str
    promises: tuple[PromiseLine, ...]
    heard: tuple[HeardLine, ...]
    remedies: tuple[RemedyLine, ...]
    authority: str
    card: tuple[str, ...]
    closed_verbs: tuple[Verb, ...]
    hint: str = ""  # guided only
    call: Call | None = None
    may_pause: bool = True
    typing: str = ""  # whoever is writing right now


@dataclass(frozen=True, slots=True)
class Looking:
    """What the trainee is looking at: state of the screen, not of the drill."""

    person: str = ""
    reply: str = ""
    seen: Mapping[str, int] | None = None


def drill_model(
    story: Story,
    view: View,
    talk: Talk,
    mode: Mode,
    looking: Looking,
    feelings: Mapping[str, Seeming],
    so: frozenset[str] = frozenset(),
) -> DrillModel:
    """What the screen shows of *view*; *feelings* are people's states in words, *so* the facts that hold now.

    Only the guided mode shows anything of *so*.
    """
    person = next((p for p in view.people if p.id == looking.person), None)
    day, clock = clock_parts(story, view.now)
    return DrillModel(
        title=story.title,
        place=_place(story, view),
        day=day,
        clock=clock,
        life=view.life,
        busy=view.busy,
        people=tuple(
            _person_line(p, view, talk, looking, feelings.get(p.id, NOTHING)) for p in view.people if _is_there(p)
        ),
        person=person,
        about_person=_about(story, person),
        messages=talk.with_person(person.id) if person else (),
        replies=_reply_lines(person, looking.reply) if person else (),
        replies_hidden=view.life is Life.PAUSED and mode.presses,
        notice=talk.notice,
        promises=tuple(_promise_line(story, promise, view.now) for promise in view.promises),
        heard=_heard_lines(story, view, so if mode.guides else None),
        remedies=tuple(_remedy_line(story, remedy) for remedy in view.remedies),
        authority=left_text(view.authority_left, story.standards.currency),
        card=story.card,
        closed_verbs=person.closes if person else (),
        hint=guiding_hint(story, view) if mode.guides else "",
        call=who_calls(view, talk, looking),
        may_pause=mode.may_pause,
    )


def who_calls(view: View, talk: Talk, looking: Looking) -> Call | None:
    """Whoever waits longest apart from the one who is shown; else the newest whose words were never looked at."""
    others = [p for p in view.people if p.open and p.id != looking.person]
    waiting = sorted((p for p in others if p.waiting_since is not None), key=lambda p: p.waiting_since or 0)
    if waiting:
        return Call(waiting[0].id, f"{first_name(waiting[0].name)} waits", waits=True)
    for person in reversed(others):
        if talk.has_word(person.id, (looking.seen or {}).get(person.id, 0)):
            return Call(person.id, f"{first_name(person.name)} has a word for you", waits=False)
    return None


def _about(story: Story, person: PersonView | None) -> str:
    """What somebody is to this drill, and how one speaks with them."""
    if person is None:
        return ""
    channel = next((CHANNEL_WORDS[p.channel] for p in story.people if p.id == person.id), "")
    # A role may say it already: "security, on the radio".
    return person.role if not channel or channel in person.role else f"{person.role}, {channel}"


def _is_there(person: PersonView) -> bool:
    return person.open or person.closed


def _place(story: Story, view: View) -> str:
    phase = next((p.label for p in story.phases if p.id == view.phase), "")
    return phase or story.role


def _person_line(person: PersonView, view: View, talk: Talk, looking: Looking, seeming: Seeming) -> PersonLine:
    seen = (looking.seen or {}).get(person.id, 0)
    chosen = person.id == looking.person
    return PersonLine(
        id=person.id,
        name=person.name if person.name else person.role,
        role=person.role,
        icon=KIND_ICONS[person.kind],
        state=_state(person, seeming.words),
        waiting=_waiting(person, view.now),
        chased=person.chases > 0,
        unread=0 if chosen else max(0, talk.count(person.id) - seen),
        chosen=chosen,
        open=person.open,
        face=seeming.face,
    )


def _state(person: PersonView, feeling: str) -> str:
    if person.closed:
        return "gone for now"
    if person.kind in (PersonKind.SOURCE, PersonKind.COLLEAGUE) or not feeling:
        return person.role
    return feeling


def _waiting(person: PersonView, now: int) -> str:
    if person.pending:
        return "your words are on their way"
    if person.waiting_since is None:
        return ""
    asked = f", asked {times_text(person.chases + 1)}" if person.chases else ""
    return f"waits {count_text(now - person.waiting_since)}{asked}"


def _reply_lines(person: PersonView, chosen: str) -> tuple[ReplyLine, ...]:
    return tuple(
        ReplyLine(reply.id, number, reply.words, reply.says_nothing, reply.id == chosen)
        for number, reply in enumerate(person.replies, start=1)
    )


def _promise_line(story: Story, promise: PromiseView, now: int) -> PromiseLine:
    left = promise.due - now
    name = next((p.name for p in story.people if p.id == promise.to), promise.to)
    urgency = Urgency.PAST if left < 0 else Urgency.NEAR if left <= NEAR_MS else Urgency.FAR
    words = f"{count_text(-left)} late" if left < 0 else f"{count_text(left)} left"
    return PromiseLine(promise.id, promise.label, f"{first_name(name)}: {words}", urgency, promise.to)


def _heard_lines(story: Story, view: View, so: frozenset[str] | None) -> tuple[HeardLine, ...]:
    """Newest first. One sentence may teach several things, and be said again; it is told once, as last heard."""
    names = {p.id: p.name for p in story.people}
    told: dict[tuple[str, str], dict[str, HeardView]] = {}
    for heard in view.heard:
        key = (heard.source, heard.words or heard.says)
        before = told.pop(key, {})  # so that it comes to stand where it was last heard
        told[key] = {**before, heard.fact: heard}
    lines = [
        HeardLine(
            who=names.get(source, source),
            time=minute_text(story, max(h.at for h in facts.values())),
            words=words,
            sure=SURE_WORDS[next(reversed(facts.values())).sure],
            verdict=_verdict(list(facts), so),
        )
        for (source, words), facts in told.items()
    ]
    return tuple(reversed(lines))


def _verdict(facts: list[str], so: frozenset[str] | None) -> str:
    """The guided mode's word on something heard, as things stand at this moment."""
    if so is None:
        return ""
    true = sum(fact in so for fact in facts)
    return "this is so" if true == len(facts) else "part of this is so" if true else "this isn't so"


def guiding_hint(story: Story, view: View) -> str:
    """The one thing a good colleague would whisper now; empty when all is well."""
    late = [p for p in view.promises if p.due - view.now <= HINT_BEFORE_MS]
    if late:
        name = next((p.name for p in story.people if p.id == late[0].to), late[0].to)
        when = "The time is nearly here." if late[0].due > view.now else "The time has come."
        return f"You told {name} you would {late[0].label}. {when}"
    waits = [p for p in view.people if p.open and p.waiting_since is not None]
    for person in sorted(waits, key=lambda p: p.waiting_since or 0):
        if person.waiting_since is not None and view.now - person.waiting_since >= story.standards.first_reply:
            return f"{person.name} has waited {count_text(view.now - person.waiting_since)} for a word from you."
    return ""


def _remedy_line(story: Story, remedy: RemedyView) -> RemedyLine:
    names = {p.id: p.name for p in story.people}
    cost = money_text(remedy.cost, story.standards.currency)
    yes = YES_WORDS[remedy.yes].format(who=first_name(names.get(remedy.asks, remedy.asks)))
    return RemedyLine(remedy.id, remedy.label, f"{cost}, {yes}", _remedy_state(remedy, names), remedy.to)


def _remedy_state(remedy: RemedyView, names: Mapping[str, str]) -> str:
    if remedy.offered_to:
        return "offered to " + " and ".join(names.get(p, p) for p in remedy.offered_to)
    if remedy.yes is not Yes.NEEDS:
        return ""
    asked = first_name(names.get(remedy.asks, remedy.asks))
    if remedy.approval_due is not None and remedy.approved is None:
        return f"you have asked {asked}"
    return {True: f"{asked} said yes", False: f"{asked} said no", None: ""}[remedy.approved]
