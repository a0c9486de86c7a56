"""The sides of the drill screen: the people on the left; what you have heard, remedies and the card on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.theme import BODY, SMALL, SMALL_BOLD, Tone
from simulator.desktop.view_models.drill import DrillModel, HeardLine, PersonLine, RemedyLine
from simulator.desktop.widgets.buttons import Choice, Fold
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column, Divider, Flow, Pad, Panel, Row, sides
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.tabs import Tab
from simulator.desktop.widgets.talk import PersonRow
from simulator.desktop.widgets.text import Keycap, Label, Tag, heading


class Part(Enum):
    """A part of the sides; in small windows one of them is shown at a time."""

    TALK = "Talk"
    PEOPLE = "People"
    HEARD = "Heard"
    REMEDIES = "Remedies"
    CARD = "Card"


ICONS = {
    Part.TALK: "message-square",
    Part.PEOPLE: "users",
    Part.HEARD: "ear",
    Part.REMEDIES: "gift",
    Part.CARD: "clipboard-list",
}
KEYS = {Part.HEARD: Command.HEARD, Part.REMEDIES: Command.REMEDIES, Part.CARD: Command.CARD}


@dataclass(frozen=True, slots=True)
class SideActions:
    """What the sides' controls do."""

    go_to: Callable[[str], Press]
    offer: Callable[[str], Press]
    show: Callable[[Part], Press]
    leave_search: Press


@dataclass(slots=True)
class SideState:
    """What the sides remember: where they are scrolled to, what is searched for, whether the gone are listed."""

    people: Scroll
    heard: Scroll
    remedies: Scroll
    card: Scroll
    search: Draft
    gone_open: bool = False

    def toggle_gone(self) -> None:
        """List those who have gone, or fold them away."""
        self.gone_open = not self.gone_open


def new_side_state() -> SideState:
    """Everything at its start."""
    return SideState(Scroll(), Scroll(), Scroll(), Scroll(), Draft(limit=60))


# ---------------------------------------------------------------------- people
def people_panel(model: DrillModel, actions: SideActions, state: SideState) -> Node:
    """Everybody who can be talked with."""
    head = Row([heading("People", icon="users", grow=1), Keycap(KEY_NAMES[Command.NEXT_PERSON])], centred=True)
    return Panel([head, people_area(model, actions, state)], gap=10, pad=Pad(12, 12, 12, 10), name="People panel")


def people_area(model: DrillModel, actions: SideActions, state: SideState, above: Sequence[Node] = ()) -> Node:
    """The rows alone, under whatever is to stand *above* them; whoever has gone and was read is folded away."""
    gone = [line for line in model.people if not line.open and not line.chosen and not line.unread]
    lines: list[Node] = [person_row(line, actions) for line in model.people if line not in gone]
    if gone:
        lines.append(Fold(f"Gone ({len(gone)})", state.toggle_gone, is_open=state.gone_open, key="gone"))
    if state.gone_open:
        lines += [person_row(line, actions) for line in gone]
    rows = Column(lines, gap=8, role=Role.LIST, name="People")
    nobody = [] if model.people else [Label("Nobody has come to you yet.", SMALL, Tone.SOFT)]
    flow = [Flow(above, gap=8)] if above else []
    whole = Column([*flow, rows, *nobody], gap=8, pad=Pad(0, 1, 0, 1))
    return ScrollArea(whole, state.people, name="People", key="people")


def person_row(line: PersonLine, actions: SideActions) -> PersonRow:
    """One person."""
    tone = Tone.BAD if line.chased else Tone.WARN if line.waiting else Tone.SOFT
    return PersonRow(
        line.name,
        actions.go_to(line.id),
        role_line=line.role,
        state=line.state,
        icon=line.face or line.icon,
        waiting=line.waiting,
        tone=tone,
        unread=line.unread,
        chosen=line.chosen,
        key=f"person:{line.id}",
    )


# ---------------------------------------------------------------------- heard
def heard_area(model: DrillModel, scroll: Scroll) -> Node:
    """What was heard, newest first: who, when, in what words, how sure. No verdict."""
    if not model.heard:
        content: Node = Label("Nothing yet. What people tell you is kept here, in their words.", SMALL, Tone.SOFT)
    else:
        content = Column(_divided([heard_entry(line) for line in model.heard]), gap=8, role=Role.LIST, name="Heard")
    whole = Column([content], pad=Pad(0, 0, 4, 4))
    return ScrollArea(whole, scroll, name="What you have heard", key="heard", focusable=True)


def heard_entry(line: HeardLine) -> Node:
    """One thing that was heard."""
    head = Flow(
        [Label(line.who, SMALL_BOLD), Label(line.time, SMALL, Tone.SOFT), Label(line.sure, SMALL, Tone.ACCENT)], gap=8
    )
    verdict = []
    if line.verdict:
        tone = Tone.GOOD if line.verdict == "this is so" else Tone.WARN
        icon = "circle-check" if line.verdict == "this is so" else "info"
        verdict = [Label(line.verdict, SMALL, tone, icon=icon)]
    return Column([head, Label(line.words, BODY), *verdict], gap=2)


