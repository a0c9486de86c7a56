"""Sounds: plays the short alerts of `assets/sounds`. Without a device, or switched off, it is silent and says nothing.

What is worth a sound is said in `view_models/alerts.py`; every sound has its caption on screen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import pygame

from simulator.desktop.assets import assets_folder
from simulator.desktop.view_models.alerts import Alert

LOUDNESS = 0.6
STANDARD_ERROR = 2


class Player(Protocol):
    """Whoever makes an alert heard."""

    def play(self, alert: Alert) -> None:
        """Make *alert* heard, if that is possible."""


class Silence:
    """Plays nothing: for tests, and where nobody wants to hear anything."""

    def play(self, alert: Alert) -> None:
        """Stay silent."""


@contextmanager
def complaints_unheard() -> Iterator[None]:
    """Keep what the system's sound libraries write on standard error by themselves where there is no device."""
    try:
        kept = os.dup(STANDARD_ERROR)
    except OSError:  # closed by whoever started us: then nobody hears them anyway
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, STANDARD_ERROR)
        os.close(nowhere)
        os.close(kept)


class Loudspeaker:
    """Plays on the computer's own device, opened with the first alert: most drills begin without one."""

    def __init__(self) -> None:
        self._sounds: dict[Alert, pygame.mixer.Sound] = {}
        self._mute = False

    def play(self, alert: Alert) -> None:
        """Make *alert* heard; a computer without a device stays silent from the first try on."""
        if self._mute:
            return
        try:
            self._sound(alert).play()
        except (pygame.error, OSError):
            self._mute = True

    def _sound(self, alert: Alert) -> pygame.mixer.Sound:
        if not pygame.mixer.get_init():
            with complaints_unheard():
                pygame.mixer.init(frequency=44_100, size=-16, channels=1, buffer=1024)
        if alert not in self._sounds:
            sound = pygame.mixer.Sound(str(assets_folder() / "sounds" / f"{alert.value}.wav"))
            sound.set_volume(LOUDNESS)
            self._sounds[alert] = sound
        return self._sounds[alert]
