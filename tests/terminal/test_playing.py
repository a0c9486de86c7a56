"""A drill at the terminal: everything is seen, everything can be done, nothing needs a screen."""

import pytest
from msgspec import structs

from simulator.drill import events as ev
from simulator.drill.pacing import READING_LEAST
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.terminal.playing import StoppedForNow
from simulator.terminal.showing import NO_LONGER_SO, heard


def test_the_briefing_comes_before_the_clock(sit, session):
    printed = sit()

    assert "You are: counter assistant." in printed
    assert "You may spend up to 40 EUR on your own." in printed
    assert "Tell what is true." in printed
    assert session.view().life is Life.BRIEFING


def test_a_question_mark_before_the_clock_starts_lists_what_can_be_typed(sit, session):
    printed = sit("?")

    assert "Enter alone lets time run" in printed
    assert session.view().life is Life.BRIEFING


def test_enter_starts_the_clock_and_the_first_words_are_heard(sit):
    printed = sit("")

    assert '17:40:00  Nora: "The cake for Ida, please. The party is at six."' in printed
    assert "17:40:00 | Nora waits" in printed


def test_a_number_says_that_reply_and_time_runs_until_it_is_said(sit, session):
    replies = ["It isn't on the shelf. Let me ask Paul.", "For Ida, at six. I'll look at once."]

    printed = sit("", "1")

    assert any(f'You to Nora: "{reply}"' in printed for reply in replies)
    assert not session.view().busy
    assert '"I\'ve twelve children coming."' in printed


def test_own_words_stand_beside_the_reply(sit, session):
    sit("", "1: Oh dear, \x1b[31mlet me look")

    spoke = next(event for event in session.events() if isinstance(event, ev.TraineeSpoke))
    assert spoke.own_words == "Oh dear, [31mlet me look"


@pytest.mark.parametrize("typed", ["2:30", "1:40", "2:3 words"])
def test_a_time_of_day_is_no_reply_with_own_words(sit, session, typed):
    printed = sit("", typed)

    assert "The replies are numbered 1 to 2" in printed
    assert session.view().now == 0


def test_own_words_may_begin_with_a_number_behind_a_blank(sit, session):
    sit("", "1: 30 children, oh dear")

    spoke = next(event for event in session.events() if isinstance(event, ev.TraineeSpoke))
    assert spoke.own_words == "30 children, oh dear"


def test_a_number_while_nobody_waits_is_answered_with_what_helps(sit):
    printed = sit("", "x", "1", "1")

    assert "Nobody waits for a reply now. Enter lets time run" in printed


def test_something_done_without_words_is_told_as_a_deed(sit):
    printed = sit("", "1", "2", "2")

    assert "You look for the box." in printed
    assert 'You to Nora: "You look for the box."' not in printed


def test_enter_lets_time_run_to_the_next_thing(sit, session):
    printed = sit("", "")

    assert session.view().now == 40_000
    assert "17:40:40  Nora" in printed


def test_looking_something_up_takes_no_time_and_repeats_nothing(sit, session):
    printed = sit("", "h", "r", "m", "c", "s", "?")

    assert session.view().now == 0
    assert printed.count("To Nora:") == 1
    assert "You have heard nothing yet that can be told on." in printed
    assert "1. Turn to her." in printed
    assert "Nora, mother of the birthday child: " in printed


def test_v_reads_the_moment_out_again(sit):
    assert sit("", "h", "v").count("To Nora:") == 2


def test_what_was_heard_is_told_with_its_source_and_without_a_verdict(sit, console):
    sit("", "1", "", "", "a", "1", "h")

    assert 'From Paul, who thought it likely: "I gave it to somebody at noon.' in console.flowing
    assert "[it is so]" not in console.flowing


def test_guided_mode_adds_the_verdict(sit):
    assert "[it is so]" in sit("", "1", "", "", "a", "1", "h", mode=Mode.GUIDED)


@pytest.mark.parametrize(
    ("verdicts", "told"), [({}, "[it is not so]"), ({"mixed_up": NO_LONGER_SO}, "[it is no longer so]")]
)
def test_a_verdict_tells_never_so_from_no_longer_so(sit, session, story, verdicts, told):
    sit("", "1", "", "", "a", "1")

    assert told in " ".join(heard(story, session.view(), verdicts))


def test_what_was_heard_without_words_is_told_without_quotation_marks(sit, session, story):
    sit("", "1", "", "", "a", "1")
    view = session.view()
    wordless = structs.replace(view, heard=tuple(structs.replace(item, words="") for item in view.heard))

    assert "".join(heard(story, wordless)).endswith("From Paul, who thought it likely.")


def test_guided_mode_hints_at_somebody_who_waits(sit):
    assert "Hint: Nora has waited 40 s" in sit("", "", mode=Mode.GUIDED)


def test_a_wait_is_told_in_minutes_wherever_it_is_told(sit):
    printed = sit("", "1", "", mode=Mode.GUIDED)

    assert "Nora waits 1 min 7 s" in printed
    assert "Hint: Nora has waited 1 min 7 s for a word." in printed


