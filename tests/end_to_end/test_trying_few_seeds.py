"""`firedrill try` with fewer seeds than a promise speaks of says that they are few."""

FEW = "few to judge by"


def test_a_few_seeds_are_told_as_few_and_how_many_are_asked_for(firedrill):
    told = firedrill("try", "lost-child-resort", "--seeds", "2").out.splitlines()[-1]

    assert told == (
        "2 seeds are few to judge by, means above all: what a good drill holds is asked of 20 seeds (--seeds 20)."
    )


def test_json_stays_one_value(firedrill):
    answer = firedrill("try", "lost-child-resort", "--seeds", "1", "--json")

    assert answer.json["seeds"] == 1
    assert FEW not in answer.out


def test_a_drill_in_which_nobody_gets_points_is_objected_to_and_breaks_nothing(firedrill, small):
    answer = firedrill("try", small, "--seeds", "1")

    assert (answer.code, answer.err) == (1, "")
    assert "for honesty; 70 at least" in answer.out
