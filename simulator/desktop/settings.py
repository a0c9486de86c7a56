"""How this person likes the program: colours, size, movement, sound, time to read. One file beside the records."""

from contextlib import suppress
from pathlib import Path

import msgspec

from simulator.desktop.theme import PALETTES, ZOOM_STEPS, Theme
from simulator.journal.disk import RealDisk

NAME = "desktop.json"
READING_TIMES = (1.0, 1.5, 2.0, 3.0, 4.0)  # as accommodations allow: 1 to 4


class Preferences(msgspec.Struct, frozen=True):
    """What is kept; *reading_time* multiplies the reading allowance of new timed and assessed runs."""

    palette: str = "light"
    zoom: int = 100
    reduced_motion: bool = False
    sound: bool = True
    reading_time: float = 1.0


class Settings:
    """The settings under *home*, as they are now. Losing them is never worth an error."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME
        self._now = self._read()

    @property
    def now(self) -> Preferences:
        """What is in force."""
        return self._now

    def theme(self) -> Theme:
        """The theme that was used last; the light one at 100 % where none is known."""
        palette = next((p for p in PALETTES if p.name == self._now.palette), PALETTES[0])
        zoom = min(ZOOM_STEPS, key=lambda step: abs(step - self._now.zoom))
        return Theme(palette, zoom, still=self._now.reduced_motion)

    def keep(self, theme: Theme) -> None:
        """Remember *theme*."""
        new = {"palette": theme.palette.name, "zoom": theme.zoom, "reduced_motion": theme.still}
        self.change(msgspec.structs.replace(self._now, **new))

    def change(self, preferences: Preferences) -> None:
        """Let *preferences* be in force, now and the next time."""
        self._now = preferences
        with suppress(OSError):
            RealDisk().make_folder(self._path.parent)
            RealDisk().write_whole(self._path, msgspec.json.encode(preferences))

    def _read(self) -> Preferences:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=Preferences)
        except (OSError, ValueError):
            return Preferences()
        allowed = min(max(kept.reading_time, READING_TIMES[0]), READING_TIMES[-1])
        return msgspec.structs.replace(kept, reading_time=allowed)
