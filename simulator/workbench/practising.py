"""Plays on from a moment of a drill that is being written, in private: nothing is recorded, nobody is compared."""

import time

from simulator.drill.session import Session
from simulator.journal.records import Mode
from simulator.scenario.story import Story
from simulator.scoring.debrief import debrief
from simulator.terminal.console import Console, InputEnded
from simulator.terminal.debriefing import whole
from simulator.terminal.playing import Desk, StoppedForNow


def practise(story: Story, session: Session, console: Console) -> bool:
    """Go on with *session* of the cast *story*, to its debrief if it comes to its end; False where the input ended."""
    console.say("", "This is practice: nothing is recorded. Stopping here (q) ends it.", "")
    try:
        Desk(story, session, Mode.UNTIMED, console, time.monotonic).play()
    except StoppedForNow:
        console.say("", "Practice is over; nothing was recorded.")
        return True
    except (InputEnded, KeyboardInterrupt):
        console.say("", "Practice is over; nothing was recorded.")
        return False
    console.say("", *whole(debrief(story, session.events(), None)))
    return True
