"""Everything empathy is made of, person by person: feelings met, faults owned, details used, listening.

What must not live here: sentences (`empathy`), or how customers feel about it (moods). Behaviour is judged, never
the trainee's own feelings, and per conversation, not per message: all three mechanisms at once are rare in life.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from simulator.drill.adding import total_of
from simulator.drill.feelings import empathy_in
from simulator.drill.touches import Empathy
from simulator.scenario import acts
from simulator.scenario.acts import Act, ApologyPart
from simulator.scenario.story import Fault, Person, PersonKind, Whose
from simulator.scoring.claims import Ledger, is_substantive
from simulator.scoring.evidence import FOREVER, Record, Shown, Speech
from simulator.scoring.finding import Term
from simulator.scoring.reuse import reuse_counts
from simulator.scoring.rubric import RUBRIC, Rubric

SMALLEST_STAKE = 0.05


def met(levels: Empathy, emergency: bool, k: Rubric = RUBRIC) -> float:
    """B of one disclosure, 0 to 1. In an emergency exploring isn't owed, so the other two carry it."""
    worth = k.reaction * levels.reaction + k.interpretation * levels.interpretation
    whole = k.reaction + k.interpretation
    if not emergency:
        worth, whole = worth + k.exploration * levels.exploration, whole + k.exploration
    return min(1.0, worth / (2 * whole) / k.full_empathy)


def apology_share(parts: Iterable[ApologyPart], asked: Iterable[ApologyPart], k: Rubric = RUBRIC) -> float:
    """Ap: the weight of the parts given over the weight the fault asks for; 1 if it asks for none."""
    wanted = set(asked)
    total = total_of(part_weight(part, k) for part in ApologyPart if part in wanted)
    given = wanted.intersection(parts)
    return total_of(part_weight(part, k) for part in ApologyPart if part in given) / total if total > 0 else 1.0


def part_weight(part: ApologyPart, k: Rubric = RUBRIC) -> float:
    """What one part of an apology weighs (Lewicki 2016)."""
    return {
        ApologyPart.RESPONSIBILITY: k.part_responsibility,
        ApologyPart.REPAIR: k.part_repair,
        ApologyPart.REGRET: k.part_regret,
        ApologyPart.EXPLANATION: k.part_explanation,
        ApologyPart.REPENTANCE: k.part_repentance,
        ApologyPart.FORGIVENESS: k.part_forgiveness,
    }[part]


def repeated_price(repeats: int, k: Rubric = RUBRIC) -> float:
    """Points lost for apologising again to the same person without a new fault."""
    return min(k.apology_again_most, k.apology_again_price * repeats)


class Meeting(Struct, frozen=True, gc=False):
    """One disclosure and how well it was met; *best* are the words that did it best, and *alone* how well they did.

    *acted* is the job that was set going for it at once, in an emergency.
    """

    shown: Shown
    levels: Empathy
    value: float
    best: Speech | None
    alone: float = 0.0
    acted: str = ""
    untrue: frozenset[int] = frozenset()  # numbers of what was said to them that held a falsehood


class Owning(Struct, frozen=True, gc=False):
    """One fault and how well it was owned; *first* are the first words of apology for it."""

    fault: Fault
    asked: tuple[ApologyPart, ...]  # regret alone where it wasn't ours
    value: float
    given: tuple[ApologyPart, ...]
    first: Speech | None


class EmpathyOf(Struct, frozen=True, gc=False):
    """One person's conversation, as empathy sees it."""

    person: Person
    meetings: tuple[Meeting, ...]
    ownings: tuple[Owning, ...]
    repeats: tuple[Speech, ...]
    details: tuple[str, ...]
    details_wanted: int
    listened: bool | None  # None: no opportunity
    decided: Speech | None  # the words that let them tell it, or cut it short
    reused: tuple[Speech, ...]
    hung_up: tuple[int, ...]  # numbers of the events with which the trainee ended the talk before it was over
    stayed: float  # the share of the time for which the trainee was there: whoever leaves, meets no more feelings

    @property
    def stake(self) -> float:
        """How much this person counts."""
        return max(SMALLEST_STAKE, self.person.severity)

    def terms(self, k: Rubric) -> tuple[Term, ...]:
        """B, Ap, Sp and Li."""
        return (
            Term("feelings", k.met_weight, self.met_share(k)),
            Term("apology", k.apology_weight, _mean([o.value for o in self.ownings])),
            Term("details", k.detail_weight, self.detail_share(k)),
            Term("listening", k.listening_weight, None if self.listened is None else float(self.listened)),
        )

    def felt(self, k: Rubric) -> float:
        """The weight of what they showed, and of what they would have shown had nobody hung up on them."""
        return total_of(m.shown.event.weight for m in self.meetings) + k.hung_up_weight * len(self.hung_up)

    def met_share(self, k: Rubric = RUBRIC) -> float | None:
        """B: how well the disclosures were met, by weight, over the whole time; None if none was shown."""
        met_weight = total_of(m.shown.event.weight * m.value for m in self.meetings)
        return self.stayed * met_weight / self.felt(k) if self.meetings and self.felt(k) > 0 else None

    def detail_share(self, k: Rubric) -> float | None:
        """Sp: concrete details of this case used; None if the scenario names none."""
        wanted = min(k.details_wanted, float(self.details_wanted))
        return min(1.0, len(self.details) / wanted) if wanted > 0 else None


