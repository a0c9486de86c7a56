"""The pictures of the documentation: drawn the same each time, and there where the front page looks for them."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pygame
import pytest

ROOT = Path(__file__).parents[2]


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


def test_every_picture_that_is_drawn_is_kept_and_all_are_small(drawn: dict):
    kept = {path.stem: path.stat().st_size for path in (ROOT / "docs" / "pictures").glob("*.png")}

    assert set(kept) == set(drawn)
    assert sum(kept.values()) < 1_500_000


def test_the_front_page_shows_pictures_that_exist():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+\.png)\)", page)

    assert "docs/pictures/drill.png" in shown
    assert [path for path in shown if not (ROOT / path).is_file()] == []


def pixels(picture: pygame.Surface) -> bytes:
    return pygame.image.tobytes(picture, "RGB")
