"""Makes the first draft of a drill of what somebody told: a scenario and its plan, sound from the first line on.

The shape is one that every recovery has: somebody is afraid, waits, learns why, and is made good. What to change is
said in comments where it stands; the words are those of whoever told it, wherever words of theirs belong.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from simulator.scenario.asking import in_words
from simulator.scenario.checks_judged import TIME_SAID
from simulator.workbench.interview import MINUTE, Told
from simulator.workbench.own_words import comment, quoted_yaml, sentence, shortened

TEMPLATES = Path(__file__).parent / "templates"
TOKEN = re.compile(r"<<(\w+)(?::(\d+))?>>")
HOUR = 60 * MINUTE
NEWS = ("found", "begun", "nearly")  # what becomes known on the way, a minute before each time to speak
BASIS = "Alex has seen such cases before"
GESTURE_COST = 20

USUAL = {
    "place": "The counter, a working day",
    "role": "The counter",
    "name": "Robin Field",
    "happened": "Something that was promised isn't there.",
    "first_words": "Excuse me. It isn't there. What do I do now?",
    "afraid": "that nobody will see to it",
    "untold": "I only want to know whether anybody is doing anything.",
    "cause": "We gave it to somebody else by mistake.",
    "lost": "I had looked forward to this day for weeks.",
    "hurt": "That isn't my department.",
    "helped": "I can see what this means for you today. I stay with it until it is solved.",
    "wonder": "Somebody from the house came round by themselves, brought it, and stayed for a coffee",
    "told_to": "a friend",
}


def scenario_text(told: Told, name: str) -> str:
    """The scenario file called *name*, as text; `reading` takes it as it is."""
    return filled((TEMPLATES / "draft.yaml").read_text(encoding="utf-8"), _entries(told, name))


def plan_text(told: Told, name: str, marks: Mapping[str, str]) -> str:
    """The plan beside it; *marks* holds `ends` and `bands` of each play: `careful_ends`, `careful_bands` and so on."""
    beat = beat_of(told)
    entries = {
        "id": name,
        "updates": "\n".join(_update(number, fact, told) for number, fact in enumerate(NEWS, 1)),
        "basis": quoted_yaml(BASIS, 0),
        "first_at": in_words(beat - 30_000),
        "first_low": in_words(_low(told, beat)),
        "first_high": in_words(_high(told, beat)),
        "beat": in_words(beat),
        "over_at": in_words(told.lasted + MINUTE),
        **marks,
    }
    return filled((TEMPLATES / "draft.plan.yaml").read_text(encoding="utf-8"), entries)


def filled(template: str, entries: Mapping[str, str]) -> str:
    """*template* with each `<<name:indent>>` replaced once: what an answer holds is never looked at again.

    With an indent the words come quoted for YAML; without one they stand as they are, each line below the first.
    """

    def entry(found: re.Match[str]) -> str:
        name, indent = found.group(1), found.group(2)
        column = found.start() - template.rfind("\n", 0, found.start()) - 1
        return quoted_yaml(entries[name], int(indent)) if indent else entries[name].replace("\n", "\n" + " " * column)

    return TOKEN.sub(entry, template)


def beat_of(told: Told) -> int:
    """How often somebody hears from us, in ms: four times while it lasts."""
    return told.lasted // 4 // MINUTE * MINUTE


def _entries(told: Told, name: str) -> dict[str, str]:
    """What stands for each token of the scenario's template."""
    words = {key: getattr(told, key) or usual for key, usual in USUAL.items()}
    return {"id": name, **_said(told), **_times(told), **_money(told), **_words(words), **_stories(words)} | {
        "mended": shortened(sentence(told.mended), 300) or "From tomorrow on somebody looks at it twice.",
    }


def _said(told: Told) -> dict[str, str]:
    """Each answer as it was given, for a comment."""
    return {f"said_{key}": comment(f"You said: {getattr(told, key) or '(nothing)'}") for key in (*USUAL, "mended")}


