"""Practice is nobody's but the trainee's: no command shows anything of somebody else's, and their own is theirs.

Walks over the list of commands, so that a new one has to say here what it does with a run.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.core import TyperGroup

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.commands import COMMANDS
from simulator.drill import actions as do
from simulator.journal.live import begin, end
from simulator.journal.records import Mode, NextTime, OwnRating
from simulator.journal.runs import Playing, Runs
from simulator.training.declaring import NAMELESS
from tests.book.conftest import a_card
from tests.end_to_end.conftest import SMALL
from tests.training.a_class import a_class, runs_in

NAME, OWN_NAME = "Philippa Marchbanks", "Ben Okafor"
WORDS = "quillwort and samphire"  # what only she has typed
MARK = 13.7  # what only her practice scores
SECRETS = ("Philippa", "Marchbanks", "quillwort", "13.7")
REFUSED = 5

SHOWS_NO_RUN = {
    "scenarios",
    "check",
    "explore",
    "try",
    "reach",
    "proofread",
    "map",
    "endings",
    "preview",
    "review",
    "lesson",
    "schema",
    "new",
}
# How each command that takes a run, lists runs or adds them up is called; RUN stands for her practice.
RUN, WAITING, PATH, PAGE, PERSON = "{run}", "{waiting}", "{path}", "{page}", "{person}"
CALLS: dict[str, list[list[str]]] = {
    "play": [["play", str(SMALL), "--terminal"]],
    "replay": [["replay", RUN], ["replay", RUN, "--json"], ["replay", PATH], ["replay", "latest"]],
    "debrief": [["debrief", RUN], ["debrief"], ["debrief", RUN, "--json"], ["debrief", PATH, "--html", PAGE]],
    "verify": [["verify", RUN], ["verify", RUN, "--json"], ["verify", PATH]],
    "rescore": [["rescore", RUN], ["rescore", RUN, "--json"], ["rescore", PATH]],
    "resume": [["resume", WAITING, "--terminal"], ["resume", "--terminal"], ["resume"]],
    "scores": [["scores"], ["scores", "--json"]],
    "scores rebuild": [["scores", "rebuild"]],
    "book": [["book"]],
    "book backup": [["book", "backup", PAGE]],
    "book doctor": [["book", "doctor"]],
    "book import": [["book", "import"]],
    "book migrate": [["book", "migrate"]],
    "book restore": [["book", "restore", PAGE]],
    "book verify": [["book", "verify"]],
    "privacy": [["privacy"]],
    "privacy audit": [["privacy", "audit"], ["privacy", "audit", "--json"]],
    "privacy erase": [["privacy", "erase", PERSON, "--yes"]],
    "privacy export": [["privacy", "export", PERSON], ["privacy", "export", PERSON, "--own"]],
    "privacy retention": [["privacy", "retention"]],
    "compare": [["compare"], ["compare", "--names", "--json"], ["compare", "--mode", "guided"]],
    "drill": [["drill", "guided-class", "--watch"], ["drill", "guided-class", "--watch", "--json"]],
    "xapi": [["xapi", RUN], ["xapi", "--every", "--out", PAGE]],
    "rate": [["rate", RUN, "--trainer", "Sam Ode"], ["rate", RUN, "--json"], ["rate", "latest"]],
    "ratings": [["ratings"], ["ratings", "--json"]],
    "class": [["class", "guided-class"], ["class", "guided-class", "--json"]],
    "programme": [["programme"], ["programme", "--json"]],
}
TOLD_BY_NAME = {"privacy export"}  # asked for by whose it is, and gives their name back


@dataclass
class Practised:
    """A home with practice of somebody else: *run* has ended, *waiting* has not."""

    home: Path
    person: str
    run: str
    waiting: str

    def filled_in(self, call: list[str], page: Path) -> list[str]:
        path = self.home / f"{self.run}.jsonl"
        return [
            word.format(run=self.run, waiting=self.waiting, path=path, page=page, person=self.person) for word in call
        ]


def practise(runs: Runs, person: str, ends: bool = True, **playing: object) -> str:
    """Play the small drill guided, with words of one's own; gives the run."""
    told = Playing(**{"mode": Mode.GUIDED, "person": person, **playing})
    live = begin(runs, str(SMALL), told)
    live.session.submit(do.Begin())
    live.session.submit(do.Say(reply="counter.look", own_words=WORDS))
    if not ends:
        live.run.close()
        return live.run.name
    play(live.session, make("careful", live.story, 0))
    end(live)
    runs.notebook.add(OwnRating(live.run.name, person, 1, 1, 1, 1, WORDS, WORDS))
    runs.notebook.add(NextTime(live.run.name, person, WORDS))
    with runs.reopen_ended(live.run.name).run as run:
        run.keep_scorecard(a_card(MARK))
    return live.run.name


