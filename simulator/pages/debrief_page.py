"""The whole debrief as one HTML page that needs nothing else: to keep, to print, to talk over.

What is said is `scoring.debrief`'s, the same for every front end. The person's name isn't on it.
"""

from collections.abc import Callable, Iterator, Sequence

from simulator.drill.wording import in_quotes
from simulator.pages.debrief_behind import behind
from simulator.pages.debrief_charts import CHART_STYLE, score_svg
from simulator.pages.html import Markup, joined, page, table, tag
from simulator.scoring.debrief import Debrief, ScoreShown
from simulator.scoring.finding import Finding
from simulator.scoring.moments import Moment
from simulator.scoring.phrases import capital
from simulator.scoring.principles import principle_words
from simulator.scoring.purpose import PURPOSE
from simulator.training.reading_marks import HOW_TO_ADD, step_of, what_the_lines_leave

LEAST_TOLD = 0.05  # points; less would be told as -0.0
PAGE_STYLE = """
section > h2 { break-before: auto; } section { break-inside: auto; }
blockquote { margin: .6rem 0; padding: .6rem 1rem; background: var(--card); border-left: 4px solid var(--line); }
.story { font-size: 1.15rem; } article { border: 1px solid var(--line); border-radius: .5rem; padding: .3rem 1rem .6rem;
  margin: 1rem 0; break-inside: avoid; } article h3 { margin-top: .6rem; }
td.points { white-space: nowrap; text-align: right; } nav a { margin-right: 1rem; }
@page { @bottom-left { content: "PURPOSE"; font: 8pt sans-serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print { h2 { break-after: avoid; } #timeline tr { break-inside: auto; }
  section:first-of-type > h2 { margin-top: 1rem; } blockquote { break-inside: avoid; } }
""".replace("PURPOSE", PURPOSE)
PARTS = (
    ("own", "1 How you saw it"),
    ("story", "2 The story"),
    ("moments", "3 Moments that mattered"),
    ("scores", "4 Four scores"),
    ("next", "5 One sentence for next time"),
)


def debrief_page(shown: Debrief, sentence: str = "", earlier: Sequence[Sequence[str]] = ()) -> str:
    """The page. *sentence* is what the trainee keeps for next time; *earlier* has a row for each earlier own run."""
    makers: tuple[Callable[[Debrief], Iterator[Markup]], ...] = (_own, _story, _moments, _scores)
    sections = [_section(*PARTS[n], *make(shown)) for n, make in enumerate(makers)]
    sections.append(_section(*PARTS[4], *_next_time(shown, sentence)))
    rest = behind(shown, earlier)
    sections += [_section(key, title, *inside) for key, title, inside in rest]
    links = (*PARTS, *((key, title) for key, title, _ in rest))
    nav = tag("nav", *(tag("a", title, href=f"#{key}") for key, title in links), aria_label="On this page")
    return page(
        f"Debrief: {shown.title}",
        tag("h1", shown.title),
        tag("p", _begun(shown), class_="soft"),
        nav,
        *sections,
        style=CHART_STYLE + PAGE_STYLE,
    )


def _begun(shown: Debrief) -> str:
    source = shown.provenance
    begun = source.started.replace("T", " ").replace("Z", " UTC")
    return f"Debrief of run {source.run}, begun {begun}, {source.mode}." if source.run else "Debrief"


def _section(key: str, title: str, *inside: Markup) -> Markup:
    return tag("section", tag("h2", title), *inside, id=key)


# -- the five
def _own(shown: Debrief) -> Iterator[Markup]:
    own = shown.rating
    if own is None:
        yield tag("p", "This run wasn't rated by whoever played it.", class_="soft")
        return
    rows = [(score.label, f"{score.own} of 4") for score in shown.scores if score.own is not None]
    yield table(("Score", "Own rating"), rows, "Given before any score was seen")
    if own.plus:
        yield tag("p", tag("strong", "Went well: "), own.plus)
    if own.delta:
        yield tag("p", tag("strong", "Otherwise: "), own.delta)


def _story(shown: Debrief) -> Iterator[Markup]:
    told = shown.told
    if told is None:
        yield tag("p", "This run has no ending to tell.")
        return
    yield tag("h3", told.title)
    yield tag("blockquote", tag("p", in_quotes(told.story)), class_="story")
    if told.teller:
        yield tag("p", f"{told.teller}, to {told.told_to}" if told.told_to else told.teller, class_="soft")


def _moments(shown: Debrief) -> Iterator[Markup]:
    for moment in shown.moments:
        yield tag("article", *_moment(moment))
    if not shown.moments:
        yield tag("p", "There was no moment that weighed more than the others.")


def _moment(moment: Moment) -> Iterator[Markup]:
    went = (
        tag("span", "went well", class_="good")
        if moment.went_well
        else tag("span", "worth another look", class_="warn")
    )
    yield tag("p", f"{capital(moment.time)} · ", went, class_="soft")
    yield tag("h3", moment.sentence)
    if moment.asked:
        yield tag("blockquote", tag("strong", f"{capital(moment.asked_by)}: "), in_quotes(moment.asked))
    if moment.words:
        yield tag("blockquote", tag("strong", "The words: "), in_quotes(moment.words))
    facts = (("What came of it", moment.caused), ("What was known then", moment.knew), ("Another way", moment.better))
    terms = [
        Markup(tag("dt", name) + tag("dd", joined(said.split("\n"), Markup("<br>")))) for name, said in facts if said
    ]
    yield tag("dl", *terms)
    yield tag("p", f"{capital(moment.dimension.value)}: {principle_words(moment.principle)}", class_="soft")


def _scores(shown: Debrief) -> Iterator[Markup]:
    yield tag("p", tag("strong", PURPOSE))
    yield tag("p", HOW_TO_ADD)
    for score in shown.scores:
        yield from _score(score)


def _score(score: ScoreShown) -> Iterator[Markup]:
    if score.points is None:
        yield tag("h3", f"{score.label}: not scored here")
        yield tag("p", "Nothing in this drill called for it.", class_="soft")
        return
    yield tag("h3", f"{score.label}: {score.points:.0f} of 100")
    yield score_svg(score.label, score.points, score.own)
    if score.band:
        yield tag("p", f"{step_of(score.dimension, score.points)} {score.band.means}")
    found = (*score.strengths, *score.losses, *score.notes)
    head = ("When", "What was found", "The words", "Another way", "Rule, principle", "Points")
    rows = [_finding(when, finding) for when, finding in zip(score.when, found, strict=True)]
    left: list[tuple[str, ...]] = [
        ("", why, "", "", "", _points(points)) for points, why in what_the_lines_leave(score)
    ]
    yield table(
        head,
        rows + left,
        f"{score.label}: what it is made of, strengths first",
    )


def _finding(when: str, finding: Finding) -> tuple[str, ...]:
    words = in_quotes(finding.quote) if finding.quote else ""
    principle = f"{finding.rule}; {finding.principle} {principle_words(finding.principle)}"
    return capital(when), finding.sentence, words, finding.fix, principle, _points(finding.effect)


def _points(effect: float) -> str:
    return f"{effect:+.1f}" if abs(effect) >= LEAST_TOLD else ""


def _next_time(shown: Debrief, sentence: str) -> Iterator[Markup]:
    if sentence:
        yield tag("blockquote", sentence, class_="story")
    else:
        yield tag("p", "None was kept yet. One that this run suggests:", class_="soft")
        yield tag("p", shown.next_time)
