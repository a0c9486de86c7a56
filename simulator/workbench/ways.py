"""Finds a real way to a beat: moves that somebody could make, after which it is open, with facts heard, at a time.

Nothing is forged: a way is a play, and playing its moves again comes to the same moment. Known plays come first, the
plan's and the bots'; then a bounded search from those that come nearest: a move more, a move less, another reply, the
rest sooner or later. What isn't found may still exist. Dice come from names, so the same question has the same answer.
"""

from collections.abc import Iterator, Sequence
from random import Random

from msgspec import Struct, structs

from simulator.bots.exploring import LATE, moves_of
from simulator.bots.moves import play_about
from simulator.bots.open_moves import REASON
from simulator.drill import events as ev
from simulator.drill.actions import Action, Ask, Assign, Begin, Say
from simulator.drill.clock import MINUTE
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.journal.records import PlannedMove
from simulator.scenario.story import Line, Story
from simulator.workbench.known_plays import Opened, bot_plays, plan_plays

SEEDS = 12  # looked through where no seed is asked for
STARTS, STEPS = 3, 200  # how many of the nearest plays a search starts from, and plays it makes from each
FAR, MISSING, BUSY = 1_000.0, 100.0, 10.0  # how far a beat, an unheard fact and a busy moment are from what is wanted
NEVER = 1 << 62


class Wanted(Struct, frozen=True):
    """The moment looked for: *beat* is open, everything of *heard* was heard, and it is *at* ms (None: whenever)."""

    beat: str
    heard: tuple[str, ...] = ()
    at: int | None = None


class Way(Struct, frozen=True):
    """*moves* that lead to the moment *at* ms on the *story* of its seed; *after* says whose play it was taken from.

    *searched*: no known play came there; the way was searched for, beginning with that play.
    """

    story: Story
    moves: tuple[PlannedMove, ...]
    at: int
    after: str
    searched: bool = False


class Met(Struct, frozen=True):
    """How near a play comes: *distance* 0 where it comes to what is wanted, at *at* ms."""

    distance: float
    at: int


def find_way(opened: Opened, wanted: Wanted, seed: int | None) -> Way | None:
    """The shortest known way to *wanted*, or one that a search finds; None where neither is. *seed* None: any."""
    near: list[tuple[float, Way]] = []
    for one in range(SEEDS) if seed is None else (seed,):
        found = [(measured(way.story, events, wanted), way) for way, events in _known(opened, one)]
        there = [_cut(way, met) for met, way in found if not met.distance]
        if there:
            return min(there, key=lambda way: (len(way.moves), way.at))
        near += [(met.distance, way) for met, way in found]
    near.sort(key=lambda pair: pair[0])
    for _, way in near[:STARTS]:
        searched = _Search(way.story, wanted).from_(way)
        if searched is not None:
            return searched
    return None


def _known(opened: Opened, seed: int) -> Iterator[tuple[Way, Sequence[Event]]]:
    plays = [*(play for play in plan_plays(opened) if play.seed == seed), *bot_plays(opened.scenario, seed)]
    for play in plays:
        yield Way(play.story, moves_of(play.events), NEVER, play.who), play.events


def _cut(way: Way, met: Met) -> Way:
    """*way* up to the moment, without the moves that came later."""
    kept = tuple(move for move in way.moves if move.at is None or move.at < met.at)
    return structs.replace(way, moves=kept, at=met.at)


def walk(way: Way) -> LiveSession:
    """Play *way*; the session stands at its moment. Nothing is recorded."""
    session = LiveSession(way.story, way.story.seed)
    session.submit(Begin())
    for move in way.moves:
        session.advance(move.at or 0)
        session.submit(move.action)
    session.advance(max(way.at, session.view().now))
    return session


# -- how near a play comes


class _Stretch(Struct, frozen=True):
    """While the beat was open: from *start* to just before *end* ms."""

    start: int
    end: int


