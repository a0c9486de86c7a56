"""What to print of a moment: the people and their replies, the promises, what was heard, the desk, the card.

Pure: a story and a view in, lines out. Nothing here asks or decides.
"""

from collections.abc import Iterator, Mapping, Sequence

from simulator.drill.clock import MINUTE, clock_text, length_text
from simulator.drill.events import AnswerCame, Event, PersonChased, PersonSpoke, QuestionAsked, TraineeSpoke
from simulator.drill.view import HeardView, PersonView, PromiseView, RemedyView, ReplyView, View
from simulator.drill.wording import in_quotes
from simulator.scenario.story import Story, Sure, Yes
from simulator.terminal.plain import plain, wrapped

QUOTES = '""'
SO, NO_LONGER_SO, NEVER_SO = "it is so", "it is no longer so", "it is not so"
HEARD_SURE = {Sure.CERTAIN: "sounded certain", Sure.LIKELY: "thought it likely", Sure.GUESS: "was guessing"}

HELP = (
    "A number says that reply. '2: your words' keeps your own words beside it; they are not scored.",
    "A number means the reply it has in the list printed last.",
    "Enter alone lets time run to the next thing that happens or falls due; before the end it asks.",
    "  u  update somebody             a  ask a question          g  get something done",
    "  o  offer a remedy              y  ask for a yes           w  ask what would do them good",
    "  p  promise something           i  inform a colleague      n  leave a note",
    "  h  what you have heard         r  remedies                m  your promises",
    "  c  response card               s  everybody and how they seem",
    "  x  end a conversation          z  stop the clock          f  finish, when all is over",
    "  l  leave the drill for good    q  stop here and go on later",
    "  v  read out again what can be said now",
    "Each letter asks before anything is done. b leaves it at any question; z and q work there too.",
)
PROMPT = "Number, letter or Enter (? for help):"


def briefing(story: Story) -> Iterator[str]:
    """The briefing: place, role, authority, what counts. The clock doesn't run yet."""
    yield plain(story.title)
    yield ""
    yield from wrapped(story.brief)
    yield ""
    yield from wrapped(f"You are: {story.role}.")
    standards = story.standards
    yield f"You may spend up to {money(standards.authority, story)} on your own."
    yield f"Somebody who turns to you hears from you within {length_text(standards.first_reply)}."
    yield f"People who wait hear how things stand at least every {length_text(standards.update_every)}."
    if story.counts:
        yield "What counts:"
        for item in story.counts:
            yield from wrapped(item, first="  - ")
    yield f"It is {clock_text(story, 0)}. This takes about {length_text(story.seat_time)} of your time."


def status(story: Story, view: View) -> str:
    """One line: the clock, who waits, what is due."""
    parts = [clock_text(story, view.now, seconds=True)]
    for person in waiting(view):
        since = view.now - (person.waiting_since or 0)
        parts.append(f"{plain(person.name)} waits{f' {length_text(since)}' if since else ''}")
    if view.promises:
        first = view.promises[0]
        parts.append(f"due {_left(first, view)}: {plain(first.label)} ({_name(view, first.to)})")
    if len(view.promises) > 1:
        parts.append(f"{len(view.promises) - 1} more promised")
    return " | ".join(parts)


def worst_off(story: Story, view: View) -> PersonView | None:
    """Who of those who wait has most at stake, the longest waiting of equals; colleagues come last."""
    stakes = {person.id: person.severity if person.has_mood else 0.0 for person in story.people}
    return max(waiting(view), key=lambda person: stakes[person.id], default=None)


def hints(story: Story, view: View) -> Iterator[str]:
    """Guided: who waits and has most at stake, and what is due within the minute. One thing at a time."""
    person = worst_off(story, view)
    waited = view.now - person.waiting_since if person and person.waiting_since is not None else 0
    if person is not None and waited >= story.standards.first_reply:
        yield f"Hint: {plain(person.name)} has waited {length_text(waited)} for a word."
    for promise in view.promises:
        if promise.due - view.now <= MINUTE:
            to, label = _name(view, promise.to), plain(promise.label)
            yield f"Hint: what you promised {to} is due {_left(promise, view)}: {label}."


def waiting(view: View) -> list[PersonView]:
    """Who waits for a word, the longest first."""
    those = [person for person in view.people if person.open and person.waiting_since is not None]
    return sorted(those, key=lambda person: person.waiting_since or 0)


def open_replies(view: View) -> list[tuple[PersonView, ReplyView]]:
    """Every reply that can be said now, in the order it is numbered."""
    return [(person, reply) for person in view.people if person.open for reply in person.replies]


def replies(view: View) -> Iterator[str]:
    """The numbered replies, under the name of whom they are for."""
    person = ""
    for number, (whose, reply) in enumerate(open_replies(view), start=1):
        if whose.id != person:
            person = whose.id
            yield f"To {plain(whose.name)}:"
        words = f"({reply.words})" if reply.says_nothing else reply.words
        yield from wrapped(words, first=f"{number:3}  ")


