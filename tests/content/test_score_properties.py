"""What must hold of any play of any scenario: one thing more that is empty, repeated, excessive or untrue helps nobody.

Each play is one of a bot's; what is added to it is added at a moment when the trainee had their hands free. Most of it
is added to the events, so that everything else stays as it was; where a form can say it, the session takes it as a
move of its own as well, and plays in which anybody then does something else are passed over. How many are left is
counted.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from simulator.drill.content import nothing_told
from simulator.drill.events import Event
from simulator.drill.moves import PROMISE_TAKES, UPDATE_TAKES
from simulator.drill.tables import commitments_of
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.story import NEXT_WORD, Remedy, RemedyKind, Story, Sure, Yes
from simulator.scoring.claims import Verdict, claims_in
from simulator.scoring.evidence import Speech
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import judge, score
from tests.content.shelf_plays import (
    BOTS,
    SEEDS,
    SHELF,
    Place,
    Run,
    added,
    is_known_lie,
    known_lies,
    marks,
    pauses,
    people_before,
    places,
    played,
    rises,
    said,
    some_place,
    with_move,
)

MINUTE = 60_000
EXAMPLES = 100
FORMS = 40  # plays with one form more: each is played anew
MANY = 40  # places looked at for somebody who can be promised something
TRIES = 10  # pauses of one play in which that form is tried

Marks = tuple[float | None, ...]
Change = Callable[[Run, Random], tuple[Marks, Marks] | None]  # the marks before and after; None: nothing to compare

scenarios = pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)


def never_raises(path: Path, change: Change, *, least: int, examples: int = EXAMPLES) -> None:
    """Whatever *change* makes of any play, no mark rises; at least *least* of *examples* plays must have allowed it."""
    compared = 0

    # Many plays allow nothing of the kind; that enough of them do is counted below.
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.sampled_from(BOTS), st.integers(0, SEEDS - 1), st.integers(0, 1 << 32))
    def never_raised(bot: str, seed: int, luck: int) -> None:
        nonlocal compared
        pair = change(played(path, bot, seed), Random(luck))
        assume(pair is not None)
        assert pair is not None
        compared += 1
        assert rises(*pair) == ""

    never_raised()
    assert compared >= least


def compare(run: Run, place: Place, news: Sequence[Event]) -> tuple[Marks, Marks]:
    return run.marks(), marks(score(run.story, added(run, place, news)))


# -- nothing said


def with_nothing_said(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    place = some_place(run, dice, answered=True)
    if place is None:
        return None
    acts = dice.choice([(), (a.Canned(),), (a.Deflect(),)])
    return compare(run, place, said(place, *acts, form=dice.random() < 0.5))


@scenarios
def test_an_empty_message_after_the_first_reply_never_raises_a_score(path: Path) -> None:
    never_raises(path, with_nothing_said, least=70)


# -- sorry again


def with_sorry_again(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    customers = {person.id for person in run.record.customers}
    sorry = [s for s in run.record.speeches if customers.intersection(s.event.to) and apologies(s.event)]
    if not sorry:
        return None
    again = dice.choice(sorry)
    number = dice.choice([n for n in (*places(run), len(run.events) - 1) if n > again.number])
    at = dice.randint(run.events[number - 1].at, run.events[number].at)
    place = Place(number, at, dice.choice(sorted(customers.intersection(again.event.to))))
    return compare(run, place, said(place, *apologies(again.event), words=again.words))


def apologies(event: ev.TraineeSpoke) -> tuple[Act, ...]:
    return tuple(act for act in event.acts if isinstance(act, a.Apologise))


@scenarios
def test_a_duplicate_apology_never_raises_a_score(path: Path) -> None:
    never_raises(path, with_sorry_again, least=50)


# -- promises with nothing in them


def with_bare_promise(run: Run, dice: Random, what: str) -> tuple[Marks, Marks] | None:
    place = some_place(run, dice)
    if place is None:
        return None
    within = dice.randint(1, 60) * MINUTE
    made = ev.PromiseMade(place.at, "bare", what, place.to, place.at + within)
    return compare(run, place, [*said(place, a.Promise(what, within=within), form=dice.random() < 0.5), made])


def free_commitments(story: Story, person: str) -> list[str]:
    """What *person* may be promised and the scenario doesn't ask for: deeds, the next word left out."""
    asked = {(c.what, c.to) for c in story.judged.required_commitments}
    offered = [c.id for c in commitments_of(story) if person in c.to]
    return [what for what in offered if (what, person) not in asked and what != NEXT_WORD]


