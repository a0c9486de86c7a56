"""The page for an expert: all of a drill, escaped, and the rules it names are those that fire."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import msgspec
import pytest

import simulator.scoring
from simulator.drill.cast import cast
from simulator.pages.html import Markup, items, tag, text
from simulator.scenario.acts import Act
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Word
from simulator.workbench.act_sentences import act_words
from simulator.workbench.condition_sentences import _WORDS
from simulator.workbench.known_plays import Opened, known_plays, open_scenario
from simulator.workbench.review import review_of, review_page
from simulator.workbench.rules_fired import NAMES, OF_ANY_WORDS, rules_of, seen_in

SMALL = str(Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml")
SHELF = [path.stem for path in scenario_paths(shelf_folder())]
ALONE = {"meta", "br", "wbr"}


class Outline(HTMLParser):
    """Reads a page: what is open, its headings, ids and links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(name)
        given = dict(attributes)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if name not in ALONE:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name


@pytest.fixture(scope="module")
def lake() -> str:
    return review_of("lost-child-resort", seeds=1)[1]


def test_the_page_is_well_formed_and_every_link_leads_somewhere(lake: str) -> None:
    outline = Outline(lake)

    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(lake: str) -> None:
    assert not {"script", "link", "img", "iframe"} & set(Outline(lake).seen)
    assert "http" not in lake
    assert '<html lang="en">' in lake
    assert "prefers-color-scheme: dark" in lake


def test_everything_that_can_be_said_stands_on_the_page(lake: str) -> None:
    story = cast(open_scenario("lost-child-resort").scenario, 0)
    words = [reply.say for beat in story.beats for reply in beat.replies if reply.say and "(" not in reply.say]

    assert [said for said in words if text(said) not in lake] == []
    assert [ending.id for ending in story.endings if text(ending.story) not in lake] == []


def test_words_of_a_scenario_never_become_markup() -> None:
    opened = open_scenario(SMALL)
    beats = tuple(
        msgspec.structs.replace(b, replies=tuple(msgspec.structs.replace(r, say="<b>&\"'") for r in b.replies))
        for b in opened.scenario.beats
    )
    hostile = msgspec.structs.replace(opened.scenario, beats=beats, title="<script>alert(1)</script>")

    page = review_page(hostile, cast(hostile, 0), known_plays(Opened(opened.path, hostile, ()), 1))

    assert "script" not in Outline(page).seen
    assert "&lt;script&gt;" in page
    assert "“&lt;b&gt;&amp;" in page


def test_a_list_of_nothing_is_nothing_and_markup_is_escaped_once() -> None:
    assert items([]) == ""
    assert tag("p", tag("b", "<")) == "<p><b>&lt;</b></p>"
    assert isinstance(text("<"), Markup)


def test_each_rule_that_a_scorer_knows_has_a_name() -> None:
    folder = Path(simulator.scoring.__file__ or "").parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))

    assert set(re.findall(r'"([HECG]-[a-z-]+)"', source)) == set(NAMES)


@pytest.mark.parametrize("scenario", SHELF)
def test_whatever_rule_fires_on_a_reply_is_among_those_it_is_said_to_fire(scenario: str) -> None:
    opened = open_scenario(scenario)
    story = cast(opened.scenario, 0)
    replies = {reply.id: reply for beat in story.beats for reply in beat.replies}

    missed = [
        (reply, fired.rule)
        for reply, said in seen_in(known_plays(opened, 2)).items()
        for fired in said.fired
        if fired.rule not in rules_of(replies[reply], story) and fired.rule not in OF_ANY_WORDS
    ]

    assert missed == []


def test_every_word_of_a_condition_can_be_told() -> None:
    assert set(_WORDS) == set(Word)


def test_every_act_can_be_told() -> None:
    story = cast(open_scenario("lost-child-resort").scenario, 0)
    used = {type(act): act for beat in story.beats for reply in beat.replies for act in reply.acts}

    assert all(kind.__name__ not in act_words(act, story) for kind, act in used.items())
    assert set(used) <= set(get_args(Act))
