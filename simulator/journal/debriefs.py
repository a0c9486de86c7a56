"""Debriefs of recorded runs: what `scoring` says of the events, with what only the record knows."""

from collections.abc import Sequence

import msgspec

from simulator.drill.events import Event
from simulator.journal.live import Live
from simulator.journal.records import Header, OwnRating
from simulator.journal.replay import Replayed
from simulator.scenario.story import Story
from simulator.scoring import debrief as scoring
from simulator.scoring.better_ways import better_ways
from simulator.scoring.debrief import Debrief


def debrief_of(replayed: Replayed, rating: OwnRating | None) -> Debrief:
    """The debrief of a run that was read back; *rating* is the trainee's own, if they gave one."""
    return _debrief(replayed.header, replayed.story, replayed.events, rating, replayed.link)


def debrief_of_live(live: Live, rating: OwnRating | None) -> Debrief:
    """The debrief of a drill that has just ended."""
    return _debrief(live.run.header, live.story, live.session.events(0), rating, live.run.link)


def _debrief(header: Header, story: Story, events: Sequence[Event], rating: OwnRating | None, link: str) -> Debrief:
    shown = scoring.debrief(story, events, _rated(rating))
    shown = msgspec.structs.replace(shown, moments=better_ways(story, events, shown.moments))
    provenance = msgspec.structs.replace(
        shown.provenance,
        run=header.run,
        seed=header.seed,
        mode=header.mode.value,
        engine=header.engine,
        log_hash=link,
        house=header.house,
        reading_time=header.accommodations.reading_time,
        started=header.started,
    )
    return scoring.with_provenance(shown, provenance)


def _rated(own: OwnRating | None) -> scoring.OwnRating | None:
    if own is None:
        return None
    return scoring.OwnRating(own.honesty, own.empathy, own.cadence, own.generosity, own.plus, own.delta)
