"""Writes `docs/constants.md`, and the table of bands into `docs/scoring.md`, from the tables in the code."""

from pathlib import Path

from simulator.drill.mood_constants import MOOD
from simulator.drill.origins import rows
from simulator.scoring.bands import BANDS
from simulator.scoring.rubric import RUBRIC, VERSION

HERE = Path(__file__).parent
BAND_HEAD = "| score | from | it is called | where the line comes from |\n|---|---|---|---|\n"
HEAD = f"""# Every constant of the scores and the moods

Written from `simulator/scoring/rubric.py` (rubric {VERSION}) and `simulator/drill/mood_constants.py` by
`docs/write_scoring.py`. **F**: fitted to a published or measured number. **O**: the order is published, the size is
ours. **D**: a decision of this product. The range is the one in which the model still makes sense.
"""


def constants_page() -> str:
    """The page of constants."""
    return f"{HEAD}\n## The four scores\n\n{_table(RUBRIC)}\n## How a customer feels\n\n{_table(MOOD)}"


def _table(constants: object) -> str:
    lines = ["| constant | value | unit | range | tag | where from |", "|---|---|---|---|---|---|"]
    for name, value, origin in rows(constants):
        span = f"{origin.low:g} to {origin.high:g}"
        lines.append(f"| {name} | {value:.4g} | {origin.unit} | {span} | {origin.tag.value} | {origin.source} |")
    return "\n".join(lines) + "\n"


def bands_table() -> str:
    """The rows of the table of bands."""
    return "".join(
        f"| {dimension.value} | {band.least:g} | {band.name}: {band.means} | {band.source} |\n"
        for dimension, bands in BANDS.items()
        for band in bands
    )


def with_bands(page: str) -> str:
    """*page* with its table of bands written anew."""
    before, rest = page.split(BAND_HEAD, 1)
    after = rest[rest.index("\n## ") :]
    return before + BAND_HEAD + bands_table() + after


if __name__ == "__main__":
    (HERE / "constants.md").write_text(constants_page(), encoding="utf-8")
    scoring = HERE / "scoring.md"
    scoring.write_text(with_bands(scoring.read_text(encoding="utf-8")), encoding="utf-8")
