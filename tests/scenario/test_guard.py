import pytest
import yaml

from simulator.scenario import guard
from simulator.scenario.guard import DEEPEST, LARGEST_FILE, LONGEST_TEXT, MOST_VALUES, guarded_events
from simulator.scenario.problems import FileRefused, Problem


def refused(text: str | bytes) -> Problem:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    with pytest.raises(FileRefused) as caught:
        list(guarded_events(raw, "drill.yaml"))
    (problem,) = caught.value.problems
    return problem


BOMBS = {
    "flow nesting": ("[" * 100_000, "SC010"),
    "flow nesting on lines": ("[\n" * 100_000, "SC010"),
    "nested tables": ("{a: " * 100_000, "SC010"),
    "block nesting": ("- " * 100_000, "SC010"),
    "nested keys": ("? " * 100_000, "SC010"),
    "indented nesting": ("".join(" " * n + "a:\n" for n in range(400)), "SC010"),
    "aliases": ("a: &a [x]\nb: [*a, *a]\n", "SC007"),
    "alias without anchor": ("a: *nobody\n", "SC007"),
    "merge": ("<<: {a: 1}\n", "SC009"),
    "merge of many": ("a: {<<: [{b: 1}]}\n", "SC009"),
    "python object": ("a: !!python/object/apply:os.system ['true']\n", "SC008"),
    "own tag": ("a: !run x\n", "SC008"),
    "plain tag": ("a: !!str 1\n", "SC008"),
    "tag on a table": ("!!map {a: 1}\n", "SC008"),
    "many tag directives": ("".join(f"%TAG !a{n}! x\n" for n in range(30_000)) + "--- a\n", "SC006"),
    "directive after text": ("a: 1\n...\n%YAML 1.1\n---\nb: 1\n", "SC006"),
    "many values": ("[" + "1," * (MOST_VALUES + 1) + "]", "SC011"),
    "long text": ("a: " + "x" * (LONGEST_TEXT + 1), "SC012"),
    "long text on lines": ("a: |\n" + "  x\n" * LONGEST_TEXT, "SC012"),
    "large file": ("#" * (LARGEST_FILE + 1), "SC001"),
    "two documents": ("a: 1\n---\nb: 2\n", "SC005"),
    "many documents": ("---\n" * 10_000, "SC005"),
    "long anchor": ("a: &" + "x" * 100_000 + " 1", "SC007"),
    "tab": ("a:\n\t- b\n", "SC004"),
    "unclosed": ("a: [1, 2\nb: 3\n", "SC004"),
    "colon": ("a: b: c\n", "SC004"),
    "impossible letter": ('a: "\\U00110000"\n', "SC004"),
}


@pytest.mark.parametrize(("text", "code"), BOMBS.values(), ids=BOMBS)
def test_hostile_yaml_is_refused_with_its_code_and_place(text: str, code: str) -> None:
    problem = refused(text)

    assert problem.code == code
    assert problem.line >= 1
    assert problem.column >= 1


UNSEEN = {
    "null": "\0",
    "bell": "\a",
    "escape": "\x1b",
    "delete": "\x7f",
    "C1": "\x9b",
    "next line": "\x85",
    "line separator": "\u2028",
    "right to left override": "\u202e",
    "isolate": "\u2066",
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "tag letter": "\U000e0041",
}


@pytest.mark.parametrize("letter", UNSEEN.values(), ids=UNSEEN)
def test_characters_nobody_sees_are_refused(letter: str) -> None:
    problem = refused(f"a: 1\nb: x{letter}y\n")

    assert (problem.code, problem.line, problem.column) == ("SC003", 2, 5)


@pytest.mark.parametrize("spelt", ["\\0", "\\e", "\\u202E", "\\u200b", "\\x85", "\\N", "\\L", "\\uFEFF", "\\r"])
def test_characters_nobody_sees_are_refused_when_spelt_by_number(spelt: str) -> None:
    assert refused(f'a: "x{spelt}y"\n').code == "SC003"


def test_half_a_letter_is_refused() -> None:
    assert refused('a: "\\ud800"\n').code in ("SC003", "SC004")


def test_a_file_in_another_encoding_is_refused_where_it_stops_being_utf_8() -> None:
    problem = refused("a: 1\nb: caf\u00e9\n".encode("latin-1"))

    assert (problem.code, problem.line, problem.column) == ("SC002", 2, 7)


def test_utf_16_is_refused() -> None:
    assert refused("a: 1\n".encode("utf-16")).code == "SC002"


def test_the_place_counts_letters_not_bytes() -> None:
    problem = refused("a: 1\näöü: &anchor 1\n")

    assert (problem.line, problem.column) == (2, 6)


def test_a_byte_order_mark_at_the_start_is_only_an_editor_s_habit() -> None:
    assert list(guarded_events(b"\xef\xbb\xbfa: 1\n", "drill.yaml"))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_taken(ends: str) -> None:
    assert refused(f"a: 1{ends}b: &c 1{ends}").line == 2


def test_nesting_as_deep_as_allowed_passes() -> None:
    assert list(guarded_events(b"[" * DEEPEST + b"]" * DEEPEST, "drill.yaml"))


def test_the_words_of_a_refusal_say_what_to_do() -> None:
    told = str(refused("a: *b\n"))

    assert told == "drill.yaml:1:4: the alias '*b' is not taken. Write the text out again here. (SC007)"


@pytest.mark.parametrize(("text", "code"), BOMBS.values(), ids=BOMBS)
def test_without_the_c_library_the_same_is_refused(text: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if len(text) > 50_000 and code not in ("SC001", "SC006", "SC010"):
        pytest.skip("the pure parser is too slow to be worth the wait")
    monkeypatch.setattr(guard, "FastParser", None)

    assert refused(text).code == code


def test_the_c_library_is_used_where_it_is_there() -> None:
    assert (guard.FastParser is not None) == yaml.__with_libyaml__


@pytest.mark.parametrize("letter", "\u3164\u115f\u1160\u2800\u034f\uffa0\u17b4\U000e0100\U000e01ef")
def test_letters_that_are_blank_are_refused_as_well(letter: str) -> None:
    assert refused(f"a: b\nname: '{letter}'\n").code == "SC003"


def test_an_emoji_with_its_selector_is_a_letter_like_any_other() -> None:
    assert list(guarded_events("a: \u2764\ufe0f\n".encode(), "drill.yaml"))
