"""Addresses and logins: what is taken, and that a password is never seen."""

import json
from html import escape
from urllib.parse import quote, quote_plus

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
        "HTTPS://LRS.Example:443/xapi/statements/",
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
        ("https://lrs.example:0/", "is no address of a record store"),
        ("https://[::1/", "is no address of a record store"),
        ("https://[fe80::1%eth0]/", "is no address of a record store"),
        ("https://lrs.exämple/xapi", "a host with others begins with xn--"),
        ("https://lrs.example/xäpi", "written as %C3%A4"),
        ("https://a..b/xapi", "is no address of a record store"),
        (f"https://{'a' * 64}.example/", "is no address of a record store"),
        (f"https://lrs.example/{'a' * 3_000}", "is no address of a record store"),
        ("https://lrs.example/x y", "is no address of a record store"),
        ("https://lrs.example/x\ny", "is no address of a record store"),
        ("https://lrs.example/%zz", "is no address of a record store"),
        ("https://lrs.example/\udcff", "is no address of a record store"),
        ("https://lrs.example/xapi?key=secret", "Write the address up to there"),
        ("https://lrs.example/xapi#secret", "Write the address up to there"),
        ("ada:secret@lrs.example/xapi", "leave it out"),
        ("https://ada:se/secret@lrs.example/xapi", "leave it out"),
        ("https://ada:secret%40@lrs.example/xapi", "leave it out"),
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
    assert store_place("http://LOCALHOST:80/xapi").url == "http://localhost/xapi"
    assert store_place("http://[::1]:8080/xapi").url == "http://[::1]:8080/xapi"


def test_a_login_comes_from_the_environment_and_tells_nothing_of_itself():
    found = login({USER: "ada", PASSWORD: "secret"})

    assert found is not None
    assert found.header == "Basic YWRhOnNlY3JldA=="
    assert "secret" not in f"{found!r} {found}"
    assert found.without("you sent Basic YWRhOnNlY3JldA== for secret") == "you sent Basic *** for ***"


PASS = 'se/cr"et&ü%'


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(PASS),
        json.dumps(PASS, ensure_ascii=False),
        json.dumps(PASS).replace("/", "\\/"),
        quote(PASS),
        quote(PASS, safe=""),
        quote(PASS, safe="").lower(),
        quote_plus(PASS),
        escape(PASS),
        Login("ada", PASS).header,
        json.dumps(Login("ada", PASS).header).replace("/", "\\/"),
    ],
)
def test_a_password_is_not_repeated_however_a_store_writes_it(written):
    told = Login("ada", PASS).without(f"no, {written} is wrong")

    assert "se" not in told
    assert "***" in told
    assert "cr" not in told


def test_a_login_that_cannot_be_sent_is_a_sentence_without_it():
    for wrong, says in (({USER: "a:b", PASSWORD: "secret"}, "colon"), ({USER: "a", PASSWORD: "sec\udcff"}, "UTF-8")):
        with pytest.raises(Usage, match=says) as refused:
            login(wrong)
        assert "sec" not in str(refused.value)


def test_half_a_login_is_none():
    assert login({}) is None
    for half in ({USER: "ada"}, {PASSWORD: "secret"}):
        with pytest.raises(Usage, match="both"):
            login(half)


def test_a_house_has_an_address_of_its_own_or_nobodys():
    assert house_base({}) == NOWHERE
    assert house_base({BASE: "https://care.example/"}) == "https://care.example"
    assert house_base({BASE: "HTTPS://Care.Example:443/drills//"}) == "https://care.example/drills"


@pytest.mark.parametrize(
    "wrong",
    [
        "care",
        "https://care.example/a b",
        "https://care.example/?x",
        "https://me:secret@care.example",
        "https://[x",
        "https://care.example/[x]",
        "https://care.example/%zz",
        "https://care.example:99999",
        "https://" + "a" * 3_000,
        "https://care.example/" + "a" * 3_000,
    ],
)
def test_an_address_that_stores_would_stumble_over_is_nobodys(wrong):
    with pytest.raises(Usage, match=BASE) as refused:
        house_base({BASE: wrong})

    assert "secret" not in str(refused.value)


def test_two_logins_are_told_apart_by_what_they_say():
    assert Login("a", "b").header != Login("a", "c").header
