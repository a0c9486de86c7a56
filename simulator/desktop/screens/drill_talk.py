"""The middle of the drill screen: the conversation, the replies under it, and below them what always stays in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.painting import Brush
from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, Tone
from simulator.desktop.view_models.drill import DrillModel, ReplyLine
from simulator.desktop.view_models.talk import Message, Whose
from simulator.desktop.view_models.words import first_name
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column, FirstThatFits, Flow, Pad, Panel, Row, Skin, Spacer, even, sides
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.talk import Bubble, Side
from simulator.desktop.widgets.text import Label, Tag
from simulator.drill.view import Life
from simulator.scenario.story import Verb

SIDES = {Whose.THEIRS: Side.THEIRS, Whose.YOURS: Side.YOURS, Whose.DEED: Side.DEED, Whose.WORLD: Side.WORLD}
NOTICE_SKIN = Skin(fill="warn_soft", edge="warn", radius=8)
CONVERSATION_AT_LEAST = 0.4  # of the height, however long the replies are
REPLIES_AT_LEAST = 84  # pixels at 100 %: one long reply
SHOWN_AT_ONCE = 200  # messages; a long talk draws as fast as a short one, and earlier ones come when asked for


@dataclass(frozen=True, slots=True)
class MoveButton:
    """A move that is a short form; without a verb it is always open. *rare*: it may stand behind "More"."""

    name: str
    icon: str
    command: Command | None
    verb: Verb | None
    press: Press
    rare: bool = False
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The line that is typed first, in practice: kept and not scored; a quiet button until it is used."""

    draft: Draft
    opened: bool
    open: Press
    leave: Press


@dataclass(frozen=True, slots=True)
class TalkActions:
    """What the middle's controls do; *own_words* only in practice. *shown* is how many messages are, at most."""

    pick: Callable[[str], Press]
    send: Press
    go_to: Callable[[str], Press]
    moves: Sequence[MoveButton]
    more: Press
    own_words: OwnWords | None
    shown: int
    earlier: Press


