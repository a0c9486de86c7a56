"""Sets a planned drill up: everybody gets a place, and what is to be played is kept for every station alike."""

from simulator.errors import Usage
from simulator.journal.runs import Runs
from simulator.scenario.problems import quoted
from simulator.training.control import Control, Line, Place, SetUp, drill_folder, set_up_of
from simulator.training.plan import DrillPlan


def set_up(runs: Runs, plan: DrillPlan) -> tuple[Control, bool]:
    """Set *plan* up in the home of *runs*: its control journal, and whether it is new. A second time changes nothing.

    Raises `Usage` where another plan has the same name, and `StorageFailed`.
    """
    control = Control(drill_folder(runs.home, plan.drill), runs.disk)
    for chosen in plan.chosen:
        runs.keep_snapshot(chosen.source)
    trainer, *people = runs.people.enrol([plan.trainer, *(somebody.name for somebody in plan.people)])

    def first_line(lines: tuple[Line, ...]) -> SetUp | None:
        if lines:
            _insist_on_same(set_up_of(lines), plan)
            return None
        return _set_up(plan, trainer, people)

    return control, control.add(first_line) is not None


def _insist_on_same(there: SetUp, plan: DrillPlan) -> None:
    if there.plan_hash != plan.hash:
        raise Usage(
            f"The drill {quoted(plan.drill)} has been set up already, with another plan. Give this one another name "
            "('drill:' in the plan), or put the plan back as it was; what was played stays as it is."
        )


def _set_up(plan: DrillPlan, trainer: str, people: list[str]) -> SetUp:
    return SetUp(
        drill=plan.drill,
        plan_hash=plan.hash,
        trainer=trainer,
        mode=plan.mode,
        places=_places(plan, people),
        cohort=plan.cohort,
        limit=plan.limit,
        injections=plan.injections,
    )


def _places(plan: DrillPlan, people: list[str]) -> tuple[Place, ...]:
    """Scenario by scenario: everybody has played the first before anybody need begin the second."""
    seats = [(chosen, number) for chosen in plan.chosen for number in range(len(people))]
    return tuple(
        Place(
            number=place,
            person=people[number],
            scenario=chosen.story.id,
            scenario_hash=chosen.hash,
            seed=plan.seed_of(number),
            reading_time=plan.people[number].reading_time,
            station=plan.people[number].station,
        )
        for place, (chosen, number) in enumerate(seats)
    )
