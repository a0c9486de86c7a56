"""Bands: what a mark is called, over the whole range, and never without saying where the line comes from."""

import pytest

from simulator.scoring.bands import BANDS, DESIGN, band_of
from simulator.scoring.blending import blend
from simulator.scoring.cadence_sheet import content_mark, gaps_mark
from simulator.scoring.finding import Dimension, Term
from simulator.scoring.rubric import RUBRIC as K


@pytest.mark.parametrize("dimension", Dimension)
def test_every_mark_has_one_band(dimension: Dimension) -> None:
    leasts = [band.least for band in BANDS[dimension]]

    assert leasts == sorted(leasts, reverse=True)
    assert leasts[-1] == 0
    assert [band_of(dimension, least).least for least in leasts] == leasts
    assert all(band.source for band in BANDS[dimension])


def incident(times: list[float], span: float) -> float:
    """Cadence, 0 to 100, of a prompt first answer and two of three elements a message, with no next times named."""
    kept = gaps_mark(times, span, 30)
    content = content_mark([2 / 3] * len(times), len(times), kept)
    terms = (
        Term("first", K.first_weight, 1.0),
        Term("gaps", K.kept_weight, kept),
        Term("content", K.informing_weight, content),
        Term("next", K.next_weight, 0.0),
    )
    return 100 * (blend(terms) or 0.0)


def test_the_lines_of_cadence_lie_where_real_incidents_come_out() -> None:
    steady, usual = (band for band in BANDS[Dimension.CADENCE] if band.source != DESIGN)

    assert incident([0, 30], 60) == pytest.approx(steady.least, abs=1)
    assert incident([0, 48], 60) == pytest.approx(usual.least, abs=1)


@pytest.mark.parametrize(
    ("dimension", "lines"),
    [
        (Dimension.HONESTY, (85, 70, 50, 0)),
        (Dimension.EMPATHY, (85, 65, 40, 0)),
        (Dimension.CADENCE, (78, 60, 30, 0)),
        (Dimension.GENEROSITY, (90, 70, 35, 0)),
    ],
)
def test_a_mark_on_a_line_belongs_to_the_band_above_it(dimension: Dimension, lines: tuple[float, ...]) -> None:
    bands = BANDS[dimension]

    assert tuple(band.least for band in bands) == lines
    assert [band_of(dimension, line) for line in lines] == list(bands)
    assert [band_of(dimension, line - 0.1) for line in lines[:-1]] == list(bands[1:])
