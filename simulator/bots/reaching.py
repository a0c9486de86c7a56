"""Plays a scenario until every beat has been stood at and every reply said, or a number of plays is used up.

Theory: a bot plays up to a diced moment, or a play made before is gone along with up to something seldom seen (a
broken promise, a beat late in the drill); from there a curious player says whatever nobody has said yet, and otherwise
goes on as that bot or by dice. What is reached has been played. What isn't may still be reachable: whoever tells of it
says how many plays there were. The dice are a function of the scenario's id: the same call reaches the same things.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from pathlib import Path
from random import Random

from msgspec import Struct, structs

from simulator.bots import open_moves
from simulator.bots.exploring import moves_of
from simulator.bots.moves import play_moves
from simulator.bots.playing import Policy, play
from simulator.bots.roster import MAKERS, make
from simulator.drill import events as ev
from simulator.drill.actions import Action, Say
from simulator.drill.cast import cast
from simulator.drill.clock import MINUTE
from simulator.drill.events import Event
from simulator.drill.session import LiveSession, Session
from simulator.drill.tables import Tables
from simulator.drill.view import View
from simulator.journal.codec import planned_moves
from simulator.journal.records import PlannedMove
from simulator.scenario.overlay import read_laid
from simulator.scenario.plans import plan_path, read_plan
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story

SEEDS = 20  # different casts that are played in turn
GOES_BACK = 0.5  # how often a play sets out from a seldom seen moment of an earlier one
HALF_SAID = 0.6  # how often that is a beat where something is left to say
FEWEST = 40  # else it is drawn among the sights seen least, this many of them
KEPT = 8  # moments of each sight that are remembered, the latest
BEFORE = (0, 0, 30_000, 2 * MINUTE, 5 * MINUTE)  # ms before it that the play goes its own way
SHUNS = 0.5  # how often a curious player has somebody they say nothing to but what nobody has said yet


class Reach(Struct, frozen=True):
    """What *plays* plays came to; the ids of beats and replies that none did."""

    scenario: str
    plays: int
    beats: int
    replies: int
    unreached_beats: tuple[str, ...]
    unsaid_replies: tuple[str, ...]


def reach_of(wanted: str, most: int, house: Path | None = None) -> Reach:
    """Play the scenario with the id, or at the path, *wanted*, at most *most* times.

    *house* is a house file to lay over it. Raises `NotFound` and `ScenarioInvalid`.
    """
    path = find_scenario(wanted)
    scenario = read_laid(path, house)
    ground = _Ground(scenario)
    plan = plan_path(path)
    for written in read_plan(plan).plays if plan.is_file() else ():
        story = cast(scenario, written.seed)
        session = LiveSession(story, written.seed)
        play_moves(session, story, planned_moves(list(written.moves), written.name))
        ground.note(written.seed, session.events())
    ground.explore(most)
    return ground.reach()


class _Moment(Struct, frozen=True):
    """Where an earlier play with *seed* had come to at *at* ms: playing *moves* again leads there."""

    seed: int
    moves: tuple[PlannedMove, ...]
    at: int


class _Ground:
    """Where plays have been so far, and what is still to be seen."""

    def __init__(self, scenario: Story) -> None:
        self._scenario = scenario
        self._stories = [cast(scenario, seed) for seed in range(SEEDS)]
        self._tables = [Tables(story) for story in self._stories]
        self._unseen = {beat.id for beat in scenario.beats}
        self._unsaid = {reply.id for beat in scenario.beats for reply in beat.replies}
        self._dice = Random(f"{scenario.id} reach")
        self._lengths = dict.fromkeys(MAKERS, 1)  # events in the longest play with each bot
        self._counts: Counter[str] = Counter()  # how many plays saw each sight
        self._moments: dict[str, deque[_Moment]] = {}  # the latest moments each sight was seen at
        self._beats = {_sight(ev.BeatEntered, b.id): {reply.id for reply in b.replies} for b in scenario.beats}
        self._plays = 0

    def note(self, seed: int, events: Sequence[Event]) -> None:
        """Strike off what came about in *events*, and remember the way to it."""
        self._plays += 1
        moves = moves_of(events)
        for event in events:
            if isinstance(event, ev.BeatEntered):
                self._unseen.discard(event.beat)
            elif isinstance(event, ev.TraineeSpoke):
                self._unsaid.discard(event.reply)
        for sight, at in _sights(events).items():
            self._counts[sight] += 1
            self._moments.setdefault(sight, deque(maxlen=KEPT)).append(_Moment(seed, moves, at))

    def explore(self, most: int) -> None:
        """Play on until nothing is left or *most* plays have been made in all."""
        while (self._unseen or self._unsaid) and self._plays < most:
            if self._moments and self._dice.random() < GOES_BACK:
                self._set_out_from(self._worth_another_look())
            else:
                self._set_out()

    def _set_out(self) -> None:
        name = self._dice.choice(sorted(MAKERS))
        seed = self._plays % SEEDS
        events = self._play(name, self._session(seed), seed, self._dice.randrange(self._lengths[name]))
        self._lengths[name] = max(self._lengths[name], len(events))

    def _worth_another_look(self) -> _Moment:
        """A beat with something left to say, or a sight seldom seen: there or a little before."""
        half_said = [sight for sight in self._beats if sight in self._moments and self._beats[sight] & self._unsaid]
        if half_said and self._dice.random() < HALF_SAID:
            sight = self._dice.choice(half_said)
        else:
            sight = self._dice.choice(nsmallest(FEWEST, sorted(self._counts), key=self._counts.__getitem__))
        seen = self._dice.choice(self._moments[sight])
        return structs.replace(seen, at=max(seen.at - self._dice.choice(BEFORE), 0))

    def _set_out_from(self, moment: _Moment) -> None:
        session = self._session(moment.seed)
        for move in moment.moves:
            if move.at is not None and move.at <= moment.at:
                session.advance(move.at)
                session.submit(move.action)
        session.advance(moment.at)
        self._play(self._dice.choice(sorted(MAKERS)), session, moment.seed, 0)

    def _session(self, seed: int) -> LiveSession:
        return LiveSession(self._stories[seed], seed, tables=self._tables[seed])

    def _play(self, name: str, session: LiveSession, seed: int, begins: int) -> Sequence[Event]:
        story = self._stories[seed]
        play(session, _Curious(make(name, story, seed), story, self._unsaid, begins, self._dice))
        events = session.events()
        self.note(seed, events)
        return events

    def reach(self) -> Reach:
        """What was reached, in the order of the file."""
        beats = self._scenario.beats
        replies = [reply.id for beat in beats for reply in beat.replies]
        return Reach(
            scenario=self._scenario.id,
            plays=self._plays,
            beats=len(beats),
            replies=len(replies),
            unreached_beats=tuple(beat.id for beat in beats if beat.id in self._unseen),
            unsaid_replies=tuple(reply for reply in replies if reply in self._unsaid),
        )


def _sights(events: Sequence[Event]) -> dict[str, int]:
    """What there was to see in *events* besides the words, and when first."""
    first: dict[str, int] = {}
    promised: dict[str, str] = {}
    for event in events:
        match event:
            case ev.PromiseMade(promise=promise, what=what):
                promised[promise] = what
            case ev.PromiseBroken(promise=promise):
                what = promised[promise]
            case ev.BeatEntered(beat=what) | ev.QuestionAsked(question=what) | ev.JobAssigned(job=what):
                pass
            case ev.RemedyAnswered(remedy=what) | ev.RemedyFailed(remedy=what) | ev.RequestAnswered(request=what):
                pass
            case _:
                continue
        first.setdefault(_sight(type(event), what), event.at)
    return first


def _sight(kind: type[Event], what: str) -> str:
    return f"{kind.__name__} {what}"


class _Temper(Struct, frozen=True):
    """How a curious player is today, once there is nothing new to say: parts of *all* of it.

    *goes_on* as the bot would, *talks*, fills in *forms*, lets time run for the rest; *shuns* somebody, or nobody.
    """

    goes_on: float
    talks: float
    forms: float
    shuns: str


def _diced_temper(story: Story, dice: Random) -> _Temper:
    goes_on, talks = (dice.choice((0.0, 0.3, 1.0)) for _ in range(2))
    forms = dice.choice((0.0, 0.1, 0.3))
    every = goes_on + talks + forms + dice.choice((0.2, 1.0))
    shuns = dice.choice(story.people).id if dice.random() < SHUNS else ""
    return _Temper(goes_on / every, talks / every, forms / every, shuns)


class _Curious:
    """Plays as *bot* until *begins* events have happened, then says whatever nobody has said yet."""

    def __init__(self, bot: Policy, story: Story, unsaid: set[str], begins: int, dice: Random) -> None:
        self._bot = bot
        self._story = story
        self._unsaid = unsaid
        self._begins = begins
        self._dice = dice
        self._temper = _diced_temper(story, dice)
        self._with = {reply.id: beat.person for beat in story.beats for reply in beat.replies}

    def choose(self, session: Session) -> Action | int | None:
        """Something new where there is any; else the bot's choice, or any other."""
        view = session.view()
        if view.events < self._begins:
            return self._bot.choose(session)
        new = [say for _, say in open_moves.replies(view) if say.reply in self._unsaid]
        choice = self._dice.choice(new) if new else self._as_diced(session, view)
        return None if self._is_shunned(choice) else choice

    def _as_diced(self, session: Session, view: View) -> Action | int | None:
        temper, point = self._temper, self._dice.random()
        if point < temper.goes_on:
            return self._bot.choose(session)
        moves: Sequence[Action] = ()
        if point < temper.goes_on + temper.talks:
            moves = [say for _, say in open_moves.replies(view)]
        elif point < temper.goes_on + temper.talks + temper.forms:
            moves = open_moves.forms(view, self._story)
        return self._dice.choice(moves) if moves else None

    def _is_shunned(self, choice: Action | int | None) -> bool:
        shuns = self._temper.shuns
        if isinstance(choice, Say):
            return self._with[choice.reply] == shuns and choice.reply not in self._unsaid
        return bool(shuns) and getattr(choice, "to", "") in (shuns, (shuns,))


# -- as it is told


def reach_lines(reach: Reach) -> Iterator[str]:
    """*reach* in words, what is missing by name."""
    for beat in reach.unreached_beats:
        yield f"No play came to the beat '{beat}'."
    for reply in reach.unsaid_replies:
        yield f"No play said the reply '{reply}'."
    yield (
        f"{reach.plays} plays: {reach.beats - len(reach.unreached_beats)} of {reach.beats} beats,"
        f" {reach.replies - len(reach.unsaid_replies)} of {reach.replies} replies."
    )
