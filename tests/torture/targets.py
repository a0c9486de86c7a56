"""What hostile bytes are handed to: each target takes any bytes and answers, or raises an error it is allowed to.

Whatever else comes out of one is a fault of ours. The seeds are sound inputs, small, from which mutants are made.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from simulator.bots.moves import play_moves
from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.errors import RecordUnreadable, ScenarioInvalid
from simulator.journal.chain import FIRST_LINK, link_of, opened, read_chain, sealed
from simulator.journal.codec import MovesInvalid, decode_entry, decode_moves, decode_note
from simulator.journal.home import journal_path, snapshot_path
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import Playing, Runs
from simulator.journal.verifying import Report, verify
from simulator.scenario.guard import Spot
from simulator.scenario.overlay import joined, lay_over, read_source
from simulator.scenario.problems import Problems
from simulator.scenario.reading import read_bytes
from simulator.scenario.reading_house import read_house_bytes
from simulator.scoring.rubric import VERSION
from simulator.training.roster import read_roster
from tests.journal.conftest import MemoryDisk, noon

CORPUS = Path(__file__).parent / "corpus"
SCENARIOS = Path(__file__).parents[1] / "scenario"
SOURCE = (SCENARIOS / "small-drill.yaml").read_bytes()
STORY = read_bytes(SOURCE, "small-drill.yaml")
RUN = "20260301-120000-small-drill-000001"
Target = Callable[[bytes], object]


def scenario(raw: bytes) -> object:
    """A scenario file."""
    return read_bytes(raw, "drill.yaml")


def source(raw: bytes) -> object:
    """The kept copy of a scenario, which may have a house joined to it."""
    return read_source(raw, "drill.yaml")


def house(raw: bytes) -> object:
    """A house, laid over a sound scenario."""
    return lay_over(STORY, read_house_bytes(raw, "our.house.yaml"))


def roster(raw: bytes) -> object:
    """A roster as spreadsheets save it; what is wrong with it is in its problems."""
    path = Path(_folder()) / "class.csv"
    path.write_bytes(raw)
    people, problems = read_roster(path, Spot(1, 1), Problems("plan.yaml"))
    assert all(each.name.isprintable() and each.name.strip() for each in people), "a name that doesn't print"
    rows = [row for row in raw.decode("utf-8", "replace").splitlines() if row.strip(' ,;"\t\ufeff')]
    assert people or len(problems) or len(rows) <= 1, "rows dropped in silence"
    return people


@cache
def _folder() -> str:
    return mkdtemp(prefix="firedrill-fuzz-")


def moves(raw: bytes) -> object:
    """A file of moves, played to the drill's end."""
    read = decode_moves(raw, "moves.json")
    story = cast(STORY, 0)
    return play_moves(LiveSession(story, 0), story, read[:40])


def entry(raw: bytes) -> object:
    """One line of a journal, its hash taken off."""
    return decode_entry(raw)


def note(raw: bytes) -> object:
    """One line of the notebook."""
    return decode_note(raw)


def journal(raw: bytes) -> object:
    """The bytes of a journal: what is read are whole batches whose chain is unbroken."""
    recorded = read_chain(raw, "run.jsonl")
    assert recorded.good <= len(raw), "read beyond the end"
    assert recorded.good + recorded.torn == len(raw) or recorded.damage, "bytes that are neither good, torn nor damaged"
    return recorded


def forged(raw: bytes) -> object:
    """Lines that somebody chained anew without being Firedrill: looked through as `verify` does, down to the scores."""
    disk, previous, lines = MemoryDisk(), FIRST_LINK, []
    for body in raw.split(b"\n"):
        if len(body) > 2:
            line, previous = sealed(previous, body)
            lines.append(line)
    home = Path("/home-of-nobody")
    disk.files[snapshot_path(home, sha256(SOURCE).hexdigest())] = bytearray(SOURCE)
    disk.files[journal_path(home, RUN)] = bytearray(b"".join(lines))
    report = verify(Runs(home, disk), RUN)
    assert isinstance(report, Report)
    assert "please report it" not in report.sentence, report.sentence
    return report


