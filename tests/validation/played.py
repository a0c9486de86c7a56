"""The findings as a drill plays them: a run's own events and acts, folded by `drill.feelings`.

What must not live here: any formula or number of the model. These rows have a star; they are about one person.
"""

from collections.abc import Sequence

import msgspec

from simulator.drill import events as ev
from simulator.drill.aftermath import aftermath
from simulator.drill.events import Event, Source
from simulator.drill.feelings import feelings_of
from simulator.drill.mood import Mood, moved
from simulator.scenario import acts as a
from simulator.scenario.acts import Act, ApologyPart
from simulator.scenario.story import (
    Commitment,
    Detail,
    Fact,
    Judged,
    Kind,
    Person,
    PersonKind,
    Quantity,
    Standards,
    Story,
)
from tests.validation.people import BEAT, OVER, Measured, above, ms, within

DETAILS = (Detail("rye", "the rye"), Detail("six", "six in the morning"), Detail("market", "the market"))
ANA = Person("ana", PersonKind.CUSTOMER, "Ana", "baker", severity=0.5, firm_control=0.4, monetary=True, details=DETAILS)
STORY = Story(
    id="mood-check",
    title="A quiet morning",
    brief="You answer the telephone.",
    kind=Kind.STATUS,
    industry="repair",
    difficulty=1,
    seat_time=ms(10),
    starts=ms(540),
    limit=ms(300),
    role="Telephone",
    counts=(),
    principles=(),
    standards=Standards(first_reply=ms(1), update_every=ms(BEAT), authority=200, currency="EUR"),
    card=(),
    during_emergency=False,
    people=(ANA,),
    facts=(
        Fact("van", "The van has broken down.", cause=True),
        Fact("coming", "Somebody is on the way.", true_from=None),
        Fact("no_van", "Nobody was ever booked.", contradicts=("coming",)),
        Fact("mended", "The oven is mended.", true_from=None, restores=1.0),
    ),
    questions=(),
    jobs=(),
    commitments=(Commitment("next_word", "ring again", ("ana",)),),
    remedies=(),
    quantities=(Quantity("repair", "until it is mended", (), "mended"),),
    losses=(),
    happenings=(),
    phases=(),
    beats=(),
    endings=(),
    judged=Judged(resolution="mended", audiences=("ana",)),
)


def said(minute: float, *acts: Act) -> list[Event]:
    """What the engine records of words to Ana: the speech, and what it tells her."""
    at = ms(minute)
    told = [ev.FactTold(at, act.fact, "ana") for act in acts if isinstance(act, a.Claim | a.Explain)]
    return [ev.TraineeSpoke(at, ("ana",), f"Words at {minute:.2f}.", acts, Source.SCRIPTED, "", at), *told]


def after(until: float, *events: Sequence[Event], story: Story = STORY) -> Mood:
    """Ana when the drill ends at minute *until*; it opens at nought, when `van` and `no_van` are so."""
    start: list[Event] = [ev.FactBecameTrue(0, "van"), ev.FactBecameTrue(0, "no_van"), ev.ConversationOpened(0, "ana")]
    told = sorted((event for batch in events for event in batch), key=lambda event: event.at)
    ended = ev.DrillEnded(ms(until), "", ev.Why.COMPLETED)
    return moved(feelings_of(story, [*start, *told, ended]).moods["ana"], ms(until))


def end_of(until: float, *events: Sequence[Event], story: Story = STORY) -> float:
    """Ana's S at minute *until*."""
    return aftermath(after(until, *events, story=story), ms(until)).satisfaction


def k10_played() -> Measured:
    """An estimate that was met against one that ran out; nothing else was promised."""
    over = [ev.FactBecameTrue(ms(90), "mended"), *said(90, a.Claim("mended"))]
    in_time, late = (
        end_of(95, said(2, a.Claim("van"), a.Estimate("repair", ms(30), ms(high))), over) for high in (88, 58)
    )
    return Measured(in_time - late, within(in_time - late, 0.10, 0.20))


def _sorries(count: int, parts: tuple[ApologyPart, ...]) -> float:
    return end_of(OVER, *(said(5 + 8 * n, a.Apologise(parts)) for n in range(count)))


def k15_played() -> Measured:
    s = [_sorries(n, (ApologyPart.REGRET,)) for n in range(6)]
    return Measured(s[5] - s[0], min(above(s[1], s[0]), above(s[1], s[4]), above(s[0], s[5])))


def k15_whole_played() -> Measured:
    s = [_sorries(n, tuple(ApologyPart)) for n in range(6)]
    return Measured(s[5] - s[0], min(above(s[1], s[0]), above(s[1], s[4]), above(s[0], s[5])))


def k20_played() -> Measured:
    """Posts that repeat a fact she has heard, against posts with something new each time."""
    start = said(2, a.Claim("van"), a.Unknown("repair"))
    minutes = [2 + 116 * (n + 1) / 30 for n in range(30)]
    many = after(120, start, *(said(m, a.Claim("van")) for m in minutes)).procedural
    few = after(120, start, *(said(31 + 29 * n, a.Claim("van")) for n in range(4))).procedural
    news_each = (said(31 + 29 * n, a.Claim("van"), a.Promise("next_word"), a.ActOn(f"step {n}")) for n in range(4))
    fresh = after(120, start, *news_each).procedural
    return Measured(fresh - many, min(above(few, many), above(fresh, few)))


def k22_played() -> Measured:
    """Seven hours after it was over and she knew, as where a drill of five-minute beats jumps to the evening."""
    urgent = msgspec.structs.replace(STORY, standards=msgspec.structs.replace(STORY.standards, update_every=ms(5)))
    first = said(1, a.Claim("van"), a.ActOn("her words"), a.NameFeeling("dread", 2))
    over = [ev.FactBecameTrue(ms(5), "mended"), *said(5, a.Claim("mended"), a.Explain("van"))]
    soon, evening = (end_of(until, first, over, story=urgent) for until in (25, 445))
    return Measured(evening - soon, 0.02 - abs(evening - soon))


def k29_played() -> Measured:
    start = said(2, a.Claim("van"), a.Claim("coming"))
    believed = end_of(OVER, start)
    discovered = end_of(OVER, start, [ev.FactOverheard(ms(40), "no_van", "ana")])
    return Measured(believed - discovered, believed - discovered - 0.12)


def k29_denied_played() -> Measured:
    start = said(2, a.Claim("van"), a.Deny("no_van"))
    believed = end_of(OVER, start)
    discovered = end_of(OVER, start, [ev.FactOverheard(ms(40), "no_van", "ana")])
    return Measured(believed - discovered, believed - discovered - 0.12)


def x1_played() -> Measured:
    words: tuple[list[Event], ...] = ([], said(3, a.AskDetails()), said(3, a.Claim("van")))
    nothing, asking, substance = (after(3, events).procedural for events in words)
    share = (asking - nothing) / (substance - nothing)
    return Measured(share, 0.5 - share)


def x5_played() -> Measured:
    """The same labels, once with details of her own case."""
    general = end_of(OVER, said(2, a.NameFeeling("dread", 1), a.Infer("a morning lost", 1)))
    concrete = end_of(
        OVER, said(2, a.NameFeeling("dread", 1), a.Infer("a morning lost", 1), a.Detail(("rye", "six", "market")))
    )
    return Measured(concrete - general, above(concrete, general))
