"""Who is ready by the house's standard: by a person's latest drills that they hadn't drilled before, without help.

Each is judged as it was marked, by the rubric of its day: marks are held against the standard one by one, never put
together.

What must not live here: the standard itself (`standard`).
"""

from collections.abc import Mapping, Sequence

from simulator.comparing.answers import Looked, Readiness, Verdict
from simulator.comparing.attempts import Attempt
from simulator.comparing.quantiles import Interval
from simulator.comparing.shares import share_interval
from simulator.comparing.standard import Standard, critical_errors
from simulator.scoring.purpose import FEWEST_PEOPLE


def readiness(people: Mapping[str, Sequence[Attempt]], standard: Standard) -> tuple[Readiness, ...]:
    """Each of *people*, with all of their drills in order of time, held against *standard*."""
    return tuple(_of(person, runs, standard) for person, runs in people.items())


def ready_share(answers: Sequence[Readiness], standard: Standard) -> tuple[Interval | None, int]:
    """The share who are ready, of those who have drills enough to tell, and how many these are; None below five.

    Somebody with too few is left out whether or not there was an error: else only those with one would count.
    """
    told = [float(a.verdict is Verdict.READY) for a in answers if len(a.drills) >= standard.unseen]
    return (share_interval(told) if len(told) >= FEWEST_PEOPLE else None), len(told)


def _of(person: str, runs: Sequence[Attempt], standard: Standard) -> Readiness:
    new = [run for run in runs if run.attempt == 1 and not run.assisted and run.mode in standard.modes]
    looked = tuple(_look(run, standard) for run in new[-standard.unseen :])
    return Readiness(person, _verdict(looked, standard), looked)


def _look(run: Attempt, standard: Standard) -> Looked:
    return Looked(run.run, run.scenario, run.mode, run.started, critical_errors(run, standard))


def _verdict(looked: Sequence[Looked], standard: Standard) -> Verdict:
    """An error among the latest is enough to say "not yet"; to say "ready" there must be drills enough."""
    if any(drill.errors for drill in looked):
        return Verdict.NOT_YET
    return Verdict.READY if len(looked) >= standard.unseen else Verdict.TOO_FEW
