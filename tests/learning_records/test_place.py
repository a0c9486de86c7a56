"""Addresses and logins: what is taken, and that a password is never seen."""

import pytest

from simulator.errors import Usage
from simulator.learning_records.place import BASE, PASSWORD, USER, Login, house_base, login, store_place
from simulator.learning_records.vocabulary import NOWHERE


@pytest.mark.parametrize(
    "typed",
    [
        "https://lrs.example/xapi",
        "https://lrs.example/xapi/",
        "https://lrs.example/xapi/statements",
        " https://lrs.example/xapi ",
    ],
)
def test_an_address_is_the_same_however_it_was_typed(typed):
    assert store_place(typed).url == "https://lrs.example/xapi"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("lrs.example", "is no address of a record store"),
        ("ftp://lrs.example", "is no address of a record store"),
        ("https://", "is no address of a record store"),
        ("https://lrs.example:port/", "is no address of a record store"),
        ("https://lrs.example/xapi?key=1", "Write the address up to there"),
        ("http://lrs.example/xapi", "Write https://"),
        ("https://ada:secret@lrs.example/xapi", "leave it out"),
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(typed, says):
    with pytest.raises(Usage, match=says) as refused:
        store_place(typed)

    assert "secret" not in str(refused.value)


def test_this_computer_needs_no_encryption():
    assert store_place("http://127.0.0.1:8080/xapi").statements == "http://127.0.0.1:8080/xapi/statements"


def test_a_login_comes_from_the_environment_and_tells_nothing_of_itself():
    found = login({USER: "ada", PASSWORD: "secret"})

    assert found is not None
    assert found.header == "Basic YWRhOnNlY3JldA=="
    assert "secret" not in f"{found!r} {found}"
    assert found.without("you sent Basic YWRhOnNlY3JldA== for secret") == "you sent Basic *** for ***"


def test_half_a_login_is_none():
    assert login({}) is None
    for half in ({USER: "ada"}, {PASSWORD: "secret"}):
        with pytest.raises(Usage, match="both"):
            login(half)


def test_a_house_has_an_address_of_its_own_or_nobodys():
    assert house_base({}) == NOWHERE
    assert house_base({BASE: "https://care.example/"}) == "https://care.example"
    for wrong in ("care", "https://care.example/a b", "https://care.example/?x", "https://me@care.example"):
        with pytest.raises(Usage, match=BASE):
            house_base({BASE: wrong})


def test_two_logins_are_told_apart_by_what_they_say():
    assert Login("a", "b").header != Login("a", "c").header
