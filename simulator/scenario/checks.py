"""Checks what a scenario means, once it is known what it says: which checks there are and when each is run.

A check looks at the story and points into the file. It runs only where the parts it looks at were read without a
problem, so that nobody is told the consequences of a misspelt word.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from simulator.scenario.checks_judged import (
    intervals_too_long,
    kinds_that_disagree,
    score_inputs_undeclared,
    texts_that_look_real,
    waits_for_nothing,
    words_without_acts,
)
from simulator.scenario.checks_talk import (
    beats_of_others,
    dead_ends,
    declared_for_others,
    lasts_that_may_fail,
    loops_without_a_way_out,
    promises_without_a_time,
    silences_without_consequence,
    things_of_others,
    timers_without_effect,
)
from simulator.scenario.checks_world import (
    judged_and_out_of_reach,
    options_that_differ,
    parts_nobody_reaches,
    ranges_upside_down,
)
from simulator.scenario.finds import Find
from simulator.scenario.marked import Table
from simulator.scenario.places import Places
from simulator.scenario.problems import Problems
from simulator.scenario.story import Story

Look = Callable[[Story, Places], Iterator[Find]]


class Check(Struct, frozen=True):
    """One check, and which sections of the file it *needs* to be sound; None: the whole file."""

    look: Look
    needs: tuple[str, ...] | None = None


CHECKS = (
    Check(texts_that_look_real, needs=()),
    Check(intervals_too_long, needs=("kind", "standards")),
    Check(options_that_differ, needs=("vary",)),
    Check(words_without_acts, needs=("beats",)),
    Check(ranges_upside_down, needs=("beats",)),
    Check(score_inputs_undeclared),
    Check(kinds_that_disagree),
    Check(beats_of_others),
    Check(things_of_others),
    Check(declared_for_others),
    Check(lasts_that_may_fail),
    Check(dead_ends),
    Check(loops_without_a_way_out),
    Check(timers_without_effect),
    Check(silences_without_consequence),
    Check(promises_without_a_time),
    Check(waits_for_nothing),
    Check(parts_nobody_reaches),
)


def check_story(story: Story, root: Table, problems: Problems) -> None:
    """Add to *problems* what is wrong with the meaning of *story*, which was read from *root*."""
    places = Places(root)
    _look(CHECKS, story, places, problems)


def check_variant(variant: Story, root: Table, problems: Problems) -> None:
    """Add to *problems* what is wrong with *variant*, which a seed made of the story read from *root*.

    A beat or a happening may belong to other variants; what is judged must be within reach in each.
    """
    looks = [check for check in CHECKS if check.look is not parts_nobody_reaches]
    _look([*looks, Check(judged_and_out_of_reach)], variant, Places(root), problems)


def _look(checks: Iterable[Check], story: Story, places: Places, problems: Problems) -> None:
    found = [find for check in checks if places.sound(problems, check.needs) for find in check.look(story, places)]
    for find in found:
        problems.add(find.place, find.code, find.text)
