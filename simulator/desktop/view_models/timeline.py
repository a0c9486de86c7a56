"""A run along the clock: one timeline of four lanes, and when each person had news. Facts only, no "should have"."""

from simulator.desktop.view_models.debrief import CadenceLine, Lanes, News, Part, Silence
from simulator.desktop.view_models.words import minute_text, span_text
from simulator.drill.clock import MINUTE
from simulator.scenario.story import Story
from simulator.scoring.cadence_sheet import CadenceOf
from simulator.scoring.phrases import capital
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import Sheets
from simulator.scoring.timeline import Lane, timeline

ORDER = tuple(Lane)


def timeline_part(sheets: Sheets) -> Part:
    """Every minute in which something was so, heard, said, done or felt."""
    minutes: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    for row in timeline(sheets.record):
        cell = minutes.setdefault(capital(row.time), ([], [], [], []))[ORDER.index(row.lane)]
        if row.text not in cell:
            cell.append(row.text)
    lanes = tuple(
        Lanes(time, *(tuple(cell) for cell in (world, heard, you, felt)))
        for time, (world, heard, you, felt) in minutes.items()
    )
    return Part("The timeline", f"{len(lanes)} minutes in which something happened", lanes=lanes)


# ---------------------------------------------------------------------- cadence
def cadence_part(story: Story, sheets: Sheets) -> Part:
    """When each person who waited had news, drawn along the time until it was over."""
    lines = tuple(_line(story, of) for of in sheets.cadence if of.span > 0)
    beat = span_text(story.standards.update_every)
    return Part(
        "When they had news",
        f"{len(lines)} who waited" if lines else "nobody waited for news",
        intro=f"Each dot is a word that told them something. This house wants one at least every {beat}.",
        cadence=lines,
    )


def _line(story: Story, of: CadenceOf) -> CadenceLine:
    def at(minute: float) -> str:
        return minute_text(story, of.onset_ms + round(minute * MINUTE))

    return CadenceLine(
        person=of.person.name,
        began=at(0),
        ended=at(of.span),
        span=of.span,
        beat=of.beat,
        news=tuple(News(message.minute, at(message.minute)) for message in of.informative()),
        silences=tuple(Silence(gap.start, gap.end, gap.debt > 0) for gap in of.gaps(RUBRIC)),
    )
