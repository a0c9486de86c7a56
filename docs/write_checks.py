"""Writes `docs/checks.md` from the table of kinds of problems."""

from pathlib import Path

from simulator.scenario.kinds import as_page

if __name__ == "__main__":
    Path(__file__).with_name("checks.md").write_text(as_page(), encoding="utf-8")
