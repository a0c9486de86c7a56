"""Previews: a way to a beat is a play that anybody could play again, or it isn't there."""

import io
from pathlib import Path

import pytest

from simulator.bots.moves import play_moves
from simulator.drill.session import LiveSession
from simulator.errors import NotFound, Usage
from simulator.journal.codec import decode_moves
from simulator.terminal.console import StreamConsole
from simulator.workbench.practising import practise
from simulator.workbench.preview import NoWay, moment_at, preview_lines, preview_of

SMALL = str(Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml")
LAKE = "lost-child-resort"


def test_the_beat_is_open_where_the_preview_stands() -> None:
    moment = moment_at(LAKE, "hope", (), "", None)

    assert moment.session.view().person("mara").beat == "hope"
    assert preview_of(moment).replies


def test_facts_were_heard_and_the_time_is_the_one_asked_for() -> None:
    moment = moment_at(LAKE, "hope", ("water",), "12:06:40", 0)

    view = moment.session.view()

    assert view.now == 6 * 60_000 + 40_000
    assert view.person("mara").beat == "hope"
    assert "water" in {item.fact for item in view.heard}


def test_the_moves_of_a_preview_lead_to_it_again() -> None:
    moment = moment_at(LAKE, "hope", (), "", None)
    seen = preview_of(moment)

    session = LiveSession(moment.way.story, seen.seed)
    missed = play_moves(session, moment.way.story, decode_moves(bytes(seen.moves), "preview"))

    assert missed == ()
    assert list(session.events())[: len(moment.session.events())] == list(moment.session.events())


def test_the_same_question_has_the_same_answer() -> None:
    once, again = (preview_of(moment_at(LAKE, "hope", ("water",), "12:06:30", 0)) for _ in range(2))

    assert once == again


def test_a_seed_that_is_asked_for_is_the_one_that_is_played() -> None:
    assert preview_of(moment_at(LAKE, "reported", (), "", 3)).seed == 3


def test_each_reply_says_what_it_does_in_words() -> None:
    moment = moment_at(LAKE, "hope", (), "", None)

    told = "\n".join(preview_lines(preview_of(moment), moment.session, moment.way.story))

    assert "says that this is so" in told
    assert "leads to" in told


def test_where_no_way_was_found_one_sentence_says_so_and_claims_no_more() -> None:
    with pytest.raises(NoWay, match="doesn't prove that there is none") as told:
        moment_at(SMALL, "counter", ("ready",), "17:40", 0)

    assert told.value.exit_code == 2
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("beat", "heard", "at", "error", "says"),
    [
        ("hop", (), "", NotFound, "Did you mean 'hope'"),
        ("hope", ("kios",), "", NotFound, "Did you mean 'kiosk'"),
        ("hope", (), "soon", Usage, "no time"),
        ("hope", (), "23:00", Usage, "this drill is over"),
    ],
)
def test_a_name_or_a_time_that_makes_no_sense_is_told_in_a_sentence(
    beat: str, heard: tuple[str, ...], at: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        moment_at(LAKE, beat, heard, at, None)


def test_practice_goes_on_to_its_debrief_and_stops_when_asked() -> None:
    moment = moment_at(SMALL, "counter", (), "", 0)
    out = io.StringIO()

    assert practise(moment.way.story, moment.session, StreamConsole(io.StringIO("q\n"), out))
    assert "nothing was recorded" in out.getvalue()

    moment = moment_at(SMALL, "counter", (), "", 0)
    assert practise(moment.way.story, moment.session, StreamConsole(io.StringIO("l\nyes\n"), out))
    assert "Four scores" in out.getvalue()
