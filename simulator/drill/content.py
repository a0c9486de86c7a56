"""What a message contains, judged by its acts: one definition for promises, cadence and mood.

Nothing here scores. An *element* is one of the four things people need to hear (P08, P10): how things stand,
what was done, what is being done, when the next word comes. An *item* is one particular thing that can be new to
somebody: this fact, that job. A message informs if it holds two elements and brings at least one new item.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.story import MINUTE, Story


class Element(StrEnum):
    """The four things an update can hold."""

    IMPACT = "impact"
    DONE = "done"
    DOING = "doing"
    NEXT = "next"


ENOUGH_ELEMENTS = 2  # fewer leave somebody as alone as before (D)


@lru_cache(maxsize=1_024)  # the replies of a drill are said, judged and felt again and again
def elements(acts: tuple[Act, ...]) -> frozenset[Element]:
    """Which elements *acts* hold, true or not."""
    held: set[Element] = set()
    for act in acts:
        match act:
            case a.Claim() | a.Explain() | a.Assure() | a.Unknown() | a.Deny():
                held.add(Element.IMPACT)
            case a.Report(done, doing):
                if done:
                    held.add(Element.DONE)
                if doing:
                    held.add(Element.DOING)
            case a.Assign() | a.ActOn():
                held.add(Element.DOING)
            case a.Promise() | a.Estimate():
                held.add(Element.NEXT)
            case _:
                pass
    return frozenset(held)


@lru_cache(maxsize=1_024)
def has_substance(acts: tuple[Act, ...]) -> bool:
    """Whether *acts* tell somebody something: more than a bare next time. How long it will take is something."""
    return bool(elements(acts) - {Element.NEXT}) or any(isinstance(act, a.Estimate) for act in acts)


class Content(Struct, frozen=True, gc=False):
    """What one message held for one person."""

    elements: frozenset[Element]
    new: frozenset[str]  # items this person had not heard before
    weighty: bool = False  # held a new fact that is news enough by itself: he is found

    @property
    def informs(self) -> bool:
        """Whether the message ends a silence."""
        return self.weighty or (len(self.elements) >= ENOUGH_ELEMENTS and bool(self.new))


def weighty_facts(story: Story) -> frozenset[str]:
    """The facts of *story* that need no second element: what restores, and what ends the waiting."""
    restoring = {fact.id for fact in story.facts if fact.restores > 0}
    return frozenset(restoring | ({story.judged.resolution} if story.judged.resolution else set()))


def owed_facts(story: Story) -> frozenset[str]:
    """The facts of *story* that have to be told to somebody: saying one of them, however barely, is news."""
    return frozenset(owed.fact for owed in (*story.judged.required_facts, *story.judged.required_disclosures))


def items_of(facts: Iterable[str]) -> frozenset[str]:
    """The items that telling *facts* brings."""
    return frozenset(f"fact {fact}" for fact in facts)


@dataclass(slots=True)
class Told:
    """What each person has been told so far. Fold every answer that comes and every message that is said.

    *weighty* are the items that are news enough by themselves, in however few words. An estimate is news once its end
    has moved by *coarse* ms on the clock: nobody owes more precision, and the same end restated is no news. *theirs*
    are the questions that are put to customers: asking them again checks nothing.
    """

    weighty: frozenset[str] = frozenset()
    coarse: int = MINUTE
    theirs: frozenset[str] = frozenset()
    _items: dict[str, set[str]] = field(default_factory=dict)
    _answers: dict[str, int] = field(default_factory=dict)

    def answer_came(self, question: str) -> None:
        """*question* was answered: reporting it is news once more, since it was checked once more."""
        if question not in self.theirs or question not in self._answers:
            self._answers[question] = self._answers.get(question, 0) + 1

    def hear(self, person: str, acts: tuple[Act, ...], at: int) -> Content:
        """What *acts*, said at *at* ms, hold for *person*, who has heard them from now on."""
        known = self._items.setdefault(person, set())
        new = frozenset(self._items_of(acts, at)) - known
        known |= new
        return Content(elements(acts), new, not self.weighty.isdisjoint(new))

    def _items_of(self, acts: tuple[Act, ...], at: int) -> Iterable[str]:
        for act in acts:
            match act:
                case a.Claim(fact=fact) | a.Explain(fact=fact) | a.Assure(fact=fact):
                    yield f"fact {fact}"
                case a.Deny(fact=fact):
                    yield f"not {fact}"
                case a.Unknown(what=what):
                    yield f"unknown {what}"
                case a.Estimate(quantity=quantity, high=high):
                    yield f"estimate {quantity} {round((at + high) / self.coarse)}"
                case a.Assign(job=job):
                    yield f"doing {job} 0"
                case a.ActOn(what=what):
                    yield f"acting on {what}"
                case a.Report(done=done, doing=doing):
                    yield from (f"done {item} {self._answers.get(item, 0)}" for item in done)
                    yield from (f"doing {item} {self._answers.get(item, 0)}" for item in doing)
                case _:
                    pass


def nothing_told(story: Story) -> Told:
    """The beginning of *story*, before anybody has been told anything."""
    moods = {person.id for person in story.people if person.has_mood}
    theirs = frozenset(question.id for question in story.questions if question.who in moods)
    return Told(items_of(weighty_facts(story) | owed_facts(story)), story.standards.update_every // 3, theirs)
