"""What stands behind the five things of a debrief page: frame, card, timeline, ledgers, sheets, questions, sources."""

from collections.abc import Iterator, Sequence

from simulator.drill.wording import in_quotes
from simulator.pages.debrief_charts import cadence_said, cadence_svg, timeline_svg
from simulator.pages.html import Markup, items, joined, table, tag
from simulator.scoring.debrief import Debrief
from simulator.scoring.ledgers import RemedySheet
from simulator.scoring.phrases import capital
from simulator.scoring.timeline import Lane

Part = tuple[str, str, tuple[Markup, ...]]


def behind(shown: Debrief, earlier: Sequence[Sequence[str]] = ()) -> tuple[Part, ...]:
    """Every part behind the five with its anchor and title, in the order in which a class would open them."""
    parts = (
        ("frame", "The frame, and the standards in force", _frame(shown)),
        ("card", "The response card", iter([_numbered(shown.card)])),
        ("timeline", "The timeline", _timeline(shown)),
        ("conditions", "The seven conditions", _conditions(shown)),
        ("truth", "What was said, and what was so", _truth(shown)),
        ("promises", "Promises", _promises(shown)),
        ("cadence", "When they had news", _cadence(shown)),
        ("remedies", "Losses and remedies", _remedies(shown)),
        ("backed", "Where you are backed", _backed(shown)),
        ("earlier", "Own earlier runs of this drill", _earlier(earlier)),
        ("system", "About the system, not about anybody", iter([_listed(shown.system_findings)])),
        ("questions", "Questions to talk about", _questions(shown)),
        ("source", "Where this comes from", _provenance(shown)),
    )
    return tuple((key, title, tuple(inside)) for key, title, inside in parts)


def _numbered(lines: Sequence[str]) -> Markup:
    return tag("ol", *(tag("li", line) for line in lines)) if lines else _none()


def _listed(lines: Sequence[str]) -> Markup:
    return items(lines) or _none()


def _none() -> Markup:
    return tag("p", "There are none.", class_="soft")


def _frame(shown: Debrief) -> Iterator[Markup]:
    frame = shown.frame
    yield tag("p", tag("strong", f"{frame.role}. "), frame.brief)
    yield items(frame.counts)
    rows = (
        ("First answer", f"within {frame.first_reply}"),
        ("News", f"at least every {frame.update_every}"),
        ("Authority", f"{frame.authority}, without asking anybody"),
    )
    yield table(("Standard", "What it asks"), rows, "Standards in force")


def _timeline(shown: Debrief) -> Iterator[Markup]:
    yield timeline_svg(shown.timeline)
    minutes: dict[str, dict[Lane, list[str]]] = {}
    for row in shown.timeline:
        cell = minutes.setdefault(row.time, {}).setdefault(row.lane, [])
        if row.text not in cell:
            cell.append(row.text)
    rows = [(capital(time), *(_cell(lanes.get(lane, [])) for lane in Lane)) for time, lanes in minutes.items()]
    yield table(("Time", *(capital(lane.value) for lane in Lane)), rows, "Facts only, minute by minute")


def _cell(lines: Sequence[str]) -> Markup:
    return joined(tag("div", line) for line in lines)


def _conditions(shown: Debrief) -> Iterator[Markup]:
    met = zip(shown.conditions, shown.conditions_met, strict=True)
    rows = [(capital(c.label), capital(when) or "not met", in_quotes(c.words) if c.words else "") for c, when in met]
    yield table(("Condition", "Met at", "By which words"), rows, "What somebody who is won back can say")


def _truth(shown: Debrief) -> Iterator[Markup]:
    rows = [(capital(row.time), row.to, capital(row.claimed), row.stood, row.heard) for row in shown.truth]
    yield table(("When", "To", "What was said", "How it stood", "Heard from"), rows, "At the moment it was said")


def _promises(shown: Debrief) -> Iterator[Markup]:
    rows = [(capital(row.time), row.to, row.label, capital(row.due), row.ended) for row in shown.promises]
    yield table(("When", "To", "What", "Due", "How it ended"), rows, "Every promise of the run")


def _cadence(shown: Debrief) -> Iterator[Markup]:
    for chart in shown.cadence:
        yield tag("h3", chart.name)
        yield cadence_svg(chart)
        yield tag("p", cadence_said(chart), class_="soft")
    if not shown.cadence:
        yield tag("p", "Nobody waited for news.")


def _remedies(shown: Debrief) -> Iterator[Markup]:
    for sheet in shown.remedies:
        yield from _remedy(sheet)
    for case in shown.business:
        yield tag("p", tag("strong", "The business case, in no score: "), case.says)
    if not shown.remedies:
        yield _none()


def _remedy(sheet: RemedySheet) -> Iterator[Markup]:
    money = f"{sheet.money:,.0f} {sheet.currency}"
    yield tag("h3", sheet.name)
    rows = (
        ("Money", money),
        ("Time", f"{sheet.minutes:.0f} minutes"),
        ("Taken off it by help meanwhile", f"{sheet.helped_minutes:.0f} minutes"),
        ("Distress, as money", f"{sheet.distress:,.0f} {sheet.currency}"),
        ("All of it together", f"{sheet.total:,.0f} {sheet.currency}"),
        ("What was given cost", f"{sheet.cost:,.0f} {sheet.currency}"),
    )
    yield table(("Lost", "How much"), rows, f"What {sheet.name} lost")
    gifts = [(capital(g.time), g.label, g.became, f"{g.cost:,.0f} {sheet.currency}") for g in sheet.gifts]
    if gifts:
        yield table(("When", "Offered", "What became of it", "Cost"), gifts, f"What {sheet.name} was offered")


def _backed(shown: Debrief) -> Iterator[Markup]:
    yield _listed([f"{capital(row.time)}: {row.text}" for row in shown.backed])


def _earlier(earlier: Sequence[Sequence[str]]) -> Iterator[Markup]:
    yield table(("When", "How it ended", "Scores"), earlier, "The latest first") if earlier else _none()


def _questions(shown: Debrief) -> Iterator[Markup]:
    if shown.run_questions:
        yield tag("h3", "Made from this run")
        yield items(shown.run_questions)
    if shown.questions:
        yield tag("h3", "Of this drill")
        yield items(shown.questions)


def _provenance(shown: Debrief) -> Iterator[Markup]:
    source = shown.provenance
    extra = f"{source.reading_time:g} times as long to read" if source.reading_time != 1 else "none"
    rows = (
        ("Run", source.run),
        ("Scenario", f"{source.scenario}, sha256 {source.content_hash}"),
        *((("House", source.house),) if source.house else ()),
        ("Seed", "" if source.seed is None else str(source.seed)),
        ("Engine, rubric, mood", f"{source.engine}, {source.rubric}, {source.mood}"),
        ("Mode", source.mode + (", assisted by a trainer" if source.interventions else "")),
        ("Accommodations", extra),
        ("Interventions", "; ".join(source.interventions) or "none"),
        ("Events", str(source.events)),
        ("Last hash of the record", source.log_hash or "none"),
    )
    yield table(("What", "Which"), rows, "So that every figure can be checked")
