"""A row of filters: a button for each with what is chosen in it, and one that takes them away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.desktop.theme import Tone
from simulator.desktop.view_models.picking import Filter
from simulator.desktop.widgets.buttons import Button
from simulator.desktop.widgets.layout import Flow
from simulator.desktop.widgets.node import Node, Press


def filter_row(filters: Sequence[Filter], opens: Callable[[str], Press], clears: Press | None) -> Node:
    """*opens* gives what opens the filter of a field; *clears* is None where nothing is chosen."""
    buttons = [
        Button(
            f"{one.name}: {one.said}",
            opens(one.field),
            icon="check" if one.chosen else "chevron-down",
            compact=True,
            tone=Tone.ACCENT if one.chosen else Tone.INK,
            key=f"filter:{one.field}",
        )
        for one in filters
    ]
    if clears is not None:
        buttons.append(Button("Take filters away", clears, icon="x", compact=True, key="clear"))
    return Flow(buttons, gap=8, name="Filters")
