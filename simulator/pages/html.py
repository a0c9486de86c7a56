"""The few forms an HTML page of ours is made of. Every text goes through `text`; no script, nothing from elsewhere."""

from collections.abc import Iterable, Sequence
from html import escape


class Markup(str):
    """Text that is HTML already: whatever isn't, is escaped on its way into a page."""

    __slots__ = ()


def text(words: str) -> Markup:
    """*words* as HTML: escaped, without characters that don't print."""
    if isinstance(words, Markup):
        return words
    return Markup(escape("".join(letter if letter.isprintable() else " " for letter in words)))


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """The element *name* around *inside*; 'class_' is written 'class'."""
    given = "".join(f' {_attribute(key)}="{text(value)}"' for key, value in attributes.items() if value)
    return Markup(f"<{name}{given}>{joined(inside)}</{name}>")


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """*parts* one behind the other, each escaped where it needs it."""
    return Markup(text(between).join(text(part) for part in parts))


def items(lines: Iterable[str], **attributes: str) -> Markup:
    """A list; nothing where there are no *lines*."""
    inside = [tag("li", line) for line in lines]
    return tag("ul", *inside, **attributes) if inside else Markup("")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> Markup:
    """A table with *head* and *caption*; a sentence where it would be empty."""
    body = [tag("tr", *(tag("td", cell) for cell in row)) for row in rows]
    if not body:
        return tag("p", "There are none.")
    first = tag("thead", tag("tr", *(tag("th", word, scope="col") for word in head)))
    inside = tag("table", tag("caption", tag("span", caption)), first, tag("tbody", *body))
    # On a narrow screen it is scrolled sideways, by keys too.
    return tag("div", inside, class_="wide", role="region", tabindex="0", aria_label=caption)


def code(name: str) -> Markup:
    """An id, which may break behind an underscore where a column is narrow."""
    return tag("code", joined(name.split("_"), Markup("_<wbr>")))


def anchor(kind: str, name: str) -> str:
    """What a part of the page is called in links."""
    return f"{kind}-{name}"


def link(kind: str, name: str) -> Markup:
    """A link to a part of the page, by its id."""
    return tag("a", code(name), href=f"#{anchor(kind, name)}")


STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --soft: #4a5259; --paper: #fff; --card: #f4f6f8; --line: #b9c0c7;
  --link: #1b4f9c; --warn: #9a1c14; --good: #1f5c31; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #b4bbc2; --paper: #16191c; --card: #22272c;
  --line: #4d565f; --link: #8ab4f8; --warn: #ff9b90; --good: #8fd6a3; } }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
h1 { line-height: 1.2; } h2 { margin-top: 3rem; border-bottom: 2px solid var(--line); }
h3 { margin-top: 2.5rem; } h4 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
a { color: var(--link); } code { font-size: .9em; }
.soft, caption { color: var(--soft); } .warn { color: var(--warn); } .good { color: var(--good); }
.beat { border-left: 4px solid var(--line); padding-left: 1rem; margin-bottom: 2rem; }
.they { font-size: 1.1rem; }
.you { background: var(--card); border-radius: .5rem; padding: .6rem 1rem; margin: .8rem 0; }
.you > p:first-child { margin-top: 0; font-weight: 600; } .you ul { margin: .2rem 0; } .you p { margin: .3rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: left; padding: .4rem 0; } caption span { display: block; position: sticky; left: 0;
  max-width: min(100%, 100vw - 4rem); } th[scope=row] { position: sticky; left: 0; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem;
  text-align: left; vertical-align: top; } th { background: var(--card); }
@media (max-width: 40rem) { th[scope=row] { max-width: 7rem; overflow-wrap: anywhere; } }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; }
td ul { margin: 0; padding-left: 1rem; }
.notes { display: none; }
@page { margin: 15mm; }
@media print { :root { --ink: #000; --soft: #333; --paper: #fff; --card: #f2f2f2; --line: #999; --link: #000;
    --warn: #600; --good: #030; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  table { font-size: 8.5pt; } nav { display: none; } a { text-decoration: none; }
  section > h2 { break-before: page; } h3, h4 { break-after: avoid; } .you, tr { break-inside: avoid; }
  .notes { display: block; height: 3.2em; border: 1px dotted #666; color: #333; font-size: 9pt; padding: .2em .5em; } }
"""


def page(title: str, *inside: str, style: str = "") -> str:
    """A whole page in English; *style* is what it needs beside the style of all pages."""
    head = (
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(STYLE + style)),
    )
    return f"<!doctype html>\n{tag('html', tag('head', *head), tag('body', tag('main', *inside)), lang='en')}\n"
