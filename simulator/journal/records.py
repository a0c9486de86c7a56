"""What a journal holds: a header, events, scorecards. Data only; nothing here touches a file."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Raw, Struct

from simulator.drill.actions import Action
from simulator.drill.events import Event

FORMAT = 1  # of journals; a change that old programs can't read raises it


class Player(StrEnum):
    """Who played."""

    PERSON = "person"
    BOT = "bot"


class Mode(StrEnum):
    """How much the program helps, and whether real time presses: the rungs of the ladder, the lowest first."""

    GUIDED = "guided"
    UNTIMED = "untimed"
    TIMED = "timed"
    ASSESSED = "assessed"  # declared before the start; a run keeps its mode for good, in its header

    @property
    def guides(self) -> bool:
        """Whether there are hints, verdicts and faces."""
        return self is Mode.GUIDED

    @property
    def presses(self) -> bool:
        """Whether real time presses."""
        return self in (Mode.TIMED, Mode.ASSESSED)

    @property
    def may_pause(self) -> bool:
        """Whether the trainee may stop the clock and stay."""
        return self is not Mode.ASSESSED


class Accommodations(Struct, frozen=True, omit_defaults=True):
    """What was made easier for this person; *reading_time* multiplies the reading allowance (1 to 4)."""

    reading_time: float = 1.0


class Header(Struct, frozen=True, kw_only=True):
    """What is known when a run begins, and nothing that happens later (law 7 of the architecture)."""

    format: int = FORMAT
    run: str
    scenario: str
    content_hash: str  # sha256 of the scenario's bytes; a copy of them lies beside the journals
    seed: int
    engine: str
    rubric: str
    started: str  # wall time in UTC, 2026-03-01T09:30:00Z: the only wall time of the whole record
    person: str = ""  # a random id; the name behind it is in the people file and nowhere else
    player: Player = Player.PERSON
    bot: str = ""
    mode: Mode = Mode.UNTIMED
    accommodations: Accommodations = Accommodations()
    house: str = ""  # whose overlay it was played with; its bytes are in the kept copy, and in the hash
    plan: str = ""  # the drill of a trainer that it was played in, with the cohort and the trainer's random id
    cohort: str = ""
    trainer: str = ""
    pair: str = ""  # the random id of whoever shared the desk with *person*


class KeptScorecard(Struct, frozen=True):
    """A scorecard as it was when it was made, by the rubric of that *version*, as JSON."""

    version: str
    card: Raw


class Scores(Struct, frozen=True):
    """The four scores, 0 to 100; None where a dimension had no opportunity."""

    honesty: float | None = None
    empathy: float | None = None
    cadence: float | None = None
    generosity: float | None = None

    @property
    def four(self) -> tuple[float | None, float | None, float | None, float | None]:
        """All of them, in this order."""
        return self.honesty, self.empathy, self.cadence, self.generosity

    @property
    def lowest(self) -> float:
        """The lowest of those that were scored; 100 where none was."""
        return min((score for score in self.four if score is not None), default=100.0)


class Entry(Struct, frozen=True, omit_defaults=True):
    """One line of a journal: exactly one of header, event and scorecard.

    *n* is the event's number, or for other lines how many events lie before them. *end* marks the last line of
    what was written in one go: what follows the last mark was never shown to anybody.
    """

    n: int
    header: Header | None = None
    event: Event | None = None
    scorecard: KeptScorecard | None = None
    end: bool = False


class PlannedMove(Struct, frozen=True):
    """A move of a list: *action* at *at* ms of drill time, or (None) as soon as it is possible."""

    action: Action
    at: int | None = None


class OwnRating(Struct, frozen=True, tag_field="note", tag="own_rating"):
    """How *person* rated themself on *run* before seeing any score: 0 to 4 each, one plus, one thing to change."""

    run: str
    person: str
    honesty: int
    empathy: int
    cadence: int
    generosity: int
    plus: str = ""
    delta: str = ""


class NextTime(Struct, frozen=True, tag_field="note", tag="next_time"):
    """The one sentence *person* takes from *run* into their next drill."""

    run: str
    person: str
    sentence: str


Note = OwnRating | NextTime


class Damage(Struct, frozen=True):
    """The first line (from 1) that is not as it was written, and what is wrong with it."""

    line: int
    what: str


class Recorded(Struct, frozen=True):
    """What a journal's bytes say: everything up to its last good mark.

    *good* bytes are intact; *torn* bytes behind them were being written when the program stopped, and were never
    shown. *link* is the hash of the last good line.
    """

    header: Header
    events: Sequence[Event]
    scorecards: Sequence[KeptScorecard]
    good: int
    torn: int
    link: bytes
    damage: Damage | None = None
