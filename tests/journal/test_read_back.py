"""A run read back, or scored anew, at every stage it may have been left in."""

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.actions import Begin
from simulator.errors import RecordUnreadable
from simulator.journal import live
from simulator.journal.home import snapshot_path
from simulator.journal.records import Scores
from simulator.journal.replay import cast_story, replay
from simulator.journal.rescoring import rescore
from simulator.journal.runs import Playing, Runs

WET_CEILING = str(Path(__file__).parents[1] / "drill" / "wet-ceiling.yaml")


def begun(runs: Runs) -> live.Live:
    opened = live.begin(runs, WET_CEILING, Playing(seed=3))
    opened.session.submit(Begin())
    return opened


def test_only_a_run_that_came_to_its_end_has_ended(real_runs) -> None:
    opened = live.begin(real_runs, WET_CEILING, Playing(seed=3))
    ended = [replay(real_runs, opened.run.name).ended]
    opened.session.submit(Begin())
    ended.append(replay(real_runs, opened.run.name).ended)
    play(opened.session, make("careful", opened.story, 3))
    opened.run.close()
    ended.append(replay(real_runs, opened.run.name).ended)

    assert ended == [False, False, True]


def test_of_what_is_wrong_with_an_old_scenario_only_the_first_is_told(header) -> None:
    with pytest.raises(RecordUnreadable) as told:
        cast_story(b"format: 1\nid: lake\nstrange: 1\nstranger: 2\n", header)

    assert str(told.value).startswith("'r' was played on a scenario that this Firedrill no longer reads: lake.yaml:")
    assert "\n" not in str(told.value)


def test_what_was_never_scored_had_no_scores_before(real_runs) -> None:
    opened = begun(real_runs)
    play(opened.session, make("careful", opened.story, 3))
    opened.run.close()

    scored = rescore(real_runs, opened.run.name)

    assert (scored.rubric_before, scored.before, scored.kept) == ("", Scores(), True)
    assert scored.scores != Scores()


def test_a_scenario_with_its_house_may_have_577_kilobytes_and_not_a_byte_more(real_runs, header) -> None:
    largest, larger = b"x" * 577 * 1024, b"x" * (577 * 1024 + 1)
    for source in (largest, larger):
        real_runs.keep_snapshot(source)

    def read(source: bytes) -> bytes:
        header_of = msgspec.structs.replace(header, content_hash=sha256(source).hexdigest())
        return real_runs.source(snapshot_path(real_runs.home, "").parent.parent, header_of)

    assert read(largest) == largest
    with pytest.raises(RecordUnreadable, match=r"The copy of 'lake' that this run was played on can't be read"):
        read(larger)
