"""Whole plays of a small drill: what a careful, a silent, a lying and a spendthrift trainee score."""

import msgspec
import pytest

from simulator.drill.events import DrillEnded, Why
from simulator.scenario import acts as a
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import score
from tests.scoring.making import OVEN, Play, careful, word


def test_a_careful_play_scores_high_on_everything() -> None:
    card = careful().card()

    assert card.honesty is not None
    assert card.honesty >= 90
    assert card.empathy is not None
    assert card.empathy >= 90
    assert card.cadence is not None
    assert card.cadence >= 90
    assert card.generosity is not None
    assert card.generosity >= 90


def test_silence_scores_nothing() -> None:
    card = Play().feels(0).ends(240).card()

    assert (card.honesty, card.empathy, card.cadence, card.generosity) == (0, 0, 0, 0)
    assert card.overall == 1


@pytest.mark.parametrize("order", [lambda e: e, lambda e: list(e)])
def test_scoring_again_gives_the_same_bytes(order) -> None:  # type: ignore[no-untyped-def] # a plain lambda
    play = careful()

    first = msgspec.json.encode(score(OVEN, play.events))

    assert msgspec.json.encode(score(OVEN, order(play.events))) == first


def test_every_finding_cites_what_it_is_about() -> None:
    for finding in careful().card().findings:
        assert finding.sentence.endswith((".", ")", "”"))
        assert finding.rule[0] == finding.dimension.value[0].upper()
        assert finding.principle.startswith("P")
        if finding.good:
            assert finding.events


def test_strengths_come_first() -> None:
    for dimension in careful().card().dimensions:
        goods = [finding.good for finding in dimension.findings]
        assert goods == sorted(goods, reverse=True)


def test_a_lie_caps_honesty_and_earns_nothing_anywhere() -> None:
    without = Play().feels(0).heard("no_van", 0.2).ends().card()
    lying = Play().feels(0).heard("no_van", 0.2)
    lying.says(0.5, a.Claim("coming"), a.NameFeeling("dread", 2), a.Infer("x", 2), a.Detail(("rye",)), word())

    card = lying.ends().card()

    assert card.honesty is not None
    assert card.honesty <= 50
    assert card.empathy == without.empathy
    assert card.cadence == without.cadence


def test_a_card_can_be_made_of_a_run_that_was_broken_off() -> None:
    events = careful().events[:12]

    card = score(OVEN, events)

    assert card.outcome == ""
    assert card.points(Dimension.HONESTY) is not None


def test_an_empty_run_has_no_undefined_case() -> None:
    card = score(OVEN, [])

    assert card.overall is not None


def test_walking_away_at_once_is_not_a_good_score() -> None:
    play = Play().feels(0).heard("van", 0.2).says(0.5, a.Explain("van"), a.NameFeeling("dread", 2))
    play.adds(DrillEnded(60_000, "told", Why.WALKED_AWAY))

    card = play.card()

    assert card.honesty is not None
    assert card.honesty <= 60
    assert card.cadence is not None
    assert card.cadence <= 40
