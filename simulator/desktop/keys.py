"""The one key map: which key means what. Screens answer commands, never keys.

A command's keys are also what is drawn on its button, so that the two can't differ.
"""

from enum import Enum

import pygame


class Command(Enum):
    """Something a key can mean."""

    NOUGHT = "nought"
    REPLY_1 = "reply 1"
    REPLY_2 = "reply 2"
    REPLY_3 = "reply 3"
    REPLY_4 = "reply 4"
    REPLY_5 = "reply 5"
    REPLY_6 = "reply 6"
    REPLY_7 = "reply 7"
    REPLY_8 = "reply 8"
    REPLY_9 = "reply 9"
    SEND = "send"
    BACK = "back"
    LET_TIME_RUN = "let time run"
    NEXT_PERSON = "next person"
    NEXT_WAITING = "next who waits"
    HELP = "help"
    HEARD = "what you have heard"
    REMEDIES = "remedies"
    CARD = "response card"
    ASK = "ask"
    UPDATE = "update"
    PROMISE = "promise"
    PAUSE = "pause"
    ASSIGN = "assign"
    NOTE = "note"
    FULL_SCREEN = "full screen"
    ZOOM_IN = "larger"
    ZOOM_OUT = "smaller"
    ZOOM_RESET = "normal size"
    THEME = "dark or light"
    FOCUS_NEXT = "next control"
    FOCUS_BACK = "previous control"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    TO_START = "to the start"
    TO_END = "to the end"


REPLIES = (
    Command.REPLY_1,
    Command.REPLY_2,
    Command.REPLY_3,
    Command.REPLY_4,
    Command.REPLY_5,
    Command.REPLY_6,
    Command.REPLY_7,
    Command.REPLY_8,
    Command.REPLY_9,
)

PLAIN = {
    pygame.K_ESCAPE: Command.BACK,
    pygame.K_RETURN: Command.SEND,
    pygame.K_KP_ENTER: Command.SEND,
    pygame.K_SPACE: Command.LET_TIME_RUN,
    pygame.K_F1: Command.HELP,
    pygame.K_F2: Command.HEARD,
    pygame.K_F3: Command.REMEDIES,
    pygame.K_F4: Command.CARD,
    pygame.K_F5: Command.LET_TIME_RUN,
    pygame.K_F6: Command.UPDATE,
    pygame.K_F7: Command.PROMISE,
    pygame.K_F8: Command.PAUSE,
    pygame.K_F9: Command.ASK,
    pygame.K_F10: Command.ASSIGN,
    pygame.K_F11: Command.FULL_SCREEN,
    pygame.K_F12: Command.NOTE,
    pygame.K_TAB: Command.FOCUS_NEXT,
    pygame.K_UP: Command.UP,
    pygame.K_DOWN: Command.DOWN,
    pygame.K_LEFT: Command.LEFT,
    pygame.K_RIGHT: Command.RIGHT,
    pygame.K_PAGEUP: Command.PAGE_UP,
    pygame.K_PAGEDOWN: Command.PAGE_DOWN,
    pygame.K_HOME: Command.TO_START,
    pygame.K_END: Command.TO_END,
    pygame.K_0: Command.NOUGHT,
    pygame.K_KP_0: Command.NOUGHT,
    **{pygame.K_1 + number: command for number, command in enumerate(REPLIES)},
    **{pygame.K_KP_1 + number: command for number, command in enumerate(REPLIES)},
}

WITH_CTRL = {
    pygame.K_TAB: Command.NEXT_PERSON,
    pygame.K_u: Command.NEXT_WAITING,
    pygame.K_d: Command.THEME,
    pygame.K_PLUS: Command.ZOOM_IN,
    pygame.K_EQUALS: Command.ZOOM_IN,
    pygame.K_KP_PLUS: Command.ZOOM_IN,
    pygame.K_MINUS: Command.ZOOM_OUT,
    pygame.K_KP_MINUS: Command.ZOOM_OUT,
    pygame.K_0: Command.ZOOM_RESET,
    pygame.K_KP_0: Command.ZOOM_RESET,
    pygame.K_RETURN: Command.SEND,
}

# What is drawn on a button and listed in the help.
KEY_NAMES = {
    Command.SEND: "Enter",
    Command.BACK: "Esc",
    Command.LET_TIME_RUN: "Space",
    Command.NEXT_PERSON: "Ctrl+Tab",
    Command.NEXT_WAITING: "Ctrl+U",
    Command.HELP: "F1",
    Command.HEARD: "F2",
    Command.REMEDIES: "F3",
    Command.CARD: "F4",
    Command.UPDATE: "F6",
    Command.PROMISE: "F7",
    Command.PAUSE: "F8",
    Command.ASK: "F9",
    Command.ASSIGN: "F10",
    Command.NOTE: "F12",
    Command.FULL_SCREEN: "F11",
    Command.ZOOM_IN: "Ctrl +",
    Command.ZOOM_OUT: "Ctrl -",
    Command.ZOOM_RESET: "Ctrl 0",
    Command.THEME: "Ctrl+D",
    **{command: str(number) for number, command in enumerate(REPLIES, start=1)},
}


def command_for(key: int, mod: int) -> Command | None:
    """The command of a key press, or None; *mod* is pygame's bit set of held modifiers."""
    if mod & (pygame.KMOD_ALT | pygame.KMOD_GUI):
        return None
    if mod & pygame.KMOD_CTRL:
        return WITH_CTRL.get(key)
    if key == pygame.K_TAB and mod & pygame.KMOD_SHIFT:
        return Command.FOCUS_BACK
    return PLAIN.get(key)
