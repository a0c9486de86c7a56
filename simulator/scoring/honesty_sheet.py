"""Everything honesty is made of, person by person: claims, promises, disclosures, estimates, and the deductions.

What must not live here: sentences (`honesty`), how a claim is judged (`claims`), a promise (`commitments`).
Everything is judged against what could be known at that moment.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from simulator.drill.adding import total_of
from simulator.scenario import acts
from simulator.scenario.story import Person
from simulator.scoring.claims import FALSEHOODS, LOOSE, Claimed, Ledger, Verdict, is_substantive
from simulator.scoring.commitments import (
    Fate,
    Owed,
    broken_promises,
    is_word,
    kept_share,
    made_share,
    owed_commitments,
    weight_of,
)
from simulator.scoring.disclosures import Due, due_disclosures, told_share
from simulator.scoring.estimates import estimate_quality, knowable, over_time, overstated
from simulator.scoring.evidence import Promised, Record, Speech
from simulator.scoring.falsehoods import Falsehood, cap_of, falsehoods
from simulator.scoring.finding import Term
from simulator.scoring.rubric import EXACT_AFTER_ALL, RUBRIC, VAGUE_WORDS, Rubric

SMALLEST_STAKE = 0.05  # somebody with no stakes at all still counts a little


def accuracy(supported: int, unsupported: int, false: int, told: float, k: Rubric = RUBRIC) -> float:
    """A: how reliable what was said was, times the share of the required facts that were *told*."""
    return (supported + 1) / (supported + unsupported + k.false_weight * false + 1) * told


def vague_words(words: str) -> list[str]:
    """The time words in *words* that bind nobody, in the order of the rubric's list, each as often as it is there."""
    lower = words.lower()
    if not any(word in lower for word in VAGUE_WORDS):
        return []
    text = " " + " ".join("".join(c if c.isalpha() else " " for c in lower).split()) + " "
    for phrase in EXACT_AFTER_ALL:
        text = text.replace(f" {phrase} ", " ")
    return [word for word in VAGUE_WORDS for _ in range(text.count(f" {word} "))]


class HonestyOf(Struct, frozen=True, gc=False):
    """One person's share of the matter: what was claimed, owed, promised and estimated to them."""

    person: Person
    claims: tuple[Claimed, ...]
    facts: tuple[Due, ...]
    disclosures: tuple[Due, ...]
    owed: tuple[Owed, ...]
    estimate: float | None

    @property
    def stake(self) -> float:
        """How much this person counts."""
        return max(SMALLEST_STAKE, self.person.severity)

    def terms(self, k: Rubric) -> tuple[Term, ...]:
        """A, P, D and Q of this person."""
        s, u, f = (len(_distinct(self.claims, kinds)) for kinds in _KINDS)
        told = told_share(list(self.facts))
        something = told is not None or s + u + f > 0
        worth = accuracy(s, u, f, 1.0 if told is None else told, k) if something else None
        return (
            Term("accuracy", k.accuracy_weight, worth),
            Term("promises", k.promises_weight, kept_share(list(self.owed), k)),
            Term("disclosure", k.disclosure_weight, told_share(list(self.disclosures))),
            Term("estimates", k.estimate_weight, self.estimate),
        )


_KINDS: tuple[tuple[Verdict, ...], ...] = ((Verdict.SUPPORTED,), LOOSE, FALSEHOODS)


def _distinct(claims: Iterable[Claimed], verdicts: tuple[Verdict, ...]) -> set[str]:
    return {claim.key for claim in claims if claim.verdict in verdicts}


class HonestySheet(Struct, frozen=True, gc=False):
    """Everything honesty is made of: per person, and the deductions and caps over the whole."""

    people: tuple[HonestyOf, ...]
    vague: tuple[tuple[Speech, str], ...]
    overstated: float
    overstated_by: Speech | None
    broken: float
    passed: tuple[Promised, ...]  # the promises that passed their time unkept
    falsehoods: tuple[Falsehood, ...]
    made: float | None
    silent: bool


def honesty_sheet(record: Record, book: Ledger, k: Rubric = RUBRIC) -> HonestySheet:
    """Fold *record* into the parts of honesty."""
    worst, by = _most_overstated(record, k)
    owed, passed = owed_commitments(record, book), tuple(broken_promises(record, book))
    judged = record.story.judged
    dues = tuple(due_disclosures(record, book, r) for r in (judged.required_facts, judged.required_disclosures))
    return HonestySheet(
        people=tuple(_honesty_of(record, book, person, mine, k) for person, mine in _accounts(record, dues, owed)),
        vague=tuple((s, word) for s in _to_customers(record) for word in _vague_in(s)),
        overstated=worst,
        overstated_by=by,
        broken=min(k.broken_most, total_of(k.broken_price * weight_of(record, p) for p in passed)),
        passed=passed,
        falsehoods=falsehoods(record, book, k),
        made=made_share(owed),
        silent=not any(is_substantive(book, s) for s in _to_customers(record)),
    )


def deductions(sheet: HonestySheet, k: Rubric) -> float:
    """Points off: vague words, overstated estimates, broken promises."""
    return min(k.vague_most, k.vague_price * len(sheet.vague)) + sheet.overstated + sheet.broken


def cap(sheet: HonestySheet, k: Rubric) -> float:
    """The most that is possible: nothing said is nought, nothing promised is half, a falsehood caps."""
    if sheet.silent:
        return 0.0
    promising = 100.0 if sheet.made is None else k.promising_floor + (100 - k.promising_floor) * sheet.made
    return min(promising, cap_of(sheet.falsehoods, k))


def _to_customers(record: Record) -> list[Speech]:
    moods = {person.id for person in record.customers}
    return [speech for speech in record.speeches if moods.intersection(speech.event.to)]


