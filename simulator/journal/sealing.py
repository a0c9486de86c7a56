"""Seals: the head of a run signed with a trainer's key, which lies outside the records (Ed25519).

Theory of operation. A chain shows that its file wasn't damaged; whoever can write the file can still write another one
from its first line on. A seal is a signed statement of how far a run had come and which hash its last line bore. One
copy lies beside the journal, for others to check; another in the register beside the key, so that an older run with its
older seal can't be put back unseen. What stands behind a seal isn't vouched for. A run that somebody played on their
own has no seal: whoever holds the records holds everything, and no program can change that.
"""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from simulator.errors import NotFound, RecordUnreadable
from simulator.journal.chain import link_of, sealed
from simulator.journal.disk import AppendFile, Disk, reading, writing
from simulator.journal.good_lines import Good, good_lines
from simulator.journal.home import SUFFIX
from simulator.journal.keys import PUBLIC_FILE, Keys, fingerprint, signed_by
from simulator.journal.records import Recorded
from simulator.journal.replay import cast_story
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import Clock, Runs, has_ended, wall_clock
from simulator.scenario.problems import quoted, shown

FORMAT = 1
LARGEST_SEAL = 16 * 1024


class Seal(Struct, frozen=True, kw_only=True):
    """What *key* vouches for: the first *size* bytes of *run* are whole, hold *events* and end with the hash *link*."""

    run: str
    plan: str
    trainer: str
    person: str  # an id; a tombstone knows them by it, when the run is gone
    pair: str
    number: int  # of the seals of this run, from 1
    made: str  # wall time in UTC, as in a header
    events: int
    scorecards: int
    ended: bool
    size: int
    link: str
    key: str
    format: int = FORMAT


class Signed(Struct, frozen=True):
    """A *seal* as the very bytes that were signed, and the *signature* in hex."""

    seal: Raw
    signature: str

    @property
    def says(self) -> Seal:
        """What the seal says, whoever signed it; raises ValueError."""
        return _seals.decode(bytes(self.seal))


class Held(Struct, frozen=True):
    """What a seal says of a run: *sealed* where it holds to the last line, *trouble* where the run isn't as sealed.

    The *sentence* is empty for a run that somebody played on their own.
    """

    sealed: bool
    sentence: str
    trouble: str = ""
    by: str = ""  # the fingerprint of the key
    made: str = ""


_seals = msgspec.json.Decoder(Seal)
_signed = msgspec.json.Decoder(Signed)


def seal_path(path: Path) -> Path:
    """Where the copy of the newest seal of the journal at *path* lies."""
    return path.with_name(f"{path.name.removesuffix(SUFFIX)}.seal")


