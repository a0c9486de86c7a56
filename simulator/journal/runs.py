"""All the runs of one home: begin one, go on with one, read one, list them.

The desktop, the terminal and the command line open their journals here and nowhere else:

    runs = Runs(find_home())
    run = runs.open_run(story, source, Playing(seed=0, person=runs.people.latest()))
    session = LiveSession(cast(story, 0), 0, record=run.append)      # ... and run.close() at the end
    resumed = runs.resume_run("latest")                              # .run, .events, .source: for LiveSession.resume
    for summary in runs.list_runs(): ...                             # newest first, files barely touched
"""

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from simulator.drill.events import DrillEnded, Event
from simulator.errors import NotFound, RecordUnreadable, StorageFailed
from simulator.journal.chain import read_chain
from simulator.journal.disk import Disk, Kind, RealDisk, RunInUse, reading, writing
from simulator.journal.home import SUFFIX, cut_path, find_house, journal_path, snapshot_path
from simulator.journal.listing import RunSummary, State, summarise
from simulator.journal.notebook import Notebook
from simulator.journal.people import People
from simulator.journal.records import Accommodations, Header, KeptScorecard, Mode, Player, Recorded
from simulator.journal.writing import Run
from simulator.scenario.problems import did_you_mean, listed, quoted, shown
from simulator.scenario.story import Story

