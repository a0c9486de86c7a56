"""What a clever trainee may try, and why it earns nothing: each was once a way to points."""

import msgspec
import pytest

from simulator.bots.exploring import moves_of
from simulator.bots.moves import play_moves
from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event, Why
from simulator.drill.session import LiveSession
from simulator.journal.records import PlannedMove
from simulator.scenario import acts as a
from simulator.scenario.acts import ApologyPart
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import RequiredCommitment, Story
from simulator.scoring.commitments import Fate
from simulator.scoring.scorecard import Scorecard, judge, score
from tests.scoring.making import MINUTE, OVEN, Play, careful, changed, word


def honesty(play: Play) -> float:
    return play.card().honesty or 0.0


# -- promises


def test_a_promise_for_when_it_is_all_over_is_as_good_as_none() -> None:
    far = Play().heard("van", 0.2).says(1, a.Explain("van"), word(600)).ends()

    (owed,) = judge(OVEN, far.events).honesty.people[0].owed
    assert owed.fate is Fate.FAR
    assert honesty(far) <= 50


def renewed(*acts: a.Act) -> Play:
    play = Play().heard("van", 0.2).heard("no_van", 0.3)
    play.says(1, a.Explain("van"), word(30)).says(29, *acts, word(60))
    play.adds(ev.PromiseRenegotiated(29 * MINUTE, "p1", "p2"))
    return play.says(70, a.Claim("no_van")).kept("p2", 70).ends()


def test_a_bare_new_time_doesnt_save_a_word_that_would_have_been_broken() -> None:
    sheet = judge(OVEN, renewed().events).honesty

    assert sheet.people[0].owed[0].fate is Fate.BROKEN
    assert sheet.broken == 6


def test_a_new_time_with_something_to_say_keeps_the_word() -> None:
    assert judge(OVEN, renewed(a.Claim("no_van")).events).honesty.people[0].owed[0].fate is Fate.KEPT


def test_a_late_promise_that_is_kept_doesnt_make_up_for_an_early_one_that_was_broken() -> None:
    play = Play().heard("van", 0.2).says(1, a.Explain("van"), word(20)).broken("p1", 22)
    play.says(60, a.Explain("van"), word(20)).kept("p2", 80)

    assert judge(OVEN, play.ends().events).honesty.people[0].owed[0].fate is Fate.BROKEN


# -- lies and what comes along with them


def with_lie(*beside: a.Act) -> Play:
    play = Play(changed(resolution="mended")).heard("no_van", 0.1).feels(1)
    return play.says(2, a.Claim("coming"), *beside).ends()


def test_what_is_set_going_in_the_breath_of_a_lie_meets_nobody() -> None:
    story = msgspec.structs.replace(OVEN, during_emergency=True)
    told = Play(story).heard("no_van", 0.1).feels(1)
    told.says(2, a.Claim("coming"), a.Assign("send")).ends()

    assert [meeting.value for meeting in judge(story, told.events).empathy[0].meetings] == [0]


def test_a_preference_asked_for_in_the_breath_of_a_lie_doesnt_count_as_asking() -> None:
    play = with_lie(a.AskPreference())
    play.events.pop()
    play.gives(125, "oven_today").ends()

    assert judge(OVEN, play.events).generosity[0].asked is None


def test_owning_up_after_a_denial_has_come_out_is_too_late() -> None:
    play = Play().heard("van", 0.1).says(1, a.Deny("van"))
    play.adds(ev.FactOverheard(5 * MINUTE, "van", "ana"))
    play.says(6, a.Explain("van"))

    (found,) = judge(OVEN, play.ends().events).honesty.falsehoods
    assert found.cap == 50


# -- doing little


def test_whoever_walks_away_meets_no_more_feelings() -> None:
    def met(why: Why, end: float) -> float:
        play = Play().feels(0).says(0.5, a.NameFeeling("dread", 2), a.Infer("a morning", 2), a.Explore("it", 2))
        return judge(OVEN, play.ends(end, why).events).empathy[0].met_share() or 0.0

    assert met(Why.COMPLETED, 200) == 1
    assert met(Why.WALKED_AWAY, 1) < 0.05


