"""Checks on what the scores are made of: declared inputs, the rhythm of updates, words that acts must cover."""

import re
from collections.abc import Iterator

from simulator.scenario import acts
from simulator.scenario.asking import in_words
from simulator.scenario.finds import Find
from simulator.scenario.marked import Node, Row, Word
from simulator.scenario.places import Places
from simulator.scenario.problems import quoted
from simulator.scenario.reach import reach_of
from simulator.scenario.story import UPDATE_EVERY, Kind, PersonKind, RemedyKind, Story, Term
from simulator.scenario.story import Word as Predicate

# Fixed patterns of ours, run over text that the guard has limited; none of them can backtrack far.
TIME_SAID = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,4} (?:seconds?|minutes?|mins?|hours?|days?|weeks?)\b")
MAIL = re.compile(r"[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")
WEB = re.compile(r"\b(?:https?://|www\.)([\w.-]{1,200})")
PHONE = re.compile(r"(?<![\w.])\+?\d(?:[ ()/.-]{0,2}\d){6,17}(?!\w)")
SEVEN_DIGITS = re.compile(r"[0-9](?:[^0-9]*[0-9]){6}")  # fewer are no phone number
# Reserved for examples, so nobody lives there: RFC 2606 and RFC 6761.
MADE_UP = ("example", "test", "invalid", "localhost")
MADE_UP_DOMAINS = ("example.com", "example.org", "example.net")
CHECKABLE = (
    *(acts.Claim, acts.Deny, acts.Explain, acts.Assure, acts.Estimate, acts.Unknown, acts.Promise, acts.Report),
    *(acts.Offer, acts.Assign, acts.Reassure, acts.AskPreference, acts.ActOn),
)


def words_without_acts(story: Story, places: Places) -> Iterator[Find]:
    """SC045: a line names a time, and none of its acts says which fact, estimate or promise that is."""
    for beat in story.beats:
        for reply in beat.replies:
            said = [part for part in _sentences(reply.say) if not part.endswith("?") and TIME_SAID.search(part)]
            if said and not any(isinstance(act, CHECKABLE) for act in reply.acts):
                told = (
                    "these words name a time, and no act says what is claimed. Add claim, estimate, promise or another."
                )
                yield Find(places.reply(reply.id), "SC045", told)


def _sentences(words: str) -> list[str]:
    return words.replace("? ", "?\n").replace(". ", ".\n").replace("! ", "!\n").split("\n")


def intervals_too_long(story: Story, places: Places) -> Iterator[Find]:
    """SC053: people would hear less often than this kind of event allows (P09)."""
    allowed = UPDATE_EVERY[story.kind]
    if story.standards.update_every > allowed:
        told = f"an update every {in_words(story.standards.update_every)} is too seldom: {quoted(story.kind)} allows"
        place = places.of("standards", "update_every")
        yield Find(place, "SC053", f"{told} {in_words(allowed)} at most (P09).")


def kinds_that_disagree(story: Story, places: Places) -> Iterator[Find]:
    """SC052: the beat of updates that follows from the kind of event doesn't fit who and how long is played."""
    people = {person.id: person for person in story.people}
    crowd = [name for name in story.judged.audiences if people[name].kind is PersonKind.AUDIENCE]
    if story.kind is Kind.MASS and not crowd:
        told = "a 'mass' event needs a public to keep informed: somebody with 'is: audience' in judged.audiences."
        yield Find(places.of("kind"), "SC052", told)
    if story.kind is Kind.ONE_CUSTOMER and crowd:
        told = (
            f"a public ({quoted(crowd[0])}) is kept informed, so this isn't 'one_customer'. Write 'mass' or 'status'."
        )
        yield Find(places.of("kind"), "SC052", told)
    if story.limit - story.judged.onset < story.standards.update_every <= UPDATE_EVERY[story.kind]:
        told = f"the drill is over before the first update is due ({in_words(story.standards.update_every)})."
        yield Find(places.of("standards"), "SC052", f"{told} Write a shorter 'update_every' or a later 'limit'.")


