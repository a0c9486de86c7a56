"""Letters: fonts, how wide a text is, where its lines break, and lines as pictures kept for the next frame.

Lines are set and drawn four times too large and made small: at their own size the font's letters are moved to whole
pixels, which leaves gaps in words ("Firedr ill"), and pygame can't switch that off. Widths come from the same setting.
Knows sizes and colours only as arguments; where a text stands is the widgets' business.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

import pygame

from simulator.desktop.assets import assets_folder
from simulator.desktop.theme import Colour, TextStyle, Theme

FONT_FILES = {400: "Regular", 600: "SemiBold", 700: "Bold"}
OVERSIZE = 4  # then a letter is at most an eighth of a pixel from its place
KEPT_LINES = 1200
KEPT_WRAPS = 4000
KEPT_WIDTHS = 20_000

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """A cache that forgets what was used longest ago."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """What is kept under *key*, made now if it is not."""
        found = self._items.get(key)
        if found is not None:
            self._items.move_to_end(key)
            return found
        made = self._items[key] = make()
        if len(self._items) > self._size:
            self._items.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget everything."""
        self._items.clear()


class Letters:
    """Text of one theme: measured, broken into lines, drawn."""

    def __init__(self, theme: Theme) -> None:
        if not pygame.font.get_init():
            pygame.font.init()
        self._theme = theme
        self._fonts: dict[tuple[int, int], pygame.Font] = {}
        self._lines: Kept[tuple[str, TextStyle, Colour], pygame.Surface] = Kept(KEPT_LINES)
        self._wraps: Kept[tuple[str, TextStyle, int], tuple[str, ...]] = Kept(KEPT_WRAPS)
        self._widths: dict[tuple[str, TextStyle], int] = {}
        self._line_heights: dict[TextStyle, int] = {}
        self._drawable: dict[str, bool] = {}

    def font(self, style: TextStyle) -> pygame.Font:
        """The font of *style* at the theme's zoom, OVERSIZE times too large."""
        key = (self._theme.px(style.size), style.weight)
        if key not in self._fonts:
            path = assets_folder() / "fonts" / f"AtkinsonHyperlegibleNext-{FONT_FILES[style.weight]}.ttf"
            self._fonts[key] = pygame.Font(str(path), key[0] * OVERSIZE)
        return self._fonts[key]

    def width(self, text: str, style: TextStyle) -> int:
        """How wide *text* is in pixels when drawn on one line."""
        width = self._widths.get((text, style))
        if width is None:
            if len(self._widths) >= KEPT_WIDTHS:
                self._widths.clear()
            width = self._widths[text, style] = -(-self.font(style).size(text)[0] // OVERSIZE)
        return width

    def line_height(self, style: TextStyle) -> int:
        """The distance from one baseline to the next in pixels."""
        height = self._line_heights.get(style)
        if height is None:
            height = self._line_heights[style] = max(1, round(self._theme.px(style.size) * style.leading))
        return height

    def wrap(self, text: str, style: TextStyle, width: int) -> tuple[str, ...]:
        """*text* broken into lines at most *width* pixels wide; a word that is wider is broken inside."""
        width = max(width, self._theme.px(style.size))
        return self._wraps.get((text, style, width), lambda: self._break(text, style, width))

    def _break(self, text: str, style: TextStyle, width: int) -> tuple[str, ...]:
        lines: list[str] = []
        for paragraph in text.split("\n"):
            lines.extend(self._break_paragraph(paragraph, style, width))
        return tuple(lines)

    def _break_paragraph(self, text: str, style: TextStyle, width: int) -> list[str]:
        lines, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if self.width(longer, style) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = self._break_word(word, style, width)
            lines.extend(full)
        return [*lines, line]

    def _break_word(self, word: str, style: TextStyle, width: int) -> list[str]:
        pieces = []
        while self.width(word, style) > width and len(word) > 1:
            fits = self.fitting(word, style, width)
            pieces.append(word[:fits])
            word = word[fits:]
        return [*pieces, word]

    def fitting(self, text: str, style: TextStyle, width: int) -> int:
        """How many characters of *text* fit into *width* pixels; at least one."""
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle], style) <= width:
                low = middle
            else:
                high = middle - 1
        return low

    def shortened(self, text: str, style: TextStyle, width: int) -> str:
        """*text* on one line of at most *width* pixels, ending in an ellipsis where it had to be cut."""
        if self.width(text, style) <= width:
            return text
        room = max(0, width - self.width("…", style))
        return text[: self.fitting(text, style, room)].rstrip() + "…"

    def line(self, text: str, style: TextStyle, colour: Colour) -> pygame.Surface:
        """One line of *text* as a picture with a transparent ground; don't draw on it."""
        return self._lines.get((text, style, colour), lambda: self._line(text, style, colour))

    def _line(self, text: str, style: TextStyle, colour: Colour) -> pygame.Surface:
        font = self.font(style)
        large = font.render(text, True, colour)
        # The baseline comes to lie between two pixels of the small picture, so that letters stand sharp on it.
        drop = -font.get_ascent() % OVERSIZE
        width = self.width(text, style)
        height = -(-(large.get_height() + drop) // OVERSIZE)
        sheet = pygame.Surface((max(1, width) * OVERSIZE, height * OVERSIZE), pygame.SRCALPHA)
        # Transparent pixels carry the same colour: otherwise shrinking draws a dark seam.
        sheet.fill((*colour, 0))
        sheet.blit(large, (0, drop))
        return pygame.transform.smoothscale(sheet, (max(1, width), height)).convert_alpha()

    def covers(self, text: str) -> str:
        """The characters of *text* that the fonts can't draw, each once; empty when all can be drawn.

        A missing letter is drawn as the font's empty box: pygame's metrics don't tell it apart.
        """
        return "".join(c for c in dict.fromkeys(text) if c != "\n" and not self._can_draw(c))

    def _can_draw(self, character: str) -> bool:
        if character not in self._drawable:
            font = self.font(TextStyle(17))
            self._drawable[character] = _pixels(font, character) != _pixels(font, "\uffff")
        return self._drawable[character]


def _pixels(font: pygame.Font, character: str) -> bytes:
    return pygame.image.tobytes(font.render(character, True, (0, 0, 0)), "RGBA")
