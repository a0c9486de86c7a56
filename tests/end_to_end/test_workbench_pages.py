"""`map`, `endings`, `preview` and `review` as a trainer uses them: what they print, write, and say when they can't."""

import json

import pytest

PAGES = (["map"], ["endings"], ["preview", "--from", "counter"], ["review"])


def test_a_map_is_drawn_into_a_file_and_says_what_no_play_reached(firedrill, small, tmp_path):
    picture = tmp_path / "map.svg"

    answer = firedrill("map", small, "--out", picture, "--seeds", 1)

    assert answer.code == 0
    assert "beats in" in answer.out
    assert picture.read_text(encoding="utf-8").startswith("<svg ")


def test_a_map_is_printed_as_a_flowchart_a_picture_or_data(firedrill, small):
    flowchart = firedrill("map", small, "--seeds", 1)
    picture = firedrill("map", small, "--svg", "--seeds", 1)
    data = firedrill("map", small, "--json", "--seeds", 1)

    assert "flowchart TB" in flowchart.out
    assert picture.out.isascii()
    assert {"lanes", "boxes", "arrows", "endings", "unreached", "plays"} <= set(data.json)


def test_endings_come_with_their_scores_and_the_number_of_plays(firedrill, small):
    answer = firedrill("endings", small, "--json", "--seeds", 2)

    assert answer.code == 0
    assert sum(ending["plays"] for ending in answer.json["endings"]) == answer.json["plays"]
    assert firedrill("endings", small, "--seeds", 2).out.startswith(f"{len(answer.json['endings'])} endings")


def test_the_moves_of_a_preview_can_be_played(firedrill, small, tmp_path):
    seen = firedrill("preview", small, "--from", "counter", "--json").json
    moves = tmp_path / "moves.json"
    moves.write_text(json.dumps(seen["moves"]), encoding="utf-8")

    played = firedrill("play", small, "--moves", moves, "--seed", seen["seed"], "--json")

    assert seen["beat"] == "counter"
    assert played.code == 0


def test_practice_from_a_preview_leaves_no_run_behind(firedrill, small, home):
    answer = firedrill("preview", small, "--from", "counter", "--play", typed="q\n")

    assert answer.code == 0
    assert "nothing was recorded" in answer.out
    assert not home.exists() or not list(home.glob("*.jsonl"))


def test_practice_whose_input_ends_is_interrupted(firedrill, small):
    assert firedrill("preview", small, "--from", "counter", "--play").code == 130


def test_a_review_is_one_page(firedrill, small, tmp_path):
    page = tmp_path / "review.html"

    answer = firedrill("review", small, "--out", page, "--seeds", 1)

    assert answer.code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("arguments", PAGES)
def test_a_scenario_that_is_not_there_is_told_with_a_suggestion(firedrill, arguments):
    answer = firedrill(arguments[0], "lost-chid-resort", *arguments[1:])

    assert (answer.code, answer.out) == (2, "")
    assert "Did you mean 'lost-child-resort'?" in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("arguments", PAGES)
def test_a_scenario_that_is_invalid_exits_with_3(firedrill, tmp_path, arguments):
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\nid: broken\n", encoding="utf-8")

    assert firedrill(arguments[0], broken, *arguments[1:]).code == 3


@pytest.mark.parametrize("command", ["map", "review"])
def test_a_file_that_cannot_be_written_exits_with_4_in_one_sentence(firedrill, small, tmp_path, command):
    answer = firedrill(command, small, "--out", tmp_path / "nowhere" / "page.html", "--seeds", 1)

    assert answer.code == 4
    assert "can't be written" in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("command", ["map", "review"])
def test_nobodys_drill_is_overwritten_by_a_page(firedrill, small, tmp_path, command):
    mine = tmp_path / "mine.yaml"
    mine.write_text("my drill", encoding="utf-8")

    answer = firedrill(command, small, "--out", mine, "--seeds", 1)

    assert answer.code == 2
    assert mine.read_text(encoding="utf-8") == "my drill"


def test_a_beat_a_fact_and_a_time_that_make_no_sense_exit_with_2(firedrill, small):
    for options in (
        ["--from", "countre"],
        ["--from", "counter", "--heard", "x"],
        ["--from", "counter", "--at", "soon"],
    ):
        answer = firedrill("preview", small, *options)

        assert (answer.code, answer.out) == (2, "")
        assert answer.err.count("\n") == 1


def test_help_for_authors_loads_nothing_of_the_workbench(own_process):
    answer = own_process("--help", python=["-X", "importtime"])

    assert "simulator.workbench" not in answer.err
