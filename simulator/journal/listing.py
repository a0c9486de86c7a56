"""One line per run for lists, from the first line and the last bytes of its journal: files are never read whole.

What is only checked here is what is looked at; `verify` checks everything.
"""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from simulator.drill.events import DrillEnded
from simulator.journal.chain import FIRST_LINK, link_of, opened
from simulator.journal.codec import KeptScores, decode_edge, decode_scores
from simulator.journal.disk import Disk
from simulator.journal.home import SUFFIX
from simulator.journal.records import FORMAT, Entry, Header, Mode, Player, Scores

FIRST_BITE = 1 << 16  # most scorecards fit; longer last lines are read in bigger bites


class State(StrEnum):
    """How far a run has come."""

    NOT_BEGUN = "not_begun"
    UNFINISHED = "unfinished"
    ENDED = "ended"
    DAMAGED = "damaged"
    NEWER = "newer"  # written by a newer program: not ours to judge


class RunSummary(Struct, frozen=True, kw_only=True):
    """A run in one line, with the scores of the last scorecard kept and the version of its *rubric*.

    *plan* is the drill it was played in, *cohort* the class, *pair* the id of who sat beside *person*; all are empty
    for what somebody played on their own.
    """

    run: str
    state: State
    scenario: str = ""
    started: str = ""
    seed: int = 0
    mode: Mode = Mode.UNTIMED
    player: Player = Player.PERSON
    bot: str = ""
    person: str = ""
    outcome: str = ""
    why: str = ""
    rubric: str = ""
    scores: Scores = Scores()
    plan: str = ""
    cohort: str = ""
    pair: str = ""


def summarise(disk: Disk, path: Path) -> RunSummary | None:
    """Sum up the journal at *path*; one that can't be read is summed up as damaged.

    None for an empty file: a bot is at work, or a program was stopped before it had written anything.
    """
    run = path.name.removesuffix(SUFFIX)
    try:
        line = disk.read_first_line(path)
        if not line:
            return None
        opening = decode_edge(opened(FIRST_LINK, line.removesuffix(b"\n")))
        if opening.header is None:
            return RunSummary(run=run, state=State.DAMAGED)
        if opening.header.format > FORMAT:
            return RunSummary(run=run, state=State.NEWER, scenario=opening.header.scenario)
        return _summary(run, opening.header, _last_entry(disk, path))
    except (OSError, ValueError):
        return RunSummary(run=run, state=State.DAMAGED)


def _summary(run: str, header: Header, last: Entry) -> RunSummary:
    kept = decode_scores(last.scorecard) if last.scorecard else KeptScores()
    ended = last.event if isinstance(last.event, DrillEnded) else None
    return RunSummary(
        run=run,
        state=_state(last),
        scenario=header.scenario,
        started=header.started,
        seed=header.seed,
        mode=header.mode,
        player=header.player,
        bot=header.bot,
        person=header.person,
        outcome=ended.outcome if ended else kept.outcome,
        why=ended.why if ended else kept.why,
        rubric=last.scorecard.version if last.scorecard else "",
        scores=Scores(kept.honesty, kept.empathy, kept.cadence, kept.generosity),
        plan=header.plan,
        cohort=header.cohort,
        pair=header.pair,
    )


def _state(last: Entry) -> State:
    if last.header is not None:
        return State.NOT_BEGUN
    if last.scorecard is not None or isinstance(last.event, DrillEnded):
        return State.ENDED
    return State.UNFINISHED


def _last_entry(disk: Disk, path: Path) -> Entry:
    """Give the last whole line, checked against the one before it; raises ValueError where they don't fit."""
    bite = FIRST_BITE
    while True:
        data = disk.read_end(path, bite)
        lines = data[: data.rfind(b"\n") + 1].split(b"\n")[:-1]
        # The first line of a bite may lack its beginning, so three are needed, or the whole file.
        if len(lines) >= 3 or len(data) < bite:
            break
        bite *= 8
    if not lines:
        raise ValueError("no whole line")
    return decode_edge(opened(link_of(lines[-2]) if len(lines) > 1 else FIRST_LINK, lines[-1]))
