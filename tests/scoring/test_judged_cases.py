"""Small cases, each judged by hand: what is said of one act, one promise, one remedy, in one play of the cold oven."""

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.drill.actions import Note
from simulator.drill.events import Did, Event, Source, Why
from simulator.scenario import acts as a
from simulator.scenario.story import Required, Sure
from simulator.scoring.blending import blend, clip, mean_over_people, merged, points_in, weighted_mean
from simulator.scoring.claims import Verdict, ledger
from simulator.scoring.commitments import Fate, owed_commitments
from simulator.scoring.debrief import interventions
from simulator.scoring.disclosures import told_share
from simulator.scoring.evidence import read
from simulator.scoring.finding import Dimension, Finding, Term
from simulator.scoring.ledgers import remedy_sheets
from simulator.scoring.phrases import plural
from simulator.scoring.principles import PRINCIPLES, principle_words
from simulator.scoring.scorecard import judge
from simulator.scoring.timeline import Lane, timeline
from tests.scoring.making import MINUTE, OVEN, Play, careful, changed, word


def verdicts(play: Play) -> dict[str, Verdict]:
    """How each claim of *play* stands, by its key."""
    return {claim.key: claim.verdict for claim in ledger(read(play.story, play.events)).claims}


def found(play: Play, rule: str) -> list[Finding]:
    """The findings of *play* by *rule*."""
    return [finding for finding in play.card().findings if finding.rule == rule]


# -- what was said, and how it stood


@pytest.mark.parametrize(
    ("play", "verdict"),
    [
        (Play().says(5, a.Report(done=("send",))), Verdict.KNOWN_FALSE),
        (Play().says(5, a.Assign("send"), a.Report(doing=("send",))), Verdict.SUPPORTED),
        (Play().says(5, a.Assign("send")).says(6, a.Report(doing=("send",))), Verdict.SUPPORTED),
        (Play().says(5, a.Assign("send")).says(6, a.Report(done=("send",))), Verdict.UNSUPPORTED),
        (
            Play().says(5, a.Assign("send")).adds(ev.JobDone(6 * MINUTE, "send")).says(7, a.Report(done=("send",))),
            Verdict.SUPPORTED,
        ),
    ],
)
def test_what_is_reported_must_have_been_set_going_and_done_what_was_done(play: Play, verdict: Verdict) -> None:
    assert verdicts(play.ends())["report:send"] is verdict


def test_a_promise_in_somebody_s_name_needs_their_own_word_before() -> None:
    answer = ev.AnswerCame(4 * MINUTE, "where", "cy", "On the bridge.")
    promise = a.Promise("next_word", within=10 * MINUTE, by="cy")

    before = Play().adds(answer).says(5, promise).ends()
    afterwards = Play().says(3, promise).adds(answer).ends()
    another = Play().adds(answer).says(5, msgspec.structs.replace(promise, by="bo")).ends()

    assert verdicts(before)["by:cy:next_word"] is Verdict.SUPPORTED
    assert verdicts(afterwards)["by:cy:next_word"] is Verdict.UNSUPPORTED
    assert verdicts(another)["by:bo:next_word"] is Verdict.UNSUPPORTED


def test_not_to_know_is_untrue_where_it_was_heard_for_certain() -> None:
    heard = Play().heard("van", 1).says(5, a.Unknown("van")).ends()
    guessed = Play().heard("van", 1, Sure.GUESS).says(5, a.Unknown("van")).ends()
    unheard = Play().says(5, a.Unknown("van")).ends()

    assert verdicts(heard)["unknown:van"] is Verdict.KNOWN_FALSE
    assert "unknown:van" not in verdicts(guessed)
    assert "unknown:van" not in verdicts(unheard)


@pytest.mark.parametrize(
    ("play", "verdict"),
    [
        (Play().says(5, a.Deny("van")), Verdict.FALSE),
        (Play().heard("van", 1).says(5, a.Deny("van")), Verdict.KNOWN_FALSE),
        (Play().says(5, a.Deny("coming")), Verdict.UNSUPPORTED),
        (Play().heard("no_van", 1).says(5, a.Deny("coming")), Verdict.SUPPORTED),
    ],
)
def test_a_denial_stands_by_what_was_heard_against_it(play: Play, verdict: Verdict) -> None:
    (key,) = [key for key in verdicts(play.ends()) if key.startswith("deny:")]

    assert verdicts(play)[key] is verdict


