"""Every step of `docs/first-scenario.md`, run in order in an empty folder, as its reader does it."""

import io
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from simulator.bots.plays import play_otherwise
from simulator.cli import main
from simulator.scenario.inspecting import inspect

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "first-scenario.md"
BLOCK = re.compile(r"(?:<!-- (?P<what>[^>]*) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)


class Reader:
    """Somebody who does what the guide says, one block after the other."""

    def __init__(self) -> None:
        self.typed = ""
        self._file = Path()
        self._old = ""
        self.steps = 0

    def does(self, what: str, kind: str, text: str) -> None:
        self.steps += 1
        match what.split(","), kind:
            case ["answers"], "text":
                self.typed = text
            case ["" | "asked"], "console":
                self._types(text)
            case [place, " instead of"], "yaml":
                self._file, self._old = Path(place.removeprefix("in ")), text
            case ["write"], "yaml":
                self._replaces(text)
            case [place, play, " marks as told"], "yaml":
                self._writes_marks(Path(place.removeprefix("in ")), play.strip(), text)
            case [new], "yaml" if new.startswith("new file "):
                Path(new.removeprefix("new file ")).write_text(text, encoding="utf-8")
            case _:
                raise AssertionError(f"nobody knows what to do with this block: {what!r}, {kind}")

    def _replaces(self, new: str) -> None:
        before = self._file.read_text(encoding="utf-8")
        # A reader replaces words within a line too, so the ends of lines don't count.
        assert before.count(self._old.rstrip("\n")) == 1, self._old
        self._file.write_text(before.replace(self._old.rstrip("\n"), new.rstrip("\n")), encoding="utf-8")

    def _writes_marks(self, file: Path, play: str, new: str) -> None:
        before = file.read_text(encoding="utf-8")
        head, mark, rest = before.partition(f"  {play}:\n")
        after = re.sub(r"    ends: .*\n    bands: .*\n", lambda _: new, rest, count=1)
        assert mark
        assert after != rest
        file.write_text(head + mark + after, encoding="utf-8")

    def _types(self, text: str) -> None:
        for entry in text.split("$ ")[1:]:
            command, *expected = entry.strip().split("\n")
            printed = self._run(command)
            for line in expected:
                assert line in printed, f"{command}\nshould print {line!r}, printed\n{printed}"

    def _run(self, command: str) -> str:
        command, _, into = command.partition(" > ")
        printed = io.StringIO()
        sys.stdin = io.StringIO(self.typed)
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                main(shlex.split(command)[1:])
        finally:
            sys.stdin = sys.__stdin__
        if into:
            Path(into).write_text(printed.getvalue(), encoding="utf-8")
        return printed.getvalue()


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reader]:
    folder, reader = tmp_path_factory.mktemp("guide"), Reader()
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        here.setenv("FIREDRILL_HOME", str(folder / "records"))
        for block in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
            reader.does(block["what"] or "", block["kind"], block["text"])
    return folder, reader


def test_every_step_of_the_guide_does_what_it_says(done: tuple[Path, Reader]) -> None:
    _, reader = done

    assert reader.steps == GUIDE.read_text(encoding="utf-8").count("```") // 2


def test_the_drill_that_results_passes_its_checks_and_its_plan(done: tuple[Path, Reader]) -> None:
    folder, _ = done
    files = [folder / name for name in ("cake-at-six.yaml", "cake-at-six.plan.yaml")]

    assert [problem for each in inspect(files, play_otherwise) for problem in each.problems] == []


def test_the_drill_that_results_was_played_with_and_without_a_house(done: tuple[Path, Reader]) -> None:
    folder, _ = done

    runs = [path.read_text(encoding="utf-8") for path in sorted((folder / "records").glob("*.jsonl"))]
    assert ["Lakeside Bakeries" in run for run in runs].count(True) == 1
    assert len(runs) == 2
