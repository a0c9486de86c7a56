"""The schema of what is said and what holds: conditions, acts, lines, routes, replies, beats, endings.

Which acts and conditions there are comes from the readers' own tables; here is what each of them is for.
"""

from collections.abc import Mapping

from simulator.scenario.act_words import FORMS, GROUNDED
from simulator.scenario.acts import ApologyPart
from simulator.scenario.lexicon import OTHER_CONDITIONS, TERMS
from simulator.scenario.reading_talk import BEAT_FIELDS, REPLY_FIELDS
from simulator.scenario.reading_world import LINE_FIELDS
from simulator.scenario.story import Feeling, Sure, Verb
from simulator.workbench.schema_atoms import (
    Field,
    Schema,
    choice,
    choice_of,
    described,
    duration,
    link,
    may,
    moment,
    need,
    new_id,
    number,
    one_table,
    ref,
    refs,
    rows,
    text,
    truth,
    under_names,
    whole,
)

# -- conditions

TERM_SAYS = {
    "true": "This fact is so, whether or not anybody knows.",
    "heard": "The trainee has heard this fact from somebody, true or not.",
    "told": "The trainee has told this fact (to this person).",
    "promised": "This was promised (to this person).",
    "kept": "This promise was kept.",
    "broken": "This promise was broken.",
    "offered": "This remedy was offered.",
    "accepted": "This remedy was accepted.",
    "given": "This remedy has arrived.",
    "preference_asked": "This person was asked what would do them good.",
    "assigned": "Somebody was sent to do this job.",
    "done": "This job is finished.",
    "visited": "The conversation has come to this beat.",
    "said": "This reply was given; its name is the beat's, a dot and its own.",
    "asked": "This question was asked.",
    "agreed": "The trainee said yes to this request of a colleague.",
    "declined": "The trainee said no to this request.",
    "informed": "This colleague was told (of this fact).",
    "closed": "The conversation with this person is over.",
    "silent": "This person was left in silence at least once.",
    "phase": "This phase has begun.",
    "happened": "This happening has come about.",
}
OTHER_SAYS = {
    "noted": "A note was left for whoever takes over.",
    "after": "The drill has run this long.",
    "feels": "Somebody feels so at this very moment; only where a moment decides.",
    "drawn": "The seed drew this option: {drawn: {key: option}}.",
    "any": "At least one of these holds.",
    "all": "All of these hold.",
    "not": "This doesn't hold.",
}


def conditions() -> dict[str, Schema]:
    """The definitions `condition` (somebody waits for it) and `deciding` (looked at in one moment)."""
    return {"condition": _condition("condition"), "deciding": _condition("deciding")}


def _condition(name: str) -> Schema:
    entries = {term: described(_term(term), TERM_SAYS[term]) for term in TERMS}
    entries |= {word: described(takes, OTHER_SAYS[word]) for word, takes in _others(name).items()}
    missing = set(OTHER_CONDITIONS) - set(entries) - ({"feels"} if name == "condition" else set())
    if missing:
        raise ValueError(f"the schema lacks the conditions {sorted(missing)}")
    table: Schema = {"type": "object", "properties": entries, "additionalProperties": False, "minProperties": 1}
    return {"anyOf": [choice(["always", "never"]), {"type": "array", "items": link(name)}, table]}


