"""Who looked, as the system knows them."""

import os
from datetime import UTC, datetime

import pytest

from simulator.book import looking
from simulator.book.ledger import Looked

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows knows logins another way")


def test_a_login_is_that_of_the_account_whatever_its_environment_says(ledger, monkeypatch):
    known = looking.who_looks()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")

    looking.note_a_look(ledger, NOON, "board")

    assert known == looking.login_of(os.getuid())
    assert ledger.read() == (Looked("2026-03-01T12:00:00Z", known, "board"),)


def test_an_account_without_a_login_is_called_by_its_number():
    assert looking.login_of(2_001_002_003) == f"account {2_001_002_003}"


def test_a_look_at_nobody_else_leaves_no_line(homes, ledger):
    looking.note_others(homes.runs(), NOON, "scores", [])

    assert ledger.read() == ()


@pytest.mark.parametrize(("others", "about"), [(["p1"], "p1"), (["p1", "p2"], "")])
def test_a_look_is_one_line_about_one_or_about_many(homes, ledger, others, about):
    runs = homes.runs()

    looking.note_others(runs, NOON, "scores", others, runs.home / "." / "")

    assert [(line.what, line.about) for line in ledger.read()] == [("scores", about)]
