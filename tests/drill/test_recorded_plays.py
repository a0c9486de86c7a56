"""Every bot plays every drill as it did when somebody last looked; `recorded.py` tells how to look again."""

import pytest

from tests.drill.recorded import DRILLS, log_of, name_of, plays_of, recorded


@pytest.mark.parametrize("drill", DRILLS)
def test_what_happens_and_what_people_take_home_is_what_was_recorded(drill: str) -> None:
    kept = recorded()

    for play in plays_of(drill):
        was = kept[name_of(drill, *play)]
        now = log_of(drill, *play)
        assert now == {part: was[part] for part in now}, f"{drill} {play}"
