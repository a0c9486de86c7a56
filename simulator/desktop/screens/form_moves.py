"""The shorter forms: promise, ask, assign, ask what would suit, tell a colleague, leave a note."""

from __future__ import annotations

from simulator.desktop.screens.forms import Desk, Form, Pick, Ticks, line_field, part_heading, picks, sounds_like, ticks
from simulator.desktop.theme import BODY, Tone
from simulator.desktop.view_models.forms import (
    NEXT_TIMES,
    Item,
    colleagues_in_touch,
    commitments_to,
    facts_heard,
    jobs_open,
    options_for,
    people_in_touch,
    promises_open,
    questions_by_person,
)
from simulator.desktop.view_models.words import minute_text, span_text
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column
from simulator.desktop.widgets.node import Node
from simulator.desktop.widgets.text import Label
from simulator.drill import actions as do
from simulator.scenario.story import Yes, hands_over
from simulator.training.addressing import Addressed


class PromiseForm(Form):
    """Becomes a promise: to whom, what, by when."""

    title = "Promise"
    icon = "handshake"
    intro = "Promise only what you can keep. It counts down at the top of the screen."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        people = self._people()
        self.to = Pick(desk.person if any(p.id == desk.person for p in people) else people[0].id if people else "")
        self.what = Pick()
        self.within = Pick(str(NEXT_TIMES[2]))

    def _people(self) -> tuple[Item, ...]:
        view = self.desk.view()
        return tuple(p for p in people_in_touch(view) if commitments_to(view, p.id))

    def missing(self) -> str:
        """What is promised."""
        return "Choose what you promise." if self._people() else ""

    def _due_by_nature(self) -> int | None:
        return next((c.at for c in self.desk.view().commitments if c.id == self.what.id), None)

    def content(self) -> list[Node]:
        """Whom, what, by when."""
        people = self._people()
        if not people:
            return [Label("There is nobody to promise anything to at this moment.", BODY, Tone.SOFT)]
        parts = picks("To whom", people, self.to, "to", beside=True)
        parts += picks("What", commitments_to(self.desk.view(), self.to.id), self.what, "what")
        at = self._due_by_nature()
        if at is not None:
            parts.append(Label(f"It falls due at {minute_text(self.desk.story, at)}.", BODY, Tone.SOFT))
        else:
            times = [Item(str(ms), f"in {span_text(ms)}") for ms in NEXT_TIMES]
            parts += picks("By when", times, self.within, "within", beside=True)
        action = self.action()
        return parts + (sounds_like(self.desk.sounding.promise(action, self.desk.view().now)) if action else [])

    def action(self) -> do.Promise | None:
        """The promise; None until it is said what."""
        offered = {item.id for item in commitments_to(self.desk.view(), self.to.id)}
        if self.what.id not in offered:
            return None
        within = None if self._due_by_nature() is not None else int(self.within.id)
        return do.Promise(to=self.to.id, what=self.what.id, within=within)


class AskForm(Form):
    """Becomes a question to somebody."""

    title = "Ask"
    icon = "message-circle-question-mark"
    intro = "Each question costs a little time. The answer comes in their words."
    send_name = "Ask"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.question = Pick()

    def content(self) -> list[Node]:
        """The questions, by who would answer."""
        groups = questions_by_person(self.desk.story, self.desk.view())
        if not groups:
            return [Label("There is nothing to ask anybody at this moment.", BODY, Tone.SOFT)]
        rows: list[Node] = []
        for name, items in groups:
            rows += picks(name, items, self.question, "question")
        return rows

    def missing(self) -> str:
        """The question."""
        return "Choose a question." if self.desk.view().questions else ""

    def action(self) -> do.Ask | None:
        """The question, once one is chosen."""
        return do.Ask(question=self.question.id) if self.question.id else None


class AssignForm(Form):
    """Becomes a job for somebody; with the one recorded line where that is asked for."""

    title = "Have something done"
    icon = "user-plus"
    intro = "You may set these going yourself."
    send_name = "Set it going"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.job = Pick()
        self.reason = Draft(limit=200)

    def _needs_reason(self) -> bool:
        return any(j.id == self.job.id and j.yes is Yes.CAN_JUSTIFY for j in self.desk.view().jobs)

    def numbered_key(self, number: int) -> str:
        """Choose the job with that number; what comes next is the reason, where one is asked for."""
        key = super().numbered_key(number)
        return "reason" if self._needs_reason() and not self.reason.text else key

    def content(self) -> list[Node]:
        """The jobs, and a line for the reason."""
        items = jobs_open(self.desk.story, self.desk.view())
        if not items:
            return [Label("There is nothing to set going at this moment.", BODY, Tone.SOFT)]
        parts = picks("What", items, self.job, "job")
        if self._needs_reason():
            parts += line_field("Why, in one line for the record", self.reason, "because ...", "reason")
        return parts

    def missing(self) -> str:
        """The job, or why."""
        if not jobs_open(self.desk.story, self.desk.view()):
            return ""
        return "Say why, in one line." if self.job.id else "Choose what is to be done."

    def action(self) -> do.Assign | None:
        """The job, once it is chosen and justified."""
        reason = self.reason.text.strip()
        if not self.job.id or (self._needs_reason() and not reason):
            return None
        return do.Assign(job=self.job.id, reason=reason if self._needs_reason() else "")


