"""What stands around the conversations in a review: facts, forms, the world's own course, endings, rules, lessons."""

from collections.abc import Iterator

from simulator.drill.clock import clock_text, length_text
from simulator.pages.html import Markup, anchor, code, items, joined, link, table, tag
from simulator.scenario.story import ALWAYS, NEVER, CommitmentKind, Fact, Happening, Person, Phase, Remedy, Yes
from simulator.workbench.act_sentences import act_words
from simulator.workbench.condition_sentences import condition_words
from simulator.workbench.review_talk import Reviewed, heard_from, other_words
from simulator.workbench.rules_fired import NAMES, dimension_of

_YES = {Yes.CAN_DO: "yours to give", Yes.CAN_JUSTIFY: "yours, with one recorded line why"}


def person_table(of: Reviewed, person: Person) -> Markup:
    """Who somebody is, as a list of terms."""
    rows = [
        ("role", person.role),
        ("kind", person.kind.value),
        ("reached", person.channel.value.replace("_", " ") + ("" if person.verified else "; nobody can see who it is")),
        ("wants", person.wants),
        ("asks again after", length_text(person.patience) if person.patience else ""),
        ("then says", " / ".join(person.chases)),
        ("at stake for them", f"{person.severity:g} of 1" if person.has_mood else ""),
        ("asked what would do them good", person.preference),
        ("faults to own", "; ".join(_faults(of, person))),
        ("details of their case", "; ".join(detail.label for detail in person.details)),
    ]
    return tag("dl", *(joined((tag("dt", term), tag("dd", told))) for term, told in rows if told))


def _faults(of: Reviewed, person: Person) -> Iterator[str]:
    for fault in person.faults:
        known = f", known by {of.names.fact(fault.fact)}" if fault.fact else ""
        yield f"{fault.id} ({fault.whose.value}): {', '.join(part.value for part in fault.parts)}{known}"


def facts(of: Reviewed) -> Markup:
    """Every fact: when it is so, and how it is heard."""
    head = ("fact", "what it says", "when it is so", "how it is heard", "what it is")
    rows = (_fact(of, written, fact) for written, fact in zip(of.scenario.facts, of.story.facts, strict=True))
    return table(head, rows, "Facts: what is so, whether or not anybody knows it")


def _fact(of: Reviewed, written: Fact, fact: Fact) -> tuple[str, ...]:
    kinds = [word for word, holds in (("bad news", fact.bad_news), ("a cause", fact.cause)) if holds]
    kinds += [f"heals {fact.restores:.0%} of what happened"] if fact.restores else []
    kinds += [f"rules out {', '.join(fact.contradicts)}"] if fact.contradicts else []
    owed = [r.to for r in (*of.story.judged.required_facts, *of.story.judged.required_disclosures) if r.fact == fact.id]
    kinds += [f"owed to {of.names.person(to)}" for to in dict.fromkeys(owed)]
    heard = list(heard_from(of.story, fact.id)) or ["from nobody"]
    return (
        tag("span", code(fact.id), id=anchor("fact", fact.id)),
        joined((fact.says, items(other_words(written.says, of.scenario), class_="soft"))),
        _so(of, fact),
        items(heard),
        joined(kinds, "; "),
    )


def _so(of: Reviewed, fact: Fact) -> str:
    parts = [f"when '{h.id}' happens" for h in of.story.happenings if fact.id in h.makes_true]
    if fact.true_from is not None:
        parts.insert(0, "from the start" if fact.true_from == 0 else f"from {clock_text(of.story, fact.true_from)}")
    until = [f"until {clock_text(of.story, fact.true_until)}"] if fact.true_until is not None else []
    until += [f"no longer once '{h.id}' happens" for h in of.story.happenings if fact.id in h.makes_false]
    return "; ".join([*(parts or ["never"]), *until])


def forms(of: Reviewed) -> Iterator[Markup]:
    """Questions, jobs, remedies and promises, each as a table."""
    yield tag("h3", "Questions")
    yield table(
        ("question", "whom and what", "open when", "what it does", "answers"), _questions(of), "What can be asked"
    )
    yield tag("h3", "Jobs")
    yield table(("job", "what", "who, how long", "open when", "what comes back"), _jobs(of), "What can be set going")
    yield tag("h3", "Remedies")
    yield table(
        ("remedy", "what", "worth and cost", "whose yes", "when", "answers"), _remedies(of), "What can be offered"
    )
    yield tag("h3", "Promises")
    yield table(("promise", "what", "to", "due", "kept when", "open when"), _promises(of), "What can be promised")


