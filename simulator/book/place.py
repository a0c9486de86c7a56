"""Where the score book is: `--book`, FIREDRILL_BOOK, or a file in the data folder; and where it mustn't be.

No database is opened here.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from simulator.errors import NotFound, StorageFailed
from simulator.scenario.problems import shown

BOOK_FILE = "book.sqlite"
SERVER = "postgresql"
_FILE = "sqlite:///"
_ASIDE = "before-"
_SCHEMES = {"postgres": SERVER, SERVER: SERVER, f"{SERVER}+psycopg": SERVER}
MOUNTS = Path("/proc/self/mountinfo")
_LIKE = "postgresql://NAME@HOST/DATABASE"
_FOR_A_SERVER = re.compile(r"^postgres|\b(password|host|dbname)\s*=|^[^/\\]*:[^/\\]*@", re.IGNORECASE)

# SQLite's own advice: locks on these don't keep two computers apart, and its write-ahead log needs shared memory.
NETWORK = frozenset(
    "9p acfs afpfs afs beegfs ceph cifs coda davfs drvfs exafs gfs gfs2 glusterfs gpfs lustre mfs ncp ncpfs nfs nfs4 "
    "ocfs2 orangefs panfs prl_fs pvfs2 smb2 smb3 smbfs vboxsf virtiofs vmhgfs wekafs".split()
)
# Anybody can write one by FUSE, and most are of a network: those that keep their files on this computer.
LOCAL_BY_FUSE = frozenset("encfs exfat ext2 fuse-overlayfs gocryptfs ntfs ntfs-3g portal veracrypt zfs".split())


class BookPlace:
    """A place for a book: a file, or the URL of a PostgreSQL server."""

    def __init__(self, file: Path | None = None, url: str = "") -> None:
        self.file = file
        self.url = url

    def __str__(self) -> str:
        return f"'{self.file}'" if self.file else f"'{without_login(self.url)}'"


def book_place(home: Path, wanted: str = "", environ: Mapping[str, str] = os.environ) -> BookPlace:
    """Give the place *wanted*, the one FIREDRILL_BOOK names, or the book of *home*; raises `StorageFailed`."""
    named = wanted.strip() or environ.get("FIREDRILL_BOOK", "").strip()
    if not named:
        return BookPlace(home / BOOK_FILE)
    if named.startswith(_FILE):
        return BookPlace(Path(named.removeprefix(_FILE)))
    scheme, colon, rest = named.partition("://")
    if not colon:
        _insist_on_no_login(named)
        return BookPlace(Path(named))
    if scheme.lower() not in _SCHEMES:
        raise StorageFailed(
            f"The score book can't be kept in '{shown(scheme, 40)}'. Name a file, or a PostgreSQL server: {_LIKE}."
        )
    _insist_on_readable(rest)
    return BookPlace(url=f"{_SCHEMES[scheme.lower()]}+psycopg://{rest}")


def _insist_on_no_login(named: str) -> None:
    """Refuse what was meant for a server before it is written to the screen, and on the disk, as a file's name."""
    if _FOR_A_SERVER.search(named):
        raise StorageFailed(
            f"This looks like a server's address but isn't written as one. It should look like {_LIKE}. A file that is "
            "called so can be named as ./FILE."
        )


def _insist_on_readable(rest: str) -> None:
    """Refuse an address in which a password would be taken for a host, a port or a database, and so be shown."""
    address, _, asked = rest.partition("?")
    server, _, database = address.partition("/")
    login, _, host = server.rpartition("@")
    stray = "@" in login or login.count(":") > 1 or "@" in database or "#" in address
    stray = stray or any("=" not in pair for pair in asked.split("&") if asked)
    if stray or not re.fullmatch(r"(\[[^\]]*\]|[^:]*)(:\d*)?(,.*)?", host):
        raise StorageFailed(
            f"The address of the score book can't be read. It should look like {_LIKE}. In a name or a password write "
            "@ as %40, : as %3A, / as %2F, ? as %3F and # as %23."
        )


