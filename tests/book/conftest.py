"""Books of both kinds, and homes with journals as somebody would leave them: made quickly, judged by nobody."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import create_engine, text

from simulator.book.book import Book, Source
from simulator.book.ledger import Ledger
from simulator.book.opening import OpenBook, open_book
from simulator.book.place import BookPlace, book_place
from simulator.book.rows import Entered
from simulator.comparing.attempts import Attempt
from simulator.drill import events as ev
from simulator.journal.disk import RealDisk
from simulator.journal.records import KeptScorecard, Mode
from simulator.journal.runs import Playing, Runs

SERVER = "FIREDRILL_TEST_POSTGRES"
NO_SERVER = (
    f"no PostgreSQL server is here: set {SERVER} to the URL of one that may be written to, such as "
    "postgresql://postgres@/postgres?host=/run/postgresql (.ci/run starts one)"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def file_place(home: Path) -> BookPlace:
    return book_place(home, environ={})


@pytest.fixture
def server_place() -> Iterator[BookPlace]:
    """A schema of its own on a real server; skipped, and why is said, where there is none."""
    url = os.environ.get(SERVER, "")
    if not url:
        pytest.skip(NO_SERVER)
    schema = f"firedrill_{uuid4().hex}"
    place = book_place(Path(), f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}", {})
    engine = create_engine(place.url.split("options=")[0].rstrip("&?"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield place
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def opened(file_place: BookPlace) -> Iterator[OpenBook]:
    with open_book(file_place) as book:
        yield book


@pytest.fixture
def book(opened: OpenBook) -> Book:
    return Book(opened)


@pytest.fixture
def ledger(home: Path) -> Ledger:
    return Ledger(home, RealDisk())


@pytest.fixture
def attempt() -> Callable[..., Entered]:
    return an_attempt


def an_attempt(number: int = 0, person: str = "p0", record: str = "", **told: object) -> Entered:
    """A drill that nobody played; *told* is what matters of it."""
    plain: dict[str, object] = {
        "scenario": "lake",
        "version": "v1",
        "mode": "timed",
        "rubric": "3",
        "started": "2026-03-01T09:30:00Z",
        "cohort": "spring",
        "honesty": float(number % 101),
        "empathy": 50.0,
        "generosity": 12.3,
        "findings": (("broken-word", "P10", -6.0), ("met", "P02", 4.5)),
    }
    attempt = Attempt(**{**plain, **told, "run": f"run-{number:05}", "person": person})  # type: ignore[arg-type] # see plain
    return Entered(attempt, "", number, record or f"record-{number}")


def a_card(honesty: float = 80.0, rule: str = "broken-word") -> KeptScorecard:
    seen = {"rule": rule, "principle": "P10", "effect": -6.0, "sentence": "You broke your word."}
    card = {"scenario": "lake", "honesty": honesty, "empathy": 50.0, "cadence": None, "generosity": 12.3}
    return KeptScorecard("3", msgspec.Raw(msgspec.json.encode({**card, "dimensions": [{"findings": [seen]}]})))


class _Story:
    """What `open_run` looks at of a story."""

    house = ""

    def __init__(self, name: str) -> None:
        self.id = name


class Homes:
    """Makes homes, and journals in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokens = count(1)

    def runs(self, name: str = "home", moment: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)) -> Runs:
        return Runs(self._folder / name, clock=lambda: moment, token=lambda: f"{next(self._tokens):012x}"[::-1])

    def source(self, name: str = "home") -> Source:
        runs = self.runs(name)
        return Source(runs, Ledger(runs.home, runs.disk))

    def play(
        self,
        runs: Runs,
        person: str,
        *events: ev.Event,
        card: KeptScorecard | None = None,
        mode: Mode = Mode.TIMED,
        ends: bool = True,
        scenario: str = "lake",
        **playing: object,
    ) -> str:
        """Leave the journal of a drill behind; gives its run."""
        told = Playing(person=person, mode=mode, **playing)  # type: ignore[arg-type] # whatever a test says
        with runs.open_run(_Story(scenario), f"id: {scenario}\n".encode(), told) as run:  # type: ignore[arg-type] # see _Story
            run.append((ev.DrillStarted(0), *events))
            if ends:
                run.append((ev.DrillEnded(90_000, "found", ev.Why.COMPLETED),))
                run.keep_scorecard(card or a_card())
        return run.name


@pytest.fixture
def homes(tmp_path: Path) -> Homes:
    return Homes(tmp_path)
