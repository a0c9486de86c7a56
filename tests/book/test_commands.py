"""The commands of the book as somebody calls them."""

import io
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.book.ledger import Forgotten, Kind, Rated
from simulator.cli import main
from simulator.journal.home import journal_path
from simulator.journal.records import Mode


class Answer(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def firedrill(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    monkeypatch.setenv("FIREDRILL_HOME", str(home))
    monkeypatch.delenv("FIREDRILL_BOOK", raising=False)

    def run(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def played(homes):
    """A home in which Ada played a drill and practised, and Grace played a drill."""
    runs = homes.runs()
    for name, mode in (("Grace", Mode.TIMED), ("Ada", Mode.GUIDED), ("Ada", Mode.TIMED)):
        homes.play(runs, runs.people.called(name), mode=mode)
    return runs


def test_drills_are_entered_once_however_often_it_is_said(firedrill, played):
    assert firedrill("book", "import") == (0, "2 drills entered.\n", "")
    assert firedrill("book", "import").out == "no drills entered.\n"


def test_the_book_is_made_anew_from_the_journals(firedrill, played, home):
    firedrill("book", "import")
    for file in home.glob("book.sqlite*"):
        file.unlink()

    assert firedrill("scores", "rebuild").out == "The score book was made anew: 2 drills entered.\n"
    assert firedrill("book", "verify") == (0, "The book says what the journals say.\n", "")


def test_other_computers_folders_come_in_with_from(firedrill, played, homes):
    other = homes.runs("other")
    homes.play(other, "p7")

    assert json.loads(firedrill("book", "import", "--from", other.home, "--json").out)["new"] == 3
    assert firedrill("book", "import", "--from", "nowhere").code == 2


def test_the_list_of_runs_says_what_scores_are_for(firedrill, played):
    assert "for training, not for pay or dismissal" in firedrill("scores").out
    assert "training" not in firedrill("scores", "--json").out


def test_a_backup_is_restored_and_what_was_before_is_kept(firedrill, played, home, tmp_path):
    firedrill("book", "import")
    assert "all the same" in firedrill("book", "backup", tmp_path / "b.sqlite").out

    answer = firedrill("book", "restore", tmp_path / "b.sqlite")

    assert answer.code == 0
    assert len(list(home.glob("book.before-*.sqlite"))) == 1
    assert firedrill("book", "verify").code == 0


def test_the_doctor_says_what_is_wrong_by_its_exit_code_too(firedrill, played, home):
    assert firedrill("book", "doctor").code == 4
    firedrill("book", "import")
    assert firedrill("book", "doctor").code == 0
    (home / "book.sqlite").chmod(0o644)
    assert "WRONG: others may open it. chmod 600" in firedrill("book", "doctor").out


def test_migrating_a_book_of_today_does_nothing(firedrill, played):
    firedrill("book", "import")

    assert "is up to date" in firedrill("book", "migrate").out


def test_a_server_that_is_not_there_is_one_sentence_without_a_password(firedrill, played):
    answer = firedrill("book", "import", "--book", "postgresql://me:secret@127.0.0.1:1/drills")

    assert (answer.code, answer.out) == (4, "")
    assert answer.err.count("\n") == 1
    assert "secret" not in answer.err


def test_a_person_gets_their_drills_and_only_they_their_practice(firedrill, played, tmp_path):
    firedrill("book", "import")
    ada = json.loads(firedrill("privacy", "export", "ada").out)
    own = json.loads(firedrill("privacy", "export", "ada", "--own").out)

    assert (ada["name"], len(ada["runs"]), len(ada["in_the_book"]), len(own["runs"])) == ("Ada", 1, 1, 2)
    assert firedrill("privacy", "export", "grace", "--own").code == 5
    assert "theirs" in firedrill("privacy", "export", "grace", "--out", tmp_path / "g.json").out


def test_every_look_is_written_down(firedrill, played):
    firedrill("privacy", "export", "ada")
    firedrill("book", "verify")

    told = json.loads(firedrill("privacy", "audit", "--json").out)

    assert [(line["what"], line["about"]) for line in told] == [("export", played.people.called("Ada"))]
    assert "looked: export" in firedrill("privacy", "audit").out


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_what_a_person_gets_is_readable_by_its_owner_alone(firedrill, played, tmp_path):
    firedrill("privacy", "export", "ada", "--out", tmp_path / "a.json")

    assert (tmp_path / "a.json").stat().st_mode & 0o077 == 0


def test_a_journal_of_which_nobody_can_tell_how_old_it_is_is_named(firedrill, played, home):
    (home / "damaged.jsonl").write_bytes(b"X\n")
    (home / "begun.jsonl").touch()

    told = firedrill("privacy", "retention").err

    assert "'damaged.jsonl' can't be looked into" in told
    assert "begun" not in told


def test_a_forgotten_person_is_nowhere_and_a_tombstone_says_so(firedrill, played, home):
    firedrill("book", "import")
    firedrill("privacy", "export", "ada")
    ada = played.people.called("Ada")

    answer = firedrill("privacy", "erase", "Ada", "--yes")

    assert answer.code == 0, answer.err
    assert f"{ada} is forgotten: 2 runs" in answer.out
    assert not any(b"Ada" in path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert f"{ada} was forgotten, with 2 runs" in firedrill("privacy", "audit").out
    assert firedrill("privacy", "erase", "Ada", "--yes").code == 2
    assert firedrill("book", "verify").code == 0


def test_what_could_not_be_looked_into_is_named_and_the_code_says_so(firedrill, played, home):
    path = next(home.glob("*.jsonl"))
    path.write_bytes(b"X" * 99)

    answer = firedrill("privacy", "erase", "Ada", "--yes")

    assert answer.code == 4
    assert "is forgotten, but for what is named below: " in answer.out
    assert f"'{path.name}' can't be looked into" in answer.err


def test_a_plan_that_went_whole_is_told(firedrill, played, home):
    (home / "plans").mkdir()
    (home / "plans" / "monday.yaml").write_text("people: [ada, Grace]")

    assert "The plan 'plans/monday.yaml' went whole" in firedrill("privacy", "erase", "Ada", "--yes").out


def test_an_erasure_of_a_name_that_two_have_lists_both(firedrill, played, home):
    names = {"id-1": "Ada", "id-2": "ADA"}
    (home / "people.json").write_text(json.dumps({"latest": "", "names": names}))

    answer = firedrill("privacy", "erase", "ada", "--yes")

    assert answer.code == 2
    assert "id-1 and id-2" in answer.err


def test_what_a_server_may_keep_for_longer_is_said(firedrill, played, server_place):
    answer = firedrill("privacy", "erase", "Ada", "--yes", "--book", server_place.url.replace("+psycopg", ""))

    assert answer.code == 0, answer.err
    assert "The server's own log and statistics, its archives and replicas" in answer.out


def test_an_export_has_what_was_played_since_the_last_import(firedrill, played):
    assert len(json.loads(firedrill("privacy", "export", "ada").out)["in_the_book"]) == 1


def test_who_was_forgotten_stays_so_in_a_book_that_is_restored_elsewhere(firedrill, played, home, homes, tmp_path):
    firedrill("book", "import")
    firedrill("book", "backup", tmp_path / "b.sqlite")
    ada = played.people.called("Ada")
    other = homes.source("other")
    other.ledger.add(Forgotten(ada, "2026-03-05T12:00:00Z", 1))  # forgotten at another computer that shares the book
    firedrill("book", "import", "--from", other.runs.home)

    firedrill("book", "restore", tmp_path / "b.sqlite")

    told = json.loads(firedrill("book", "import", "--json").out)
    assert (told["new"], told["left_out"]) == (0, [])


def test_what_was_deleted_for_its_age_does_not_come_back(firedrill, homes, home, tmp_path):
    homes.play(homes.runs(moment=datetime(2020, 1, 1, tzinfo=UTC)), "p1")
    firedrill("book", "import")
    shutil.copytree(home, tmp_path / "copy")
    assert "1 run deleted" in firedrill("privacy", "retention", "--apply").out

    assert firedrill("book", "import", "--from", tmp_path / "copy").out == (
        "no drills entered.\n1 drill stayed out: older than this house keeps them.\n"
    )
    assert "no drills entered" in firedrill("scores", "rebuild", "--from", tmp_path / "copy").out


def test_a_drill_in_the_book_alone_is_deleted_for_its_age_too(firedrill, homes, home):
    path = journal_path(home, homes.play(homes.runs(moment=datetime(2020, 1, 1, tzinfo=UTC)), "p1"))
    firedrill("book", "import")
    path.unlink()

    assert f"  {path.stem}\n1 run kept longer. --apply deletes what is listed." in firedrill("privacy", "retention").out
    assert "1 run deleted" in firedrill("privacy", "retention", "--apply").out
    assert "no runs kept longer" in firedrill("privacy", "retention").out


def test_erasing_asks_first(firedrill, played, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))

    assert firedrill("privacy", "erase", "Ada").code == 130
    assert "Ada" in played.people.read().names.values()


def test_before_somebody_is_forgotten_it_is_told_who_that_is_and_how_much_goes(firedrill, played, monkeypatch):
    ada = played.people.called("Ada")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))

    answer = firedrill("privacy", "erase", ada)

    assert f"Forget Ada ({ada}) for good, with 2 runs on this computer (practice included)?" in answer.out
    assert len(list(played.home.glob("*.jsonl"))) == 3


def test_somebody_without_a_name_is_told_as_such_before_they_are_forgotten(firedrill, homes, home, monkeypatch):
    homes.play(homes.runs(), "p7")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))

    assert "Forget p7, whose name isn't known here, for good, with 1 run" in firedrill("privacy", "erase", "p7").out


