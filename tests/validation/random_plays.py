"""The lost child played at random, many times: do the scores of a run go with how its customers feel afterwards?

What must not live here: any formula or number of the model or of the scores.
A score is a mean over people by what is at stake for them, so it is held against the same mean of satisfaction, and
against the satisfaction of the one customer whom the drill is about.
"""

from collections.abc import Sequence
from statistics import mean
from typing import NamedTuple

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.aftermath import aftermath
from simulator.drill.cast import cast
from simulator.drill.feelings import feelings_of
from simulator.drill.session import LiveSession
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import score

SCENARIO, CENTRE = "lost-child-resort", "mara"


class Ended(NamedTuple):
    """One run: its scores, the satisfaction of the one it is about, and everybody's by stakes."""

    scores: dict[Dimension, float]
    centre: float
    everybody: float


class Correlations(NamedTuple):
    """Spearman's rho of each score with satisfaction, over *runs* runs."""

    runs: int
    centre: dict[Dimension, float]
    everybody: dict[Dimension, float]

    def text(self, least: float) -> str:
        """The figures as sentences; *least* is what was asked for."""
        if not self.runs:
            return "No random plays were asked for."
        lines = [
            f"Over {self.runs} random plays of the lost child, Spearman's rho of each score with satisfaction "
            f"(asked for: {least} for empathy and cadence):",
            "",
            "| score | everybody's satisfaction, by stakes | Mara's alone |",
            "|---|--:|--:|",
        ]
        lines += [f"| {d.value} | {self.everybody[d]:+.2f} | {self.centre[d]:+.2f} |" for d in Dimension]
        return "\n".join(lines)


def correlations(runs: int) -> Correlations:
    """Play *runs* random runs and correlate."""
    ended = [_ended(seed) for seed in range(runs)]
    if not ended:
        return Correlations(0, {}, {})
    return Correlations(
        runs,
        {d: spearman([e.scores[d] for e in ended], [e.centre for e in ended]) for d in Dimension},
        {d: spearman([e.scores[d] for e in ended], [e.everybody for e in ended]) for d in Dimension},
    )


def _ended(seed: int) -> Ended:
    story = cast(read_scenario(find_scenario(SCENARIO)), seed)
    session = LiveSession(story, seed)
    play(session, make("random", story, seed))
    events = session.events()
    card, feelings = score(story, events), feelings_of(story, events)
    satisfied = {
        who: aftermath(mood, max(events[-1].at, mood.at_ms)).satisfaction for who, mood in feelings.moods.items()
    }
    stakes = {person.id: person.severity for person in story.people if person.id in satisfied}
    everybody = sum(stakes[who] * satisfied[who] for who in satisfied) / sum(stakes.values())
    return Ended({d: card.points(d) or 0.0 for d in Dimension}, satisfied[CENTRE], everybody)


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
