"""The board as data: the comparison as the screen shows it, one group and one score at a time. No ranks, no sum.

People come in the order the answer has them, which is that of their pseudonyms. What must not live here: a figure that
isn't in the answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from simulator.comparing.answers import (
    Comparison,
    Estimate,
    GroupAnswer,
    Month,
    PersonAnswer,
    Practice,
    PrincipleFailed,
    Readiness,
    RuleFailed,
    Verdict,
)
from simulator.comparing.quantiles import Interval
from simulator.comparing.words import (
    DAMAGED_LATER,
    NO_MONTHS,
    TOO_FEW,
    WHOLE_GROUP,
    attempt_words,
    change_words,
    circle_words,
    count,
    drills_notes,
    gain_words,
    interval_words,
    lack_words,
    left_out_lines,
    marks_words,
    months_notes,
    nobody_words,
    none_failed_words,
    nothing_to_practise,
    of_drills,
    of_months,
    often_failed,
    people_notes,
    practice_is,
    rarely_failed_words,
    ready_rule,
    share_words,
    tried_words,
    untold_words,
    verdict_words,
    version_words,
)
from simulator.desktop.view_models.board_filters import Offered
from simulator.scoring.finding import Dimension
from simulator.scoring.phrases import capital

AT_ONCE = 25  # people shown together; more are a press away


@dataclass(frozen=True, slots=True)
class Board:
    """What the board is made of: the *answer*, and how people and drills are called on this computer.

    *notes* are sentences on these drills that the answer can't know.
    """

    answer: Comparison
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    offered: Offered = field(
        default_factory=Offered
    )  # what the drills in the book are of, where all of them were asked for
    notes: tuple[str, ...] = ()

    def called(self, person: str) -> str:
        """The name, or the pseudonym of somebody without one."""
        return self.names.get(person, person)


@dataclass(frozen=True, slots=True)
class Plot:
    """A dot on its interval on a line from 0 to 100, and the same in words; without an *interval* the words say why."""

    name: str
    interval: Interval | None
    words: str
    detail: str = ""

    @property
    def said(self) -> str:
        """All of it in a sentence, for whoever can't see the drawing."""
        told = f"{self.words}, the line from {self.ends}" if self.interval else self.words
        return f"{self.name}: {told}{f'; {self.detail}' if self.detail else ''}."

    @property
    def ends(self) -> str:
        """Where the line begins and ends."""
        return f"{self.interval.low:.0f} to {self.interval.high:.0f}" if self.interval else ""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody, or something, and what is said of it: a *head*, and further *lines*; *good* is None where neither."""

    head: str
    lines: tuple[str, ...] = ()
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Failing:
    """A principle that is failed, and under it its rules."""

    plot: Plot
    rules: tuple[Plot, ...]


@dataclass(frozen=True, slots=True)
class BoardModel:
    """Everything the screen shows. *people* are those at hand, *of_people* how many there are in all."""

    purpose: str
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    groups: tuple[str, ...]
    group: int
    dimension: Dimension
    counted: str
    people: tuple[Plot, ...]
    people_said: tuple[str, ...]  # what must be known before these are set beside each other
    first: int
    of_people: int
    ready: tuple[Line, ...]
    ready_said: str
    failed: tuple[Failing, ...]
    failed_said: str
    needs: tuple[Line, ...]
    drills: tuple[Plot, ...]
    drills_said: tuple[str, ...]
    attempt: str  # of which attempt the drills' lines are
    again: str
    practice: str  # whether it is in the months
    months: tuple[Plot, ...]
    change: str  # whether the group got better; empty where nobody can tell
    months_said: tuple[str, ...]
    no_months: str  # why there are none

    @property
    def empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not self.groups


def board_model(
    board: Board, group: int = 0, dimension: Dimension = Dimension.HONESTY, first: int = 0, ready_first: int = 0
) -> BoardModel:
    """The board for one *group* (by number) and *dimension*, with people from the *first* on."""
    answer = board.answer
    shown = answer.groups[group] if answer.groups else None
    people = shown.people[first : first + AT_ONCE] if shown else ()
    parted = shown is not None and dimension in dict(shown.circles)
    nobody = nobody_words(shown, dimension) if shown else ""
    return BoardModel(
        purpose=answer.purpose,
        left_out=tuple(left_out_lines(answer)),
        notes=(*([DAMAGED_LATER] if answer.left_out else []), *board.notes),
        groups=tuple(_group_title(one) for one in answer.groups),
        group=group,
        dimension=dimension,
        counted=_counted(shown) if shown else "",
        people=tuple(_person(person, dimension, board, parted, bool(nobody)) for person in people),
        people_said=(*people_notes(shown), *([nobody] if nobody else [])) if shown else (),
        first=first,
        of_people=len(shown.people) if shown else 0,
        ready=tuple(_ready(one, board, answer.unseen) for one in answer.readiness[ready_first : ready_first + AT_ONCE]),
        ready_said=_ready_said(answer),
        failed=tuple(_failing(one) for one in often_failed(shown)) if shown else (),
        failed_said=_failed_said(shown) if shown else "",
        needs=tuple(_need(person, board) for person in people),
        drills=tuple(_drills(shown, dimension, board)) if shown else (),
        drills_said=tuple(drills_notes(shown)) if shown else (),
        attempt=attempt_words(shown is not None and dimension in of_drills(shown)),
        again=_again(shown, dimension) if shown else "",
        practice=practice_is(shown is not None and dimension in of_months(shown)),
        months=tuple(_month(one, shown) for one in shown.months if one.dimension is dimension) if shown else (),
        change=" ".join(change_words(shown, [dimension])) if shown else "",
        months_said=(*months_notes(shown), *untold_words(shown)) if shown else (),
        no_months=NO_MONTHS if shown and shown.months_apart else TOO_FEW,
    )


def _group_title(group: GroupAnswer) -> str:
    people = count(len(group.people), "person", "people")
    return f"{capital(group.mode)}, rubric {group.rubric}: {people}"


def _counted(group: GroupAnswer) -> str:
    helped = f"; {count(group.assisted, 'run', 'runs')} with help in no figure" if group.assisted else ""
    return f"{count(group.runs, 'run', 'runs')}{helped}. Practice and bots never count."


# -- people


def _person(person: PersonAnswer, dimension: Dimension, board: Board, parted: bool, said: bool) -> Plot:
    """*said*: it was said already why nobody has a line."""
    estimate = next(one for one in person.estimates if one.dimension is dimension)
    name = board.called(person.person)
    if said and estimate.runs:
        return Plot(name, None, capital(_marks(estimate, parted)))
    if estimate.expected is not None:
        return Plot(name, estimate.expected, interval_words(estimate.expected), _marks(estimate, parted))
    wide = estimate.would_be_wide
    how_wide = f"; the line would be {wide:.0f} points long" if wide is not None else ""
    return Plot(name, None, f"{capital(estimate.why)}{how_wide}", _marks(estimate, parted))


def _marks(estimate: Estimate, parted: bool) -> str:
    return marks_words(estimate, parted) if estimate.runs else ""


# -- readiness

_GOOD = {Verdict.READY: True, Verdict.NOT_YET: False, Verdict.TOO_FEW: None}


def _ready_said(answer: Comparison) -> str:
    rule = ready_rule(answer)
    if answer.ready_share is None:
        return rule
    people = f"the {answer.ready_of} people who have drilled enough to tell"
    return f"{rule} {share_words(answer.ready_share)} of {people} meet it."


def _ready(ready: Readiness, board: Board, wanted: int) -> Line:
    drills = [(board.titles.get(drill.scenario, drill.scenario), drill.errors) for drill in ready.drills]
    lines = tuple(f"{title}: {', '.join(errors)}" for title, errors in drills if errors)
    return Line(f"{board.called(ready.person)}: {verdict_words(ready, wanted)}", lines, _GOOD[ready.verdict])


# -- what is failed


def _failed_said(group: GroupAnswer) -> str:
    often = often_failed(group)
    how = (
        "The share of drills in which it cost points, each person counted once." if often else none_failed_words(group)
    )
    whole = [WHOLE_GROUP] if any(answer.whole_group for answer in often) else []
    return " ".join([how, *rarely_failed_words(group), *whole])


def _failing(answer: PrincipleFailed) -> Failing:
    name = f"{capital(answer.words)} ({answer.dimension.value})"
    whole = "the whole group" if answer.whole_group else ""
    rules = tuple(_rule(rule, answer.principle) for rule in answer.rules)
    return Failing(Plot(name, _hundred(answer.share), share_words(answer.share), whole), rules)


def _rule(rule: RuleFailed, principle: str) -> Plot:
    lost = f"{rule.points:.1f} points a drill [{rule.rule}, {principle}]"
    return Plot(capital(rule.words), _hundred(rule.share), share_words(rule.share), lost)


def _hundred(share: Interval) -> Interval:
    return Interval(*(100 * x for x in (share.value, share.low, share.high)))


# -- drills, and months


def _drills(group: GroupAnswer, dimension: Dimension, board: Board) -> Iterator[Plot]:
    drills = [drill for drill in group.difficulty if drill.dimension is dimension]
    for drill in drills:
        name = f"{board.titles.get(drill.scenario, drill.scenario)}{version_words(drill, drills)}"
        people = f"{count(drill.people, 'person', 'people')}{circle_words(group, drill)}"
        yield Plot(name, drill.expected, interval_words(drill.expected), people)


def _again(group: GroupAnswer, dimension: Dimension) -> str:
    gain = dict(group.again).get(dimension)
    return f"Twice as many attempts at the same drill bring {gain_words(gain)} points." if gain else ""


def _month(month: Month, group: GroupAnswer) -> Plot:
    name = f"{month.month}, {month.cohort or 'everybody'}{circle_words(group, month)}"
    return Plot(name, month.mean, interval_words(month.mean), count(month.people, "person", "people"))


# -- who needs what


def _need(person: PersonAnswer, board: Board) -> Line:
    name, practice = board.called(person.person), person.practice
    if practice is None:
        return Line(f"{name}: {nothing_to_practise(person, board.answer)}")
    return Line(f"{name}: {practice.dimension.value}", (f"{capital(lack_words(practice))}.", *_reasons(practice)))


def _reasons(practice: Practice) -> Sequence[str]:
    costs = [f"{capital(cost.words)}, in {cost.drills} of {cost.of} drills." for cost in practice.costs]
    drills = [f"“{one.title}” ({tried_words(one.tried)})" for one in practice.drills]
    return [*costs, *([f"Drills that ask for it: {', '.join(drills)}."] if drills else [])]
