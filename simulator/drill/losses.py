"""What somebody has lost, and what a remedy is worth to them: one definition for moods and generosity.

What must not live here: points, moods, or a person's wealth. Money is in the scenario's currency.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from simulator.drill.origins import designed, ordered
from simulator.scenario.story import Distress, Loss, Remedy, RemedyKind

MINUTE_MS = 60_000
MONEY_KINDS = (RemedyKind.MONEY_NOW, RemedyKind.MONEY_LATER)
MATCH = "Roschk & Gelbrich 2014: a remedy works best in the kind of the loss"


class Worth(msgspec.Struct, frozen=True):
    """What distress counts for, and how much of a remedy's worth arrives when it is of another kind."""

    symbolic: Annotated[float, designed("money", 1, 100, "the least that is a gesture")] = 20.0
    some_distress: Annotated[float, designed("money", 0, 1000, "P15: distress included")] = 60.0
    high_distress: Annotated[float, designed("money", 0, 2000, "P15: distress included")] = 180.0
    same_kind: Annotated[float, ordered("share", 0, 1, MATCH)] = 1.0
    money_now: Annotated[float, ordered("share", 0, 1, MATCH)] = 0.75
    money_later: Annotated[float, ordered("share", 0, 1, MATCH)] = 0.65
    other_kind: Annotated[float, ordered("share", 0, 1, MATCH)] = 0.60


WORTH = Worth()


class Lost(msgspec.Struct, frozen=True):
    """A loss as it stands: *total* in money with distress counted in, *helped* minutes that help took off."""

    money: float
    minutes: float
    helped: float
    distress: float
    total: float


def lost(loss: Loss, end_ms: int, help_at: Sequence[tuple[int, float]], worth: Worth = WORTH) -> Lost:
    """*loss* when its minutes run until *end_ms* and each (ms, share) of *help_at* took its share off from then on."""
    full = _minutes(loss, end_ms)
    minutes = _eased(loss, full, help_at)
    ease = minutes / full if full > 0 else 1.0
    money = loss.money + loss.money_per_minute * minutes
    distress = _distress(loss.distress, worth) * loss.unit * ease
    total = max(loss.legal_floor, worth.symbolic * loss.unit, money + distress)
    return Lost(money, minutes, full - minutes, distress, total)


def _minutes(loss: Loss, end_ms: int) -> float:
    minutes = max(0.0, (end_ms - loss.minutes_from) / MINUTE_MS)
    return minutes if loss.at_most_minutes is None else min(minutes, float(loss.at_most_minutes))


def _eased(loss: Loss, full: float, help_at: Sequence[tuple[int, float]]) -> float:
    """The minutes that are left after each help took its share of what was still to come."""
    eased, left, reached = 0.0, 1.0, 0.0
    for at, share in sorted(help_at):
        moment = min(full, max(0.0, (at - loss.minutes_from) / MINUTE_MS))
        eased += (moment - reached) * left
        reached, left = moment, left * (1 - share)
    return eased + (full - reached) * left


def _distress(distress: Distress, worth: Worth) -> float:
    if distress is Distress.NONE:
        return 0.0
    return worth.high_distress if distress is Distress.HIGH else worth.some_distress


def match(remedy: Remedy, loss: Loss, worth: Worth = WORTH) -> float:
    """How much of *remedy*'s worth arrives against *loss*, 0 to 1."""
    if remedy.kind is loss.heals:
        return worth.same_kind
    if remedy.kind is RemedyKind.MONEY_NOW:
        return worth.money_now
    return worth.money_later if remedy.kind is RemedyKind.MONEY_LATER else worth.other_kind