def test_what_was_refuted_after_it_was_heard_may_be_unknown_again() -> None:
    so = Play().so("coming", 0.5)
    refuted = so.heard("coming", 1).heard("no_van", 2).says(5, a.Unknown("coming")).ends()
    confirmed = Play().so("coming", 0.5).heard("no_van", 1).heard("coming", 2).says(5, a.Unknown("coming")).ends()

    assert "unknown:coming" not in verdicts(refuted)
    assert verdicts(confirmed)["unknown:coming"] is Verdict.KNOWN_FALSE


def test_a_denial_rests_on_what_was_heard_last() -> None:
    play = Play().heard("van", 1).heard("van", 2, source="bo").says(5, a.Deny("van")).ends()
    last = max(n for n, event in enumerate(play.events) if isinstance(event, ev.FactLearned))

    (denied,) = [claim for claim in ledger(read(play.story, play.events)).claims if claim.denied]

    assert denied.grounds == (last,)


# -- what was owed


def fates(play: Play) -> list[Fate]:
    record = read(play.story, play.events)
    return [owed.fate for owed in owed_commitments(record, ledger(record))]


@pytest.mark.parametrize(
    ("minute", "fate"), [(15, Fate.BROKEN), (15.5, Fate.KEPT), (31, Fate.KEPT), (31.1, Fate.BROKEN)]
)
def test_a_word_put_off_with_nothing_to_say_is_judged_by_its_own_time(minute: float, fate: Fate) -> None:
    play = Play().heard("van", 0.1).heard("no_van", 0.2).says(1, a.Explain("van"), word(29))
    told = [(minute, a.Claim("no_van")), (29, word(30))]
    for at, act in sorted(told, key=lambda pair: pair[0]):
        play.says(at, act)
        if act == word(30):
            play.adds(ev.PromiseRenegotiated(29 * MINUTE, "p1", "p2"))

    assert fates(play.ends()) == [fate]


def test_a_colleague_who_was_handed_a_fact_has_been_told_it() -> None:
    story = changed(required_disclosures=(Required("van", "cy"),))

    def disclosed(*acts: a.Act, heard: bool = True) -> float | None:
        play = Play(story)
        if heard:
            play.heard("van", 1, source="bo")
        sheet = judge(story, play.says(5, *acts, to="cy").ends().events).honesty
        return next(told_share(list(of.disclosures)) for of in sheet.people if of.disclosures)

    assert disclosed(a.Inform(("van",))) == 1.0
    assert disclosed(a.Inform(("coming",))) == 0.0
    assert disclosed(a.Inform(("van",)), heard=False) == 0.0


# -- what is told of it


def lane(play: Play, lane: Lane) -> list[str]:
    return [row.text for row in timeline(read(play.story, play.events)) if row.lane is lane]


@pytest.mark.parametrize(
    ("event", "where", "words"),
    [
        (ev.JobDone(5 * MINUTE, "send"), Lane.WORLD, "Done: send somebody else"),
        (ev.PersonChased(5 * MINUTE, "ana", "Hello?", 1), Lane.HEARD, "Ana: “Hello?”"),
        (ev.PersonSpoke(5 * MINUTE, "ana", "And now?"), Lane.HEARD, "Ana: “And now?”"),
        (ev.AnswerCame(5 * MINUTE, "where", "cy", "On the bridge."), Lane.HEARD, "Cy, asked: “On the bridge.”"),
        (ev.FeelingShown(5 * MINUTE, "ana", "dread", 1.0, 9 * MINUTE), Lane.FELT, "Ana felt dread."),
        (ev.SilenceFell(5 * MINUTE, "ana", 0), Lane.FELT, "Ana waited without a word."),
        (
            ev.TrainerIntervened(5 * MINUTE, "t1", "gave 5 min more", Did.EXTENDED),
            Lane.WORLD,
            "The trainer gave 5 min more.",
        ),
        (ev.MomentMarked(5 * MINUTE, "t1", "Look here."), Lane.WORLD, "Marked by the trainer: Look here."),
        (ev.MomentMarked(5 * MINUTE, "t1", ""), Lane.WORLD, "Marked by the trainer."),
        (ev.FactBecameTrue(5 * MINUTE, "coming"), Lane.WORLD, "So from now on: Somebody is on the way."),
        (ev.FactCeased(5 * MINUTE, "van"), Lane.WORLD, "No longer so: The van has broken down."),
        (ev.JobAssigned(5 * MINUTE, "send", 9 * MINUTE), Lane.DID, "Set going: send somebody else"),
        (ev.PostSkipped(5 * MINUTE, "send"), Lane.DID, "Cy had nothing to post for you"),
        (
            ev.TraineeSpoke(5 * MINUTE, ("ana",), "He comes.", (), Source.DELEGATED, "", 0, job="send"),
            Lane.DID,
            "Cy, for you, to Ana: “He comes.”",
        ),
    ],
)
def test_the_timeline_tells_each_kind_of_event_in_its_lane(event: Event, where: Lane, words: str) -> None:
    play = Play().adds(event)

    rows = [row for row in timeline(read(play.story, play.ends().events)) if row.at == 5 * MINUTE]

    assert [(row.lane, row.text) for row in rows] == [(where, words)]


