"""A comparison as one HTML page that needs nothing else: to read, to print, to talk over with whoever plans training.

People stand in the order of their pseudonyms: there is no rank in it, and no mark made of the four. Names are on it
only where they were asked for. What must not live here: a figure that isn't in the answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from simulator.comparing.answers import Comparison, GroupAnswer, Looked, Readiness
from simulator.comparing.words import (
    DAMAGED_LATER,
    HOW_TO_READ,
    ORDER,
    count,
    left_out_lines,
    ready_rule,
    share_words,
    untold_words,
    verdict_words,
)
from simulator.pages.comparison_charts import CHART_STYLE
from simulator.pages.comparison_group import group_parts
from simulator.pages.comparison_parts import Called, Part, row, title_anchor, wide_table
from simulator.pages.html import Markup, items, joined, page, tag
from simulator.scoring.phrases import capital
from simulator.scoring.purpose import PURPOSE

PAGE_STYLE = """
body { max-width: 74rem; }
.purpose { border: 2px solid var(--ink); border-radius: .5rem; padding: .6rem 1rem; font-weight: 600; }
section > h2 { break-before: auto; } section { break-inside: auto; } thead { display: table-header-group; }
td, th { min-width: 5rem; } td small, th small { display: block; font-weight: 400; color: var(--soft); }
th[scope=row] { overflow-wrap: break-word; }
.whole { white-space: nowrap; }
tr.part th { font-weight: 400; padding-left: 1.5rem; } td ul { margin: 0; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav ul { list-style: none; padding: 0; columns: 18rem; } nav li { padding: .15rem 0; break-inside: avoid; }
.trends { display: flex; flex-wrap: wrap; gap: 1rem; } .trends figure { margin: 0; } figcaption { font-weight: 600; }
@page { @bottom-left { content: "PURPOSE"; font: 8pt sans-serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print { .wide { overflow-x: visible; } td, th { min-width: 0; } td svg { min-width: 0; } .skip { display: none; }
  h2, caption, thead { break-after: avoid; } tbody tr:first-child { break-before: avoid; }
  .trends figure { width: 47%; } figure, .purpose { break-inside: avoid; } table { font-size: 8pt; } }
""".replace("PURPOSE", PURPOSE)
CANNOT_TELL = (
    "Whether a mark is right. That is what a second rating by a trainer is for.",
    "Who chose which drill. If only the keenest take the hardest one, part of their skill looks like its ease.",
    "How people compare who share no drill with each other. Let them do drills that others have done.",
    "People at the top of the scale apart. Where nearly every mark is near 100, only a harder drill does.",
    "Whether people got better or drills were easier, where months have no drill in common. One that comes back tells.",
    "Why a month is better than another: it may be a better month, or other people.",
    "How somebody does with a real customer. A drill is practice for that, and no proof of it.",
)


def comparison_page(
    answer: Comparison,
    names: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
    at: str = "",
    notes: Sequence[str] = (),
) -> str:
    """The page. *names* by pseudonym and *titles* by scenario are shown where they are given; *at* is UTC.

    *notes* are sentences on these drills that the answer can't know.
    """
    called = Called(names or {}, titles or {})
    parts = list(_parts(answer, called))
    return page(
        "Comparison of drills",
        tag("a", "Past the list of parts", href="#ready", class_="skip"),
        tag("h1", "Who is ready, what is failed, who needs what"),
        tag("p", answer.purpose, class_="purpose"),
        tag("p", f"{answer.asked} {_made(at)}".strip(), class_="soft"),
        tag("p", ORDER, class_="soft"),
        *(tag("p", f"{line} {DAMAGED_LATER}", class_="warn") for line in left_out_lines(answer)),
        *(tag("p", note, class_="soft") for note in notes),
        _nav(parts),
        *(tag("section", tag("h2", title, id=title_anchor(key)), *inside, id=key) for key, title, inside in parts),
        style=CHART_STYLE + PAGE_STYLE,
    )


def _made(at: str) -> str:
    return f"Made {at.replace('T', ' ').replace('Z', ' UTC')}." if at else ""


def _nav(parts: list[Part]) -> Markup:
    links = [tag("a", title, href=f"#{key}") for key, title, _ in parts]
    return tag("nav", items(links), aria_label="On this page")


def _parts(answer: Comparison, called: Called) -> Iterator[Part]:
    yield "ready", "Who is ready for the floor", tuple(_ready(answer, called))
    if not answer.groups:
        nothing = tag("p", "No drill of a person is in the score book yet, or none of those that were asked for.")
        yield "nothing", "Nothing to compare yet", (nothing,)
    yield from chain.from_iterable(
        group_parts(group, f"g{number}", group_title(group), called, answer)
        for number, group in enumerate(answer.groups, 1)
    )
    yield "reading", "How to read a line", (items(HOW_TO_READ),)
    yield "limits", "What this can't tell", (items(CANNOT_TELL),)
    yield "counted", "What was counted", (items(_counted(answer)),)


def group_title(group: GroupAnswer) -> str:
    """What drills a group is of: `Timed drills, rubric 3`."""
    return f"{capital(group.mode)} drills, rubric {group.rubric}"


# -- readiness


def _ready(answer: Comparison, called: Called) -> Iterator[Markup]:
    yield tag("p", ready_rule(answer))
    if answer.ready_share is not None:
        share = share_words(answer.ready_share)
        yield tag("p", f"{share} of the {answer.ready_of} people who have drilled enough to tell meet it.")
    rows = [_ready_row(ready, called, answer.unseen) for ready in answer.readiness]
    yield wide_table(
        "ready",
        "Each person against the house's standard",
        ("Person", "Ready", "The drills it rests on, the latest last"),
        rows,
        "There is nobody to tell of yet.",
    )


def _ready_row(ready: Readiness, called: Called, unseen: int) -> Markup:
    verdict = capital(verdict_words(ready, unseen))
    return row(called.person(ready.person), verdict, items(_looked(drill, called) for drill in ready.drills))


def _looked(drill: Looked, called: Called) -> Markup:
    errors = tag("span", "; ".join(drill.errors), class_="warn") if drill.errors else "no critical error"
    return joined((f"{called.scenario(drill.scenario)}, {drill.started[:10]}: ", errors))


# -- what was counted


def _counted(answer: Comparison) -> Iterator[str]:
    for group in answer.groups:
        people = count(len(group.people), "person", "people")
        yield f"{group_title(group)}: {people}, {count(group.runs, 'run', 'runs')}."
        if group.assisted:
            yield f"{count(group.assisted, 'run', 'runs')} in which somebody stepped in: in no figure."
        yield from untold_words(group)
    if answer.bots:
        yield f"{count(answer.bots, 'run', 'runs')} of bots: in no figure."
    yield "Practice: none. It never enters the score book."
    yield (
        "Modes, versions of a scenario and versions of the rubric are never put together in a mark. Who is ready is a "
        "rule on single drills, of whatever mode the house's standard names."
    )
