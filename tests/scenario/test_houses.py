from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.errors import NotFound, ScenarioInvalid
from simulator.scenario.inspecting import inspect
from simulator.scenario.kinds_of_houses import KINDS_OF_HOUSES
from simulator.scenario.one_kind import ProblemKind
from simulator.scenario.overlay import joined, lay_over, parted, read_laid, read_source
from simulator.scenario.problems import FileRefused
from simulator.scenario.reading import read_bytes
from simulator.scenario.reading_house import read_house, read_house_bytes
from simulator.scenario.shelf import find_scenario, scenario_paths
from simulator.scenario.story import Story

HERE = Path(__file__).parent
DRILL = HERE / "small-drill.yaml"
HOUSE = HERE / "small.house.yaml"
SOUND = HOUSE.read_text(encoding="utf-8")


def small_drill(written: str = "") -> Story:
    return read_bytes((written or DRILL.read_text(encoding="utf-8")).encode(), DRILL.name)


def laid(house: str, drill: str = "") -> Story:
    return lay_over(small_drill(drill), read_house_bytes(house.encode(), HOUSE.name))


def told(house: str, drill: str = "") -> str:
    with pytest.raises(FileRefused) as refused:
        laid(house, drill)
    return str(refused.value)


def with_part(part: str) -> str:
    return f"format: 1\nhouse: Lakeside\n{part}\n"


@pytest.mark.parametrize("kind", [kind for kind in KINDS_OF_HOUSES if kind.write], ids=lambda kind: kind.code)
def test_each_example_of_a_house_brings_about_its_problem_and_no_other(kind: ProblemKind, tmp_path: Path) -> None:
    (tmp_path / DRILL.name).write_bytes(DRILL.read_bytes())
    assert SOUND.count(kind.instead_of) == 1
    house = tmp_path / HOUSE.name
    house.write_text(SOUND.replace(kind.instead_of, kind.write), encoding="utf-8")

    problems = inspect([house])[0].problems

    assert {problem.code for problem in problems} == {kind.code}
    assert all(problem.file == HOUSE.name and problem.line > 1 for problem in problems)


def test_limits_of_one_scenario_stand_before_those_for_all() -> None:
    standards = laid(SOUND).standards

    assert (standards.first_reply, standards.update_every) == (20_000, 240_000)
    assert (standards.authority, standards.currency) == (60, "USD")


def test_every_amount_is_read_in_the_currency_of_the_house() -> None:
    plain, story = small_drill(), laid(SOUND)

    assert story.remedies[0].cost == pytest.approx(plain.remedies[0].cost * 1.1)
    assert story.remedies[0].worth == pytest.approx(plain.remedies[0].worth * 1.1)
    assert story.losses[0].unit == pytest.approx(1.1)


def test_without_another_currency_no_amount_changes() -> None:
    story = laid(with_part("standards: {all: {authority: {amount: 60, currency: EUR}}}"))

    assert story.remedies == small_drill().remedies


def test_a_name_is_replaced_wherever_people_read_it() -> None:
    story = laid(SOUND)

    assert [person.name for person in story.people] == ["Nora", "Jo"]
    assert story.remedies[0].offer == "Jo will drive it to you."
    assert next(beat for beat in story.beats if beat.id == "counter").line.says.startswith("The cake for Mina,")  # type: ignore[union-attr] # it speaks
    assert "Paul" not in str([beat.replies for beat in story.beats])


def test_placeholders_are_left_to_the_seed() -> None:
    renamed = laid(with_part("names: {small-drill: {words: {Ida: Mina}}}"))

    assert cast(renamed, 0).facts[1].says in ("A new cake is ready at six.", "A new cake is ready at five to six.")


def test_a_name_may_also_be_what_the_seed_draws_by() -> None:
    drill = DRILL.read_text(encoding="utf-8").replace("recipe", "ida")

    story = laid(with_part("names: {small-drill: {words: {Ida: Mina}}}"), drill)

    assert "{ida.time}" in story.facts[1].says


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("no", "no name"),
        ("Six", "also an ordinary word"),
        ("Monday", "is a time"),
        ("It", "also an ordinary word"),
        ("Gladly", "only begins sentences"),
        ('"17"', "no name"),
    ],
)
def test_only_names_are_replaced(word: str, why: str) -> None:
    assert why in told(with_part(f"names: {{small-drill: {{words: {{{word}: Mina}}}}}}"))


@pytest.mark.parametrize("new", ["mina", '"4 o\'clock"', "Mina 2", '"{draw.x}"', '"\\u202eMina"'])
def test_what_stands_instead_is_a_name_too(new: str) -> None:
    assert told(with_part(f"names: {{small-drill: {{words: {{Ida: {new}}}}}}}"))


def test_a_name_of_two_words_that_stays_in_half_is_told() -> None:
    drill = DRILL.read_text(encoding="utf-8").replace("name: Nora,", "name: Nora Field,")

    assert "texts still say 'Nora'" in told(with_part("names: {small-drill: {people: {nora: Ana Ruiz}}}"), drill)


