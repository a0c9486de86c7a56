"""Where a debrief that somebody keeps as a page goes: into `debriefs/` of the data folder, called like its run."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from simulator.errors import NotFound, SimulatorError, StorageFailed
from simulator.journal.debriefs import debrief_of
from simulator.journal.disk import Disk, Kind, RealDisk
from simulator.journal.home import journal_path
from simulator.journal.records import NextTime, OwnRating
from simulator.journal.replay import Replayed
from simulator.journal.runs import Runs
from simulator.pages.debrief_page import debrief_page


def kept_sentence(runs: Runs, run: str) -> str:
    """The sentence for next time under the debrief of *run*; a notebook that can't be read keeps nobody from it."""
    with suppress(SimulatorError):
        notes = [note for note in runs.notebook.read() if isinstance(note, NextTime) and note.run == run]
        return notes[-1].sentence if notes else ""
    return ""


def keep_page(
    home: Path,
    replayed: Replayed,
    rating: OwnRating | None,
    sentence: str = "",
    earlier: Sequence[Sequence[str]] = (),
    disk: Disk | None = None,
) -> Path:
    """Write the debrief of the run as a page; answers where it lies.

    Raises `NotFound` where the run was deleted meanwhile (a page of it would stay for good), and `StorageFailed`.
    """
    disk = disk or RealDisk()
    if disk.kind(journal_path(home, replayed.header.run)) is Kind.NOTHING:
        raise NotFound(f"'{replayed.header.run}' was deleted meanwhile, so no page of it is kept.")
    path = home / "debriefs" / f"{replayed.header.run}.html"
    words = debrief_page(debrief_of(replayed, rating), sentence, earlier)
    try:
        disk.make_folder(path.parent)
        disk.write_whole(path, words.encode("utf-8"))
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StorageFailed(f"The page can't be written to '{path}': {why}.") from error
    return path
