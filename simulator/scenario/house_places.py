"""Where in a house file stands what a check found in a story that the house was laid over."""

from simulator.scenario.house import ALL
from simulator.scenario.marked import Node, Table, Word
from simulator.scenario.places import Places
from simulator.scenario.problems import Placed

# What in a house makes a part of a story what it is: a remedy is out of reach because of the authority.
CAUSES: dict[str, tuple[str | int, ...]] = {
    "remedies": ("standards", "authority"),
    "kind": ("standards",),
    "limit": ("standards",),
}
WHICH = {"endings": "remedies", "beats": "remedies", "commitments": "remedies"}  # they hang on what can be given


class HousePlaces(Places):
    """The places of a house file, asked for by the parts of the story called *scenario*."""

    def __init__(self, root: Table, scenario: str) -> None:
        super().__init__(root)
        self._scenario = scenario

    def of(self, *path: str | int) -> Placed:
        """The place in the house file that decides what stands at *path* of the scenario, or the house's name."""
        section, *rest = path
        section = WHICH.get(str(section), str(section))
        if section in CAUSES:
            section, *rest = (str(CAUSES[section][0]), *CAUSES[section][1:])
        for which in (self._scenario, ALL):
            part = self._part(section, which)
            if part is not None:
                return self._within(part, *rest)
        return self.root.keys.get("standards") or self.root.keys.get("house") or self.root

    def reply(self, full_id: str) -> Placed:
        """What a reply hangs on."""
        return self.of("beats", full_id)

    def _part(self, section: str, which: str) -> tuple[Word, Node] | None:
        table = self.root.values.get(section)
        if isinstance(table, Table) and which in table.keys:
            return table.keys[which], table.values[which]
        return None

    def _within(self, part: tuple[Word, Node], *path: str | int) -> Placed:
        place, node = part
        for step in path:
            if not isinstance(node, Table) or step not in node.keys:
                break
            place, node = node.keys[str(step)], node.values[str(step)]
        return place
