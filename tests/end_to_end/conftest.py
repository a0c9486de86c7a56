"""The command line as somebody uses it, in this process or in one of its own, with records in a folder of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.cli import main

CHECKOUT = Path(__file__).parent.parent.parent
SMALL = CHECKOUT / "tests" / "end_to_end" / "cake-at-six.yaml"
AND_TELL_WHAT_IS_LOADED = (
    "import sys; from simulator.cli import main; code = main(); print(*sys.modules, file=sys.stderr); sys.exit(code)"
)


@dataclass
class Answer:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "records"
    monkeypatch.setenv("FIREDRILL_HOME", str(folder))
    monkeypatch.setenv("FIREDRILL_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    return folder


@pytest.fixture
def firedrill(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Runs a command in this process; *typed* is what comes through its standard input."""

    def run(*arguments: str | Path, typed: str | bytes = "") -> Answer:
        raw = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run


@pytest.fixture
def own_process(home: Path) -> Callable[..., Answer]:
    """Runs a command in a process of its own."""

    def run(*arguments: str | Path, typed: str = "", python: Sequence[str] = ()) -> Answer:
        done = subprocess.run(
            [sys.executable, *python, "-m", "simulator", *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=CHECKOUT,
            env={**os.environ, "FIREDRILL_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
            timeout=60,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def loaded_by(home: Path) -> Callable[..., set[str]]:
    """Gives the modules that a process has loaded when its command is done."""

    def run(*arguments: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", AND_TELL_WHAT_IS_LOADED, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=CHECKOUT,
            env={**os.environ, "FIREDRILL_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
            timeout=60,
        )
        assert done.returncode == 0
        return set(done.stderr.split())

    return run


@pytest.fixture
def small() -> Path:
    return SMALL


@pytest.fixture
def bot_run(firedrill: Callable[..., Answer]) -> dict[str, object]:
    """The result of a bot's run of the small drill."""
    return firedrill("play", SMALL, "--bot", "careful", "--json").json
