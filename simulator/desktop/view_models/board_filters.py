"""Which drills the board is of: what is asked for, and what there is to choose from. Nothing is compared here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.comparing.attempts import Attempt
from simulator.desktop.view_models.picking import Filter

MONTHS = 12  # offered to begin with; any other day can be written
SINCE = "since"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which drills are asked for, as by `firedrill compare`; what is empty says nothing. *since*: a day or a month."""

    cohort: str = ""
    scenario: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What there are drills of: cohorts and scenarios in order, months with the latest first."""

    cohorts: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    months: tuple[str, ...] = ()


def offered(drills: Iterable[Attempt]) -> Offered:
    """What *drills* are of."""
    there = tuple(drills)
    return Offered(
        cohorts=tuple(sorted({drill.cohort for drill in there if drill.cohort})),
        scenarios=tuple(sorted({drill.scenario for drill in there})),
        months=tuple(sorted({drill.month for drill in there}, reverse=True)[:MONTHS]),
    )


def board_filters(there: Offered, asked: Asked, titles: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filters, each with what can be chosen; one without anything to choose is left out."""
    scenarios = sorted(((one, titles.get(one, one)) for one in there.scenarios), key=lambda one: one[1])
    since = there.months if asked.since in ("", *there.months) else (asked.since, *there.months)
    every = (
        Filter("cohort", "Cohort", (("", "any"), *((one, one) for one in there.cohorts)), asked.cohort),
        Filter("scenario", "Drill", (("", "any"), *scenarios), asked.scenario),
        Filter(SINCE, "Since", (("", "ever"), *((one, one) for one in since)), asked.since),
    )
    return tuple(one for one in every if len(one.options) > 1)
