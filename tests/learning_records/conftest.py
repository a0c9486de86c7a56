"""Drills that somebody played, told as statements; and a home in which such a drill was recorded."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.cli import main
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.disk import RealDisk
from simulator.journal.live import begin, end
from simulator.journal.records import Header, Mode
from simulator.journal.replay import Replayed
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import ENGINE, Playing, Runs
from simulator.learning_records.checking import encoded
from simulator.learning_records.delivering import Delivered, Delivery, to_send
from simulator.learning_records.outbox import Made, Outbox
from simulator.learning_records.place import BASE, PASSWORD, USER, Login
from simulator.learning_records.statements import Verdict, statements
from simulator.learning_records.store import HttpStore
from simulator.learning_records.vocabulary import Addresses
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from tests.learning_records.a_store import LocalStore

CAKE = Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml"
SHELF = scenario_paths(shelf_folder())
ADA = "0123456789ab"
GRACE = "ba9876543210"
NO_ERROR = Verdict("first")
HOUSE = Addresses("https://care.example")


@cache
def a_run(bot: str = "careful", path: Path = CAKE, seed: int = 0) -> Replayed:
    """A drill on *path*, played as *bot* would, by a person."""
    story = cast(read_scenario(path), seed)
    session = LiveSession(story, seed)
    play(session, make(bot, story, seed))
    header = Header(
        run=f"20260301-093000-{story.id}-{bot}",
        scenario=story.id,
        content_hash=story.content_hash or "0" * 64,
        seed=seed,
        engine=ENGINE,
        rubric="3",
        started="2026-03-01T09:30:00Z",
        person=ADA,
        mode=Mode.TIMED,
    )
    events = session.events(0)
    return Replayed(header, story, events, (kept_scorecard(story, events),), "0" * 64)


def with_header(run: Replayed, /, **told: object) -> Replayed:
    return msgspec.structs.replace(run, header=msgspec.structs.replace(run.header, **told))


def told(run: Replayed, verdict: Verdict | None = NO_ERROR) -> list[dict[str, object]]:
    """The statements of *run* as a store reads them."""
    return [msgspec.json.decode(encoded(statement)) for statement in statements(run, verdict, HOUSE)]


MANY = tuple(encoded(one) for one in statements(a_run("careful", SHELF[-1]), NO_ERROR, HOUSE))
FEW = tuple(encoded(one) for one in statements(a_run("careful"), NO_ERROR, HOUSE))[:12]
MADE = Made("0" * 64, "terms")


def ids_of(data: tuple[bytes, ...]) -> set[str]:
    """The ids of statements in JSON."""
    return {msgspec.json.decode(one)["id"] for one in data}


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    tokens = count(1)
    return Runs(
        tmp_path / "home",
        clock=lambda: datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        token=lambda: f"{next(tokens) * 7919:012x}"[::-1],
    )


@pytest.fixture
def record(runs: Runs) -> Callable[..., str]:
    """Records a drill that a person played as a bot would; gives the run's name."""

    def played(person: str = ADA, mode: Mode = Mode.TIMED, bot: str = "hurried", **more: object) -> str:
        live = begin(runs, str(CAKE), Playing(person=person, mode=mode, **more))
        play(live.session, make(bot, live.story, 0))
        end(live)
        return live.run.header.run

    return played


@pytest.fixture
def store() -> Iterator[LocalStore]:
    """A record store on this computer, and only for this test."""
    with LocalStore() as here:
        yield here


class Clock:
    """Notes how long somebody would have waited, and what was said to them."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.said: list[str] = []

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    (tmp_path / "run.jsonl").touch()
    return Outbox(tmp_path, RealDisk(), "run")


@pytest.fixture
def deliver(store: LocalStore, outbox: Outbox, clock: Clock) -> Callable[..., Delivered]:
    """Brings statements to the store, with an outbox of their own."""

    def run(data: tuple[bytes, ...] = FEW, login: Login | None = None, **settings: object) -> Delivered:
        send = HttpStore(store.place, login, **{"timeout_s": 5.0, **settings})
        return Delivery(store.place, send, outbox, clock, clock.said.append).deliver(to_send(data), MADE)

    return run


class Printed(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def firedrill(runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Printed]:
    monkeypatch.setenv("FIREDRILL_HOME", str(runs.home))
    for name in (USER, PASSWORD, BASE):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Printed:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Printed(code, *capsys.readouterr())

    return run
