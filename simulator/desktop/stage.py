"""The stage: shows one screen at a time, turns keys and mouse into presses and commands, keeps the focus.

It needs a surface to draw on and events, but no window: tests use it exactly as the window does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pygame

from simulator.desktop.keys import Command, command_for
from simulator.desktop.painting import Brush, Painter
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.theme import Theme
from simulator.desktop.view_models.alerts import Alert
from simulator.desktop.widgets.caption import Caption
from simulator.desktop.widgets.clipboard import Clipboard, PocketClipboard
from simulator.desktop.widgets.dialog import usable_part
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.node import ARROWED, Node, Role, focusable_nodes
from simulator.desktop.widgets.scrolling import ScrollArea

REPEATING = frozenset(
    {
        Command.FOCUS_NEXT,
        Command.FOCUS_BACK,
        Command.UP,
        Command.DOWN,
        Command.LEFT,
        Command.RIGHT,
        Command.PAGE_UP,
        Command.PAGE_DOWN,
    }
)
WHEEL_STEP = 66  # pixels at 100 % for one notch of the wheel
DOUBLE_CLICK_MS = 400


class NotFoundOnScreen(LookupError):
    """No node of that role and name is on screen; the message holds the tree."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What only a window can do, handed in."""

    toggle_full_screen: Callable[[], None] = lambda: None
    theme_changed: Callable[[Theme], None] = lambda theme: None
    heard: Callable[[Alert], None] = lambda alert: None