@pytest.fixture
def others(home) -> Practised:
    """She practised and left; he has played here since."""
    runs = runs_in(home)
    a_class(runs, ["careful"], drill="guided-class", mode="guided")
    person = runs.people.called(NAME)
    practised = Practised(home, person, practise(runs, person), practise(runs, person, ends=False))
    runs.people.called(OWN_NAME)
    assert all(WORDS.encode() in (home / f"{run}.jsonl").read_bytes() for run in (practised.run, practised.waiting))
    return practised


@pytest.fixture
def own(others) -> Practised:
    """She sits here again."""
    runs_in(others.home).people.called(NAME)
    return others


def commands() -> set[str]:
    """Every command there is; of a group also the commands in it."""
    found = set()
    for listed in COMMANDS:
        command = listed.loaded()
        inner = sorted(command.commands) if isinstance(command, TyperGroup) else []
        found |= {f"{listed.name} {name}" for name in inner}
        if not inner or command.invoke_without_command:
            found.add(str(listed.name))
    return found


def test_every_command_there_is_says_here_what_it_does_with_runs():
    assert commands() - set(CALLS) - SHOWS_NO_RUN == set()


@pytest.mark.parametrize(("command", "call"), [(name, call) for name, calls in CALLS.items() for call in calls])
def test_no_command_shows_anything_of_somebody_else_s_practice(firedrill, others, tmp_path, command, call):
    page = tmp_path / "page.html"

    answer = firedrill(*others.filled_in(call, page), typed="\n\nq\n")

    told = answer.out + answer.err
    told += page.read_text(encoding="utf-8", errors="replace") if page.is_file() else ""
    secrets = SECRETS[2:] if command in TOLD_BY_NAME else SECRETS
    assert "Something is wrong inside" not in told
    assert [secret for secret in secrets if secret in told] == []


@pytest.mark.parametrize(
    "call",
    [
        *CALLS["replay"],
        *CALLS["debrief"],
        *CALLS["rescore"],
        ["resume", WAITING, "--terminal"],
        ["resume", WAITING],
        *CALLS["drill"],
        *CALLS["class"],
    ],
)
def test_who_asks_for_somebody_else_s_practice_is_refused_in_a_sentence(firedrill, others, tmp_path, call):
    answer = firedrill(*others.filled_in(call, tmp_path / "page.html"))

    assert (answer.code, answer.out) == (REFUSED, "")
    assert answer.err.count("\n") == 1
    assert "practice" in answer.err
    assert not (tmp_path / "page.html").exists()


def test_nothing_is_written_into_practice_that_was_refused(firedrill, others):
    before = {path: path.read_bytes() for path in others.home.glob("*.jsonl")}

    for call in (["rescore", others.run], ["resume", others.waiting, "--terminal"], ["resume", "--terminal"]):
        firedrill(*call)

    assert {path: path.read_bytes() for path in others.home.glob("*.jsonl")} == before


def test_firedrill_alone_does_not_offer_to_go_on_with_somebody_else_s_practice(firedrill, others):
    answer = firedrill(typed="q\n")

    assert "You stopped in the middle" not in answer.out


# -- the list
def test_the_list_says_how_much_practice_it_leaves_out_and_in_which_mode_the_rest_was_played(firedrill, others):
    firedrill("play", SMALL, "--bot", "careful")

    lines = firedrill("scores").out.splitlines()

    assert lines[-1] == "3 practice runs of others aren't shown: practice is nobody's but the trainee's."
    assert lines[0].split()[:3] == ["run", "who", "mode"]
    assert [line.split()[1:4] for line in lines[1:2]] == [["bot", "careful", "untimed"]]


def test_as_json_the_list_is_one_value_and_the_sentence_stands_beside_it(firedrill, others):
    answer = firedrill("scores", "--json")

    assert answer.json == []
    assert answer.err == "3 practice runs of others aren't shown: practice is nobody's but the trainee's.\n"


def test_one_is_one(firedrill, home):
    runs = runs_in(home)
    practise(runs, runs.people.called(NAME))
    runs.people.called(OWN_NAME)

    assert firedrill("scores").out == (
        "1 practice run of somebody else isn't shown: practice is nobody's but the trainee's.\n"
    )


def test_a_guided_run_of_a_bot_is_nobody_s_practice(firedrill, home):
    firedrill("play", SMALL, "--bot", "careful", "--mode", "guided")
    runs_in(home).people.called(OWN_NAME)

    assert "guided" in firedrill("scores").out
    assert firedrill("debrief").code == 0


# -- what a name means
def test_the_latest_is_the_latest_that_may_be_shown(firedrill, others):
    runs = runs_in(others.home)
    own = practise(runs, runs.people.called(OWN_NAME), mode=Mode.UNTIMED)
    theirs = practise(runs, others.person)
    assert theirs in {run.run for run in runs.list_runs()[:2]}

    assert firedrill("debrief").code == 0
    assert own in firedrill("replay", "latest", "--json").out


