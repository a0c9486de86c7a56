"""Statements that no store may take: a legal one, each with one thing wrong."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.learning_records.conftest import a_run, told

Spoil = Callable[[dict[str, Any]], object]


def a_score() -> dict[str, Any]:
    """A legal statement with a score in it."""
    return next(deepcopy(one) for one in told(a_run()) if "score" in one.get("result", {}))


def a_choice() -> dict[str, Any]:
    """A legal statement of a reply that was chosen."""
    return next(deepcopy(one) for one in told(a_run()) if "choices" in one["object"]["definition"])


_SCORES: dict[str, Spoil] = {
    "nobody did it": lambda s: s.pop("actor"),
    "nothing was done": lambda s: s.pop("verb"),
    "something nobody knows": lambda s: s.update(mood="good"),
    "an id that is none": lambda s: s.update(id="statement-7"),
    "an id cut short": lambda s: s.update(id=s["id"][:-1]),
    "a time that is none": lambda s: s.update(timestamp="yesterday"),
    "a month too many": lambda s: s.update(timestamp="2026-13-01T09:30:00Z"),
    "an actor without an id": lambda s: s["actor"].pop("account"),
    "an account without a home": lambda s: s["actor"]["account"].pop("homePage"),
    "an account without a name": lambda s: s["actor"]["account"].pop("name"),
    "a home that is no address": lambda s: s["actor"]["account"].update(homePage="our house"),
    "an actor of no kind": lambda s: s["actor"].update(objectType="Robot"),
    "an actor with two ids": lambda s: s["actor"].update(mbox="mailto:ada@care.example"),
    "a verb without an id": lambda s: s["verb"].pop("id"),
    "a verb that is a word": lambda s: s["verb"].update(id="scored"),
    "a verb in no language": lambda s: s["verb"].update(display={"not a language": "scored"}),
    "an activity without an id": lambda s: s["object"].pop("id"),
    "an activity that is a word": lambda s: s["object"].update(id="honesty"),
    "an activity of no kind": lambda s: s["object"].update(objectType="Thing"),
    "a definition with something nobody knows": lambda s: s["object"]["definition"].update(colour="red"),
    "a share above one": lambda s: s["result"]["score"].update(scaled=1.5),
    "a share below minus one": lambda s: s["result"]["score"].update(scaled=-2),
    "a mark above the most": lambda s: s["result"]["score"].update(raw=250.0),
    "a mark that is a word": lambda s: s["result"]["score"].update(raw="good"),
    "the least above the most": lambda s: s["result"]["score"].update(min=500.0),
    "a score that is a number": lambda s: s["result"].update(score=80),
    "success that is a word": lambda s: s["result"].update(success="yes"),
    "completion that is a number": lambda s: s["result"].update(completion=1),
    "a result with something nobody knows": lambda s: s["result"].update(grade="A"),
    "an extension that is a word": lambda s: s["result"].update(extensions={"findings": 3}),
    "a registration that is none": lambda s: s["context"].update(registration="spring"),
    "an activity around it without an id": lambda s: s["context"]["contextActivities"]["parent"][0].pop("id"),
    "something around it that nobody knows": lambda s: s["context"]["contextActivities"].update(near=[]),
    "null": lambda s: s["result"].update(success=None),
}
_CHOICES: dict[str, Spoil] = {
    "a choice without an id": lambda s: s["object"]["definition"]["choices"][0].pop("id"),
    "a kind of question that is none": lambda s: s["object"]["definition"].update(interactionType="riddle"),
}
# The standard forbids these, too; not both outsiders see it.
_OURS: dict[str, Spoil] = {
    "to nothing": lambda s: s.pop("object"),
    "a score that nobody could get": lambda s: s["result"]["score"].update(min=100.0, max=100.0),
    "no time zone": lambda s: s.update(timestamp="2026-03-01T09:30:00"),
    "a day that never was": lambda s: s.update(timestamp="2026-02-30T09:30:00Z"),
    "a failure called passed": lambda s: (
        s["verb"].update(id="http://adlnet.gov/expapi/verbs/passed"),
        s["result"].update(success=False),
    ),
    "a version of its own": lambda s: s.update(version="9.9.9"),
    "an empty result": lambda s: s.update(result={}),
}
_OURS_OF_CHOICES: dict[str, Spoil] = {
    "an answer that wasn't open": lambda s: s["result"].update(response="shout"),
    "the same choice twice": lambda s: s["object"]["definition"]["choices"].append(
        s["object"]["definition"]["choices"][0]
    ),
}


def _spoilt(make: Callable[[], dict[str, Any]], ways: dict[str, Spoil]) -> dict[str, dict[str, Any]]:
    made = {}
    for name, spoil in ways.items():
        made[name] = make()
        spoil(made[name])
    return made


def illegal() -> dict[str, dict[str, Any]]:
    """The fixed set that everybody must reject."""
    return _spoilt(a_score, _SCORES) | _spoilt(a_choice, _CHOICES)


def illegal_to_us() -> dict[str, dict[str, Any]]:
    """What only we are strict enough to reject."""
    return _spoilt(a_score, _OURS) | _spoilt(a_choice, _OURS_OF_CHOICES)


def as_json(statement: object) -> bytes:
    """*statement* as it would come over the wire."""
    return json.dumps(statement).encode()
