"""A story's map as one SVG: no script, no font and no picture from elsewhere; it opens in a browser and prints.

What no play reached has a broken border and says so: colour alone tells nothing. Every text is escaped.
"""

from collections.abc import Iterator
from html import escape

from msgspec import Struct

from simulator.workbench.map_layout import Layout, laid_out
from simulator.workbench.shortening import in_lines, shortened
from simulator.workbench.story_map import Arrow, Box, End, StoryMap, Why, map_sentence

WIDTH, HEIGHT = 196, 70  # of a box
GUTTER, GAP = 26, 34  # between columns, between rows
PILL = 15  # height of one line about what the world does
EDGE, HEAD, BAND, TITLE = 24, 34, 56, 96  # margins, a lane's head, a band's head, the title
LETTERS, ID_LETTERS, PILL_LETTERS, END_LETTERS = 30, 22, 34, 36
MOST_PILLS = 3
LINE = 13  # height of a line that says where a reply goes on
FAR = 5  # rows: what leads further down, or back up, is told in the box instead of drawn right across the map

STYLE = """
svg { background: #fff; font-family: system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
text { fill: #1c2024; font-size: 11px; }
.title { font-size: 22px; font-weight: 600; } .note { font-size: 13px; fill: #4a5259; }
.lane { fill: #f4f6f8; } .head { font-size: 14px; font-weight: 600; } .role { fill: #4a5259; }
.band { stroke: #1c2024; stroke-width: 1.5; } .bandname { font-size: 15px; font-weight: 600; }
.box { fill: #fff; stroke: #55606a; stroke-width: 1.2; } .id { font-weight: 600; font-size: 11.5px; }
.unreached { stroke: #b3261e; stroke-width: 2.4; stroke-dasharray: 7 4; } .warn { fill: #9a1c14; font-weight: 600; }
.ends { stroke-width: 3; } .count, .stay { fill: #4a5259; font-size: 10px; }
.way { fill: none; stroke: #3f5c8a; stroke-width: 1.3; } .silence { stroke: #8a3d7a; stroke-dasharray: 5 4; }
.number { font-size: 10px; fill: #2b4166; } .mute { fill: #6b2d5e; font-size: 10px; }
.world { fill: #6b4f00; font-size: 10px; } .worldline { stroke: #8a6d1a; fill: none; stroke-width: 1.2; }
.ending { fill: #e9f3eb; stroke: #2e6b3e; stroke-width: 1.2; }
"""


class _Sheet(Struct, frozen=True):
    """The measures of one drawing: the left edge of each lane, the top of each row, and the whole."""

    story_map: StoryMap
    layout: Layout
    lane_x: dict[str, int]
    row_y: tuple[int, ...]
    pills: dict[str, tuple[Arrow, ...]]
    far: dict[str, tuple[str, ...]]
    drawn: tuple["_Way", ...]
    width: int
    bottom: int

    def corner(self, beat: str, person: str) -> tuple[int, int]:
        """The upper left corner of a beat's box."""
        place = self.layout.places[beat]
        return self.lane_x[person] + GUTTER + place.column * (WIDTH + GUTTER), self.row_y[place.row]

    def height(self, beat: str) -> int:
        """How high a beat's box is."""
        return HEIGHT + LINE * len(self.far.get(beat, ()))


class _Way(Struct, frozen=True):
    """All arrows of one kind from one beat to another."""

    why: Why
    source: str
    to: str
    arrows: tuple[Arrow, ...]

    @property
    def label(self) -> str:
        """The numbers of its replies, or after how long."""
        return ", ".join(dict.fromkeys(arrow.label for arrow in self.arrows))

    @property
    def told(self) -> str:
        """All of it, in words."""
        return "; ".join(f"{a.label}: {a.words}{f' ({a.when})' if a.when else ''}" for a in self.arrows)