def test_a_refusal_is_told_in_a_sentence(sit, session):
    printed = sit("", "f")

    assert "To stop here all the same, leave the drill." in printed


@pytest.mark.parametrize("typed", ["0", "9", "99999999999999999999", "1 2", "²", "xyz", "\x1b[A", "-1"])
def test_what_means_nothing_is_said_to_mean_nothing(sit, session, typed):
    printed = sit("", typed)

    assert "lists" in printed.splitlines()[-3]
    assert session.view().now == 0


def test_the_clock_can_be_stopped_and_goes_on(sit, session):
    printed = sit("", "z", "", "h")

    assert "The clock goes on." in printed
    assert session.view().life is Life.RUNNING


def test_replies_are_hidden_while_the_clock_stands(sit):
    printed = sit("", "z")

    assert printed.count("To Nora:") == 1


def test_leaving_asks_first(sit, session):
    sit("", "l", "")
    assert session.view().life is Life.RUNNING


def test_leaving_ends_the_drill(sit, session):
    printed = sit("", "l", "yes")

    assert session.view().why == "walked_away"
    assert "The drill is over." in printed


def test_q_stops_for_now(sit, session):
    with pytest.raises(StoppedForNow):
        sit("", "q")
    assert session.view().life is Life.RUNNING


def test_letting_time_run_comes_to_the_end_once_somebody_says_yes(sit, session):
    sit(*["", "yes"] * 60)

    assert session.view().life is Life.ENDED


def test_enter_alone_never_ends_a_drill(sit, session):
    printed = sit(*[""] * 60)

    assert session.view().life is Life.RUNNING
    assert "Nothing more happens by itself before 18:20, when the time of this drill is up." in printed
    assert printed.endswith("(input ended)")


class TestTimed:
    def test_thinking_within_the_reading_allowance_costs_nothing(self, sit, session):
        sit("", 2.0, "h", mode=Mode.TIMED)

        assert session.view().now == 0

    def test_afterwards_the_clock_runs_with_the_real_one(self, sit, session):
        sit("", 30.0, "h", mode=Mode.TIMED)

        assert 25_000 <= session.view().now < 30_000

    def test_what_happens_meanwhile_is_told_at_once(self, sit):
        printed = sit("", 60.0, "h", mode=Mode.TIMED)

        assert '17:40:40  Nora: "I\'ve twelve children coming."' in printed

    def test_the_list_is_printed_anew_when_it_changes(self, sit):
        printed = sit("", 60.0, mode=Mode.TIMED)

        assert printed.count("To Nora:") == 2
        assert printed.index("(You look for the box.)") < printed.rindex("Number, letter or Enter")

    def test_the_list_is_not_printed_anew_while_it_stays_the_same(self, sit):
        assert sit("", 30.0, mode=Mode.TIMED).count("To Nora:") == 1

    def test_a_number_means_the_reply_in_the_list_printed_last(self, sit, session):
        printed = sit("", 60.0, "1", mode=Mode.TIMED)

        shown = printed.rsplit("  1  ", 2)[1].splitlines()[0]
        spoke = next(event for event in session.events() if isinstance(event, ev.TraineeSpoke))
        assert spoke.words == shown

    def test_a_reply_that_is_gone_is_not_exchanged_for_another(self, sit, session, console):
        console.watched = False

        printed = sit("", 60.0, "1", mode=Mode.TIMED)

        assert "Meanwhile things have moved on, and that can't be said any more." in printed
        assert not [event for event in session.events() if isinstance(event, ev.TraineeSpoke)]
        assert printed.count("To Nora:") == 2

    def test_a_sleeping_computer_presses_nobody(self, sit, session):
        sit("", 10.0, -8 * 3600.0, "h", mode=Mode.TIMED)

        assert session.view().now < 10_000

    def test_untimed_nothing_runs_by_itself(self, sit, session):
        sit("", 600.0, "h")

        assert session.view().now == 0


class TestAssessed:
    def test_before_the_start_no_more_than_the_title_is_told(self, sit, story):
        printed = sit(mode=Mode.ASSESSED)

        assert printed.startswith(story.title)
        assert "You are:" not in printed
        assert "the clock can't be stopped" in " ".join(printed.split())

    def test_what_is_handed_over_comes_with_the_start(self, sit):
        assert "You are:" in sit("", mode=Mode.ASSESSED)

    def test_the_clock_runs_as_in_a_timed_drill_once_that_was_read(self, sit, session):
        sit("", 30.0, "h", mode=Mode.ASSESSED)
        assessed = session.view().now

        assert 0 < assessed < 30_000 - 2 * READING_LEAST

    def test_it_cannot_be_stopped(self, sit, session):
        printed = sit("", "z", mode=Mode.ASSESSED)

        assert "isn't stopped in an assessed drill" in printed
        assert session.view().life is Life.RUNNING

    def test_stopping_for_now_is_kept_in_the_record(self, sit, session):
        with pytest.raises(StoppedForNow):
            sit("", "q", mode=Mode.ASSESSED)

        assert session.view().life is Life.PAUSED
