"""Every scenario of the shelf as tests of the scores play it: by any bot, once, and then with one thing otherwise."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
from msgspec import Struct

from simulator.bots.exploring import moves_of
from simulator.bots.moves import play_about, play_moves
from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, TELL_TALES, make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from simulator.drill.cast import cast
from simulator.drill.events import Event, Source
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.journal.codec import decode_entry, encode_entry, planned_moves
from simulator.journal.records import Entry, PlannedMove
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.plans import plan_path, read_plan
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Story
from simulator.scoring.claims import Verdict, claims_in
from simulator.scoring.evidence import Record, Speech, read
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import Scorecard, score

SHELF = scenario_paths(shelf_folder())
BOTS = ("careful", "hurried", "random", *TELL_TALES)
SEEDS = 12  # different plays of each bot, kept once they have been played
ROUNDING = 1e-6  # points that adding in another order may make


class Run(NamedTuple):
    """One drill, played to its end, with its scorecard and its index."""

    story: Story
    seed: int
    tables: Tables
    events: tuple[Event, ...]
    card: Scorecard
    record: Record

    def marks(self) -> tuple[float | None, ...]:
        """The four marks before they are rounded."""
        return marks(self.card)


class Place(Struct, frozen=True):
    """A moment at which the trainee could have done something more: before event *number*, at *at* ms, to *to*."""

    number: int
    at: int
    to: str


def marks(card: Scorecard) -> tuple[float | None, ...]:
    """The four marks of *card* before they are rounded, in the order of `Dimension`."""
    return tuple(dimension.points for dimension in card.dimensions)


# -- playing


@lru_cache(maxsize=128)
def tables(path: Path, seed: int) -> Tables:
    """The rules of what *seed* makes of a scenario, with its story."""
    return Tables(cast(scenario(path), seed))


@cache
def scenario(path: Path) -> Story:
    """The scenario as its author wrote it."""
    return read_scenario(path)


@lru_cache(maxsize=1024)
def played(path: Path, bot: str, seed: int) -> Run:
    """The drill as *bot* plays it."""
    rules = tables(path, seed)
    session = LiveSession(rules.story, seed, tables=rules)
    play(session, make(bot, rules.story, seed))
    return _run(rules, seed, session)


def played_with(rules: Tables, seed: int, moves: Sequence[PlannedMove], within: int = 0) -> Run:
    """The drill as *moves* play it, each at its time or at most *within* ms later; else it is left out."""
    session = LiveSession(rules.story, seed, tables=rules)
    play_about(session, rules, moves, within)
    return _run(rules, seed, session)


@cache
def planned(path: Path) -> Run:
    """The drill as the careful play of its plan plays it."""
    play_of_plan = next(play for play in read_plan(plan_path(path)).plays if play.name == "careful")
    rules = tables(path, play_of_plan.seed)
    session = LiveSession(rules.story, play_of_plan.seed, tables=rules)
    play_moves(session, rules.story, planned_moves(list(play_of_plan.moves), "careful"))
    return _run(rules, play_of_plan.seed, session)


def _run(rules: Tables, seed: int, session: LiveSession) -> Run:
    events = tuple(session.events())
    return Run(rules.story, seed, rules, events, score(rules.story, events), read(rules.story, events))


# -- where something can be added


def places(run: Run) -> Iterator[int]:
    """The numbers of the events before which the trainee had their hands free."""
    busy_until = 0
    for number, event in enumerate(run.events[1:], start=1):
        before = run.events[number - 1]
        if isinstance(event, ev.MoveStarted):
            yield number
            busy_until = event.until
        elif before.at < event.at and before.at >= busy_until:
            yield number


def people_before(run: Run, number: int, *, answered: bool = False) -> list[str]:
    """The customers in touch before event *number*; with *answered* only those who have had a word already."""
    customers = {person.id for person in run.record.customers}
    if answered:
        said = (s for person in customers for s in run.record.to(person) if s.number < number)
        reached = {person for speech in said for person in speech.event.to}
    else:
        reached = {e.person for e in run.events[:number] if isinstance(e, ev.ConversationOpened)}
    return sorted(reached & customers)


def some_place(run: Run, dice: Random, *, answered: bool = False) -> Place | None:
    """Any moment and any customer that something can be added to; None where there is none."""
    number = dice.choice(list(places(run)))
    people = people_before(run, number, answered=answered)
    if not people:
        return None
    return Place(number, dice.randint(run.events[number - 1].at, run.events[number].at), dice.choice(people))


def said(place: Place, *acts: Act, words: str = "Well then.", form: bool = False) -> list[Event]:
    """Words of the trainee at *place*: a line of the script, or a *form*."""
    action: Action = do.Update(to=(place.to,)) if form else do.Say(reply="")
    source = Source.GENERIC if form else Source.SCRIPTED
    return [
        ev.MoveStarted(place.at, action, place.at),
        ev.TraineeSpoke(place.at, (place.to,), words, acts, source, "", place.at),
    ]


def added(run: Run, place: Place, news: Sequence[Event]) -> tuple[Event, ...]:
    """The events of *run* with *news* at *place*, and everything else as it was."""
    return (*run.events[: place.number], *news, *run.events[place.number :])


# -- lies that can be told


def known_lies(run: Run, place: Place) -> list[tuple[Act, ...]]:
    """Everything that could be said at *place* though it had been heard that it isn't so: by form, or as a reply."""
    record = run.record
    heard = {f for f, entries in record.heard.items() if entries[0].number < place.number}
    plain: list[Act] = [a.Claim(fact) for fact in record.refuted]
    plain += [act for fact in heard for act in (a.Deny(fact), a.Unknown(fact))]
    plain += [a.Report(doing=(job,)) for job in record.jobs]
    lines = [(act,) for act in plain] + [r.acts for b in run.story.beats if b.person == place.to for r in b.replies]
    return [acts for acts in lines if is_known_lie(run, place, acts)]


