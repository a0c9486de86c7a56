"""The lesson plan of a drill: one page to print, for whoever runs it with a class.

Everything on it is the author's own: what counts, the card, the questions, the plays of the plan and what they get.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator.drill.cast import cast
from simulator.drill.clock import MINUTE, length_text
from simulator.pages.html import Markup, items, page, table, tag
from simulator.scenario.plans import Play, plan_path, read_plan
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story
from simulator.scoring.principles import principle_words

BRIEFING, RATING, DEBRIEF = 5, 3, 20  # minutes a class needs beside the drill itself (D)

# On paper it is one sheet, in two columns; headings have less space around them than those of longer pages.
ON_ONE_SHEET = """
h2 { margin: 1.2rem 0 .3rem; border: 0; font-size: 1.1rem; break-after: avoid; }
@media print {
  @page { size: A4; margin: 10mm; }
  main { columns: 2; column-gap: 8mm; font-size: 8.4pt; line-height: 1.28; }
  h1, h1 + p { column-span: all; margin: 0 0 .4rem; }
  h1 { font-size: 15pt; } h2 { margin: .6rem 0 .1rem; font-size: 9.5pt; }
  p { margin: .3rem 0; } ul { margin: .1rem 0; padding-left: 1.1rem; } li { break-inside: avoid; }
  table { font-size: 7.2pt; } th, td { padding: .12rem .25rem; } caption { padding: .1rem 0; }
}
"""


def lesson_of(wanted: str) -> tuple[Story, str]:
    """The story of seed 0 and its lesson plan, for the scenario with the id, or at the path, *wanted*.

    Raises `NotFound` and `ScenarioInvalid`.
    """
    path = find_scenario(wanted)
    story = cast(read_scenario(path), 0)
    return story, lesson_page(story, _plays(path))


def _plays(path: Path) -> Sequence[Play]:
    plan = plan_path(path)
    return read_plan(plan).plays if plan.is_file() else ()


def lesson_page(story: Story, plays: Sequence[Play]) -> str:
    """The page for *story*, with the *plays* of its plan."""
    return page(f"{story.title}: lesson plan", *_lesson(story, plays), style=ON_ONE_SHEET)


def _lesson(story: Story, plays: Sequence[Play]) -> Iterator[Markup]:
    seat = round(story.seat_time / MINUTE)
    yield tag("h1", story.title)
    yield tag("p", f"Lesson plan. {story.role}; {story.industry}; level {story.difficulty} of 5.", class_="soft")
    yield tag("p", story.brief)
    yield tag("h2", f"The hour: about {BRIEFING + seat + RATING + DEBRIEF} minutes")
    yield items(_steps(story, seat))
    yield tag("h2", "What counts")
    yield items(story.counts)
    yield tag("h2", "The response card")
    yield items(story.card)
    yield tag("h2", "To ask afterwards")
    yield items(story.lessons)
    yield tag("h2", "About the system, not about anybody")
    yield items(story.system_findings)
    yield tag("h2", "What plays come to")
    yield table(("play", "what it does", "honesty, empathy, cadence, generosity"), map(_row, plays), "From its plan")
    words = [words for number in story.principles if (words := principle_words(number))]
    yield tag("p", f"It practises: {'; '.join(words)}.", class_="soft")
    yield tag("p", "The scores are for training, not for pay or dismissal.", class_="soft")


def _steps(story: Story, seat: int) -> Iterator[str]:
    standards = story.standards
    first, beat = length_text(standards.first_reply), length_text(standards.update_every)
    alone = f"{standards.authority:g} {standards.currency} to spend alone"
    yield f"{BRIEFING} min: read the briefing and the card. First answer within {first}, news every {beat}, {alone}."
    yield f"{seat} min: everybody plays, alone or in pairs, each with a seed of their own."
    yield f"{RATING} min: everybody rates themselves before any score is shown."
    yield f"{DEBRIEF} min: talk about one moment that went well, then about one that didn't, side by side."


def _row(play: Play) -> tuple[str, str, str]:
    bands = {band.dimension: f"{band.least:g} to {band.most:g}" for band in play.bands}
    four = (bands.get(name, "-") for name in ("honesty", "empathy", "cadence", "generosity"))
    return play.name.replace("_", " "), play.about, "; ".join(four)
