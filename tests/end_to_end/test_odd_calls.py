"""Calls that make no sense, and files that are none: the exit code says which, one sentence says what to do."""

import json
import os
import sys

import pytest


def one_sentence(answer):
    return bool(answer.err.strip()) and "Traceback" not in answer.err and len(answer.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--bot", "careful", "--mark", "nan"], "--mark is a score"),
        (["--bot", "careful", "--mark", "inf"], "--mark is a score"),
        (["--bot", "careful", "--mark", "-1"], "--mark is a score"),
        (["--bot", ""], "--bot needs a value"),
        (["--moves", ""], "--moves needs a value"),
        (["--terminal", "--bot", "careful"], "--terminal and --bot are two ways"),
        (["--terminal", "--moves", "-"], "--terminal and --moves are two ways"),
        (["--terminal", "--mark", "5"], "--mark goes with"),
        (["--terminal", "--reading-time", "nan"], "--reading-time is a number from 1 to 4"),
        (["--bot", "careful", "--seed", "9" * 4_000], "'firedrill --help' tells more."),
        (["--bot", "careful", "--seed", "9" * 5_000], "'firedrill --help' tells more."),
        (["--nonsense"], "). 'firedrill --help' tells more."),
    ],
)
def test_options_that_make_no_sense_are_a_usage_error(firedrill, small, options, says):
    answer = firedrill("play", small, *options)

    assert answer.code == 2
    assert says in answer.err
    assert one_sentence(answer)
    assert len(answer.err) < 600
    assert answer.out == ""


def test_a_search_that_would_never_end_is_refused(firedrill, small):
    answer = firedrill("explore", small, "--seconds", "nan")

    assert (answer.code, one_sentence(answer)) == (2, True)


@pytest.mark.parametrize("wanted", ["nope", "nowhere/x.yaml", "x" * 300 + ".yaml"])
def test_a_scenario_that_is_not_there_is_told_before_a_name_is_asked_for(firedrill, home, wanted):
    answer = firedrill("play", wanted, "--terminal", typed="Noor\n")

    assert answer.code == 2
    assert answer.out == ""
    assert not home.exists()


def test_moves_that_could_not_be_made_are_told_one_a_line(firedrill, small):
    moves = [
        {"do": "say", "reply": "counter.look"},
        {"do": "say", "reply": "nowhere.1", "at": 60_000},
        {"do": "leave"},
        {"do": "note", "text": "x", "at": 90_000_000},
    ]

    answer = firedrill("play", small, "--moves", "-", "--json", typed=json.dumps(moves))

    assert answer.code == 0
    assert answer.json["why"] == "walked_away"
    assert answer.err.splitlines() == [
        "Move 2 couldn't be made: There is no reply called 'nowhere.1' in this drill.",
        "Move 4 couldn't be made: the drill had ended by then.",
    ]


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".yaml", "a\udcffb", "a\x1b[2J"])
def test_checking_a_path_that_no_file_can_have_is_told_with_the_path(firedrill, name):
    answer = firedrill("check", name)

    assert answer.code == 2
    assert name[:1] in answer.err
    assert "\x1b" not in answer.err
    assert one_sentence(answer)


def test_one_file_is_one_file(firedrill, small):
    assert "1 file checked, " in firedrill("check", small).out


@pytest.mark.parametrize(
    ("instead_of", "write"),
    [("id: cake-at-six", 'id: ""'), ("  paul: {is", '  "": {is'), ("      - id: look", '      - id: ""')],
)
def test_an_empty_name_is_a_problem_with_its_place(firedrill, small, tmp_path, instead_of, write):
    text = small.read_text()
    line = text[: text.index(instead_of)].count("\n") + 1
    broken = tmp_path / "cake-at-six.yaml"
    broken.write_text(text.replace(instead_of, write, 1))

    answer = firedrill("check", broken)

    assert answer.code == 3
    assert any(f":{line}:" in told and "(SC030)" in told for told in answer.out.splitlines())
    assert firedrill("play", broken, "--bot", "careful").code == 3


def test_an_empty_name_of_a_play_is_a_problem_with_its_place(firedrill, small, tmp_path):
    (tmp_path / "cake-at-six.yaml").write_bytes(small.read_bytes())
    (tmp_path / "cake-at-six.plan.yaml").write_text('scenario: cake-at-six\nplays:\n  "": {}\n')

    answer = firedrill("check", tmp_path)

    assert answer.code == 3
    assert "cake-at-six.plan.yaml:3:3: " in answer.out


# -- the shelf


@pytest.fixture
def shelf(small, tmp_path, monkeypatch):
    """A shelf with the small drill, a link that leads nowhere and names from another world."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "cake-at-six.yaml").write_bytes(small.read_bytes())
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "folder.yaml").mkdir()
    if sys.platform.startswith("linux"):
        with open(os.fsencode(folder) + b"/\xff\x1b[2J.yaml", "wb") as file:
            file.write(b"format: 1\n")
    monkeypatch.setattr("simulator.terminal.shelf.shelf_folder", lambda: folder)
    monkeypatch.setattr("simulator.scenario.shelf.shelf_folder", lambda: folder)
    return folder


def test_what_cannot_be_played_is_listed_as_such_and_the_rest_can(firedrill, shelf):
    listed = {entry["id"]: entry for entry in firedrill("scenarios", "--json").json}
    answer = firedrill("scenarios")

    assert listed["cake-at-six"]["title"] == "The cake for six o'clock"
    assert "no file" in listed["gone"]["problem"]
    assert (answer.code, answer.err) == (0, "")
    assert "gone" in answer.out
    assert "\x1b" not in answer.out


def test_one_broken_link_keeps_nobody_from_choosing_a_drill(firedrill, shelf):
    answer = firedrill(typed="1\nNoor\n")

    assert answer.code == 130
    assert "The cake for six o'clock" in answer.out


def test_checking_a_folder_goes_on_behind_a_broken_link(firedrill, shelf):
    answer = firedrill("check", shelf)

    assert answer.code == 3
    assert "gone.yaml:1:1: there is no file" in answer.out
    assert "cake-at-six.yaml:1:1: there is no plan" in answer.out
    assert "\x1b" not in answer.out


# -- the window


def test_going_on_where_the_display_is_dead_happens_in_the_terminal(firedrill, small, monkeypatch):
    stopped = firedrill("play", small, "--terminal", typed="\n\n1\n")
    run = stopped.out.rsplit("firedrill resume ", 1)[1].strip()

    def blind(**anything):
        from simulator.errors import NoDisplay

        raise NoDisplay("The window can't open: no such display.")

    monkeypatch.setenv("DISPLAY", ":9973")  # nobody has so many
    monkeypatch.setattr("simulator.desktop.app.open_program", blind)

    answer = firedrill("resume", run, typed="l\nyes\n")

    assert answer.err == "The window can't open: no such display. Firedrill plays in the terminal.\n"
    assert "Before any score" in answer.out


def test_pygame_greets_nobody(own_process, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":9973")  # nobody has so many

    answer = own_process("play", "lost-child-resort", typed="")

    assert "pygame" not in answer.out
    assert answer.code == 130
    assert "pygame" not in answer.err
    assert "Firedrill plays in the terminal." in answer.err