class Stage:
    """One screen, its tree and its focus, at one size and theme."""

    def __init__(
        self,
        screen: Screen,
        size: tuple[int, int],
        theme: Theme | None = None,
        *,
        hooks: Hooks | None = None,
        clipboard: Clipboard | None = None,
    ) -> None:
        self.screen = screen
        self.size = size
        self.theme = theme or Theme()
        self.brush = Brush(self.theme)
        self.hooks = hooks or Hooks()
        self.clipboard: Clipboard = clipboard or PocketClipboard()
        self.dirty = True
        self.closed = False
        self.caption: Caption | None = None
        self._focus = ("", 0)
        self._focus_seen = False  # whether its ring is drawn: then Enter is meant for what has it
        self._dialog = ""
        self._held_keys: set[int] = set()
        self._swallow_text = False
        self._mouse = (-1, -1)
        self._held: Node | None = None
        self._dragged: ScrollArea | None = None
        self._last_click = (0, "")
        self._reachable: list[Node] | None = None
        self.root: Node = self._built()

    # ------------------------------------------------------------------ the tree
    def _extent(self) -> Extent:
        width, height = self.size
        return Extent(width * 100 // self.theme.zoom, height * 100 // self.theme.zoom)

    def _built(self) -> Node:
        root = self.screen.build(self._extent())
        root.place(self.brush, pygame.Rect((0, 0), self.size))
        self.root = root
        self._reachable = None
        self._restore_focus()
        self._mark_hover()
        return root

    def rebuild(self) -> None:
        """Ask the screen for its tree again and lay it out."""
        self._built()
        self.dirty = True

    def show(self, screen: Screen | None) -> None:
        """Go on with *screen*, or stay where None is given; the tree is made anew in both cases."""
        if screen is not None and screen is not self.screen:
            self.caption = None  # what was heard there doesn't stand over what comes here
        self._listen()
        self.turn_to(screen)

    def turn_to(self, screen: Screen | None) -> None:
        """As `show`, asking nothing of the screen before: it may be the one that broke."""
        if screen is not None and screen is not self.screen:
            self.screen = screen
            self._focus = ("", 0)
            self._focus_seen = False
            self._dialog = ""
        self.rebuild()

    def _listen(self) -> None:
        """Let the most urgent of what is new be heard, and say in words what it meant."""
        heard = self.screen.alerts()
        if heard:
            self.hooks.heard(heard[0].alert)
            self.caption = Caption(heard[0].caption)
        wish, self.screen.theme_wish = self.screen.theme_wish, None
        if wish is not None:
            self.wear(wish)

    def changes_in_ms(self) -> int | None:
        """After how many milliseconds something visible changes by itself; None when nothing does."""
        due = [self.screen.changes_in_ms(), self.caption.left_ms if self.caption else None]
        return min((ms for ms in due if ms is not None), default=None)

    def _let_caption_fade(self, elapsed_ms: int) -> None:
        if self.caption is None:
            return
        self.caption.left_ms -= elapsed_ms
        if self.caption.left_ms <= 0:
            self.caption = None
            self.dirty = True

    def find_all(self, role: Role | str, name: str | None = None) -> list[Node]:
        """Everything usable or readable now with this role and, if given, this name."""
        role = Role(role)
        nodes = [*usable_part(self.root).walk(), *([self.caption] if self.caption else [])]
        return [node for node in nodes if node.role is role and name in (None, node.name)]

    def find(self, role: Role | str, name: str) -> Node:
        """The first node with this role and name; raises NotFoundOnScreen."""
        found = self.find_all(role, name)
        if not found:
            raise NotFoundOnScreen(f"no {Role(role).value} called '{name}' in\n{self.root.dump()}")
        return found[0]

    def press(self, node: Node) -> None:
        """Press *node* as the mouse would, and go where that leads."""
        self._set_focus(node)
        self.show(node.press())

    def _focusable(self) -> list[Node]:
        """What the keyboard can reach now; found once for each tree."""
        if self._reachable is None:
            self._reachable = focusable_nodes(usable_part(self.root))
        return self._reachable

    # ------------------------------------------------------------------ focus
    @property
    def focused(self) -> Node | None:
        """The node with the keyboard's focus."""
        return next((node for node in self._focusable() if node.focused), None)

    @property
    def field(self) -> TextField | None:
        """The text field that is being written in, if any."""
        node = self.focused_even_unseen()
        return node if isinstance(node, TextField) else None

    def focused_even_unseen(self) -> Node | None:
        """The node that keys go to, whether its ring is drawn or not."""
        nodes = self._focusable()
        return self._remembered(nodes)

    def _remembered(self, nodes: list[Node]) -> Node | None:
        key, ordinal = self._focus
        same = [node for node in nodes if node.key == key]
        return same[min(ordinal, len(same) - 1)] if same else None

    def _restore_focus(self) -> None:
        part = usable_part(self.root)
        nodes = self._focusable()
        dialog = part.name if part.role is Role.DIALOG else ""
        node = self._remembered(nodes) if dialog == self._dialog else None
        self._dialog = dialog
        wish, self.screen.focus_wish = self.screen.focus_wish, None
        wished = _wished(wish, nodes)
        if wish is not None and not wish.key:
            node = None
            self._focus_seen = bool(wish.ring)
        elif wish is not None and wished is not None:
            node = wished
            self._focus_seen = self._focus_seen if wish.ring is None else wish.ring
        elif node is None:
            # What had the focus has gone: Enter must not press whatever comes instead, so no ring shows it.
            self._focus_seen = self._focus_seen and bool(dialog)
            node = self._first_focus(part, nodes)
        if node is not None:
            self._set_focus(node)
        else:
            self._focus = ("", 0)
            self.screen.focus_moved("")

    def _first_focus(self, part: Node, nodes: list[Node]) -> Node | None:
        wished = self.screen.first_focus()
        for node in nodes:
            if node.key == wished:
                return node
        if part.role is Role.DIALOG:
            nodes = [node for node in nodes if node.key != "dialog:close"] or nodes
        elif not self.screen.focuses_anything:
            return None
        return nodes[0] if nodes else None

    def _set_focus(self, node: Node) -> None:
        nodes = self._focusable()
        same = [other for other in nodes if other.key == node.key]
        self._focus = (node.key, same.index(node) if node in same else 0)
        for other in nodes:
            other.focused = other is node and (self._focus_seen or isinstance(other, TextField))
        self.screen.focus_moved(node.key)
        self.dirty = True

    def focus_on(self, node: Node) -> None:
        """Give *node* the focus, seen, as Tab would."""
        self._focus_seen = True
        self._set_focus(node)
        self._reveal(node)

    def _move_focus(self, step: int) -> None:
        nodes = self._focusable()
        if not nodes:
            return
        now = self._remembered(nodes)
        # The first Tab shows where the focus is; the next one moves it.
        if now is not None and not self._focus_seen and not isinstance(now, TextField):
            target = now
        else:
            place = nodes.index(now) + step if now is not None else self._first_stop(nodes)
            target = nodes[place % len(nodes)]
        self._focus_seen = True
        self._set_focus(target)
        self._reveal(target)

    def _first_stop(self, nodes: list[Node]) -> int:
        """Where Tab begins when nothing has the focus: the first control of the middle, past the bar at the top."""
        keys = [node.key for node in nodes]
        wished = self.screen.first_tab()
        return next((n for n, key in enumerate(keys) if wished and key.startswith(wished)), 0)

    def _reveal(self, node: Node) -> None:
        for area in self._areas_around(node):
            area.scroll.wanted = node.key
        self.rebuild()

    def _areas_around(self, node: Node | None) -> list[ScrollArea]:
        areas = [n for n in usable_part(self.root).walk() if isinstance(n, ScrollArea)]
        return [area for area in areas if node is not None and any(n is node for n in area.walk())]

    # ------------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """Take one event of the window."""
        handlers: dict[int, Callable[[pygame.Event], None]] = {
            pygame.KEYDOWN: self._on_key_down,
            pygame.KEYUP: lambda e: self._held_keys.discard(e.key),
            pygame.TEXTINPUT: self._on_text,
            pygame.TEXTEDITING: self._on_composing,
            pygame.MOUSEMOTION: self._on_motion,
            pygame.MOUSEBUTTONDOWN: self._on_button_down,
            pygame.MOUSEBUTTONUP: self._on_button_up,
            pygame.MOUSEWHEEL: self._on_wheel,
            pygame.WINDOWFOCUSLOST: self._on_focus_lost,
            pygame.WINDOWLEAVE: lambda e: self._on_leave(),
            pygame.QUIT: lambda e: self.close(),
        }
        if event.type in handlers:
            handlers[event.type](event)

    def close(self) -> None:
        """Put away what must be kept and end."""
        self.screen.close()
        self.closed = True

    def resize(self, size: tuple[int, int]) -> None:
        """The window has another size now."""
        self.size = (max(1, size[0]), max(1, size[1]))
        self.rebuild()

    def wear(self, theme: Theme) -> None:
        """Change colours or zoom."""
        if theme == self.theme:
            return
        self.theme = theme
        self.brush = Brush(theme)
        self.hooks.theme_changed(theme)
        self.rebuild()

    def pass_time(self, elapsed_ms: int) -> None:
        """Tell the screen that wall time has passed; the tree is made anew if something visible changed."""
        self._let_caption_fade(elapsed_ms)
        due = self.screen.changes_in_ms()
        following = self.screen.pass_time(elapsed_ms)
        if following is not None or (due is not None and due <= elapsed_ms):
            self.show(following)

    def _on_focus_lost(self, event: pygame.Event) -> None:
        self._held_keys.clear()
        self.screen.lost_focus()
        self.rebuild()

    # ------------------------------------------------------------------ keys
    def _on_key_down(self, event: pygame.Event) -> None:
        repeated = event.key in self._held_keys
        self._held_keys.add(event.key)
        self._swallow_text = False
        field = self.field
        if field is not None and self._typed_into(field, event):
            return
        command = command_for(event.key, event.mod)
        if command is None or (repeated and command not in REPEATING):
            return
        if command is Command.BACK and field is not None and field.on_escape is not None:
            self.show(field.on_escape())
            return
        self._swallow_text = True
        self._obey(command, event.key)

    def _typed_into(self, field: TextField, event: pygame.Event) -> bool:
        """Give a key to the field; while an input method is composing every key is its own."""
        if field.draft.composing:
            return True
        if not field.on_key(event.key, event.mod, event.unicode):
            return False
        self._focus_seen = True
        self.rebuild()
        return True

    def _obey(self, command: Command, key: int) -> None:
        if self._obey_everywhere(command):
            return
        focused = self.focused_even_unseen()
        is_space = key == pygame.K_SPACE
        if command is Command.SEND or (is_space and self._space_presses()):
            self._on_enter(command, focused, is_space=is_space)
        elif command in self.screen.commands():
            self.show(self.screen.on_command(command))
        else:
            self._navigate(command, focused)

    def _space_presses(self) -> bool:
        return self.screen.space_presses or usable_part(self.root).role is Role.DIALOG

    def _obey_everywhere(self, command: Command) -> bool:
        theme = {
            Command.ZOOM_IN: self.theme.zoomed(1),
            Command.ZOOM_OUT: self.theme.zoomed(-1),
            Command.ZOOM_RESET: self.theme.unzoomed(),
            Command.THEME: self.theme.swapped(),
        }.get(command)
        if theme is not None:
            self.wear(theme)
        elif command is Command.FULL_SCREEN:
            self.hooks.toggle_full_screen()
        elif command in (Command.FOCUS_NEXT, Command.FOCUS_BACK):
            self._move_focus(1 if command is Command.FOCUS_NEXT else -1)
        else:
            return False
        return True

    def _on_enter(self, command: Command, focused: Node | None, *, is_space: bool) -> None:
        """Enter presses what the ring is around; a choice already made, or no ring: it is the screen's own command."""
        own = Command.SEND in self.screen.commands() and not is_space
        if own and (focused is None or self._is_passed_over(focused)):
            self.show(self.screen.on_command(Command.SEND))
        elif focused is not None and focused.on_press:
            self.press(focused)

    def _is_passed_over(self, node: Node) -> bool:
        if not node.on_press:
            return True
        if isinstance(node, TextField):
            return False
        made = node.role in (Role.RADIO, Role.CHECKBOX) and node.value in ("chosen", "ticked")
        return made or not self._focus_seen

    def _navigate(self, command: Command, focused: Node | None) -> None:
        step = {Command.UP: -1, Command.LEFT: -1, Command.DOWN: 1, Command.RIGHT: 1}.get(command)
        if step and focused is not None and focused.role in ARROWED:
            self._to_sibling(focused, step)
            return
        area = self._area_to_scroll(focused)
        if area is None:
            return
        page = area.rect.height - self.brush.px(40)
        line = self.brush.px(WHEEL_STEP)
        moves = {
            Command.UP: -line,
            Command.DOWN: line,
            Command.PAGE_UP: -page,
            Command.PAGE_DOWN: page,
            Command.TO_START: -area.scroll.content,
            Command.TO_END: area.scroll.content,
        }
        area.scroll.move(moves.get(command, 0))
        self.rebuild()

    def _to_sibling(self, node: Node, step: int) -> None:
        """Move along a row of choices; a radio is chosen by going to it."""
        nodes = [n for n in self._focusable() if n.role is node.role]
        group = self._group_of(node)
        nodes = [n for n in nodes if any(n is inner for inner in group.walk())]
        target = nodes[(nodes.index(node) + step) % len(nodes)]
        self._focus_seen = True
        self._set_focus(target)
        self._reveal(target)
        if target.role is Role.RADIO and target.on_press:
            self.show(target.press())

    def _group_of(self, node: Node) -> Node:
        part = usable_part(self.root)
        parents = [n for n in part.walk() if any(child is node for child in n.children)]
        return parents[0] if parents else part

    def _area_to_scroll(self, focused: Node | None) -> ScrollArea | None:
        areas = [n for n in usable_part(self.root).walk() if isinstance(n, ScrollArea)]
        around = [area for area in self._areas_around(focused) if area.scroll.furthest]
        named = [area for area in areas if area.key == self.screen.main_scroll]
        movable = [area for area in areas if area.scroll.furthest]
        if self._focus_seen and around:
            return around[-1]
        return next(iter([*named, *movable]), None)

    # ------------------------------------------------------------------ text
    def _on_text(self, event: pygame.Event) -> None:
        if self.field is not None and not self._swallow_text:
            self.field.write(event.text)
            self.rebuild()

    def _on_composing(self, event: pygame.Event) -> None:
        if self.field is not None:
            self.field.draft.composing = event.text
            self.dirty = True

    # ------------------------------------------------------------------ mouse
    def _node_at(self, place: tuple[int, int]) -> Node | None:
        nodes = [n for n in self._focusable() if n.shown().collidepoint(place)]
        return nodes[-1] if nodes else None

    def _area_at(self, place: tuple[int, int]) -> ScrollArea | None:
        areas = [n for n in usable_part(self.root).walk() if isinstance(n, ScrollArea)]
        under = [a for a in areas if a.shown().collidepoint(place) and a.scroll.furthest]
        return under[-1] if under else None

    def _mark_hover(self) -> None:
        over = self._node_at(self._mouse)
        for node in self._focusable():
            if node.hovered != (node is over):
                node.hovered = node is over
                self.dirty = True

    def _on_leave(self) -> None:
        self._mouse = (-1, -1)
        self._mark_hover()

    def _on_motion(self, event: pygame.Event) -> None:
        self._mouse = event.pos
        if self._dragged is not None:
            self._dragged.drag(self.brush, event.rel[1])
            self.rebuild()
            self._dragged = self._area_at(event.pos) or self._dragged
        elif isinstance(self._held, TextField) and event.buttons[0]:
            field = self._held
            place = field.position_at(self.brush, *event.pos)
            field.draft.move(field.draft.passage.put(place, selecting=True))
            self.dirty = True
        self._mark_hover()

    def _on_button_down(self, event: pygame.Event) -> None:
        if event.button != 1:
            return
        area = self._area_at(event.pos)
        if area is not None and area.bar(self.brush).inflate(self.brush.px(8), 0).collidepoint(event.pos):
            self._dragged = area
            return
        self._held = self._node_at(event.pos)
        if self._held is None:
            return
        self._focus_seen = False
        self._set_focus(self._held)
        if isinstance(self._held, TextField):
            self._click_into(self._held, event.pos)

    def _click_into(self, field: TextField, place: tuple[int, int]) -> None:
        position = field.position_at(self.brush, *place)
        before, key = self._last_click
        now = pygame.time.get_ticks()
        self._last_click = (now, field.key)
        if key == field.key and now - before < DOUBLE_CLICK_MS and before:
            field.draft.move(field.draft.passage.word_selected(position))
        else:
            shift = bool(pygame.key.get_mods() & pygame.KMOD_SHIFT) if pygame.display.get_init() else False
            field.draft.move(field.draft.passage.put(position, selecting=shift))
        self.dirty = True

    def _on_button_up(self, event: pygame.Event) -> None:
        if event.button != 1:
            return
        held, self._held, self._dragged = self._held, None, None
        over = self._node_at(event.pos)
        if held is None or over is None or over.key != held.key or isinstance(held, TextField):
            return
        if over.on_press:
            self.press(over)

    def _on_wheel(self, event: pygame.Event) -> None:
        area = self._area_at(self._mouse)
        if area is not None:
            area.scroll.move(-event.y * self.brush.px(WHEEL_STEP))
            self.rebuild()

    # ------------------------------------------------------------------ picture
    def draw(self, surface: pygame.Surface) -> None:
        """Draw the whole screen."""
        surface.fill(self.theme.palette.ground)
        painter = Painter(self.brush, surface)
        self.root.draw(painter)
        if self.caption is not None:
            self.caption.stand(self.brush, self.root)
            self.caption.draw(painter)
        self.dirty = False


def _wished(wish: FocusWish | None, nodes: list[Node]) -> Node | None:
    """The node that is meant by *wish*: the one with that key, else the first whose key starts so."""
    if wish is None or not wish.key:
        return None
    exact = [node for node in nodes if node.key == wish.key]
    near = [node for node in nodes if node.key.startswith(wish.key)]
    return next(iter([*exact, *near]), None)
