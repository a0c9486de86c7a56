from pathlib import Path

import msgspec
import pytest

from simulator.drill.actions import Action
from simulator.journal.codec import planned_moves
from simulator.scenario.plan_moves import FIELDS
from simulator.scenario.plans import Band, Plan, Seen, plan_path, read_plan
from simulator.scenario.problems import FileRefused


def test_a_plan_is_read_with_its_plays_moves_and_bands(shelf: Path) -> None:
    plan = read_plan(shelf / "small-drill.plan.yaml")

    assert plan.scenario == "small-drill"
    assert [play.name for play in plan.plays] == ["careful", "hurried", "careless"]
    careful = plan.plays[0]
    assert careful.bands[0] == Band("honesty", 80, 100)
    assert careful.sees == (Seen("beat", "waiting"), Seen("fact", "ready"), Seen("remedy", "driver"))
    assert (careful.ends, careful.seed, careful.line) == ("brought", 0, 4)


def test_moves_come_out_as_move_files_have_them_with_times_in_milliseconds(shelf: Path) -> None:
    moves = read_plan(shelf / "small-drill.plan.yaml").plays[0].moves

    assert moves[0] == {"do": "say", "reply": "counter.look"}
    assert moves[3] == {"do": "say", "at": 60_000, "reply": "waiting.1"}
    assert moves[8] == {
        "do": "update",
        "at": 570_000,
        "to": ["nora"],
        "facts": ["ready"],
        "done": ["bake"],
        "next_in": 120_000,
    }


def test_the_moves_of_a_plan_are_moves_of_the_engine(shelf: Path) -> None:
    for play in read_plan(shelf / "small-drill.plan.yaml").plays:
        assert len(planned_moves(list(play.moves), "plan")) == len(play.moves)


OF_TRAINERS = {"inject", "extend", "mark", "end"}  # a plan is what a trainee does; nobody steps in


def test_plans_can_write_every_action_of_a_trainee_with_all_its_fields() -> None:
    union = msgspec.inspect.type_info(Action)
    assert isinstance(union, msgspec.inspect.UnionType)
    kinds = [kind for kind in union.types if isinstance(kind, msgspec.inspect.StructType)]

    actions = {str(kind.tag): {f.encode_name for f in kind.fields} - {"id", "actor"} for kind in kinds}
    actions = {do: names for do, names in actions.items() if do not in OF_TRAINERS}

    assert {do: {name.rstrip("!") for name in names} for do, names in FIELDS.items()} == actions


def test_a_plan_belongs_beside_its_scenario_under_its_name() -> None:
    assert plan_path(Path("a/small-drill.yaml")) == Path("a/small-drill.plan.yaml")


def told(shelf: Path, instead_of: str, write: str) -> list[str]:
    path = shelf / "small-drill.plan.yaml"
    text = path.read_text(encoding="utf-8")
    assert instead_of in text
    path.write_text(text.replace(instead_of, write, 1), encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        read_plan(path)
    return [f"{problem.text} ({problem.code})" for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("instead_of", "write", "says"),
    [
        ("counter.look", "counter.lok", "no reply is called 'counter.lok'. Did you mean 'counter.look'? (SC029)"),
        ("do: ask,", "do: aks,", "no move is called 'aks'. Did you mean 'ask'? (SC038)"),
        ("do: ask, question: where", "do: ask", "'question' is missing here. (SC022)"),
        ("next_in: 4 min", "next_in: 4", "'4' has no unit. Write '4 s' or '4 min'. (SC026)"),
        ("next_in", "nextin", "nothing here is called 'nextin'. Did you mean 'next_in'? (SC021)"),
        ("ends: brought", "ends: brougt", "no ending is called 'brougt'. Did you mean 'brought'? (SC029)"),
        ("honesty: [80, 100]", "honesty: [100, 80]", "a band goes from the lower number to the higher. (SC025)"),
        ("honesty: [80, 100]", "honesty: 80", "a list is expected here; found '80'. (SC023)"),
        ("  careless:", "  carefree:", "the 'careless' play is missing here. (SC022)"),
        ("{fact: ready}", "{fact: redy}", "no fact is called 'redy'. Did you mean 'ready'? (SC029)"),
        (
            "scenario: small-drill",
            "scenario: big-drill",
            "a plan for 'big-drill' belongs into a file called 'big-drill.plan.yaml'. (SC072)",
        ),
        ("scenario: small-drill\n", "", "'scenario' is missing here: name the scenario that is played. (SC022)"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(instead_of: str, write: str, says: str, shelf: Path) -> None:
    assert says in told(shelf, instead_of, write)


def test_a_plan_without_its_scenario_is_told(shelf: Path) -> None:
    (shelf / "small-drill.yaml").unlink()

    with pytest.raises(FileRefused, match=r"there is no scenario 'small-drill\.yaml' beside this plan\. \(SC074\)"):
        read_plan(shelf / "small-drill.plan.yaml")


def test_a_plan_whose_scenario_is_hostile_says_to_mend_that_first(shelf: Path) -> None:
    (shelf / "small-drill.yaml").write_text("[" * 100_000)

    with pytest.raises(FileRefused, match=r"can't be read\. Mend it first\."):
        read_plan(shelf / "small-drill.plan.yaml")


@pytest.mark.parametrize("text", ["", "[]", "a", "{}", "scenario: [a]", "[" * 99_999])
def test_a_file_that_is_no_plan_is_refused(text: str, shelf: Path) -> None:
    path = shelf / "small-drill.plan.yaml"
    path.write_text(text)

    with pytest.raises(FileRefused):
        read_plan(path)


def test_a_plan_holds_nothing_that_can_change(shelf: Path) -> None:
    plan = read_plan(shelf / "small-drill.plan.yaml")

    assert isinstance(plan, Plan)
    with pytest.raises(AttributeError):
        plan.scenario = "other"  # type: ignore[misc] # that it can't be set is what is tested
