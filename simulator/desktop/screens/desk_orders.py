"""What lies over the trainer's desk while an order is made: what is to happen, how much more time, why this moment.

A sheet gathers what an order needs and hands it over; whether it can be done is said where the drill is played.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.forms import Pick, line_field, numbered, part_heading, picks
from simulator.desktop.theme import BODY, SMALL, Tone
from simulator.desktop.view_models.desk import Happens
from simulator.desktop.view_models.forms import Item
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.dialog import Dialog
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll
from simulator.desktop.widgets.text import Label
from simulator.drill import actions as do
from simulator.drill.actions import Intervention
from simulator.drill.clock import MINUTE
from simulator.training.orders import LONGEST_NOTE

MORE_TIME = (2, 5, 10, 15)  # min


@dataclass(frozen=True, slots=True)
class Counter:
    """Where sheets are handed in: *trainer* gives the orders, *order_for* says whom they are for."""

    trainer: str
    order_for: str
    give: Callable[[Intervention], None]
    close: Callable[[], None]


class Sheet(ABC):
    """A dialog that becomes one order."""

    title = ""
    icon = ""
    send_name = "Send"

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.scroll = Scroll()

    @property
    def intro(self) -> str:
        """Whom it is for."""
        return f"For {self.counter.order_for}."

    @abstractmethod
    def content(self) -> list[Node]:
        """What is asked."""

    @abstractmethod
    def order(self) -> Intervention | None:
        """What would be sent now; None while something is missing."""

    def missing(self) -> str:
        """What has to be filled in before it can be sent."""
        return ""

    @property
    def is_ready(self) -> bool:
        """Whether Enter sends it."""
        return self.order() is not None

    def send(self) -> Screen | None:
        """Hand it over."""
        order = self.order()
        if order is not None:
            self.counter.close()
            self.counter.give(order)
        return None

    def buttons(self) -> list[Node]:
        """Send and cancel, and what is missing."""
        ready = self.is_ready
        kind = Kind.PRIMARY if ready else Kind.PLAIN
        send = Button(self.send_name, self.send, kind=kind, hint="Enter", enabled=ready, icon="send", key="sheet:send")
        cancel = Button("Cancel", self.counter.close, hint="Esc", key="sheet:cancel")
        missing = [Label(self.missing(), SMALL, Tone.SOFT)] if not ready and self.missing() else []
        return [send, cancel, *missing]

    def build(self, extent: Extent) -> Dialog:
        """The dialog as it stands."""
        content = self.content()
        for number, node in enumerate(numbered(content), start=1):
            node.hint = str(number)
        return Dialog(
            self.title,
            content,
            self.buttons(),
            self.scroll,
            on_close=self.counter.close,
            icon=self.icon,
            intro=self.intro,
            width=720,
        )

    def numbered(self, number: int) -> Node | None:
        """The thing with that number (from 0), where there is one."""
        nodes = numbered(self.content())
        return nodes[number] if number < len(nodes) else None


class HappenSheet(Sheet):
    """Something prepared, a happening of the scenario, or words of the trainer's own for somebody of the drill."""

    title = "Let something happen"
    icon = "megaphone"
    send_name = "Let it happen"

    def __init__(self, counter: Counter, happens: Sequence[Happens], speakers: Sequence[Item]) -> None:
        super().__init__(counter)
        self._happens = happens
        self._speakers = speakers
        self._what = Pick()
        self._who = Pick()
        self._words = Draft(limit=600)

    @property
    def intro(self) -> str:
        """Whom it is for, and what it does to their run."""
        return f"For {self.counter.order_for}. Their run is marked as assisted. While a clock stands, it waits."

    def content(self) -> list[Node]:
        """What there is, then words of one's own."""
        said = TextField("What they say", self._words, placeholder="What they say", most_lines=3, key="sheet:words")
        own = [*picks("Or somebody says what you write", self._speakers, self._who, "who", beside=True), said]
        return [*picks("What happens", [one.item for one in self._happens], self._what, "what"), *own]

    def order(self) -> Intervention | None:
        """Own words where there are some, else what was chosen."""
        words = self._words.text.strip()
        if words:
            return do.Inject(actor=self.counter.trainer, by=self._who.id, words=words) if self._who.id else None
        return next((one.by(self.counter.trainer) for one in self._happens if one.item.id == self._what.id), None)

    def missing(self) -> str:
        """What to choose."""
        return "Choose who says it." if self._words.text.strip() else "Choose what happens, or write what is said."


