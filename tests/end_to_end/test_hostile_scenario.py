"""A scenario that names a program to run is refused with its place, and nothing runs."""

import pytest

STARTED = 99
WATCH = f"""
import os, subprocess, sys
STARTS = {{"os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty.spawn", "subprocess.Popen"}}
sys.addaudithook(lambda event, details: os._exit({STARTED}) if event in STARTS else None)
"""
COMMAND = """
from simulator.cli import main
sys.exit(main(sys.argv[3:]))  # behind "-m simulator"
"""

GUARD = "        when: {heard: mixed_up}"
HOSTILE = {
    "a guard": (GUARD, "        when: os.system"),
    "a guard with its argument": (GUARD, "        when: {subprocess.getoutput: touch RAN}"),
    "a guard among others": (GUARD, "        when: {any: [{heard: ready}, {os.system: touch RAN}]}"),
    "what is guarded": (GUARD, "        when: {heard: os.system}"),
    "a guard of a happening": ("once: {done: bake}", "once: {subprocess.getoutput: touch RAN}"),
    "a guard of a route": ("to: [{when: {true: ready}", "to: [{when: subprocess.getoutput"),
    "a guard of a deed": ("kept_when: {given: driver}", "kept_when: os.system"),
    "an effect": ("    says: And what do I tell them?", "    on_enter: subprocess.getoutput"),
    "a beat": ("  worried:", "  subprocess.getoutput:"),
    "where a reply leads": ("        to: worried", "        to: os.system"),
}


@pytest.fixture
def watched(own_process):
    """Runs a command in a process that dies as soon as it starts any other."""
    return lambda *arguments: own_process(*arguments, python=["-c", WATCH + COMMAND])


@pytest.mark.parametrize("start", ["os.system('true')", "subprocess.getoutput('true')"])
def test_the_watch_sees_a_program_start(own_process, start):
    assert own_process(python=["-c", WATCH + start]).code == STARTED


@pytest.mark.parametrize(("sound", "hostile"), HOSTILE.values(), ids=HOSTILE)
def test_a_scenario_that_names_a_program_is_refused_with_its_place(watched, small, tmp_path, sound, hostile):
    text = small.read_text()
    assert sound in text
    (tmp_path / small.name).write_text(text.replace(sound, hostile.replace("RAN", str(tmp_path / "ran")), 1))
    line = text[: text.index(sound)].count("\n") + 1

    checked = watched("check", tmp_path / small.name)
    played = watched("play", tmp_path / small.name, "--bot", "careful", "--json")

    assert (checked.code, played.code) == (3, 3)
    assert f"{small.name}:{line}:" in checked.out
    assert f"{small.name}:{line}:" in played.err
    assert not (tmp_path / "ran").exists()
