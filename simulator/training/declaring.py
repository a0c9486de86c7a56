"""What is declared before the clock starts: who plays, whether the clock presses, whether the run is compared.

One wording for the window, the terminal and the stations. Nothing here decides what enters the score book.
"""

from simulator.journal.records import Mode

PRACTICE = "This is practice: nobody compares it."
COUNTED = "It counts where people are compared; guided play is practice and doesn't."
NAMELESS = (
    "Without a name, anybody at this computer can see it. Once somebody gives a name here, nobody can, not even you. "
    "Under a name it stays yours."
)
MODE_WORDS = {
    Mode.GUIDED: "Guided: you get hints, and what you heard is marked as so or not. The clock moves with what you do.",
    Mode.UNTIMED: "Untimed: the clock moves with what you do, and when you let time run.",
    Mode.TIMED: "Timed: once you have had time to read, the clock runs while somebody waits for you.",
    Mode.ASSESSED: "Assessed: as timed, with no more than the title beforehand, and the clock can't be stopped.",
}


def who_plays(names: str) -> str:
    """Under which name the run is kept; *names* is empty where none was given."""
    return f"You play as {names}." if names else "You play without a name."


def whether_it_counts(mode: Mode) -> str:
    """Whether a run in *mode* is compared with others'."""
    return PRACTICE if mode.guides else COUNTED


def whose_it_is(names: str, mode: Mode) -> str:
    """What becomes of practice that has no name; nothing where there is one, or where a run counts."""
    return NAMELESS if mode.guides and not names else ""


def declared(names: str, mode: Mode) -> str:
    """All of it in one line: who plays, how the clock runs in *mode*, whether it counts, and whose practice is."""
    parts = (who_plays(names), MODE_WORDS[mode], whether_it_counts(mode), whose_it_is(names, mode))
    return " ".join(part for part in parts if part)
