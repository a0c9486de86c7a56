"""Whoever writes takes a moment to type: until then their words stand as "is typing". Only how it looks, never a rule.

The drill's clock and its rules know nothing of it, and any key brings the words at once. Times in ms of wall time.
"""

from dataclasses import dataclass, field, replace

from simulator.desktop.view_models.drill import DrillModel
from simulator.desktop.view_models.talk import Message, Talk, Whose
from simulator.scenario.story import Channel, Story

LEAST, PER_LETTER, MOST = 400, 9, 1_800  # a quick writer; nobody is made to wait longer than two seconds (D)


@dataclass(slots=True)
class Typing:
    """Who is typing in the conversation that is looked at, and for how much longer."""

    story: Story
    on: bool = False
    _seen: dict[str, int] = field(default_factory=dict)
    _person: str = ""
    _left: int = 0

    @property
    def left_ms(self) -> int:
        """How much longer the latest words are being typed."""
        return self._left

    def look_at(self, person: str, talk: Talk) -> None:
        """Look at *person*: what came while somebody looks is typed, what came before is there."""
        said = talk.with_person(person)
        before, self._seen[person] = self._seen.get(person), len(said)
        if person != self._person:
            self._person, self._left = person, 0
        if not self.on or before is None or len(said) <= before or not _writes(self.story, person):
            return
        last = said[-1]
        if last.whose is Whose.THEIRS:
            self._left = min(MOST, LEAST + PER_LETTER * len(last.words))

    def pass_time(self, elapsed_ms: int) -> int:
        """Type on for *elapsed_ms*; gives what is left of it once the words are there."""
        used = min(self._left, elapsed_ms)
        self._left -= used
        return elapsed_ms - used

    def finish(self) -> None:
        """The words are there now."""
        self._left = 0


def _writes(story: Story, person: str) -> bool:
    return any(p.id == person and p.channel is Channel.CHAT for p in story.people)


def while_typing(model: DrillModel) -> DrillModel:
    """*model* while the latest words are still being typed: nothing to answer yet."""
    last = model.messages[-1]
    typing = Message(Whose.THEIRS, last.speaker, last.time, f"{last.speaker} is typing.")
    return replace(model, messages=(*model.messages[:-1], typing), replies=(), typing=last.speaker)
