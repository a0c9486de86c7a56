"""The folded parts of the debrief as they are drawn: rows, the timeline in four lanes, when people had news."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, SMALL_BOLD, Tone
from simulator.desktop.view_models.debrief import LANES, CadenceLine, Lanes, Part
from simulator.desktop.view_models.debrief import Row as PartRow
from simulator.desktop.widgets.chart import NewsLine
from simulator.desktop.widgets.layout import Column, Divider, Fixed, Pad, Row
from simulator.desktop.widgets.node import Node, Role
from simulator.desktop.widgets.text import Label, Picture

LANE_ICONS = ("map-pin", "ear", "send", "heart")
TIME_ROOM = 54


def part_content(part: Part, *, wide: bool) -> Node:
    """Everything inside an opened part."""
    intro = [Label(part.intro, SMALL, Tone.SOFT)] if part.intro else []
    lanes = (in_lanes(part.lanes) if wide else in_order(part.lanes)) if part.lanes else []
    rows = [part_row(row) for row in part.rows]
    lines = [cadence_line(line) for line in part.cadence]
    # The lanes need the whole width; the rest stands under its heading.
    left = 12 if part.lanes and wide else 38
    parts = [*intro, *lanes, *lines, *rows]
    return Column(parts, gap=8, pad=Pad(left, 4, 12, 14), role=Role.LIST, name=part.title)


def part_row(row: PartRow) -> Node:
    """One line of a folded part."""
    tone = {True: Tone.GOOD, False: Tone.WARN, None: Tone.SOFT}[row.good]
    lead: Sequence[Node] = [Label(row.lead, BODY_BOLD)] if row.lead else []
    quiet: Sequence[Node] = [Label(row.quiet, SMALL, Tone.SOFT)] if row.quiet else []
    text: Sequence[Node] = [Label(row.text, BODY)] if row.text else []
    words = Column([*lead, *text, *quiet], gap=1)
    if not row.icon:
        return words
    words.grow = 1
    return Row([Column([Picture(row.icon, "", size=18, tone=tone)], pad=Pad(0, 3, 0, 0)), words], gap=10)


# ---------------------------------------------------------------------- the timeline
def in_lanes(lanes: Sequence[Lanes]) -> list[Node]:
    """The minutes under each other, the four lanes beside each other."""
    heads = [
        Label(name, SMALL_BOLD, icon=icon, icon_tone=Tone.ACCENT, grow=1)
        for name, icon in zip(LANES, LANE_ICONS, strict=True)
    ]
    rows: list[Node] = [Row([Fixed(Label("", SMALL), width=TIME_ROOM), *heads], gap=12)]
    for lane in lanes:
        cells = [_cell(texts) for texts in (lane.world, lane.heard, lane.you, lane.felt)]
        rows += [Divider(), Row([Fixed(Label(lane.time, SMALL_BOLD), width=TIME_ROOM), *cells], gap=12)]
    return rows


def _cell(texts: Sequence[str]) -> Node:
    return Column([Label(text, SMALL) for text in texts], gap=4, grow=1)


def in_order(lanes: Sequence[Lanes]) -> list[Node]:
    """The same without lanes, for narrow windows: each line says which lane it is of."""
    rows: list[Node] = []
    for lane in lanes:
        told = zip(LANES, LANE_ICONS, (lane.world, lane.heard, lane.you, lane.felt), strict=True)
        rows += [
            part_row(PartRow("", text, f"{lane.time} · {name}", icon=icon))
            for name, icon, texts in told
            for text in texts
        ]
    return rows


# ---------------------------------------------------------------------- cadence
def cadence_line(line: CadenceLine) -> Node:
    """One person's news along the time until it was over."""
    dots = [(news.minute / line.span, news.time) for news in line.news]
    stretches = [
        (s.start / line.span, s.end / line.span, s.long, f"{s.end - s.start:.0f} min" if s.long else "")
        for s in line.silences
    ]
    drawn = NewsLine(line.said, dots, stretches, (line.began, line.ended))
    return Column([Label(line.person, BODY_BOLD), drawn], gap=2, pad=Pad(0, 4, 0, 6))
