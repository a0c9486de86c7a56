"""Where each box of a story's map stands: a lane for each person side by side, time running down the page.

Rows follow the moments at which plays came to a beat, so that what happens at about the same time stands side by side;
phases begin on rows of their own. A beat that no play reached stands below whatever leads to it. Pure arithmetic.
"""

from collections.abc import Iterator

from msgspec import Struct

from simulator.workbench.story_map import Arrow, Box, StoryMap

BESIDE = 3  # boxes of one lane in one row, at most
TOGETHER = 40_000  # ms: beats that begin within it may share a row
JUST_AFTER = 1_000  # ms behind what leads there, for a beat whose moment nobody knows


class Place(Struct, frozen=True):
    """Where a box stands: its *row* from the top, its *column* within its lane, and the *band* (phase) it lies in."""

    row: int
    column: int
    band: int


class Layout(Struct, frozen=True):
    """The place of every beat, how many columns each lane has, and the first row of each band that has any."""

    places: dict[str, Place]
    columns: dict[str, int]
    band_rows: dict[int, int]
    rows: int


def laid_out(story_map: StoryMap) -> Layout:
    """The places of *story_map*'s boxes."""
    moments = _moments(story_map)
    order = {box.id: number for number, box in enumerate(story_map.boxes)}
    boxes = sorted(story_map.boxes, key=lambda box: (moments[box.id], order[box.id]))
    table = _Table(story_map, moments)
    for box in boxes:
        table.put(box)
    return table.layout()


def _moments(story_map: StoryMap) -> dict[str, int]:
    """When each beat comes; where no play tells, when the world brings it, or just after whatever leads to it."""
    moments = {box.id: box.at for box in story_map.boxes if box.at is not None}
    for arrow in story_map.arrows:
        if arrow.at is not None:
            moments.setdefault(arrow.to, arrow.at)
    waiting = [box.id for box in story_map.boxes if box.id not in moments]
    for _ in waiting:
        for beat in waiting:
            before = [moments[a.source] for a in story_map.arrows if a.to == beat and a.source in moments]
            if before and beat not in moments:
                moments[beat] = max(before) + JUST_AFTER
    last = max(moments.values(), default=0)
    return {beat: moments.get(beat, last) for beat in (*moments, *waiting)}


class _Table:
    """Takes boxes in the order of their moments and gives each the first free place that is low enough."""

    def __init__(self, story_map: StoryMap, moments: dict[str, int]) -> None:
        self._moments = moments
        self._bands = [band.at for band in story_map.bands]
        self._into: dict[str, list[Arrow]] = {}
        for arrow in story_map.arrows:
            self._into.setdefault(arrow.to, []).append(arrow)
        self._places: dict[str, Place] = {}
        self._taken: dict[tuple[str, int], int] = {}
        self._lanes = [lane.id for lane in story_map.lanes]
        self._band, self._band_rows = -1, dict[int, int]()
        self._floor, self._since, self._last = 0, 0, -1

    def put(self, box: Box) -> None:
        """Give *box* its place."""
        moment = self._moments[box.id]
        self._begin_band(self._band_of(moment), moment)
        if moment - self._since > TOGETHER:
            self._floor, self._since = min(self._floor + 1, self._last + 1), moment
        row = max([self._floor, *self._below(box)])
        while self._taken.get((box.person, row), 0) >= BESIDE:
            row += 1
        column = self._taken.get((box.person, row), 0)
        self._taken[box.person, row] = column + 1
        self._places[box.id] = Place(row, column, self._band)
        self._last = max(self._last, row)

    def _band_of(self, moment: int) -> int:
        begun = [number for number, at in enumerate(self._bands) if at is not None and at <= moment]
        return max(begun, default=0)

    def _begin_band(self, band: int, moment: int) -> None:
        if band > self._band:
            self._band = band
            self._floor, self._since = self._last + 1, moment
            self._band_rows[band] = self._floor

    def _below(self, box: Box) -> Iterator[int]:
        """The rows right under whatever leads to *box* and stands already."""
        for arrow in self._into.get(box.id, ()):
            if arrow.source in self._places:
                yield self._places[arrow.source].row + 1

    def layout(self) -> Layout:
        """Everything that was put."""
        columns = dict.fromkeys(self._lanes, 1)
        for (lane, _), count in self._taken.items():
            columns[lane] = max(columns[lane], count)
        return Layout(self._places, columns, self._band_rows, self._last + 1)
