"""One HTML page for a subject expert: a whole drill to read, every conversation as dialogue, with what is judged in it.

No script and nothing from elsewhere: it opens anywhere, prints, and leaves room for notes on paper.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.clock import clock_text, length_text
from simulator.pages.html import Markup, anchor, items, joined, page, tag
from simulator.scenario.story import Story
from simulator.workbench import review_world as world
from simulator.workbench.known_plays import SEEDS, KnownPlay, known_plays, open_scenario
from simulator.workbench.review_talk import GENERAL, Reviewed, conversation
from simulator.workbench.rules_fired import seen_in

PARTS = (
    ("people", "People and what is said"),
    ("facts", "Facts"),
    ("forms", "Questions, jobs, remedies, promises"),
    ("course", "What happens by itself"),
    ("endings", "Endings"),
    ("card", "Response card and lessons"),
    ("seeds", "What a seed changes"),
    ("rules", "The rules of the scores"),
)


def review_of(wanted: str, seed: int = 0, seeds: int = SEEDS, house: Path | None = None) -> tuple[Story, str]:
    """The story of *seed* and its page, for the scenario with the id, or at the path, *wanted*.

    *house* is a house file to lay over it. Raises `NotFound` and `ScenarioInvalid`.
    """
    opened = open_scenario(wanted, house)
    story = cast(opened.scenario, seed)
    return story, review_page(opened.scenario, story, known_plays(opened, seeds))


def review_page(scenario: Story, story: Story, plays: Sequence[KnownPlay]) -> str:
    """The page for *scenario*, in the words of the cast *story*, with what *plays* showed."""
    came: dict[str, int] = {}
    endings: dict[str, int] = {}
    for play in plays:
        endings[play.outcome] = endings.get(play.outcome, 0) + 1
        for beat in {event.beat for event in play.events if isinstance(event, ev.BeatEntered)}:
            came[beat] = came.get(beat, 0) + 1
    of = Reviewed(scenario, story, len(plays), came, seen_in(plays))
    inside = (
        ("people", tuple(_people(of))),
        ("facts", (world.facts(of),)),
        ("forms", tuple(world.forms(of))),
        ("course", tuple(world.course(of))),
        ("endings", tuple(world.endings(of, endings))),
        ("card", tuple(_card(story))),
        ("seeds", (world.seeds(of),)),
        ("rules", (world.rules(),)),
    )
    titles = dict(PARTS)
    sections = (tag("section", tag("h2", titles[name], id=name), *parts) for name, parts in inside)
    return page(f"{story.title}: for review", *_opening(of), *sections)


def _opening(of: Reviewed) -> Iterator[Markup]:
    story = of.story
    yield tag("h1", story.title)
    yield tag("p", story.brief)
    yield tag("p", f"You are: {story.role}. It begins at {clock_text(story, 0)}.")
    yield items(story.counts)
    standards = story.standards
    yield tag(
        "p",
        f"Who turns to you hears from you within {length_text(standards.first_reply)}; who waits hears how things stand"
        f" at least every {length_text(standards.update_every)}. You may spend"
        f" {standards.authority:g} {standards.currency} on your own.",
    )
    yield tag("h2", "How to read this")
    yield tag("p", _HOW.format(seed=story.seed, plays=of.plays, general=GENERAL))
    links = [tag("a", title, href=f"#{name}") for name, title in PARTS]
    yield tag("nav", items(links), aria_label="Parts")
    yield tag("div", "Notes on the whole:", class_="notes")


_HOW = (
    "Words are those of seed {seed}; where another seed would put others, they stand beneath. Under each reply stands"
    " what it does, whether what it claims is carried by what was heard, and which rules of the four scores cite it:"
    " those that fired in {plays} plays (the plan's and the bots'), with the points they gave or took, and those that"
    " its acts could fire as well. Any words to somebody can also fire {general}. Nothing here is a verdict on a reply"
    " by itself: the same words can be right at one moment and wrong at another. What no play came to is marked; it may"
    " come about all the same."
)


def _people(of: Reviewed) -> Iterator[Markup]:
    yield tag(
        "nav", items(tag("a", p.name, href=f"#{anchor('person', p.id)}") for p in of.story.people), aria_label="People"
    )
    for person in of.story.people:
        yield tag("h3", person.name, id=anchor("person", person.id))
        yield world.person_table(of, person)
        yield joined(conversation(of, person))


def _card(story: Story) -> Iterator[Markup]:
    yield tag("h3", "Response card")
    yield items(story.card)
    yield tag("h3", "Questions for the conversation afterwards")
    yield items(story.lessons) or tag("p", "There are none.")
    yield tag("h3", "About the house, not the person")
    yield items(story.system_findings) or tag("p", "There is nothing.")
    yield tag("div", "Notes:", class_="notes")
