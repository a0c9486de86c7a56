"""The briefing as data: who you are, what has been handed to you, what counts."""

from dataclasses import dataclass

from simulator.desktop.view_models.helping import Topic
from simulator.desktop.view_models.words import left_text, minute_text, span_text
from simulator.journal.records import Mode
from simulator.scenario.story import Story


@dataclass(frozen=True, slots=True)
class ModeLine:
    """One way to play."""

    mode: Mode
    name: str
    about: str
    icon: str


MODES = (
    ModeLine(Mode.GUIDED, "Guided", "Hints, faces that show how people feel, and no hurry.", "compass"),
    ModeLine(Mode.UNTIMED, "Untimed", "No hints. The clock moves only when you act or let it run.", "hourglass"),
    ModeLine(Mode.TIMED, "Timed", "The clock runs while somebody talks to you. You get time to read.", "timer"),
    ModeLine(Mode.ASSESSED, "Assessed", "As timed, with no notice and no pause. It stays assessed.", "clipboard-check"),
)

# What is said before an assessed drill starts, since nothing of it can be changed afterwards.
ASSESSED_RULES = (
    "You are told no more than the title. What is handed to you, you read when it has started; F1 opens it again.",
    "The clock runs while somebody waits for you. For every text there is time to read, as much as your settings give.",
    "The clock can't be stopped: not by F8, not by the help, not by another window in front.",
    "You can put the drill aside with Esc. The record shows it, and it goes on as an assessed drill or not at all.",
    "There are no hints and no faces, and nothing says whether what you hear is so.",
    "Your run is marked as assessed from the first moment to the last.",
)


@dataclass(frozen=True, slots=True)
class BriefingModel:
    """Everything the briefing shows."""

    title: str
    starts: str
    role: str
    brief: str
    authority: str
    standards: tuple[str, ...]
    counts: tuple[str, ...]
    seat_time: str
    industry: str


def briefing_model(story: Story) -> BriefingModel:
    """The briefing of a cast story."""
    standards = story.standards
    return BriefingModel(
        title=story.title,
        starts=minute_text(story, 0),
        role=story.role,
        brief=story.brief,
        authority=f"You may spend up to {left_text(standards.authority, standards.currency)} without asking anybody.",
        standards=(
            f"A first answer within {span_text(standards.first_reply)}.",
            f"News at least every {span_text(standards.update_every)}, also when there is none.",
        ),
        counts=story.counts,
        seat_time=f"about {span_text(story.seat_time)}",
        industry=story.industry,
    )


def handed_over(story: Story) -> tuple[Topic, ...]:
    """What the briefing of *story* said, for whoever wants to read it again in the middle."""
    model = briefing_model(story)
    told = "\n".join(line.strip() for line in model.brief.split("\n") if line.strip())
    return (
        Topic("What was handed to you", f"{model.role}.\n{told}"),
        Topic("What counts", "\n".join((model.authority, *model.counts, *model.standards))),
    )
