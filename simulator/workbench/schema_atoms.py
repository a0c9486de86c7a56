"""The smallest parts of a JSON Schema for our files: texts, numbers, lengths of time, names, choices, tables.

They say what `scenario/asking.py` takes, seen by an editor that reads YAML 1.2: a text may look like a number there.
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from msgspec import Struct

from simulator.scenario.asking import LONGEST_ID, MOST_NAMED, MS_PER_UNIT

Schema = dict[str, object]

ID = rf"^[a-z][a-z0-9_-]{{0,{LONGEST_ID - 1}}}$"
_UNITS = "|".join(sorted(MS_PER_UNIT, key=lambda unit: (-len(unit), unit)))
_DURATION = rf"(\d+ *({_UNITS}) *)+"
_CLOCK = r"([01]?\d|2[0-3]):[0-5]\d"


class Field(Struct, frozen=True):
    """One entry of a table: what it takes, what an author should know of it, whether it must be there."""

    takes: Schema
    says: str
    needed: bool = False


def need(takes: Schema, says: str) -> Field:
    """An entry that must be written."""
    return Field(takes, says, True)


def may(takes: Schema, says: str) -> Field:
    """An entry that may be left out."""
    return Field(takes, says)


def text(longest: int = 600) -> Schema:
    """Words for people; a number or true is taken as the text it is."""
    return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": longest}


def whole(least: int, most: int) -> Schema:
    """A whole number."""
    return {"type": "integer", "minimum": least, "maximum": most}


def number(least: float, most: float) -> Schema:
    """Any number."""
    return {"type": "number", "minimum": least, "maximum": most}


def truth() -> Schema:
    """True or false."""
    return {"type": "boolean"}


def duration() -> Schema:
    """A length of time with its unit."""
    return {"type": "string", "pattern": f"^{_DURATION}$", "examples": ["90 s", "15 min", "1 h 30 min"]}


def clock() -> Schema:
    """A time of day."""
    return {"type": "string", "pattern": f"^{_CLOCK}$", "examples": ["17:40"]}


def moment() -> Schema:
    """A length of time since the start, a time of day, or a day with one."""
    either = rf"^({_DURATION}|(day \d{{1,2}} )?{_CLOCK}(:[0-5]\d)?)$"
    return {"type": "string", "pattern": either, "examples": ["6 min", "12:06", "day 5 16:00"]}


def new_id() -> Schema:
    """A name that the author gives; a reply may be called true, which YAML reads as something else."""
    return {"type": ["string", "boolean"], "pattern": ID}


def ref(*kinds: str) -> Schema:
    """The name of something in the same file; that it exists is for `firedrill check` to say."""
    return {"type": ["string", "number", "boolean"], "description": f"The name of a {' or '.join(kinds)}."}


def refs(*kinds: str) -> Schema:
    """Names of several things, or of one without the brackets."""
    return {"anyOf": [ref(*kinds), {"type": "array", "items": ref(*kinds)}]}


def choice(words: Iterable[str]) -> Schema:
    """One of a closed list of words."""
    return {"enum": list(words)}


def choice_of(kinds: type[Enum]) -> Schema:
    """One word of an enumeration of ours."""
    return choice([str(kind.value) for kind in kinds])


def rows(item: Schema, least: int = 0, most: int = 500) -> Schema:
    """A list."""
    return {"type": "array", "items": item, "minItems": least, "maxItems": most}


def under_names(value: Schema, least: int = 0, names: str = ID) -> Schema:
    """A table of things under names that the author gives."""
    return {
        "type": "object",
        "propertyNames": {"pattern": names},
        "additionalProperties": value,
        "minProperties": least,
        "maxProperties": MOST_NAMED,
    }


def link(name: str) -> Schema:
    """What is described once, under `definitions`."""
    return {"$ref": f"#/definitions/{name}"}


def one_table(fields: Mapping[str, Field], known: Iterable[str] | None = None, what: str = "") -> Schema:
    """A table with exactly the entries *known* to the reader; raises ValueError where *fields* says otherwise."""
    if known is not None and set(fields) != set(known):
        differ = ", ".join(sorted(set(fields) ^ set(known)))
        raise ValueError(f"the reader and the schema (schema_*.py) differ; write into the schema: {differ}")
    schema: Schema = {
        "type": "object",
        "properties": {name: described(field.takes, field.says) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.needed],
        "additionalProperties": False,
    }
    return schema | ({"description": what} if what else {})


def described(takes: Schema, says: str) -> Schema:
    """*takes* with what an author should know; beside a reference older editors would not see it."""
    return {"allOf": [takes], "description": says} if "$ref" in takes else {**takes, "description": says}
