"""What holds for every test: no property fails because a machine is busy."""

from hypothesis import settings

settings.register_profile("firedrill", deadline=None)
settings.load_profile("firedrill")