def is_known_lie(run: Run, place: Place, acts: tuple[Act, ...]) -> bool:
    spoken = said(place, *acts)[-1]
    assert isinstance(spoken, ev.TraineeSpoke)
    claims = claims_in(run.record, Speech(place.number, spoken))
    return any(claim.verdict is Verdict.KNOWN_FALSE for claim in claims)


# -- one move more, as the session itself takes it

BOOK = (ev.PromiseMade, ev.PromiseKept, ev.PromiseBroken, ev.PromiseRenegotiated)
OWN = (ev.MoveStarted, ev.TraineeSpoke, ev.FactTold)


def with_move(run: Run, action: Action, at: int) -> Run | None:
    """The drill with *action* begun at *at* ms beside all other moves; None where anything else comes out otherwise.

    The promise book may differ; what people say, feel and do may not, nor what the trainee does besides.
    """
    moves = moves_of(run.events)
    more = sorted([*moves, PlannedMove(action, at)], key=lambda move: move.at or 0)
    new = played_with(run.tables, run.seed, more)
    if moves_of(new.events) != tuple(more) or not _same_but_for_own(run.events, new.events):
        return None
    return new


def _same_but_for_own(old: Sequence[Event], new: Sequence[Event]) -> bool:
    left = iter([event for event in old if not isinstance(event, BOOK)])
    waited_for = next(left, None)
    for event in new:
        if event == waited_for:
            waited_for = next(left, None)
        elif not isinstance(event, (*BOOK, *OWN)):
            return False
    return waited_for is None


def pauses(run: Run, length: int) -> list[int]:
    """Moments at which a move of *length* ms fits between the others."""
    moves = [event for event in run.events if isinstance(event, ev.MoveStarted)]
    ends = [0, *(move.until for move in moves)]
    starts = [*(move.at for move in moves), run.events[-1].at]
    return [end for end, start in zip(ends, starts, strict=True) if start - end > length]


# -- comparing


def rises(old: Sequence[float | None], new: Sequence[float | None], allowed: float = ROUNDING) -> str:
    """Which marks of *new* are above those of *old* by more than *allowed*, in words; empty if none is."""
    pairs = zip(Dimension, old, new, strict=False)
    return ", ".join(f"{name} from {b} to {c}" for name, b, c in pairs if _above(b, c, allowed))


def _above(old: float | None, new: float | None, allowed: float) -> bool:
    return (old is None) != (new is None) or (old is not None and new is not None and new > old + allowed)


def without_acts(event: Event, kind: type[Act]) -> Event:
    """*event* as it would have been without any act of *kind* in it."""
    if not isinstance(event, ev.TraineeSpoke):
        return event
    return replaced(event, tuple(act for act in event.acts if not isinstance(act, kind)))


def replaced(event: ev.TraineeSpoke, acts: tuple[Act, ...]) -> ev.TraineeSpoke:
    """*event* with other *acts*."""
    return ev.TraineeSpoke(
        event.at, event.to, event.words, acts, event.source, event.reply, event.began, event.overheard_by
    )


# -- byte for byte


def card_bytes(story: Story, events: Sequence[Event]) -> bytes:
    """The scorecard of *events* as a journal keeps it."""
    return msgspec.json.encode(score(story, events))


def stored(events: Sequence[Event]) -> list[Event]:
    """*events* as they come back from a journal."""
    lines = [encode_entry(Entry(number, event=event)) for number, event in enumerate(events)]
    return [event for line in lines if (event := decode_entry(line).event) is not None]


def fingerprints(path: Path, seeds: Sequence[int]) -> dict[str, str]:
    """What the scorecards of every bot on the scenario at *path* come to."""
    runs = {f"{bot} {seed}": played(path, bot, seed) for seed in seeds for bot in MAKERS}
    return {name: sha256(card_bytes(run.story, run.events)).hexdigest() for name, run in runs.items()}