def _vague_in(speech: Speech) -> Sequence[str]:
    return vague_words(speech.words)


# -- whom it is about

Account = tuple[tuple[Due, ...], tuple[Due, ...], tuple[Owed, ...]]  # facts, disclosures and commitments owed


def _judged_people(record: Record) -> list[Person]:
    """Customers the scenario declares anything for; else whom the drill is about. Never whoever was talked to."""
    judged = record.story.judged
    ids = {r.to for r in (*judged.required_facts, *judged.required_disclosures)}
    ids |= {r.to for r in judged.required_commitments} | set(judged.audiences)
    centre = record.centre
    if centre:
        ids.add(centre.id)
    return [person for person in record.customers if person.id in ids]


def _accounts(record: Record, dues: Sequence[list[Due]], owed: list[Owed]) -> Iterator[tuple[Person, Account]]:
    """Everybody judged with what is owed to them; what is owed to somebody who isn't goes on the centre's account."""
    people = _judged_people(record)
    judged = {person.id for person in people}

    def home(to: str) -> str:
        return to if record.centre is None or to in judged else record.centre.id

    for person in people:
        facts, disclosures = (tuple(d for d in due if home(d.required.to) == person.id) for due in dues)
        yield person, (facts, disclosures, tuple(o for o in owed if home(o.required.to) == person.id))


def _counted_for(record: Record, person: Person) -> set[str]:
    """The people whom claims were made to that go on *person*'s account: their own if facts are owed to them.

    Everybody else's go on the centre's: so telling a truth to somebody who was owed none neither opens an account nor
    fills one.
    """
    owed = {required.to for required in record.story.judged.required_facts}
    if record.centre is None or record.centre.id != person.id:
        return {person.id} if person.id in owed or record.centre is None else set()
    return (set(record.people) - owed) | {person.id}


def _counting(book: Ledger) -> list[Claimed]:
    """The claims that count: a truth told in the same breath as a falsehood earns nothing."""
    return [c for c in book.claims if c.verdict is not Verdict.SUPPORTED or book.clean(c.speech)]


def _honesty_of(record: Record, book: Ledger, person: Person, account: Account, k: Rubric) -> HonestyOf:
    facts, disclosures, owed = account
    own = _counted_for(record, person)
    claims = [c for c in _counting(book) if not own.isdisjoint(c.speech.event.to)]
    return HonestyOf(person, tuple(claims), facts, disclosures, owed, _estimates_for(record, book, person, k))


# -- estimates


def _estimates_for(record: Record, book: Ledger, person: Person, k: Rubric) -> float | None:
    """Q for *person*: the mean over the quantities they are owed; None if they are owed none."""
    audiences = record.story.judged.audiences or ((centre.id,) if (centre := record.centre) else ())
    if person.id not in audiences:
        return None
    owed = [q for q in record.story.quantities if q.id in record.story.judged.quantities]
    values = [_estimate_for(record, book, person.id, quantity.id, k) for quantity in owed]
    return total_of(values) / len(values) if values else None


def _estimate_for(record: Record, book: Ledger, person: str, quantity: str, k: Rubric) -> float:
    said = [_quality(record, s, act, k) for s, act in estimates_said(record, book, person, quantity)]
    unknown = max((_unknown_worth(record, s, quantity, k) for s in record.to(person) if book.clean(s)), default=0.0)
    return over_time(said) if said else max(unknown, k.silent_estimate)


def estimates_said(record: Record, book: Ledger, person: str, quantity: str) -> list[tuple[Speech, acts.Estimate]]:
    """The estimates of *quantity* given to *person* in clean words, in order."""
    return [
        (speech, act)
        for speech in record.to(person)
        if book.clean(speech)
        for act in speech.event.acts
        if isinstance(act, acts.Estimate) and act.quantity == quantity
    ]


def _quality(record: Record, speech: Speech, act: acts.Estimate, k: Rubric) -> float:
    quantity = next(q for q in record.story.quantities if q.id == act.quantity)
    marks = knowable(quantity, speech.at)
    if marks is None:
        return 0.0  # a figure out of thin air
    low = None if act.low == 0 else float(act.low)
    return estimate_quality(low, act.high, *marks, record.story.standards.update_every, k)


def _unknown_worth(record: Record, speech: Speech, quantity: str, k: Rubric) -> float:
    """What saying "I don't know yet" was worth: full where nothing could be known and the next word was named."""
    if not any(isinstance(act, acts.Unknown) and act.what == quantity for act in speech.event.acts):
        return 0.0
    if not any(isinstance(act, acts.Promise) and is_word(record, act.what) for act in speech.event.acts):
        return k.unknown_without_time
    story_quantity = next(q for q in record.story.quantities if q.id == quantity)
    return k.unknown_though_knowable if knowable(story_quantity, speech.at) else 1.0


def _most_overstated(record: Record, k: Rubric) -> tuple[float, Speech | None]:
    worst: tuple[float, Speech | None] = (0.0, None)
    quantities = {quantity.id: quantity for quantity in record.story.quantities}
    for speech in record.speeches:
        for act in speech.event.acts:
            if isinstance(act, acts.Estimate) and act.quantity in quantities:
                marks = knowable(quantities[act.quantity], speech.at)
                price = overstated(act.high, marks[1], record.story.standards.update_every, k) if marks else 0.0
                worst = max(worst, (price, speech), key=lambda pair: pair[0])
    return worst


def fate_points(fate: Fate, k: Rubric) -> float:
    """What of a commitment's weight its fate earns, 0 to 1."""
    return {Fate.KEPT: 1.0, Fate.RENEGOTIATED: k.renegotiated_worth}.get(fate, 0.0)