class Sealing:
    """Seals runs with the key of this computer, and knows which it has sealed."""

    def __init__(self, keys: Keys, clock: Clock = wall_clock) -> None:
        self.keys = keys
        self._clock = clock
        self._register = keys.folder / f"seals{SUFFIX}"

    def seal(self, runs: Runs, run: str) -> Seal | None:
        """Seal *run* as it stands; None where nothing is new since its last seal, or it is no run of a trainer's drill.

        Raises `RecordUnreadable` for a run that isn't whole or not as it was sealed before: it keeps its old seal.
        """
        path, recorded = runs.whole_run(run)
        header = recorded.header
        if not header.plan or path.name.removesuffix(SUFFIX) != header.run:
            return None
        with self.keys.locked(self._register) as register:
            before = self.newest(runs.disk, path)
            if before is not None:
                if before.link == recorded.link.decode():
                    return None
                if trouble := _mismatch(before, runs.disk, path) or _forged_behind(before, runs, path, recorded):
                    raise RecordUnreadable(f"{quoted(header.run)} isn't sealed again: {trouble}")
            made = self._made(recorded, before.number + 1 if before else 1)
            self._keep(register, runs.disk, path, made)
        return made

    def registered(self, run: str) -> tuple[Seal, ...]:
        """Every seal of *run* in the register, the oldest first; raises `RecordUnreadable` where it was changed."""
        if not self.keys.is_there(self._register.name):
            return ()
        trusted = self.keys.trusted()
        found = (self._checked(each, run, trusted) for each in self._read_register().lines)
        return tuple(seal for seal in found if seal is not None)

    def newest(self, disk: Disk, path: Path) -> Seal | None:
        """The newest seal of the run at *path* by a key that counts here, from the register or from beside the run."""
        run = path.name.removesuffix(SUFFIX)
        copy = read_seal(disk, path)
        beside = self._checked(copy, run, self.keys.trusted()) if copy else None
        seals = [*self.registered(run), *([beside] if beside else [])]
        return max(seals, key=lambda seal: seal.number, default=None)

    def _checked(self, signed: Signed, run: str, trusted: frozenset[str]) -> Seal | None:
        """The seal, where it is of *run* and one of the *trusted* keys signed these very bytes; else None."""
        try:
            seal = signed.says
        except (ValueError, RecursionError):
            return None
        counts = seal.run == run and seal.key in trusted
        return seal if counts and signed_by(seal.key, signed.signature, bytes(signed.seal)) else None

    def _made(self, recorded: Recorded, number: int) -> Seal:
        header = recorded.header
        return Seal(
            run=header.run,
            plan=header.plan,
            trainer=header.trainer,
            person=header.person,
            pair=header.pair,
            number=number,
            made=self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            events=len(recorded.events),
            scorecards=len(recorded.scorecards),
            ended=has_ended(recorded),
            size=recorded.good,
            link=recorded.link.decode(),
            key=self.keys.public(),
        )

    def _keep(self, register: AppendFile, disk: Disk, path: Path, made: Seal) -> None:
        """Write the register first: its newest seal counts, and the copy beside the run may be older after a kill."""
        statement = msgspec.json.encode(made)
        signed = msgspec.json.encode(Signed(Raw(statement), self.keys.sign(statement)))
        good = self._read_register()
        line, _ = sealed(good.link, signed)
        with writing(self._register):
            register.cut(good.size)
            register.write(line)
            register.sync()
        with writing(seal_path(path)):
            disk.write_whole(seal_path(path), signed + b"\n")

    def _read_register(self) -> Good[Signed]:
        """Its lines; one half written behind them says nothing."""
        with reading(self._register):
            data = self.keys.disk.read(self._register)
        return good_lines(data, _signed.decode, self._damaged)

    def _damaged(self, line: int) -> str:
        return (
            f"{self._register}:{line}: this line was changed or damaged after it was written. "
            "Put back a copy from a backup: without it an older record can't be told from the newest."
        )


def read_seal(disk: Disk, path: Path) -> Signed | None:
    """What lies beside the journal at *path* as its seal; None where nothing does, or nothing that reads as one."""
    try:
        return _signed.decode(disk.read(seal_path(path), LARGEST_SEAL))
    except (OSError, ValueError, RecursionError):
        return None


def held(sealing: Sealing, disk: Disk, path: Path, recorded: Recorded, trainer: str) -> Held:
    """Hold the run at *path*, which was read as *recorded* and is whole, against its newest seal.

    *trainer* is what to call whoever runs the drill. Raises `RecordUnreadable` for a register that can't be read.
    """
    newest = sealing.newest(disk, path)
    if newest is None:
        return _without_a_seal(sealing, disk, path, recorded)
    by = fingerprint(newest.key)
    who = f"{shown(trainer or newest.trainer, longest=80)} (key {by}) at {newest.made}"
    if trouble := _mismatch(newest, disk, path):
        return Held(False, "", f"{quoted(newest.run)} isn't as {who} sealed it: {trouble}", by, newest.made)
    if behind := _behind(newest, recorded):
        told = f"Sealed up to event {newest.events} by {who}, and that holds; unverified behind it: {behind}."
        return Held(False, told, "", by, newest.made)
    return Held(True, f"Sealed by {who}: it is as it was then.", "", by, newest.made)


