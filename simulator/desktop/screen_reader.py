"""Hands the tree of what is on screen to screen readers, through AccessKit (the extra `firedrill[a11y]`).

The same tree serves keyboard, mouse and tests; nothing is described twice. Where AccessKit isn't installed the program
goes on without it. Its calls come from other threads: they only say that somebody listens, or post an event.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import pygame

from simulator.desktop.widgets.dialog import usable_part
from simulator.desktop.widgets.node import Node, Role

if TYPE_CHECKING:
    import accesskit

WISH = pygame.event.custom_type()  # what somebody asked for through their screen reader; *target* is a node's number
WINDOW = 1  # the number of the root; others are given out as nodes appear
CHECKED = frozenset({"chosen", "ticked"})
SPOKEN_AT_ONCE = frozenset({Role.STATUS, Role.MESSAGE})


class Numbers:
    """A number for each node that stays the same as long as the node keeps its role, key and place among its like."""

    def __init__(self) -> None:
        self._given: dict[tuple[Role, str, int], int] = {}

    def of(self, root: Node) -> list[tuple[int, Node]]:
        """Every node of *root* with its number, in reading order; the root's is `WINDOW`."""
        seen: dict[tuple[Role, str], int] = {}
        numbered: list[tuple[int, Node]] = []
        for node in root.walk():
            like = seen[node.role, node.key] = seen.get((node.role, node.key), -1) + 1
            same = (node.role, node.key, like)
            number = WINDOW if node is root else self._given.setdefault(same, len(self._given) + WINDOW + 1)
            numbered.append((number, node))
        return numbered


class Voice(Protocol):
    """What a platform's adapter is to the window."""

    def update(self, root: Node, focused: Node | None) -> None:
        """The screen shows *root* now, and *focused* has the keyboard."""

    def window_focus(self, has_it: bool) -> None:
        """The window is in front, or no longer."""

    def is_awaited(self) -> bool:
        """Whether somebody has begun to listen who hasn't been told anything yet."""

    def node(self, number: int, root: Node) -> Node | None:
        """The node of *root* that somebody asked for by its *number*."""


class Silence:
    """No screen reader can be reached."""

    def update(self, root: Node, focused: Node | None) -> None:
        """Nobody listens."""

    def window_focus(self, has_it: bool) -> None:
        """Nobody listens."""

    def is_awaited(self) -> bool:
        """Nobody listens."""
        return False

    def node(self, number: int, root: Node) -> Node | None:
        """Nobody asks."""
        return None


class Listening:
    """Whether anybody listens, and was *told* anything since; begun and ended by another thread.

    Under Unix that thread holds the adapter's lock while it waits for Python's to say that somebody listens. Were the
    adapter called meanwhile, each would wait for the other for ever. So nobody calls it before *begin* was: a method
    written in C, after which that thread doesn't ask for Python's lock again until it has let go of its own.
    """

    def __init__(self) -> None:
        self._nobody: list[None] = [None]
        self.told = False
        self.begin: Callable[[], None] = self._nobody.clear

    def end(self) -> None:
        """Nobody listens any more."""
        self.told = False
        self._nobody.append(None)

    def __bool__(self) -> bool:
        return not self._nobody


class AccessKit:
    """Keeps the latest tree ready for whoever asks; *make* builds the platform's adapter around the two calls.

    The adapter isn't called while nobody is *listening*; without that, somebody always is.
    """

    def __init__(
        self,
        make: Callable[[Callable[[], object], Callable[[object], None]], Adapter],
        listening: Listening | None = None,
    ) -> None:
        self._numbers = Numbers()
        self._latest: tuple[Node, Node | None] | None = None
        self._in_front: bool | None = None  # as the desktop said last
        self._listening = Listening() if listening is None else listening
        if listening is None:
            self._listening.begin()
        self._adapter = make(self._tree, ask)

    def _tree(self) -> accesskit.TreeUpdate | None:
        """The latest tree, described only once somebody listens."""
        if self._latest is None:
            return None
        root, focused = self._latest
        return described(self._numbers.of(root), focused)

    def update(self, root: Node, focused: Node | None) -> None:
        """Hand over *root*; where somebody listens, that costs the making of one AccessKit node for each of its own."""
        self._latest = (root, focused)
        if not self._listening:
            return
        if self.is_awaited() and self._in_front is not None:
            self.window_focus(self._in_front)
        self._listening.told = True
        _raise(self._adapter.update_if_active(self._tree))

    def is_awaited(self) -> bool:
        """Whether somebody has begun to listen who hasn't been told anything yet."""
        return bool(self._listening) and not self._listening.told

    def window_focus(self, has_it: bool) -> None:
        """Say whether the window is in front; Windows' adapter sees that by itself."""
        self._in_front = has_it
        if not self._listening:
            return
        for name in ("update_window_focus_state", "update_view_focus_state"):
            if hasattr(self._adapter, name):
                _raise(getattr(self._adapter, name)(has_it))

    def node(self, number: int, root: Node) -> Node | None:
        """The node of *root* with *number*, if it is still there and can be used."""
        usable = list(usable_part(root).walk())
        return next((n for given, n in self._numbers.of(root) if given == number and n in usable), None)


