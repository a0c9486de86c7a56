"""Writes `docs/fairness.md`: pairs of plays that differ in one thing, with both scorecards, played and judged anew.

Each pair is the careful player's run of the lost child, once as it was and once with one thing other. Where a thing
can't be done by a move alone it is put into the run's events, and every other event stays as it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event, Source
from simulator.drill.session import LiveSession
from simulator.scenario import acts as a
from simulator.scenario.acts import Act, ApologyPart
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story
from simulator.scoring.scorecard import Scorecard, score

MINUTE = 60_000
HEAD = """# Fair, shown in pairs

Every pair is the same careful run of *Saturday noon at the lake*, once as it was played and once with one thing other.
All of it is played and judged anew by `docs/write_fairness.py`, and a test holds that this page says what comes out.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One side of a pair: what was done, and what it was judged to be."""

    does: str
    card: Scorecard


@dataclass(frozen=True, slots=True)
class Pair:
    """What is fair, the two runs that show it, and what to see in them."""

    title: str
    one: Run
    other: Run
    see: str


def careful(seed: int = 0) -> tuple[Story, list[Event]]:
    """The careful player's run of the lost child."""
    story = cast(read_scenario(find_scenario("lost-child-resort")), seed)
    session = LiveSession(story, seed)
    play(session, make("careful", story, seed))
    return story, list(session.events())


def said(at: int, to: str, words: str, *acts: Act) -> ev.TraineeSpoke:
    """Words of the trainee, put into a run."""
    return ev.TraineeSpoke(at, (to,), words, acts, Source.SCRIPTED, began=at)


def with_events(events: Sequence[Event], *added: Event) -> list[Event]:
    """*events* with *added* in their places in time, each after what happened at the same moment."""
    return sorted([*events, *added], key=lambda event: event.at)


def first_words_to(events: Sequence[Event], person: str) -> int:
    """The number of the first words said to *person*."""
    return next(n for n, e in enumerate(events) if isinstance(e, ev.TraineeSpoke) and person in e.to)


def pairs() -> Iterator[Pair]:
    """Every pair, in the order of the page."""
    story, events = careful()
    as_it_was = Run("As it was played.", score(story, events))
    yield _presence(story, events, as_it_was)
    yield _acting(story, events, as_it_was)
    yield _three_apologies(story, events, as_it_was)
    yield _owning_up(story, events)
    yield _attention(story, events, as_it_was)
    yield _wealth(story, events, as_it_was)
    yield _dice(as_it_was)


def _presence(story: Story, events: list[Event], as_it_was: Run) -> Pair:
    lines = [said(at * MINUTE, "mara", f"I'm here. {at} minutes, and I'm here.", a.Presence()) for at in range(2, 12)]
    other = Run("Ten short human lines more to Mara, one a minute.", score(story, with_events(events, *lines)))
    see = "A short line beside a frightened person is never noise: cadence is the same."
    return Pair("A short human line", as_it_was, other, see)


def _acting(story: Story, events: list[Event], as_it_was: Run) -> Pair:
    number = first_words_to(events, "mara")
    deed = structs.replace(
        events[number], words="You press the radio.", acts=(a.ActOn("her words"), a.Assign("search"))
    )
    other = Run(
        "The first warm words are left out: the radio is pressed at once, and nothing is said.",
        score(story, [*events[:number], deed, *events[number + 1 :]]),
    )
    see = "In an emergency, doing what she asks for counts as having understood her: empathy stays where it was."
    return Pair("Acting at once", as_it_was, other, see)


def _three_apologies(story: Story, events: list[Event], as_it_was: Run) -> Pair:
    def sorry(at: int, to: str) -> ev.TraineeSpoke:
        return said(at, to, f"I'm sorry for what this hour is for you, {to}.", a.Apologise((ApologyPart.REGRET,)))

    last = {person: max(_times(events, person)) + 1 for person in ("mara", "jonas", "givi")}
    added = [sorry(at, person) for person, at in last.items() if person != "mara"]
    other = Run(
        "Mara has had her apology. Her husband and the other child's grandfather have one each as well.",
        score(story, with_events(events, *added)),
    )
    see = "Everybody may be apologised to once. Only a second time to the same person, for nothing new, costs."
    return Pair("Three relatives", as_it_was, other, see)


