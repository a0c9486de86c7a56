"""Journals read for the book: which runs are drills that count, and what the book keeps of each.

The one place that decides what is practice. Practice stays where it was played: guided runs, runs of bots, and all that
was never recorded (repetitions, practice from a moment on). A drill enters when it has ended and has a scorecard.
"""

from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.book.rows import Entered
from simulator.comparing.attempts import Attempt, Seen
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.errors import RecordUnreadable, SimulatorError
from simulator.journal.chain import read_chain
from simulator.journal.codec import decode_scores
from simulator.journal.disk import reading
from simulator.journal.home import SUFFIX, journal_path
from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Header, KeptScorecard, Mode, Player, Recorded
from simulator.journal.runs import Runs
from simulator.scenario.problems import quoted, shown

LONGEST_WORD = 200  # letters of a name, a rule, a cohort: what is longer wasn't written by us
MOST_FINDINGS = 10_000
_LINK = 66  # bytes at a line's end: its hash and what closes it


class _Finding(Struct):
    rule: str
    principle: str
    effect: float


class _Dimension(Struct):
    findings: tuple[_Finding, ...] = ()


class _Card(Struct):
    dimensions: tuple[_Dimension, ...] = ()


_cards = msgspec.json.Decoder(_Card)


class LeftOut(Struct, frozen=True):
    """A journal that can't be entered, and why, in a sentence."""

    run: str
    why: str


def counts(header: Header) -> bool:
    """Whether a run with this header is a drill that counts, once it has ended."""
    return header.player is Player.PERSON and not header.mode.guides and bool(header.person)


def drills(runs: Runs, known: dict[str, str] | None = None) -> Iterator[Entered | LeftOut]:
    """Read every drill of *runs*' home that counts, the first first; name those that would, were they readable.

    *known* maps runs to the hash of the journal's last line, as the book has it: those that match aren't read again,
    and what the book has isn't left out.
    """
    for summary in reversed(runs.list_runs()):
        path = journal_path(runs.home, summary.run)
        why = _unreadable(runs, summary, path)
        if why and summary.run not in (known or {}):
            yield LeftOut(shown(summary.run, longest=200), why)
        if why or not _may_count(summary):
            continue
        if known is not None and known.get(summary.run, "") == _last_link(runs, path):
            continue
        try:
            entered = drill(runs, path)
        except SimulatorError as error:
            if summary.run not in (known or {}):
                yield LeftOut(shown(summary.run, longest=200), str(error))
            continue
        if entered is not None:
            yield entered


def _may_count(summary: RunSummary) -> bool:
    if summary.state is not State.ENDED or summary.player is Player.BOT:
        return False
    return summary.mode is not Mode.GUIDED and bool(summary.person) and bool(summary.rubric)


def _unreadable(runs: Runs, summary: RunSummary, path: Path) -> str:
    """Why a run can't even be looked at that may have been a drill; empty for every other."""
    if summary.state is State.NEWER:
        return "A newer Firedrill wrote it. Update Firedrill."
    if summary.state is not State.DAMAGED:
        return ""
    try:
        header = read_chain(runs.disk.read_first_line(path), summary.run).header
    except (SimulatorError, OSError):
        return f"This record was changed or damaged from its first line on. {_VERIFY}"
    return f"This record was changed or damaged at its end. {_VERIFY}" if counts(header) else ""


_VERIFY = "'firedrill verify' tells where."


def _last_link(runs: Runs, path: Path) -> str:
    """The hash that the journal's last line carries; what follows it was never shown."""
    try:
        end = runs.disk.read_end(path, _LINK + 1)
    except OSError:
        return ""
    return end[:64].decode("ascii", "replace") if len(end) > _LINK and end.endswith(b'"}\n') else ""


def drill(runs: Runs, path: Path) -> Entered | None:
    """Read one journal; None where it is no drill that counts. Raises `RecordUnreadable`."""
    with reading(path):
        data = runs.disk.read(path)
    name = shown(path.name, longest=200)
    recorded = read_chain(data, name)
    if recorded.damage is not None:
        raise RecordUnreadable(f"{name}:{recorded.damage.line}: this record was changed or damaged; it isn't entered.")
    if recorded.header.run != path.name.removesuffix(SUFFIX):
        raise RecordUnreadable(f"'{name}' holds the record of another run, {quoted(recorded.header.run)}.")
    return entered_from(recorded)


def entered_from(recorded: Recorded) -> Entered | None:
    """What the book keeps of *recorded*; None where it doesn't count."""
    header = recorded.header
    ended = bool(recorded.events) and isinstance(recorded.events[-1], ev.DrillEnded)
    if not counts(header) or not ended or not recorded.scorecards:
        return None
    try:
        entered = _entered(header, recorded)
        _insist_on_plain(entered)
    except (ValueError, RecursionError) as error:
        why = shown(str(error).replace("`", "'"), longest=100)
        raise RecordUnreadable(f"The scorecard of {quoted(header.run)} can't be entered: {why}.") from error
    return entered


def _entered(header: Header, recorded: Recorded) -> Entered:
    card = recorded.scorecards[-1]
    scores = decode_scores(card)
    attempt = Attempt(
        run=header.run,
        person=header.person,
        scenario=header.scenario,
        version=header.content_hash,
        mode=header.mode.value,
        rubric=card.version,
        started=header.started,
        cohort=header.cohort,
        # Two heads at one desk aren't one person's work either.
        assisted=bool(header.pair) or was_assisted(recorded.events),
        honesty=scores.honesty,
        empathy=scores.empathy,
        cadence=scores.cadence,
        generosity=scores.generosity,
        findings=_findings(card),
    )
    return Entered(attempt, header.house, header.seed, recorded.link.decode(), header.trainer, pair=header.pair)


def was_assisted(events: Sequence[Event]) -> bool:
    """Whether a trainer stepped in while the drill ran."""
    return any(isinstance(event, ev.TrainerIntervened) for event in events)


def _findings(card: KeptScorecard) -> tuple[Seen, ...]:
    dimensions = _cards.decode(bytes(card.card)).dimensions
    found = tuple((seen.rule, seen.principle, seen.effect) for dimension in dimensions for seen in dimension.findings)
    if len(found) > MOST_FINDINGS or not all(isfinite(effect) for _, _, effect in found):
        raise ValueError("its findings are none that any rubric gives")
    return found


def _insist_on_plain(entered: Entered) -> None:
    """Refuse words that no list could show and no database takes, such as a null character."""
    attempt = entered.attempt
    own = (attempt.run, attempt.person, attempt.scenario, attempt.rubric, attempt.started, attempt.cohort)
    of_findings = (word for rule, principle, _ in attempt.findings for word in (rule, principle))
    for word in (*own, entered.house, entered.trainer, *of_findings):
        if len(word) > LONGEST_WORD or not word.isprintable():
            raise ValueError("a word in it is too long, or doesn't print")
