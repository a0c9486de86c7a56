"""One kind of problem, as the tables of kinds hold it."""

from msgspec import Struct


class ProblemKind(Struct, frozen=True):
    """A kind of problem: writing *write* where the sound file *changes* has *instead_of* brings it about."""

    code: str
    name: str
    sentence: str
    instead_of: str = ""
    write: str = ""
    changes: str = "small-drill.yaml"
