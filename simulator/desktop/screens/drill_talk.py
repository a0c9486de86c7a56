"""The middle of the drill screen: the conversation, the replies under it, and the moves that are short forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.painting import Brush
from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, SMALL_BOLD, Tone
from simulator.desktop.view_models.drill import DrillModel, ReplyLine
from simulator.desktop.view_models.talk import Message, Whose
from simulator.desktop.view_models.words import first_name
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column, Flow, Pad, Panel, Row, Skin, even, sides
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.talk import Bubble, Side
from simulator.desktop.widgets.text import Label, Tag
from simulator.drill.view import Life
from simulator.scenario.story import Verb

SIDES = {Whose.THEIRS: Side.THEIRS, Whose.YOURS: Side.YOURS, Whose.WORLD: Side.WORLD}
NOTICE_SKIN = Skin(fill="warn_soft", edge="warn", radius=8)
REPLIES_AT_MOST = 0.62  # of the height; the rest stays with the conversation


@dataclass(frozen=True, slots=True)
class MoveButton:
    """A move that is a short form; without a verb it is always open."""

    name: str
    icon: str
    command: Command | None
    verb: Verb | None
    press: Press


@dataclass(frozen=True, slots=True)
class TalkActions:
    """What the middle's controls do; *own_words* only in practice: a line typed first, kept and not scored."""

    pick: Callable[[str], Press]
    send: Press
    moves: Sequence[MoveButton]
    own_words: Draft | None


class Split(Column):
    """Two areas above each other: the lower gets what it needs, within a limit, the upper all the rest."""

    def __init__(self, upper: Node, lower: Node) -> None:
        super().__init__([upper, lower], gap=8, grow=1)

    def _heights(self, brush: Brush, inner: pygame.Rect) -> list[int]:
        most = round(inner.height * REPLIES_AT_MOST)
        lower = min(self.children[1].height_for(brush, inner.width), most)
        return [max(0, inner.height - lower - brush.px(self.gap)), lower]


def talk_column(model: DrillModel, actions: TalkActions, scroll: Scroll, replies: Scroll) -> Node:
    """The conversation above, the replies below it."""
    log = ScrollArea(messages(model), scroll, name="Conversation", key="conversation")
    talk = Column([talk_head(model), log], gap=2, grow=1)
    area = ScrollArea(answers(model, actions), replies, name="Replies", key="replies")
    return Split(talk, area)


def one_scroll(model: DrillModel, actions: TalkActions, scroll: Scroll) -> Node:
    """Conversation and replies in one scroll area: for low windows."""
    content = Column([talk_head(model), messages(model), answers(model, actions)], gap=8, pad=Pad(0, 0, 6, 8))
    return ScrollArea(content, scroll, name="Conversation", key="conversation")


def talk_head(model: DrillModel) -> Node:
    """Who this conversation is with, and through what."""
    if model.person is None:
        return Row([])
    parts: list[Node] = [
        Label(model.person.name, BODY_BOLD, role=Role.HEADING),
        Label(model.about_person, SMALL, Tone.SOFT),
    ]
    if not model.person.verified:
        parts.append(Tag("you can't see who this is", Tone.WARN, icon="eye-off"))
    return Flow(parts, gap=10, pad=Pad(4, 2, 4, 4))


def messages(model: DrillModel) -> Node:
    """The bubbles, oldest first."""
    if not model.messages:
        name = model.person.name if model.person else ""
        said = f"Nothing has been said between you and {name} yet." if name else "Choose somebody to talk with."
        return Column([Label(said, BODY, Tone.SOFT)], pad=even(20))
    bubbles = [bubble(message, number) for number, message in enumerate(model.messages)]
    return Column(bubbles, gap=10, pad=Pad(2, 10, 8, 10), role=Role.LOG, name="Messages")


def bubble(message: Message, number: int) -> Bubble:
    """One message."""
    side, note = SIDES[message.whose], message.note
    return Bubble(side, message.speaker, message.time, message.words, note=note, key=f"message:{number}")


def answers(model: DrillModel, actions: TalkActions) -> Node:
    """What can be said or done now: replies, the own words, the short forms."""
    notice = [notice_line(model.notice)] if model.notice else []
    if model.replies_hidden:
        hidden = Label("The clock is stopped. Your replies come back when it goes on.", BODY, Tone.SOFT, icon="pause")
        return Column([*notice, Panel([hidden], pad=even(18))], gap=8)
    if model.hint:
        notice.append(hint_line(model.hint))
    parts: list[Node] = [*notice]
    if model.replies:
        rows = [reply_row(reply, actions) for reply in model.replies]
        parts.append(Column(rows, gap=7, role=Role.GROUP, name="Replies"))
        parts.append(sending(model, actions))
    else:
        parts.append(why_no_replies(model))
    parts.append(moves(model, actions))
    return Column(parts, gap=9, pad=Pad(1, 1, 1, 4))


def notice_line(text: str) -> Node:
    """Why the last move didn't work: news, not an error."""
    return Panel([Label(text, icon="info", icon_tone=Tone.WARN)], skin=NOTICE_SKIN, pad=sides(12, 8), name="Notice")


def hint_line(text: str) -> Node:
    """A word from a good colleague; guided only."""
    return Panel([Label(text, icon="compass", icon_tone=Tone.ACCENT)], pad=sides(12, 8), name="Hint")


def why_no_replies(model: DrillModel) -> Node:
    """A line instead of replies: why there are none and what can be done."""
    person = model.person
    if person is None:
        said = "Nobody is talking to you at the moment."
    elif model.busy:
        said = "You are busy with your last move."
    elif person.closed:
        said = f"{person.name} has gone for now."
    else:
        said = f"{first_name(person.name)} isn't waiting for a reply. The moves below are open, or let time run."
    if model.life is Life.CLOSING:
        said = "Everybody has gone. Put right what is left, or end the drill."
    return Label(said, BODY, Tone.SOFT, icon="ear")


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


def sending(model: DrillModel, actions: TalkActions) -> Node:
    """The line to type in one's own words first (practice), and Send."""
    picked = any(reply.chosen for reply in model.replies)
    send = Button(
        "Send",
        actions.send,
        icon="send",
        kind=Kind.PRIMARY if picked else Kind.PLAIN,
        hint=KEY_NAMES[Command.SEND],
        enabled=picked,
    )
    if actions.own_words is None:
        hint = "Pick a reply by its number, then send it." if not picked else ""
        return Row([Label(hint, SMALL, Tone.SOFT, grow=1), send], gap=10, centred=True)
    field = TextField(
        "Own words",
        actions.own_words,
        placeholder="First in your own words, if you like (kept, not scored)",
        grow=1,
        key="own words",
    )
    return Row([field, send], gap=10, centred=True)


def moves(model: DrillModel, actions: TalkActions) -> Node:
    """The short forms beside the replies."""
    buttons = [
        Button(
            move.name,
            move.press,
            icon=move.icon,
            hint=KEY_NAMES[move.command] if move.command else "",
            compact=True,
            enabled=move.verb not in model.closed_verbs,
            key=f"move:{move.name}",
        )
        for move in actions.moves
    ]
    return Column([Label("Or do something else", SMALL_BOLD, Tone.SOFT), Flow(buttons, gap=7)], gap=5)
