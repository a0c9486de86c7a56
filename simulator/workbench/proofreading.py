"""Proofreads a scenario: words no dictionary knows, how hard each voice is to read, how much there is to read.

It tells; what is right for a voice is the author's to say. A child may speak like a child.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.scenario.reading import file_bytes, read_prose
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story
from simulator.workbench.spelling import misspelt, suggestions, tokens

WORDS_A_MINUTE = 238  # silent reading of English non-fiction, mean of 190 studies: Brysbaert 2019
LONGEST_REPLY = 60  # words; three such replies are a page, and nobody reads a page while somebody cries
HARDEST = 9.0  # years of school; plain-language guides ask for 8 to 9 for what the public reads
FEWEST_WORDS = 60  # of one voice, below which its level says nothing
_SENTENCES = re.compile(r"[.!?]+")
_VOWELS = re.compile(r"[aeiouyéèüöä]+")


class Unknown(Struct, frozen=True):
    """A *word* no dictionary knows, where it stands (lines of the file), and what may be meant."""

    word: str
    lines: tuple[int, ...]
    meant: tuple[str, ...]


class Voice(Struct, frozen=True):
    """How hard somebody is to read: *grade* in years of school, None where they say too little to tell."""

    who: str
    words: int
    grade: float | None


class Proof(Struct, frozen=True):
    """What proofreading found. *met* is how many words a careful play reads, *minutes* how long that takes."""

    scenario: str
    file: str
    unknown: tuple[Unknown, ...]
    voices: tuple[Voice, ...]
    words: int
    met: int
    minutes: float
    seat_minutes: float
    long_replies: tuple[str, ...]


def proofread(wanted: str) -> Proof:
    """Proofread the scenario with the id, or at the path, *wanted*. Raises `NotFound` and `ScenarioInvalid`."""
    path = find_scenario(wanted)
    story, prose = read_prose(file_bytes(path), path.name)
    found = misspelt([text.words for text in prose], (*story.spells, *_names(story)))
    met = _words_met(story)
    return Proof(
        scenario=story.id,
        file=path.name,
        unknown=tuple(
            Unknown(word, tuple(sorted({prose[place].line for place in places})), tuple(suggestions(word)))
            for word, places in sorted(found.items())
        ),
        voices=tuple(_voices(story)),
        words=sum(count(text.words) for text in prose),
        met=met,
        minutes=round(met / WORDS_A_MINUTE, 1),
        seat_minutes=round(story.seat_time / 60_000, 1),
        long_replies=tuple(r.id for b in story.beats for r in b.replies if count(r.say) > LONGEST_REPLY),
    )


def _names(story: Story) -> Iterator[str]:
    """What people are called, word by word."""
    for name in (*(p.name for p in story.people), *(n for e in story.endings for n in (e.teller, e.told_to))):
        yield from (token.word for token in tokens(name))


# -- how much there is to read


def count(text: str) -> int:
    """How many words *text* has."""
    return sum(1 for _ in tokens(text))


def _words_met(story: Story) -> int:
    """How many words a careful play with seed 0 puts before the trainee: the brief, what is said, what can be said."""
    drawn = cast(story, 0)
    session = LiveSession(drawn, 0)
    play(session, make("careful", drawn, 0))
    said = sum(count(e.words) for e in session.events() if isinstance(e, ev.PersonSpoke | ev.AnswerCame))
    beats = {beat.id: beat for beat in drawn.beats}
    stood = {e.beat for e in session.events() if isinstance(e, ev.BeatEntered)}
    replies = sum(count(reply.say or reply.does) for beat in stood for reply in beats[beat].replies)
    return count(drawn.brief) + said + replies


# -- how hard it is to read


def _voices(story: Story) -> Iterator[Voice]:
    yield _voice("you", (reply.say for beat in story.beats for reply in beat.replies))
    for person in story.people:
        voice = _voice(person.name, _said_by(person.id, story))
        if voice.words:
            yield voice
    yield _voice("the endings", (ending.story for ending in story.endings))


def _said_by(person: str, story: Story) -> Iterator[str]:
    yield from (beat.line.says for beat in story.beats if beat.person == person and beat.line)
    yield from (a.line.says for q in story.questions if q.who == person for a in q.answers)
    yield from (job.reports.says for job in story.jobs if job.who == person and job.reports)
    yield from (happening.line.says for happening in story.happenings if happening.by == person and happening.line)


def _voice(who: str, texts: Iterable[str]) -> Voice:
    said = [text for text in texts if text]
    words = sum(map(count, said))
    return Voice(who, words, grade(said) if words >= FEWEST_WORDS else None)


def grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade level of *texts*, in years of school (Kincaid et al. 1975). Raises ValueError for none."""
    said = list(texts)
    words = [token.word for text in said for token in tokens(text)]
    if not words:
        raise ValueError("a grade needs at least one word, and there is none")
    sentences = sum(max(1, len(_SENTENCES.findall(text))) for text in said)
    syllables_all = sum(map(syllables, words))
    level = 0.39 * len(words) / sentences + 11.8 * syllables_all / len(words) - 15.59
    return round(level, 1) + 0.0  # what rounds to -0.0 is 0.0


def syllables(word: str) -> int:
    """About how many syllables *word* has: its groups of vowels, without a silent e at the end; at least 1."""
    lower = word.lower()
    groups = len(_VOWELS.findall(lower))
    silent = lower.endswith(("e", "es", "ed")) and not lower.endswith(("le", "ee", "ted", "ded", "ses", "ces", "ges"))
    return max(1, groups - silent)


# -- as it is told


def proof_lines(proof: Proof) -> Iterator[str]:
    """*proof* in words, unknown words first."""
    for unknown in proof.unknown:
        places = ", ".join(str(line) for line in unknown.lines[:5])
        meant = f" Did you mean {' or '.join(unknown.meant)}?" if unknown.meant else ""
        yield f"{proof.file}:{places}: '{unknown.word}' is in no dictionary.{meant}"
    for reply in proof.long_replies:
        yield f"The reply '{reply}' has more than {LONGEST_REPLY} words."
    yield "Reading level (Flesch-Kincaid, years of school):"
    for voice in proof.voices:
        yield f"  {_told(voice)}"
    if proof.minutes > proof.seat_minutes:
        yield "There is more to read than 'seat_time' has room for."
    yield (
        f"{proof.words:,} words in all. A careful play reads {proof.met:,}: about {proof.minutes:g} of"
        f" {proof.seat_minutes:g} minutes, at {WORDS_A_MINUTE} words a minute."
    )
    yield "No unknown words." if not proof.unknown else f"Words in no dictionary: {len(proof.unknown)}."


def _told(voice: Voice) -> str:
    if voice.grade is None:
        return f"{voice.who}: too few words to tell ({voice.words})"
    hard = " - hard to follow for many" if voice.grade > HARDEST else ""
    return f"{voice.who}: {max(0.0, voice.grade):g} ({voice.words:,} words){hard}"
