"""A name in plans, in orders of a drill, and in whatever else there is: whole names, and however they are written."""

import os
from unicodedata import normalize

import msgspec
import pytest

from simulator.book.class_drills import take_out_of_orders
from simulator.book.naming import Named
from simulator.book.traces import left_with, take_out_of_plans
from simulator.journal.home import PLANS, people_path
from simulator.journal.rechaining import bodies, chained_lines

ANN = '  - {name: "Ann", seed: 3}\n'
ANNA = '  - {name: "Anna Lee"}\n'
HEAD = 'drill: "d"\ntrainer: "Alex Kim"\npeople:\n'


@pytest.fixture
def runs(homes):
    runs = homes.runs()
    (runs.home / PLANS).mkdir(parents=True)
    return runs


def plan(runs, text):
    path = runs.home / PLANS / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", [HEAD + ANNA, "people: [Anna, Joann]", "people: [Ann Lee]", "drill: ann arbor"])
def test_a_plan_of_somebody_whose_name_holds_the_same_letters_stays_as_it_is(runs, text):
    path = plan(runs, text)

    assert take_out_of_plans(runs, "Ann") == ()
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("written", ["Ann", "ann", "ANN"])
def test_somebody_is_taken_out_of_a_plan_and_the_others_stay_in_it(runs, written):
    path = plan(runs, HEAD + ANN.replace("Ann", written) + ANNA)

    assert take_out_of_plans(runs, "Ann") == ()
    assert path.read_text(encoding="utf-8") == HEAD + ANNA


@pytest.mark.parametrize(
    "text", [HEAD + ANN, HEAD.replace("Alex Kim", "ann") + ANN + ANNA, "people: [Anna, ann]", "people: [Ann, 'x"]
)
def test_a_plan_that_cannot_be_without_somebody_goes_whole_and_is_told(runs, text):
    path = plan(runs, text)

    assert take_out_of_plans(runs, "Ann") == ("plans/plan.yaml",)
    assert not path.exists()


def test_a_plan_that_has_an_everyday_word_stays_where_somebody_is_called_so(runs):
    rows = '  - {name: "Spring"}\n'
    path = plan(runs, 'cohort: "spring"\npeople:\n' + rows + ANNA)

    assert take_out_of_plans(runs, "Spring", is_sure=False) == ()
    assert path.read_text(encoding="utf-8") == 'cohort: "spring"\npeople:\n' + ANNA


def test_a_name_is_found_however_its_accents_are_put_together(runs):
    composed, apart = (normalize(form, "Zoë") for form in ("NFC", "NFD"))
    path = plan(runs, f'people:\n  - {{name: "{apart}"}}\n{ANNA}')
    (runs.home / "a.txt").write_text(f"ask {apart}", encoding="utf-8")

    take_out_of_plans(runs, composed)

    assert path.read_text(encoding="utf-8") == f"people:\n{ANNA}"
    assert left_with(runs.home, (), Named(composed)).holding == ("a.txt",)


def test_a_name_in_another_word_is_no_name(runs):
    (runs.home / "a.txt").write_text("Anna planned it, Joann too")

    assert left_with(runs.home, (), Named("Ann")).holding == ()


def test_a_name_between_the_columns_of_a_database_is_found(runs):
    (runs.home / "b.sqlite").write_bytes(b"SQLite\0xAnny")

    assert left_with(runs.home, (), Named("Ann")).holding == ("b.sqlite",)


def test_the_people_file_holds_only_names_of_others(runs):
    people_path(runs.home).write_text('{"names":{"p2":"Ann"}}')

    assert left_with(runs.home, (), Named("Ann")).holding == ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_a_folder_that_cannot_be_looked_into_is_named(runs):
    (runs.home / "debriefs").mkdir(mode=0)

    assert left_with(runs.home, (), Named("Ann")).unread == ("debriefs",)


def ordered(**action):
    return msgspec.json.encode({"line": "ordered", "action": action, "to": ["p9"]})