class Split(Column):
    """The conversation, the replies, the foot: the foot gets what it needs, then the conversation its share."""

    def __init__(self, talk: Node, replies: Node, foot: Node) -> None:
        super().__init__([talk, replies, foot], gap=8, grow=1)

    def _heights(self, brush: Brush, inner: pygame.Rect) -> list[int]:
        _, replies, foot = self.children
        low = min(inner.height, foot.height_for(brush, inner.width))
        left = max(0, inner.height - low - self._gaps(brush))
        most = max(left - round(inner.height * CONVERSATION_AT_LEAST), min(left // 2, brush.px(REPLIES_AT_LEAST)))
        middle = min(replies.height_for(brush, inner.width), most)
        return [left - middle, middle, low]


def talk_column(model: DrillModel, actions: TalkActions, scroll: Scroll, replies: Scroll) -> Node:
    """The conversation above, the replies below it, sending and the moves at the foot."""
    log = ScrollArea(messages(model, actions), scroll, name="Conversation", key="conversation")
    talk = Column([talk_head(model, actions), log], gap=2, grow=1)
    area = ScrollArea(answers(model, actions), replies, name="Replies", key="replies")
    return Split(talk, area, foot(model, actions))


def one_scroll(model: DrillModel, actions: TalkActions, scroll: Scroll, *, low: bool) -> Node:
    """Conversation and replies in one scroll area, for low windows; sending and the moves stay below it."""
    content = Column([messages(model, actions), answers(model, actions)], gap=8, pad=Pad(1, 0, 6, 4))
    area = ScrollArea(content, scroll, name="Conversation", key="conversation")
    head = [] if low else [talk_head(model, actions)]
    return Column([*head, area, foot(model, actions, low=low)], gap=6, grow=1)


def talk_head(model: DrillModel, actions: TalkActions) -> Node:
    """Who this conversation is with, and through what; on the right who else wants the trainee."""
    parts: list[Node] = []
    if model.person is not None:
        parts = [
            Label(model.person.name, BODY_BOLD, role=Role.HEADING),
            Label(model.about_person, SMALL, Tone.SOFT),
        ]
        if not model.person.verified:
            parts.append(Tag("you can't see who this is", Tone.WARN, icon="eye-off"))
    if model.call is None:
        return Flow(parts, gap=10, pad=Pad(4, 2, 4, 4))
    call = Button(
        model.call.words,
        actions.go_to(model.call.person),
        icon="bell",
        hint=KEY_NAMES[Command.NEXT_WAITING],
        compact=True,
        tone=Tone.WARN if model.call.waits else Tone.ACCENT,
        key="call",
    )
    ways = [
        Row([*parts, Spacer(grow=1), call], gap=10, centred=True),
        Row([*parts[:1], Spacer(grow=1), call], gap=10, centred=True),
        Flow([*parts, call], gap=10),
    ]
    return Column([FirstThatFits(ways)], pad=Pad(4, 0, 0, 4))


def messages(model: DrillModel, actions: TalkActions) -> Node:
    """The bubbles, oldest first; of a long talk the latest, and a way to the earlier ones."""
    if not model.messages:
        name = model.person.name if model.person else ""
        said = f"Nothing has been said between you and {name} yet." if name else "Choose somebody to talk with."
        return Column([Label(said, BODY, Tone.SOFT)], pad=even(20))
    before = max(0, len(model.messages) - actions.shown)
    bubbles: list[Node] = [bubble(m, n) for n, m in enumerate(model.messages[before:], before)]
    if before:
        more = Button(f"Earlier messages ({before})", actions.earlier, icon="history", key="earlier")
        bubbles.insert(0, Flow([more]))
    return Column(bubbles, gap=10, pad=Pad(2, 10, 8, 10), role=Role.LOG, name="Messages")


def bubble(message: Message, number: int) -> Bubble:
    """One message."""
    side, note = SIDES[message.whose], message.note
    return Bubble(side, message.speaker, message.time, message.words, note=note, key=f"message:{number}")


def answers(model: DrillModel, actions: TalkActions) -> Node:
    """What can be said now, under a word from a good colleague where there is one."""
    if model.replies_hidden:
        hidden = Label("The clock is stopped. Your replies come back when it goes on.", BODY, Tone.SOFT, icon="pause")
        return Column([Panel([hidden], pad=even(18))], gap=8, pad=Pad(1, 1, 1, 1))
    parts: list[Node] = [hint_line(model.hint)] if model.hint else []
    if model.replies:
        rows = [reply_row(reply, actions) for reply in model.replies]
        parts.append(Column(rows, gap=7, role=Role.GROUP, name="Replies"))
    return Column(parts, gap=9, pad=Pad(1, 1, 1, 1))


def foot(model: DrillModel, actions: TalkActions, *, low: bool = False) -> Node:
    """What never leaves the screen: why something didn't work, Send or why there is nothing to send, the moves."""
    notice = [notice_line(model.notice)] if model.notice else []
    if model.replies_hidden:
        return Column(notice)
    sends: Node = sending(model, actions) if model.replies else why_no_replies(model)
    if low and model.replies:
        ways = [Row([*symbols(model, actions), Spacer(grow=1), send_button(model, actions)], gap=6)]
        narrow = Column([send_button(model, actions), Flow(symbols(model, actions), gap=6)], gap=6)
        return Column([*notice, FirstThatFits([*ways, narrow])], gap=6)
    return Column([*notice, sends, moves(model, actions)], gap=9)


def notice_line(text: str) -> Node:
    """Why the last move didn't work: news, not an error."""
    return Panel([Label(text, icon="info", icon_tone=Tone.WARN)], skin=NOTICE_SKIN, pad=sides(12, 8), name="Notice")


def hint_line(text: str) -> Node:
    """A word from a good colleague; guided only."""
    return Panel([Label(text, icon="compass", icon_tone=Tone.ACCENT)], pad=sides(12, 8), name="Hint")


def why_no_replies(model: DrillModel) -> Node:
    """A line instead of replies: what can be done now."""
    return Column([Label(what_now(model), BODY, Tone.SOFT, icon="ear")], pad=Pad(2, 4, 0, 2))


def what_now(model: DrillModel) -> str:
    """What can be done where nothing can be said."""
    person, call = model.person, model.call
    if model.life is Life.PAUSED:
        return "The clock is stopped."
    if model.typing:
        return f"{first_name(model.typing)} is typing. Any key brings the words at once."
    if model.life is Life.CLOSING:
        return "Everybody has gone. Put right what is left, or end the drill."
    if call is not None and (person is None or person.closed or not person.replies):
        return f"{call.words}: {KEY_NAMES[Command.NEXT_WAITING]}."
    if person is None:
        return "Nobody is talking to you at the moment."
    if model.busy:
        return "You are busy with your last move."
    if person.closed:
        return "Nobody waits for you. Go to somebody else, or let time run."
    return f"{first_name(person.name)} isn't waiting for a reply. Do something below, or let time run."


def reply_row(reply: ReplyLine, actions: TalkActions) -> Choice:
    """One reply with its number key; a silent one is set apart by its wording."""
    detail = "you say nothing" if reply.says_nothing else ""
    return Choice(
        reply.words,
        actions.pick(reply.id),
        hint=str(reply.number),
        detail=detail,
        chosen=reply.chosen,
        key=f"reply:{reply.id}",
    )


# ---------------------------------------------------------------------- the foot
def sending(model: DrillModel, actions: TalkActions) -> Node:
    """The line to type in one's own words first (practice), what is missing, and Send."""
    send, own = send_button(model, actions), actions.own_words
    missing = Label(what_is_missing(model), SMALL, Tone.SOFT)
    if own is None:
        return Row([missing, Spacer(grow=1), send], gap=10, centred=True)
    if not own.opened:
        quiet = Button(
            "First in your own words",
            own.open,
            icon="pen-line",
            kind=Kind.QUIET,
            compact=True,
            tone=Tone.ACCENT,
            key="open own words",
        )
        wide = Row([quiet, Spacer(grow=1), missing, send], gap=10, centred=True)
        return FirstThatFits([wide, Row([quiet, Spacer(grow=1), send], gap=6, centred=True)])
    field = TextField(
        "Own words",
        own.draft,
        placeholder="In your own words (kept, not scored)",
        on_escape=own.leave,
        most_lines=3,
        grow=1,
        key="own words",
    )
    return Row([field, send], gap=10, centred=True)


def what_is_missing(model: DrillModel) -> str:
    """Why nothing can be sent yet; empty when it can."""
    if model.life is Life.PAUSED:
        return "The clock is stopped"
    if any(reply.chosen for reply in model.replies):
        return ""
    return f"Pick one first, 1 to {len(model.replies)}" if len(model.replies) > 1 else "Pick it first: 1"


def send_button(model: DrillModel, actions: TalkActions) -> Button:
    """Send; off while nothing is picked or the clock is stopped."""
    ready = not what_is_missing(model)
    return Button(
        "Send",
        actions.send,
        icon="send",
        kind=Kind.PRIMARY if ready else Kind.PLAIN,
        hint=KEY_NAMES[Command.SEND],
        enabled=ready,
        key="send",
    )


def moves(model: DrillModel, actions: TalkActions) -> Node:
    """The short forms on one line: all of them where there is room, else the rare ones behind "More"."""
    main = [move for move in actions.moves if not move.rare]
    more = Button("More", actions.more, icon="chevron-down", compact=True, key="move:More")
    terse = Button("More", actions.more, compact=True, framed=False, key="move:More")
    ways = [
        Row([move_button(model, move) for move in actions.moves], gap=7),
        Row([*[move_button(model, move) for move in main], more], gap=7),
        Row([*[move_button(model, move, terse=True) for move in main], terse], gap=6),
        Flow(symbols(model, actions), gap=6),
    ]
    return FirstThatFits(ways)


def symbols(model: DrillModel, actions: TalkActions) -> list[Node]:
    """The common moves as icons with their keys, for windows with little room."""
    main = [move_button(model, move, wordless=True) for move in actions.moves if not move.rare]
    return [*main, Button("More", actions.more, compact=True, framed=False, key="move:More")]


def move_button(model: DrillModel, move: MoveButton, *, terse: bool = False, wordless: bool = False) -> Button:
    """One move: with icon, words and key; terse: without the icon; wordless: without the words."""
    return Button(
        move.name,
        move.press,
        icon="" if terse else move.icon,
        hint=KEY_NAMES[move.command] if move.command else "",
        compact=True,
        framed=not terse and not wordless,
        label="" if wordless and move.command else None,
        enabled=is_open(model, move),
        kind=move.kind,
        key=f"move:{move.name}",
    )


def is_open(model: DrillModel, move: MoveButton) -> bool:
    """Whether a move can be made with this person now."""
    return move.verb not in model.closed_verbs and model.life is not Life.PAUSED
