from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.scenario.kinds import KINDS, as_page
from simulator.scenario.one_kind import ProblemKind
from simulator.scenario.problems import Problem
from simulator.scenario.reading import read_text

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "simulator" / "scenario"
WITH_EXAMPLE = [kind for kind in KINDS if kind.instead_of and kind.changes == "small-drill.yaml"]
ProblemsOf = Callable[[str], tuple[Problem, ...]]


def test_the_small_drill_that_examples_change_is_sound(sound: str) -> None:
    assert read_text(sound, "small-drill.yaml").id == "small-drill"


@pytest.mark.parametrize("kind", WITH_EXAMPLE, ids=lambda kind: kind.code)
def test_each_example_brings_about_its_problem_and_no_other(
    kind: ProblemKind, sound: str, problems_of: ProblemsOf
) -> None:
    assert sound.count(kind.instead_of) == 1

    problems = problems_of(sound.replace(kind.instead_of, kind.write))

    assert {problem.code for problem in problems} == {kind.code}


def test_the_table_names_every_code_that_is_used_and_no_other() -> None:
    tables = {"kinds_of_reading.py", "kinds_of_meaning.py", "kinds_of_plans.py", "kinds.py"}
    text = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py") if path.name not in tables)
    used = {text[at + 1 : at + 6] for at in range(len(text)) if text.startswith('"SC0', at)}

    assert used == {kind.code for kind in KINDS}


def test_no_code_is_given_twice() -> None:
    codes = [kind.code for kind in KINDS]

    assert len(codes) == len(set(codes))


def test_the_page_of_checks_is_up_to_date() -> None:
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == as_page()


def test_an_unreachable_beat_is_told_alone_though_others_hang_on_it(sound: str, problems_of: ProblemsOf) -> None:
    island = (
        "  island: {with: nora, says: Hm., replies: [{say: Go on., to: island_two}]}\n"
        "  island_two: {with: nora, says: Hm., replies: [{say: And?, to: island_three}]}\n"
        "  island_three: {with: nora, says: Bye., ends: true}\n"
    )

    problems = problems_of(sound.replace("  bye: {", island + "  bye: {"))

    assert [problem.text.partition(".")[0] for problem in problems] == ["no play reaches the beat 'island'"]


def test_of_a_closed_circle_one_beat_is_told(sound: str, problems_of: ProblemsOf) -> None:
    circle = (
        "  island: {with: nora, says: Hm., replies: [{say: Go on., to: island_two}]}\n"
        "  island_two: {with: nora, says: Hm., replies: [{say: A, to: island}, {say: B, to: bye}]}\n"
    )

    problems = problems_of(sound.replace("  bye: {", circle + "  bye: {"))

    assert [problem.code for problem in problems] == ["SC040"]


def test_a_misspelt_beat_is_not_also_told_as_unreachable(sound: str, problems_of: ProblemsOf) -> None:
    problems = problems_of(sound.replace("acts: [{agree: silence}], to: paul_goes", "acts: [], to: paul_gose"))

    assert [str(problem) for problem in problems] == [
        "small-drill.yaml:120:45: no beat is called 'paul_gose'. Did you mean 'paul_goes'? (SC029)"
    ]


def test_what_does_not_follow_from_a_misspelt_word_is_told_beside_it(sound: str, problems_of: ProblemsOf) -> None:
    misspelt = sound.replace("to: worried", "to: woried").replace("every: 5 min", "every: 90 min")

    assert {problem.code for problem in problems_of(misspelt)} == {"SC029", "SC053"}


def test_a_fact_that_is_never_true_need_not_be_heard(sound: str) -> None:
    assert read_text(sound.replace("facts:\n", "facts:\n  rumour: {says: It was the cat., true_from: never}\n"), "x")


def test_a_remedy_may_be_there_to_be_declined(sound: str) -> None:
    declined = (
        "remedies:\n"
        "  voucher: {label: A voucher, offer: Here., to: [nora], kind: money_later, cost: 5, accepted_when: never}\n"
    )

    assert read_text(sound.replace("remedies:\n", declined), "x")


@pytest.mark.parametrize(
    "words",
    [
        "Write to ida@bakery.example, or ida@shop.example.org.",
        "See www.example.com for it.",
        "Ring 020 555 0142.",
        "It was 12:06, then 12:09, then 12:15.",
        "Out of 1,140 homes 997 answered.",
    ],
)
def test_made_up_addresses_and_plain_figures_do_not_look_real(words: str, sound: str) -> None:
    assert read_text(sound.replace("says: Back to the oven.", f'says: "{words}"'), "x")


@pytest.mark.parametrize(
    "words", ["Ring +44 20 7946 1234.", "Ring (030) 123-4567.", "ida@mailhouse.de", "https://shop.de/x", "www.shop.de"]
)
def test_numbers_and_addresses_of_real_form_are_told(words: str, sound: str, problems_of: ProblemsOf) -> None:
    problems = problems_of(sound.replace("says: Back to the oven.", f'says: "{words}"'))

    assert [problem.code for problem in problems] == ["SC055"]


def test_a_question_to_somebody_who_is_never_met_is_told(sound: str, problems_of: ProblemsOf) -> None:
    unmet = sound.replace("  paul: {is", "  eva: {is: source, name: Eva, role: guest}\n  paul: {is").replace(
        "questions:\n", "questions:\n  why: {ask: eva, says: Why?, answers: [{says: Because.}]}\n"
    )

    assert [problem.text.partition(".")[0] for problem in problems_of(unmet)] == [
        "the question 'why' can never be asked"
    ]
