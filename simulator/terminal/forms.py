"""The generic moves as short dialogues: each asks for what the move needs and gives an action, or None for "back".

Nothing here decides whether a move is possible; the session does.
"""

from collections.abc import Callable, Sequence

from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.clock import length_text
from simulator.drill.moves import PROMISE_TAKES, UPDATE_TAKES
from simulator.drill.view import Life, PersonView, View
from simulator.drill.wording import lower_first, proper_names
from simulator.scenario.story import PersonKind, Story, Verb, Yes, hands_over
from simulator.terminal.plain import plain, wrapped
from simulator.terminal.showing import remedy_line
from simulator.terminal.times import clock_of, length_of, moment_of

Item = tuple[str, str]  # an id and what it is called
Ask = Callable[[str], str]
Say = Callable[..., None]
Now = Callable[[], int]  # the drill time in ms, which goes on while somebody types


class Back(Exception):
    """The trainee went back without doing anything."""


class Questions:
    """Asks until the answer can be used; b alone goes back, Enter alone too, or it leaves out what may be left out."""

    def __init__(self, ask: Ask, say: Say) -> None:
        self._ask_line = ask
        self._say = say

    def _ask(self, prompt: str) -> str:
        answer = self._ask_line(prompt)
        if answer.lower() == "b":
            raise Back
        return answer

    def one(self, title: str, items: Sequence[Item], nothing: str) -> str:
        """One of *items* by number; *nothing* is said where there is none to choose. Raises `Back`."""
        if not items:
            self._say(nothing)
            raise Back
        self._list(title, items)
        while True:
            answer = self._ask("Number (Enter: back):")
            if not answer:
                raise Back
            chosen = _numbers(answer, len(items))
            if chosen is not None and len(chosen) == 1:
                return items[chosen[0][0]][0]
            self._say(f"One number from 1 to {len(items)}, please." if len(items) > 1 else "1 or Enter, please.")

    def several(self, title: str, items: Sequence[Item], enter: str = "none") -> tuple[tuple[str, bool], ...]:
        """Any of *items* by number, each with whether a question mark stood behind it; none where Enter is pressed."""
        if not items:
            return ()
        self._list(title, items)
        while True:
            chosen = _numbers(self._ask(f"Numbers, such as 1 3 (Enter: {enter}):"), len(items))
            if chosen is not None:
                return tuple((items[number][0], unsure) for number, unsure in chosen)
            self._say(f"Numbers from 1 to {len(items)} with blanks between them, please.")

    def when(self, prompt: str, story: Story, now: Now, takes: int, least: int = 0) -> int | None:
        """A length of time of *least* ms or more from when it has been said, which *takes* ms; None for Enter.

        A clock time means that time on the clock, however long saying it takes.
        """
        while True:
            answer = self._ask(prompt)
            if not answer:
                return None
            length = length_of(answer)
            if clock_of(answer) is not None and (at := moment_of(answer, story, now())) is not None:
                length = at - now() - takes
            if length is not None and length >= least:
                return length
            early = f"That is too soon: saying it takes {length_text(takes)} already."
            self._say(
                "A length such as '5 min' or '90 s', or a clock time such as '12:30', please."
                if length is None
                else early
            )

    def line(self, prompt: str) -> str:
        """One line of text, with nothing that doesn't print; empty where Enter is pressed."""
        return plain(self._ask(prompt))

    def _list(self, title: str, items: Sequence[Item]) -> None:
        self._say(title)
        for number, (_, label) in enumerate(items, start=1):
            self._say(*wrapped(label, first=f"{number:3}  "))


def _numbers(answer: str, most: int) -> list[tuple[int, bool]] | None:
    """The numbers in *answer* counted from 0, without repeats; None where it is anything else."""
    chosen: dict[int, bool] = {}
    for word in answer.replace(",", " ").split():
        digits = word.removesuffix("?")
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 4 and 1 <= int(digits) <= most):
            return None
        chosen[int(digits) - 1] = word.endswith("?")
    return list(chosen.items())