def test_a_name_in_an_order_gives_way_and_no_line_goes(runs):
    path = runs.home / "drills" / "d" / "control.jsonl"
    path.parent.mkdir(parents=True)
    lines = [
        b'{"line":"set_up","injections":[{"id":"i","inject":{"do":"inject","by":"mara","words":"Where is Ann?"}}]}',
        ordered(do="mark", actor="t1", note="ANN was quick, Anna wasn't"),
        ordered(do="inject", actor="t1", by="mara", words="Ann, hurry up!"),
        ordered(do="mark", actor="ann-s-id", note="my own thought"),
        ordered(do="pause", actor="ann-s-id"),
    ]
    path.write_bytes(chained_lines(lines))

    take_out_of_orders(runs, "ann-s-id", Named("Ann"))

    set_up, *told = [msgspec.json.decode(body) for body in bodies(path.read_bytes(), path)]
    told = [line["action"] for line in told]
    assert set_up["injections"][0]["inject"]["words"] == "Where is somebody?"
    assert [action.get("note", action.get("words")) for action in told] == [
        "somebody was quick, Anna wasn't",
        "somebody, hurry up!",
        "",
        None,
    ]


def test_an_everyday_word_is_no_name_where_it_is_written_small(runs):
    path = runs.home / "drills" / "d" / "control.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(chained_lines([ordered(do="mark", actor="t1", note="They may call May. MAY waits.")]))

    take_out_of_orders(runs, "p", Named("May"))

    (told,) = bodies(path.read_bytes(), path)
    assert msgspec.json.decode(told)["action"]["note"] == "They may call somebody. somebody waits."


# -- what is typed, and what is ours


def journal(runs, *entries):
    path = runs.home / "run-1.jsonl"
    path.write_bytes(chained_lines(map(msgspec.json.encode, entries)))
    return path


@pytest.mark.parametrize("name", ["run", "line", "A", "I", "Actor", "Words"])
def test_somebody_called_as_the_records_call_their_fields_is_found_in_none_of_them(runs, name):
    journal(
        runs, {"n": 0, "header": {"run": "run-1", "cohort": "ours"}}, {"n": 1, "event": {"kind": "words", "actor": "A"}}
    )

    assert left_with(runs.home, (), Named(name, (), (name.lower(),))).holding == ()


@pytest.mark.parametrize(
    ("event", "is_found"),
    [
        ({"kind": "trainee_spoke", "words": "Quimby said so"}, False),
        ({"kind": "fact_told", "words": "Quimby said so"}, False),
        ({"kind": "trainer_intervened", "words": "Quimby said so"}, True),
        ({"kind": "moment_marked", "note": "Quimby said so"}, True),
        ({"kind": "trainee_spoke", "own_words": "Quimby said so"}, True),
    ],
)
def test_only_what_people_typed_is_looked_at_in_a_record(runs, event, is_found):
    path = journal(runs, {"n": 1, "event": event})

    assert left_with(runs.home, (), Named("Ada Quimby", ("quimby",))).holding == ((path.name,) if is_found else ())


@pytest.mark.parametrize("name", ['Jo "Q" Nixon', "Ada\\Quimby Zed", "山田太郎", "Ada Quimby"])
def test_a_whole_name_that_was_missed_is_told_wherever_it_stands(runs, name):
    path = journal(runs, {"n": 1, "event": {"anything": f"so{name}so"}})

    assert left_with(runs.home, (), Named(name)).holding == (path.name,)


def test_a_file_and_a_folder_that_are_called_so_are_told(runs):
    (runs.home / PLANS / "for-ada-quimby.yaml").write_text("people: [Ben]")
    (runs.home / "drills" / "ada_quimby-day").mkdir(parents=True)

    left = left_with(runs.home, (), Named("Ada Quimby", ("ada", "quimby")))

    assert sorted(left.holding) == ["drills/ada_quimby-day", "plans/for-ada-quimby.yaml"]
