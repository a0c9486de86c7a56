"""What the debrief is built of: quotes, marks, and the cards of moments with the ways on from each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.desktop.screen import Screen
from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, Tone
from simulator.desktop.view_models.debrief import Mark, Moment
from simulator.desktop.widgets.buttons import Button
from simulator.desktop.widgets.layout import Column, Flow, Pad, Panel, Skin, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.text import Label, Tag

QUOTE_SKIN = Skin(fill="yours", edge="yours_edge", radius=8)
HEARD_SKIN = Skin(fill="theirs", edge="theirs_edge", radius=8)


@dataclass(frozen=True, slots=True)
class MomentWays:
    """Where a moment leads: a practice run from just before it, or its few minutes again."""

    practise: Callable[[Moment], Screen]
    repeat: Callable[[Moment], Screen]


def lead(words: str, text: str) -> Node:
    """A quiet word above what it introduces."""
    return Column([Label(words, SMALL, Tone.SOFT), Label(text, BODY)], gap=1)


def quote(words: str, by: str = "") -> Node:
    """Quoted words on the ground of their bubbles: the trainee's own, or somebody's."""
    skin = HEARD_SKIN if by else QUOTE_SKIN
    return Panel(
        [Label(by or "You", SMALL, Tone.SOFT), Label(words, BODY)],
        skin=skin,
        gap=1,
        pad=Pad(12, 7, 12, 7),
        name="Quote",
    )


def mark_lines(mark: Mark) -> Node:
    """One thing that earned or cost points, with its evidence."""
    tone = Tone.GOOD if mark.good else Tone.WARN
    icon = "circle-check" if mark.good else "pen-line"
    lines: list[Node] = [Label(mark.sentence, BODY, icon=icon, icon_tone=tone)]
    if mark.quote:
        lines.append(quote(mark.quote, mark.quote_by))
    if mark.own_words:
        lines.append(lead("First in your own words", mark.own_words))
    if mark.fix:
        lines.append(lead("Another way", mark.fix))
    lines.append(Label(" · ".join(part for part in (mark.time, mark.source) if part), SMALL, Tone.SOFT))
    return Column(lines, gap=5)


def moment_card(moment: Moment, number: int, ways: MomentWays) -> Node:
    """A moment: what was said, what came of it, what was known, another way, and the ways back into it."""
    tone = Tone.GOOD if moment.went_well else Tone.WARN
    word = "went well" if moment.went_well else "worth another look"
    head = Flow(
        [
            Tag(moment.time, Tone.ACCENT, icon="clock"),
            Tag(word, tone, icon="thumbs-up" if moment.went_well else "rotate-ccw"),
        ],
        gap=8,
    )
    asked = [quote(moment.asked, moment.asked_by)] if moment.asked else []
    said = [quote(moment.said, moment.said_by)] if moment.said else []
    own = [lead("First in your own words", moment.own_words)] if moment.own_words else []
    facts = (
        ("What came of it", moment.caused),
        ("What you knew then", moment.knew),
        ("Another way", moment.better),
    )
    lines = [lead(words, text) for words, text in facts if text]
    source = [Label(moment.source, SMALL, Tone.SOFT)] if moment.source else []
    title = Label(moment.title, BODY_BOLD, role=Role.HEADING)
    buttons = Flow(way_buttons(moment, number, ways), gap=10)
    return Panel(
        [head, title, *asked, *said, *own, *lines, *source, buttons],
        gap=8,
        pad=even(18),
        name=f"Moment {number}",
    )


def way_buttons(moment: Moment, number: int, ways: MomentWays) -> list[Node]:
    """Replay from here; the few minutes around it, again and again."""

    def leads(way: Callable[[Moment], Screen]) -> Press:
        return lambda: way(moment)

    replay = Button(
        f"Replay from {moment.begins}",
        leads(ways.practise),
        icon="rotate-ccw",
        hint=str(number),
        compact=True,
        key=f"practise:{number}",
    )
    name = f"Just these minutes, {moment.begins}"
    again = Button(
        name, leads(ways.repeat), label="Just these minutes", icon="timer", compact=True, key=f"few:{number}"
    )
    return [replay, again]
