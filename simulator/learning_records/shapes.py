"""The form of a statement (xAPI 2.0), as far as we ever fill it. Strict when read: nothing else is legal.

What must not live here: what is said in it. *version* is missing on purpose: the standard asks clients to leave it out,
and a statement without it is legal in 1.0.3 and in 2.0.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Text = Annotated[str, Meta(min_length=1)]
Iri = Annotated[str, Meta(pattern=r"^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+$", max_length=2_000)]
Language = Annotated[str, Meta(pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$")]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
Stamp = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
ComponentId = Annotated[str, Meta(pattern=r"^\S+$")]
Words = Annotated[dict[Language, Text], Meta(min_length=1)]
"""The same text in one or more languages."""

Plain = str | int | float | bool
Told = Plain | tuple[str | dict[str, Plain], ...]
Extensions = Annotated[dict[Iri, Told], Meta(min_length=1)]

INTERACTIONS = Literal["choice", "other"]


class Shape(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """A part of a statement. What isn't set is left out; null is illegal everywhere."""


class Account(Shape, frozen=True):
    """Somebody's account: *name* is unique at *home_page*. Here it is a random id, never a name."""

    home_page: Iri
    name: Text


class Agent(Shape, frozen=True, tag_field="objectType", tag="Agent"):
    """One person."""

    account: Account


class Group(Shape, frozen=True, tag_field="objectType", tag="Group"):
    """People at one desk; the group has no id of its own."""

    member: Annotated[tuple[Agent, ...], Meta(min_length=1)]


class Verb(Shape, frozen=True):
    """What was done."""

    id: Iri
    display: Words


class Component(Shape, frozen=True):
    """One of the answers that were open."""

    id: ComponentId
    description: Words | UnsetType = UNSET


class Definition(Shape, frozen=True):
    """What an activity is."""

    name: Words
    type: Iri
    description: Words | UnsetType = UNSET
    interaction_type: INTERACTIONS | UnsetType = UNSET
    choices: Annotated[tuple[Component, ...], Meta(min_length=1)] | UnsetType = UNSET


class Activity(Shape, frozen=True, tag_field="objectType", tag="Activity"):
    """What it was done to: a drill, one decision in it, one of its four scores."""

    id: Iri
    definition: Definition | UnsetType = UNSET


class Score(Shape, frozen=True):
    """A mark: *raw* between *min* and *max*, and the same as a share."""

    scaled: Annotated[float, Meta(ge=-1, le=1)]
    raw: float
    min: float
    max: float


class Result(Shape, frozen=True):
    """What came of it."""

    score: Score | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    completion: bool | UnsetType = UNSET
    response: Text | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET


Activities = Annotated[tuple[Activity, ...], Meta(min_length=1)]


class Around(Shape, frozen=True):
    """Other activities that it belongs to."""

    parent: Activities | UnsetType = UNSET
    category: Activities | UnsetType = UNSET


class Context(Shape, frozen=True):
    """Under which circumstances. *registration* is the same for all statements of a run."""

    registration: Uuid
    context_activities: Around
    revision: Text
    platform: Text
    instructor: Agent | UnsetType = UNSET
    extensions: Extensions | UnsetType = UNSET


class Statement(Shape, frozen=True):
    """Somebody did something."""

    id: Uuid
    actor: Agent | Group
    verb: Verb
    object: Activity
    context: Context
    timestamp: Stamp
    result: Result | UnsetType = UNSET
