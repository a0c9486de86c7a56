"""What is told of a drill, and what isn't."""

import json
from collections.abc import Iterator

import msgspec
import pytest
from msgspec import structs

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.errors import RecordUnreadable
from simulator.journal.records import Accommodations, KeptScorecard
from simulator.journal.replay import Replayed
from simulator.learning_records.decisions import decisions
from simulator.learning_records.statements import Verdict, statements
from simulator.learning_records.vocabulary import Addresses
from simulator.scoring.purpose import PURPOSE
from tests.learning_records.conftest import ADA, HOUSE, SHELF, a_run, told, with_header


def verbs(run: Replayed, verdict: Verdict | None = None) -> list[str]:
    return [one["verb"]["display"]["en"] for one in told(run, verdict)]


def with_events(run: Replayed, *more: ev.Event) -> Replayed:
    """*run* with more that happened right before its end."""
    return structs.replace(run, events=(*run.events[:-1], *more, run.events[-1]))


def ended(run: Replayed, why: ev.Why) -> Replayed:
    return structs.replace(run, events=(*run.events[:-1], structs.replace(run.events[-1], why=why)))


def a_card(run: Replayed, **told: object) -> KeptScorecard:
    """The scorecard of *run* with something else in it."""
    card = json.loads(bytes(run.scorecards[-1].card)) | told
    return KeptScorecard("3", msgspec.Raw(json.dumps(card).encode()))


def test_a_drill_is_told_from_its_beginning_to_its_end():
    told_verbs = verbs(a_run("careful"), Verdict("first"))

    assert told_verbs[0] == "initialized"
    assert told_verbs[-3:] == ["passed", "completed", "terminated"]
    assert set(told_verbs[1:-3]) == {"answered", "scored"}


def test_each_decision_is_told_once_and_silence_is_none():
    run = a_run("careful")
    moves = sum(isinstance(event, ev.MoveStarted) for event in run.events)

    assert verbs(run).count("answered") == moves > 3
    assert verbs(a_run("silent")).count("answered") == 0


def test_a_reply_is_told_with_what_else_was_open():
    first = next(one for one in told(a_run("careful")) if "response" in one.get("result", {}))
    choices = {choice["id"] for choice in first["object"]["definition"]["choices"]}

    assert first["result"]["response"] in choices
    assert len(choices) > 1


def activities(part: object) -> Iterator[tuple[str, str]]:
    """The id and the definition of every activity in a statement, however deep."""
    if isinstance(part, dict):
        if "definition" in part:
            yield part["id"], json.dumps(part["definition"], sort_keys=True)
        for below in part.values():
            yield from activities(below)
    elif isinstance(part, list):
        for below in part:
            yield from activities(below)


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_an_activity_is_described_the_same_whatever_was_drawn(path):
    runs = [a_run("careful", path, seed) for seed in range(4)]
    described = {pair for run in runs for one in told(run) for pair in activities(one)}

    assert len(described) == len({address for address, _ in described}) > 5


def test_a_move_is_told_with_the_ids_in_it():
    run = a_run("careful", SHELF[1])
    responses = {one.response for one in decisions(run.story, run.header, run.events, HOUSE)}

    assert any("facts=" in response and "to=" in response for response in responses)


def test_a_score_that_had_no_occasion_is_not_told():
    run = a_run("careful")
    without = structs.replace(run, scorecards=(a_card(run, cadence=None),))

    names = [one["object"]["id"].rsplit("/", 1)[1] for one in told(without) if one["verb"]["id"].endswith("scored")]

    assert names == ["honesty", "empathy", "generosity"]


def test_every_score_bears_what_it_is_for():
    scored = [one for one in told(a_run("careful")) if one["verb"]["id"].endswith("scored")]

    assert {one["object"]["definition"]["description"]["en"] for one in scored} == {PURPOSE}


def test_critical_errors_make_it_failed():
    statements_of_it = told(a_run("careful"), Verdict("first", ("a word was broken",)))
    failed = [one for one in statements_of_it if one["verb"]["id"].endswith("failed")]

    assert [one["result"]["success"] for one in failed] == [False]
    assert "a word was broken" in json.dumps(failed)


def test_where_the_standard_says_nothing_it_is_neither_passed_nor_failed():
    assert {"passed", "failed"}.isdisjoint(verbs(a_run("careful"), None))


