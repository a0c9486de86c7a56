"""What a trainee is told of what their trainer does: the clock, the time, the end. What happened is told by itself."""

from collections.abc import Mapping, Sequence

from simulator.drill import events as ev
from simulator.drill.actions import TRAINEE
from simulator.drill.events import Event


def word_of_trainer(events: Sequence[Event], trainers: Mapping[str, str]) -> str:
    """The last of what *events* say of a trainer; empty where there is nothing. *trainers* are names by id."""
    said = ""
    for event in events:
        match event:
            case ev.DrillPaused(actor=actor) if actor != TRAINEE:
                said = f"{trainers.get(actor) or 'Your trainer'} has stopped the clock."
            case ev.DrillResumed(actor=actor) if actor != TRAINEE:
                said = f"{trainers.get(actor) or 'Your trainer'} lets the clock go on."
            case ev.TrainerIntervened(actor=actor, what=what, did=did) if did is not ev.Did.INJECTED:
                said = f"{trainers.get(actor) or 'Your trainer'} {what}."
            case _:
                pass
    return said