class Adapter(Protocol):
    """The call that every platform's adapter has."""

    def update_if_active(self, factory: Callable[[], object]) -> object:
        """Take the tree that *factory* makes, if anybody listens."""


def _raise(events: object) -> None:
    """Windows and macOS answer with events that are to be raised once nothing is held."""
    if events is not None:
        events.raise_events()  # type: ignore[attr-defined] # AccessKit ships no types


def described(numbered: list[tuple[int, Node]], focused: Node | None) -> accesskit.TreeUpdate:
    """The tree of *numbered* nodes as AccessKit takes it."""
    import accesskit

    number = {id(node): given for given, node in numbered}
    update = accesskit.TreeUpdate(number.get(id(focused), WINDOW))
    update.tree = accesskit.Tree(WINDOW)
    update.tree.toolkit_name = "Firedrill"
    update.nodes = [(given, _node(node, [number[id(child)] for child in node.children])) for given, node in numbered]
    return update


def _node(node: Node, children: list[int]) -> accesskit.Node:
    import accesskit

    made = accesskit.Node(_roles()[node.role])
    if node.role in (Role.TEXT, Role.MESSAGE, Role.STATUS):  # a text's words are its value on most platforms
        made.set_value(_words(node))
    made.set_label(node.name)
    left, top, width, height = node.shown()
    made.set_bounds(accesskit.Rect(left, top, left + width, top + height))
    made.set_children(children)
    _state(made, node)
    return made


def _words(node: Node) -> str:
    return ", ".join(part for part in (node.name, node.value) if part)


def _state(made: accesskit.Node, node: Node) -> None:
    import accesskit

    if not node.enabled:
        made.set_disabled()
    if node.can_focus:
        made.add_action(accesskit.Action.FOCUS)
    if node.on_press is not None and node.enabled:
        made.add_action(accesskit.Action.CLICK)
    if node.role in (Role.RADIO, Role.CHECKBOX):
        made.set_toggled(accesskit.Toggled.TRUE if node.value in CHECKED else accesskit.Toggled.FALSE)
    elif node.role in (Role.OPTION, Role.TAB):
        made.set_selected(node.value in CHECKED)
    elif node.role is Role.TEXTBOX:
        made.set_value(node.value)
    elif node.value and node.role not in (Role.TEXT, Role.MESSAGE, Role.STATUS):
        made.set_description(node.value)
    if node.role in SPOKEN_AT_ONCE:
        made.set_live(accesskit.Live.POLITE)
    if node.role is Role.DIALOG:
        made.set_modal()


def _roles() -> dict[Role, accesskit.Role]:
    from accesskit import Role as Known

    return {
        Role.WINDOW: Known.WINDOW,
        Role.GROUP: Known.GROUP,
        Role.DIALOG: Known.DIALOG,
        Role.HEADING: Known.HEADING,
        Role.TEXT: Known.LABEL,
        Role.STATUS: Known.STATUS,
        Role.TIMER: Known.TIMER,
        Role.BUTTON: Known.BUTTON,
        Role.RADIO: Known.RADIO_BUTTON,
        Role.CHECKBOX: Known.CHECK_BOX,
        Role.TEXTBOX: Known.TEXT_INPUT,
        Role.OPTION: Known.LIST_BOX_OPTION,
        Role.TAB: Known.TAB,
        Role.LIST: Known.LIST,
        Role.LOG: Known.LOG,
        Role.MESSAGE: Known.PARAGRAPH,
        Role.SCROLL: Known.SCROLL_VIEW,
        Role.IMAGE: Known.IMAGE,
    }


def ask(request: object) -> None:
    """Pass a screen reader's *request* on as an event; called from a thread of its own, so it does nothing else."""
    target, action = getattr(request, "target", 0), getattr(request, "action", None)
    pygame.event.post(pygame.event.Event(WISH, target=target, press=str(action).endswith("CLICK")))


def voice() -> Voice:
    """What reaches this platform's screen readers; silent without AccessKit. Call it while the window is hidden."""
    try:
        import accesskit
    except ImportError:
        return Silence()
    window = pygame.display.get_wm_info().get("window", 0)
    if sys.platform == "win32":
        return AccessKit(lambda tree, act: accesskit.windows.SubclassingAdapter(window, tree, act))
    if sys.platform == "darwin":
        accesskit.macos.add_focus_forwarder_to_window_class("SDLWindow")
        return AccessKit(lambda tree, act: accesskit.macos.SubclassingAdapter.for_window(window, tree, act))
    listening = Listening()
    return AccessKit(lambda tree, act: accesskit.unix.Adapter(listening.begin, act, listening.end), listening)
