"""What is worth a sound in a drill, each time with the words of its caption: a fold over what happens.

Every alert is also on screen where it belongs (a bubble, a waiting time, a promise that counts down); the caption
says what the sound meant. No sound is made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from simulator.desktop.view_models.drill import NEAR_MS
from simulator.desktop.view_models.words import first_name
from simulator.drill.events import AnswerCame, DrillEnded, Event, PersonChased, PersonSpoke, PromiseBroken, PromiseMade
from simulator.drill.view import PromiseView, View
from simulator.scenario.story import Story


class Alert(StrEnum):
    """The five alerts, the most urgent first; each is the name of its sound.

    A word from somebody who isn't looked at sounds as somebody new does.
    """

    ENDED = "drill-ends"
    BROKEN = "promise-broken"
    DUE_SOON = "promise-due-soon"
    ASKS_AGAIN = "asks-again"
    SOMEONE_NEW = "someone-new"


@dataclass(frozen=True, slots=True)
class Heard:
    """An alert and what it means, in a few words."""

    alert: Alert
    caption: str


@dataclass(slots=True)
class Ear:
    """Hears what is new; what had happened before the first time it listens is no news."""

    story: Story
    _taken: int = 0
    _listens: bool = False
    _spoke: set[str] = field(default_factory=set)
    _made: dict[str, PromiseMade] = field(default_factory=dict)
    _warned: set[str] = field(default_factory=set)

    def take(self, events: Sequence[Event], view: View, shown: str = "") -> tuple[Heard, ...]:
        """What is to be heard of *events* (those since the last time) and of *view*, the most urgent first.

        *shown* is whose latest words stand on the screen: those needn't be announced.
        """
        self._taken += len(events)
        heard = [told for event in events if (told := self._take_one(event, shown))]
        heard += [told for promise in view.promises if (told := self._due_soon(promise, view.now))]
        if not self._listens:
            self._listens = True
            return ()
        order = list(Alert)
        return tuple(sorted(heard, key=lambda told: order.index(told.alert)))

    @property
    def taken(self) -> int:
        """How many events were heard so far."""
        return self._taken

    def _take_one(self, event: Event, shown: str) -> Heard | None:
        match event:
            case PersonSpoke(_, person, words) if person not in self._spoke or (words and person != shown):
                self._spoke.add(person)
                return Heard(Alert.SOMEONE_NEW, f"{self._name(person)} speaks to you")
            case AnswerCame(person=person, words=words) if words and person != shown:
                return Heard(Alert.SOMEONE_NEW, f"{self._name(person)} answers you")
            case PersonChased(_, person):
                return Heard(Alert.ASKS_AGAIN, f"{self._name(person)} asks again")
            case PromiseMade():
                self._made[event.promise] = event
            case PromiseBroken(_, promise) if promise in self._made:
                return Heard(Alert.BROKEN, f"The time has passed for your word to {self._to(promise)}")
            case DrillEnded():
                return Heard(Alert.ENDED, "The drill is over")
        return None

    def _due_soon(self, promise: PromiseView, now: int) -> Heard | None:
        if promise.id in self._warned or not 0 <= promise.due - now <= NEAR_MS:
            return None
        self._warned.add(promise.id)
        return Heard(Alert.DUE_SOON, f"Due soon: your word to {self._named(promise.to)}")

    def _to(self, promise: str) -> str:
        return self._named(self._made[promise].to)

    def _named(self, person: str) -> str:
        return self._name(person) if person else "everybody"

    def _name(self, person: str) -> str:
        return first_name(next((p.name for p in self.story.people if p.id == person), person))
