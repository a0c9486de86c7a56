"""The debrief in plain text: own rating, her story, three moments, four scores, one sentence; the rest on request.

What is said is `scoring.debrief`'s, the same for every front end; here it gets its lines.
"""

from collections.abc import Callable, Iterator

from simulator.drill.wording import in_quotes
from simulator.scoring.debrief import Debrief, ScoreShown
from simulator.scoring.finding import Finding
from simulator.scoring.moments import Moment
from simulator.scoring.purpose import PURPOSE
from simulator.terminal.plain import plain, wrapped
from simulator.training.reading_marks import HOW_TO_ADD, step_of, what_the_lines_leave

LEAST_TOLD = 0.05  # points; less would be told as -0.0


def story_lines(debrief: Debrief) -> Iterator[str]:
    """How it went, as the customer tells it to a friend."""
    told = debrief.told
    if told is None:
        yield "The drill has no end yet."
        return
    yield plain(told.title)
    if told.teller:
        yield f"{plain(told.teller)} tells {plain(told.told_to)}:" if told.told_to else f"{plain(told.teller)} tells:"
    yield from wrapped(in_quotes(told.story))


def moment_lines(debrief: Debrief) -> Iterator[str]:
    """Three moments: what happened, what it caused, what was known then, a better way."""
    for number, moment in enumerate(debrief.moments, start=1):
        yield from _moment(number, moment)
        yield ""
    if not debrief.moments:
        yield "There was no moment that weighed more than the others."


def _moment(number: int, moment: Moment) -> Iterator[str]:
    how = "this went well" if moment.went_well else "this cost something"
    yield f"{number}. {moment.time}, {moment.dimension.value}, {how} ({moment.rule}, {moment.principle})"
    yield from wrapped(moment.happened, first="   What happened: ", indent="   ")
    if moment.caused:
        yield from wrapped(moment.caused, first="   What it caused: ", indent="   ")
    if moment.knew:
        yield from wrapped(moment.knew, first="   What you knew then: ", indent="   ")
    if moment.better:
        yield from wrapped(moment.better, first="   A better way: ", indent="   ")


def score_lines(debrief: Debrief) -> Iterator[str]:
    """The four scores, strengths first, each finding with its quote, rule and principle; and how they add up."""
    yield from wrapped(HOW_TO_ADD)
    yield ""
    for shown in debrief.scores:
        yield headline(shown)
        if shown.band and shown.points is not None:
            step = step_of(shown.dimension, shown.points)
            yield from wrapped(f"{step} {shown.band.means}", first="  ", indent="  ")
        for finding in (*shown.strengths, *shown.losses, *shown.notes):
            yield from finding_lines(finding)
        for points, why in what_the_lines_leave(shown):
            yield from wrapped(why, first=f"  {_points(points)}  ")
        yield ""
    yield from wrapped(PURPOSE)


def headline(shown: ScoreShown) -> str:
    """One mark in a line, beside what the trainee thought."""
    mark = "not scored here, there was no opportunity" if shown.points is None else f"{shown.points:g} of 100"
    return f"{shown.label}: {mark}" + ("" if shown.own is None else f" (you gave yourself {shown.own} of 4)")


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding with its points, quote, rule and principle."""
    yield from wrapped(finding.sentence, first=f"  {_points(finding.effect)}  ")
    if finding.quote:
        yield from wrapped(in_quotes(finding.quote), first="          ")
    where = f", events {', '.join(map(str, finding.events[:8]))}" if finding.events else ""
    yield f"          {plain(finding.rule)}, {plain(finding.principle)}{where}"


def _points(effect: float) -> str:
    return f"{effect:+6.1f}" if abs(effect) >= LEAST_TOLD else "      "


# -- folded, on request


def condition_lines(debrief: Debrief) -> Iterator[str]:
    """The seven conditions of a customer who is won back, each met by which words, or not."""
    for condition in debrief.conditions:
        yield f"{'met' if condition.met else 'not met'}: {plain(condition.label)}"
        if condition.words:
            yield from wrapped(in_quotes(condition.words), first="    ")


def timeline_lines(debrief: Debrief) -> Iterator[str]:
    """One timeline in four lanes, facts only."""
    for row in debrief.timeline:
        yield from wrapped(row.text, first=f"{row.time}  {row.lane.value}: ", indent="       ")


def truth_lines(debrief: Debrief) -> Iterator[str]:
    """What was claimed, and how it stood at that moment."""
    if not debrief.truth:
        yield "You claimed nothing."
    for row in debrief.truth:
        yield from wrapped(f"to {row.to}: {row.claimed}", first=f"{row.time}  ")
        heard = f" (heard from {row.heard})" if row.heard else ""
        yield from wrapped(f"{row.stood}{heard}", first="       ")


def promise_lines(debrief: Debrief) -> Iterator[str]:
    """Every promise and what became of it."""
    if not debrief.promises:
        yield "You promised nothing."
    for row in debrief.promises:
        yield from wrapped(f"to {row.to}: {row.label}, due {row.due}: {row.ended}", first=f"{row.time}  ")


def cadence_lines(debrief: Debrief) -> Iterator[str]:
    """Who heard how often: messages that informed, and gaps that were too long."""
    for chart in debrief.cadence:
        informing = sum(mark.informs for mark in chart.marks)
        yield from wrapped(
            f"{chart.name}: {informing} of {len(chart.marks)} messages were full updates, with something new in them, "
            f"in {chart.span:.0f} min; "
            f"this kind of event asks for a word every {chart.beat:g} min."
        )
        for began, ended in chart.long_gaps:
            yield f"    no full update from minute {began:.0f} to minute {ended:.0f}"


def remedy_lines(debrief: Debrief) -> Iterator[str]:
    """What was lost, what help there was, what was offered and what became of it; and the business case."""
    for sheet in debrief.remedies:
        gave = f"What you gave cost {sheet.cost:.0f} {sheet.currency}."
        yield from wrapped(
            f"What {sheet.name} went through, money, time and distress together, counts as {sheet.total:.0f} "
            f"{sheet.currency} here. {gave if sheet.cost else ''}"
        )
        for gift in sheet.gifts:
            yield from wrapped(f"{gift.label}: {gift.became}", first=f"    {gift.time}  ")
    for case in debrief.business:
        yield from wrapped(f"The business case, in no score: {case.says}")


def backed_lines(debrief: Debrief) -> Iterator[str]:
    """Decisions that were the trainee's to take, on what they knew."""
    if not debrief.backed:
        yield "You decided nothing that needed backing."
    for row in debrief.backed:
        yield from wrapped(row.text, first=f"{row.time}  ")


