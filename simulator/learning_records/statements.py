"""A run as statements, in the order in which a record store should get them: it began, what was decided, how it went.

Everything follows from the journal, so the same run gives the same statements, byte for byte. All bear the one wall
time there is in a record, its start: drill time isn't the wall's, and stands beside it under a name of its own.
"""

from collections.abc import Iterator
from hashlib import sha256
from math import isfinite
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, structs

from simulator.drill import events as ev
from simulator.errors import RecordUnreadable
from simulator.journal.records import Header
from simulator.journal.replay import Replayed
from simulator.learning_records.decisions import Decision, decisions
from simulator.learning_records.leaving import insist_on_leaving, was_assisted
from simulator.learning_records.shapes import (
    Account,
    Activity,
    Agent,
    Around,
    Context,
    Definition,
    Extensions,
    Group,
    Plain,
    Result,
    Score,
    Statement,
    Told,
)
from simulator.learning_records.vocabulary import ENGLISH, Addresses, Did, What, kind, verb
from simulator.scenario.problems import quoted
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import PURPOSE

PLAYED_TO_ITS_END = (ev.Why.COMPLETED, ev.Why.TIME_RAN_OUT)  # the drill's own end, not somebody's wish to stop
_Rule = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,60}$")]  # the rubric's own names, nothing that could be prose
_Mark = Annotated[float, Meta(ge=0, le=100)]


class Verdict(Struct, frozen=True):
    """What a house's *standard* (its name or hash) says of one drill: the critical *errors* in it, in words."""

    standard: str
    errors: tuple[str, ...] = ()


class _Finding(Struct):
    rule: _Rule
    principle: _Rule
    effect: float

    def told(self) -> dict[str, Plain]:
        """What a store is told of it: no sentence and no quote, which may hold what somebody said."""
        return {"rule": self.rule, "principle": self.principle, "effect": self.effect}


class _Dimension(Struct):
    dimension: Dimension
    findings: tuple[_Finding, ...] = ()


class _Card(Struct):
    honesty: _Mark | None
    empathy: _Mark | None
    cadence: _Mark | None
    generosity: _Mark | None
    dimensions: tuple[_Dimension, ...] = ()

    def marks(self) -> Iterator[tuple[Dimension, float, tuple[_Finding, ...]]]:
        """Each score that was given, with what it was made of."""
        found = {one.dimension: one.findings for one in self.dimensions}
        for dimension, mark in zip(Dimension, (self.honesty, self.empathy, self.cadence, self.generosity), strict=True):
            if mark is not None:
                yield dimension, mark, found.get(dimension, ())


_cards = msgspec.json.Decoder(_Card)


def statements(replayed: Replayed, verdict: Verdict | None, addresses: Addresses) -> tuple[Statement, ...]:
    """Everything to be told of a run. *verdict* is None where the standard has nothing to say of it.

    Raises `NotAllowed` for practice and bots, `Usage` for a run that hasn't ended, `RecordUnreadable`.
    """
    insist_on_leaving(replayed)
    return tuple(_Teller(replayed, addresses).tell(verdict))