def from_elsewhere(view: View, events: Sequence[Event]) -> Iterator[str]:
    """What others said while the trainee's own move went through, told once more: it scrolls by above the list.

    *events* are those since the trainee chose; whoever they chose to speak with is told in their place.
    """
    said: dict[str, str] = {}
    addressed: set[str] = set()
    for event in events:
        match event:
            case TraineeSpoke(to=to, job=""):
                addressed.update(to)
            case QuestionAsked(person=person):
                addressed.add(person)
            case (
                PersonSpoke(person=person, words=words)
                | AnswerCame(person=person, words=words)
                | PersonChased(person=person, words=words)
            ) if words:
                said[person] = words
            case _:
                pass
    for person, words in said.items():
        if person not in addressed:
            yield from wrapped(f"Meanwhile {_name(view, person)}: {in_quotes(words, QUOTES)}", indent="    ")


def heard(story: Story, view: View, verdicts: Mapping[str, str] | None = None) -> Iterator[str]:
    """What was heard, from whom, how sure. *verdicts* says of each fact whether it is so now: guided mode only."""
    if not view.heard:
        yield "You have heard nothing yet that can be told on."
    for item in view.heard:
        verdict = "" if verdicts is None else f" [{verdicts.get(item.fact, NEVER_SO)}]"
        yield from wrapped(f"{_heard_line(story, view, item)}{verdict}", indent="    ")


def _heard_line(story: Story, view: View, item: HeardView) -> str:
    who = f"{_name(view, item.source)}, who {HEARD_SURE[item.sure]}"
    words = f": {in_quotes(item.words, QUOTES)}" if item.words else "."
    return f"{clock_text(story, item.at)}  {item.says} From {who}{words}"


def promises(story: Story, view: View) -> Iterator[str]:
    """The promises that are still open, the next one first."""
    if not view.promises:
        yield "You have promised nothing that is still open."
    for promise in view.promises:
        yield _promise_line(story, view, promise)


def _promise_line(story: Story, view: View, promise: PromiseView) -> str:
    when = clock_text(story, promise.due, seconds=True)
    return f"{when} ({_left(promise, view)}): {plain(promise.label)}, to {_name(view, promise.to)}"


def _left(promise: PromiseView, view: View) -> str:
    left = promise.due - view.now
    return f"in {length_text(left)}" if left > 0 else "now"


def remedies(story: Story, view: View) -> Iterator[str]:
    """The remedy desk: what can be offered, what it costs, whose yes it needs."""
    yield f"You may still spend {money(view.authority_left, story)} on your own."
    if not view.remedies:
        yield "There is nothing to offer at this moment."
    for remedy in view.remedies:
        yield from wrapped(remedy_line(story, view, remedy), first="  ", indent="      ")


def remedy_line(story: Story, view: View, remedy: RemedyView) -> str:
    """One remedy in one line."""
    offered = f" Offered to {_names(view, remedy.offered_to)}." if remedy.offered_to else ""
    return f"{remedy.label} ({money(remedy.cost, story)}; {_yes(story, view, remedy)}).{offered}"


def _yes(story: Story, view: View, remedy: RemedyView) -> str:
    if remedy.yes is Yes.CAN_DO:
        return "yours to give"
    if remedy.yes is Yes.CAN_JUSTIFY:
        return "yours to give, with one line why"
    who = _name(view, remedy.asks)
    if remedy.approved is not None:
        return f"{who} said {'yes' if remedy.approved else 'no'}"
    if remedy.approval_due is not None:
        return f"{who} answers by {clock_text(story, remedy.approval_due)}"
    return f"needs {who}'s yes"


def people(view: View, feelings: Mapping[str, str]) -> Iterator[str]:
    """Everybody in the drill, and how those who can be seen or heard seem."""
    for person in view.people:
        if person.open:
            yield from wrapped(f"{person.name}, {person.role}: {_state(view, person, feelings)}", indent="    ")
        elif person.closed:
            yield from wrapped(f"{person.name}, {person.role}: your conversation is over", indent="    ")


def _state(view: View, person: PersonView, feelings: Mapping[str, str]) -> str:
    parts = [feelings[person.id]] if person.id in feelings else []
    if person.pending:
        parts.append("about to hear from you")
    elif person.waiting_since is not None:
        parts.append(f"waiting for {length_text(view.now - person.waiting_since)}")
    else:
        parts.append("not waiting for a word")
    return ", ".join(parts)


def card(story: Story) -> Iterator[str]:
    """The response card."""
    for number, line in enumerate(story.card, start=1):
        yield from wrapped(line, first=f"{number:3}. ")


def money(amount: float, story: Story) -> str:
    """An amount with its currency; nothing costs nothing."""
    number = f"{amount:,.2f}".removesuffix(".00")
    return f"{number} {plain(story.standards.currency)}" if amount else "nothing"


def _name(view: View, person: str) -> str:
    return next((plain(p.name) for p in view.people if p.id == person), plain(person))


def _names(view: View, people_: tuple[str, ...]) -> str:
    return " and ".join(_name(view, person) for person in people_)
