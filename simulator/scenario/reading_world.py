"""Reads the world beside the conversations: facts, questions, jobs, commitments, remedies, happenings, phases."""

from collections.abc import Callable

from simulator.scenario import story
from simulator.scenario.act_words import act
from simulator.scenario.asking import (
    Asked,
    Fields,
    decimal,
    duration,
    list_of,
    named,
    new_id,
    number,
    table,
    truth,
    word_of,
)
from simulator.scenario.lexicon import Lexicon, Prose
from simulator.scenario.marked import Node, Table, Word
from simulator.scenario.problems import Problems, Wrong

SHARE = number(0, 1)
MONEY = number(0, 1_000_000_000)
LINE_FIELDS = ("says", "learns", "sure", "overheard_by")
FACT_FIELDS = (*("says", "true_from", "true_until", "bad_news", "restores", "impact", "cause", "contradicts"),)
JOB_FIELDS = ("label", "who", "takes", "lasts", "yes", "when", "reports", "doing", "done", "posts")
REMEDY_FIELDS = (
    *("label", "offer", "to", "kind", "cost", "worth", "yes", "when", "fits_when", "accepted_when", "accepts"),
    *("declines", "answers_after", "delivered_after", "delivered_at", "delivered_when", "takes"),
)
HAPPENING_FIELDS = (
    *("at", "once", "after", "unless", "by", *LINE_FIELDS, "makes_true", "makes_false", "moves", "closes", "asks"),
)


def line(fields: Fields, lexicon: Lexicon, problems: Problems) -> story.Line | None:
    """Read somebody's words out of *fields*; None when `says` isn't written."""
    if not fields.has("says"):
        for name in LINE_FIELDS[1:]:
            if fields.has(name):
                problems.add(fields.table.keys[name], "SC022", f"'{name}' stands without 'says': nobody speaks here.")
        return None
    return story.Line(
        says=fields.need("says", lexicon.prose(), ""),
        learns=fields.may("learns", lexicon.refs("fact"), ()),
        sure=fields.may("sure", word_of(story.Sure), story.Sure.CERTAIN),
        overheard_by=fields.may("overheard_by", lexicon.refs("person"), ()),
    )


def facts(lexicon: Lexicon) -> Asked[tuple[story.Fact, ...]]:
    """Ask for everything in `facts`; `true_from: never` waits for a happening to make it true."""

    def read(name: str, node: Node, problems: Problems) -> story.Fact:
        fields = Fields(node, problems, FACT_FIELDS)
        never = _is_never(fields.table.values.get("true_from"))
        return story.Fact(
            id=name,
            says=fields.need("says", lexicon.prose(300), ""),
            true_from=None if never else fields.may("true_from", lexicon.moment, 0),
            true_until=fields.maybe("true_until", lexicon.moment),
            bad_news=fields.may("bad_news", truth, False),
            restores=fields.may("restores", SHARE, 0.0),
            impact=fields.may("impact", truth, True),
            cause=fields.may("cause", truth, False),
            contradicts=fields.may("contradicts", lexicon.refs("fact"), ()),
        )

    return named(read)


def _is_never(node: Node | None) -> bool:
    return isinstance(node, Word) and node.text == "never"


def questions(lexicon: Lexicon) -> Asked[tuple[story.Question, ...]]:
    """Ask for everything in `questions`."""

    def answer(node: Node, problems: Problems) -> story.Answer:
        fields = Fields(node, problems, ("when", *LINE_FIELDS))
        fields.need("says", lexicon.prose(), "")
        words = line(fields, lexicon, problems) or story.Line("")
        return story.Answer(words, fields.may("when", lexicon.deciding, story.ALWAYS))

    def read(name: str, node: Node, problems: Problems) -> story.Question:
        fields = Fields(node, problems, ("ask", "says", "takes", "when", "acts", "answers", "done"))
        return story.Question(
            id=name,
            who=fields.need("ask", lexicon.ref("person"), ""),
            asks=fields.need("says", lexicon.prose(300), ""),
            takes=fields.may("takes", duration(), 10_000),
            answers=fields.need("answers", list_of(answer, least=1, most=20), ()),
            when=fields.may("when", lexicon.condition, story.ALWAYS),
            acts=fields.may("acts", list_of(act(lexicon)), ()),
            done=fields.may("done", lexicon.prose(160), ""),
        )

    return named(read)


