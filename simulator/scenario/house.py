"""What a house lays over the shelf: its limits, its currency, its names and its response cards. Data only.

A house changes how a drill is called and what may be spent in it, never what a line does or what is true.
"""

from msgspec import Struct

from simulator.scenario.marked import Table

ALL = "all"  # what stands where a scenario's id could, and means every one


class HouseStandards(Struct, frozen=True):
    """Limits of the house; None where it says nothing. Times in ms, *authority* in *currency*.

    *rates*: how many of *currency* one of each other currency is.
    """

    first_reply: int | None = None
    update_every: int | None = None
    authority: float | None = None
    currency: str = ""
    rates: tuple[tuple[str, float], ...] = ()


class HouseNames(Struct, frozen=True):
    """What people (by id) and things (by the name the scenario gives them) are called here."""

    people: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()


class HouseCard(Struct, frozen=True):
    """Lines of the response card: *before* and *after* the scenario's own, or *instead* of them."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


class House(Struct, frozen=True):
    """A house file as it was read; each part by scenario id, or under `all`. *root* knows where everything stands."""

    name: str
    standards: dict[str, HouseStandards]
    names: dict[str, HouseNames]
    cards: dict[str, HouseCard]
    root: Table
    file: str

    def standards_of(self, scenario: str) -> HouseStandards:
        """The limits for *scenario*: its own, and those for all where it has none."""
        own, every = (self.standards.get(key, HouseStandards()) for key in (scenario, ALL))
        money = own if own.currency else every
        return HouseStandards(
            first_reply=every.first_reply if own.first_reply is None else own.first_reply,
            update_every=every.update_every if own.update_every is None else own.update_every,
            authority=money.authority,
            currency=money.currency,
            rates=money.rates,
        )

    def card_of(self, scenario: str) -> HouseCard:
        """The card's lines for *scenario*: those for all stand outside its own."""
        own, every = (self.cards.get(key, HouseCard()) for key in (scenario, ALL))
        return HouseCard(every.before + own.before, own.after + every.after, own.instead or every.instead)

    def mentioned(self) -> tuple[str, ...]:
        """The ids of the scenarios it speaks of, each once."""
        keys = (key for part in (self.standards, self.names, self.cards) for key in part if key != ALL)
        return tuple(dict.fromkeys(keys))

    def speaks_of_all(self) -> bool:
        """Whether anything is said for every scenario."""
        return ALL in self.standards or ALL in self.cards
