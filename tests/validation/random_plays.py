"""Scenarios played at random, many times: do the scores of a run go with how its customers feel afterwards?

What must not live here: any formula or number of the model or of the scores.
A score is a mean over the people it judges, by what is at stake for them and what they gave an opportunity for; so it
is held against the same mean of the satisfaction of the same people.
"""

from collections.abc import Iterable, Sequence
from statistics import mean
from typing import NamedTuple

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.aftermath import aftermath
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.feelings import feelings_of
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.scenario.story import Story
from simulator.scoring.blending import opportunity, weighted_mean
from simulator.scoring.finding import Dimension
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import Sheets, judge

MUST_HOLD = (Dimension.EMPATHY, Dimension.CADENCE)  # everywhere; generosity where the loss is one of money


class Ended(NamedTuple):
    """One run: its scores, and the satisfaction of those whom each score judged."""

    scores: dict[Dimension, float]
    satisfied: dict[Dimension, float]


class Correlations(NamedTuple):
    """Spearman's rho of each score with satisfaction, over *runs* random runs of a scenario."""

    scenario: str
    runs: int
    rho: dict[Dimension, float]
    must: tuple[Dimension, ...]

    def cell(self, dimension: Dimension, least: float) -> str:
        """One figure of the table: bold where *least* was asked for, and marked where it isn't reached."""
        figure = f"{self.rho[dimension]:+.2f}"
        if dimension not in self.must:
            return figure
        return f"**{figure}**" if self.rho[dimension] >= least else f"**{figure}** (falls short)"


def correlations(scenario: Story, runs: int) -> Correlations:
    """Play *scenario* (not yet cast) at random *runs* times and correlate."""
    ended = [_ended(cast(scenario, seed), seed) for seed in range(runs)]
    rho = {d: spearman([e.scores[d] for e in ended], [e.satisfied[d] for e in ended]) for d in Dimension}
    monetary = any(person.monetary for person in scenario.people if person.has_mood and _is_centre(person.id, scenario))
    return Correlations(scenario.id, runs, rho, (*MUST_HOLD, *([Dimension.GENEROSITY] if monetary else [])))


def _is_centre(person: str, story: Story) -> bool:
    customers = [each for each in story.people if each.has_mood]
    return max(customers, key=lambda each: each.severity).id == person


def _ended(story: Story, seed: int) -> Ended:
    session = LiveSession(story, seed, tables=Tables(story))
    play(session, make("random", story, seed))
    sheets = judge(story, session.events())
    return Ended({d: sheets.card.points(d) or 0.0 for d in Dimension}, _satisfied(sheets, story, session.events()))


def _satisfied(sheets: Sheets, story: Story, events: Sequence[Event]) -> dict[Dimension, float]:
    moods = feelings_of(story, events).moods
    after = {who: aftermath(mood, max(events[-1].at, mood.at_ms)).satisfaction for who, mood in moods.items()}
    shares: dict[Dimension, Iterable[tuple[float, str]]] = {
        Dimension.HONESTY: [(of.stake * opportunity(of.terms(RUBRIC)), of.person.id) for of in sheets.honesty.people],
        Dimension.EMPATHY: [(of.stake * opportunity(of.terms(RUBRIC)), of.person.id) for of in sheets.empathy],
        Dimension.CADENCE: [(of.stake * opportunity(of.terms(RUBRIC)), of.person.id) for of in sheets.cadence],
        Dimension.GENEROSITY: [(of.stake, of.person.id) for of in sheets.generosity],
    }
    return {
        d: weighted_mean((share, after[who]) for share, who in of if who in after) or 0.0 for d, of in shares.items()
    }


def as_table(found: Sequence[Correlations], least: float) -> str:
    """The figures as a table in Markdown; *least* is what must be reached."""
    if not found:
        return "No random plays were asked for."
    lines = [
        f"Spearman's rho over {found[0].runs} random plays of each scenario. In bold: {least} at least was asked for.",
        "",
        "| scenario | honesty | empathy | cadence | generosity |",
        "|---|--:|--:|--:|--:|",
    ]
    return "\n".join([*lines, *(_row(one, least) for one in found)])


def _row(found: Correlations, least: float) -> str:
    return f"| {found.scenario} | {' | '.join(found.cell(dimension, least) for dimension in Dimension)} |"


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """The correlation of ranks, equals sharing theirs; nought where one side doesn't vary."""
    a, b = ranks(one), ranks(other)
    middle = mean(a)
    spread = sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b)
    return sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True)) / spread**0.5 if spread > 0 else 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, equals at their mean rank."""
    places: dict[float, list[int]] = {}
    for place, value in enumerate(sorted(values)):
        places.setdefault(value, []).append(place)
    return [mean(places[value]) for value in values]
