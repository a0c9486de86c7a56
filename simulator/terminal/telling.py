"""Events as lines of a transcript: what the trainee sees and hears, when it happens, and no more.

No verdict here: whether something heard is true is for the trainee to judge and for the debrief to say.
"""

from collections.abc import Iterator, Mapping, Sequence

from simulator.drill import events as ev
from simulator.drill.actions import TRAINEE
from simulator.drill.clock import clock_text
from simulator.drill.events import Event
from simulator.drill.wording import in_quotes, is_stage_direction, lower_first, proper_names
from simulator.scenario.story import Channel, Person, Story, Sure
from simulator.terminal.plain import plain, wrapped
from simulator.terminal.showing import QUOTES
from simulator.training.addressing import IN_SHORT, as_heard

SURE_WORDS = {Sure.CERTAIN: "", Sure.LIKELY: " thinks so", Sure.GUESS: " is guessing"}
CHANNEL_WORDS = {
    Channel.IN_PERSON: "is here",
    Channel.PHONE: "is on the phone",
    Channel.RADIO: "is on the radio",
    Channel.CHAT: "is in the chat",
    Channel.MAIL: "writes",
    Channel.PUBLIC_POST: "reads what you post",
}

REACH_WORDS = {  # of somebody who opens without a word: nobody has called yet
    **CHANNEL_WORDS,
    Channel.PHONE: "can be reached by phone",
    Channel.RADIO: "can be reached by radio",
    Channel.CHAT: "can be reached in the chat",
    Channel.MAIL: "can be reached by mail",
}


