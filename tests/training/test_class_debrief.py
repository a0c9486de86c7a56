"""The class's debrief: the same moment side by side, what nearly everybody failed, and every figure counted twice."""

import json
from pathlib import Path

import pytest
from msgspec import structs, to_builtins

from simulator.drill import events as ev
from simulator.errors import NotAllowed
from simulator.journal.replay import replay
from simulator.training.class_debrief import class_debrief
from simulator.training.moments import NOTHING, OWN
from tests.training.a_class import NAMES, a_class, runs_in
from tests.training.recounting import recount

BOTS = ("careful", "hurried", "curt", "liar-but-nice", "spendthrift", "random", "first")
STORM = Path(__file__).parents[2] / "scenarios" / "night-of-the-storm.yaml"


@pytest.fixture(scope="module", params=["small", "storm"])
def shown(request, tmp_path_factory):
    """The debrief of seven people's runs, and where they lie."""
    runs = runs_in(tmp_path_factory.mktemp(request.param) / "home")
    control = a_class(runs, BOTS, **({"scenario": STORM} if request.param == "storm" else {}))
    return class_debrief(control, [runs]), runs.home


def test_what_was_chosen_at_each_moment_is_what_the_journals_say(shown):
    (one,) = shown[0].scenarios
    counted = recount(shown[1], "autumn")

    assert one.runs == counted["runs"] == 7
    assert one.moments
    for moment in one.moments:
        assert moment.runs == counted["came"][moment.beat]
        for choice in (choice for choice in moment.choices if choice.chosen not in (OWN, NOTHING)):
            assert len(choice.runs) == counted["replies"][choice.chosen]
            assert list(choice.runs) == counted["who"][choice.chosen]
            assert (choice.shortest, choice.longest) == counted["waits"][choice.chosen]


def test_what_cost_points_in_how_many_runs_is_what_the_scorecards_say(shown):
    (one,) = shown[0].scenarios
    counted = recount(shown[1], "autumn")

    assert one.nearly_all
    for principle in one.failed:
        for rule in principle.rules:
            assert round(rule.share.value * rule.people) == counted["rules"][rule.rule]
    single = {p.principle for p in one.failed if sum(q.principle == p.principle for q in one.failed) == 1}
    for principle in (p for p in one.failed if p.principle in single):
        assert round(principle.share.value * principle.people) == counted["principles"][principle.principle]


def test_the_middle_of_each_score_and_the_endings_are_what_the_scorecards_say(shown):
    (one,) = shown[0].scenarios
    counted = recount(shown[1], "autumn")

    for score in one.scores:
        if score.middle is not None:
            told = [score.middle.low, score.middle.value, score.middle.high]
            assert told == pytest.approx(counted["quartiles"][score.dimension.value])
    assert sorted(end.runs for end in one.endings) == sorted(counted["endings"].values())


def test_no_name_is_in_it_and_the_numbers_of_runs_follow_the_random_ids(shown):
    told = json.dumps(to_builtins(shown[0]))

    assert not [word for name in (*NAMES, "Alex Kim") for word in name.split() if word in told]
    assert "overall" not in told


def test_questions_are_made_of_the_runs(shown):
    (one,) = shown[0].scenarios

    assert all(question.endswith("?") for question in (*one.class_questions, *one.run_questions))
    assert any("What had each of you heard by then" in question for question in one.class_questions)
    assert any(question.startswith("In 7 of 7 runs ") for question in one.class_questions)
    assert one.run_questions
    assert len(set(one.run_questions)) == len(one.run_questions)


def test_the_same_runs_make_the_same_debrief(shown):
    from simulator.journal.runs import Runs
    from simulator.training.control import Control, drill_folder

    runs = Runs(shown[1])
    assert class_debrief(Control(drill_folder(runs.home, "autumn"), runs.disk), [runs]) == shown[0]


def test_of_fewer_than_five_runs_nothing_is_said_together(tmp_path):
    runs = runs_in(tmp_path / "home")
    (one,) = class_debrief(a_class(runs, BOTS[:4]), [runs]).scenarios

    assert not one.told
    assert (one.failed, one.nearly_all) == ((), ())
    assert [score.middle for score in one.scores] == [None] * 4
    assert one.moments


def test_a_pair_is_one_run(tmp_path):
    runs = runs_in(tmp_path / "home")
    (one,) = class_debrief(a_class(runs, BOTS[:2], pairs=True), [runs]).scenarios

    assert one.runs == 2


def test_what_is_not_there_is_told(tmp_path):
    runs = runs_in(tmp_path / "home")
    control = a_class(runs, BOTS[:3])
    played = [runs.home / f"{summary.run}.jsonl" for summary in runs.list_runs()]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    played[0].rename(elsewhere / played[0].name)
    played[1].write_bytes(played[1].read_bytes().replace(b'"at":', b'"at": ', 1))

    shown = class_debrief(control, [runs])
    assert shown.scenarios[0].runs == 1
    assert [line.split(":")[0] for line in sorted(shown.left_out)] == ["A run can't be read", "A run isn't here"]


def test_a_station_that_kept_its_runs_is_read_from_its_own_folder(tmp_path):
    runs, other = runs_in(tmp_path / "home"), runs_in(tmp_path / "other")
    control = a_class(runs, BOTS[:3])
    moved = runs.home / f"{runs.list_runs()[0].run}.jsonl"
    (other.home / "snapshots").mkdir(parents=True)
    moved.rename(other.home / moved.name)
    for copy in (runs.home / "snapshots").iterdir():
        (other.home / "snapshots" / copy.name).write_bytes(copy.read_bytes())

    assert class_debrief(control, [runs, other]).scenarios[0].runs == 3


def test_a_guided_drill_is_practice_and_nobody_looks_into_it(tmp_path):
    runs = runs_in(tmp_path / "home")
    control = a_class(runs, BOTS[:1], mode="guided")

    with pytest.raises(NotAllowed, match="practice"):
        class_debrief(control, [runs])


def test_a_bookmark_is_told_without_a_name_and_a_character_may_be_called_like_somebody_of_the_class(tmp_path):
    from simulator.training.class_debrief import _marked, _of_single_runs

    runs = runs_in(tmp_path / "home")
    a_class(runs, BOTS[:2])
    played = [replay(runs, summary.run) for summary in runs.list_runs()]
    marks = (ev.MomentMarked(60_000, "t", "Who moves first?"), ev.MomentMarked(60_000, "t", "Ana waits"))
    marked = structs.replace(played[0], events=(*marks, *played[0].events))

    assert [one.note for one in _marked([marked], ["Ana Ruiz"])] == ["Who moves first?", "(the note names somebody)"]
    assert list(_of_single_runs(played, ["Nora Bell"])) == list(_of_single_runs(played, [])) != []
