"""Where a page that a command made goes: into a file, or onto the screen.

Nobody's drill is ever overwritten by a drawing of it: a page replaces only a file that is called like a page.
"""

from pathlib import Path

from simulator.errors import StorageFailed, Usage
from simulator.journal.disk import Kind, RealDisk
from simulator.scenario.problems import shown

OF_PAGES = frozenset({".svg", ".mmd", ".mermaid", ".md", ".txt", ".html", ".htm", ".json"})


def write_page(path: Path, text: str, option: str = "--out") -> None:
    """Write *text* to *path* as UTF-8, whole or not at all; *option* is where the path was named.

    Raises `Usage` where *path* is there and is no page, `StorageFailed` where it can't be written.
    """
    disk, told = RealDisk(), shown(str(path), longest=200)
    try:
        place = path.resolve()
        there = disk.kind(place)
        replaceable = there is Kind.FILE and place.suffix.lower() in OF_PAGES
        if there is Kind.NOTHING or replaceable:
            disk.write_whole(place, text.encode("utf-8"))
            return
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise StorageFailed(f"'{told}' can't be written: {why}. Name another place with {option}.") from error
    raise Usage(f"'{told}' is there already and is no page; choose another name for {option}.")


def in_ascii(markup: str) -> str:
    """*markup* (SVG or HTML) with every other letter as a numbered entity: right in a terminal of any encoding."""
    return markup.encode("ascii", "xmlcharrefreplace").decode("ascii")
