"""Where in its file each part of a story was written, so that a check of meaning can point at it.

Looks only at the tree; knows nothing of what is checked.
"""

from simulator.scenario.marked import Node, Row, Table, Word
from simulator.scenario.problems import Placed, Problems


class Places:
    """Finds the place of a part by its path from the top of the file."""

    def __init__(self, root: Table) -> None:
        self.root = root

    def of(self, *path: str | int) -> Placed:
        """Give the place of the part at *path*: a name's own place, or as near to it as the file goes."""
        node: Node = self.root
        place: Placed = self.root
        for step in path:
            if isinstance(node, Table) and isinstance(step, str) and step in node.keys:
                place, node = node.keys[step], node.values[step]
            elif isinstance(node, Row) and isinstance(step, int) and step < len(node.items):
                place = node = node.items[step]
            else:
                break
        return place

    def reply(self, full_id: str) -> Placed:
        """Give the place of the reply called `beat.own`."""
        beat, _, own = full_id.partition(".")
        replies = self._node("beats", beat, "replies")
        for number, item in enumerate(replies.items if isinstance(replies, Row) else [], 1):
            written = item.values.get("id") if isinstance(item, Table) else None
            if own == (written.text if isinstance(written, Word) else str(number)):
                return item
        return self.of("beats", beat)

    def _node(self, *path: str) -> Node | None:
        node: Node | None = self.root
        for name in path:
            node = node.values.get(name) if isinstance(node, Table) else None
        return node

    def sound(self, problems: Problems, sections: tuple[str, ...] | None) -> bool:
        """Tell whether nothing is wrong in *sections* of the file; None means the whole file."""
        if sections is None:
            return not problems
        tops = [key.line for key in self.root.keys.values()]
        for name in sections:
            key = self.root.keys.get(name)
            if key is None:
                return False
            last = min((line - 1 for line in tops if line > key.line), default=1 << 30)
            if problems.between(key.line, last):
                return False
        return True
