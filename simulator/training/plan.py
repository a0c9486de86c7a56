"""Reads a drill plan: who plays which scenarios, with which seed, how long, in which mode, and what is prepared.

By the same guard and with the same questions as a scenario; every problem with its place, those of the roster and of
the scenarios included. A plan that was read can be played as it stands.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from simulator.drill import actions as do
from simulator.errors import NotFound, ScenarioInvalid
from simulator.journal.home import NO_HOUSE
from simulator.journal.records import Mode
from simulator.scenario.asking import (
    Asked,
    Fields,
    Under,
    duration,
    found,
    integer,
    list_of,
    named,
    new_id,
    number,
    text,
    word,
    word_of,
)
from simulator.scenario.marked import Node, Table, Word, read_tree
from simulator.scenario.overlay import laid_source, read_source
from simulator.scenario.problems import FileRefused, Placed, Problem, Problems, Wrong, did_you_mean, quoted
from simulator.scenario.reading import file_bytes
from simulator.scenario.reading_house import words
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Move, Story, Sure
from simulator.training.beside import lies_at, path_beside
from simulator.training.control import Injection
from simulator.training.roster import (
    LARGEST_SEED,
    LONGEST_STATION,
    MOST_PEOPLE,
    MOST_READING_TIME,
    Somebody,
    person_name,
    read_roster,
    refuse_namesakes,
    station_name,
)

EACH = "each"  # instead of a seed: everybody another, counted from 1
MINUTE_MS = 60_000
LONGEST_SAYING = 600
PLAN_FIELDS = (
    "format",
    "drill",
    "trainer",
    "cohort",
    "scenarios",
    "mode",
    "time_limit",
    "seed",
    "house",
    "people",
    "roster",
    "injections",
)
PERSON_FIELDS = ("name", "reading_time", "seed", "station")
INJECTION_FIELDS = ("scenario", "by", "says", "sure", "learns", "makes_true", "makes_false", "moves")


class Chosen(Struct, frozen=True):
    """A scenario of the plan: its *story*, not cast yet, and the bytes that every station plays."""

    story: Story
    source: bytes

    @property
    def hash(self) -> str:
        """What the copy of it is kept under."""
        return sha256(self.source).hexdigest()


class DrillPlan(Struct, frozen=True):
    """What a trainer has planned. *limit* is ms at the desk for each drill, 0 where there is none."""

    drill: str
    trainer: str
    cohort: str
    mode: Mode
    limit: int
    seed: int | None  # None: everybody another
    chosen: tuple[Chosen, ...]
    people: tuple[Somebody, ...]
    injections: tuple[Injection, ...]
    hash: str

    def seed_of(self, number: int) -> int:
        """The seed of person *number*, counted from 0."""
        own = self.people[number].seed
        if own is not None:
            return own
        return number + 1 if self.seed is None else self.seed


def read_drill_plan(path: Path, own_house: Path | None = None) -> DrillPlan:
    """Read the plan at *path*, its roster, house and scenarios; *own_house* is laid over them where it names none.

    Raises `ScenarioInvalid` with every problem, `NotFound` where there is no such file.
    """
    raw, problems = file_bytes(path), Problems(path.name)
    try:
        root = read_tree(raw, problems)
        plan, elsewhere = _Reading(root, path, problems, raw, own_house).plan()
    except Wrong as wrong:
        problems.take(wrong)
        raise FileRefused(problems) from None
    if len(problems) or elsewhere:
        raise FileRefused([*problems, *elsewhere])
    return plan


class _Reading:
    """One plan being read; what lies beside it is looked for in its folder."""

    def __init__(self, root: Node, path: Path, problems: Problems, raw: bytes, own_house: Path | None) -> None:
        self._fields = Fields(root, problems, PLAN_FIELDS)
        self._folder = path.parent
        self._problems = problems
        self._raw = raw
        self._own_house = own_house

    def plan(self) -> tuple[DrillPlan, tuple[Problem, ...]]:
        """The plan, and the problems of its roster, which is a file of its own."""
        fields = self._fields
        fields.need("format", integer(1, 1), 1)
        drill = fields.need("drill", new_id, "")
        trainer = fields.need("trainer", _name, "")
        people, elsewhere = self._people()
        chosen = self._chosen()
        return DrillPlan(
            drill=drill,
            trainer=trainer,
            cohort=fields.may("cohort", words(60), ""),
            mode=fields.may("mode", word_of(Mode), Mode.TIMED),
            limit=fields.may("time_limit", duration(MINUTE_MS, 8 * 60 * MINUTE_MS), 0),
            seed=fields.may("seed", _seed_or_each, _Seed(0)).number,
            chosen=chosen,
            people=people,
            injections=fields.may("injections", named(_injection({c.story.id: c.story for c in chosen})), ()),
            hash=sha256(self._raw + repr(people).encode()).hexdigest(),
        ), elsewhere

    # -- people

    def _people(self) -> tuple[tuple[Somebody, ...], tuple[Problem, ...]]:
        problems, known = self._problems, dict[str, str]()
        typed = self._fields.may("people", list_of(_somebody, most=MOST_PEOPLE), ())
        refuse_namesakes(typed, problems, known)
        listed, elsewhere = self._roster(known)
        people = (*typed, *listed)
        if not people and not elsewhere and not len(problems):
            problems.add(
                self._fields.table, "DP010", "nobody is to play. Write 'people:' with names, or 'roster: FILE'."
            )
        if len(people) > MOST_PEOPLE:
            problems.add(self._fields.table, "DP010", f"{len(people)} people are too many; {MOST_PEOPLE} is the most.")
        return people, elsewhere

    def _roster(self, known: dict[str, str]) -> tuple[tuple[Somebody, ...], tuple[Problem, ...]]:
        name = self._fields.maybe("roster", text(200))
        if name is None:
            return (), ()
        place = self._fields.table.values["roster"]
        try:
            path = path_beside(self._folder, name, "roster", "DP001", place)
        except Wrong as wrong:
            self._problems.take(wrong)
            return (), ()
        people, found_there = read_roster(path, place, self._problems)
        refuse_namesakes(people, found_there, known)
        return tuple(people), tuple(found_there)

    # -- scenarios and house

    def _chosen(self) -> tuple[Chosen, ...]:
        house = self._house()
        wanted = self._fields.need("scenarios", list_of(_placed_word, least=1, most=20), ())
        chosen: dict[str, Chosen] = {}
        for each in wanted:
            one = self._scenario(each, house)
            if one is None:
                continue
            if one.story.id in chosen:
                told = f"{quoted(one.story.id)} stands in this plan twice. Keep one, or plan a second drill."
                self._problems.add(each, "DP014", told)
            chosen.setdefault(one.story.id, one)
        return tuple(chosen.values())

    def _scenario(self, wanted: Word, house: Path | None) -> Chosen | None:
        try:
            path = self._find(wanted.text)
        except NotFound as error:
            self._problems.add(wanted, "DP011", str(error))
            return None
        try:
            source = laid_source(path, house)
            return Chosen(read_source(source, path.name, house.name if house else ""), source)
        except ScenarioInvalid as error:
            code, first = "DP012" if house else "DP011", str(error).splitlines()[0]
            self._problems.add(wanted, code, f"{quoted(wanted.text)} can't be played: {first}")
            return None

    def _find(self, wanted: str) -> Path:
        beside = self._folder / wanted
        if wanted.endswith((".yaml", ".yml")) and lies_at(beside):
            return beside
        return find_scenario(wanted)

    def _house(self) -> Path | None:
        name = self._fields.maybe("house", text(200))
        if name is None or name == NO_HOUSE:
            return None if name else self._own_house
        place = self._fields.table.values["house"]
        try:
            path = path_beside(self._folder, name, "house file", "DP012", place)
        except Wrong as wrong:
            self._problems.take(wrong)
            return None
        if lies_at(path):
            return path
        told = f"there is no house file {quoted(name)} beside this plan. Check the spelling, or remove the line."
        self._problems.add(place, "DP012", told)
        return None


class _Seed(Struct, frozen=True):
    number: int | None


def _seed_or_each(node: Node, problems: Problems) -> _Seed:
    if isinstance(node, Word) and node.text == EACH:
        return _Seed(None)
    return _Seed(integer(0, LARGEST_SEED)(node, problems))


def _placed_word(node: Node, problems: Problems) -> Word:
    return word(node, "a scenario's id, or the path of a scenario file")


def _name(node: Node, problems: Problems) -> str:
    return person_name(text(400)(node, problems), node)


def _station(node: Node, problems: Problems) -> str:
    return station_name(text(LONGEST_STATION * 2)(node, problems), node)


def _somebody(node: Node, problems: Problems) -> Somebody:
    if isinstance(node, Word):
        return Somebody(_name(node, problems), line=node.line, column=node.column)
    if not isinstance(node, Table):
        raise Wrong(node, "SC023", f"a person's name is expected here; found {found(node)}.")
    fields = Fields(node, problems, PERSON_FIELDS)
    return Somebody(
        name=fields.need("name", _name, ""),
        reading_time=fields.may("reading_time", number(1, MOST_READING_TIME), 1.0),
        seed=fields.maybe("seed", integer(0, LARGEST_SEED)),
        station=fields.may("station", _station, ""),
        line=node.line,
        column=node.column,
    )


# -- what is prepared


class _Stories:
    """The stories that something prepared may speak of."""

    def __init__(self, stories: Mapping[str, Story]) -> None:
        self._all = stories

    def asked(self, kind: str) -> Asked[str]:
        """Ask for the name of a *kind* of thing that one of the stories has."""
        names = {name for story in self._all.values() for name in _names(story, kind)}

        def ask(node: Node, problems: Problems) -> str:
            answer = word(node, f"the name of a {kind}").text
            if answer not in names and self._all:
                told = f"no scenario of this plan has a {kind} called {quoted(answer)}.{did_you_mean(answer, names)}"
                raise Wrong(node, "DP013", told)
            return answer

        return ask

    def check_together(self, injection: Injection, place: Placed) -> None:
        """Insist that everything of *injection* is in one and the same story."""
        if self._all and not any(_fits(injection, story) for story in self._all.values()):
            told = f"no one scenario has everything that {quoted(injection.id)} speaks of. Name the scenario it is for."
            raise Wrong(place, "DP013", told)


def _names(story: Story, kind: str) -> set[str]:
    match kind:
        case "person":
            return {person.id for person in story.people}
        case "fact":
            return {fact.id for fact in story.facts}
        case "beat":
            return {beat.id for beat in story.beats}
        case _:
            return {story.id}


def _fits(injection: Injection, story: Story) -> bool:
    inject = injection.inject
    people, facts = _names(story, "person"), _names(story, "fact")
    beats = {(beat.person, beat.id) for beat in story.beats}
    return (
        injection.scenario in ("", story.id)
        and (not inject.by or inject.by in people)
        and facts.issuperset((*inject.learns, *inject.makes_true, *inject.makes_false))
        and all((move.person, move.beat) in beats for move in inject.moves)
    )


def _injection(stories: Mapping[str, Story]) -> Under[Injection]:
    known = _Stories(stories)
    facts = list_of(known.asked("fact"), most=20)

    def read(name: str, node: Node, problems: Problems) -> Injection:
        before = len(problems)
        fields = Fields(node, problems, INJECTION_FIELDS)
        injection = Injection(
            id=name,
            inject=do.Inject(
                by=fields.may("by", known.asked("person"), ""),
                words=fields.may("says", words(LONGEST_SAYING), ""),
                sure=fields.may("sure", word_of(Sure), Sure.CERTAIN),
                learns=fields.may("learns", facts, ()),
                makes_true=fields.may("makes_true", facts, ()),
                makes_false=fields.may("makes_false", facts, ()),
                moves=fields.may("moves", named(_move(known), known.asked("person")), ()),
            ),
            scenario=fields.may("scenario", known.asked("scenario"), ""),
        )
        if len(problems) == before:
            _check_whole(injection, node)
            known.check_together(injection, node)
        return injection

    return read


def _check_whole(injection: Injection, place: Placed) -> None:
    inject = injection.inject
    if bool(inject.by) != bool(inject.words) or (inject.learns and not inject.words):
        raise Wrong(place, "DP013", "'by' and 'says' go together: words need somebody who says them. Write both.")
    if not (inject.by or inject.makes_true or inject.makes_false or inject.moves):
        raise Wrong(place, "DP013", f"nothing comes of {quoted(injection.id)}. Say what is said, or what becomes so.")


def _move(known: _Stories) -> Under[Move]:
    beat = known.asked("beat")

    def read(person: str, node: Node, problems: Problems) -> Move:
        return Move(person, beat(node, problems))

    return read


__all__ = ["Chosen", "DrillPlan", "read_drill_plan"]
