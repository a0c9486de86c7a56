"""Generosity: the mark, and its findings in words a trainee reads. `scoring.md`, section 2.

What must not live here: what the mark is made of (`generosity_sheet`).
"""

from collections.abc import Iterator

from msgspec import structs

from simulator.drill import events as ev
from simulator.drill.adding import total_of
from simulator.drill.losses import MONEY_KINDS
from simulator.scoring.blending import clip, weighted_mean
from simulator.scoring.claims import Ledger
from simulator.scoring.evidence import Record
from simulator.scoring.finding import Dimension, DimensionScore, Finding, Term, ordered_findings
from simulator.scoring.generosity_sheet import GenerosityOf, Gift, generosity_sheet
from simulator.scoring.phrases import as_clause, called, listed, quoted, time_of, words_of
from simulator.scoring.rubric import RUBRIC, Rubric

G = Dimension.GENEROSITY


def score_generosity(
    record: Record, book: Ledger, k: Rubric = RUBRIC
) -> tuple[DimensionScore, tuple[GenerosityOf, ...]]:
    """The mark for generosity with its findings, and the sheet a debrief shows."""
    sheet = generosity_sheet(record, book, k)
    mean = weighted_mean((of.stake, of.points(k)) for of in sheet)
    cap = k.insult_cap if any(gift.insult for of in sheet for gift in of.gifts) else 100.0
    points = None if mean is None else clip(min(cap, mean), 0, 100)
    found = [finding for of in sheet for finding in _findings(record, sheet, of, k)]
    findings = ordered_findings([*found, *_insults(record, sheet, k)])
    return DimensionScore(G, points, _terms(sheet, k), findings, cap), sheet


def _terms(sheet: tuple[GenerosityOf, ...], k: Rubric) -> tuple[Term, ...]:
    recovery = weighted_mean((of.stake, of.recovery_points(k) / (100 * k.recovery_weight)) for of in sheet)
    how = weighted_mean((of.stake, of.manner_points(k) / k.manner_points) for of in sheet)
    return (
        Term("made good", k.recovery_weight, recovery),
        Term("manner", k.manner_points / 100, how),
    )


def _findings(record: Record, sheet: tuple[GenerosityOf, ...], of: GenerosityOf, k: Rubric) -> Iterator[Finding]:
    share = of.stake / total_of(other.stake for other in sheet)
    yield from _given(record, of, share, k)
    yield from _manner(record, of, share, k)
    yield from _deductions(record, of, share, k)


def _given(record: Record, of: GenerosityOf, share: float, k: Rubric) -> Iterator[Finding]:
    healing = [gift for gift in of.gifts if gift.counts]
    whole = of.money + of.attention
    for gift in healing:
        part = gift.worth / whole if whole > 0 else 1 / len(healing)
        did = "and you left before it was given, so it counts half" if gift.left else "and it did good"
        sentence = f"{called(of.person.name)} took this, {did}: {as_clause(gift.remedy.label)}."
        yield _about(record, gift, "G-made-good", "P15", sentence, share * of.recovery_points(k) * part, of)
    missing = 100 * k.recovery_weight - of.recovery_points(k)
    if of.share(k) < 1 and missing > 0:
        yield _short(record, of, -share * missing)
    for gift in of.gifts:
        if gift.accepted and not gift.counts and not gift.insult:
            name, label = called(of.person.name), as_clause(gift.remedy.label)
            why = "it did not come about" if gift.failed else "it changed little"
            sentence = f"{name} accepted this, and {why}: {label}."
            yield _about(record, gift, "G-no-good", "P17", sentence, 0.0, of)
        if not gift.accepted and not gift.insult:
            sentence = f"{called(of.person.name)} turned this down: {as_clause(gift.remedy.label)}."
            yield _about(record, gift, "G-declined", "P17", sentence, 0.0, of)


def _short(record: Record, of: GenerosityOf, points: float) -> Finding:
    taken = [gift for gift in of.gifts if gift.counts]
    name = called(of.person.name)
    fix = f"Ask what would do {name} good, and give that."
    if taken:
        sentence = f"What {name} went through was made good in part."
        finding = _about(record, taken[-1], "G-short", "P15", sentence, points, of)
        return structs.replace(finding, fix=fix)
    number, event = len(record.events) - 1, record.events[-1]
    sentence = _nothing_healed(record, of)
    if record.walked_away and record.first_so(record.story.judged.resolution) is None and not of.gifts:
        sentence = f"You left before anything could be made good to {name}."
    return Finding("G-short", G, "P15", event.at, (number,), "", sentence, points, of.person.id, fix)


def _nothing_healed(record: Record, of: GenerosityOf) -> str:
    """What became of what was offered, where none of it healed anything; what came right without it is told as well."""
    name = called(of.person.name)
    parts = [part for fate, said in _FATES if (part := _with_fate(of, name, fate, said))]
    if not of.gifts:
        parts.append(f"Nothing was offered to {name} for what it had cost.")
    if helped := [as_clause(record.jobs[job].label) for job in of.helped_by(record)]:
        parts.append(f"What you set going helped while it lasted: {listed(helped)}.")
    return " ".join([*parts, *_came_right(record, of)])


def _with_fate(of: GenerosityOf, name: str, fate: str, said: str) -> str:
    labels = [as_clause(gift.remedy.label) for gift in of.gifts if gift.fate == fate]
    return f"{said.format(name=name)}: {listed(list(dict.fromkeys(labels)))}." if labels else ""


_FATES = (
    ("insult", "Money came to {name} before what came first was settled"),
    ("declined", "{name} turned this down"),
    ("failed", "{name} accepted this, and it did not come about"),
    ("unfitting", "{name} took this, and it didn't fit what had been lost"),
)


