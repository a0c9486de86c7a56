"""The trainer's desk as data: the drills that were set up, and one of them with a row for each person.

Nothing here decides what an order may do: that is said where the drill is played, and shown where it wasn't done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from msgspec import structs

from simulator.desktop.view_models.forms import Item
from simulator.drill import actions as do
from simulator.drill.clock import MINUTE
from simulator.drill.wording import in_quotes
from simulator.scenario.story import Happening, Story
from simulator.training.board import Standing
from simulator.training.control import Injection, SetUp
from simulator.training.status import Status
from simulator.training.watching import Overview, Row, life_words

AT_ONCE = 25  # people shown together; more are a press away
QUOTES = "“”"


@dataclass(frozen=True, slots=True)
class DrillLine:
    """A drill that was set up: how far it is. *trouble* says why it can't be read, where it can't."""

    drill: str
    detail: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One person, or two of a pair: *state* and what else is known, each in words; *lost*: their station is gone.

    *person* is the id an order for them is given to; *ticked*: the next one is.
    """

    place: int
    person: str
    who: str
    where: str
    state: str
    standing: Standing
    left: str = ""
    last: str = ""
    due: str = ""
    waits: str = ""
    missed: str = ""
    told: tuple[str, ...] = ()
    lost: bool = False
    ticked: bool = False

    @property
    def plays(self) -> bool:
        """Whether an order can reach them."""
        return self.standing is Standing.TAKEN


@dataclass(frozen=True, slots=True)
class DeskModel:
    """Everything the desk shows of a drill; *rows* are those at hand, *of_rows* how many there are in all.

    The next order is for the people *to*, for everybody where that is empty; with *chosen_gone* for nobody: whoever
    was chosen plays no more, and nobody else was meant.
    """

    drill: str
    about: str
    counted: str
    trainer: str
    rows: tuple[DeskRow, ...]
    first: int
    of_rows: int
    order_for: str
    to: tuple[str, ...]
    playing: bool
    chosen_gone: bool = False


def drill_line(set_up: SetUp, view: Overview) -> DrillLine:
    """One drill in a list."""
    people = len({place.person for place in set_up.places})
    parts = [view.cohort, f"{people} {'person' if people == 1 else 'people'}", _standings(view.rows)]
    return DrillLine(view.drill, ", ".join(part for part in parts if part))


def _standings(rows: Sequence[Row]) -> str:
    standings = [row.standing for row in rows]
    done, playing = standings.count(Standing.FINISHED), standings.count(Standing.TAKEN)
    now = f", {playing} going on now" if playing else ""
    return f"{done} of {len(rows)} drills played{now}"


def desk_model(
    view: Overview,
    names: Mapping[str, str],
    titles: Mapping[str, str],
    trainer: str,
    ticked: frozenset[str] = frozenset(),
    first: int = 0,
) -> DeskModel:
    """The desk of the drill in *view*; *ticked* are the people the next order is for, *trainer* is who gives it."""
    several = len({row.scenario for row in view.rows}) > 1
    rows = [_row(row, view.rows, names, titles if several else {}, ticked) for row in _one_each(view.rows)]
    chosen = [row for row in rows if row.ticked]
    return DeskModel(
        drill=view.drill,
        about=", ".join(part for part in (view.cohort, "" if several else _title(view, titles)) if part),
        counted=_counted(rows, view.rows),
        trainer=trainer,
        rows=tuple(rows[first : first + AT_ONCE]),
        first=first,
        of_rows=len(rows),
        order_for=_order_for(chosen, ticked),
        to=tuple(row.person for row in chosen),
        playing=any(row.plays for row in rows),
        chosen_gone=bool(ticked) and not chosen,
    )


def _order_for(chosen: Sequence[DeskRow], ticked: frozenset[str]) -> str:
    if chosen:
        return " and ".join(row.who for row in chosen)
    return "nobody: whom you chose plays no more" if ticked else "everybody who plays"


def _title(view: Overview, titles: Mapping[str, str]) -> str:
    return titles.get(view.rows[0].scenario, view.rows[0].scenario) if view.rows else ""


def _one_each(rows: Sequence[Row]) -> list[Row]:
    """For each person the row that matters now: what they play, else what comes next, else what they played last."""
    found: dict[int, Row] = {}
    for person in dict.fromkeys(person for row in rows for person in row.people):
        row = _row_now([row for row in rows if person in row.people])
        found.setdefault(row.place, row)
    return list(found.values())


def _row_now(own: Sequence[Row]) -> Row:
    for standing in (Standing.TAKEN, Standing.OPEN):
        if there := next((row for row in own if row.standing is standing), None):
            return there
    return own[-1]


def _counted(rows: Sequence[DeskRow], places: Sequence[Row]) -> str:
    playing = sum(row.plays for row in rows)
    done = sum(row.standing is Standing.FINISHED for row in places)
    plays = "nobody plays" if not playing else f"{playing} {'plays' if playing == 1 else 'play'}"
    return f"{plays[:1].upper()}{plays[1:]} at the moment. {done} of {len(places)} drills {_are(done)} finished."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


# -- one row


