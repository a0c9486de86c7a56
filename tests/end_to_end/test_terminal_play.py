"""Whole drills through pipes: from the briefing to the debrief, stopped and gone on with."""

import json
import os
import signal
import subprocess
import sys

import pytest

EVERYTHING_ELSE = ["2", "3", "1", "4", "I listened.", "I would ring earlier.", "", "", "Say when I'll be back."]


def test_the_lost_child_is_played_to_the_debrief_through_pipes(own_process, home):
    typed = "\n".join(["Noor", "", *["1", "1", "", "yes"] * 120])

    answer = own_process("play", "lost-child-resort", "--terminal", typed=typed + "\n")

    assert answer.code == 0, answer.err
    assert answer.err == ""
    for part in ("Before any score", "--- How it went ---", "--- Three moments ---", "--- Four scores ---"):
        assert part in answer.out
    assert answer.out.index("Before any score") < answer.out.index("--- Four scores ---")
    assert "\x1b" not in answer.out
    assert "Noor" not in "".join(path.read_text() for path in home.rglob("*.jsonl"))


def test_the_same_drill_scores_the_same_through_pipes_and_from_its_moves(firedrill, small, home):
    firedrill("play", small, "--terminal", typed="\n".join(["", "", "1", "1", *["", "yes"] * 60]) + "\n")
    run = firedrill("scores", "--json").json[0]
    record = (home / f"{run['run']}.jsonl").read_text().splitlines()
    started = [json.loads(line)["event"] for line in record if '"move_started"' in line]
    moves = [{**event["action"], "at": event["at"]} for event in started]

    result = firedrill("play", small, "--moves", "-", "--json", typed=json.dumps(moves)).json

    assert result["scores"] == run["scores"]


def test_the_debrief_goes_through_its_five_things_and_unfolds_the_rest(firedrill, small):
    drill = ["", "", "l", "yes"]
    folded = [*"ctkpwrbaqo", "x", ""]

    answer = firedrill("play", small, "--terminal", typed="\n".join([*drill, "9", *EVERYTHING_ELSE, *folded]) + "\n")

    assert answer.code == 0
    assert "A number from 0 to 4, please." in answer.out
    assert "(you gave yourself 2 of 4)" in answer.out
    assert "not met: reassured it will work out" in answer.out
    assert "--- Where the figures come from ---" in answer.out
    assert "There is: c the seven conditions" in answer.out


def test_the_sentence_for_next_time_stands_at_the_next_debrief(firedrill, small):
    drill = ["", "l", "yes"]
    firedrill("play", small, "--terminal", typed="\n".join(["", *drill, *EVERYTHING_ELSE, ""]) + "\n")

    answer = firedrill("play", small, "--terminal", typed="\n".join([*drill, *EVERYTHING_ELSE, ""]) + "\n")

    assert 'For this time you had written: "Say when I\'ll be back."' in answer.out


@pytest.mark.parametrize("typed", ["\n\n1\n", "\n\n1\nu\n", "\n\n1\nz\n"])
def test_when_the_input_ends_the_drill_is_kept(firedrill, small, typed):
    answer = firedrill("play", small, "--terminal", typed=typed)
    assert answer.code == 130
    run = answer.out.rsplit("firedrill resume ", 1)[1].strip()

    again = firedrill("resume", run, "--terminal", typed="\nyes\n" * 60)

    assert "You go on where you stopped." in again.out
    assert "--- At the counter ---" in again.out
    assert "Before any score" in again.out


def test_ctrl_c_keeps_the_drill(home, small):
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "simulator", "play", str(small), "--terminal"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=small.parent.parent.parent,
        text=True,
    ) as child:
        child.stdin.write("\n\n")
        child.stdin.flush()
        while "Number, letter" not in (line := child.stdout.read(1) + child.stdout.readline()):
            if "To Nora" in line:
                break
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)

    assert child.returncode == 130
    assert "firedrill resume " in out
    assert "Traceback" not in err


def test_stopping_with_q_is_no_interruption(firedrill, small):
    answer = firedrill("play", small, "--terminal", typed="\n\n1\nq\n")

    assert answer.code == 0
    assert "firedrill resume " in answer.out


def test_a_briefing_that_is_only_read_leaves_no_run(firedrill, small):
    assert firedrill("play", small, "--terminal", typed="\n").code == 130
    assert firedrill("scores", "--json").json == []


def test_without_a_display_the_program_plays_here_and_says_so_in_one_line(firedrill, small):
    answer = firedrill("play", small, typed="\n\n")

    assert answer.err == "There is no display here, so Firedrill plays in the terminal.\n"
    assert "You are: counter assistant." in answer.out


def test_firedrill_alone_without_a_display_asks_which_drill(firedrill):
    answer = firedrill(typed="\n\n\n")

    assert "plays in the terminal" in answer.err
    assert "Saturday noon at the lake" in answer.out


def test_output_that_nobody_reads_is_no_fault(home, small):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "scenarios"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=small.parent.parent.parent,
        timeout=60,
    )
    os.close(writing)

    assert done.returncode == 0
    assert done.stderr == b""


def test_started_again_after_a_kill_the_program_offers_to_go_on(firedrill, small, home):
    firedrill("play", small, "--terminal", typed="\n\n1\n")

    answer = firedrill(typed="\n" * 60)

    assert "You stopped in the middle of 'cake-at-six'" in answer.out
    assert "You go on where you stopped." in answer.out


def test_going_on_can_be_declined(firedrill, small):
    firedrill("play", small, "--terminal", typed="\n\n1\n")

    answer = firedrill(typed="n\n\n")

    assert "Saturday noon at the lake" in answer.out
    assert "You go on where you stopped." not in answer.out
