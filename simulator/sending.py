"""The command for those who run a record store. As in `cli`: wiring only, and imports where they are needed."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Raw, structs

from simulator.errors import NotAllowed, NotFound, RecordUnreadable, SimulatorError, Usage
from simulator.options import JSON
from simulator.printing import counted, print_json, say, warn
from simulator.scenario.problems import quoted

if TYPE_CHECKING:
    from simulator.comparing.standard import Standard
    from simulator.journal.replay import Replayed
    from simulator.journal.runs import Runs
    from simulator.learning_records.rounds import Round, Sent, Told
    from simulator.learning_records.statements import Verdict

NOT_THERE = 4  # storage: something hasn't arrived
MOST_TOLD = 5  # refusals told one by one; a store that refuses everything says the same of each


def xapi(
    wanted: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUN...", help="Runs' names, or 'latest'; none, with --to: what waits to be sent."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every drill that counts; practice and bots never do.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write them to this file: .json for one list, .jsonl for a line each.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(help="Send them to the record store at this address; its login is in the environment.")
    ] = None,
    json: JSON = False,
) -> None:
    """Tell drills to a record store or a file, as xAPI 2.0: under random ids, without a word that anybody typed."""
    _insist_on_sense(wanted, every, out, to, json)
    if to is not None:
        _send(wanted or [], every, to, json)
        return
    house = _House(_runs())
    names = _all(house, {}) if every else wanted or []
    told = list(_each(house, names, go_on=every))
    _note_a_look(house.runs, told)
    if out is None:
        print_json([Raw(statement) for one in told for statement in one.statements])
    else:
        _write(out, told)
    raise typer.Exit(NOT_THERE if every and len(told) < len(names) else 0)


def _insist_on_sense(wanted: list[str] | None, every: bool, out: Path | None, to: str | None, json: bool) -> None:
    if to is not None and not to.strip():
        raise Usage("--to is empty; it should be the address of a record store, such as https://lrs.example/xapi.")
    if wanted and every:
        raise Usage("--all is every drill that counts; leave it out to name some.")
    if out is not None and to:
        raise Usage("--out and --to are two places to put them; choose one at a time.")
    if not wanted and not every and not to:
        raise Usage("Which runs? Name them, or say --all; with --to alone, what waits to be sent is sent.")
    if json and not to:
        raise Usage("--json goes with --to: without it, statements are JSON as they are.")
    if out is not None and out.suffix.lower() not in (".json", ".jsonl"):
        raise Usage("--out is a file that ends in .json (one list) or in .jsonl (a line each).")


def _runs() -> "Runs":
    from simulator.journal.home import find_home
    from simulator.journal.runs import Runs

    return Runs(find_home())


class _House:
    """What drills are told by here: the house's address and standard, and who was forgotten. Each is read once."""

    def __init__(self, runs: "Runs") -> None:
        from simulator.learning_records.place import house_base
        from simulator.learning_records.vocabulary import Addresses
        from simulator.pages.house_standard import house_standard

        self.runs = runs
        self.addresses = Addresses(house_base())
        self.standard = house_standard(runs.home, runs.disk)
        self._end: bytes | None = None
        self._forgotten: frozenset[str] = frozenset()

    @property
    def terms(self) -> str:
        """What changes when the same drill would be told otherwise."""
        from simulator.learning_records.vocabulary import FORM

        return _short_hash((FORM, self.addresses.base, self.standard))

    def forgotten(self) -> frozenset[str]:
        """Who was erased here; the trainers' journal is read again where something was written in it since."""
        from simulator.book.ledger import Ledger, ledger_path

        end = b""
        with suppress(OSError):  # none yet; what is wrong with one that is there, the ledger says
            end = self.runs.disk.read_end(ledger_path(self.runs.home), _LINE_END)
        if end != self._end:
            self._forgotten = Ledger(self.runs.home, self.runs.disk).forgotten()
            self._end = end
        return self._forgotten

    def insist_on_remembered(self, run: str, people: Sequence[str]) -> None:
        """Keep back what somebody played who was forgotten here, should a copy of it have come back."""
        if self.forgotten().intersection(people):
            raise NotAllowed(
                f"'{run}' stays here: who played it was forgotten. 'firedrill privacy erase' with their id takes this "
                "copy out."
            )

    def insist_on_its_stay(self, told: "Told") -> None:
        """Ask before each request: a drill may be deleted, and a person forgotten, while others are sent."""
        from simulator.journal.disk import Kind
        from simulator.journal.home import journal_path

        if self.runs.disk.kind(journal_path(self.runs.home, told.run)) is Kind.NOTHING:
            raise NotFound(f"'{told.run}' was deleted meanwhile, so no more of it is sent.")
        self.insist_on_remembered(told.run, told.people)


