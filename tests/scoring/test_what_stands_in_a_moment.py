"""What stands in a moment: what was asked, said and brought about, and where it can be taken up again."""

import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.feelings import Feelings
from simulator.scenario import acts as a
from simulator.scoring.evidence import read
from simulator.scoring.moments import Moment, seemed, three_moments
from tests.scoring.making import AT, MINUTE, Play, finding, word


def about(play: Play, words: str, person: str = "ana", quote: str | None = None) -> Moment:
    """The moment of the words *words* of *play*, ended."""
    events = play.ends().events
    numbers = [n for n, event in enumerate(events) if isinstance(event, ev.TraineeSpoke) and event.words == words]
    found = finding("x", -5, words if quote is None else quote, events[numbers[0]].at, (numbers[0],), person)
    (moment,) = three_moments(read(play.story, events), (found,))
    return moment


def asked() -> Play:
    return Play().feels(0).says(1, a.AskDetails(), words="Your number?")


@pytest.mark.parametrize(("after", "told"), [(120_000, "Ana: “Well?”"), (120_001, "")])
def test_what_is_said_two_minutes_later_is_still_an_answer(after: int, told: str) -> None:
    play = asked().adds(ev.PersonSpoke(MINUTE + after, "ana", "Well?"))

    assert about(play, "Your number?").caused == told


@pytest.mark.parametrize(
    "between",
    [
        ev.TraineeSpoke(MINUTE + 1, ("ana",), "And yours?", (), ev.Source.SCRIPTED),
        ev.ConversationClosed(MINUTE + 1, "ana"),
        ev.PhaseBegan(MINUTE + 1, "next"),
    ],
)
def test_what_is_said_after_something_else_is_no_answer(between: ev.Event) -> None:
    play = asked().adds(between).adds(ev.PersonSpoke(MINUTE + 2, "ana", "Well?"))

    assert "Well?" not in about(play, "Your number?").caused


@pytest.mark.parametrize(
    "between",
    [
        ev.TraineeSpoke(MINUTE + 1, ("bo",), "And yours?", (), ev.Source.SCRIPTED),
        ev.ConversationClosed(MINUTE + 1, "bo"),
        ev.PersonSpoke(MINUTE + 1, "bo", "Hello."),
    ],
)
def test_what_happens_to_somebody_else_meanwhile_keeps_nobody_from_answering(between: ev.Event) -> None:
    play = asked().adds(between).adds(ev.PersonSpoke(MINUTE + 2, "ana", "Well?"))

    assert about(play, "Your number?").caused == "Ana: “Well?”"


def test_an_answer_to_a_question_is_an_answer() -> None:
    play = asked().adds(ev.AnswerCame(MINUTE + 2, "where", "ana", "At home."))

    assert about(play, "Your number?").caused == "Ana: “At home.”"


def test_what_somebody_had_last_said_stands_before_the_words() -> None:
    moment = about(asked(), "Your number?")

    assert moment.happened == "Ana: “I could cry.” You said to Ana: “Your number?” It was so."
    assert (moment.asked_by, moment.asked) == ("Ana", "I could cry.")


def test_words_that_nobody_had_asked_for_stand_alone() -> None:
    play = Play().says(1, a.AskDetails(), words="Your number?")
    moment = about(play, "Your number?")

    assert moment.happened == "You said to Ana: “Your number?” It was so."
    assert (moment.asked_by, moment.asked) == ("", "")


def test_what_somebody_had_last_said_is_not_told_twice() -> None:
    play = asked().ends()
    number = next(n for n, event in enumerate(play.events) if isinstance(event, ev.TraineeSpoke))
    found = finding("x", -5, "Your number?", events=(number,), sentence="Ana had said: “I could cry.”")

    (moment,) = three_moments(read(play.story, play.events), (found,))

    assert moment.happened == "You said to Ana: “Your number?” Ana had said: “I could cry.”"
    assert moment.asked == ""


@pytest.mark.parametrize(("person", "said"), [("ana", "I could cry."), ("bo", "And I?"), ("cy", "I could cry.")])
def test_to_several_it_is_whom_the_finding_is_about_who_is_answered(person: str, said: str) -> None:
    play = Play().feels(0).adds(ev.PersonSpoke(5, "bo", "And I?"))
    play.adds(ev.TraineeSpoke(MINUTE, ("ana", "bo"), "Wait.", (), ev.Source.GENERIC))

    assert about(play, "Wait.", person).asked == said


def test_a_finding_that_only_quotes_is_of_the_words_it_quotes() -> None:
    play = asked().says(3, words="Hold on.").ends()
    record = read(play.story, play.events)

    (quoting,) = three_moments(record, (finding("x", -5, "Hold on.", events=()),))
    (silent,) = three_moments(record, (finding("x", -5, events=()),))

    assert (quoting.at, silent.at) == (3 * MINUTE, AT)


