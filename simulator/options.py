"""What many commands share: their options and arguments, and the exit codes that mean the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

BELOW_THE_MARK = 1
INVALID = 3
INTERRUPTED = 130

RUN = Annotated[str, typer.Argument(help="A run's name, the beginning or end of it, or 'latest'.")]
SCENARIO = Annotated[str, typer.Argument(help="A scenario's id, or the path of a scenario file.")]
SEED = Annotated[int, typer.Option(help="What differs from run to run.", min=0, max=2**31)]
HOUSE = Annotated[
    str, typer.Option(help="Lay this house file over it; 'none' plays without the one of your data folder.")
]
HOUSE_FILE = Annotated[Path | None, typer.Option("--house", help="Lay this house file over it.")]
JSON = Annotated[bool, typer.Option("--json", help="Print one JSON value and nothing else.")]