def frame_lines(debrief: Debrief) -> Iterator[str]:
    """What was asked for before it began, and the standards in force."""
    frame = debrief.frame
    yield from wrapped(frame.brief, first=f"{plain(frame.role)}: ", indent="  ")
    for line in frame.counts:
        yield from wrapped(line, first="  - ")
    yield f"First answer within {frame.first_reply}, news at least every {frame.update_every}."
    yield f"{frame.authority} to decide on without asking anybody."


def response_card_lines(debrief: Debrief) -> Iterator[str]:
    """The response card."""
    for number, line in enumerate(debrief.card, start=1):
        yield from wrapped(line, first=f"{number:3}. ")


def talk_lines(debrief: Debrief) -> Iterator[str]:
    """Questions to talk about, and findings about the system rather than about anybody."""
    if not debrief.questions and not debrief.run_questions:
        yield "There are none for this run."
    for question in (*debrief.run_questions, *debrief.questions):
        yield from wrapped(question, first="  - ")
    if debrief.system_findings:
        yield "About the system, not about you:"
    for finding in debrief.system_findings:
        yield from wrapped(finding, first="  - ")


def provenance_lines(debrief: Debrief) -> Iterator[str]:
    """Where every figure comes from."""
    source = debrief.provenance
    yield f"run {source.run}, mode {source.mode}, seed {source.seed}"
    yield f"scenario {plain(source.scenario)}, sha256 {source.content_hash}"
    if source.house:
        yield f"played by the limits, names and cards of {plain(source.house)}; the hash covers them too"
    yield f"engine {source.engine}, rubric {source.rubric}, mood {source.mood}, {source.events} events"
    if source.reading_time != 1:
        yield f"accommodation: {source.reading_time:g} times as long to read"
    for done in source.interventions:
        yield f"assisted by a trainer, {plain(done)}"
    yield f"record's last hash {source.log_hash}; 'firedrill verify' says whether it is sealed"


FOLDED: dict[str, tuple[str, Callable[[Debrief], Iterator[str]]]] = {
    "c": ("the seven conditions", condition_lines),
    "t": ("the timeline", timeline_lines),
    "k": ("what you claimed, and how it stood", truth_lines),
    "p": ("your promises", promise_lines),
    "w": ("who heard how often", cadence_lines),
    "r": ("what was lost and what was given", remedy_lines),
    "b": ("what you decided, and are backed in", backed_lines),
    "f": ("the frame, and the standards in force", frame_lines),
    "a": ("the response card", response_card_lines),
    "q": ("questions to talk about", talk_lines),
    "o": ("where the figures come from", provenance_lines),
}


def whole(debrief: Debrief) -> Iterator[str]:
    """The debrief without its questions, for `replay` behind a transcript: the first five things, then the rest."""
    yield from titled("How it went", story_lines(debrief))
    yield from titled("Three moments", moment_lines(debrief))
    yield from titled("Four scores", score_lines(debrief))
    yield from titled("For next time", wrapped(debrief.next_time))
    for title, lines in (part for letter, part in FOLDED.items() if letter != "t"):
        yield from titled(f"{title[:1].upper()}{title[1:]}", lines(debrief))


def titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    """*lines* under *title*, with an empty line behind."""
    yield f"--- {title} ---"
    yield from lines
    yield ""
