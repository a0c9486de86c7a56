"""What somebody in the drill may have thought, in words: of what was said to them, and of how they felt by then.

Thoughts follow the mood model's own reasons and its words. What must not live here: a figure, or advice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.scenario import acts as a
from simulator.scenario.acts import Act, ApologyPart

AT_ONCE = 2  # thoughts about one sentence; nobody thinks more while somebody is talking

# The mood's words, as the person would think them: of one, and of many.
FELT = {
    "frightened": ("I'm frightened.", "We're frightened."),
    "very worried": ("I'm very worried.", "We're very worried."),
    "worried": ("I'm worried.", "We're worried."),
    "uneasy": ("I'm uneasy.", "We're uneasy."),
    "calmer": ("I'm calmer than I was.", "We're calmer than we were."),
    "at ease": ("I'm at ease.", "We're at ease."),
    "losing patience": ("I'm losing patience.", "We're losing patience."),
    "angry": ("I'm angry.", "We're angry."),
    "furious": ("I'm furious.", "We're furious."),
    "no longer believes you": ("I don't believe a word of it any more.", "We don't believe a word of it any more."),
    "trusts you": ("I trust them.", "We trust them."),
    "tense": ("I'm holding on.", "We're holding on."),
    "calm": ("I'm calm.", "We're calm."),
}


@dataclass(frozen=True, slots=True)
class Thinking:
    """One person, or many, thinking."""

    many: bool

    def of_state(self, before: str, now: str) -> str:
        """What is newly felt, from the mood's words before and now; empty where nothing has changed."""
        known = before.split(", ")
        fresh = [word for word in now.split(", ") if word and word not in known]
        return " ".join(FELT[word][self.many] for word in fresh if word in FELT)

    def of_words(self, acts: Sequence[Act]) -> tuple[str, ...]:
        """What goes through a head at words that do *acts*, the weightiest first."""
        thoughts = [text for kind, text in self._reasons() if any(_is(act, kind) for act in acts)]
        return tuple(thoughts[:AT_ONCE])

    def of_silence(self, time: int, due: str) -> str:
        """A long wait, for the *time*-th time (from 0); *due* is when a word was promised, if one was."""
        if due:
            return f"They said by {due}. So {self.us('I wait', 'we wait')}."
        asked = f"Not a word. Have {self.us('I', 'we')} been forgotten?"
        return (asked, "Still nothing.", "Is anybody there?")[time % 3]

    def of_promise(self, label: str, due: str) -> str:
        """Somebody has given their word."""
        return f"{self.us('I have', 'We have')} their word, by {due}: “{label}”."

    def of_broken(self, label: str, due: str) -> str:
        """The time has passed."""
        return f"{due} has gone by, and nothing: “{label}”. So that was their word."

    def of_kept(self, label: str) -> str:
        """They did what they said."""
        return f"They said they would, and they did: “{label}”."

    def of_other_story(self) -> str:
        """What somebody else says isn't what was told before."""
        return f"That isn't what {self.us('I was', 'we were')} told."

    def of_rumour(self) -> str:
        """It came from somebody else."""
        return f"And {self.us('I have', 'we have')} to hear it from somebody else."

    def us(self, one: str, many: str) -> str:
        """The form for one, or for many."""
        return many if self.many else one

    def _reasons(self) -> tuple[tuple[str, str], ...]:
        us = self.us
        return (
            ("canned", f"{us('I have', 'We have')} heard that sentence from every desk there is."),
            ("deflect", "So it's somebody else's business. It always is."),
            ("empty hope", "How would they know that?"),
            ("owned", "They say it was theirs. They say it out loud."),
            ("sorry", f"They're sorry. {us('I heard it.', 'We heard it.')}"),
            ("close feeling", f"Somebody sees what this is for {us('me', 'us')}."),
            ("feeling", "At least somebody noticed."),
            ("infer", f"They've understood what {us('I', 'we')} didn't say."),
            ("act", "Something is being done, now."),
            ("detail", f"They know who {us('I am', 'we are')}."),
            ("explore", f"They ask, and it's about {us('me', 'us')}."),
            ("details asked", "Questions. Always questions first."),
            ("presence", "They're staying."),
            ("hope", "There is something to hold on to."),
            ("explain", "So that's what happened."),
            ("assure", "So it isn't to happen to the next one."),
            ("fact", f"Now {us('I know', 'we know')} that."),
            ("doubtful", "They don't know it for certain, and they say so."),
            ("unknown", "They don't know yet. At least they say so."),
            ("estimate", f"Now {us('I know', 'we know')} about how long."),
            ("report", f"{us('I can', 'We can')} see what is being done."),
            ("ask what", f"They ask what would do {us('me', 'us')} good."),
            ("listen", f"They let {us('me', 'us')} tell it."),
        )


def _is(act: Act, kind: str) -> bool:
    """Whether *act* is of the *kind* that a thought is about."""
    match act:
        case a.Canned():
            return kind == "canned"
        case a.Deflect():
            return kind == "deflect"
        case a.Reassure(grounded=grounded):
            return kind == ("hope" if grounded else "empty hope")
        case a.Apologise(parts=parts):
            return kind == ("owned" if ApologyPart.RESPONSIBILITY in parts else "sorry")
        case a.NameFeeling(level=level):
            return kind == ("close feeling" if level > 1 else "feeling")
        case a.Infer(level=level):
            return kind == "infer" and level > 1
        case a.Claim(hedged=hedged):
            return kind == ("doubtful" if hedged else "fact")
        case _:
            return kind == _PLAIN.get(type(act), "")


_PLAIN: dict[type[Act], str] = {
    a.ActOn: "act",
    a.Assign: "act",
    a.Detail: "detail",
    a.Explore: "explore",
    a.AskDetails: "details asked",
    a.Presence: "presence",
    a.Explain: "explain",
    a.Assure: "assure",
    a.Unknown: "unknown",
    a.Estimate: "estimate",
    a.Report: "report",
    a.AskPreference: "ask what",
    a.Listen: "listen",
}
