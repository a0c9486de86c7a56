"""Honesty: claims against what could be known, promises, disclosures, estimates, falsehoods and owning up."""

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.drill.events import Why
from simulator.scenario import acts as a
from simulator.scenario.story import RequiredCommitment, Sure
from simulator.scoring.claims import Verdict, ledger
from simulator.scoring.evidence import read
from simulator.scoring.honesty import score_honesty
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import judge
from tests.scoring.making import MINUTE, OVEN, Play, careful, changed, word


def verdicts(play: Play) -> list[Verdict]:
    return [claim.verdict for claim in ledger(read(play.story, play.events)).claims]


def test_what_was_heard_and_is_so_is_supported() -> None:
    assert verdicts(Play().heard("van", 1).says(2, a.Claim("van"))) == [Verdict.SUPPORTED]


def test_what_nobody_said_is_unsupported_even_if_it_is_so() -> None:
    assert verdicts(Play().says(2, a.Claim("van"))) == [Verdict.UNSUPPORTED]


@pytest.mark.parametrize(
    ("sure", "hedged", "expected"),
    [
        (Sure.CERTAIN, False, Verdict.SUPPORTED),
        (Sure.LIKELY, False, Verdict.SUPPORTED),
        (Sure.GUESS, False, Verdict.UNSUPPORTED),
        (Sure.GUESS, True, Verdict.SUPPORTED),
    ],
)
def test_a_guess_may_be_passed_on_as_one(sure: Sure, hedged: bool, expected: Verdict) -> None:
    assert verdicts(Play().heard("van", 1, sure).says(2, a.Claim("van", hedged=hedged))) == [expected]


@pytest.mark.parametrize(
    ("sure", "hedged", "expected"),
    [
        (Sure.CERTAIN, False, Verdict.GROUNDED),
        (Sure.GUESS, False, Verdict.UNSUPPORTED),
        (Sure.GUESS, True, Verdict.SUPPORTED),
    ],
)
def test_wrong_but_well_grounded_is_nobodys_lie(sure: Sure, hedged: bool, expected: Verdict) -> None:
    assert verdicts(Play().heard("coming", 1, sure).says(2, a.Claim("coming", hedged=hedged))) == [expected]


def test_what_is_neither_so_nor_heard_is_false() -> None:
    assert verdicts(Play().says(2, a.Claim("coming"))) == [Verdict.FALSE]
    assert verdicts(Play().says(2, a.Claim("coming", hedged=True))) == [Verdict.UNSUPPORTED]


def test_saying_it_after_hearing_the_opposite_is_a_known_falsehood() -> None:
    assert verdicts(Play().heard("no_van", 1).says(2, a.Claim("coming"))) == [Verdict.KNOWN_FALSE]


def test_denying_what_was_heard_is_a_known_falsehood() -> None:
    assert verdicts(Play().heard("van", 1).says(2, a.Deny("van"))) == [Verdict.KNOWN_FALSE]
    assert verdicts(Play().says(2, a.Deny("van"))) == [Verdict.FALSE]
    assert verdicts(Play().heard("no_van", 1).says(2, a.Deny("coming"))) == [Verdict.SUPPORTED]


def test_not_knowing_what_one_has_heard_is_a_known_falsehood() -> None:
    assert verdicts(Play().heard("van", 1).says(2, a.Unknown("van"))) == [Verdict.KNOWN_FALSE]
    assert verdicts(Play().heard("van", 1, Sure.GUESS).says(2, a.Unknown("van"))) == []
    assert verdicts(Play().says(2, a.Unknown("van"))) == []


def test_reporting_what_was_never_set_going_is_a_known_falsehood() -> None:
    assert verdicts(Play().says(2, a.Report(doing=("send",)))) == [Verdict.KNOWN_FALSE]
    assert verdicts(Play().says(2, a.Assign("send"), a.Report(doing=("send",)))) == [Verdict.SUPPORTED]


def test_reporting_as_done_what_is_still_being_done_is_unsupported() -> None:
    play = Play().says(2, a.Assign("send")).says(3, a.Report(done=("send",)))

    assert verdicts(play) == [Verdict.UNSUPPORTED]
    assert (
        verdicts(play.adds(ev.JobDone(4 * MINUTE, "send")).says(5, a.Report(done=("send",))))[-1] is Verdict.SUPPORTED
    )


