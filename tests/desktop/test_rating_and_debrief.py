"""The own rating by keys, and the debrief: what it says, where it leads, what it never shows."""

import re
from dataclasses import fields, is_dataclass

import pygame
import pytest
from msgspec import structs

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.desktop.app import Program
from simulator.desktop.screens.debrief import DebriefScreen
from simulator.desktop.screens.rating import RatingScreen
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.retelling import debrief_model, mark_of
from simulator.desktop.widgets.chart import NewsLine
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.session import LiveSession
from simulator.journal import live
from simulator.journal.records import Accommodations, Header
from simulator.journal.runs import Playing
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.moments import three_moments
from simulator.scoring.scorecard import judge

RULE = re.compile(r"\b[HECG]-[a-z]+(-[a-z]+)*\b")
BEGUN = "2026-03-07T09:30:00Z"
HEADER = Header(run="r", scenario="s", content_hash="0" * 64, seed=0, engine="1", rubric="1", started=BEGUN)


# ---------------------------------------------------------------------- the rating
@pytest.fixture
def rating():
    from tests.desktop.conftest import Ended, Hand

    rated: list[tuple] = []
    screen = RatingScreen("A drill", "", lambda *given: rated.append(given) or Ended("rated"))
    hand = Hand(Stage(screen, (1280, 800)))
    hand.rated = rated
    return hand


def test_four_numbers_lead_to_the_plus_and_enter_on_from_there(rating):
    for key in (pygame.K_4, pygame.K_3, pygame.K_2, pygame.K_1):
        rating.press(key)
    assert rating.focused() == "One thing that went well"
    rating.type("I stayed 2")
    rating.press(pygame.K_RETURN)
    assert rating.focused() == "One thing you would do otherwise"
    assert rating.rated == []
    rating.type("Ask")
    rating.press(pygame.K_RETURN)

    ((steps, plus, delta),) = rating.rated
    assert steps == {"honesty": 4, "empathy": 3, "cadence": 2, "generosity": 1}
    assert (plus, delta) == ("I stayed 2", "Ask")


def test_both_lines_are_in_sight_once_everything_is_rated(rating):
    for _ in range(4):
        rating.press(pygame.K_3)

    for field in rating.stage.find_all("textbox"):
        assert field.shown() == field.rect


def test_the_ring_moves_along_from_question_to_question(rating):
    keys = []
    for _ in range(3):
        rating.press(pygame.K_3)
        keys.append(rating.stage.focused.key)

    assert keys == ["rate:empathy:0", "rate:cadence:0", "rate:generosity:0"]


def test_a_number_corrects_the_question_that_has_the_focus(rating):
    rating.press(pygame.K_4)
    rating.press(pygame.K_4)
    rating.stage.press(rating.stage.find_all("radio", "2 half and half")[0])
    rating.press(pygame.K_1)

    chosen = [node.key for node in rating.stage.find_all("radio") if node.value == "chosen"]
    assert chosen == ["rate:honesty:1", "rate:empathy:4"]
    assert rating.stage.focused_even_unseen().key == "rate:empathy:4"


# ---------------------------------------------------------------------- the debrief's words
@pytest.fixture(scope="module")
def careful(lost_child):
    return played(lost_child, "careful")


def played(story, bot):
    session = LiveSession(story, 0)
    play(session, make(bot, story, 0))
    return session.events()


def texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list | tuple) else []


def test_rule_codes_and_principle_numbers_stand_only_where_the_run_comes_from(lost_child, careful):
    model = debrief_model(lost_child, careful, None, HEADER)
    *others, provenance = model.parts
    said = [text for part in (model.moments, model.scores, tuple(others)) for text in texts(part)]

    assert [text for text in said if RULE.search(text) or re.search(r"\bP\d\d\b", text)] == []
    assert provenance.title == "Where this comes from"
    assert any(RULE.search(text) for text in texts(provenance))


def test_each_mark_says_what_it_is_called_and_what_that_means(lost_child, careful):
    honesty, *_ = debrief_model(lost_child, careful, None, HEADER).scores

    assert honesty.band == (
        "“you can be taken at your word”, the top step. "
        "What had to be said was said, it was so, and promises were kept."
    )


def test_the_business_case_stands_beside_the_losses_in_no_score(lost_child, careful):
    parts = {part.title: part for part in debrief_model(lost_child, careful, None, HEADER).parts}
    (case,) = [row for row in parts["Losses and remedies"].rows if row.lead == "The business case, in no score"]

    assert "Mara Lindqvist would send a friend to us." in case.text
    assert "of 21,000 EUR" in case.text


def test_the_moments_are_those_of_every_other_front_end(lost_child, careful):
    sheets = judge(lost_child, careful)
    chosen = three_moments(sheets.record, sheets.card.findings)
    told = debrief_model(lost_child, careful, None, HEADER).moments

    assert [moment.title for moment in told] == [moment.sentence for moment in chosen]
    assert all(0 <= moment.number < len(careful) for moment in told)


def test_a_moment_shows_what_was_asked_and_what_was_answered(lost_child, careful):
    moment = next(m for m in debrief_model(lost_child, careful, None, HEADER).moments if m.asked)

    assert moment.asked_by == "Mara"
    assert moment.said
    assert moment.said_by == ""


def test_own_words_stand_beside_the_reply_that_was_chosen(small_story):
    session = LiveSession(small_story, 0)
    session.submit(do.Begin())
    reply = session.view().person("nora").replies[0].id
    session.submit(do.Say(reply=reply, own_words="Let me look at once"))
    session.advance(session.view().busy_until)
    number = next(n for n, e in enumerate(session.events()) if isinstance(e, ev.TraineeSpoke))
    (mark,) = [mark_of(small_story, session.events(), found(number))]

    assert mark.own_words == "Let me look at once"


