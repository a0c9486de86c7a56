"""Makes the debrief of a run: from a story, its events and the sheets of the scorers to plain words.

Nothing here judges: every mark, verdict and condition comes from `simulator.scoring`.
"""

from collections.abc import Iterable, Sequence

from simulator.desktop.view_models.debrief import DebriefModel, Mark, Moment, Score, StoryTold
from simulator.desktop.view_models.rating import NAMES
from simulator.desktop.view_models.retelling_parts import folded_parts
from simulator.desktop.view_models.words import minute_text
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.drill.feelings import feelings_of
from simulator.journal.listing import RunSummary
from simulator.journal.records import Header, OwnRating
from simulator.scenario.story import Story
from simulator.scoring.bands import band_of
from simulator.scoring.finding import Dimension, DimensionScore, Finding
from simulator.scoring.principles import principle_words
from simulator.scoring.scorecard import Sheets, judge

MOMENTS = 3
QUOTE_KNOWN_BY = 60  # letters: quotes may be cut short
APART_MS = 20_000  # two moments are never the same minute told twice
NAMED_WELL = 0.5  # points from which something counts as a moment
DEEDS = (ev.TraineeSpoke, ev.RemedyOffered, ev.PromiseMade, ev.JobAssigned, ev.QuestionAsked, ev.ApprovalAsked)
WHY_WORDS = {
    "completed": "",
    "time_ran_out": "The time of this drill ran out.",
    "walked_away": "You left before it was over.",
}


def debrief_model(
    story: Story,
    events: Sequence[Event],
    rating: OwnRating | None,
    header: Header,
    sentence: str = "",
    earlier: Sequence[RunSummary] = (),
) -> DebriefModel:
    """Everything the debrief shows of a run of *story* (cast for its seed); *earlier*: own runs of the same drill."""
    sheets = judge(story, events)
    return DebriefModel(
        drill=story.title,
        own_plus=rating.plus if rating else "",
        own_delta=rating.delta if rating else "",
        told=story_told(story, sheets),
        moments=moments(story, events, sheets.card.findings),
        scores=tuple(_score(story, events, dimension, rating) for dimension in sheets.card.dimensions),
        parts=folded_parts(story, events, sheets, header, earlier),
        sentence=sentence,
    )


def story_told(story: Story, sheets: Sheets) -> StoryTold:
    """The ending that was reached, in the customer's words."""
    names = {p.id: p.name for p in story.people}
    for ending in story.endings:
        if ending.id == sheets.card.outcome:
            teller = names.get(ending.teller, ending.teller)
            return StoryTold(ending.title, ending.story, teller, names.get(ending.told_to, ending.told_to))
    why = WHY_WORDS.get(sheets.card.why, "")
    return StoryTold("No story yet", why or "This run has no ending.", "", "")


# ---------------------------------------------------------------------- moments
def moments(story: Story, events: Sequence[Event], findings: Sequence[Finding]) -> tuple[Moment, ...]:
    """Up to three moments in the order of the day, at least one of which went well where anything did."""
    good = sorted((f for f in findings if f.good), key=lambda f: (-f.effect, f.at))
    # Where nothing earned much, the best of the little is told all the same.
    strong = [f for f in good if f.effect >= NAMED_WELL] or good[:1]
    weak = sorted((f for f in findings if not f.good), key=lambda f: (f.effect, f.at))
    chosen = _apart(strong, [], 1)
    chosen = _apart(_worst_of_each(weak), chosen, MOMENTS - 1)
    chosen = _apart(weak, chosen, MOMENTS - len(chosen))
    chosen = _apart([*strong, *weak], chosen, MOMENTS - len(chosen))
    return tuple(_moment(story, events, finding) for finding in sorted(chosen, key=lambda f: f.at))


def _worst_of_each(weak: Sequence[Finding]) -> list[Finding]:
    """The costliest finding of each score, so that two moments aren't about the same thing."""
    first: dict[Dimension, Finding] = {}
    for finding in weak:
        first.setdefault(finding.dimension, finding)
    return list(first.values())


def _apart(candidates: Iterable[Finding], chosen: list[Finding], most: int) -> list[Finding]:
    """*chosen* with up to *most* of *candidates* that are not about the same words or minute."""
    result, left = list(chosen), most
    for finding in candidates:
        if left and all(abs(finding.at - other.at) > APART_MS for other in result):
            result.append(finding)
            left -= 1
    return result


def _moment(story: Story, events: Sequence[Event], finding: Finding) -> Moment:
    quoted = _quoted(events, finding)
    deed = quoted if quoted is not None else _deed(events, finding)
    return Moment(
        time=minute_text(story, events[quoted].at if quoted is not None else finding.at),
        title=finding.sentence,
        went_well=finding.good,
        said=finding.quote,
        said_by=_quote_by(story, events, finding),
        own_words=_own_words(events, finding),
        caused=_caused(story, events, deed, finding.person) if deed is not None else "",
        knew=_knew(story, events, deed, finding.at),
        better=finding.fix,
        source=f"{NAMES[finding.dimension]}: {principle_words(finding.principle)}",
    )


