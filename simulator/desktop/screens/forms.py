"""The short forms over the drill screen: what they share, and the ones of a single question.

A form gathers what an action needs and hands it over; whether it is possible is said by the drill.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from simulator.desktop.keys import REPLIES
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.seat import Seat
from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, Tone
from simulator.desktop.view_models.forms import Item, Sounding
from simulator.desktop.widgets.buttons import Button, Check, Choice, Kind
from simulator.desktop.widgets.dialog import Dialog
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column, Flow, Pad, Panel, Skin, sides
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label
from simulator.drill.actions import Action, Finish, Leave
from simulator.drill.view import View
from simulator.scenario.story import Story
from simulator.training.addressing import IN_SHORT, Addressed

ROOMY, ASIDE = 1100, 330  # of the window at 100 %, and what then stands beside a form
SAID_SKIN = Skin(fill="yours", edge="yours_edge", radius=10)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form needs of the drill screen."""

    seat: Seat
    sounding: Sounding
    person: str
    submit: Callable[[Action], Screen | None]
    close: Callable[[], Screen | None]

    @property
    def story(self) -> Story:
        """The story that is played."""
        return self.seat.story

    def view(self) -> View:
        """What is open now."""
        return self.seat.view()


class Form(ABC):
    """A dialog that becomes one action."""

    title = ""
    icon = ""
    intro = ""
    send_name = "Send"
    send_key = "Enter"

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.scroll = Scroll()
        self.aside_scroll = Scroll(to_end=True)
        self.refused = ""  # why it couldn't be done when it was sent; it stays open then, as it was filled in

    @abstractmethod
    def content(self) -> list[Node]:
        """What is asked."""

    def preview(self) -> list[Node]:
        """What it would sound like; stands beside the content where there is room."""
        return []

    def missing(self) -> str:
        """What has to be filled in before it can be sent; said while it can't."""
        return ""

    @abstractmethod
    def action(self) -> Action | None:
        """What would be sent now; None while something is missing."""

    def send(self) -> Screen | None:
        """Hand the action over, if there is one."""
        action = self.action()
        return self.desk.submit(action) if action is not None else None

    def buttons(self) -> list[Node]:
        """Send and cancel, and what is missing."""
        ready = self.action() is not None
        kind = Kind.PRIMARY if ready else Kind.PLAIN
        return [
            Button(
                self.send_name, self.send, kind=kind, hint=self.send_key, enabled=ready, icon="send", key="form:send"
            ),
            Button("Cancel", self.desk.close, hint="Esc", key="form:cancel"),
            *([Label(self.missing(), SMALL, Tone.SOFT)] if not ready and self.missing() else []),
            *([Label(self.refused, BODY, icon="info", icon_tone=Tone.WARN)] if self.refused else []),
        ]

    def build(self, extent: Extent) -> Dialog:
        """The dialog as it stands."""
        content, preview = self.content(), self.preview()
        for number, node in enumerate(numbered(content), start=1):
            node.hint = str(number)
        beside = bool(preview) and extent.width >= ROOMY
        aside = ScrollArea(Column(preview, gap=6, pad=Pad(4, 6, 20, 6)), self.aside_scroll, key="dialog:aside")
        return Dialog(
            self.title,
            content if beside else [*content, *preview],
            self.buttons(),
            self.scroll,
            on_close=self.desk.close,
            icon=self.icon,
            intro=self.intro,
            aside=aside if beside else None,
            aside_width=ASIDE,
            width=620 + ASIDE if beside else 620,
        )

    def numbered_key(self, number: int) -> str:
        """Tick or choose the thing with that number (from 0); answers its key, or nothing where there is none."""
        nodes = numbered(self.content())
        if number >= len(nodes):
            return ""
        nodes[number].press()
        return nodes[number].key


def numbered(content: Sequence[Node]) -> list[Check | Choice]:
    """What can be ticked or chosen by number: the first nine, in reading order."""
    nodes = [node for part in content for node in part.walk() if isinstance(node, Check | Choice) and node.enabled]
    return nodes[: len(REPLIES)]


# ---------------------------------------------------------------------- parts that forms are made of
class Ticks:
    """A set of things that are ticked, in the order in which they are offered."""

    def __init__(self, ticked: Iterable[str] = ()) -> None:
        self.ids = list(ticked)

    def toggle(self, item: str) -> Press:
        """A press that ticks or unticks *item*."""

        def press() -> None:
            if item in self.ids:
                self.ids.remove(item)
            else:
                self.ids.append(item)

        return press

    def __contains__(self, item: str) -> bool:
        return item in self.ids

    def in_order(self, items: Sequence[Item]) -> tuple[str, ...]:
        """What is ticked among *items*."""
        return tuple(item.id for item in items if item.id in self.ids)


