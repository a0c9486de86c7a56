"""One round to a record store with the statements of many runs: where the store fails, the rest waits, promised."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.journal.disk import Disk
from simulator.learning_records.delivering import Delivery, Pause, Refused, Tell, to_send
from simulator.learning_records.outbox import Made, Outbox
from simulator.learning_records.place import StorePlace
from simulator.learning_records.store import Answer, NoStore, Sender, Wish


class Told(Struct, frozen=True):
    """One run's statements, as JSON; the random ids of the *people* who played it; and what all was *made* of."""

    run: str
    people: tuple[str, ...]
    statements: tuple[bytes, ...]
    made: Made = Made()


class Sent(Struct, frozen=True):
    """What came of a round: so many *drills*; statements *sent* now and *there* before; *refused* and *waiting* ones.

    *drills_waiting* aren't wholly there because the store failed; *why* says how. *left_out* couldn't be told, or their
    outbox is damaged.
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
    """Brings runs to the store at *place*, one after the other; *home* is where their outboxes are.

    *insist* is asked before each request whether the run may still leave, and raises a `SimulatorError` where not: its
    people may be forgotten meanwhile. *tell* takes what is said to whoever waits.
    """

    def __init__(
        self,
        home: Path,
        disk: Disk,
        place: StorePlace,
        send: Sender,
        pause: Pause,
        insist: Callable[[Told], None],
        tell: Tell,
    ) -> None:
        self._home = home
        self._disk = disk
        self._place = place
        self._send = send
        self._pause = pause
        self._insist = insist
        self._tell = tell

    def promise(self, runs: Iterable[str]) -> None:
        """Write down that all of *runs* are to go, before the first of them does: whatever happens, they wait."""
        for run in runs:
            with suppress(SimulatorError):  # told when its turn comes
                self._outbox(run).promise(self._place.url)

    def go(self, told: Iterable[Told]) -> Sent:
        """Deliver each of *told*; after a failure of the store the others are promised only.

        One whose outbox is damaged, or that mustn't leave any more, is left out, and said to be. Raises `NoStore`.
        """
        sent = Sent()
        for one in told:
            sent = _added(sent, self._brought(one, sent.why))
        return sent

    def _brought(self, one: Told, why: str) -> Sent:
        send = partial(self._if_it_may, one)
        delivery = Delivery(self._place, send, self._outbox(one.run), self._pause, self._tell)
        try:
            return self._promised(one, why) if why else _delivered(one, delivery)
        except NoStore:
            raise
        except SimulatorError as error:
            self._tell(f"{one.run} was left out: {error}")
            return Sent(sent=delivery.sent, left_out=1, why=why)

    def _promised(self, one: Told, why: str) -> Sent:
        outbox = self._outbox(one.run)
        outbox.promise(self._place.url)
        there = outbox.there(self._place.url)
        waiting = sum(statement.id not in there for statement in to_send(one.statements))
        return Sent(1, 0, len(one.statements) - waiting, (), waiting, int(waiting > 0), why=why)

    def _if_it_may(self, one: Told, wish: Wish) -> Answer:
        self._insist(one)
        return self._send(wish)

    def _outbox(self, run: str) -> Outbox:
        return Outbox(self._home, self._disk, run, self._pause)


def _delivered(one: Told, delivery: Delivery) -> Sent:
    came = delivery.deliver(to_send(one.statements), one.made)
    return Sent(1, came.sent, came.there, came.refused, came.waiting, int(came.waiting > 0), why=came.why)


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
