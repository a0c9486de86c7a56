"""Everything generosity is made of, person by person: the loss as it stands, what was given, and the manner of it.

What must not live here: sentences (`generosity`), or a customer's wealth: nobody is graded by it.
"""

from itertools import pairwise

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.adding import total_of
from simulator.drill.losses import MONEY_KINDS, Lost, lost, match
from simulator.scenario.acts import AskPreference, Offer
from simulator.scenario.story import After, All, AnyOf, Condition, Loss, Person, Remedy, Term, Word, Yes
from simulator.scoring.blending import clip
from simulator.scoring.claims import Ledger
from simulator.scoring.evidence import Record, Speech
from simulator.scoring.rubric import RUBRIC, Rubric

SMALLEST_STAKE = 0.05


def recovery(share: float, k: Rubric = RUBRIC) -> float:
    """g: points for making good *share* of the loss; steepest near the whole of it, falling beyond 1.5."""
    if share <= 0:
        return 0.0
    marks = ((0.0, 0.0), (0.6, k.half_made_good), (1.0, k.made_good), (1.2, 100.0), (k.enough, 100.0))
    for (a, low), (b, high) in pairwise(marks):
        if share <= b:
            return low + (high - low) * (share - a) / (b - a)
    return max(k.excess_floor, 100.0 - k.excess_slope * (share - k.enough))


def made_good(money: float, attention: float, whole: float, k: Rubric = RUBRIC) -> float:
    """r: the share of the loss made good. Attention is never too much, money can be."""
    share = money / whole
    return max(share, min(k.enough, share + attention / whole))


def manner(unprompted: bool, asked: bool, quick: float, share: float, k: Rubric = RUBRIC) -> float:
    """Points for how it was given: unasked for, after asking what would suit, quickly. Nothing without substance."""
    value = k.unprompted * unprompted + k.asked_first * asked + k.quick * quick
    return k.manner_points * value * min(1.0, share / k.manner_from)


def waste(cost: float, whole: float, k: Rubric = RUBRIC) -> float:
    """Points lost for spending far beyond the loss (P23)."""
    reach = max(k.waste_from * whole, k.waste_symbolic * k.symbolic)
    return min(k.waste_most, max(0.0, k.waste_price * (cost / reach - 1)))


class Gift(Struct, frozen=True, gc=False):
    """One remedy offered to one person: event numbers, whether it was taken, came about, fitted, and its worth."""

    remedy: Remedy
    offered: ev.RemedyOffered
    number: int
    speech: Speech | None
    accepted: bool = False
    failed: bool = False
    given: bool = False
    fits: bool = True
    insult: bool = False  # money while what they feared for was still missing
    left: bool = False  # accepted, and still to be given when the trainee walked away
    worth: float = 0.0  # to this person, after the match in kind

    @property
    def counts(self) -> bool:
        """Whether it heals anything."""
        return self.accepted and not self.failed and self.fits and not self.insult

    @property
    def fate(self) -> str:
        """What became of it, in one word: "healed", "insult", "declined", "failed" or "unfitting"."""
        if self.counts:
            return "healed"
        if self.insult:
            return "insult"
        if not self.accepted:
            return "declined"
        return "failed" if self.failed else "unfitting"


class GenerosityOf(Struct, frozen=True, gc=False):
    """One person's loss and what was done about it."""

    person: Person
    loss: Loss
    lost: Lost
    gifts: tuple[Gift, ...]
    unprompted: bool
    asked: ev.PreferenceAsked | None
    quick: float
    could_have: Remedy | None  # something within the trainee's own authority that wasn't offered
    fitting: Remedy | None = None  # the best of what wasn't offered that would have been right for them, to be named

    @property
    def stake(self) -> float:
        """How much this person counts."""
        return max(SMALLEST_STAKE, self.person.severity)

    def helped_by(self, record: Record) -> list[str]:
        """The jobs that helped while it lasted, in the order of the story."""
        return [each.job for each in self.loss.helped_by if each.job in record.done and each.job in record.jobs]

    @property
    def money(self) -> float:
        """The worth of accepted money to this person."""
        return total_of(gift.worth for gift in self.gifts if gift.counts and gift.remedy.kind in MONEY_KINDS)

    @property
    def attention(self) -> float:
        """The worth of accepted attention and service to this person."""
        return total_of(gift.worth for gift in self.gifts if gift.counts and gift.remedy.kind not in MONEY_KINDS)

    @property
    def cost(self) -> float:
        """What was spent on this person, whether it healed or not."""
        return total_of(gift.remedy.cost for gift in self.gifts if gift.accepted and not gift.failed)

    def share(self, k: Rubric) -> float:
        """r."""
        return made_good(self.money, self.attention, self.lost.total, k)

    def recovery_points(self, k: Rubric) -> float:
        """The points for what was made good."""
        return k.recovery_weight * recovery(self.share(k), k)

    def manner_points(self, k: Rubric) -> float:
        """The points for how."""
        return manner(self.unprompted, self.asked is not None, self.quick, self.share(k), k)

    def waste_points(self, k: Rubric) -> float:
        """Points lost for overspending."""
        return waste(self.cost / self.loss.unit, self.lost.total / self.loss.unit, k)

    def cheap_points(self, k: Rubric) -> float:
        """Points lost for giving less than one's own authority allowed (P16, P24)."""
        return k.cheap_price if self.could_have and self.share(k) < k.cheap_below else 0.0

    def points(self, k: Rubric) -> float:
        """This person's mark, 0 to 100."""
        whole = self.recovery_points(k) + self.manner_points(k) - self.waste_points(k) - self.cheap_points(k)
        return clip(whole, 0, 100)