def jobs(lexicon: Lexicon) -> Asked[tuple[story.Job, ...]]:
    """Ask for everything in `jobs`."""

    def report(node: Node, problems: Problems) -> story.Line | None:
        fields = Fields(node, problems, LINE_FIELDS)
        fields.need("says", lexicon.prose(), "")
        return line(fields, lexicon, problems)

    def posts(node: Node, problems: Problems) -> story.Posts:
        fields = Fields(node, problems, ("to", "every", "until"))
        return story.Posts(
            to=fields.need("to", lexicon.refs("person"), ()),
            every=fields.need("every", duration(1_000), 1_000),
            until=fields.may("until", lexicon.condition, story.NEVER),
        )

    def read(name: str, node: Node, problems: Problems) -> story.Job:
        fields = Fields(node, problems, JOB_FIELDS)
        return story.Job(
            id=name,
            label=fields.need("label", lexicon.prose(120), ""),
            who=fields.may("who", lexicon.ref("person"), ""),
            takes=fields.may("takes", duration(), 0),
            lasts=fields.may("lasts", duration(), 0),
            yes=fields.may("yes", word_of(story.Yes), story.Yes.CAN_DO),
            when=fields.may("when", lexicon.condition, story.ALWAYS),
            reports=fields.may("reports", report, None),
            doing=fields.may("doing", lexicon.prose(160), ""),
            done=fields.may("done", lexicon.prose(160), ""),
            posts=fields.maybe("posts", posts),
        )

    return named(read)


def commitments(lexicon: Lexicon) -> Asked[tuple[story.Commitment, ...]]:
    """Ask for everything in `commitments`."""

    def read(name: str, node: Node, problems: Problems) -> story.Commitment:
        fields = Fields(node, problems, ("label", "to", "kind", "kept_when", "at", "says", "when"))
        return story.Commitment(
            id=name,
            label=fields.need("label", lexicon.prose(120), ""),
            to=fields.need("to", lexicon.refs("person"), ()),
            kind=fields.may("kind", word_of(story.CommitmentKind), story.CommitmentKind.WORD),
            kept_when=fields.may("kept_when", lexicon.condition, story.NEVER),
            at=fields.maybe("at", lexicon.moment),
            says=fields.may("says", lexicon.prose(300), ""),
            when=fields.may("when", lexicon.condition, story.ALWAYS),
        )

    return named(read)


def remedies(lexicon: Lexicon) -> Asked[tuple[story.Remedy, ...]]:
    """Ask for everything in `remedies`."""

    def read(name: str, node: Node, problems: Problems) -> story.Remedy:
        fields = Fields(node, problems, REMEDY_FIELDS)
        yes, approval = fields.may("yes", _yes(lexicon), (story.Yes.CAN_DO, None))
        return story.Remedy(
            id=name,
            label=fields.need("label", lexicon.prose(120), ""),
            offer=fields.need("offer", lexicon.prose(), ""),
            to=fields.need("to", lexicon.refs("person"), ()),
            kind=fields.need("kind", word_of(story.RemedyKind), story.RemedyKind.ATTENTION),
            cost=fields.may("cost", MONEY, 0.0),
            worth=fields.may("worth", MONEY, 0.0),
            yes=yes,
            approval=approval,
            when=fields.may("when", lexicon.condition, story.ALWAYS),
            fits_when=fields.may("fits_when", lexicon.condition, story.ALWAYS),
            accepted_when=fields.may("accepted_when", lexicon.deciding, story.ALWAYS),
            accepts=fields.may("accepts", lexicon.prose(), ""),
            declines=fields.may("declines", lexicon.prose(), ""),
            answers_after=fields.may("answers_after", duration(), 5_000),
            delivered_after=fields.may("delivered_after", duration(), 0),
            delivered_at=fields.maybe("delivered_at", lexicon.moment),
            delivered_when=fields.may("delivered_when", lexicon.condition, story.ALWAYS),
            takes=fields.may("takes", duration(), 20_000),
        )

    return named(read)


def _yes(lexicon: Lexicon) -> Asked[tuple[story.Yes, story.Approval | None]]:
    def ask(node: Node, problems: Problems) -> tuple[story.Yes, story.Approval | None]:
        if isinstance(node, Word):
            yes = word_of(story.Yes)(node, problems)
            if yes is story.Yes.NEEDS:
                raise Wrong(node, "SC036", "'needs' needs to say whom. Write {needs: a_person, after: 2 min, ...}.")
            return yes, None
        fields = Fields(node, problems, ("needs", "after", "when", "says_yes", "says_no"))
        return story.Yes.NEEDS, story.Approval(
            who=fields.need("needs", lexicon.ref("person"), ""),
            after=fields.may("after", duration(), 0),
            yes_when=fields.may("when", lexicon.deciding, story.ALWAYS),
            says_yes=fields.need("says_yes", lexicon.prose(), ""),
            says_no=fields.may("says_no", lexicon.prose(), ""),
        )

    return ask


def quantities(lexicon: Lexicon) -> Asked[tuple[story.Quantity, ...]]:
    """Ask for everything in `quantities`."""

    def knowable(node: Node, problems: Problems) -> story.Knowable:
        fields = Fields(node, problems, ("at", "p10", "p90"))
        low = fields.need("p10", duration(), 0)
        return story.Knowable(fields.need("at", lexicon.moment, 0), low, fields.need("p90", duration(low), low))

    def read(name: str, node: Node, problems: Problems) -> story.Quantity:
        fields = Fields(node, problems, ("label", "knowable", "known_by", "when"))
        return story.Quantity(
            id=name,
            label=fields.need("label", lexicon.prose(120), ""),
            knowable=fields.may("knowable", list_of(knowable), ()),
            known_by=fields.may("known_by", lexicon.ref("fact"), ""),
            when=fields.may("when", lexicon.condition, story.ALWAYS),
        )

    return named(read)


