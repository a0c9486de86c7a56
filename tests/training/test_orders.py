"""What a trainer types at their desk: an order, or one sentence about what is wrong with it."""

import pytest

from simulator.drill import actions as do
from simulator.drill.clock import MINUTE
from simulator.errors import Usage
from simulator.training.board import board_of
from simulator.training.control import PlaceTaken
from simulator.training.orders import Desk
from simulator.training.rating import name_in


@pytest.fixture
def board(control):
    control.add(lambda lines: PlaceTaken((0,), "A"))
    control.add(lambda lines: PlaceTaken((1,), "B"))
    return board_of(control.read())


@pytest.fixture
def desk(runs, story, control):
    return Desk("t1", [story], runs.people.read().names)


def person(runs, name):
    return next(known for known, called in runs.people.read().names.items() if called == name)


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("pause", do.Pause(actor="t1")),
        ("  RESUME ", do.Resume(actor="t1")),
        ("end", do.End(actor="t1")),
        ("extend 5", do.Extend(actor="t1", length=5 * MINUTE)),
        ("extend 5 min", do.Extend(actor="t1", length=5 * MINUTE)),
        ('bookmark "asked first"', do.Mark(actor="t1", note="asked first")),
        ("bookmark asked first for once", do.Mark(actor="t1", note="asked first for once")),
        ("inject hush", do.Inject(actor="t1", happening="hush")),
        ("inject Nora: \"I'm off: six o'clock!\"", do.Inject(actor="t1", by="nora", words="I'm off: six o'clock!")),
        ("inject paul: It's for Mara", do.Inject(actor="t1", by="paul", words="It's for Mara")),
    ],
)
def test_an_order_is_for_everybody_unless_it_names_somebody(desk, board, typed, action):
    order = desk.order(typed, board)

    assert (order.action, order.to) == (action, ())


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("pause for Ana Ruiz", ["Ana Ruiz"]),
        ("pause for ana", ["Ana Ruiz"]),
        ("inject hush for Ben and Ana", ["Ben Okafor", "Ana Ruiz"]),
        ("extend 5 for Ana, Ben", ["Ana Ruiz", "Ben Okafor"]),
        ('bookmark "x" for Ben', ["Ben Okafor"]),
        ('inject Nora: "Now!" for Ben', ["Ben Okafor"]),
        ("pause for everybody", []),
    ],
)
def test_for_names_whom_an_order_is_for(desk, board, runs, typed, names):
    assert desk.order(typed, board).to == tuple(person(runs, name) for name in names)


@pytest.mark.parametrize("typed", ['bookmark "look at Ana"', 'inject paul: "Where is ana ruiz?"', "bookmark Ben waits"])
def test_nobody_who_drills_is_named_in_words_that_are_kept(desk, board, typed):
    with pytest.raises(Usage, match="is the name of somebody who drills"):
        desk.order(typed, board)


@pytest.mark.parametrize(
    "typed", ['bookmark "asked for the manager"', 'bookmark "the bench"', 'inject paul: "Will you? May I? One moment."']
)
def test_a_name_within_a_word_and_an_ordinary_beginning_name_nobody(runs, typed):
    names = ["Ana Ruiz", "Ben Okafor", "Will Smith", "May Chen", "Trainee One", "Al"]

    assert name_in(typed, names) == ""


def test_a_name_is_found_however_its_accents_are_put_together():
    assert name_in("then José laughed", ["Jose\u0301 Lima"]) == "José"
    assert name_in("look at WILL SMITH", ["Will Smith"]) == "Will Smith"
    assert name_in("ask Will", ["Will Smith"]) == "Will"


def test_what_the_plan_prepared_is_injected_whole(desk, board):
    action = desk.order("inject smoke", board).action

    assert isinstance(action, do.Inject)
    assert (action.by, action.words, action.makes_true) == ("paul", "There's smoke in here!", ("ready",))
    assert action.actor == "t1"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("stop", "Nothing is called 'stop' here. There are pause, resume, inject, extend, bookmark and end."),
        ("puase", "Nothing is called 'puase' here. Did you mean 'pause'?"),
        ("pause Ana", "'Ana' has no meaning here. For one person write 'for NAME'."),
        ("pause for Zed", "Nobody of this drill is called 'Zed'."),
        ("pause for Cy", "Cy Moor isn't playing at the moment."),
        ("extend", "Write how many minutes, from 1 to 240"),
        ("extend 0", "Write how many minutes"),
        ("extend -5", "Write how many minutes"),
        ("extend 9999", "Write how many minutes"),
        ("bookmark", "Write the words in quotes"),
        ('bookmark "a" "b"', "Write the words in quotes"),
        (f"bookmark {'x' * 401}", "A note has 400 letters at most; this one has 401."),
        ("inject", "Write what is to happen. There are smoke, done, evening and hush."),
        ("inject smok", "Nothing prepared is called 'smok'. Did you mean 'smoke'?"),
        ("inject Nor: hello", "Nobody in this drill is called 'Nor'. Did you mean 'nora'?"),
        ('inject Nora: ""', "Write the words in quotes"),
    ],
)
def test_what_is_no_order_gets_one_sentence(desk, board, typed, sentence):
    with pytest.raises(Usage) as refused:
        desk.order(typed, board)

    assert sentence in str(refused.value)


def test_a_name_that_could_be_two_people_is_asked_back(read, runs, story):
    from simulator.training.setting_up import set_up

    control, _ = set_up(runs, read("Cy Moor", "Anan Bel"))
    desk = Desk("t1", [story], runs.people.read().names)

    with pytest.raises(Usage, match="'an' could be Ana Ruiz or Anan Bel"):
        desk.order("pause for an", board_of(control.read()))


def test_nothing_is_injected_where_nobody_plays(desk, control):
    with pytest.raises(Usage, match="Nobody plays at the moment"):
        desk.order("inject smoke", board_of(control.read()))


def test_without_a_time_limit_there_is_nothing_to_extend(read, runs, story):
    from simulator.training.setting_up import set_up

    control, _ = set_up(runs, read("time_limit: 25 min\n", ""))

    with pytest.raises(Usage, match="no time limit"):
        Desk("t1", [story], {}).order("extend 5", board_of(control.read()))
