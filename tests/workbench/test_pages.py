"""A page goes where somebody named it, and never in the place of what isn't a page."""

import os
from pathlib import Path

import pytest

from simulator.errors import StorageFailed, Usage
from simulator.workbench.pages import write_page


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    (folder / "notes").mkdir(parents=True)
    return folder


def test_a_page_replaces_an_older_page(home, tmp_path):
    page = tmp_path / "page.html"
    for text in ("old", "new"):
        write_page(page, text, home=home)

    assert page.read_text() == "new"


@pytest.mark.parametrize("name", ["people.json", "standard.json", "20260301.jsonl", "notes/ledger.jsonl", "page.html"])
@pytest.mark.parametrize("by", ["its own name", "a link", "a way around"])
def test_nothing_that_lies_in_the_data_folder_is_ever_replaced(home, tmp_path, name, by):
    file = home / name
    file.write_text("names")
    ways = {
        "its own name": file,
        "a link": tmp_path / f"link{file.suffix}",
        "a way around": home / ".." / "home" / name,
    }
    if by == "a link":
        os.symlink(file, ways[by])

    with pytest.raises(Usage, match="data folder"):
        write_page(ways[by], "page", "--html", home=home, may_begin=lambda _: True)

    assert file.read_text() == "names"


@pytest.mark.parametrize("name", ["people.json", "standard.json", "run.jsonl", "notes/ledger.jsonl"])
def test_nor_is_anything_put_there_that_would_be_read(home, name):
    with pytest.raises(Usage, match="data folder"):
        write_page(home / name, "page", home=home)

    assert not (home / name).exists()


def test_a_new_page_may_lie_there(home):
    write_page(home / "page.html", "page", home=home)

    assert (home / "page.html").read_text() == "page"


def test_the_data_folder_is_looked_for_where_it_always_is(home, monkeypatch):
    monkeypatch.setenv("FIREDRILL_HOME", str(home))

    with pytest.raises(Usage, match="choose another name for --html"):
        write_page(home / "people.json", "page", "--html")


def test_lines_replace_only_lines_that_begin_as_ours_do(home, tmp_path):
    file = tmp_path / "told.jsonl"
    file.write_bytes(b"ours\nmore\n")

    write_page(file, "new\n", home=home, may_begin=lambda line: line == b"ours\n")
    with pytest.raises(Usage, match="is no page"):
        write_page(file, "newer\n", home=home, may_begin=lambda line: line == b"ours\n")
    with pytest.raises(Usage, match="is no page"):
        write_page(file, "newer\n", home=home)

    assert file.read_text() == "new\n"


def test_a_place_that_cannot_be_written_is_told_with_what_to_do(home, tmp_path):
    with pytest.raises(StorageFailed, match="Name another place with --csv"):
        write_page(tmp_path / "nowhere" / "page.csv", "page", "--csv", home=home)
