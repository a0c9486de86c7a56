"""The conversations of a review: each beat as a dialogue, each reply with what it does and what judges it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from simulator.drill.clock import length_text
from simulator.drill.wording import in_quotes
from simulator.pages.html import Markup, anchor, code, items, joined, link, tag
from simulator.scenario import acts
from simulator.scenario.acts import Act
from simulator.scenario.story import ALWAYS, All, Beat, Condition, Line, Person, Reply, Route, Story, Sure, Term, Word
from simulator.scoring.claims import Verdict
from simulator.workbench.act_sentences import act_words
from simulator.workbench.condition_sentences import Names, condition_words
from simulator.workbench.rules_fired import NAMES, OF_ANY_WORDS, SaidInPlays, dimension_of, rules_of

STOOD = {
    Verdict.SUPPORTED: "carried",
    Verdict.GROUNDED: "not so, with good reason to think it",
    Verdict.HEDGED: "known for certain, told as a rumour",
    Verdict.UNSUPPORTED: "carried by nothing heard",
    Verdict.FALSE: "not so",
    Verdict.KNOWN_FALSE: "known not to be so",
}
SURE = {Sure.CERTAIN: "", Sure.LIKELY: "thinks so", Sure.GUESS: "guesses"}


class Pair(NamedTuple):
    """A beat as it is written, and as the seed cast it."""

    written: Beat
    cast: Beat


class Reviewed(Struct, frozen=True):
    """What a review is made of: the *scenario* as written, its *story* for one seed, what known plays showed."""

    scenario: Story
    story: Story
    plays: int
    came: Mapping[str, int]  # beat -> how many plays came there
    said: Mapping[str, SaidInPlays]  # reply -> what became of it

    @property
    def names(self) -> Names:
        """What ids are called, in the words of the seed."""
        return Names(self.story)

    def beats_of(self, person: str) -> list[Pair]:
        """The beats of *person*, in the order of the file."""
        pairs = zip(self.scenario.beats, self.story.beats, strict=True)
        return [Pair(written, cast) for written, cast in pairs if written.person == person]

    def when(self, condition: Condition) -> str:
        """*condition*, as written, in words; empty where it always holds."""
        return "" if condition == ALWAYS else condition_words(condition, self.names)


def other_words(written: str, scenario: Story) -> Iterator[str]:
    """For each placeholder in *written*, the words that other seeds put there."""
    for variation in scenario.vary:
        for name in dict.fromkeys(name for option in variation.options for name, _ in option.words):
            if f"{{{variation.key}.{name}}}" in written:
                words = [f"{o.id}: “{text}”" for o in variation.options for key, text in o.words if key == name]
                yield f"{variation.key}.{name} is, by seed: {'; '.join(words)}"


def conversation(of: Reviewed, person: Person) -> Iterator[Markup]:
    """Everything that can be said with *person*."""
    pairs = of.beats_of(person.id)
    if not pairs:
        yield tag("p", "There is no scripted conversation with them; they are asked, or given things to do.")
    for pair in pairs:
        yield tag("section", *_beat(of, pair), class_="beat", id=anchor("beat", pair.cast.id))


def _beat(of: Reviewed, pair: Pair) -> Iterator[Markup]:
    written, beat = pair
    yield tag("h4", beat.id)
    yield _came(of, beat.id)
    yield from _says(of, written.line, beat.line, of.names.person(beat.person))
    if beat.shows:
        yield tag("p", f"Shows: {beat.shows.feeling} (weight {beat.shows.weight:g}); words that meet it earn empathy.")
    yield from _course(of, written)
    for number, (as_written, reply) in enumerate(zip(written.replies, beat.replies, strict=True), 1):
        yield tag("div", *_reply(of, beat, as_written, reply, number), class_="you", id=anchor("reply", reply.id))
    yield tag("div", "Notes:", class_="notes")


def _came(of: Reviewed, beat: str) -> Markup:
    came = of.came.get(beat, 0)
    told = f"{came} of {of.plays} plays came here." if came else f"No play came here, in {of.plays}."
    return tag("p", told, class_="soft" if came else "warn")


def _says(of: Reviewed, written: Line | None, line: Line | None, name: str) -> Iterator[Markup]:
    if line is None or written is None:
        yield tag("p", f"{name} says nothing here.", class_="soft")
        return
    sure = f" ({SURE[line.sure]})" if SURE[line.sure] else ""
    yield tag("p", tag("b", f"{name}{sure}: "), in_quotes(line.says), class_="they")
    yield items(other_words(written.says, of.scenario), class_="soft")
    yield items(f"You hear from it: {of.names.fact(fact)}" for fact in line.learns)
    if line.overheard_by:
        yield tag("p", f"Overheard by {', '.join(map(of.names.person, line.overheard_by))}.")


def _course(of: Reviewed, beat: Beat) -> Iterator[Markup]:
    if beat.patience:
        after = f"Left without a reply for {length_text(beat.patience.after)}, it goes on to "
        yield tag("p", after, joined(_routes(of, beat.patience.to), "; "), ".")
    if beat.closes:
        yield tag("p", f"Not open here: {', '.join(verb.value.replace('_', ' ') for verb in beat.closes)}.")
    if beat.ends_conversation:
        yield tag("p", "The conversation ends here.")
    if not beat.replies and not beat.ends_conversation:
        yield tag("p", "Nothing scripted can be said here; the forms are open.", class_="soft")


def _routes(of: Reviewed, routes: tuple[Route, ...]) -> Iterator[Markup]:
    for number, route in enumerate(routes):
        when = of.when(route.when)
        condition = f" when {when}" if when else " otherwise" if number else ""
        yield joined((link("beat", route.beat), condition))


# -- one reply


def _reply(of: Reviewed, beat: Beat, written: Reply, reply: Reply, number: int) -> Iterator[Markup]:
    yield tag("p", f"{number}. You: {in_quotes(reply.say)}" if reply.say else f"{number}. ({reply.does})")
    yield items(other_words(written.say + written.does, of.scenario), class_="soft")
    if when := of.when(written.when):
        yield tag("p", f"Open only when {when}.", class_="soft")
    yield tag("p", "What it does:")
    yield items([act_words(act, of.story) for act in reply.acts] or ["nothing that a score looks at"])
    yield items(support(of, beat, reply, fact) for fact in claimed_facts(reply.acts))
    yield items(f"You hear from it: {of.names.fact(fact)}" for fact in reply.learns)
    yield from _rules(of, reply)
    leads = joined(_routes(of, written.to), "; ") if written.to else Markup("nowhere else: it stays")
    yield tag("p", f"Takes {length_text(reply.takes)}, ", code(reply.id), ". Leads to ", leads, ".", class_="soft")


def claimed_facts(said: tuple[Act, ...]) -> tuple[str, ...]:
    """The facts that *said* claims to be so, or not so."""
    kinds = (acts.Claim, acts.Deny, acts.Explain, acts.Assure)
    return tuple(dict.fromkeys(act.fact for act in said if isinstance(act, kinds)))


def support(of: Reviewed, beat: Beat, reply: Reply, fact: str) -> Markup:
    """Whether what *reply* claims would be carried then, as far as the scenario alone and known plays tell."""
    known = of.said.get(reply.id)
    stood = known.stood.get(fact, {}) if known else {}
    told = [f"{STOOD[verdict]} {count} times" for verdict, count in sorted(stood.items(), key=lambda pair: -pair[1])]
    plays = f" In plays: {', '.join(told)}." if told else ""
    return joined((link("fact", fact), f": {_carried(of, beat, reply, fact)}{plays}"))


def _carried(of: Reviewed, beat: Beat, reply: Reply, fact: str) -> str:
    if Term(Word.HEARD, fact) in _insisted_on(reply.when):
        return "carried: the reply is open only once it was heard."
    if beat.line and fact in beat.line.learns:
        return "carried: it is heard in this very beat."
    sources = tuple(heard_from(of.story, fact))
    if not sources:
        return "never carried by anything heard: nobody tells it."
    return f"carried only if it was heard before, {'; '.join(sources)}."


def _insisted_on(condition: Condition) -> tuple[Condition, ...]:
    return (
        tuple(part for item in condition.items for part in _insisted_on(item))
        if isinstance(condition, All)
        else (condition,)
    )


def heard_from(story: Story, fact: str) -> Iterator[str]:
    """Everything that lets the trainee hear *fact*, each in a few words."""
    names = Names(story)
    for beat in story.beats:
        if beat.line and fact in beat.line.learns:
            yield f"from {names.person(beat.person)} in '{beat.id}'"
        yield from (f"by the reply '{reply.id}'" for reply in beat.replies if fact in reply.learns)
    for question in story.questions:
        if any(fact in answer.line.learns for answer in question.answers):
            yield f"by asking '{question.id}'"
    for job in story.jobs:
        if job.reports and fact in job.reports.learns:
            yield f"by having '{job.id}' done"
    for happening in story.happenings:
        if happening.line and fact in happening.line.learns:
            yield f"when '{happening.id}' happens"


def _rules(of: Reviewed, reply: Reply) -> Iterator[Markup]:
    known = of.said.get(reply.id)
    fired = known.fired if known else ()
    can = [rule for rule in rules_of(reply, of.story) if rule not in {one.rule for one in fired}]
    if known is None:
        yield tag("p", f"No play has said it, in {of.plays}.", class_="warn")
    else:
        yield tag("p", f"Said in {known.plays} of {of.plays} plays. Rules that fired:")
        lines = (joined((_rule(one.rule), f" {one.plays} times, {_points(one.lowest, one.highest)}")) for one in fired)
        yield items(list(lines) or ["none"])
    if can:
        yield tag("p", "Can fire as well: ", joined(map(_rule, can), "; "), ".", class_="soft")


def _rule(rule: str) -> Markup:
    return joined((link("rule", rule), f" {NAMES[rule]} ({dimension_of(rule).value})"))


def _points(lowest: float, highest: float) -> str:
    low, high = f"{lowest:+.1f}", f"{highest:+.1f}"
    return f"{low} points" if low == high else f"{low} to {high} points"


GENERAL = ", ".join(OF_ANY_WORDS)
