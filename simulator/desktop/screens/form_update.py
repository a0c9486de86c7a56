"""The update form: what is known, what was done, what is next, what isn't known, and when the next word comes."""

from __future__ import annotations

from collections.abc import Callable

from simulator.desktop.screens.forms import (
    Desk,
    Form,
    Pick,
    Ticks,
    line_field,
    part_heading,
    picks,
    sounds_like,
    ticks,
)
from simulator.desktop.theme import BODY, SMALL, Tone
from simulator.desktop.view_models.forms import (
    NEXT_TIMES,
    SPANS,
    Item,
    facts_heard,
    people_in_touch,
    things_done,
    things_under_way,
    things_unknown,
)
from simulator.desktop.view_models.words import span_text
from simulator.desktop.widgets.buttons import Button, Check
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.layout import Column, Pad, Row
from simulator.desktop.widgets.node import Node, Press
from simulator.desktop.widgets.text import Label
from simulator.drill import actions as do

NOT_SAID = "0"
Step = Callable[[int], Press]


class UpdateForm(Form):
    """Becomes an update; shows what it will sound like while it is filled in."""

    title = "Update"
    icon = "megaphone"
    intro = "Say what you know and what you don't, what is being done, and when you speak next."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.to = Ticks([desk.person] if desk.person else [])
        self.facts = Ticks()
        self.hedged = Ticks()
        self.done = Ticks()
        self.doing = Ticks()
        self.unknown = Ticks()
        self.next_in = Pick(NOT_SAID)
        self.quantity = ""
        self.low, self.high = 0, 2
        self.basis = Draft(limit=160)

    def content(self) -> list[Node]:
        """All parts that have something to tick."""
        view = self.desk.view()
        return [
            *ticks("To whom", people_in_touch(view), self.to, "to"),
            *self._facts(),
            *ticks("What was done", things_done(self.desk.story, view), self.done, "done"),
            *ticks("What is being done", things_under_way(self.desk.story, view), self.doing, "doing"),
            *ticks("What you don't know yet", things_unknown(view), self.unknown, "unknown"),
            *self._estimate(),
            *picks("When you speak to them next", self._times(), self.next_in, "next", beside=True),
        ]

    def _facts(self) -> list[Node]:
        items = self._heard()
        if not items:
            return []
        rows: list[Node] = []
        for item in items:
            press = self.facts.toggle(item.id)
            rows.append(
                Check(item.label, press, ticked=item.id in self.facts, detail=item.detail, key=f"fact:{item.id}")
            )
            if item.id in self.facts:
                hedge = Check(
                    f"as heard, not as certain: {item.label}",
                    self.hedged.toggle(item.id),
                    ticked=item.id in self.hedged,
                    key=f"hedged:{item.id}",
                )
                rows.append(Column([hedge], pad=Pad(left=28)))
        return [part_heading("What you have heard"), Column(rows, gap=2, name="What you have heard")]

    def _heard(self) -> tuple[Item, ...]:
        return facts_heard(self.desk.view(), self.desk.seat.events(), self.to.ids[0] if self.to.ids else "")

    def _times(self) -> tuple[Item, ...]:
        return (Item(NOT_SAID, "not said"), *(Item(str(ms), f"in {span_text(ms)}") for ms in NEXT_TIMES))

    # ------------------------------------------------------------------ estimate
    def _estimate(self) -> list[Node]:
        quantities = self.desk.view().quantities
        rows: list[Node] = []
        for quantity in quantities:
            label = f"Say how long you expect it to be {quantity.label}"
            ticked = quantity.id == self.quantity
            rows.append(Check(label, self._choose_quantity(quantity.id), ticked=ticked, key=f"estimate:{quantity.id}"))
            if ticked:
                rows += self._range()
        return [part_heading("An estimate"), Column(rows, gap=6, name="An estimate")] if rows else []

    def _choose_quantity(self, quantity: str) -> Press:
        def press() -> None:
            self.quantity = "" if self.quantity == quantity else quantity

        return press

    def _range(self) -> list[Node]:
        earliest = "no earliest time" if self.low == 0 else span_text(SPANS[self.low])
        steps = Column(
            [
                self._stepper("Earliest", earliest, self._step_low),
                self._stepper("Latest", span_text(SPANS[self.high]), self._step_high),
                *line_field("What it rests on", self.basis, "for example: two teams are searching", "basis"),
            ],
            gap=6,
            pad=Pad(left=28),
        )
        return [steps]

    def _stepper(self, name: str, value: str, step: Step) -> Node:
        less = Button(f"{name}: less", step(-1), icon="minus", label="", compact=True)
        more = Button(f"{name}: more", step(1), icon="plus", label="", compact=True)
        return Row([Label(name, BODY, Tone.SOFT, grow=1), less, Label(value, BODY, grow=1), more], gap=10, centred=True)

    def _step_low(self, by: int) -> Press:
        def press() -> None:
            self.low = max(0, min(len(SPANS) - 2, self.low + by))
            self.high = max(self.high, self.low + 1)

        return press

    def _step_high(self, by: int) -> Press:
        def press() -> None:
            self.high = max(1, min(len(SPANS) - 1, self.high + by))
            self.low = min(self.low, self.high - 1)

        return press

    # ------------------------------------------------------------------ what becomes of it
    def preview(self) -> list[Node]:
        """The words, as they stand."""
        action = self.action()
        if action is None:
            return [Label("You would say", SMALL, Tone.SOFT), Label("Nothing yet.", BODY, Tone.SOFT)]
        return sounds_like(self.desk.sounding.update(action, self.desk.view().now))

    def missing(self) -> str:
        """Somebody, or something to tell."""
        return "Tick what you tell them." if self.to.ids else "Tick whom you tell it."

    def action(self) -> do.Update | None:
        """The update; None while it says nothing or reaches nobody."""
        view = self.desk.view()
        update = do.Update(
            to=self.to.in_order(people_in_touch(view)),
            facts=self.facts.in_order(self._heard()),
            hedged=tuple(f for f in self.facts.in_order(self._heard()) if f in self.hedged),
            done=self.done.in_order(things_done(self.desk.story, view)),
            doing=self.doing.in_order(things_under_way(self.desk.story, view)),
            unknown=self.unknown.in_order(things_unknown(view)),
            next_in=int(self.next_in.id) or None,
            quantity=self.quantity,
            low=SPANS[self.low] if self.quantity else None,
            high=SPANS[self.high] if self.quantity else None,
            basis=self.basis.text.strip() if self.quantity else "",
        )
        says = update.facts or update.done or update.doing or update.unknown or update.quantity or update.next_in
        return update if update.to and says else None
