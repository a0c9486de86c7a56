"""Reads the house's own calendar: which case, or any drill, everybody of a role does again within how many months.

By the same guard and with the same questions as a scenario. What must not live here: what is due (`programme`).
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from simulator.scenario.asking import ID_LETTERS, Asked, Fields, integer, list_of, named, new_id, table, text, word
from simulator.scenario.marked import Node, read_tree
from simulator.scenario.one_kind import ProblemKind as K
from simulator.scenario.problems import FileRefused, Problems, Wrong, did_you_mean, quoted
from simulator.scenario.reading import file_bytes
from simulator.training.roster import MOST_PEOPLE, person_name

KINDS_OF_CALENDARS = (
    K("CA001", "No such role", "A rule is for a role that the calendar doesn't have."),
    K("CA002", "Nothing is due", "A calendar without a rule says nothing."),
)
ANY = "any"  # instead of a case: whatever drill
MOST_MONTHS = 120
CALENDAR_FIELDS = ("format", "roles", "every")
RULE_FIELDS = ("case", "months", "who")


class Role(Struct, frozen=True):
    """Some people of the house, by name."""

    id: str
    people: tuple[str, ...]


class Rule(Struct, frozen=True):
    """*case* (or any drill) is to be done again every *months* by the people in *who*; None: by everybody."""

    case: str
    months: int
    who: tuple[str, ...] | None = None


class Calendar(Struct, frozen=True):
    """The whole calendar. Names are in it; it is the house's own file."""

    roles: tuple[Role, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody whom it names, each once."""
        named_there = (name for role in self.roles for name in role.people)
        ruled = (name for rule in self.rules for name in rule.who or ())
        return tuple(dict.fromkeys((*named_there, *ruled)))


def read_calendar(path: Path) -> Calendar:
    """Read the calendar at *path*. Raises `ScenarioInvalid` with every problem, `NotFound` where there is none."""
    raw, problems = file_bytes(path), Problems(path.name)
    try:
        calendar = _calendar(read_tree(raw, problems), problems)
    except Wrong as wrong:
        problems.take(wrong)
        raise FileRefused(problems) from None
    problems.raise_if_any()
    return calendar


def unknown_cases(calendar: Calendar, known: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each case that nobody has drilled and that isn't on the shelf: most often a slip."""
    known = set(known)
    return tuple(
        f"Nothing that anybody has drilled, and nothing on the shelf, is called {quoted(case)}."
        f"{did_you_mean(case, sorted(known)) or ' Check its spelling.'}"
        for case in dict.fromkeys(rule.case for rule in calendar.rules)
        if case != ANY and case not in known
    )


def _calendar(root: Node, problems: Problems) -> Calendar:
    fields = Fields(table(root), problems, CALENDAR_FIELDS)
    fields.need("format", integer(1, 1), 1)
    roles = fields.may("roles", named(_role), ())
    rules = fields.need("every", list_of(_rule({role.id: role.people for role in roles})), ())
    if fields.has("every") and not rules and not len(problems):
        problems.add(fields.table, "CA002", "'every' has no rule. Write one: {case: any, months: 6}.")
    return Calendar(roles, rules)


def _role(name: str, node: Node, problems: Problems) -> Role:
    return Role(name, list_of(_person, least=1, most=MOST_PEOPLE)(node, problems))


def _person(node: Node, problems: Problems) -> str:
    return person_name(text(400)(node, problems), node)


def _rule(roles: Mapping[str, tuple[str, ...]]) -> Callable[[Node, Problems], Rule]:
    def ask(node: Node, problems: Problems) -> Rule:
        fields = Fields(node, problems, RULE_FIELDS)
        who = fields.maybe("who", list_of(_who(roles), least=1, most=MOST_PEOPLE))
        return Rule(
            case=fields.need("case", new_id, ANY),
            months=fields.need("months", integer(1, MOST_MONTHS), 1),
            who=None if who is None else tuple(dict.fromkeys(name for some in who for name in some)),
        )

    return ask


def _who(roles: Mapping[str, tuple[str, ...]]) -> Asked[tuple[str, ...]]:
    """Ask for a role, or for somebody's name: what looks like a role's id and is none, is a slip."""

    def ask(node: Node, problems: Problems) -> tuple[str, ...]:
        answer = word(node, "a role, or somebody's name").text
        if answer in roles:
            return roles[answer]
        if ID_LETTERS.issuperset(answer):
            raise Wrong(node, "CA001", f"no role is called {quoted(answer)}.{did_you_mean(answer, roles)}")
        return (_person(node, problems),)

    return ask


__all__ = ["ANY", "KINDS_OF_CALENDARS", "Calendar", "Role", "Rule", "read_calendar", "unknown_cases"]