def _deed(events: Sequence[Event], finding: Finding) -> int | None:
    """The number of the last thing the trainee did that a finding rests on; None where it rests on none."""
    done = [n for n in finding.events if n < len(events) and isinstance(events[n], DEEDS)]
    return max(done, default=None)


def _quoted(events: Sequence[Event], finding: Finding) -> int | None:
    """The number of the words of the trainee's that are quoted."""
    begins = finding.quote.removesuffix("…").removesuffix("...").rstrip()[:QUOTE_KNOWN_BY]
    said = [(n, events[n]) for n in finding.events if n < len(events)]
    same = [n for n, e in said if isinstance(e, ev.TraineeSpoke) and begins and e.words.startswith(begins)]
    return max(same, default=None)


def _own_words(events: Sequence[Event], finding: Finding) -> str:
    """What had been typed before the chosen reply, where that was done."""
    spoken = [events[n] for n in finding.events if n < len(events)]
    return next((e.own_words for e in spoken if isinstance(e, ev.TraineeSpoke) and e.own_words), "")


def _caused(story: Story, events: Sequence[Event], deed: int, person: str) -> str:
    """How the person answered what was done, and how they seemed before and after."""
    answer = _answer_after(events, deed, person)
    if answer is None:
        return ""
    name = next((p.name for p in story.people if p.id == person), "")
    parts = [f"{name}: “{answer.words}”"] if answer.words else []
    before = feelings_of(story, events[:deed]).words(person, events[deed].at)
    after = feelings_of(story, events[: events.index(answer) + 1]).words(person, answer.at)
    if before and after and before != after:
        parts.append(f"Before, {before}; after, {after}.")
    return " ".join(parts)


def _answer_after(events: Sequence[Event], deed: int, person: str) -> ev.PersonSpoke | ev.PersonChased | None:
    """The next words of *person* after the deed, unless the trainee spoke to them again in between."""
    for event in events[deed + 1 :]:
        if isinstance(event, ev.PersonSpoke | ev.PersonChased) and event.person == person:
            return event
        if isinstance(event, ev.TraineeSpoke) and person in event.to:
            return None
    return None


def _knew(story: Story, events: Sequence[Event], deed: int | None, at: int) -> str:
    """The last things that had been heard when it was done, in the words they were heard in."""
    names = {p.id: p.name for p in story.people}
    until = events[:deed] if deed is not None else [e for e in events if e.at <= at]
    heard = [(e.source, e.words, e.at) for e in until if isinstance(e, ev.FactLearned) and e.words]
    spoken = [(e.person, e.words, e.at) for e in until if isinstance(e, ev.PersonSpoke | ev.AnswerCame) and e.words]
    last = list(dict.fromkeys(heard))[-2:] or spoken[-1:]
    if not last:
        return "Nobody had told you anything yet."
    return " ".join(f"{minute_text(story, when)} {names.get(who, who)}: “{words}”" for who, words, when in last)


def _quote_by(story: Story, events: Sequence[Event], finding: Finding) -> str:
    """Whose words are quoted: a name, or nothing for the trainee's own."""
    spoken = [events[n] for n in finding.events if n < len(events)]
    if any(isinstance(event, ev.TraineeSpoke) for event in spoken):
        return ""
    names = {p.id: p.name for p in story.people}
    for event in spoken:
        match event:
            case ev.FactLearned(source=who) | ev.PersonSpoke(person=who) | ev.PersonChased(person=who):
                return names.get(who, who)
            case ev.AnswerCame(person=who):
                return names.get(who, who)
            case _:
                continue
    return ""


# ---------------------------------------------------------------------- scores
def _score(story: Story, events: Sequence[Event], dimension: DimensionScore, rating: OwnRating | None) -> Score:
    capped = dimension.cap < 100 and dimension.points is not None
    return Score(
        dimension=dimension.dimension,
        points=dimension.points,
        own=_own_points(rating, dimension.dimension),
        marks=tuple(_mark(story, events, finding) for finding in dimension.findings if _worth_saying(finding)),
        band=_band(dimension),
        note=f"After what was found, {dimension.cap:.0f} was the most that was left." if capped else "",
    )


def _band(dimension: DimensionScore) -> str:
    if dimension.points is None:
        return ""
    band = band_of(dimension.dimension, dimension.points)
    return f"{band.name[:1].upper()}{band.name[1:]}. {band.means}"


def _worth_saying(finding: Finding) -> bool:
    return bool(finding.sentence)


def _own_points(rating: OwnRating | None, dimension: Dimension) -> float | None:
    """The own step, 0 to 4, on the scale of the scores."""
    if rating is None:
        return None
    steps = {
        Dimension.HONESTY: rating.honesty,
        Dimension.EMPATHY: rating.empathy,
        Dimension.CADENCE: rating.cadence,
        Dimension.GENEROSITY: rating.generosity,
    }
    return steps[dimension] * 25.0


def _mark(story: Story, events: Sequence[Event], finding: Finding) -> Mark:
    return Mark(
        good=finding.good,
        time=minute_text(story, finding.at),
        quote=finding.quote,
        quote_by=_quote_by(story, events, finding),
        sentence=finding.sentence,
        source=principle_words(finding.principle),
        fix=finding.fix,
        own_words=_own_words(events, finding),
    )