def svg(story_map: StoryMap) -> Iterator[str]:
    """The drawing of *story_map*, line by line."""
    sheet = _measured(story_map)
    endings = tuple(_endings(sheet))
    height = sheet.bottom + BAND + _ending_rows(sheet) * (HEIGHT + 12) + EDGE
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width}" height="{height}" '
        f'viewBox="0 0 {sheet.width} {height}" role="img" aria-labelledby="t d">'
    )
    yield f'<title id="t">{_text(story_map.title)}</title>'
    yield f'<desc id="d">{_text(map_sentence(story_map))}</desc>'
    yield f"<style>{STYLE}</style>"
    yield _MARKERS
    yield from _title(story_map)
    yield from _lanes(sheet)
    yield from _bands(sheet)
    people = {box.id: box.person for box in story_map.boxes}
    yield from _ways(sheet, people)
    for box in story_map.boxes:
        yield from _box(sheet, box)
    yield from endings
    yield "</svg>"


_MARKERS = (
    "<defs>"
    + "".join(
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="{colour}"/></marker>'
        for name, colour in (("reply", "#3f5c8a"), ("silence", "#8a3d7a"), ("worldend", "#8a6d1a"))
    )
    + "</defs>"
)


def _text(words: str) -> str:
    """*words* as XML: escaped, and without characters that XML knows no way to write."""
    return escape("".join(letter for letter in words if letter.isprintable()))


# -- measuring


def _measured(story_map: StoryMap) -> _Sheet:
    layout = laid_out(story_map)
    pills: dict[str, tuple[Arrow, ...]] = {}
    for arrow in story_map.arrows:
        if not arrow.source:
            pills[arrow.to] = (*pills.get(arrow.to, ()), arrow)
    lane_x, x = {}, EDGE
    for lane in story_map.lanes:
        lane_x[lane.id] = x
        x += layout.columns[lane.id] * (WIDTH + GUTTER) + GUTTER + 8
    near, far = _near_and_far(story_map, layout)
    rows, bottom = _row_tops(layout, pills, far)
    return _Sheet(story_map, layout, lane_x, rows, pills, far, near, max(x + EDGE, 900), bottom)


def _near_and_far(story_map: StoryMap, layout: Layout) -> tuple[tuple[_Way, ...], dict[str, tuple[str, ...]]]:
    """The ways that are drawn, and for each beat the lines that tell where else it leads."""
    near, far = [], dict[str, tuple[str, ...]]()
    for way in _all_ways(story_map):
        down = layout.places[way.to].row - layout.places[way.source].row
        if 0 < down <= FAR:
            near.append(way)
        else:
            far[way.source] = (*far.get(way.source, ()), f"{way.label} ▸ {way.to}")
    return tuple(near), far


def _all_ways(story_map: StoryMap) -> Iterator[_Way]:
    ways: dict[tuple[Why, str, str], list[Arrow]] = {}
    for arrow in story_map.arrows:
        if arrow.source:
            ways.setdefault((arrow.why, arrow.source, arrow.to), []).append(arrow)
    for (why, source, to), arrows in ways.items():
        yield _Way(why, source, to, tuple(arrows))


def _row_tops(
    layout: Layout, pills: dict[str, tuple[Arrow, ...]], far: dict[str, tuple[str, ...]]
) -> tuple[tuple[int, ...], int]:
    """The top of each row, and where the last one ends."""
    above, within = [0] * layout.rows, [0] * layout.rows
    for beat, place in layout.places.items():
        above[place.row] = max(above[place.row], min(MOST_PILLS, len(pills.get(beat, ()))))
        within[place.row] = max(within[place.row], len(far.get(beat, ())))
    tops, y, begins = [], TITLE, set(layout.band_rows.values())
    for row in range(layout.rows):
        y += (BAND + HEAD if row in begins else 0) + above[row] * PILL
        tops.append(y)
        y += HEIGHT + within[row] * LINE + GAP
    return tuple(tops), y


# -- drawing


def _title(story_map: StoryMap) -> Iterator[str]:
    yield f'<text class="title" x="{EDGE}" y="36">{_text(story_map.title)}</text>'
    yield f'<text class="note" x="{EDGE}" y="58">{_text(shortened(map_sentence(story_map), 200))}</text>'
    told = (
        "Time runs down. Blue: a reply, with its number. Purple, broken: nobody answers. "
        "A number with ▸: it goes on there. Brown: the world by itself. A thick border: the conversation ends there."
    )
    yield f'<text class="note" x="{EDGE}" y="78">{told}</text>'


def _lanes(sheet: _Sheet) -> Iterator[str]:
    for lane in sheet.story_map.lanes:
        wide = sheet.layout.columns[lane.id] * (WIDTH + GUTTER) + GUTTER
        x = sheet.lane_x[lane.id]
        yield f'<rect class="lane" x="{x}" y="{TITLE}" width="{wide}" height="{sheet.bottom - TITLE}" rx="6"/>'


