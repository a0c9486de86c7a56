"""`firedrill debrief`: in plain text, as JSON, and as one page."""

from tests.end_to_end.conftest import SMALL


def played(firedrill):
    assert firedrill("play", SMALL, "--bot", "careful").code == 0


def test_the_debrief_of_the_latest_run_in_plain_text(firedrill):
    played(firedrill)
    answer = firedrill("debrief")

    assert answer.code == 0
    assert "--- Four scores ---" in answer.out
    assert "--- Where the figures come from ---" in answer.out


def test_as_one_page(firedrill, tmp_path):
    played(firedrill)
    page = tmp_path / "debrief.html"
    answer = firedrill("debrief", "latest", "--html", page)

    assert answer.code == 0
    assert str(page) in answer.out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_nothing_but_a_page_is_overwritten(firedrill, tmp_path):
    played(firedrill)
    other = tmp_path / "drill.yaml"
    other.write_text("mine", encoding="utf-8")
    answer = firedrill("debrief", "latest", "--html", other)

    assert answer.code == 2
    assert "--html" in answer.err
    assert other.read_text(encoding="utf-8") == "mine"


def test_as_json(firedrill):
    played(firedrill)

    assert firedrill("debrief", "--json").json["title"]
