"""Over eighty hostile files, read by a process of its own with 200 ms of work a file and 64 MB of memory."""

import subprocess
import sys
from pathlib import Path

import pytest

READER = """
import resource, sys
from pathlib import Path
from simulator.errors import ScenarioInvalid
from simulator.scenario.reading import read_scenario

files = sorted(Path(sys.argv[1]).iterdir())
read_scenario(Path(sys.argv[2]))
used = resource.getrusage(resource.RUSAGE_SELF)
seconds = int(used.ru_utime + used.ru_stime) + 1 + len(files) // 5
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
pages = int(Path("/proc/self/statm").read_text().split()[0])
memory = pages * resource.getpagesize() + 64 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
for file in files:
    try:
        read_scenario(file)
        print(file.name, "was taken")
    except ScenarioInvalid as refused:
        print(str(refused).splitlines()[0])
"""
OPENINGS = ("[", "{a: ", "- ", "? ", "[\n", "{? ", "[[a],", "{[a]: ", "- - ", "a: [", "[{", "- {a: ")
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


def _files(sound: str) -> dict[str, bytes]:
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
    return {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are set another way there")
def test_hostile_files_are_refused_with_their_place_quickly_and_in_little_memory(sound: str, tmp_path: Path) -> None:
    files = _files(sound) | {
        "latin": "caf\u00e9".encode("latin-1"),
        "utf-16": "a: 1".encode("utf-16"),
        "noise": bytes(range(256)),
    }
    for name, raw in files.items():
        (tmp_path / f"{name}.yaml").write_bytes(raw)
    small = Path(__file__).parent / "small-drill.yaml"

    reading = [sys.executable, "-c", READER, str(tmp_path), str(small)]
    lines = subprocess.run(reading, capture_output=True, text=True, check=True).stdout.splitlines()

    assert len(files) >= 80
    names = sorted(f"{name}.yaml" for name in files)
    assert [line.split(":")[0] for line in lines] == names
    assert all(line.split(":")[1].isdigit() and line.split(":")[2].isdigit() for line in lines)
