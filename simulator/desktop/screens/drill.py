"""The drill screen: people on the left, the conversation in the middle, what was heard and can be given on the right.

It looks at the drill through its seat and turns keys into moves. What is possible is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from simulator.desktop.keys import REPLIES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
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
from simulator.desktop.screens.drill_talk import (
    SHOWN_AT_ONCE,
    MoveButton,
    OwnWords,
    TalkActions,
    is_open,
    move_button,
    one_scroll,
    talk_column,
)
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
from simulator.desktop.screens.forms import Desk, EndForm, Form, LeaveForm, MoreForm, Question
from simulator.desktop.screens.help import Help, drill_keys, help_dialog
from simulator.desktop.seat import Seat
from simulator.desktop.view_models.alerts import Ear, Heard
from simulator.desktop.view_models.attending import word_of_trainer
from simulator.desktop.view_models.briefing import handed_over
from simulator.desktop.view_models.drill import DrillModel, Looking, drill_model
from simulator.desktop.view_models.forms import Sounding
from simulator.desktop.view_models.talk import Talk, Whose
from simulator.desktop.view_models.typing import Typing, while_typing
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.layout import Column, Fixed, Pad, Row
from simulator.desktop.widgets.node import Node, Press
from simulator.desktop.widgets.scrolling import Scroll
from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.events import Refused
from simulator.drill.view import Life, PersonView
from simulator.scenario.story import Verb

WIDE, TALL, VERY_TALL, LOW = 960, 560, 740, 420  # of the window at 100 %
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
# Where the focus goes in each part: its first control, else the part itself, to be scrolled.
FIRST_IN = {Part.HEARD: "heard", Part.REMEDIES: "remed", Part.CARD: "card"}
FIELDS = ("own words", "card search")


class DrillScreen(Screen):
    """A running drill; *after* makes the screen that follows its end, *put_aside* the one for another time."""

    title = "Firedrill: drill"
    space_presses = False
    main_scroll = "conversation"
    focuses_anything = False  # with no reply to pick nothing has the focus: Enter must not press what comes first

    def __init__(self, seat: Seat, after: AfterDrill, put_aside: PutAside, *, typing: bool = False) -> None:
        self.seat = seat
        self._typing = Typing(seat.story, typing)
        self._after = after
        self._put_aside = put_aside
        self._talk = Talk(seat.story)
        self._sounding = Sounding(seat.story)
        self._ear = Ear(seat.story)
        self._person = ""
        self._reply = ""
        self._shown = SHOWN_AT_ONCE
        self._seen: dict[str, int] = {}
        self._part = Part.TALK
        self._scroll = Scroll(to_end=True)
        self._replies = Scroll()
        self._both = Scroll()  # conversation and replies together, in low windows
        self._read: tuple[str, int, Extent] | None = None
        self._answerable: tuple[str, ...] = ()
        self._focused = ""
        self._is_narrow = self._all_promises = False
        self._sides = new_side_state()
        self._own_words = Draft(limit=400)
        self._writing = False
        self._form: Form | None = None
        self._help = Help(topics_first=True) if seat.reads_handover else None
        self.focus_wish = FocusWish("help:close", ring=True) if seat.reads_handover else None
        self._model = self._look()

    # ------------------------------------------------------------------ looking
    def _look(self) -> DrillModel:
        news = self.seat.events(self._talk.taken)
        self._talk.take(news)
        self._talk.notice = word_of_trainer(news, self.seat.trainers) or self._talk.notice
        view = self.seat.view()
        self._person = self._person_to_show(view.people)
        self._seen[self._person] = self._talk.count(self._person)
        looking = Looking(self._person, self._reply, self._seen)
        felt, so = self.seat.feelings(), self.seat.so()
        model = drill_model(self.seat.story, view, self._talk, self.seat.mode, looking, felt, so)
        self._typing.look_at(self._person, self._talk)
        return while_typing(model) if self._typing.left_ms else model

    def _person_to_show(self, people: tuple[PersonView, ...]) -> str:
        """Stay with who is shown; else whoever waits longest, else anybody who is there."""
        there = [p for p in people if p.open]
        if self._person and any(p.id == self._person and (p.open or p.closed) for p in people):
            return self._person
        waiting = sorted((p for p in there if p.waiting_since is not None), key=lambda p: p.waiting_since or 0)
        first = next(iter([*waiting, *there]), None)
        return first.id if first else ""

    # ------------------------------------------------------------------ the focus
    def first_focus(self) -> str:
        """The reply that is picked, or the first one; nothing where there is none."""
        replies = self._model.replies if not self._model.replies_hidden else ()
        picked = [reply for reply in replies if reply.chosen]
        return next((f"reply:{reply.id}" for reply in (*picked, *replies)), "")

    def first_tab(self) -> str:
        """The moves."""
        return "move:"

    def focus_moved(self, key: str) -> None:
        """Remember where it is, so that nobody is taken out of what they write."""
        self._focused = key

    def _to_replies(self, *, ring: bool | None = False) -> None:
        self.focus_wish = FocusWish(self.first_focus(), ring)

    def _follow_replies(self) -> None:
        """Other replies, or another person: the focus goes to them, and Enter presses nothing that it was on."""
        answerable = (self._person, *(reply.id for reply in self._model.replies))
        if answerable == self._answerable:
            return
        self._answerable = answerable
        lies_over = self._form is not None or self._help is not None
        if self.focus_wish is None and not lies_over and self._focused not in FIELDS:
            self._to_replies()

    def _begin_at_latest(self, extent: Extent) -> None:
        """In low windows reading begins at what they said last, with the replies below it."""
        read = (self._person, len(self._model.messages), extent)
        if read == self._read:
            return
        self._read = read
        theirs = [n for n, m in enumerate(self._model.messages) if m.whose is Whose.THEIRS]
        self._both.begin_at = f"message:{theirs[-1] if theirs else len(self._model.messages) - 1}"

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """The whole screen, laid out for the window's size, with whatever lies over it."""
        self._model = self._look()
        self._is_narrow = extent.width < WIDE or extent.height < TALL
        self._follow_replies()
        self._begin_at_latest(extent)
        top = top_bar(self._model, self._top_actions(), reading=self.seat.reading, extent=extent)
        below = self._narrow(extent) if self._is_narrow else self._wide(extent)
        whole = Column([top, below], name="Drill")
        return Layers(whole, *self._dialogs(extent))

    def _wide(self, extent: Extent) -> Node:
        left = 204 if extent.width < 1160 else 236
        right = 274 if extent.width < 1160 else 340 if extent.width < 1600 else 420
        side = self._side_actions()
        people = Fixed(people_panel(self._model, side, self._sides), width=left)
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
            content = people_area(self._model, actions, self._sides, chips_here)
        else:
            content = part_content(self._part, self._model, actions, self._sides)
        return Column([tabs, content], gap=8, pad=Pad(10, 8, 10, 8), grow=1)

    def _talk_content(self, extent: Extent) -> Node:
        if extent.height >= TALL:
            return talk_column(self._model, self._talk_actions(), self._scroll, self._replies)
        return one_scroll(self._model, self._talk_actions(), self._both, low=extent.height < LOW)

    def _marks(self) -> dict[Part, str]:
        unread = sum(line.unread for line in self._model.people)
        return {Part.PEOPLE: str(unread)} if unread else {}

    def _dialogs(self, extent: Extent) -> list[Dialog]:
        forms = [self._form.build(extent)] if self._form else []
        if self._help is not None:
            keys = drill_keys(may_pause=self.seat.mode.may_pause)
            told = handed_over(self.seat.story)
            return [*forms, help_dialog(keys, self._close_help, self._help, extent, told)]
        return forms

    # ------------------------------------------------------------------ what controls do
    def _top_actions(self) -> TopActions:
        return TopActions(
            self._toggle_pause,
            self._let_time_run,
            self._open_help,
            self._go_to,
            self._toggle_promises,
            self._all_promises and bool(self._model.promises),
        )

    def _side_actions(self) -> SideActions:
        return SideActions(self._go_to, self._offer, self._show_part, self._to_replies)

    def _talk_actions(self) -> TalkActions:
        opened = self._writing or bool(self._own_words.text)
        own = OwnWords(self._own_words, opened, self._write, self._leave_own_words)
        moves, more = self._moves(), self._open_more
        typed = None if self.seat.timed else own
        return TalkActions(self._pick, self._send, self._go_to, moves, more, typed, self._shown, self._show_earlier)

    def _show_earlier(self) -> None:
        first = max(0, len(self._model.messages) - self._shown)
        self._shown += SHOWN_AT_ONCE
        self._scroll.begin_at = self._both.begin_at = f"message:{first}"

    def _write(self) -> None:
        self._writing = True
        self.focus_wish = FocusWish("own words")

    def _leave_own_words(self) -> None:
        self._writing = False
        self._to_replies()

    def _toggle_promises(self) -> None:
        self._all_promises = not self._all_promises

    def _moves(self) -> list[MoveButton]:
        def opens(command: Command) -> Press:
            return lambda: self._open(FORMS[command](self._desk()))

        moves = [
            MoveButton("Update", "megaphone", Command.UPDATE, Verb.UPDATE, opens(Command.UPDATE)),
            MoveButton("Promise", "handshake", Command.PROMISE, Verb.PROMISE, opens(Command.PROMISE)),
            MoveButton("Ask", "message-circle-question-mark", Command.ASK, Verb.ASK, opens(Command.ASK)),
            MoveButton("Have it done", "user-plus", Command.ASSIGN, Verb.ASSIGN, opens(Command.ASSIGN)),
            MoveButton("What would do good", "heart-handshake", None, Verb.ASK_PREFERENCE, self._open_preference, True),
            MoveButton("Tell a colleague", "users", None, None, self._open_inform, True),
            MoveButton("Note", "notebook-pen", Command.NOTE, None, opens(Command.NOTE), True),
            MoveButton("End this talk", "log-out", None, None, self._end_talk, True),
        ]
        if self._model.life is Life.CLOSING:
            # Nobody is left to talk with: what was common is rare now.
            end = MoveButton("End the drill", "flag", None, None, self._finish, kind=Kind.PRIMARY)
            return [end, *(replace(move, rare=move.command is not Command.UPDATE) for move in moves)]
        return moves

    def _open_more(self) -> None:
        rare = [move_button(self._model, move) for move in self._moves() if move.rare]
        self._open(MoreForm(self._desk(), rare))

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

    def _finish(self) -> None:
        self._ask_to_end(lambda: self._submit(do.Finish()))

    def _close_form(self) -> None:
        self._form = None

    def _open_help(self) -> None:
        self._help = Help()

    def _close_help(self) -> None:
        self._help = None

    def _go_to(self, person: str) -> Press:
        def press() -> None:
            if person != self._person:
                self._person, self._reply, self._shown = person, "", SHOWN_AT_ONCE
                self._scroll = Scroll(to_end=True)
                self._talk.notice = ""
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
        if self._model.life is Life.PAUSED:
            return None
        if not any(reply.chosen for reply in self._model.replies):
            if self._focused in FIELDS:
                self._to_replies(ring=True)
            return None
        own = self._own_words.text.strip() if not self.seat.timed else ""
        if self._was_accepted(do.Say(reply=self._reply, own_words=own)):
            self._reply = ""
            self._own_words, self._writing = Draft(limit=400), False
        return self._ended()

    def _submit(self, action: Action) -> Screen | None:
        before, form = len(self.seat.events()), self._form
        if self._was_accepted(action):
            self._form = None
        elif form is not None:
            form.refused = next(e.reason for e in self.seat.events(before) if isinstance(e, Refused))
        return self._ended()

    def _was_accepted(self, action: Action) -> bool:
        """Wish for *action*; whether the drill began it. What was picked and written is kept where it didn't."""
        before = len(self.seat.events())
        self.seat.submit(action)
        self._scroll.move(self._scroll.content)
        return not any(isinstance(event, Refused) for event in self.seat.events(before))

    def _let_time_run(self) -> Screen | None:
        before = self._waiting_people()
        if self.seat.run_short_of_the_end():
            self._turn_to_news(before)
        else:
            self._ask_to_end(self._let_it_end)
        return self._ended()

    def _ask_to_end(self, end: Press) -> None:
        self._open(EndForm(self._desk(), self.seat.before_the_end(), end))

    def _let_it_end(self) -> Screen | None:
        self._close_form()
        self.seat.let_time_run()
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
        if self.seat.stopped_by_trainer:
            intro = "Your trainer has stopped the clock and lets it go on. Go on without them only if they have gone."
            self._open(Question(self._desk(), "Go on without your trainer", intro, "Go on", do.Resume()))
        elif self._model.life is Life.PAUSED:
            self.seat.resume()
        elif self.seat.mode.may_pause:
            self.seat.pause()
        else:
            self._talk.notice = "The clock isn't stopped in an assessed drill. Esc puts it aside for another time."

    # ------------------------------------------------------------------ keys
    def commands(self) -> frozenset[Command]:
        """With a form open only Enter and Esc; else everything on the key map."""
        if self._help is not None:
            return frozenset({Command.BACK, Command.HELP})
        if self._form is not None:
            ready = {Command.SEND} if self._form.action() is not None else set()
            return frozenset({*REPLIES, Command.BACK, Command.HELP, *ready})
        navigation = {Command.NEXT_PERSON, Command.NEXT_WAITING, Command.BACK, Command.HELP, Command.SEND}
        acting = {Command.LET_TIME_RUN, Command.PAUSE}
        return frozenset({*REPLIES, *navigation, *acting, *FORMS, *SHOWN_BY})

    def on_command(self, command: Command) -> Screen | None:
        """Answer a key; whatever is being typed is there at once."""
        if self._typing.left_ms:
            self._typing.finish()
            self._model = self._look()
        return self._answer(command)()

    def _answer(self, command: Command) -> Press:
        if self._help is not None:
            return self._close_help
        if self._form is not None:
            if command in REPLIES:
                return lambda: self._tick(REPLIES.index(command))
            of_form: dict[Command, Press] = {Command.SEND: self._form.send, Command.HELP: self._open_help}
            return of_form.get(command, self._close_form)
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
            key = f"reply:{self._reply}"
            self._replies.wanted = self._both.wanted = key
            self.focus_wish = FocusWish(key)
            self._part = Part.TALK if self._part is Part.PEOPLE or self._is_narrow else self._part

    def _tick(self, number: int) -> None:
        key = self._form.numbered_key(number) if self._form else ""
        if key and self._form:
            self._form.scroll.wanted = key
            self.focus_wish = FocusWish(key, ring=True)

    def _open_by_key(self, command: Command) -> None:
        if any(move.command is command and is_open(self._model, move) for move in self._moves()):
            self._open(FORMS[command](self._desk()))

    def _toggle_part(self, part: Part) -> None:
        """Show a part and go to it; from there the same key leads back to the replies."""
        there = self._focused.startswith(FIRST_IN[part])
        if self._part is part and (there or self._is_narrow):
            self._part = Part.TALK
            self._to_replies()
        else:
            self._part = part
            self.focus_wish = FocusWish(FIRST_IN[part], ring=True)

    def _go_on(self, *, only_waiting: bool) -> None:
        called = self._model.call.person if self._model.call else ""
        lines = [p for p in self._model.people if p.open and (p.waiting or not only_waiting)]
        ids = [p.id for p in lines]
        if only_waiting and (not ids or ids == [self._person]):
            ids = [called] if called else ids
        if not ids:
            return
        place = ids.index(self._person) + 1 if self._person in ids else 0
        self._go_to(ids[place % len(ids)])()

    def _back(self) -> None:
        if self._reply:
            self._reply = ""
        elif self._part is not Part.TALK:
            self._part = Part.TALK
            self._to_replies()
        else:
            self._leave()

    # ------------------------------------------------------------------ time
    def pass_time(self, elapsed_ms: int) -> Screen | None:
        """Timed, real time presses; the help stops it, unless nothing may. A trainer is listened to all the same."""
        if told := self.seat.attend(elapsed_ms):
            self._talk.notice = " ".join(told)
        if not self._help_stops_time():
            self.seat.pass_wall_time(self._typing.pass_time(elapsed_ms))
        return self._ended()

    def changes_in_ms(self) -> int | None:
        """When the clock moves by itself."""
        if self._help_stops_time():
            return self.seat.listens_in_ms()
        return self._typing.left_ms or self.seat.changes_in_ms()

    def _help_stops_time(self) -> bool:
        return self._help is not None and self.seat.mode.may_pause

    def alerts(self) -> Sequence[Heard]:
        """Somebody new or elsewhere, somebody who asks again, a promise that falls due or has, the end."""
        scrolled_up = self._scroll.offset < self._scroll.furthest  # what is said now stands below what is read
        shown = "" if scrolled_up else self._person
        return self._ear.take(self.seat.events(self._ear.taken), self.seat.view(), shown)

    def lost_focus(self) -> None:
        """A timed drill pauses instead of failing every deadline; an assessed one goes on, as its briefing said."""
        if self.seat.timed:
            self.seat.pause()

    def close(self) -> None:
        """The window closes: the clock stops, so that the run can be taken up again."""
        if self.seat.timed:
            self.seat.lay_down()
