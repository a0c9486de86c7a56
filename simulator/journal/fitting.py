"""Whether recorded events belong to the story they are said to be of: a whole chain can still tell of nobody.

Anybody can write a chain anew, so what an event names must exist, times must be times and never run backwards, and
a drill must begin and end once. What is looked at here needn't be looked at by whoever scores or tells the events.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec import Struct

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.drill.folding import fold
from simulator.errors import RecordUnreadable, SimulatorError
from simulator.journal.records import Header
from simulator.scenario import acts
from simulator.scenario.problems import quoted
from simulator.scenario.story import NEXT_WORD, Story

LATEST_MS = 10 * 366 * 86_400_000  # of any time an event may speak of; a drill lasts a year at most
HEAVIEST = 1_000.0  # of any weight

# What is named in a field of this name, in events and in the moves and acts inside them.
_NAMED: dict[str, tuple[str, ...]] = {
    "person": ("person",),
    "to": ("person",),
    "who": ("person",),
    "by": ("person",),
    "overheard_by": ("person",),
    "beat": ("beat",),
    "fact": ("fact",),
    "facts": ("fact",),
    "hedged": ("fact",),
    "unknown": ("fact", "quantity"),
    "quantity": ("quantity",),
    "happening": ("happening",),
    "question": ("question",),
    "job": ("job",),
    "done": ("job", "question"),
    "doing": ("job", "question"),
    "remedy": ("remedy",),
    "options": ("remedy",),
    "phase": ("phase",),
    "following": ("phase",),
    "reply": ("reply",),
    "request": ("request",),
    "asks": ("request",),
    "fault": ("fault",),
    "details": ("detail",),
    "outcome": ("ending",),
}
# Field names that mean something only in these kinds; elsewhere they are free text.
_NAMED_IN: dict[tuple[type[Struct], str], tuple[str, ...]] = {
    (ev.FactLearned, "source"): ("person",),
    (ev.PromiseMade, "what"): ("commitment",),
    (do.Promise, "what"): ("commitment",),
    (acts.Promise, "what"): ("commitment",),
    (acts.Unknown, "what"): ("fact", "quantity"),
}
_MAY_BE_NONE = ("following", "outcome")  # the last phase has none after it
# A refused move may name anything: that is why it was refused.
_NOT_LOOKED_AT = (ev.Refused,)


class Foreign(ValueError):
    """An event that can't be of the story; says why."""


def fit(header: Header, story: Story, events: Sequence[Event]) -> None:
    """Insist that *events* can have happened on the cast *story*; raises `RecordUnreadable`."""
    try:
        _look_at_all(story, events)
    except Foreign as error:
        raise RecordUnreadable(
            f"The events of {quoted(header.run)} don't belong to its story ({error}); somebody has put them together. "
            "Put back a copy from a backup, or play the drill anew."
        ) from error
    with making_sense_of(header):
        fold(story, list(events))


@contextmanager
def making_sense_of(header: Header) -> Iterator[None]:
    """Turn whatever goes wrong over the events of *header*'s run into `RecordUnreadable`.

    For work on events that were read from a file: however carefully they are looked at, somebody may have thought
    of a combination that no drill brings about.
    """
    try:
        yield
    except (SimulatorError, OSError):
        raise
    except Exception as error:
        raise RecordUnreadable(
            f"Firedrill can't make sense of the record of {quoted(header.run)} ({type(error).__name__}). If nobody has "
            "changed it, the fault is Firedrill's: please report it with the file."
        ) from error


def _look_at_all(story: Story, events: Sequence[Event]) -> None:
    known = _names_of(story)
    promises: set[str] = set()
    last = 0
    for number, event in enumerate(events):
        try:
            _look_at_order(event, number, len(events), last)
            _look_at_promise(event, promises)
            if not isinstance(event, _NOT_LOOKED_AT):
                _look_inside(event, known)
            if isinstance(event, ev.BeatEntered) and known["beat"][event.beat] != event.person:
                raise Foreign(f"the beat {quoted(event.beat)} isn't {quoted(event.person)}'s")
        except Foreign as error:
            raise Foreign(f"event {number}: {error}") from None
        last = event.at


