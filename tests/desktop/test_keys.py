import pygame
import pytest

from simulator.desktop.keys import KEY_NAMES, PLAIN, WITH_CTRL, Command, command_for


@pytest.mark.parametrize(
    ("key", "mod", "command"),
    [
        (pygame.K_1, 0, Command.REPLY_1),
        (pygame.K_KP_9, 0, Command.REPLY_9),
        (pygame.K_RETURN, 0, Command.SEND),
        (pygame.K_ESCAPE, 0, Command.BACK),
        (pygame.K_SPACE, 0, Command.LET_TIME_RUN),
        (pygame.K_F5, 0, Command.LET_TIME_RUN),
        (pygame.K_TAB, pygame.KMOD_LCTRL, Command.NEXT_PERSON),
        (pygame.K_u, pygame.KMOD_RCTRL, Command.NEXT_WAITING),
        (pygame.K_F1, 0, Command.HELP),
        (pygame.K_F2, 0, Command.HEARD),
        (pygame.K_F3, 0, Command.REMEDIES),
        (pygame.K_F4, 0, Command.CARD),
        (pygame.K_F6, 0, Command.UPDATE),
        (pygame.K_F7, 0, Command.PROMISE),
        (pygame.K_F8, 0, Command.PAUSE),
        (pygame.K_F11, 0, Command.FULL_SCREEN),
        (pygame.K_PLUS, pygame.KMOD_LCTRL, Command.ZOOM_IN),
        (pygame.K_MINUS, pygame.KMOD_LCTRL, Command.ZOOM_OUT),
        (pygame.K_0, pygame.KMOD_LCTRL, Command.ZOOM_RESET),
        (pygame.K_d, pygame.KMOD_LCTRL, Command.THEME),
    ],
)
def test_the_keys_mean_what_the_briefing_says(key: int, mod: int, command: Command):
    assert command_for(key, mod) is command


def test_alt_and_the_desktops_own_key_belong_to_the_desktop():
    assert command_for(pygame.K_F4, pygame.KMOD_LALT) is None
    assert command_for(pygame.K_1, pygame.KMOD_LGUI) is None


def test_number_lock_and_capitals_change_nothing():
    assert command_for(pygame.K_1, pygame.KMOD_NUM | pygame.KMOD_CAPS) is Command.REPLY_1


def test_every_key_that_is_drawn_on_a_button_is_on_the_map():
    reachable = {*PLAIN.values(), *WITH_CTRL.values()}

    assert set(KEY_NAMES) <= reachable
