"""The addresses statements are made of: verbs and kinds that all stores know, and our own under the house's address.

Ids are computed (uuid5) from what a statement is about, so that sending it again sends the same.
"""

from enum import StrEnum
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from msgspec import Struct

from simulator.learning_records.shapes import Activity, Definition, Verb

FORM = "2"  # rises when the same run would be told otherwise, so that new statements get new ids
NOWHERE = "https://firedrill.invalid"  # a name that can never be anybody's (RFC 2606): no page is promised there
_ADL = "http://adlnet.gov/expapi"
ENGLISH = "en"


class Did(StrEnum):
    """What statements say that somebody did."""

    INITIALIZED = "initialized"
    ANSWERED = "answered"
    SCORED = "scored"
    PASSED = "passed"
    FAILED = "failed"
    COMPLETED = "completed"
    TERMINATED = "terminated"


class What(StrEnum):
    """The kinds of activity."""

    DRILL = "simulation"
    DECISION = "cmi.interaction"
    SCORE = "objective"
    PROFILE = "profile"


def verb(did: Did) -> Verb:
    """The verb for *did*, as ADL's vocabulary has it."""
    return Verb(id=f"{_ADL}/verbs/{did.value}", display={ENGLISH: did.value})


def kind(what: What) -> str:
    """The address of a kind of activity."""
    return f"{_ADL}/activities/{what.value}"


class Addresses(Struct, frozen=True):
    """Every address under *base*, which is the house's own; nothing needs to be there."""

    base: str = NOWHERE

    @property
    def people(self) -> str:
        """Where the accounts of people are at home."""
        return f"{self.base}/people"

    @property
    def profile(self) -> Activity:
        """Says that a statement is one of Firedrill's, in this form."""
        definition = Definition(name={ENGLISH: f"Firedrill's statements, form {FORM}"}, type=kind(What.PROFILE))
        return Activity(id=f"{self.base}/statements/{FORM}", definition=definition)

    def drill(self, scenario: str, content_hash: str, *below: str) -> str:
        """The address of a scenario, in this version of its text, or of something in it."""
        parts = (quote(part, safe="") for part in (scenario, content_hash[:12], *below))
        return "/".join((self.base, "scenarios", *parts))

    def extension(self, name: str) -> str:
        """The key of something that only we tell."""
        return f"{self.base}/extensions/{name}"

    def run(self, run: str) -> UUID:
        """What all statements of *run* have in common."""
        return uuid5(NAMESPACE_URL, f"{self.base}/runs/{run}")

    def statement(self, run: str, *about: str) -> str:
        """The id of the statement *about* something in *run*."""
        return str(uuid5(self.run(run), "/".join((FORM, *about))))