def test_the_house_says_how_long_things_are_kept(firedrill, homes, home):
    runs = homes.runs(moment=datetime(2020, 1, 1, tzinfo=UTC))
    for mode in (Mode.GUIDED, Mode.TIMED):
        homes.play(runs, "p1", mode=mode)
    assert "Practice is kept for 90 days, drills for 12 months." in firedrill("privacy", "retention").out

    told = firedrill("privacy", "retention", "--practice-days", "1", "--drill-months", "2", "--apply")

    assert "Practice is kept for 1 day, drills for 2 months." in told.out
    assert "Practice is kept for 1 day, drills for 2 months." in firedrill("privacy", "retention").out
    assert "2 runs deleted" in told.out
    assert list(home.glob("*.jsonl")) == []


@pytest.mark.parametrize("group", ["book", "privacy"])
def test_a_group_alone_asks_what_to_do(firedrill, group):
    answer = firedrill(group)

    assert answer.code == 2
    assert "needs to know what to do" in answer.err


@pytest.mark.parametrize("command", [["book", "verify"], ["book", "backup", "copy.sqlite"], ["compare"]])
def test_a_book_that_was_named_and_is_not_there_is_not_made(firedrill, played, tmp_path, command):
    slip = tmp_path / "tyop.sqlite"

    answer = firedrill(*command, "--book", slip)

    assert (answer.code, answer.out) == (2, "")
    assert f"There is no score book '{slip}'" in answer.err
    assert not slip.exists()