class MoreTimeSheet(Sheet):
    """More time at the desk."""

    title = "More time"
    icon = "timer"
    send_name = "Give it"

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._minutes = Pick(str(MORE_TIME[1]))

    @property
    def intro(self) -> str:
        """Whom it is for, and what it does to their run."""
        return f"For {self.counter.order_for}. Their run is marked as assisted."

    def content(self) -> list[Node]:
        """How many minutes."""
        items = [Item(str(minutes), f"{minutes} min") for minutes in MORE_TIME]
        return picks("How much more at the desk", items, self._minutes, "more", beside=True)

    def order(self) -> Intervention | None:
        """So much."""
        return do.Extend(actor=self.counter.trainer, length=int(self._minutes.id) * MINUTE)


class BookmarkSheet(Sheet):
    """A moment to come back to."""

    title = "Mark this moment"
    icon = "flag"
    send_name = "Mark it"

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._note = Draft(limit=LONGEST_NOTE)

    @property
    def intro(self) -> str:
        """Whom it is for, and who sees it."""
        return f"For {self.counter.order_for}. Trainees see nothing of it; the projector finds it again."

    def content(self) -> list[Node]:
        """Why."""
        return line_field("Why this moment", self._note, "who asks first?", "sheet:note")

    def order(self) -> Intervention | None:
        """The mark, with the note where there is one."""
        return do.Mark(actor=self.counter.trainer, note=self._note.text.strip())


class EndSheet(Sheet):
    """Yes or no, before something that can't be taken back."""

    title = "End the drill"
    icon = "flag"
    send_name = "End it"

    @property
    def intro(self) -> str:
        """What ends."""
        return (
            f"This ends the drill of {self.counter.order_for} where it stands. It can't be taken back, and the run is "
            "marked as assisted. They go on to their own rating and the debrief."
        )

    def content(self) -> list[Node]:
        """Nothing but the question itself."""
        return []

    def order(self) -> Intervention | None:
        """What yes means."""
        return do.End(actor=self.counter.trainer)


class ListSheet(Sheet):
    """One thing out of a list leads somewhere; nothing is sent. *said* stands there where the list is empty."""

    def __init__(
        self,
        counter: Counter,
        title: str,
        icon: str,
        items: Sequence[Item],
        lead: Callable[[str], Screen | None],
        said: str,
    ) -> None:
        super().__init__(counter)
        self.title, self.icon = title, icon
        self._items = items
        self._lead = lead
        self._said = said

    @property
    def intro(self) -> str:
        """What to know before choosing."""
        return self._said

    def content(self) -> list[Node]:
        """The list."""
        rows = [
            Choice(one.label, self._to(one.id), detail=one.detail, role=Role.OPTION, key=f"list:{one.id}")
            for one in self._items
        ]
        return [Column(rows, gap=6, name=self.title)] if rows else []

    def _to(self, item: str) -> Press:
        return lambda: self._lead(item)

    def order(self) -> Intervention | None:
        """Nothing to send."""
        return None

    def buttons(self) -> list[Node]:
        """Only the way back."""
        return [Button("Close", self.counter.close, hint="Esc", key="sheet:cancel")]


class WhoSheet(Sheet):
    """Who sits at the desk: their name stands beside each order."""

    title = "Who gives the orders"
    icon = "user"
    send_name = "That's me"

    def __init__(self, counter: Counter, name: str, take: Callable[[str], None]) -> None:
        super().__init__(counter)
        self._name = Draft(name, limit=60)
        self._take = take

    @property
    def intro(self) -> str:
        """What the name is for."""
        return "Trainees see your name when you stop the clock, and the record of their run keeps who it was."

    def content(self) -> list[Node]:
        """The name."""
        field = TextField("Your name", self._name, placeholder="Your name", key="sheet:name")
        return [part_heading("Your name"), field, Label("Two trainers can watch one drill.", BODY, Tone.SOFT)]

    def order(self) -> Intervention | None:
        """Nothing to send."""
        return None

    @property
    def is_ready(self) -> bool:
        """Whether there is a name."""
        return bool(self._name.text.strip())

    def send(self) -> Screen | None:
        """Take the name."""
        if self.is_ready:
            self.counter.close()
            self._take(self._name.text.strip())
        return None