_LINE_END = 68  # bytes: the hash of the last line, and what closes it


def _short_hash(value: object) -> str:
    from hashlib import sha256

    import msgspec

    return sha256(msgspec.json.encode(value)).hexdigest()[:12]


# -- which runs, and what is told of them


def _all(house: _House, known: dict[str, str]) -> list[str]:
    """Every run that the score book would take, or would if its journal weren't damaged or it were scored.

    *known* are the links of those of which all is told: they aren't read again unless something was written since.
    """
    from simulator.book.journals import LeftOut, drills
    from simulator.journal.listing import State
    from simulator.journal.records import Player

    names = [one.run if isinstance(one, LeftOut) else one.attempt.run for one in drills(house.runs, known)]
    for summary in house.runs.list_runs():
        ended = summary.state is State.ENDED and not summary.rubric
        if ended and summary.person and summary.player is Player.PERSON and not summary.mode.guides:
            names.append(summary.run)  # never scored, and said to be
    return names


def _each(house: _House, names: Sequence[str], go_on: bool) -> "Iterator[Told]":
    """The statements of each run once; with *go_on* a run that can't be told is left out, and why is said."""
    seen: set[str] = set()
    for name in names:
        try:
            told = _told(house, name)
        except SimulatorError as error:
            if not go_on:
                raise
            warn(f"{name} was left out: {error}")
            continue
        if told.run not in seen:
            seen.add(told.run)
            yield told


def _told(house: _House, name: str) -> "Told":
    from simulator.journal.replay import replay
    from simulator.journal.whose import asked_for
    from simulator.learning_records.checking import encoded
    from simulator.learning_records.leaving import insist_on_leaving
    from simulator.learning_records.outbox import Made
    from simulator.learning_records.rounds import Told
    from simulator.learning_records.statements import statements

    path = asked_for(house.runs, name)
    replayed = replay(house.runs, str(path))
    header = replayed.header
    if path.stem != header.run:
        other = quoted(header.run)
        raise RecordUnreadable(f"{quoted(name)} holds the record of another run, {other}. Give the file its old name.")
    insist_on_leaving(replayed)
    people = tuple(person for person in (header.person, header.pair) if person)
    house.insist_on_remembered(header.run, people)
    if header.trainer in house.forgotten():
        replayed = structs.replace(replayed, header=structs.replace(header, trainer=""))
    made = statements(replayed, _verdict(house.standard, replayed), house.addresses)
    data = tuple(encoded(statement) for statement in made)
    return Told(header.run, people, data, Made(replayed.link, house.terms))


def _verdict(standard: "Standard", replayed: "Replayed") -> "Verdict | None":
    """What the house's standard says of this drill; nothing where it doesn't count such drills."""
    from simulator.book.journals import entered_from
    from simulator.comparing.standard import critical_errors
    from simulator.journal.records import Recorded
    from simulator.learning_records.leaving import was_assisted
    from simulator.learning_records.statements import Verdict

    link = replayed.link.encode()
    entered = entered_from(Recorded(replayed.header, replayed.events, replayed.scorecards, good=0, torn=0, link=link))
    if entered is None or was_assisted(replayed) or entered.attempt.mode not in standard.modes:
        return None
    return Verdict(_short_hash(standard), critical_errors(entered.attempt, standard))


def _note_a_look(runs: "Runs", told: "Sequence[Told]") -> None:
    from simulator.book.looking import note_others
    from simulator.journal.runs import wall_clock
    from simulator.journal.whose import others_of

    note_others(runs, wall_clock(), "xapi", others_of(runs, (person for one in told for person in one.people)))


def _note_that_many_go(runs: "Runs") -> None:
    """Whose they are isn't known before they are read, one after the other."""
    from simulator.book.ledger import Ledger
    from simulator.book.looking import note_a_look
    from simulator.journal.runs import wall_clock

    note_a_look(Ledger(runs.home, runs.disk), wall_clock(), "xapi")


# -- into a file