# Each with what it may raise: everything of ours that says what is wrong and where.
TARGETS: dict[str, tuple[Target, tuple[type[Exception], ...]]] = {
    "scenario": (scenario, (ScenarioInvalid,)),
    "source": (source, (ScenarioInvalid,)),
    "house": (house, (ScenarioInvalid,)),
    "roster": (roster, ()),
    "moves": (moves, (MovesInvalid,)),
    "entry": (entry, (ValueError,)),
    "note": (note, (ValueError,)),
    "journal": (journal, (RecordUnreadable,)),
    "forged": (forged, ()),
}


@cache
def seeds_of(name: str) -> tuple[bytes, ...]:
    """Sound inputs of the target *name*."""
    kept = tuple(path.read_bytes() for path in sorted((CORPUS / name).glob("*")))
    own = (SCENARIOS / "small.house.yaml").read_bytes()
    made: dict[str, Callable[[], tuple[bytes, ...]]] = {
        "scenario": lambda: (SOURCE,),
        "source": lambda: (SOURCE, joined(SOURCE, own)),
        "house": lambda: (own,),
        "forged": lambda: (_bodies("silent"), _bodies("careful")),
    }
    return kept + made.get(name, tuple)()


def _bodies(bot: str) -> bytes:
    """What a journal of *bot* says, without its chain."""
    disk, story = MemoryDisk(), cast(STORY, 0)
    run = Runs(Path("/home-of-nobody"), disk, noon, lambda: "000001").open_run(STORY, SOURCE, Playing(rubric=VERSION))
    session = LiveSession(story, 0, run.append)
    play(session, make(bot, story, 0))
    run.keep_scorecard(kept_scorecard(story, session.events()))
    lines = bytes(disk.files[run.path]).splitlines()
    links = [FIRST_LINK, *(link_of(line) for line in lines)]
    return b"\n".join(opened(*pair) for pair in zip(links, lines, strict=False))


def taken(name: str, raw: bytes) -> bool:
    """Whether target *name* takes *raw*; raises whatever it isn't allowed to raise."""
    target, allowed = TARGETS[name]
    try:
        target(raw)
    except allowed:
        return False
    return True


SCRAPS = (
    *(b"[", b"]", b"{", b"}", b": ", b"- ", b"\n", b"\n  ", b'"', b"'", b",", b";", b"\\", b"&a ", b"*a", b"!!int "),
    *(b"<<: ", b"? ", b"| ", b"\0", b"\xff", b"\xef\xbb\xbf", b"\x1b[2J", "\u202e".encode(), b"\xed\xa0\x80", b"\r"),
    *(b"null", b"true", b"-1", b"0", b"1e999", b"NaN", b"9223372036854775808", b"9" * 400, b"never", b"12:30", b"=1"),
    *(b'"at":0', b'"at":-5', b'"do":"begin"', b'"event":{', b'"end":true', b"nora", b"ready", b"__class__", b"[" * 90),
)


def mutant(name: str, dice: Random) -> bytes:
    """A sound input of target *name* with a few pieces changed, by *dice*."""
    raw = dice.choice(seeds_of(name))
    for _ in range(dice.randint(1, 4)):
        raw = _changed(name, raw, dice)
    return raw


def _changed(name: str, raw: bytes, dice: Random) -> bytes:
    start = dice.randrange(len(raw) + 1)
    stop = min(len(raw), start + dice.choice((0, 1, 1, 4, 16, 64)))
    match dice.randrange(6):
        case 0:  # one bit
            at = min(start, len(raw) - 1)
            return raw[:at] + bytes((raw[at] ^ 1 << dice.randrange(8),)) + raw[at + 1 :] if raw else raw
        case 1:  # a scrap in the place of something
            return raw[:start] + dice.choice(SCRAPS) + raw[stop:]
        case 2:  # a word for another
            words = raw.split(b" " if b" " in raw[:200] else b",")
            words[dice.randrange(len(words))] = dice.choice(words)
            return (b" " if b" " in raw[:200] else b",").join(words)
        case 3:  # a line twice, gone, or elsewhere
            lines = raw.split(b"\n")
            line = lines.pop(dice.randrange(len(lines)))
            for _ in range(dice.randrange(3)):
                lines.insert(dice.randrange(len(lines) + 1), line)
            return b"\n".join(lines)
        case 4:  # cut off, or the beginning of another behind it
            return raw[:start] + dice.choice(seeds_of(name))[start:]
        case _:  # something gone
            return raw[:start] + raw[stop:]