def _mean(values: Sequence[float]) -> float | None:
    return total_of(values) / len(values) if values else None


def empathy_sheet(record: Record, book: Ledger, k: Rubric = RUBRIC) -> tuple[EmpathyOf, ...]:
    """Fold *record* into the conversations that empathy judges: who showed a feeling or was failed by us."""
    people = [_empathy_of(record, book, person, k) for person in record.customers if person.id in record.opened]
    return tuple(p for p in people if p.meetings or p.ownings)


def nothing_said(record: Record, book: Ledger) -> bool:
    """Whether nothing true and substantive was said to any customer."""
    moods = {person.id for person in record.customers}
    return not any(moods.intersection(s.event.to) and is_substantive(book, s) for s in record.speeches)


def _empathy_of(record: Record, book: Ledger, person: Person, k: Rubric) -> EmpathyOf:
    said = record.to(person.id)
    clean = [speech for speech in said if book.clean(speech)]
    reuse = reuse_counts(said, record.deeds, k)
    repeats = tuple(_repeats(said))
    again = frozenset(speech.number for speech in repeats)
    return EmpathyOf(
        person,
        tuple(_meeting(record, book, clean, shown, reuse, again, k) for shown in record.shown.get(person.id, ())),
        tuple(_ownings(record, clean, person, reuse, k)),
        repeats,
        tuple(sorted(_details(clean, person, reuse))),
        len(person.details),
        *_listened(record, person, clean),
        tuple(speech for speech in said if speech.number in reuse),
        tuple(record.hung_up.get(person.id, ())),
        record.stayed_for(person.id),
    )


def repeats_by_person(record: Record) -> list[int]:
    """How many apologies beyond the first each customer had without a new fault, whoever they are."""
    return [len(list(_repeats(record.to(person.id)))) for person in record.customers]


# -- feelings


def _fresh(speech: Speech, again: frozenset[int]) -> tuple[Act, ...]:
    """The acts of *speech* without an apology that repeats an earlier one: it meets nobody's feeling."""
    repeated = speech.number in again
    return tuple(act for act in speech.event.acts if not (repeated and isinstance(act, acts.Apologise)))


def _meeting(
    record: Record,
    book: Ledger,
    said: list[Speech],
    shown: Shown,
    reuse: dict[int, int],
    again: frozenset[int],
    k: Rubric,
) -> Meeting:
    emergency = record.story.during_emergency
    window = [s for s in said if shown.number < s.number and _answers(record, s, shown)]
    levels = [(_capped(empathy_in(_fresh(s, again), emergency), reuse.get(s.number, 0)), s) for s in window]
    together = Empathy(
        max((e.reaction for e, _ in levels), default=0),
        max((e.interpretation for e, _ in levels), default=0),
        max((e.exploration for e, _ in levels), default=0),
    )
    acted = _acted(record, book, shown) if emergency else ""
    if acted:
        # What is done at once says "I've understood, and I'm with you" better than words: it may not cost against them.
        together = Empathy(max(1, together.reaction), 2, together.exploration)
    if emergency and (news := _good_news(record, book, window, shown.event.person)):
        together = Empathy(max(1, together.reaction), 2, together.exploration)
        levels.append((together, news))
    best = max(levels, key=lambda pair: met(pair[0], emergency, k), default=None)
    alone = met(best[0], emergency, k) if best else 0.0
    untrue = frozenset(s.number for s in record.to(shown.event.person) if not book.clean(s))
    words = best[1] if best and alone > 0 else None
    return Meeting(shown, together, met(together, emergency, k), words, alone, acted, untrue)


