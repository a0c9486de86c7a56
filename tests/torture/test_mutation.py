"""What breaks a module is told by its tests, and what doesn't isn't. The long form is `mutation.py`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.torture.covering import Covering, covering
from tests.torture.mutating import Mutant, changed, mutants
from tests.torture.mutation import Tried, judged, mutants_of, rate_of, sampled, source_of
from tests.torture.trying import Fate, Outcome, Trial, outcomes

BANDS = "simulator.scoring.bands"
TESTS = ("tests/scoring/test_bands.py",)


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Covering:
    return covering(tmp_path_factory.mktemp("map") / "map.json", TESTS)


def outcome_of(source: str, seconds: float = 20.0) -> Outcome:
    """What became of *source* in the place of the bands."""
    return next(iter(outcomes("scoring", [Trial(BANDS, source, TESTS, seconds)])))


# -- mutants are tried


def test_every_mutant_of_a_small_module_is_told_by_its_tests(covered: Covering) -> None:
    found = list(judged("scoring", mutants_of(BANDS)[::3], covered))

    assert len(found) >= 10
    assert [tried.told for tried in found if tried.outcome.fate is not Fate.KILLED] == []


def test_a_change_that_changes_nothing_survives() -> None:
    same = source_of(BANDS).replace("points >= band.least", "not points < band.least")

    assert same != source_of(BANDS)
    assert outcome_of(same).fate is Fate.SURVIVED


@pytest.mark.parametrize("broken", ["raise ValueError", "import os; os.abort()", "def band_of("])
def test_a_module_that_cannot_even_be_read_is_told(broken: str) -> None:
    assert outcome_of(f"{source_of(BANDS)}\n{broken}\n").fate is Fate.KILLED


def test_a_mutant_that_never_ends_is_ended() -> None:
    assert outcome_of(f"{source_of(BANDS)}\nwhile True:\n    pass\n", seconds=1.0).fate is Fate.TIMEOUT


def test_a_mutant_that_no_test_runs_has_survived(covered: Covering) -> None:
    mutant = mutants_of("simulator.scoring.reuse")[0]

    (tried,) = judged("scoring", [mutant], covered)

    assert (tried.outcome.fate, tried.outcome.by) == (Fate.SURVIVED, "no test runs it")


# -- mutants are made

SOURCE = '''"""A module."""
LIMIT: int = 3
RULES = {1: print, 2: "no function"}

def f(a: int | None, b: int = 2, *, c: bool = False) -> str:
    """Says nothing."""
    if a and not b < 3:
        a += 1
        return f"{a:>5}" + "words"
    while isinstance(a, int | str):
        raise ValueError("no")
    match a:
        case 7 if b:
            print(max(-1.5, 2))
    return None
'''

MADE = [
    ("constant", "3", "4"),
    ("constant", "3", "2"),
    ("entry", "{1: print, 2: 'no function'}", "{2: 'no function'}"),
    ("default", "2", "3"),
    ("default", "2", "1"),
    ("default", "False", "True"),
    ("boolean", "a and (not b < 3)", "a or not b < 3"),
    ("condition", "a and (not b < 3)", "not (a and (not b < 3))"),
    ("boolean", "not b < 3", "b < 3"),
    ("comparison", "b < 3", "b <= 3"),
    ("dropped", "a += 1", "pass"),
    ("arithmetic", "a += 1", "a -= 1"),
    ("returned", """return f'{a:>5}' + 'words'""", "return None"),
    ("condition", "isinstance(a, int | str)", "not isinstance(a, int | str)"),
    ("dropped", "raise ValueError('no')", "pass"),
    ("case", "case 7 if b:", "case 7 if False:"),
    ("condition", "b", "not b"),
    ("dropped", "print(max(-1.5, 2))", "pass"),
    ("call", "max(-1.5, 2)", "min(-1.5, 2)"),
    ("arithmetic", "-1.5", "1.5"),
]


@pytest.mark.parametrize(("kind", "before", "after"), MADE)
def test_each_kind_of_mutant_is_made(kind: str, before: str, after: str) -> None:
    assert (kind, before, after) in [(m.kind, m.before, m.after) for m in mutants("m", SOURCE)]


def test_words_annotations_and_docstrings_are_left_alone() -> None:
    made = mutants("m", SOURCE)

    assert not any("None" in m.before or "module" in m.before or "nothing" in m.before for m in made)
    assert ("arithmetic", "f'{a:>5}' + 'words'") not in [(m.kind, m.before) for m in made]
    assert ("arithmetic", "int | str") not in [(m.kind, m.before) for m in made]


def test_every_mutant_differs_in_one_place_and_can_be_read() -> None:
    sources = [changed(SOURCE, m.number) for m in mutants("m", SOURCE)]

    assert len({*sources, SOURCE}) == len(sources) + 1
    for source in sources:
        compile(source, "m", "exec")


def test_a_mutant_knows_the_lines_of_its_statement_and_its_function() -> None:
    places = {(m.before, m.after): (m.line, m.function) for m in mutants("m", SOURCE)}

    assert places["3", "4"] in [(2, None), (7, (5, 15))]
    assert places["b < 3", "b <= 3"] == (7, (5, 15))


# -- mutants are chosen and counted


def test_a_sample_has_its_share_of_each_module_and_is_the_same_for_a_seed() -> None:
    sample, other = sampled("scoring", 100, 0), sampled("scoring", 100, 1)

    assert sample == sampled("scoring", 100, 0)
    assert sample != other
    assert len({m.module for m in sample}) == len({m.module for m in sampled("scoring", 10_000, 0)})
    assert 100 <= len(sample) <= 150


def tried(module: str, fates: str) -> Iterator[Tried]:
    """One mutant of *module* a letter: k was killed, s survived, t took too long."""
    fate = {"k": Fate.KILLED, "s": Fate.SURVIVED, "t": Fate.TIMEOUT}
    mutant: Mutant = mutants_of(module)[0]
    yield from (Tried(replace(mutant, number=n), Outcome(fate[letter], 0.1)) for n, letter in enumerate(fates))


def test_what_never_ends_counts_as_told() -> None:
    assert rate_of([*tried(BANDS, "kkts")]).share == 0.75


def test_each_module_counts_by_how_many_mutants_it_has() -> None:
    small, large = "simulator.scoring.reuse", "simulator.scoring.honesty"
    weight = len(mutants_of(large)) / (len(mutants_of(small)) + len(mutants_of(large)))

    rate = rate_of([*tried(small, "ssss"), *tried(large, "kk")])

    assert rate.share == pytest.approx(weight)
    assert (rate.tried, rate.killed) == (6, 2)


def test_the_interval_narrows_with_the_sample_and_holds_the_share() -> None:
    few, many = rate_of([*tried(BANDS, "kkks")]), rate_of([*tried(BANDS, "kkks" * 50)])

    assert few.low < many.low < 0.75 < many.high < few.high
    assert many.high - many.low == pytest.approx(0.119, abs=0.002)


def test_what_fails_as_it_is_tells_of_a_fault_in_the_trying(covered: Covering, tmp_path: Path) -> None:
    impossible = replace(covered, tests=tuple("tests/scoring/nowhere.py::test_x" for _ in covered.tests))

    with pytest.raises(RuntimeError, match="as it is"):
        list(judged("scoring", mutants_of(BANDS)[:1], impossible))
