"""Which runs may leave the house at all. Practice, bots and names never do; nobody can ask for an exception.

The same rule decides what enters the score book; a test holds the two together.
"""

import re

from simulator.drill import events as ev
from simulator.errors import NotAllowed, Usage
from simulator.journal.records import Header, Player
from simulator.journal.replay import Replayed
from simulator.scenario.problems import quoted

_RANDOM_ID = re.compile(r"[0-9a-f]{12}")  # as the people file makes them


def insist_on_leaving(replayed: Replayed) -> None:
    """Raise `NotAllowed` for a run that stays here for good, `Usage` for one that can't be told yet."""
    header = replayed.header
    if why := why_it_stays(header):
        raise NotAllowed(f"{quoted(header.run)} stays here: {why}")
    if not replayed.ended:
        raise Usage(f"{quoted(header.run)} hasn't ended. 'firedrill resume {header.run}' goes on with it.")
    if not replayed.scorecards:
        raise Usage(f"{quoted(header.run)} was never scored. 'firedrill rescore {header.run}' does it.")


def why_it_stays(header: Header) -> str:
    """Why a run with this header never leaves, as a sentence; empty where it may."""
    if header.player is not Player.PERSON:
        return "a bot played it, and records are of people."
    if header.mode.guides:
        return "it was practice, and practice is nobody else's business."
    if not header.person:
        return "it is nobody's: whoever played it is not known."
    if not all(_RANDOM_ID.fullmatch(person) for person in people_in(header)):
        return "somebody in it is kept under something other than a random id, which might be a name."
    return ""


def people_in(header: Header) -> tuple[str, ...]:
    """Everybody a header speaks of: who played, who shared the desk, whose drill it was."""
    return tuple(person for person in (header.person, header.pair, header.trainer) if person)


def was_assisted(replayed: Replayed) -> bool:
    """Whether a trainer stepped in, or two shared the desk: then it is no measure of one person."""
    stepped_in = any(isinstance(event, ev.TrainerIntervened) for event in replayed.events)
    return stepped_in or bool(replayed.header.pair)
