"""How findings are worded: names instead of 'them', faults by what went wrong, denials as what they were."""

from msgspec import structs

from simulator.scenario import acts as a
from simulator.scoring.debrief import debrief
from simulator.scoring.finding import Dimension, Finding, ordered_findings
from simulator.scoring.phrases import called, capital
from simulator.scoring.scorecard import score
from tests.scoring.making import FAULT, OVEN, Play


def test_who_has_no_name_is_told_as_in_mid_sentence():
    assert called("The man on the phone") == "the man on the phone"
    assert called("Everybody with a passbook") == "everybody with a passbook"
    assert called("Mara Lindqvist") == "Mara"
    assert called("Mr Hallam") == "Mr Hallam"
    assert capital("the man on the phone") == "The man on the phone"


def test_a_sentence_begins_with_a_capital_letter_whoever_it_is_about():
    found = Finding("C-gap", Dimension.CADENCE, "P08", 0, (), "", "the public heard nothing.", -1.0)

    assert ordered_findings([found])[0].sentence == "The public heard nothing."


def test_two_faults_without_an_apology_are_told_apart():
    faults = (FAULT, structs.replace(FAULT, id="van", fact="van"))
    people = (structs.replace(OVEN.people[0], faults=faults), *OVEN.people[1:])
    play = Play(structs.replace(OVEN, people=people)).feels(0).heard("van", 1).ends()
    told = [f.sentence for f in score(play.story, play.events).findings if f.rule == "E-not-owned"]

    assert len(told) == len(set(told)) == 2
    assert any("The van" in sentence for sentence in told)


def test_what_was_denied_is_told_as_denied():
    play = Play().feels(0).heard("van", 0.2).says(1, a.Deny("van"), words="The van is fine.").ends()
    (found,) = [f for f in score(play.story, play.events).findings if f.rule == "H-claim-false"]

    assert found.sentence.startswith("You told Ana that this wasn't so, and it was: “")


def test_nobody_is_them_whose_name_is_known():
    play = Play().feels(0).says(1, a.AskDetails()).ends()
    findings = score(play.story, play.events).findings
    said = " ".join(f"{f.sentence} {f.fix}" for f in findings if f.person == "ana")

    assert [
        word for word in said.replace(".", " ").replace(",", " ").split() if word in ("them", "they", "theirs")
    ] == []


def test_questions_are_made_from_the_run_and_name_nobody_who_played():
    play = Play().feels(0).says(1, a.Claim("coming"), words="He is on his way, quite certainly.").ends()
    questions = debrief(play.story, play.events).run_questions

    assert any("quite certainly" in question and "carried it?" in question for question in questions)
    assert all("should have" not in question for question in questions)
