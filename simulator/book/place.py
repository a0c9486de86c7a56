"""Where the score book is: `--book`, FIREDRILL_BOOK, or a file in the data folder; and where it mustn't be.

No database is opened here.
"""

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from simulator.errors import NotFound, StorageFailed
from simulator.scenario.problems import shown

BOOK_FILE = "book.sqlite"
SERVER = "postgresql"
_FILE = "sqlite:///"
_ASIDE = "before-"
_SCHEMES = {"postgres": SERVER, SERVER: SERVER, f"{SERVER}+psycopg": SERVER}
MOUNTS = Path("/proc/mounts")

# SQLite's own advice: locks on these don't keep two computers apart, and its write-ahead log needs shared memory.
NETWORK = frozenset(
    "9p afs beegfs ceph cifs coda davfs drvfs gfs gfs2 glusterfs gpfs lustre ncp ncpfs nfs nfs4 ocfs2 orangefs panfs "
    "pvfs2 smb2 smb3 smbfs vboxsf vmhgfs".split()
)
NETWORK_BY_FUSE = frozenset(
    "afpfs curlftpfs davfs davfs2 gcsfuse glusterfs goofys gvfsd-fuse rclone s3fs smbnetfs sshfs vmhgfs-fuse".split()
)


class BookPlace:
    """A place for a book: a file, or the URL of a PostgreSQL server."""

    def __init__(self, file: Path | None = None, url: str = "") -> None:
        self.file = file
        self.url = url

    def __str__(self) -> str:
        return f"'{self.file}'" if self.file else f"'{without_password(self.url)}'"


def book_place(home: Path, wanted: str = "", environ: Mapping[str, str] = os.environ) -> BookPlace:
    """Give the place *wanted*, the one FIREDRILL_BOOK names, or the book of *home*; raises `StorageFailed`."""
    named = wanted.strip() or environ.get("FIREDRILL_BOOK", "").strip()
    if not named:
        return BookPlace(home / BOOK_FILE)
    scheme, colon, rest = named.partition("://")
    if named.startswith(_FILE):
        return BookPlace(Path(named.removeprefix(_FILE)))
    if not colon:
        return BookPlace(Path(named))
    if scheme not in _SCHEMES:
        raise StorageFailed(
            f"The score book can't be kept in '{shown(scheme, 40)}'. Name a file, or a PostgreSQL server: "
            "postgresql://NAME@HOST/DATABASE."
        )
    return BookPlace(url=f"{_SCHEMES[scheme]}+psycopg://{rest}")


def insist_on_book(place: BookPlace) -> None:
    """Refuse a file that isn't there: a slip of the pen must not look like an empty book. Raises `NotFound`."""
    if place.file is not None and not place.file.is_file():
        told = shown(str(place.file), longest=200)
        raise NotFound(
            f"There is no score book '{told}'. Check the path. 'firedrill book import --book PATH' makes a new one."
        )


def without_password(url: str) -> str:
    """*url* as it may be shown: whoever looks over a shoulder learns no password."""
    scheme, _, rest = url.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme.removesuffix('+psycopg')}://{user.partition(':')[0]}{at}{host.partition('?')[0]}"


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
    kind = network_kind(file, _mounts() if mounts is None else mounts)
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


def network_kind(file: Path, mounts: str) -> str:
    """The kind of network file system that *file* lies on, by the lines of /proc/mounts; empty on a disk."""
    place = _real(file)
    kinds = {PurePath(_plain(words[1])): words[2] for words in map(str.split, mounts.splitlines()) if len(words) > 2}
    kind = next((kinds[folder] for folder in (place, *place.parents) if folder in kinds), "")
    if kind in NETWORK or (kind.startswith("fuse.") and kind.removeprefix("fuse.") in NETWORK_BY_FUSE):
        return kind
    return ""


def _real(file: Path) -> Path:
    try:
        return file.expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        return file.absolute()


def _plain(mounted: str) -> str:
    """A mount point as it is called: spaces and the like are written `\\040` there."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mounted = mounted.replace(code, letter)
    return mounted