def test_lines_of_the_card_stand_before_after_or_instead() -> None:
    assert laid(SOUND).card == (
        "Look up.",
        *small_drill().card,
        "Ring the shift lead if you are unsure.",
    )
    assert laid(with_part("card: {small-drill: {instead: [Breathe.]}}")).card == ("Breathe.",)
    assert "SC036" in told(with_part("card: {all: {instead: [A.], after: [B.]}}"))
    assert "SC024" in told(with_part(f"card: {{all: {{after: [{', '.join(['Breathe.'] * 19)}]}}}}"))


def test_what_a_limit_puts_out_of_reach_is_told_at_the_limit() -> None:
    drill = DRILL.read_text(encoding="utf-8").replace(
        "yes: {needs: paul, after: 30 s, says_yes: Gladly.}", "yes: can_do"
    )

    problems = told(with_part("standards: {all: {authority: {amount: 2, currency: EUR}}}"), drill)

    assert problems.startswith("small.house.yaml:3:19: laid over 'small-drill': nobody can be given 'driver'.")


def test_too_long_a_wait_between_updates_is_told_at_the_house() -> None:
    drill = DRILL.read_text(encoding="utf-8").replace("limit: 40 min", "limit: 3 h")

    assert "small.house.yaml:3:19: " in told(with_part("standards: {all: {update_every: 61 min}}"), drill)


def test_a_telephone_number_of_the_house_is_told() -> None:
    assert "SC055" in told(with_part("card: {all: {after: [Ring 030 1234567.]}}"))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("format: 2\nhouse: X\n", "SC025"),
        ("format: 1\n", "SC022"),
        ("format: 1\nhouse: X\nbeats: {}\n", "SC021"),
        ("[]", "SC023"),
        ("format: 1\nhouse: !!python/name:os.system x\n", "SC008"),
        ("format: 1\nhouse: &me X\ncard: *me\n", "SC007"),
        ("format: 1\nhouse: X\nhouse: Y\n", "SC020"),
        ("format: 1\nhouse: X\nstandards: {all: {first_reply: 30}}\n", "SC026"),
        ("format: 1\nhouse: X\nstandards: {all: {authority: {amount: 5}}}\n", "SC022"),
        ("format: 1\nhouse: X\nstandards: {all: {authority: {amount: 5, currency: USD, rate: 2}}}\n", "SC081"),
        ("format: 1\nhouse: X\nstandards: {all: {authority: {amount: 5, currency: USD, rate: {USD: 2}}}}\n", "SC081"),
        ("format: 1\nhouse: X\nstandards: {all: {authority: {amount: 5, currency: USD, rate: {EUR: 0}}}}\n", "SC025"),
        ("format: 1\nhouse: X\nnames: {all: {people: {a: B}}}\n", "SC080"),
        ("format: 1\nhouse: X\nnames: {small-drill: {people: {norra: Ana}}}\n", "SC029"),
        (f"format: 1\nhouse: X\n{'# long' * 12_000}\n", "SC001"),
    ],
)
def test_a_house_is_checked_as_strictly_as_a_scenario(written: str, code: str) -> None:
    assert f"({code})" in told(written)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"format: 1\nhouse: {text}\n".encode()))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_house_or_a_clear_refusal(raw: bytes) -> None:
    try:
        house = read_house_bytes(raw, "house.yaml")
    except ScenarioInvalid:
        return
    assert house.name


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_a_scenario_and_its_house_come_apart_as_they_were_joined(scenario: bytes, house: bytes) -> None:
    assert parted(joined(scenario, house)) == (scenario, house)
    assert parted(scenario) == (scenario, None)


def test_the_hash_covers_the_scenario_and_the_house() -> None:
    story = read_laid(DRILL, HOUSE)

    assert story.content_hash == sha256(joined(DRILL.read_bytes(), HOUSE.read_bytes())).hexdigest()
    assert story.house == "Lakeside Bakeries"
    assert "Lakeside Bakeries" in story.brief


def test_a_scenario_alone_reads_as_it_always_did() -> None:
    assert read_source(DRILL.read_bytes(), DRILL.name) == small_drill()


def test_a_folder_with_a_house_in_it_is_checked_whole_and_lists_no_house(tmp_path: Path) -> None:
    for file in (DRILL, HERE / "small-drill.plan.yaml", HOUSE):
        (tmp_path / file.name).write_bytes(file.read_bytes())

    assert [each.problems for each in inspect([tmp_path])] == [(), (), ()]
    assert [path.name for path in scenario_paths(tmp_path)] == ["small-drill.yaml"]


def test_a_house_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFound, match="there is no file"):
        read_house(HERE / "gone.house.yaml")


def test_a_laid_story_of_the_shelf_can_be_played() -> None:
    house = read_house_bytes(
        with_part("standards: {all: {first_reply: 20 s}}\ncard: {all: {after: [Breathe.]}}").encode(), "house.yaml"
    )
    path = find_scenario("lost-child-resort")
    story = cast(lay_over(read_bytes(path.read_bytes(), path.name), house), 0)

    assert LiveSession(story, 0).view().now == 0