def found(*numbers: int) -> Finding:
    return Finding("C-first-answer", Dimension.CADENCE, "P13", 0, numbers, "", "Nora had an answer.", 3.0, "nora")


# ---------------------------------------------------------------------- its parts
def test_everything_stands_behind_the_five(lost_child, careful):
    parts = [part.title for part in debrief_model(lost_child, careful, None, HEADER).parts]

    assert parts == [
        "The frame, and the standards in force",
        "The response card",
        "The timeline",
        "The seven conditions",
        "What you said, and what was so",
        "Your promises",
        "When they had news",
        "Losses and remedies",
        "Where you are backed",
        "About the system, not about you",
        "Questions to talk about",
        "Where this comes from",
    ]


def test_where_it_comes_from_names_accommodations_interventions_and_the_last_hash(lost_child, careful):
    header = structs.replace(HEADER, accommodations=Accommodations(reading_time=1.5), house="Lakeside")
    helped = (*careful[:-1], ev.TrainerIntervened(careful[-1].at, "trainer", "gave two minutes"), careful[-1])
    *_, source = debrief_model(lost_child, helped, None, header, link="abc123").parts
    rows = {row.lead: row.text for row in source.rows if row.lead}

    assert rows["Accommodations"] == "1.5 times as long to read"
    assert rows["Interventions"].endswith(": gave two minutes")
    assert rows["Mode"] == "untimed, assisted by a trainer"
    assert rows["Last hash of the record"] == "abc123"
    assert rows["House"] == "Lakeside"


def test_no_part_shows_a_figure_of_the_mood_model(lost_child, careful):
    said = " ".join(texts(debrief_model(lost_child, careful, None, HEADER).parts)).lower()

    assert [word for word in ("loyalty", "hazard", "anxiety", "human error") if word in said] == []


def test_the_timeline_has_four_lanes_and_each_minute_once(lost_child, careful):
    model = debrief_model(lost_child, careful, None, HEADER)
    (part,) = [part for part in model.parts if part.title == "The timeline"]
    times = [lane.time for lane in part.lanes]

    assert len(times) == len(set(times))
    assert all(any(getattr(lane, name) for lane in part.lanes) for name in ("world", "heard", "you", "felt"))


def test_the_drawn_cadence_says_the_same_in_a_sentence(lost_child, careful):
    model = debrief_model(lost_child, careful, None, HEADER)
    (part,) = [part for part in model.parts if part.cadence]
    audiences = [of for of in judge(lost_child, careful).cadence if of.span > 0]

    assert [line.person for line in part.cadence] == [of.person.name for of in audiences]
    assert all(line.person in line.said and "news" in line.said for line in part.cadence)
    assert [len(line.news) for line in part.cadence] == [len(of.informative()) for of in audiences]


@pytest.fixture
def twice(program: Program) -> Stage:
    """The debrief of the second run of a drill."""
    program.call_me("Amara")
    for seed in (1, 2):
        began = live.begin(program.runs, "lost-child-resort", Playing(person=program._person()), grouped=True)
        play(began.session, make("random", began.story, seed))
        live.end(began)
    run = max(program.runs.list_runs(), key=lambda r: (r.started, r.run)).run
    return Stage(program.look_back(run), (1280, 800))


def test_own_earlier_runs_are_listed(twice: Stage):
    twice.press(twice.find("button", "Your earlier runs of this drill"))

    assert len(twice.find("list", "Your earlier runs of this drill").children) == 1


def test_the_debrief_begins_at_its_top_and_leads_to_each_part(twice: Stage):
    assert isinstance(twice.screen, DebriefScreen)
    assert twice.focused_even_unseen().key == "jump:part:own"
    assert twice.screen._scroll.offset == 0
    twice.press(twice.find("button", "Scores"))

    assert 0 <= twice.find("heading", "4  Four scores").rect.top < 40


def test_the_foot_stands_in_line_with_the_cards(twice: Stage):
    card = next(node for node in twice.root.walk() if node.key == "part:own")

    assert twice.find("button", "Home").rect.left == card.rect.left


def test_the_cadence_is_drawn(twice: Stage):
    twice.press(twice.find("button", "When they had news"))
    twice.draw(pygame.Surface(twice.size))

    assert any(isinstance(node, NewsLine) for node in twice.root.walk())


def test_a_kept_sentence_is_there_when_the_debrief_is_opened_again(program: Program, twice: Stage):
    run = max(program.runs.list_runs(), key=lambda r: (r.started, r.run)).run
    program._keep(run, "I speak when I said I would")
    again = Stage(program.look_back(run), (1280, 800))

    assert again.find("textbox", "Sentence for next time").value == "I speak when I said I would"


# ---------------------------------------------------------------------- as a page
def test_the_page_is_written_and_its_place_told(program: Program, twice: Stage):
    twice.press(twice.find("button", "Save as a page"))
    (page,) = (program.runs.home / "debriefs").iterdir()

    assert twice.find("text", f"The page is here: {page}")
    words = page.read_text(encoding="utf-8")
    assert words.count("<h2>") == 18
    assert "Amara" not in words


def test_a_page_that_cannot_be_written_says_why(program: Program, twice: Stage):
    (program.runs.home / "debriefs").write_text("in the way", encoding="utf-8")
    twice.press(twice.find("button", "Save as a page"))

    assert [n.name for n in twice.find_all("text") if n.name.startswith("The page can't be written to ")]
