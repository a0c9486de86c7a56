"""Icons in any colour and size, made once from the SVG files and kept."""

import pygame

from simulator.desktop.assets import assets_folder
from simulator.desktop.letters import Kept
from simulator.desktop.theme import Colour


class Icons:
    """The icons of `assets/icons`, by file name without ending."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[str, int, Colour], pygame.Surface] = Kept(400)

    def get(self, name: str, size: int, colour: Colour) -> pygame.Surface:
        """The icon *name*, *size* pixels wide and high, in *colour*; don't draw on it."""
        return self._kept.get((name, size, colour), lambda: self._make(name, size, colour))

    def _make(self, name: str, size: int, colour: Colour) -> pygame.Surface:
        size = max(1, size)
        path = assets_folder() / "icons" / f"{name}.svg"
        picture = pygame.image.load_sized_svg(str(path), (size, size)).convert_alpha()
        # The strokes are white: multiplying gives them the colour and leaves their edges soft.
        picture.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
        return picture