def test_the_timeline_tells_what_became_of_a_promise() -> None:
    play = Play().says(1, word(30)).kept("p1", 20).says(21, word(30)).broken("p2", 60).ends()

    deeds = lane(play, Lane.DID)

    assert any(words.startswith("Kept: ") for words in deeds)
    assert any(words.startswith("Time passed: ") for words in deeds)


def test_what_a_trainer_did_is_told_beside_the_marks() -> None:
    play = Play().adds(ev.TrainerIntervened(5 * MINUTE, "t1", "gave 5 min more", Did.EXTENDED)).ends()

    (told,) = interventions(read(play.story, play.events))

    assert "gave 5 min more" in told
    assert interventions(read(OVEN, careful().events)) == ()


@pytest.mark.parametrize(
    ("gift", "became"),
    [
        (("oven_today", True, True), "accepted and given"),
        (("oven_today", False, True), "turned down"),
        (("oven_today", True, False), "accepted, and it didn't fit what had been lost"),
    ],
)
def test_the_sheet_of_remedies_says_what_became_of_each(gift: tuple[str, bool, bool], became: str) -> None:
    remedy, accepted, fits = gift
    play = Play().gives(130, remedy, accepted, fits).ends()
    sheets = judge(OVEN, play.events)

    rows = [row for sheet in remedy_sheets(sheets.record, sheets.generosity) for row in sheet.gifts]

    assert [row.became for row in rows] == [became]


def test_every_principle_has_its_sentence_and_no_other_has_one() -> None:
    assert all(principle_words(number) == sentence for number, sentence in PRINCIPLES.items())
    assert principle_words("P99") == ""


# -- how marks are put together


def test_a_term_counts_by_its_weight_and_a_person_by_stakes_and_opportunity() -> None:
    ana = (Term("a", 0.6, 1.0), Term("b", 0.4, None))
    bo = (Term("a", 0.6, 0.0), Term("b", 0.4, 0.5))

    assert blend(bo) == pytest.approx(0.2)
    assert mean_over_people([(0.8, ana), (0.2, bo)]) == pytest.approx((0.48 * 1.0 + 0.2 * 0.2) / 0.68)
    assert points_in([(0.8, ana), (0.2, bo)])[0] == pytest.approx({"a": 100 * 0.48 / 0.68, "b": 0.0})
    assert points_in([(0.8, ana), (0.2, bo)])[1] == pytest.approx({"a": 100 * 0.12 / 0.68, "b": 100 * 0.08 / 0.68})
    assert [(term.name, term.weight, term.value) for term in merged([(0.8, ana), (0.2, bo)])] == [
        ("a", 0.6, pytest.approx(0.8)),
        ("b", 0.4, 0.5),
    ]


def test_without_an_opportunity_there_is_no_mark_and_no_points() -> None:
    nobody = [(0.8, (Term("a", 1.0, None),))]

    assert blend(nobody[0][1]) is None
    assert mean_over_people(nobody) is None
    assert points_in(nobody) == ({"a": 0.0},)
    assert weighted_mean([]) is None
    assert weighted_mean([(0.0, 1.0), (0.0, 0.0)]) == 0.5


def test_a_mark_is_kept_within_its_ends() -> None:
    assert [clip(value) for value in (-0.1, 0.0, 0.5, 1.0, 1.1)] == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert clip(50, 60, 70) == 60
    assert clip(80, 60, 70) == 70


