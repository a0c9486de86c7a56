"""Questions to ask a class, made from its runs: where they parted, what nearly all failed, what stayed unanswered.

They ask about situations, never about anybody. What must not live here: an answer, or a "should have".
"""

from collections.abc import Iterator, Sequence

from simulator.comparing.answers import PrincipleFailed
from simulator.drill.wording import in_quotes
from simulator.scoring.phrases import called, listed, plural
from simulator.training.moments import NOTHING, OWN, Choice, SameMoment

OF_A_KIND = 3
SHORT = 70  # letters
MUCH = 0.5  # of the runs that came to a moment


def class_questions(moments: Sequence[SameMoment], nearly_all: Sequence[PrincipleFailed]) -> tuple[str, ...]:
    """The questions, by kind; a few of each."""
    kinds = (_parted(moments), _failed(nearly_all), _unanswered(moments))
    return tuple(question for kind in kinds for question in kind)


def _parted(moments: Sequence[SameMoment]) -> Iterator[str]:
    parted = [moment for moment in moments if sum(choice.chosen != NOTHING for choice in moment.choices) > 1]
    for moment in sorted(parted, key=lambda moment: -moment.weight)[:OF_A_KIND]:
        chose = listed([f"{len(choice.runs)} {choice_words(choice)}" for choice in moment.choices])
        yield f"{opening(moment)}: {chose}. What had each of you heard by then, and what came of it?"


def _failed(nearly_all: Sequence[PrincipleFailed]) -> Iterator[str]:
    for one in nearly_all[:OF_A_KIND]:
        rule = one.rules[0]
        runs = f"In {round(rule.share.value * rule.people)} of {rule.people} runs"
        yield f"{runs} {rule.words}. What made that hard here, and what in our own house makes it hard?"


def _unanswered(moments: Sequence[SameMoment]) -> Iterator[str]:
    left = [moment for moment in moments if moment.unanswered > 1 and moment.unanswered >= MUCH * moment.runs]
    for moment in left[:OF_A_KIND]:
        runs = f"{moment.unanswered} of {plural(moment.runs, 'run')}"
        asked = "What was there to do in that time, and who else could have said a word?"
        yield f"{opening(moment)}: in {runs} no word came before it was over. {asked}"


def opening(moment: SameMoment) -> str:
    """What the moment is called, for the beginning of a sentence."""
    name, spoken = called(moment.person), _without_deeds(moment.words)
    return f"When {name} said “{_short(spoken)}”" if spoken else f"When it was {name}'s turn"


def _without_deeds(words: str) -> str:
    """*words* without what somebody did meanwhile, in brackets."""
    return " ".join(part.rpartition(")")[2].strip() for part in words.split("(")).strip()


def choice_words(choice: Choice) -> str:
    """What was chosen, behind a number of runs."""
    if choice.chosen == NOTHING:
        return "said nothing"
    if choice.chosen == OWN:
        return "gave an update, a promise or an offer instead"
    return (
        f"did this: {_short(choice.says.rstrip('.'))}" if choice.is_deed else f"said {in_quotes(_short(choice.says))}"
    )


def _short(words: str) -> str:
    """*words* cut where a sentence with five of them is still read to its end; the table above has all of them."""
    cut = " ".join(words.split())
    return cut if len(cut) <= SHORT else f"{cut[:SHORT].rsplit(' ', 1)[0]} ..."