def _times(events: Sequence[Event], person: str) -> list[int]:
    return [e.at for e in events if isinstance(e, ev.TraineeSpoke) and person in e.to]


def _owning_up(story: Story, events: list[Event]) -> Pair:
    number = next(n for n, e in enumerate(events) if isinstance(e, ev.FactLearned) and e.fact == "other_child")
    at = events[number].at
    lie = said(at, "mara", "They've got him.", a.Claim("theo_at_boats"))
    heard = ev.FactOverheard(at, "other_child", "mara")
    before, after = events[: number + 1], [e for e in events[number + 1 :] if not _overhears(e, at)]
    one = Run(
        "Dev has just said that it is a girl. “They've got him”, all the same; the next words put it right, unasked.",
        score(story, [*before, lie, *after]),
    )
    other = Run(
        "The same words; Mara hears Dev on the radio before they are put right.",
        score(story, [*before, lie, heard, *after]),
    )
    see = "Owning up before it does harm costs far less than being found out."
    return Pair("Owning up", one, other, see)


def _overhears(event: Event, at: int) -> bool:
    return isinstance(event, ev.FactOverheard) and event.at == at


def _attention(story: Story, events: list[Event], as_it_was: Run) -> Pair:
    given = [e for e in events if isinstance(e, ev.RemedyGiven) and e.to == "mara"]
    keep = given[:1]
    gone = {(e.remedy, e.to) for e in given if e not in keep}
    kinds = ev.RemedyOffered | ev.RemedyAnswered | ev.RemedyGiven | ev.RemedyFailed
    fewer = [e for e in events if not (isinstance(e, kinds) and (e.remedy, e.to) in gone)]
    one = Run(f"{len(keep)} thing that does them good.", score(story, fewer))
    other = Run(f"{len(given)} things that do them good, all of them attention.", as_it_was.card)
    return Pair("Attention is never too much", one, other, "More attention never lowers generosity. Money can.")


def _wealth(story: Story, events: list[Event], as_it_was: Run) -> Pair:
    rich = structs.replace(story, people=tuple(structs.replace(p, yearly_value=100_000) for p in story.people))
    other = Run("Every customer worth 100,000 a year to us.", score(rich, events))
    see = "What a customer is worth to us stands in the debrief as the business case, and in no score."
    return Pair("Nobody is graded by their customer's wealth", as_it_was, other, see)


def _dice(as_it_was: Run) -> Pair:
    cards = [score(*careful(seed)) for seed in range(1, 20)]
    lowest = min(cards, key=lambda card: card.overall or 0)
    other = Run("The same player on the seeds 1 to 19: the run with the lowest scores of them.", lowest)
    see = "Who is calling, what draws the boy away and who backs you differ. What good play is worth doesn't."
    return Pair("Nobody is graded by a die", as_it_was, other, see)


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n{_section(pair)}" for pair in pairs())


def _section(pair: Pair) -> str:
    rows = "\n".join(_row(run) for run in (pair.one, pair.other))
    head = "| the run | honesty | empathy | cadence | generosity |\n|---|---|---|---|---|"
    return f"## {pair.title}\n\n{pair.see}\n\n{head}\n{rows}\n"


def _row(run: Run) -> str:
    four = (run.card.honesty, run.card.empathy, run.card.cadence, run.card.generosity)
    return f"| {run.does} | " + " | ".join("-" if points is None else f"{points:g}" for points in four) + " |"


if __name__ == "__main__":
    Path(__file__).with_name("fairness.md").write_text(page(), encoding="utf-8")
