"""Rows to compare, said in few words."""

from collections.abc import Sequence

from simulator.comparing.answers import Estimate, GroupAnswer, PersonAnswer
from simulator.comparing.attempts import Attempt, Seen


def drill(
    person: str,
    scenario: str,
    points: float | None = 80.0,
    *,
    day: int = 1,
    attempt: int = 1,
    version: str = "v1",
    mode: str = "timed",
    rubric: str = "3",
    cohort: str = "",
    assisted: bool = False,
    bot: bool = False,
    honesty: float | None = -1.0,
    findings: Sequence[Seen] = (),
) -> Attempt:
    """A drill on *day* of March, all four marks *points*; *honesty* may differ (-1: it doesn't)."""
    return Attempt(
        run=f"{person}-{scenario}-{version}-{day:02}-{attempt}",
        person=person,
        scenario=scenario,
        version=version,
        mode=mode,
        rubric=rubric,
        started=f"2026-03-{day:02}T09:00:00Z",
        attempt=attempt,
        cohort=cohort,
        assisted=assisted,
        bot=bot,
        honesty=points if honesty == -1.0 else honesty,
        empathy=points,
        cadence=points,
        generosity=points,
        findings=tuple(findings),
    )


def team(people: int = 6, scenarios: int = 4, **same: object) -> list[Attempt]:
    """Everybody in every scenario, marks a little apart."""
    return [
        drill(f"p{p}", f"s{s}", 60.0 + 3 * p - 2 * s + (p * s) % 5, day=1 + s, **same)  # type: ignore[arg-type] # as given
        for p in range(people)
        for s in range(scenarios)
    ]


def person_in(group: GroupAnswer, person: str) -> PersonAnswer:
    return next(answer for answer in group.people if answer.person == person)


def honesty_of(group: GroupAnswer, person: str) -> Estimate:
    return person_in(group, person).estimates[0]
