"""Where a record store is, and how it is asked to let us in: an address somebody typed, and two settings.

The password is in the environment and nowhere else: not in an address, a file, a message or the text of an object.
"""

import os
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from simulator.errors import Usage
from simulator.learning_records.vocabulary import NOWHERE
from simulator.scenario.problems import shown

USER, PASSWORD, BASE = "FIREDRILL_LRS_USER", "FIREDRILL_LRS_PASSWORD", "FIREDRILL_LRS_BASE"
_NEAR = ("localhost", "127.0.0.1", "::1")


class StorePlace(Struct, frozen=True):
    """A record store: its address without an ending slash, so that it is called the same however it was typed."""

    url: str

    @property
    def statements(self) -> str:
        """Where its statements are."""
        return f"{self.url}/statements"


class Login:
    """What lets us in. Says nothing of itself, wherever it is printed."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = b64encode(f"{user}:{password}".encode()).decode()
        self._secrets = tuple(secret for secret in (password, self._basic) if secret)

    def __repr__(self) -> str:
        return "Login(...)"

    @property
    def header(self) -> str:
        """The value of the Authorization header."""
        return f"Basic {self._basic}"

    def without(self, text: str) -> str:
        """*text* without what mustn't be read by anybody: a store may send back what it got."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def store_place(typed: str) -> StorePlace:
    """Read the address of a record store; raises `Usage` for what is none, or would tell a password to others."""
    told = shown(typed, longest=200)
    try:
        parts = urlsplit(typed.strip())
        host = parts.hostname or ""
        _ = parts.port  # raises ValueError where it is none
    except ValueError as error:
        raise Usage("That is no address of a record store. One looks like https://lrs.example/xapi.") from error
    if "@" in parts.netloc:
        raise Usage(f"A password in an address is read by many. Set {USER} and {PASSWORD} instead, and leave it out.")
    if parts.scheme not in ("http", "https") or not host:
        raise Usage(f"'{told}' is no address of a record store. One looks like https://lrs.example/xapi.")
    if parts.query or parts.fragment:
        raise Usage(f"'{told}' has something behind a ? or a #. Write the address up to there.")
    if parts.scheme == "http" and host not in _NEAR:
        raise Usage(f"'{told}' would send people's scores for anybody on the way to read. Write https://.")
    return StorePlace(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/statements')}")


def login(environ: Mapping[str, str] = os.environ) -> Login | None:
    """What the environment says to let us in; None where it says nothing."""
    user, password = environ.get(USER, ""), environ.get(PASSWORD, "")
    if bool(user) != bool(password):
        raise Usage(f"Set both {USER} and {PASSWORD}, or neither.")
    return Login(user, password) if user else None


def house_base(environ: Mapping[str, str] = os.environ) -> str:
    """The house's own address, under which its people, drills and runs get theirs."""
    base = environ.get(BASE, "").strip().rstrip("/")
    if not base:
        return NOWHERE
    parts = urlsplit(base)
    plain = base.isascii() and base.isprintable() and not set(base) & set(' "<>\\^`{|}?#@')
    if parts.scheme not in ("http", "https") or not parts.netloc or not plain:
        raise Usage(f"{BASE} is '{shown(base, longest=200)}'; it should be an address such as https://care.example.")
    return base
