"""Writes `docs/speed.md` from what the benches measured last (`bench/measured/*.json`); the words about it stand here.

`make bench` measures and then runs this. Nothing is measured here.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
MEASURED = DOCS.parent / "bench" / "measured"
HEAD = """# Speed, as it was measured

What was promised, what was measured last and what it costs today. A promise that isn't kept says so. `make bench`
measures all of it anew and writes this page (`docs/write_speed.py`).

Ratios are medians over rounds in which both sides take turns, so that a busy machine slows both. Exploring and starting
are time on the wall, the rest is processor time; exploring tells its slowest round. Milliseconds are those of one
machine on one day: only the ratios are promised.

What plays drills is measured twice: compiled to machine code (`make compiled`: the same source, the same bytes out)
and as plain Python, which is what `make play` runs. The tables show the compiled figures; those of plain Python stand
below each.
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A group of figures: which script makes them, and what is to be said of them."""

    script: str
    title: str
    about: str
    limited_by: str
    beside: str


SUBJECTS = (
    Subject(
        "engine",
        "A full step",
        """One turn at the desk of the lost child: the view with every open move, then a move or a wait, everything
that falls due on the way, each event folded. Against one bare trigger of `transitions` on the same story.
Chained: every event also encoded and hash-chained as in a journal, without the disk. Moods are apart: the
drill is played with no condition that asks for one, and what asking costs is told beside it.""",
        """A step makes two or three events, each an object of its own, allowed by the rules, folded, and looked at
by whoever waits for it. A third goes into the view, although that is made anew only where something
changed. Compiled, what is left is spread thin: reading fields of events and stories, which are msgspec's and
stay as they are, looking things up, making objects. Plain Python takes two and a half times as long.""",
        """A bare trigger moves one state and says nothing about it. Folding alone takes a quarter of one a step, and
half in plain Python. The chain's floor is one encoding and one SHA-256 an event.""",
    ),
    Subject(
        "peers",
        "Forty knots, against other engines",
        """The same story of forty knots with three ways each, two of them guarded (`bench/forty_knots.py`), as a
scenario of ours, as compiled Ink and as a class of `python-statemachine`. Guards ask which knots were
visited and what time it is; each way takes its seconds, which a clock counts. All three walk the same three
hundred decisions a round, and their checksums are equal, the clock's included. Ours is the whole drill.""",
        """Ours does more for a decision: a view with all that is open, a move that takes time, four events, the
promise book, the customer's mood. Routes and guards are a small part of it. The promise was made after
another story of forty knots, on which bink took 59 to 103 microseconds a decision and
`python-statemachine` 325; on this one both are quicker. Compiling halved what a decision takes; the rest is
spread thin: reading fields a quarter, looking things up another, making objects a tenth.""",
        """bink is compiled Rust: five calls through its C interface a decision, at about a microsecond each, and
Ink's own work. Five times its speed would leave about three microseconds for a view, a move and four
events, folded and looked at by whoever waits for them. What both peers do, routes and guards, takes us a
microsecond; it stands beside the figures.""",
    ),
    Subject(
        "fleet",
        "A fleet of careful bots",
        """Whole drills of the lost child, played by the careful bot and given all four scores, on one core. A
thousand a second is a goal.""",
        """The bot's thinking (it weighs the open replies anew at every look), the four scores (empathy, worked out
person by person, is the dearest), and the desk, in this order where the engine is compiled. Compiling the
bot and the scores as well would add a tenth. What would help: weighing a beat's replies
once while nothing has changed. That is worth part of it, not a factor of ten.""",
        """A thousand drills a second leave two microseconds an event for playing, thinking and judging together.
Folding the events, and nothing else, takes half of that. Drills share nothing: more cores help as many
times as there are.""",
    ),
    Subject(
        "exploring",
        "Exploring",
        """`firedrill explore` on each drill of the shelf, from reading it to an answer on every question.""",
        """The plan's plays and the bots' reach the marks, most of them at once. A search that doesn't find what it
looks for takes the 25 seconds that the command allows by itself.""",
        """One play with its scores is the unit: see the fleet.""",
    ),
    Subject(
        "reading",
        "Reading a scenario",
        """From bytes to a checked story, with the place of every value, against `yaml.load` with the C loader on the
same bytes. Kept: a story that was read before, from where it is kept. The checks that play a scenario
aren't among those of reading. *a long drill* is a small one many times over and isn't on the shelf: it
holds more structure and less prose a line.""",
        """About two fifths is the guard and the tree with its places; the rest is the story made of it and its
checks. What can be reached, and what may follow a beat, is worked out once for all who ask. The garbage
of one turn is collected before the next: without that, the order of the turns alone moved the figure by a
quarter.""",
        """libyaml's events, of which everybody builds, told beside it. A kept story is a hash of the bytes and one
decoding.""",
    ),
    Subject(
        "starting",
        "Starting",
        """A cold start from the command line to its end, against a Python that imports pygame, transitions, yaml,
pydantic and sqlalchemy. Text commands load none of the heavy ones. `scores` has a run to list. Both sides
are compiled beforehand, as an installed program is. Where Python isn't let keep what it compiled, `scores`
comes to .34 of the stack and `--help` to .20.""",
        """Typer: nearly all of `--help`, which is made of a list of names and lines; a command is loaded and built
when it is called. `scores` adds msgspec, the hashes of the chain, and the types of events and stories that
come with the records although a list of ended runs reads none. What would help: headers and scores in a
module that knows no events.""",
        """A bare start of Python, told beside it, and importing Typer, which takes four times as long.""",
    ),
)


def page(folder: Path = MEASURED) -> str:
    """The whole page, from the figures kept in *folder*."""
    return HEAD + "".join(f"\n{_section(subject, folder)}" for subject in SUBJECTS)


def _section(subject: Subject, folder: Path) -> str:
    kept = json.loads((folder / f"{subject.script}.json").read_text(encoding="utf-8"))
    rows = "\n".join(_row(figure) for figure in kept["figures"])
    plain = _plain(folder / "plain" / f"{subject.script}.json")
    return (
        f"## {subject.title}\n\n{subject.about}\n\n"
        f"| what | measured | promised | kept | today |\n|---|---|---|---|---|\n{rows}\n\n{plain}"
        f"**What limits it.**\n{subject.limited_by}\n\n"
        f"**The limit beside it.**\n{subject.beside}\n\n"
        f"*{kept['machine']}; `bench/{subject.script}.py`, {_rounds(kept['figures'])}.*\n"
    )


def _plain(path: Path) -> str:
    """What plain Python takes, where it was measured apart."""
    if not path.exists():
        return ""
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    told = "; ".join(f"{figure['id']} {figure['measured']:.3g}" for figure in figures)
    return f"Plain Python: {told}.\n\n"


def _row(figure: dict[str, Any]) -> str:
    least, measured, promised = figure["at_least"], figure["measured"], figure["promised"]
    kept = measured >= promised if least else measured <= promised
    bound = f"{'at least' if least else 'at most'} {promised:g}"
    cells = (figure["id"], f"{measured:.3g} {figure['of']}", bound, "yes" if kept else "**no**", figure["costs"])
    return f"| {' | '.join(cells)} |"


def _rounds(figures: list[dict[str, Any]]) -> str:
    return f"{min(figure['rounds'] for figure in figures)} rounds"


if __name__ == "__main__":
    (DOCS / "speed.md").write_text(page(), encoding="utf-8")