@pytest.mark.parametrize("why", [ev.Why.WALKED_AWAY, ev.Why.ENDED_BY_TRAINER])
def test_a_drill_that_was_broken_off_is_not_completed(why):
    run = ended(a_run("careful"), why)

    assert "completed" not in verbs(run)
    assert told(run)[-1]["result"]["completion"] is False


def test_the_same_run_gives_the_same_statements_and_another_one_others():
    ids = [one["id"] for one in told(a_run("careful"))]

    assert told(a_run("careful")) == told(a_run("careful"))
    assert len(set(ids)) == len(ids)
    assert set(ids).isdisjoint(one["id"] for one in told(a_run("hurried")))
    other_house = statements(a_run("careful"), None, Addresses("https://other.example"))
    assert set(ids).isdisjoint(one.id for one in other_house)


def test_another_scorecard_is_another_judgement_and_leaves_the_rest_as_it_was():
    run = a_run("careful")
    card = json.loads(bytes(run.scorecards[-1].card)) | {"honesty": 12.0}
    anew = structs.replace(
        run, scorecards=(*run.scorecards, KeptScorecard("9", msgspec.Raw(json.dumps(card).encode())))
    )
    before, after = ({one["id"]: one for one in told(each)} for each in (run, anew))

    fresh = [after[one]["verb"]["display"]["en"] for one in after if one not in before]

    assert set(fresh) == {"scored", "passed"}
    assert all(after[one] == before[one] for one in after if one in before)


def test_two_at_a_desk_are_told_as_two_and_as_assisted():
    first = told(with_header(a_run("careful"), pair="ba9876543210"))[0]

    assert [one["account"]["name"] for one in first["actor"]["member"]] == [ADA, "ba9876543210"]
    assert first["context"]["extensions"][HOUSE.extension("assisted")] is True


TYPED = "zebra"


def typed_everywhere(run: Replayed) -> Replayed:
    """*run* as if people had typed the same word wherever they can."""
    fields = {"own_words": TYPED, "basis": TYPED, "reason": TYPED, "text": TYPED}

    def spoil(part: msgspec.Struct) -> msgspec.Struct:
        mine = {name: word for name, word in fields.items() if name in part.__struct_fields__}
        if isinstance(part, ev.MoveStarted):
            mine["action"] = spoil(part.action)
        return structs.replace(part, **mine)

    moves = [
        do.Note(text=TYPED),
        do.Assign(job=run.story.jobs[0].id, reason=TYPED),
        do.Offer(remedy=run.story.remedies[0].id, to=run.story.people[0].id, reason=TYPED),
        do.Update(to=(run.story.people[0].id,), basis=TYPED),
    ]
    more = (
        *(ev.MoveStarted(run.events[-1].at, action, run.events[-1].at) for action in moves),
        ev.TrainerIntervened(run.events[-1].at, TYPED, TYPED, words=TYPED),
        ev.MomentMarked(run.events[-1].at, TYPED, TYPED),
        ev.NoteLeft(run.events[-1].at, TYPED),
    )
    card = json.loads(bytes(run.scorecards[-1].card))
    for dimension in card["dimensions"]:
        for finding in dimension["findings"]:
            finding |= {"quote": TYPED, "sentence": TYPED, "fix": TYPED}
    marked = with_header(run, plan=TYPED, cohort=TYPED, house=TYPED, bot="", accommodations=Accommodations(1.5))
    spoilt = structs.replace(marked, events=tuple(spoil(event) for event in with_events(marked, *more).events))
    return structs.replace(spoilt, scorecards=(a_card(run, **card),))


def test_nothing_that_somebody_typed_is_ever_told():
    run = typed_everywhere(a_run("careful", SHELF[1]))
    text = json.dumps(told(run))

    assert TYPED in str(run.events)
    assert TYPED in str(bytes(run.scorecards[0].card))
    assert TYPED not in text


def test_what_makes_it_easier_for_somebody_is_nobody_elses_business():
    eased = with_header(a_run("silent"), accommodations=Accommodations(1.5))

    assert told(eased) == told(a_run("silent"))


@pytest.mark.parametrize(
    "spoilt",
    [
        {"honesty": 140.0},
        {"honesty": "good"},
        {
            "dimensions": [
                {"dimension": "honesty", "findings": [{"rule": "a sentence", "principle": "P1", "effect": 1}]}
            ]
        },
    ],
)
def test_a_scorecard_that_no_rubric_gives_is_not_told(spoilt):
    run = a_run("careful")
    other = structs.replace(run, scorecards=(a_card(run, **spoilt),))

    with pytest.raises(RecordUnreadable, match="scorecard"):
        told(other)
