"""The debrief as one page: whole, self-contained, escaped, without the name of whoever played."""

import re
from html import escape
from html.parser import HTMLParser

import pytest
from msgspec import structs

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.pages.debrief_charts import cadence_said, timeline_svg
from simulator.pages.debrief_page import debrief_page
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scoring.debrief import OwnRating, debrief
from simulator.scoring.timeline import Lane, TimelineRow
from simulator.training.reading_marks import FLOOR, HOW_TO_ADD, LIMIT

VOID = {"meta", "br", "wbr", "link", "img", "hr"}


class Tree(HTMLParser):
    """Checks that every element is closed in its order; gathers headings, links and what would be loaded."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.count: dict[str, int] = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.count[tag] = self.count.get(tag, 0) + 1
        self.ids.add(given.get("id", ""))
        self.links += [given["href"]] if "href" in given else []
        self.loaded += [given[name] for name in ("src", "srcset", "data") if name in given]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def shown():
    story = cast(read_scenario(find_scenario("lost-child-resort")), 3)
    session = LiveSession(story, 3)
    play(session, make("random", story, 3))
    return debrief(story, session.events(), OwnRating(2, 3, 3, 2, "I stayed.", "Less <guessing>."))


def test_it_is_whole_and_loads_nothing(shown):
    page = debrief_page(shown)
    tree = Tree(page)

    assert tree.open == []
    assert tree.loaded == []
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert "url(" not in page


def test_its_links_lead_to_its_own_parts(shown):
    tree = Tree(debrief_page(shown))

    assert len(tree.links) == 18
    assert {link.removeprefix("#") for link in tree.links} <= tree.ids


def test_it_has_real_tables_and_inline_drawings(shown):
    tree = Tree(debrief_page(shown))

    assert tree.count["table"] >= 8
    assert tree.count["caption"] == tree.count["table"]
    assert tree.count["svg"] == len(shown.cadence) + 1 + len([s for s in shown.scores if s.points is not None])


def test_what_somebody_wrote_is_escaped(shown):
    page = debrief_page(shown, sentence='I say "no" & <b>mean</b> it')

    assert "Less &lt;guessing&gt;." in page
    assert "&lt;b&gt;mean&lt;/b&gt;" in page
    assert "<b>" not in page


def test_the_five_come_first_and_in_order(shown):
    heads = re.findall(r"<h2>(.*?)</h2>", debrief_page(shown))

    assert heads[:5] == [
        "1 How you saw it",
        "2 The story",
        "3 Moments that mattered",
        "4 Four scores",
        "5 One sentence for next time",
    ]
    assert heads[-1] == "Where this comes from"


def test_every_mark_has_its_time_rule_and_principle(shown):
    page = debrief_page(shown)

    for score in shown.scores:
        assert len(score.when) == len((*score.strengths, *score.losses, *score.notes))
        for finding in score.losses:
            assert f"{finding.rule}; {finding.principle} " in page


def test_no_effect_is_told_as_less_than_nothing(shown):
    tiny = structs.replace(shown.scores[0].losses[0], effect=-0.01)
    score = structs.replace(shown.scores[0], losses=(tiny,), strengths=(), notes=(), when=("12:00",))

    assert "-0.0" not in debrief_page(structs.replace(shown, scores=(score,)))


def test_never_a_lone_composite_nor_figures_of_the_mood_model(shown):
    said = re.sub(r"<[^>]*>", " ", debrief_page(shown)).lower()

    assert [word for word in ("overall", "loyalty", "hazard", "human error") if word in said] == []


def test_own_earlier_runs_stand_in_a_table(shown):
    page = debrief_page(shown, earlier=[("2026-03-01 09:30", "They found him", "honesty 40")])

    assert "<td>They found him</td>" in page


# ---------------------------------------------------------------------- drawings
def test_the_drawn_cadence_says_the_same_in_a_sentence(shown):
    for chart in shown.cadence:
        assert chart.name in cadence_said(chart)
        assert cadence_said(chart) in debrief_page(shown).replace("&#x27;", "'")


def test_long_quiet_stretches_are_drawn_short():
    day = 24 * 3_600_000
    rows = [TimelineRow(at, f"{n}", Lane.DID, "", "x", n) for n, at in enumerate((0, 60_000, day))]
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', timeline_svg(rows))]

    assert places == sorted(places)
    assert places[1] - places[0] > 50


def test_a_run_without_anything_still_makes_a_page():
    story = cast(read_scenario(find_scenario("lost-child-resort")), 1)
    session = LiveSession(story, 1)
    play(session, make("silent", story, 1))
    tree = Tree(debrief_page(debrief(story, session.events())))

    assert tree.open == []


def test_the_lines_of_each_score_come_to_it_or_say_why_not(shown):
    parts = debrief_page(shown).split('<section id="scores">')[1].split("</section>")[0].split("<h3>")[1:]
    told = [part for part in parts if "not scored here" not in part]

    assert len(told) == 4
    for part in told:
        points = int(re.match(r".*?(\d+) of 100", part)[1])
        off = sum(float(found) for found in re.findall(r">(-\d+\.\d)<", part))
        assert abs(100 + off - points) <= 1 or LIMIT in part or FLOOR in part


def test_it_says_how_lines_are_added_and_on_which_step_a_score_stands(shown):
    page = debrief_page(shown)

    assert escape(HOW_TO_ADD) in page
    assert page.count("of four steps") + page.count("the top step") == 4