def test_the_latest_to_go_on_with_is_one_s_own_too(firedrill, others):
    runs = runs_in(others.home)
    own = practise(runs, runs.people.called(OWN_NAME), ends=False)

    assert f"firedrill resume {own}" in firedrill("resume", "--terminal", typed="q\n").out


def test_a_beginning_that_means_somebody_else_s_practice_is_refused(firedrill, home):
    runs = runs_in(home)
    practise(runs, runs.people.called(NAME))
    runs.people.called(OWN_NAME)

    assert firedrill("debrief", "2026").code == REFUSED


@pytest.mark.parametrize("beginning", ["2026", "2"])
def test_a_name_that_could_be_several_lists_no_practice_of_somebody_else(firedrill, others, beginning):
    runs = runs_in(others.home)
    own = [practise(runs, runs.people.called(OWN_NAME), mode=Mode.UNTIMED) for _ in range(2)]

    told = firedrill("replay", beginning).err

    assert all(run in told for run in own)
    assert others.run not in told
    assert others.waiting not in told


def runs_told(others, told: str) -> list[str]:
    return [run for run in (others.run, others.waiting) if run in told]


ASKING = (["verify"], ["rate", "--trainer", "Sam Ode"], ["xapi"], ["rescore"], ["replay"])


@pytest.mark.parametrize("call", ASKING)
@pytest.mark.parametrize("typed", ["2026", "2", "latest", "slip", "beginning"])
def test_no_command_tells_what_somebody_else_s_practice_is_called_unless_it_is_named_whole(
    firedrill, others, call, typed
):
    wanted = {"slip": f"{others.run[:-1]}x", "beginning": others.run[:-3]}.get(typed, typed)

    answer = firedrill(*call, wanted)

    assert runs_told(others, answer.out + answer.err) == []
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("call", ASKING)
def test_hints_still_tell_of_drills_and_of_one_s_own_practice(firedrill, others, call):
    runs = runs_in(others.home)
    person = runs.people.called(OWN_NAME)
    own = [practise(runs, person), practise(runs, person, mode=Mode.UNTIMED)]

    told = firedrill(*call, "2026").err

    assert all(run in told for run in own)
    assert runs_told(others, told) == []


def test_practice_of_somebody_else_is_verified_by_its_whole_name_or_its_path(firedrill, others):
    for wanted in (others.run, others.home / f"{others.run}.jsonl"):
        answer = firedrill("verify", wanted)

        assert answer.code == 0
        assert "the chain is whole" in answer.out


def test_a_record_is_verified_by_its_whole_name_where_nobody_can_tell_whose_it_is(firedrill, others):
    (others.home / "people.json").write_text("{", encoding="utf-8")

    assert firedrill("verify", others.run).code == 0


# -- whose it is
def test_who_practised_is_shown_what_nobody_else_is(firedrill, own):
    shown = firedrill("scores").out + firedrill("replay", own.run).out + firedrill("debrief", own.run).out

    assert [secret for secret in SECRETS if secret not in shown] == []


@pytest.mark.parametrize(
    "call", [*CALLS["replay"], *CALLS["debrief"][:1], *CALLS["debrief"][2:], *CALLS["rescore"], CALLS["resume"][0]]
)
def test_who_practised_does_all_of_it_as_ever(firedrill, own, tmp_path, call):
    answer = firedrill(*own.filled_in(call, tmp_path / "page.html"), typed="q\n")

    assert (answer.code, answer.err) == (0, "")


def test_one_s_own_practice_is_in_the_list_with_its_mode(firedrill, own):
    lines = firedrill("scores").out.splitlines()

    assert sum("guided" in line and "Philippa" in line for line in lines) == 2
    assert lines[-1].startswith("1 practice run of somebody else")


def test_who_sat_beside_somebody_practised_too(firedrill, home):
    runs = runs_in(home)
    beside = runs.people.called(OWN_NAME)
    run = practise(runs, runs.people.called(NAME), pair=beside)
    runs.people.called(OWN_NAME)

    assert firedrill("debrief", run).code == 0
    assert run in firedrill("scores").out


def test_somebody_without_a_name_practises_leaves_and_comes_back(firedrill, home):
    firedrill("play", SMALL, "--terminal", "--mode", "guided", typed="\n\n1\nq\n")

    resumed = firedrill("resume", "--terminal", typed="q\n")

    assert (resumed.code, resumed.err) == (0, "")
    assert "guided" in firedrill("scores").out


def test_where_nobody_has_said_who_they_are_old_practice_is_there_as_before(firedrill, own):
    (own.home / "people.json").unlink()

    assert firedrill("debrief", own.run).code == 0
    assert firedrill("resume", "--terminal", typed="q\n").code == 0
    assert "practice run" not in firedrill("scores").out