def generosity_sheet(record: Record, book: Ledger, k: Rubric = RUBRIC) -> tuple[GenerosityOf, ...]:
    """Fold *record* into the losses that happened to people who could be reached."""
    return tuple(
        _generosity_of(record, book, record.people[loss.person], loss, k)
        for loss in record.story.losses
        if loss.person in record.opened and loss.person in record.people
    )


def _generosity_of(record: Record, book: Ledger, person: Person, loss: Loss, k: Rubric) -> GenerosityOf:
    gifts = _gifts(record, book, person, loss, k)
    open_ones = _open_ones(record, book, person, loss, gifts)
    healing = [gift for gift in gifts if gift.counts]
    first = healing[0] if healing else None
    return GenerosityOf(
        person,
        loss,
        lost_in(record, loss, k),
        tuple(gifts),
        first is not None and not _chased_before(record, person.id, first),
        _asked_before(record, book, person.id, first),
        _quickness(record, loss, first, gifts, k),
        _worthiest(open_ones),
        _worthiest([remedy for remedy in open_ones if _fits(record, person, remedy, loss, gifts, k)]),
    )


def lost_in(record: Record, loss: Loss, k: Rubric = RUBRIC) -> Lost:
    """*loss* as it stood in this run, after the help given while it lasted."""
    helped = [(record.done[h.job][1], h.share) for h in loss.helped_by if h.job in record.done]
    return lost(loss, _loss_ends(record, loss), helped, k)


def _loss_ends(record: Record, loss: Loss) -> int:
    ended = record.first_so(loss.until) if loss.until else None
    return record.end_ms if ended is None else ended


# -- what was given


def _gifts(record: Record, book: Ledger, person: Person, loss: Loss, k: Rubric) -> list[Gift]:
    remedies = {remedy.id: remedy for remedy in record.story.remedies}
    gifts = []
    for number, event in record.offers:
        if event.to == person.id and event.remedy in remedies:
            gift = _gift(record, remedies[event.remedy], event, number, loss, k)
            if gift.speech is None or book.clean(gift.speech):
                gifts.append(gift)
    return gifts


def _gift(record: Record, remedy: Remedy, offered: ev.RemedyOffered, number: int, loss: Loss, k: Rubric) -> Gift:
    speeches = [s for s in record.to(offered.to) if s.number < number and s.at == offered.at]
    accepted = fits = given = failed = False
    for event in record.events[number + 1 :]:
        match event:
            case ev.RemedyAnswered(remedy=remedy.id, to=offered.to):
                accepted, fits = event.accepted, event.fits
            case ev.RemedyGiven(remedy=remedy.id, to=offered.to):
                given = True
            case ev.RemedyFailed(remedy=remedy.id, to=offered.to):
                failed = True
            case ev.RemedyOffered(remedy=remedy.id, to=offered.to):
                break
            case _:
                pass
    insult = remedy.kind in MONEY_KINDS and _too_early(record, offered.at)
    left = record.walked_away and accepted and not (given or failed)
    worth = remedy.worth * match(remedy, loss, k) * (k.left_worth if left else 1.0)
    speech = speeches[-1] if speeches else None
    return Gift(remedy, offered, number, speech, accepted, failed, given, fits, insult, left, worth)


def _too_early(record: Record, at: int) -> bool:
    before = record.story.judged.no_money_before
    return bool(before) and not _came_true_by(record, before, at)


def _came_true_by(record: Record, fact: str, at: int) -> bool:
    first = record.first_so(fact)
    return first is not None and first <= at


# -- the manner of it


def _chased_before(record: Record, person: str, first: Gift) -> bool:
    """Whether they had to come after it: asked again, after it was over, before anything was offered."""
    over = record.first_so(record.story.judged.resolution)
    return any(
        isinstance(event, ev.PersonChased) and event.person == person and over is not None and event.at > over
        for event in record.events[: first.number]
    )