@pytest.mark.parametrize("promised", [(), (word(20),)])
def test_how_somebody_seemed_is_told_where_the_words_changed_it(promised: tuple[a.Promise, ...]) -> None:
    warm = (a.NameFeeling("dread", 2), a.Infer("a morning lost", 2), a.Explore("the morning", 2))
    play = (
        Play().feels(0).says(1, *warm, *promised, words="A whole morning gone.").adds(ev.PersonChased(9, "bo", "", 1))
    )
    number = next(n for n, event in enumerate(play.events) if isinstance(event, ev.TraineeSpoke))
    feelings = Feelings(play.story)
    for event in play.events[:number]:
        feelings.fold(event)
    before = feelings.words("ana", 0)
    for event in play.events[number : number + 1 + len(promised)]:
        feelings.fold(event)
    after = feelings.words("ana", MINUTE)

    assert before != after
    assert about(play, "A whole morning gone.").caused.splitlines()[-1] == (
        f"How Ana was before: {before}; then: {after}."
    )


def test_how_somebody_seemed_before_anything_had_happened_is_nothing() -> None:
    play = asked()

    assert seemed(read(play.story, play.events), "ana", 0) == ""
    assert seemed(read(play.story, play.events), "ana", len(play.events)) != ""


def test_what_was_set_going_and_what_was_promised_is_told_with_how_it_ended() -> None:
    kept = asked().says(5, a.Assign("send"), word(20), words="Somebody comes.").kept("p1", 20)
    still = asked().says(5, word(500), words="Somebody comes.")

    assert about(kept, "Somebody comes.").caused == (
        "Set going: “send somebody else”.\nAna had a promise, due at 09:25: “ring again”. You kept it."
    )
    assert about(still, "Somebody comes.").caused.endswith("“ring again”.")


def test_only_what_came_of_the_words_at_once_is_told() -> None:
    play = asked().says(5, a.Assign("send"), words="Somebody comes.").says(5, a.Assign("loan"), words="An oven too.")
    late = asked().says(5, words="Somebody comes.").adds(ev.JobAssigned(5 * MINUTE + 1, "send", 5 * MINUTE + 1))

    assert about(play, "Somebody comes.").caused == "Set going: “send somebody else”."
    assert about(late, "Somebody comes.").caused == ""


def test_the_words_are_those_to_the_person_where_the_same_were_said_to_two() -> None:
    play = asked().says(3, words="Hold on.", to="bo").says(4, words="Hold on.", to="ana").ends()
    both = tuple(n for n, event in enumerate(play.events) if isinstance(event, ev.TraineeSpoke))
    record = read(play.story, play.events)

    for person, minute in (("ana", 4), ("bo", 3), ("cy", 3)):
        (moment,) = three_moments(record, (finding("x", -5, "Hold on.", events=both, person=person),))
        assert moment.at == minute * MINUTE


def test_a_moment_can_be_taken_up_before_its_own_move_or_the_last_one_for_that_person() -> None:
    play = Play().feels(0)
    play.adds(ev.MoveStarted(MINUTE, do.Update(to=("ana",)), MINUTE + 5))
    play.adds(ev.TraineeSpoke(MINUTE + 5, ("ana",), "One.", (), ev.Source.GENERIC))
    play.adds(ev.MoveStarted(2 * MINUTE, do.Update(to=("bo",)), 2 * MINUTE + 5))
    play.adds(ev.TraineeSpoke(2 * MINUTE + 5, ("bo",), "Two.", (), ev.Source.GENERIC)).ends()
    record = read(play.story, play.events)
    moves = [n for n, event in enumerate(play.events) if isinstance(event, ev.MoveStarted)]
    words = [n for n, event in enumerate(play.events) if isinstance(event, ev.TraineeSpoke)]

    def taken_up(**of: object) -> int:
        (moment,) = three_moments(record, (finding("x", -5, **of),))  # type: ignore[arg-type] # as `finding` takes them
        return moment.replay_from

    assert taken_up(quote="One.", events=(words[0],)) == moves[0]
    assert taken_up(quote="Two.", events=(words[1],), person="bo") == moves[1]
    assert taken_up(at=3 * MINUTE, person="ana") == moves[0]
    assert taken_up(at=3 * MINUTE, person="bo") == moves[1]
    assert taken_up(at=3 * MINUTE, person="cy") == moves[1]
    assert taken_up(at=30_000, person="ana") == 0
    assert taken_up(at=MINUTE, person="ana") == moves[0]
    assert taken_up(at=MINUTE - 1, person="ana") == 0


@pytest.mark.parametrize("minute", [2, 2.5])
def test_of_several_moves_for_a_person_the_last_one_by_then_is_taken_up(minute: float) -> None:
    play = Play().feels(0)
    for each in (1, 2, 3):
        play.adds(ev.MoveStarted(each * MINUTE, do.Update(to=("ana",)), each * MINUTE + 5))
        play.adds(ev.TraineeSpoke(each * MINUTE + 5, ("ana",), f"{each}.", (), ev.Source.GENERIC))
    play.ends()

    (moment,) = three_moments(read(play.story, play.events), (finding("x", -5, at=int(minute * MINUTE)),))

    assert play.events[moment.replay_from].at == 2 * MINUTE
