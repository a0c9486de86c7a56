"""Reads who takes part: people with their faults and details, and what each of them loses."""

from simulator.scenario import story
from simulator.scenario.act_words import PARTS
from simulator.scenario.asking import (
    Asked,
    Fields,
    Under,
    duration,
    integer,
    list_of,
    named,
    number,
    truth,
    word_of,
)
from simulator.scenario.lexicon import Lexicon
from simulator.scenario.marked import Node
from simulator.scenario.problems import Problems

SHARE = number(0, 1)
MONEY = number(0, 1_000_000_000)
PERSON_FIELDS = (
    *("is", "name", "role", "channel", "wants", "opens_with", "opens_at", "patience", "chases", "severity"),
    *("firm_control", "process_failure", "monetary", "prior_failures", "yearly_value", "prefers", "preference"),
    *("faults", "details", "verified"),
)
LOSS_FIELDS = (
    *("money", "money_per_minute", "distress", "minutes_from", "until", "at_most_minutes", "helped_by"),
    *("legal_floor", "heals"),
)


def people(lexicon: Lexicon) -> Asked[tuple[story.Person, ...]]:
    """Ask for everybody in `people`."""

    def read(name: str, node: Node, problems: Problems) -> story.Person:
        fields = Fields(node, problems, PERSON_FIELDS)
        return story.Person(
            id=name,
            kind=fields.need("is", word_of(story.PersonKind), story.PersonKind.CUSTOMER),
            name=fields.need("name", lexicon.prose(80), ""),
            role=fields.need("role", lexicon.prose(160), ""),
            channel=fields.may("channel", word_of(story.Channel), story.Channel.IN_PERSON),
            wants=fields.may("wants", lexicon.prose(300), ""),
            opens_with=fields.may("opens_with", lexicon.ref("beat"), ""),
            opens_at=fields.may("opens_at", lexicon.moment, 0),
            patience=fields.maybe("patience", duration(least_ms=1_000)),
            chases=fields.may("chases", list_of(lexicon.prose()), ()),
            severity=fields.may("severity", SHARE, 0.5),
            firm_control=fields.may("firm_control", SHARE, 0.5),
            process_failure=fields.may("process_failure", truth, True),
            monetary=fields.may("monetary", truth, False),
            prior_failures=fields.may("prior_failures", integer(0, 1_000), 0),
            yearly_value=fields.may("yearly_value", integer(0, 1_000_000_000), 0),
            prefers=fields.may("prefers", lexicon.refs("remedy"), ()),
            preference=fields.may("preference", lexicon.prose(), ""),
            faults=fields.may("faults", named(_fault(lexicon)), ()),
            details=fields.may("details", named(_detail(lexicon)), ()),
            verified=fields.may("verified", truth, True),
        )

    return named(read, least=1)


def losses(lexicon: Lexicon) -> Asked[tuple[story.Loss, ...]]:
    """Ask for everything in `losses`: one body under each person's name."""

    def read(name: str, node: Node, problems: Problems) -> story.Loss:
        fields = Fields(node, problems, LOSS_FIELDS)
        return story.Loss(
            person=name,
            money=fields.may("money", MONEY, 0.0),
            money_per_minute=fields.may("money_per_minute", MONEY, 0.0),
            distress=fields.may("distress", word_of(story.Distress), story.Distress.NONE),
            minutes_from=fields.may("minutes_from", lexicon.moment, 0),
            until=fields.may("until", lexicon.ref("fact"), ""),
            at_most_minutes=fields.maybe("at_most_minutes", integer(0, 1_000_000)),
            helped_by=fields.may("helped_by", _helps(lexicon), ()),
            legal_floor=fields.may("legal_floor", MONEY, 0.0),
            heals=fields.may("heals", word_of(story.RemedyKind), story.RemedyKind.ATTENTION),
        )

    return named(read, key=lexicon.ref("person"))


def _fault(lexicon: Lexicon) -> Under[story.Fault]:
    def read(name: str, node: Node, problems: Problems) -> story.Fault:
        fields = Fields(node, problems, ("whose", "parts", "fact"))
        return story.Fault(
            id=name,
            whose=fields.need("whose", word_of(story.Whose), story.Whose.OURS),
            parts=fields.may("parts", list_of(PARTS), ()),
            fact=fields.may("fact", lexicon.ref("fact"), ""),
        )

    return read


def _detail(lexicon: Lexicon) -> Under[story.Detail]:
    def read(name: str, node: Node, problems: Problems) -> story.Detail:
        return story.Detail(name, lexicon.prose(120)(node, problems))

    return read


def _helps(lexicon: Lexicon) -> Asked[tuple[story.Helps, ...]]:
    def read(name: str, node: Node, problems: Problems) -> story.Helps:
        return story.Helps(name, SHARE(node, problems))

    return named(read, key=lexicon.ref("job"))