def _answers(record: Record, speech: Speech, shown: Shown) -> bool:
    """Whether *speech* was begun while *shown* was the last thing they had shown, and before they gave up on it."""
    until = record.events[shown.ends].at if shown.ends < len(record.events) else FOREVER
    return shown.event.at <= speech.event.began <= shown.event.until and speech.event.began < until


def _capped(levels: Empathy, reuses: int) -> Empathy:
    """Reused words: the first time they count in general only, later not at all."""
    if reuses == 0:
        return levels
    most = 1 if reuses == 1 else 0
    return Empathy(min(levels.reaction, most), min(levels.interpretation, most), levels.exploration)


def _acted(record: Record, book: Ledger, shown: Shown) -> str:
    """The job that was set going for them inside the window, if any: in an emergency that is an answer too.

    What was set going in words without a lie is for those who heard them; by form, for whom it helps.
    """
    return next(
        (
            job
            for job, (number, at) in record.assigned.items()
            if shown.number < number < shown.ends
            and at <= shown.event.until
            and _was_for(record, book, record.speech_behind(number, at, acts.Assign), shown.event.person, job)
        ),
        "",
    )


def _was_for(record: Record, book: Ledger, speech: Speech | None, person: str, job: str) -> bool:
    if speech is None:
        return any(h.job == job for loss in record.story.losses if loss.person == person for h in loss.helped_by)
    return person in speech.event.to and book.clean(speech)


def _good_news(record: Record, book: Ledger, window: list[Speech], person: str) -> Speech | None:
    """The words among *window* that told *person* what heals, and it was so: nobody asks for more feeling then."""
    healing = {fact.id for fact in record.story.facts if fact.restores > 0}
    told = {claim.speech.number for fact in healing for claim in book.about(fact, person)}
    return next((speech for speech in window if speech.number in told), None)


# -- faults


def _ownings(record: Record, said: list[Speech], person: Person, reuse: dict[int, int], k: Rubric) -> Iterable[Owning]:
    """How each fault of *person*'s was owned. What wasn't ours asks for regret alone, which then is full."""
    apologies = _apologies(said, reuse)
    for fault in person.faults:
        if not _is_owed(record, fault):
            continue
        asked = fault.parts if fault.whose is Whose.OURS else (ApologyPart.REGRET,)
        mine = [(s, act) for s, act in apologies if act.fault == fault.id or fault.whose is not Whose.OURS]
        given = tuple(part for part in ApologyPart if any(part in act.parts for _, act in mine))
        yield Owning(fault, asked, apology_share(given, asked, k), given, mine[0][0] if mine else None)


def _is_owed(record: Record, fault: Fault) -> bool:
    """A fault asks for an apology if it was one in this drill: not finding out earns nothing."""
    return not fault.fact or record.first_so(fault.fact) is not None


def _apologies(said: list[Speech], reuse: dict[int, int]) -> list[tuple[Speech, acts.Apologise]]:
    return [
        (speech, act)
        for speech in said
        if speech.number not in reuse
        for act in speech.event.acts
        if isinstance(act, acts.Apologise)
    ]


def _repeats(said: Sequence[Speech]) -> Iterable[Speech]:
    """Apologies beyond the first to this person that own nothing new."""
    owned: set[str] = set()
    for speech in said:
        faults = [act.fault for act in speech.event.acts if isinstance(act, acts.Apologise)]
        if faults and owned and all(fault in owned or not fault for fault in faults):
            yield speech
        owned.update(faults)


# -- details and listening


def _details(said: list[Speech], person: Person, reuse: dict[int, int]) -> set[str]:
    known = {detail.id for detail in person.details}
    return {
        detail
        for speech in said
        if speech.number not in reuse
        for act in speech.event.acts
        if isinstance(act, acts.Detail)
        for detail in act.details
        if detail in known
    }


def _listened(record: Record, person: Person, said: list[Speech]) -> tuple[bool | None, Speech | None]:
    """Whether they were let finish before a solution, and by which words; no opportunity in an emergency or a crowd."""
    if record.story.during_emergency or person.kind is PersonKind.AUDIENCE:
        return None, None
    for speech in said:
        kinds = {type(act) for act in speech.event.acts}
        if kinds & {acts.Listen, acts.Explore}:
            return True, speech
        if kinds & {acts.Offer, acts.AskDetails, acts.Deflect, acts.Close}:
            return False, speech
    return False, said[0] if said else None
