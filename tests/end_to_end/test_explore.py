"""`firedrill explore`: what it prints can be played."""

import json


def test_the_command_prints_witnesses_that_play_again(firedrill, tmp_path):
    answer = firedrill("explore", "lost-child-resort", "--json").json
    moves = tmp_path / "moves.json"
    moves.write_text(json.dumps(answer["best"]["moves"]), encoding="utf-8")

    again = firedrill("play", "lost-child-resort", "--moves", moves, "--json").json

    assert set(answer) == {"best", "worst", "best_on"}
    assert again["scores"] == answer["best"]["scores"]
    assert min(again["scores"].values()) >= 90