def ticks(title: str, items: Sequence[Item], ticked: Ticks, group: str) -> list[Node]:
    """A headed list of things to tick; nothing when there is nothing."""
    if not items:
        return []
    rows = [
        Check(i.label, ticked.toggle(i.id), ticked=i.id in ticked, detail=i.detail, key=f"{group}:{i.id}")
        for i in items
    ]
    return [part_heading(title), Column(rows, gap=2, name=title)]


class Pick:
    """One thing out of several."""

    def __init__(self, chosen: str = "") -> None:
        self.id = chosen

    def to(self, item: str) -> Press:
        """A press that chooses *item*."""

        def press() -> None:
            self.id = item

        return press


def picks(title: str, items: Sequence[Item], pick: Pick, group: str, *, beside: bool = False) -> list[Node]:
    """A headed list of things of which one is chosen; *beside* each other for short words."""
    rows = [
        Choice(i.label, pick.to(i.id), detail=i.detail, chosen=i.id == pick.id, key=f"{group}:{i.id}") for i in items
    ]
    kind = Flow if beside else Column
    return [part_heading(title), kind(rows, gap=6, name=title)] if items else []


def part_heading(text: str) -> Label:
    """The heading of a part of a form."""
    return Label(text, BODY_BOLD, role=Role.HEADING)


def sounds_like(shown: Addressed) -> list[Node]:
    """What the form would say, as the bubble it would become."""
    if not shown.words:
        return []
    said = Panel([Label(shown.words, BODY)], skin=SAID_SKIN, pad=sides(14, 10), name="What you would say")
    would = "You would say" if shown.quoted else f"You would say, {IN_SHORT}"
    return [Label(would, SMALL, Tone.SOFT), said]


def line_field(name: str, draft: Draft, placeholder: str, key: str) -> list[Node]:
    """A headed line to write."""
    return [part_heading(name), TextField(name, draft, placeholder=placeholder, key=key)]


# ---------------------------------------------------------------------- forms of a single question
class MoreForm(Form):
    """The moves that are needed less often, each on a line of its own."""

    title = "More to do"
    icon = "chevron-down"

    def __init__(self, desk: Desk, moves: Sequence[Button]) -> None:
        super().__init__(desk)
        self._moves = moves

    def content(self) -> list[Node]:
        """The moves."""
        return list(self._moves)

    def action(self) -> Action | None:
        """None by itself: each move opens its own form."""
        return None

    def buttons(self) -> list[Node]:
        """Only the way back."""
        return [Button("Cancel", self.desk.close, hint="Esc", key="form:cancel")]


class Question(Form):
    """Yes or no, before something that can't be taken back."""

    def __init__(self, desk: Desk, title: str, intro: str, yes: str, action: Action) -> None:
        super().__init__(desk)
        self.title, self.intro, self.send_name = title, intro, yes
        self.icon = "door-open"
        self._action = action

    def content(self) -> list[Node]:
        """Nothing but the question itself."""
        return []

    def action(self) -> Action | None:
        """What yes means."""
        return self._action


class LeaveForm(Form):
    """Stop for now, or end the drill here."""

    title = "Leave the drill"
    icon = "door-open"

    def __init__(self, desk: Desk, intro: str, aside: Button) -> None:
        super().__init__(desk)
        self.intro = intro
        self._aside = aside

    def content(self) -> list[Node]:
        """Nothing but the question itself."""
        return []

    def action(self) -> Action | None:
        """Ending it here."""
        return Leave()

    def send(self) -> Screen | None:
        """Enter puts it aside: the answer that loses nothing."""
        return self._aside.press()

    def buttons(self) -> list[Node]:
        """Put aside, end, go on playing."""
        end = Button("End it here", self._end, icon="flag", key="form:end")
        stay = Button("Stay", self.desk.close, hint="Esc", key="form:cancel")
        return [self._aside, end, stay]

    def _end(self) -> Screen | None:
        return self.desk.submit(Leave())


class EndForm(Form):
    """Asks before the drill ends, with until when it goes on and what is open: *end* is what yes does."""

    title = "Before the drill ends"
    icon = "flag"

    def __init__(self, desk: Desk, lines: Sequence[str], end: Press) -> None:
        super().__init__(desk)
        self.intro, *self._open = lines
        self._end = end

    def content(self) -> list[Node]:
        """What is still open, a line each."""
        return [Label(line, BODY, icon="handshake", icon_tone=Tone.WARN) for line in self._open]

    def action(self) -> Action | None:
        """Ending it."""
        return Finish()

    def send(self) -> Screen | None:
        """Enter stays: the answer that loses nothing."""
        return self.desk.close()

    def buttons(self) -> list[Node]:
        """Stay, or end; and why it couldn't be ended, where somebody came back meanwhile."""
        stay = Button("Stay", self.desk.close, kind=Kind.PRIMARY, hint="Enter", key="form:stay")
        end = Button("End the drill", self._end, icon="flag", key="form:end")
        refused = [Label(self.refused, BODY, icon="info", icon_tone=Tone.WARN)] if self.refused else []
        return [stay, end, *refused]
