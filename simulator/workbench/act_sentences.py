"""What a reply does, act by act, in plain words for whoever reads a drill without playing it."""

from simulator.drill.clock import clock_text, length_text
from simulator.scenario import acts
from simulator.scenario.acts import Act
from simulator.scenario.story import Story
from simulator.workbench.condition_sentences import Names

_LEVELS = {1: "in general", 2: "with this case's own detail"}
_ALONE: dict[type[Act], str] = {
    acts.Listen: "lets them finish before solving anything",
    acts.Canned: "a stock phrase",
    acts.Presence: "is there beside them, in a short human line",
    acts.Deflect: "turns the matter away",
    acts.AskDetails: "asks for details or a form, which is no answer yet",
    acts.Close: "ends the conversation",
}


def act_words(act: Act, story: Story) -> str:
    """*act* as one clause: 'says that this is so: “...”'."""
    if type(act) in _ALONE:
        return _ALONE[type(act)]
    names = Names(story)
    return _towards(act, story) or _told(act, story, names) or _done(act, names)


def _towards(act: Act, story: Story) -> str:
    """Acts about how somebody feels."""
    match act:
        case acts.Apologise(parts, fault):
            named = ", ".join(part.value for part in parts)
            of = f"the fault '{fault}'" if fault else "the situation"
            return f"apologises ({named}) for {of}"
        case acts.NameFeeling(feeling, level):
            return f"names what they feel ({feeling}), {_LEVELS[level]}"
        case acts.Infer(what, level):
            return f"says what this means for them ({what}), {_LEVELS[level]}"
        case acts.Explore(topic, level):
            return f"asks about {topic}, {_LEVELS[level]}"
        case acts.ActOn(what):
            return f"acts at once on {what.replace('_', ' ')}"
        case acts.Detail(details):
            return f"uses details of this case: {', '.join(_detail(detail, story) for detail in details)}"
        case acts.Reassure(grounded):
            return f"says that it will be all right, {'resting on what is known' if grounded else 'resting on nothing'}"
        case _:
            return ""


def _told(act: Act, story: Story, names: Names) -> str:
    """Acts that say what is so, or what will be."""
    match act:
        case acts.Claim(fact, hedged):
            return f"{'passes on as heard, not as certain' if hedged else 'says that this is so'}: {names.fact(fact)}"
        case acts.Deny(fact):
            return f"says that this is not so: {names.fact(fact)}"
        case acts.Explain(fact):
            return f"gives as the reason: {names.fact(fact)}"
        case acts.Assure(fact):
            return f"says that it is less likely to happen again, since: {names.fact(fact)}"
        case acts.Estimate(quantity, low, high, basis):
            span = f"{length_text(low)} to {length_text(high)}" if low else f"{length_text(high)} at most"
            return f"gives an estimate {names.quantity(quantity)}: {span}{f' ({basis})' if basis else ''}"
        case acts.Unknown(what):
            known = {quantity.id for quantity in story.quantities}
            return f"says what isn't known yet: {names.quantity(what) if what in known else names.fact(what)}"
        case acts.Promise(what, within, at, by):
            due = f", within {length_text(within)}" if within is not None else ""
            due += f", by {clock_text(story, at)}" if at is not None else ""
            return f"promises: {names.commitment(what)}{due}{f', in the name of {names.person(by)}' if by else ''}"
        case _:
            return ""


def _done(act: Act, names: Names) -> str:
    """Acts that do something."""
    match act:
        case acts.Report(done, doing):
            parts = [f"done: {'; '.join(names.item(item) for item in done)}"] if done else []
            parts += [f"being done: {'; '.join(names.item(item) for item in doing)}"] if doing else []
            return f"reports what is {' and '.join(parts)}"
        case acts.AskPreference(options):
            which = "; ".join(names.remedy(option) for option in options)
            return f"asks which would do them good: {which}" if which else "asks what would do them good"
        case acts.Offer(remedy):
            return f"offers: {names.remedy(remedy)}"
        case acts.Assign(job):
            return f"sets going: {names.job(job)}"
        case acts.Inform(facts):
            told = "; ".join(names.fact(fact) for fact in facts)
            return f"tells a colleague: {told}" if told else "tells a colleague how things stand"
        case acts.Agree(request):
            return f"says yes to: {names.request(request)}"
        case acts.Decline(request):
            return f"says no, politely, to: {names.request(request)}"
        case _:
            return str(getattr(act, "act", type(act).__name__))


def _detail(detail: str, story: Story) -> str:
    return next((d.label for person in story.people for d in person.details if d.id == detail), detail)
