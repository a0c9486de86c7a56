"""How a run stands, in the trainer's words: what a station writes down for whoever watches, and for nobody else.

For display alone: where it can't be written or read, the drill goes on all the same. No name of a trainee is in it.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.clock import clock_text
from simulator.drill.events import Event
from simulator.drill.session import Session
from simulator.drill.view import View
from simulator.drill.wording import in_quotes
from simulator.errors import StorageFailed
from simulator.journal.disk import MB, Disk
from simulator.scenario.story import Story

QUOTES = '""'
LONGEST_DEED = 120  # letters
MOST_TOLD = 5


class Status(Struct, frozen=True, omit_defaults=True):
    """A run at a glance. *now* and *next_due* are ms of drill time, *used* and *left* ms at the desk.

    *answers* say why an order of a trainer's wasn't carried out, the latest last; *held* orders wait for the clock.
    """

    run: str
    life: str
    phase: str
    now: int
    clock: str
    events: int
    last_deed: str = ""
    last_deed_clock: str = ""
    next_promise: str = ""
    next_due: int | None = None
    next_due_clock: str = ""
    waiting: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    assisted: bool = False
    stopped_by: str = ""
    used: int = 0
    left: int | None = None
    answers: tuple[str, ...] = ()
    held: int = 0
    trouble: str = ""


class Looker:
    """Looks at one run of *story* again and again, reading each event once."""

    def __init__(self, story: Story, run: str) -> None:
        self._story = story
        self._run = run
        self._people = {person.id: person.name for person in story.people}
        self._phases = {phase.id: phase.label for phase in story.phases}
        self._commitments = {commitment.id: commitment.label for commitment in story.commitments}
        self._jobs = {job.id: job.label for job in story.jobs}
        self._remedies = {remedy.id: remedy.label for remedy in story.remedies}
        self._promises: dict[str, str] = {}
        self._read = 0
        self._deed: tuple[str, int] = ("", 0)
        self._missed: list[str] = []
        self._answers: list[str] = []
        self._assisted = False

    def look(self, session: Session) -> Status:
        """How the run stands now; who watches it knows the rest."""
        view = session.view()
        self._take(session.events(self._read))
        deed, at = self._deed
        due = view.promises[0] if view.promises else None
        return Status(
            run=self._run,
            life=view.life.value,
            phase=self._phases.get(view.phase, view.phase),
            now=view.now,
            clock=clock_text(self._story, view.now, seconds=True),
            events=view.events,
            last_deed=deed,
            last_deed_clock=clock_text(self._story, at, seconds=True) if deed else "",
            next_promise=f"{due.label} ({self._name(due.to)})" if due else "",
            next_due=due.due if due else None,
            next_due_clock=clock_text(self._story, due.due, seconds=True) if due else "",
            waiting=_waiting(view),
            missed=tuple(self._missed),
            assisted=self._assisted,
            stopped_by=view.stopped_by,
            answers=tuple(self._answers[-MOST_TOLD:]),
        )

    def _take(self, events: Sequence[Event]) -> None:
        self._read += len(events)
        for event in events:
            match event:
                case ev.PromiseMade(promise=promise, what=what, to=to):
                    self._promises[promise] = f"{self._commitments.get(what, what)} ({self._name(to)})"
                case ev.PromiseBroken(promise=promise):
                    self._missed.append(self._promises.get(promise, promise))
                case ev.TrainerIntervened():
                    self._assisted = True
                case ev.InterventionRefused(reason=reason):
                    self._answers.append(reason)
                case _:
                    pass
            if deed := self._deed_of(event):
                self._deed = (deed if len(deed) <= LONGEST_DEED else f"{deed[: LONGEST_DEED - 3]}...", event.at)

    def _deed_of(self, event: Event) -> str:
        match event:
            case ev.TraineeSpoke(to=to, words=words, job="") if words:
                return f"to {' and '.join(map(self._name, to))}: {in_quotes(words, QUOTES)}"
            case ev.QuestionAsked(person=person):
                return f"asked {self._name(person)} something"
            case ev.JobAssigned(job=job):
                return f"set going: {self._jobs.get(job, job)}"
            case ev.RemedyOffered(remedy=remedy, to=to):
                return f"offered {self._name(to)}: {self._remedies.get(remedy, remedy)}"
            case ev.NoteLeft():
                return "left a note for whoever takes over"
            case _:
                return ""

    def _name(self, person: str) -> str:
        return self._people.get(person, person)


def _waiting(view: View) -> tuple[str, ...]:
    return tuple(person.name for person in view.people if person.open and person.waiting_since is not None)


def status_path(folder: Path, place: int) -> Path:
    """Where the station that plays *place* writes how it stands."""
    return folder / "status" / f"{place}.json"


def write_status(disk: Disk, folder: Path, place: int, status: Status) -> None:
    """Put *status* in the place of the last one; where that fails, the drill goes on."""
    path = status_path(folder, place)
    with suppress(OSError, StorageFailed):
        disk.make_folder(path.parent)
        disk.write_whole(path, msgspec.json.encode(status))


def read_status(disk: Disk, folder: Path, place: int) -> Status | None:
    """How *place* stood when its station last wrote; None where nothing can be read."""
    try:
        return msgspec.json.decode(disk.read(status_path(folder, place), MB), type=Status)
    except (OSError, ValueError, RecursionError):
        return None