def _look_at_order(event: Event, number: int, count: int, last: int) -> None:
    if event.at < last:
        raise Foreign(f"time runs backwards, from {quoted(str(last))} to {quoted(str(event.at))} ms")
    if isinstance(event, ev.DrillStarted) and number > 0:
        raise Foreign("the drill starts a second time")
    if isinstance(event, ev.DrillEnded) and number < count - 1:
        raise Foreign("the drill ends, and goes on")


def _look_at_promise(event: Event, promises: set[str]) -> None:
    if isinstance(event, ev.PromiseMade):
        if event.promise in promises:
            raise Foreign(f"the promise {quoted(event.promise)} is made twice")
        promises.add(event.promise)
    elif isinstance(event, (ev.PromiseKept, ev.PromiseBroken, ev.PromiseRenegotiated)):
        named = (event.promise, event.new) if isinstance(event, ev.PromiseRenegotiated) else (event.promise,)
        for promise in named:
            if promise not in promises:
                raise Foreign(f"the promise {quoted(promise)} was never made")


def _look_inside(part: Struct, known: Mapping[str, Mapping[str, str]]) -> None:
    """Look at every name and number in *part*, and in the moves and acts within it."""
    for field, empty in zip(part.__struct_fields__, _defaults(part), strict=True):
        value = getattr(part, field)
        kinds = _NAMED_IN.get((type(part), field)) or _NAMED.get(field, ())
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Struct):
                _look_inside(item, known)
            elif isinstance(item, str):
                if kinds and not (item == "" and (empty == "" or field in _MAY_BE_NONE)):
                    _look_at_name(item, kinds, known)
            elif isinstance(item, (int, float)):
                _look_at_number(field, item)


def _defaults(part: Struct) -> tuple[object, ...]:
    """What each field of *part* holds when nothing is said; fields that must be said come first and have None."""
    defaults = part.__struct_defaults__
    return (None,) * (len(part.__struct_fields__) - len(defaults)) + defaults


def _look_at_name(name: str, kinds: tuple[str, ...], known: Mapping[str, Mapping[str, str]]) -> None:
    if not any(name in known[kind] for kind in kinds):
        raise Foreign(f"there is no {' or '.join(kinds)} called {quoted(name)}")


def _look_at_number(field: str, number: float) -> None:
    most = LATEST_MS if isinstance(number, int) else HEAVIEST
    if not 0 <= number <= most:  # NaN lies nowhere; isfinite() would break on a whole number of 400 digits
        raise Foreign(f"'{field}' is {quoted(str(number))}, which no drill comes to")


def _names_of(story: Story) -> dict[str, dict[str, str]]:
    """Every name there is, by kind; for beats with the person they belong to."""
    ids: dict[str, Sequence[str]] = {
        "person": [person.id for person in story.people],
        "fact": [fact.id for fact in story.facts],
        "quantity": [quantity.id for quantity in story.quantities],
        "happening": [happening.id for happening in story.happenings],
        "question": [question.id for question in story.questions],
        "job": [job.id for job in story.jobs],
        "remedy": [remedy.id for remedy in story.remedies],
        "phase": [phase.id for phase in story.phases],
        "reply": [reply.id for beat in story.beats for reply in beat.replies],
        "request": [happening.asks.id for happening in story.happenings if happening.asks],
        "fault": [fault.id for person in story.people for fault in person.faults],
        "detail": [detail.id for person in story.people for detail in person.details],
        "commitment": [NEXT_WORD, *(commitment.id for commitment in story.commitments)],
        "ending": [ending.id for ending in story.endings],
    }
    known = {kind: dict.fromkeys(names, "") for kind, names in ids.items()}
    known["beat"] = {beat.id: beat.person for beat in story.beats}
    return known
