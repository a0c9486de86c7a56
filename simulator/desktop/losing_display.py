"""What is said when the display goes while the window is open: one sentence and an exit code, as everywhere.

Under X it is Xlib that notices, in the middle of whatever SDL asks of it. It ends the process by itself, with words
that help nobody, but calls a handler first. By then every event of a drill is on the disk, so ours has nothing to save.
"""

import ctypes
import os
from collections.abc import Callable
from contextlib import suppress

from simulator.errors import NoDisplay

GONE = "The display has gone. What you saw of a drill is kept: 'firedrill resume' goes on with it."
_XLIB = "libX11.so.6"
_Handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)


def _end(display: int | None) -> int:
    """Say it and end: Xlib lets nobody go on."""
    with suppress(OSError):
        os.write(2, f"{GONE}\n".encode())
    os._exit(NoDisplay.exit_code)


_handler: Callable[..., int] = _Handler(_end)  # kept here: Xlib only has its address


def mind_the_display() -> None:
    """Have our words said instead of Xlib's, where Xlib is what draws; elsewhere do nothing."""
    with suppress(OSError, AttributeError):
        loaded = ctypes.CDLL(_XLIB, mode=os.RTLD_NOLOAD)  # the very one that SDL uses, or none
        loaded.XSetIOErrorHandler(_handler)
