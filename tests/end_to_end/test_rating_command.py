"""`firedrill rate` and `firedrill ratings`, as two trainers type them."""

import pytest

from tests.training.a_class import a_class, runs_in

ANSWERS = ["n", "3", "Told her at once whose fault it was.", "1", "Never said sorry.", "9", "4", "", "In time.", "-"]


@pytest.fixture
def played(home):
    a_class(runs_in(home), ["careful", "hurried"])
    return [summary.run for summary in runs_in(home).list_runs()]


def typed(*answers):
    return "".join(f"{answer}\n" for answer in answers)


def test_marks_come_before_scores_and_both_are_shown_after(firedrill, played):
    answer = firedrill("rate", played[0], typed=typed(*ANSWERS))

    assert answer.code == 0
    before, after = answer.out.split("yours beside Firedrill's")
    assert "Nora: 'The cake for Ida, please." in before or "The cake for Ida, please." in before
    assert "A number from 0 to 4, or -, please." in before
    assert "One line, please" in before
    assert "honesty  " not in before
    assert "honesty, you: Told her at once whose fault it was." in after


def test_two_trainers_rate_the_same_run_and_neither_sees_the_other_first(firedrill, played):
    firedrill("rate", played[0], typed=typed(*ANSWERS))

    early = firedrill("rate", played[0], "--trainer", "Sam Ode", "--json")
    assert (early.code, early.out) == (5, "")
    assert "once you have rated it" in early.err
    second = firedrill(
        "rate", played[0], "--trainer", "Sam Ode", typed=typed("n", "0", "No.", "0", "No.", "0", "No.", "-")
    )
    before, after = second.out.split("yours beside Firedrill's")
    assert "Told her at once" not in before
    assert "another trainer: Told her at once whose fault it was." in after
    told = firedrill("ratings", "--json").json
    assert [(one["runs"], one["ratings"]) for one in told["agreement"]] == [(1, 2), (1, 2), (1, 2), (0, 0)]


def test_who_stops_in_the_middle_leaves_nothing_behind_and_sees_no_score(firedrill, played):
    answer = firedrill("rate", played[0], typed=typed(*ANSWERS[:4]))

    assert answer.code == 130
    assert "Nothing was kept." in answer.out
    assert "beside Firedrill's" not in answer.out
    assert "No run was rated yet." in firedrill("ratings").out


def test_an_override_stands_beside_the_score(firedrill, played):
    change = ("--override", "honesty", "--to", "60", "--because", "They asked Paul, and he wasn't sure.")
    assert firedrill("rate", played[0], *change).code == 5
    firedrill("rate", played[0], typed=typed(*ANSWERS))

    answer = firedrill("rate", played[0], *change)
    assert answer.code == 0
    assert "Alex Kim holds 60 for right, not " in answer.out
    scores = firedrill("rate", played[0], "--json").json["scores"]
    assert (scores[0]["overrides"][0]["points"], scores[0]["automatic"] != 60) == (60.0, True)


def test_a_line_with_the_trainees_name_is_asked_for_again(firedrill, played, home):
    runs = runs_in(home)
    name = runs.people.name(runs.read_run(played[0])[1].header.person).split()[0]
    answer = firedrill("rate", played[0], typed=typed("n", "3", f"{name} told her.", "They told her.", *ANSWERS[3:]))

    assert answer.code == 0
    assert "no name is kept with a rating" in answer.out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--override", "honesty"), 2, "go together"),
        (("--because", "so"), 2, "go together"),
        (("--trainer", "=x"), 2, "begins as a formula does"),
        (("--override", "honesty", "--to", "101", "--because", "so"), 5, "Rate "),
    ],
)
def test_what_makes_no_sense_gets_one_sentence(firedrill, played, arguments, code, sentence):
    answer = firedrill("rate", played[0], *arguments)

    assert answer.code == code
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_practice_and_the_runs_of_bots_are_not_rated(firedrill, bot_run):
    answer = firedrill("rate", bot_run["run"], "--trainer", "Alex Kim")

    assert answer.code == 5
    assert "Practice is nobody's but the trainee's." in answer.err


def test_every_look_is_noted(firedrill, played, home):
    firedrill("rate", played[0], typed=typed(*ANSWERS))
    firedrill("ratings")

    assert {line["what"] for line in firedrill("privacy", "audit", "--json").json if "what" in line} >= {
        "rate",
        "ratings",
    }


def test_rating_loads_neither_a_window_nor_a_database(own_process, played):
    answer = own_process("rate", played[0], typed=typed(*ANSWERS), python=("-X", "importtime"))

    loaded = {line.rpartition("|")[2].strip() for line in answer.err.splitlines()}
    assert answer.code == 0
    assert not loaded & {"pygame", "sqlalchemy", "numpy"}


def test_a_drill_in_a_shared_folder_is_rated_there(firedrill, tmp_path, home):
    share = tmp_path / "share"
    a_class(runs_in(share), ["careful"])
    answer = firedrill("rate", "latest", "--folder", share, typed=typed(*ANSWERS))

    assert answer.code == 0
    assert (share / "notes" / "ledger.jsonl").is_file()
    assert not (home / "notes").exists()
