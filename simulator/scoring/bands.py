"""What a mark means in words: four bands a score, anchored in outside figures where there are any.

What must not live here: a formula. A band says nothing that its mark doesn't; *source* names the outside figure, or
says that the line was drawn by us.
"""

from msgspec import Struct

from simulator.scoring.finding import Dimension

DESIGN = "drawn by us"


class Band(Struct, frozen=True):
    """Marks from *least* points up: what they are called, what they mean, and where the line comes from."""

    least: float
    name: str
    means: str
    source: str = DESIGN


BANDS: dict[Dimension, tuple[Band, ...]] = {
    Dimension.HONESTY: (
        Band(85, "you can be taken at your word", "What had to be said was said, it was so, and promises were kept."),
        Band(70, "mostly", "True in the main; something was told late, left out, or put right before it did harm."),
        Band(50, "not yet", "Important things were left unsaid or unpromised."),
        Band(0, "no", "Something was said that wasn't so, or what mattered most was kept back."),
    ),
    Dimension.EMPATHY: (
        Band(85, "met", "Nearly every time somebody showed how they felt, what came next was about them."),
        Band(65, "often met", "More often met than not, and with their own case in it."),
        Band(
            40,
            "in part",
            "One strong thread, as in most real replies: understood, or felt with, or asked, seldom together.",
            "of 3,023 real supportive replies, 43.6 % show strong interpretation, 4.9 % a strong reaction, "
            "2 all three (EPITOME, Sharma et al. 2020)",
        ),
        Band(0, "alone", "People were left with what they felt."),
    ),
    Dimension.CADENCE: (
        Band(
            78,
            "steady",
            "As steady as one in eight long incidents on professional status pages: no gap was too long.",
            "12 % of 455 incidents of an hour or more kept every gap within 30 minutes; with a prompt first answer and "
            "two of three elements a message that comes to 78 here",
        ),
        Band(
            60,
            "as most do it",
            "About as steady as the middle one of long incidents on professional status pages.",
            "the longest gap of the middle one of 455 incidents of an hour or more is 48 minutes: 60 here",
        ),
        Band(30, "with holes", "People heard something, and then waited too long, or heard nothing new."),
        Band(0, "left waiting", "People had to come and ask."),
    ),
    Dimension.GENEROSITY: (
        Band(
            90,
            "more than whole",
            "They got back what they had lost, time and distress included, and it was given well.",
            "satisfaction with compensation grows up to about 1.5 times the loss (Haesevoets 2017)",
        ),
        Band(
            70,
            "whole",
            "About what they had lost was made good.",
            "compensation works steepest between 60 and 120 % of the loss (Gelbrich 2015)",
        ),
        Band(35, "in part", "Half of it, or the right thing late, or the wrong thing well meant."),
        Band(0, "not", "What you gave made nothing good, or money came where none could help."),
    ),
}


def band_of(dimension: Dimension, points: float) -> Band:
    """The band of *points* (0 to 100) on *dimension*."""
    return next(band for band in BANDS[dimension] if points >= band.least)
