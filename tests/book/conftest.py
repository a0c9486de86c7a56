"""Books of both kinds, and homes with journals as somebody would leave them: made quickly, judged by nobody."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import create_engine, text

from simulator.book.asking import Wanted, attempts
from simulator.book.book import Book, Source
from simulator.book.ledger import Kind, Ledger, Looked, Rated, Rostered
from simulator.book.opening import OpenBook, open_book
from simulator.book.place import BookPlace, book_place
from simulator.book.rows import Entered
from simulator.comparing.attempts import Attempt
from simulator.drill import events as ev
from simulator.drill.actions import Say
from simulator.journal.disk import RealDisk
from simulator.journal.rechaining import chained_lines
from simulator.journal.records import KeptScorecard, Mode, NextTime, OwnRating
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


NAME = "Zoë Quackenbush"
TYPED = 'I\'d have said "qwertzuiop" here, ça va'
WORDS = (NAME, "Quackenbush", "qwertzuiop", "plus-words", "delta-words", "next-words", "rated-words", "cohort-quack")


class Crowd(NamedTuple):
    """Two people of one home: *first* is a drill of *zoe*'s, *kept* the other's."""

    runs: Runs
    zoe: str
    first: str
    kept: str


def a_crowd(homes: Homes, book: Book, ledger: Ledger) -> Crowd:
    """A home with everything in it that there can be of one of its people, and the book of it."""
    runs = homes.runs()
    zoe, other = runs.people.called(NAME), runs.people.called("Ada")
    typed = (ev.MoveStarted(5_000, Say(reply="r", own_words=TYPED), 25_000),)
    first = homes.play(runs, zoe, *typed, scenario="only-hers")
    practice = homes.play(runs, zoe, *typed, mode=Mode.GUIDED)
    homes.play(runs, zoe, *typed, ends=False)
    (runs.home / f"{practice}.9.cut").write_text(TYPED, encoding="utf-8")
    kept = homes.play(runs, other)
    runs.notebook.add(OwnRating(first, zoe, 1, 2, 3, 4, "plus-words", "delta-words"))
    runs.notebook.add(NextTime(kept, other, "breathe first"))
    runs.notebook.add(NextTime(first, zoe, "next-words"))
    for run, rater, reason in (
        (first, "t1", "rated-words"),
        (kept, "t1", "steady"),
        (kept, zoe, "honesty: rated-words"),
    ):
        ledger.add(
            Rated(run=run, rater=rater, kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", empathy=50.0, reason=reason)
        )
    ledger.add(Rostered("monday", zoe, "desk"))
    ledger.add(Looked("2026-03-02T09:00:00Z", "boss", "export", zoe))
    for name, told in _left_by(first).items():
        (runs.home / name).parent.mkdir(exist_ok=True)
        (runs.home / name).write_text(told, encoding="utf-8")
        if name.endswith(".part"):
            os.utime(
                runs.home / name, (LONG_AGO, LONG_AGO)
            )  # its writer was killed, and isn't at it on another computer
    _set_up_a_drill(runs.home / "drills" / "monday", zoe, first)
    book.bring_in([homes.source()])
    book.ask(lambda c: attempts(c, Wanted()))
    return Crowd(runs, zoe, first, kept)


LONG_AGO = 1_767_225_600  # 2026-01-01


def _left_by(run: str) -> dict[str, str]:
    return {
        f"debriefs/{run}.html": f"<p>{NAME}: {TYPED}",
        f"{run}.120.cut": TYPED,
        f"{run}.seal": run,
        f"outbox/{run}.sending": run,
        "trouble.txt": TYPED,
        f".{run}.jsonl.99999999.part": TYPED,
        ".people.json.99999999.part": NAME,
        "book.before-20260101-000000.sqlite": "rated-words",
        "notes/notebook.9.cut": "delta-words",
        "plans/hers.yaml": f"people: [{NAME}]",
        "plans/theirs.yaml": f'people:\n  - {{name: "{NAME}", seed: 3}}\n  - {{name: "Ada"}}\n',
    }


def _set_up_a_drill(folder: Path, person: str, run: str) -> None:
    """A drill with a class, as the training room leaves it."""
    (folder / "status").mkdir(parents=True)
    (folder / "status" / "0.json").write_text(f'{{"run":"{run}","last_deed":"to Ada: {TYPED[-5:]}"}}', encoding="utf-8")
    mark = {"do": "mark", "id": "order-1", "actor": "t1", "note": f"ask {NAME} why"}
    own = {"do": "mark", "id": "order-2", "actor": person, "note": "rated-words"}
    lines = (
        {"line": "set_up", "places": [{"number": 0, "person": person}, {"number": 1, "person": "p9"}]},
        {"line": "ordered", "action": mark, "to": [person]},
        {"line": "ordered", "action": own},
        {"line": "ordered", "action": {**mark, "id": "order-3", "note": "Quackenbush waited"}},
    )
    (folder / "control.jsonl").write_bytes(chained_lines(map(msgspec.json.encode, lines)))


def holding(home: Path, *words: str) -> list[str]:
    """Every file of *home*, and of what is below it, in which one of *words* stands in whatever encoding."""
    forms = [
        form for word in words for form in (word.encode(), word.encode("utf-16-le"), msgspec.json.encode(word)[1:-1])
    ]
    files = [path for path in home.rglob("*") if path.is_file()]
    return [str(path.relative_to(home)) for path in files if any(form in path.read_bytes() for form in forms)]


@pytest.fixture
def homes(tmp_path: Path) -> Homes:
    return Homes(tmp_path)
