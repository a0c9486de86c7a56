"""Makes the debrief of a run: from a story, its events and the sheets of the scorers to plain words.

Nothing here judges: every mark, verdict and condition comes from `simulator.scoring`.
"""

from collections.abc import Sequence

from simulator.desktop.view_models.debrief import DebriefModel, Mark, Moment, Score, StoryTold
from simulator.desktop.view_models.rating import NAMES
from simulator.desktop.view_models.retelling_parts import earlier_rows, folded_parts
from simulator.desktop.view_models.words import minute_text
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.journal.listing import RunSummary
from simulator.journal.records import Header, OwnRating
from simulator.scenario.story import Story
from simulator.scoring.bands import band_of
from simulator.scoring.better_ways import better_ways
from simulator.scoring.finding import Dimension, DimensionScore, Finding
from simulator.scoring.moments import Moment as Chosen
from simulator.scoring.moments import three_moments
from simulator.scoring.phrases import called, capital
from simulator.scoring.principles import principle_words
from simulator.scoring.scorecard import Sheets, judge
from simulator.training.reading_marks import step_of

WHY_WORDS = {
    "completed": "",
    "time_ran_out": "The time of this drill ran out.",
    "walked_away": "You left before it was over.",
    "ended_by_trainer": "The trainer ended it here.",
}


def debrief_model(
    story: Story,
    events: Sequence[Event],
    rating: OwnRating | None,
    header: Header,
    sentence: str = "",
    earlier: Sequence[RunSummary] = (),
    link: str = "",
) -> DebriefModel:
    """Everything the debrief shows of a run of *story* (cast for its seed).

    *earlier* are own runs of the same drill, *link* is the hash of the record's last line.
    """
    sheets = judge(story, events)
    chosen = better_ways(story, events, three_moments(sheets.record, sheets.card.findings))
    return DebriefModel(
        drill=story.title,
        own_plus=rating.plus if rating else "",
        own_delta=rating.delta if rating else "",
        told=story_told(story, sheets),
        moments=moments(story, events, chosen),
        scores=tuple(_score(story, events, dimension, rating) for dimension in sheets.card.dimensions),
        parts=folded_parts(story, events, sheets, header, earlier, link),
        sentence=sentence,
        earlier=earlier_rows(story, earlier),
        their_side=_side_name(sheets),
    )


def _side_name(sheets: Sheets) -> str:
    """What the way to the customer's side is called: 'As Mara lived it'."""
    centre = sheets.record.centre
    return f"As {called(centre.name)} lived it" if centre else "From the other side"


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
def moments(story: Story, events: Sequence[Event], chosen: Sequence[Chosen]) -> tuple[Moment, ...]:
    """The moments that scoring chose, as cards."""
    return tuple(_moment(story, events, moment) for moment in chosen)


def _moment(story: Story, events: Sequence[Event], moment: Chosen) -> Moment:
    number = moment.replay_from
    return Moment(
        time=capital(moment.time),
        title=moment.sentence,
        went_well=moment.went_well,
        asked=moment.asked,
        asked_by=capital(moment.asked_by),
        said=moment.words,
        said_by=_quote_by(story, events, moment.events),
        own_words=_own_words(events, moment.events),
        caused=moment.caused,
        knew=moment.knew,
        better=moment.better,
        source=f"{NAMES[moment.dimension]}: {principle_words(moment.principle)}",
        number=number,
        begins=minute_text(story, events[number].at if number < len(events) else 0),
        at=moment.at,
        person=moment.person,
    )


def _own_words(events: Sequence[Event], numbers: Sequence[int]) -> str:
    """What had been typed before the chosen reply, where that was done."""
    spoken = [events[n] for n in numbers if n < len(events)]
    return next((e.own_words for e in spoken if isinstance(e, ev.TraineeSpoke) and e.own_words), "")


def _quote_by(story: Story, events: Sequence[Event], numbers: Sequence[int]) -> str:
    """Whose words are quoted: a name, or nothing for the trainee's own."""
    spoken = [events[n] for n in numbers if n < len(events)]
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
        marks=tuple(mark_of(story, events, finding) for finding in dimension.findings if _worth_saying(finding)),
        band=_band(dimension),
        note=f"After what was found, {dimension.cap:.0f} was the most that was left." if capped else "",
    )


def _band(dimension: DimensionScore) -> str:
    if dimension.points is None:
        return ""
    means = band_of(dimension.dimension, dimension.points).means
    return f"{step_of(dimension.dimension, dimension.points)} {means}"


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


def mark_of(story: Story, events: Sequence[Event], finding: Finding) -> Mark:
    """A finding as it is shown: its sentence, its quote, its time, the principle in words."""
    return Mark(
        good=finding.good,
        time=minute_text(story, finding.at),
        quote=finding.quote,
        quote_by=_quote_by(story, events, finding.events),
        sentence=finding.sentence,
        source=principle_words(finding.principle),
        fix=finding.fix,
        own_words=_own_words(events, finding.events),
    )
