"""Where a record store is, and how it is asked to let us in: an address somebody typed, and two settings.

The password is in the environment and nowhere else: not in an address, a file, a message or the text of an object.
"""

import json
import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape
from ipaddress import IPv6Address
from urllib.parse import quote, quote_plus, urlsplit

from msgspec import Struct

from simulator.errors import Usage
from simulator.learning_records.vocabulary import NOWHERE
from simulator.scenario.problems import shown

USER, PASSWORD, BASE = "FIREDRILL_LRS_USER", "FIREDRILL_LRS_PASSWORD", "FIREDRILL_LRS_BASE"
LONGEST = 500  # letters of an address: what is told under it must stay below the 2,000 that stores take
_NEAR = ("localhost", "127.0.0.1", "[::1]")
_USUAL_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_PATH = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:/-]|%[0-9A-Fa-f]{2})*")  # RFC 3986, but for the @ of a password
_TELLING = frozenset("@?#")  # behind or before these there may be a password: what holds one isn't repeated


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
        forms = {form for secret in (password, self._basic) for form in _written(secret)}
        self._secrets = sorted((form for form in forms if form), key=len, reverse=True)

    def __repr__(self) -> str:
        return "Login(...)"

    @property
    def header(self) -> str:
        """The value of the Authorization header."""
        return f"Basic {self._basic}"

    def without(self, text: str) -> str:
        """*text* without what mustn't be read by anybody: a store may send back what it got, written in its own way."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def _written(secret: str) -> Iterator[str]:
    """*secret* as it is, and as JSON, an address and a page would write it."""
    yield secret
    for plain in (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
        yield from (plain, plain.replace("/", "\\/"))
    for coded in (quote(secret), quote(secret, safe=""), quote_plus(secret)):
        yield from (coded, re.sub("%..", lambda code: code[0].lower(), coded))
    yield escape(secret)
    yield escape(secret, quote=False)


def store_place(typed: str) -> StorePlace:
    """Read the address of a record store; raises `Usage` for what is none, or would tell a password to others."""
    told = _told(typed)
    if "@" in typed:
        raise Usage(f"A password in an address is read by many. Set {USER} and {PASSWORD} instead, and leave it out.")
    if set(typed) & _TELLING:
        raise Usage(f"{told} has something behind a ? or a #. Write the address up to there.")
    url = _plain_address(typed.strip())
    if not url:
        raise Usage(
            f"{told} is no address of a record store. One looks like https://lrs.example/xapi, in plain letters: "
            "a host with others begins with xn--, and in a path they are written as %C3%A4."
        )
    if url.startswith("http:") and _host_of(url) not in _NEAR:
        raise Usage(f"{told} would send people's scores for anybody on the way to read. Write https://.")
    return StorePlace(url.removesuffix("/statements"))


def login(environ: Mapping[str, str] = os.environ) -> Login | None:
    """What the environment says to let us in; None where it says nothing. Raises `Usage` for what can't be sent."""
    user, password = environ.get(USER, ""), environ.get(PASSWORD, "")
    if bool(user) != bool(password):
        raise Usage(f"Set both {USER} and {PASSWORD}, or neither.")
    if ":" in user:
        raise Usage(f"{USER} has a colon in it, which no store can tell from the one before the password.")
    try:
        return Login(user, password) if user else None
    except UnicodeEncodeError:
        raise Usage(f"{USER} or {PASSWORD} isn't text in UTF-8. Set it anew.") from None  # its text has the password


def house_base(environ: Mapping[str, str] = os.environ) -> str:
    """The house's own address, under which its people, drills and runs get theirs; raises `Usage` for what is none."""
    typed = environ.get(BASE, "").strip()
    if not typed:
        return NOWHERE
    base = "" if set(typed) & _TELLING else _plain_address(typed)
    if not base:
        raise Usage(f"{_told(typed)} is what {BASE} says; it should be an address such as https://care.example.")
    return base


def _plain_address(typed: str) -> str:
    """*typed* as it is called always: small letters in the host, no usual port, no slash at the end; "" for no address.

    Only what everything on the way takes as it is: no letters beyond ASCII, no label longer than 63.
    """
    try:
        parts = urlsplit(typed)
        port = parts.port  # raises ValueError where it is none
        host = f"[{IPv6Address(parts.hostname or '')}]" if "[" in parts.netloc else parts.hostname or ""
    except ValueError:
        return ""
    known = "%" not in host if host.startswith("[") else bool(_HOST.fullmatch(host))  # % is one of this computer's
    ours = parts.scheme in _USUAL_PORTS and known and port != 0
    if not (ours and len(typed) <= LONGEST and typed.isprintable() and _PATH.fullmatch(parts.path)):
        return ""
    beside = "" if port in (None, _USUAL_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{beside}{parts.path.rstrip('/')}"


def _host_of(url: str) -> str:
    netloc = urlsplit(url).netloc
    return netloc[: netloc.index("]") + 1] if "]" in netloc else netloc.partition(":")[0]


def _told(typed: str) -> str:
    """What was typed, to begin a sentence with; "That" where it may hold a password."""
    return "That" if set(typed) & _TELLING else f"'{shown(typed, longest=200)}'"
