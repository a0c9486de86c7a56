"""Runs as lists show them, made up for view models; the newest comes first, as lists have it."""

from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Mode, Player, Scores

ME = "me"


def ran(
    scenario: str,
    marks: tuple[float | None, float | None, float | None, float | None] = (70, 70, 70, 70),
    *,
    outcome: str = "",
    mode: Mode = Mode.UNTIMED,
    day: int = 1,
    person: str = ME,
    player: Player = Player.PERSON,
    state: State = State.ENDED,
) -> RunSummary:
    """One run of *scenario* that was begun on *day* of a month."""
    return RunSummary(
        run=f"{scenario}-{day}",
        state=state,
        scenario=scenario,
        started=f"2026-03-{day:02}T09:30:00Z",
        mode=mode,
        player=player,
        person=person,
        outcome=outcome,
        scores=Scores(*marks),
    )
