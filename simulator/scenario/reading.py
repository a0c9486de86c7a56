"""Reads a scenario file into the model of `story.py`: guard, tree, parts, then the checks of meaning.

Everything wrong with a file is told at once, each with file:line:column. Nothing from a file is ever run or imported:
a word either is one of ours, or names something in the same file, or is text for people.
"""

from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from simulator.errors import NotFound, ScenarioInvalid
from simulator.scenario import reading_people, reading_talk, reading_world, story
from simulator.scenario.asking import (
    DIGITS,
    Asked,
    Fields,
    clock_time,
    duration,
    integer,
    list_of,
    new_id,
    number,
    text,
    truth,
    word,
    word_of,
)
from simulator.scenario.checks import check_story, check_variant
from simulator.scenario.guard import LARGEST_FILE
from simulator.scenario.lexicon import Lexicon, Prose
from simulator.scenario.marked import Node, Table, Word, read_tree
from simulator.scenario.problems import Problem, Problems, Wrong, quoted, shown

MONEY = number(0, 1_000_000_000)
WEIGHT = number(0, 100)
LAST_PRINCIPLE = 36
TOP = (
    *("format", "id", "title", "brief", "role", "counts", "industry", "kind", "difficulty", "seat_time", "starts"),
    *("limit", "principles", "standards", "card", "during_emergency", "people", "facts", "questions", "jobs"),
    *("commitments", "remedies", "quantities", "losses", "happenings", "phases", "judged", "vary", "beats"),
    *("endings", "lessons", "system_findings", "spells"),
)


def read_scenario(path: Path) -> story.Story:
    """Read the scenario at *path*, checked in full.

    Raises `ScenarioInvalid` with every problem, `NotFound` where there is no such file.
    """
    return read_bytes(file_bytes(path), path.name)


def read_text(written: str, name: str) -> story.Story:
    """Read a scenario from text; problems are told under the file name *name*."""
    return read_bytes(written.encode("utf-8", "surrogatepass"), name)


def read_bytes(raw: bytes, name: str) -> story.Story:
    """Read a scenario from the bytes of a file called *name*."""
    return read_prose(raw, name)[0]


def read_prose(raw: bytes, name: str) -> tuple[story.Story, tuple[Prose, ...]]:
    """Read a scenario from the bytes of a file called *name*, with every text of it that people read."""
    problems = Problems(name)
    root = read_tree(raw, problems)
    if not isinstance(root, Table):
        problems.add(root, "SC023", "a scenario is expected here: a table that begins with 'format: 1'.")
        problems.raise_if_any()
        raise AssertionError("raise_if_any has raised")
    drill, prose = _story(root, sha256(raw).hexdigest(), problems)
    check_story(drill, root, problems)
    problems.raise_if_any()
    return drill, prose


def variant_problems(path: Path, variant: story.Story) -> tuple[Problem, ...]:
    """What is wrong with *variant*, which a seed made of the sound scenario at *path*."""
    problems = Problems(path.name)
    root = read_tree(file_bytes(path), problems)
    if isinstance(root, Table):
        check_variant(variant, root, problems)
    return tuple(problems)


def file_bytes(path: Path) -> bytes:
    """Give the bytes of the regular file *path*; a folder, a pipe or a missing file gets one clear sentence."""
    told = shown(str(path), longest=200)
    try:
        if not path.exists():
            raise NotFound(f"there is no file '{told}'. Check the spelling of the path.")
        if not path.is_file():
            raise ScenarioInvalid(f"'{told}' is not a regular file. Name a file that ends in .yaml.")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except ValueError as error:
        raise NotFound(f"there can be no file '{told}': its name holds a null character.") from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ScenarioInvalid(f"'{told}' can't be read ({reason}). Check its permissions.") from error


def _with_next_word(read: story.Story) -> story.Story:
    """*read*, with the commitment that every drill has, unless its author worded it."""
    if any(commitment.id == story.NEXT_WORD for commitment in read.commitments):
        return read
    default = story.next_word(tuple(person.id for person in read.people if person.has_mood))
    return replace(read, commitments=(*read.commitments, default))


