"""A drill plan: what it says is what is set up, and what is wrong with it is told with its place."""

import pytest

from simulator.journal.records import Mode
from simulator.scenario.problems import FileRefused
from simulator.training.kinds import KINDS_OF_DRILL_PLANS


def told(read, before="", after="") -> str:
    with pytest.raises(FileRefused) as refused:
        read(before, after)
    return str(refused.value)


def test_a_plan_says_who_plays_what_how_long_and_in_which_mode(read):
    plan = read("mode: untimed", "mode: assessed")

    assert (plan.drill, plan.trainer, plan.cohort) == ("autumn", "Alex Kim", "autumn class")
    assert (plan.mode, plan.limit) == (Mode.ASSESSED, 25 * 60_000)
    assert [chosen.story.id for chosen in plan.chosen] == ["cake-at-six"]


def test_a_drill_is_timed_and_has_no_limit_unless_its_plan_says_so(read):
    plan = read("mode: untimed\ntime_limit: 25 min\n", "")

    assert (plan.mode, plan.limit) == (Mode.TIMED, 0)


def test_everybody_has_another_seed_where_the_plan_says_each_but_who_has_their_own(read):
    plan = read()

    assert [plan.seed_of(number) for number in range(4)] == [1, 3, 3, 4]


def test_one_seed_is_for_all(read):
    plan = read("seed: each", "seed: 7")

    assert [plan.seed_of(number) for number in range(4)] == [7, 3, 7, 7]


def test_the_house_of_the_plan_is_laid_over_its_scenarios(read, folder):
    (folder / "our.house.yaml").write_text("format: 1\nhouse: Ours\nstandards: {all: {first_reply: 20 s}}\n")

    (chosen,) = read("seed: each", "seed: each\nhouse: our.house.yaml").chosen

    assert (chosen.story.house, chosen.story.standards.first_reply) == ("Ours", 20_000)
    assert b"house: Ours" in chosen.source


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "scenarios: [cake-at-six.yaml]",
            "scenarios: [cake-at-sx]",
            "plan.yaml:5:13: no scenario is called 'cake-at-sx'.",
        ),
        ("[cake-at-six.yaml]", "[cake-at-six.yaml, cake-at-six.yaml]", "'cake-at-six' stands in this plan twice."),
        ("[cake-at-six.yaml]", "[class.yaml]", "(DP011)"),
        ("trainer: Alex Kim\n", "", "plan.yaml:1:1: 'trainer' is missing here. (SC022)"),
        ("trainer", "trainr", "Did you mean 'trainer'?"),
        ("drill: autumn", "drill: ../autumn", "'../autumn' can't be a name"),
        ("mode: untimed", "mode: hard", "'hard' is not known here."),
        ("25 min", "25", "'25' has no unit."),
        ("25 min", "10 s", "is outside 1 min to 8 h"),
        ("reading_time: 1.5", "reading_time: 9", "'9' is outside 1 to 4."),
        ("Cy Moor", "ana ruiz", "'ana ruiz' stands here twice: first at plan.yaml:9"),
        ("Cy Moor", "=1+1", "'=1+1' begins as a formula does"),
        ("seed: each", "house: ours.yaml", "there is no house file 'ours.yaml' beside this plan."),
        ("by: paul", "by: pual", "no scenario of this plan has a person called 'pual'. Did you mean 'paul'?"),
        ("[ready]", "[redy]", "no scenario of this plan has a fact called 'redy'."),
        ("nora: call", "nora: asks_silence", "no one scenario has everything that 'smoke' speaks of."),
        ("by: paul, ", "", "'by' and 'says' go together"),
        (
            "by: paul, says: There's smoke in here!, makes_true: [ready], moves: {nora: call}",
            "",
            "nothing comes of 'smoke'",
        ),
        ("There's smoke", "{recipe.time}", "(SC"),
    ],
)
def test_whatever_is_wrong_with_a_plan_is_told_with_its_place(read, before, after, sentence):
    assert sentence in told(read, before, after)


def test_a_plan_for_nobody_is_refused(read):
    people = "people: [Ana Ruiz, {name: Ben Okafor, reading_time: 1.5, seed: 3}, Cy Moor]\nroster: class.csv\n"

    assert "nobody is to play" in told(read, people, "people: []\n")


def test_the_page_for_trainers_tells_every_kind_of_problem():
    codes = [kind.code for kind in KINDS_OF_DRILL_PLANS]

    assert codes == [f"DP{number:03}" for number in range(1, len(codes) + 1)]


@pytest.mark.parametrize("line", ["roster: ../class.csv", "house: /etc/passwd", "roster: linked.csv"])
def test_a_plan_reads_nothing_outside_its_own_folder(read, folder, line):
    (folder.parent / "class.csv").write_text("name\nSomebody Else\n")
    (folder / "linked.csv").symlink_to(folder.parent / "class.csv")

    with pytest.raises(FileRefused, match=r"plan.yaml:10:\d+: the .* lies outside the folder of this plan"):
        read("roster: class.csv", line)