def _write(out: Path, told: "Sequence[Told]") -> None:
    from simulator.learning_records.checking import problem_in
    from simulator.workbench.pages import write_page

    lines = [statement.decode() for one in told for statement in one.statements]
    listed = "[\n" + ",\n".join(lines) + "\n]\n"
    text = "".join(f"{line}\n" for line in lines) if out.suffix.lower() == ".jsonl" else listed
    write_page(out, text, may_begin=lambda line: not line or not problem_in(line))  # where none counted, it is empty
    say(f"'{out}' has {counted(len(lines), 'statement')} of {counted(len(told), 'drill')}.")


# -- to a record store


def _send(wanted: Sequence[str], every: bool, to: str, json: bool) -> None:
    from simulator.learning_records.place import login, store_place
    from simulator.learning_records.rounds import Round
    from simulator.learning_records.store import HttpStore

    place = store_place(to)
    send = HttpStore(place, login())
    house = _House(_runs())
    round_ = Round(house.runs.home, house.runs.disk, place, send, time.sleep, house.insist_on_its_stay, warn)
    if wanted:
        sent = _send_named(house, round_, wanted, place.url)
    else:
        sent = _send_new(house, round_, place.url) if every else _send_waiting(house, round_, place.url)
    print_json(sent) if json else _say(sent)
    for line in unsent_lines(sent, place.url):
        warn(line)
    raise typer.Exit(0 if sent.all_there else NOT_THERE)


def _send_named(house: _House, round_: "Round", wanted: Sequence[str], to: str) -> "Sent":
    """Send what was named, once all of it could be told: one that mustn't leave stops all."""
    from simulator.learning_records.outbox import settled_runs

    _insist_on_data_folder(house.runs, wanted)
    named = list(_each(house, wanted, go_on=False))
    _note_a_look(house.runs, named)
    known = settled_runs(house.runs.home, house.runs.disk, to, house.terms)
    round_.promise(one.run for one in named if known.get(one.run) != one.made.link)
    return round_.go(named)


def _insist_on_data_folder(runs: "Runs", wanted: Sequence[str]) -> None:
    from simulator.journal.whose import asked_for

    for name in wanted:
        if asked_for(runs, name).parent.resolve() != runs.home.resolve():
            raise Usage(
                f"{quoted(name)} isn't in the data folder, where it is written down what has arrived. "
                "Set FIREDRILL_HOME to the folder it is in, and send it from there."
            )


def _send_new(house: _House, round_: "Round", to: str) -> "Sent":
    """Send every drill that counts; of what has arrived already only the outbox is looked at."""
    from simulator.learning_records.outbox import Outbox, settled_runs

    runs = house.runs
    known = settled_runs(runs.home, runs.disk, to, house.terms)
    names = _all(house, known)
    sent = _send_by_name(house, round_, names)
    arrived = known.keys() - set(names)
    there = [len(Outbox(runs.home, runs.disk, run).there(to)) for run in arrived]
    return structs.replace(sent, drills=sent.drills + len(arrived), there=sent.there + sum(there))


def _send_waiting(house: _House, round_: "Round", to: str) -> "Sent":
    from simulator.learning_records.outbox import waiting_runs

    return _send_by_name(house, round_, waiting_runs(house.runs.home, house.runs.disk, to))


def _send_by_name(house: _House, round_: "Round", names: Sequence[str]) -> "Sent":
    """Send the runs with these *names*, one after the other; those that can't be told are left out."""
    if names:
        _note_that_many_go(house.runs)
    round_.promise(names)
    sent = round_.go(_each(house, names, go_on=True))
    return structs.replace(sent, left_out=len(names) - sent.drills)


def _say(sent: "Sent") -> None:
    before = f" {counted(sent.there, 'statement')} had arrived before." if sent.there else ""
    say(f"{counted(sent.sent, 'statement').capitalize()} of {counted(sent.drills, 'drill')} sent.{before}")


def unsent_lines(sent: "Sent", to: str) -> list[str]:
    """What hasn't arrived, why, and what to do; nothing where all has."""
    lines = [f"Statement {refused.id} wasn't taken: {refused.why}" for refused in sent.refused[:MOST_TOLD]]
    if len(sent.refused) > MOST_TOLD:
        lines.append(f"So it was with {len(sent.refused) - MOST_TOLD} more.")
    if sent.drills_waiting:
        waiting = f"{counted(sent.waiting, 'statement')} of {counted(sent.drills_waiting, 'drill')}"
        lines.append(f"The record store can't be used now ({sent.why}). What is left waits: {waiting}.")
        lines.append(f"'firedrill xapi --to {to}' sends it; nothing arrives twice.")
    return lines