def _came_right(record: Record, of: GenerosityOf) -> Iterator[str]:
    """That it ended well all the same, where the trainee had heard so and no offer of theirs had brought it."""
    fact = record.facts.get(of.loss.until)
    at = record.first_so(of.loss.until)
    if (
        fact is not None
        and fact.restores > 0
        and at is not None
        and (fact.id in record.heard or not record.walked_away)
    ):
        yield f"It came right at {time_of(record, at)} all the same: {as_clause(fact.says)}."


def _end_of(record: Record, of: GenerosityOf) -> tuple[int, ev.Event]:
    """The moment from which it could be made good: when the losing ended, else the end of the drill."""
    for number, event in enumerate(record.events):
        if isinstance(event, ev.FactBecameTrue) and event.fact == of.loss.until:
            return number, event
    return len(record.events) - 1, record.events[-1]


def _about(
    record: Record, gift: Gift, rule: str, principle: str, sentence: str, points: float, of: GenerosityOf
) -> Finding:
    words = words_of(record, gift.speech) if gift.speech else quoted(gift.remedy.offer)
    events = (*((gift.speech.number,) if gift.speech else ()), gift.number)
    return Finding(rule, G, principle, gift.offered.at, events, words, sentence, points, of.person.id)


def _manner(record: Record, of: GenerosityOf, share: float, k: Rubric) -> Iterator[Finding]:
    first = next((gift for gift in of.gifts if gift.counts), None)
    whole = of.manner_points(k)
    if first is None or whole <= 0:
        return
    unit = share * k.manner_points * min(1.0, of.share(k) / k.manner_from)
    name = called(of.person.name)
    if of.asked:
        number = _number_of(record, of.asked)
        asking = next((s for s in record.speeches if s.at == of.asked.at and of.person.id in s.event.to), None)
        words = words_of(record, asking) if asking else ""
        sentence = f"You asked what would do {name} good before you gave anything."
        yield Finding("G-asked", G, "P17", of.asked.at, (number,), words, sentence, unit * k.asked_first, of.person.id)
    else:
        sentence = f"Nobody asked first what would do {name} good."
        fix = "Ask which of the real options would suit, then give it."
        yield Finding(
            "G-not-asked",
            G,
            "P17",
            first.offered.at,
            (first.number,),
            words_of(record, first.speech) if first.speech else "",
            sentence,
            -unit * k.asked_first,
            of.person.id,
            fix,
        )
    if of.unprompted:
        sentence = f"{name} didn't have to ask for it."
        yield _about(record, first, "G-unprompted", "P16", sentence, unit * k.unprompted, of)
    if of.quick > 0:
        sentence = f"It came at {time_of(record, first.offered.at)}, while it still mattered to {name}."
        if of.quick < 1:
            sentence = f"It came at {time_of(record, first.offered.at)}; sooner would have meant more to {name}."
        yield _about(record, first, "G-quick", "P24", sentence, unit * k.quick * of.quick, of)


def _number_of(record: Record, event: ev.Event) -> int:
    return next(number for number, other in enumerate(record.events) if other is event)


def _insults(record: Record, sheet: tuple[GenerosityOf, ...], k: Rubric) -> Iterator[Finding]:
    """Money that came too early, to anybody: the first of it costs, however often it is held out."""
    early = [(of, gift) for of in sheet for gift in of.gifts if gift.insult]
    for count, (of, gift) in enumerate(sorted(early, key=lambda pair: pair[1].number)):
        name, label = called(of.person.name), as_clause(gift.remedy.label)
        sentence = f"Money was held out to {name} before what came first was settled: {label}. It earns nothing"
        sentence += f", and generosity reaches {k.insult_cap:.0f} at most." if count == 0 else "."
        fix = f"Settle what comes first. Then ask what would do {name} good, and give that."
        points = k.insult_cap - 100 if count == 0 else 0.0
        found = _about(record, gift, "G-money-too-early", "P15", sentence, points, of)
        yield structs.replace(found, fix=fix)


def _deductions(record: Record, of: GenerosityOf, share: float, k: Rubric) -> Iterator[Finding]:
    last = next((gift for gift in reversed(of.gifts) if gift.accepted), None)
    if of.waste_points(k) > 0 and last:
        sentence = (
            f"{of.cost:.0f} {record.story.standards.currency} were spent where {of.lost.total:.0f} had been lost."
        )
        dear = max((g for g in of.gifts if g.accepted and g.remedy.kind in MONEY_KINDS), key=_cost, default=last)
        yield _about(record, dear, "G-waste", "P23", sentence, -share * of.waste_points(k), of)
    if of.cheap_points(k) > 0:
        sentence, fix = _cheap(record, of)
        number, event = (last.number, last.offered) if last else _end_of(record, of)
        quote = words_of(record, last.speech) if last and last.speech else ""
        points = -share * of.cheap_points(k)
        yield Finding("G-cheap", G, "P16", event.at, (number,), quote, sentence, points, of.person.id, fix)


def _cheap(record: Record, of: GenerosityOf) -> tuple[str, str]:
    """That more was allowed, and what to do instead: by an example only where one would have been right."""
    name, example = called(of.person.name), of.fitting
    limit = f"{record.story.standards.authority:.0f} {record.story.standards.currency}"
    if example is None:
        return (
            f"Your own authority of {limit} allowed more for {name}.",
            f"Ask what would do {name} good, and give that.",
        )
    label, fix = as_clause(example.label), f"Use what you are allowed: {example.label}."
    if not example.cost:
        return f"This was yours to give, and would have cost nothing: {label}. It wasn't offered to {name}.", fix
    return f"Your own authority of {limit} allowed more for {name}, for example {label}.", fix


def _cost(gift: Gift) -> float:
    return gift.remedy.cost