def _times(told: Told) -> dict[str, str]:
    beat = beat_of(told)
    lengths = {
        "limit": told.lasted + 6 * HOUR,
        "beat": beat,
        "lasts": told.lasted,
        "first_news": beat - MINUTE,
        "second_news": 2 * beat - MINUTE,
        "third_news": 3 * beat - MINUTE,
        "soon": told.lasted // 2 // MINUTE * MINUTE,
        "late": told.lasted * 3 // 2 // MINUTE * MINUTE,
        "during": told.lasted + 20 * MINUTE,
        "evening": told.lasted + 3 * HOUR,
    }
    clock = f"{told.starts // HOUR:02d}:{told.starts // MINUTE % 60:02d}"
    return {"starts": clock, **{name: in_words(length) for name, length in lengths.items()}}


def _money(told: Told) -> dict[str, str]:
    money, long = round(told.money, 2), told.lasted >= 2 * HOUR
    return {
        "money": f"{money:g}",
        "back": f"{money or GESTURE_COST:g}",
        "authority": f"{max(100, round(2 * money) + 4 * GESTURE_COST):d}",
        "distress": "high" if long else "some",
        "worth": "200" if long else "120",
        "heals": "money_now" if money > 100 else "attention",
    }


def _words(words: Mapping[str, str]) -> dict[str, str]:
    """Their words where they belong, each as long as its place allows."""
    first = shortened(words["name"], 30).split()[0]
    cause = shortened(sentence(words["cause"]), 400)
    wonder = shortened(words["wonder"], 220).rstrip(". ")
    return {
        "title": shortened(words["place"], 120),
        "role": shortened(words["role"], 160),
        "name": shortened(words["name"], 80),
        "ring": f"ring {first} once it is over, and ask how it went",
        "happened": shortened(sentence(words["happened"]), 300),
        "first_words": shortened(sentence(words["first_words"]), 600),
        "wants": shortened(f"not to have to be afraid of this: {words['afraid']}", 300),
        "untold": shortened(sentence(words["untold"]), 600),
        "cause": shortened(cause, 300),
        "tell": f"I know now what happened. {cause} That was us. I'm sorry; we put it right.",
        "alex_says": f"{cause} We are on it.",
        "lost": shortened(sentence(words["lost"]), 600),
        "detail": shortened(words["lost"], 120),
        "hurt": shortened(sentence(words["hurt"]), 600),
        # Whoever names a time claims something (SC045).
        "hurt_acts": "[deflect, {reassure: ungrounded}]" if TIME_SAID.search(words["hurt"]) else "[deflect]",
        "helped": shortened(sentence(words["helped"]), 600),
        "wonder": shortened(words["wonder"], 120),
        "wonder_offer": f"I'd like to do something for you: {wonder}.",
        "told_to": shortened(words["told_to"], 80),
    }


def _stories(words: Mapping[str, str]) -> dict[str, str]:
    """What is told: before it begins, and how it went."""
    short = {key: sentence(shortened(text, 220)) for key, text in words.items()}
    return {
        "brief": (
            f"You are here: {short['role']} {short['place']} Somebody is coming towards you. What they tell you is "
            "yours until it is over, and so is the call afterwards. Alex knows how things stand inside. You may spend "
            "what the desk allows without asking anybody."
        ),
        "hero": f"You won't believe it. {short['happened']} And then: {short['wonder']} I tell it whenever I can.",
        "fair": f"It went wrong, and they said so. I came with: {short['first_words']} They stayed with it.",
        "alone": f"{short['happened']} I asked, and what I heard was: {short['hurt']} I told everybody.",
    }


def _high(told: Told, at: int) -> int:
    """The end of an honest range at *at*: what was usual at the start, less the time that has passed."""
    return max(5 * MINUTE, told.lasted * 3 // 2 // MINUTE * MINUTE - at)


def _low(told: Told, at: int) -> int:
    return max(0, told.lasted // 2 // MINUTE * MINUTE - at)


def _update(number: int, fact: str, told: Told) -> str:
    """The move that tells the *number*th piece of news, half a minute after it is there."""
    beat = beat_of(told)
    at = number * beat
    again = beat if number < len(NEWS) else told.lasted + 2 * MINUTE - at
    low, high = in_words(_low(told, at)), in_words(_high(told, at))
    return (
        f"      - {{at: {in_words(at - 30_000)}, do: update, to: [customer], facts: [{fact}], quantity: wait, "
        f"low: {low}, high: {high}, basis: {quoted_yaml(BASIS, 0)}, doing: [gather], next_in: {in_words(again)}}}"
    )