def _row(
    row: Row, rows: Sequence[Row], names: Mapping[str, str], titles: Mapping[str, str], ticked: frozenset[str]
) -> DeskRow:
    status = row.status
    plays = row.standing is Standing.TAKEN
    who = " and ".join(row.who)
    title = titles.get(row.scenario, row.scenario if titles else "")
    parts = [f"Station {row.station}" if plays else "", title, _how_many(row, rows)]
    where = ", ".join(part for part in parts if part)
    if not plays or status is None:
        return DeskRow(
            place=row.place,
            person=row.people[0],
            who=who,
            where=where,
            state=_idle(row),
            standing=row.standing,
            missed=_missed(status) if status is not None and row.standing is Standing.FINISHED else "",
            lost=plays and row.gone,
            ticked=plays and row.people[0] in ticked,
        )
    return DeskRow(
        place=row.place,
        person=row.people[0],
        who=who,
        where=where,
        state=f"{status.clock}, {life_words(status, names)}",
        standing=row.standing,
        left=f"{ceil(status.left / MINUTE)} min left at the desk" if status.left is not None else "",
        last=f"{status.last_deed_clock}, {status.last_deed}" if status.last_deed else "",
        due=f"By {status.next_due_clock}: {status.next_promise}" if status.next_promise else "",
        waits=_waits(status.waiting),
        missed=_missed(status),
        told=tuple(_told(status)),
        lost=row.gone,
        ticked=row.people[0] in ticked,
    )


def _how_many(row: Row, rows: Sequence[Row]) -> str:
    own = [one for one in rows if set(one.people) & set(row.people)]
    done = sum(one.standing is Standing.FINISHED for one in own)
    return f"{done} of {len(own)} played" if len(own) > 1 else ""


def _idle(row: Row) -> str:
    if row.standing is Standing.FINISHED:
        return "has finished"
    if row.standing is Standing.TAKEN:
        return "sat down, and has left" if row.gone else "about to begin"
    return "goes on where it stopped, once they sit down" if row.run else "is still to come"


def _waits(waiting: Sequence[str]) -> str:
    if not waiting:
        return ""
    *others, last = waiting
    return f"{', '.join(others)} and {last} wait" if others else f"{last} waits"


def _missed(status: Status) -> str:
    return f"Missed {len(status.missed)}: {', '.join(status.missed)}" if status.missed else ""


def _told(status: Status) -> Iterator[str]:
    if status.assisted:
        yield "Assisted: it says so wherever this run is shown."
    if status.held:
        yield f"{status.held} of your orders {'wait' if status.held > 1 else 'waits'} until the clock runs."
    if status.answers:
        yield f"Not done: {status.answers[-1]}"
    if status.trouble:
        yield "This station can't hear the desk at the moment. Its drill goes on."


# -- what can be let happen


@dataclass(frozen=True, slots=True)
class Happens:
    """Something that can be let happen, as it is offered, and the wish for it without who wishes."""

    item: Item
    wish: do.Inject

    def by(self, trainer: str) -> do.Inject:
        """The wish as *trainer*'s."""
        return structs.replace(self.wish, actor=trainer)


def things_to_let_happen(set_up: SetUp, stories: Sequence[Story]) -> tuple[Happens, ...]:
    """What was prepared in the plan, then what the scenarios have of their own, in their order.

    *stories* are cast for the seed of somebody; where seeds differ, so may what is told in numbers and names.
    """
    several = len(stories) > 1
    alike = len({place.seed for place in set_up.places}) == 1
    own = [_of_story(one, story, several=several, alike=alike) for story in stories for one in story.happenings]
    return (*(_prepared(one, stories) for one in set_up.injections), *own)


def _prepared(injection: Injection, stories: Sequence[Story]) -> Happens:
    inject = injection.inject
    said = f"{_name(inject.by, stories)}: {in_quotes(inject.words, QUOTES)}" if inject.words else ""
    return Happens(
        Item(f"own:{injection.id}", said or _plain(injection.id), f"{injection.id}, prepared in the plan"), inject
    )


def _of_story(happening: Happening, story: Story, *, several: bool, alike: bool) -> Happens:
    title = f"“{story.title}”: " if several else ""
    differs = "" if alike else "; what chance decides differs from this"
    detail = f"{title}{happening.id}, comes by itself sooner or later{differs}"
    item = Item(f"story:{story.id}:{happening.id}", _happening(happening, story), detail)
    return Happens(item, do.Inject(happening=happening.id))


def _happening(happening: Happening, story: Story) -> str:
    if happening.line is not None and happening.by:
        return f"{_name(happening.by, [story])}: {in_quotes(happening.line.says, QUOTES)}"
    facts = {fact.id: fact.says for fact in story.facts}
    so = [facts[fact] for fact in happening.makes_true if fact in facts]
    over = [f"No longer so: {facts[fact]}" for fact in happening.makes_false if fact in facts]
    moved = [f"{_name(move.person, [story])} wants a word" for move in happening.moves]
    return " ".join([*so, *over]) or " and ".join(moved) or _plain(happening.id)


def _plain(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


def _name(person: str, stories: Sequence[Story]) -> str:
    return next((one.name for story in stories for one in story.people if one.id == person), person)


def speakers(stories: Sequence[Story]) -> tuple[Item, ...]:
    """Whoever can be given words to say."""
    people = {person.id: Item(person.id, person.name, person.role) for story in stories for person in story.people}
    return tuple(people.values())
