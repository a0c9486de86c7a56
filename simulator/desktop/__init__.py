"""The desktop program. Whatever of it is imported, pygame's greeting is not printed to the terminal behind it."""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
