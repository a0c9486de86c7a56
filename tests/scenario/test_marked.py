import pytest

from simulator.scenario.marked import Row, Table, Word, read_tree
from simulator.scenario.problems import FileRefused, Problems


def tree(text: str) -> object:
    return read_tree(text.encode(), Problems("drill.yaml"))


def test_every_value_knows_its_line_and_column() -> None:
    root = tree("a: 1\nb:\n  - x\n  - {c: y}\n")

    assert root == Table(
        keys={"a": Word("a", True, 1, 1), "b": Word("b", True, 2, 1)},
        values={
            "a": Word("1", True, 1, 4),
            "b": Row(
                [
                    Word("x", True, 3, 5),
                    Table({"c": Word("c", True, 4, 6)}, {"c": Word("y", True, 4, 9)}, 4, 5),
                ],
                3,
                3,
            ),
        },
        line=1,
        column=1,
    )


@pytest.mark.parametrize("typed", ["NO", "12:30", "1.10", "0o17", "1_000", "2026-13-99", ".nan", "+1", "0x1F"])
def test_words_stay_as_they_were_typed(typed: str) -> None:
    root = tree(f"a: {typed}\n")

    assert isinstance(root, Table)
    assert root.values["a"] == Word(typed, True, 1, 4)


def test_quotes_are_remembered() -> None:
    root = tree("a: 'no'\nb: \"no\"\nc: |\n  no\n")

    assert isinstance(root, Table)
    assert [value.plain for value in root.values.values() if isinstance(value, Word)] == [False] * 3


def test_a_name_written_twice_is_told_with_both_places_and_the_first_is_kept() -> None:
    problems = Problems("drill.yaml")

    root = read_tree(b"people:\n  mara: 1\n  jonas: 2\n  mara: 3\n", problems)

    assert [str(problem) for problem in problems] == [
        "drill.yaml:4:3: 'mara' is written twice: first at 2:3, and again here. Keep one. (SC020)"
    ]
    assert isinstance(root, Table)
    assert root.values["people"].values["mara"].text == "1"  # type: ignore[union-attr] # known from the text above


def test_quoting_does_not_make_a_name_another_one() -> None:
    problems = Problems("drill.yaml")

    read_tree(b"'a': 1\n\"a\": 2\na: 3\n", problems)

    assert [problem.line for problem in problems] == [2, 3]


def test_a_list_as_a_name_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        tree("? [a, b]\n: 1\n")

    assert refused.value.problems[0].code == "SC013"


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "~"])
def test_an_empty_file_is_an_empty_word(text: str) -> None:
    root = tree(text)

    assert isinstance(root, Word)
    assert root.empty


def test_an_empty_text_in_quotes_is_not_nothing() -> None:
    assert not Word("", False, 1, 1).empty
    assert Word("", True, 1, 1).empty
