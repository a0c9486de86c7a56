"""What a debrief says is so: each of these was once told otherwise to somebody who had played."""

import msgspec

from simulator.drill import events as ev
from simulator.drill.events import Source
from simulator.drill.wording import in_quotes
from simulator.scenario import acts as a
from simulator.scenario.acts import ApologyPart
from simulator.scenario.story import NEVER, Fault, Helps, Knowable, Quantity, RemedyKind, Required, Story, Whose
from simulator.scoring.debrief import Debrief, debrief
from simulator.scoring.finding import Finding
from simulator.scoring.scorecard import judge, score
from tests.scoring.making import FAULT, MINUTE, OVEN, Play, changed, word


def found(play: Play, *rules: str) -> list[Finding]:
    return [f for f in score(play.story, play.events).findings if f.rule in rules]


def one(play: Play, rule: str) -> Finding:
    (finding,) = found(play, rule)
    return finding


def shown(play: Play) -> Debrief:
    return debrief(play.story, play.events)


# -- promises: one promise, one finding


PROMISES = ("H-promise-broken", "H-promise-missing", "H-broken")


def test_a_promise_that_was_made_and_broken_is_told_of_once() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), word()).broken("p1", 32).ends()
    (finding,) = found(play, *PROMISES)

    assert finding.rule == "H-promise-broken"
    assert "and the time went by" in finding.sentence
    assert "It costs twice" in finding.sentence


def test_a_bare_next_time_that_passed_is_not_told_as_never_promised() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van")).says(2, word()).broken("p1", 33).ends()
    (finding,) = found(play, *PROMISES)

    assert "never had this promise" not in finding.sentence
    assert "with nothing else to say" in finding.sentence


def test_a_promise_beside_a_lie_is_told_as_that() -> None:
    play = Play().heard("no_van", 0.1).says(2, a.Claim("coming"), word()).broken("p1", 33).ends()
    (finding,) = found(play, *PROMISES)

    assert "beside something that wasn't so" in finding.sentence


def test_what_it_costs_is_the_same_in_one_finding_as_in_two() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), word()).broken("p1", 32).ends()
    sheets = judge(play.story, play.events)
    (term,) = [t for t in sheets.card.dimensions[0].terms if t.name == "promises"]

    assert term.value == 0
    assert one(play, "H-promise-broken").effect < -sheets.honesty.broken == -6


# -- how long


def test_a_silence_about_how_long_stands_where_it_was_asked_for() -> None:
    play = Play().heard("van", 0.1).adds(ev.PersonSpoke(7 * MINUTE, "ana", "How long will that take?"))
    finding = one(play.says(8, a.Explain("van")).ends(), "H-estimate-silent")

    assert finding.at == 7 * MINUTE
    assert "Ana asked at 09:07" in finding.sentence


def test_unasked_it_stands_where_it_could_first_be_known() -> None:
    quantity = Quantity("repair", "until it is mended", (Knowable(20 * MINUTE, MINUTE, 2 * MINUTE),), "mended")
    play = Play(msgspec.structs.replace(OVEN, quantities=(quantity,))).says(1, a.Explain("van")).ends()

    assert one(play, "H-estimate-silent").at == 20 * MINUTE


# -- facts


def test_a_fact_owed_on_both_counts_is_told_of_once_with_the_reason() -> None:
    play = Play(changed(required_disclosures=(Required("van", "ana"),))).heard("van", 0.1).says(1, a.AskDetails())
    (finding,) = found(play.ends(), "H-fact-untold", "H-withheld")

    assert "It counts twice" in finding.sentence


def test_a_denial_that_nothing_carried_reads_as_one() -> None:
    play = Play().says(1, a.Deny("coming"), words="Nobody is coming.").ends()

    assert one(play, "H-unsupported").sentence == (
        "You told Ana that this isn't so, and nothing you had heard carried that: “Somebody is on the way”."
    )


# -- deeds, and what is posted for the trainee


def test_a_deed_is_told_as_a_deed() -> None:
    play = Play().feels(0).heard("van", 0.1).says(1, a.Explain("van"), words="You ring the van.", reply="opening.deed")
    finding = one(play.ends(), "H-fact-told")

    assert finding.quote == in_quotes(finding.quote) == "(You ring the van.)"
    assert all("You said to Ana: “You ring" not in moment.happened for moment in shown(play).moments)


def posted(*acts: a.Act, minute: float = 5) -> Play:
    play = Play().feels(0).heard("van", 0.1)
    at = round(minute * MINUTE)
    return play.adds(ev.TraineeSpoke(at, ("ana",), "The van is down.", acts, Source.DELEGATED, job="send"))


def test_what_was_posted_for_the_trainee_is_told_as_theirs_who_posted_it() -> None:
    play = posted(a.Explain("van")).ends()
    finding = one(play, "H-fact-told")

    assert finding.sentence.startswith("At 09:05 Cy, for you, told Ana: ")
    assert in_quotes(finding.quote) == "(Cy, for you.) “The van is down.”"
    assert any("Cy told Ana, for you: “The van is down.”" in moment.happened for moment in shown(play).moments)


