"""A record store for tests: a small server on this computer that keeps statements, and fails as it is told to."""

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

from simulator.learning_records.place import StorePlace


class Asked(NamedTuple):
    """A request as it came in; names of headers in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


SLOW, CUT, CUT_AFTER = "slow", "", "cut after it was stored"
DRIPPING, ONLY_HEADERS = "dripping", "only headers"
CUT_SHORT = 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n["'
_WITHOUT_END = {
    DRIPPING: (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", b"."),
    ONLY_HEADERS: (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


class LocalStore:
    """Keeps statements by id. *faults* are used up, one per request for statements; then it does what it should."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, object]] = {}
        self.asked: list[Asked] = []
        self.faults: list[int | str | tuple[int, bytes]] = []
        self.faults_of_about: list[int] = []
        self.page: tuple[int, bytes] | None = None  # what it says to everything, where it is no store at all
        self.moved_to = "http://127.0.0.1:9/elsewhere"
        self.retry_after = "7"
        self.date = ""
        self.own_yes = 0  # what it says to what it has stored, if not what the standard asks for
        self.shown: tuple[int, bytes] | None = None  # what it answers when it is asked for a statement
        self.on_write: Callable[[], object] = dict  # what happens elsewhere while it stores something
        self.versions: Sequence[str] = ("1.0.3", "2.0.0")
        self.jealous = False  # whether what is there already is a conflict, though it be the same
        self.login = ""
        self.over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.store = self

    @property
    def place(self) -> StorePlace:
        return StorePlace(f"http://127.0.0.1:{self._server.server_port}/xapi")

    def writes(self) -> list[Asked]:
        """What was asked of it but for what it can do."""
        return [asked for asked in self.asked if not asked.path.endswith("/about")]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        """What a store answers by the standard."""
        path = urlsplit(asked.path)
        if self.page is not None:
            return self.page
        if path.path == "/xapi/about":
            if self.faults_of_about:
                return self.faults_of_about.pop(0), b""
            return 200, json.dumps({"version": list(self.versions)}).encode()
        if path.path != "/xapi/statements":
            return 404, b""
        if self.login and asked.headers.get("authorization") != self.login:
            return 401, f"not you: {asked.headers.get('authorization')}".encode()
        if asked.headers["x-experience-api-version"] not in self.versions:
            return 400, b"unknown version"
        wanted = parse_qs(path.query).get("statementId", [""])[0]
        if asked.method == "GET" and self.shown is not None:
            return self.shown
        if asked.method == "GET":
            return (200, json.dumps(self.kept[wanted]).encode()) if wanted in self.kept else (404, b"")
        self.on_write()
        told = json.loads(asked.body)
        statements = told if isinstance(told, list) else [told]
        if any(self._conflicts(statement) for statement in statements):
            return 409, b"conflict"
        for statement in statements:
            added = {"stored": "2026-03-01T12:00:00.000Z", "authority": {"objectType": "Agent"}, "version": "2.0.0"}
            self.kept.setdefault(statement["id"], {**statement, **added})
        if self.own_yes:
            return self.own_yes, b"stored"
        return (204, b"") if asked.method == "PUT" else (200, json.dumps([one["id"] for one in statements]).encode())

    def _conflicts(self, statement: dict[str, object]) -> bool:
        there = self.kept.get(str(statement["id"]))
        if there is None:
            return False
        return self.jealous or any(there[key] != value for key, value in statement.items())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    store: LocalStore

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is none of our trouble."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _handle(self) -> None:
        store = self.server.store
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        store.asked.append(asked)
        fault = store.faults.pop(0) if store.faults and not self.path.endswith("/about") else 0
        if fault == SLOW:
            store.over.wait(30)
        if fault == CUT_AFTER:
            store.answer(asked)
        if isinstance(fault, str):
            self.close_connection = True
            self._misbehave(fault)
            return
        if isinstance(fault, int):
            fault = (fault, b"out of order") if fault else store.answer(asked)
        self._say(*fault)

    def _misbehave(self, fault: str) -> None:
        """Hang up, having said what the fault says; or say something without an end."""
        said = b"" if fault in (SLOW, CUT_AFTER) else fault.encode()
        opening, more = _WITHOUT_END.get(fault, (said, b""))
        with suppress(OSError):
            self.wfile.write(opening)
            while more and not self.server.store.over.is_set():
                self.wfile.write(more)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The time of an answer."""
        return self.server.store.date or super().date_time_string(timestamp)

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status in (429, 503):
            self.send_header("Retry-After", self.server.store.retry_after)
        if 300 <= status < 400:
            self.send_header("Location", self.server.store.moved_to)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = _handle  # noqa: N815 - the names by which the library finds them

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""