ENGINE = "1"  # rises when the same seed and actions may give other events than before
LATEST = "latest"
# What a scenario and a house may have; the guard says so too, and loading it takes YAML.
LARGEST_SNAPSHOT = (512 + 65) * 1024

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Give the time of day, in UTC."""
    return datetime.now(UTC)


def random_token() -> str:
    """Give twelve random hex digits."""
    return os.urandom(6).hex()


class Playing(Struct, frozen=True, kw_only=True):
    """What a header says about who plays, and how."""

    seed: int = 0
    person: str = ""
    player: Player = Player.PERSON
    bot: str = ""
    mode: Mode = Mode.UNTIMED
    accommodations: Accommodations = Accommodations()
    rubric: str = ""
    plan: str = ""
    cohort: str = ""
    trainer: str = ""
    pair: str = ""


class Resumed(Struct, frozen=True):
    """A run opened again: its open journal, the events so far, its scorecards, and the scenario as it was, in bytes."""

    run: Run
    header: Header
    events: tuple[Event, ...]
    source: bytes
    scorecards: tuple[KeptScorecard, ...] = ()


class Runs:
    """The records under *home*. *clock* and *token* are handed in so that tests know what comes.

    *house* names the house file that new runs are played with (see `find_house`).
    """

    def __init__(
        self,
        home: Path,
        disk: Disk | None = None,
        clock: Clock = wall_clock,
        token: Callable[[], str] = random_token,
        house: str = "",
    ) -> None:
        self.home = home
        self._house = house
        self.disk: Disk = disk or RealDisk()
        self.people = People(home, self.disk, token)
        self.notebook = Notebook(home, self.disk)
        self._clock = clock
        self._token = token

    @property
    def house(self) -> Path | None:
        """The house file that is laid over what is played here; raises `NotFound` where it isn't there."""
        return find_house(self.home, self._house)

    def now(self) -> datetime:
        """Give the time of day, in UTC, as new runs have it."""
        return self._clock().astimezone(UTC)

    def open_run(self, story: Story, source: bytes, playing: Playing, grouped: bool = False) -> Run:
        """Begin a new journal for *story*, whose file's bytes are *source*, and keep a copy of them beside it.

        *grouped* is for bots: everything is written when the run is closed. Raises `StorageFailed`.
        """
        self.keep_snapshot(source)
        now = self.now()
        header = Header(
            run=self._new_name(story.id, now),
            scenario=story.id,
            content_hash=sha256(source).hexdigest(),
            seed=playing.seed,
            engine=ENGINE,
            rubric=playing.rubric,
            started=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            person=playing.person,
            player=playing.player,
            bot=playing.bot,
            mode=playing.mode,
            accommodations=playing.accommodations,
            house=story.house,
            plan=playing.plan,
            cohort=playing.cohort,
            trainer=playing.trainer,
            pair=playing.pair,
        )
        return self._begun(header, grouped)

    def resume_run(self, name: str = LATEST) -> Resumed:
        """Open an unfinished run again behind its last whole batch.

        Bytes that a crash left half written are kept aside in a `.cut` file. Raises `NotFound`, `RunInUse`,
        `RecordUnreadable` and `StorageFailed`.
        """
        return self._opened_again(self.find(name, unfinished=True), _insist_on_unfinished)

    def reopen_ended(self, name: str) -> Resumed:
        """Open a run that has ended, to keep another scorecard behind its last; raises as `resume_run` does."""
        return self._opened_again(self.find(name), _insist_on_ended)

    def _opened_again(self, path: Path, insist: Callable[[Recorded], None]) -> Resumed:
        with writing(path):
            file = self.disk.append_to(path, new=False)
        try:
            with writing(path):
                locked = file.lock()
            if not locked:
                raise RunInUse(_in_use(path))
            recorded = self._read(path)
            _insist(path, recorded)
            insist(recorded)
            source = self.source(path.parent, recorded.header)
            run = Run(file, path, recorded.header)
            run.go_on(recorded.link, len(recorded.events), recorded.good)
            if recorded.torn:
                with writing(path):
                    self._keep_aside(path, recorded)
                    file.cut(recorded.good)
        except BaseException:
            with suppress(OSError):
                file.close()
            raise
        return Resumed(run, recorded.header, tuple(recorded.events), source, tuple(recorded.scorecards))

    def discard(self, run: Run) -> None:
        """Close *run*; if nothing was played its file goes too, so that a look at a briefing leaves no run behind."""
        run.close()
        if run.events == 0:
            self._remove(run)

    def drop(self, run: Run) -> None:
        """Close *run* without what waits to be written, and delete it: a bot's run that didn't come to its end."""
        run.abandon()
        self._remove(run)

    def _remove(self, run: Run) -> None:
        with suppress(OSError):
            self.disk.remove(run.path)

    def read_run(self, name: str) -> tuple[Path, Recorded]:
        """Give where *name*'s journal lies and what is in it, damage included; raises as `resume_run` does."""
        path = self.find(name)
        return path, self._read(path)

    def whole_run(self, name: str) -> tuple[Path, Recorded]:
        """Read *name*'s journal and insist that it is undamaged; raises `RecordUnreadable` with the place."""
        path, recorded = self.read_run(name)
        _insist(path, recorded)
        return path, recorded

    def source(self, folder: Path, header: Header) -> bytes:
        """Give the bytes of the scenario that a run was played on; raises `RecordUnreadable`."""
        path = snapshot_path(folder, header.content_hash)
        try:
            data = self.disk.read(path, LARGEST_SNAPSHOT)
        except OSError as error:
            raise RecordUnreadable(
                f"The copy of {quoted(header.scenario)} that this run was played on can't be read: '{path}'. "
                "Put the file back to use the run."
            ) from error
        if sha256(data).hexdigest() != header.content_hash:
            raise RecordUnreadable(f"'{path}' was changed after a run was played on it. Put the old file back.")
        return data

    def keep_snapshot(self, source: bytes) -> None:
        """Keep *source* once under its hash; a copy that was damaged meanwhile is written anew."""
        path = snapshot_path(self.home, sha256(source).hexdigest())
        with writing(path):
            self.disk.make_folder(path.parent)
            there = self.disk.kind(path)
            if there is Kind.OTHER:
                raise StorageFailed(
                    f"'{path}' should be a file with the scenario that is played, and is something else. Move it away."
                )
            if there is Kind.NOTHING or not self._holds(path, source):
                self.disk.write_whole(path, source)

    def _holds(self, path: Path, source: bytes) -> bool:
        try:
            return self.disk.read(path, LARGEST_SNAPSHOT) == source
        except OSError:
            return False

    def list_runs(self) -> tuple[RunSummary, ...]:
        """Sum up every run, the newest first; damaged ones are listed as damaged."""
        summaries = (summarise(self.disk, journal_path(self.home, name)) for name in self._names())
        found = (summary for summary in summaries if summary is not None)
        return tuple(sorted(found, key=lambda summary: (summary.started, summary.run), reverse=True))

    def find(self, name: str, unfinished: bool = False, hidden: Collection[str] = ()) -> Path:
        """Give the journal called *name*: a run's name or the beginning or end of one, `latest`, or a file's path.

        With *unfinished*, `latest` is the latest that a person has begun and not ended; *hidden* are only meant by
        their whole name. Raises `NotFound`.
        """
        if name.endswith(SUFFIX):
            return self._given(Path(name))
        if name == LATEST:
            return self._latest(unfinished)
        names = self._names()
        if name in names:
            return journal_path(self.home, name)
        names = [known for known in names if known not in hidden]
        near = [known for known in names if name and (known.startswith(name) or known.endswith(name))]
        if len(near) == 1:
            return journal_path(self.home, near[0])
        if near:
            raise NotFound(f"{quoted(name)} could be {listed(near)}. Write more of the name.")
        raise NotFound(f"No run is called {quoted(name)}.{did_you_mean(name, names)} 'firedrill scores' lists them.")

    def _names(self) -> list[str]:
        with reading(self.home):
            files = self.disk.names(self.home)
        # We give no run a name that doesn't print, such as one that isn't UTF-8.
        return [file.removesuffix(SUFFIX) for file in files if file.endswith(SUFFIX) and file.isprintable()]

    def _given(self, path: Path) -> Path:
        # A path with a null byte is a ValueError.
        with suppress(OSError, ValueError):
            if path.name in self.disk.names(path.parent):
                return path
        told = shown(str(path), longest=200)
        raise NotFound(f"There is no journal at '{told}'. 'firedrill scores' lists the runs.")

    def _latest(self, unfinished: bool) -> Path:
        for summary in self.list_runs():
            if not unfinished:
                return journal_path(self.home, summary.run)
            if summary.state is State.UNFINISHED and summary.player is Player.PERSON:
                return journal_path(self.home, summary.run)
        raise NotFound(
            "No drill waits to be gone on with. 'firedrill play ID' begins one; 'firedrill scenarios' lists them."
            if unfinished
            else "No drill was played yet. 'firedrill scenarios' lists what there is to play."
        )

    def _new_name(self, scenario: str, now: datetime) -> str:
        plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in scenario)[:60]
        return f"{now.strftime('%Y%m%d-%H%M%S')}-{plain}-{self._token()[:6]}"

    def _begun(self, header: Header, grouped: bool) -> Run:
        path = journal_path(self.home, header.run)
        with writing(path):
            self.disk.make_folder(self.home)
            file = self.disk.append_to(path, new=True)
        try:
            with writing(path):
                locked = file.lock()
            if not locked:
                raise RunInUse(_in_use(path))
            run = Run(file, path, header, grouped)
            run.begin()
        except StorageFailed:
            with suppress(OSError):
                file.close()
                self.disk.remove(path)
            raise
        return run

    def _read(self, path: Path) -> Recorded:
        with reading(path):
            data = self.disk.read(path)
        return read_chain(data, shown(path.name, longest=200))

    def _keep_aside(self, path: Path, recorded: Recorded) -> None:
        aside = cut_path(path.parent, path.name.removesuffix(SUFFIX), recorded.good)
        self.disk.write_whole(aside, self.disk.read(path)[recorded.good :])