def test_whoever_ends_the_talk_early_meets_no_more_feelings() -> None:
    play = Play().feels(0).says(0.5, a.NameFeeling("dread", 2), a.Infer("a morning", 2), a.Explore("it", 2))
    play.adds(ev.ConversationClosed(12 * MINUTE, "ana", by_trainee=True))

    assert judge(OVEN, play.ends().events).empathy[0].met_share() == pytest.approx(0.1)


def test_a_guess_and_a_gift_are_nothing_true_said() -> None:
    play = Play().feels(0).says(0.5, a.NameFeeling("dread", 2), a.Claim("coming", hedged=True), a.Offer("cash"))

    card = play.ends().card()

    assert (card.honesty, card.empathy, card.cadence) == (0, 0, 0)


def test_sorry_eight_times_costs_whoever_hears_it() -> None:
    once, often = careful(), careful()
    for minute in range(1, 9):
        often.events[-1:-1] = [
            ev.TraineeSpoke(
                150 * MINUTE + minute,
                ("bo",),
                f"Sorry, {minute}.",
                (a.Apologise((ApologyPart.REGRET,)),),
                ev.Source.SCRIPTED,
            )
        ]

    assert (once.card().empathy or 0) - (often.card().empathy or 0) == 25


# -- news that is none


def estimates(*minutes_and_highs: tuple[float, float]) -> list[bool]:
    play = Play().heard("van", 0.1)
    for minute, high in minutes_and_highs:
        play.updates(minute, a.Claim("van"), a.Estimate("repair", 0, int(high * MINUTE)))
    return [message.informs for message in judge(OVEN, play.ends().events).cadence[0].messages]


def test_the_same_end_restated_is_no_news_and_one_that_moves_is() -> None:
    assert estimates((1, 100), (31, 70), (61, 40.2)) == [True, False, False]
    assert estimates((1, 100), (31, 100)) == [True, True]


def test_next_times_after_it_was_over_dont_fill_the_mark() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), a.Assign("send"))
    before = judge(OVEN, play.ends().events).cadence[0]
    play.events.pop()
    play.so("mended", 120).heard("mended", 121)
    play.says(122, a.Claim("mended"), a.Report(done=("send",)), word(10)).says(131, a.Explain("no_van")).kept("p1", 131)

    after = judge(OVEN, play.ends().events).cadence[0]

    assert len(after.kept) == len(before.kept) == 0


# -- the lost child


@pytest.fixture(scope="module")
def lost_child() -> Story:
    return cast(read_scenario(find_scenario("lost-child-resort")), 0)


@pytest.fixture(scope="module")
def good_moves(lost_child: Story) -> tuple[PlannedMove, ...]:
    session = LiveSession(lost_child, 0)
    play(session, make("careful", lost_child, 0))
    return moves_of(session.events())


def played(story: Story, moves: tuple[PlannedMove, ...], *last: do.Action) -> tuple[Scorecard, tuple[Event, ...]]:
    session = LiveSession(story, 0)
    play_moves(session, story, [*moves, *(PlannedMove(action, moves[-1].at) for action in last)])
    events = tuple(session.events())
    return score(story, events), events


def test_no_shorter_path_beats_the_long_good_one(lost_child: Story, good_moves: tuple[PlannedMove, ...]) -> None:
    whole, _ = played(lost_child, good_moves)
    for length in range(3, len(good_moves), 6):
        silent_after, _ = played(lost_child, good_moves[:length])
        left, _ = played(lost_child, good_moves[:length], do.Leave())

        assert (silent_after.overall or 0) <= (whole.overall or 0)
        assert (left.overall or 0) <= (whole.overall or 0)
        assert (left.empathy or 0) <= (whole.empathy or 0)


def test_walking_away_after_a_minute_is_no_way_to_empathy(
    lost_child: Story, good_moves: tuple[PlannedMove, ...]
) -> None:
    card, _ = played(lost_child, good_moves[:3], do.Leave())

    assert (card.empathy or 0) <= 50


def test_promising_everything_for_tonight_is_no_way_to_honesty(lost_child: Story) -> None:
    session = LiveSession(lost_child, 0)
    play(session, make("curt", lost_child, 0))
    hurried = moves_of(session.events())
    far = [do.Promise(to="mara", what="next_word", within=600 * MINUTE)]

    before, _ = played(lost_child, hurried)
    after, _ = played(lost_child, hurried[:3] + tuple(PlannedMove(p, hurried[3].at) for p in far) + hurried[3:])

    assert (after.honesty or 0) <= (before.honesty or 0) + 1e-9


