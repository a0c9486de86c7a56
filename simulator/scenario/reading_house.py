"""Reads a house file, by the same guard and with the same questions as a scenario; every problem with its place.

Whether it fits a scenario is told when it is laid over one (`overlay.py`).
"""

from pathlib import Path

from simulator.scenario.asking import Asked, Fields, duration, integer, list_of, named, number, table, text
from simulator.scenario.house import ALL, House, HouseCard, HouseNames, HouseStandards
from simulator.scenario.marked import Node, Table, Word, read_tree
from simulator.scenario.problems import Problems, Wrong, quoted
from simulator.scenario.reading import MONEY, file_bytes

HOUSE_FILE = "house.yaml"
HOUSE_SUFFIX = ".house.yaml"
LARGEST_HOUSE = 64 * 1024  # bytes: a kept scenario with its house must stay a small file
HOUSE_FIELDS = ("format", "house", "standards", "names", "card")
HOUSE_STANDARDS_FIELDS = ("first_reply", "update_every", "authority")
AUTHORITY_FIELDS = ("amount", "currency", "rate")
HOUSE_NAMES_FIELDS = ("people", "words")
HOUSE_CARD_FIELDS = ("before", "after", "instead")
LONGEST_NAME = 80
RATE = number(0.000_001, 1_000_000)


def is_house(path: Path) -> bool:
    """Tell whether *path* is called like a house file."""
    return path.name == HOUSE_FILE or path.name.endswith(HOUSE_SUFFIX)


def read_house(path: Path) -> House:
    """Read the house file at *path*. Raises `ScenarioInvalid` with every problem, `NotFound` where there is none."""
    return read_house_bytes(file_bytes(path), path.name)


def read_house_bytes(raw: bytes, name: str) -> House:
    """Read a house from the bytes of a file called *name*; raises `ScenarioInvalid`."""
    problems = Problems(name)
    root = read_tree(raw, problems)
    if len(raw) > LARGEST_HOUSE:
        problems.add(root, "SC001", f"a house file may have {LARGEST_HOUSE:,} bytes. Shorten it.")
    if not isinstance(root, Table):
        problems.add(root, "SC023", "a house is expected here: a table that begins with 'format: 1'.")
        root = Table({}, {}, 1, 1)
    house = _house(root, problems)
    problems.raise_if_any()
    return house


def words(longest: int) -> Asked[str]:
    """Ask for text of the house's own, up to *longest* characters: nothing in it is drawn by a seed."""
    plain = text(longest)

    def ask(node: Node, problems: Problems) -> str:
        answer = plain(node, problems)
        if "{" in answer or "}" in answer:
            raise Wrong(node, "SC033", "a house's words are the same for every seed: no curly brackets here.")
        return answer

    return ask


def _house(root: Table, problems: Problems) -> House:
    fields = Fields(root, problems, HOUSE_FIELDS)
    fields.need("format", integer(1, 1), 1)
    name = fields.need("house", words(60), "")
    standards = fields.may("standards", named(_standards), ())
    names = fields.may("names", named(_names), ())
    cards = fields.may("card", named(_card), ())
    return House(name, dict(standards), dict(names), dict(cards), root, problems.file)


def _standards(scenario: str, node: Node, problems: Problems) -> tuple[str, HouseStandards]:
    fields = Fields(node, problems, HOUSE_STANDARDS_FIELDS)
    amount, currency, rates = fields.may("authority", _authority, (None, "", ()))
    return scenario, HouseStandards(
        first_reply=fields.maybe("first_reply", duration(1_000)),
        update_every=fields.maybe("update_every", duration(1_000)),
        authority=amount,
        currency=currency,
        rates=rates,
    )


def _authority(node: Node, problems: Problems) -> tuple[float | None, str, tuple[tuple[str, float], ...]]:
    fields = Fields(node, problems, AUTHORITY_FIELDS)
    amount: float | None = fields.need("amount", MONEY, 0.0)
    currency = fields.need("currency", words(12), "")
    rates = fields.may("rate", _rates, ())
    if currency in dict(rates):
        place = table(fields.table.values["rate"]).keys[currency]
        problems.add(place, "SC081", f"{quoted(currency)} is the house's own currency and needs no rate. Remove it.")
    return amount, currency, rates


def _rates(node: Node, problems: Problems) -> tuple[tuple[str, float], ...]:
    if isinstance(node, Word):
        told = "say of which currency this is the rate: 'rate: {EUR: 1.08}' makes 1.08 of yours out of one euro."
        raise Wrong(node, "SC081", told)
    return named(_rate, key=words(12), least=1)(node, problems)


def _rate(currency: str, node: Node, problems: Problems) -> tuple[str, float]:
    return currency, RATE(node, problems)


def _names(scenario: str, node: Node, problems: Problems) -> tuple[str, HouseNames]:
    if scenario == ALL:
        raise Wrong(node, "SC080", "people are called otherwise in each scenario. Write the scenario's id, not 'all'.")
    fields = Fields(node, problems, HOUSE_NAMES_FIELDS)
    called = named(_called, key=words(LONGEST_NAME))
    return scenario, HouseNames(fields.may("people", called, ()), fields.may("words", called, ()))


def _called(old: str, node: Node, problems: Problems) -> tuple[str, str]:
    new = words(LONGEST_NAME)(node, problems)
    if not new[0].isalpha() or new[0].islower() or any(letter.isdigit() for letter in new):
        told = f"{quoted(new)} is no name: names begin with a capital letter and hold no figures."
        raise Wrong(node, "SC082", told)
    return old, new


def _card(scenario: str, node: Node, problems: Problems) -> tuple[str, HouseCard]:
    fields = Fields(node, problems, HOUSE_CARD_FIELDS)
    lines = list_of(words(160), least=1, most=20)
    if fields.has("instead") and (fields.has("before") or fields.has("after")):
        told = "'instead' leaves no line of the scenario to stand before or after. Write one or the other."
        problems.add(fields.table.keys["instead"], "SC036", told)
    return scenario, HouseCard(
        before=fields.may("before", lines, ()),
        after=fields.may("after", lines, ()),
        instead=fields.may("instead", lines, ()),
    )
