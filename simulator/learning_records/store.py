"""Talking with a record store: one request, one answer. What an answer means is `delivering`'s business.

Redirections aren't followed: they would carry the login to whoever is named there. Nor is a proxy asked for a store on
this computer, which may be spoken to in clear. The clock is handed in, and bounds a request as a whole.
"""

import io
import time
from collections.abc import Callable
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from socket import socket
from ssl import SSLCertVerificationError
from typing import IO, TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

import msgspec
from msgspec import Struct

from simulator.errors import StorageFailed
from simulator.learning_records.place import Login, StorePlace
from simulator.scenario.problems import shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TIMEOUT_S = 20.0  # from connecting to the last byte of the answer
MOST_READ = 1 << 20
NEWEST, OLDER = "2.0.0", "1.0.3"  # our statements are legal in both
AT_MOST_S = 60  # of waiting that a store may ask for
Clock = Callable[[], float]
"""Seconds that only ever rise."""


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

    @property
    def passing(self) -> bool:
        """Whether the store only can't do it now."""
        return self.status in (408, 425, 429) or self.status >= 500


class NoAnswer(Exception):
    """The store can't be reached, takes too long or hung up; *args* say which, in a few words."""


class NoStore(StorageFailed):
    """Nothing at all will be taken at this address, with this login: there is no use in asking on."""


Sender = Callable[[Wish], Answer]
"""Sends a wish and gives the answer, whatever it is; raises `NoAnswer` where there was none."""


class _Stay(HTTPRedirectHandler):
    """Takes a redirection as an answer, whatever address it names."""

    def http_error_302(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> None:
        """Leave it to whoever takes every other answer."""

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class _InTime(io.RawIOBase):
    """What comes from a socket until the clock says *until*: a byte now and then doesn't make it longer."""

    def __init__(self, sock: socket, raw: io.RawIOBase, clock: Clock, until: float) -> None:
        self._sock = sock
        self._raw = raw
        self._clock = clock
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        left = self._until - self._clock()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        super().close()
        self._raw.close()


class _Response(HTTPResponse):
    """An answer that is read in time, from its first line on."""

    def __init__(
        self, clock: Clock, until: float, sock: socket, debuglevel: int = 0, method: str | None = None
    ) -> None:
        super().__init__(sock, debuglevel, method)
        self.fp = io.BufferedReader(_InTime(sock, self.fp.detach(), clock, until))


class _Asking(HTTPHandler, HTTPSHandler):
    """Connects as the library does, and has the answer read in time."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(self._connection, HTTPConnection), req)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(self._connection, HTTPSConnection), req)

    def _connection(self, kind: type[HTTPConnection], host: str, timeout: float) -> HTTPConnection:
        made = kind(host, timeout=timeout)
        answered = partial(_Response, self._clock, self._clock() + timeout)
        made.response_class = answered  # type: ignore[assignment] # called like the class, and nothing else
        return made


class HttpStore:
    """A `Sender` over HTTP; a request may take *timeout_s* by *clock*, from its beginning to its end."""

    def __init__(
        self, place: StorePlace, login: Login | None = None, timeout_s: float = TIMEOUT_S, clock: Clock = time.monotonic
    ) -> None:
        self._place = place
        self._login = login
        self._timeout_s = timeout_s
        near = place.url.startswith("http:")
        self._opener = build_opener(_Stay(), _Asking(clock), ProxyHandler({} if near else None))
        self._version = ""

    def __call__(self, wish: Wish) -> Answer:
        """Send *wish* in a version of the standard that the store speaks."""
        return self._ask(wish, self._version or self._spoken())

    def _spoken(self) -> str:
        """The newest version that both speak, by what the store says about itself; the newest where it says nothing.

        It is asked once, unless it can't answer now.
        """
        answer = self._ask(Wish("GET", resource="about"), NEWEST)
        if answer.passing:
            return NEWEST
        try:
            versions = msgspec.json.decode(answer.body, type=_About).version if answer.status == 200 else ()
        except (ValueError, RecursionError):
            versions = ()
        newer = not versions or any(version.startswith("2.") for version in versions)
        self._version = NEWEST if newer else OLDER
        return self._version

    def _ask(self, wish: Wish, version: str) -> Answer:
        request = Request(self._address(wish), wish.body or None, self._headers(version), method=wish.method)
        try:
            with self._opener.open(request, timeout=self._timeout_s) as response:
                return Answer(response.status, self._whole(response))
        except HTTPError as error:
            with error:
                return Answer(error.code, self._rest(error), _wait_s(error.headers))
        except (OSError, HTTPException) as error:
            raise self._no_answer(error) from error

    def _address(self, wish: Wish) -> str:
        query = f"?{urlencode(wish.query)}" if wish.query else ""
        return f"{self._place.url}/{wish.resource}{query}"

    def _headers(self, version: str) -> dict[str, str]:
        plain = {"X-Experience-API-Version": version, "Content-Type": "application/json", "User-Agent": "Firedrill"}
        return plain | ({"Authorization": self._login.header} if self._login else {})

    def _whole(self, response: HTTPResponse) -> bytes:
        """The body, or its first MB; raises `NoAnswer` where less came than was announced."""
        body = response.read(MOST_READ)
        if len(body) < MOST_READ and response.length:
            raise NoAnswer("it hung up in the middle of its answer")
        return body if response.status == 200 else self._plain(body)

    def _rest(self, error: HTTPError) -> bytes:
        """What a store says about why not; nothing where it hangs up over it."""
        try:
            return self._plain(error.read(MOST_READ))
        except (OSError, HTTPException):
            return b""

    def _plain(self, body: bytes) -> bytes:
        return self._harmless(body.decode("utf-8", "replace")).encode()

    def _no_answer(self, error: Exception) -> Exception:
        cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
        if isinstance(cause, SSLCertVerificationError):
            return NoStore(
                "The record store's certificate doesn't prove that it is the one you named, so nothing was sent. "
                "Ask whoever runs it."
            )
        if isinstance(cause, TimeoutError):
            return NoAnswer("it took too long to answer")
        why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        return NoAnswer(shown(self._harmless(why).lower(), longest=80).strip())

    def _harmless(self, text: str) -> str:
        """*text*, which may be printed, without what mustn't be repeated."""
        return self._login.without(text) if self._login else text


class _About(Struct):
    version: tuple[str, ...] = ()


def _wait_s(headers: Message | None) -> int:
    """How many seconds the store asks for: a number, or a time that is later than the answer's own; else 0."""
    asked = (headers and headers.get("Retry-After")) or ""
    if asked.isascii() and asked.isdigit() and len(asked) < 9:
        return min(int(asked), AT_MOST_S)
    try:
        later = parsedate_to_datetime(asked) - parsedate_to_datetime((headers and headers.get("Date")) or "")
    except (ValueError, TypeError, OverflowError):
        return 0
    return int(min(max(later.total_seconds(), 0), AT_MOST_S))
