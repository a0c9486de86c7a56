"""The forms a map can have, and which of them a command line asks for."""

from enum import StrEnum
from pathlib import Path

import msgspec

from simulator.errors import Usage
from simulator.workbench.mermaid_map import mermaid
from simulator.workbench.story_map import StoryMap
from simulator.workbench.svg_map import svg


class Form(StrEnum):
    """What a map is written as."""

    SVG = "--svg"
    MERMAID = "--mermaid"
    JSON = "--json"


def chosen_form(as_svg: bool, as_mermaid: bool, as_json: bool, out: Path | None) -> Form:
    """The one form asked for; where none is, what the name of *out* says, else Mermaid. Raises `Usage` for two."""
    asked = [form for form, wanted in zip(Form, (as_svg, as_mermaid, as_json), strict=True) if wanted]
    if len(asked) > 1:
        raise Usage(f"{asked[0]} and {asked[1]} are two forms of a map; choose one of them.")
    if asked:
        return asked[0]
    by_name = {".svg": Form.SVG, ".json": Form.JSON}
    return by_name.get(out.suffix.lower(), Form.MERMAID) if out else Form.MERMAID


def drawn(story_map: StoryMap, form: Form) -> str:
    """*story_map* in *form*, as the text of a file."""
    if form is Form.JSON:
        return msgspec.json.encode(story_map).decode() + "\n"
    return "\n".join(svg(story_map) if form is Form.SVG else mermaid(story_map)) + "\n"
