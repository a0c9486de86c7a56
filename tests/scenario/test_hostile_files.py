"""Hundreds of hostile files, each refused with its place within 200 ms of work and 64 MB of memory of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from tests.scenario.hostile.pieces import DRILL, HOUSE, PLAN, SCENARIO, Pieces
from tests.scenario.hostile.whole import whole_files
from tests.training.conftest import PLAN as DRILL_PLAN
from tests.training.conftest import ROSTER, SMALL

HERE = Path(__file__).parent
MOST_MS = 200
MOST_MB = 64

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are set another way there")


class Outcome(Struct, frozen=True):
    """What came of one file."""

    file: str
    kind: str
    told: str
    ms: float
    mb: float

    @property
    def lines(self) -> set[int]:
        """The lines that the refusal names."""
        name = Path(self.file).name
        told = (line.removeprefix(f"{name}:").split(":") for line in self.told.splitlines() if line.startswith(name))
        return {int(parts[0]) for parts in told if len(parts) > 1 and parts[0].isdigit() and parts[1].isdigit()}


def changed(sound: str, pieces: Pieces) -> dict[str, tuple[str, range]]:
    """*sound* with each of *pieces* in its place, and the lines on which the piece stands."""
    files = {}
    for name, (before, after) in pieces.items():
        assert sound.count(before), name
        first = sound[: sound.index(before)].count("\n") + 1
        files[name] = (sound.replace(before, after, 1), range(first, first + after.count("\n") + 1))
    return files


class Folder:
    """A folder of hostile files, with the lines on which each is to be refused."""

    def __init__(self, path: Path, sound: str) -> None:
        self.path = path
        self.lines: dict[str, range] = {}
        for name, raw in whole_files(sound).items():
            self._add(f"whole/{name}.yaml", raw, range(1, 1_000_000))
        self._add_all("scenario", sound, SCENARIO)
        self._add_all("house", (HERE / "small.house.yaml").read_text(), HOUSE, ".house")
        self._add_all("drill", DRILL_PLAN, DRILL, ".drill")
        for name, (text, lines) in changed((HERE / "small-drill.plan.yaml").read_text(), PLAN).items():
            self._add(f"plan-{name}/small-drill.plan.yaml", text.encode(), lines)
            (path / f"plan-{name}/small-drill.yaml").symlink_to(HERE / "small-drill.yaml")
        (path / "drill/cake-at-six.yaml").write_bytes(SMALL.read_bytes())
        (path / "drill/class.csv").write_text(ROSTER)
        (path / "drill/link.csv").symlink_to("/etc/passwd")

    def _add_all(self, kind: str, sound: str, pieces: Pieces, suffix: str = "") -> None:
        for name, (text, lines) in changed(sound, pieces).items():
            self._add(f"{kind}/{name}{suffix}.yaml", text.encode(), lines)

    def _add(self, name: str, raw: bytes, lines: range) -> None:
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_bytes(raw)
        self.lines[name] = lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("hostile"), (HERE / "small-drill.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def outcomes(folder: Folder) -> dict[str, Outcome]:
    """What came of each file, by its name."""
    reading = [sys.executable, "-m", "tests.scenario.hostile.reader", str(folder.path), str(HERE / "small-drill.yaml")]
    done = subprocess.run(reading, capture_output=True, text=True, check=True, cwd=HERE.parents[1])
    read = [Outcome(**json.loads(line)) for line in done.stdout.splitlines()]
    return {
        str(Path(each.file).relative_to(folder.path)): each for each in read if "/small-drill.yaml" not in each.file
    }


def test_there_are_far_more_than_eighty_and_no_two_are_the_same(folder: Folder) -> None:
    kept = {(folder.path / name).read_bytes() for name in folder.lines}

    assert len(kept) == len(folder.lines) >= 240


def test_every_one_is_refused(folder: Folder, outcomes: dict[str, Outcome]) -> None:
    assert set(outcomes) == set(folder.lines)
    assert {name: (each.kind, each.told) for name, each in outcomes.items() if each.kind != "refused"} == {}


def test_every_refusal_names_the_file_and_the_line(folder: Folder, outcomes: dict[str, Outcome]) -> None:
    elsewhere = {name: each.told for name, each in outcomes.items() if not each.lines & set(folder.lines[name])}

    assert elsewhere == {}


def test_every_refusal_can_be_printed_as_it_is(outcomes: dict[str, Outcome]) -> None:
    assert [name for name, each in outcomes.items() if not each.told.replace("\n", "").isprintable()] == []


def test_none_takes_more_than_its_time(outcomes: dict[str, Outcome]) -> None:
    assert {name: each.ms for name, each in outcomes.items() if each.ms > MOST_MS} == {}


def test_none_takes_more_than_its_memory(outcomes: dict[str, Outcome]) -> None:
    assert {name: each.mb for name, each in outcomes.items() if each.mb > MOST_MB} == {}
