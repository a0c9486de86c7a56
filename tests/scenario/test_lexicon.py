from collections.abc import Callable

import pytest

from simulator.scenario.lexicon import Lexicon
from simulator.scenario.marked import Table, read_tree
from simulator.scenario.problems import Problems, Wrong
from simulator.scenario.story import ALWAYS, NEVER, After, All, AnyOf, Condition, Drawn, Not, Term, Word

FILE = """
starts: "22:00"
people: {mara: {}, priit: {}}
facts: {kiosk: {}, found: {}}
commitments: {stay: {}}
beats: {reported: {replies: [{id: turn}, {say: x}]}}
phases: [{id: afterwards}]
happenings: {call: {asks: {id: hush}}}
vary: {caller: {father: {words: {who: Jonas}}, other: {words: {who: a man}}}}
"""
MINUTE = 60_000
HOUR = 60 * MINUTE


@pytest.fixture(scope="module")
def read() -> Callable[[str], Condition]:
    """Reads a condition in the terms of the file above."""
    problems = Problems("drill.yaml")
    root = read_tree(FILE.encode(), problems)
    assert isinstance(root, Table)
    lexicon = Lexicon(root, problems)

    def condition(written: str) -> Condition:
        here = Problems("drill.yaml")
        answer = lexicon.condition(read_tree(written.encode(), here), here)
        here.raise_if_any()
        return answer

    return condition


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    problems = Problems("drill.yaml")
    root = read_tree(FILE.encode(), problems)
    assert isinstance(root, Table)
    return Lexicon(root, problems)


Read = Callable[[str], Condition]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("always", ALWAYS),
        ("never", NEVER),
        ("{heard: kiosk}", Term(Word.HEARD, "kiosk")),
        ("{true: found}", Term(Word.TRUE, "found")),
        ("{told: kiosk}", Term(Word.TOLD, "kiosk")),
        ("{told: {fact: kiosk, to: mara}}", Term(Word.TOLD, "kiosk", "mara")),
        ("{told: [kiosk, found]}", All((Term(Word.TOLD, "kiosk"), Term(Word.TOLD, "found")))),
        ("{promised: {what: stay, to: mara}}", Term(Word.PROMISED, "stay", "mara")),
        ("{informed: priit}", Term(Word.INFORMED, "priit")),
        ("{informed: {who: priit, fact: kiosk}}", Term(Word.INFORMED, "priit", "kiosk")),
        ("{said: reported.turn}", Term(Word.SAID, "reported.turn")),
        ("{said: reported.2}", Term(Word.SAID, "reported.2")),
        ("{agreed: hush}", Term(Word.AGREED, "hush")),
        ("{phase: afterwards}", Term(Word.PHASE, "afterwards")),
        ("{happened: call}", Term(Word.HAPPENED, "call")),
        ("{noted: true}", Term(Word.NOTED)),
        ("{after: 12 min}", After(12 * MINUTE)),
        ("{after: '22:30'}", After(30 * MINUTE)),
        ("{drawn: {caller: father}}", Drawn("caller", "father")),
        ("{not: {heard: kiosk}}", Not(Term(Word.HEARD, "kiosk"))),
        ("{heard: kiosk, true: found}", All((Term(Word.HEARD, "kiosk"), Term(Word.TRUE, "found")))),
        ("[{heard: kiosk}, {true: found}]", All((Term(Word.HEARD, "kiosk"), Term(Word.TRUE, "found")))),
        ("{any: [{heard: kiosk}, always]}", AnyOf((Term(Word.HEARD, "kiosk"), ALWAYS))),
        ("{all: [{heard: kiosk}, {not: never}]}", All((Term(Word.HEARD, "kiosk"), Not(NEVER)))),
    ],
)
def test_conditions_are_read(written: str, meant: Condition, read: Read) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{herd: kiosk}", "no condition is called 'herd'. Did you mean 'heard'?"),
        ("{heard: kiosc}", "no fact is called 'kiosc'. Did you mean 'kiosk'?"),
        ("{said: reported.1}", "no reply is called 'reported.1'."),
        ("{drawn: {caler: father}}", "'vary' draws nothing called 'caler'. Did you mean 'caller'?"),
        ("{drawn: {caller: fater}}", "'caller' is never drawn as 'fater'. Did you mean 'father'?"),
        ("{}", "an empty condition. Write 'always' or 'never'."),
        ("os.system", "a condition is expected here"),
        ("{__class__: kiosk}", "no condition is called '__class__'."),
        ("{heard: {fact: kiosk}, os.system: true}", "no condition is called 'os.system'."),
    ],
)
def test_a_condition_that_is_none_is_told(written: str, says: str, read: Read) -> None:
    with pytest.raises(Wrong) as wrong:
        read(written)

    assert says in wrong.value.text


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("6 min", 6 * MINUTE),
        ("'22:06'", 6 * MINUTE),
        ("'22:06:30'", 6 * MINUTE + 30_000),
        ("'22:00'", 0),
        ("'01:00'", 3 * HOUR),
        ("'21:59'", 24 * HOUR - MINUTE),
        ("'day 1 23:00'", HOUR),
        ("'day 2 01:00'", 3 * HOUR),
        ("'day 5 16:00'", 90 * HOUR),
    ],
)
def test_moments_are_counted_from_the_start(written: str, ms: int, lexicon: Lexicon) -> None:
    problems = Problems("drill.yaml")

    assert lexicon.moment(read_tree(written.encode(), problems), problems) == ms


@pytest.mark.parametrize(
    "written", ["5", "'day 1 12:00'", "'day 0 12:00'", "'25:00'", "'12:00:99'", "'day x 12:00'", "'1:'"]
)
def test_a_moment_that_is_none_is_told(written: str, lexicon: Lexicon) -> None:
    problems = Problems("drill.yaml")

    with pytest.raises(Wrong):
        lexicon.moment(read_tree(written.encode(), problems), problems)


def test_placeholders_come_from_what_is_drawn(lexicon: Lexicon) -> None:
    problems = Problems("drill.yaml")

    assert lexicon.prose()(read_tree(b"'It is {caller.who}.'", problems), problems) == "It is {caller.who}."


@pytest.mark.parametrize(
    "written", ["{caller.whom}", "{0}", "{}", "{caller.who.__class__}", "a } b", "{{caller.who}}", "{a"]
)
def test_any_other_curly_bracket_is_told(written: str, lexicon: Lexicon) -> None:
    problems = Problems("drill.yaml")

    with pytest.raises(Wrong) as wrong:
        lexicon.prose()(read_tree(f"'{written}'".encode(), problems), problems)

    assert wrong.value.code == "SC033"
