"""A second script: the figures of a class's debrief, counted from the bytes of the journals with nothing of ours.

Run it with a folder of runs and the name of a drill: it prints what it counts.
"""

import json
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SCORES = ("honesty", "empathy", "cadence", "generosity")


def journals(home: Path, drill: str) -> Iterator[list[dict]]:
    """The lines of every run of *drill*, by the random id of who played."""
    read = [[json.loads(line) for line in path.read_text().splitlines()] for path in sorted(home.glob("*.jsonl"))]
    of_drill = [lines for lines in read if lines[0]["header"].get("plan") == drill]
    return iter(sorted(of_drill, key=lambda lines: (lines[0]["header"]["person"], lines[0]["header"]["run"])))


def first_replies(lines: list[dict]) -> dict[str, tuple[str, int]]:
    """By beat: the first scripted reply while the conversation stood there for the first time, and its wait in ms."""
    stands, since, closed, found = {}, {}, set(), {}
    for line in lines:
        event = line.get("event") or {}
        if event.get("kind") == "beat_entered":
            old, new = stands.get(event["person"]), event["beat"]
            closed |= {old} if old else set()
            stands[event["person"]] = new
            since.setdefault(new, event["at"])
        elif event.get("kind") == "conversation_closed":
            closed.add(stands.pop(event["person"], ""))
        elif event.get("kind") == "trainee_spoke" and event.get("reply") and not event.get("job"):
            beat = event["reply"].split(".")[0]
            if beat not in closed and beat in since:
                found.setdefault(beat, (event["reply"], event["at"] - since[beat]))
    return found


def visited(lines: list[dict]) -> set[str]:
    """The beats that a run came to."""
    return {line["event"]["beat"] for line in lines if (line.get("event") or {}).get("kind") == "beat_entered"}


def card(lines: list[dict]) -> dict:
    """The last scorecard of a run."""
    return [line["scorecard"]["card"] for line in lines if "scorecard" in line][-1]


def lost(lines: list[dict]) -> set[tuple[str, str]]:
    """The rules, with their principles, that cost a run points in a score that it has."""
    told = card(lines)
    return {
        (finding["rule"], finding["principle"])
        for dimension in told["dimensions"]
        for finding in dimension["findings"]
        if finding["effect"] < -0.05 and told[dimension["dimension"]] is not None
    }


def recount(home: Path, drill: str) -> dict:
    """Everything that can be counted without knowing what a drill is."""
    runs = list(journals(home, drill))
    came = Counter(beat for run in runs for beat in visited(run))
    chosen = [first_replies(run) for run in runs]
    replies = Counter(reply for run in chosen for reply, _ in run.values())
    marks = {score: [card(run)[score] for run in runs if card(run)[score] is not None] for score in SCORES}
    return {
        "runs": len(runs),
        "came": dict(came),
        "replies": dict(replies),
        "waits": {
            reply: (min(waits), max(waits))
            for reply in replies
            if (waits := [wait for run in chosen for told, wait in run.values() if told == reply])
        },
        "who": {
            reply: [n for n, run in enumerate(chosen, 1) if reply in {told for told, _ in run.values()}]
            for reply in replies
        },
        "endings": dict(Counter(card(run)["outcome"] for run in runs)),
        "rules": dict(Counter(rule for run in runs for rule, _ in lost(run))),
        "principles": dict(Counter(principle for run in runs for principle in {p for _, p in lost(run)})),
        "quartiles": {
            score: statistics.quantiles(told, n=4, method="inclusive") for score, told in marks.items() if len(told) > 1
        },
    }


if __name__ == "__main__":
    print(json.dumps(recount(Path(sys.argv[1]), sys.argv[2]), indent=1, sort_keys=True))
