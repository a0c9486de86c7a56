"""A store writes what it got in its own way; it is still the same, until it says something else."""

import json

import pytest

from simulator.learning_records.sameness import same_statement
from tests.learning_records.illegal import a_score, as_json


def as_a_store_has_it() -> dict[str, object]:
    there = a_score()
    there |= {"stored": "2026-03-01T12:00:00Z", "authority": {"objectType": "Agent"}, "version": "1.0.3"}
    there |= {"timestamp": "2026-03-01T10:30:00.000+01:00", "id": there["id"].upper()}
    there["verb"].pop("display")
    there["object"].pop("objectType")
    there["object"]["definition"] = {"name": {"de": "Ehrlichkeit"}}
    there["context"]["contextActivities"]["parent"] = there["context"]["contextActivities"]["parent"][0]
    there["result"]["score"]["min"] = 0
    return there


def test_what_a_store_adds_and_rewrites_changes_nothing():
    assert same_statement(as_json(a_score()), as_json(as_a_store_has_it()))


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s["actor"]["account"].update(name="ffffffffffff"),
        lambda s: s["verb"].update(id="http://adlnet.gov/expapi/verbs/passed"),
        lambda s: s["result"]["score"].update(raw=1.5),
        lambda s: s["context"].pop("extensions"),
        lambda s: s.update(timestamp="2026-03-01T09:30:00+01:00"),
        lambda s: s.pop("result"),
    ],
)
def test_whatever_says_something_else_is_another(change):
    there = as_a_store_has_it()
    change(there)

    assert not same_statement(as_json(a_score()), as_json(there))


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[" * 100_000, b"[]", json.dumps("no").encode()])
def test_what_is_no_statement_is_another(answer):
    assert not same_statement(as_json(a_score()), answer)
