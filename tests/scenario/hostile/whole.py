"""Whole hostile files: bombs of depth, number and length, letters nobody sees, and what is no YAML at all."""

OPENINGS = ("[", "{a: ", "- ", "? ", "[\n", "{? ", "{[a]: ", "a: [", "[{", "- {a: ")
NODES = ("x", "'x'", "[x]", "{x: y}", "|\n  x", ">\n  x")
MARKS = ("&a ", "!!python/name:os.system ", "!!binary ", "!own ", "!<tag:x> ", "!!set ")
LETTERS = (
    "\0",
    "\x1b",
    "\x7f",
    "\x85",
    "\xad",
    "\u200b",
    "\u200e",
    "\u2028",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\U000e0041",
)


def whole_files(sound: str) -> dict[str, bytes]:
    """Files by name: YAML that grows without end, and *sound* with something hostile in it."""
    texts = {f"deep-{n}": opening * (200_000 // len(opening)) for n, opening in enumerate(OPENINGS)}
    texts |= {f"mark-{n}-{m}": f"a: {mark}{node}\n" for n, mark in enumerate(MARKS) for m, node in enumerate(NODES)}
    texts |= {f"letter-{n}": sound.replace("bakery", f"bak{letter}ery") for n, letter in enumerate(LETTERS)}
    texts |= {
        "billion-laughs": "a: &a [x,x]\n" + "".join(f"{c}: &{c} [*a,*a]\n" for c in "bcdefgh"),
        "merge-bomb": "a: &a {x: 1}\nb: {<<: [*a,*a,*a]}\n",
        "merge-alone": "<<: {a: 1}\n",
        "tag-directives": "".join(f"%TAG !a{n}! x\n" for n in range(30_000)) + "--- a\n",
        "many-documents": "---\n" * 50_000,
        "many-values": "[" + "1," * 200_000 + "]",
        "many-names": "".join(f"k{n}: 1\n" for n in range(35_000)),
        "same-name": "a: 1\n" * 39_000,
        "wide": "{" + ",".join(f"k{n}: [1]" for n in range(39_000)) + "}",
        "long-text": "a: " + "x" * 500_000,
        "long-name": "x" * 500_000 + ": 1",
        "long-quotes": 'a: "' + "\\u0061" * 80_000 + '"',
        "lines": "a: |\n" + "\n" * 500_000,
        "comments": "#\n" * 250_000,
        "blanks": " " * 500_000,
        "colons": ":" * 500_000,
        "sexagesimal": "format: " + ":".join(["1"] * 4_000),
        "digits": "format: " + "9" * 7_000,
        "date": "format: 2026-99-99",
        "huge": "#" * 5_000_000,
        "unknown-names": sound.replace("to: worried", "to: [" + ",".join(f"worrie{n}" for n in range(20)) + "]"),
        "unknown-acts": sound.replace("acts: [presence]", "acts: [" + ",".join(["presenze"] * 20) + "]"),
        "conditions": sound.replace("{true: ready}, at_latest", "{any: [" + "{true: redy}," * 9_000 + "]}, at_latest"),
        "beats": sound.replace(
            "beats:\n", "beats:\n" + "".join(f"  b{n}: {{with: nora, ends: true}}\n" for n in range(290))
        ),
        "circles": sound.replace(
            "beats:\n",
            "beats:\n" + "".join(f"  b{n}: {{with: nora, replies: [{{say: x, to: b{n ^ 1}}}]}}\n" for n in range(290)),
        ),
    }
    return {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()} | {
        "latin": "caf\u00e9".encode("latin-1"),
        "utf-16": "a: 1".encode("utf-16"),
        "noise": bytes(range(256)),
        "elf": b"\x7fELF\x02\x01\x01" + bytes(57),
        "zip": b"PK\x03\x04" + bytes(60),
        "png-of-a-million-pixels": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x0f\x42\x40\0\x0f\x42\x40\x08\x02\0\0\0",
        "gif-of-many-pixels": b"GIF89a\xff\xff\xff\xff\xf7\0\0",
        "svg-of-entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        "nothing": b"",
        "nulls": bytes(100_000),
        "cut-in-a-letter": "a: \u00e4".encode()[:-1],
        "overlong-letter": b"a: \xc0\xaf",
    }
