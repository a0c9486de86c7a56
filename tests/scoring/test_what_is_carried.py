"""What of a message counts as news: nothing of one with a falsehood in it, and nothing that nothing carried."""

from simulator.drill import events as ev
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scoring.claims import ledger, true_acts
from simulator.scoring.evidence import read
from tests.scoring.making import MINUTE, Play

KIND = a.Presence()


def news(play: Play) -> tuple[Act, ...]:
    """What of the last thing said in *play* counts."""
    record = read(play.story, play.ends().events)
    return true_acts(ledger(record), record.speeches[-1])


def set_going() -> Play:
    return Play().says(1, a.Assign("send")).says(1, a.Assign("loan"))


def test_what_is_carried_stays_whole() -> None:
    said = (a.Report(doing=("loan",)), KIND)

    assert news(set_going().says(5, *said)) == said


def test_of_a_report_what_was_not_done_drops_out_and_what_is_under_way_stays() -> None:
    said = a.Report(done=("send",), doing=("loan",))

    assert news(set_going().says(5, said, KIND)) == (a.Report((), ("loan",)), KIND)


def test_a_report_of_nothing_that_was_done_drops_out_whole() -> None:
    assert news(set_going().says(5, a.Report(done=("send", "loan")), KIND)) == (KIND,)


def test_of_a_report_what_was_done_stays_beside_what_was_not() -> None:
    done = ev.JobDone(3 * MINUTE, "send")

    assert news(set_going().adds(done).says(5, a.Report(done=("send", "loan")))) == (a.Report(("send",), ()),)


def test_what_happens_to_be_so_and_was_never_heard_is_no_news() -> None:
    assert news(Play().says(5, a.Claim("van"), KIND)) == (KIND,)
    assert news(Play().says(5, a.Explain("van"), KIND)) == (KIND,)
    assert news(Play().says(5, a.Assure("van"), KIND)) == (KIND,)
    assert news(Play().heard("van", 1).says(5, a.Claim("van"), KIND)) == (a.Claim("van"), KIND)


def test_a_denial_that_nothing_carried_is_no_news_and_one_that_was_heard_is() -> None:
    assert news(Play().says(5, a.Deny("coming"), KIND)) == (KIND,)
    assert news(Play().heard("no_van", 1).says(5, a.Deny("coming"), KIND)) == (a.Deny("coming"), KIND)


def test_one_falsehood_takes_all_the_rest_with_it() -> None:
    assert news(Play().heard("van", 1).says(5, a.Deny("van"), KIND)) == ()
