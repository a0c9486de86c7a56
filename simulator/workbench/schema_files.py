"""The three schemas by name: of scenarios, of plans and of houses; and how they are written as files."""

import msgspec

from simulator.scenario.house import ALL
from simulator.scenario.plan_moves import FIELDS
from simulator.scenario.plans import DIMENSIONS, MOST_MOVES, PLAYS, SEEN
from simulator.scenario.reading_house import (
    AUTHORITY_FIELDS,
    HOUSE_CARD_FIELDS,
    HOUSE_FIELDS,
    HOUSE_NAMES_FIELDS,
    HOUSE_STANDARDS_FIELDS,
    LONGEST_NAME,
)
from simulator.workbench.schema_atoms import (
    Field,
    Schema,
    duration,
    may,
    moment,
    need,
    number,
    one_table,
    ref,
    refs,
    rows,
    text,
    under_names,
    whole,
)
from simulator.workbench.schema_scenario import MONEY, scenario_schema

DRAFT: Schema = {"$schema": "http://json-schema.org/draft-07/schema#"}
LENGTHS = ("next_in", "low", "high", "within")
WORDS = ("own_words", "basis", "reason", "text")
ONE_NAME = ("reply", "quantity", "what", "question", "job", "remedy", "person")
MOVE_SAYS = {
    "begin": "Starts the clock; done by itself where a play doesn't say it.",
    "say": "Gives a reply: beat.own_name, or beat.1 for the first.",
    "update": "Tells people how things stand.",
    "promise": "Promises something.",
    "ask": "Asks a question.",
    "assign": "Has a job done.",
    "offer": "Offers a remedy.",
    "ask_for": "Asks for somebody else's yes.",
    "ask_preference": "Asks what would do them good.",
    "inform": "Tells a colleague facts.",
    "note": "Leaves a note for whoever takes over.",
    "close": "Ends a conversation.",
    "pause": "Stops the clock.",
    "resume": "Lets it run again.",
    "finish": "Ends the drill, when all is over.",
    "leave": "Walks away.",
}


def schema_of(which: str) -> Schema:
    """The schema called *which*: scenario, plan or house; raises KeyError for another."""
    return SCHEMAS[which]()


def as_file(schema: Schema) -> str:
    """*schema* as the text of its file."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=1).decode() + "\n"


# -- plans


def plan_schema() -> Schema:
    """The schema of a plan file."""
    fields = {
        "scenario": need(ref("scenario"), "The id of the scenario beside this file."),
        "plays": need(
            {**under_names(one_table(_play()), len(PLAYS)), "required": list(PLAYS)},
            "Plays, well and badly; at least careful, hurried and careless.",
        ),
    }
    what = "Ways through a scenario, what each sees, how it ends and the marks it gets."
    return {**DRAFT, "title": "A plan of Firedrill", **one_table(fields, what=what)}


def _play() -> dict[str, Field]:
    band = rows(whole(0, 100), 2, 2)
    bands = {name: need(band, "The lowest and the highest mark this play may get.") for name in DIMENSIONS}
    seen: Schema = {**one_table({kind: may(ref(kind), f"This {kind} comes up.") for kind in SEEN}), "minProperties": 1}
    return {
        "about": need(text(), "How this trainee plays, in a sentence."),
        "seed": may(whole(0, 1_000_000_000), "The seed it is played with; 0 where nothing is written."),
        "moves": need(rows({"anyOf": [_move(do) for do in FIELDS]}, most=MOST_MOVES), "What is done, in order."),
        "ends": need(ref("ending"), "The ending it comes to."),
        "bands": need(one_table(bands, DIMENSIONS), "The marks it gets."),
        "sees": may(rows({**seen, "maxProperties": 1}), "What must come up on the way."),
    }


def _move(do: str) -> Schema:
    fields = {
        "at": may(moment(), "When; left out: as soon as it is possible."),
        "do": need({"const": do}, MOVE_SAYS[do]),
    }
    for written in FIELDS[do]:
        name = written.rstrip("!")
        make = need if written.endswith("!") else may
        fields[name] = make(_of_move(do, name), f"The {name.replace('_', ' ')} of it.")
    return one_table(fields)


def _of_move(do: str, name: str) -> Schema:
    if name in LENGTHS:
        return duration()
    if name in WORDS:
        return text()
    one = name in ONE_NAME or (name == "to" and do != "update")
    return ref("thing of the scenario") if one else refs("thing of the scenario")


# -- houses


def house_schema() -> Schema:
    """The schema of a house file."""
    each = "By scenario id, or under 'all'."
    called = under_names(text(LONGEST_NAME), names=".")
    names = {
        "people": may(called, "A person's id, and what they are called here."),
        "words": may(called, "A name as the scenario has it, and what it is here: the lake, the street, the brand."),
    }
    fields = {
        "format": need(whole(1, 1), "Always 1."),
        "house": need(text(60), "What the house is called; briefings and records say it."),
        "standards": may(under_names(one_table(_standards(), HOUSE_STANDARDS_FIELDS)), f"Limits. {each}"),
        "names": may(
            {**under_names(one_table(names, HOUSE_NAMES_FIELDS)), "not": {"required": [ALL]}},
            "What people and things are called. By scenario id.",
        ),
        "card": may(under_names(one_table(_card(), HOUSE_CARD_FIELDS)), f"The response card. {each}"),
    }
    what = "A house's limits, currency, names and response cards, laid over scenarios without editing them."
    return {**DRAFT, "title": "A house of Firedrill", **one_table(fields, HOUSE_FIELDS, what)}


def _standards() -> dict[str, Field]:
    authority = {
        "amount": need(MONEY, "What may be spent without asking anybody, in the currency below."),
        "currency": need(text(12), "The house's currency, such as USD."),
        "rate": may(
            under_names(number(0.000_001, 1_000_000), 1, names="."),
            "For each other currency that scenarios use, how many of yours one of it is: {EUR: 1.08}.",
        ),
    }
    return {
        "first_reply": may(duration(), "How soon somebody who turns to you hears from you."),
        "update_every": may(duration(), "How often people hear how things stand."),
        "authority": may(one_table(authority, AUTHORITY_FIELDS), "What may be spent."),
    }


def _card() -> dict[str, Field]:
    lines = rows(text(160), 1, 20)
    return {
        "before": may(lines, "Lines before the scenario's own."),
        "after": may(lines, "Lines after them."),
        "instead": may(lines, "Lines that stand instead of them."),
    }


SCHEMAS = {"scenario": scenario_schema, "plan": plan_schema, "house": house_schema}
