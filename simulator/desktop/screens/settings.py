"""The settings: colours, size, movement, sound, time to read. Everything is in force at once and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from msgspec import structs

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.settings import READING_TIMES, Settings
from simulator.desktop.theme import DISPLAY, PALETTES, SMALL, ZOOM_STEPS, Palette, Theme, Tone
from simulator.desktop.view_models.alerts import Alert
from simulator.desktop.widgets.buttons import Button, Check, Choice
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, heading

PALETTE_NAMES = {"light": "Light", "dark": "Dark", "high contrast": "High contrast"}
READING_NAMES = {1.0: "as usual", 1.5: "half as much again", 2.0: "twice", 3.0: "three times", 4.0: "four times"}
ALERT_NAMES = {
    Alert.SOMEONE_NEW: "Somebody new speaks",
    Alert.ASKS_AGAIN: "Somebody asks again",
    Alert.DUE_SOON: "A promise falls due soon",
    Alert.BROKEN: "Its time has passed",
    Alert.ENDED: "The drill is over",
}


class SettingsScreen(Helped):
    """Choices that are made once; *listen* plays an alert, whatever is set."""

    title = "Firedrill: settings"
    main_scroll = "settings"
    own_keys = (
        ("Arrows", "along the choices of a row, and choose"),
        ("Enter, Space", "tick, or take the tick away"),
        ("Esc", "home"),
    )

    def __init__(self, settings: Settings, listen: Callable[[Alert], None], home: Callable[[], Screen]) -> None:
        self._settings = settings
        self._listen = listen
        self._home = home
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """One part under the other."""
        parts = [
            Label("Settings", DISPLAY, role=Role.HEADING),
            self._colours(),
            self._size(),
            self._movement(),
            self._reading(),
            self._sound(),
        ]
        page = Column(parts, gap=14, pad=Pad(20, 26, 20, 28))
        body = ScrollArea(Centred(page, width=860), self._scroll, name="Settings", key="settings")
        return self.with_help(Column([body, self._foot()], name="Settings"), extent)

    # ------------------------------------------------------------------ parts
    def _colours(self) -> Node:
        now = self._settings.theme().palette
        choices = [
            Choice(PALETTE_NAMES[p.name], self._paint(p), chosen=p is now, key=f"colours:{p.name}") for p in PALETTES
        ]
        said = f"{KEY_NAMES[Command.THEME]} goes from one to the next, on every screen."
        return _part("Colours", "contrast", choices, said)

    def _size(self) -> Node:
        now = self._settings.theme().zoom
        choices = [Choice(f"{z} %", self._enlarge(z), chosen=z == now, key=f"size:{z}") for z in ZOOM_STEPS]
        return _part("Size", "maximize", choices, "Ctrl + and Ctrl - do the same, on every screen.")

    def _movement(self) -> Node:
        still = self._settings.theme().still
        check = Check("Nothing moves by itself but clocks", self._hold_still, ticked=still, key="still")
        return _part("Movement", "eye", [check], "Words in a chat are there at once, without anybody typing.")

    def _reading(self) -> Node:
        now = self._settings.now.reading_time
        choices = [
            Choice(READING_NAMES[times], self._read_for(times), chosen=times == now, key=f"reading:{times}")
            for times in READING_TIMES
        ]
        said = (
            "In timed and assessed drills the clock stands while you read. This is for drills you begin from now on; "
            "it is written down with each run and never changes a score."
        )
        return _part("Time to read", "book-open", choices, said)

    def _sound(self) -> Node:
        on = self._settings.now.sound
        check = Check("Sounds in a drill", self._toggle_sound, ticked=on, key="sound")
        samples = [
            Button(name, self._play(alert), icon="bell", compact=True, key=f"listen:{alert.value}")
            for alert, name in ALERT_NAMES.items()
        ]
        said = "Each has its line at the top of the window, with or without sound. Press one to hear it:"
        words = [heading("Sound", icon="bell"), check, Label(said, SMALL, Tone.SOFT), Flow(samples, gap=8)]
        return Panel(words, gap=9, pad=even(18), name="Sound")

    def _foot(self) -> Node:
        home = Button("Home", self._home, icon="house", hint="Esc", key="home")
        help_ = Button("Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], key="help")
        row = Flow([home, help_, Label("Everything is kept at once.", SMALL, Tone.SOFT)], gap=12)
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        page = Centred(Column([row], pad=Pad(20, 12, 20, 12)), width=860)
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    # ------------------------------------------------------------------ what controls do
    def _wear(self, theme: Theme) -> None:
        self._settings.keep(theme)
        self.theme_wish = theme

    def _paint(self, palette: Palette) -> Press:
        return lambda: self._wear(replace(self._settings.theme(), palette=palette))

    def _enlarge(self, zoom: int) -> Press:
        return lambda: self._wear(replace(self._settings.theme(), zoom=zoom))

    def _hold_still(self) -> None:
        theme = self._settings.theme()
        self._wear(replace(theme, still=not theme.still))

    def _read_for(self, times: float) -> Press:
        return lambda: self._settings.change(structs.replace(self._settings.now, reading_time=times))

    def _toggle_sound(self) -> None:
        now = self._settings.now
        self._settings.change(structs.replace(now, sound=not now.sound))

    def _play(self, alert: Alert) -> Press:
        return lambda: self._listen(alert)

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The colours that are in force."""
        return f"colours:{self._settings.theme().palette.name}"

    def own_commands(self) -> frozenset[Command]:
        """Esc leads home."""
        return frozenset({Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer Esc."""
        return self._home()


def _part(title: str, icon: str, choices: list[Choice] | list[Check], said: str) -> Node:
    words = [heading(title, icon=icon), Flow(choices, gap=8, name=title), Label(said, SMALL, Tone.SOFT)]
    return Panel(words, gap=9, pad=even(18), name=title)
