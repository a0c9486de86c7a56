"""What a trainer types, made into orders: `pause`, `inject smoke for Ana`, `bookmark "she asked first"`.

What is wrong with it is said at once, as far as anybody can tell from here; the rest is the drill's to decide.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from simulator.drill import actions as do
from simulator.drill.actions import Intervention
from simulator.drill.clock import MINUTE
from simulator.errors import Usage
from simulator.scenario.problems import did_you_mean, listed, quoted
from simulator.scenario.story import Story
from simulator.training.board import Board, Standing
from simulator.training.rating import name_in

VERBS = ("pause", "resume", "inject", "extend", "bookmark", "end")
MOST_MINUTES = 240
LONGEST_NOTE = 400
HELP = (
    "  pause                 stop the clock: no deadline is lost or moved",
    "  resume                let it go on",
    "  inject ID             let something prepared happen, or a happening of the scenario (ids: 'inject' alone)",
    '  inject PERSON: "..."  let somebody of the drill say this',
    "  extend MINUTES        give more time at the desk",
    '  bookmark "..."        mark this moment, to come back to it; trainees see nothing of it',
    "  end                   end the drill where it stands",
    "Each is for everybody who plays, or, with 'for NAME' or 'for NAME and NAME' behind it, for those.",
)
_TEXT = re.compile(r'"([^"]*)"\s*(?:for\s+(.+))?|([^"]+)')
_SPOKEN = re.compile(r"([^:\"]{1,80}):\s*(.+)")
_FOR = re.compile(r"(.*?)\s*\bfor\s+(.+)", re.DOTALL)


class Order(Struct, frozen=True):
    """An *action* for the people *to*, by their ids; nobody named means everybody."""

    action: Intervention
    to: tuple[str, ...] = ()


def insist_on_nobody_named(action: Intervention, names: Iterable[str]) -> None:
    """Raise `Usage` where the words of *action* hold one of *names*: records keep them, and forget nobody's name."""
    words = action.note if isinstance(action, do.Mark) else action.words if isinstance(action, do.Inject) else ""
    if named := name_in(words, names):
        raise Usage(
            f"{quoted(named)} is the name of somebody who drills, and these words are kept in records. Say 'they', or "
            "whom the order is for."
        )


