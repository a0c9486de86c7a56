"""Whether the same seeds give the same drills, bit for bit: logs and scores of the shelf, by every bot, as one hash.

    python -m tests.torture.determinism --seeds 10000                       two hash seeds of this Python
    python -m tests.torture.determinism --seeds 10000 --python python3.13   and of another that has what we need
    python -m tests.torture.determinism --seeds 10000 --compiled .venv/compiled/site   and of the compiled engine

Seeds go round the scenarios and the bots, so that every bot meets every scenario. Each run is read back from the
bytes of its journal as well. Exits with 1 where two hashes differ.
"""

import argparse
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
SCORED_AGAIN = 7  # every so many seeds the scores are made of what was read back, too: it takes as long as the drill
HASH_SEEDS = ("1", "4294967295")


def log_of(path: Path, bot: str, seed: int) -> bytes:
    """The journal of *bot*'s drill of the scenario at *path*, its scorecard included; as bytes, chained."""
    from simulator.bots.playing import play
    from simulator.bots.roster import make
    from simulator.drill.cast import cast
    from simulator.drill.session import LiveSession
    from simulator.journal.chain import FIRST_LINK, chained, read_chain
    from simulator.journal.records import Entry, Header
    from simulator.journal.results import kept_scorecard

    story = cast(_story(path), seed)
    header = Header(
        run="r", scenario=story.id, content_hash="0" * 64, seed=seed, engine="1", rubric="", started="2026-03-01"
    )
    session = LiveSession(story, seed)
    play(session, make(bot, story, seed))
    events = session.events()
    lines = [Entry(0, header=header, end=True), *(Entry(n, event=e, end=True) for n, e in enumerate(events))]
    log, link = chained(FIRST_LINK, lines)
    card = kept_scorecard(story, events)

    recorded = read_chain(log, "r.jsonl")
    assert list(recorded.events) == list(events), f"{path.stem} {bot} {seed}: read back, other events"
    if seed % SCORED_AGAIN == 0:
        assert kept_scorecard(story, recorded.events) == card, f"{path.stem} {bot} {seed}: read back, other scores"
    return log + chained(link, [Entry(len(events), scorecard=card, end=True)])[0]


_stories: dict[Path, object] = {}


def _story(path: Path):  # type: ignore[no-untyped-def] # a Story, whose module is imported late
    from simulator.scenario.reading import read_scenario

    if path not in _stories:
        _stories[path] = read_scenario(path)
    return _stories[path]


def digest(seeds: int) -> str:
    """One hash over the logs of drills with the seeds 0 to *seeds*, and how many events they had."""
    from simulator.bots.roster import MAKERS
    from simulator.scenario.shelf import scenario_paths, shelf_folder

    shelf, bots, hashed, lines = scenario_paths(shelf_folder()), sorted(MAKERS), sha256(), 0
    for seed in range(seeds):
        log = log_of(shelf[seed % len(shelf)], bots[seed // len(shelf) % len(bots)], seed)
        hashed.update(log)
        lines += log.count(b"\n")
    return f"{hashed.hexdigest()} {lines}"


def digest_by(python: str, hash_seed: str, seeds: int, compiled: str = "") -> str:
    """What `digest` gives in a process of *python* with *hash_seed*; by the engine in *compiled*, if that is said."""
    command = [python, "-P", "-m", "tests.torture.determinism", "--here", "--seeds", str(seeds)]
    folders = os.pathsep.join([*([compiled] if compiled else []), str(ROOT)])
    environ = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": folders}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    """Print each hash; exit with 1 where they aren't all one."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--seeds", type=int, default=10_000)
    asked.add_argument("--python", action="append", default=[], help="another Python; may be given several times")
    asked.add_argument("--compiled", default="", help="the folder of a compiled Firedrill, for this Python")
    asked.add_argument("--here", action="store_true", help="print the hash of this process and nothing else")
    given = asked.parse_args()
    if given.here:
        print(digest(given.seeds))
        return
    found = set()
    ways = [(python, "") for python in (sys.executable, *given.python)]
    ways += [(sys.executable, given.compiled)] if given.compiled else []
    for python, compiled in ways:
        for hash_seed in HASH_SEEDS:
            began = perf_counter()
            answer = digest_by(python, hash_seed, given.seeds, compiled)
            found.add(answer)
            name = f"{python}{', compiled' if compiled else ''}, hash seed {hash_seed}"
            print(f"{name}: {answer} lines, {perf_counter() - began:.0f} s", flush=True)
    print(f"{given.seeds:,} seeds: {'identical' if len(found) == 1 else 'NOT THE SAME'}")
    raise SystemExit(len(found) != 1)


if __name__ == "__main__":
    main()
