"""Every play of a bot is scored and told as it was when somebody last looked; `tests/drill/recorded.py` says more."""

import pytest

from tests.drill.recorded import DRILLS, card_of, name_of, plays_of, recorded


@pytest.mark.parametrize("drill", DRILLS)
def test_the_scorecard_and_the_debrief_are_what_was_recorded(drill: str) -> None:
    kept = recorded()

    for play in plays_of(drill):
        was = kept[name_of(drill, *play)]
        now = card_of(drill, *play)
        assert now == {part: was[part] for part in now}, f"{drill} {play}"