def measured(story: Story, events: Sequence[Event], wanted: Wanted) -> Met:
    """How near *events* come to *wanted*, and when."""
    person = next(beat.person for beat in story.beats if beat.id == wanted.beat)
    learned = _first_heard(events)
    missing = sum(fact not in learned for fact in wanted.heard)
    ready = max((learned.get(fact, NEVER) for fact in wanted.heard), default=0)
    stretches = tuple(_open_stretches(events, person, wanted.beat))
    if not stretches:
        return Met(FAR * _steps_to(story, events, wanted.beat) + MISSING * missing, 0)
    busy = [(event.at, event.until) for event in events if isinstance(event, ev.MoveStarted)]
    return min((_met(one, wanted, missing, ready, busy) for one in stretches), key=lambda m: (m.distance, m.at))


def _met(one: _Stretch, wanted: Wanted, missing: int, ready: int, busy: list[tuple[int, int]]) -> Met:
    if missing:
        return Met(MISSING * missing + _gap(one, wanted.at), one.start)
    at = max(one.start, ready) if wanted.at is None else wanted.at
    if wanted.at is None:
        for began, until in busy:
            at = until if began <= at < until else at
    late = max(0, ready - at, at - one.end + 1, one.start - at)
    hurried = wanted.at is not None and any(began <= at < until for began, until in busy)
    return Met(late / MINUTE + BUSY * hurried, at)


def _gap(one: _Stretch, at: int | None) -> float:
    return 0.0 if at is None else max(0, one.start - at, at - one.end + 1) / MINUTE


def _first_heard(events: Sequence[Event]) -> dict[str, int]:
    learned: dict[str, int] = {}
    for event in events:
        if isinstance(event, ev.FactLearned):
            learned.setdefault(event.fact, event.at)
    return learned


def _open_stretches(events: Sequence[Event], person: str, beat: str) -> Iterator[_Stretch]:
    start: int | None = None
    for event in events:
        match event:
            case ev.BeatEntered(person=who, beat=entered) if who == person:
                if start is not None and entered != beat and event.at > start:
                    yield _Stretch(start, event.at)
                start = (event.at if start is None else start) if entered == beat else None
            case ev.ConversationClosed(person=who) if who == person and start is not None:
                yield _Stretch(start, max(event.at, start + 1))
                start = None
            case ev.DrillEnded() if start is not None and event.at > start:
                yield _Stretch(start, event.at)
            case _:
                pass


def _steps_to(story: Story, events: Sequence[Event], beat: str) -> int:
    """How many beats lie between what was visited and *beat*, by replies and silence."""
    visited = {event.beat for event in events if isinstance(event, ev.BeatEntered)}
    before: dict[str, set[str]] = {}
    for one in story.beats:
        routes = [route for reply in one.replies for route in reply.to]
        for route in [*routes, *(one.patience.to if one.patience else ())]:
            before.setdefault(route.beat, set()).add(one.id)
    seen, edge, steps = {beat}, {beat}, 0
    while edge and not edge & visited:
        edge = {source for target in edge for source in before.get(target, ())} - seen
        seen |= edge
        steps += 1
    return max(1, steps)


# -- searching


class _Tried(Struct, frozen=True):
    """One play of a search: the *moves* that came about, how near it came, and when it came to which beat."""

    moves: tuple[PlannedMove, ...]
    met: Met
    entered: dict[str, int]


