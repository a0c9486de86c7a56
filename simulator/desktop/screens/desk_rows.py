"""The people of a drill at the trainer's desk: a line for each, with what they do, what is due and what was missed."""

from __future__ import annotations

from collections.abc import Callable

from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, SMALL_BOLD, Tone
from simulator.desktop.view_models.desk import DeskRow
from simulator.desktop.widgets.buttons import Button, Check
from simulator.desktop.widgets.layout import NO_PAD, Column, Divider, Fixed, Pad, Row
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.text import Label, Tag
from simulator.training.board import Standing

NAME_ROOM, STATE_ROOM = 280, 250  # of the columns, at 100 %
UNDER_NAME = Pad(left=40)
BESIDE_NAME = Pad(top=6, bottom=4)  # what stands beside a tick begins on its line
ICONS = {Standing.OPEN: "hourglass", Standing.TAKEN: "play", Standing.FINISHED: "circle-check"}
LOST = "The station is gone. Open it again: the run waits for it. Or release the place for another station."


def people_rows(
    rows: tuple[DeskRow, ...], tick: Callable[[str], Press], release: Callable[[int], Press], *, wide: bool
) -> list[Node]:
    """Every row under a quiet line; the first nine that play carry their number."""
    playing = [row.place for row in rows if row.plays]
    hints = {place: str(number) for number, place in enumerate(playing[:9], start=1)}
    head = [_head()] if wide else []
    return [
        *head,
        *(node for row in rows for node in (Divider(), _row(row, hints.get(row.place, ""), tick, release, wide=wide))),
    ]


def _head() -> Node:
    who = Column([Label("Who", SMALL_BOLD, Tone.SOFT)], pad=UNDER_NAME)
    titles = [Label("Last action", SMALL_BOLD, Tone.SOFT, grow=1), Label("Next promise", SMALL_BOLD, Tone.SOFT, grow=1)]
    state = Fixed(Label("Where they are", SMALL_BOLD, Tone.SOFT), width=STATE_ROOM)
    return Row([Fixed(who, width=NAME_ROOM), state, *titles], gap=16)


def _row(row: DeskRow, hint: str, tick: Callable[[str], Press], release: Callable[[int], Press], *, wide: bool) -> Node:
    name, below = _name(row, hint, tick), _below(row, release, wide=wide)
    if wide:
        state, last, due = (Column(parts, gap=2, pad=BESIDE_NAME) for parts in (_state(row), _last(row), _due(row)))
        last.grow = due.grow = 1
        line = Row([Fixed(name, width=NAME_ROOM), Fixed(state, width=STATE_ROOM), last, due], gap=16)
        return Column([line, *below], gap=6, name=row.who)
    told = Column([*_state(row), *_last(row), *_due(row), *below], gap=3, pad=UNDER_NAME)
    return Column([name, told], gap=3, name=row.who)


def _name(row: DeskRow, hint: str, tick: Callable[[str], Press]) -> Node:
    if row.plays:
        check = Check(
            row.who, tick(row.person), ticked=row.ticked, detail=row.where, hint=hint, key=f"person:{row.person}"
        )
        return Column([check])  # as high as it is, however much stands beside it
    where = [Label(row.where, SMALL, Tone.SOFT)] if row.where else []
    return Column([Label(row.who, BODY, Tone.SOFT), *where], pad=Pad(left=40, top=6, bottom=4))


def _state(row: DeskRow) -> list[Node]:
    tone = Tone.INK if row.plays else Tone.SOFT
    icon, icon_tone = ("triangle-alert", Tone.BAD) if row.lost else (ICONS[row.standing], Tone.ACCENT)
    left = [Label(row.left, SMALL, Tone.SOFT)] if row.left else []
    return [Label(row.state, BODY, tone, icon=icon, icon_tone=icon_tone), *left]


def _last(row: DeskRow) -> list[Node]:
    if row.last:
        return [Label(row.last, BODY)]
    return [Label("Nothing yet", SMALL, Tone.SOFT)] if row.plays else []


def _due(row: DeskRow) -> list[Node]:
    parts: list[Node] = [Label(row.due, BODY_BOLD)] if row.due else []
    parts += [Label(row.waits, BODY, icon="hourglass", icon_tone=Tone.WARN)] if row.waits else []
    parts += [Label(row.missed, BODY, Tone.BAD, icon="triangle-alert")] if row.missed else []
    return parts


def _below(row: DeskRow, release: Callable[[int], Press], *, wide: bool) -> list[Node]:
    """What has to be done or known about them; nothing for most."""
    told: list[Node] = [Label(text, SMALL, Tone.SOFT, icon="info") for text in row.told]
    if row.lost:
        free = Button(
            f"Release the place of {row.who}",
            release(row.place),
            label="Release the place",
            icon="log-out",
            compact=True,
            key=f"release:{row.place}",
        )
        told.insert(0, Tag(LOST, Tone.BAD, icon="triangle-alert", role=Role.STATUS))
        told.insert(1, Row([free]))
    return [Column(told, gap=4, pad=UNDER_NAME if wide else NO_PAD)] if told else []