def _bands(sheet: _Sheet) -> Iterator[str]:
    for number, row in sheet.layout.band_rows.items():
        band = sheet.story_map.bands[number] if number < len(sheet.story_map.bands) else None
        above = max((len(sheet.pills.get(b, ())) for b, p in sheet.layout.places.items() if p.row == row), default=0)
        y = sheet.row_y[row] - HEAD - 12 - min(MOST_PILLS, above) * PILL
        yield f'<line class="band" x1="{EDGE}" x2="{sheet.width - EDGE}" y1="{y}" y2="{y}"/>'
        if band:
            yield f'<text class="bandname" x="{EDGE + 8}" y="{y - 7}">{_text(band.label)}</text>'
        yield from _lane_heads(sheet, y + 18)


def _lane_heads(sheet: _Sheet, y: int) -> Iterator[str]:
    for lane in sheet.story_map.lanes:
        x = sheet.lane_x[lane.id] + GUTTER
        room = sheet.layout.columns[lane.id] * 34
        name = shortened(lane.name, room - 8)
        yield f'<text class="head" x="{x}" y="{y}">{_text(name)}<title>{_text(lane.role)}</title></text>'
        yield f'<text class="role" x="{x}" y="{y + 14}">{_text(shortened(lane.role, room))}</text>'


def _box(sheet: _Sheet, box: Box) -> Iterator[str]:
    x, y = sheet.corner(box.id, box.person)
    kind = "box" + ("" if box.plays else " unreached") + (" ends" if box.ends else "")
    yield f"<g><title>{_text(f'{box.id}: {box.says}')}</title>"
    yield f'<rect class="{kind}" x="{x}" y="{y}" width="{WIDTH}" height="{sheet.height(box.id)}" rx="5"/>'
    yield f'<text class="id" x="{x + 8}" y="{y + 16}">{_text(shortened(box.id, ID_LETTERS))}</text>'
    yield f'<text class="count" x="{x + WIDTH - 8}" y="{y + 16}" text-anchor="end">{_text(box.time)}</text>'
    for number, line in enumerate(in_lines(box.says, LETTERS, 2)):
        yield f'<text x="{x + 8}" y="{y + 32 + number * 13}">{_text(line)}</text>'
    yield from _foot(sheet.story_map, box, x, y + HEIGHT - 11)
    for number, line in enumerate(sheet.far.get(box.id, ()), 1):
        at = y + HEIGHT - 10 + number * LINE
        yield f'<text class="number" x="{x + 8}" y="{at}">{_text(shortened(line, 36))}</text>'
    yield "</g>"
    yield from _brought(sheet.pills.get(box.id, ()), x, y)


def _foot(story_map: StoryMap, box: Box, x: int, y: int) -> Iterator[str]:
    if box.plays:
        yield f'<text class="count" x="{x + 8}" y="{y}">{box.plays} of {story_map.plays} plays</text>'
    else:
        yield f'<text class="warn" x="{x + 8}" y="{y}">no play came here</text>'
    if box.stays:
        stay = f"{', '.join(box.stays)}: stays"
        yield f'<text class="stay" x="{x + WIDTH - 8}" y="{y}" text-anchor="end">{_text(shortened(stay, 16))}</text>'


def _brought(pills: tuple[Arrow, ...], x: int, y: int) -> Iterator[str]:
    """What the world does to bring somebody here, as lines above the box with an arrow into it."""
    shown = pills if len(pills) <= MOST_PILLS else pills[: MOST_PILLS - 1]
    lines = [arrow.label for arrow in shown]
    lines += [f"and {len(pills) - len(shown)} more ways"] if len(pills) > len(shown) else []
    if not lines:
        return
    top = y - 5 - len(lines) * PILL
    yield f'<path class="worldline" d="M{x + 8} {top + 6}V{y - 1}" marker-end="url(#worldend)"/>'
    whole = "; ".join(f"{arrow.label}{f' ({arrow.when})' if arrow.when else ''}" for arrow in pills)
    for number, line in enumerate(lines):
        at = top + 11 + number * PILL
        said = _text(shortened(line, PILL_LETTERS))
        yield f'<text class="world" x="{x + 15}" y="{at}">{said}<title>{_text(whole)}</title></text>'


