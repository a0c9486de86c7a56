"""The folded parts of the debrief: conditions, ledgers, timeline, remedies, standards, questions, provenance."""

from collections.abc import Iterator, Sequence

from simulator.desktop.view_models.debrief import Part, Row
from simulator.desktop.view_models.shelf import day_text, scores_text
from simulator.desktop.view_models.timeline import cadence_part, timeline_part
from simulator.desktop.view_models.words import left_text, minute_text, money_text, span_text, times_text
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.journal.listing import RunSummary
from simulator.journal.records import Header
from simulator.scenario.story import Story
from simulator.scoring.business import business_cases
from simulator.scoring.claims import Verdict
from simulator.scoring.evidence import Promised
from simulator.scoring.generosity_sheet import GenerosityOf, Gift
from simulator.scoring.principles import principle_words
from simulator.scoring.scorecard import Sheets

VERDICTS: dict[Verdict, tuple[str, str, bool | None]] = {
    Verdict.SUPPORTED: ("was so, and you had heard it", "circle-check", True),
    Verdict.GROUNDED: ("was not so, but you had good reason to think it", "info", None),
    Verdict.UNSUPPORTED: ("nobody had told you that for certain", "circle-question-mark", False),
    Verdict.FALSE: ("was not so, and nothing carried it", "circle-x", False),
    Verdict.KNOWN_FALSE: ("was not so, and you knew", "circle-x", False),
}
PROMISE_ENDS = {
    "kept": ("kept", "circle-check", True),
    "broken": ("not kept in time", "circle-x", False),
    "renegotiated": ("given a new time before it was due", "rotate-ccw", None),
    "open": ("not due before the end", "circle", None),
}


def folded_parts(
    story: Story, events: Sequence[Event], sheets: Sheets, header: Header, earlier: Sequence[RunSummary] = ()
) -> tuple[Part, ...]:
    """Every part, in the order in which a class would open them."""
    return (
        conditions_part(story, sheets),
        truth_part(story, sheets),
        promises_part(story, sheets),
        timeline_part(story, events),
        cadence_part(story, sheets),
        remedies_part(story, sheets),
        standards_part(story),
        *earlier_parts(story, earlier),
        *questions_parts(story),
        provenance_part(story, events, sheets, header),
    )


def conditions_part(story: Story, sheets: Sheets) -> Part:
    """The seven conditions: met when and by which words, or not."""
    rows = tuple(
        Row(
            lead=condition.label[:1].upper() + condition.label[1:],
            text=f"“{condition.words}”" if condition.words else "",
            quiet=minute_text(story, condition.at) if condition.at is not None else "not met",
            icon="circle-check" if condition.met else "circle",
            good=condition.met or None,
        )
        for condition in sheets.card.conditions
    )
    met = sum(condition.met for condition in sheets.card.conditions)
    return Part("The seven conditions", f"{met} of {len(rows)} met", rows)


def truth_part(story: Story, sheets: Sheets) -> Part:
    """What was said to be so, against what was known at that moment."""
    rows = []
    for claim in sheets.book.claims:
        words, icon, good = VERDICTS[claim.verdict]
        told = " and ".join(_name(story, p) for p in claim.speech.event.to)
        quiet = f"{minute_text(story, claim.speech.at)}, to {told}: {words}"
        rows.append(Row(lead="", text=claim.says, quiet=quiet, icon=icon, good=good))
    wrong = sum(c.verdict in (Verdict.FALSE, Verdict.KNOWN_FALSE) for c in sheets.book.claims)
    summary = f"{len(rows)} things said, {wrong or 'none'} untrue"
    return Part("What you said, and what was so", summary, tuple(rows))


def promises_part(story: Story, sheets: Sheets) -> Part:
    """Every promise and how it ended."""
    labels = {c.id: c.label for c in story.commitments}
    rows = tuple(_promise(story, labels, p) for p in sheets.record.promises.values())
    ends = [p.ended for p in sheets.record.promises.values()]
    counts = [
        (ends.count(end), said) for end, said in (("kept", "kept"), ("renegotiated", "renewed"), ("broken", "broken"))
    ]
    summary = ", ".join(f"{count} {said}" for count, said in counts if count)
    return Part("Your promises", (summary or "none due yet") if rows else "none made", rows)


def _promise(story: Story, labels: dict[str, str], promised: Promised) -> Row:
    words, icon, good = PROMISE_ENDS.get(promised.ended, (promised.ended, "circle", None))
    event = promised.event
    quiet = f"{minute_text(story, event.at)}, due {minute_text(story, event.due)}: {words}"
    label = labels.get(event.what, event.what)
    return Row(lead="", text=f"{_name(story, event.to)}: {label}", quiet=quiet, icon=icon, good=good)


