"""The schema of a scenario file: what an editor completes and explains while a drill is being written.

Meaning (who reaches what, what is owed) is for `firedrill check`; the field names are held against the readers' own.
"""

from simulator.scenario.acts import ApologyPart
from simulator.scenario.reading import JUDGED_FIELDS, TOP
from simulator.scenario.reading_people import LOSS_FIELDS, PERSON_FIELDS
from simulator.scenario.reading_world import FACT_FIELDS, HAPPENING_FIELDS, JOB_FIELDS, REMEDY_FIELDS
from simulator.scenario.story import Channel, CommitmentKind, Distress, Kind, PersonKind, RemedyKind, Whose, Yes
from simulator.workbench.schema_atoms import (
    Field,
    Schema,
    choice,
    choice_of,
    clock,
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
from simulator.workbench.schema_talk import LINE, talk_definitions

MONEY = number(0, 1_000_000_000)
SHARE = number(0, 1)

FAULT = {
    "whose": need(choice_of(Whose), "Whose fault it is, honestly."),
    "parts": may(rows(choice_of(ApologyPart)), "Which parts of an apology it asks for."),
    "fact": may(ref("fact"), "The fact that makes it known; left out: it is plain from the start."),
}
PERSON: dict[str, Field] = {
    "is": need(choice_of(PersonKind), "Customers and audiences have moods; sources and colleagues have words."),
    "name": need(text(80), "What they are called."),
    "role": need(text(160), "Who they are to this story, in half a line."),
    "channel": may(choice_of(Channel), "How they are spoken with; in_person where nothing is written."),
    "wants": may(text(300), "What they want, in their own words. For authors and debriefs."),
    "opens_with": may(ref("beat"), "The beat their conversation begins with; left out: a happening opens it."),
    "opens_at": may(moment(), "When it begins."),
    "patience": may(duration(), "How long until they ask again by themselves."),
    "chases": may(rows(text()), "What they say when left alone, in order."),
    "severity": may(SHARE, "How much is at stake for them, 0 to 1."),
    "firm_control": may(SHARE, "How far they think we could have prevented it, 0 to 1."),
    "process_failure": may(truth(), "false: the outcome failed, not the way it was handled."),
    "monetary": may(truth(), "Whether they lost money by it."),
    "prior_failures": may(whole(0, 1_000), "How often we have failed them before."),
    "yearly_value": may(whole(0, 1_000_000_000), "What they spend with us in a year."),
    "prefers": may(refs("remedy"), "Remedies that would really do them good."),
    "preference": may(text(), "What they answer when asked what would do them good."),
    "faults": may(under_names(one_table(FAULT)), "What went wrong for them."),
    "details": may(under_names(text(120)), "Concrete details of their case that a line can use."),
    "verified": may(truth(), "false: nobody can see who this is."),
}
FACT: dict[str, Field] = {
    "says": need(text(300), "The statement, as the trainee would tell it."),
    "true_from": may(
        {"anyOf": [choice(["never"]), moment()]}, "From when it is so; never: a happening makes it so, or nothing does."
    ),
    "true_until": may(moment(), "Until when it is so."),
    "bad_news": may(truth(), "Nobody likes to tell it. judged.required_disclosures says to whom it is owed."),
    "restores": may(SHARE, "How far it heals what happened, 0 to 1."),
    "impact": may(truth(), "Telling it says how things stand now."),
    "cause": may(truth(), "Telling it says what went wrong."),
    "contradicts": may(refs("fact"), "Hearing this means knowing that those are not so."),
}
ANSWER = {**LINE, "says": need(text(), "The answer."), "when": may(link("deciding"), "The first that holds is given.")}
QUESTION = {
    "ask": need(ref("person"), "Who is asked."),
    "says": need(text(300), "The question, as it is asked."),
    "takes": may(duration(), "How long asking takes; 10 s where nothing is written."),
    "when": may(link("condition"), "When it can be asked."),
    "acts": may(rows(link("act")), "What asking does: with a customer it is also listening."),
    "answers": need(rows(one_table(ANSWER), 1, 20), "What comes back; the last answer has no 'when'."),
    "done": may(text(160), "How an update tells that it was asked."),
}
POSTS = {
    "to": need(refs("person"), "Whom they write to."),
    "every": need(duration(), "How often."),
    "until": may(link("condition"), "Until this holds."),
}
JOB: dict[str, Field] = {
    "label": need(text(120), "What is done, as it stands on the form."),
    "who": may(ref("person"), "Who does it, and reports."),
    "takes": may(duration(), "How much of the trainee's own time it takes."),
    "lasts": may(duration(), "How long until it is done."),
    "yes": may(choice_of(Yes), "can_do, or can_justify with one recorded line."),
    "when": may(link("condition"), "When it is open."),
    "reports": may(link("line"), "What they say when it is done."),
    "doing": may(text(160), "How an update tells it meanwhile."),
    "done": may(text(160), "How an update tells it afterwards."),
    "posts": may(one_table(POSTS), "Whom they keep informed in the trainee's name, and how often."),
}
COMMITMENT = {
    "label": need(text(120), "What is promised, as it follows on 'You promised to'."),
    "to": need(refs("person"), "Whom it can be promised."),
    "kind": may(choice_of(CommitmentKind), "word: kept by coming back; deed: kept by what was done."),
    "kept_when": may(link("condition"), "What keeps it, where it is a deed."),
    "at": may(moment(), "When it falls due by nature; else the promise says."),
    "says": may(text(300), "The words of the form."),
    "when": may(link("condition"), "When there is a reason to promise it."),
}
APPROVAL = {
    "needs": need(ref("person"), "Whose yes it needs."),
    "after": may(duration(), "How long they take to answer."),
    "when": may(link("deciding"), "When they say yes."),
    "says_yes": need(text(), "Their yes."),
    "says_no": may(text(), "Their no."),
}
REMEDY: dict[str, Field] = {
    "label": need(text(120), "What it is, as it stands on the desk."),
    "offer": need(text(), "The words it is offered in."),
    "to": need(refs("person"), "To whom it can be offered."),
    "kind": need(choice_of(RemedyKind), "What it is made of; it works best in the kind of the loss."),
    "cost": may(MONEY, "What it costs the house, in the currency of `standards`."),
    "worth": may(MONEY, "What it is worth to them."),
    "yes": may(
        {"anyOf": [choice([yes.value for yes in Yes if yes is not Yes.NEEDS]), one_table(APPROVAL)]},
        "can_do; can_justify (one recorded line); or {needs: a_person, says_yes: ...}.",
    ),
    "when": may(link("condition"), "When it can be offered at all."),
    "fits_when": may(link("condition"), "When it heals; else it is worth nothing to them."),
    "accepted_when": may(link("deciding"), "When they take it."),
    "accepts": may(text(), "What they say when they take it."),
    "declines": may(text(), "What they say when they don't."),
    "answers_after": may(duration(), "How long they think about it."),
    "delivered_after": may(duration(), "How long until it is there."),
    "delivered_at": may(moment(), "The moment at which it is there."),
    "delivered_when": may(link("condition"), "Looked at then: else it isn't given."),
    "takes": may(duration(), "How long offering takes; 20 s where nothing is written."),
}
KNOWABLE = {
    "at": need(moment(), "From when on this can be known."),
    "p10": need(duration(), "One time in ten it takes less than this."),
    "p90": need(duration(), "Nine times in ten it takes less than this."),
}
QUANTITY = {
    "label": need(text(120), "What people ask 'how long' about."),
    "knowable": may(rows(one_table(KNOWABLE)), "What can be known of it, from when on."),
    "known_by": may(ref("fact"), "The fact that ends the waiting."),
    "when": may(link("condition"), "When people have a reason to speak of it."),
}
LOSS: dict[str, Field] = {
    "money": may(MONEY, "What they lost at once."),
    "money_per_minute": may(MONEY, "What each further minute costs them."),
    "distress": may(choice_of(Distress), "How much they suffer meanwhile; the rubric gives it an amount."),
    "minutes_from": may(moment(), "From when on they lose time."),
    "until": may(ref("fact"), "The fact that ends the losing; left out: the end of the drill."),
    "at_most_minutes": may(whole(0, 1_000_000), "No more minutes than these are counted."),
    "helped_by": may(under_names(SHARE), "Jobs that take a share (0 to 1) off what is still to be lost."),
    "legal_floor": may(MONEY, "What the law gives them at least."),
    "heals": may(choice_of(RemedyKind), "The kind of remedy that matches in kind."),
}
WINDOW = {"from": need(moment(), "The earliest."), "to": need(moment(), "The latest; the seed draws between the two.")}
REQUEST = {
    "id": need(new_id(), "The name of this request, for agree and decline."),
    "label": need(text(160), "What is asked for."),
    "withholds": may(refs("fact"), "Facts it would keep from the customer."),
}
HAPPENING: dict[str, Field] = {
    "at": may({"anyOf": [moment(), one_table(WINDOW)]}, "When it happens: a moment, or {from: ..., to: ...}."),
    "once": may(link("condition"), "After what it happens."),
    "after": may(duration(), "How much later than 'once'."),
    "unless": may(link("deciding"), "Looked at when it would happen: then it doesn't."),
    "by": may(ref("person"), "Who speaks."),
    **LINE,
    "makes_true": may(refs("fact"), "What is so from now on."),
    "makes_false": may(refs("fact"), "What is no longer so."),
    "moves": may(under_names(ref("beat")), "Takes conversations to beats, opening them if need be."),
    "closes": may(refs("person"), "Whose conversation ends by it."),
    "asks": may(one_table(REQUEST), "What a colleague asks for."),
}
PHASE = {
    "id": need(new_id(), "Its name."),
    "label": need(text(120), "What the trainee reads when it begins."),
    "until": may(link("condition"), "It ends when this holds ..."),
    "at_latest": may(moment(), "... and at this moment at the latest."),
    "jump_to": may(moment(), "The clock jumps here when it begins: the evening, three days later."),
    "opens": may(under_names(ref("beat")), "Conversations that open with it."),
    "when": may(link("condition"), "Else it is passed over."),
    "hands_over": may(
        truth(), "true: from here on the trainee is their own relief, who knows what the last note says."
    ),
}
REQUIRED = {
    "fact": need(ref("fact"), "What must be told."),
    "to": need(ref("person"), "To whom."),
    "weight": may(number(0, 100), "How much it counts; 1 where nothing is written."),
    "within": may(duration(), "How long after it could be known; left out: before the end."),
}
REQUIRED_COMMITMENT = {
    "what": need(ref("commitment"), "What an attentive person promises."),
    "to": need(ref("person"), "To whom."),
    "weight": may(number(0, 100), "How much it counts; 1 where nothing is written."),
    "by": may(moment(), "At the latest at this moment ..."),
    "by_fact": may(ref("fact"), "... or once this is so."),
}
JUDGED: dict[str, Field] = {
    "resolution": need(ref("fact"), "The fact that ends the waiting; cadence is counted until then."),
    "onset": may(moment(), "From when on people wait for news."),
    "audiences": need(refs("person"), "Who must be kept informed."),
    "required_facts": may(rows(one_table(REQUIRED)), "What they must be told."),
    "required_disclosures": may(rows(one_table(REQUIRED)), "Bad news that is owed, also where nobody asks."),
    "required_commitments": may(rows(one_table(REQUIRED_COMMITMENT)), "Promises that are owed."),
    "quantities": may(refs("quantity"), "Estimates that are owed."),
    "no_money_before": may(ref("fact"), "Before this is so, money is an insult."),
    "conflict": may({"anyOf": [text(300), {"type": "null"}]}, "A dilemma of this drill, in one sentence."),
}
AUTHORITY = {
    "amount": need(MONEY, "What the trainee may spend without asking anybody."),
    "currency": need(text(12), "The currency of every amount in this file, such as EUR."),
}
STANDARDS = {
    "first_reply": need(duration(), "How soon somebody who turns to you hears from you."),
    "update_every": may(duration(), "How often people hear how things stand: 15 min in a mass event, 60 min for one."),
    "authority": need(one_table(AUTHORITY), "What may be spent."),
}
OPTION = {
    "chance": may(number(0, 1_000), "How likely it is beside the others; 1 where nothing is written."),
    "words": may(under_names(text(8_000)), "What stands for {key.word} in texts; the same words in each option."),
}
TOP_FIELDS: dict[str, Field] = {
    "format": need(whole(1, 1), "Always 1."),
    "id": need(new_id(), "The name of the file without .yaml."),
    "title": need(text(120), "Where and when. It doesn't announce the emergency."),
    "brief": need(text(2_000), "What the trainee reads before the clock starts."),
    "role": need(text(160), "Who the trainee is."),
    "counts": may(rows(text(200)), "What counts, said in the briefing."),
    "industry": need(text(60), "A word for the list of drills."),
    "kind": need(choice_of(Kind), "mass, status or one_customer: how often people must hear from us."),
    "difficulty": need(whole(1, 5), "1 to 5."),
    "seat_time": need(duration(), "How long a play takes somebody, 12 to 25 min."),
    "starts": need(clock(), "The time of day at which it begins, in quotes."),
    "limit": need(moment(), "When it ends whatever happens."),
    "principles": need(
        rows({"type": "string", "pattern": r"^P(0[1-9]|[12]\d|3[0-6])$"}, 1), "What it practises: P01 to P36."
    ),
    "standards": need(one_table(STANDARDS), "What the house asks for and allows."),
    "card": need(rows(text(160), 1, 20), "The response card: what an old hand would say in ten lines."),
    "during_emergency": may(truth(), "While people search, doing what they say counts as listening."),
    "people": need(under_names(link("person"), 1), "Everybody there is to talk with."),
    "facts": need(under_names(link("fact")), "What is so, from when on, whether or not anybody knows."),
    "questions": may(under_names(one_table(QUESTION)), "What can be asked, and what comes back."),
    "jobs": may(under_names(one_table(JOB, JOB_FIELDS)), "What the trainee can have done."),
    "commitments": may(under_names(one_table(COMMITMENT)), "What can be promised. next_word is always there."),
    "remedies": may(under_names(one_table(REMEDY, REMEDY_FIELDS)), "What can be offered."),
    "quantities": may(under_names(one_table(QUANTITY)), "What people ask 'how long' about."),
    "losses": may(under_names(one_table(LOSS, LOSS_FIELDS)), "What each person loses, under their name."),
    "happenings": may(under_names(one_table(HAPPENING, HAPPENING_FIELDS)), "What the world does by itself."),
    "phases": need(rows(one_table(PHASE), 1, 20), "During, putting right, afterwards where promises fall due."),
    "judged": need(one_table(JUDGED, JUDGED_FIELDS), "Every input that a score needs, declared once."),
    "vary": may(
        under_names(under_names({"anyOf": [{"type": "null"}, number(0, 1_000), one_table(OPTION)]})),
        "What a seed changes: keys, each with two options or more.",
    ),
    "beats": need(under_names(link("beat"), 1), "The moments of every conversation."),
    "endings": need(under_names(link("ending"), 1), "How it can end. Write these first."),
    "lessons": may(rows(text()), "Questions to talk about afterwards."),
    "spells": may(rows(text(40)), "Words this drill spells its own way; `firedrill proofread` passes them over."),
    "system_findings": may(rows(text()), "What the drill shows about the system, not the person."),
}


def scenario_schema() -> Schema:
    """The whole schema, JSON Schema draft 7: the newest that editors' YAML servers know well."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A scenario of Firedrill",
        **one_table(TOP_FIELDS, TOP, "What a trainer writes: people, facts, what each line does. Never points."),
        "definitions": {
            **talk_definitions(),
            "person": one_table(PERSON, PERSON_FIELDS),
            "fact": one_table(FACT, FACT_FIELDS),
        },
    }