def _behind(seal: Seal, recorded: Recorded) -> str:
    """What nobody vouches for, because it was written behind *seal*; empty where nothing was."""
    behind = {
        "event": len(recorded.events) - seal.events,
        "scorecard": len(recorded.scorecards) - seal.scorecards,
    }
    return " and ".join(f"{many} {what}{'s' if many != 1 else ''}" for what, many in behind.items() if many)


def _forged_behind(seal: Seal, runs: Runs, path: Path, recorded: Recorded) -> str:
    """What a new seal would vouch for and mustn't: behind its end a run gets today's scorecards and nothing else."""
    if not seal.ended:
        return ""
    own = kept_scorecard(cast_story(runs.source(path.parent, recorded.header), recorded.header), recorded.events)
    cards = recorded.scorecards[seal.scorecards :]
    if len(recorded.events) != seal.events or any(bytes(card.card) != bytes(own.card) for card in cards):
        return "behind its end stands something that this Firedrill's rubric doesn't make of it."
    return ""


def _without_a_seal(sealing: Sealing, disk: Disk, path: Path, recorded: Recorded) -> Held:
    stranger = _stranger(sealing, disk, path)
    if stranger:
        told = (
            f"Unverified: sealed with the key {stranger}, which isn't known here. Compare that with your trainer's, "
            f"and put their '{PUBLIC_FILE}' into '{sealing.keys.folder}' under another name that ends in '.pub'."
        )
        return Held(False, told, "", stranger)
    if seal_path(path).name in disk.names(path.parent):
        told = (
            f"'{seal_path(path).name}' is no seal of {quoted(recorded.header.run)}: it was changed, or is another's. "
        )
        return Held(False, "", f"{told}Put back a copy from a backup.")
    if not recorded.header.plan:
        return Held(False, "")
    plan = shown(recorded.header.plan, longest=80)
    return Held(False, f"Unverified: not sealed yet. 'firedrill drill {plan}' on the trainer's computer seals it.")


def _stranger(sealing: Sealing, disk: Disk, path: Path) -> str:
    """The fingerprint of a key that isn't known here and has sealed just this run as it is; else nothing."""
    copy = read_seal(disk, path)
    try:
        seal = copy.says if copy else None
    except (ValueError, RecursionError):
        return ""
    if copy is None or seal is None or seal.key in sealing.keys.trusted():
        return ""
    fits = seal.run == path.name.removesuffix(SUFFIX) and not _mismatch(seal, disk, path)
    return fingerprint(seal.key) if fits and signed_by(seal.key, copy.signature, bytes(copy.seal)) else ""


def _mismatch(seal: Seal, disk: Disk, path: Path) -> str:
    """What is not as it was when *seal* was made; empty where everything is."""
    with reading(path):
        data = disk.read(path)
    if len(data) < seal.size:
        older = " An older record may have been put back." if seal.number > 1 else ""
        return f"{seal.size - len(data)} bytes are missing at its end.{older} Put back a copy from a backup."
    head = data[: seal.size]
    if not head.endswith(b"\n") or link_of(head[:-1]) != seal.link.encode():
        return "it was written anew since. Put back a copy from a backup."
    return ""


def gone(sealing: Sealing, name: str, erased: Callable[[str], str]) -> NotFound | None:
    """What to say of the run *name* that was sealed once and isn't there; None where it never was sealed here.

    *erased* gives when the person with an id was erased, or nothing.
    """
    seals = sealing.registered(name)
    if not seals:
        return None
    told = f"{quoted(name)} was sealed at {seals[-1].made} with {seals[-1].events} events, and its record isn't here."
    when = next((at for at in map(erased, (seals[-1].person, seals[-1].pair)) if at), "")
    if when:
        return NotFound(f"{told} Who played it was erased at {when}: it is gone as it should be.")
    return NotFound(f"{told} Nobody who played it was erased: it had been kept long enough, or was moved or deleted.")