def score_inputs_undeclared(story: Story, places: Places) -> Iterator[Find]:
    """SC054: something a score is computed from isn't declared in `judged`, `losses` or `people`."""
    judged = story.judged
    for name, declared in (
        ("audiences", judged.audiences),
        ("required_facts", judged.required_facts),
        ("required_commitments", judged.required_commitments),
    ):
        if not declared:
            yield Find(places.of("judged"), "SC054", f"{quoted(name)} is empty: a score would have nothing to go by.")
    if story.quantities and not judged.quantities:
        told = "no estimate is owed: name one of 'quantities' here, or remove that part of the file."
        yield Find(places.of("judged"), "SC054", told)
    disclosed = {required.fact for required in judged.required_disclosures}
    for fact in story.facts:
        if fact.bad_news and fact.id not in disclosed:
            told = f"{quoted(fact.id)} is bad news, and judged.required_disclosures doesn't say to whom it is owed."
            yield Find(places.of("facts", fact.id), "SC054", told)
    yield from _people_without_inputs(story, places)


def _people_without_inputs(story: Story, places: Places) -> Iterator[Find]:
    people = {person.id: person for person in story.people}
    for name in story.judged.audiences:
        if not people[name].has_mood:
            told = f"{quoted(name)} is kept informed, but is neither customer nor audience: nobody there to be moved."
            yield Find(places.of("judged", "audiences"), "SC054", told)
    if story.remedies and not any(people[loss.person].has_mood for loss in story.losses):
        told = "there are remedies and no customer loses anything. Write 'losses': they say what making good means."
        yield Find(places.of("remedies"), "SC054", told)
    money = any(remedy.kind in (RemedyKind.MONEY_NOW, RemedyKind.MONEY_LATER) for remedy in story.remedies)
    if story.during_emergency and money and not story.judged.no_money_before:
        told = "money can be offered in an emergency: say in 'no_money_before' until when it would be an insult."
        yield Find(places.of("judged"), "SC054", told)


def waits_for_nothing(story: Story, places: Places) -> Iterator[Find]:
    """SC063: something lasts until a fact is true, and nothing ever makes it so."""
    reach = reach_of(story)
    waits = [(places.of("judged", "resolution"), story.judged.resolution)]
    waits += [(places.of("losses", loss.person, "until"), loss.until) for loss in story.losses]
    waits += [(places.of("quantities", each.id, "known_by"), each.known_by) for each in story.quantities]
    waits += [(places.of("judged", "no_money_before"), story.judged.no_money_before)]
    for place, fact in waits:
        if fact and not reach.can_hold(Term(Predicate.TRUE, fact)):
            told = f"{quoted(fact)} never becomes true. Give it a 'true_from', or a happening that makes it true."
            yield Find(place, "SC063", told)


def texts_that_look_real(story: Story, places: Places) -> Iterator[Find]:
    """SC055: a phone number, mail or web address that may be somebody's."""
    for word in _words(places.root):
        for what in () if word.plain and word.text.isdigit() else _real(word.text):
            told = f"{what} could be somebody's. Use example.org for addresses and 555-0100 to 555-0199 for numbers."
            yield Find(word, "SC055", told)


def _words(node: Node) -> Iterator[Word]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Word):
            yield here
        else:
            waiting.extend(here.items if isinstance(here, Row) else here.values.values())


def _real(text: str) -> Iterator[str]:
    if "@" in text:
        yield from ("a mail address" for found in MAIL.finditer(text) if not _made_up(found.group(1)))
    if "://" in text or "www." in text:
        yield from ("a web address" for found in WEB.finditer(text) if not _made_up(found.group(1)))
    if SEVEN_DIGITS.search(text):
        yield from ("a phone number" for found in PHONE.finditer(text) if not _reserved(found.group()))


def _made_up(domain: str) -> bool:
    name = domain.lower().rstrip(".")
    return name.rpartition(".")[2] in MADE_UP or any(name == own or name.endswith("." + own) for own in MADE_UP_DOMAINS)


def _reserved(number: str) -> bool:
    digits = "".join(letter for letter in number if letter.isdigit())
    return digits[-7:-2] == "55501"
