"""Where a book may be, and what is said where it mayn't."""

from pathlib import Path

import pytest

from simulator.book.place import book_place, insist_on_own_disk, network_kind
from simulator.errors import StorageFailed

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//box/share /mnt/our\\040share cifs rw 0 0
sshfs#me@host: /home/me/there fuse.sshfs rw 0 0
/dev/sdb1 /home/me/disk ext4 rw 0 0
C: /mnt/c 9p rw 0 0
portal /run/user/1/doc fuse.portal rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/home/me/book.sqlite", "nfs4"),
        ("/mnt/our share/book.sqlite", "cifs"),
        ("/home/me/there/book.sqlite", "fuse.sshfs"),
        ("/mnt/c/Users/me/book.sqlite", "9p"),
        ("/home/me/disk/book.sqlite", ""),
        ("/var/book.sqlite", ""),
        ("/run/user/1/doc/book.sqlite", ""),
    ],
)
def test_a_network_file_system_is_known_by_the_nearest_mount(file, kind):
    assert network_kind(Path(file), MOUNTS) == kind


def test_a_refused_file_says_what_to_use_instead():
    with pytest.raises(StorageFailed, match=r"nfs4.*PostgreSQL.*--book FILE"):
        insist_on_own_disk(Path("/home/me/book.sqlite"), MOUNTS)


def test_a_link_to_the_network_is_the_network(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "near").symlink_to(tmp_path / "far")

    assert network_kind(tmp_path / "near" / "book", f"x {tmp_path}/far nfs rw 0 0\n/dev/vda / ext4 rw 0 0\n") == "nfs"


def test_what_is_named_comes_before_what_is_set_and_that_before_the_home():
    environ = {"FIREDRILL_BOOK": "postgres://me:secret@host/drills"}

    assert book_place(Path("h"), environ={}).file == Path("h/book.sqlite")
    assert book_place(Path("h"), environ=environ).url == "postgresql+psycopg://me:secret@host/drills"
    assert book_place(Path("h"), "sqlite:///b.sqlite", environ).file == Path("b.sqlite")


def test_a_password_is_never_shown():
    place = book_place(Path("h"), "postgresql://me:se%40cret@host:5432/drills?password=too", {})

    assert str(place) == "'postgresql://me@host:5432/drills'"


def test_another_kind_of_database_is_refused_with_those_there_are():
    with pytest.raises(StorageFailed, match="postgresql://"):
        book_place(Path("h"), "mysql://host/drills", {})
