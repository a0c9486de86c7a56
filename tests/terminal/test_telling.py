"""What happened, told in lines: names keep their capital, and what somebody does isn't said."""

import pytest
from msgspec import structs

from simulator.drill import events as ev
from simulator.drill.wording import in_quotes, lower_first, proper_names
from simulator.scenario.story import Channel
from simulator.terminal.showing import worst_off
from simulator.terminal.telling import Teller


@pytest.fixture
def tell(story):
    def lines(*events, of=story):
        return " ".join(" ".join(Teller(of).tell(events)).split())

    return lines


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Paul drives the cake", "Paul drives the cake"), ("A new cake", "a new cake"), ("Nora's cake", "Nora's cake")],
)
def test_a_label_in_mid_sentence_keeps_the_capital_of_a_name(story, label, inside):
    assert lower_first(label, proper_names(story)) == inside


def test_a_name_is_known_from_the_middle_of_a_sentence(story):
    people = (structs.replace(story.people[0], role="mother of Ida, six"), *story.people[1:])

    assert "Ida" in proper_names(structs.replace(story, people=people))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Please. (She holds up a shoe.) His.", "“Please.” (She holds up a shoe.) “His.”"),
        ("(She looks past you, at the water.)", "(She looks past you, at the water.)"),
        ("Ten (or twelve) children.", "“Ten (or twelve) children.”"),
    ],
)
def test_what_somebody_does_stands_outside_the_quotation_marks(words, shown):
    assert in_quotes(words) == shown


def test_nobody_asks_again_by_doing_something(tell):
    told = tell(ev.PersonChased(0, "nora", "(She has stopped asking.)", 2))

    assert told == "17:40:00 Nora: (She has stopped asking.)"


def test_somebody_on_the_telephone_is_not_here(tell, story):
    called = structs.replace(story.people[1], role="baker, on the phone", channel=Channel.PHONE)
    told = tell(ev.ConversationOpened(0, "paul"), of=structs.replace(story, people=(story.people[0], called)))

    assert told == "17:40:00 Paul, baker, on the phone."


def test_somebody_met_again_may_be_somewhere_else(tell):
    told = tell(ev.ConversationOpened(0, "nora"), ev.ConversationOpened(60_000, "nora"))

    assert told.endswith("17:41:00 You are in touch with Nora again.")


def test_a_hint_is_about_who_has_most_at_stake_of_those_who_wait(story, session):
    nora, paul = session.view().people
    waits = structs.replace(nora, open=True, waiting_since=60_000)
    longer = structs.replace(paul, open=True, waiting_since=0)
    view = structs.replace(session.view(), people=(longer, waits), now=90_000)

    assert worst_off(story, view) == waits
