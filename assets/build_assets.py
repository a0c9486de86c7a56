"""Make the fonts and icons in this folder from two npm packages.

Unpack `@fontsource/atkinson-hyperlegible-next` and `lucide-static` (the versions are in LICENCES.md) and run

    python assets/build_assets.py PATH_OF_FONT_PACKAGE PATH_OF_ICON_PACKAGE

with `fonttools` and `brotli` installed. Nothing is fetched here, and the program itself never runs this file.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
# latin first: where both files draw a letter, the merged font keeps the first drawing.
SUBSETS = ("latin", "latin-ext")
FONT = "atkinson-hyperlegible-next"

ICONS = tuple(
    """
    alarm-clock angry annoyed arrow-down arrow-left arrow-right arrow-up badge-check bell book-open
    calendar-clock check chevron-down chevron-left chevron-right chevron-up circle circle-check circle-dot
    circle-question-mark circle-user circle-x clipboard-check clipboard-list clock coins compass contrast
    corner-down-left door-open ear eye eye-off fast-forward file-text fingerprint flag flame frown gift
    git-branch hand hand-heart handshake heart heart-handshake history hourglass house info keyboard laugh
    life-buoy list-checks lock log-out mail map-pin maximize megaphone meh message-circle
    message-circle-question-mark message-square minus moon notebook-pen pause pen-line phone play plus quote
    radio rotate-ccw scale search send settings shield siren skip-forward smile sparkles square square-check
    star sun tag thumbs-up timer trending-up triangle-alert user user-plus users wallet x
    """.split()
)


def merge_weight(package: Path, weight: int) -> TTFont:
    """One TrueType font of *weight* that has the letters of both subsets."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for subset in SUBSETS:
            font = TTFont(package / "files" / f"{FONT}-{subset}-{weight}-normal.woff2")
            font.flavor = None
            for table in ("DSIG", "STAT", "MVAR"):  # left over from the variable font; they can't be merged
                if table in font:
                    del font[table]
            path = Path(folder) / f"{subset}.ttf"
            font.save(path)
            paths.append(str(path))
        return Merger().merge(paths)


def write_fonts(package: Path) -> None:
    """Write one TTF per weight, and the licence beside them."""
    folder = HERE / "fonts"
    folder.mkdir(exist_ok=True)
    for weight, name in WEIGHTS.items():
        font = merge_weight(package, weight)
        font["head"].modified = font["head"].created  # the same input makes the same bytes
        font.recalcTimestamp = False
        font.save(folder / f"AtkinsonHyperlegibleNext-{name}.ttf")
    shutil.copyfile(package / "LICENSE", folder / "OFL.txt")


def tidy(svg: str) -> str:
    """The icon on one line with a white stroke, which the program multiplies by the colour it needs."""
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.S)
    svg = svg.replace("currentColor", "#ffffff")
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", svg)).strip() + "\n"


def write_icons(package: Path) -> None:
    """Write the icons that are used, and the licence beside them."""
    folder = HERE / "icons"
    folder.mkdir(exist_ok=True)
    for name in ICONS:
        svg = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        (folder / f"{name}.svg").write_text(tidy(svg), encoding="utf-8")
    shutil.copyfile(package / "LICENSE", folder / "ISC.txt")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write_fonts(Path(sys.argv[1]))
    write_icons(Path(sys.argv[2]))
