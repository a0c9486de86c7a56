"""One drill at a terminal, from the briefing to its end: shows a moment, takes a line, goes on.

Everything shown comes from `telling` and `showing`, every action goes to the session, which decides. The record is
the session's business; wall time is handed in.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.events import Event, FactBecameTrue, FactCeased
from simulator.drill.feelings import Feelings
from simulator.drill.pacing import Pacer, let_time_run, reading_allowance
from simulator.drill.session import Session
from simulator.drill.view import Life, ReplyView, View
from simulator.journal.records import Mode
from simulator.scenario.story import Story
from simulator.terminal import showing
from simulator.terminal.console import Console
from simulator.terminal.forms import FORMS, Forms, Questions
from simulator.terminal.plain import plain, wrapped
from simulator.terminal.telling import Teller
from simulator.training.attending import Attended
from simulator.training.declaring import MODE_WORDS
from simulator.training.nearing_the_end import QUESTION, before_the_end, ends_at, run_short_of_the_end

LOOK_BACK = 20  # lines of what happened before, when a run goes on; 'replay' has them all
NO_PAUSE = "The clock isn't stopped in an assessed drill. q stops for now: the record shows it, and it stays assessed."
FOR_TRAINER = "Your trainer has stopped the clock: it goes on when they say so ('go on': at once; q: stop here)."
NOT_NOW = "The clock is stopped, so nothing was done."
IN_A_FORM = "At any question b goes back without doing anything; z stops the clock and q stops here, too."
# A number, or a number and own words: '12: words'. '12:30' is a time of day and no reply.
_REPLY = re.compile(r"([0-9]{1,2})\s*(?::(?![0-9])\s*(.*))?")
LONGEST_TICK = 2_000  # ms: a longer gap means that the computer slept or the terminal stood still: nobody's fault
LONGEST_WAIT = 120_000  # ms counted for one answer where the input can't be watched meanwhile
Stopwatch = Callable[[], float]  # seconds of a clock that never goes back


class StoppedForNow(Exception):
    """The trainee wants to go on another time; the run is kept as it is."""


class Desk:
    """A trainee's place at the terminal: one session of the cast *story*, played in *mode*.

    *reading_time* multiplies the reading allowance of timed drills; *attended* is set where a trainer has a say.
    """

    def __init__(
        self,
        story: Story,
        session: Session,
        mode: Mode,
        console: Console,
        stopwatch: Stopwatch,
        reading_time: float = 1.0,
        attended: Attended | None = None,
    ) -> None:
        self._story = story
        self._session = session
        self._mode = mode
        self._console = console
        self._stopwatch = stopwatch
        self._pacer = Pacer(session, reading_time) if mode.presses else None
        self._reading_time = reading_time
        self._handover = 0  # ms left to read what was handed over only when the clock had started
        self._attended = attended
        self._listened = stopwatch()
        self._teller = Teller(story, attended.trainers if attended else None)
        self._feelings = Feelings(story)
        self._verdicts: dict[str, str] = {}
        self._told = 0
        self._said = 0  # how often something that happened was told
        self._during: Sequence[Event] = ()  # what happened while the last move went through
        self._shown = (-1, -1)
        self._listed: tuple[ReplyView, ...] = ()  # as they were numbered last
        self._knows_forms = False
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
        self._attend()  # so that the trainer's desk knows

    # -- a turn

    def _brief(self) -> None:
        briefing = tuple(showing.briefing(self._story))
        noticed = briefing[:1] if self._mode is Mode.ASSESSED else briefing
        self._console.say(*noticed, "", MODE_WORDS[self._mode])
        self._console.say("Numbers are replies, letters are everything else; ? lists them.")
        while answer := self._ask("Enter starts the clock:").lower():
            if answer == "q":
                raise StoppedForNow
            self._help()
        self._session.submit(do.Begin())
        if noticed != briefing:
            self._console.say("", *briefing)
            self._handover = reading_allowance(self._story.brief, self._reading_time)
        self._go_through()

    def _look_back(self) -> None:
        lines = tuple(self._news())
        self._console.say("You go on where you stopped. What happened last:", "", *lines[-LOOK_BACK:])

    def _take_turn(self) -> None:
        self._show_moment()
        answer = self._ask(showing.PROMPT, self._list_again)
        if self._may_act():
            self._answer(answer)

    def _may_act(self) -> bool:
        """Whether the clock runs still, after somebody was asked: a trainer may have stopped it meanwhile."""
        life = self._session.view().life
        if life is Life.PAUSED:
            self._console.say(NOT_NOW)
        return life not in (Life.PAUSED, Life.ENDED)

    def _show_moment(self) -> None:
        """Show where things stand, once: looking something up needn't have it all read out again."""
        view = self._session.view()
        if self._shown == (view.events, view.now):
            return
        self._shown = (view.events, view.now)
        self._listed = _replies_in(view)
        from_elsewhere = showing.from_elsewhere(view, self._during)
        self._console.say("", showing.status(self._story, view), *showing.replies(view), *from_elsewhere)
        if self._mode.guides:
            self._console.say(*showing.hints(self._story, view))

    def _list_again(self) -> bool:
        """While the prompt waits: numbers are told anew as soon as they mean something else; whether they were."""
        view = self._session.view()
        if _replies_in(view) == self._listed:
            return False
        self._show_moment()
        self._console.say("Enter goes on:" if view.life is Life.ENDED else showing.PROMPT)
        return True

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
        """Say the reply that has this number in the list printed last."""
        typed = _REPLY.fullmatch(answer)
        if typed is None or not 1 <= int(typed[1]) <= len(self._listed):
            self._console.say(self._what_a_number_means())
            return
        reply = self._listed[int(typed[1]) - 1]
        if reply not in _replies_in(self._session.view()):
            self._console.say("Meanwhile things have moved on, and that can't be said any more.")
            self._again()
            return
        self._do(do.Say(reply=reply.id, own_words=plain((typed[2] or "").strip())[:2_000]))

    def _what_a_number_means(self) -> str:
        last = len(self._listed)
        if not last:
            return "Nobody waits for a reply now. Enter lets time run; a letter does something (? lists them)."
        numbers = f"The replies are numbered 1 to {last}" if last > 1 else "There is one reply, number 1"
        return f"{numbers}; '1: your words' keeps your own beside it. ? lists what else you can type."

    def _fill(self, letter: str) -> None:
        if not self._knows_forms:
            self._console.say(IN_A_FORM)
            self._knows_forms = True
        questions = Questions(self._ask_in_form, self._console.say)
        action = Forms(questions, self._story, self._session.view(), lambda: self._session.view().now).fill(letter)
        if action is not None and self._may_act():
            self._do(action)

    def _ask_in_form(self, prompt: str) -> str:
        while True:
            answer = self._ask(prompt)
            if answer.lower() == "q":
                self._stop_for_now()
            if answer.lower() != "z":
                return answer
            self._pause()
            if self._session.view().life is Life.PAUSED:
                self._wait_paused()

    def _do(self, action: Action) -> None:
        before = len(self._session.events())
        self._session.submit(action)
        self._go_through()
        self._during = self._session.events(before)

    def _go_through(self) -> None:
        """While a move is on its way there is nothing to decide: time runs to where it arrives."""
        while (view := self._session.view()).busy and view.life in (Life.RUNNING, Life.CLOSING):
            let_time_run(self._session, view.busy_until)
            self._tell()
        self._tell()

    def _let_time_run(self) -> None:
        goes_on = run_short_of_the_end(self._story, self._session)
        self._during = ()  # what this brought stands right above the list
        self._tell()
        if not goes_on and self._is_to_end():
            let_time_run(self._session)
            self._tell()

    # -- stopping, in its three ways

    def _pause(self) -> None:
        if self._mode.may_pause:
            self._do(do.Pause())
        else:
            self._console.say(NO_PAUSE)

    def _wait_paused(self) -> None:
        """In a timed drill the replies are hidden while the clock stands, so nothing is shown here."""
        if self._session.view().stopped_by != do.TRAINEE:
            self._wait_for_trainer()
            return
        if self._console.ask("The clock is stopped. Enter lets it go on; q stops here for now.").lower() == "q":
            raise StoppedForNow
        self._ticked = self._stopwatch()
        self._do(do.Resume())

    def _wait_for_trainer(self) -> None:
        """Wait until the trainer lets the clock go on; a trainer who has gone for good doesn't end the drill."""
        goes_on = False

        def meanwhile() -> bool:
            nonlocal goes_on
            if goes_on or (life := self._session.view().life) is Life.PAUSED:
                return goes_on
            goes_on = True
            self._again()
            self._show_moment()
            self._console.say("Enter goes on:" if life is Life.ENDED else showing.PROMPT)
            return True

        answer = self._ask(FOR_TRAINER, meanwhile)
        if goes_on and self._may_act():
            self._answer(answer)
        elif not goes_on and self._session.view().life is Life.PAUSED:
            if answer.lower() == "go on":
                self._do(do.Resume())
            elif answer.lower() == "q":
                raise StoppedForNow

    def _leave(self) -> None:
        if self._ask("Leave for good, with everything as it is? (yes, or Enter to stay):").lower() in ("yes", "y"):
            self._do(do.Leave())

    def _finish(self) -> None:
        if self._session.view().life is not Life.CLOSING or self._is_to_end():  # else it is refused, in a sentence
            self._do(do.Finish())

    def _is_to_end(self) -> bool:
        """Ask before the drill ends, and say until when it goes on and what is open: a mere Enter stays."""
        view = self._session.view()
        end = ends_at(self._story, view, self._session.events())
        for line in before_the_end(self._story, view, end):
            self._console.say(*wrapped(line))
        answer = self._ask(f"{QUESTION} (yes, or Enter to stay):").lower()
        return answer in ("yes", "y") and self._may_act()

    def _stop_for_now(self) -> None:
        if not self._mode.may_pause:
            self._session.submit(do.Pause())  # so that the record shows it
        raise StoppedForNow

    # -- showing

    def _help(self) -> None:
        self._console.say(*showing.HELP)

    def _again(self) -> None:
        self._shown = (-1, -1)

    def _heard(self) -> None:
        verdicts = self._verdicts if self._mode.guides else None
        self._console.say(*showing.heard(self._story, self._session.view(), verdicts))

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

    def _tell(self) -> None:
        lines = tuple(self._news())
        if lines:
            self._said += 1
            self._console.say("", *lines)

    def _news(self) -> Iterator[str]:
        """The lines for whatever happened since the last look."""
        news = self._session.events(self._told)
        self._told += len(news)
        for event in news:
            self._feelings.fold(event)
            if isinstance(event, FactBecameTrue):
                self._verdicts[event.fact] = showing.SO
            elif isinstance(event, FactCeased):
                self._verdicts[event.fact] = showing.NO_LONGER_SO
        yield from self._teller.tell(news)

    # -- wall time

    def _ask(self, prompt: str, meanwhile: Callable[[], bool] | None = None) -> str:
        """Ask; in timed mode the clock runs as we wait, and *meanwhile* is called whenever it has.

        What happens is told above the question, which is asked again then; *meanwhile* answers whether it did so.
        """
        if self._pacer is None and self._attended is None:
            return self._console.ask(prompt)
        if self._pacer is not None:
            self._pacer.note_new_text()
        self._attend()
        began = self._ticked = self._stopwatch()

        def idle() -> None:
            said = self._said
            self._tick()
            self._attend()
            if self._said != said:
                self._during = ()
            asked = meanwhile() if meanwhile is not None else False
            if self._said != said and not asked:
                self._console.say(prompt)

        answer = self._console.ask(prompt, idle)
        self._tick(LONGEST_TICK if self._ticked > began else LONGEST_WAIT)
        self._attend()
        return answer

    def _attend(self) -> None:
        """Let a trainer have their say, and tell what came of it."""
        if self._attended is None:
            return
        now = self._stopwatch()
        elapsed, self._listened = round((now - self._listened) * 1000), now
        told = self._attended.listen(elapsed)
        self._tell()
        if told:
            self._said += 1
            self._console.say(*told)

    def _tick(self, most: int = LONGEST_TICK) -> None:
        """Let the wall time since the last tick press, and tell what it brought; gaps above *most* ms don't count."""
        now = self._stopwatch()
        elapsed, self._ticked = round((now - self._ticked) * 1000), now
        stands = self._session.view().life not in (Life.RUNNING, Life.CLOSING)
        if self._pacer is not None and not stands and 0 < elapsed <= most:
            read = min(elapsed, self._handover)
            self._handover -= read
            self._pacer.tick(elapsed - read)
            self._tell()


def _replies_in(view: View) -> tuple[ReplyView, ...]:
    return tuple(reply for _, reply in showing.open_replies(view))


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
