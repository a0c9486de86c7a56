"""Who stays: practice, bots, nobody, and whoever could be called by a name."""

from itertools import product

import pytest
from msgspec import structs

from simulator.book.journals import counts
from simulator.errors import NotAllowed, Usage
from simulator.journal.records import Mode, Player
from simulator.learning_records.leaving import why_it_stays
from simulator.learning_records.statements import statements
from tests.learning_records.conftest import ADA, HOUSE, a_run, with_header


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"player": Player.BOT, "bot": "careful"}, "a bot played it"),
        ({"mode": Mode.GUIDED}, "practice is nobody else's business"),
        ({"person": ""}, "is not known"),
        ({"person": "Ada Lovelace"}, "might be a name"),
        ({"pair": "Grace"}, "might be a name"),
        ({"trainer": "Mr Hall"}, "might be a name"),
    ],
)
def test_a_run_that_must_stay_is_refused_with_a_sentence(told, why):
    with pytest.raises(NotAllowed, match=why) as refused:
        statements(with_header(a_run(), **told), None, HOUSE)

    assert "Lovelace" not in str(refused.value)


def test_a_run_that_has_not_ended_is_told_later():
    running = structs.replace(a_run(), events=a_run().events[:-1])

    with pytest.raises(Usage, match="hasn't ended"):
        statements(running, None, HOUSE)


def test_a_run_without_a_scorecard_is_told_later():
    with pytest.raises(Usage, match="never scored"):
        statements(structs.replace(a_run(), scorecards=()), None, HOUSE)


def test_what_leaves_is_just_what_the_score_book_takes():
    headers = [
        with_header(a_run(), player=player, mode=mode, person=person).header
        for player, mode, person in product(Player, Mode, ("", ADA))
    ]

    assert [counts(header) for header in headers] == [not why_it_stays(header) for header in headers]