def with_free_promise(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    places = (some_place(run, dice) for _ in range(MANY))
    place = next((each for each in places if each and free_commitments(run.story, each.to)), None)
    if place is None:
        return None
    what = dice.choice(free_commitments(run.story, place.to))
    made = ev.PromiseMade(place.at, "free", what, place.to, place.at + dice.randint(1, 600) * MINUTE)
    return compare(run, place, [*said(place, a.Promise(what), form=dice.random() < 0.5), made])


def some_are_free(path: Path) -> bool:
    story = played(path, "careful", 0).story
    return any(free_commitments(story, person.id) for person in story.people if person.has_mood)


@scenarios
def test_a_bare_next_time_never_raises_a_score(path: Path) -> None:
    never_raises(path, lambda run, dice: with_bare_promise(run, dice, NEXT_WORD), least=90)


@scenarios
def test_a_promise_without_content_never_raises_a_score(path: Path) -> None:
    if not some_are_free(path):
        pytest.skip("everything that can be promised here is asked for, so no promise of a deed is without content")
    never_raises(path, with_free_promise, least=25)


# -- the same as moves of the session's own


def with_own_move(run: Run, dice: Random, takes: int, choose: Callable[[str, int], list[Action]]) -> Run | None:
    """The drill with one of the moves that *choose* names for a person and an event number, made in a pause."""
    rests = pauses(run, takes)
    for at in dice.sample(rests, min(TRIES, len(rests))):
        number = next(n for n, event in enumerate(run.events) if event.at > at)
        options = [option for person in people_before(run, number) for option in choose(person, number)]
        new = with_move(run, dice.choice(options), at + 1) if options else None
        if new is not None:
            return new
    return None


def pair_of(run: Run, new: Run | None) -> tuple[Marks, Marks] | None:
    return None if new is None else (run.marks(), new.marks())


def with_bare_form(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    within = dice.randint(1, 60) * MINUTE

    def forms(person: str, number: int) -> list[Action]:
        bare: list[Action] = [do.Update(to=(person,), next_in=within)]
        return [*bare, do.Promise(to=person, what=NEXT_WORD, within=within)]

    return pair_of(run, with_own_move(run, dice, UPDATE_TAKES, forms))


def with_free_form(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    within = dice.randint(1, 600) * MINUTE

    def forms(person: str, number: int) -> list[Action]:
        before = [p.event for p in run.record.promises.values() if p.number < number and p.event.to == person]
        fresh = set(free_commitments(run.story, person)) - {made.what for made in before}  # the rest would be put off
        return [do.Promise(to=person, what=what, within=within) for what in sorted(fresh)]

    return pair_of(run, with_own_move(run, dice, PROMISE_TAKES, forms))


@scenarios
def test_a_form_with_nothing_but_a_next_time_never_raises_a_score(path: Path) -> None:
    never_raises(path, with_bare_form, least=10, examples=FORMS)


@scenarios
def test_a_form_with_nothing_but_a_promise_never_raises_a_score(path: Path) -> None:
    if not some_are_free(path):
        pytest.skip("everything that can be promised here is asked for, so no promise of a deed is without content")
    never_raises(path, with_free_form, least=4, examples=FORMS)


# -- too much money


def money(name: str, person: str, amount: float) -> Remedy:
    """Money from the house: what is left of the trainee's own says what else they could have given, to whomever."""
    cost = round(amount)
    return Remedy(name, "money", "Money?", (person,), RemedyKind.MONEY_NOW, cost=cost, worth=cost, yes=Yes.NEEDS)


def with_gift(events: Sequence[Event], number: int, remedy: Remedy) -> list[Event]:
    """*events* with *remedy* given and taken at the time of event *number*."""
    at, (person,) = events[number].at, remedy.to
    given: list[Event] = [
        ev.RemedyOffered(at, remedy.id, person),
        ev.RemedyAnswered(at, remedy.id, person, accepted=True, words=""),
        ev.RemedyGiven(at, remedy.id, person),
    ]
    return [*events[:number], *given, *events[number:]]


def with_more_money(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    """Money of one and a half times the loss is given first, so that everything after it is beyond that."""
    lost = [of for of in judge(run.story, run.events).generosity if of.lost.total > 0]
    before = run.story.judged.no_money_before
    since = run.record.first_so(before) if before else 0
    if not lost or since is None:
        return None
    whole = dice.choice(lost)
    person, loss = whole.person.id, whole.lost.total
    enough = money("enough", person, 3.5 * loss)  # money that doesn't fit the loss in kind counts for less
    more = money("more", person, dice.uniform(0.1, 4) * loss)
    story = msgspec.structs.replace(run.story, remedies=(*run.story.remedies, enough, more))
    first, second = sorted(dice.choices([n for n, event in enumerate(run.events) if event.at > since], k=2))
    base = judge(story, with_gift(run.events, first, enough))
    if not any(of.person.id == person and of.money >= 1.5 * of.lost.total for of in base.generosity):
        return None
    return marks(base.card), marks(score(story, with_gift(with_gift(run.events, second, more), first, enough)))


@scenarios
def test_money_beyond_one_and_a_half_losses_never_raises_a_score(path: Path) -> None:
    if not played(path, "careful", 0).story.losses:
        pytest.skip("nobody loses anything here")
    never_raises(path, with_more_money, least=50)


# -- lies


def brought(run: Run, place: Place, acts: Sequence[Act]) -> Iterator[Event]:
    """What the session would append behind words with *acts*: a lie doesn't come alone.

    A job that is reported anyway is left out: having it done for real makes that report true, whatever else was said.
    """
    reports = {item for s in run.record.speeches for act in s.event.acts for item in reported(act)}
    for act in acts:
        match act:
            case a.Claim(fact=fact) | a.Explain(fact=fact):
                yield ev.FactTold(place.at, fact, place.to)
            case a.Promise(what=what, within=within):
                yield ev.PromiseMade(place.at, f"lie {what}", what, place.to, place.at + (within or 30 * MINUTE))
            case a.Assign(job=job) if job not in reports:
                yield ev.JobAssigned(place.at, job, place.at)
            case a.AskPreference():
                yield ev.PreferenceAsked(place.at, place.to)
            case a.Offer(remedy=remedy):
                yield ev.RemedyOffered(place.at, remedy, place.to)
                yield ev.RemedyAnswered(place.at, remedy, place.to, accepted=True, words="")
                yield ev.RemedyGiven(place.at, remedy, place.to)
            case _:
                pass


def reported(act: Act) -> tuple[str, ...]:
    return (*act.done, *act.doing) if isinstance(act, a.Report) else ()


def with_lie(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    place = some_place(run, dice)
    lies = known_lies(run, place) if place else []
    if place is None or not lies:
        return None
    lie = dice.choice(lies)
    beside = dice.choice([(), *(reply.acts for beat in run.story.beats for reply in beat.replies)])
    acts = (*lie, *beside) if dice.random() < 0.5 and is_known_lie(run, place, (*lie, *beside)) else lie
    return compare(run, place, [*said(place, *acts, form=dice.random() < 0.3), *brought(run, place, acts)])


@scenarios
def test_a_known_lie_never_raises_any_score(path: Path) -> None:
    never_raises(path, with_lie, least=70, examples=150)


def with_lying_form(run: Run, dice: Random) -> tuple[Marks, Marks] | None:
    """An update that claims what was heard to be untrue, or says of something known that it isn't."""

    def forms(person: str, number: int) -> list[Action]:
        heard = [h for entries in run.record.heard.values() for h in entries[:1] if h.number < number]
        lies: list[Action] = [do.Update(to=(person,), facts=(h.fact,)) for h in heard if h.fact in run.record.refuted]
        return lies + [do.Update(to=(person,), unknown=(h.fact,)) for h in heard if h.sure is not Sure.GUESS]

    new = with_own_move(run, dice, UPDATE_TAKES, forms)
    return pair_of(run, new if new and lies_in(new) > lies_in(run) else None)


def lies_in(run: Run) -> int:
    claims = (claim for speech in run.record.speeches for claim in claims_in(run.record, speech))
    return sum(claim.verdict is Verdict.KNOWN_FALSE for claim in claims)


@scenarios
def test_a_form_with_a_known_lie_never_raises_any_score(path: Path) -> None:
    never_raises(path, with_lying_form, least=10, examples=FORMS)


# -- less said


def without_update(run: Run, index: int) -> tuple[Event, ...]:
    """The events of *run* without one message to a customer and everything later that repeats anything of it.

    What a repeat told besides is then told for the first time by whoever repeats that: so this goes on until nothing
    that is left repeats anything that is gone. With a message goes what it promised.
    """
    speeches = [s for s in run.record.speeches if set(s.event.to) & {p.id for p in run.record.customers}]
    gone = [speeches[index % len(speeches)]]
    items = items_of(run, gone[0])
    for speech in speeches:
        if speech.number > gone[0].number and items & items_of(run, speech):
            gone.append(speech)
            items |= items_of(run, speech)
    numbers = {speech.number for speech in gone}
    made = {p for p, promised in run.record.promises.items() if _behind(run, promised.number) in numbers}
    return tuple(e for n, e in enumerate(run.events) if n not in numbers and getattr(e, "promise", "") not in made)


def items_of(run: Run, speech: Speech) -> set[str]:
    """The pieces of news in *speech*, whether or not they were new; a later check of the same thing counts as it."""
    told = nothing_told(run.story)
    return set(told.hear("anybody", speech.event.acts, speech.at).new)


def _behind(run: Run, number: int) -> int:
    speech = run.record.speech_behind(number, run.events[number].at, a.Promise)
    return speech.number if speech else -1


@scenarios
def test_deleting_an_update_and_its_repeats_never_raises_a_part_of_cadence(path: Path) -> None:
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(st.sampled_from(BOTS), st.integers(0, SEEDS - 1), st.integers(0, 200))
    def never_raised(bot: str, seed: int, index: int) -> None:
        run = played(path, bot, seed)
        after = judge(run.story, without_update(run, index)).cadence

        for old_of, new_of in zip(judge(run.story, run.events).cadence, after, strict=True):
            for old, new in zip(old_of.terms(RUBRIC), new_of.terms(RUBRIC), strict=True):
                assert (new.value or 0) <= (old.value or 0) + 1e-9, (old_of.person.id, old.name)

    never_raised()
