"""A drill's class debrief as one HTML page that needs nothing else: to project, to print, to talk over the same hour.

Nobody's name is on it. What must not live here: a figure that isn't in `training.class_debrief`.
"""

from collections.abc import Iterator, Sequence

from simulator.comparing.words import count
from simulator.pages.class_parts import Part, scenario_parts
from simulator.pages.comparison_charts import CHART_STYLE
from simulator.pages.html import Markup, items, page, tag
from simulator.scoring.purpose import FEWEST_PEOPLE, PURPOSE
from simulator.training.class_debrief import ClassDebrief, Together

Group = tuple[str, Together, tuple[Part, ...]]
PAGE_STYLE = """
.purpose { border: 2px solid var(--ink); border-radius: .5rem; padding: .6rem 1rem; font-weight: 600; }
section > h2 { break-before: auto; } section { break-inside: auto; } thead { display: table-header-group; }
h3 { border-bottom: 1px solid var(--line); } blockquote { margin: .6rem 0; padding: .6rem 1rem; background: var(--card);
  border-left: 4px solid var(--line); font-size: 1.1rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .2rem 1rem .8rem; margin: 1rem 0; }
article h4 { margin: .6rem 0 .3rem; } td small, th small { display: block; font-weight: 400; color: var(--soft); }
th[scope=row] { font-weight: 400; min-width: 9rem; } .told { min-width: 15rem; } tr.part th { padding-left: 1.5rem; }
.count { white-space: nowrap; } svg .whole { fill: var(--card); stroke: var(--line); } svg .part { fill: var(--link); }
td svg { min-width: 5rem; max-width: 8rem; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
summary { cursor: pointer; } summary:focus-visible { outline: 3px solid var(--link); }
nav ul { list-style: none; padding: 0; columns: 18rem; } li { margin: .3rem 0; }
@page { @bottom-left { content: "PURPOSE"; font: 8pt sans-serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print { .wide { overflow-x: visible; } th[scope=row], .told { min-width: 0; }
  .skip, div[id$="-rest"] { display: none; }
  h2, h3, caption, thead { break-after: avoid; } article, blockquote, .purpose, li { break-inside: avoid; }
  svg .whole, svg .part { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
""".replace("PURPOSE", PURPOSE)
FEW = (
    f"There are fewer than {FEWEST_PEOPLE} runs here, so whoever was in the room knows whose is whose. "
    "Ask first whether they want theirs shown."
)
HOW_TO_READ = (
    "Runs have numbers in the order of random ids: number 1 is neither the first who played nor the best.",
    "The page asks what people had heard at a moment, and what came of it. It doesn't say what somebody is like.",
    "What nearly everybody failed comes from the scorecards of the runs, each run counted once.",
    "A score is a machine's. 'firedrill rate' sets a trainer's own beside it.",
)


def class_page(shown: ClassDebrief) -> str:
    """The page."""
    groups = [(f"s{number}", one, _parts(one, number, shown)) for number, one in enumerate(shown.scenarios, 1)]
    return page(
        f"Class debrief: {shown.drill}",
        tag("a", "Past the list of parts", href=f"#{groups[0][0] if groups else 'counted'}", class_="skip"),
        tag("h1", f"Class debrief: {shown.drill}"),
        tag("p", shown.purpose, class_="purpose"),
        tag("p", _of(shown), class_="soft"),
        _nav(groups),
        *(tag("section", tag("h2", one.title), *_group(one, parts), id=key) for key, one, parts in groups),
        tag("section", tag("h2", "What was counted, and how to read it"), *_counted(shown), id="counted"),
        style=CHART_STYLE + PAGE_STYLE,
    )


def _parts(one: Together, number: int, shown: ClassDebrief) -> tuple[Part, ...]:
    """The parts of scenario *number*; where there are several, their titles say which it is."""
    whose = f": {number} {one.title}" if len(shown.scenarios) > 1 else ""
    return tuple(scenario_parts(one, f"s{number}", whose))


def _of(shown: ClassDebrief) -> str:
    whose = f"{shown.cohort}, " if shown.cohort else ""
    return f"{whose}played on {shown.day}." if shown.day else "Nobody has played it to its end yet."


def _nav(groups: Sequence[Group]) -> Markup:
    links = [tag("a", title, href=f"#{part}") for _, _, parts in groups for part, title, _ in parts]
    return tag("nav", items(links), aria_label="On this page")


def _group(one: Together, parts: Sequence[Part]) -> Iterator[Markup]:
    if not one.told:
        yield tag("p", FEW, class_="warn")
    for part, title, inside in parts:
        yield tag("div", tag("h3", title, id=f"{part}-title"), *inside, id=part)


def _counted(shown: ClassDebrief) -> Iterator[Markup]:
    lines = [f"{one.title}: {count(one.runs, 'run', 'runs')}{_assisted(one)}." for one in shown.scenarios]
    yield items((*lines, *shown.left_out, *HOW_TO_READ))


def _assisted(one: Together) -> str:
    return f", in {one.assisted} of which a trainer stepped in; they are in every figure" if one.assisted else ""
