"""What to play when nothing was named: the drill that was stopped, or one of the shelf."""

from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Player
from simulator.journal.runs import Runs
from simulator.journal.whose import shown_here
from simulator.terminal.console import Console
from simulator.terminal.forms import Back, Questions
from simulator.terminal.plain import plain
from simulator.terminal.shelf import shelf_entries


def wants_to_go_on(runs: Runs, console: Console) -> str:
    """Offer the latest drill that was stopped; give its run where the trainee goes on with it, else nothing."""
    stopped = next((run for run in shown_here(runs)[0] if _is_stopped(run)), None)
    if stopped is None:
        return ""
    console.say(f"You stopped in the middle of '{plain(stopped.scenario)}' ({stopped.run}).")
    answer = console.ask("Enter goes on with it; n chooses another drill:").lower()
    return "" if answer.startswith("n") else stopped.run


def _is_stopped(run: RunSummary) -> bool:
    return run.state is State.UNFINISHED and run.player is Player.PERSON


def choose_scenario(console: Console) -> str | None:
    """Ask which scenario to play; None where the trainee would rather not."""
    items = [(entry.id, f"{plain(entry.title)} ({plain(entry.industry)})") for entry in shelf_entries() if entry.title]
    try:
        return Questions(console.ask, console.say).one("Which drill?", items, "The shelf is empty.")
    except Back:
        return None
