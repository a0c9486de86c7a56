"""How long `firedrill explore` takes on each drill of the shelf, from reading it to an answer on every question.

Most end early: the plan's plays or a bot's already reach the marks. A drill whose witnesses were hard to find takes
what the command allows by itself (`--seconds`), so that the whole stays under half a minute.
"""

from time import perf_counter

from figures import SHELF, Figure, keep

from simulator.bots.exploring import explore_file

ROUNDS = 3
SECONDS = 25.0  # what `firedrill explore` allows by itself
MOST = 30.0


def seconds(path: str) -> tuple[float, int]:
    """How long one search takes, and how many of its questions it answers with yes."""
    began = perf_counter()
    found = explore_file(path, None, lambda: perf_counter() - began > SECONDS)
    return perf_counter() - began, sum(found.reached().values())


def main() -> None:
    """Print and keep one figure for each drill; exit with 1 where one takes too long."""
    shown = []
    for path in SHELF:
        runs = [seconds(str(path)) for _ in range(ROUNDS)]
        slowest = max(took for took, _ in runs)
        costs = f"{runs[0][1]} of 6 marks reached."
        shown.append(Figure(f"explore {path.stem}", slowest, MOST, "s", costs, ROUNDS))
    keep("exploring", shown)
    raise SystemExit(not all(figure.held for figure in shown))


if __name__ == "__main__":
    main()
