"""What a drill at a station has to do with its trainer, as the screens know it: no file, no station, no order."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field


class Attended(Struct, frozen=True):
    """Somebody else has to do with this drill: *listen* takes the ms since it was last called and gives what to tell.

    *trainers* are names by id; *going_on* is how to go on after a stop.
    """

    listen: Callable[[int], Sequence[str]]
    trainers: Mapping[str, str] = field(default_factory=dict)
    going_on: str = ""
