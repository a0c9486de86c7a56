"""How authors write acts: `listen`, `{claim: boats, hedged: true}`. The first word names the act.

The acts themselves live in `acts.py`; what they are worth is for the scorers to say.
"""

from collections.abc import Callable

from simulator.scenario import acts
from simulator.scenario.asking import Asked, Fields, duration, integer, list_of, one_of, text, truth, word_of
from simulator.scenario.lexicon import Lexicon
from simulator.scenario.marked import Node, Table, Word
from simulator.scenario.problems import Problems, Wrong, did_you_mean, listed, quoted

PARTS = word_of(acts.ApologyPart)
GROUNDED = {"grounded": True, "ungrounded": False}
LEVEL = integer(1, 2)
TOPIC = text(60)

Build = Callable[[str, Fields, Lexicon], acts.Act]


def _apologise(name: str, fields: Fields, lexicon: Lexicon) -> acts.Act:
    none: tuple[acts.ApologyPart, ...] = ()
    parts = fields.need(name, list_of(PARTS, least=1, most=6), none)
    return acts.Apologise(parts, fields.may("fault", lexicon.ref("fault"), ""))


def _estimate(name: str, fields: Fields, lexicon: Lexicon) -> acts.Act:
    quantity = fields.need(name, lexicon.ref("quantity"), "")
    low = fields.may("low", duration(), 0)
    return acts.Estimate(quantity, low, fields.need("high", duration(), low), fields.may("basis", text(200), ""))


def _promise(name: str, fields: Fields, lexicon: Lexicon) -> acts.Act:
    within = fields.maybe("within", duration())
    at = fields.maybe("at", lexicon.moment)
    by = fields.may("by", lexicon.ref("person"), "")
    return acts.Promise(fields.need(name, lexicon.ref("commitment"), ""), within, at, by)


def _report(name: str, fields: Fields, lexicon: Lexicon) -> acts.Act:
    inner = fields.need(name, lambda node, problems: Fields(node, problems, ("done", "doing")), None)
    if inner is None:
        return acts.Report()
    ids = lexicon.refs("job", "question")
    return acts.Report(inner.may("done", ids, ()), inner.may("doing", ids, ()))


# Name of the act: its other fields, whether it may stand alone, how it is built.
FORMS: dict[str, tuple[tuple[str, ...], bool, Build]] = {
    "apologise": (("fault",), False, _apologise),
    "name_feeling": (
        ("level",),
        False,
        lambda n, f, x: acts.NameFeeling(f.need(n, TOPIC, ""), f.may("level", LEVEL, 1)),
    ),
    "infer": (("level",), False, lambda n, f, x: acts.Infer(f.need(n, TOPIC, ""), f.may("level", LEVEL, 1))),
    "explore": (("level",), False, lambda n, f, x: acts.Explore(f.need(n, TOPIC, ""), f.may("level", LEVEL, 1))),
    "listen": ((), True, lambda n, f, x: acts.Listen()),
    "act_on": ((), False, lambda n, f, x: acts.ActOn(f.need(n, TOPIC, ""))),
    "detail": ((), False, lambda n, f, x: acts.Detail(f.need(n, x.refs("detail"), ()))),
    "reassure": ((), False, lambda n, f, x: acts.Reassure(f.need(n, one_of(GROUNDED), False))),
    "canned": ((), True, lambda n, f, x: acts.Canned()),
    "presence": ((), True, lambda n, f, x: acts.Presence()),
    "deflect": ((), True, lambda n, f, x: acts.Deflect()),
    "claim": (
        ("hedged",),
        False,
        lambda n, f, x: acts.Claim(f.need(n, x.ref("fact"), ""), f.may("hedged", truth, False)),
    ),
    "deny": ((), False, lambda n, f, x: acts.Deny(f.need(n, x.ref("fact"), ""))),
    "explain": ((), False, lambda n, f, x: acts.Explain(f.need(n, x.ref("fact"), ""))),
    "assure": ((), False, lambda n, f, x: acts.Assure(f.need(n, x.ref("fact"), ""))),
    "estimate": (("low", "high", "basis"), False, _estimate),
    "unknown": ((), False, lambda n, f, x: acts.Unknown(f.need(n, x.ref("fact", "quantity"), ""))),
    "promise": (("within", "at", "by"), False, _promise),
    "report": ((), False, _report),
    "ask_preference": ((), True, lambda n, f, x: acts.AskPreference(f.may(n, x.refs("remedy"), ()))),
    "offer": ((), False, lambda n, f, x: acts.Offer(f.need(n, x.ref("remedy"), ""))),
    "assign": ((), False, lambda n, f, x: acts.Assign(f.need(n, x.ref("job"), ""))),
    "inform": ((), True, lambda n, f, x: acts.Inform(f.may(n, x.refs("fact"), ()))),
    "agree": ((), False, lambda n, f, x: acts.Agree(f.need(n, x.ref("request"), ""))),
    "decline": ((), False, lambda n, f, x: acts.Decline(f.need(n, x.ref("request"), ""))),
    "ask_details": ((), True, lambda n, f, x: acts.AskDetails()),
    "close": ((), True, lambda n, f, x: acts.Close()),
}


def act(lexicon: Lexicon) -> Asked[acts.Act]:
    """Ask for one act: a word alone, or a table whose first name is the act."""

    def ask(node: Node, problems: Problems) -> acts.Act:
        key = _named(node)
        if key.text not in FORMS:
            meant = did_you_mean(key.text, FORMS) or f" Known are {', '.join(FORMS)}."
            raise Wrong(key, "SC034", f"no act is called {quoted(key.text)}.{meant}")
        others, alone, build = FORMS[key.text]
        if isinstance(node, Word):
            if not alone:
                raise Wrong(node, "SC034", f"{quoted(key.text)} needs to say what. Write '{key.text}: ...'.")
            node = Table({}, {}, node.line, node.column)
        return build(key.text, Fields(node, problems, (key.text, *others)), lexicon)

    return ask


def _named(node: Node) -> Word:
    if isinstance(node, Word) and not node.empty:
        return node
    if isinstance(node, Table) and node.keys:
        return next(iter(node.keys.values()))
    raise Wrong(node, "SC034", f"an act is expected here, such as {listed(['listen', '{claim: a_fact}'])}.")