class _Search:
    """Looks for a way on one story, from a play that comes near."""

    def __init__(self, story: Story, wanted: Wanted) -> None:
        self._story, self._wanted, self._tables = story, wanted, Tables(story)
        self._useful = tuple(dict.fromkeys(_leading(story, wanted)))
        self._beat_of = {reply.id: beat for beat in story.beats for reply in beat.replies}
        self._replies = tuple(self._beat_of)
        self._dice = Random(f"{story.id} {story.seed} {wanted.beat} {wanted.heard} {wanted.at}")

    def from_(self, start: Way) -> Way | None:
        """A way that is there, stripped of what it doesn't need; None where none was found."""
        best = self._played(start.moves)
        for _ in range(STEPS):
            if not best.met.distance:
                return self._stripped(structs.replace(start, moves=best.moves, at=best.met.at, searched=True))
            other = self._played(self._changed(best))
            best = other if other.met.distance <= best.met.distance else best
        return None

    def _played(self, moves: Sequence[PlannedMove]) -> _Tried:
        session = LiveSession(self._story, self._story.seed, tables=self._tables)
        play_about(session, self._tables, moves, LATE)
        events = session.events()
        entered = {event.beat: event.at for event in events if isinstance(event, ev.BeatEntered)}
        return _Tried(moves_of(events), measured(self._story, events, self._wanted), entered)

    def _changed(self, tried: _Tried) -> list[PlannedMove]:
        new, dice = list(tried.moves), self._dice
        place = dice.randrange(len(new) + 1)
        change = dice.randrange(5)
        if change <= 1 or place == len(new):
            action = self._another()
            at = self._moment_for(action, tried)
            new.insert(sum((move.at or 0) < at for move in new), PlannedMove(action, at))
        elif change == 2:
            del new[place]
        elif change == 3:
            new[place] = PlannedMove(self._otherwise(new[place].action), new[place].at)
        else:
            by = dice.choice((-60, -20, 20, 60, 120, 300)) * 1_000
            new[place:] = [structs.replace(move, at=max(0, (move.at or 0) + by)) for move in new[place:]]
        return new

    def _another(self) -> Action:
        if self._useful and self._dice.random() < 0.7:
            return self._dice.choice(self._useful)
        return Say(reply=self._dice.choice(self._replies))

    def _otherwise(self, action: Action) -> Action:
        beat = self._beat_of.get(action.reply) if isinstance(action, Say) else None
        return Say(reply=self._dice.choice(beat.replies).id) if beat else self._another()

    def _moment_for(self, action: Action, tried: _Tried) -> int:
        """When *action* has a chance: as its beat is entered, else at any moment at which a beat was."""
        beat = self._beat_of.get(action.reply) if isinstance(action, Say) else None
        if beat is not None and beat.id in tried.entered:
            return tried.entered[beat.id]
        return self._dice.choice(sorted(tried.entered.values())) if tried.entered else 0

    def _stripped(self, way: Way) -> Way:
        """*way* without the moves that it doesn't need, tried from the last to the first."""
        way = _cut(way, Met(0, way.at))
        for place in reversed(range(len(way.moves))):
            tried = self._played([*way.moves[:place], *way.moves[place + 1 :]])
            if not tried.met.distance:
                way = _cut(structs.replace(way, moves=tried.moves), tried.met)
        return way


def _leading(story: Story, wanted: Wanted) -> Iterator[Action]:
    """What may help: replies that lead to the beat, or to where it is reached from; whatever teaches a fact."""
    targets = {wanted.beat}
    for _ in range(3):
        for beat in story.beats:
            for reply in beat.replies:
                if any(route.beat in targets for route in reply.to):
                    yield Say(reply=reply.id)
        targets |= {b.id for b in story.beats if any(r.beat in targets for reply in b.replies for r in reply.to)}
    for fact in wanted.heard:
        yield from _teaching(story, fact)
    yield from (Assign(job=job.id, reason=REASON) for job in story.jobs)
    yield from (Ask(question=question.id) for question in story.questions)


def _teaching(story: Story, fact: str) -> Iterator[Action]:
    beats = {beat.id for beat in story.beats if _teaches(beat.line, fact)}
    for beat in story.beats:
        for reply in beat.replies:
            if fact in reply.learns or any(route.beat in beats for route in reply.to):
                yield Say(reply=reply.id)
    for question in story.questions:
        if any(_teaches(answer.line, fact) for answer in question.answers):
            yield Ask(question=question.id)
    for job in story.jobs:
        if _teaches(job.reports, fact):
            yield Assign(job=job.id, reason=REASON)


def _teaches(line: Line | None, fact: str) -> bool:
    return line is not None and fact in line.learns