# -- what one finding takes and gives


def test_the_effects_of_all_findings_lie_within_the_scale() -> None:
    for play in (careful(), Play().ends()):
        card = play.card()
        for dimension in card.dimensions:
            losses = sum(f.effect for f in dimension.findings if f.effect < 0)
            assert dimension.points is None or dimension.points >= 100 + losses - 100.0001


def test_saying_nothing_at_all_has_no_cadence() -> None:
    assert Play().ends().card().cadence == 0.0


def test_money_too_early_caps_generosity_once_and_says_so_once() -> None:
    story = changed(no_money_before="mended")
    play = Play(story).gives(5, "cash").gives(6, "more_cash").gives(130, "oven_today").ends()

    early = found(play, "G-money-too-early")

    assert [finding.effect for finding in early] == [-50.0, 0.0]
    assert "generosity reaches 50 at most." in early[0].sentence
    assert early[1].sentence.endswith("It earns nothing.")
    assert (play.card().generosity or 0) <= 50


def test_what_was_turned_down_or_did_no_good_is_told_and_costs_nothing() -> None:
    declined = found(Play().gives(130, "oven_today", accepted=False).ends(), "G-declined")
    no_good = found(Play().gives(130, "cash", fits=False).ends(), "G-no-good")

    assert [(f.effect, f.sentence) for f in declined] == [(0.0, "Ana turned this down: “an oven today”.")]
    assert [(f.effect, f.sentence) for f in no_good] == [
        (0.0, "Ana accepted this, and it changed little: “money back”.")
    ]


def test_nothing_offered_is_told_as_that_and_leaving_early_as_that() -> None:
    (stayed,) = found(Play().says(1, a.Explain("van")).ends(), "G-short")
    (left,) = found(Play().says(1, a.Explain("van")).ends(5, Why.WALKED_AWAY), "G-short")

    assert stayed.sentence.startswith("Nothing was offered to Ana for what it had cost.")
    assert left.sentence == "You left before anything could be made good to Ana."


def test_a_note_is_told_with_its_words() -> None:
    play = Play().adds(ev.MoveStarted(5 * MINUTE, Note(text="See to her."), 5 * MINUTE))
    play.adds(ev.NoteLeft(5 * MINUTE, "See to her.", (), ())).ends()

    assert any("See to her." in words for words in lane(play, Lane.DID))


@pytest.mark.parametrize("dimension", Dimension)
def test_a_card_gives_the_mark_of_each_dimension(dimension: Dimension) -> None:
    card = careful().card()

    assert card.points(dimension) == getattr(card, dimension.value)


def test_saying_sorry_again_costs_until_the_most_is_spent() -> None:
    sorry = a.Apologise((a.ApologyPart.REGRET,), "booking")
    play = Play()
    for minute in range(1, 9):
        play.says(minute, sorry)

    again = found(play.ends(), "E-sorry-again")

    assert [finding.effect for finding in again] == [-5.0, -5.0, -5.0, -5.0, -5.0, 0.0, 0.0]


@pytest.mark.parametrize(("late", "cap"), [(0, 84.0), (1, 70.0)])
def test_owning_up_within_half_a_beat_caps_less(late: int, cap: float) -> None:
    play = Play().heard("no_van", 0.2).says(5, a.Claim("coming"))
    play.says(20 + late / MINUTE, a.Claim("no_van"))

    assert judge(OVEN, play.ends().events).honesty.falsehoods[0].cap == cap


def gift_costs(accepted: bool, failed: bool) -> float:
    play = Play().adds(ev.RemedyOffered(130 * MINUTE, "oven_today", "ana"))
    play.adds(ev.RemedyAnswered(130 * MINUTE, "oven_today", "ana", accepted, "", True))
    if failed:
        play.adds(ev.RemedyFailed(131 * MINUTE, "oven_today", "ana"))
    (sheet,) = judge(OVEN, play.ends().events).generosity
    return sheet.cost


def test_only_what_was_taken_and_came_about_has_cost_anything() -> None:
    assert gift_costs(accepted=True, failed=False) == 40
    assert gift_costs(accepted=True, failed=True) == 0
    assert gift_costs(accepted=False, failed=False) == 0


def test_one_is_told_otherwise_than_several() -> None:
    assert [plural(count, "update") for count in (0, 1, 2)] == ["0 updates", "1 update", "2 updates"]