class Forms:
    """The dialogues at one moment of a drill."""

    def __init__(self, questions: Questions, story: Story, view: View, now: Now) -> None:
        self._q = questions
        self._story = story
        self._view = view
        self._now = now

    def fill(self, letter: str) -> Action | None:
        """Go through the form behind *letter*; None where the trainee went back. KeyError for an unknown one."""
        form = FORMS[letter]
        try:
            return form(self)
        except Back:
            return None

    def update(self) -> Action:
        """Who hears it, which facts, what was done, what is being done, what isn't known, when the next word comes."""
        to = self._listeners(Verb.UPDATE, "Whom do you update?")
        told = self._q.several(
            "Which of what you heard? A question mark behind the number ('2?') passes it on as not certain.",
            self._facts(),
        )
        done = self._q.several("What has been done?", self._done())
        doing = self._q.several("What is being done now?", self._doing())
        unknown = self._q.several("What do you say isn't known yet?", self._quantities())
        quantity, low, high, basis = self._estimate(tuple(item for item, _ in unknown))
        return do.Update(
            to=to,
            facts=tuple(fact for fact, _ in told),
            hedged=tuple(fact for fact, unsure in told if unsure),
            done=tuple(item for item, _ in done),
            doing=tuple(item for item, _ in doing),
            unknown=tuple(item for item, _ in unknown),
            next_in=self._within("When do they hear from you again?", UPDATE_TAKES),
            quantity=quantity,
            low=low,
            high=high,
            basis=basis,
        )

    def promise(self) -> Action:
        """What, to whom, by when."""
        items = [
            (f"{c.id} {person}", f"{self._name(person)}: {plain(c.label)}")
            for c in self._view.commitments
            for person in c.to
            if self._can_be_told(person, Verb.PROMISE)
        ]
        what, to = self._q.one("What do you promise?", items, "There is nothing to promise anybody now.").split(" ")
        natural = next(c.at for c in self._view.commitments if c.id == what)
        if natural is not None:
            return do.Promise(to=to, what=what)
        within = self._within("By when?", PROMISE_TAKES)
        if within is None:
            raise Back
        return do.Promise(to=to, what=what, within=within)

    def ask(self) -> Action:
        """Which question."""
        items = [
            (q.id, f"{self._name(q.who)}: {plain(q.asks)} ({length_text(q.takes)}{', asked before' * q.asked})")
            for q in self._view.questions
        ]
        return do.Ask(question=self._q.one("What do you ask?", items, "There is nobody to ask anything just now."))

    def assign(self) -> Action:
        """Which job, and why where that must be written down."""
        jobs = [job for job in self._view.jobs if not job.assigned]
        items = [(job.id, plain(job.label)) for job in jobs]
        chosen = self._q.one("What is to be done?", items, "There is nothing to set going now.")
        needs_line = next(job.yes for job in jobs if job.id == chosen) is Yes.CAN_JUSTIFY
        return do.Assign(job=chosen, reason=self._reason() if needs_line else "")

    def offer(self) -> Action:
        """Which remedy, to whom, and why where that must be written down."""
        items = [(r.id, remedy_line(self._story, self._view, r)) for r in self._view.remedies if r.to]
        chosen = self._q.one("What do you offer?", items, "There is nothing to offer anybody now.")
        remedy = next(r for r in self._view.remedies if r.id == chosen)
        people = [(person, self._name(person)) for person in remedy.to]
        to = self._q.one("To whom?", people, "There is nobody to offer it to.")
        return do.Offer(remedy=chosen, to=to, reason=self._reason() if remedy.yes is Yes.CAN_JUSTIFY else "")

    def ask_for(self) -> Action:
        """Which remedy needs somebody's yes."""
        items = [
            (r.id, f"{self._name(r.asks)}: {plain(r.label)}")
            for r in self._view.remedies
            if r.asks and r.approved is None and r.approval_due is None
        ]
        return do.AskFor(remedy=self._q.one("Whose yes do you ask for?", items, "Nothing waits for anybody's yes."))

    def ask_preference(self) -> Action:
        """Whom, and out of what."""
        people = [(p.id, plain(p.name)) for p in self._moody() if self._can_be_told(p.id, Verb.ASK_PREFERENCE)]
        to = self._q.one("Whom do you ask what would do them good?", people, "There is nobody to ask that now.")
        options = [(r.id, plain(r.label)) for r in self._view.remedies if to in r.to]
        chosen = self._q.several("Which do you name? None: you ask openly.", options)
        return do.AskPreference(to=to, options=tuple(option for option, _ in chosen))

    def inform(self) -> Action:
        """Which colleague or source, of which facts."""
        moody = {PersonKind.CUSTOMER, PersonKind.AUDIENCE}
        people = [
            (p.id, plain(p.name))
            for p in self._view.people
            if p.kind not in moody and (p.open or p.closed) and Verb.INFORM not in p.closes
        ]
        to = self._q.one("Whom do you inform?", people, "There is no colleague to inform now.")
        facts = self._q.several("Of what?", self._facts())
        if not facts:
            raise Back
        return do.Inform(to=to, facts=tuple(fact for fact, _ in facts))

    def note(self) -> Action:
        """What whoever takes over should know."""
        text = self._q.line("Your note for whoever takes over (Enter: back):")
        if not text:
            raise Back
        if not hands_over(self._story):
            return do.Note(text=text)
        facts = self._q.several("What should they know? They will know nothing else.", self._facts())
        promises = self._q.several("Which promises must they keep?", self._promises())
        return do.Note(text=text, facts=tuple(f for f, _ in facts), promises=tuple(p for p, _ in promises))

    def _promises(self) -> list[Item]:
        """What was promised and isn't settled yet, each kind once."""
        kinds = dict.fromkeys((promise.what, plain(promise.label)) for promise in self._view.promises)
        return list(kinds)

    def close(self) -> Action:
        """Whose conversation."""
        people = [(p.id, plain(p.name)) for p in self._view.people if p.open]
        return do.Close(
            person=self._q.one("Whose conversation do you end?", people, "There is no conversation to end.")
        )

    # -- what there is to choose from

    def _listeners(self, verb: Verb, title: str) -> tuple[str, ...]:
        people = [(p.id, plain(p.name)) for p in self._moody() if self._can_be_told(p.id, verb)]
        if len(people) < 2:
            return (self._q.one(title, people, "There is nobody to update at this moment."),)
        chosen = self._q.several(title, people, "back")
        if not chosen:
            raise Back
        return tuple(person for person, _ in chosen)

    def _estimate(self, unknown: tuple[str, ...]) -> tuple[str, int | None, int | None, str]:
        items = [item for item in self._quantities() if item[0] not in unknown]
        names = proper_names(self._story)
        for quantity, label in items:
            prompt = f"At most how long {lower_first(label, names)}? (20 min, or 12:30; Enter: not said):"
            high = self._q.when(prompt, self._story, self._now, UPDATE_TAKES)
            if high is not None:
                prompt = "And at least? (5 min, or 12:10; Enter: only 'at the latest'):"
                low = self._q.when(prompt, self._story, self._now, UPDATE_TAKES) or 0
                basis = self._q.line("Because (what it rests on; Enter: not said):")
                return quantity, min(low, high), max(low, high), basis
        return "", None, None, ""

    def _within(self, prompt: str, takes: int) -> int | None:
        return self._q.when(f"{prompt} (5 min, or 12:30; Enter: not said):", self._story, self._now, takes, 1)

    def _facts(self) -> list[Item]:
        return list({item.fact: (item.fact, plain(item.says)) for item in self._view.heard}.values())

    def _done(self) -> list[Item]:
        jobs = [(job.id, plain(job.label)) for job in self._view.jobs if job.done]
        return jobs + self._asked()

    def _doing(self) -> list[Item]:
        return [(job.id, plain(job.label)) for job in self._view.jobs if job.assigned and not job.done]

    def _asked(self) -> list[Item]:
        return [(q.id, f"asked {self._name(q.who)}: {plain(q.asks)}") for q in self._view.questions if q.asked]

    def _quantities(self) -> list[Item]:
        """What can be asked how long it takes."""
        return [(quantity.id, plain(quantity.label)) for quantity in self._view.quantities]

    def _moody(self) -> list[PersonView]:
        return [p for p in self._view.people if p.kind in (PersonKind.CUSTOMER, PersonKind.AUDIENCE)]

    def _can_be_told(self, person: str, verb: Verb) -> bool:
        """Whether *person* is there to be spoken to; or, their talk being over, something is still to follow up."""
        found = self._view.person(person)
        owed = self._view.life is Life.CLOSING or any(promise.to == person for promise in self._view.promises)
        return (found.open or (found.closed and owed)) and verb not in found.closes

    def _name(self, person: str) -> str:
        return next((plain(p.name) for p in self._view.people if p.id == person), plain(person))

    def _reason(self) -> str:
        reason = self._q.line("One line why, for the record (Enter: back):")
        if not reason:
            raise Back
        return reason


FORMS: dict[str, Callable[[Forms], Action]] = {
    "u": Forms.update,
    "p": Forms.promise,
    "a": Forms.ask,
    "g": Forms.assign,
    "o": Forms.offer,
    "y": Forms.ask_for,
    "w": Forms.ask_preference,
    "i": Forms.inform,
    "n": Forms.note,
    "x": Forms.close,
}
