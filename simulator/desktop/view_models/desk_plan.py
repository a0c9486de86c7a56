"""A drill being planned at a form: what was typed and ticked so far, and the plan that comes of it.

What is wrong with a plan is said by whoever reads it (`training.plan`); here only what is missing to write one.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from simulator.desktop.view_models.forms import Item
from simulator.journal.records import Mode
from simulator.scenario.asking import ID_LETTERS, LONGEST_ID
from simulator.training.plan import EACH
from simulator.training.plan_text import Planned
from simulator.training.roster import Somebody

EXTRA_TIME = (
    (1.0, "As much as everybody"),
    (1.25, "A quarter longer"),
    (1.5, "Half as long again"),
    (2.0, "Twice as long"),
)
MOST_MINUTES = 480
NO_LETTERS = "-_0123456789"


@dataclass(slots=True)
class PlanSoFar:
    """What the form holds; *minutes* and *seed* as they were typed, *same_seed*: one for all."""

    scenarios: list[str] = field(default_factory=list)
    people: list[Somebody] = field(default_factory=list)
    mode: Mode = Mode.TIMED
    same_seed: bool = True

    def add(self, name: str) -> str:
        """Put somebody on the list; why not, where they can't be."""
        plain = " ".join(unicodedata.normalize("NFC", name).split())
        if not plain:
            return ""
        if plain.casefold() in {one.name.casefold() for one in self.people}:
            return f"“{plain}” is on the list. Add what tells two people apart."
        self.people.append(Somebody(plain))
        return ""

    def add_all(self, people: Sequence[Somebody]) -> str:
        """Put the people of a roster on the list; who couldn't be, where somebody couldn't."""
        there = {one.name.casefold() for one in self.people}
        twice = [one.name for one in people if one.name.casefold() in there]
        self.people += [one for one in people if one.name.casefold() not in there]
        return f"On the list before, and left as they were: {', '.join(twice)}." if twice else ""

    def remove(self, number: int) -> None:
        """Take person *number* off the list."""
        del self.people[number]

    def give_time(self, number: int, times: float) -> None:
        """Let person *number* have *times* as long to read."""
        self.people[number] = structs.replace(self.people[number], reading_time=times)

    def give_seed(self, number: int, typed: str) -> None:
        """Let person *number* have the seed that was *typed*; without one, what holds for all."""
        seed = int(typed) if is_number(typed.strip()) else None
        self.people[number] = structs.replace(self.people[number], seed=seed)

    def toggle(self, scenario: str) -> None:
        """Tick or untick a scenario; they are played in the order in which they were ticked."""
        if scenario in self.scenarios:
            self.scenarios.remove(scenario)
        else:
            self.scenarios.append(scenario)

    def missing(self, drill: str, trainer: str, minutes: str, seed: str, roster: str) -> str:
        """The first thing that has to be filled in or put right; nothing where a plan can be written."""
        return next(self._missing(drill, trainer, minutes, seed, roster), "")

    def _missing(self, drill: str, trainer: str, minutes: str, seed: str, roster: str) -> Iterator[str]:
        if not drill_id(drill):
            yield "Give the drill a name with a letter in it."
        if not trainer.strip():
            yield "Write who the trainer is."
        if roster.strip():
            yield "Enter in the roster's field reads it. Or empty the field."
        if not self.people:
            yield "Write who plays: a name and Enter."
        if not self.scenarios:
            yield "Tick a scenario."
        if minutes.strip() and not is_minutes(minutes.strip()):
            yield f"Write the time at the desk in minutes, from 1 to {MOST_MINUTES}, or leave it empty."
        if self.same_seed and not is_number(seed.strip()):
            yield "Write the seed for all as a whole number."

    def plan(self, drill: str, trainer: str, cohort: str, minutes: str, seed: str) -> Planned:
        """The plan; only where nothing is missing."""
        return Planned(
            drill=drill_id(drill),
            trainer=trainer.strip(),
            cohort=cohort.strip(),
            scenarios=tuple(self.scenarios),
            people=tuple(self.people),
            mode=self.mode.value,
            seed=str(int(seed)) if self.same_seed else EACH,
            time_limit=f"{int(minutes)} min" if minutes.strip() else "",
        )


def is_number(typed: str) -> bool:
    """Whether *typed* is a whole number that can be a seed."""
    return typed.isascii() and typed.isdecimal() and len(typed) <= 9


def is_minutes(typed: str) -> bool:
    """Whether *typed* is a time at the desk."""
    return is_number(typed) and len(typed) < 4 and 0 < int(typed) <= MOST_MINUTES


def drill_id(typed: str) -> str:
    """The name a drill is kept under: *typed* in small letters without accents, `-` for what else there is."""
    plain = unicodedata.normalize("NFKD", typed.casefold()).encode("ascii", "ignore").decode()
    kept = "".join(letter if letter in ID_LETTERS else "-" for letter in plain)
    name = "-".join(part for part in kept.split("-") if part)
    return name.lstrip(NO_LETTERS)[:LONGEST_ID].rstrip("-_")


def person_items(plan: PlanSoFar) -> tuple[Item, ...]:
    """The people on the list, each with the time they have."""
    return tuple(Item(str(number), one.name, f"{_time(one)}{_own_seed(one)}") for number, one in enumerate(plan.people))


def _time(somebody: Somebody) -> str:
    said = {times: words[:1].lower() + words[1:] for times, words in EXTRA_TIME}
    return f"time to read: {said.get(somebody.reading_time, f'{somebody.reading_time:g} times as long')}"


def _own_seed(somebody: Somebody) -> str:
    return "" if somebody.seed is None else f"; seed {somebody.seed}"
