"""What a trainee decided, one by one: which reply of those that were open, or which move with what in it.

Told by the scenario's ids and its own words. What somebody typed isn't among the fields that are told, and a new field
isn't either until it is written down here.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

import msgspec
from msgspec import UNSET, Struct, UnsetType

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from simulator.drill.events import Event
from simulator.journal.records import Header
from simulator.learning_records.shapes import Activity, Component, Definition, Words
from simulator.learning_records.vocabulary import ENGLISH, Addresses, What, kind
from simulator.scenario.story import Beat, Reply, Story

TELLABLE = (
    *("to", "person", "facts", "hedged", "done", "doing", "unknown", "next_in", "quantity", "low", "high"),
    *("what", "within", "question", "job", "remedy", "options", "promises"),
)
"""Fields of moves that hold ids of the scenario or times in ms, all of them checked against the story when read."""

_MOVES: dict[type[Action], str] = {
    do.Update: "say how things stand",
    do.Promise: "make a promise",
    do.Ask: "ask a question",
    do.Assign: "have something done",
    do.Offer: "offer a remedy",
    do.AskFor: "ask for a yes to a remedy",
    do.AskPreference: "ask what would do them good",
    do.Inform: "inform a colleague",
    do.Note: "leave a note for whoever takes over",
    do.Close: "end a conversation",
}


class Decision(Struct, frozen=True):
    """The trainee chose *response* at *activity*; *number* is the event's, *at* drill time in ms."""

    number: int
    at: int
    activity: Activity
    response: str


def decisions(story: Story, header: Header, events: Sequence[Event], addresses: Addresses) -> Iterator[Decision]:
    """Every decision in order. Silence is none: nobody took it."""
    replies = {reply.id: (beat, reply) for beat in story.beats for reply in beat.replies}
    names = {person.id: person.name for person in story.people}
    for number, event in enumerate(events):
        if isinstance(event, ev.MoveStarted):
            action = event.action
            if isinstance(action, do.Say):
                beat, reply = replies[action.reply]
                activity = _beat(beat, names[beat.person], header, addresses)
                yield Decision(number, event.at, activity, reply.id)
            elif type(action) in _MOVES:
                yield Decision(number, event.at, _move(action, header, addresses), _told(action))


def _beat(beat: Beat, name: str, header: Header, addresses: Addresses) -> Activity:
    definition = Definition(
        name=_english(f"What to say to {name} ({beat.id})"),
        type=kind(What.DECISION),
        interaction_type="choice",
        choices=tuple(Component(id=reply.id, description=_words(reply)) for reply in beat.replies),
    )
    # What is said at a beat is drawn for each seed, and other words are another activity: a store keeps one of each id.
    drawn = sha256(msgspec.json.encode(definition)).hexdigest()[:12]
    address = addresses.drill(header.scenario, header.content_hash, "beats", beat.id, drawn)
    return Activity(id=address, definition=definition)


def _words(reply: Reply) -> Words | UnsetType:
    words = reply.say or reply.does
    return _english(words) if words else UNSET


def _move(action: Action, header: Header, addresses: Addresses) -> Activity:
    name = str(type(action).__struct_config__.tag)
    definition = Definition(
        name=_english(_MOVES[type(action)].capitalize()), type=kind(What.DECISION), interaction_type="other"
    )
    return Activity(id=addresses.drill(header.scenario, header.content_hash, "moves", name), definition=definition)


def _told(action: Action) -> str:
    """What is in a move, as `to=ana; facts=found,safe`; its name where there is nothing that may be told."""
    fields = ((name, getattr(action, name, None)) for name in TELLABLE)
    told = "; ".join(f"{name}={_value(value)}" for name, value in fields if value not in (None, "", ()))
    return told or str(type(action).__struct_config__.tag)


def _value(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _english(text: str) -> Words:
    return {ENGLISH: text}
