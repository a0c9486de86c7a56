"""Whether the mood model reproduces what the literature found: every finding with its effect and its margin.

Run it to see the table: `python -m tests.validation.mood_checks`. With `--noise 100` it also draws 100 sets of
constants around ours (the fitted ones stay) and counts how many pass everything; with `--plays 300` it plays each
scenario at random and correlates the scores with satisfaction; `--write FILE` puts all of it on a page.

What must not live here: a finding (`findings`, `played`), a formula or a number of the model.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.drill import dice
from simulator.drill.mood_constants import MOOD, VERSION, MoodConstants
from simulator.drill.origins import Tag, rows
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from tests.validation import findings, played, random_plays
from tests.validation.people import PEOPLE, Measured

NOISE = 0.15  # how far --noise moves a constant, either side
PAGE = Path(__file__).with_name("findings_page.md")
HOLD = 0.4  # the least Spearman correlation that was asked for


class Check(NamedTuple):
    """One finding the model must reproduce. *source* is who found it."""

    id: str
    claim: str
    source: str
    measure: Callable[[MoodConstants], Measured]


class Result(NamedTuple):
    """A check with what came of it."""

    id: str
    claim: str
    source: str
    effect: float
    margin: float

    @property
    def holds(self) -> bool:
        """A margin of nought is enough."""
        return self.margin >= 0


class Noise(NamedTuple):
    """How many of *draws* noisy sets of constants pass everything, and how often each finding failed."""

    draws: int
    passing: int
    failed: Counter[str]


def as_played(measure: Callable[[], Measured]) -> Callable[[MoodConstants], Measured]:
    """A finding that goes through a drill's events, and therefore always has our own constants."""
    return lambda k: measure()


UNSTARRED: tuple[Check, ...] = (
    Check("K01", "an apology moves manners more than twice as far as outcome", "Orsingher 2010", findings.k01),
    Check("K02", "a full remedy moves outcome over three times as far as the rest", "Orsingher 2010", findings.k02),
    Check("K03", "a first answer after 2 minutes is fairer than after 60", "Gelbrich & Roschk 2011", findings.k03),
    Check("K04", "service refused: the steepest tenth lies within 60 to 120 %", "Gelbrich 2015", findings.k04),
    Check("K05", "service accepted: each tenth adds less than the one before", "Gelbrich 2015", findings.k05),
    Check("K06", "twice the loss heals less than one and a half", "Haesevoets 2013, 2017", findings.k06),
    Check("K07", "a group is satisfied at a smaller share", "Albrecht 2018", findings.k07),
    Check("K08", "75 silent minutes are worse after a promise for 30", "Webb 2019", findings.k08),
    Check("K09", "trust: broken against kept is five times exceeded against kept", "Gneezy & Epley 2014", findings.k09),
    Check("K10", "an estimate met against one that ran out: S .10 to .20", "J.D. Power 2011", findings.k10),
    Check("K11", "paradox: above usual for a trifle, below for a grave or a poor one", "de Matos 2007", findings.k11),
    Check("K12", "no paradox after a prior failure", "Magnini 2007", findings.k12),
    Check("K13", "no paradox in loyalty", "de Matos 2007", findings.k13),
    Check("K14", "not of money: a remedy adds most in the mixed cells", "Wirtz & Mattila 2004", findings.k14),
    Check("K15", "one apology helps, four less than one, five harm", "Halperin 2022", findings.k15),
    Check("K16", "of money: a remedy alone beats an apology alone", "Roschk & Gelbrich 2014", findings.k16),
    Check("K17", "complaining again, money against words: odds ratio .177 to .50", "CFPB (measured)", findings.k17),
    Check("K18", "updates help, explaining helps, both less than their sum", "Hogreve 2017", findings.k18),
    Check("K19", "each further update adds less to procedure", "Hogreve 2017", findings.k19),
    Check("K20", "30 empty posts < 4 empty < 4 informative", "Hogreve 2017", findings.k20),
    Check("K21", "a range lowers anxiety after 25 minutes", "van der Bles 2020", findings.k21),
    Check("K22", "20 more calm minutes change S by less than .02", "Alaybek 2022", findings.k22),
    Check("K23", "the same with the long silence last is worse than first", "Alaybek 2022", findings.k23),
    Check(
        "K24",
        "empathy gains more after a failing process, something after any",
        "Smith, Bolton & Wagner 1999",
        findings.k24,
    ),
    Check("K25", "in kind > money now > money later, at one share", "Roschk & Gelbrich 2014", findings.k25),
    Check("K26", "at severity .9 a remedy still gains", "Smith, Bolton & Wagner 1999", findings.k26),
    Check("K27", "asking first gains, by .05 at most", "P17", findings.k27),
    Check(
        "K28",
        "hanging up: 1.3 to 1.53 a minute after the announced time, at most 1.1 before",
        "Webb 2019",
        findings.k28,
    ),
    Check("K29", "a discovered lie costs .12 or more", "D", findings.k29),
    Check("K30", "first answer: worth at 90 minutes over worth at 3, .08 to .18", "vendor study", findings.k30),
    Check("X1", "asking for details first gains at most half", "P13", findings.x1),
    Check("X3", "net promoters: excellent > adequate > silent", "E0", findings.x3),
    Check("X4", "coming back: resolved quickly > resolved > never", "P32", findings.x4),
    Check("X6", "resolved: 54 in 100 stay with much at stake, 70 with little; either side 8", "P32", findings.x6),
    Check("R2", "a refused visit of 50 loses more of 12 a month than it saved", "E0", findings.r2),
    Check("R1", "restored, a frightened customer can be a promoter; unrepaired not", "E0", findings.r1),
)
STARRED: tuple[Check, ...] = (
    Check(
        "K10*", "an estimate met against one that ran out, as played", "J.D. Power 2011", as_played(played.k10_played)
    ),
    Check(
        "K15*",
        "'sorry' alone: one helps, four less, five harm, as played",
        "Halperin 2022",
        as_played(played.k15_played),
    ),
    Check(
        "K15**",
        "whole apologies: one helps, four less, five harm, as played",
        "Halperin 2022",
        as_played(played.k15_whole_played),
    ),
    Check("K20*", "30 empty posts < 4 empty < 4 informative, as played", "Hogreve 2017", as_played(played.k20_played)),
    Check(
        "K22*",
        "hours after it is over and known aren't silence, as played",
        "Alaybek 2022",
        as_played(played.k22_played),
    ),
    Check("K29*", "a discovered lie costs .12 or more, as played", "D", as_played(played.k29_played)),
    Check("K29**", "so does a truth denied and then discovered, as played", "D", as_played(played.k29_denied_played)),
    Check("X1*", "asking for details first gains at most half, as played", "P13", as_played(played.x1_played)),
    Check(
        "X5*",
        "concrete > generic wording with equal labels, as played",
        "Packard 2018, 2021",
        as_played(played.x5_played),
    ),
)
CHECKS = UNSTARRED + STARRED