# -- feelings


def test_a_missed_feeling_quotes_the_words_that_followed_it() -> None:
    play = Play().feels(0).says(1, a.Explain("van"), words="The van is down.")
    play.says(2, a.NameFeeling("dread", 1), words="You must be upset.")
    finding = one(play.ends(), "E-missed")

    assert finding.quote == "The van is down."
    assert "What you said next went past it; at 09:02 your words touched it only in general." in finding.sentence


def test_a_feeling_that_was_understood_and_no_more_is_not_called_met_in_general() -> None:
    play = Play().feels(0).says(1, a.Infer("a morning lost", 2), words="That is your whole morning.")

    assert "met a part of it: it was understood, and not felt with or asked" in one(play.ends(), "E-missed").sentence


def test_a_deed_that_met_little_is_not_called_words() -> None:
    play = Play().feels(0).says(1, a.NameFeeling("dread", 1), words="You ring the van.", reply="opening.deed")

    assert "What you did touched it only in general" in one(play.ends(), "E-missed").sentence


def test_a_feeling_met_later_says_when() -> None:
    play = Play().feels(0).says(1, a.Explain("van"), words="The van is down.")
    play.says(3, a.NameFeeling("dread", 2), a.Infer("a morning", 2), words="A morning gone. I feel sick for you.")

    assert "and at 09:03 this met it" in one(play.ends(), "E-met").sentence


def test_what_was_set_going_at_once_is_credited_and_no_line_beside_it() -> None:
    story = msgspec.structs.replace(OVEN, during_emergency=True)
    play = Play(story).feels(0).says(1, a.Assign("send"), words="I send somebody.")
    play.says(3, a.NameFeeling("dread", 1), words="You must be upset.")
    finding = one(play.ends(), "E-met")

    assert finding.quote == "I send somebody."
    assert "you acted on it at once: “send somebody else”" in finding.sentence


def test_one_detail_too_few_reads_as_too_few() -> None:
    finding = one(Play().feels(0).says(1, a.Detail(("rye",)), a.Listen()).ends(), "E-general")

    assert finding.sentence == "Only one thing you said was Ana's alone, where three show that you listened: the rye."


def test_asking_for_a_number_is_not_called_a_solution() -> None:
    assert "asked for particulars" in one(Play().feels(0).says(1, a.AskDetails()).ends(), "E-interrupted").sentence


def test_a_fault_that_was_owned_in_part_is_named() -> None:
    faults = (FAULT, Fault("van", Whose.OURS, (ApologyPart.REGRET, ApologyPart.REPAIR), "van"))
    people = (msgspec.structs.replace(OVEN.people[0], faults=faults), *OVEN.people[1:])
    play = Play(msgspec.structs.replace(OVEN, people=people)).feels(0)
    play.says(1, a.Apologise((ApologyPart.REGRET,), "van"), words="I'm sorry about the van.")

    told = [f.sentence for f in found(play.ends(), "E-not-owned")]

    assert any(sentence.startswith("You owned this to Ana (“The van has broken down”)") for sentence in told)


# -- news


def test_what_came_and_was_too_little_is_not_called_nothing() -> None:
    play = Play(changed(required_disclosures=())).heard("van", 0.1).heard("no_van", 0.2)
    play.says(1, a.Explain("van"), a.Assign("send"), word()).updates(20, a.Claim("no_van"))
    play.broken("p1", 32)
    missed, gap = one(play.ends(), "C-next-missed"), found(play, "C-gap")[0]

    for finding in (missed, gap):
        assert "At 09:20 Ana was told how it stands, but not what was done, what is being done" in finding.sentence
        assert "othing new" not in finding.sentence


def test_where_nothing_came_that_is_said() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), a.Assign("send"), word()).broken("p1", 32).ends()

    assert one(play, "C-next-missed").sentence.endswith("Nothing came by then.")


# -- made good


def test_a_gift_that_did_not_fit_is_not_told_as_nothing() -> None:
    finding = one(Play().gives(122, "cash", fits=False).ends(), "G-short")

    assert "Nothing was" not in finding.sentence
    assert "Ana took this, and it didn't fit what had been lost: “money back”." in finding.sentence


def test_what_helped_and_what_came_right_without_an_offer_is_told() -> None:
    loss = msgspec.structs.replace(OVEN.losses[0], helped_by=(Helps("loan", 0.5),))
    play = Play(msgspec.structs.replace(OVEN, losses=(loss,))).adds(ev.JobDone(60 * MINUTE, "loan"))
    sentence = one(play.ends(), "G-short").sentence

    assert "What you set going helped while it lasted: “lend an oven”." in sentence
    assert "It came right at 11:00 all the same: “The oven is mended”." in sentence


def cheap(story: Story) -> Finding:
    return one(Play(story).ends(), "G-cheap")


