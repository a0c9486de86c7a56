"""How this computer likes the program to look: dark or light, and the zoom. One small file beside the records."""

from contextlib import suppress
from pathlib import Path

import msgspec

from simulator.desktop.theme import PALETTES, ZOOM_STEPS, Theme

NAME = "desktop.json"


class Kept(msgspec.Struct, frozen=True):
    """What is kept of a theme."""

    palette: str = "light"
    zoom: int = 100


class Settings:
    """The settings under *home*. Losing them is never worth an error."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME

    def theme(self) -> Theme:
        """The theme that was used last; the light one at 100 % where none is known."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=Kept)
        except (OSError, ValueError):
            kept = Kept()
        palette = next((p for p in PALETTES if p.name == kept.palette), PALETTES[0])
        return Theme(palette, min(ZOOM_STEPS, key=lambda step: abs(step - kept.zoom)))

    def keep(self, theme: Theme) -> None:
        """Remember *theme*."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(msgspec.json.encode(Kept(theme.palette.name, theme.zoom)))
