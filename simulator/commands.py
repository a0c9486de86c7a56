"""Every command by its name: where it is, and what `--help` says of it. A new command adds its line to `COMMANDS`.

`--help` is made of these lines alone, and a command is loaded and built when it is called: to do that for all of them
took longer than what a short command does. A line is the docstring of its command; a test holds them together.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

if TYPE_CHECKING:
    from typer._click.core import Command, Context  # Typer has no other name for them

# Whoever started us may have closed the streams: then there is None in their place.
_in_colour = sys.stdout is not None and sys.stdout.isatty()
_plain_help = not _in_colour or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"


def new_app(purpose: str = "") -> typer.Typer:
    """A command line without commands, which shows its help in colour where that can be seen."""
    return typer.Typer(help=purpose, add_completion=False, rich_markup_mode=None if _plain_help else "rich")


class Listed(TyperCommand):
    """What there is of a command until it is called: its *name*, *where* it is, and its *line* in `--help`.

    *where* is a module of `simulator` and a name in it: a function with typed options, or the Typer of a group. The
    commands of *inner* belong to the group, too, and stand elsewhere.
    """

    def __init__(self, name: str, where: str, line: str, inner: "Sequence[Listed]" = ()) -> None:
        super().__init__(name, help=line)
        self.where = where
        self.inner = inner

    def make_context(
        self, info_name: str | None, args: list[str], parent: "Context | None" = None, **extra: object
    ) -> "Context":
        """The context of the command itself, in which it is then invoked."""
        return self.loaded().make_context(info_name, args, parent, **extra)

    def loaded(self) -> "Command":
        """The command itself, with its options."""
        module, _, name = self.where.partition(".")
        found = getattr(import_module(f"simulator.{module}"), name)
        app = new_app()
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=self.name)
        else:
            app.command(self.name)(found)
        command = get_group(app).commands[str(self.name)]
        return listing(command, self.inner) if isinstance(command, TyperGroup) else command


def listing(group: TyperGroup, commands: Sequence[Listed]) -> TyperGroup:
    """*group* with *commands* in it."""
    for command in commands:
        group.add_command(command)
    return group


COMMANDS = (
    Listed(
        "play",
        "playing.play",
        "Play a drill: in the window, here (--terminal), from a file (--moves) or by a bot (--bot).",
    ),
    Listed("scenarios", "playing.scenarios", "List the scenarios there are to play."),
    Listed("replay", "looking_back.replay", "Read a run back from its record: what happened, and how it was scored."),
    Listed(
        "debrief",
        "looking_back.debrief",
        "Show the debrief of an ended run, or write it as one HTML page (--html) to keep or print.",
    ),
    Listed(
        "verify",
        "looking_back.verify",
        "Check that a run's record is as it was written, and as it was sealed; exit code 4 where it isn't.",
    ),
    Listed(
        "rescore",
        "looking_back.rescore",
        "Score an ended run by today's rubric; the scorecards it has stay as they are.",
    ),
    Listed("resume", "playing.resume", "Go on with a drill that was stopped: the latest, or the one named."),
    Listed(
        "scores",
        "looking_back.scored",
        "List the runs on this computer with their four scores, the newest first.",
        (
            Listed(
                "rebuild", "bookkeeping.rebuild", "Make the score book anew from the journals, which have everything."
            ),
        ),
    ),
    Listed(
        "book", "bookkeeping.book", "Keep the score book: bring it up to date, back it up, verify, restore and mend it."
    ),
    Listed(
        "privacy",
        "bookkeeping.privacy",
        "Look after what is kept of people: export it, erase it, see who looked, say how long it is kept.",
    ),
    Listed(
        "check",
        "authoring.check",
        "Check scenario, plan, house and drill plan files; every problem with its place. Plans are played.",
    ),
    Listed(
        "explore",
        "authoring.explore",
        "Look for plays that show what a scenario allows: good on all scores, bad on all, good on one.",
    ),
    Listed(
        "try",
        "authoring.try_",
        "Let every bot play a scenario with many seeds; exit code 1 where it doesn't hold what a good drill holds.",
    ),
    Listed(
        "reach",
        "authoring.reach",
        "Play until every beat has been reached and every reply said; exit code 1 where something is left over.",
    ),
    Listed(
        "proofread",
        "authoring.proofread",
        "Look for words no dictionary knows; tell how hard each voice is to read, and how long a play takes to read.",
    ),
    Listed(
        "map",
        "authoring.map_",
        "Draw the story: a lane per person, every way from beat to beat, and what no play has reached.",
    ),
    Listed(
        "endings",
        "authoring.endings",
        "List every ending: its story, whether plays have seen it, and the scores on the way to it.",
    ),
    Listed(
        "preview",
        "authoring.preview",
        "Look at one beat as somebody comes to it: what is said, what each reply does, what else is open.",
    ),
    Listed(
        "review",
        "authoring.review",
        "Write one HTML page for a subject expert: every conversation to read, what each reply does, which rules fire.",
    ),
    Listed(
        "lesson",
        "authoring.lesson",
        "Write the lesson plan of a drill: one HTML page to print, for whoever runs it with a class.",
    ),
    Listed(
        "schema",
        "authoring.schema",
        "Print the JSON Schema by which an editor completes and explains scenario, plan or house files.",
    ),
    Listed(
        "new",
        "authoring.new",
        "Ask what happened to a customer, and write the first draft of a drill: "
        "a scenario and its plan, ready to play.",
    ),
    Listed(
        "compare",
        "comparisons.compare",
        "Compare people fairly: who is ready, what the whole group fails, who needs what. Marks come with intervals.",
    ),
    Listed(
        "drill",
        "drilling.drill",
        "Run a drill with a class: set up its plan, be one of its stations, or watch it as its trainer.",
    ),
    Listed(
        "xapi",
        "sending.xapi",
        "Tell drills to a record store or a file, as xAPI 2.0: under random ids, without a word that anybody typed.",
    ),
    Listed(
        "rate",
        "teaching.rate",
        "Rate a run before its scores are shown, then see both; or say what a score should be, and why.",
    ),
    Listed(
        "ratings",
        "teaching.ratings",
        "Tell how far trainers agree on each score, and who rates more kindly or sternly than the others.",
    ),
    Listed(
        "class",
        "teaching.class_",
        "Talk a drill over with the class: the same moment side by side, what nearly all failed, questions to ask.",
    ),
    Listed(
        "programme",
        "teaching.programme",
        "Tell who has drilled what when, how far each case is covered, and what is due by the house's calendar.",
    ),
)
