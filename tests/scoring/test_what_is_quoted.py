"""Which of the other replies a debrief quotes as the better one, judged by what each does: nothing is played for it."""

import msgspec
import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.story import Beat, Fact, Line, Reply
from simulator.scoring.evidence import read
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.moments import Moment, three_moments
from tests.scoring.making import MINUTE, OVEN, Play

Acts = tuple[Act, ...]

PLAIN: Acts = (a.Listen(),)  # neither warm nor telling
STOCK: Acts = (a.Deflect(),)
SOME: Acts = (a.Explore("the morning", 1),)  # how warm each is, from a little to all there is
MORE: Acts = (a.Infer("a morning lost", 1),)
WARM: Acts = (a.Explore("the morning", 2),)
WARMEST: Acts = (a.NameFeeling("dread", 2), a.Infer("a morning lost", 1))
ONE: Acts = (a.Unknown("coming"),)  # how many of the four things people need to hear each holds
TWO: Acts = (*ONE, a.ActOn("her words"))
THREE: Acts = (*ONE, a.Assign("send"), a.Promise("next_word", within=30 * MINUTE))
FOUR: Acts = (*THREE, a.Report(done=("where",)))
LIE: Acts = (a.Claim("coming"),)


def guess(*facts: str) -> Acts:
    """Says that *facts* are so; they are, and nobody has told the trainee."""
    return tuple(a.Claim(fact) for fact in facts)


def replies(*acts: Acts) -> tuple[Reply, ...]:
    """A reply for each of *acts*, in this order."""
    return tuple(Reply(f"r{n}", f"Sentence {n}.", acts=each) for n, each in enumerate(acts))


def moment(
    dimension: Dimension, open_ones: tuple[Reply, ...], emergency: bool = False, scripted: bool = True, before: str = ""
) -> Moment:
    """The moment at which the first of *open_ones* was said, which cost points of *dimension*."""
    more = tuple(Fact(fact, f"About {fact}.") for fact in ("oven", "street", "weather"))
    beat = Beat("opening", "ana", Line("Nobody came."), replies=open_ones)
    story = msgspec.structs.replace(OVEN, beats=(beat,), facts=(*OVEN.facts, *more), during_emergency=emergency)
    play = Play(story).heard("no_van", 0.1).adds(ev.BeatEntered(6_000, "ana", "opening"))
    play.adds(ev.QuestionAsked(6_000, "where", "cy")).adds(ev.AnswerCame(6_000, "where", "cy", "On the bridge."))
    if before:
        play.says(0.5, reply=before).adds(ev.PersonSpoke(31_000, "ana", "And?", wants_reply=True))
    chosen, until = open_ones[0], MINUTE + 10_000
    play.adds(ev.MoveStarted(MINUTE, do.Say(reply=chosen.id) if scripted else do.Update(to=("ana",)), until))
    source, reply = (ev.Source.SCRIPTED, chosen.id) if scripted else (ev.Source.GENERIC, "")
    number = len(play.events)
    play.adds(ev.TraineeSpoke(until, ("ana",), chosen.say, chosen.acts, source, reply, MINUTE)).ends()
    cost = Finding("X", dimension, "P01", until, (number,), chosen.say, "It cost.", -5.0, "ana", "Do better.")
    (found,) = three_moments(read(story, play.events), (cost,))
    return found


def better(dimension: Dimension, chosen: Acts, *others: Acts, emergency: bool = False) -> int:
    """The place among *others*, from 1, of the reply that is quoted; 0 where none is and the advice stands."""
    told = moment(dimension, replies(chosen, *others), emergency).better
    if told == "Do better.":
        return 0
    return next(n for n in range(1, len(others) + 1) if told == f"Open to you then: “Sentence {n}.”")


E, H, C, G = Dimension.EMPATHY, Dimension.HONESTY, Dimension.CADENCE, Dimension.GENEROSITY


@pytest.mark.parametrize("dimension", Dimension)
def test_what_is_no_better_is_not_quoted(dimension: Dimension) -> None:
    assert better(dimension, PLAIN) == 0
    assert better(dimension, PLAIN, PLAIN, STOCK, LIE) == 0
    assert better(dimension, ONE, ONE) == 0


