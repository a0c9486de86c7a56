"""The folded parts of the debrief: conditions, ledgers, timeline, remedies, standards, questions, provenance."""

from collections.abc import Iterator, Sequence

from simulator.desktop.view_models.debrief import Part, Row
from simulator.desktop.view_models.shelf import day_text, scores_text
from simulator.desktop.view_models.timeline import cadence_part, timeline_part
from simulator.desktop.view_models.words import left_text, minute_text, money_text, times_text
from simulator.drill import mood_constants
from simulator.drill.adding import total_of
from simulator.drill.events import Event
from simulator.journal.listing import RunSummary
from simulator.journal.records import Header
from simulator.scenario.story import Story
from simulator.scoring.business import business_cases
from simulator.scoring.claims import FALSEHOODS, Verdict
from simulator.scoring.debrief import backed_rows, frame_of, interventions
from simulator.scoring.generosity_sheet import GenerosityOf, Gift
from simulator.scoring.ledgers import PromiseRow, TruthRow, promise_rows, truth_rows
from simulator.scoring.phrases import capital
from simulator.scoring.principles import principle_words
from simulator.scoring.questions import run_questions
from simulator.scoring.scorecard import Sheets

VERDICTS: dict[Verdict, tuple[str, bool | None]] = {
    Verdict.SUPPORTED: ("circle-check", True),
    Verdict.GROUNDED: ("info", None),
    Verdict.HEDGED: ("circle-question-mark", False),
    Verdict.UNSUPPORTED: ("circle-question-mark", False),
    Verdict.FALSE: ("circle-x", False),
    Verdict.KNOWN_FALSE: ("circle-x", False),
}