# ---------------------------------------------------------------------- remedies
def remedies_part(story: Story, sheets: Sheets) -> Part:
    """What was lost, what help took off it, what was offered and what became of that."""
    rows = [row for of in sheets.generosity for row in _remedies_of(story, of)]
    rows += [Row("The business case, in no score", case.says, icon="info") for case in business_cases(sheets)]
    spent = sum(of.cost for of in sheets.generosity)
    currency = story.standards.currency
    return Part(
        "Losses and remedies",
        f"{left_text(spent, currency)} of {left_text(story.standards.authority, currency)} spent",
        tuple(rows),
        intro="What you gave lay within what you may decide: you are backed in it.",
    )


def _remedies_of(story: Story, of: GenerosityOf) -> Iterator[Row]:
    lost = of.lost
    parts = [f"{lost.minutes:.0f} minutes"] if lost.minutes else []
    parts += [money_text(lost.money, story.standards.currency)] if lost.money else []
    parts += ["distress: " + of.loss.distress.value] if lost.distress else []
    helped = f"Help took {lost.helped:.0f} minutes off it." if lost.helped >= 1 else ""
    yield Row(
        f"What {of.person.name} lost", ", ".join(parts) or "nothing that can be counted", helped, icon="hourglass"
    )
    for gift in of.gifts:
        yield _gift(story, gift)


def _gift(story: Story, gift: Gift) -> Row:
    cost = money_text(gift.remedy.cost, story.standards.currency)
    quiet = f"{minute_text(story, gift.offered.at)}, {cost}: {_became(gift)}"
    return Row("", gift.remedy.label, quiet, icon="gift", good=gift.counts or None)


def _became(gift: Gift) -> str:
    if gift.insult:
        return "money while it was still going on; it hurt"
    if not gift.accepted:
        return "not taken"
    if gift.failed:
        return "taken, and did not come about"
    return "taken, and did them good" if gift.fits else "taken, and did them no good"


# ---------------------------------------------------------------------- the frame
def standards_part(story: Story) -> Part:
    """What the house asked for, and the response card."""
    s = story.standards
    rows = [
        Row("First answer", f"within {span_text(s.first_reply)}"),
        Row("News", f"at least every {span_text(s.update_every)}"),
        Row("Authority", left_text(s.authority, s.currency)),
    ]
    rows += [Row("", line, icon="chevron-right") for line in story.card]
    return Part("Standards and the response card", f"{len(story.card)} lines", tuple(rows))


def questions_parts(story: Story) -> Iterator[Part]:
    """Questions to talk about, and what the drill found about the system."""
    if story.lessons:
        rows = tuple(Row("", text, icon="message-circle-question-mark") for text in story.lessons)
        yield Part("Questions to talk about", f"{len(rows)} questions", rows)
    if story.system_findings:
        rows = tuple(Row("", text, icon="settings") for text in story.system_findings)
        yield Part("About the system, not about you", f"{len(rows)} findings", rows)


def provenance_part(story: Story, events: Sequence[Event], sheets: Sheets, header: Header) -> Part:
    """Where all this comes from, so that it can be checked."""
    assisted = any(isinstance(event, ev.TrainerIntervened) for event in events)
    rows = (
        Row("Run", header.run),
        Row("Scenario", f"{header.scenario}, {header.content_hash[:16]}"),
        *([Row("House", header.house)] if header.house else []),
        Row("Seed", str(header.seed)),
        Row("Engine and rubric", f"{header.engine}, {sheets.card.rubric_version}"),
        Row("Mode", header.mode.value + (", assisted by a trainer" if assisted else "")),
        Row("Begun", header.started.replace("T", " ").replace("Z", " UTC")),
        Row("Ended", sheets.card.why.replace("_", " ")),
        Row("Events", str(len(events))),
        *marks_rest_on(sheets),
    )
    return Part("Where this comes from", header.run, rows)


def marks_rest_on(sheets: Sheets) -> Iterator[Row]:
    """The principles with their numbers and the rubric's rules, for whoever wants to look them up."""
    rules: dict[str, list[str]] = {}
    for finding in sheets.card.findings:
        named = rules.setdefault(finding.principle, [])
        if finding.rule not in named:
            named.append(finding.rule)
    for principle in sorted(rules):
        words = principle_words(principle)
        yield Row("", f"{principle} {words}" if words else principle, ", ".join(rules[principle]))


def earlier_parts(story: Story, earlier: Sequence[RunSummary]) -> Iterator[Part]:
    """The trainee's own runs of this drill before this one, the latest first."""
    if earlier:
        titles = {ending.id: ending.title for ending in story.endings}
        rows = tuple(
            Row(titles.get(run.outcome, "No story yet"), scores_text(run.scores), day_text(run.started), icon="history")
            for run in earlier
        )
        yield Part("Your earlier runs of this drill", f"played {times_text(len(rows))} before", rows)


def _name(story: Story, person: str) -> str:
    return next((p.name for p in story.people if p.id == person), person)
