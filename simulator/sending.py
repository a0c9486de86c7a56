"""The command for those who run a record store. As in `cli`: wiring only, and imports where they are needed."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Raw, structs

from simulator.errors import NotAllowed, SimulatorError, Usage
from simulator.options import JSON
from simulator.printing import counted, print_json, say, warn

if TYPE_CHECKING:
    from simulator.journal.records import Header
    from simulator.journal.replay import Replayed
    from simulator.journal.runs import Runs
    from simulator.learning_records.rounds import Sent, Told
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
        str, typer.Option(help="Send them to the record store at this address; its login is in the environment.")
    ] = "",
    json: JSON = False,
) -> None:
    """Tell drills to a record store or a file, as xAPI 2.0: under random ids, without a word that anybody typed."""
    _insist_on_sense(wanted, every, out, to, json)
    runs = _runs()
    if to:
        _send(runs, wanted or [], every, to, json)
        return
    names = _all(runs) if every else wanted or []
    told = list(_each(runs, names, go_on=every))
    _note_a_look(told)
    if out is None:
        print_json([Raw(statement) for one in told for statement in one.statements])
    else:
        _write(out, told)
    raise typer.Exit(NOT_THERE if every and len(told) < len(names) else 0)


def _insist_on_sense(wanted: list[str] | None, every: bool, out: Path | None, to: str, json: bool) -> None:
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


# -- which runs, and what is told of them


def _all(runs: "Runs") -> list[str]:
    """Every run that the score book would take, or would if its journal weren't damaged."""
    from simulator.book.journals import LeftOut, drills

    return [one.run if isinstance(one, LeftOut) else one.attempt.run for one in drills(runs)]


def _each(runs: "Runs", names: Sequence[str], go_on: bool) -> "Iterator[Told]":
    """The statements of each run once; with *go_on* a run that can't be told is left out, and why is said."""
    seen: set[str] = set()
    for name in names:
        try:
            told = _told(runs, name)
        except SimulatorError as error:
            if not go_on:
                raise
            warn(f"{name} was left out: {error}")
            continue
        if told.run not in seen:
            seen.add(told.run)
            yield told


def _told(runs: "Runs", name: str) -> "Told":
    from simulator.journal.replay import replay
    from simulator.learning_records.checking import encoded
    from simulator.learning_records.leaving import insist_on_leaving
    from simulator.learning_records.place import house_base
    from simulator.learning_records.rounds import Told
    from simulator.learning_records.statements import statements
    from simulator.learning_records.vocabulary import Addresses

    replayed = replay(runs, name)
    insist_on_leaving(replayed)
    _insist_on_remembered(runs, replayed.header)
    made = statements(replayed, _verdict(runs, name, replayed), Addresses(house_base()))
    return Told(replayed.header.run, replayed.header.person, tuple(encoded(statement) for statement in made))


def _insist_on_remembered(runs: "Runs", header: "Header") -> None:
    """Keep back what somebody played who was forgotten here, should a copy of it have come back."""
    from simulator.book.ledger import Forgotten, Ledger

    forgotten = {line.person for line in Ledger(runs.home, runs.disk).read() if isinstance(line, Forgotten)}
    if forgotten & {header.person, header.pair}:
        raise NotAllowed(f"'{header.run}' stays here: who played it was forgotten. 'firedrill privacy erase' again.")


def _verdict(runs: "Runs", name: str, replayed: "Replayed") -> "Verdict | None":
    """What the house's standard says of this drill; nothing where it doesn't count such drills."""
    from hashlib import sha256

    import msgspec

    from simulator.book.journals import drill
    from simulator.comparing.standard import DEFAULT, critical_errors
    from simulator.learning_records.leaving import was_assisted
    from simulator.learning_records.statements import Verdict

    entered = drill(runs, runs.find(name))
    if entered is None or was_assisted(replayed) or entered.attempt.mode not in DEFAULT.modes:
        return None
    standard = sha256(msgspec.json.encode(DEFAULT)).hexdigest()[:12]
    return Verdict(standard, critical_errors(entered.attempt, DEFAULT))


def _note_a_look(told: "Sequence[Told]") -> None:
    from simulator.bookkeeping import note_a_look

    people = {one.person for one in told}
    note_a_look("xapi", people.pop() if len(people) == 1 else "")


# -- into a file


def _write(out: Path, told: "Sequence[Told]") -> None:
    from simulator.workbench.pages import write_page

    lines = [statement.decode() for one in told for statement in one.statements]
    listed = "[\n" + ",\n".join(lines) + "\n]\n"
    write_page(out, "".join(f"{line}\n" for line in lines) if out.suffix.lower() == ".jsonl" else listed)
    say(f"'{out}' has {counted(len(lines), 'statement')} of {counted(len(told), 'drill')}.")


# -- to a record store


def _send(runs: "Runs", wanted: Sequence[str], every: bool, to: str, json: bool) -> None:
    from simulator.learning_records.outbox import waiting_runs
    from simulator.learning_records.place import login, store_place
    from simulator.learning_records.rounds import Round
    from simulator.learning_records.store import HttpStore

    place = store_place(to)
    round_ = Round(runs.home, runs.disk, place, HttpStore(place, login()), time.sleep)
    if wanted:
        named = list(_each(runs, wanted, go_on=False))  # before anything is sent: one that mustn't leave stops all
        _note_a_look(named)
        sent = round_.go(named)
    else:
        names = _all(runs) if every else waiting_runs(runs.home, runs.disk, place.url)
        if names:
            _note_a_look(())
        sent = round_.go(_each(runs, names, go_on=True))
        sent = structs.replace(sent, left_out=len(names) - sent.drills)
    print_json(sent) if json else _say(sent)
    for line in unsent_lines(sent, place.url):
        warn(line)
    raise typer.Exit(0 if sent.all_there else NOT_THERE)


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
