import pytest

from simulator.drill.clock import DAY, HOUR, MINUTE
from simulator.drill.wording import spoken_time
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario

NOON = read_scenario(find_scenario("lost-child-resort"))  # its drill begins at noon


@pytest.mark.parametrize(
    ("at", "due", "said"),
    [
        (0, 5 * MINUTE, "12:05"),
        (0, 11 * HOUR, "23:00"),
        (11 * HOUR + 50 * MINUTE, 12 * HOUR + 15 * MINUTE, "00:15"),
        (0, 21 * HOUR, "09:00 tomorrow"),
        (13 * HOUR, 21 * HOUR, "09:00"),
        (0, 2 * DAY, "12:00 in two days"),
        (DAY, 3 * DAY - 3 * HOUR, "09:00 in two days"),
        (0, 12 * DAY, "12:00 in 12 days"),
    ],
)
def test_a_time_is_named_as_somebody_would_name_it_then(at: int, due: int, said: str) -> None:
    assert spoken_time(NOON, due, at) == said
