"""A story's map as a Mermaid flowchart: text that wikis and editors draw, a subgraph for each person.

Every name of a node is ours and every label is quoted with its marks as entities, so no text of a scenario is syntax.
"""

from collections.abc import Iterator

from simulator.workbench.shortening import shortened
from simulator.workbench.story_map import Arrow, Box, End, StoryMap, Why

LABEL, EDGE, PILL = 60, 28, 48  # letters of a box, of an arrow, of what the world does
_SHAFT = {Why.REPLY: "-->", Why.SILENCE: "-.->"}
_BROUGHT = {Why.START: "start", Why.HAPPENING: "happens", Why.PHASE: "phase"}
STYLES = (
    "classDef unreached stroke:#b3261e,stroke-width:3px,stroke-dasharray:6 4",
    "classDef world fill:#fff4d6,stroke:#8a6d1a,color:#3d3005",
    "classDef ending fill:#e4f0e6,stroke:#2e6b3e,color:#12331c",
)


def mermaid(story_map: StoryMap) -> Iterator[str]:
    """The flowchart of *story_map*, line by line."""
    node = {box.id: f"b{number}" for number, box in enumerate(story_map.boxes)}
    yield f"%% {_comment(story_map.title)}: {len(story_map.boxes)} beats; counts are of {story_map.plays} plays"
    yield "flowchart TB"
    for number, lane in enumerate(story_map.lanes):
        yield f'  subgraph lane{number}["{_label(lane.name)}"]'
        yield from (f"    {_box(box, node)}" for box in story_map.boxes if box.person == lane.id)
        yield "  end"
    yield from (f"  {line}" for line in _between(story_map, node))
    yield from (f"  {line}" for line in _world(story_map, node))
    yield '  subgraph endings["Endings"]'
    yield from (f"    e{number}{_ending(end, story_map)}" for number, end in enumerate(story_map.endings))
    yield "  end"
    yield from (f"  {style}" for style in STYLES)
    unreached = ",".join(node[beat] for beat in story_map.unreached)
    if unreached:
        yield f"  class {unreached} unreached"


def _box(box: Box, node: dict[str, str]) -> str:
    lines = [box.id, shortened(box.says, LABEL)] if box.says else [box.id]
    lines += [] if box.plays else ["no play came here"]
    return f'{node[box.id]}["{"<br/>".join(_label(line) for line in lines)}"]'


def _between(story_map: StoryMap, node: dict[str, str]) -> Iterator[str]:
    """One arrow for all replies that lead the same way, one for silence."""
    ways: dict[tuple[Why, str, str], list[Arrow]] = {}
    for arrow in story_map.arrows:
        if arrow.source:
            ways.setdefault((arrow.why, arrow.source, arrow.to), []).append(arrow)
    for (why, source, to), arrows in ways.items():
        first = arrows[0]
        label = f"{first.label} {first.words}" if why is Why.REPLY and len(arrows) == 1 else _numbers(arrows)
        yield f'{node[source]} {_SHAFT[why]}|"{_label(shortened(label, EDGE))}"| {node[to]}'


def _numbers(arrows: list[Arrow]) -> str:
    return ", ".join(dict.fromkeys(arrow.label for arrow in arrows))


def _world(story_map: StoryMap, node: dict[str, str]) -> Iterator[str]:
    for number, arrow in enumerate(arrow for arrow in story_map.arrows if not arrow.source):
        label = _label(shortened(f"{_BROUGHT[arrow.why]}: {arrow.label}", PILL))
        yield f'w{number}(["{label}"]):::world -.-> {node[arrow.to]}'


def _ending(end: End, story_map: StoryMap) -> str:
    seen = f"{end.plays} of {story_map.plays} plays" if end.plays else f"not seen in {story_map.plays} plays"
    return f'(["{_label(end.title)}<br/>{_label(end.id)}: {seen}"]):::ending'


def _label(text: str) -> str:
    """*text* inside a quoted label: whatever Mermaid or HTML could read as theirs becomes a numbered entity."""
    return "".join(letter if letter.isalnum() or letter in " .,:!?-_'()/" else f"#{ord(letter)};" for letter in text)


def _comment(text: str) -> str:
    return " ".join(text.replace("%", "").replace("{", "").replace("}", "").split())
