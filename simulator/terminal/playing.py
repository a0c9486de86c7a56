"""One drill at a terminal, from the briefing to its end: shows a moment, takes a line, goes on.

Everything shown comes from `telling` and `showing`, every action goes to the session, which decides. The record is
the session's business; wall time is handed in.
"""

from collections.abc import Callable, Iterator

from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.events import FactBecameTrue, FactCeased
from simulator.drill.feelings import Feelings
from simulator.drill.pacing import Pacer, let_time_run
from simulator.drill.session import Session
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.scenario.story import Story
from simulator.terminal import showing
from simulator.terminal.console import Console
from simulator.terminal.forms import FORMS, Forms, Questions
from simulator.terminal.plain import plain
from simulator.terminal.telling import Teller

LOOK_BACK = 20  # lines of what happened before, when a run goes on; 'replay' has them all
MODE_WORDS = {
    Mode.GUIDED: "Guided: you get hints, and what you heard is marked as so or not. The clock moves with what you do.",
    Mode.UNTIMED: "Untimed: the clock moves with what you do, and when you let time run.",
    Mode.TIMED: "Timed: once you have had time to read, the clock runs while somebody waits for you.",
}
LONGEST_TICK = 2_000  # ms: a longer gap means that the computer slept or the terminal stood still: nobody's fault
LONGEST_WAIT = 120_000  # ms counted for one answer where the input can't be watched meanwhile
Stopwatch = Callable[[], float]  # seconds of a clock that never goes back


class StoppedForNow(Exception):
    """The trainee wants to go on another time; the run is kept as it is."""


