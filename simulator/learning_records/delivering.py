"""Bringing statements to a record store until it has them: in batches, again after a failure, each exactly once there.

The clock is handed in: nothing here waits by itself. What the store has is written down before the next batch goes.
"""

from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from simulator.errors import StorageFailed
from simulator.learning_records.outbox import Outbox
from simulator.learning_records.place import PASSWORD, USER, StorePlace
from simulator.learning_records.sameness import same_statement
from simulator.learning_records.store import Answer, NoAnswer, Sender, Wish
from simulator.scenario.problems import shown

BATCH = 50
PAUSES_S = (1.0, 2.0, 4.0, 8.0)  # between tries; after the last one it waits in the outbox for the next call
Pause = Callable[[float], None]


class ToSend(Struct, frozen=True):
    """A statement with its id, as JSON."""

    id: str
    data: bytes


class Refused(Struct, frozen=True):
    """A statement that the store won't have, and why, in a sentence."""

    id: str
    why: str


class Delivered(Struct, frozen=True):
    """What came of it: so many *sent* now and *there* before; *refused* ones; *waiting* ones, and why these do."""

    sent: int = 0
    there: int = 0
    refused: tuple[Refused, ...] = ()
    waiting: int = 0
    why: str = ""


class _Away(Exception):
    """The store doesn't answer as one should, try as we might; *args* say what it does."""


class Delivery:
    """Brings one run's statements to the store at *place* through *send*."""

    def __init__(self, place: StorePlace, send: Sender, outbox: Outbox, pause: Pause) -> None:
        self._place = place
        self._send = send
        self._outbox = outbox
        self._pause = pause
        self._sent = 0
        self._refused: list[Refused] = []

    def deliver(self, statements: Sequence[ToSend]) -> Delivered:
        """Send what the store hasn't got; what can't be sent now waits. Raises `StorageFailed` where it never can."""
        self._outbox.promise(self._place.url)
        there = self._outbox.there(self._place.url)
        rest = [statement for statement in statements if statement.id not in there]
        why = ""
        try:
            for start in range(0, len(rest), BATCH):
                self._batch(rest[start : start + BATCH])
        except _Away as away:
            why = str(away)
        waiting = len(rest) - self._sent - len(self._refused)
        if not waiting and not self._refused:
            self._outbox.settle(self._place.url)
        return Delivered(self._sent, len(statements) - len(rest), tuple(self._refused), waiting, why)

    def _batch(self, batch: Sequence[ToSend]) -> None:
        """Send all at once; where the store objects to one of them, find out to which."""
        answer = self._persistently(Wish("POST", body=b"[" + b",".join(one.data for one in batch) + b"]"))
        if _taken(answer):
            self._note(batch)
            return
        for statement in batch:
            self._single(statement)

    def _single(self, statement: ToSend) -> None:
        query = (("statementId", statement.id),)
        answer = self._persistently(Wish("PUT", query, statement.data))
        if _taken(answer) or (answer.status == 409 and self._has_the_same(statement)):
            self._note([statement])
        elif answer.status == 409:
            self._refused.append(Refused(statement.id, "the store has another statement under this id."))
        else:
            self._refused.append(Refused(statement.id, f"the store answered {answer.status}{_said(answer)}."))

    def _has_the_same(self, statement: ToSend) -> bool:
        answer = self._persistently(Wish("GET", (("statementId", statement.id),)))
        return answer.status == 200 and same_statement(statement.data, answer.body)

    def _note(self, statements: Sequence[ToSend]) -> None:
        self._outbox.arrived(self._place.url, tuple(one.id for one in statements))
        self._sent += len(statements)

    def _persistently(self, wish: Wish) -> Answer:
        """Ask until there is an answer that asking again wouldn't change."""
        why, wait_s = self._try(wish)
        for pause_s in PAUSES_S:
            if isinstance(why, Answer):
                return why
            self._pause(max(pause_s, wait_s))
            why, wait_s = self._try(wish)
        if isinstance(why, Answer):
            return why
        raise _Away(why)

    def _try(self, wish: Wish) -> tuple[Answer | str, int]:
        """The answer, or why there is none yet and how long the store asks us to wait."""
        try:
            answer = self._send(wish)
        except NoAnswer as none:
            return str(none), 0
        if answer.status in (408, 425, 429) or answer.status >= 500:
            return f"it answers {answer.status}", answer.wait_s
        _insist_on_sense(answer, wish)
        return answer, 0


def _taken(answer: Answer) -> bool:
    return answer.status in (200, 204)


def _insist_on_sense(answer: Answer, wish: Wish) -> None:
    """Raise `StorageFailed` for an answer that says that nothing at all will be taken here."""
    if answer.status in (401, 403):
        raise StorageFailed(
            f"The record store doesn't let us in ({answer.status}). Set {USER} and {PASSWORD} to what it gave you, "
            "with the right to write statements."
        )
    lost = answer.status == 404 and wish.method != "GET"
    if lost or answer.status == 405 or 300 <= answer.status < 400:
        raise StorageFailed(
            f"There is no record store at this address (it answered {answer.status}). Write the address that ends "
            "before '/statements', and where it moved to if it has."
        )


def _said(answer: Answer) -> str:
    text = shown(answer.body[:400].decode("utf-8", "replace"), longest=120).strip()
    return f" ({text})" if text else ""


def to_send(data: Sequence[bytes]) -> tuple[ToSend, ...]:
    """Statements in JSON with their ids beside them."""
    return tuple(ToSend(msgspec.json.decode(one, type=_Id).id, one) for one in data)


class _Id(Struct):
    id: str
