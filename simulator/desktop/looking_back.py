"""What a debrief leads to: practice from a moment, its few minutes again, the customer's side, a page to keep.

Nothing that is played here is recorded or counts anywhere. Screens only show; which leads where is said here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.desktop.screen import Screen
from simulator.desktop.screens.changed import ChangedScreen
from simulator.desktop.screens.debrief import DebriefScreen, Doors
from simulator.desktop.screens.debrief_cards import MomentWays
from simulator.desktop.screens.practice import PracticeScreen
from simulator.desktop.screens.their_side import TheirSideScreen
from simulator.desktop.seat import Seat
from simulator.desktop.view_models.comparing import practice_compared, stretch_compared
from simulator.desktop.view_models.debrief import DebriefModel, Moment
from simulator.desktop.view_models.their_side import their_sides
from simulator.desktop.view_models.words import minute_text
from simulator.drill.again import Stretch, latest_move, taken_up
from simulator.drill.clock import MINUTE
from simulator.drill.session import Session
from simulator.errors import SimulatorError
from simulator.journal.records import Mode, OwnRating
from simulator.journal.replay import Replayed
from simulator.pages.keeping import keep_page

A_LITTLE_BEFORE = MINUTE  # where the few minutes of a moment begin, at the move before that
A_FEW_MINUTES = 5 * MINUTE
BEHIND_IT = 2 * MINUTE  # at least so long after the moment, so that its answer comes


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the debrief leads outside of what is looked back at; *folder* takes pages that are saved."""

    keep_sentence: Callable[[str], None]
    home: Callable[[], Screen]
    again: Callable[[], Screen]
    folder: Path


class LookingBack:
    """One ended run, looked back at: its debrief, and everything that can be entered from there."""

    def __init__(self, replayed: Replayed, rating: OwnRating | None, model: DebriefModel, leads: Leads) -> None:
        self._replayed = replayed
        self._rating = rating
        self._sentence = model.sentence
        self._earlier = model.earlier
        self._keep = leads.keep_sentence
        ways = MomentWays(self.practise, self.repeat)
        doors = Doors(self._keep_sentence, leads.home, leads.again, ways, self.their_side, self.save_page)
        self._folder = leads.folder
        self._debrief = DebriefScreen(model, doors)

    def debrief(self) -> Screen:
        """The debrief, as it was left."""
        return self._debrief

    # ------------------------------------------------------------------ practice
    def practise(self, moment: Moment) -> Screen:
        """The run played on from just before *moment*, to its end or until the trainee leaves it."""
        story, events = self._replayed.story, self._replayed.events
        session = taken_up(story, events, moment.number)
        begun = session.view().now
        marked = f"Practice from {minute_text(story, begun)}: nothing is kept"

        def after(seat: Seat) -> Screen:
            compared = practice_compared(story, events, tuple(seat.events()), begun)
            return ChangedScreen(compared, lambda: self.practise(moment), self.debrief)

        return PracticeScreen(self._seat(session), marked, after, self.debrief, person=moment.person)

    def repeat(self, moment: Moment) -> Screen:
        """The few minutes around *moment*, as often as one likes."""
        story, events = self._replayed.story, self._replayed.events
        session = taken_up(story, events, self._a_little_before(moment))
        begun = session.view().now
        stretch = Stretch(session, _ends(begun, moment))
        ends = minute_text(story, stretch.until)
        marked = f"Practice, {minute_text(story, begun)} to {ends}: nothing is kept"

        def after(seat: Seat) -> Screen:
            until = max(stretch.until, seat.view().now)
            compared = stretch_compared(story, events, tuple(seat.events()), begun, until)
            return ChangedScreen(compared, lambda: self.repeat(moment), self.debrief)

        return PracticeScreen(self._seat(stretch), marked, after, self.debrief, lambda: stretch.over, moment.person)

    def _a_little_before(self, moment: Moment) -> int:
        """The number of the last move begun a little before the moment's own; its own where there was none."""
        events = self._replayed.events
        own = moment.number
        if own <= 0:
            return 0
        earlier = latest_move(events, own, events[own].at - A_LITTLE_BEFORE)
        near = earlier >= 0 and events[own].at - events[earlier].at <= A_FEW_MINUTES
        return earlier if near else own

    # ------------------------------------------------------------------ looking and keeping
    def _keep_sentence(self, sentence: str) -> None:
        self._sentence = sentence
        self._keep(sentence)

    def their_side(self) -> Screen:
        """The run from the customer's side."""
        return TheirSideScreen(their_sides(self._replayed.story, self._replayed.events), self.debrief)

    def save_page(self) -> str:
        """Write the debrief as one page; where it lies, or why it couldn't be written, in a sentence."""
        try:
            path = keep_page(self._folder, self._replayed, self._rating, self._sentence, self._earlier)
        except SimulatorError as problem:
            return str(problem)
        return f"The page is here: {path}"

    def _seat(self, session: Session) -> Seat:
        """A seat in the mode of the run; what was assessed is practised as timed, which may be stopped."""
        header = self._replayed.header
        mode = Mode.TIMED if header.mode.presses else header.mode
        return Seat(self._replayed.story, session, mode, extra=header.accommodations.reading_time)


def _ends(begun: int, moment: Moment) -> int:
    """When a stretch ends: after a few minutes, and a little after the moment where that isn't hours away."""
    near = moment.at if moment.at - begun <= A_FEW_MINUTES else begun
    return max(begun + A_FEW_MINUTES, near + BEHIND_IT)