def moves(lexicon: Lexicon) -> Asked[tuple[story.Move, ...]]:
    """Ask for `{person: beat}`: where conversations go."""

    def read(name: str, node: Node, problems: Problems) -> story.Move:
        return story.Move(name, lexicon.ref("beat")(node, problems))

    return named(read, key=lexicon.ref("person"))


def happenings(lexicon: Lexicon) -> Asked[tuple[story.Happening, ...]]:
    """Ask for everything in `happenings`."""

    def request(node: Node, problems: Problems) -> story.Request:
        fields = Fields(node, problems, ("id", "label", "withholds"))
        return story.Request(
            id=fields.need("id", new_id, ""),
            label=fields.need("label", lexicon.prose(160), ""),
            withholds=fields.may("withholds", lexicon.refs("fact"), ()),
        )

    def read(name: str, node: Node, problems: Problems) -> story.Happening:
        fields = Fields(node, problems, HAPPENING_FIELDS)
        at, at_latest = fields.may("at", _window(lexicon), (None, None))
        if fields.has("at") == fields.has("once"):
            problems.add(fields.table, "SC036", "a happening needs either 'at' (when) or 'once' (after what).")
        if fields.has("says") and not fields.has("by"):
            problems.add(fields.table.keys["says"], "SC036", "somebody speaks here: say who with 'by'.")
        return story.Happening(
            id=name,
            at=at,
            at_latest=at_latest,
            once=fields.maybe("once", lexicon.condition),
            after=fields.may("after", duration(), 0),
            unless=fields.may("unless", lexicon.deciding, story.NEVER),
            by=fields.may("by", lexicon.ref("person"), ""),
            line=line(fields, lexicon, problems),
            makes_true=fields.may("makes_true", lexicon.refs("fact"), ()),
            makes_false=fields.may("makes_false", lexicon.refs("fact"), ()),
            moves=fields.may("moves", moves(lexicon), ()),
            closes=fields.may("closes", lexicon.refs("person"), ()),
            asks=fields.maybe("asks", request),
        )

    return named(read)


def _window(lexicon: Lexicon) -> Asked[tuple[int | None, int | None]]:
    def ask(node: Node, problems: Problems) -> tuple[int | None, int | None]:
        if not isinstance(node, Table):
            return lexicon.moment(node, problems), None
        fields = Fields(node, problems, ("from", "to"))
        first, last = fields.need("from", lexicon.moment, 0), fields.need("to", lexicon.moment, 0)
        if last < first and len(fields.table.keys) == 2:
            raise Wrong(node, "SC026", "'to' is before 'from'. Write the earlier moment first.")
        return first, last

    return ask


def phases(lexicon: Lexicon) -> Asked[tuple[story.Phase, ...]]:
    """Ask for the list `phases`."""

    def read(node: Node, problems: Problems) -> story.Phase:
        fields = Fields(node, problems, ("id", "label", "until", "at_latest", "jump_to", "opens", "when", "hands_over"))
        return story.Phase(
            id=fields.need("id", new_id, ""),
            label=fields.need("label", lexicon.prose(120), ""),
            until=fields.may("until", lexicon.condition, story.NEVER),
            at_latest=fields.maybe("at_latest", lexicon.moment),
            jump_to=fields.maybe("jump_to", lexicon.moment),
            opens=fields.may("opens", moves(lexicon), ()),
            when=fields.may("when", lexicon.condition, story.ALWAYS),
            hands_over=fields.may("hands_over", truth, False),
        )

    return list_of(read, least=1, most=20)


def variations(lexicon: Lexicon) -> Asked[tuple[story.Variation, ...]]:
    """Ask for everything in `vary`: each key with its options, their chances and the words they put in."""

    def option(name: str, node: Node, problems: Problems) -> story.Option:
        if isinstance(node, Word):
            return story.Option(name) if node.empty else story.Option(name, _chance(node, problems))
        fields = Fields(node, problems, ("chance", "words"))
        return story.Option(name, fields.may("chance", _chance, 1.0), fields.may("words", named(_words(lexicon)), ()))

    def read(name: str, node: Node, problems: Problems) -> story.Variation:
        options = named(option)(node, problems)
        if len(table(node).keys) < 2:
            raise Wrong(node, "SC024", "at least two options are needed: with one there is nothing to draw.")
        return story.Variation(name, options)

    return named(read)


def _chance(node: Node, problems: Problems) -> float:
    return float(decimal(0, 1_000)(node, problems))


def _words(lexicon: Lexicon) -> Callable[[str, Node, Problems], tuple[str, str]]:
    def ask(name: str, node: Node, problems: Problems) -> tuple[str, str]:
        if not isinstance(node, Word) or not node.text.strip():
            raise Wrong(node, "SC023", "a text is expected here.")
        lexicon.prose_read.append(Prose(node.line, node.text.strip()))
        return name, node.text.strip()

    return ask
