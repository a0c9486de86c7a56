"""What a screen reader gets to know: the tree as AccessKit takes it, and the real thing over AT-SPI."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import accesskit
import pygame
import pytest

from simulator.desktop.screen_reader import WINDOW, AccessKit, Listening, Numbers, described
from simulator.desktop.widgets.node import Node, Role
from tests.desktop.displays import Xvfb

SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's: its `gi` speaks AT-SPI
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
OPEN = "from simulator.desktop.app import open_program; raise SystemExit(open_program(seed=0))"


def button(name: str, **more: object) -> Node:
    node = Node(Role.BUTTON, name, on_press=lambda: None, **more)  # type: ignore[arg-type]
    node.focusable = True
    node.rect = pygame.Rect(10, 20, 30, 40)
    return node


def told(root: Node, focused: Node | None = None) -> dict[str, accesskit.Node]:
    update = described(Numbers().of(root), focused)
    return {node.label or node.value: node for _, node in update.nodes}


class Listener:
    """An adapter on which somebody listens."""

    def __init__(self) -> None:
        self.heard: list[accesskit.TreeUpdate] = []

    def update_if_active(self, factory: object) -> None:
        self.heard.append(factory())  # type: ignore[operator]


def test_a_button_can_be_pressed_and_focused_and_says_where_it_is() -> None:
    go = told(Node(Role.WINDOW, "Home", children=[button("Go on")]))["Go on"]

    assert go.role == accesskit.Role.BUTTON
    assert go.supports_action(accesskit.Action.CLICK)
    assert go.supports_action(accesskit.Action.FOCUS)
    assert (go.bounds.x0, go.bounds.y1) == (10, 60)


def test_what_is_switched_off_is_said_to_be() -> None:
    off = told(Node(Role.WINDOW, "Home", children=[button("Send", enabled=False)]))["Send"]

    assert off.is_disabled
    assert not off.supports_action(accesskit.Action.CLICK)


@pytest.mark.parametrize(
    ("role", "value", "is_on"),
    [(Role.CHECKBOX, "ticked", True), (Role.CHECKBOX, "", False), (Role.RADIO, "chosen", True)],
)
def test_a_choice_says_whether_it_is_made(role: Role, value: str, is_on: bool) -> None:
    choice = told(Node(Role.WINDOW, "Form", children=[Node(role, "Dev has seen a cap", value=value)]))

    wanted = accesskit.Toggled.TRUE if is_on else accesskit.Toggled.FALSE
    assert choice["Dev has seen a cap"].toggled == wanted


def test_news_is_spoken_at_once() -> None:
    news = told(Node(Role.WINDOW, "Drill", children=[Node(Role.STATUS, "Somebody asks again")]))

    assert news["Somebody asks again"].live == accesskit.Live.POLITE


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_known_to_screen_readers(role: Role) -> None:
    assert told(Node(Role.WINDOW, "Here", children=[Node(role, "thing")]))


def test_a_node_keeps_its_number_when_the_tree_is_made_anew() -> None:
    numbers = Numbers()
    before = {node.name: n for n, node in numbers.of(Node(Role.WINDOW, children=[button("One"), button("Two")]))}

    after = {node.name: n for n, node in numbers.of(Node(Role.WINDOW, children=[button("New"), button("Two")]))}

    assert after["Two"] == before["Two"]
    assert after["New"] not in before.values()
    assert after[""] == WINDOW


def test_nodes_of_one_name_have_numbers_of_their_own() -> None:
    numbered = Numbers().of(Node(Role.WINDOW, children=[button("Same"), button("Same")]))

    assert len({number for number, _ in numbered}) == 3


def test_whoever_listens_hears_each_new_tree_and_finds_its_nodes_again() -> None:
    listener = Listener()
    spoken = AccessKit(lambda tree, act: listener)
    go = button("Go on")
    root = Node(Role.WINDOW, "Home", children=[go])

    spoken.update(root, go)

    (update,) = listener.heard
    assert spoken.node(update.focus, root) is go
    assert spoken.node(99, root) is None


class Locked(Listener):
    """An adapter that may not be called before somebody listens: it would wait for ever."""

    def __init__(self, listening: Listening) -> None:
        super().__init__()
        self.listening = listening
        self.in_front: bool | None = None

    def update_if_active(self, factory: object) -> None:
        assert self.listening
        super().update_if_active(factory)

    def update_window_focus_state(self, has_it: bool) -> None:
        assert self.listening
        self.in_front = has_it


def test_the_adapter_isnt_called_while_nobody_listens_and_hears_everything_once_somebody_does() -> None:
    listening = Listening()
    adapter = Locked(listening)
    spoken = AccessKit(lambda tree, act: adapter, listening)
    root = Node(Role.WINDOW, "Home", children=[button("Go on")])
    spoken.update(root, None)
    spoken.window_focus(True)
    assert not spoken.is_awaited()

    listening.begin()
    assert spoken.is_awaited()
    spoken.update(root, None)

    assert not spoken.is_awaited()
    assert (len(adapter.heard), adapter.in_front) == (1, True)


def test_whoever_comes_back_is_told_anew() -> None:
    listening = Listening()
    adapter = Locked(listening)
    spoken = AccessKit(lambda tree, act: adapter, listening)
    root = Node(Role.WINDOW, "Home")
    listening.begin()
    spoken.update(root, None)

    listening.end()
    spoken.update(root, None)
    listening.begin()

    assert spoken.is_awaited()
    assert len(adapter.heard) == 1


# -- the real thing


def missing() -> list[str]:
    tools = [tool for tool in ("Xvfb", "dbus-run-session", "gdbus") if shutil.which(tool) is None]
    speaks = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    lacking = [] if Path(LAUNCHER).exists() else ["at-spi2-core"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(speaks, capture_output=True, check=False).returncode:
        lacking.append("gir1.2-atspi-2.0 and python3-gi")
    return tools + lacking


MISSING = missing()

LISTEN = dedent(
    """
    import sys, time
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi

    Atspi.init()

    def nodes(node):
        yield node
        for place in range(node.get_child_count()):
            child = node.get_child_at_index(place)
            if child is not None:
                yield from nodes(child)

    def everything():
        desktop = Atspi.get_desktop(0)
        apps = [desktop.get_child_at_index(place) for place in range(desktop.get_child_count())]
        return [node for app in apps if app is not None for node in nodes(app)]

    def seek(role, start):
        try:
            for node in everything():
                if node.get_role_name() == role and node.get_name().startswith(start):
                    return node
        except gi.repository.GLib.Error:
            pass  # the tree changed while it was read
        return None

    def until(holds, what):
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            found = holds()
            if found is not None:
                return found
            time.sleep(0.1)
        there = [(node.get_role_name(), node.get_name()) for node in everything()]
        raise SystemExit(f"waited in vain for {what}; there is {there}")

    def press(name, worked):
        def pressed():
            button = seek("push button", name)
            action = button.get_action_iface() if button else None
            if action is not None:
                action.do_action(0)
                time.sleep(0.3)
            return worked() or None
        until(pressed, f"what {name!r} does")

    field = until(lambda: seek("entry", "Your name"), "the field")
    print("focused" if field.get_state_set().contains(Atspi.StateType.FOCUSED) else "not focused")
    press("Help", lambda: seek("push button", "Close"))
    press("Close", lambda: everything() and seek("push button", "Close") is None)
    print(seek("heading", "Welcome").get_name())
    """
)
SCENE = dedent(
    """
    trap 'kill $(jobs -p) 2>/dev/null' EXIT
    {launcher} --launch-immediately &
    for look in $(seq 300); do
        gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
            --method org.freedesktop.DBus.Properties.Set org.a11y.Status IsEnabled '<true>' && break
        sleep 0.2
    done
    "$PROGRAM" -c "$OPEN" &
    {python} -c "$LISTEN"
    """
).format(launcher=LAUNCHER, python=SYSTEM_PYTHON)


@pytest.fixture
def screen() -> Iterator[str]:
    shown_on = Xvfb()
    yield shown_on.name
    shown_on.end()


@pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")
def test_over_at_spi_the_window_is_read_and_its_buttons_pressed(screen: str, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SDL_", "WAYLAND_"))}
    scene = {"PROGRAM": sys.executable, "OPEN": OPEN, "LISTEN": LISTEN, "NO_AT_BRIDGE": "0"}
    home = {"DISPLAY": screen, "FIREDRILL_HOME": str(tmp_path), "SDL_AUDIODRIVER": "dummy"}
    said, complained = tmp_path / "said", tmp_path / "complained"  # files: what outlives the scene may hold them open

    with said.open("wb") as out, complained.open("wb") as err:
        subprocess.run(
            ["dbus-run-session", "--", "bash", "-c", SCENE],
            env={**kept, **scene, **home},
            stdout=out,
            stderr=err,
            timeout=240,
            check=False,
        )

    heard = said.read_text(encoding="utf-8")
    assert heard.splitlines()[-2:] == ["focused", "Welcome"], heard + complained.read_text(encoding="utf-8")
