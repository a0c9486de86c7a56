"""Checks on the world of a drill: what nobody can reach, what a seed draws, ranges of time."""

from collections.abc import Iterator

from simulator.scenario import acts
from simulator.scenario.finds import Find
from simulator.scenario.places import Places
from simulator.scenario.problems import Placed, listed, quoted
from simulator.scenario.reach import Part, Reach, reach_of
from simulator.scenario.story import Story, Term, Word

# How each part that nobody reaches is told: its code, and what to say of it.
UNREACHED = {
    "heard": ("SC047", "nobody can learn the fact {}. Let somebody say it: write it into a 'learns'."),
    "within_reach": ("SC048", "nobody can be given {}. Look at its conditions, its cost and the yes it needs."),
    "beat": ("SC040", "no play reaches the beat {}. Lead a reply, a happening or 'opens_with' to it."),
    "reply": ("SC050", "the reply {} is never open. Look at its 'when'."),
    "question": ("SC050", "the question {} can never be asked. Look at its 'when', and at when its person is met."),
    "job": ("SC050", "the job {} is never open. Look at its 'when'."),
    "happening": ("SC051", "{} never happens. Look at 'at', 'once' and 'unless', and at the drill's limit."),
    "phase": ("SC051", "the phase {} never begins. Look at 'when' and 'jump_to', and at the drill's limit."),
    "commitment": ("SC046", "nobody can keep the promise {}. Look at 'kept_when' and 'at'."),
    "ending": ("SC049", "no play ends with {}. Look at its 'when'."),
}
# A file with more is half written; the first few are enough, and each of them costs time.
MOST_TOLD = 12
MOST_WEIGHED = 6


def parts_nobody_reaches(story: Story, places: Places) -> Iterator[Find]:
    """SC040, SC046 to SC051: what no play can bring about. Of what hangs together only the root is told."""
    reach = reach_of(story)
    missing = [part for part in _parts(story, reach) if part not in reach.possible]
    for part in _roots(reach, missing) if missing else ():
        code, told = UNREACHED[part[0]]
        yield Find(_place(places, story, part), code, told.replace("{}", quoted(part[1])))


def judged_and_out_of_reach(story: Story, places: Places) -> Iterator[Find]:
    """SC046 to SC049 for one variant: what is judged in it, and a remedy and an ending, must be within reach."""
    reach = reach_of(story)
    for part in _judged_parts(story, reach):
        if part not in reach.possible:
            code, told = UNREACHED[part[0]]
            yield Find(_place(places, story, part), code, told.replace("{}", quoted(part[1])))
    for person in story.people:
        wanted = [("within_reach", remedy) for remedy in person.prefers]
        if person.id in story.judged.audiences and wanted and reach.possible.isdisjoint(wanted):
            told = f"nothing of what {quoted(person.id)} prefers can be given. Look at the conditions of 'prefers'."
            yield Find(places.of("people", person.id), "SC048", told)
    if all(("ending", ending.id) not in reach.possible for ending in story.endings):
        yield Find(places.of("endings", story.endings[0].id), "SC049", "no play comes to any ending. Look at 'when'.")


def _judged_parts(story: Story, reach: Reach) -> Iterator[Part]:
    judged = story.judged
    told = (required.fact for required in (*judged.required_facts, *judged.required_disclosures))
    # A fact that isn't so in this variant isn't owed in it.
    yield from (("heard", f) for f in dict.fromkeys((judged.resolution, *told)) if reach.can_hold(Term(Word.TRUE, f)))
    if not reach.can_hold(Term(Word.TRUE, judged.resolution)):
        yield ("heard", judged.resolution)
    yield from (("commitment", required.what) for required in judged.required_commitments)


def _roots(reach: Reach, missing: list[Part]) -> list[Part]:
    """Give the parts that stay out of reach even if all others came about; of a closed circle, one part."""
    everything = reach.with_also(frozenset(missing))
    roots = [part for part in missing if not reach.has_way(part, everything)][:MOST_TOLD]
    missing = _without(missing, reach.with_also(frozenset(roots)))
    while missing and len(roots) < MOST_TOLD:
        granted = frozenset(roots)
        roots.append(max(missing[:MOST_WEIGHED], key=lambda part: len(reach.with_also(granted | {part}))))
        missing = _without(missing, reach.with_also(frozenset(roots)))
    return roots


def _without(parts: list[Part], reached: frozenset[Part]) -> list[Part]:
    return [part for part in parts if part not in reached]


def _parts(story: Story, reach: Reach) -> list[Part]:
    parts = [("beat", beat.id) for beat in story.beats]
    parts += [("happening", happening.id) for happening in story.happenings]
    parts += [("phase", phase.id) for phase in story.phases]
    parts += [("job", job.id) for job in story.jobs]
    parts += [("question", question.id) for question in story.questions]
    parts += [("reply", reply.id) for beat in story.beats for reply in beat.replies]
    # What is never true is there to be claimed by mistake; nobody need say it.
    parts += [("heard", fact.id) for fact in story.facts if reach.can_hold(Term(Word.TRUE, fact.id))]
    parts += [("within_reach", remedy.id) for remedy in story.remedies]
    parts += [("commitment", commitment.id) for commitment in story.commitments]
    return parts + [("ending", ending.id) for ending in story.endings]


def _place(places: Places, story: Story, part: Part) -> Placed:
    kind, name = part
    if kind == "reply":
        return places.reply(name)
    if kind == "phase":
        return places.of("phases", [phase.id for phase in story.phases].index(name))
    sections = {"heard": "facts", "within_reach": "remedies", "beat": "beats", "question": "questions", "job": "jobs"}
    more = {"happening": "happenings", "commitment": "commitments", "ending": "endings"}
    return places.of((sections | more)[kind], name)


def options_that_differ(story: Story, places: Places) -> Iterator[Find]:
    """SC059: options of one draw that don't put in the same words, so that a text would keep its placeholder."""
    for variation in story.vary:
        every = {word for option in variation.options for word, _ in option.words}
        for option in variation.options:
            lacking = sorted(every - {word for word, _ in option.words})
            if lacking:
                told = f"the option {quoted(option.id)} has no words for {listed(map(quoted, lacking), 'and')}."
                place = places.of("vary", variation.key, option.id)
                yield Find(place, "SC059", f"{told} Each option of a draw needs the same words.")


def ranges_upside_down(story: Story, places: Places) -> Iterator[Find]:
    """SC061: an estimate whose lower end is above its upper end."""
    for beat in story.beats:
        for reply in beat.replies:
            for act in reply.acts:
                if isinstance(act, acts.Estimate) and act.low > act.high:
                    told = f"the estimate {quoted(act.quantity)} has 'low' above 'high'. Exchange them."
                    yield Find(places.reply(reply.id), "SC061", told)
