"""What is told is legal by the standard (1.0.x: see `validators`), for outsiders and for us; all see what isn't."""

import pytest

from simulator.learning_records.checking import encoded, problem_in
from simulator.learning_records.statements import Verdict, statements
from tests.learning_records.conftest import ADA, HOUSE, SHELF, a_run, told, with_header
from tests.learning_records.illegal import a_choice, a_score, as_json, illegal, illegal_to_us
from tests.learning_records.validators import node_objects, ralph_objects

BOTS = ("careful", "hurried", "silent", "random")
STANDARDS = {"careful": Verdict("first"), "hurried": Verdict("first", ("a word was broken",)), "silent": None}


def everything() -> list[dict[str, object]]:
    """All statements of all drills of the shelf, played by four who play differently; one of them by two people."""
    runs = [(bot, a_run(bot, path)) for path in SHELF for bot in BOTS]
    alone = [one for bot, run in runs for one in told(run, STANDARDS.get(bot))]
    shared = with_header(a_run("careful", SHELF[0]), run="shared", pair="ba9876543210", trainer="00000000000f")
    return alone + told(shared)


def test_an_outsider_accepts_every_statement_of_every_drill():
    assert [(one, why) for one in everything() if (why := ralph_objects(one))] == []


def test_the_stricter_outsider_accepts_every_statement_of_every_drill():
    objections = node_objects(everything())

    assert len(objections) > 1_000
    assert not any(objections)


def test_an_outsider_rejects_each_of_a_fixed_set_of_illegal_statements():
    spoilt = illegal()

    assert len(spoilt) >= 20
    assert [name for name, one in spoilt.items() if not ralph_objects(one)] == []


def test_the_stricter_outsider_rejects_them_too():
    spoilt = illegal()

    assert [name for name, found in zip(spoilt, node_objects(list(spoilt.values())), strict=True) if not found] == []


def test_we_reject_them_ourselves_and_some_more():
    assert not problem_in(as_json(a_score()))
    assert not problem_in(as_json(a_choice()))
    assert [name for name, one in {**illegal(), **illegal_to_us()}.items() if not problem_in(as_json(one))] == []


def test_what_is_no_json_is_no_statement():
    assert problem_in(b"[" * 100_000)
    assert problem_in(b"{")


@pytest.mark.parametrize("run", [with_header(a_run(), started="in spring")])
def test_an_illegal_statement_never_comes_out(run):
    with pytest.raises(ValueError, match="is illegal"):
        [encoded(one) for one in statements(run, None, HOUSE)]


def test_everybody_in_them_is_a_random_id():
    actors = [one["actor"] for one in everything()]

    assert {actor["account"]["name"] for actor in actors if "account" in actor} == {ADA}
    assert {len(actor["member"]) for actor in actors if "member" in actor} == {2}
