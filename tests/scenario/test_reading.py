import ast
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from simulator.errors import NotFound, ScenarioInvalid
from simulator.scenario import acts, story
from simulator.scenario.act_words import FORMS
from simulator.scenario.problems import FileRefused, Problem
from simulator.scenario.reading import read_scenario, read_text

ProblemsOf = Callable[[str], tuple[Problem, ...]]
ROOM = Path(story.__file__).parent


def test_a_scenario_is_read_from_its_file(shelf: Path) -> None:
    drill = read_scenario(shelf / "small-drill.yaml")

    assert (drill.id, drill.kind, drill.limit) == ("small-drill", story.Kind.ONE_CUSTOMER, 40 * 60_000)
    assert [person.id for person in drill.people] == ["nora", "paul"]
    assert drill.content_hash == sha256((shelf / "small-drill.yaml").read_bytes()).hexdigest()


def test_replies_are_called_after_their_beat_and_their_own_name_or_place(sound: str) -> None:
    drill = read_text(sound, "small-drill.yaml")

    assert [reply.id for reply in drill.beats[0].replies] == ["counter.look", "counter.2"]


def test_acts_become_what_they_say(sound: str) -> None:
    drill = read_text(sound, "small-drill.yaml")

    assert drill.beats[0].replies[0].acts == (
        acts.ActOn("the party"),
        acts.Detail(("party",)),
        acts.Promise("next_word", within=180_000),
    )


def test_the_interval_of_updates_follows_from_the_kind_when_it_is_not_written(sound: str) -> None:
    text = sound.replace("update_every: 5 min, ", "").replace("limit: 40 min", "limit: 2 h")

    assert read_text(text, "x").standards.update_every == 60 * 60_000


def test_every_problem_of_a_file_is_told_at_once_in_the_order_of_the_file(sound: str, problems_of: ProblemsOf) -> None:
    broken = (
        sound.replace("difficulty: 1", "difficulty: hard")
        .replace("seat_time: 5 min", "seat_time: 5")
        .replace("to: worried", "to: woried")
        .replace("acts: [presence]", "acts: [presense]")
        .replace("lessons:", "lesson:")
    )

    assert [str(problem) for problem in problems_of(broken)] == [
        "small-drill.yaml:9:13: a whole number is expected here; found 'hard'. (SC025)",
        "small-drill.yaml:10:12: '5' has no unit. Write '5 s' or '5 min'. (SC026)",
        "small-drill.yaml:96:13: no beat is called 'woried'. Did you mean 'worried'? (SC029)",
        "small-drill.yaml:107:16: no act is called 'presense'. Did you mean 'presence'? (SC034)",
        "small-drill.yaml:127:1: nothing here is called 'lesson'. Did you mean 'lessons'? (SC021)",
    ]


@pytest.mark.parametrize("section", ["people", "beats", "endings"])
def test_a_drill_needs_people_beats_and_endings(section: str, sound: str, problems_of: ProblemsOf) -> None:
    before, _, after = sound.partition(f"\n{section}:\n")
    rest = after[after.index("\n\n") if "\n\n" in after else after.index("\nlessons") :]

    problems = problems_of(f"{before}\n{section}: {{}}{rest}")

    assert "1 to 300 entries are expected here; found 0." in [problem.text for problem in problems]


PLACES_FOR_CODE = {
    "a guard": ("when: {heard: mixed_up}\n", "when: os.system\n"),
    "a guard by name": ("when: {heard: mixed_up}\n", "when: {os.system: touch}\n"),
    "an act": ("acts: [presence]", "acts: [os.system]"),
    "an act with an argument": ("acts: [presence]", "acts: [{os.system: touch}]"),
    "a person": ("  paul: {is", "  os.system: {is"),
    "a beat": ("  worried:\n", "  subprocess.getoutput:\n"),
    "a target": ("to: worried", "to: os.system"),
    "an entry": ("difficulty: 1", "difficulty: 1\nbefore: os.system"),
    "an entry of a beat": ("    patience: {after", "    on_enter: os.system\n    patience: {after"),
    "a placeholder": ("Back to the oven.", "'{recipe.__class__}'"),
    "a tag": ("role: counter", "role: !!python/object/apply:os.system"),
}


@pytest.mark.parametrize(("instead_of", "write"), PLACES_FOR_CODE.values(), ids=PLACES_FOR_CODE)
def test_a_name_of_code_is_an_unknown_word_and_nothing_runs(
    instead_of: str, write: str, sound: str, problems_of: ProblemsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(os, "system", ran.append)
    assert instead_of in sound

    problems = problems_of(sound.replace(instead_of, write, 1))

    assert problems
    assert not ran


def test_a_file_that_is_no_table_is_told(problems_of: ProblemsOf) -> None:
    assert str(problems_of("- a\n- b\n")[0]).startswith("small-drill.yaml:1:1: a scenario is expected here")
    assert str(problems_of("")[0]).startswith("small-drill.yaml:1:1: a scenario is expected here")


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no file '.*gone\.yaml'"):
        read_scenario(tmp_path / "gone.yaml")


def test_a_folder_is_not_a_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioInvalid, match="is not a regular file"):
        read_scenario(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "drill.yaml")

    with pytest.raises(ScenarioInvalid, match="is not a regular file"):
        read_scenario(tmp_path / "drill.yaml")


def test_a_file_of_nothing_but_mistakes_tells_the_first_fifty_and_that_there_are_more(sound: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_text(sound + "".join(f"wrong{n}: 1\n" for n in range(5_000)), "x.yaml")

    lines = str(refused.value).splitlines()
    assert len(lines) == 51
    assert lines[-1] == "... and more, told once these are mended."


def test_a_name_from_a_file_can_not_write_to_the_terminal(problems_of: ProblemsOf) -> None:
    with pytest.raises(FileRefused) as refused:
        read_text("a", "evil\x1b[2J\n.yaml")

    assert "\x1b" not in str(refused.value)


def test_every_act_can_be_written() -> None:
    kinds = msgspec.inspect.type_info(acts.Act)
    assert isinstance(kinds, msgspec.inspect.UnionType)

    assert set(FORMS) == {kind.tag for kind in kinds.types if isinstance(kind, msgspec.inspect.StructType)}


NOT_WRITTEN = {"Story": {"drawn", "house", "seed"}, "Loss": {"unit"}}


def _made_in_reading() -> list[tuple[str, int]]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in ROOM.glob("reading*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(ast.unparse(call.func).removeprefix("story."), len(call.args) + len(call.keywords)) for call in calls]


@pytest.mark.parametrize(
    "name",
    [
        "Story",
        "Person",
        "Fact",
        "Question",
        "Job",
        "Commitment",
        "Remedy",
        "Happening",
        "Phase",
        "Beat",
        "Reply",
        "Ending",
        "Judged",
        "Loss",
        "Quantity",
        "Standards",
        "Line",
        "Fault",
        "Required",
        "RequiredCommitment",
    ],
)
def test_every_field_of_the_model_is_read_from_the_file(name: str) -> None:
    fields = set(getattr(story, name).__struct_fields__) - NOT_WRITTEN.get(name, set())

    assert (name, len(fields)) in _made_in_reading()
