"""A run along the clock: one timeline of four lanes, and when each person had news. Facts only, no "should have"."""

from collections.abc import Iterator, Sequence

from simulator.desktop.view_models.debrief import CadenceLine, Lanes, News, Part, Silence
from simulator.desktop.view_models.words import minute_text, span_text
from simulator.drill import events as ev
from simulator.drill.clock import MINUTE
from simulator.drill.events import Event
from simulator.scenario.story import Story
from simulator.scoring.cadence_sheet import CadenceOf
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import Sheets

WORLD, HEARD, YOU, FELT = range(4)


def timeline_part(story: Story, events: Sequence[Event]) -> Part:
    """Every minute in which something was so, heard, said, done or felt."""
    minutes: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    for event in events:
        for lane, text in _told(story, event):
            cells = minutes.setdefault(minute_text(story, event.at), ([], [], [], []))
            if text not in cells[lane]:
                cells[lane].append(text)
    lanes = tuple(
        Lanes(time, *(tuple(cell) for cell in (world, heard, you, felt)))
        for time, (world, heard, you, felt) in minutes.items()
    )
    return Part("The timeline", f"{len(lanes)} minutes in which something happened", lanes=lanes)


def _told(story: Story, event: Event) -> Iterator[tuple[int, str]]:
    """The lane and the text of what an event tells."""
    match event:
        case ev.FactBecameTrue(fact=fact):
            yield WORLD, next((f.says for f in story.facts if f.id == fact), fact)
        case ev.FactLearned(source=source, words=words) if words:
            yield HEARD, f"{_name(story, source)}: “{words}”"
        case ev.TraineeSpoke(to=to, words=words, own_words=own, job=job):
            poster = next((f"{_name(story, j.who)}, for you, to" for j in story.jobs if j.id == job), "To")
            yield YOU, f"{poster} {' and '.join(_name(story, p) for p in to)}: “{words}”"
            if own:
                yield YOU, f"First in your own words: “{own}”"
        case ev.JobAssigned(job=job):
            yield YOU, "Set going: " + next((j.label for j in story.jobs if j.id == job), job)
        case ev.RemedyOffered(remedy=remedy, to=to):
            label = next((r.label for r in story.remedies if r.id == remedy), remedy)
            yield YOU, f"Offered to {_name(story, to)}: {label}"
        case ev.FeelingShown(person=person, feeling=feeling):
            yield FELT, f"{_name(story, person)} showed {feeling}"
        case ev.SilenceFell(person=person):
            yield FELT, f"{_name(story, person)} was left without a word"
        case _:
            return


def _name(story: Story, person: str) -> str:
    return next((p.name for p in story.people if p.id == person), person)


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