class _Teller:
    """Tells one run; holds what all its statements share."""

    def __init__(self, replayed: Replayed, addresses: Addresses) -> None:
        self._run = replayed
        self._addresses = addresses
        self._drill = _drill(replayed, addresses)
        self._actor = _actor(replayed.header, addresses)
        self._context = self._shared_context()
        # A later scorecard is another judgement, with statements of its own.
        self._judgement = sha256(bytes(replayed.scorecards[-1].card)).hexdigest()[:12]

    def tell(self, verdict: Verdict | None) -> Iterator[Statement]:
        header, events = self._run.header, self._run.events
        yield self._about_drill(Did.INITIALIZED, None, 0)
        for decision in decisions(self._run.story, header, events, self._addresses):
            yield self._answered(decision)
        yield from self._scored()
        if verdict is not None:
            yield self._judged(verdict)
        ended = events[-1]
        assert isinstance(ended, ev.DrillEnded)  # or it wouldn't have been let out
        how = self._extended(outcome=ended.outcome, why=ended.why.value)
        to_its_end = ended.why in PLAYED_TO_ITS_END
        if to_its_end:
            yield self._about_drill(Did.COMPLETED, Result(completion=True, extensions=how), ended.at)
        yield self._about_drill(Did.TERMINATED, Result(completion=to_its_end, extensions=how), ended.at)

    def _answered(self, decision: Decision) -> Statement:
        return self._statement(
            Did.ANSWERED,
            decision.activity,
            Result(response=decision.response),
            self._within(drill_time_ms=decision.at, event=decision.number),
            str(decision.number),
        )

    def _scored(self) -> Iterator[Statement]:
        version, card = self._run.scorecards[-1].version, self._card()
        for dimension, mark, findings in card.marks():
            found = tuple(finding.told() for finding in findings)
            result = Result(
                score=Score(scaled=round(mark / 100, 4), raw=mark, min=0.0, max=100.0),
                extensions=self._extended(findings=found) if found else UNSET,
            )
            yield self._statement(
                Did.SCORED,
                self._score_of(dimension),
                result,
                self._within(rubric=version),
                dimension.value,
                self._judgement,
            )

    def _judged(self, verdict: Verdict) -> Statement:
        version = self._run.scorecards[-1].version
        passed = not verdict.errors
        errors = UNSET if passed else self._extended(critical_errors=verdict.errors)
        return self._statement(
            Did.PASSED if passed else Did.FAILED,
            self._drill,
            Result(success=passed, extensions=errors),
            self._within(in_drill=False, rubric=version, standard=verdict.standard),
            self._judgement,
            verdict.standard,
        )

    def _about_drill(self, did: Did, result: Result | None, at: int) -> Statement:
        return self._statement(did, self._drill, result, self._within(in_drill=False, drill_time_ms=at))

    def _statement(self, did: Did, what: Activity, result: Result | None, context: Context, *about: str) -> Statement:
        return Statement(
            id=self._addresses.statement(self._run.header.run, did.value, *about),
            actor=self._actor,
            verb=verb(did),
            object=what,
            context=context,
            timestamp=self._run.header.started,
            result=UNSET if result is None else result,
        )

    def _shared_context(self) -> Context:
        header = self._run.header
        return Context(
            registration=str(self._addresses.run(header.run)),
            context_activities=Around(category=(self._addresses.profile,)),
            revision=header.content_hash,
            platform="Firedrill",
            instructor=_agent(header.trainer, self._addresses) if header.trainer else UNSET,
            extensions=self._extended(mode=header.mode.value, assisted=was_assisted(self._run), seed=header.seed),
        )

    def _within(self, in_drill: bool = True, **more: Told) -> Context:
        """The context every statement has, with *more*; *in_drill* where it is about a part of the drill."""
        shared = self._context
        around = Around(
            parent=(Activity(id=self._drill.id),) if in_drill else UNSET, category=shared.context_activities.category
        )
        extensions = {**(shared.extensions or {}), **self._extended(**more)}
        return structs.replace(shared, context_activities=around, extensions=extensions)

    def _extended(self, **told: Told) -> Extensions:
        return {self._addresses.extension(name.replace("_", "-")): value for name, value in told.items()}

    def _score_of(self, dimension: Dimension) -> Activity:
        header = self._run.header
        return Activity(
            id=self._addresses.drill(header.scenario, header.content_hash, "scores", dimension.value),
            definition=Definition(
                name={ENGLISH: dimension.value.capitalize()}, type=kind(What.SCORE), description={ENGLISH: PURPOSE}
            ),
        )

    def _card(self) -> _Card:
        run = self._run.header.run
        try:
            card = _cards.decode(bytes(self._run.scorecards[-1].card))
        except (ValueError, RecursionError) as error:
            raise RecordUnreadable(f"The scorecard of {quoted(run)} is none that any rubric gives.") from error
        if not all(isfinite(one.effect) for part in card.dimensions for one in part.findings):
            raise RecordUnreadable(f"The scorecard of {quoted(run)} has a finding without measure.")
        return card


def _drill(replayed: Replayed, addresses: Addresses) -> Activity:
    header = replayed.header
    definition = Definition(name={ENGLISH: replayed.story.title}, type=kind(What.DRILL))
    return Activity(id=addresses.drill(header.scenario, header.content_hash), definition=definition)


def _actor(header: Header, addresses: Addresses) -> Agent | Group:
    """Who played; both where two shared the desk."""
    alone = _agent(header.person, addresses)
    return Group(member=(alone, _agent(header.pair, addresses))) if header.pair else alone


def _agent(person: str, addresses: Addresses) -> Agent:
    return Agent(account=Account(home_page=addresses.people, name=person))