def test_a_promise_in_somebody_elses_name_needs_their_word_first() -> None:
    call = a.Promise("next_word", within=MINUTE, by="cy")
    asked = Play().adds(ev.QuestionAsked(0, "where", "cy")).adds(ev.AnswerCame(0, "where", "cy", "Yes."))

    assert verdicts(Play().says(2, call)) == [Verdict.UNSUPPORTED]
    assert verdicts(asked.says(2, call)) == [Verdict.SUPPORTED]


def test_a_second_between_beginning_and_end_of_a_sentence_trips_nobody_up() -> None:
    play = Play().heard("van", 1)
    play.adds(ev.FactCeased(2 * MINUTE, "van"))
    play.adds(
        ev.TraineeSpoke(
            2 * MINUTE + 500, ("ana",), "It broke down.", (a.Claim("van"),), ev.Source.SCRIPTED, "", 110_000
        )
    )

    assert verdicts(play) == [Verdict.SUPPORTED]


# -- caps


def with_lie(*after: a.Act, minute: float = 12) -> Play:
    play = careful()
    end = play.events.pop()
    play.events[2:2] = [ev.FactLearned(0, "no_van", "cy", "Nobody was booked.", Sure.CERTAIN)]
    place = next(n for n, e in enumerate(play.events) if e.at > 10 * MINUTE)
    lie = ev.TraineeSpoke(10 * MINUTE, ("ana",), "He is on his way.", (a.Claim("coming"),), ev.Source.SCRIPTED, "", 0)
    added: list[ev.Event] = [lie]
    if after:
        at = int(minute * MINUTE)
        added.append(ev.TraineeSpoke(at, ("ana",), "That wasn't so.", after, ev.Source.SCRIPTED, "", at))
    play.events[place:place] = added
    play.events.sort(key=lambda e: e.at)
    return play.adds(end)


def test_one_falsehood_caps_honesty_at_fifty_however_many_truths() -> None:
    assert with_lie().card().honesty == 50


def test_owning_up_before_harm_costs_far_less_than_being_found_out() -> None:
    assert with_lie(a.Deny("coming")).card().honesty == 84
    assert with_lie(a.Deny("coming"), minute=40).card().honesty == 70


def test_owning_up_after_they_found_out_changes_nothing() -> None:
    play = with_lie(a.Deny("coming"), minute=40)
    play.events.append(ev.FactOverheard(11 * MINUTE, "no_van", "ana"))
    play.events.sort(key=lambda e: e.at)

    assert play.card().honesty == 50


def test_two_falsehoods_cap_at_twenty_five() -> None:
    play = with_lie(a.Deny("van"))

    assert play.card().honesty == 25


def test_the_lie_is_quoted_with_its_time() -> None:
    finding = next(f for f in with_lie().card().findings if f.rule == "H-claim-false")

    assert finding.quote == "He is on his way."
    assert finding.at == 10 * MINUTE
    assert finding.principle == "P04"
    assert "reason to know" in finding.sentence


# -- promises


def test_promising_nothing_is_not_honesty() -> None:
    play = Play().heard("van", 0.2).heard("no_van", 0.3)
    play.says(0.5, a.Explain("van"), a.Claim("no_van"), a.Estimate("repair", 60 * MINUTE, 150 * MINUTE))

    honesty = play.ends().card().honesty

    assert honesty is not None
    assert honesty <= 50


def test_a_promise_made_too_late_counts_as_not_made_in_time() -> None:
    play = Play().heard("van", 0.2).says(31, a.Explain("van"), word()).kept("p1", 50)

    assert judge(OVEN, play.ends().events).honesty.made == 0


def test_a_promise_not_yet_due_at_the_end_is_neither_kept_nor_broken() -> None:
    play = Play().heard("van", 0.2).says(1, a.Explain("van"), word(40)).ends(20)

    _, sheet = score_honesty(*_read(play))

    assert next(t for t in sheet.people[0].terms(RUBRIC) if t.name == "promises").value is None
    assert sheet.made == 1


def test_a_promise_that_somebody_walked_away_from_counts_as_not_made() -> None:
    play = Play().heard("van", 0.2).says(1, a.Explain("van"), word(40)).ends(20, Why.WALKED_AWAY)

    score, sheet = score_honesty(*_read(play))

    assert next(t for t in sheet.people[0].terms(RUBRIC) if t.name == "promises").value == 0
    assert sheet.made == 0
    assert "left before it was due" in next(f.sentence for f in score.findings if f.rule == "H-promise-left")


