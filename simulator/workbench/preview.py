"""A look at one beat as somebody would come to it: how they got there, what is said, what can be said and done.

The moment is a real one: `ways` found moves that lead there. What is shown is what the session shows.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Raw, Struct

from simulator.drill.clock import SECOND, clock_text, length_text
from simulator.drill.session import LiveSession
from simulator.drill.view import View
from simulator.errors import NotFound, Usage
from simulator.journal.codec import encode_moves
from simulator.scenario.problems import did_you_mean, listed, quoted
from simulator.scenario.story import Beat, Reply, Story
from simulator.terminal import showing
from simulator.terminal.plain import plain, wrapped
from simulator.terminal.telling import Teller
from simulator.terminal.times import clock_of, moment_of
from simulator.workbench.act_sentences import act_words
from simulator.workbench.awaiting import waits_for
from simulator.workbench.condition_sentences import condition_ids
from simulator.workbench.known_plays import Opened, open_scenario
from simulator.workbench.ways import Wanted, Way, find_way, walk

LOOK_BACK = 12  # lines of what happened before


class NoWay(NotFound):
    """No play that was known or found comes to that moment; it may exist all the same."""


class ReplyShown(Struct, frozen=True):
    """A reply that is open: its words, what it does, and where it can lead."""

    id: str
    words: str
    acts: tuple[str, ...]
    takes: str
    leads_to: tuple[str, ...]


class Offered(Struct, frozen=True):
    """Something that is open beside the replies, by *id*."""

    id: str
    label: str


class Preview(Struct, frozen=True):
    """One moment. *moves* is a list that `play --moves` takes: with *seed* it leads to the moment, at *at* ms.

    Where there are no *replies*, *waits_for* says what the beat waits for.
    """

    scenario: str
    seed: int
    beat: str
    person: str
    at: int
    time: str
    way: str
    made: int
    moves: Raw
    says: str
    shows: str
    before: tuple[str, ...]
    replies: tuple[ReplyShown, ...]
    silence: tuple[str, ...]
    heard: tuple[Offered, ...]
    questions: tuple[Offered, ...]
    jobs: tuple[Offered, ...]
    remedies: tuple[Offered, ...]
    promises: tuple[Offered, ...]
    waits_for: tuple[str, ...] = ()


class Moment(Struct, frozen=True):
    """The way to a moment and the session that stands there."""

    way: Way
    beat: Beat
    session: LiveSession


def moment_at(
    scenario: str, beat: str, heard: tuple[str, ...], at: str, seed: int | None, house: Path | None = None
) -> Moment:
    """A session that stands where *beat* is open, with *heard* heard, *at* a time as it is typed (empty: whenever).

    Raises `NotFound` for names that aren't there, `Usage` for a time that is none, `NoWay` where no way was found.
    """
    opened = open_scenario(scenario, house)
    wanted = _wanted(opened, beat, heard, at)
    way = find_way(opened, wanted, seed)
    if way is None:
        raise NoWay(_no_way(opened.scenario, wanted, seed))
    session = walk(way)
    return Moment(way, next(one for one in way.story.beats if one.id == beat), session)


def _wanted(opened: Opened, beat: str, heard: tuple[str, ...], at: str) -> Wanted:
    story = opened.scenario
    _insist("beat", beat, [one.id for one in story.beats])
    for fact in heard:
        _insist("fact", fact, [one.id for one in story.facts])
    return Wanted(beat, heard, _time(story, at) if at else None)


def _insist(kind: str, name: str, known: list[str]) -> None:
    if name not in known:
        meant = did_you_mean(name, known) or f" There are {listed(known, 'and')}."
        raise NotFound(f"no {kind} of this scenario is called {quoted(name)}.{meant}")


def _time(story: Story, typed: str) -> int:
    minutes, _, seconds = typed.rpartition(":")
    if ":" in minutes and len(seconds) == 2 and seconds.isascii() and seconds.isdecimal() and int(seconds) < 60:
        return _time(story, minutes) + int(seconds) * SECOND  # as the first line of a preview tells it
    begins = clock_of(typed) == story.starts
    at = 0 if begins else moment_of(typed, story, 0)
    if at is None:
        raise Usage(f"{quoted(typed)} is no time; write a time of day such as 12:20, or '20 min' after the start.")
    if at > story.limit:
        end = clock_text(story, story.limit)
        raise Usage(f"At {clock_text(story, at)} this drill is over; it ends by {end} at the latest.")
    return at


def _no_way(story: Story, wanted: Wanted, seed: int | None) -> str:
    when = f" at {clock_text(story, wanted.at)}" if wanted.at is not None else ""
    heard = f" with {listed(wanted.heard, 'and')} heard" if wanted.heard else ""
    dice = "any seed that was tried" if seed is None else f"seed {seed}"
    return (
        f"No way to {quoted(wanted.beat)}{when}{heard} was found with {dice}, neither in the plays of the plan and the"
        " bots nor by searching; that doesn't prove that there is none."
    )


def preview_of(moment: Moment) -> Preview:
    """Everything there is to see at *moment*."""
    story, view, beat = moment.way.story, moment.session.view(), moment.beat
    return Preview(
        scenario=story.id,
        seed=story.seed,
        beat=beat.id,
        person=beat.person,
        at=view.now,
        time=clock_text(story, view.now, seconds=True),
        way=_told_way(moment.way),
        made=len(moment.way.moves),
        moves=Raw(encode_moves(moment.way.moves)),
        says=beat.line.says if beat.line else "",
        shows=beat.shows.feeling if beat.shows else "",
        before=tuple(Teller(story).tell(moment.session.events()))[-LOOK_BACK:],
        replies=tuple(_replies(story, view, beat)),
        silence=tuple(_silence(story, beat)),
        heard=tuple(dict.fromkeys(Offered(item.fact, item.says) for item in view.heard)),
        questions=tuple(Offered(q.id, q.asks) for q in view.questions if not q.asked),
        jobs=tuple(Offered(job.id, job.label) for job in view.jobs if not job.assigned),
        remedies=tuple(Offered(remedy.id, remedy.label) for remedy in view.remedies),
        promises=tuple(Offered(p.what, f"{p.label}, by {clock_text(story, p.due)}") for p in view.promises),
        waits_for=waits_for(story, beat, view, moment.session.events()),
    )


def _told_way(way: Way) -> str:
    return f"searched from {way.after}" if way.searched else f"as in {way.after}"


def _replies(story: Story, view: View, beat: Beat) -> Iterator[ReplyShown]:
    written = {reply.id: reply for reply in beat.replies}
    for shown in view.person(beat.person).replies:
        reply = written[shown.id]
        yield ReplyShown(
            id=reply.id,
            words=f"({shown.words})" if shown.says_nothing else shown.words,
            acts=tuple(act_words(act, story) for act in reply.acts),
            takes=length_text(reply.takes),
            leads_to=tuple(leads_to(reply, beat, story)),
        )


def leads_to(reply: Reply, beat: Beat, story: Story) -> Iterator[str]:
    """Where *reply* leads, each with its condition; it stays where nothing is said of it."""
    if not reply.to:
        yield f"{beat.id} (it stays)"
    for number, route in enumerate(reply.to):
        when = condition_ids(route.when, story)
        otherwise = "" if number == 0 else ", otherwise"
        yield route.beat + (otherwise if when == "always" else f", when {when}")


def _silence(story: Story, beat: Beat) -> Iterator[str]:
    if beat.patience:
        for route in beat.patience.to:
            when = condition_ids(route.when, story)
            after = f"after {length_text(beat.patience.after)}: {route.beat}"
            yield after if when == "always" else f"{after}, when {when}"


# -- as it is told


def preview_lines(preview: Preview, session: LiveSession, story: Story) -> Iterator[str]:
    """*preview* in words."""
    moves = f"{preview.made} move{'s' * (preview.made != 1)}"
    yield f"'{plain(preview.beat)}' at {preview.time}, with seed {preview.seed}, after {moves} ({preview.way})."
    yield ""
    yield "What happened last:"
    yield from preview.before
    yield ""
    yield showing.status(story, session.view())
    if preview.shows:
        yield f"Shown here: {plain(preview.shows)}."
    yield from _reply_lines(preview)
    for line in preview.silence:
        yield from wrapped(f"Nobody answers: {line}")
    yield from _list("You have heard", preview.heard)
    yield from _list("Open questions", preview.questions)
    yield from _list("Can be set going", preview.jobs)
    yield from _list("Can be offered", preview.remedies)
    yield from _list("Promised and open", preview.promises)


def _reply_lines(preview: Preview) -> Iterator[str]:
    if not preview.replies:
        yield from _waiting_lines(preview)
    for number, reply in enumerate(preview.replies, 1):
        yield ""
        yield from wrapped(f"{reply.words} ({reply.id}, takes {reply.takes})", first=f"{number:3}  ")
        for act in reply.acts or ("says nothing that a score looks at",):
            yield from wrapped(act, first="       - ")
        yield from wrapped(f"leads to {'; '.join(reply.leads_to)}", first="       > ")


def _waiting_lines(preview: Preview) -> Iterator[str]:
    """Why nothing can be said, and what the beat waits for."""
    if not preview.waits_for:
        moved = "Nobody's answering moves it on" if preview.silence else "Nothing that is written moves it on"
        yield f"No reply is open at this moment. {moved}."
        return
    yield "No reply is open at this moment. It waits for:"
    for line in preview.waits_for:
        yield from wrapped(line, first="  - ")


def _list(title: str, items: tuple[Offered, ...]) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title}:"
        for item in items:
            yield from wrapped(f"{item.label} ({item.id})", first="  - ")
