"""Better ways that were played: each costly moment with the other replies that were open, and what they would have got.

A gain is named only where playing that reply, with the rest of the run as it was played, really got it. What must not
live here: a promise of what would have been. The sentence says what was played.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from simulator.drill import events as ev
from simulator.drill.actions import Say
from simulator.drill.adding import total_of
from simulator.drill.again import played_with
from simulator.drill.events import Event
from simulator.drill.tables import Tables
from simulator.scenario.story import Reply, Story
from simulator.scoring.evidence import Record, Speech, read
from simulator.scoring.finding import Dimension
from simulator.scoring.moments import Moment, open_then
from simulator.scoring.phrases import said
from simulator.scoring.scorecard import Scorecard, score

WORTH_SAYING = 3.0  # points; less is nobody's better way
AS_PLAYED = "and everything else as you played it"
AS_FAR = "and the rest as you played it, as far as it still could be"


class Branch(Struct, frozen=True):
    """A reply that was open, and what the run scored with it; *left_out* moves could not be made any more."""

    reply: Reply
    card: Scorecard
    left_out: int


def better_ways(story: Story, events: Sequence[Event], moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """*moments* of the run, with a better way that was played in each that cost something, where there is one."""
    record, card, tables = read(story, events), score(story, events), Tables(story)
    return tuple(m if m.went_well else _bettered(record, card, m, tables) for m in moments)


def _bettered(record: Record, card: Scorecard, moment: Moment, tables: Tables) -> Moment:
    now = card.points(moment.dimension)
    best = max(_branches(record, moment, tables), key=lambda b: b.card.points(moment.dimension) or 0.0, default=None)
    then = best.card.points(moment.dimension) if best else None
    if best is None or now is None or then is None or not _is_better(card, best.card, moment.dimension):
        # What was open then would have got no more: the advice stands without anybody's words.
        return structs.replace(moment, better=moment.fix or moment.better)
    words = said(best.reply.say) if best.reply.say else best.reply.does
    rest = AS_FAR if best.left_out else AS_PLAYED
    told = f"Open to you then: {words} Played so, {rest}: {moment.dimension.value} {then:.0f} instead of {now:.0f}."
    return structs.replace(moment, better=told, instead=best.reply.id, played=then)


def _branches(record: Record, moment: Moment, tables: Tables) -> Iterator[Branch]:
    """The run with each other reply that was open at the move of *moment*."""
    speech = _speech_of(record, moment)
    if speech is None:
        return
    for reply in open_then(record, speech, tables):
        if reply.id != speech.event.reply:
            run = played_with(record.story, record.events, moment.replay_from, Say(reply=reply.id), tables)
            yield Branch(reply, score(record.story, run.events), run.left_out)


def _speech_of(record: Record, moment: Moment) -> Speech | None:
    """The scripted words that the move of *moment* led to; None where it is about something else."""
    if not 0 < moment.replay_from < len(record.events):
        return None
    move = record.events[moment.replay_from]
    if not isinstance(move, ev.MoveStarted) or not isinstance(move.action, Say):
        return None
    return next((s for s in record.speeches if s.move is move and s.number in moment.events), None)


def _is_better(played: Scorecard, other: Scorecard, dimension: Dimension) -> bool:
    """Whether *other* gains on *dimension* and loses no more than that on the rest: no score is bought with another."""
    gains = [(other.points(d) or 0.0) - (played.points(d) or 0.0) for d in Dimension]
    gain = gains[list(Dimension).index(dimension)]
    lost = -total_of(each for each in gains if each < 0)
    return gain >= WORTH_SAYING and lost <= gain
