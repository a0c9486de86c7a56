"""Calls people and things by a house's names, everywhere in a story: in what is said, told, labelled and drawn.

Only names are replaced, whole words that begin with a capital letter; nobody can turn a "no" into a "yes" here.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from simulator.scenario.asking import ID_LETTERS
from simulator.scenario.house import House, HouseNames
from simulator.scenario.house_places import HousePlaces
from simulator.scenario.problems import Problems, did_you_mean, quoted
from simulator.scenario.story import Person, Story

Part = TypeVar("Part")

TIMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Christmas Easter".split()
)
TITLES = frozenset("Mr Mrs Ms Miss Dr Sir Madam Prof The A An Old Young".split())
INSIDE_NAMES = frozenset(" '\u2019.&-")  # beside letters
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
NOT_PROSE = frozenset({"currency", "content_hash", "id"})


def renamed(story: Story, house: House, places: HousePlaces, problems: Problems) -> Story:
    """*story* with the names of *house*; what doesn't fit is added to *problems*."""
    names = house.names.get(story.id)
    if names is None:
        return story
    text = "\n".join(_texts(story))
    people = dict(_people(names, story, places, problems))
    words = dict(_words(names, story, text, places, problems))
    whole_names = {person.name: people[person.id] for person in story.people if person.id in people}
    changes = {old: new for old, new in {**whole_names, **words}.items() if old != new}
    laid: Story = _reworded(story, _replacing(changes), changes)
    laid = replace(laid, people=tuple(_called(person, people) for person in laid.people))
    _tell_what_stays(story, laid, people, places, problems)
    _tell_namesakes(laid, people, places, problems)
    return laid


# -- what the file asks for


def _people(names: HouseNames, story: Story, places: HousePlaces, problems: Problems) -> Iterator[tuple[str, str]]:
    known = {person.id: person.name for person in story.people}
    for person, new in names.people:
        place = places.of("names", "people", person)
        if person not in known:
            told = f"no person of {quoted(story.id)} is called {quoted(person)}.{did_you_mean(person, known)}"
            problems.add(place, "SC029", told)
        elif "{" in known[person]:
            told = f"the seed draws the name of {quoted(person)}. Rename the names it draws, under 'words'."
            problems.add(place, "SC082", told)
        else:
            yield person, new


def _words(
    names: HouseNames, story: Story, text: str, places: HousePlaces, problems: Problems
) -> Iterator[tuple[str, str]]:
    of_people = {part for person in story.people for part in _parts(person.name)}
    for old, new in names.words:
        place = places.of("names", "words", old)
        if trouble := _no_name(old, text, of_people):
            problems.add(place, "SC082", f"{quoted(old)} {trouble}")
        elif not _stands(old, text):
            near = did_you_mean(old, sorted(of_people))
            problems.add(place, "SC083", f"nothing in {quoted(story.id)} is called {quoted(old)}.{near}")
        else:
            yield old, new


def _no_name(old: str, text: str, of_people: set[str]) -> str:
    """Why *old* is none of the words that may be replaced; empty where it is a name."""
    letters = all(letter.isalpha() or letter in INSIDE_NAMES for letter in old)
    if not letters or not old[0].isalpha() or old[0].islower() or len(old) < 2:
        return "is no name: only whole words that begin with a capital letter are replaced."
    if TIMES & set(_split(old)):
        return "is a time, and what was promised for it would be something else."
    if old.lower() != old and _stands(old.lower(), text):
        return "is also an ordinary word of this drill, not only a name."
    if _stands(old, text) and old not in of_people and not _within_a_sentence(old, text):
        return "only begins sentences here, as any word may: it isn't known to be a name."
    return ""


# -- what it makes of the story


def _replacing(changes: dict[str, str]) -> re.Pattern[str]:
    """Finds what is to be replaced, the longest first; a placeholder is found whole and left alone."""
    longest_first = sorted(changes, key=lambda old: (-len(old), old))
    names = "|".join(re.escape(old) for old in longest_first) or r"(?!)"
    return re.compile(rf"\{{[^{{}}]*\}}|(?<!\w)(?:{names})(?!\w)")


def _reworded(part: Part, find: re.Pattern[str], changes: dict[str, str]) -> Part:
    """*part* with every name in it replaced; the same object where nothing changes."""
    new: object = part
    if isinstance(part, str) and not isinstance(part, Enum):
        new = find.sub(lambda found: changes.get(found.group(), found.group()), part)
    elif isinstance(part, Struct):
        fields = {name: getattr(part, name) for name in part.__struct_fields__ if name not in NOT_PROSE}
        new = replace(part, **{name: _reworded(value, find, changes) for name, value in fields.items()})
    elif isinstance(part, tuple):
        new = tuple(_reworded(item, find, changes) for item in part)
    return new  # type: ignore[return-value] # each branch gives back the type it was given


def _called(person: Person, people: dict[str, str]) -> Person:
    return replace(person, name=people.get(person.id, person.name))


def _texts(part: object) -> Iterator[str]:
    """Every text of *part* that people read, without its placeholders: what has the letters of ids alone is an id."""
    if isinstance(part, str) and not isinstance(part, Enum):
        if not ID_LETTERS.issuperset(part.replace(".", "")):
            yield PLACEHOLDER.sub("", part)
    elif isinstance(part, Struct):
        for name in part.__struct_fields__:
            if name not in NOT_PROSE:
                yield from _texts(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item)


# -- whether nothing of the old stays, and nobody is called like somebody else


def _tell_what_stays(
    story: Story, laid: Story, people: dict[str, str], places: HousePlaces, problems: Problems
) -> None:
    text = "\n".join(_texts(laid))
    new_parts = {part for person in laid.people for part in _split(person.name)}
    for person in story.people:
        for part in _parts(person.name) if person.id in people else ():
            ordinary = _stands(part.lower(), text)
            if part not in new_parts and not ordinary and _stands(part, text):
                now = quoted(people[person.id])
                told = f"{quoted(person.id)} is called {now} now, and texts still say {quoted(part)}."
                place = places.of("names", "people", person.id)
                problems.add(place, "SC084", f"{told} Write under 'words' what that becomes.")


def _tell_namesakes(laid: Story, people: dict[str, str], places: HousePlaces, problems: Problems) -> None:
    for person in laid.people:
        others = [other.id for other in laid.people if other.name == person.name and other.id != person.id]
        if person.id in people and others:
            told = f"{quoted(others[0])} is called {quoted(person.name)} too: nobody could tell them apart."
            problems.add(places.of("names", "people", person.id), "SC085", f"{told} Choose another name.")


def _parts(name: str) -> list[str]:
    """The words of *name* that belong to one person alone: 'Hallam' of 'Mr Hallam', none of 'The man on the phone'."""
    return [part for part in _split(name) if part[0].isupper() and len(part) > 1 and part not in TITLES]


def _split(name: str) -> list[str]:
    return [part for part in re.split(r"[\s.,]+", name) if part and "{" not in part and "}" not in part]


def _stands(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _within_a_sentence(words: str, text: str) -> bool:
    return re.search(rf"[\w,;] {re.escape(words)}(?!\w)", text) is not None