class Desk:
    """A trainee's place at the terminal: one session of the cast *story*, played in *mode*.

    *reading_time* multiplies the reading allowance of timed drills.
    """

    def __init__(
        self,
        story: Story,
        session: Session,
        mode: Mode,
        console: Console,
        stopwatch: Stopwatch,
        reading_time: float = 1.0,
    ) -> None:
        self._story = story
        self._session = session
        self._mode = mode
        self._console = console
        self._stopwatch = stopwatch
        self._pacer = Pacer(session, reading_time) if mode is Mode.TIMED else None
        self._teller = Teller(story)
        self._feelings = Feelings(story)
        self._so: set[str] = set()
        self._told = 0
        self._shown = (-1, -1)
        self._ticked = stopwatch()

    def play(self) -> None:
        """Play to the end. Raises `StoppedForNow`, and `InputEnded` where the input ends before the drill."""
        if self._session.view().life is Life.BRIEFING:
            self._brief()
        else:
            self._look_back()
        while (life := self._session.view().life) is not Life.ENDED:
            if life is Life.PAUSED:
                self._wait_paused()
            else:
                self._take_turn()

    # -- a turn

    def _brief(self) -> None:
        self._console.say(*showing.briefing(self._story), "", MODE_WORDS[self._mode])
        self._console.say("Numbers are replies, letters are everything else; ? lists them.")
        self._console.ask("Enter starts the clock:")
        self._session.submit(do.Begin())
        self._go_through()

    def _look_back(self) -> None:
        lines = tuple(self._news())
        self._console.say("You go on where you stopped. What happened last:", "", *lines[-LOOK_BACK:])

    def _take_turn(self) -> None:
        self._show_moment()
        self._answer(self._ask(showing.PROMPT))

    def _show_moment(self) -> None:
        """Show where things stand, once: looking something up needn't have it all read out again."""
        view = self._session.view()
        if self._shown == (view.events, view.now):
            return
        self._shown = (view.events, view.now)
        self._console.say("", showing.status(self._story, view), *showing.replies(view))
        if self._mode is Mode.GUIDED:
            self._console.say(*self._hints())

    def _answer(self, answer: str) -> None:
        letter = answer.lower()
        if not letter or letter == "t":
            self._let_time_run()
        elif letter in _SHOWS:
            _SHOWS[letter](self)
        elif letter in FORMS:
            self._fill(letter)
        elif letter[0].isdigit():
            self._reply(answer)
        else:
            self._console.say(f"'{plain(answer)[:40]}' means nothing here. ? lists what you can type.")

    def _reply(self, answer: str) -> None:
        number, _, own_words = answer.partition(":")
        replies = showing.open_replies(self._session.view())
        digits = number.strip()
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 3 and 1 <= int(digits) <= len(replies)):
            self._console.say(f"There are {len(replies)} replies now; a letter does something else (? lists them).")
            return
        reply = replies[int(digits) - 1][1]
        self._do(do.Say(reply=reply.id, own_words=plain(own_words.strip())[:2_000]))

    def _fill(self, letter: str) -> None:
        action = Forms(Questions(self._ask, self._console.say), self._story, self._session.view()).fill(letter)
        if action is not None:
            self._do(action)

    def _do(self, action: Action) -> None:
        self._session.submit(action)
        self._go_through()

    def _go_through(self) -> None:
        """While a move is on its way there is nothing to decide: time runs to where it arrives."""
        while (view := self._session.view()).busy and view.life in (Life.RUNNING, Life.CLOSING):
            let_time_run(self._session, view.busy_until)
            self._tell()
        self._tell()

    def _let_time_run(self) -> None:
        let_time_run(self._session)
        self._tell()

    # -- stopping, in its three ways

    def _pause(self) -> None:
        self._do(do.Pause())

    def _wait_paused(self) -> None:
        """In a timed drill the replies are hidden while the clock stands, so nothing is shown here."""
        if self._console.ask("The clock is stopped. Enter lets it go on; q stops here for now.").lower() == "q":
            raise StoppedForNow
        self._ticked = self._stopwatch()
        self._do(do.Resume())

    def _leave(self) -> None:
        if self._ask("Leave for good, with everything as it is? (yes, or Enter to stay):").lower() in ("yes", "y"):
            self._do(do.Leave())

    def _finish(self) -> None:
        self._do(do.Finish())

    def _stop_for_now(self) -> None:
        raise StoppedForNow

    # -- showing

    def _help(self) -> None:
        self._console.say(*showing.HELP)

    def _again(self) -> None:
        self._shown = (-1, -1)

    def _heard(self) -> None:
        so = frozenset(self._so) if self._mode is Mode.GUIDED else None
        self._console.say(*showing.heard(self._story, self._session.view(), so))

    def _remedies(self) -> None:
        self._console.say(*showing.remedies(self._story, self._session.view()))

    def _promises(self) -> None:
        self._console.say(*showing.promises(self._story, self._session.view()))

    def _card(self) -> None:
        self._console.say(*showing.card(self._story))

    def _people(self) -> None:
        view = self._session.view()
        seem = {person.id: self._feelings.words(person.id, view.now) for person in view.people}
        self._console.say(*showing.people(view, {person: words for person, words in seem.items() if words}))

    def _hints(self) -> list[str]:
        view = self._session.view()
        late = self._story.standards.first_reply
        hints = [
            f"Hint: {plain(person.name)} has waited {(view.now - person.waiting_since) // 1000} s for a word."
            for person in showing.waiting(view)
            if person.waiting_since is not None and view.now - person.waiting_since >= late
        ]
        due = [promise for promise in view.promises if promise.due - view.now <= 60_000]
        return hints + [f"Hint: what you promised is due: {plain(promise.label)}." for promise in due]

    def _tell(self) -> None:
        lines = tuple(self._news())
        if lines:
            self._console.say("", *lines)

    def _news(self) -> Iterator[str]:
        """The lines for whatever happened since the last look."""
        news = self._session.events(self._told)
        self._told += len(news)
        for event in news:
            self._feelings.fold(event)
            if isinstance(event, FactBecameTrue):
                self._so.add(event.fact)
            elif isinstance(event, FactCeased):
                self._so.discard(event.fact)
        yield from self._teller.tell(news)

    # -- wall time

    def _ask(self, prompt: str) -> str:
        if self._pacer is None:
            return self._console.ask(prompt)
        self._pacer.note_new_text()
        began = self._ticked = self._stopwatch()
        answer = self._console.ask(prompt, self._tick)
        self._tick(LONGEST_TICK if self._ticked > began else LONGEST_WAIT)
        return answer

    def _tick(self, most: int = LONGEST_TICK) -> None:
        """Let the wall time since the last tick press, and tell what it brought; gaps above *most* ms don't count."""
        now = self._stopwatch()
        elapsed, self._ticked = round((now - self._ticked) * 1000), now
        if self._pacer is not None and 0 < elapsed <= most:
            self._pacer.tick(elapsed)
            self._tell()


_SHOWS: dict[str, Callable[[Desk], None]] = {
    "?": Desk._help,
    "help": Desk._help,
    "v": Desk._again,
    "h": Desk._heard,
    "r": Desk._remedies,
    "m": Desk._promises,
    "c": Desk._card,
    "s": Desk._people,
    "z": Desk._pause,
    "f": Desk._finish,
    "l": Desk._leave,
    "q": Desk._stop_for_now,
}
