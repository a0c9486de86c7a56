"""Long words made to fit: cut at a space, and broken into lines."""


def shortened(text: str, longest: int) -> str:
    """*text* on one line with at most *longest* letters, cut at a word where one ends late enough."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    at_word = head.rsplit(" ", 1)[0]
    return f"{at_word if len(at_word) > longest // 2 else head}…"


def in_lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """*text* in at most *most* lines of at most *width* letters; what doesn't fit is cut with '…'."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1 and len(rest) > width:
        cut = rest.rfind(" ", 0, width + 1)
        cut = cut if cut > 0 else width
        lines.append(rest[:cut])
        rest = rest[cut:].strip()
    return (*lines, shortened(rest, width)) if rest else tuple(lines)
