from pathlib import Path

import pytest

from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.workbench.proofreading import Proof, Voice, grade, proof_lines, proofread, syllables
from simulator.workbench.spelling import misspelt, suggestions

SMALL = Path(__file__).parent.parent / "scenario" / "small-drill.yaml"


def with_text(folder: Path, old: str, new: str) -> Path:
    written = SMALL.read_text(encoding="utf-8")
    assert old in written
    changed = folder / SMALL.name
    changed.write_text(written.replace(old, new, 1), encoding="utf-8")
    return changed


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda path: path.stem)
def test_no_drill_of_the_shelf_has_a_word_that_nobody_knows(path: Path) -> None:
    proof = proofread(str(path))

    assert [line for line in proof_lines(proof) if "in no dictionary." in line] == []


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda path: path.stem)
def test_a_careful_play_of_the_shelf_can_be_read_in_its_seat_time(path: Path) -> None:
    proof = proofread(str(path))

    assert proof.minutes <= proof.seat_minutes


def test_a_misspelt_word_is_told_with_its_line_and_what_may_be_meant(tmp_path: Path) -> None:
    path = with_text(tmp_path, "brief: ", "brief: Somebody is waitting. ")
    line = path.read_text(encoding="utf-8").split("waitting")[0].count("\n") + 1

    (unknown,) = proofread(str(path)).unknown

    assert (unknown.word, unknown.lines) == ("waitting", (line,))
    assert "waiting" in unknown.meant


def test_a_word_the_drill_spells_its_own_way_is_passed_over(tmp_path: Path) -> None:
    path = with_text(tmp_path, "brief: ", "spells: [tmrw]\nbrief: Call tmrw. ")

    assert proofread(str(path)).unknown == ()


@pytest.mark.parametrize(
    "text",
    [
        "The colour of the neighbour's pyjamas.",
        "Nobody'd say that'll do.",
        "It was Theo's cap, and Mara knew. theo ran.",
        "She said: {draw.colour_of_it}, and left.",
        "He\u2019d have apologised.",
    ],
)
def test_british_spelling_spoken_forms_and_names_are_known(text: str) -> None:
    assert misspelt([text]) == {}


@pytest.mark.parametrize("word", ["color", "recieve", "definately", "dont"])
def test_other_spellings_are_not(word: str) -> None:
    assert list(misspelt([f"It was {word} all along."])) == [word]


def test_what_is_suggested_is_near() -> None:
    assert "receive" in suggestions("recieve")


@pytest.mark.parametrize(("word", "many"), [("cap", 1), ("receive", 2), ("apology", 4), ("table", 2), ("waited", 2)])
def test_syllables_are_counted_about_as_they_are_spoken(word: str, many: int) -> None:
    assert syllables(word) == many


def test_long_words_in_long_sentences_are_harder_to_read_than_short_ones() -> None:
    plain = "He is not found yet. We look at the boats. I stay here."
    official = (
        "Unfortunately the individual's whereabouts remain undetermined, notwithstanding considerable organisational"
        " efforts undertaken by responsible personnel throughout the immediate recreational environment."
    )

    assert grade([plain]) < 3 < 12 < grade([official])


def test_nothing_at_all_has_no_reading_level() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        grade([])


def test_a_level_of_nothing_has_no_sign() -> None:
    told = Voice("Theo", 60, -0.0)
    proof = Proof("s", "s.yaml", (), (told,), 60, 60, 0.3, 5.0, ())

    assert "  Theo: 0 (60 words)" in list(proof_lines(proof))
    assert str(grade(["No", "Go", "On", "In", "Up", "table", "paper"])) == "0.0"
