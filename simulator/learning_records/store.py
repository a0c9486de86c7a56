"""Talking with a record store: one request, one answer. What an answer means is `delivering`'s business.

Redirections aren't followed: they would carry the login to whoever is named there.
"""

from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from ssl import SSLCertVerificationError
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import msgspec
from msgspec import Struct

from simulator.errors import StorageFailed
from simulator.learning_records.place import Login, StorePlace
from simulator.scenario.problems import shown

TIMEOUT_S = 20.0
MOST_READ = 1 << 20
NEWEST, OLDER = "2.0.0", "1.0.3"  # our statements are legal in both
AT_MOST_S = 60  # of waiting that a store may ask for


class Wish(Struct, frozen=True):
    """One request: *method* on the store's *resource* with a *query* and a *body*."""

    method: str
    query: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    resource: str = "statements"


class Answer(Struct, frozen=True):
    """What came back. *wait_s*: how long the store asks us to wait, 0 where it doesn't."""

    status: int
    body: bytes = b""
    wait_s: int = 0


class NoAnswer(Exception):
    """The store can't be reached, takes too long or hung up; *args* say which, in a few words."""


Sender = Callable[[Wish], Answer]
"""Sends a wish and gives the answer, whatever it is; raises `NoAnswer` where there was none."""


class _Stay(HTTPRedirectHandler):
    """Takes a redirection as an answer."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class HttpStore:
    """A `Sender` over HTTP."""

    def __init__(self, place: StorePlace, login: Login | None = None, timeout_s: float = TIMEOUT_S) -> None:
        self._place = place
        self._login = login
        self._timeout_s = timeout_s
        self._opener = build_opener(_Stay())
        self._version = ""

    def __call__(self, wish: Wish) -> Answer:
        """Send *wish* in a version of the standard that the store speaks."""
        self._version = self._version or self._spoken()
        return self._ask(wish, self._version)

    def _spoken(self) -> str:
        """The newest version that both speak, by what the store says about itself; the newest where it says nothing."""
        answer = self._ask(Wish("GET", resource="about"), NEWEST)
        try:
            versions = msgspec.json.decode(answer.body, type=_About).version if answer.status == 200 else ()
        except (ValueError, RecursionError):
            versions = ()
        newer = not versions or any(version.startswith("2.") for version in versions)
        return NEWEST if newer else OLDER

    def _ask(self, wish: Wish, version: str) -> Answer:
        request = Request(self._address(wish), wish.body or None, self._headers(version), method=wish.method)
        try:
            with self._opener.open(request, timeout=self._timeout_s) as response:
                return Answer(response.status, response.read(MOST_READ))
        except HTTPError as error:
            with error:
                return Answer(
                    error.code, self._rest(error), _wait_s(error.headers.get("Retry-After") if error.headers else None)
                )
        except (OSError, HTTPException) as error:
            raise _no_answer(error) from error

    def _address(self, wish: Wish) -> str:
        query = f"?{urlencode(wish.query)}" if wish.query else ""
        return f"{self._place.url}/{wish.resource}{query}"

    def _headers(self, version: str) -> dict[str, str]:
        plain = {"X-Experience-API-Version": version, "Content-Type": "application/json", "User-Agent": "Firedrill"}
        return plain | ({"Authorization": self._login.header} if self._login else {})

    def _rest(self, error: HTTPError) -> bytes:
        """What a store says about why not, without what it mustn't repeat."""
        try:
            text = error.read(MOST_READ).decode("utf-8", "replace")
        except (OSError, HTTPException):
            return b""
        return (self._login.without(text) if self._login else text).encode()


class _About(Struct):
    version: tuple[str, ...] = ()


def _wait_s(asked: str | None) -> int:
    """How many seconds the store asks for; a date instead of a number counts as nothing."""
    return min(int(asked), AT_MOST_S) if asked and asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def _no_answer(error: Exception) -> Exception:
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(cause, SSLCertVerificationError):
        return StorageFailed(
            "The record store's certificate doesn't prove that it is the one you named, so nothing was sent. "
            "Ask whoever runs it."
        )
    if isinstance(cause, TimeoutError):
        return NoAnswer("it took too long to answer")
    why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return NoAnswer(shown(why.lower(), longest=80))
