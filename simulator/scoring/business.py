"""What keeping a customer is worth: the business case, told beside the four scores and never inside them.

A customer's wealth grades nobody. The figures are the mood model's, a simulation: what stands in words here is as far
as they go.
"""

from collections.abc import Iterator

from msgspec import Struct

from simulator.drill.aftermath import Aftermath, Standing, aftermath
from simulator.drill.feelings import feelings_of
from simulator.drill.mood_constants import MOOD
from simulator.scoring.scorecard import Sheets


class BusinessCase(Struct, frozen=True):
    """One customer with a yearly value. *kept* of *at_stake*, in *currency*, is what to expect of people like them."""

    person: str
    name: str
    yearly_value: int
    at_stake: float
    kept: float
    spent: float
    currency: str
    says: str


WOULD = {
    Standing.PROMOTER: "would send a friend to us",
    Standing.PASSIVE: "would neither praise nor warn",
    Standing.DETRACTOR: "would warn a friend",
}


def business_cases(sheets: Sheets) -> tuple[BusinessCase, ...]:
    """The business case of every customer the drill reached who has a yearly value."""
    return tuple(_cases(sheets))


def _cases(sheets: Sheets) -> Iterator[BusinessCase]:
    story, events = sheets.record.story, sheets.record.events
    moods = feelings_of(story, events).moods
    spent = {of.person.id: of.cost for of in sheets.generosity}
    for person in story.people:
        mood = moods.get(person.id)
        if person.yearly_value > 0 and mood is not None and events:
            end = aftermath(mood, max(events[-1].at, mood.at_ms))
            at_stake = person.yearly_value * MOOD.stays_years
            currency, cost = story.standards.currency, spent.get(person.id, 0.0)
            kept = at_stake * end.stays
            says = _said(person.name, end, at_stake, kept, cost, currency)
            yield BusinessCase(person.id, person.name, person.yearly_value, at_stake, kept, cost, currency, says)


def _said(name: str, end: Aftermath, at_stake: float, kept: float, cost: float, currency: str) -> str:
    stay, again = round(10 * end.stays), round(1 / end.complains_again)
    return (
        f"{name} {WOULD[end.standing]}. Of ten who part from us like that about {stay} stay customers; about one in"
        f" {again} complains again. Over {MOOD.stays_years:g} years that keeps some {_rounded(kept)} of"
        f" {_rounded(at_stake)} {currency}; what was given cost {cost:,.0f}."
    )


def _rounded(amount: float) -> str:
    """Two digits are all that a simulation can say."""
    step = 10 ** max(0, len(str(int(amount))) - 2)
    return f"{round(amount / step) * step:,}"