class Teller:
    """Tells the events of one *story*. *trainers* are the names of those at the trainer's desk, by their ids."""

    def __init__(self, story: Story, trainers: Mapping[str, str] | None = None) -> None:
        self._story = story
        self._trainers = trainers or {}
        self._people = {person.id: person for person in story.people}
        self._commitments = {commitment.id: commitment.label for commitment in story.commitments}
        self._remedies = {remedy.id: remedy.label for remedy in story.remedies}
        self._jobs = {job.id: job for job in story.jobs}
        self._phases = {phase.id: phase.label for phase in story.phases}
        self._deeds = {reply.id for beat in story.beats for reply in beat.replies if not reply.say}
        self._wordless = {beat.id for beat in story.beats if beat.line is None}
        self._promises: dict[str, ev.PromiseMade] = {}
        self._met: set[str] = set()
        self._names = proper_names(story)

    def tell(self, events: Sequence[Event]) -> Iterator[str]:
        """Give the lines for *events*, each with the story's clock in front."""
        for event in events:
            if isinstance(event, ev.PromiseMade):
                self._promises[event.promise] = event
            for line in self._lines(event):
                clock = clock_text(self._story, event.at, seconds=True)
                yield from wrapped(line, first=f"{clock}  ", indent="    ")

    def _lines(self, event: Event) -> Iterator[str]:
        match event:
            case ev.PhaseBegan(phase=phase):
                yield f"--- {self._phases.get(phase, phase)} ---"
            case ev.ConversationOpened(person=person):
                yield self._arrival(self._people[person], again=person in self._met)
                self._met.add(person)
            case ev.PersonSpoke() | ev.AnswerCame():
                yield self._spoken(event.person, event.words, event.sure, event.overheard_by)
            case ev.PersonChased(person=person, words=words):
                asks = "" if is_stage_direction(words) else " asks again"
                yield f"{self.name(person)}{asks}: {in_quotes(words, QUOTES)}"
            case ev.TraineeSpoke():
                yield from self._own_words(event)
            case ev.ConversationClosed(person=person):
                yield f"The conversation with {self.name(person)} is over."
            case _:
                yield from self._deed(event)

    def _deed(self, event: Event) -> Iterator[str]:
        match event:
            case ev.QuestionAsked(person=person, question=question):
                if not self._people[person].has_mood:
                    asks = next((q.asks for q in self._story.questions if q.id == question), "")
                    yield f"You ask {self.name(person)}: {in_quotes(asks, QUOTES)}"
            case ev.JobAssigned(job=job, until=until):
                yield self._set_going(job, until, event.at)
            case ev.RemedyAnswered(remedy=remedy, to=to, accepted=accepted):
                taken = "accepts" if accepted else "turns down"
                yield f"{self.name(to)} {taken}: {self._remedy(remedy)}."
            case ev.RemedyGiven(remedy=remedy, to=to):
                yield f"This has reached {self.name(to)}: {self._remedy(remedy)}."
            case ev.RemedyFailed(remedy=remedy, to=to):
                yield f"This came to nothing for {self.name(to)}: {self._remedy(remedy)}."
            case ev.RequestAnswered(agreed=agreed):
                yield "You said yes to what was asked of you." if agreed else "You said no to what was asked of you."
            case ev.NoteLeft(text=text):
                yield f'You leave a note: "{text}"'
            case _:
                yield from self._course(event)

    def _course(self, event: Event) -> Iterator[str]:
        match event:
            case ev.PromiseMade(what=what, to=to, due=due):
                yield f"You promised {self.name(to)}: {self._commitments[what]}, by {clock_text(self._story, due)}."
            case ev.PromiseKept(promise=promise):
                yield f"Promise kept: {self._promised(promise)}."
            case ev.PromiseBroken(promise=promise):
                yield f"The time you promised has passed: {self._promised(promise)}."
            case ev.PromiseRenegotiated(promise=promise):
                yield f"A new promise takes the place of this one: {self._promised(promise)}."
            case ev.PostSkipped(job=job):
                yield f"{self.name(self._jobs[job].who)} had nothing to post: nothing new has been released."
            case ev.MoveLapsed(reason=reason) | ev.Refused(reason=reason):
                yield reason
            case ev.TrainerIntervened(actor=actor, what=what, did=did):
                if did is not ev.Did.INJECTED:  # what happened is told by itself
                    yield f"{self._trainer(actor)} {what}."
            case ev.DrillPaused(actor=actor):
                yield "The clock is stopped." if actor == TRAINEE else f"{self._trainer(actor)} has stopped the clock."
            case ev.DrillResumed(actor=actor):
                yield "The clock goes on." if actor == TRAINEE else f"{self._trainer(actor)} lets the clock go on."
            case ev.DrillClosing(until=until):
                last = clock_text(self._story, until)
                yield f"Everybody you were here for has gone. Until {last} you can still follow up."
            case ev.DrillEnded():
                yield "The drill is over."
            case _:
                pass

    def _trainer(self, actor: str) -> str:
        return self._trainers.get(actor) or "Your trainer"

    def name(self, person: str) -> str:
        """Give what *person* is called, fit to print."""
        return plain(self._people[person].name)

    def _arrival(self, person: Person, *, again: bool) -> str:
        """Somebody met again may be somewhere else by now: their own words say where."""
        if again:
            return f"You are in touch with {person.name} again."
        who, how = f"{person.name}, {person.role}", CHANNEL_WORDS[person.channel]
        if person.opens_with in self._wordless:
            how = REACH_WORDS[person.channel]
        unseen = "" if person.verified else " Nobody can see who it is."
        told = f" {how.removeprefix('is ')}" in f" {who}"
        return f"{who}.{unseen}" if told else f"{who}, {how}.{unseen}"

    def _spoken(self, person: str, words: str, sure: Sure, overheard_by: tuple[str, ...]) -> str:
        said = f"{self.name(person)}{SURE_WORDS[sure]}: {in_quotes(words, QUOTES)}"
        return f"{said} ({self._listeners(overheard_by)} can hear it.)" if overheard_by else said

    def _own_words(self, event: ev.TraineeSpoke) -> Iterator[str]:
        if not event.words:
            return
        if event.reply in self._deeds:
            yield event.words
        else:
            speaker = f"{self.name(self._jobs[event.job].who)}, for you," if event.job else "You"
            shown, to = as_heard(self._story, event), self._listeners(event.to)
            words = in_quotes(shown.words, QUOTES) if shown.quoted else shown.words
            yield f"{speaker} to {to}{'' if shown.quoted else f', {IN_SHORT}'}: {words}"
        if event.own_words:
            yield f'In your own words first: "{event.own_words}"'

    def _listeners(self, people: tuple[str, ...]) -> str:
        return " and ".join(self.name(person) for person in people)

    def _set_going(self, job: str, until: int, at: int) -> str:
        label = lower_first(self._jobs[job].label, self._names)
        over = clock_text(self._story, until)
        soon = over == clock_text(self._story, at)  # a time that reads as if it were past says nothing
        return f"Set going: {label}." if soon else f"Set going, until {over}: {label}."

    def _remedy(self, remedy: str) -> str:
        return lower_first(self._remedies[remedy], self._names)

    def _promised(self, promise: str) -> str:
        made = self._promises.get(promise)
        return f"{self._commitments[made.what]} ({self.name(made.to)})" if made else promise
