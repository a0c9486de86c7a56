"""Our own look at a statement before it leaves: its form, and what its parts say of each other.

An independent validator looks at the same statements in the tests; this one is there when they are sent.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec import UNSET, UnsetType

from simulator.learning_records.shapes import Activity, Result, Score, Statement
from simulator.learning_records.vocabulary import Did, verb

_statements = msgspec.json.Decoder(Statement)
_encoder = msgspec.json.Encoder()
_SUCCESS = {verb(Did.PASSED).id: True, verb(Did.FAILED).id: False}


def encoded(statement: Statement) -> bytes:
    """Give *statement* as JSON, having looked it over; raises ValueError for one that no store may be sent."""
    data = _encoder.encode(statement)
    if problem := problem_in(data):
        raise ValueError(f"statement {statement.id} is illegal: {problem}")
    return data


def problem_in(data: bytes) -> str:
    """What is illegal about a statement in JSON; empty where nothing is."""
    try:
        statement = _statements.decode(data)
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return str(error).replace("`", "'")
    return next(_contradictions(statement), "")


def _contradictions(statement: Statement) -> Iterator[str]:
    try:
        datetime.fromisoformat(statement.timestamp)
    except ValueError:
        yield "there is no such time"
    if statement.result is not UNSET:
        yield from _in_result(statement.result, statement.object)
    expected = _SUCCESS.get(statement.verb.id)
    if expected is not None and (statement.result is UNSET or statement.result.success is not expected):
        yield "its verb and its success contradict each other"


def _in_result(result: Result, what: Activity) -> Iterator[str]:
    if result == Result():
        yield "its result is empty"
    if result.score is not UNSET:
        yield from _in_score(result.score)
    if what.definition is not UNSET and what.definition.choices is not UNSET:
        yield from _in_choices([choice.id for choice in what.definition.choices], result.response)


def _in_score(score: Score) -> Iterator[str]:
    if not score.min < score.max:
        yield "its lowest mark isn't below its highest"
    elif not score.min <= score.raw <= score.max:
        yield "its mark lies outside of what is possible"


def _in_choices(ids: list[str], response: str | UnsetType) -> Iterator[str]:
    if len(set(ids)) != len(ids):
        yield "two of its choices have the same id"
    if response is not UNSET and response not in ids:
        yield "its response is none of its choices"
