"""Where a page that a command made goes: into a file, or onto the screen.

Nobody's drill is ever overwritten by a drawing of it: a page replaces only a file that is called like a page, and none
that lies in the data folder, where names, journals and settings are.
"""

from collections.abc import Callable
from pathlib import Path

from simulator.errors import StorageFailed, Usage
from simulator.journal.disk import Disk, Kind, RealDisk
from simulator.journal.home import SUFFIX, find_home
from simulator.scenario.problems import shown

OF_THE_UMASK = 0o666  # who may read a page is for whoever named its place; records are their owner's alone
OF_THEIR_OWNER = 0o600  # a page with names and words of people on it
OF_PAGES = frozenset({".svg", ".mmd", ".mermaid", ".md", ".txt", ".html", ".htm", ".json"})


def _nobodys(_: bytes) -> bool:
    return False


def write_page(
    path: Path,
    text: str,
    option: str = "--out",
    *,
    home: Path | None = None,
    may_begin: Callable[[bytes], bool] = _nobodys,
    mode: int = OF_THE_UMASK,
) -> None:
    """Write *text* to *path* as UTF-8, whole or not at all; *option* is where the path was named.

    *mode* says who may read it. *home* is the data folder (None: where it is always looked for). A `.jsonl` file, as
    journals are, is replaced only where its first line *may_begin* one of ours. Raises `Usage` where *path* is there
    and mustn't be replaced, `StorageFailed` where it can't be written.
    """
    disk, told = RealDisk(), shown(str(path), longest=200)
    try:
        place = path.resolve()
        why_not = _why_not(disk, place, (home or find_home()).resolve(), may_begin)
        if not why_not:
            disk.write_whole(place, text.encode("utf-8"), mode)
            return
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise StorageFailed(f"'{told}' can't be written: {why}. Name another place with {option}.") from error
    raise Usage(f"'{told}' {why_not}; choose another name for {option}.")


def _why_not(disk: Disk, place: Path, home: Path, may_begin: Callable[[bytes], bool]) -> str:
    """Why *place* mustn't be written, behind its name in a sentence; empty where it may."""
    there, ending = disk.kind(place), place.suffix.lower()
    if home in place.parents and (there is not Kind.NOTHING or ending in (SUFFIX, ".json")):
        return "lies in the data folder, where Firedrill keeps files of its own"
    if there is Kind.NOTHING or (there is Kind.FILE and ending in OF_PAGES):
        return ""
    if there is Kind.FILE and ending == SUFFIX and may_begin(disk.read_first_line(place)):
        return ""
    return "is there already and is no page"


def in_ascii(markup: str) -> str:
    """*markup* (SVG or HTML) with every other letter as a numbered entity: right in a terminal of any encoding."""
    return markup.encode("ascii", "xmlcharrefreplace").decode("ascii")