def _asked_before(record: Record, book: Ledger, person: str, first: Gift | None) -> ev.PreferenceAsked | None:
    if first is None:
        return None
    for number, event in enumerate(record.events):
        if not isinstance(event, ev.PreferenceAsked) or event.person != person:
            continue
        if book.carried(record, number, event.at, AskPreference):
            return event if event.at <= first.offered.at else None
    return None


def _quickness(record: Record, loss: Loss, first: Gift | None, gifts: list[Gift], k: Rubric) -> float:
    """1 if offered within a beat of when it could heal, less the later; halved by a yes nobody needed (P24)."""
    if first is None:
        return 0.0
    beat = record.story.standards.update_every
    late = max(0, first.offered.at - _loss_ends(record, loss) - beat)
    quick = 1 / (1 + late / beat)
    return quick * (k.needless_yes if _asked_needlessly(record, gifts) else 1.0)


def _asked_needlessly(record: Record, gifts: list[Gift]) -> bool:
    asked = {event.remedy for event in record.events if isinstance(event, ev.ApprovalAsked)}
    used = {gift.remedy.id for gift in gifts if gift.accepted}
    return bool(asked) and not asked & used and bool(used)


def _worthiest(remedies: list[Remedy]) -> Remedy | None:
    return max((r for r in remedies if r.worth > 0), key=lambda r: r.worth, default=None)


def _fits(record: Record, person: Person, remedy: Remedy, loss: Loss, gifts: list[Gift], k: Rubric) -> bool:
    """Whether *remedy* would have been right: theirs by what they prefer, taken, and with the rest not too much."""
    if (person.prefers and remedy.id not in person.prefers) or not _came_up(record, remedy.accepted_when):
        return False
    whole = lost_in(record, loss, k).total
    money = total_of(gift.worth for gift in gifts if gift.counts and gift.remedy.kind in MONEY_KINDS)
    spent = total_of(gift.remedy.cost for gift in gifts if gift.accepted and not gift.failed)
    added = remedy.worth * match(remedy, loss, k) if remedy.kind in MONEY_KINDS else 0.0
    now, then = (waste(cost / loss.unit, whole / loss.unit, k) for cost in (spent, spent + remedy.cost))
    dear = remedy.cost > 0 and (then > now or now >= k.waste_most)
    return not dear and (not added or (money + added) / whole <= k.enough)


def _open_ones(record: Record, book: Ledger, person: Person, loss: Loss, gifts: list[Gift]) -> list[Remedy]:
    """The remedies for *person* within the trainee's own authority that were never offered, once it was time."""
    if loss.until and record.first_so(loss.until) is None:
        return []
    left = record.story.standards.authority - _spent(record, book)
    offered = {gift.remedy.id for gift in gifts}
    return [
        remedy
        for remedy in record.story.remedies
        if person.id in remedy.to
        and remedy.yes is not Yes.NEEDS
        and remedy.id not in offered
        and remedy.cost <= left
        and _came_up(record, remedy.when)
        and _came_up(record, remedy.fits_when)
        and not (remedy.kind in MONEY_KINDS and _too_early(record, record.end_ms))
    ]


def _spent(record: Record, book: Ledger) -> float:
    """What of the trainee's own authority went to anybody; what was given beside a lie excuses nothing."""
    remedies = {remedy.id: remedy for remedy in record.story.remedies}
    clean: dict[tuple[str, str], bool] = {}
    spent = 0.0
    for number, event in enumerate(record.events):
        if isinstance(event, ev.RemedyOffered):
            clean[event.remedy, event.to] = book.carried(record, number, event.at, Offer)
        elif isinstance(event, (ev.RemedyAnswered, ev.RemedyFailed)) and remedies[event.remedy].yes is not Yes.NEEDS:
            gone = isinstance(event, ev.RemedyAnswered) and event.accepted
            counted = clean.get((event.remedy, event.to), True)
            spent += counted * remedies[event.remedy].cost * (gone - isinstance(event, ev.RemedyFailed))
    return spent


def _came_up(record: Record, condition: Condition) -> bool:
    """Whether *condition* can have held while the trainee was there: what never came true or was heard, hadn't.

    Anything else is taken to have been possible, so this may find too much, never too little.
    """
    match condition:
        case Term(word=Word.TRUE, of=fact):
            return record.first_so(fact) is not None
        case Term(word=Word.HEARD, of=fact):
            return fact in record.heard
        case All(items=items):
            return all(_came_up(record, item) for item in items)
        case AnyOf(items=items):
            return any(_came_up(record, item) for item in items)
        case After(at=at):
            return at <= record.end_ms
        case _:
            return True
