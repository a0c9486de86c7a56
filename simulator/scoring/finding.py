"""What a scorer says: a finding with its evidence, and one dimension's mark made of them.

What must not live here: how anything is judged. Sentences are read by trainees: plain, kind, true.
"""

from enum import StrEnum

from msgspec import Struct, structs


class Dimension(StrEnum):
    """The four scores, in the order they are always told."""

    HONESTY = "honesty"
    EMPATHY = "empathy"
    CADENCE = "cadence"
    GENEROSITY = "generosity"


class Finding(Struct, frozen=True, gc=False):
    """One thing seen in the record. *effect* is in points of its dimension: above nought earned, below lost.

    *events* are the numbers it rests on, *quote* the words it is about (empty where nobody said anything),
    *rule* the rubric's name for it and *principle* where it comes from. *fix* is a better way, where there is one.
    """

    rule: str
    dimension: Dimension
    principle: str
    at: int
    events: tuple[int, ...]
    quote: str
    sentence: str
    effect: float
    person: str = ""
    fix: str = ""

    @property
    def good(self) -> bool:
        """True for what earned points; a finding of nought only says what happened."""
        return self.effect > 0


class Term(Struct, frozen=True, gc=False):
    """One part of a dimension: its *value* 0 to 1 (None: no opportunity) and its *weight* before rescaling."""

    name: str
    weight: float
    value: float | None


class DimensionScore(Struct, frozen=True):
    """One dimension's mark, 0 to 100 (None: not scored here), with what it is made of. Strengths come first."""

    dimension: Dimension
    points: float | None
    terms: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()
    cap: float = 100.0  # the most that was still possible after what was found


def ordered_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """*findings* with strengths first, then by time, then by rule: the same order on every machine."""
    ordered = sorted(findings, key=lambda f: (not f.good, f.at, f.events, f.rule, f.person))
    return tuple(_as_sentence(finding) for finding in ordered)


def _as_sentence(finding: Finding) -> Finding:
    """*finding*, its sentence begun with a capital letter, though it begin with somebody who has no name."""
    sentence = finding.sentence[:1].upper() + finding.sentence[1:]
    return finding if sentence == finding.sentence else structs.replace(finding, sentence=sentence)