def _divided(entries: Sequence[Node]) -> list[Node]:
    result: list[Node] = []
    for entry in entries:
        result += [Divider(), entry] if result else [entry]
    return result


# ---------------------------------------------------------------------- remedies
def remedy_area(model: DrillModel, actions: SideActions, scroll: Scroll) -> Node:
    """The remedies, with what they cost and whose yes they need."""
    rows: list[Node] = [remedy_row(remedy, actions) for remedy in model.remedies]
    if not rows:
        rows = [Label("Nothing can be offered at this moment.", SMALL, Tone.SOFT)]
    list_ = Column(rows, gap=7, role=Role.LIST, name="Remedies", pad=Pad(1, 1, 1, 4))
    return ScrollArea(list_, scroll, name="Remedies", key="remedies", focusable=not model.remedies)


def remedy_row(remedy: RemedyLine, actions: SideActions) -> Node:
    """One remedy; pressing it opens its form."""
    detail = f"{remedy.detail}\n{remedy.state}" if remedy.state else remedy.detail
    return Choice(
        remedy.label,
        actions.offer(remedy.id),
        detail=detail,
        key=f"remedy:{remedy.id}",
        role=Role.OPTION,
    )


def authority_line(model: DrillModel) -> Node:
    """How much is left to give without asking."""
    return Tag(f"{model.authority} left to give", Tone.ACCENT, icon="wallet")


# ---------------------------------------------------------------------- card
def card_area(model: DrillModel, actions: SideActions, search: Draft, scroll: Scroll) -> Node:
    """The response card with its search."""
    wanted = search.text.casefold().strip()
    found = [line for line in model.card if wanted in line.casefold()]
    lines: list[Node] = [Label(line, BODY, icon="chevron-right", icon_tone=Tone.ACCENT) for line in found]
    if not lines:
        lines = [Label("The card says nothing about that.", SMALL, Tone.SOFT)]
    list_ = ScrollArea(
        Column(lines, gap=7, role=Role.LIST, name="Card", pad=Pad(0, 0, 4, 4)),
        scroll,
        name="Card",
        key="card",
        focusable=True,
    )
    field = TextField(
        "Search the card",
        search,
        placeholder="Search the card",
        on_escape=actions.leave_search,
        key="card search",
    )
    return Column([field, list_], gap=8, grow=1)


# ---------------------------------------------------------------------- together
def part_content(part: Part, model: DrillModel, actions: SideActions, state: SideState) -> Node:
    """The content of one part of the right side."""
    if part is Part.HEARD:
        return heard_area(model, state.heard)
    if part is Part.REMEDIES:
        rows = [Flow([authority_line(model)]), remedy_area(model, actions, state.remedies)]
        return Column(rows, gap=8, grow=1)
    return card_area(model, actions, state.search, state.card)


def titled(part: Part, model: DrillModel, actions: SideActions, state: SideState) -> Node:
    """A panel of its own for one part."""
    names = {Part.HEARD: "What you have heard", Part.REMEDIES: "Remedies", Part.CARD: "Response card"}
    key = Keycap(KEY_NAMES[KEYS[part]])
    head = Row([heading(names[part], icon=ICONS[part], grow=1), key], centred=True)
    content = part_content(part, model, actions, state)
    return Panel([head, content], gap=9, pad=Pad(14, 12, 12, 10), grow=1, name=names[part])


def tab_row(parts: Sequence[Part], shown: Part, actions: SideActions, marks: dict[Part, str]) -> Node:
    """Tabs for *parts*, with what is new in each as a short mark."""
    tabs = [
        Tab(
            part.value,
            actions.show(part),
            icon=ICONS[part],
            hint=KEY_NAMES[KEYS[part]] if part in KEYS else "",
            mark=marks.get(part, ""),
            chosen=part is shown,
            key=f"tab:{part.value}",
            grow=len(part.value) + 4,  # a longer name needs more, its key too
        )
        for part in parts
    ]
    return Row(tabs, gap=6, role=Role.GROUP, name="Parts")


def right_side(model: DrillModel, shown: Part, actions: SideActions, state: SideState, *, tall: bool) -> Node:
    """What was heard above, and below it remedies or the card; in lower windows one of the three at a time."""
    if tall:
        lower = Part.REMEDIES if shown not in (Part.REMEDIES, Part.CARD) else shown
        tabs = tab_row([Part.REMEDIES, Part.CARD], lower, actions, {})
        below = Panel([tabs, part_content(lower, model, actions, state)], gap=10, pad=sides(12, 10), grow=1)
        return Column([titled(Part.HEARD, model, actions, state), below], gap=10)
    part = shown if shown in KEYS else Part.HEARD
    tabs = tab_row([Part.HEARD, Part.REMEDIES, Part.CARD], part, actions, {})
    return Panel([tabs, part_content(part, model, actions, state)], gap=10, pad=sides(12, 10), grow=1)
