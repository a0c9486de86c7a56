"""The bots by name: who plays when `--bot NAME` is asked for."""

from collections.abc import Callable

from simulator.bots import habits
from simulator.bots.careful import CarefulBot, HurriedBot, LiarBot, SpendthriftBot
from simulator.bots.habits import FavouriteBot, RandomBot, SilentBot, Taste
from simulator.bots.playing import Policy
from simulator.errors import NotFound
from simulator.scenario.story import Story

Maker = Callable[[Story, int], Policy]

TELL_TALES: dict[str, Taste] = {
    "longest": habits.longest,
    "politest": habits.politest,
    "clock-and-name": habits.clock_and_name,
    "most-acts": habits.most_acts,
    "plain": habits.plain,
    "first": lambda reply: 0.0,  # max() keeps the first of equals: the first one listed
}

MAKERS: dict[str, Maker] = {
    "careful": lambda story, seed: CarefulBot(story),
    "hurried": lambda story, seed: HurriedBot(story),
    "curt": lambda story, seed: FavouriteBot(story, habits.hurry),
    "template": lambda story, seed: FavouriteBot(story, habits.stock_phrases),
    "silent": lambda story, seed: SilentBot(),
    "liar-but-nice": lambda story, seed: LiarBot(story),
    "spendthrift": lambda story, seed: SpendthriftBot(story),
    "random": RandomBot,
}


def _tell_tale(taste: Taste) -> Maker:
    return lambda story, seed: RandomBot(story, seed, taste)


MAKERS |= {name: _tell_tale(taste) for name, taste in TELL_TALES.items()}


def full_name(name: str) -> str:
    """The bot meant by *name*, which may be the beginning of it. Raises NotFound, naming those there are."""
    asked = name.lower().replace("_", "-")
    meant = [asked] if asked in MAKERS else [known for known in MAKERS if asked and known.startswith(asked)]
    if len(meant) != 1:
        raise NotFound(f"There is no bot called '{name}'. There are: {', '.join(MAKERS)}.")
    return meant[0]


def make(name: str, story: Story, seed: int) -> Policy:
    """The bot called *name*, ready to play *story* with *seed*. Raises NotFound, naming those there are."""
    return MAKERS[full_name(name)](story, seed)
