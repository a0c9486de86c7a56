"""What is said of the drills that were looked at: which were asked for, in sentences to be read aloud."""

import pytest

from simulator.book.asking import Wanted
from simulator.pages.from_book import asked_words


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(), "All drills in the score book."),
        (Wanted(mode="timed"), "Only timed drills."),
        (Wanted(cohort="spring"), "Only drills of cohort 'spring'."),
        (Wanted(scenario="lake", mode="assessed"), "Only assessed drills of scenario 'lake'."),
        (Wanted(cohort="spring", scenario="lake"), "Only drills of cohort 'spring' and scenario 'lake'."),
        (Wanted(since="2026-03"), "Only drills begun since 2026-03."),
        (Wanted(mode="timed", until="2026-05"), "Only timed drills begun before 2026-05."),
        (Wanted(since="2026-03", until="2026-05"), "Only drills begun since 2026-03 and before 2026-05."),
        (
            Wanted(cohort="spring", mode="timed", since="2026-03-01"),
            "Only timed drills of cohort 'spring', begun since 2026-03-01.",
        ),
        (
            Wanted(cohort="spring", scenario="lake", mode="timed", since="2026-03", until="2026-05"),
            "Only timed drills of cohort 'spring' and scenario 'lake', begun since 2026-03 and before 2026-05.",
        ),
    ],
)
def test_what_was_asked_for_is_a_sentence_however_much_it_is(wanted, told):
    assert asked_words(wanted) == told
