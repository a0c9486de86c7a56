"""How somebody is found in what others typed: whole names, parts of them, and words that may mean somebody else."""

from unicodedata import normalize

import pytest

from simulator.book.naming import Named, named_here, parts_of

ADA = Named("Ada Smith", ("ada", "smith"))


@pytest.fixture
def runs(homes):
    runs = homes.runs()
    runs.home.mkdir()
    return runs


def named(runs, name: str, *others: str, called: tuple[str, ...] = ()) -> Named:
    runs.people.enrol([name, *others])
    person = next(one for one, known in runs.people.read().names.items() if known == name)
    return named_here(runs, person, called)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("smith was late again", "somebody was late again"),
        ("Ada  SMITH and Smith's card", "somebody and somebody's card"),
        ("Smith, Ada", "somebody, somebody"),
        ("Ada M. Smith", "somebody M. somebody"),
        ("ada smith smith", "somebody"),
        ("The smithy is in Adana", "The smithy is in Adana"),
        ("Nobody waited", "Nobody waited"),
        ("", ""),
    ],
)
def test_a_part_that_only_they_bear_goes_however_it_is_written(text, rest):
    assert ADA.without(text) == rest
    assert ADA.stands_in(text) == (text != rest)


def test_accents_may_be_put_together_in_either_way():
    zoe = Named("Zoë Quackenbush", ("zoë", "quackenbush"))

    assert zoe.without(normalize("NFD", "zoë waits, ZOË waited")) == "somebody waits, somebody waited"


def test_of_whom_nothing_is_known_nothing_goes():
    assert Named().without("Ada Smith") == "Ada Smith"
    assert Named().unsure_in("Ada Smith") == ""


def test_a_part_that_somebody_else_bears_is_not_surely_theirs(runs):
    ada = named(runs, "Ada Smith", "Ben Smith", "Grace")

    assert (ada.sure, ada.unsure) == (("ada",), ("smith",))
    assert ada.without("Ben Smith asked smith; Ada Smith left") == "Ben Smith asked smith; somebody left"
    assert ada.unsure_in("then SMITH came") == "smith"
    assert ada.unsure_in("Ben  smith came") == ""


def test_somebody_whose_whole_name_begins_another_s_leaves_that_as_it_is(runs):
    assert named(runs, "Ana", "Ana Ruiz").without("Ana saw Ana Ruiz") == "somebody saw Ana Ruiz"


def test_what_a_drill_calls_its_people_and_things_is_not_surely_anybody_s(runs):
    (runs.home / "snapshots").mkdir()
    (runs.home / "snapshots" / "1.yaml").write_text("people:\n  Nora: the locksmith\n", encoding="utf-8")

    nora = named(runs, "Nora Smith")

    assert (nora.sure, nora.unsure) == (("smith",), ("nora",))


@pytest.mark.parametrize("name", ["Will Baker", "May Fields"])
def test_an_ordinary_word_is_not_surely_a_name(runs, name):
    assert named(runs, name).sure == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [("they may call", ""), ("May I?", ""), ("So. May they?", ""), ("ask May", "may"), ("the fields", "fields")],
)
def test_an_everyday_word_is_doubtful_only_where_it_is_written_as_a_name(text, word):
    assert Named("May Fields", unsure=("may", "fields")).unsure_in(text) == word


def test_what_somebody_says_they_were_called_is_theirs_whoever_else_bears_it(runs):
    ada = named(runs, "Ada Smith", "Ben Smith", called=("SMITH", "Smithy", ""))

    assert (ada.sure, ada.unsure) == (("smith", "smithy", "ada"), ())
    assert ada.without("smithy and Smith and Ben Smith") == "somebody and somebody and Ben Smith"


def test_what_they_were_called_goes_when_their_name_is_not_known_any_more(runs):
    assert named_here(runs, "forgotten", ("smith",)).without("smith!") == "somebody!"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna van der Berg", ("anna", "berg")),
        ("Jo O'Neill-Li 7", ("neill",)),
        ("Empathy Trainee 12", ("trainee",)),
        ("Zoe\u0308 Ito", ("zoë", "ito")),
    ],
)
def test_what_tells_nobody_who_is_meant_is_no_part_of_a_name(name, parts):
    assert parts_of(name) == parts
