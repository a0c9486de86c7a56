"""Where an author may ask how somebody feels, and what is told where it can't be asked."""

from collections.abc import Callable

import pytest

from simulator.scenario.problems import Problem
from simulator.scenario.reading import read_text
from simulator.scenario.story import All, AnyOf, Feeling, Feels, Not, Route

ProblemsOf = Callable[[str], tuple[Problem, ...]]
FEELS = "{feels: {nora: angry}}"
ANGRY = Feels("nora", Feeling.ANGRY)

DECIDES = {
    "a reply's route": ("{when: {true: ready}, beat: bye}", f"{{when: {FEELS}, beat: bye}}"),
    "a patience": (
        "after: 40 s, to: waiting",
        f"after: 40 s, to: [{{when: {FEELS}, beat: worried}}, {{beat: waiting}}]",
    ),
    "unless": ("evening: {at: 20 min,", f"evening: {{at: 20 min, unless: {FEELS},"),
    "an answer": ("answers: [{says: I gave", f"answers: [{{when: {FEELS}, says: Hm.}}, {{says: I gave"),
    "an approval": ("after: 30 s, says_yes", f"after: 30 s, when: {FEELS}, says_yes"),
    "accepted_when": ("accepts: Oh. Would he?", f"accepts: Oh. Would he?, accepted_when: {FEELS}"),
    "an ending": ("when: [{given: driver}, {told", f"when: [{FEELS}, {{given: driver}}, {{told"),
}
WAITS = {
    "a reply": ("when: {heard: mixed_up}\n        to:", f"when: [{{heard: mixed_up}}, {FEELS}]\n        to:"),
    "a question": ("takes: 20 s,\n", f"takes: 20 s, when: {FEELS},\n"),
    "a job": ("lasts: 8 min, when: {heard: mixed_up}", f"lasts: 8 min, when: {{heard: mixed_up, any: [{FEELS}]}}"),
    "a remedy": ("worth: 30, when: {heard: mixed_up}", f"worth: 30, when: [{{heard: mixed_up}}, {FEELS}]"),
    "fits_when": ("accepts: Oh. Would he?", f"accepts: Oh. Would he?, fits_when: {FEELS}"),
    "delivered_when": ("accepts: Oh. Would he?", f"accepts: Oh. Would he?, delivered_when: {FEELS}"),
    "kept_when": ("kept_when: {given: driver}", f"kept_when: [{{given: driver}}, {FEELS}]"),
    "a commitment": ("kept_when: {given: driver}", f"kept_when: {{given: driver}}, when: {FEELS}"),
    "a quantity": ("known_by: ready}", f"known_by: ready, when: {FEELS}}}"),
    "once": ("once: {done: bake}", f"once: [{{done: bake}}, {{not: {FEELS}}}]"),
    "until": ("until: {true: ready}, at_latest", f"until: [{{true: ready}}, {FEELS}], at_latest"),
    "a phase": ('jump_to: "18:10"', f'jump_to: "18:10", when: {FEELS}'),
}


@pytest.mark.parametrize("place", DECIDES)
def test_where_a_moment_decides_it_can_be_asked(place: str, sound: str) -> None:
    old, new = DECIDES[place]
    assert sound.count(old) == 1

    assert read_text(sound.replace(old, new), "small-drill.yaml")


@pytest.mark.parametrize("place", WAITS)
def test_where_somebody_waits_it_is_refused_with_its_line(place: str, sound: str, problems_of: ProblemsOf) -> None:
    old, new = WAITS[place]
    assert sound.count(old) == 1
    changed = sound.replace(old, new)

    (problem,) = problems_of(changed)

    at = changed.index("feels")
    assert problem.code == "SC039"
    assert (problem.line, problem.column) == (changed.count("\n", 0, at) + 1, at - changed.rfind("\n", 0, at))
    assert problem.text.startswith("'feels' can't stand here: a mood changes with time alone")


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("{feels: {nora: angri}}", "SC028", "'angri' is not known here. Did you mean 'angry'?"),
        ("{feels: {nora: sad}}", "SC028", "Known are losing_patience, angry, furious, worried"),
        ("{feels: {norra: angry}}", "SC029", "no customer or audience is called 'norra'. Did you mean 'nora'?"),
        ("{feels: {paul: angry}}", "SC029", "no customer or audience is called 'paul'."),
        ("{feels: nora}", "SC023", "a table (name: value) is expected here; found 'nora'."),
        ("{feels: {}}", "SC035", "nobody stands here. Write who and how: {feels: {a_person: angry}}."),
        ("{feel: {nora: angry}}", "SC035", "no condition is called 'feel'. Did you mean 'feels'?"),
    ],
)
def test_what_is_no_feeling_of_anybody_is_told(
    written: str, code: str, says: str, sound: str, problems_of: ProblemsOf
) -> None:
    (problem,) = problems_of(sound.replace("evening: {at: 20 min,", f"evening: {{at: 20 min, unless: {written},"))

    assert problem.code == code
    assert says in problem.text


def test_a_person_whose_kind_is_misspelt_is_told_once(sound: str, problems_of: ProblemsOf) -> None:
    misspelt = sound.replace("is: customer", "is: costumer")

    problems = problems_of(misspelt.replace("evening: {at: 20 min,", f"evening: {{at: 20 min, unless: {FEELS},"))

    assert [problem.code for problem in problems] == ["SC028"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (FEELS, ANGRY),
        ("{feels: {nora: [angry, distrusting]}}", All((ANGRY, Feels("nora", Feeling.DISTRUSTING)))),
        ("{not: {feels: {nora: angry}}}", Not(ANGRY)),
        ("{any: [{feels: {nora: angry}}, never]}", AnyOf((ANGRY, AnyOf()))),
    ],
)
def test_feelings_are_read(written: str, meant: object, sound: str) -> None:
    story = read_text(sound.replace("evening: {at: 20 min,", f"evening: {{at: 20 min, unless: {written},"), "x")

    assert story.happenings[2].unless == meant


def test_a_patience_may_name_one_beat_or_several_ways(sound: str) -> None:
    old, new = DECIDES["a patience"]
    one, several = (read_text(text, "x").beats[0].patience for text in (sound, sound.replace(old, new)))

    assert one is not None
    assert several is not None
    assert one.to == (Route("waiting"),)
    assert several.to == (Route("worried", ANGRY), Route("waiting"))


def test_the_feeling_of_somebody_who_never_comes_is_out_of_reach(sound: str, problems_of: ProblemsOf) -> None:
    absent = sound.replace("  paul: {is", "  ada: {is: customer, name: Ada, role: her sister}\n  paul: {is")

    problems = problems_of(absent.replace("when: [{given: driver}, {told", "when: [{feels: {ada: angry}}, {told"))

    assert [problem.code for problem in problems] == ["SC049"]


def test_a_patience_that_only_leads_back_has_no_effect(sound: str, problems_of: ProblemsOf) -> None:
    back = f"after: 40 s, to: [{{when: {FEELS}, beat: counter}}, {{beat: counter}}]"

    problems = problems_of(sound.replace("after: 40 s, to: waiting", back))

    assert [problem.code for problem in problems] == ["SC043"]
