"""The rules of the four scores by name, which of them a reply's acts can fire, and which did fire in known plays.

What must not live here: a judgement. The scorers judge; this tells an expert who reads a drill what they will look at.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.content import Element, elements, weighty_facts
from simulator.scenario import acts
from simulator.scenario.acts import Act
from simulator.scenario.story import NEXT_WORD, Reply, Story
from simulator.scoring.claims import SUBSTANTIVE, Verdict
from simulator.scoring.finding import Dimension
from simulator.scoring.rubric import VAGUE_WORDS
from simulator.scoring.scorecard import judge
from simulator.workbench.known_plays import KnownPlay

NAMES = {
    "H-fact-told": "a fact they needed was told",
    "H-fact-untold": "a fact they needed was not told, or too late",
    "H-disclosed": "bad news or a cause was told unasked",
    "H-withheld": "bad news or a cause was kept back",
    "H-unsupported": "nothing heard carried what was said",
    "H-claim-false": "what was said wasn't so",
    "H-corrected": "what was said wasn't so, and was put right in time",
    "H-promise-kept": "a promise an attentive person makes: kept",
    "H-promise-renewed": "such a promise: put off before its time",
    "H-promise-open": "such a promise: not due yet at the end",
    "H-promise-broken": "such a promise: its time went by",
    "H-promise-late": "such a promise: made later than it was needed",
    "H-promise-left": "such a promise: walked away from before it was due",
    "H-promise-far": "such a promise: put off until all was over",
    "H-promise-missing": "such a promise: never made",
    "H-estimate": "how long: whether it fitted what could be known",
    "H-unknown-said": "how long: said that it isn't known, and when the next word comes",
    "H-estimate-silent": "how long: never told",
    "H-vague": "a word for a time that binds nobody",
    "H-overstated": "a time far beyond what could be known, to be safe",
    "H-broken": "a promise was broken",
    "E-met": "a feeling that was shown was met",
    "E-missed": "a feeling that was shown was missed",
    "E-owned": "a fault was owned",
    "E-not-owned": "a fault was not owned, or in part only",
    "E-details": "details of their own case were used",
    "E-general": "hardly a detail of their own case",
    "E-listened": "they could tell it before it was solved",
    "E-interrupted": "a solution came before they had told it",
    "E-sorry-again": "the same apology again",
    "E-hung-up": "the talk was ended before it was over",
    "E-canned": "stock words, or words they had heard before",
    "C-first-answer": "the first answer of substance came in time",
    "C-first-late": "the first answer of substance came late",
    "C-beat-kept": "news came as often as this kind of event asks for",
    "C-gap": "too long without news",
    "C-content": "updates held what people need",
    "C-thin": "updates held too little",
    "C-next-kept": "the next time was named, and kept",
    "C-next-missed": "the next time was named, and missed",
    "C-next-unsaid": "the next time was never named",
    "C-noise": "told nothing they didn't know",
    "G-made-good": "it did them good",
    "G-no-good": "accepted, and it changed little",
    "G-declined": "turned down",
    "G-short": "the loss was made good in part, or not at all",
    "G-asked": "asked first what would do them good",
    "G-not-asked": "nobody asked first what would do them good",
    "G-unprompted": "given before they asked",
    "G-quick": "given while it still mattered",
    "G-money-too-early": "money was offered before what came first for them was settled",
    "G-waste": "much more was spent than was lost",
    "G-cheap": "more was allowed than was given",
}
DIMENSIONS = {letter: Dimension(name) for letter, name in zip("HECG", Dimension, strict=True)}

OF_ANY_WORDS = ("E-missed", "E-listened", "E-interrupted", "E-canned", "C-gap", "C-noise")
"""Rules that any words to somebody can fire, whatever their acts: by their moment, or since they were heard before."""

_TOLD = ("H-fact-told", "H-fact-untold", "H-disclosed", "H-withheld")
_CLAIMED = ("H-unsupported", "H-claim-false", "H-corrected")
_PROMISED = tuple(rule for rule in NAMES if rule.startswith("H-promise-") and rule != "H-promise-missing")
_GIVEN = tuple(rule for rule in NAMES if rule.startswith("G-") and rule not in ("G-asked",))
_NEWS = ("C-beat-kept", "C-content", "C-thin")


def dimension_of(rule: str) -> Dimension:
    """The score that *rule* belongs to."""
    return DIMENSIONS[rule[0]]


def rules_of(reply: Reply, story: Story) -> tuple[str, ...]:
    """The rules that *reply* can fire by what it does, in the order of `NAMES`; those of any words are left out."""
    fired = set(_by_words(reply.say))
    for act in reply.acts:
        fired.update(_by_act(act, story))
    if any(isinstance(act, SUBSTANTIVE) for act in reply.acts):
        fired.update(("C-first-answer", "C-first-late"))
    if elements(reply.acts) - {Element.NEXT} or acts.Estimate in map(type, reply.acts):
        fired.update(_NEWS)
    return tuple(rule for rule in NAMES if rule in fired)


def _by_words(words: str) -> Iterator[str]:
    if any(vague in words.lower() for vague in VAGUE_WORDS):
        yield "H-vague"


def _by_act(act: Act, story: Story) -> tuple[str, ...]:
    match act:
        case acts.Claim(fact) | acts.Explain(fact) | acts.Assure(fact):
            good_news = ("E-met",) if fact in weighty_facts(story) else ()
            return (*_TOLD, *_CLAIMED, *good_news)
        case acts.Deny() | acts.Report():
            return _CLAIMED
        case acts.Reassure(grounded):
            return () if grounded else ("H-unsupported",)
        case acts.Unknown():
            return ("H-unknown-said", "H-claim-false", "H-corrected")
        case acts.Estimate():
            return ("H-estimate", "H-overstated")
        case acts.Promise(what, by=by):
            return _promised(what, by)
        case acts.NameFeeling() | acts.Infer() | acts.Explore() | acts.ActOn() | acts.Presence():
            return ("E-met",)
        case acts.Apologise():
            return ("E-met", "E-owned", "E-not-owned", "E-sorry-again")
        case acts.Detail():
            return ("E-details", "E-general")
        case acts.Canned():
            return ("E-canned",)
        case acts.AskPreference():
            return ("G-asked",)
        case acts.Offer():
            return _GIVEN
        case _:
            return ()


def _promised(what: str, by: str) -> tuple[str, ...]:
    next_times = ("C-next-kept", "C-next-missed") if what == NEXT_WORD else ()
    return (*_PROMISED, "H-broken", *next_times, *(("H-unsupported",) if by else ()))


# -- what did fire


class Fired(Struct, frozen=True):
    """A rule that cited a reply in *plays* plays, with effects from *lowest* to *highest* points."""

    rule: str
    plays: int
    lowest: float
    highest: float


class SaidInPlays(Struct, frozen=True):
    """What became of one reply: in how many *plays* it was said, what *fired*, how each claimed fact stood."""

    plays: int
    fired: tuple[Fired, ...]
    stood: dict[str, dict[Verdict, int]]


def seen_in(plays: Sequence[KnownPlay]) -> dict[str, SaidInPlays]:
    """For each reply that was said in *plays*, what the scorers found in it."""
    seen = _Seen()
    for play in plays:
        seen.add(play)
    return seen.summed()


class _Seen:
    def __init__(self) -> None:
        self._said: dict[str, int] = {}
        self._effects: dict[str, dict[str, list[float]]] = {}
        self._stood: dict[str, dict[str, dict[Verdict, int]]] = {}

    def add(self, play: KnownPlay) -> None:
        """Judge *play* and note what was found in which reply."""
        reply_at = {
            number: event.reply
            for number, event in enumerate(play.events)
            if isinstance(event, ev.TraineeSpoke) and event.reply
        }
        for reply in set(reply_at.values()):
            self._said[reply] = self._said.get(reply, 0) + 1
        sheets = judge(play.story, play.events)
        for finding in sheets.card.findings:
            for reply in {reply_at[number] for number in finding.events if number in reply_at}:
                self._effects.setdefault(reply, {}).setdefault(finding.rule, []).append(finding.effect)
        for claim in sheets.book.claims:
            if claim.fact and claim.speech.number in reply_at:
                stood = self._stood.setdefault(reply_at[claim.speech.number], {}).setdefault(claim.fact, {})
                stood[claim.verdict] = stood.get(claim.verdict, 0) + 1

    def summed(self) -> dict[str, SaidInPlays]:
        """Everything noted, by reply."""
        return {
            reply: SaidInPlays(plays, tuple(self._fired(reply)), self._stood.get(reply, {}))
            for reply, plays in self._said.items()
        }

    def _fired(self, reply: str) -> Iterator[Fired]:
        effects = self._effects.get(reply, {})
        for rule in NAMES:
            if rule in effects:
                yield Fired(rule, len(effects[rule]), min(effects[rule]), max(effects[rule]))
