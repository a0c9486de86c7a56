"""Lays a house over a story: a new story with its limits, currency, names and card, checked like any other.

A scenario and the house it was played with are kept as one source, so that one hash stands for both and an old record
replays whatever became of either file. Nothing in a scenario's file is ever edited.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from re import compile as pattern

from msgspec.structs import replace

from simulator.scenario.asking import in_words
from simulator.scenario.checks_judged import intervals_too_long, kinds_that_disagree, texts_that_look_real
from simulator.scenario.checks_world import parts_nobody_reaches
from simulator.scenario.house import ALL, House, HouseStandards
from simulator.scenario.house_names import renamed
from simulator.scenario.house_places import HousePlaces
from simulator.scenario.marked import Table
from simulator.scenario.problems import FileRefused, Placed, Problems, Wrong, quoted
from simulator.scenario.reading import file_bytes, read_bytes
from simulator.scenario.reading_house import HOUSE_FILE, LARGEST_HOUSE, read_house_bytes
from simulator.scenario.story import Loss, Person, Remedy, Standards, Story

# Begins a second YAML document, which the guard lets no scenario have: a source without a house never holds it.
JOINT = b"\n--- # a house is laid over what stands above; its bytes: %d\n"
_JOINT = pattern(rb"\n--- # a house is laid over what stands above; its bytes: (\d{1,6})\n")
MOST_CARD_LINES = 20
# What a limit, a name or a card can upset; everything else a house leaves as it was checked.
CHECKS = (texts_that_look_real, intervals_too_long, kinds_that_disagree, parts_nobody_reaches)


def joined(scenario: bytes, house: bytes) -> bytes:
    """One source of both: what a record keeps, and what its hash is taken of."""
    return scenario + JOINT % len(house) + house


def parted(source: bytes) -> tuple[bytes, bytes | None]:
    """The scenario and the house that *source* was joined of; None where it is a scenario alone."""
    for joint in _JOINT.finditer(source):
        if len(source) - joint.end() == int(joint.group(1)):
            return source[: joint.start()], source[joint.end() :]
    return source, None


def house_bytes(path: Path) -> bytes:
    """The bytes of the house file *path*; raises `NotFound`, and `ScenarioInvalid` where it is too large."""
    raw = file_bytes(path)
    if len(raw) > LARGEST_HOUSE:
        read_house_bytes(raw, path.name)  # says so
    return raw


def laid_source(path: Path, house: Path | None) -> bytes:
    """The source of the scenario at *path*, joined with the house at *house* where there is one."""
    raw = file_bytes(path)
    return raw if house is None else joined(raw, house_bytes(house))


def read_laid(path: Path, house: Path | None) -> Story:
    """Read the scenario at *path*, with the house at *house* laid over it; raises `NotFound`, `ScenarioInvalid`."""
    return read_source(laid_source(path, house), path.name, house.name if house else HOUSE_FILE)


def read_source(source: bytes, name: str, house_name: str = HOUSE_FILE) -> Story:
    """The story of *source*, a scenario's bytes alone or joined with a house's; both are checked in full.

    Problems are told under *name* and *house_name*. Raises `ScenarioInvalid`.
    """
    scenario, house = parted(source)
    story = read_bytes(scenario, name)
    if house is None:
        return story
    laid = lay_over(story, read_house_bytes(house, house_name))
    return replace(laid, content_hash=sha256(source).hexdigest())


def lay_over(story: Story, house: House) -> Story:
    """*story* by the limits, names and card of *house*; raises `ScenarioInvalid` where they don't fit together."""
    problems = Problems(house.file)
    places = HousePlaces(house.root, story.id)
    laid = _with_card(_with_standards(story, house, places, problems), house, places, problems)
    laid = renamed(laid, house, places, problems)
    laid = replace(laid, house=house.name, brief=f"{laid.brief}\n{_told(laid, house)}")
    problems.raise_if_any()
    for look in CHECKS:
        for find in look(laid, places):
            problems.add(find.place, find.code, f"laid over {quoted(story.id)}: {find.text}")
    problems.raise_if_any()
    return laid


