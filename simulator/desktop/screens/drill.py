"""The drill screen: people on the left, the conversation in the middle, what was heard and can be given on the right.

It looks at the drill through its seat and turns keys into moves. What is possible is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.desktop.keys import REPLIES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.drill_side import (
    Part,
    SideActions,
    new_side_state,
    part_content,
    people_area,
    people_panel,
    right_side,
    tab_row,
)
from simulator.desktop.screens.drill_talk import MoveButton, TalkActions, one_scroll, talk_column
from simulator.desktop.screens.drill_top import TopActions, chips, top_bar
from simulator.desktop.screens.form_moves import (
    AskForm,
    AssignForm,
    InformForm,
    NoteForm,
    OfferForm,
    PreferenceForm,
    PromiseForm,
)
from simulator.desktop.screens.form_update import UpdateForm
from simulator.desktop.screens.forms import Desk, Form, LeaveForm, Question
from simulator.desktop.screens.help import DRILL_KEYS, help_dialog
from simulator.desktop.seat import Seat
from simulator.desktop.view_models.drill import DrillModel, Looking, drill_model
from simulator.desktop.view_models.forms import Sounding
from simulator.desktop.view_models.talk import Talk
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.layout import Column, Fixed, Pad, Row
from simulator.desktop.widgets.node import Node, Press
from simulator.desktop.widgets.scrolling import Scroll
from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.view import Life, PersonView
from simulator.journal.records import Mode
from simulator.scenario.story import Verb

WIDE, TALL, VERY_TALL = 960, 560, 740  # of the window at 100 %
PARTS_WHEN_NARROW = (Part.TALK, Part.PEOPLE, Part.HEARD, Part.REMEDIES, Part.CARD)
AfterDrill = Callable[[Seat], Screen]
PutAside = Callable[[], Screen]
FORMS: dict[Command, type[Form]] = {
    Command.UPDATE: UpdateForm,
    Command.PROMISE: PromiseForm,
    Command.ASK: AskForm,
    Command.ASSIGN: AssignForm,
    Command.NOTE: NoteForm,
}
SHOWN_BY = {Command.HEARD: Part.HEARD, Command.REMEDIES: Part.REMEDIES, Command.CARD: Part.CARD}


class DrillScreen(Screen):
    """A running drill; *after* makes the screen that follows its end, *put_aside* the one for another time."""

    title = "Firedrill: drill"
    space_presses = False
    main_scroll = "conversation"

    def __init__(self, seat: Seat, after: AfterDrill, put_aside: PutAside) -> None:
        self.seat = seat
        self._after = after
        self._put_aside = put_aside
        self._talk = Talk(seat.story)
        self._sounding = Sounding(seat.story)
        self._person = ""
        self._reply = ""
        self._seen: dict[str, int] = {}
        self._part = Part.TALK
        self._scroll = Scroll(to_end=True)
        self._replies = Scroll()
        self._sides = new_side_state()
        self._own_words = Draft(limit=400)
        self._form: Form | None = None
        self._help: Scroll | None = None
        self._model = self._look()

    # ------------------------------------------------------------------ looking
    def _look(self) -> DrillModel:
        self._talk.take(self.seat.events(self._talk.taken))
        view = self.seat.view()
        self._person = self._person_to_show(view.people)
        self._seen[self._person] = self._talk.count(self._person)
        looking = Looking(self._person, self._reply, self._seen)
        felt, so = self.seat.feelings(), self.seat.so()
        return drill_model(self.seat.story, view, self._talk, self.seat.mode, looking, felt, so)

    def _person_to_show(self, people: tuple[PersonView, ...]) -> str:
        """Stay with who is shown; else whoever waits longest, else anybody who is there."""
        there = [p for p in people if p.open]
        if self._person and any(p.id == self._person and (p.open or p.closed) for p in people):
            return self._person
        waiting = sorted((p for p in there if p.waiting_since is not None), key=lambda p: p.waiting_since or 0)
        first = next(iter([*waiting, *there]), None)
        return first.id if first else ""

    def first_focus(self) -> str:
        """The first reply, where there is one."""
        return f"reply:{self._model.replies[0].id}" if self._model.replies else ""

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """The whole screen, laid out for the window's size, with whatever lies over it."""
        self._model = self._look()
        top = top_bar(self._model, self._top_actions(), reading=self.seat.reading, extent=extent)
        below = self._wide(extent) if extent.width >= WIDE and extent.height >= TALL else self._narrow(extent)
        whole = Column([top, below], name="Drill")
        return Layers(whole, *self._dialogs())

    def _wide(self, extent: Extent) -> Node:
        left = 214 if extent.width < 1160 else 236
        right = 286 if extent.width < 1160 else 340 if extent.width < 1600 else 420
        side = self._side_actions()
        people = Fixed(people_panel(self._model, side, self._sides.people), width=left)
        middle = talk_column(self._model, self._talk_actions(), self._scroll, self._replies)
        shown = self._part
        panels = right_side(self._model, shown, side, self._sides, tall=extent.height >= VERY_TALL)
        return Row([people, middle, Fixed(panels, width=right)], gap=10, pad=Pad(10, 10, 10, 10), grow=1)

    def _narrow(self, extent: Extent) -> Node:
        actions = self._side_actions()
        tabs = tab_row(PARTS_WHEN_NARROW, self._part, actions, self._marks())
        if self._part is Part.TALK:
            content = self._talk_content(extent)
        elif self._part is Part.PEOPLE:
            chips_here = chips(self._model, self._top_actions())
            content = people_area(self._model, actions, self._sides.people, chips_here)
        else:
            content = part_content(self._part, self._model, actions, self._sides)
        return Column([tabs, content], gap=8, pad=Pad(10, 8, 10, 8), grow=1)

    def _talk_content(self, extent: Extent) -> Node:
        if extent.height >= TALL:
            return talk_column(self._model, self._talk_actions(), self._scroll, self._replies)
        return one_scroll(self._model, self._talk_actions(), self._scroll)

    def _marks(self) -> dict[Part, str]:
        unread = sum(line.unread for line in self._model.people)
        return {Part.PEOPLE: str(unread)} if unread else {}

    def _dialogs(self) -> list[Dialog]:
        if self._help is not None:
            return [help_dialog(DRILL_KEYS, self._close_help, self._help)]
        return [self._form.build()] if self._form else []

    # ------------------------------------------------------------------ what controls do
    def _top_actions(self) -> TopActions:
        return TopActions(self._toggle_pause, self._let_time_run, self._open_help, self._go_to)

    def _side_actions(self) -> SideActions:
        return SideActions(self._go_to, self._offer, self._show_part)

    def _talk_actions(self) -> TalkActions:
        own = None if self.seat.mode is Mode.TIMED else self._own_words
        return TalkActions(self._pick, self._send, self._moves(), own)

    def _moves(self) -> list[MoveButton]:
        def opens(command: Command) -> Press:
            return lambda: self._open(FORMS[command](self._desk()))

        moves = [
            MoveButton("Update", "megaphone", Command.UPDATE, Verb.UPDATE, opens(Command.UPDATE)),
            MoveButton("Promise", "handshake", Command.PROMISE, Verb.PROMISE, opens(Command.PROMISE)),
            MoveButton("Ask", "message-circle-question-mark", Command.ASK, Verb.ASK, opens(Command.ASK)),
            MoveButton("Have it done", "user-plus", Command.ASSIGN, Verb.ASSIGN, opens(Command.ASSIGN)),
            MoveButton("What would do good", "heart-handshake", None, Verb.ASK_PREFERENCE, self._open_preference),
            MoveButton("Tell a colleague", "users", None, None, self._open_inform),
            MoveButton("Note", "notebook-pen", Command.NOTE, None, opens(Command.NOTE)),
            MoveButton("End this talk", "log-out", None, None, self._end_talk),
        ]
        if self._model.life is Life.CLOSING:
            moves.append(MoveButton("End the drill", "flag", None, None, self._finish))
        return moves

    def _desk(self) -> Desk:
        return Desk(self.seat, self._sounding, self._person, self._submit, self._close_form)

    def _open(self, form: Form) -> None:
        self._form = form

    def _open_preference(self) -> None:
        self._open(PreferenceForm(self._desk()))

    def _open_inform(self) -> None:
        self._open(InformForm(self._desk()))

    def _offer(self, remedy: str) -> Press:
        return lambda: self._open(OfferForm(self._desk(), remedy))

    def _end_talk(self) -> None:
        person = self._model.person
        if person is not None and person.open:
            intro = f"You end the conversation with {person.name}. What is open between you stays open."
            action = do.Close(person=person.id)
            self._open(Question(self._desk(), "End this talk", intro, "End it", action))

    def _leave(self) -> None:
        intro = "Put it aside to go on another time. Or end it here, whatever is open: then the debrief follows."
        aside = Button(
            "Put it aside", self._lay_down, icon="history", kind=Kind.PRIMARY, hint="Enter", key="form:aside"
        )
        self._open(LeaveForm(self._desk(), intro, aside))

    def _lay_down(self) -> Screen:
        self.close()
        return self._put_aside()

    def _finish(self) -> Screen | None:
        return self._submit(do.Finish())

    def _close_form(self) -> None:
        self._form = None

    def _open_help(self) -> None:
        self._help = Scroll()

    def _close_help(self) -> None:
        self._help = None

    def _go_to(self, person: str) -> Press:
        def press() -> None:
            if person != self._person:
                self._person, self._reply = person, ""
                self._scroll = Scroll(to_end=True)
            self._part = Part.TALK if self._part is Part.PEOPLE else self._part

        return press

    def _show_part(self, part: Part) -> Press:
        def press() -> None:
            self._part = part

        return press

    def _pick(self, reply: str) -> Press:
        def press() -> None:
            self._reply = reply

        return press

    def _send(self) -> Screen | None:
        if not any(reply.chosen for reply in self._model.replies):
            return None
        own = self._own_words.text.strip() if self.seat.mode is not Mode.TIMED else ""
        action = do.Say(reply=self._reply, own_words=own)
        self._reply = ""
        self._own_words = Draft(limit=400)
        return self._submit(action)

    def _submit(self, action: Action) -> Screen | None:
        self._form = None
        self.seat.submit(action)
        self._scroll.move(self._scroll.content)
        return self._ended()

    def _let_time_run(self) -> Screen | None:
        before = self._waiting_people()
        self.seat.let_time_run()
        self._turn_to_news(before)
        return self._ended()

    def _waiting_people(self) -> frozenset[str]:
        return frozenset(p.id for p in self.seat.view().people if p.open and p.waiting_since is not None)

    def _turn_to_news(self, before: frozenset[str]) -> None:
        """Let go of somebody who has gone, so that whoever waits is shown."""
        view = self.seat.view()
        shown = next((p for p in view.people if p.id == self._person), None)
        fresh = self._waiting_people() - before
        if shown is not None and shown.closed and fresh:
            self._person = sorted(fresh)[0]

    def _ended(self) -> Screen | None:
        return self._after(self.seat) if self.seat.view().life is Life.ENDED else None

    def _toggle_pause(self) -> None:
        if self._model.life is Life.PAUSED:
            self.seat.resume()
        else:
            self.seat.pause()

    # ------------------------------------------------------------------ keys
    def commands(self) -> frozenset[Command]:
        """With a form open only Enter and Esc; else everything on the key map."""
        if self._help is not None:
            return frozenset({Command.BACK, Command.HELP})
        if self._form is not None:
            ready = {Command.SEND} if self._form.action() is not None else set()
            return frozenset({Command.BACK, *ready})
        navigation = {Command.NEXT_PERSON, Command.NEXT_WAITING, Command.BACK, Command.HELP, Command.SEND}
        acting = {Command.LET_TIME_RUN, Command.PAUSE}
        return frozenset({*REPLIES, *navigation, *acting, *FORMS, *SHOWN_BY})

    def on_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        return self._answer(command)()

    def _answer(self, command: Command) -> Press:
        if self._help is not None:
            return self._close_help
        if self._form is not None:
            return self._form.send if command is Command.SEND else self._close_form
        if command in REPLIES:
            return lambda: self._pick_number(REPLIES.index(command))
        if command in FORMS:
            return lambda: self._open_by_key(command)
        if command in SHOWN_BY:
            return lambda: self._toggle_part(SHOWN_BY[command])
        answers: dict[Command, Press] = {
            Command.SEND: self._send,
            Command.LET_TIME_RUN: self._let_time_run,
            Command.PAUSE: self._toggle_pause,
            Command.HELP: self._open_help,
            Command.NEXT_PERSON: lambda: self._go_on(only_waiting=False),
            Command.NEXT_WAITING: lambda: self._go_on(only_waiting=True),
            Command.BACK: self._back,
        }
        return answers[command]

    def _pick_number(self, number: int) -> None:
        if number < len(self._model.replies) and not self._model.replies_hidden:
            self._reply = self._model.replies[number].id
            self._replies.wanted = f"reply:{self._reply}"
            self._part = Part.TALK if self._part is Part.PEOPLE else self._part

    def _open_by_key(self, command: Command) -> None:
        verbs = {move.command: move.verb for move in self._moves()}
        if verbs.get(command) not in self._model.closed_verbs:
            self._open(FORMS[command](self._desk()))

    def _toggle_part(self, part: Part) -> None:
        self._part = Part.TALK if self._part is part else part

    def _go_on(self, *, only_waiting: bool) -> None:
        lines = [p for p in self._model.people if p.open and (p.waiting or not only_waiting)]
        ids = [p.id for p in lines]
        if not ids:
            return
        place = ids.index(self._person) + 1 if self._person in ids else 0
        self._go_to(ids[place % len(ids)])()

    def _back(self) -> None:
        if self._reply:
            self._reply = ""
        elif self._part is not Part.TALK:
            self._part = Part.TALK
        else:
            self._leave()

    # ------------------------------------------------------------------ time
    def pass_time(self, elapsed_ms: int) -> Screen | None:
        """Timed, real time presses, unless something lies over the screen that explains keys."""
        if self._help is None:
            self.seat.pass_wall_time(elapsed_ms)
        return self._ended()

    def changes_in_ms(self) -> int | None:
        """When the clock moves by itself."""
        return None if self._help is not None else self.seat.changes_in_ms()

    def lost_focus(self) -> None:
        """A timed drill pauses instead of failing every deadline."""
        if self.seat.timed:
            self.seat.pause()

    def close(self) -> None:
        """The window closes: the clock stops, so that the run can be taken up again."""
        if self.seat.timed:
            self.seat.pause()
