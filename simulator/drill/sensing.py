"""How people feel, for those conditions of a story that ask; where none asks, nothing is kept.

Theory: a mood is a fold of events (`feelings`), and a condition asks seldom. So the state hands each event on as it
folds it, and a person's mood is folded up to date when somebody asks for it: the answer depends on the events and
on *now*, never on who asked what before. A replay, which decides nothing, never pays for it.
What must not live here: what an event does to a mood (`feelings`), from where on a feeling holds (`mood_words`).
"""

from collections.abc import Iterator

from simulator.drill.conditions import asks_for_mood
from simulator.drill.events import Event
from simulator.drill.feelings import TOUCHING, Feelings
from simulator.scenario.story import Condition, Feeling, Story


class Sensed:
    """What is known of the moods in one drill of *story*; give it every event in order."""

    __slots__ = ("_events", "_feelings", "_read", "_story")

    def __init__(self, story: Story) -> None:
        self._story = story
        self._events: list[Event] = []
        self._feelings: dict[str, Feelings] = {}
        self._read: dict[str, int] = {}

    def take(self, event: Event) -> None:
        """Keep *event*, if it touches anybody's mood."""
        if type(event) in TOUCHING:
            self._events.append(event)

    def feels(self, person: str, feeling: Feeling, now: int) -> bool:
        """Whether *person* feels so at *now* ms, by all events so far; False before it has begun for them."""
        feelings = self._feelings.get(person)
        if feelings is None:
            feelings = self._feelings[person] = Feelings(self._story, frozenset({person}))
        for event in self._events[self._read.get(person, 0) :]:
            feelings.fold(event)
        self._read[person] = len(self._events)
        return feelings.feels(person, feeling, now)


def asks_for_moods(story: Story) -> bool:
    """Whether any condition of *story* asks how somebody feels."""
    return any(asks_for_mood(condition) for condition in _decided(story))


def _decided(story: Story) -> Iterator[Condition]:
    """Every condition that is looked at in one moment, which decides: the only places where `feels` can stand."""
    for beat in story.beats:
        yield from (route.when for route in (beat.patience.to if beat.patience else ()))
        yield from (route.when for reply in beat.replies for route in reply.to)
    yield from (answer.when for question in story.questions for answer in question.answers)
    yield from (happening.unless for happening in story.happenings)
    yield from (ending.when for ending in story.endings)
    for remedy in story.remedies:
        yield remedy.accepted_when
        yield from (approval.yes_when for approval in (remedy.approval,) if approval)
