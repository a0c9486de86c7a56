"""The generic moves as dialogues: what is typed becomes the action, and Enter goes back."""

import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.clock import MINUTE
from simulator.drill.moves import PROMISE_TAKES, UPDATE_TAKES
from simulator.drill.view import Life
from simulator.terminal.playing import StoppedForNow


def moves_of(session):
    return [event.action for event in session.events() if isinstance(event, ev.MoveStarted)]


@pytest.fixture
def called(sit, session):
    """Sits down, says the first reply, waits until Paul is on the phone and asks him; then these answers."""

    def play(*answers):
        return sit("", "1", "", "", "a", "1", *answers)

    return play


def test_a_question_is_asked(called, session):
    called()

    assert moves_of(session)[-1] == do.Ask(question="where")


def test_an_update_says_what_is_ticked(called, session):
    called("g", "1", "u", "1", "1?", "", "1", "", "12 min", "5 min", "the oven is hot", "18:00")

    assert moves_of(session)[-1] == do.Update(
        to=("nora",),
        facts=("mixed_up",),
        hedged=("mixed_up",),
        done=(),
        doing=("bake",),
        next_in=20 * MINUTE - moved_at(session) - UPDATE_TAKES,  # from 17:40 to 18:00
        quantity="cake",
        low=300_000,
        high=720_000,
        basis="the oven is hot",
    )


def moved_at(session):
    return next(e.at for e in reversed(session.events()) if isinstance(e, ev.MoveStarted))


def test_an_update_can_say_what_is_not_known(called, session):
    called("u", "1", "", "", "1", "5")

    update = moves_of(session)[-1]
    assert (update.unknown, update.quantity, update.next_in) == (("cake",), "", 300_000)


def test_a_promise_has_a_time(called, session):
    printed = called("p", "1", "soon", "5 min")

    assert moves_of(session)[-1] == do.Promise(to="nora", what="next_word", within=300_000)
    assert "A length such as '5 min'" in printed


def test_a_promise_with_a_time_of_its_own_asks_for_none(called, session):
    called("p", "2")

    assert moves_of(session)[-1] == do.Promise(to="nora", what="cake")


def test_a_remedy_needs_the_yes_it_needs(called, session):
    called("y", "1", "", "o", "1", "1")

    assert do.AskFor(remedy="driver") in moves_of(session)
    assert moves_of(session)[-1] == do.Offer(remedy="driver", to="nora")


def test_a_preference_is_asked_openly_or_out_of_some(called, session):
    called("w", "1", "")
    assert moves_of(session)[-1] == do.AskPreference(to="nora")


def test_a_colleague_is_informed(called, session):
    called("i", "1", "1")

    assert moves_of(session)[-1] == do.Inform(to="paul", facts=("mixed_up",))


def test_a_note_is_left_without_what_does_not_print(called, session):
    called("n", "Ring \x1b[1mher\u202e at six")

    assert moves_of(session)[-1] == do.Note(text="Ring [1mher at six")


def test_a_conversation_is_ended_by_number(called, session):
    called("x", "1")

    assert moves_of(session)[-1] == do.Close(person="nora")


@pytest.mark.parametrize("letter", ["g", "u", "p", "a", "y", "w", "i", "n", "x"])
def test_enter_alone_goes_back(called, session, letter):
    called(letter, "")

    assert moves_of(session)[-1] == do.Ask(question="where")


@pytest.mark.parametrize("typed", ["7", "0", "one", "1 1 9", "1??", "²"])
def test_numbers_that_are_not_there_are_asked_for_again(called, session, typed):
    printed = called("u", "1", typed, "1", "", "", "", "5")

    assert "Numbers from 1 to 1 with blanks between them, please." in printed
    assert moves_of(session)[-1].facts == ("mixed_up",)


def test_with_nothing_to_choose_from_the_form_says_so(sit, session):
    printed = sit("", "a", "o", "y", "g", "i")

    assert "There is nobody to ask anything just now." in printed
    assert "There is nothing to offer anybody now." in printed
    assert "Nothing waits for anybody's yes." in printed
    assert session.view().life is Life.RUNNING
    assert moves_of(session) == []


@pytest.mark.parametrize("letter", ["g", "u", "p", "a", "y", "w", "i", "n", "x"])
def test_b_goes_back_from_any_form(called, session, letter):
    called(letter, "b")

    assert moves_of(session)[-1] == do.Ask(question="where")


def test_a_form_can_be_left_at_its_last_question(called, session):
    printed = called("u", "1", "1", "", "", "", "b")

    assert moves_of(session)[-1] == do.Ask(question="where")
    assert printed.count("At any question b goes back") == 1


def test_a_lone_choice_is_shown_and_asked_for(called, session):
    printed = called("g")

    assert "  1  Have a new cake finished" in printed
    assert moves_of(session)[-1] == do.Ask(question="where")


def test_the_clock_can_be_stopped_inside_a_form(called, session):
    printed = called("g", "z", "", "1")

    assert "The clock goes on." in printed
    assert moves_of(session)[-1] == do.Assign(job="bake")


def test_q_inside_a_form_stops_for_now(called, session):
    with pytest.raises(StoppedForNow):
        called("g", "q")
    assert moves_of(session)[-1] == do.Ask(question="where")


def test_a_clock_time_means_that_time_however_long_saying_it_takes(called, session):
    called("p", "1", "17:50")

    made = next(e for e in reversed(session.events()) if isinstance(e, ev.PromiseMade))
    assert moves_of(session)[-1].within == 10 * MINUTE - moved_at(session) - PROMISE_TAKES
    assert made.due == 10 * MINUTE


def test_an_update_names_the_clock_time_that_was_typed(called, session):
    printed = called("u", "1", "1", "", "", "17:59", "", "", "17:50")

    assert "Until a cake is ready: I expect it by 17:59 at the latest." in " ".join(printed.split())
    assert "You'll hear from me again at 17:50." in " ".join(printed.split())
    assert next(e for e in reversed(session.events()) if isinstance(e, ev.PromiseMade)).due == 10 * MINUTE


def test_a_time_before_the_words_are_out_is_asked_for_again(called):
    printed = called("u", "1", "1", "", "", "", "17:45", "5")

    assert "That is too soon: saying it takes 20 s already." in printed


def test_what_is_known_to_be_over_is_not_estimated(called):
    printed = called("g", "1", "", "u", "1", "1", "", "")

    assert "It is in the box." in printed
    assert "How long" not in printed.rsplit("Whom do you update?", 1)[1]
    assert "isn't known yet" not in printed.rsplit("Whom do you update?", 1)[1]


def test_whose_conversation_is_over_is_not_listed(called, session):
    printed = called("x", "1", "u", "p", "w")

    assert "There is nobody to update at this moment." in printed
    assert "There is nothing to promise anybody now." in printed
    assert "There is nobody to ask that now." in printed
