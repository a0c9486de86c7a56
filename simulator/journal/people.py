"""Names: the only file that has any. Everything else knows people by a random id.

No run, no score and no other fact about a person here, so that forgetting somebody is one line.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from unicodedata import normalize

import msgspec

from simulator.errors import RecordUnreadable
from simulator.journal.disk import MB, AppendFile, Disk, held, reading, writing
from simulator.journal.home import people_lock_path, people_path


class Names(msgspec.Struct, frozen=True):
    """Everybody's name by random id, and who played last on this computer."""

    latest: str = ""
    names: dict[str, str] = msgspec.field(default_factory=dict)


LONGEST_NAME = 80
LARGEST_FILE = 4 * MB  # tens of thousands of people


def folded(name: str) -> str:
    """What all ways to write one *name* have in common: capitals, blanks and composed accents tell nobody apart."""
    return normalize("NFC", normalize("NFC", " ".join(name.split())).casefold())


class People:
    """The people file of one home. Every change replaces the file at once, and waits for those of other programs."""

    def __init__(
        self, home: Path, disk: Disk, token: Callable[[], str], pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._path = people_path(home)
        self._lock_path = people_lock_path(home)
        self._disk = disk
        self._token = token
        self._pause = pause

    def read(self) -> Names:
        """Give everybody; raises `RecordUnreadable` where the file is there and can't be read."""
        with reading(self._path.parent):
            if self._path.name not in self._disk.names(self._path.parent):
                return Names()
        with reading(self._path):
            data = self._disk.read(self._path, LARGEST_FILE)
        try:
            return msgspec.json.decode(data, type=Names)
        except (ValueError, RecursionError) as error:
            raise RecordUnreadable(
                f"'{self._path}' is damaged: it should map random ids to names. "
                "Put back a copy from a backup, or move it away and type your name again."
            ) from error

    def latest(self) -> str:
        """Give the id of who played last, or a new id without a name for somebody who gave none."""
        if latest := self.read().latest:
            return latest
        with self._locked():
            names = self.read()
            return names.latest or self._add(names, "")

    def called(self, name: str) -> str:
        """Give the id of who is called *name*, by what `folded` leaves of it, made anew if nobody is."""
        printable = "".join(c if c.isprintable() else " " for c in normalize("NFC", name))
        plain = " ".join(printable.split())[:LONGEST_NAME]
        with self._locked():
            names = self.read()
            for person, known in names.names.items():
                if folded(known) == folded(plain):
                    self._write(Names(person, names.names))
                    return person
            return self._add(names, plain)

    def enrol(self, names: Sequence[str]) -> tuple[str, ...]:
        """Give the ids of everybody in *names*, as `called` does; who played last stays who it was."""
        with self._locked():
            known = self.read()
            ids = {folded(name): person for person, name in known.names.items() if name}
            added: dict[str, str] = {}
            for name in names:
                if folded(name) not in ids:
                    person = ids[folded(name)] = self._token()
                    added[person] = normalize("NFC", name)
            if added:
                self._write(Names(known.latest, {**known.names, **added}))
        return tuple(ids[folded(name)] for name in names)

    def name(self, person: str) -> str:
        """Give the name behind *person*, or nothing."""
        return self.read().names.get(person, "")

    def forget(self, person: str) -> None:
        """Take *person*'s name out; their runs stay, and are nobody's."""
        with self._locked():
            names = self.read()
            rest = {known: name for known, name in names.names.items() if known != person}
            self._write(Names("" if names.latest == person else names.latest, rest))

    def _locked(self) -> AbstractContextManager[AppendFile]:
        """Keep other programs from changing the names between our reading and our writing."""
        busy = "Another Firedrill is writing down a name just now. Try again."
        return held(self._disk, self._lock_path, self._pause, busy)

    def _add(self, names: Names, name: str) -> str:
        person = self._token()
        self._write(Names(person, {**names.names, person: name}))
        return person

    def _write(self, names: Names) -> None:
        with writing(self._path):
            self._disk.make_folder(self._path.parent)
            self._disk.write_whole(self._path, msgspec.json.format(msgspec.json.encode(names), indent=2) + b"\n")