def _story(root: Table, content_hash: str, problems: Problems) -> tuple[story.Story, tuple[Prose, ...]]:
    lexicon = Lexicon(root, problems)
    fields = Fields(root, problems, TOP)
    kind = fields.need("kind", word_of(story.Kind), story.Kind.ONE_CUSTOMER)
    read = story.Story(
        format=fields.need("format", integer(1, 1), 1),
        id=fields.need("id", new_id, ""),
        title=fields.need("title", lexicon.prose(120), ""),
        brief=fields.need("brief", lexicon.prose(2_000), ""),
        role=fields.need("role", lexicon.prose(160), ""),
        counts=fields.may("counts", list_of(lexicon.prose(200)), ()),
        industry=fields.need("industry", text(60), ""),
        kind=kind,
        difficulty=fields.need("difficulty", integer(1, 5), 1),
        seat_time=fields.need("seat_time", duration(), 0),
        starts=fields.need("starts", clock_time, 0),
        limit=fields.need("limit", lexicon.moment, 0),
        principles=fields.need("principles", list_of(_principle, least=1), ()),
        standards=fields.need("standards", _standards(kind), story.Standards(0, 0, 0.0, "")),
        card=fields.need("card", list_of(lexicon.prose(160), least=1, most=20), ()),
        during_emergency=fields.may("during_emergency", truth, False),
        people=fields.need("people", reading_people.people(lexicon), ()),
        facts=fields.need("facts", reading_world.facts(lexicon), ()),
        questions=fields.may("questions", reading_world.questions(lexicon), ()),
        jobs=fields.may("jobs", reading_world.jobs(lexicon), ()),
        commitments=fields.may("commitments", reading_world.commitments(lexicon), ()),
        remedies=fields.may("remedies", reading_world.remedies(lexicon), ()),
        quantities=fields.may("quantities", reading_world.quantities(lexicon), ()),
        losses=fields.may("losses", reading_people.losses(lexicon), ()),
        happenings=fields.may("happenings", reading_world.happenings(lexicon), ()),
        phases=fields.need("phases", reading_world.phases(lexicon), ()),
        beats=fields.need("beats", reading_talk.beats(lexicon), ()),
        endings=fields.need("endings", reading_talk.endings(lexicon), ()),
        judged=fields.need("judged", _judged(lexicon), story.Judged("")),
        vary=fields.may("vary", reading_world.variations(lexicon), ()),
        content_hash=content_hash,
        lessons=fields.may("lessons", list_of(lexicon.prose()), ()),
        system_findings=fields.may("system_findings", list_of(lexicon.prose()), ()),
        spells=fields.may("spells", list_of(text(40)), ()),
    )
    return _with_next_word(read), tuple(lexicon.prose_read)


def _principle(node: Node, problems: Problems) -> str:
    answer = word(node, "a principle such as P04").text
    digits = answer.removeprefix("P")
    if len(answer) != 3 or len(digits) != 2 or not DIGITS.issuperset(digits) or not 1 <= int(digits) <= LAST_PRINCIPLE:
        raise Wrong(node, "SC037", f"{quoted(answer)} is no principle. They are called P01 to P{LAST_PRINCIPLE}.")
    return answer


def _standards(kind: story.Kind) -> Asked[story.Standards]:
    def authority(node: Node, problems: Problems) -> tuple[float, str]:
        fields = Fields(node, problems, ("amount", "currency"))
        return fields.need("amount", MONEY, 0.0), fields.need("currency", text(12), "")

    def ask(node: Node, problems: Problems) -> story.Standards:
        fields = Fields(node, problems, ("first_reply", "update_every", "authority"))
        amount, currency = fields.need("authority", authority, (0.0, ""))
        return story.Standards(
            first_reply=fields.need("first_reply", duration(1_000), 0),
            update_every=fields.may("update_every", duration(1_000), story.UPDATE_EVERY[kind]),
            authority=amount,
            currency=currency,
        )

    return ask


def _judged(lexicon: Lexicon) -> Asked[story.Judged]:
    fact, person = lexicon.ref("fact"), lexicon.ref("person")

    def required(node: Node, problems: Problems) -> story.Required:
        fields = Fields(node, problems, ("fact", "to", "weight", "within"))
        return story.Required(
            fact=fields.need("fact", fact, ""),
            to=fields.need("to", person, ""),
            weight=fields.may("weight", WEIGHT, 1.0),
            within=fields.maybe("within", duration()),
        )

    def commitment(node: Node, problems: Problems) -> story.RequiredCommitment:
        fields = Fields(node, problems, ("what", "to", "weight", "by", "by_fact"))
        return story.RequiredCommitment(
            what=fields.need("what", lexicon.ref("commitment"), ""),
            to=fields.need("to", person, ""),
            weight=fields.may("weight", WEIGHT, 1.0),
            by=fields.maybe("by", lexicon.moment),
            by_fact=fields.may("by_fact", fact, ""),
        )

    def ask(node: Node, problems: Problems) -> story.Judged:
        fields = Fields(node, problems, JUDGED_FIELDS)
        return story.Judged(
            resolution=fields.need("resolution", fact, ""),
            onset=fields.may("onset", lexicon.moment, 0),
            audiences=fields.need("audiences", lexicon.refs("person"), ()),
            required_facts=fields.may("required_facts", list_of(required), ()),
            required_disclosures=fields.may("required_disclosures", list_of(required), ()),
            required_commitments=fields.may("required_commitments", list_of(commitment), ()),
            quantities=fields.may("quantities", lexicon.refs("quantity"), ()),
            no_money_before=fields.may("no_money_before", fact, ""),
            conflict=fields.may("conflict", _conflict, ""),
        )

    return ask


JUDGED_FIELDS = (
    *("resolution", "onset", "audiences", "required_facts", "required_disclosures", "required_commitments"),
    *("quantities", "no_money_before", "conflict"),
)


def _conflict(node: Node, problems: Problems) -> str:
    return "" if isinstance(node, Word) and node.empty else text(300)(node, problems)
