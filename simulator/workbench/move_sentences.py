"""The moves of a play in words, one by one: for whoever reads what a search found without playing it."""

from collections.abc import Iterator, Sequence

from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.clock import clock_text, length_text
from simulator.journal.records import PlannedMove
from simulator.scenario.story import Story
from simulator.terminal.plain import wrapped
from simulator.workbench.condition_sentences import Names


def play_lines(title: str, moves: Sequence[PlannedMove], story: Story) -> Iterator[str]:
    """*moves* of the cast *story* below *title*, each with the time of day it is made at."""
    yield f"{title}:"
    if not moves:
        yield "  nothing is said or done in it"
    for move in moves:
        clock = clock_text(story, move.at or 0, seconds=True)
        yield from wrapped(move_words(move.action, story), first=f"  {clock}  ")


def move_words(action: Action, story: Story) -> str:
    """*action* as one clause: 'to Mara: “I see how frightened you are.” (reported.3)'."""
    names = Names(story)
    return _said(action, story, names) or _asked(action, names) or _done(action, names)


def _said(action: Action, story: Story, names: Names) -> str:
    match action:
        case do.Say(reply=reply):
            return _reply(reply, story, names)
        case do.Update():
            return f"update {_all(action.to, names)}: {'; '.join(_told(action, names)) or 'nothing new'}"
        case do.Promise(to=to, what=what, within=within):
            due = f", within {length_text(within)}" if within is not None else ""
            return f"promise {names.person(to)}: {names.commitment(what)}{due}"
        case do.Inform(to=to, facts=facts):
            return f"inform {names.person(to)}: {_facts(facts, names)}"
        case do.Note(text=text, facts=facts, promises=promises):
            handed = [names.fact(fact) for fact in facts] + [names.commitment(promise) for promise in promises]
            return f"leave a note: “{text}”" + (f", handing over: {'; '.join(handed)}" if handed else "")
        case _:
            return ""


def _reply(wanted: str, story: Story, names: Names) -> str:
    for beat in story.beats:
        for reply in beat.replies:
            if reply.id == wanted:
                words = f"“{reply.say}”" if reply.say else f"({reply.does})"
                return f"to {names.person(beat.person)}: {words} ({reply.id})"
    return f"the reply '{wanted}'"


def _told(update: do.Update, names: Names) -> Iterator[str]:
    """What an update says, part by part."""
    if update.facts:
        yield f"it is so: {_facts(update.facts, names)}"
    if update.hedged:
        yield f"as heard, not as certain: {_facts(update.hedged, names)}"
    if update.done:
        yield f"done: {'; '.join(map(names.item, update.done))}"
    if update.doing:
        yield f"being done: {'; '.join(map(names.item, update.doing))}"
    if update.unknown:
        yield f"not known yet: {'; '.join(_unknown(what, names) for what in update.unknown)}"
    if update.quantity and update.high is not None:
        low = f"{length_text(update.low)} to " if update.low else "at most "
        yield f"{names.quantity(update.quantity)}: {low}{length_text(update.high)}"
    if update.next_in is not None:
        yield f"next word in {length_text(update.next_in)}"


def _unknown(what: str, names: Names) -> str:
    known = {quantity.id for quantity in names.story.quantities}
    return names.quantity(what) if what in known else names.fact(what)


def _asked(action: Action, names: Names) -> str:
    match action:
        case do.Ask(question=question):
            return f"ask: {names.question(question)}"
        case do.AskFor(remedy=remedy):
            return f"ask for a yes to: {names.remedy(remedy)}"
        case do.AskPreference(to=to, options=options):
            which = "; ".join(map(names.remedy, options))
            return f"ask {names.person(to)} what would do them good{f': {which}' if which else ''}"
        case _:
            return ""


def _done(action: Action, names: Names) -> str:
    match action:
        case do.Assign(job=job, reason=reason):
            return f"get done: {names.job(job)}{_why(reason)}"
        case do.Offer(remedy=remedy, to=to, reason=reason):
            return f"offer {names.person(to)}: {names.remedy(remedy)}{_why(reason)}"
        case do.Close(person=person):
            return f"end the conversation with {names.person(person)}"
        case do.Finish():
            return "end the drill"
        case do.Leave():
            return "walk away"
        case _:
            return str(type(action).__struct_config__.tag).replace("_", " ")


def _why(reason: str) -> str:
    return f" (“{reason}”)" if reason else ""


def _facts(facts: tuple[str, ...], names: Names) -> str:
    return "; ".join(map(names.fact, facts))


def _all(people: tuple[str, ...], names: Names) -> str:
    return " and ".join(map(names.person, people))
