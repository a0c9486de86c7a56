"""How plan files write moves: `{at: 5 min, do: update, to: [mara], facts: [boats], next_in: 5 min}`.

What a move does is for `drill/actions.py` to say; here its words, names and durations become plain values.
"""

from collections.abc import Callable

from simulator.scenario.asking import Asked, Fields, duration, text, word
from simulator.scenario.lexicon import Lexicon
from simulator.scenario.marked import Node, Table
from simulator.scenario.problems import Problems, Wrong, did_you_mean, listed, quoted

PlainMove = dict[str, str | int | list[str]]
Reader = Callable[[Lexicon], Asked[str | int | list[str]]]


def _one(*kinds: str) -> Reader:
    return lambda lexicon: lexicon.ref(*kinds)


def _some(*kinds: str) -> Reader:
    def reader(lexicon: Lexicon) -> Asked[str | int | list[str]]:
        several = lexicon.refs(*kinds)

        def ask(node: Node, problems: Problems) -> list[str]:
            return list(several(node, problems))

        return ask

    return reader


def _length(lexicon: Lexicon) -> Asked[str | int | list[str]]:
    return duration()


def _words(lexicon: Lexicon) -> Asked[str | int | list[str]]:
    return text()


# Each move with its fields; a field whose name ends in '!' must be written.
FIELDS: dict[str, dict[str, Reader]] = {
    "begin": {},
    "say": {"reply!": _one("reply"), "own_words": _words},
    "update": {
        "to!": _some("person"),
        "facts": _some("fact"),
        "hedged": _some("fact"),
        "done": _some("job", "question"),
        "doing": _some("job", "question"),
        "unknown": _some("fact", "quantity"),
        "next_in": _length,
        "quantity": _one("quantity"),
        "low": _length,
        "high": _length,
        "basis": _words,
    },
    "promise": {"to!": _one("person"), "what!": _one("commitment"), "within": _length},
    "ask": {"question!": _one("question")},
    "assign": {"job!": _one("job"), "reason": _words},
    "offer": {"remedy!": _one("remedy"), "to!": _one("person"), "reason": _words},
    "ask_for": {"remedy!": _one("remedy")},
    "ask_preference": {"to!": _one("person"), "options": _some("remedy")},
    "inform": {"to!": _one("person"), "facts!": _some("fact")},
    "note": {"text!": _words, "facts": _some("fact"), "promises": _some("commitment")},
    "close": {"person!": _one("person")},
    "pause": {},
    "resume": {},
    "finish": {},
    "leave": {},
}


def move(lexicon: Lexicon) -> Asked[PlainMove]:
    """Ask for one move, with `at` where it has a time of its own (in ms since the drill began)."""

    def ask(node: Node, problems: Problems) -> PlainMove:
        do = _which(node)
        readers = FIELDS[do]
        fields = Fields(node, problems, ("at", "do", *(name.rstrip("!") for name in readers)))
        plain: PlainMove = {"do": do}
        if fields.has("at"):
            plain["at"] = fields.may("at", lexicon.moment, 0)
        for written, reader in readers.items():
            name = written.rstrip("!")
            if fields.has(name):
                plain[name] = fields.may(name, reader(lexicon), "")
            elif written.endswith("!"):
                fields.need(name, reader(lexicon), "")
        return plain

    return ask


def _which(node: Node) -> str:
    if not isinstance(node, Table) or "do" not in node.values:
        raise Wrong(node, "SC038", "a move is expected here, such as {do: say, reply: a_beat.1}.")
    do = word(node.values["do"], "a move").text
    if do not in FIELDS:
        meant = did_you_mean(do, FIELDS) or f" Moves are {listed(FIELDS, 'and')}."
        raise Wrong(node.values["do"], "SC038", f"no move is called {quoted(do)}.{meant}")
    return do
