"""One round to a record store with the statements of many runs: where the store fails, the rest waits, promised."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from simulator.journal.disk import Disk
from simulator.learning_records.delivering import Delivery, Pause, Refused, to_send
from simulator.learning_records.outbox import Outbox
from simulator.learning_records.place import StorePlace
from simulator.learning_records.store import Sender


class Told(Struct, frozen=True):
    """One run's statements, as JSON, and the random id of whose they are."""

    run: str
    person: str
    statements: tuple[bytes, ...]


class Sent(Struct, frozen=True):
    """What came of a round: so many *drills*; statements *sent* now and *there* before; *refused* and *waiting* ones.

    *drills_waiting* aren't wholly there because the store failed; *why* says how. *left_out* couldn't be told at all.
    """

    drills: int = 0
    sent: int = 0
    there: int = 0
    refused: tuple[Refused, ...] = ()
    waiting: int = 0
    drills_waiting: int = 0
    left_out: int = 0
    why: str = ""

    @property
    def all_there(self) -> bool:
        """Whether nothing is left to be done."""
        return not (self.refused or self.drills_waiting or self.left_out)


class Round:
    """Brings runs to the store at *place*, one after the other; *home* is where their outboxes are."""

    def __init__(self, home: Path, disk: Disk, place: StorePlace, send: Sender, pause: Pause) -> None:
        self._home = home
        self._disk = disk
        self._place = place
        self._send = send
        self._pause = pause

    def go(self, told: Iterable[Told]) -> Sent:
        """Deliver each of *told*; after a failure of the store the others are promised only."""
        sent = Sent()
        for one in told:
            outbox = Outbox(self._home, self._disk, one.run, self._pause)
            sent = self._promised(sent, one, outbox) if sent.why else self._delivered(sent, one, outbox)
        return sent

    def _promised(self, so_far: Sent, one: Told, outbox: Outbox) -> Sent:
        outbox.promise(self._place.url)
        there = outbox.there(self._place.url)
        waiting = sum(statement.id not in there for statement in to_send(one.statements))
        return _added(so_far, Sent(1, 0, len(one.statements) - waiting, (), waiting, int(waiting > 0), why=so_far.why))

    def _delivered(self, so_far: Sent, one: Told, outbox: Outbox) -> Sent:
        came = Delivery(self._place, self._send, outbox, self._pause).deliver(to_send(one.statements))
        more = Sent(1, came.sent, came.there, came.refused, came.waiting, int(came.waiting > 0), why=came.why)
        return _added(so_far, more)


def _added(one: Sent, more: Sent) -> Sent:
    return Sent(
        one.drills + more.drills,
        one.sent + more.sent,
        one.there + more.there,
        one.refused + more.refused,
        one.waiting + more.waiting,
        one.drills_waiting + more.drills_waiting,
        one.left_out + more.left_out,
        more.why,
    )