def folded_parts(
    story: Story,
    events: Sequence[Event],
    sheets: Sheets,
    header: Header,
    earlier: Sequence[RunSummary] = (),
    link: str = "",
) -> tuple[Part, ...]:
    """Every part, in the order in which a class would open them; *link* is the hash of the record's last line."""
    return (
        frame_part(story),
        card_part(story),
        timeline_part(sheets),
        conditions_part(story, sheets),
        truth_part(story, sheets),
        promises_part(sheets),
        cadence_part(story, sheets),
        remedies_part(story, sheets),
        backed_part(sheets),
        *earlier_parts(story, earlier),
        *system_parts(story, sheets),
        questions_part(story, sheets),
        provenance_part(story, events, sheets, header, link),
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
    rows = tuple(_truth(row) for row in truth_rows(sheets.record, sheets.book))
    wrong = sum(c.verdict in FALSEHOODS for c in sheets.book.claims)
    return Part("What you said, and what was so", f"{len(rows)} things said, {wrong or 'none'} untrue", rows)


def _truth(row: TruthRow) -> Row:
    icon, good = VERDICTS[row.verdict]
    heard = f" Heard from {row.heard}." if row.heard else ""
    return Row("", capital(row.claimed), f"{row.time}, to {row.to}: {row.stood}.{heard}", icon=icon, good=good)


def promises_part(sheets: Sheets) -> Part:
    """Every promise and how it ended."""
    rows = tuple(_promise(row) for row in promise_rows(sheets.record))
    ends = [p.ended for p in sheets.record.promises.values()]
    counts = [
        (ends.count(end), said) for end, said in (("kept", "kept"), ("renegotiated", "renewed"), ("broken", "broken"))
    ]
    summary = ", ".join(f"{count} {said}" for count, said in counts if count)
    return Part("Your promises", (summary or "none due yet") if rows else "none made", rows)


def _promise(row: PromiseRow) -> Row:
    icon = {True: "circle-check", False: "circle-x", None: "circle"}[row.kept]
    quiet = f"{row.time}, due {row.due}: {row.ended}"
    return Row("", f"{capital(row.to)}: {row.label}", quiet, icon=icon, good=row.kept)


# ---------------------------------------------------------------------- remedies
def remedies_part(story: Story, sheets: Sheets) -> Part:
    """What was lost, what help took off it, what was offered and what became of that."""
    rows = [row for of in sheets.generosity for row in _remedies_of(story, of)]
    rows += [Row("The business case, in no score", case.says, icon="info") for case in business_cases(sheets)]
    spent = total_of(of.cost for of in sheets.generosity)
    currency = story.standards.currency
    return Part(
        "Losses and remedies",
        f"{left_text(spent, currency)} of {left_text(story.standards.authority, currency)} spent",
        tuple(rows),
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
    return "taken, and it did good" if gift.fits else "taken, and it did no good"


def backed_part(sheets: Sheets) -> Part:
    """What was decided within one's own authority: backed, however it went."""
    rows = tuple(Row("", row.text, row.time, icon="shield", good=True) for row in backed_rows(sheets))
    summary = f"{times_text(len(rows))}, whatever came of it" if rows else "nothing that needed it"
    return Part("Where you are backed", summary, rows)


# ---------------------------------------------------------------------- the frame
def frame_part(story: Story) -> Part:
    """What was asked for before it began, and the standards in force."""
    frame = frame_of(story)
    rows = (
        Row(frame.role, frame.brief, icon="map-pin"),
        *(Row("", line, icon="scale") for line in frame.counts),
        Row("First answer", f"within {frame.first_reply}", icon="timer"),
        Row("News", f"at least every {frame.update_every}", icon="megaphone"),
        Row("Authority", f"{frame.authority}, without asking anybody", icon="wallet"),
    )
    return Part("The frame, and the standards in force", f"news every {frame.update_every}", rows)


def card_part(story: Story) -> Part:
    """The response card."""
    rows = tuple(Row("", line, icon="chevron-right") for line in story.card)
    return Part("The response card", f"{len(rows)} lines", rows)


def system_parts(story: Story, sheets: Sheets) -> Iterator[Part]:
    """What the drill found about the system; whoever walked away can come back, and isn't told."""
    if story.system_findings and not sheets.record.walked_away:
        rows = tuple(Row("", text, icon="settings") for text in story.system_findings)
        yield Part("About the system, not about you", f"{len(rows)} findings", rows)


def questions_part(story: Story, sheets: Sheets) -> Part:
    """Questions to talk about: made from this run, then the scenario's own."""
    made = tuple(Row("", text, "from this run", icon="message-circle-question-mark") for text in run_questions(sheets))
    lessons = () if sheets.record.walked_away else story.lessons
    own = tuple(Row("", text, icon="message-circle-question-mark") for text in lessons)
    return Part("Questions to talk about", f"{len(made)} from this run, {len(own)} more", (*made, *own))


def provenance_part(story: Story, events: Sequence[Event], sheets: Sheets, header: Header, link: str = "") -> Part:
    """Where all this comes from, so that it can be checked."""
    helped = interventions(sheets.record)
    extra = header.accommodations.reading_time
    rows = (
        Row("Run", header.run),
        Row("Scenario", f"{header.scenario}, {header.content_hash[:16]}"),
        *([Row("House", header.house)] if header.house else []),
        Row("Seed", str(header.seed)),
        Row("Engine, rubric, mood", f"{header.engine}, {sheets.card.rubric_version}, {mood_constants.VERSION}"),
        Row("Mode", header.mode.value + (", assisted by a trainer" if helped else "")),
        Row("Accommodations", f"{extra:g} times as long to read" if extra != 1 else "none"),
        Row("Interventions", "; ".join(helped) or "none"),
        Row("Begun", header.started.replace("T", " ").replace("Z", " UTC")),
        Row("Ended", sheets.card.why.replace("_", " ")),
        Row("Events", str(len(events))),
        *([Row("Last hash of the record", link)] if link else []),
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


def earlier_rows(story: Story, earlier: Sequence[RunSummary]) -> tuple[tuple[str, str, str], ...]:
    """Day, ending and scores of each of the *earlier* runs."""
    titles = {ending.id: ending.title for ending in story.endings}
    return tuple(
        (day_text(run.started), titles.get(run.outcome, "No story yet"), scores_text(run.scores)) for run in earlier
    )


def earlier_parts(story: Story, earlier: Sequence[RunSummary]) -> Iterator[Part]:
    """The trainee's own runs of this drill before this one, the latest first."""
    if earlier:
        rows = tuple(Row(title, scores, day, icon="history") for day, title, scores in earlier_rows(story, earlier))
        yield Part("Your earlier runs of this drill", f"played {times_text(len(rows))} before", rows)
