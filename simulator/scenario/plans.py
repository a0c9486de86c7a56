"""Reads plan files: the plays beside a scenario that show what a careful, a hurried and a careless trainee gets.

A play is read and its names are checked here; playing it is for whoever has an engine. Moves come out in the form
that move files have: plain tables with times in milliseconds.
"""

from pathlib import Path

from msgspec import Struct

from simulator.scenario.asking import Asked, Fields, Under, integer, list_of, named, text, word
from simulator.scenario.lexicon import Lexicon
from simulator.scenario.marked import Node, Row, Table, read_tree
from simulator.scenario.plan_moves import PlainMove, move
from simulator.scenario.problems import FileRefused, Problems, Wrong, quoted
from simulator.scenario.reading import file_bytes

PLAN_SUFFIX = ".plan.yaml"
DIMENSIONS = ("honesty", "empathy", "cadence", "generosity")
PLAYS = ("careful", "hurried", "careless")
SEEN = ("beat", "fact", "remedy", "reply", "question", "job", "happening", "commitment", "request")
MOST_MOVES = 500


class Band(Struct, frozen=True):
    """The points of one dimension, from *least* to *most*, that a play is expected to get."""

    dimension: str
    least: int
    most: int


class Seen(Struct, frozen=True):
    """Something that must come up in a play: the *kind* of thing and its name."""

    kind: str
    name: str


class Play(Struct, frozen=True):
    """One way to play a scenario; *ends* is the ending, *line* and *column* are where it is written."""

    name: str
    about: str
    seed: int
    moves: tuple[PlainMove, ...]
    ends: str
    bands: tuple[Band, ...]
    sees: tuple[Seen, ...]
    line: int
    column: int


class Plan(Struct, frozen=True):
    """The plays of one scenario."""

    scenario: str
    plays: tuple[Play, ...]


def plan_path(scenario: Path) -> Path:
    """Where the plan of the scenario file *scenario* belongs: `x.plan.yaml` beside `x.yaml`."""
    return scenario.with_name(scenario.name.removesuffix(scenario.suffix) + PLAN_SUFFIX)


def is_plan(path: Path) -> bool:
    """Tell whether *path* is called like a plan file."""
    return path.name.endswith(PLAN_SUFFIX)


def read_plan(path: Path) -> Plan:
    """Read the plan at *path*; its names must exist in the scenario beside it.

    Raises `ScenarioInvalid` with every problem, `NotFound` where there is no such file.
    """
    problems = Problems(path.name)
    try:
        plan = _plan(read_tree(file_bytes(path), problems), path, problems)
    except Wrong as wrong:
        problems.take(wrong)
        raise FileRefused(problems) from None
    problems.raise_if_any()
    return plan


def _plan(root: Node, path: Path, problems: Problems) -> Plan:
    fields = Fields(root, problems, ("scenario", "plays"))
    if not fields.has("scenario"):
        raise Wrong(root, "SC022", "'scenario' is missing here: name the scenario that is played.")
    lexicon = _beside(path, fields.table.values["scenario"])
    plays = fields.need("plays", named(_play(lexicon)), ())
    written = fields.table.values.get("plays")
    for name in PLAYS:
        if isinstance(written, Table) and name not in written.keys:
            problems.add(fields.table.keys["plays"], "SC022", f"the {quoted(name)} play is missing here.")
    return Plan(path.name.removesuffix(PLAN_SUFFIX), plays)


def _beside(path: Path, node: Node) -> Lexicon:
    name = word(node, "the id of a scenario").text
    if path.name != f"{name}{PLAN_SUFFIX}":
        raise Wrong(
            node, "SC072", f"a plan for {quoted(name)} belongs into a file called {quoted(name + PLAN_SUFFIX)}."
        )
    scenario = path.with_name(f"{name}.yaml")
    if not scenario.is_file():
        raise Wrong(node, "SC074", f"there is no scenario {quoted(scenario.name)} beside this plan.")
    unheard = Problems(scenario.name)
    try:
        root = read_tree(file_bytes(scenario), unheard)
    except FileRefused:
        root = Row([], 1, 1)
    if not isinstance(root, Table):
        raise Wrong(node, "SC074", f"the scenario {quoted(scenario.name)} can't be read. Mend it first.")
    return Lexicon(root, unheard)


def _play(lexicon: Lexicon) -> Under[Play]:
    def read(name: str, node: Node, problems: Problems) -> Play:
        fields = Fields(node, problems, ("seed", "about", "moves", "ends", "bands", "sees"))
        return Play(
            name=name,
            about=fields.need("about", text(), ""),
            seed=fields.may("seed", integer(0, 1_000_000_000), 0),
            moves=fields.need("moves", list_of(move(lexicon), most=MOST_MOVES), ()),
            ends=fields.need("ends", lexicon.ref("ending"), ""),
            bands=fields.need("bands", _bands, ()),
            sees=fields.may("sees", list_of(_seen(lexicon)), ()),
            line=node.line,
            column=node.column,
        )

    return read


def _bands(node: Node, problems: Problems) -> tuple[Band, ...]:
    fields = Fields(node, problems, DIMENSIONS)
    bands = []
    for dimension in DIMENSIONS:
        ends = fields.need(dimension, list_of(integer(0, 100), least=2, most=2), (0, 100))
        if len(ends) == 2 and ends[0] > ends[1]:
            problems.add(fields.table.values[dimension], "SC025", "a band goes from the lower number to the higher.")
        bands.append(Band(dimension, min(ends, default=0), max(ends, default=100)))
    return tuple(bands)


def _seen(lexicon: Lexicon) -> Asked[Seen]:
    def ask(node: Node, problems: Problems) -> Seen:
        fields = Fields(node, problems, SEEN)
        if len(fields.table.keys) != 1:
            raise Wrong(node, "SC024", "one thing is expected here, such as {fact: its_name}.")
        kind = next(iter(fields.table.keys))
        if kind not in SEEN:
            return Seen("", "")
        return Seen(kind, fields.need(kind, lexicon.ref(kind), ""))

    return ask
