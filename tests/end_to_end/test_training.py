"""A drill with a class: four people, two stations as two programs, a trainer at a third, and one station killed."""

import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.book.asking import Wanted, attempts
from simulator.book.opening import OpenBook, open_book
from simulator.book.place import BookPlace
from simulator.drill import events as ev
from simulator.journal.records import Recorded
from simulator.journal.runs import Runs
from simulator.journal.verifying import verify
from tests.book.conftest import server_place  # noqa: F401 - a fixture
from tests.training.conftest import PLAN, ROSTER, SMALL

CHECKOUT = Path(__file__).parents[2]
PATIENCE_S = 30
RATED = ["2", "2", "2", "2", "", "", "", "", "", ""]
LEAVES = ["l", "yes", *RATED]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes can't be watched here")


class Program:
    """A running station, typed at line by line."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=CHECKOUT,
            env={**os.environ, "FIREDRILL_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        )
        self.printed = ""
        self._read = 0

    def type(self, *lines: str) -> None:
        assert self._process.stdin
        self._process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self._process.stdin.flush()

    def wait_for(self, text: str) -> None:
        """Read on until *text* is printed, behind what was waited for before."""
        assert self._process.stdout
        while (at := self.printed.find(text, self._read)) < 0:
            ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE_S)
            data = os.read(self._process.stdout.fileno(), 65_536) if ready else b""
            assert data, f"never printed: {text!r}; printed was {self.printed[self._read :]!r}"
            self.printed += data.decode()
        self._read = at + len(text)

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()

    def close(self) -> int:
        """Close its input and give its exit code."""
        self._process.communicate(timeout=PATIENCE_S)
        return self._process.returncode


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "cake-at-six.yaml").write_bytes(SMALL.read_bytes())
    (tmp_path / "class.csv").write_text(ROSTER)
    (tmp_path / "plan.yaml").write_text(PLAN)
    return tmp_path / "plan.yaml"


@pytest.fixture
def station(home: Path, plan: Path) -> Iterator[Callable[..., Program]]:
    opened: list[Program] = []

    def named(name: str, *more: str) -> Program:
        opened.append(Program(home, "drill", str(plan), "--station", name, *more))
        return opened[-1]

    yield named
    for program in opened:
        program.kill()


def records(home: Path) -> dict[str, Recorded]:
    """Every run by the name of who played it."""
    runs = Runs(home)
    names = runs.people.read().names
    read = [runs.whole_run(run.run)[1] for run in runs.list_runs()]
    return {names[recorded.header.person]: recorded for recorded in read}


def opened_rows(opened: OpenBook) -> list[str]:
    with opened.reading() as connection:
        return sorted(attempt.run for attempt in attempts(connection, Wanted()))


def kinds(recorded: Recorded) -> list[type]:
    return [type(event) for event in recorded.events]


def begun(program: Program, who: str) -> None:
    program.wait_for("Enter when the next one sits here")
    program.type("")
    program.wait_for(f"{who}: this is yours.")
    program.type("")
    program.wait_for("Number, letter or Enter")


def a_class_plays(own_process: Callable[..., object], station: Callable[..., Program], plan: Path) -> None:
    """Four people at two stations; two trainers pause, inject and bookmark; one station is killed and returns."""
    assert own_process("drill", plan).code == 0
    a, b = station("A"), station("B")
    begun(a, "Ana Ruiz")
    begun(b, "Ben Okafor")
    a.type("1")
    a.wait_for("You to Nora:")

    # Two trainers, in one drill: the clock stands for both, and what is ordered meanwhile happens when it goes on.
    assert own_process("drill", plan, "--tell", "pause").out == "Sent.\n"
    a.wait_for("Alex Kim has stopped the clock.")
    b.wait_for("Alex Kim has stopped the clock.")
    assert own_process("drill", plan, "--tell", "inject smoke", "--trainer", "Sam Ode").code == 0
    assert own_process("drill", plan, "--tell", 'bookmark "who moves first?" for Ben', "--trainer", "Sam Ode").code == 0
    assert own_process("drill", plan, "--tell", "resume", "--trainer", "Sam Ode").code == 0
    for program in (a, b):
        program.wait_for("There's smoke in here!")

    a.kill()
    seen = own_process("drill", plan, "--watch", "--json").json["rows"]
    assert [(row["who"], row["standing"], row["gone"]) for row in seen] == [
        (["Ana Ruiz"], "taken", True),
        (["Ben Okafor"], "taken", False),
        (["Cy Moor"], "open", False),
        (["Dee Lang"], "open", False),
    ]
    assert seen[0]["status"]["assisted"]
    assert own_process("drill", plan, "--tell", "extend 5 for Ana").code == 0  # she finds it when she is back

    b.type("", *LEAVES)
    begun(b, "Cy Moor")

    a = station("A")
    a.wait_for("Enter goes on with the drill that was stopped here")
    a.type("")
    a.wait_for("You go on where you stopped.")
    a.wait_for("Alex Kim gave 5 min more.")
    a.type("", *LEAVES)
    begun(a, "Dee Lang")
    b.type("l", "yes", *RATED)
    assert own_process("drill", plan, "--tell", "end").code == 0
    a.wait_for("Alex Kim ended the drill.")
    a.type("", *RATED)
    a.wait_for("Everybody has played.")
    assert a.close() == 0
    assert b.close() in (0, 130)  # it may have been looking whether anybody is left when its input ended


def test_four_people_at_two_stations_with_pauses_an_injection_and_a_killed_station_lose_nothing(
    own_process, station, plan, home
):
    a_class_plays(own_process, station, plan)

    played = records(home)
    assert sorted(played) == ["Ana Ruiz", "Ben Okafor", "Cy Moor", "Dee Lang"]
    for recorded in played.values():
        assert verify(Runs(home), recorded.header.run).intact
        assert isinstance(recorded.events[-1], ev.DrillEnded)
        assert recorded.scorecards
        assert (recorded.header.plan, recorded.header.cohort) == ("autumn", "autumn class")
    for who in ("Ana Ruiz", "Ben Okafor"):
        assert [kind for kind in kinds(played[who]) if kind in (ev.DrillPaused, ev.DrillResumed)] == [
            ev.DrillPaused,
            ev.DrillResumed,
        ]
        assert sum(getattr(event, "words", "") == "There's smoke in here!" for event in played[who].events) == 2
    names = Runs(home).people.read().names
    assert [names[e.actor] for e in played["Ben Okafor"].events if isinstance(e, ev.MomentMarked)] == ["Sam Ode"]
    assert ev.MomentMarked not in kinds(played["Ana Ruiz"])
    assert [e.did.value for e in played["Ana Ruiz"].events if isinstance(e, ev.TrainerIntervened)] == [
        "injected",
        "extended",
    ]
    assert ev.TrainerIntervened not in kinds(played["Cy Moor"])
    assert re.search("Ana|Ben|Sam|Alex", "".join(path.read_text() for path in home.rglob("*.jsonl"))) is None


def test_the_same_class_stands_in_a_book_on_a_server_once_however_often_it_is_entered(
    own_process,
    station,
    plan,
    home,
    server_place,  # noqa: F811
):
    a_class_plays(own_process, station, plan)
    entered = [own_process("book", "import", "--book", server_place.url, "--json").json for _ in range(2)]
    compared = own_process("compare", "--book", server_place.url, "--json").json

    with open_book(server_place) as opened:
        rows = opened_rows(opened)
    assert [each["new"] for each in entered] == [4, 0]
    assert rows == sorted(recorded.header.run for recorded in records(home).values())
    assert re.search("Ana|Ben|Cy Moor|Dee Lang", json.dumps(compared)) is None


def test_a_class_on_one_machine_plays_one_after_the_other_and_as_a_pair(firedrill, plan, home):
    plan.write_text(PLAN.replace("seed: each", "seed: 3"))
    firedrill("drill", plan)

    answer = firedrill("drill", "autumn", "--station", "A", "--pair", typed="\n".join(["", "", *LEAVES] * 2) + "\n")

    assert answer.code == 0
    assert "Ana Ruiz and Ben Okafor: this is yours." in answer.out
    runs = Runs(home)
    headers = [runs.read_run(run.run)[1].header for run in runs.list_runs()]
    assert {runs.people.name(header.pair) for header in headers} == {"Ben Okafor", "Dee Lang"}


def test_a_drill_is_set_up_in_a_folder_that_all_stations_share(firedrill, plan, home, tmp_path):
    share = tmp_path / "share"
    firedrill("drill", plan, "--folder", share)

    answer = firedrill(
        "drill", "autumn", "--station", "A", "--folder", share, "--here", typed="\n".join(["", "", *LEAVES, "q"]) + "\n"
    )

    assert answer.code == 0
    assert len(Runs(home).list_runs()) == 1
    assert not Runs(share).list_runs()
    rows = firedrill("drill", "autumn", "--folder", share, "--watch", "--json").json["rows"]
    assert [row["standing"] for row in rows] == ["finished", "open", "open", "open"]


def test_stations_with_records_of_their_own_fill_one_book(firedrill, plan, tmp_path, monkeypatch):
    share, book = tmp_path / "share", tmp_path / "book.sqlite"
    monkeypatch.setenv("FIREDRILL_BOOK", str(book))
    firedrill("drill", plan, "--folder", share)
    for name in ("A", "B"):
        monkeypatch.setenv("FIREDRILL_HOME", str(tmp_path / name))
        typed = "\n".join(["", "", *LEAVES, "q"]) + "\n"
        firedrill("drill", "autumn", "--station", name, "--folder", share, "--here", typed=typed)

    with open_book(BookPlace(book)) as opened:
        rows = opened_rows(opened)

    assert len(rows) == 2
    assert rows == sorted(run.run for name in ("A", "B") for run in Runs(tmp_path / name).list_runs())


def test_a_book_that_cannot_be_reached_keeps_nobody_from_playing(firedrill, plan, home, monkeypatch):
    firedrill("drill", plan)
    monkeypatch.setenv("FIREDRILL_BOOK", "postgresql://nobody@/nothing?host=/nowhere")

    answer = firedrill("drill", "autumn", "--station", "A", typed="\n".join(["", "", *LEAVES, "q"]) + "\n")

    assert answer.code == 0
    assert "'firedrill book import' enters it later" in answer.err
    assert len(Runs(home).list_runs()) == 1


def test_who_plays_what_is_printed(firedrill, plan):
    answer = firedrill("drill", plan)

    assert "The drill 'autumn' is set up: 4 people, 4 drills to play, untimed, 25 min each at the desk." in answer.out
    assert re.search(r"Ben Okafor +cake-at-six +3 +x 1\.5 +open", answer.out)
    assert "was set up before" in firedrill("drill", plan).out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("nothing.yaml",), 2, "there is no file 'nothing.yaml'."),
        (("spring",), 2, "no drill 'spring' has been set up."),
        (("../spring",), 2, "there is no file '../spring'."),
        (("Spring drill",), 2, "'Spring drill' is neither the path of a drill plan (.yaml) nor the name of a drill."),
        (("PLAN", "--station", "a b"), 2, "'a b' can't be a station"),
        (("PLAN", "--station", ""), 2, "--station needs a value."),
        (("PLAN", "--station", "A", "--watch"), 2, "three things to do"),
        (("PLAN", "--pair"), 2, "go with --station"),
        (("PLAN", "--trainer", "Sam"), 2, "--trainer goes with --watch or --tell."),
        (("PLAN", "--station", "A", "--json"), 2, "--json goes with --watch"),
        (("PLAN", "--tell", "pause for Zed"), 2, "Nobody of this drill is called 'Zed'."),
        (("PLAN", "--tell", "pause", "--trainer", "=x"), 2, "begins as a formula does"),
    ],
)
def test_what_makes_no_sense_gets_one_sentence(firedrill, plan, arguments, code, sentence):
    answer = firedrill("drill", *(plan if word == "PLAN" else word for word in arguments))

    assert answer.code == code
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_a_plan_with_problems_tells_all_of_them_and_sets_nothing_up(firedrill, plan, home):
    plan.write_text(PLAN.replace("Cy Moor", "Ana Ruiz").replace("cake-at-six.yaml", "cake-at-seven.yaml"))

    answer = firedrill("drill", plan)

    assert answer.code == 3
    assert [line.rpartition("(")[2] for line in answer.err.splitlines()] == ["DP011)", "DP006)"]
    assert not (home / "drills").exists()


def test_a_trainer_watches_through_a_pipe_and_the_drill_goes_on_without_them(firedrill, plan):
    firedrill("drill", plan)

    answer = firedrill("drill", plan, "--watch", typed="?\npause for Ana\n")

    assert answer.code == 130
    assert "Ana Ruiz: still to play cake-at-six." in answer.out
    assert "Ana Ruiz isn't playing at the moment." in answer.out


def test_setting_up_loads_neither_a_window_nor_a_database(own_process, plan):
    answer = own_process("drill", plan, python=("-X", "importtime"))

    loaded = {line.rpartition("|")[2].strip() for line in answer.err.splitlines()}
    assert not loaded & {"pygame", "sqlalchemy", "numpy"}
    assert json.loads(own_process("drill", plan, "--json").out)["drill"] == "autumn"