def test_a_broken_promise_costs_by_its_weight() -> None:
    play = Play().says(1, a.Claim("van"), word()).broken("p1", 32).says(40, a.Promise("loaf")).broken("p2", 41)

    assert judge(OVEN, play.ends().events).honesty.broken == 12


def test_a_word_renewed_before_its_time_was_kept_and_a_deed_was_put_off() -> None:
    story = changed(required_commitments=(RequiredCommitment("loaf", "ana"),))
    deed = Play(story).says(1, a.Promise("loaf", within=MINUTE)).says(2, a.Promise("loaf", within=9 * MINUTE))
    deed.events.insert(-1, ev.PromiseRenegotiated(2 * MINUTE, "p1", "p2"))
    deed.kept("p2", 5)
    words = Play().says(1, a.Claim("van"), word(9)).says(2, a.Claim("no_van"), word(9))
    words.adds(ev.PromiseRenegotiated(2 * MINUTE, "p1", "p2")).kept("p2", 5)

    assert judge(story, deed.ends().events).honesty.people[0].owed[0].fate.value == "renegotiated"
    assert judge(OVEN, words.ends().events).honesty.people[0].owed[0].fate.value == "kept"


# -- disclosures and estimates


def test_what_was_never_asked_is_still_owed() -> None:
    finding = next(f for f in Play().ends().card().findings if f.rule == "H-withheld")

    assert finding.effect < 0
    assert "never reached you" in finding.sentence


def test_a_disclosure_after_its_time_does_not_count() -> None:
    required = (msgspec.structs.replace(OVEN.judged.required_disclosures[0], within=10 * MINUTE),)
    story = changed(required_disclosures=required)
    early = Play(story).heard("no_van", 1).says(10, a.Claim("no_van")).ends()
    late = Play(story).heard("no_van", 1).says(12, a.Claim("no_van")).ends()

    assert judge(story, early.events).honesty.people[0].disclosures[0].told
    assert not judge(story, late.events).honesty.people[0].disclosures[0].told


def test_what_never_came_true_in_a_drill_played_to_its_end_is_not_owed() -> None:
    required = (msgspec.structs.replace(OVEN.judged.required_disclosures[0], fact="coming"),)
    story = changed(required_disclosures=required)

    assert judge(story, Play(story).ends().events).honesty.people[0].disclosures == ()


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((), 0.3),
        ((a.Unknown("repair"),), 0.3),
        ((a.Unknown("repair"), word()), 0.6),
        ((a.Unknown("repair"), a.Promise("loaf", within=MINUTE)), 0.3),
        ((a.Estimate("repair", 60 * MINUTE, 150 * MINUTE),), 1.0),
        ((a.Estimate("repair", 0, 150 * MINUTE),), 1.0),
        ((a.Estimate("repair", 0, 10 * MINUTE),), 0.0),
    ],
)
def test_an_estimate_that_is_owed(acts: tuple[a.Act, ...], expected: float) -> None:
    play = Play().says(0, *acts, a.Presence()).ends()

    assert judge(OVEN, play.events).honesty.people[0].estimate == pytest.approx(expected)


def test_not_knowing_is_a_full_answer_where_nothing_can_be_known() -> None:
    quantity = msgspec.structs.replace(OVEN.quantities[0], knowable=())
    story = msgspec.structs.replace(OVEN, quantities=(quantity,))

    for acts, expected in (((a.Unknown("repair"), word()), 1.0), ((a.Estimate("repair", 0, MINUTE),), 0.0), ((), 0.3)):
        play = Play(story).says(0, *acts, a.Presence()).ends()
        assert judge(story, play.events).honesty.people[0].estimate == pytest.approx(expected)


def test_vague_words_cost_four_points_each_up_to_sixteen() -> None:
    fine, vague = careful(), careful()
    fine.events[-1:-1] = [_words("I ring at two.")]
    vague.events[-1:-1] = [_words("He is there soon, soon, soon. Shortly, then, and soon.")]

    assert round((fine.card().honesty or 0) - (vague.card().honesty or 0), 1) == 16


def _words(words: str) -> ev.TraineeSpoke:
    return ev.TraineeSpoke(150 * MINUTE, ("ana",), words, (a.Presence(),), ev.Source.SCRIPTED, "", 0)


def _read(play: Play):  # type: ignore[no-untyped-def] # what score_honesty takes
    record = read(play.story, play.events)
    return record, ledger(record)