class Desk:
    """A trainer's desk: knows who plays and what can happen. *trainer* is the id of who sits there."""

    def __init__(self, trainer: str, stories: Sequence[Story], names: Mapping[str, str]) -> None:
        self._trainer = trainer
        self._stories = stories
        self._names = names

    def order(self, typed: str, board: Board) -> Order:
        """The order in *typed*; raises `Usage` with a sentence where it is none."""
        order = self._order(typed, board)
        if all(order.action != structs.replace(one.inject, actor=self._trainer) for one in board.set_up.injections):
            drilling = (self._names.get(seat.place.person, "") for seat in board.seats)
            insist_on_nobody_named(order.action, drilling)
        return order

    def _order(self, typed: str, board: Board) -> Order:
        verb, _, rest = typed.strip().partition(" ")
        rest = rest.strip()
        match verb.lower():
            case "pause":
                return self._plain(do.Pause(actor=self._trainer), rest, board)
            case "resume":
                return self._plain(do.Resume(actor=self._trainer), rest, board)
            case "end":
                return self._plain(do.End(actor=self._trainer), rest, board)
            case "extend":
                return self._extend(rest, board)
            case "bookmark":
                note, to = _text(rest)
                return Order(do.Mark(actor=self._trainer, note=_short(note)), self._people(to, board))
            case "inject":
                return self._inject(rest, board)
            case other:
                hint = did_you_mean(other, VERBS) or f" There are {listed(VERBS, 'and')}."
                raise Usage(f"Nothing is called {quoted(other)} here.{hint}")

    def _plain(self, action: do.Pause | do.Resume | do.End, rest: str, board: Board) -> Order:
        what, to = _split(rest)
        if what:
            raise Usage(f"{quoted(what)} has no meaning here. For one person write 'for NAME'.")
        return Order(action, self._people(to, board))

    def _extend(self, rest: str, board: Board) -> Order:
        minutes, to = _split(rest)
        minutes = minutes.removesuffix("minutes").removesuffix("min").strip()
        if not (minutes.isascii() and minutes.isdigit() and len(minutes) < 4 and 0 < int(minutes) <= MOST_MINUTES):
            raise Usage(f"Write how many minutes, from 1 to {MOST_MINUTES}, such as 'extend 5'.")
        if not board.set_up.limit:
            raise Usage("This drill has no time limit, so there is nothing to extend.")
        return Order(do.Extend(actor=self._trainer, length=int(minutes) * MINUTE), self._people(to, board))

    # -- what happens

    def _inject(self, rest: str, board: Board) -> Order:
        if spoken := _SPOKEN.fullmatch(rest):
            words, to = _text(spoken[2])
            action = do.Inject(actor=self._trainer, by=self._speaker(spoken[1].strip()), words=words)
            return Order(action, self._playing(to, board))
        name, to = _split(rest)
        return Order(self._prepared(name, board), self._playing(to, board))

    def _prepared(self, name: str, board: Board) -> do.Inject:
        for injection in board.set_up.injections:
            if injection.id == name:
                return structs.replace(injection.inject, actor=self._trainer)
        happenings = {happening.id for story in self._stories for happening in story.happenings}
        if name in happenings:
            return do.Inject(actor=self._trainer, happening=name)
        known = [*(injection.id for injection in board.set_up.injections), *sorted(happenings)]
        hint = did_you_mean(name, known) or f" There are {listed(known, 'and')}."
        asked = f"Nothing prepared is called {quoted(name)}." if name else "Write what is to happen."
        raise Usage(f"{asked}{hint}")

    def _speaker(self, typed: str) -> str:
        people = [person for story in self._stories for person in story.people]
        for person in people:
            if typed.casefold() in (person.id, person.name.casefold()):
                return person.id
        known = list(dict.fromkeys(person.name for person in people))
        ids = dict.fromkeys(person.id for person in people)
        hint = did_you_mean(typed, [*ids, *known]) or f" There are {listed(known, 'and')}."
        raise Usage(f"Nobody in this drill is called {quoted(typed)}.{hint}")

    # -- whom it is for

    def _playing(self, to: str, board: Board) -> tuple[str, ...]:
        """As `_people`, of those who play now: what happens to nobody would be lost."""
        if not any(seat.standing is Standing.TAKEN for seat in board.seats):
            raise Usage("Nobody plays at the moment.")
        return self._people(to, board)

    def _people(self, to: str, board: Board) -> tuple[str, ...]:
        if not to or to.casefold() in ("all", "everybody"):
            return ()
        wanted = [name for name in re.split(r",|\band\b", to) if name.strip()]
        people = tuple(self._person(name.strip(), board) for name in wanted)
        playing = {seat.place.person for seat in board.seats if seat.standing is Standing.TAKEN}
        for person in people:
            if person not in playing:
                raise Usage(f"{self._names.get(person, person)} isn't playing at the moment.")
        return people

    def _person(self, typed: str, board: Board) -> str:
        ids = dict.fromkeys(seat.place.person for seat in board.seats)
        names = {person: self._names.get(person, "") or person for person in ids}
        found = [person for person, name in names.items() if name.casefold() == typed.casefold()]
        found = found or [p for p, name in names.items() if typed and name.casefold().startswith(typed.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            raise Usage(
                f"{quoted(typed)} could be {listed(names[person] for person in found)}. Write more of the name."
            )
        hint = did_you_mean(typed, names.values()) or f" There are {listed(names.values(), 'and')}."
        raise Usage(f"Nobody of this drill is called {quoted(typed)}.{hint}")


def _split(rest: str) -> tuple[str, str]:
    """What stands before 'for', and whom it is for."""
    split = _FOR.fullmatch(rest)
    return (split[1].strip(), split[2].strip()) if split else (rest.strip(), "")


def _text(rest: str) -> tuple[str, str]:
    """Words, and whom they are for: only quotes tell where the words end."""
    typed = _TEXT.fullmatch(rest.strip())
    words = (typed[1] if typed[1] is not None else typed[3]).strip() if typed else ""
    if not typed or not words:
        raise Usage('Write the words in quotes, such as bookmark "asked before she offered" for Ana.')
    return words, (typed[2] or "").strip()


def _short(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        raise Usage(f"A note has {LONGEST_NOTE} letters at most; this one has {len(note)}.")
    return note