def _insist(path: Path, recorded: Recorded) -> None:
    if recorded.damage:
        raise RecordUnreadable(damage_sentence(path, recorded))


def has_ended(recorded: Recorded) -> bool:
    """Whether the drill came to its end."""
    return bool(recorded.events) and isinstance(recorded.events[-1], DrillEnded)


def _insist_on_unfinished(recorded: Recorded) -> None:
    run = recorded.header.run
    if has_ended(recorded):
        raise NotFound(f"{quoted(run)} has ended. 'firedrill replay {run}' shows how it went.")
    if recorded.header.engine != ENGINE:
        raise RecordUnreadable(
            f"{quoted(run)} was begun with {other_engine(recorded.header)}, so it can't be gone on with: the same "
            f"moves might bring about something else. 'firedrill replay {run}' shows how far it came."
        )


def _insist_on_ended(recorded: Recorded) -> None:
    run = recorded.header.run
    if not has_ended(recorded):
        raise NotFound(f"{quoted(run)} hasn't ended, so there is nothing to score. 'firedrill resume {run}' goes on.")


def other_engine(header: Header) -> str:
    """Say which engine a run was played on and which one this is."""
    return f"engine {quoted(header.engine)} (this Firedrill has engine '{ENGINE}')"


def damage_sentence(path: Path, recorded: Recorded) -> str:
    """Say where a journal is damaged, what is still good, and what to do."""
    damage = recorded.damage
    assert damage is not None
    return (
        f"{shown(path.name, longest=200)}:{damage.line}: this record was changed or damaged after it was written "
        f"({shown(damage.what, longest=120)}); {len(recorded.events)} events before it are intact. "
        "The file is left as it is: put back a copy from a backup, or play the drill anew."
    )


def _in_use(path: Path) -> str:
    return (
        f"{quoted(path.name.removesuffix(SUFFIX))} is open in another Firedrill. Go on there, or close it there first."
    )
