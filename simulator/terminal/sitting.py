"""One sitting at the terminal: a name, a drill, its debrief; and leaving in the middle without losing anything."""

import sys
import time

from msgspec import structs

from simulator.errors import SimulatorError, StorageFailed
from simulator.journal.debriefs import debrief_of_live
from simulator.journal.live import Live, begin, end, go_on
from simulator.journal.notebook import Notebook
from simulator.journal.records import NextTime, Note, OwnRating
from simulator.journal.runs import Playing, Runs
from simulator.journal.whose import is_nameless_practice
from simulator.scenario.overlay import read_laid
from simulator.scenario.shelf import find_scenario
from simulator.scoring.debrief import Debrief
from simulator.terminal.console import Console, InputEnded
from simulator.terminal.debriefing import FOLDED, moment_lines, score_lines, story_lines, titled
from simulator.terminal.plain import plain, wrapped
from simulator.terminal.playing import Desk, StoppedForNow
from simulator.training.attending import Attended
from simulator.training.declaring import whether_it_counts, who_plays, whose_it_is

LEFT_WITHOUT_A_NAME = (
    "You gave no name: once somebody gives one here, nobody can go on with it, not even you. Next time play with "
    "--name NAME, and it stays yours."
)


def play_here(runs: Runs, scenario: str, playing: Playing, console: Console, name: str = "") -> bool:
    """Play *scenario* from briefing to debrief, by *name* or whoever is at the *console*; False where the input ended.

    Raises what `begin` raises, and `StorageFailed` where the record can't be kept.
    """
    known = bool(name or runs.people.read().latest)
    if not known:
        read_laid(find_scenario(scenario), runs.house)  # nobody gives a name for a scenario that can't be played
    try:
        person = runs.people.called(name) if name else _who(runs, console)
    except (InputEnded, KeyboardInterrupt):
        return False
    called = plain(runs.people.read().names.get(person, ""))
    declared = (who_plays(called) if known else "", whether_it_counts(playing.mode), whose_it_is(called, playing.mode))
    console.say(*(line for sentence in declared if sentence for line in wrapped(sentence)), "")
    return sit(runs, begin(runs, scenario, structs.replace(playing, person=person)), console)


def resume_here(runs: Runs, run: str, console: Console) -> bool:
    """Go on with the unfinished *run*; False where the input ended on the way."""
    return sit(runs, go_on(runs, run), console)


def _who(runs: Runs, console: Console) -> str:
    """Ask for a name once; somebody who gives none is somebody all the same."""
    if runs.people.read().latest:
        return runs.people.latest()
    name = console.ask("Your name, kept on this computer only (Enter: none):")
    return runs.people.called(name) if name else runs.people.latest()


def sit(runs: Runs, live: Live, console: Console, attended: Attended | None = None) -> bool:
    """Play *live* to its end and look back, or stop on the way; False where the input ended.

    *attended* is set where a trainer has a say. Raises `StorageFailed` where the record can't be kept.
    """
    header = live.run.header
    reading = header.accommodations.reading_time
    desk = Desk(live.story, live.session, header.mode, console, time.monotonic, reading, attended)
    going_on = attended.going_on if attended else f"firedrill resume {plain(live.run.name)}"
    try:
        desk.play()
    except (InputEnded, KeyboardInterrupt):
        _say_how_to_go_on(runs, live, console, going_on)
        return False
    except StoppedForNow:
        _say_how_to_go_on(runs, live, console, going_on)
        return True
    except StorageFailed as error:
        live.run.close()
        raise StorageFailed(f"{error} What you saw before is kept: 'firedrill resume {live.run.name}'.") from error
    except BaseException:
        live.run.close()
        raise
    end(live)
    return _debrief(runs, live, console)


def _say_how_to_go_on(runs: Runs, live: Live, console: Console, going_on: str) -> None:
    if live.run.events:
        console.say("", f"Your drill is kept. To go on with it: {going_on}")
        if is_nameless_practice(runs, live.run.header):
            console.say(*wrapped(LEFT_WITHOUT_A_NAME))
    runs.discard(live.run)


def _debrief(runs: Runs, live: Live, console: Console) -> bool:
    try:
        _five_things(runs, live, console)
    except (InputEnded, KeyboardInterrupt):
        console.say("", f"The drill is over and kept: firedrill replay {plain(live.run.name)}")
        return False
    return True


def _five_things(runs: Runs, live: Live, console: Console) -> None:
    """Own rating before anything else, then the story, three moments, four scores, one sentence."""
    header = live.run.header
    notes = _Notes(runs.notebook)
    if before := notes.next_time(header.person):
        console.say("", f'For this time you had written: "{plain(before)}"')
    rating = _own_rating(header.run, header.person, console, notes)
    debrief = debrief_of_live(live, rating)
    console.say("", *titled("How it went", story_lines(debrief)))
    console.ask("Enter goes on to three moments:")
    console.say("", *titled("Three moments", moment_lines(debrief)))
    console.ask("Enter goes on to the four scores:")
    console.say("", *titled("Four scores", score_lines(debrief)))
    console.say(f"A suggestion for next time: {plain(debrief.next_time)}")
    sentence = plain(console.ask("One sentence for next time, in your own words (Enter: none):"))
    if sentence:
        notes.add(NextTime(header.run, header.person, sentence))
    _unfold(debrief, console)


class _Notes:
    """The notebook during a sitting: where it can't be used, that is told once and the debrief goes on without it."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._warned = False

    def next_time(self, person: str) -> str:
        try:
            return self._notebook.next_time(person)
        except SimulatorError as error:
            self._warn(error)
            return ""

    def add(self, note: Note) -> None:
        try:
            self._notebook.add(note)
        except SimulatorError as error:
            self._warn(error)

    def _warn(self, error: SimulatorError) -> None:
        if not self._warned:
            print(plain(f"{error} Until then nothing that you write about a drill is kept."), file=sys.stderr)
        self._warned = True


def _own_rating(run: str, person: str, console: Console, notes: _Notes) -> OwnRating:
    """Ask for four marks and two lines, and keep them: also where the lines don't come any more."""
    console.say("", "--- Before any score: how do you think it went? 0 is not at all, 4 is very well. ---")
    rating = OwnRating(
        run=run,
        person=person,
        honesty=_mark("Honesty", console),
        empathy=_mark("Empathy", console),
        cadence=_mark("Cadence (how often they heard from you)", console),
        generosity=_mark("Generosity", console),
    )
    try:
        rating = structs.replace(rating, plus=plain(console.ask("One thing that went well:")))
        rating = structs.replace(rating, delta=plain(console.ask("One thing you would do differently:")))
    finally:
        notes.add(rating)
    return rating


def _mark(dimension: str, console: Console) -> int:
    while (answer := console.ask(f"{dimension}, 0 to 4:")) not in ("0", "1", "2", "3", "4"):
        console.say("A number from 0 to 4, please.")
    return int(answer)


def _unfold(debrief: Debrief, console: Console) -> None:
    """Everything else, for whoever asks."""
    menu = ", ".join(f"{letter} {title}" for letter, (title, _) in FOLDED.items())
    console.say("", f"More: {menu}.")
    while answer := console.ask("Letter (Enter: done):").lower():
        if answer in FOLDED:
            title, lines = FOLDED[answer]
            console.say("", *titled(f"{title[:1].upper()}{title[1:]}", lines(debrief)))
        else:
            console.say(f"There is: {menu}.")
