"""A sealed run of a trainer's drill beside another, and what is found of whatever is put in its place."""

from pathlib import Path

import msgspec

from simulator.journal.home import journal_path
from simulator.journal.verifying import Report, verify
from tests.torture import tampering
from tests.torture.records import TRAINERS, bytes_of, recorded, runs_in, sealing_in


class Court:
    """A sealed run of a trainer's drill, and another; what is found of whatever is put in its place."""

    def __init__(self, folder: Path) -> None:
        self.runs = runs_in(folder / "records")
        self.sealing = sealing_in(folder / "keys", self.runs.home)
        self.run = recorded(self.runs, TRAINERS)
        self.other = recorded(
            runs_in(self.runs.home, "1" * 12), msgspec.structs.replace(TRAINERS, person="p2"), "hurried"
        )
        for run in (self.run, self.other):
            self.sealing.seal(self.runs, run)
        self.data = bytes_of(self.runs, self.run)
        self.path = journal_path(self.runs.home, self.run)

    def report(self, data: bytes) -> Report:
        self.path.write_bytes(data)
        return verify(self.runs, self.run, self.sealing)

    def missed(self, forged: tampering.Forged) -> bool:
        report = self.report(forged[1])
        return report.intact and report.sealed


def kinds(court: Court, every: int) -> dict[str, list[tampering.Forged]]:
    """The kinds that change the journal alone; the two that change the seal as well are below."""
    data = court.data
    return {
        "edit": list(tampering.edited(data, every)),
        "delete": list(tampering.deleted(data, every)),
        "reorder": list(tampering.reordered(data, every)),
        "insert": list(tampering.inserted(data, every)),
        "cut": list(tampering.cut(data, every)),
        "splice": list(tampering.spliced(data, bytes_of(court.runs, court.other), every)),
    }
