"""The errors a person can do something about, each with the exit code the command line answers with.

Nothing here for a player's mistake: a move that is not possible is an event (`Refused`), not an exception.
"""


class SimulatorError(Exception):
    """One clear sentence that says where, what was found, what was expected and what to do next."""

    exit_code = 2


class NotFound(SimulatorError):
    """Nothing is called that; the message suggests what may have been meant."""


class ScenarioInvalid(SimulatorError):
    """A scenario or plan file can't be played; the message lists every problem with its place."""

    exit_code = 3


class RecordUnreadable(SimulatorError):
    """A run's journal is damaged, missing or of a version this program can't read."""

    exit_code = 4


class StorageFailed(SimulatorError):
    """A record couldn't be written; nothing that was shown is lost."""

    exit_code = 4


class NotAllowed(SimulatorError):
    """Possible, but not open to whoever asked."""

    exit_code = 5


class NoDisplay(SimulatorError):
    """There is nothing a window could be seen on; the terminal can do everything the window can."""


class Usage(SimulatorError):
    """The command was called in a way that makes no sense."""

    exit_code = 2
