"""`firedrill explore`: what it prints can be played."""

import json
import re


def test_the_command_prints_witnesses_that_play_again(firedrill, tmp_path):
    answer = firedrill("explore", "lost-child-resort", "--json").json
    moves = tmp_path / "moves.json"
    moves.write_text(json.dumps(answer["best"]["moves"]), encoding="utf-8")

    again = firedrill("play", "lost-child-resort", "--moves", moves, "--seed", answer["seed"], "--json").json

    assert set(answer) == {"seed", "best", "worst", "best_on"}
    assert again["scores"] == answer["best"]["scores"]
    assert min(again["scores"].values()) >= 90


def test_the_best_play_that_was_found_can_be_read_move_by_move(firedrill, small):
    told = firedrill("explore", small, "--seconds", "0").out
    count = int(re.search(r"Good on all four .*?, (\d+) moves", told)[1])

    play = told.split("The best play found, with seed 0:\n")[1].split("\n\n")[0]

    assert count == len(re.findall(r"^  1[78]:\d\d:\d\d  \S", play, re.M))
    assert "to Nora: “For Ida, at six. I'll look at once.” (counter.look)" in play
    assert "--json prints the moves" in told.splitlines()[-1]