def _term(term: str) -> Schema:
    _, kind, main, second, second_kind = TERMS[term]
    fields = {main: need(ref(kind), f"Which {kind}.")}
    if second:
        fields[second] = may(ref(second_kind), f"Which {second_kind}; left out: any.")
    one: list[Schema] = [ref(kind), one_table(fields)]
    return {"anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]}


def _others(name: str) -> dict[str, Schema]:
    feeling: Schema = {"anyOf": [choice_of(Feeling), rows(choice_of(Feeling))]}
    others: dict[str, Schema] = {
        "noted": {},
        "after": moment(),
        "drawn": under_names(ref("option of the draw")),
        "any": {"anyOf": [link(name), rows(link(name))]},
        "all": link(name),
        "not": link(name),
    }
    return others | ({"feels": {**under_names(feeling), "minProperties": 1}} if name == "deciding" else {})


# -- acts

_ORDINARY = text(60)
ACTS: Mapping[str, tuple[Schema, str]] = {
    "apologise": (rows(choice_of(ApologyPart), 1, 6), "Says sorry, with these parts of an apology."),
    "name_feeling": (_ORDINARY, "Names what they feel."),
    "infer": (_ORDINARY, "Says what this means for them."),
    "explore": (_ORDINARY, "Asks about their situation."),
    "listen": ({}, "Lets them finish before solving anything."),
    "act_on": (_ORDINARY, "Does something at once with what they said."),
    "detail": (refs("detail"), "Uses concrete details of this case."),
    "reassure": (choice(GROUNDED), "Says it will be all right; grounded: something known carries it."),
    "canned": ({}, "A stock phrase."),
    "presence": ({}, "A short human line beside somebody, without news."),
    "deflect": ({}, "Turns the matter away, or back on the person."),
    "claim": (ref("fact"), "Says that this is so."),
    "deny": (ref("fact"), "Says that this is not so."),
    "explain": (ref("fact"), "Gives this as the reason why it happened."),
    "assure": (ref("fact"), "Says what makes a repeat less likely."),
    "estimate": (ref("quantity"), "Says how long it still takes, from low to high."),
    "unknown": (ref("fact", "quantity"), "Says that this isn't known yet."),
    "promise": (ref("commitment"), "Commits to this, within a time or at a time."),
    "report": ({}, "Says what was done and what is being done."),
    "ask_preference": (refs("remedy"), "Asks which of these, or what at all, would do them good."),
    "offer": (ref("remedy"), "Offers this."),
    "assign": (ref("job"), "Has this done by whoever it belongs to."),
    "inform": (refs("fact"), "Tells a colleague."),
    "agree": (ref("request"), "Says yes to a colleague's request."),
    "decline": (ref("request"), "Says no to a colleague's request, politely."),
    "ask_details": ({}, "Asks for account details or a form."),
    "close": ({}, "Ends the conversation with this line."),
}
BESIDE = {
    "fault": may(ref("fault"), "For which fault of this person's; left out: for the situation."),
    "level": may(whole(1, 2), "1 in general, 2 with this case's detail."),
    "hedged": may(truth(), "Passed on as heard, not as certain."),
    "low": may(duration(), "The least it takes; left out: no lower end."),
    "high": need(duration(), "The most it takes."),
    "basis": may(text(200), "What the estimate rests on."),
    "within": may(duration(), "Falls due this long after the words."),
    "at": may(moment(), "Falls due at this moment."),
    "by": may(ref("person"), "Somebody else who is to keep it."),
}


def acts() -> Schema:
    """One act: a word alone, or a table that begins with it."""
    alone = [name for name, (_, may_be_alone, _) in FORMS.items() if may_be_alone]
    tables = [_act(name, others) for name, (others, _, _) in FORMS.items()]
    return {"anyOf": [choice(alone), *tables], "description": "What a line does, apart from its wording."}


def _act(name: str, others: tuple[str, ...]) -> Schema:
    takes, says = ACTS[name]
    if name == "report":
        both = {which: may(refs("job", "question"), f"What was {which}.") for which in ("done", "doing")}
        takes = one_table(both)
    fields = {name: need(takes, says), **{other: BESIDE[other] for other in others}}
    return one_table(fields, (name, *others))


# -- conversations

LINE: dict[str, Field] = {
    "says": may(text(), "The words, as they are heard."),
    "learns": may(refs("fact"), "Facts that the trainee hears by this."),
    "sure": may(choice_of(Sure), "How sure they sound. Whether it is true is another matter."),
    "overheard_by": may(refs("person"), "Who else hears it."),
}
ROUTE = {
    "beat": need(ref("beat"), "Where it leads."),
    "when": may(link("deciding"), "Only when this holds; the first way that holds is taken."),
}
PATIENCE = {
    "after": need(duration(), "How long they wait in this beat."),
    "to": need(link("routes"), "Where it leads when nobody answers."),
}
SHOWS = {
    "feeling": need(text(40), "What they show, in one word."),
    "weight": may(number(0, 10), "How much it matters that somebody meets it; 1 where nothing is written."),
}
REPLY: dict[str, Field] = {
    "id": may(new_id(), "A name of its own, for conditions and plans; else its place in the list."),
    "say": may(text(), "What a decent, tired person really says here."),
    "does": may(text(), "What is done, where nothing is said."),
    "acts": may(rows(link("act"), most=20), "What the line does. Points come from these, never from the words."),
    "takes": may(duration(), "How long it takes; 10 s where nothing is written."),
    "to": may(link("routes"), "Where it leads; left out: the beat stays."),
    "when": may(link("condition"), "When this reply is open."),
    "learns": may(refs("fact"), "What the trainee finds out by it."),
    "overheard_by": may(refs("person"), "Who else hears it."),
}
BEAT: dict[str, Field] = {
    "with": need(ref("person"), "Whose moment this is."),
    **LINE,
    "shows": may(one_table(SHOWS), "A feeling shown here; it waits to be met."),
    "patience": may(one_table(PATIENCE), "What happens when nobody answers in time."),
    "closes": may(rows(choice_of(Verb)), "Forms that can't be used here."),
    "replies": may(rows(link("reply"), most=12), "What can be said. Three or four; none carries its own verdict."),
    "ends": may(truth(), "The conversation is over with this."),
    "waits": may(truth(), "false: nothing was asked, silence is fine."),
}
ENDING = {
    "title": need(text(160), "The ending in one line, without praise or blame."),
    "story": need(text(2_000), "How it went, as the customer tells it to somebody she trusts."),
    "when": may(link("deciding"), "The first ending that holds is told; the last one has no 'when'."),
    "teller": may(text(80), "Who tells it."),
    "told_to": may(text(80), "Whom they tell."),
}


def talk_definitions() -> dict[str, Schema]:
    """Everything of this module that other parts refer to."""
    route: Schema = {"anyOf": [ref("beat"), one_table(ROUTE)]}
    reply: Schema = {**one_table(REPLY, REPLY_FIELDS), "anyOf": [{"required": ["say"]}, {"required": ["does"]}]}
    return {
        **conditions(),
        "act": acts(),
        "line": one_table(LINE, LINE_FIELDS),
        "routes": {"anyOf": [*_alternatives(route), rows(route, 1, 20)]},
        "reply": reply,
        "beat": one_table(BEAT, BEAT_FIELDS),
        "ending": one_table(ENDING),
    }


def _alternatives(schema: Schema) -> list[Schema]:
    either = schema["anyOf"]
    assert isinstance(either, list)
    return either
