"""A roster as spreadsheets save it: everybody in it is read, or told with their line; nobody is lost."""

import pytest

from simulator.scenario.problems import FileRefused


def names(plan):
    return [somebody.name for somebody in plan.people]


def told(read, roster: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read(roster=roster)
    return str(refused.value)


def test_typed_people_come_first_and_those_of_the_roster_behind_them(read):
    plan = read()

    assert names(plan) == ["Ana Ruiz", "Ben Okafor", "Cy Moor", "Dee Lang"]
    assert [somebody.reading_time for somebody in plan.people] == [1.0, 1.5, 1.0, 2.0]


@pytest.mark.parametrize(
    "roster",
    [
        "name,reading_time\r\nZoë Ek,1.5\r\n".encode(),
        b"\xef\xbb\xbf" + "Name;Reading time\r\nZoë Ek;1,5\r\n".encode(),
        "name\treading_time\n\n  Zoë   Ek \t1.5\n\n".encode(),
        'reading_time,name\n1.5,"Zoë Ek"'.encode(),
        "name,reading_time\nZoe\u0308 Ek,1.5\n".encode(),
    ],
    ids=["commas", "Excel in Europe", "tabs", "quotes", "accents apart"],
)
def test_a_roster_is_read_however_a_spreadsheet_saved_it(read, roster):
    last = read(roster=roster).people[-1]

    assert (last.name, last.reading_time) == ("Zoë Ek", 1.5)


@pytest.mark.parametrize(
    ("roster", "sentence"),
    [
        (b"name\nana  RUIZ\n", "class.csv:2:1: 'ana RUIZ' stands here twice: first at plan.yaml:9"),
        (b"name\nBo\n\nBO\n", "class.csv:4:1: 'BO' stands here twice: first at class.csv:2"),
        (b"name,colour\nBo,red\n", "class.csv:1:1: a roster has no column 'colour'."),
        (b"name,sed\nBo,1\n", "Did you mean 'seed'?"),
        (b"name,name\nBo,Bo\n", "class.csv:1:1: the column 'name' stands there twice. Keep one."),
        (b"Bo\nCleo\n", "class.csv:1:1: the first line names the columns, and one of them is 'name'."),
        (b"", "class.csv:1:1: the first line names the columns"),
        (b"name,seed\n,4\n", "class.csv:2:1: this row has no name."),
        (b"name\n=HYPERLINK(1)\n", "class.csv:2:1: '=HYPERLINK(1)' begins as a formula does."),
        (b"name,seed\nBo,-1\n", "class.csv:2:1: '-1' begins as a formula does."),
        (b"name,seed\nBo,1.5\n", "class.csv:2:1: '1.5' is no seed."),
        (b"name,reading_time\nBo,nan\n", "class.csv:2:1: 'nan' is no reading time."),
        (b"name,reading_time\nBo,9\n", "class.csv:2:1: '9' is no reading time."),
        (b"name,station\nBo,../x\n", "class.csv:2:1: '../x' can't be a station"),
        (b"name,seed\nBo,1,2\n", "class.csv:2:1: this row has 3 cells, and the first line names 2 columns."),
        (b'name\n"Bo\n', "class.csv:2:1: this row can't be read"),
        (b"name\nZo\xeb\n", "class.csv:2:1: the byte 0xeb is not UTF-8."),
        ("name\nBo\n".encode("utf-16"), "class.csv:1:1: this roster is saved as UTF-16."),
        ("name\nBo\u202etxt\n".encode(), "class.csv:2:1: 'Bo txt' holds a character that doesn't print."),
        (b"name\n" + b"x" * 81 + b"\n", "class.csv:2:1: this name has 81 letters; 80 is the most."),
        (b"name\n" + b"".join(b"P%d\n" % n for n in range(301)), "more than 300 people are too many"),
    ],
)
def test_whatever_is_wrong_with_a_roster_is_told_in_one_sentence_with_its_line(read, roster, sentence):
    assert sentence in told(read, roster)


def test_every_wrong_row_is_told_at_once(read):
    lines = told(read, b"name\n=1\nAna Ruiz\nBo,\n").splitlines()

    assert [line.rpartition("(")[2] for line in lines] == ["DP007)", "DP006)", "DP004)"]


def test_a_roster_that_isnt_there_is_told_where_the_plan_names_it(read):
    with pytest.raises(FileRefused, match=r"plan.yaml:10:9: the roster can't be read: there is no file .*\(DP001\)"):
        read("class.csv", "classs.csv")
