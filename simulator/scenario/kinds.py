"""The one table of what can be wrong with a scenario, plan or house file: code, name, sentence, failing example.

An example is a small change to a sound scenario (`tests/scenario/small-drill.yaml`): each is the test of its kind and
stands in `docs/checks.md`. The checking itself is done where the codes are used.
"""

from simulator.scenario.kinds_of_houses import KINDS_OF_HOUSES
from simulator.scenario.kinds_of_meaning import KINDS_OF_MEANING
from simulator.scenario.kinds_of_plans import KINDS_OF_PLANS
from simulator.scenario.kinds_of_reading import KINDS_OF_READING
from simulator.scenario.one_kind import ProblemKind

KINDS: tuple[ProblemKind, ...] = (*KINDS_OF_READING, *KINDS_OF_MEANING, *KINDS_OF_PLANS, *KINDS_OF_HOUSES)


def as_page() -> str:
    """Write the table as the page `docs/checks.md`."""
    parts = [INTRODUCTION]
    for kind in KINDS:
        parts.append(f"## {kind.code} {kind.name}\n\n{kind.sentence}\n")
        if kind.write:
            before = f"Instead of\n\n```yaml\n{kind.instead_of}\n```\n\nthis fails:\n\n" if kind.instead_of else ""
            parts.append(f"{before}```yaml\n{kind.write}\n```\n")
    return "\n".join(parts)


INTRODUCTION = """# What `firedrill check` looks for

Every problem is told as `file:line:column: what is wrong and what to do (code)`. All problems of a file are told at
once, but not those that only follow from another. Each example is a change to `tests/scenario/small-drill.yaml` (from
SC080 on to `tests/scenario/small.house.yaml`, which is laid over it) and is the test of its check. This page is
written by `python docs/write_checks.py`.
"""