def test_where_the_names_cannot_be_read_practice_is_not_shown_and_it_says_why(firedrill, own):
    (own.home / "people.json").write_text("nonsense", encoding="utf-8")

    answer = firedrill("debrief", own.run)

    assert (answer.code, answer.out) == (4, "")
    assert "people.json' is damaged" in answer.err


# -- journals from elsewhere
def test_a_home_of_one_s_own_opens_nobody_else_s_practice(firedrill, own, tmp_path, monkeypatch):
    monkeypatch.setenv("FIREDRILL_HOME", str(tmp_path / "empty"))

    for command in ("replay", "debrief", "rescore"):
        assert firedrill(command, own.home / f"{own.run}.jsonl").code == REFUSED


def test_one_s_own_practice_is_read_from_a_copy_elsewhere(firedrill, own, tmp_path):
    elsewhere = tmp_path / "stick"
    shutil.copytree(own.home / "snapshots", elsewhere / "snapshots")
    shutil.copy(own.home / f"{own.run}.jsonl", elsewhere)

    assert firedrill("debrief", elsewhere / f"{own.run}.jsonl").code == 0


# -- a class
def test_the_stations_of_a_guided_class_are_told_without_what_anybody_does(firedrill, others):
    (row,) = firedrill("drill", "guided-class", "--json").json["rows"]

    assert (row["standing"], row["run"], row["status"]) == ("finished", "", None)


def test_who_sets_a_guided_class_up_is_sent_to_its_stations_and_to_no_desk(firedrill, others):
    told = firedrill("drill", others.home.parent / "guided-class.yaml").out

    assert "--station NAME" in told
    assert "--watch" not in told


def test_the_trainer_of_a_guided_class_still_gives_orders(firedrill, others):
    assert firedrill("drill", "guided-class", "--tell", "pause").out == "Sent.\n"


def test_who_comes_back_says_their_name_and_goes_on(firedrill, others):
    answer = firedrill("resume", "--terminal", "--name", NAME.lower(), typed="q\n")

    assert f"firedrill resume {others.waiting}" in answer.out
    assert firedrill("replay", others.run).code == 0


def test_who_has_never_been_here_has_nothing_to_go_on_with(firedrill, others):
    people = (others.home / "people.json").read_bytes()

    answer = firedrill("resume", "--terminal", "--name", "Zed")

    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert (others.home / "people.json").read_bytes() == people


# -- without a name
NO_NAME = "practice without a name"


@pytest.fixture
def nameless(firedrill, home) -> str:
    """Somebody practised here without a name, stopped, and Ben has given his name since; the run."""
    firedrill("play", SMALL, "--terminal", "--mode", "guided", typed="\n\n1\nq\n")
    (run,) = [run.run for run in runs_in(home).list_runs()]
    firedrill("play", SMALL, "--terminal", "--name", OWN_NAME, typed="q\n")
    return run


def test_who_practises_without_a_name_is_told_at_the_start_and_when_they_stop_what_it_means(firedrill):
    out = firedrill("play", SMALL, "--terminal", "--mode", "guided", typed="\n\n1\nq\n").out
    told = " ".join(out.split())  # it fits the terminal

    assert NAMELESS in told
    assert told.index(NAMELESS) < told.index("You gave no name: once somebody gives one here")


@pytest.mark.parametrize("call", [["--mode", "untimed"], ["--mode", "guided", "--name", NAME]])
def test_whoever_counts_or_has_a_name_is_told_nothing_of_that(firedrill, call):
    told = firedrill("play", SMALL, "--terminal", *call, typed="\n\n1\nq\n").out

    assert "You gave no name" not in told
    assert NAMELESS not in told


@pytest.mark.parametrize(
    "call", [["resume"], ["resume", RUN], ["resume", RUN, "--terminal"], ["debrief", RUN], ["replay", RUN]]
)
def test_practice_without_a_name_is_nobody_s_once_somebody_gave_one_and_it_says_why(firedrill, nameless, call):
    answer = firedrill(*(word.format(run=nameless) for word in call))

    assert (answer.code, answer.out, answer.err.count("\n")) == (REFUSED, "", 1)
    assert NO_NAME in answer.err
    assert "Next time play with --name NAME" in answer.err


def test_practice_of_somebody_with_a_name_is_not_called_nameless(firedrill, others):
    assert NO_NAME not in firedrill("resume", others.waiting).err


@pytest.mark.parametrize("call", [["resume", "--terminal"], ["debrief"]])
def test_who_asks_for_the_latest_is_not_told_what_others_practised_and_when(firedrill, others, call):
    answer = firedrill(*call)

    assert others.run not in answer.err
    assert others.waiting not in answer.err
