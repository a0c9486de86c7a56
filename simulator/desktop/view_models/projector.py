"""A run frozen at one moment: what had been said, heard and promised by then, and what could be said next.

Nothing of what came later is in it: a moment is made of the events before it, and of nothing else. No verdict either,
and no name of whoever played.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.desktop.seat import Seat
from simulator.desktop.view_models.drill import DrillModel, Looking, drill_model
from simulator.desktop.view_models.talk import Message, Talk
from simulator.desktop.view_models.words import first_name
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.again import taken_up
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.drill.view import Life, PersonView, View
from simulator.journal.records import Mode
from simulator.scenario.story import Story

SAID_BEFORE = 3  # how much of what was said before stands above what was said last
# With each of these something new was wished for: all that came before it had taken place by then.
WISHES = (
    *(ev.MoveStarted, ev.Refused, ev.DrillPaused, ev.DrillResumed),
    *(ev.MomentMarked, ev.TrainerIntervened, ev.InterventionRefused),
)


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said or that happened where the trainee could see it, and with whom."""

    number: int  # of its event
    person: str
    message: Message


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment to freeze at: before event *number*. *marked*: a trainer's bookmark, with its *note*."""

    number: int
    marked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One moment. *said* is the latest, *before* a little of what led to it; *drill* is what the screen showed then.

    *others* are the people who can be spoken with as well; *can_go_on*: the drill wasn't over.
    """

    number: int
    marked: bool
    note: str
    before: tuple[Said, ...]
    said: tuple[Said, ...]
    drill: DrillModel
    others: tuple[PersonView, ...]
    can_go_on: bool


class Record:
    """One run to freeze: its *story*, cast for its seed, and its *events* so far."""

    def __init__(self, story: Story, events: Sequence[Event]) -> None:
        self.story = story
        self.events = tuple(events)
        self.said = tuple(_said(story, self.events))
        self.stops = tuple(_stops(self.events, {said.number for said in self.said}))

    @property
    def ended(self) -> bool:
        """Whether the run has come to its end."""
        return bool(self.events) and isinstance(self.events[-1], ev.DrillEnded)

    def freeze(self, at: int, person: str = "", reply: str = "") -> Frozen:
        """The moment *at* (the number of a stop), looking at *person*, with *reply* picked."""
        stop, before = self.stops[at], self.stops[at - 1].number if at else 0
        session = self.session(at)
        view = session.view()
        said = [one for one in self.said if one.number < stop.number]
        latest = [one for one in said if one.number >= before] or said[-1:]
        shown = person or _who_is_spoken_with(view, latest)
        talk = Talk(self.story)
        talk.take(self.events[: stop.number])
        felt = Seat(self.story, session, Mode.UNTIMED).feelings()
        model = drill_model(self.story, view, talk, Mode.UNTIMED, Looking(shown, reply), felt)
        return Frozen(
            number=at + 1,
            marked=stop.marked,
            note=stop.note,
            before=tuple(said[: len(said) - len(latest)][-SAID_BEFORE:]),
            said=tuple(latest),
            drill=model,
            others=tuple(p for p in view.people if p.open and p.replies),
            can_go_on=view.life in (Life.RUNNING, Life.CLOSING),
        )

    def session(self, at: int) -> LiveSession:
        """The drill as it stood at the moment *at*, its clock let go where it was stopped just then."""
        number = self.stops[at].number
        session = taken_up(self.story, self.events[:number], number)
        if session.view().life is Life.PAUSED:
            session.submit(do.Resume())
        return session

    def next_mark(self, at: int) -> int | None:
        """The next bookmark behind the moment *at*, else the first one; None where there is none."""
        marks = [number for number, stop in enumerate(self.stops) if stop.marked]
        return next((mark for mark in marks if mark > at), next(iter(marks), None))


def _who_is_spoken_with(view: View, said: Sequence[Said]) -> str:
    """Whoever spoke last or was spoken to, where they can be answered; else whoever can, the longest waiting first."""
    there = [person for person in view.people if person.open and person.replies]
    for one in reversed(said):
        if any(person.id == one.person for person in there):
            return one.person
    there.sort(key=lambda person: (person.waiting_since is None, person.waiting_since or 0))
    return there[0].id if there else ""


# -- what was said


def _said(story: Story, events: Sequence[Event]) -> Iterator[Said]:
    """Everything the trainee saw, in order; what stands in several conversations comes once."""
    talk = Talk(story)
    counts = {person.id: 0 for person in story.people}
    for number, event in enumerate(events):
        talk.take([event])
        yield from _news(talk, counts, number)


def _news(talk: Talk, counts: dict[str, int], number: int) -> Iterator[Said]:
    told: list[Message] = []
    for person, count in counts.items():
        messages = talk.with_person(person)
        counts[person] = len(messages)
        for message in messages[count:]:
            if message not in told:
                told.append(message)
                yield Said(number, person, message)


# -- where to stop


def _stops(events: Sequence[Event], news: set[int]) -> Iterator[Stop]:
    """Each moment at which something new had been said or had happened, and each bookmark."""
    fresh = False
    begun = False
    for number, event in enumerate(events):
        if begun and fresh and not isinstance(event, ev.MomentMarked) and _settled(events, number):
            yield Stop(number)
            fresh = False
        begun = begun or isinstance(event, ev.DrillStarted)
        fresh = fresh or number in news
        if isinstance(event, ev.MomentMarked):  # a mark changes nothing: what stands before it is what was so
            yield Stop(number + 1, marked=True, note=event.note)
            fresh = False
    if fresh or (events and isinstance(events[-1], ev.DrillEnded)):
        yield Stop(len(events))


def _settled(events: Sequence[Event], number: int) -> bool:
    """Whether all that fell due together before event *number* had taken place."""
    return events[number].at > events[number - 1].at or isinstance(events[number], WISHES)


def said_to(one: Said, story: Story, *, desk: str = "At the desk") -> str:
    """Whose words they are, and to whom, as a class reads it: 'At the desk, to Nora'."""
    message = one.message
    if not message.speaker.startswith("You"):
        return message.speaker
    name = next((person.name for person in story.people if person.id == one.person), one.person)
    return f"{desk}{message.speaker.removeprefix('You')}, to {first_name(name)}"