def run(check: Check, k: MoodConstants = MOOD) -> Result:
    """What comes of *check* with the constants *k*."""
    found = check.measure(k)
    return Result(check.id, check.claim, check.source, found.effect, found.margin)


def noisy(draw: int) -> MoodConstants:
    """Our constants, each but the fitted ones up to `NOISE` of itself away."""
    changes = {
        row.name: row.value * (1 + NOISE * (2 * dice.fraction(draw, "noise", row.name) - 1))
        for row in rows(MOOD)
        if row.origin.tag is not Tag.FITTED
    }
    return msgspec.structs.replace(MOOD, **changes)


def under_noise(draws: int) -> Noise:
    """Try *draws* noisy sets of constants on every finding without a star."""
    failed: Counter[str] = Counter()
    passing = 0
    for draw in range(draws):
        k = noisy(draw)
        wrong = [check.id for check in UNSTARRED if not run(check, k).holds]
        failed.update(wrong)
        passing += not wrong
    return Noise(draws, passing, failed)


# -- the table and the page


def table(results: list[Result]) -> str:
    """The findings as a table in Markdown."""
    lines = ["| id | finding | source | ours | margin | |", "|---|---|---|--:|--:|---|"]
    lines += [
        f"| {r.id.replace('*', chr(92) + '*')} | {r.claim} | {r.source} | {r.effect:+.3f} | {r.margin:+.3f} "
        f"| {'holds' if r.holds else '**fails**'} |"
        for r in results
    ]
    return "\n".join(lines)


def noise_text(noise: Noise) -> str:
    """What came of the noisy draws, as a sentence or two."""
    weak = ", ".join(f"{name} {count}" for name, count in noise.failed.most_common(8)) or "none"
    return (
        f"{noise.passing} of {noise.draws} sets of constants, each constant that isn't fitted drawn anew within "
        f"{NOISE:.0%} of ours, pass every finding without a star. How often each failed: {weak}."
    )


def page(results: list[Result], noise: Noise, plays: list[random_plays.Correlations]) -> str:
    """The whole page."""
    tags = Counter(row.origin.tag for row in rows(MOOD))
    return PAGE.read_text(encoding="utf-8").format(
        version=VERSION,
        holds=sum(result.holds for result in results),
        all=len(results),
        people=PEOPLE,
        fitted=tags[Tag.FITTED],
        ordered=tags[Tag.ORDERED],
        designed=tags[Tag.DESIGNED],
        noise=noise_text(noise),
        plays=random_plays.as_table(plays, HOLD),
        table=table(results),
    )


def main() -> int:
    """Print the table, and write the page if asked; 1 if a finding failed."""
    parser = argparse.ArgumentParser(description="Try the mood model on what the literature found.")
    parser.add_argument("--noise", type=int, default=0, metavar="DRAWS")
    parser.add_argument("--plays", type=int, default=0, metavar="RUNS")
    parser.add_argument("--write", type=Path, metavar="FILE")
    asked = parser.parse_args()
    results = [run(check) for check in CHECKS]
    say = partial(print, flush=True)
    say(table(results))
    noise = under_noise(asked.noise)
    shelf = [read_scenario(path) for path in scenario_paths(shelf_folder())] if asked.plays else []
    plays = [random_plays.correlations(scenario, asked.plays) for scenario in shelf]
    say(noise_text(noise), random_plays.as_table(plays, HOLD), sep="\n\n")
    if asked.write:
        asked.write.write_text(page(results, noise, plays), encoding="utf-8")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