def _questions(of: Reviewed) -> Iterator[tuple[str, ...]]:
    for written, question in zip(of.scenario.questions, of.story.questions, strict=True):
        answers = []
        for as_written, answer in zip(written.answers, question.answers, strict=True):
            when = of.when(as_written.when)
            learns = "".join(f" → {of.names.fact(fact)}" for fact in answer.line.learns)
            answers.append(f"{f'When {when}: ' if when else ''}“{answer.line.says}”{learns}")
        whom = f"{of.names.person(question.who)}: “{question.asks}” ({length_text(question.takes)})"
        does = items(act_words(act, of.story) for act in question.acts)
        yield code(question.id), whom, of.when(written.when) or "always", does, items(answers)


def _jobs(of: Reviewed) -> Iterator[tuple[str, ...]]:
    for written, job in zip(of.scenario.jobs, of.story.jobs, strict=True):
        who = f"{of.names.person(job.who) if job.who else 'you'}; {length_text(job.takes)} of your time, "
        yes = _YES.get(job.yes, "")
        back = [f"“{job.reports.says}”", *map(of.names.fact, job.reports.learns)] if job.reports else []
        back += [f"goes on posting every {length_text(job.posts.every)}"] if job.posts else []
        lasts = f"done after {length_text(job.lasts)}; {yes}"
        yield code(job.id), job.label, who + lasts, of.when(written.when) or "always", items(back)


def _remedies(of: Reviewed) -> Iterator[tuple[str, ...]]:
    currency = of.story.standards.currency
    for written, remedy in zip(of.scenario.remedies, of.story.remedies, strict=True):
        worth = f"{remedy.kind.value.replace('_', ' ')}; worth {remedy.worth:g}, costs {remedy.cost:g} {currency}"
        to = ", ".join(map(of.names.person, remedy.to))
        what = f"{remedy.label}, to {to}: “{remedy.offer}”"
        yield code(remedy.id), what, worth, _whose(of, remedy), _remedy_when(of, written), _answers(remedy)


def _whose(of: Reviewed, remedy: Remedy) -> str:
    if remedy.approval is None:
        return _YES.get(remedy.yes, remedy.yes.value)
    who = of.names.person(remedy.approval.who)
    when = condition_words(remedy.approval.yes_when, of.names)
    return f"{who}'s, who says yes when {when}: “{remedy.approval.says_yes}”, else “{remedy.approval.says_no}”"


def _remedy_when(of: Reviewed, remedy: Remedy) -> Markup:
    kinds = (
        ("can be offered when", remedy.when),
        ("does them good when", remedy.fits_when),
        ("is accepted when", remedy.accepted_when),
        ("comes about when", remedy.delivered_when),
    )
    return items(f"{told} {condition_words(when, of.names)}" for told, when in kinds if when != ALWAYS)


def _answers(remedy: Remedy) -> Markup:
    said = (("yes", remedy.accepts), ("no", remedy.declines))
    return items(f"{answer}: “{words}”" for answer, words in said if words)


def _promises(of: Reviewed) -> Iterator[tuple[str, ...]]:
    for promise in of.scenario.commitments:
        due = clock_text(of.story, promise.at) if promise.at is not None else "as it is promised"
        kept = "by coming back with something to say"
        if promise.kind is CommitmentKind.DEED:
            kept = condition_words(promise.kept_when, of.names)
        to = ", ".join(map(of.names.person, promise.to))
        yield code(promise.id), promise.label, to, due, kept, of.when(promise.when) or "always"


# -- the world's own course


