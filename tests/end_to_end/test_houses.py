import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from simulator.bots.plays import play_through
from simulator.journal.codec import decode_entry
from simulator.journal.records import Header
from simulator.scenario.overlay import lay_over
from simulator.scenario.plans import read_plan
from simulator.scenario.reading import read_scenario
from simulator.scenario.reading_house import read_house_bytes
from tests.end_to_end.conftest import Answer

DRILL = Path(__file__).parents[1] / "scenario" / "small-drill.yaml"
HOUSE = DRILL.with_name("small.house.yaml")
NAMES_ONLY = "format: 1\nhouse: Hillside\nnames: {small-drill: {words: {Ida: Mina}}}\n"


@pytest.fixture
def run(home: Path, firedrill: Callable[..., Answer]) -> "Run":
    """Runs a command and gives its code and all that it printed."""
    home.mkdir()

    def run(*arguments: str, typed: str = "") -> tuple[int, str]:
        answer = firedrill(*arguments, typed=typed)
        return answer.code, answer.out + answer.err

    return run


Run = Callable[..., tuple[int, str]]


def played(run: Run, *house: str) -> dict[str, object]:
    code, out = run("play", str(DRILL), "--bot", "careful", *house, "--json")
    assert code == 0, out
    result: dict[str, object] = json.loads(out)
    return result


def test_a_run_replays_with_the_house_it_was_played_with_though_the_file_is_gone(
    home: Path, run: Run, tmp_path: Path
) -> None:
    house = tmp_path / "lakeside.yaml"
    house.write_bytes(HOUSE.read_bytes())
    result = played(run, "--house", str(house))
    house.unlink()

    code, out = run("replay", str(result["run"]))

    assert code == 0
    assert "Jo" in out
    assert "Paul" not in out
    assert "the limits, names and cards of Lakeside Bakeries" in out
    assert run("verify", str(result["run"]))[0] == 0
    assert run("rescore", str(result["run"]))[0] == 0


def test_a_kept_copy_whose_house_was_changed_is_told(home: Path, run: Run) -> None:
    result = played(run, "--house", str(HOUSE))
    copy = next((home / "snapshots").iterdir())
    copy.write_bytes(copy.read_bytes().replace(b"Lakeside", b"Hillside"))

    code, out = run("verify", str(result["run"]))

    assert code == 4
    assert "was changed after a run was played on it" in out


def test_the_house_in_the_data_folder_is_laid_over_unless_told_otherwise(home: Path, run: Run) -> None:
    (home / "house.yaml").write_text(NAMES_ONLY, encoding="utf-8")

    assert "of Hillside" in run("replay", str(played(run)["run"]))[1]
    assert "of Hillside" not in run("replay", str(played(run, "--house", "none")["run"]))[1]
    assert "Lakeside Bakeries" in run("replay", str(played(run, "--house", str(HOUSE))["run"]))[1]


def test_the_briefing_says_whose_house_it_is(run: Run) -> None:
    _, out = run("play", str(DRILL), "--terminal", "--house", str(HOUSE), typed="\n")

    assert "played by the house of Lakeside Bakeries" in " ".join(out.split())
    assert "You may spend up to 60 USD on your own." in out


def test_a_header_from_before_there_were_houses_is_read() -> None:
    written = (
        b'{"n":0,"header":{"format":1,"run":"r","scenario":"s","content_hash":"' + b"0" * 64 + b'","seed":0,'
        b'"engine":"1","rubric":"1","started":"2026-03-01T09:30:00Z"},"end":true}'
    )

    header = decode_entry(written).header

    assert isinstance(header, Header)
    assert header.house == ""


@pytest.mark.parametrize("command", ["try", "explore"])
def test_commands_for_authors_lay_a_house_over_too(command: str, home: Path, run: Run) -> None:
    few = ("--seeds", "1") if command == "try" else ("--seconds", "0")

    assert run(command, str(DRILL), "--house", str(HOUSE), *few, "--json")[0] in (0, 1)
    code, out = run(command, str(DRILL), "--house", "gone.yaml", *few)
    assert code == 2
    assert "there is no file 'gone.yaml'" in out


def test_check_looks_at_a_house_whatever_it_is_called(home: Path, run: Run, tmp_path: Path) -> None:
    house = tmp_path / "lakeside.yaml"
    house.write_text("format: 1\nhouse: X\ncard: {lost-chid-resort: {after: [Breathe.]}}\n", encoding="utf-8")

    code, out = run("check", "--house", str(house))

    assert code == 3
    assert "lakeside.yaml:3:8: no scenario is called 'lost-chid-resort'. Did you mean 'lost-child-resort'?" in out


def test_a_house_that_does_not_fit_is_refused_before_anything_is_recorded(home: Path, run: Run, tmp_path: Path) -> None:
    house = tmp_path / "dollars.yaml"
    house.write_text(
        "format: 1\nhouse: X\nstandards: {all: {authority: {amount: 60, currency: USD}}}\n", encoding="utf-8"
    )

    code, out = run("play", str(DRILL), "--bot", "careful", "--house", str(house))

    assert code == 3
    assert "dollars.yaml:3:19: its amounts are in 'EUR', and no rate says" in out
    assert not list(home.glob("*.jsonl"))


@pytest.mark.parametrize("rate", [0.5, 7, 160])
def test_a_currency_alone_changes_no_score(rate: float) -> None:
    story = read_scenario(DRILL)
    house = read_house_bytes(
        f"format: 1\nhouse: X\nstandards: {{all: {{authority: {{amount: {40 * rate}, currency: JPY, "
        f"rate: {{EUR: {rate}}}}}}}}}\n".encode(),
        "house.yaml",
    )

    for play in read_plan(DRILL.with_name("small-drill.plan.yaml")).plays:
        plain, other = play_through(story, play), play_through(lay_over(story, house), play)
        assert other.card.honesty == plain.card.honesty
        assert other.card.generosity == pytest.approx(plain.card.generosity)
        assert msgspec.to_builtins(other.card.empathy) == msgspec.to_builtins(plain.card.empathy)


def test_check_alone_looks_at_the_house_of_the_data_folder(home: Path, run: Run) -> None:
    (home / "house.yaml").write_text("format: 1\nhouse: X\nlimits: {}\n", encoding="utf-8")

    code, out = run("check")

    assert code == 3
    assert "house.yaml:3:1: nothing here is called 'limits'." in out
    assert run("check", "--house", "gone.yaml")[0] == 2


def test_an_interview_that_is_cut_off_leaves_nothing_and_says_so(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "drills"
    folder.mkdir()

    code, out = run("new", "--into", str(folder), typed="A counter\n17:00\n")

    assert code == 130
    assert "Stopped; nothing was written." in out
    assert list(folder.iterdir()) == []
