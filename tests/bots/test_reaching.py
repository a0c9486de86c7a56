from pathlib import Path

import pytest

from simulator.bots.reaching import reach_lines, reach_of
from simulator.scenario.shelf import scenario_paths, shelf_folder

SMALL = Path(__file__).parents[1] / "scenario" / "small-drill.yaml"
MOST = 4_000  # plays; the shelf's drills need between some hundred and two thousand


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda path: path.stem)
def test_bounded_play_reaches_every_beat_and_every_reply_of_the_shelf(path: Path) -> None:
    reach = reach_of(str(path), MOST)

    assert (reach.unreached_beats, reach.unsaid_replies) == ((), ())


def test_the_same_call_makes_the_same_plays() -> None:
    assert reach_of(str(SMALL), 200) == reach_of(str(SMALL), 200)


def test_what_no_play_can_reach_is_named(tmp_path: Path) -> None:
    written = SMALL.read_text(encoding="utf-8")
    at = written.index("  worried:\n    with: nora\n")
    place = written.index("    replies:\n", at) + len("    replies:\n")
    closed = (
        '      - {id: sealed, say: "It is noon.", when: {drawn: {recipe: tart}, happened: evening}, acts: [presence]}\n'
    )
    (tmp_path / SMALL.name).write_text(written[:place] + closed + written[place:], encoding="utf-8")

    reach = reach_of(str(tmp_path / SMALL.name), 100)

    assert reach.unsaid_replies == ("worried.sealed",)
    assert "No play said the reply 'worried.sealed'." in list(reach_lines(reach))


def test_no_more_plays_are_made_than_allowed() -> None:
    assert reach_of("night-of-the-storm", 25).plays == 25
