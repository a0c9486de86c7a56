"""Bringing statements to a record store until it has them: in batches, again after a failure, each exactly once there.

The clock is handed in: nothing here waits by itself. What the store has is written down before the next batch goes.
"""

from collections.abc import Callable, Sequence

import msgspec
from msgspec import Struct

from simulator.learning_records.outbox import Made, Outbox
from simulator.learning_records.place import PASSWORD, USER, StorePlace
from simulator.learning_records.sameness import same_statement
from simulator.learning_records.store import Answer, NoAnswer, NoStore, Sender, Wish
from simulator.scenario.problems import shown

BATCH = 50
PAUSES_S = (1.0, 2.0, 4.0, 8.0)  # between tries; after the last one it waits in the outbox for the next call
Pause = Callable[[float], None]
Tell = Callable[[str], None]
"""Takes a sentence for whoever waits."""


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
    """Brings one run's statements to the store at *place* through *send*; says through *tell* why it takes longer."""

    def __init__(self, place: StorePlace, send: Sender, outbox: Outbox, pause: Pause, tell: Tell) -> None:
        self._place = place
        self._send = send
        self._outbox = outbox
        self._pause = pause
        self._tell = tell
        self.sent = 0  # statements that the store has taken so far
        self._refused: list[Refused] = []

    def deliver(self, statements: Sequence[ToSend], made: Made) -> Delivered:
        """Send what the store hasn't got, *made* of that; what can't be sent now waits.

        Raises `NoStore` where it never can, and `NotFound` where the run was deleted.
        """
        there = self._outbox.there(self._place.url)
        rest = [statement for statement in statements if statement.id not in there]
        if rest:
            self._outbox.promise(self._place.url)
        why = ""
        try:
            for start in range(0, len(rest), BATCH):
                self._batch(rest[start : start + BATCH])
        except _Away as away:
            why = str(away)
        waiting = len(rest) - self.sent - len(self._refused)
        if not waiting and not self._refused:
            self._outbox.settle(self._place.url, made)
        return Delivered(self.sent, len(statements) - len(rest), tuple(self._refused), waiting, why)

    def _batch(self, batch: Sequence[ToSend]) -> None:
        """Send all at once; where the store doesn't say that it has every one of them, ask about each."""
        answer = self._persistently(Wish("POST", body=b"[" + b",".join(one.data for one in batch) + b"]"))
        if answer.status == 204 or (answer.status == 200 and {one.id for one in batch} <= _ids_in(answer.body)):
            self._note(batch)
            return
        for statement in batch:
            self._single(statement)

    def _single(self, statement: ToSend) -> None:
        answer = self._persistently(Wish("PUT", _about(statement), statement.data))
        if answer.status == 204:
            self._note([statement])
        elif 200 <= answer.status < 300:
            self._look_whether_it_is_there(statement, answer.status)
        elif answer.status == 409:
            self._settle_a_conflict(statement)
        else:
            self._refuse(statement, f"the store answered {answer.status}{_said(answer)}.")

    def _look_whether_it_is_there(self, statement: ToSend, status: int) -> None:
        """A store takes a statement with 204. Any other 'yes' may be a page's that answers whatever it is asked."""
        there = self._persistently(Wish("GET", _about(statement)))
        if there.status != 200 or not same_statement(statement.data, there.body):
            raise NoStore(
                f"What is at this address says yes ({status}) and hasn't got the statement then, so it is no record "
                "store. Write the address that ends before '/statements'."
            )
        self._note([statement])

    def _settle_a_conflict(self, statement: ToSend) -> None:
        there = self._persistently(Wish("GET", _about(statement)))
        if there.status != 200 or not _is_object(there.body):
            self._refuse(statement, f"what the store has under this id can't be compared (it answered {there.status}).")
        elif same_statement(statement.data, there.body):
            self._note([statement])
        else:
            self._refuse(statement, "the store has another statement under this id.")

    def _refuse(self, statement: ToSend, why: str) -> None:
        self._refused.append(Refused(statement.id, why))

    def _note(self, statements: Sequence[ToSend]) -> None:
        self.sent += len(statements)
        self._outbox.arrived(self._place.url, tuple(one.id for one in statements))

    def _persistently(self, wish: Wish) -> Answer:
        """Ask until there is an answer that asking again wouldn't change."""
        why, wait_s = self._try(wish)
        for pause_s in PAUSES_S:
            if isinstance(why, Answer):
                return why
            longer_s = max(pause_s, wait_s)
            self._tell(f"The record store can't be used now ({why}). Asking again in {longer_s:g} s.")
            self._pause(longer_s)
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
        if answer.passing:
            return f"it answers {answer.status}", answer.wait_s
        if wish.method != "GET":  # somebody may write who mustn't read
            _insist_on_sense(answer)
        return answer, 0


def _insist_on_sense(answer: Answer) -> None:
    """Raise `NoStore` for an answer that says that nothing at all will be taken here."""
    if answer.status in (401, 403):
        raise NoStore(
            f"The record store doesn't let us in ({answer.status}). Set {USER} and {PASSWORD} to what it gave you, "
            "with the right to write statements."
        )
    if answer.status in (404, 405) or 300 <= answer.status < 400:
        raise NoStore(
            f"There is no record store at this address (it answered {answer.status}). Write the address that ends "
            "before '/statements', and where it moved to if it has."
        )


def _about(statement: ToSend) -> tuple[tuple[str, str], ...]:
    return (("statementId", statement.id),)


def _ids_in(body: bytes) -> frozenset[str]:
    """The ids that a store says it has taken; none where it says something else."""
    try:
        return frozenset(one.lower() for one in msgspec.json.decode(body, type=tuple[str, ...]))
    except (ValueError, RecursionError):
        return frozenset()


def _is_object(body: bytes) -> bool:
    try:
        msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (ValueError, RecursionError):
        return False
    return True


def _said(answer: Answer) -> str:
    text = shown(answer.body[:400].decode("utf-8", "replace"), longest=120).strip()
    return f" ({text})" if text else ""


def to_send(data: Sequence[bytes]) -> tuple[ToSend, ...]:
    """Statements in JSON with their ids beside them."""
    return tuple(ToSend(msgspec.json.decode(one, type=_Id).id, one) for one in data)


class _Id(Struct):
    id: str
