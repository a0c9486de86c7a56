"""The same moment in several runs of one scenario: what each chose there, how long it took, how far they parted.

A moment is a beat of the story. What counts is the first visit: the reply chosen there; where none was, words of one's
own kind (an update, a promise, an offer); where there were none either, that they were left without an answer.
What must not live here: who played, and whether a choice was right.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.scenario.story import Beat, Reply, Story

OWN = "own"  # instead of a reply's id: words by a form, none of the replies
NOTHING = "nothing"  # nobody said a word while it was open


class Visit(Struct, frozen=True):
    """One run's first visit to a beat: entered at *at* ms, *words* were heard; *chosen* was said after *waited* ms."""

    at: int
    words: str
    chosen: str = NOTHING
    waited: int | None = None


class Choice(Struct, frozen=True):
    """What the *runs* with these numbers chose at one moment; *shortest* to *longest* ms after it began."""

    chosen: str
    says: str
    is_deed: bool
    runs: tuple[int, ...]
    shortest: int | None
    longest: int | None


class SameMoment(Struct, frozen=True):
    """A beat that two runs or more came to, with what was chosen, the most frequent first.

    *spread*: how likely two runs drawn at random chose differently there, 0 to 1.
    """

    beat: str
    person: str
    words: str
    choices: tuple[Choice, ...]
    spread: float

    @property
    def runs(self) -> int:
        """How many came to it."""
        return sum(len(choice.runs) for choice in self.choices)

    @property
    def weight(self) -> float:
        """How much there is to talk about: a moment that few came to says little about a class."""
        return self.spread * self.runs

    @property
    def unanswered(self) -> int:
        """How many left it without a word."""
        return next((len(choice.runs) for choice in self.choices if choice.chosen == NOTHING), 0)


def visits(story: Story, events: Sequence[Event]) -> dict[str, Visit]:
    """The first visit to each beat, by its id."""
    found: dict[str, Visit] = {}
    standing: dict[str, str] = {}  # where each conversation stands, in its first visit to that beat
    replies = {reply.id: beat.id for beat in story.beats for reply in beat.replies}
    for event in events:
        match event:
            case ev.BeatEntered(at=at, person=person, beat=beat):
                standing[person] = beat if beat not in found else ""
                found.setdefault(beat, Visit(at, ""))
            case ev.PersonSpoke(person=person, words=words) if now := standing.get(person):
                if found[now].chosen == NOTHING and not found[now].words:  # later words answer what was said here
                    found[now] = Visit(found[now].at, words)
            case ev.TraineeSpoke() if not event.job:
                for beat in _answered(event, standing, replies):
                    found[beat] = _with(found[beat], event, replies.get(event.reply) == beat)
            case ev.ConversationClosed(person=person):
                standing[person] = ""
            case _:
                pass
    return found


def _answered(event: ev.TraineeSpoke, standing: Mapping[str, str], replies: Mapping[str, str]) -> Iterator[str]:
    """The open first visits that these words belong to."""
    of_reply = replies.get(event.reply)
    for person in event.to:
        beat = standing.get(person, "")
        if beat and of_reply in (None, beat):
            yield beat


def _with(visit: Visit, event: ev.TraineeSpoke, is_reply: bool) -> Visit:
    """*visit* with what was said; a reply counts before words of one's own, the first before the second."""
    if visit.chosen not in (NOTHING, OWN) or (visit.chosen == OWN and not is_reply):
        return visit
    return Visit(visit.at, visit.words, event.reply if is_reply else OWN, event.at - visit.at)


def same_moments(story: Story, runs: Sequence[Mapping[str, Visit]]) -> tuple[SameMoment, ...]:
    """The moments that two of *runs* (numbered from 1) came to and where there was a choice, in the order they came."""
    moments = (_moment(story, beat, runs) for beat in story.beats if len(beat.replies) > 1)
    met = [moment for moment in moments if moment is not None]
    return tuple(sorted(met, key=lambda moment: (_came_at(moment, runs), moment.beat)))


def _came_at(moment: SameMoment, runs: Sequence[Mapping[str, Visit]]) -> int:
    times = sorted(run[moment.beat].at for run in runs if moment.beat in run)
    return times[len(times) // 2]


def _moment(story: Story, beat: Beat, runs: Sequence[Mapping[str, Visit]]) -> SameMoment | None:
    came = {number: run[beat.id] for number, run in enumerate(runs, 1) if beat.id in run}
    if len(came) < 2:
        return None
    chosen: dict[str, list[int]] = {}
    for number, visit in came.items():
        chosen.setdefault(visit.chosen, []).append(number)
    choices = [_choice(beat, key, numbers, came) for key, numbers in chosen.items()]
    name = next((person.name for person in story.people if person.id == beat.person), beat.person)
    return SameMoment(
        beat=beat.id,
        person=name,
        words=next((visit.words for visit in came.values() if visit.words), ""),
        choices=tuple(sorted(choices, key=lambda choice: (-len(choice.runs), choice.chosen))),
        spread=1
        - sum(len(numbers) * (len(numbers) - 1) for numbers in chosen.values()) / (len(came) * (len(came) - 1)),
    )


def _choice(beat: Beat, chosen: str, numbers: Sequence[int], came: Mapping[int, Visit]) -> Choice:
    waited = [wait for number in numbers if (wait := came[number].waited) is not None]
    reply: Reply | None = next((reply for reply in beat.replies if reply.id == chosen), None)
    return Choice(
        chosen=chosen,
        says="" if reply is None else reply.say or reply.does,
        is_deed=reply is not None and not reply.say,
        runs=tuple(numbers),
        shortest=min(waited, default=None),
        longest=max(waited, default=None),
    )