def test_a_finding_never_advises_what_could_not_be_given(lost_child: Story) -> None:
    session = LiveSession(lost_child, 0)
    session.submit(do.Begin())
    session.advance(2 * MINUTE)
    session.submit(do.Leave())

    card = score(lost_child, session.events())

    assert [finding for finding in card.findings if finding.rule == "G-cheap"] == []


def test_every_finding_stands_on_events(lost_child: Story, good_moves: tuple[PlannedMove, ...]) -> None:
    for bot in ("hurried", "curt", "careful", "silent"):
        session = LiveSession(lost_child, 0)
        play(session, make(bot, lost_child, 0))
        events = session.events()
        for finding in score(lost_child, events).findings:
            assert all(0 <= number < len(events) for number in finding.events)
            assert finding.events or finding.effect <= 0, finding.rule


# -- and what is fair


def in_an_emergency() -> Story:
    return msgspec.structs.replace(OVEN, during_emergency=True)


def test_good_news_meets_whoever_waited_for_it() -> None:
    told = Play(in_an_emergency()).so("mended", 1).heard("mended", 1).feels(1.5)
    told.says(2, a.Claim("mended"), words="It works.").ends()

    (meeting,) = judge(told.story, told.events).empathy[0].meetings
    assert meeting.value > 0.9
    assert meeting.best is not None
    assert meeting.best.words == "It works."


def test_acting_for_somebody_else_meets_only_them() -> None:
    both = Play(in_an_emergency()).feels(1).feels(1, person="bo")
    both.adds(ev.ConversationOpened(1 * MINUTE, "bo"))
    both.says(2, a.Assign("send"), to="bo").ends()

    met = {person.person.id: person.meetings[0].value for person in judge(both.story, both.events).empathy}
    assert met["ana"] == 0
    assert met["bo"] > 0.5


def test_a_promise_renewed_for_the_same_time_and_kept_was_kept() -> None:
    play = Play().heard("van", 0.2).says(1, a.Promise("loaf", within=20 * MINUTE))
    play.says(2, a.Promise("loaf", within=19 * MINUTE)).adds(ev.PromiseRenegotiated(2 * MINUTE, "p1", "p2"))
    play.kept("p2", 15)
    story = changed(required_commitments=(OVEN.judged.required_commitments[0], RequiredCommitment("loaf", "ana")))

    fates = {owed.required.what: owed.fate for owed in judge(story, play.ends().events).honesty.people[0].owed}
    assert fates["loaf"] is Fate.KEPT


def test_each_falsehood_says_what_it_took_off_itself() -> None:
    play = Play().heard("no_van", 0.1).says(1, a.Claim("coming")).says(2, a.Report(done=("loan",)))

    effects = [f.effect for f in play.ends().card().findings if f.rule == "H-claim-false"]

    assert sorted(effects) == [-50, -25]


def test_nobody_is_held_to_what_was_said_while_they_were_speaking() -> None:
    play = Play().heard("van", 0.2)
    play.adds(ev.FactBecameTrue(10 * MINUTE, "mended")).heard("mended", 10)
    began = 10 * MINUTE - 15_000
    play.adds(
        ev.TraineeSpoke(
            10 * MINUTE + 5_000, ("ana",), "I don't know yet.", (a.Unknown("repair"),), ev.Source.GENERIC, "", began
        )
    )

    assert judge(OVEN, play.ends().events).honesty.falsehoods == ()


def test_words_count_for_the_feeling_they_were_begun_for() -> None:
    play = Play().feels(1).feels(1.4)
    warm = (a.NameFeeling("dread", 2), a.Infer("a morning", 2), a.Explore("it", 2))
    late = int(1.5 * MINUTE)
    play.adds(ev.TraineeSpoke(late, ("ana",), "A morning gone.", warm, ev.Source.SCRIPTED, "", int(1.2 * MINUTE)))

    meetings = judge(OVEN, play.ends().events).empathy[0].meetings
    assert [meeting.value > 0.9 for meeting in meetings] == [True, False]


def test_telling_what_is_owed_is_never_noise() -> None:
    play = Play().heard("van", 0.1).heard("no_van", 0.2).says(1, a.Explain("van"), a.Assign("send"), word())
    play.updates(5, a.Claim("no_van")).ends()

    assert [message.noise for message in judge(OVEN, play.events).cadence[0].messages] == [False, False]
