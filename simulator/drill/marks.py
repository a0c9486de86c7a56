"""What events leave behind for conditions to ask about: marks, and the words they are made of.

Whoever folds and whoever looks asks for these words at every event. An enum looks each of its members up by name,
which costs as much as a small fold; attributes of a plain class cost nothing. So the words stand here a second
time: `Left` holds the members of `Word`, which scenarios are read with, and nothing else.
"""

from typing import Final

from simulator.scenario.story import Word

Mark = tuple[str, str, str]  # (word, of, to): what conditions may ask, left behind by events


class Left:
    """The words that conditions know (`Word`)."""

    TRUE: Final = Word.TRUE
    HEARD: Final = Word.HEARD
    TOLD: Final = Word.TOLD
    PROMISED: Final = Word.PROMISED
    KEPT: Final = Word.KEPT
    BROKEN: Final = Word.BROKEN
    OFFERED: Final = Word.OFFERED
    ACCEPTED: Final = Word.ACCEPTED
    GIVEN: Final = Word.GIVEN
    PREFERENCE_ASKED: Final = Word.PREFERENCE_ASKED
    ASSIGNED: Final = Word.ASSIGNED
    DONE: Final = Word.DONE
    VISITED: Final = Word.VISITED
    SAID: Final = Word.SAID
    ASKED: Final = Word.ASKED
    AGREED: Final = Word.AGREED
    DECLINED: Final = Word.DECLINED
    INFORMED: Final = Word.INFORMED
    NOTED: Final = Word.NOTED
    CLOSED: Final = Word.CLOSED
    SILENT: Final = Word.SILENT
    PHASE: Final = Word.PHASE
    HAPPENED: Final = Word.HAPPENED


class Also:
    """Changes that no condition asks about, noted as marks are for whoever shows them or acts on them."""

    TALK: Final = "a conversation"  # with person: anything of it that can be seen
    IN_TOUCH: Final = "being in touch"  # with person: opened or closed
    REMEDY: Final = "a remedy's standing"  # of remedy: asked for, answered, offered
    PROMISES: Final = "the promise book"
    PHASES: Final = "what phases depend on"
