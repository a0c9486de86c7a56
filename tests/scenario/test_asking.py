from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario import asking
from simulator.scenario.asking import Asked, in_words
from simulator.scenario.marked import Row, Word
from simulator.scenario.problems import Problems, Wrong

Told = Callable[[str], str]


def word(text: str, plain: bool = True) -> Word:
    return Word(text, plain, 3, 7)


def answer(asked: Asked[object], text: str, plain: bool = True) -> object:
    return asked(word(text, plain), Problems("drill.yaml"))


def told(asked: Asked[object], text: str, plain: bool = True) -> str:
    with pytest.raises(Wrong) as wrong:
        answer(asked, text, plain)
    return wrong.value.text


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("90 s", 90_000),
        ("90s", 90_000),
        ("15 min", 900_000),
        ("12 h", 43_200_000),
        ("1 h 30 min", 5_400_000),
        ("2 d", 172_800_000),
        ("1 d 1 h 1 min 1 s 1 ms", 90_061_001),
        ("0 s", 0),
        ("500 ms", 500),
    ],
)
def test_a_length_of_time_with_its_unit_becomes_milliseconds(written: str, ms: int) -> None:
    assert answer(asking.duration(), written) == ms


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("30", "'30' has no unit. Write '30 s' or '30 min'."),
        ("1 h 30", "'30' has no unit in '1 h 30'."),
        ("15 minutes", "no unit is called 'minutes' in '15 minutes'. Did you mean '15 min'?"),
        ("90 sec", "no unit is called 'sec' in '90 sec'. Did you mean '90 s'?"),
        ("5 m", "no unit is called 'm' in '5 m'. Did you mean '5 min'?"),
        ("3 weeks", "no unit is called 'weeks'"),
        ("30 min 1 h", "write the larger unit first, each unit once."),
        ("1 h 1 h", "write the larger unit first, each unit once."),
        ("-5 min", "is not a length of time"),
        ("1.5 h", "is not a length of time"),
        ("soon", "is not a length of time"),
        ("٣ min", "is not a length of time"),
        ("400 d", "is outside 0 s to 366 d."),
        ("9999999999999999 d", "is not a length of time"),
    ],
)
def test_anything_else_as_a_length_of_time_is_told_with_a_hint(written: str, says: str) -> None:
    assert says in told(asking.duration(), written)


@given(st.integers(min_value=0, max_value=asking.LONGEST_DURATION_MS))
def test_a_length_of_time_put_in_words_reads_back_as_itself(ms: int) -> None:
    assert answer(asking.duration(), in_words(ms)) == ms


@pytest.mark.parametrize(("written", "minutes"), [("19:30", 1170), ("00:00", 0), ("23:59", 1439), ("7:05", 425)])
def test_a_time_of_day_becomes_milliseconds_since_midnight(written: str, minutes: int) -> None:
    assert answer(asking.clock_time, written) == minutes * 60_000


@pytest.mark.parametrize("written", ["24:00", "12:60", "12", "12:3", "12.30", "-1:00", "1:2:3", "half past"])
def test_anything_else_as_a_time_of_day_is_told(written: str) -> None:
    assert "is not a time of day" in told(asking.clock_time, written)


def test_only_true_and_false_are_truth_values() -> None:
    assert answer(asking.truth, "true") is True
    assert answer(asking.truth, "false") is False


@pytest.mark.parametrize("written", ["yes", "no", "NO", "on", "off", "1", "y"])
def test_words_that_old_yaml_took_for_truth_values_are_not(written: str) -> None:
    assert told(asking.truth, written) == f"true or false is expected here; found '{written}'."


def test_a_truth_value_in_quotes_is_a_text() -> None:
    assert "found 'true'" in told(asking.truth, "true", plain=False)


def test_words_that_old_yaml_took_for_something_else_are_texts() -> None:
    assert [answer(asking.text(), written) for written in ("NO", "12:30", "1.10")] == ["NO", "12:30", "1.10"]


def test_a_number_keeps_the_nought_it_was_typed_with() -> None:
    assert str(answer(asking.decimal(0, 10), "1.10")) == "1.10"


@pytest.mark.parametrize(("written", "value"), [("0", 0.0), ("-1.5", -1.5), ("+2", 2.0), ("1e2", 100.0), (".5", 0.5)])
def test_numbers_are_read(written: str, value: float) -> None:
    assert answer(asking.number(-10, 1000), written) == value


@pytest.mark.parametrize(
    "written",
    [
        ".inf",
        "-.inf",
        ".nan",
        "nan",
        "inf",
        "Infinity",
        "1e999",
        "1e99999",
        "1_000",
        "0x10",
        "\u0661",
        "1.2.3",
        "+-1",
        ".",
    ],
)
def test_what_is_not_a_finite_number_is_told(written: str) -> None:
    assert told(asking.number(-1e300, 1e300), written)


@pytest.mark.parametrize("written", ["1.0", "1e3", "0x10", "1_000", "+", "", "one", "9" * 5000, "²"])
def test_what_is_not_a_whole_number_in_range_is_told(written: str) -> None:
    assert told(asking.integer(0, 100), written)


def test_a_number_in_quotes_is_a_text() -> None:
    assert "a whole number is expected here" in told(asking.integer(0, 9), "5", plain=False)


def test_a_number_out_of_range_is_told_with_the_range() -> None:
    assert told(asking.integer(1, 5), "9") == "'9' is outside 1 to 5."


def test_an_unknown_word_is_told_with_the_nearest() -> None:
    assert told(asking.one_of({"phone": 1, "radio": 2}), "fone") == "'fone' is not known here. Did you mean 'phone'?"


def test_an_unknown_word_near_to_none_is_told_with_all() -> None:
    assert told(asking.one_of({"phone": 1, "radio": 2}), "x") == "'x' is not known here. Known are phone and radio."


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    names = asking.Names({"beat": ["searching", "found"]})

    assert told(names.ask("beat"), "serching") == "no beat is called 'serching'. Did you mean 'searching'?"


def test_names_of_a_broken_part_of_the_file_are_not_told() -> None:
    names = asking.Names({"beat": None})

    assert answer(names.ask("beat"), "anything") == "anything"


@pytest.mark.parametrize("written", ["", "Mara", "1st", "a b", "a.b", "_a", "os.system", "é", "a" * 41, "__class__"])
def test_a_name_is_made_of_small_letters_digits_and_two_signs(written: str) -> None:
    assert "can't be a name" in told(asking.new_id, written, plain=False)


def test_wrong_items_of_a_list_are_all_told_and_the_others_kept() -> None:
    problems = Problems("drill.yaml")
    row = Row([word("1"), word("x"), word("3"), word("y")], 1, 1)

    assert asking.list_of(asking.integer(0, 9))(row, problems) == (1, 3)
    assert len(list(problems)) == 2


def test_a_decimal_is_exact() -> None:
    assert answer(asking.decimal(0, 1), "0.1") == Decimal("0.1")
