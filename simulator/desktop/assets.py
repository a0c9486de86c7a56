"""Where fonts and icons lie: in a checkout beside the package, in an installed wheel inside it.

Only paths; reading the files is the business of `letters.py` and `icons.py`.
"""

from pathlib import Path

from simulator.errors import NotFound

PACKAGE = Path(__file__).resolve().parent.parent


def assets_folder() -> Path:
    """The folder that holds `fonts/` and `icons/`; raises NotFound where neither place has it."""
    for folder in (PACKAGE / "_assets", PACKAGE.parent / "assets"):
        if (folder / "fonts").is_dir():
            return folder
    raise NotFound(
        f"The fonts and icons are missing from '{PACKAGE}'. "
        "Install firedrill again: pip install --force-reinstall firedrill"
    )