@pytest.mark.parametrize("dimension", Dimension)
def test_of_equals_the_first_of_the_file_is_quoted(dimension: Dimension) -> None:
    assert better(dimension, PLAIN, STOCK, ONE, ONE) == 2


@pytest.mark.parametrize("dimension", Dimension)
def test_a_lie_is_never_quoted_however_warm_and_full_it_is(dimension: Dimension) -> None:
    assert better(dimension, STOCK, LIE + FOUR + WARMEST) == 0
    assert better(dimension, LIE, LIE + WARMEST) == 0


@pytest.mark.parametrize("dimension", Dimension)
def test_anything_true_is_better_than_a_lie(dimension: Dimension) -> None:
    assert better(dimension, LIE, STOCK) == 1
    assert better(dimension, LIE + ONE + WARMEST, PLAIN) == 1


def test_two_guesses_in_a_stock_phrase_are_still_better_than_a_lie() -> None:
    assert better(C, LIE, STOCK + guess("oven", "street")) == 1


def test_however_many_guesses_are_still_better_than_a_lie() -> None:
    assert better(H, LIE, guess("oven", "street", "weather")) == 1


@pytest.mark.parametrize("dimension", Dimension)
@pytest.mark.parametrize("stock", [a.Canned(), a.Deflect(), a.AskDetails()])
def test_a_stock_phrase_is_not_quoted_and_something_plain_is_better(dimension: Dimension, stock: Act) -> None:
    assert better(dimension, PLAIN, (stock,)) == 0
    assert better(dimension, (stock,), PLAIN) == 1


def test_a_stock_phrase_weighs_as_much_as_all_there_is_to_tell() -> None:
    assert better(C, STOCK, (*STOCK, *FOUR, *WARM), MORE) == 1
    assert better(C, STOCK, (*STOCK, *FOUR), SOME) == 2


def test_where_empathy_was_lost_warmth_counts_four_times_what_is_told() -> None:
    assert better(E, PLAIN, SOME, (*ONE, *ONE, a.Assign("send"))) == 1
    assert better(E, PLAIN, SOME, THREE) == 2


def test_where_honesty_was_lost_what_is_told_counts_four_times_warmth() -> None:
    assert better(H, PLAIN, WARMEST, ONE) == 2
    assert better(H, PLAIN, ONE, ONE + SOME) == 2
    assert better(H, PLAIN, STOCK + THREE, ONE + WARM) == 2


@pytest.mark.parametrize("dimension", [C, G])
def test_elsewhere_warmth_and_what_is_told_count_alike(dimension: Dimension) -> None:
    assert better(dimension, PLAIN, WARM, ONE) == 1
    assert better(dimension, PLAIN, MORE, ONE) == 2


def test_a_guess_takes_away_twice_what_it_tells() -> None:
    guessing = (*guess("oven"), *THREE[1:])

    assert better(C, PLAIN, guessing, MORE) == 1
    assert better(C, PLAIN, guessing, WARM) == 2
    assert better(C, PLAIN, guess("oven")) == 0


def test_each_guess_takes_away_more() -> None:
    assert better(C, PLAIN, guess("oven", "street") + FOUR[1:]) == 0
    assert better(C, guess("oven", "street"), guess("oven")) == 1


def test_a_lie_beside_something_true_is_a_lie() -> None:
    assert better(C, STOCK, (*LIE, a.Claim("no_van"), *WARMEST)) == 0


def test_in_an_emergency_doing_something_at_once_is_warmer_than_asking_for_more() -> None:
    at_once: Acts = (a.ActOn("her words"),)

    assert better(E, PLAIN, WARM, MORE) == 1
    assert better(E, PLAIN, WARM, MORE, emergency=True) == 2
    assert better(E, PLAIN, MORE, at_once, emergency=True) == 2


def test_what_is_done_and_not_said_is_quoted_as_it_is_described() -> None:
    deed = Reply("deed", "", does="You ring the van.", acts=WARM)

    assert moment(E, (*replies(PLAIN), deed)).better == "Open to you then: You ring the van."


def test_what_was_said_by_form_is_compared_with_nothing() -> None:
    found = moment(E, replies(PLAIN, WARM), scripted=False)

    assert found.better == "Do better."


def test_what_was_said_already_is_not_quoted() -> None:
    assert moment(E, replies(PLAIN, WARM, MORE), before="r1").better == "Open to you then: “Sentence 2.”"