def with_remedy(**changes: object) -> Story:
    """Only one remedy, money, which is what Ana would want unless it is changed."""
    ana = msgspec.structs.replace(OVEN.people[0], prefers=("cash",))
    cash = msgspec.structs.replace(OVEN.remedies[1], **changes)
    return msgspec.structs.replace(OVEN, people=(ana, *OVEN.people[1:]), remedies=(cash,))


def test_an_example_is_named_only_where_it_would_have_been_right() -> None:
    assert "for example “money back”" in cheap(with_remedy()).sentence
    for wrong in (with_remedy(worth=400), with_remedy(cost=190, worth=160), with_remedy(accepted_when=NEVER)):
        assert "money back" not in cheap(wrong).sentence + cheap(wrong).fix
    other = with_remedy(kind=RemedyKind.SERVICE)
    ana = msgspec.structs.replace(other.people[0], prefers=("oven_today",))
    assert "money back" not in cheap(msgspec.structs.replace(other, people=(ana, *other.people[1:]))).sentence


def test_money_held_out_twice_too_early_costs_once() -> None:
    play = Play(changed(no_money_before="mended")).gives(10, "cash").gives(11, "more_cash").ends()

    assert [f.effect for f in found(play, "G-money-too-early")] == [-50, 0]
    assert len({f.sentence for f in found(play, "G-money-too-early")}) == 2


# -- moments


def test_what_was_known_is_what_concerns_the_moment() -> None:
    play = Play().feels(0).heard("no_van", 0.1).heard("van", 0.5)
    play.says(5, a.Claim("coming"), words="He is on his way.")
    moment = next(m for m in shown(play.ends()).moments if m.rule == "H-claim-false")

    assert moment.knew == "Cy at 09:00: “I know about no_van.”"


def test_what_somebody_else_said_of_something_else_is_not_shown() -> None:
    play = Play().feels(0).heard("van", 0.1).says(5, a.Claim("coming"), words="He is on his way.")
    moment = next(m for m in shown(play.ends()).moments if m.rule == "H-claim-false")

    assert moment.knew == ""


def test_a_moment_begins_with_its_own_person() -> None:
    play = Play().feels(0).heard("no_van", 0.1)
    play.adds(ev.PersonSpoke(MINUTE, "bo", "And my flour?"))
    play.adds(ev.TraineeSpoke(5 * MINUTE, ("bo", "ana"), "He has the van.", (a.Claim("no_van"),), Source.SCRIPTED))
    moment = next(m for m in shown(play.ends()).moments if m.rule == "H-disclosed")

    assert moment.asked_by == "Ana"


def test_words_that_cost_more_than_they_earned_are_no_moment_that_went_well() -> None:
    play = Play().feels(0).heard("van", 0.1)
    play.says(1, a.Explain("van"), word(), words="The van is down, and I ring you.").broken("p1", 32)
    play.feels(40).says(41, a.NameFeeling("dread", 2), a.Infer("a morning", 2), words="A morning gone.")

    good = [m for m in shown(play.ends()).moments if m.went_well]

    assert [m.words for m in good][:1] == ["A morning gone."]


# -- stock words


def test_a_stock_phrase_shows_nobody_how_it_is_handled() -> None:
    stock = Play().feels(0).says(1, a.Canned(), a.ActOn("her words"), words="I'm on it.").ends()
    plain = Play().feels(0).says(1, a.ActOn("her words"), words="I ring him now.").ends()

    met = [{c.id: c.met for c in score(OVEN, play.events).conditions}["C2"] for play in (stock, plain)]

    assert met == [False, True]


def test_turning_it_away_with_a_kind_word_is_no_answer_of_substance() -> None:
    tip = Play().feels(0).says(1, a.Deflect(), a.Infer("the lost morning", 1), words="Ask your insurance.").ends()

    assert judge(OVEN, tip.events).cadence[0].first is None


# -- empty updates


def test_nothing_but_new_times_every_quarter_of_an_hour_never_helps() -> None:
    def begun() -> Play:
        play = Play().feels(0).heard("van", 0.1)
        return play.says(1, a.Explain("van"), a.Assign("send"), word(30))

    silent, bare, last = begun().broken("p1", 32).ends(), begun(), "p1"
    for minute in range(15, 120, 15):
        bare.updates(minute, word(30))
        new = f"p{bare.promised}"
        bare.adds(ev.PromiseRenegotiated(minute * MINUTE, last, new))
        last = new
    bare.broken(last, 137).ends()

    for name in ("honesty", "empathy", "cadence", "generosity"):
        assert getattr(bare.card(), name) <= getattr(silent.card(), name)


def test_a_kind_lie_is_not_told_as_going_past_a_feeling() -> None:
    play = Play().heard("no_van", 0.1).feels(1).says(2, a.Claim("coming"), a.NameFeeling("dread", 2))

    assert "wasn't so, and so it met nothing" in one(play.ends(), "E-missed").sentence
