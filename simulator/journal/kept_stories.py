"""Scenarios that were read and checked once, kept as they came out, so that they are there at once the next time.

Theory: reading costs some forty times what decoding its result does. A kept story is found by its file's bytes and by
the readers that made it, so neither an edited file nor a newer program ever gets a stale one; it carries a hash of
itself, so one that was cut short or changed is read anew. Nothing depends on it: where it can't be kept, it isn't.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import simulator.scenario
from simulator.errors import StorageFailed
from simulator.journal.disk import Disk, RealDisk
from simulator.journal.home import kept_stories_folder
from simulator.scenario.overlay import laid_source, read_source
from simulator.scenario.reading_house import HOUSE_FILE
from simulator.scenario.story import Story

LARGEST = 8_000_000  # bytes of one kept story
MOST = 64  # kept at a time; then all go
HASH = 32


class KeptStories:
    """Reads scenarios, with the *house* file laid over each, keeping what came out in a folder of *home*."""

    def __init__(self, home: Path, disk: Disk | None = None, house: Path | None = None) -> None:
        self._folder = kept_stories_folder(home)
        self._disk = disk or RealDisk()
        self._house = house

    def read(self, path: Path) -> Story:
        """The scenario at *path*, as `read_laid` gives it; raises what that raises."""
        return self.read_bytes(self.source(path), path.name)

    def source(self, path: Path) -> bytes:
        """What a record keeps of the scenario at *path*: its bytes, joined with those of the house."""
        return laid_source(path, self._house)

    def read_bytes(self, raw: bytes, name: str) -> Story:
        """The scenario in *raw*, the source of a file called *name*; raises `ScenarioInvalid`."""
        place = self._folder / f"{sha256(readers() + raw).hexdigest()}.story"
        kept = self._kept(place)
        if kept is None:
            kept = read_source(raw, name, self._house.name if self._house else HOUSE_FILE)
            self._keep(place, kept)
        return kept

    def _kept(self, place: Path) -> Story | None:
        try:
            data = self._disk.read(place, LARGEST)
            return _decoder().decode(data[HASH:]) if sha256(data[HASH:]).digest() == data[:HASH] else None
        except (OSError, StorageFailed, msgspec.MsgspecError):
            return None

    def _keep(self, place: Path, story: Story) -> None:
        data = msgspec.msgpack.encode(story)
        try:
            self._disk.make_folder(self._folder)
            self._make_room()
            self._disk.write_whole(place, sha256(data).digest() + data)
        except (OSError, StorageFailed):
            return  # a folder that can't be written costs time, nothing else

    def _make_room(self) -> None:
        names = self._disk.names(self._folder)
        if len(names) >= MOST:
            for name in names:
                self._disk.remove(self._folder / name)


@cache
def readers() -> bytes:
    """What tells these readers from others: the files of the room that reads, by name, size and time of change."""
    room = Path(simulator.scenario.__file__).parent
    stats = ((path.name, path.stat()) for path in sorted(room.glob("*.py")))
    return sha256(repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]).encode()).digest()


@cache
def _decoder() -> "msgspec.msgpack.Decoder[Story]":
    return msgspec.msgpack.Decoder(Story)