def course(of: Reviewed) -> Iterator[Markup]:
    """Phases, then happenings: those with a time in its order, then those that wait for something."""
    yield tag("h3", "Phases")
    yield table(("phase", "begins", "ends", "opens"), (_phase(of, phase) for phase in of.scenario.phases), "Phases")
    yield tag("h3", "Happenings")
    pairs = list(zip(of.scenario.happenings, of.story.happenings, strict=True))
    timed = sorted((pair for pair in pairs if pair[1].at is not None), key=lambda pair: pair[1].at or 0)
    waiting = [pair for pair in pairs if pair[1].at is None]
    head = ("happening", "when", "not if", "what is said", "what it changes")
    yield table(head, (_happening(of, *pair) for pair in timed), "With a time of their own")
    yield table(head, (_happening(of, *pair) for pair in waiting), "Once something else has happened")


def _phase(of: Reviewed, phase: Phase) -> tuple[str, ...]:
    begins = f"jumps to {clock_text(of.story, phase.jump_to)}" if phase.jump_to is not None else "at once"
    begins += f", if {when}" if (when := of.when(phase.when)) else ""
    begins += "; you are your own relief from here on" if phase.hands_over else ""
    until = [] if phase.until == NEVER else [f"once {condition_words(phase.until, of.names)}"]
    until += [f"at {clock_text(of.story, phase.at_latest)} at the latest"] if phase.at_latest is not None else []
    opens = items(joined((of.names.person(move.person), " at ", link("beat", move.beat))) for move in phase.opens)
    return joined((phase.label, " ", code(phase.id))), begins, "; ".join(until) or "with the drill", opens


def _happening(of: Reviewed, written: Happening, cast: Happening) -> tuple[str, ...]:
    unless = "" if written.unless == NEVER else condition_words(written.unless, of.names)
    said = f"{of.names.person(cast.by)}: “{cast.line.says}”" if cast.line else ""
    return code(cast.id), _moment(of, written), unless, said, items(_changes(of, cast))


def _moment(of: Reviewed, happening: Happening) -> str:
    if happening.at is not None:
        at = clock_text(of.story, happening.at, seconds=True)
        latest = happening.at_latest
        return f"between {at} and {clock_text(of.story, latest, seconds=True)}" if latest else f"at {at}"
    once = condition_words(happening.once or ALWAYS, of.names)
    return f"{length_text(happening.after)} after {once}" if happening.after else f"as soon as {once}"


def _changes(of: Reviewed, happening: Happening) -> Iterator[str]:
    yield from (f"so from now on: {of.names.fact(fact)}" for fact in happening.makes_true)
    yield from (f"no longer so: {of.names.fact(fact)}" for fact in happening.makes_false)
    yield from (f"you hear: {of.names.fact(fact)}" for fact in (happening.line.learns if happening.line else ()))
    for move in happening.moves:
        yield joined((of.names.person(move.person), " goes on to ", link("beat", move.beat)))
    yield from (f"the conversation with {of.names.person(person)} ends" for person in happening.closes)
    if happening.asks:
        kept = "; ".join(map(of.names.fact, happening.asks.withholds))
        yield f"asks you to: {happening.asks.label}{f' (it would keep back {kept})' if kept else ''}"


# -- the end


def endings(of: Reviewed, plays: dict[str, int]) -> Iterator[Markup]:
    """Each ending with its condition and story."""
    for written, ending in zip(of.scenario.endings, of.story.endings, strict=True):
        seen = plays.get(ending.id, 0)
        told = f"Seen in {seen} of {of.plays} plays." if seen else f"Not seen in {of.plays} plays."
        yield tag("h3", ending.title, id=anchor("ending", ending.id))
        yield tag("p", f"When {condition_words(written.when, of.names)}. {told}", class_="soft" if seen else "warn")
        yield tag("blockquote", ending.story)


def seeds(of: Reviewed) -> Markup:
    """What differs from seed to seed."""
    rows = (
        (
            tag("code", variation.key),
            code(option.id),
            f"{option.chance:g}",
            items(f"{k}: “{w}”" for k, w in option.words),
        )
        for variation in of.scenario.vary
        for option in variation.options
    )
    return table(("what", "can be", "chance", "words"), rows, "What a seed changes")


def rules() -> Markup:
    """All rules by name."""
    named = ((tag("span", code(rule), id=anchor("rule", rule)), rule) for rule in NAMES)
    rows = ((rule_id, dimension_of(rule).value, NAMES[rule]) for rule_id, rule in named)
    return table(("rule", "score", "what it looks at"), rows, "The rules of the four scores")