def problems_over(story: Story, house: House) -> Iterator[Wrong]:
    """What is wrong with *house* laid over *story*, problem by problem."""
    try:
        lay_over(story, house)
    except FileRefused as refused:
        for problem in refused.problems:
            yield Wrong(problem, problem.code, problem.text)


def _told(story: Story, house: House) -> str:
    """What the briefing says of the house, so that nobody plays by other limits than those on the page."""
    standards = story.standards
    return (
        f"This drill is played by the house of {house.name}. Where the text above names another amount, time or name, "
        f"this holds: up to {standards.authority:,.0f} {standards.currency} on your own, a first answer within "
        f"{in_words(standards.first_reply)}, news at least every {in_words(standards.update_every)}."
    )


# -- the card


def _with_card(story: Story, house: House, places: HousePlaces, problems: Problems) -> Story:
    card = house.card_of(story.id)
    lines = (*card.before, *(card.instead or story.card), *card.after)
    if len(lines) > MOST_CARD_LINES:
        told = (
            f"the card of {quoted(story.id)} would have {len(lines)} lines; {MOST_CARD_LINES} are read. Leave some out."
        )
        problems.add(places.of("card"), "SC024", told)
    return replace(story, card=lines)


# -- limits and money


def _with_standards(story: Story, house: House, places: HousePlaces, problems: Problems) -> Story:
    own, now = house.standards_of(story.id), story.standards
    rate = _rate(own, now, places.of("standards", "authority"), problems)
    standards = Standards(
        first_reply=now.first_reply if own.first_reply is None else own.first_reply,
        update_every=now.update_every if own.update_every is None else own.update_every,
        authority=now.authority if own.authority is None else own.authority,
        currency=own.currency or now.currency,
    )
    return (
        _counted_in(replace(story, standards=standards), rate) if rate != 1.0 else replace(story, standards=standards)
    )


def _rate(own: HouseStandards, now: Standards, place: Placed, problems: Problems) -> float:
    """How many of the house's currency one of the scenario's is; a missing rate is told, never guessed."""
    if not own.currency or own.currency == now.currency:
        return 1.0
    rate = dict(own.rates).get(now.currency)
    if rate is None:
        told = f"its amounts are in {quoted(now.currency)}, and no rate says what they are in {quoted(own.currency)}."
        problems.add(place, "SC081", f"{told} Write 'rate: {{{now.currency}: 1.25}}', with your own number.")
    return rate or 1.0


def _counted_in(story: Story, rate: float) -> Story:
    """*story* with every amount of money multiplied by *rate*, what distress counts for included."""
    return replace(
        story,
        remedies=tuple(_remedy_in(remedy, rate) for remedy in story.remedies),
        losses=tuple(_loss_in(loss, rate) for loss in story.losses),
        people=tuple(_person_in(person, rate) for person in story.people),
    )


def _remedy_in(remedy: Remedy, rate: float) -> Remedy:
    return replace(remedy, cost=round(remedy.cost * rate, 2), worth=round(remedy.worth * rate, 2))


def _loss_in(loss: Loss, rate: float) -> Loss:
    return replace(
        loss,
        money=loss.money * rate,
        money_per_minute=loss.money_per_minute * rate,
        legal_floor=loss.legal_floor * rate,
        unit=loss.unit * rate,
    )


def _person_in(person: Person, rate: float) -> Person:
    return replace(person, yearly_value=round(person.yearly_value * rate))


# -- a house beside the shelf


def scenarios_meant(house: House, known: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the scenarios *known* the house says anything about."""
    return known if house.speaks_of_all() else tuple(name for name in house.mentioned() if name in known)


def unknown_scenarios(house: House, known: tuple[str, ...]) -> Iterator[tuple[Placed, str]]:
    """Each scenario that the house names and nobody has, with where it is named."""
    for section in ("standards", "names", "card"):
        part = house.root.values.get(section)
        for name, key in part.keys.items() if isinstance(part, Table) else ():
            if name not in known and name != ALL:
                yield key, name