def test_a_word_that_may_mean_somebody_else_is_told_with_how_to_take_it_out(firedrill, homes, ledger):
    runs = homes.runs()
    runs.people.enrol(["Ada Quimby", "Cy Quimby"])
    run = homes.play(runs, "p9")
    rated = Rated(run=run, rater="t1", kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", reason="as quimby did")
    ledger.add(rated)
    ada = next(person for person, name in runs.people.read().names.items() if name == "Ada Quimby")

    told = firedrill("privacy", "erase", "Ada Quimby", "--yes")

    again = f"firedrill privacy erase {ada} --called quimby"
    assert (told.code, again in told.err, f"a rating of {run}" in told.err) == (4, True, True)
    assert "but for what is named below" in told.out
    assert firedrill(*again.split()[1:], "--yes").code == 0
    assert [line.reason for line in ledger.read() if isinstance(line, Rated)] == ["as somebody did"]
    audit = firedrill("privacy", "audit").out
    assert f"a word that may mean them was left in a rating of {run}" in audit
    assert f"{ada} was forgotten; a word that might mean them was taken out of a rating of {run}" in audit


def test_two_letters_are_no_name_that_can_be_taken_out(firedrill, played):
    told = firedrill("privacy", "erase", "Ada", "--called", "Al", "--yes")

    assert (told.code, "3 letters at least" in told.err) == (2, True)
    assert "Ada" in played.people.read().names.values()
