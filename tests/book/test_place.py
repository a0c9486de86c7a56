"""Where a book may be, and what is said where it mayn't."""

from pathlib import Path

import pytest

from simulator.book.place import BookPlace, book_place, insist_on_book, insist_on_own_disk, network_kind
from simulator.errors import NotFound, StorageFailed

MOUNTS = """\
1 0 254:0 / / rw,relatime - ext4 /dev/vda rw
2 1 0:30 / /home rw - nfs4 server:/home rw
3 1 0:31 / /mnt/our\\040share rw - cifs //box/share rw
4 2 0:32 / /home/me/there rw master:4 - fuse.sshfs sshfs#me@host: rw
5 2 8:17 / /home/me/disk rw - ext4 /dev/sdb1 rw
6 1 0:33 / /mnt/c rw - 9p C: rw
7 1 0:34 / /run/user/1/doc rw - fuse.portal portal rw
8 1 0:35 / /dav rw - fuse https://dav.example.com rw
9 1 0:36 / /automatic rw - autofs automatic rw
10 9 0:37 / /automatic/far rw - nfs4 server:/far rw
"""


def one(kind: str) -> str:
    return f"1 0 254:0 / / rw - ext4 /dev/vda rw\n2 1 0:30 / /data rw - {kind} far rw\n"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/home/me/book.sqlite", "nfs4"),
        ("/mnt/our share/book.sqlite", "cifs"),
        ("/home/me/there/book.sqlite", "fuse.sshfs"),
        ("/mnt/c/Users/me/book.sqlite", "9p"),
        ("/dav/book.sqlite", "fuse"),
        ("/automatic/far/book.sqlite", "nfs4"),
        ("/home/me/disk/book.sqlite", ""),
        ("/var/book.sqlite", ""),
        ("/run/user/1/doc/book.sqlite", ""),
    ],
)
def test_a_network_file_system_is_known_by_what_is_mounted_there(file, kind):
    assert network_kind(Path(file), MOUNTS) == kind


@pytest.mark.parametrize(
    "kind",
    "virtiofs wekafs acfs fuse fuse.ceph-fuse fuse.juicefs fuse.mfs fuse.blobfuse2 fuse.mountpoint-s3 fuse.any".split(),
)
def test_what_may_be_a_network_is_refused(kind):
    assert network_kind(Path("/data/book.sqlite"), one(kind)) == kind


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "overlay", "tmpfs", "fuseblk", "fuse.fuse-overlayfs"])
def test_a_disk_of_this_computer_is_taken(kind):
    assert network_kind(Path("/data/book.sqlite"), one(kind)) == ""


def test_a_network_hidden_under_a_later_mount_is_not_seen():
    hidden = one("nfs").replace("/data", "/data/far") + "3 1 0:40 / /data rw - tmpfs tmpfs rw\n"

    assert network_kind(Path("/data/far/book.sqlite"), hidden) == ""


def test_a_network_moved_into_a_later_mount_is_seen():
    moved = "1 0 254:0 / / rw - ext4 a rw\n2 3 0:30 / /data/far rw - nfs far rw\n3 1 8:17 / /data rw - ext4 b rw\n"

    assert network_kind(Path("/data/far/book.sqlite"), moved) == "nfs"


def test_a_refused_file_says_what_to_use_instead():
    with pytest.raises(StorageFailed, match=r"nfs4.*PostgreSQL.*--book FILE"):
        insist_on_own_disk(Path("/home/me/book.sqlite"), MOUNTS)


def test_a_link_to_the_network_is_the_network(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "near").symlink_to(tmp_path / "far")

    assert network_kind(tmp_path / "near" / "book", one("nfs").replace("/data", f"{tmp_path}/far")) == "nfs"


def test_a_folder_called_like_a_home_is_looked_at_where_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert network_kind(Path("~/book.sqlite"), one("nfs").replace("/data", str(tmp_path))) == "nfs"


def test_what_is_named_comes_before_what_is_set_and_that_before_the_home():
    environ = {"FIREDRILL_BOOK": "postgres://me:secret@host/drills"}

    assert book_place(Path("h"), environ={}).file == Path("h/book.sqlite")
    assert book_place(Path("h"), environ=environ).url == "postgresql+psycopg://me:secret@host/drills"
    assert book_place(Path("h"), "sqlite:///b.sqlite", environ).file == Path("b.sqlite")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://fd:se%40cret@host:5432/drills?password=secret", "postgresql://host:5432/drills"),
        ("postgresql://host/drills?user=fd&password=secret@x", "postgresql://host/drills"),
        ("POSTGRES://fd:secret@[::1]:5432/drills", "postgresql://[::1]:5432/drills"),
        ("postgresql:///drills?host=/run/postgresql&user=secret", "postgresql:///drills"),
    ],
)
def test_of_an_address_only_host_and_database_are_shown(address, shown):
    assert str(book_place(Path("h"), address, {})) == f"'{shown}'"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://fd:sec@ret@host/drills",
        "postgresql://fd:sec:ret@host/drills",
        "postgresql://fd:sec/ret@host/drills",
        "postgresql://fd:sec?ret@host/drills",
        "postgresql://fd:sec#ret@host/drills",
        "postgresql://host:secret/drills",
    ],
)
def test_a_password_that_would_be_taken_for_something_else_is_to_be_written_otherwise(address):
    with pytest.raises(StorageFailed, match="@ as %40") as told:
        book_place(Path("h"), address, {})

    assert "ret" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "host=example.org dbname=drills user=fd password=secret",
        "dbname = secret",
        "postgresql:fd:secret@host/drills",
        "PostgreSQL:/fd:secret@host/drills",
        "fd:secret@host/drills",
    ],
)
def test_an_address_that_is_no_url_is_not_taken_for_a_file(address):
    with pytest.raises(StorageFailed, match="postgresql://NAME@HOST/DATABASE") as told:
        book_place(Path("h"), address, {})

    assert "secret" not in str(told.value)


@pytest.mark.parametrize("name", ["b.sqlite", "./postgres.sqlite", "C:\\books\\me@work.sqlite", "/srv/a=b/book@2"])
def test_other_names_are_files(name):
    assert book_place(Path("h"), name, {}).file == Path(name)


def test_an_empty_file_is_no_book(tmp_path):
    (tmp_path / "tyop.sqlite").touch()

    with pytest.raises(NotFound, match="empty file"):
        insist_on_book(BookPlace(tmp_path / "tyop.sqlite"))


def test_another_kind_of_database_is_refused_with_those_there_are():
    with pytest.raises(StorageFailed, match="postgresql://"):
        book_place(Path("h"), "mysql://host/drills", {})
