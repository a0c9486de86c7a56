"""The picker as data: all drills, what is searched and filtered for, and what is left of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.desktop.view_models.demands import asked_most, own_ended
from simulator.desktop.view_models.shelf import LEVELS, first_sentences
from simulator.desktop.view_models.suggesting import endings_seen
from simulator.desktop.view_models.words import span_text, times_text
from simulator.drill.clock import MINUTE
from simulator.journal.listing import RunSummary
from simulator.scenario.story import Story
from simulator.scoring.finding import Dimension
from simulator.scoring.principles import principle_words

# Lengths as one plans a day: up to so many ms.
LENGTHS = (("up to 15 minutes", 0, 15 * MINUTE), ("15 to 20 minutes", 15 * MINUTE, 20 * MINUTE))
LONG = ("over 20 minutes", 20 * MINUTE, 10**12)


@dataclass(frozen=True, slots=True)
class Drill:
    """One drill of the shelf, as the picker and its filters see it."""

    id: str
    title: str
    about: str
    industry: str
    level: str
    length: str
    takes: str
    asks: Dimension | None
    runs: int
    seen: int
    endings: int
    words: str  # everything a search looks into, in small letters

    @property
    def own(self) -> str:
        """What this person has had of it so far."""
        if not self.runs:
            return "New to you"
        return f"Played {times_text(self.runs)}; {self.seen} of {self.endings} endings seen"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; empty means anything."""

    search: str = ""
    industry: str = ""
    level: str = ""
    length: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name, what can be chosen (value and what it is called), and what is chosen."""

    field: str
    name: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""

    @property
    def said(self) -> str:
        """What is chosen, in words."""
        return dict(self.options).get(self.chosen, "any")


def drills(stories: Sequence[Story], runs: Sequence[RunSummary], person: str) -> tuple[Drill, ...]:
    """Every drill, the easiest first, with what *person* has had of it."""
    ended = own_ended(runs, person)
    asked = asked_most(stories)
    ordered = sorted(stories, key=lambda story: (story.difficulty, story.title))
    return tuple(_drill(story, ended, asked) for story in ordered)


def _drill(story: Story, ended: Sequence[RunSummary], asked: Mapping[str, Dimension]) -> Drill:
    return Drill(
        id=story.id,
        title=story.title,
        about=first_sentences(story.brief),
        industry=story.industry,
        level=LEVELS[min(story.difficulty, len(LEVELS) - 1)],
        length=length_of(story.seat_time),
        takes=f"about {span_text(story.seat_time)}",
        asks=asked.get(story.id),
        runs=sum(run.scenario == story.id for run in ended),
        seen=len(endings_seen(story, ended)),
        endings=len(story.endings),
        words=_words(story),
    )


def length_of(seat_time: int) -> str:
    """The class of length that *seat_time* ms belongs to."""
    return next((name for name, low, high in (*LENGTHS, LONG) if low < seat_time <= high), LENGTHS[0][0])


def _words(story: Story) -> str:
    people = [f"{person.name} {person.role}" for person in story.people]
    principles = [f"{number} {principle_words(number)}" for number in story.principles]
    return " ".join([story.title, story.brief, story.role, story.industry, *people, *principles]).casefold()


def found(shelf: Sequence[Drill], wish: Wish) -> tuple[Drill, ...]:
    """What is left of *shelf* under *wish*; every word of the search must be somewhere in a drill."""
    searched = wish.search.casefold().split()
    return tuple(drill for drill in shelf if _fits(drill, wish) and all(word in drill.words for word in searched))


def _fits(drill: Drill, wish: Wish) -> bool:
    has = {"industry": drill.industry, "level": drill.level, "length": drill.length, "asks": _asks(drill)}
    return all(not getattr(wish, field) or getattr(wish, field) == value for field, value in has.items())


def _asks(drill: Drill) -> str:
    return drill.asks.value if drill.asks else ""


def filters(shelf: Sequence[Drill], wish: Wish, weakest: Dimension | None) -> tuple[Filter, ...]:
    """The four filters, each with what there is on *shelf* and how many drills that are."""
    lengths = [name for name, *_ in (*LENGTHS, LONG)]
    asks = [dimension.value for dimension in Dimension]
    return (
        _filter("industry", "Industry", sorted({d.industry for d in shelf}), shelf, lambda d: d.industry, wish),
        _filter("level", "Difficulty", list(LEVELS), shelf, lambda d: d.level, wish),
        _filter("length", "Length", lengths, shelf, lambda d: d.length, wish),
        _with_weakest(_filter("asks", "Asks most for", asks, shelf, _asks, wish), weakest),
    )


def _filter(
    field: str, name: str, values: Sequence[str], shelf: Sequence[Drill], of: Callable[[Drill], str], wish: Wish
) -> Filter:
    counts = {value: sum(of(drill) == value for drill in shelf) for value in values if value}
    options = [(value, f"{value} ({count})") for value, count in counts.items() if count]
    return Filter(field, name, (("", "any"), *options), getattr(wish, field))


def _with_weakest(asks: Filter, weakest: Dimension | None) -> Filter:
    """Mark this person's weakest mark among the choices."""
    if weakest is None:
        return asks
    told = [(v, f"{said}, your weakest mark" if v == weakest.value else said) for v, said in asks.options]
    return replace(asks, options=tuple(told))


def nothing_found(wish: Wish) -> str:
    """What to do where nothing is left."""
    filtered = any((wish.industry, wish.level, wish.length, wish.asks))
    if wish.search and filtered:
        return f"No drill here has “{wish.search}” in it. Take away a filter, or search for another word."
    if wish.search:
        return f"No drill has “{wish.search}” in it. Search for a place, a person, a trade or a principle."
    return "No drill is all of that. Take away a filter."