# -- ways from beat to beat


def _ways(sheet: _Sheet, people: dict[str, str]) -> Iterator[str]:
    leaving: dict[str, int] = {}
    for number, way in enumerate(sheet.drawn):
        leaving[way.source] = leaving.get(way.source, 0) + 1
        yield from _way(sheet, people, way, (leaving[way.source], number))


def _way(sheet: _Sheet, people: dict[str, str], way: _Way, numbers: tuple[int, int]) -> Iterator[str]:
    place, number = numbers
    source, to = sheet.corner(way.source, people[way.source]), sheet.corner(way.to, people[way.to])
    foot = source[1] + sheet.height(way.source)
    out = source[0] + 30 + (place * 27) % (WIDTH - 44)
    into = to[0] + WIDTH - 24 - (number * 13) % (WIDTH - 90)
    down = sheet.layout.places[way.to].row - sheet.layout.places[way.source].row
    path = _path((out, foot), (into, to[1]), None if down == 1 else to[0] - 4 - (number * 5) % (GUTTER - 8))
    kind, end, style = ("way silence", "silence", "mute") if way.why is Why.SILENCE else ("way", "reply", "number")
    yield f'<g><title>{_text(way.told)}</title><path class="{kind}" d="{path}" marker-end="url(#{end})"/>'
    yield f'<text class="{style}" x="{out + 3}" y="{foot + 11}">{_text(shortened(way.label, 14))}</text></g>'


def _path(start: tuple[int, int], end: tuple[int, int], gutter: int | None) -> str:
    """A curve to the next row; further on, down the *gutter* beside the box it ends at."""
    (x1, y1), (x2, y2) = start, end
    if gutter is None:
        return f"M{x1} {y1}C{x1} {y1 + 22} {x2} {y2 - 24} {x2} {y2 - 1}"
    below, above = y1 + 15, y2 - 13
    return (
        f"M{x1} {y1}C{x1} {below} {x1} {below} {(x1 + gutter) // 2} {below}"
        f"S{gutter} {below} {gutter} {below + 9}V{above - 9}"
        f"C{gutter} {above} {gutter} {above} {(gutter + x2) // 2} {above}S{x2} {above} {x2} {y2 - 1}"
    )


# -- endings


def _ending_rows(sheet: _Sheet) -> int:
    across = _across(sheet)
    return -(-len(sheet.story_map.endings) // across)


def _across(sheet: _Sheet) -> int:
    return max(1, (sheet.width - 2 * EDGE) // (WIDTH + 40 + 12))


def _endings(sheet: _Sheet) -> Iterator[str]:
    y = sheet.bottom + 30
    yield f'<line class="band" x1="{EDGE}" x2="{sheet.width - EDGE}" y1="{y}" y2="{y}"/>'
    yield f'<text class="bandname" x="{EDGE + 8}" y="{y - 7}">Endings: the first whose condition holds</text>'
    for number, end in enumerate(sheet.story_map.endings):
        row, column = divmod(number, _across(sheet))
        yield from _ending(sheet, end, EDGE + column * (WIDTH + 52), y + 12 + row * (HEIGHT + 12))


def _ending(sheet: _Sheet, end: End, x: int, y: int) -> Iterator[str]:
    plays = sheet.story_map.plays
    seen = f"{end.plays} of {plays} plays" if end.plays else f"not seen in {plays} plays"
    kind = "ending" if end.plays else "ending unreached"
    when = end.when or "otherwise"
    yield f"<g><title>{_text(f'{end.title}: {when}')}</title>"
    yield f'<rect class="{kind}" x="{x}" y="{y}" width="{WIDTH + 40}" height="{HEIGHT}" rx="14"/>'
    yield f'<text class="id" x="{x + 12}" y="{y + 17}">{_text(shortened(end.title, END_LETTERS - 4))}</text>'
    style = "count" if end.plays else "warn"
    yield f'<text class="{style}" x="{x + 12}" y="{y + 31}">{_text(end.id)}: {seen}</text>'
    for number, line in enumerate(in_lines(when, END_LETTERS, 2)):
        yield f'<text x="{x + 12}" y="{y + 46 + number * 13}">{_text(line)}</text>'
    yield "</g>"