class PreferenceForm(Form):
    """Becomes the question what would do somebody good."""

    title = "Ask what would do them good"
    icon = "heart-handshake"
    intro = "Ask openly, or name up to three things they could have."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.to = Pick(desk.person)
        self.options = Ticks()

    def content(self) -> list[Node]:
        """Whom, and what could be named."""
        view = self.desk.view()
        parts = picks("Whom", people_in_touch(view), self.to, "to", beside=True)
        options = options_for(self.desk.story, view, self.to.id)
        parts += ticks("What to name (nothing: an open question)", options, self.options, "option")
        action = self.action()
        return parts + (sounds_like(self.desk.sounding.preference(action)) if action else [])

    def action(self) -> do.AskPreference | None:
        """The question, once somebody is chosen."""
        if not self.to.id:
            return None
        options = self.options.in_order(options_for(self.desk.story, self.desk.view(), self.to.id))
        return do.AskPreference(to=self.to.id, options=options)


class InformForm(Form):
    """Becomes a word to a colleague."""

    title = "Tell a colleague"
    icon = "users"
    intro = "What they don't know they can't act on."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        colleagues = colleagues_in_touch(desk.view())
        self.to = Pick(colleagues[0].id if colleagues else "")
        self.facts = Ticks()

    def content(self) -> list[Node]:
        """Whom, and what."""
        view = self.desk.view()
        colleagues = colleagues_in_touch(view)
        if not colleagues:
            return [Label("No colleague can be reached at this moment.", BODY, Tone.SOFT)]
        parts = picks("Whom", colleagues, self.to, "to", beside=True)
        items = facts_heard(view, (), "")
        if not items:
            return [*parts, Label("You haven't heard anything yet that you could tell.", BODY, Tone.SOFT)]
        parts += ticks("What you tell them", items, self.facts, "fact")
        action = self.action()
        return parts + (sounds_like(self.desk.sounding.inform(action)) if action else [])

    def missing(self) -> str:
        """What they are told."""
        return "Tick what you tell them." if colleagues_in_touch(self.desk.view()) else ""

    def action(self) -> do.Inform | None:
        """The word, once there is something to tell."""
        facts = self.facts.in_order(facts_heard(self.desk.view(), (), ""))
        return do.Inform(to=self.to.id, facts=facts) if self.to.id and facts else None


class NoteForm(Form):
    """Becomes a note for whoever takes over."""

    title = "Note for whoever takes over"
    icon = "notebook-pen"
    intro = "What would you want to read if you had to go on from here?"
    send_name = "Leave the note"
    send_key = "Ctrl+Enter"  # Enter alone begins another line

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        if hands_over(desk.story):
            self.intro = "Whoever takes over from you knows what you tick here, and nothing else."
        self.text = Draft(limit=600, several_lines=True)
        self.facts = Ticks()
        self.promises = Ticks()

    def content(self) -> list[Node]:
        """The note; and where somebody takes over, what it hands on."""
        field = TextField("Note", self.text, lines=5, placeholder="Who, what is open, what was promised", key="note")
        return [Column([field]), *self._handed_on()]

    def _handed_on(self) -> list[Node]:
        view = self.desk.view()
        if not hands_over(self.desk.story):
            return []
        facts = ticks("What they should know", facts_heard(view, (), ""), self.facts, "fact")
        return facts + ticks("Which promises they must keep", promises_open(view), self.promises, "promise")

    def missing(self) -> str:
        """The words."""
        return "Write something first."

    def action(self) -> do.Note | None:
        """The note, once there is one."""
        text = self.text.text.strip()
        view = self.desk.view()
        facts = self.facts.in_order(facts_heard(view, (), ""))
        promises = self.promises.in_order(promises_open(view))
        return do.Note(text=text, facts=facts, promises=promises) if text else None


class OfferForm(Form):
    """Becomes an offer, or the question for somebody else's yes."""

    icon = "gift"

    def __init__(self, desk: Desk, remedy: str) -> None:
        super().__init__(desk)
        self.remedy = next(r for r in desk.view().remedies if r.id == remedy)
        self.title = self.remedy.label
        to = self.remedy.to
        self.to = Pick(desk.person if desk.person in to else to[0] if to else "")
        self.reason = Draft(limit=200)
        self.needs_yes = self.remedy.yes is Yes.NEEDS and self.remedy.approved is not True
        self.send_name = "Ask for a yes" if self.needs_yes else "Offer it"

    def content(self) -> list[Node]:
        """Whose yes it needs, for whom it is, why, and the words."""
        names = {p.id: p.name for p in self.desk.story.people}
        if self.needs_yes:
            return self._asking(names[self.remedy.asks])
        items = [Item(p, names[p]) for p in self.remedy.to]
        parts = picks("For whom", items, self.to, "to", beside=True)
        if self.remedy.yes is Yes.CAN_JUSTIFY:
            parts += line_field("Why, in one line for the record", self.reason, "because ...", "reason")
        return parts + sounds_like(Addressed(self.remedy.words))

    def _asking(self, who: str) -> list[Node]:
        if self.remedy.approved is False:
            said = f"{who} has said no to this."
        elif self.remedy.approval_due is not None:
            said = f"You have asked {who}. The answer isn't here yet."
        else:
            said = f"This needs {who}'s yes before you can offer it."
        return [part_heading("Whose yes"), Label(said, BODY)]

    def missing(self) -> str:
        """For whom, or why; nothing where somebody else's yes is waited for."""
        if self.needs_yes:
            return ""
        return "Say why, in one line." if self.to.id else "Choose for whom it is."

    def action(self) -> do.Offer | do.AskFor | None:
        """The offer once it can be made; else the question for the yes, once."""
        if self.needs_yes:
            asked = self.remedy.approved is False or self.remedy.approval_due is not None
            return None if asked else do.AskFor(remedy=self.remedy.id)
        reason = self.reason.text.strip()
        if not self.to.id or (self.remedy.yes is Yes.CAN_JUSTIFY and not reason):
            return None
        return do.Offer(remedy=self.remedy.id, to=self.to.id, reason=reason)
