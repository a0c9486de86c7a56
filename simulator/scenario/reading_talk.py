"""Reads the conversations: beats with what is said in them, the replies that are open, where they lead; endings."""

from simulator.scenario import story
from simulator.scenario.act_words import act
from simulator.scenario.asking import Asked, Fields, duration, list_of, named, new_id, number, text, truth, word_of
from simulator.scenario.lexicon import Lexicon
from simulator.scenario.marked import Node, Row, Word
from simulator.scenario.problems import Problems
from simulator.scenario.reading_world import LINE_FIELDS, line

BEAT_FIELDS = ("with", *LINE_FIELDS, "shows", "patience", "closes", "replies", "ends", "waits")
REPLY_FIELDS = ("id", "say", "does", "acts", "takes", "to", "when", "learns", "overheard_by")


def beats(lexicon: Lexicon) -> Asked[tuple[story.Beat, ...]]:
    """Ask for everything in `beats`."""

    def read(name: str, node: Node, problems: Problems) -> story.Beat:
        fields = Fields(node, problems, BEAT_FIELDS)
        return story.Beat(
            id=name,
            person=fields.need("with", lexicon.ref("person"), ""),
            line=line(fields, lexicon, problems),
            shows=fields.maybe("shows", _shows),
            patience=fields.maybe("patience", _patience(lexicon)),
            closes=fields.may("closes", list_of(word_of(story.Verb)), ()),
            replies=fields.may("replies", _replies(name, lexicon), ()),
            ends_conversation=fields.may("ends", truth, False),
            waits_for_reply=fields.may("waits", truth, True),
        )

    return named(read, least=1)


def _shows(node: Node, problems: Problems) -> story.Shows:
    fields = Fields(node, problems, ("feeling", "weight"))
    return story.Shows(fields.need("feeling", text(40), ""), fields.may("weight", number(0, 10), 1.0))


def _patience(lexicon: Lexicon) -> Asked[story.Patience]:
    def ask(node: Node, problems: Problems) -> story.Patience:
        fields = Fields(node, problems, ("after", "to"))
        return story.Patience(fields.need("after", duration(1_000), 0), fields.need("to", _routes(lexicon), ()))

    return ask


def _replies(beat: str, lexicon: Lexicon) -> Asked[tuple[story.Reply, ...]]:
    """Give each reply its full name: the beat's and its own, or its place in the list from 1."""

    def ask(node: Node, problems: Problems) -> tuple[story.Reply, ...]:
        taken: set[str] = set()
        places = {id(item): str(number) for number, item in enumerate(node.items, 1)} if isinstance(node, Row) else {}

        def read(item: Node, problems: Problems) -> story.Reply:
            fields = Fields(item, problems, REPLY_FIELDS)
            own = fields.may("id", new_id, places[id(item)])
            if own in taken:
                problems.add(fields.table.keys["id"], "SC020", f"'{own}' already names a reply of this beat.")
            taken.add(own)
            return _reply(f"{beat}.{own}", fields, lexicon, problems)

        return list_of(read, most=12)(node, problems)

    return ask


def _reply(name: str, fields: Fields, lexicon: Lexicon, problems: Problems) -> story.Reply:
    if not (fields.has("say") or fields.has("does")):
        problems.add(fields.table, "SC022", "'say' is missing here (or 'does', where something is done in silence).")
    return story.Reply(
        id=name,
        say=fields.may("say", lexicon.prose(), ""),
        does=fields.may("does", lexicon.prose(), ""),
        acts=fields.may("acts", list_of(act(lexicon), most=20), ()),
        takes=fields.may("takes", duration(), 10_000),
        to=fields.may("to", _routes(lexicon), ()),
        when=fields.may("when", lexicon.condition, story.ALWAYS),
        learns=fields.may("learns", lexicon.refs("fact"), ()),
        overheard_by=fields.may("overheard_by", lexicon.refs("person"), ()),
    )


def _routes(lexicon: Lexicon) -> Asked[tuple[story.Route, ...]]:
    def route(node: Node, problems: Problems) -> story.Route:
        if isinstance(node, Word):
            return story.Route(lexicon.ref("beat")(node, problems))
        fields = Fields(node, problems, ("beat", "when"))
        beat = fields.need("beat", lexicon.ref("beat"), "")
        return story.Route(beat, fields.may("when", lexicon.deciding, story.ALWAYS))

    def ask(node: Node, problems: Problems) -> tuple[story.Route, ...]:
        if isinstance(node, Row):
            return list_of(route, least=1, most=20)(node, problems)
        return (route(node, problems),)

    return ask


def endings(lexicon: Lexicon) -> Asked[tuple[story.Ending, ...]]:
    """Ask for everything in `endings`, in the order they are tried."""

    def read(name: str, node: Node, problems: Problems) -> story.Ending:
        fields = Fields(node, problems, ("title", "story", "when", "teller", "told_to"))
        return story.Ending(
            id=name,
            title=fields.need("title", lexicon.prose(160), ""),
            story=fields.need("story", lexicon.prose(2_000), ""),
            when=fields.may("when", lexicon.deciding, story.ALWAYS),
            teller=fields.may("teller", lexicon.prose(80), ""),
            told_to=fields.may("told_to", lexicon.prose(80), ""),
        )

    return named(read, least=1)
