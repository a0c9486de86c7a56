"""A beat in which nothing can be said tells what it waits for, so that nobody takes it for a fault."""

from pathlib import Path

import pytest

from simulator.scenario.story import ALWAYS, NEVER, All, AnyOf, Condition, Not, Term, Word
from simulator.workbench.awaiting import MOST_TOLD
from simulator.workbench.condition_sentences import settled
from simulator.workbench.preview import moment_at, preview_lines, preview_of

SMALL = Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml"
HEARD, TRUE = Term(Word.HEARD, "ready"), Term(Word.TRUE, "ready")
HUSHED = """
  hushed:
    with: nora
    waits: false
    replies:
      - {id: now, say: It is ready., when: {true: ready}, to: bye}
  paul_stays: {with: paul, waits: false}
"""


@pytest.fixture
def hushed(tmp_path: Path) -> Path:
    """The small drill, in which Nora falls silent once she was asked to wait."""
    written = SMALL.read_text(encoding="utf-8")
    assert "        to: waiting\n      - say: It isn't" in written
    written = written.replace(
        "        to: waiting\n      - say: It isn't", "        to: hushed\n      - say: It isn't", 1
    )
    written = written.replace("\n  bye: {with: nora", f"{HUSHED}  bye: {{with: nora", 1)
    written = written.replace(
        "acts: [{decline: silence}], to: paul_goes", "acts: [{decline: silence}], to: paul_stays", 1
    )
    path = tmp_path / SMALL.name
    path.write_text(written, encoding="utf-8")
    return path


def told(path: Path, beat: str) -> str:
    moment = moment_at(str(path), beat, (), "", 0)
    return " ".join(" ".join(preview_lines(preview_of(moment), moment.session, moment.way.story)).split())


def test_a_beat_without_an_open_reply_names_the_reply_and_the_happening_it_waits_for(hushed: Path) -> None:
    text = told(hushed, "hushed")

    assert "No reply is open at this moment. It waits for:" in text
    assert "- the reply 'hushed.now', which is open when true ready" in text
    assert "- the happening 'evening' (18:00): it goes on with 'call'" in text


def test_what_has_happened_is_waited_for_no_more(hushed: Path) -> None:
    seen = preview_of(moment_at(str(hushed), "hushed", (), "", 0))

    assert not [line for line in seen.waits_for if "hush'" in line]  # it moves Paul, and not her


def test_a_beat_in_which_something_can_be_said_waits_for_nothing_else() -> None:
    assert preview_of(moment_at(str(SMALL), "counter", (), "", 0)).waits_for == ()


def test_of_many_happenings_a_few_are_told_first_of_all_those_that_speak_of_this_beat() -> None:
    seen = preview_of(moment_at("lost-child-resort", "walking", (), "", 0))

    assert "visited walking" in seen.waits_for[0]
    assert len(seen.waits_for) == MOST_TOLD + 1
    assert seen.waits_for[-1].endswith("more that may happen ('firedrill map' draws them)")


def test_where_nothing_is_to_come_that_is_said(hushed: Path) -> None:
    assert "Nothing that is written moves it on." in told(hushed, "paul_stays")


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (AnyOf((NEVER, HEARD)), HEARD),
        (AnyOf((ALWAYS, HEARD)), ALWAYS),
        (All((ALWAYS, HEARD)), HEARD),
        (All((HEARD, Not(ALWAYS))), NEVER),
        (Not(NEVER), ALWAYS),
        (Not(All((HEARD, TRUE, ALWAYS))), Not(All((HEARD, TRUE)))),
        (AnyOf((HEARD, TRUE)), AnyOf((HEARD, TRUE))),
    ],
)
def test_what_a_seed_has_decided_is_left_out_of_a_condition(condition: Condition, left: Condition) -> None:
    assert settled(condition) == left
