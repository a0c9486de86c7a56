"""What is kept ready for speed says the same as what it was made of."""

import pytest

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.folding import fold
from simulator.drill.seeing import Seer
from simulator.drill.session import LiveSession
from tests.drill.playing import wet_ceiling


@pytest.mark.parametrize("bot", ["random", "careful"])
@pytest.mark.parametrize("seed", range(4))
def test_a_view_kept_up_to_date_is_the_view_made_afresh(bot: str, seed: int):
    story = cast(wet_ceiling(), seed)
    session = LiveSession(story, seed)
    session.submit(do.Begin())
    player = make(bot, story, seed)

    while step(session, player):
        state = fold(story, list(session.events()))
        afresh = Seer(state.tables, seed).see(state, session.view().now)
        assert session.view() == afresh


@pytest.mark.parametrize("bot", ["random", "careful", "silent"])
def test_the_tables_lead_where_the_machine_leads(bot: str):
    story = cast(wet_ceiling(), 0)
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    player = make(bot, story, 0)

    while step(session, player):
        now, state = session.view().now, fold(story, list(session.events()))
        tables = state.tables
        for name, beat in tables.triggers():
            assert tables.next_beat(name, beat, state, now) == tables.triggered(name, beat, state, now)
