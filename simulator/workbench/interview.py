"""Asks somebody who lived through it what happened, what hurt and what would have helped: a dozen short questions.

The order is that of the seven conditions under which a customer comes back (C1 to C7). Nothing is written here.
"""

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from simulator.scenario.asking import Asked, clock_time, duration, number
from simulator.scenario.marked import Word
from simulator.scenario.problems import Problems, Wrong
from simulator.terminal.console import Console
from simulator.terminal.plain import line_width, wrapped
from simulator.workbench.own_words import clean

T = TypeVar("T")

MINUTE = 60_000
SHORTEST, LONGEST = 20 * MINUTE, 4 * 60 * MINUTE  # a first draft keeps to what one sitting can hold
USUAL_START, USUAL_LENGTH = 10 * 60 * MINUTE, 40 * MINUTE
TRIES = 3  # then the usual value is taken: nobody is kept at a question
HELLO = (
    "A dozen short questions about something that went wrong for a customer: for you, if you were the one.",
    "There are no wrong answers. Enter leaves one open; Ctrl-D stops, and then nothing is written.",
    "Please invent names. What you say becomes the first draft of a drill, and you can change every word of it.",
)


class Told(Struct, frozen=True):
    """What somebody answered; empty where they left it open. Times in ms, *starts* since midnight."""

    place: str = ""
    role: str = ""
    name: str = ""
    happened: str = ""
    first_words: str = ""
    afraid: str = ""
    untold: str = ""
    lasted: int = USUAL_LENGTH
    cause: str = ""
    mended: str = ""
    lost: str = ""
    money: float = 0.0
    hurt: str = ""
    helped: str = ""
    wonder: str = ""
    told_to: str = ""
    starts: int = USUAL_START


def interview(console: Console) -> Told:
    """Ask everything, in order. Raises `InputEnded` where no more answers come."""
    console.say(*(line for paragraph in HELLO for line in wrapped(paragraph)), "")
    ask = _Asking(console)
    return Told(
        place=ask.words("Where was it, and when? (Like: 'Gate B12, Friday evening'. It is the title.)"),
        starts=ask.value("At what time of day did it begin? (Like 17:40. Enter: 10:00)", clock_time, USUAL_START),
        role=ask.words("Who could have helped: a desk, a shop, somebody on the phone? That is who will be played."),
        name=ask.words("An invented name for whoever it happened to:"),
        happened=ask.words("What went wrong, as you saw it in the first minute?"),
        first_words=ask.words("What were your first words to them?"),
        afraid=ask.words("C1. What were you afraid would happen?"),
        untold=ask.words("C2. What did nobody tell you while you waited?"),
        lasted=ask.value(
            "    How long was it until it was over? (20 min to 4 h; Enter: 40 min)",
            duration(SHORTEST, LONGEST),
            USUAL_LENGTH,
        ),
        cause=ask.words("C3. What had really gone wrong, as you learned it, perhaps much later?"),
        mended=ask.words("C4. What has been changed since, so that it doesn't happen again? (Enter: nothing)"),
        lost=ask.words("C5. What did you lose: time, an evening, something that can't be given back?"),
        money=ask.value("    And in money, as a number? (Enter: nothing)", number(0, 100_000), 0.0),
        hurt=ask.words("C6. What did somebody say that hurt? In their words."),
        helped=ask.words("    What did somebody say that helped, or what should they have said?"),
        wonder=ask.words("C7. What could they have done that you would tell everybody about, with a smile?"),
        told_to=ask.words("    To whom do you tell such things? (Like: 'her sister')"),
    )


class _Asking:
    """Questions on one console, each answered, left open or asked again."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def words(self, question: str) -> str:
        """Words of their own, made safe."""
        return clean(self._ask(question))

    def value(self, question: str, asked: Asked[T], usual: T) -> T:
        """Something that must be readable: told why it isn't, they may try again; then it is *usual*."""
        for _ in range(TRIES):
            typed = clean(self._ask(question), 60)
            if not typed:
                return usual
            try:
                return asked(Word(typed, True, 1, 1), Problems("answer"))
            except Wrong as wrong:
                self._say(wrong.text)
        self._say("Let us leave that open; you can change it in the file.")
        return usual

    def _ask(self, question: str) -> str:
        lines = list(wrapped(question, width=min(78, line_width() - 2))) if not question.startswith(" ") else [question]
        self._console.say(*lines[:-1])
        return self._console.ask(lines[-1])

    def _say(self, told: str) -> None:
        self._console.say(*wrapped(told))


def asked_for_a_name(console: Console, suggestion: str, taken: Callable[[str], str]) -> str:
    """Ask what the file is to be called until the name is free; *taken* says why one isn't, or nothing.

    Raises `InputEnded` where no more answers come.
    """
    while True:
        typed = clean(console.ask(f"What shall the file be called? (Enter: {suggestion})"), 200) or suggestion
        why = taken(typed)
        if not why:
            return typed
        console.say(*wrapped(why))
