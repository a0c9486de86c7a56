"""How somebody is found in what others typed: whole names, parts of them, and words that may mean somebody else."""

from unicodedata import normalize

import pytest

from simulator.book.naming import Named, may_be_called, named_here, parts_of

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


def test_somebody_whose_whole_name_begins_another_s_is_not_surely_meant_by_it(runs):
    ana = named(runs, "Ana", "Ana Ruiz")

    assert ana.without("Ana saw Ana Ruiz") == "Ana saw Ana Ruiz"
    assert (ana.unsure_in("Ana saw Ana Ruiz"), ana.unsure_in("Ana Ruiz left")) == ("ana", "")


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
    [("they may call", ""), ("May I?", "may"), ("So. May they?", "may"), ("ask May", "may"), ("the fields", "fields")],
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


# -- others' texts stay as they are, unless it is surely the name


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("May", "In May they did well. MAY I?", "may"),
        ("Will", "Will you listen? they will", "will"),
        ("line", "in line", ""),
        ("Customer", "the customer was angry", "customer"),
        ("A", "A customer called", ""),
        ("I", "I was late", ""),
        ("Ng", "ask Ng, feeling", "ng"),
        ("Bo Li", "then Bo helped; bo", "bo"),
        ("Don Quimby", "I don't know. Don't!", ""),
        ("Can Yarrowby", "you can do better", ""),
        ("Can Yarrowby", "then Can called", "can"),
        ("Jan Quimby", "in jan 2026", ""),
        ("Mark Long", "good mark, long answers", ""),
        ("Guy Good", "this guy did a good job", ""),
        ("Some Body", "some body waited", "some body"),
        ("Tom Quimby", "then tom called", "tom"),
        ("Jack London", "a flight to London", "london"),
        ("Grace Quimby", "Grace was late", "grace"),
        ("Grace Quimby", "empathy: Grace was late", "grace"),
        ("🔥", "nice🔥", "🔥"),
    ],
)
def test_a_text_of_others_that_may_mean_something_else_stays_and_what_has_a_capital_is_told(runs, name, text, told):
    one = named(runs, name)

    assert one.without(text) == text
    assert one.unsure_in(text) == told


@pytest.mark.parametrize(
    ("name", "text", "rest"),
    [
        ("Anna Groß", "groß, Groß; a gross mistake", "somebody, somebody; a gross mistake"),
        ("İpek Quimby", "İpek and İPEK", "somebody and somebody"),
        ("अमित शर्मा", "अमित, अमिता", "somebody, अमिता"),
        ("Νίκος Παπάς", "ΝΊΚΟΣ", "somebody"),
        ("Zoe Quimby", normalize("NFD", "Zoë Adler"), normalize("NFD", "Zoë Adler")),
        ("Sean O'Brien", "O\u2019Brien's turn", "somebody's turn"),
        ("Anne-Marie Quint-Vries", "anne\u2011marie, Quint-Vries", "somebody, somebody"),
        ("Ada Quimby", "quimby_ada, ada.quimby@x.org", "somebody, somebody.somebody@x.org"),
        ("Will Young", "ask Will  Young; they will young", "ask somebody; they will young"),
    ],
)
def test_a_name_is_found_as_it_is_spelled_and_nothing_that_is_spelled_otherwise(runs, name, text, rest):
    assert named(runs, name).without(text) == rest


@pytest.mark.parametrize(
    ("name", "text", "rest", "told"),
    [
        ("山田太郎", "今日は山田太郎が遅れた", "今日はsomebodyが遅れた", ""),
        ("山田太郎", "山田さんは遅い", "山田さんは遅い", "山田"),
        ("山田 太郎", "山田太郎が", "somebodyが", ""),
        ("王芳", "王芳迟到了", "somebody迟到了", ""),
        ("김민수", "김민수가 늦었다", "somebody가 늦었다", ""),
        ("สมชาย ใจดี", "คุณสมชายมาสาย", "คุณสมชายมาสาย", "สมชาย"),
    ],
)
def test_where_no_blank_tells_the_end_of_a_name_it_is_found_in_the_midst_of_others(runs, name, text, rest, told):
    one = named(runs, name)

    assert one.without(text) == rest
    assert one.unsure_in(rest) == told


def test_a_longer_name_of_somebody_else_without_blanks_stays(runs):
    assert named(runs, "王芳", "王芳芳").without("王芳芳和王芳") == "王芳芳和somebody"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quimbys desk", "quimbys"),
        ("quimby2, too", "quimby2"),
        ("AdaQuimby", "adaquimby"),
        ("Qui\u00admby", "quimby"),
        ("QUÍMBY", "quimby"),
        ("Adas turn", "adas"),
        ("it is readable, and adapted", ""),
        ("quimby", ""),  # goes anyway
        ("Ben Quimbyson came", ""),
    ],
)
def test_what_only_looks_like_a_part_of_the_name_is_told(text, told):
    ada = Named("Ada Quimby", ("ada", "quimby"), others=("Ben Quimbyson",))

    assert ada.nearly_in(text) == told


def test_a_name_that_is_typed_without_its_accents_is_told(runs):
    zoe = named(runs, "Zoë Müller")

    assert zoe.without("Zoe waited") == "Zoe waited"
    assert (zoe.nearly_in("Zoe waited"), zoe.nearly_in("as Muller")) == ("zoe", "muller")


@pytest.mark.parametrize(
    ("word", "name", "may"),
    [
        ("smith", "", True),
        ("bo", "Bo Li", True),
        ("al", "Ada Smith", False),
        ("bo", "", True),
        ("山田", "Ada Smith", True),
        ("🔥", "", True),
        ("a", "A", False),
        (".*", "", False),
        ("", "", False),
    ],
)
def test_two_letters_can_be_taken_out_where_they_may_be_a_name(word, name, may):
    assert may_be_called(word, name) is may


def test_an_everyday_word_that_they_were_called_goes_where_it_has_a_capital():
    assert Named(sure=("will", "bo")).without("Will and BO; they will") == "somebody and somebody; they will"