def insist_on_book(place: BookPlace) -> None:
    """Refuse a file that isn't there, or is empty: a slip of the pen mustn't look like an empty book. `NotFound`."""
    if place.file is None:
        return
    told = shown(str(place.file), longest=200)
    if not place.file.is_file():
        raise NotFound(
            f"There is no score book '{told}'. Check the path. 'firedrill book import --book PATH' makes a new one."
        )
    if not place.file.stat().st_size:
        raise NotFound(
            f"'{told}' is an empty file, not a score book. Check the path. 'firedrill book import' makes a book of it."
        )


def without_login(url: str) -> str:
    """The host and the database of *url*, which may be shown: whoever looks over a shoulder learns no password."""
    scheme, _, rest = url.partition("://")
    host = rest.partition("?")[0].rpartition("@")[2]
    return f"{scheme.removesuffix('+psycopg')}://{host}"


def copy_aside(file: Path, why: str) -> Path:
    """Where the book in *file* is copied to before something is done to it; *why* tells the copies apart."""
    return file.with_name(f"{file.stem}.{_ASIDE}{why}{file.suffix}")


def copies_aside(place: BookPlace) -> tuple[Path, ...]:
    """Every such copy."""
    if place.file is None:
        return ()
    start = f"{place.file.stem}.{_ASIDE}"
    return tuple(path for path in place.file.parent.iterdir() if path.name.startswith(start))


def insist_on_own_disk(file: Path, mounts: str | None = None) -> None:
    """Refuse a network file system for *file*: raises `StorageFailed` and says what to use instead."""
    kind = network_kind(file, mounts)
    if kind:
        raise StorageFailed(
            f"'{file}' lies on a network file system ({kind}). SQLite can lose there what two computers write at once. "
            "For a book that several computers share, use a PostgreSQL server: --book postgresql://NAME@HOST/DATABASE. "
            "For this computer alone, name a file on its own disk: --book FILE, or FIREDRILL_BOOK."
        )


def _mounts() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # not Linux: nobody to ask
        return ""


class _Mount(NamedTuple):
    number: str
    below: str  # the number of the one it is mounted in
    folder: PurePath
    kind: str


def network_kind(file: Path, mounts: str | None = None) -> str:
    """The kind of network file system that *file* lies on; empty on a disk.

    *mounts* are the lines of /proc/self/mountinfo, read here if not given: after the path, which may mount something.
    """
    place = _real(file)
    kind = _kind_of(place, _mounts() if mounts is None else mounts)
    by_fuse = kind == "fuse" or (kind.startswith("fuse.") and kind.removeprefix("fuse.") not in LOCAL_BY_FUSE)
    return kind if kind in NETWORK or by_fuse else ""


def _kind_of(place: Path, mounts: str) -> str:
    """Walk from the root to *place* as the system does: a mount under which another was put is never entered."""
    above = frozenset((place, *place.parents))
    on_the_way = [mount for line in mounts.splitlines() if (mount := _mount(line)) and mount.folder in above]
    numbers = {mount.number for mount in on_the_way}
    here = next((mount for mount in on_the_way if mount.below not in numbers), None)
    kind = ""
    while here is not None:
        kind, number = here.kind, here.number
        inside = [mount for mount in on_the_way if mount.below == number and mount.number != number]
        here = min(inside, key=lambda mount: len(mount.folder.parts), default=None)
    return kind


def _mount(line: str) -> _Mount | None:
    """One line of mountinfo (man 5 proc), what stands behind its mount point left out but the kind."""
    before, _, after = line.partition(" - ")
    words, kind = before.split(" "), after.partition(" ")[0]
    return _Mount(words[0], words[1], PurePath(_plain(words[4])), kind) if len(words) > 4 and kind else None


def _real(file: Path) -> Path:
    try:
        return file.resolve()  # a '~' that the shell left is a folder's name to SQLite, too
    except (OSError, RuntimeError, ValueError):
        return file.absolute()


def _plain(mounted: str) -> str:
    """A mount point as it is called: spaces and the like are written `\\040` there."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mounted = mounted.replace(code, letter)
    return mounted
