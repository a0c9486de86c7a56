"""A trainer's key and the keys they trust: in a folder of their own, for records are copied and shared.

The library for Ed25519 is loaded where something is signed or checked, and nowhere else.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path

from simulator.errors import StorageFailed
from simulator.journal.disk import AppendFile, Disk, held, reading, writing

KEY_FILE, PUBLIC_FILE, PUBLIC = "sealing.key", "sealing.pub", ".pub"
LARGEST_KEY = 16 * 1024
_MEANS = b"Firedrill seal of a run\n"  # signed with the statement, so that no other signature can pass for a seal


def keys_folder(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform, user: Path | None = None
) -> Path:
    """Where a trainer's key lies; it may not exist yet. Raises `StorageFailed` where nobody can say which it is."""
    if chosen := environ.get("FIREDRILL_KEYS", "").strip():
        return Path(chosen).absolute()
    try:
        own = user or Path.home()
    except RuntimeError as error:
        raise StorageFailed(
            "Nothing says where your home folder is. Set FIREDRILL_KEYS to a folder of yours."
        ) from error
    if platform == "win32":
        return Path(environ.get("APPDATA") or own / "AppData" / "Roaming") / "Firedrill Keys"
    if platform == "darwin":
        return own / "Library" / "Application Support" / "Firedrill Keys"
    given = Path(environ.get("XDG_CONFIG_HOME", ""))
    return (given if given.is_absolute() else own / ".config") / "firedrill-keys"


def fingerprint(key: str) -> str:
    """Four groups of four letters that stand for a public *key*: for people to compare."""
    digest = sha256(key.encode()).hexdigest()[:16]
    return "-".join(digest[start : start + 4] for start in range(0, 16, 4))


class Keys:
    """The keys of one computer: its own, with which it signs, and the public ones of everybody it trusts."""

    def __init__(self, folder: Path, disk: Disk, pause: Callable[[float], None] = time.sleep) -> None:
        self.folder = folder
        self.disk = disk
        self._pause = pause

    @property
    def has_own(self) -> bool:
        """Whether anything can be signed here."""
        return self.is_there(KEY_FILE)

    def make(self, home: Path) -> str:
        """Give our public key, made anew where there is none; raises `StorageFailed`, also for a folder in *home*."""
        if self.folder.resolve().is_relative_to(home.resolve()):
            raise StorageFailed(
                f"'{self.folder}' lies within the records, and a key that lies with them seals nothing. "
                "Set FIREDRILL_KEYS to a folder elsewhere."
            )
        path = self.folder / KEY_FILE
        with self.locked(path) as file:
            public = _public(self._private() or _new_key(file, path))
            if not self.is_there(PUBLIC_FILE):
                with writing(path):
                    self.disk.write_whole(self.folder / PUBLIC_FILE, public.encode() + b"\n")
        return public

    def public(self) -> str:
        """Our own public key, in hex; raises `StorageFailed` and `RecordUnreadable`."""
        return _public(self._private())

    def trusted(self) -> frozenset[str]:
        """The public keys that count here: our own, and every other that somebody has put beside it."""
        with reading(self.folder):
            names = [name for name in self.disk.names(self.folder) if name.endswith(PUBLIC)]
        found = []
        for name in names:
            with suppress(OSError):
                found.append(self.disk.read(self.folder / name, LARGEST_KEY).decode("ascii", "replace").strip())
        return frozenset(found)

    def sign(self, statement: bytes) -> str:
        """Sign *statement* with our own key; the signature in hex."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(_raw(self._private())).sign(_MEANS + statement).hex()

    def is_there(self, name: str) -> bool:
        """Whether the folder has a file of this name."""
        with reading(self.folder):
            return name in self.disk.names(self.folder)

    def locked(self, path: Path) -> AbstractContextManager[AppendFile]:
        """Hold one file of the folder."""
        return held(self.disk, path, self._pause, "Another Firedrill is sealing just now. Try again.")

    def _private(self) -> str:
        """Our key in hex; empty where it was only begun."""
        path = self.folder / KEY_FILE
        with reading(path):
            key, whole, _ = self.disk.read(path, LARGEST_KEY).partition(b"\n")
        return key.decode("ascii", "replace").strip() if whole else ""


def signed_by(key: str, signature: str, statement: bytes) -> bool:
    """Whether the public *key* made this *signature*, both in hex, under *statement*."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), _MEANS + statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def _new_key(file: AppendFile, path: Path) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate().private_bytes_raw().hex()
    with writing(path):
        file.cut(0)  # one that was only begun has signed nothing
        file.write(private.encode() + b"\n")
        file.sync()
    return private


def _public(private: str) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(_raw(private)).public_key().public_bytes_raw().hex()


def _raw(private: str) -> bytes:
    with suppress(ValueError):
        if len(raw := bytes.fromhex(private)) == 32:
            return raw
    raise StorageFailed(
        f"The key in '{KEY_FILE}' is damaged, so nothing is sealed with it. Put back a copy, or move it away: "
        "then a new one is made when a drill is set up."
    )
