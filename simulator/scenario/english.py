"""The British word list (SCOWL; see assets/LICENCES.md): in a checkout beside the package, in a wheel inside it."""

import lzma
from functools import cache
from pathlib import Path

from simulator.errors import NotFound

PACKAGE = Path(__file__).resolve().parent.parent
FILE = Path("words", "en-GB.txt.xz")


@cache
def known_words() -> frozenset[str]:
    """Every word of the British list, as it is written there; raises NotFound where neither place has it."""
    for folder in (PACKAGE / "_assets", PACKAGE.parent / "assets"):
        if (folder / FILE).is_file():
            return frozenset(lzma.decompress((folder / FILE).read_bytes()).decode().splitlines())
    raise NotFound(
        f"The list of words is missing from '{PACKAGE}'. "
        "Install firedrill again: pip install --force-reinstall firedrill"
    )
