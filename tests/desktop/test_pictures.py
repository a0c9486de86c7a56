"""The pictures of the documentation: drawn the same each time, and there where the front page looks for them."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pygame
import pytest

ROOT = Path(__file__).parents[2]
PINNED = "2.5.8"  # the pygame-ce that the kept pictures were drawn with
GOLDEN = (
    *("home-first", "briefing", "drill", "drill-dark", "update", "remedies", "pause", "rating", "settings"),
    *("picker", "progress", "help-dark", "crash"),
)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def drawn(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pygame.Surface]:
    return dict(script.pictures(tmp_path_factory.mktemp("home")))


def test_two_runs_of_the_script_draw_the_same_pictures(script: ModuleType, drawn: dict, tmp_path: Path):
    again = dict(script.pictures(tmp_path))

    assert list(again) == list(drawn)
    assert [name for name in drawn if pixels(again[name]) != pixels(drawn[name])] == []


def test_a_picture_is_kept_as_the_same_bytes_each_time(script: ModuleType, drawn: dict, tmp_path: Path):
    for copy in ("one.png", "other.png"):
        pygame.image.save(script.small(drawn["drill"]), str(tmp_path / copy))

    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()


@pytest.mark.skipif(pygame.version.ver != PINNED, reason=f"letters are drawn otherwise than by pygame-ce {PINNED}")
def test_every_screen_looks_as_it_did_when_somebody_last_looked_at_it(script: ModuleType, drawn: dict, tmp_path: Path):
    changed = []
    for name in GOLDEN:
        pygame.image.save(script.small(drawn[name]), str(tmp_path / f"{name}.png"))
        kept = ROOT / "docs" / "pictures" / f"{name}.png"
        if not kept.is_file() or (tmp_path / f"{name}.png").read_bytes() != kept.read_bytes():
            changed.append(name)

    assert changed == [], "look at them, then keep them: .venv/bin/python docs/pictures.py"


def test_every_picture_that_is_drawn_is_kept_and_all_are_small(drawn: dict):
    kept = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "pictures").glob("*.png")}

    assert set(kept) == set(drawn)
    assert sum(kept.values()) < 2_500_000


def test_the_front_page_shows_pictures_that_exist():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+\.png)\)", page)

    assert "docs/pictures/drill.png" in shown
    assert [path for path in shown if not (ROOT / path).is_file()] == []


def pixels(picture: pygame.Surface) -> bytes:
    return pygame.image.tobytes(picture, "RGB")
