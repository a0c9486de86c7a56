"""The page of speed says what the benches measured, and owns up to a promise that isn't kept."""

import json
from pathlib import Path

from tests.content.test_pages import script, written


def test_the_page_of_speed_says_what_was_measured_last():
    assert written("speed.md") == script("write_speed").page()


def test_a_promise_that_was_missed_is_told_as_missed(tmp_path: Path):
    writer = script("write_speed")
    for subject in writer.SUBJECTS:
        figure = {"id": "a step", "measured": 2.0, "promised": 1.0, "of": "triggers", "costs": "", "rounds": 15}
        content = {"machine": "A machine", "figures": [{**figure, "at_least": False}]}
        (tmp_path / f"{subject.script}.json").write_text(json.dumps(content), encoding="utf-8")

    page = writer.page(tmp_path)

    assert page.count("| a step | 2 triggers | at most 1 | **no** |") == len(writer.SUBJECTS)


def test_more_than_was_promised_at_least_is_kept():
    row = script("write_speed")._row(
        {"id": "drills", "measured": 6.0, "promised": 5.0, "of": "x", "costs": "", "rounds": 15, "at_least": True}
    )

    assert "| at least 5 | yes |" in row


def test_what_plain_python_takes_stands_below_where_it_was_measured_apart(tmp_path: Path):
    path = tmp_path / "plain" / "engine.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"figures": [{"id": "a step", "measured": 2.345}]}), encoding="utf-8")
    writer = script("write_speed")

    assert writer._plain(path) == "Plain Python: a step 2.35.\n\n"
    assert writer._plain(tmp_path / "plain" / "reading.json") == ""
