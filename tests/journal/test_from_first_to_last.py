"""A run from its first line to another scorecard years later: begun, ended, listed, verified, scored anew, told."""

from pathlib import Path

import msgspec
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill.actions import Begin
from simulator.errors import NotFound, RecordUnreadable
from simulator.journal import live
from simulator.journal.chain import FIRST_LINK, chained, read_chain
from simulator.journal.debriefs import debrief_of, debrief_of_live
from simulator.journal.home import journal_path, snapshot_path
from simulator.journal.listing import State, summarise
from simulator.journal.records import Accommodations, Entry, KeptScorecard, Mode, OwnRating, Player, Scores
from simulator.journal.replay import replay
from simulator.journal.rescoring import rescore, score_unscored
from simulator.journal.runs import Playing, Runs
from simulator.journal.verifying import verify
from simulator.scoring import rubric

WET_CEILING = str(Path(__file__).parents[1] / "drill" / "wet-ceiling.yaml")
OLD_CARD = KeptScorecard("0", msgspec.Raw(b'{"honesty":12.5,"cadence":100,"outcome":"told","why":"completed"}'))


def begun(runs: Runs, **playing: object) -> live.Live:
    """A run of the wet ceiling whose clock runs."""
    opened = live.begin(runs, WET_CEILING, Playing(seed=3, **playing))  # type: ignore[arg-type] # fields of Playing
    opened.session.submit(Begin())
    return opened


def played(runs: Runs, bot: str = "careful", **playing: object) -> live.Result:
    """A run of the wet ceiling, played to its end by *bot* and scored."""
    opened = begun(runs, **playing)
    play(opened.session, make(bot, opened.story, 3))
    return live.end(opened)


def rewritten(runs: Runs, run: str, entries: list[Entry]) -> None:
    """Write *run* anew, chained as if it had always been so."""
    journal_path(runs.home, run).write_bytes(chained(FIRST_LINK, entries)[0])


def entries_of(runs: Runs, run: str) -> list[Entry]:
    """The entries of *run*, each a batch of its own."""
    recorded = read_chain(journal_path(runs.home, run).read_bytes(), run)
    events = [Entry(n, event=event, end=True) for n, event in enumerate(recorded.events)]
    cards = [Entry(len(events), scorecard=card, end=True) for card in recorded.scorecards]
    return [Entry(0, header=recorded.header, end=True), *events, *cards]


# -- begun and gone on with


def test_a_run_gone_on_with_ends_as_one_that_was_never_left(real_runs, tmp_path):
    whole = played(Runs(tmp_path / "other"))
    opened = begun(real_runs)
    opened.session.submit(do.Say(reply="rings.off"))
    opened.run.close()

    again = live.go_on(real_runs, "latest")
    play(again.session, make("careful", again.story, 3))
    result = live.end(again)

    assert replay(real_runs, result.run).ended
    assert result.scenario == whole.scenario == "wet-ceiling"
    assert (result.seed, result.why) == (3, whole.why)


def test_what_was_begun_says_by_whom_and_how_and_by_which_rubric(real_runs):
    opened = begun(real_runs, person="p1", mode=Mode.TIMED, plan="monday", cohort="b", trainer="t1", pair="2")
    header = opened.run.header
    opened.run.close()

    assert (header.person, header.mode, header.plan, header.cohort) == ("p1", Mode.TIMED, "monday", "b")
    assert (header.trainer, header.pair, header.seed, header.rubric) == ("t1", "2", 3, rubric.VERSION)
    assert header.started == "2026-03-01T12:00:00Z"
    assert header.run.startswith("20260301-120000-wet-ceiling-")


def test_a_run_whose_story_it_does_not_fit_is_let_go_of(real_runs):
    opened = begun(real_runs)
    opened.run.close()
    header, *events = entries_of(real_runs, opened.run.name)
    assert events[-1].event is not None
    later = msgspec.structs.replace(events[-1], event=msgspec.structs.replace(events[-1].event, at=-5))
    rewritten(real_runs, opened.run.name, [header, *events[:-1], later])

    for _ in range(2):  # not "open in another Firedrill" the second time
        with pytest.raises(RecordUnreadable):
            live.go_on(real_runs, opened.run.name)


def test_a_run_read_back_plays_to_the_same_view(real_runs):
    run = played(real_runs).run

    back = replay(real_runs, run)
    session = back.session()
    session.advance(back.events[-1].at)

    assert session.view().outcome == back.events[-1].outcome
    assert back.link == read_chain(journal_path(real_runs.home, run).read_bytes(), run).link.decode()


def test_a_run_on_a_story_that_is_no_longer_read_says_what_is_wrong_with_it(real_runs):
    opened = begun(real_runs)
    opened.run.close()
    source = b"id: wet-ceiling\n"
    real_runs.keep_snapshot(source)
    header, *rest = entries_of(real_runs, opened.run.name)
    digest = next(
        path.stem for path in snapshot_path(real_runs.home, "").parent.iterdir() if path.read_bytes() == source
    )
    changed = msgspec.structs.replace(header, header=msgspec.structs.replace(header.header, content_hash=digest))
    rewritten(real_runs, opened.run.name, [changed, *rest])

    with pytest.raises(RecordUnreadable, match="was played on a scenario that this Firedrill no longer reads: "):
        replay(real_runs, opened.run.name)


# -- listed


def test_a_run_is_listed_as_it_stands(real_runs):
    opened = live.begin(real_runs, WET_CEILING, Playing(seed=3, player=Player.BOT, bot="careful", plan="monday"))
    path = opened.run.path

    def state() -> State:
        return summarise(real_runs.disk, path).state

    before = state()
    opened.session.submit(Begin())
    running = state()
    play(opened.session, make("careful", opened.story, 3))
    unscored = summarise(real_runs.disk, path)
    result = live.end(opened)
    scored = summarise(real_runs.disk, path)

    assert (before, running) == (State.NOT_BEGUN, State.UNFINISHED)
    assert (unscored.state, unscored.rubric, unscored.outcome) == (State.ENDED, "", result.outcome)
    assert (scored.state, scored.rubric, scored.scores) == (State.ENDED, rubric.VERSION, result.scores)
    assert (scored.outcome, scored.why) == (result.outcome, result.why)
    assert (scored.bot, scored.player, scored.plan, scored.seed) == ("careful", Player.BOT, "monday", 3)
    assert scored.started == "2026-03-01T12:00:00Z"


def test_the_last_line_is_found_however_long_it_is(real_runs):
    run = played(real_runs).run
    card = KeptScorecard("0", msgspec.Raw(b'{"honesty":1,"outcome":"' + b"x" * 700_000 + b'"}'))
    with real_runs.reopen_ended(run).run as opened:
        opened.keep_scorecard(card)

    summary = summarise(real_runs.disk, journal_path(real_runs.home, run))

    assert summary.scores.honesty == 1
    assert len(summary.outcome) == 700_000


def test_a_journal_that_does_not_begin_with_a_header_is_listed_as_damaged(real_runs):
    run = played(real_runs).run
    rewritten(real_runs, run, entries_of(real_runs, run)[1:3])

    assert summarise(real_runs.disk, journal_path(real_runs.home, run)).state is State.DAMAGED


def test_a_last_line_that_does_not_follow_on_the_one_before_is_listed_as_damage(real_runs):
    run = played(real_runs).run
    path = journal_path(real_runs.home, run)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:-2], lines[-1]]))

    assert summarise(real_runs.disk, path).state is State.DAMAGED


def test_a_header_without_its_newline_is_listed_as_damaged(real_runs):
    opened = live.begin(real_runs, WET_CEILING, Playing())
    opened.run.close()
    path = opened.run.path
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))

    assert summarise(real_runs.disk, path).state is State.DAMAGED


# -- scored anew


def test_a_run_scored_by_today_s_rubric_is_not_scored_again(real_runs):
    result = played(real_runs)

    again = rescore(real_runs, result.run)

    assert not again.kept
    assert (again.rubric_before, again.rubric) == (rubric.VERSION, rubric.VERSION)
    assert again.before == again.scores == result.scores
    assert len(real_runs.read_run(result.run)[1].scorecards) == 1


def test_an_older_card_stays_and_another_is_put_behind_it(real_runs):
    result = played(real_runs)
    with real_runs.reopen_ended(result.run).run as run:
        run.keep_scorecard(OLD_CARD)

    again = rescore(real_runs, result.run)

    assert again.kept
    assert (again.rubric_before, again.before.honesty, again.before.cadence) == ("0", 12.5, 100)
    assert again.scores == result.scores
    assert [card.version for card in real_runs.read_run(result.run)[1].scorecards] == [
        rubric.VERSION,
        "0",
        rubric.VERSION,
    ]


def test_another_card_of_the_same_rubric_is_kept_where_it_differs(real_runs):
    result = played(real_runs)
    with real_runs.reopen_ended(result.run).run as run:
        run.keep_scorecard(KeptScorecard(rubric.VERSION, OLD_CARD.card))

    assert rescore(real_runs, result.run).kept


def test_what_ended_unscored_is_scored_and_what_cannot_be_is_left(real_runs):
    good, broken = played(real_runs), played(real_runs, "hurried")
    for run in (good.run, broken.run):
        rewritten(real_runs, run, [entry for entry in entries_of(real_runs, run) if entry.scorecard is None])
    *before, end = entries_of(real_runs, broken.run)
    forged = msgspec.structs.replace(end, event=msgspec.structs.replace(end.event, outcome="moon"))
    rewritten(real_runs, broken.run, [*before, forged])
    left = journal_path(real_runs.home, broken.run).read_bytes()

    score_unscored(real_runs)

    listed = {summary.run: summary for summary in real_runs.list_runs()}
    assert listed[good.run].scores == good.scores
    assert journal_path(real_runs.home, broken.run).read_bytes() == left


def test_what_has_not_ended_is_not_scored(real_runs):
    opened = begun(real_runs)
    opened.run.close()

    score_unscored(real_runs)

    assert not real_runs.read_run(opened.run.name)[1].scorecards
    with pytest.raises(NotFound, match="hasn't ended, so there is nothing to score"):
        rescore(real_runs, opened.run.name)


# -- verified


def test_a_whole_run_says_so_and_that_nobody_vouches_for_it(real_runs):
    run = played(real_runs).run

    report = verify(real_runs, run)

    assert report.intact
    assert report.ended
    assert (report.scorecards, report.torn, report.line, report.sealed) == (1, 0, None, False)
    assert report.sentence == (
        f"{run}: {report.events} events, ended; the chain is whole. "
        "Unverified: not sealed, so whoever can write the file could have written it all anew."
    )


def test_an_unfinished_run_and_a_torn_line_are_told_as_such(real_runs):
    opened = begun(real_runs)
    opened.run.close()
    with opened.run.path.open("ab") as file:
        file.write(b'{"n":')

    report = verify(real_runs, opened.run.name)

    assert report.intact
    assert not report.ended
    assert report.torn == 5
    assert "not ended; the chain is whole. 5 bytes at its end were being written when the program" in report.sentence


def test_a_run_of_another_engine_can_be_read_back_only(real_runs):
    run = played(real_runs).run
    header, *rest = entries_of(real_runs, run)
    old = msgspec.structs.replace(header, header=msgspec.structs.replace(header.header, engine="0"))
    rewritten(real_runs, run, [old, *rest])

    assert "It was played with engine '0' (this Firedrill has engine" in verify(real_runs, run).sentence


def test_a_record_under_the_name_of_another_is_told(real_runs):
    run = played(real_runs).run
    journal_path(real_runs.home, run).rename(journal_path(real_runs.home, "other"))

    report = verify(real_runs, "other")

    assert not report.intact
    assert report.sentence.startswith(f"'other.jsonl' holds the record of another run, '{run}'. Give the file its name")


def test_a_scorecard_that_the_rubric_does_not_give_is_told_by_its_number(real_runs):
    run = played(real_runs).run
    with real_runs.reopen_ended(run).run as opened:
        opened.keep_scorecard(KeptScorecard(rubric.VERSION, OLD_CARD.card))

    report = verify(real_runs, run)

    assert not report.intact
    assert report.sentence.startswith(f"Scorecard 2 of '{run}' isn't what rubric {rubric.VERSION} makes of its events.")


def test_a_scorecard_beyond_the_scale_is_one_that_no_rubric_gives(real_runs):
    run = played(real_runs).run
    with real_runs.reopen_ended(run).run as opened:
        opened.keep_scorecard(KeptScorecard("0", msgspec.Raw(b'{"honesty":101}')))

    assert "is none that any rubric gives (a score lies outside 0 to 100)" in verify(real_runs, run).sentence


def test_a_scorecard_before_the_end_was_put_there_by_somebody(real_runs):
    opened = begun(real_runs)
    opened.run.keep_scorecard(OLD_CARD)
    opened.run.close()

    assert "has a scorecard and hasn't ended; somebody has put it there." in verify(real_runs, opened.run.name).sentence


def test_a_damaged_line_is_told_with_its_number_and_a_file_that_is_no_journal_with_its_first(real_runs):
    run = played(real_runs).run
    path = journal_path(real_runs.home, run)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], lines[4].replace(b'"at"', b'"ta"'), *lines[5:]]))
    journal_path(real_runs.home, "none").write_bytes(b"hello\n")

    report, none = verify(real_runs, run), verify(real_runs, "none")

    assert (report.intact, report.line) == (False, 5)
    assert (none.intact, none.line, none.events) == (False, 1, 0)


# -- told


def test_a_debrief_tells_where_its_run_comes_from(real_runs):
    opened = begun(real_runs, mode=Mode.TIMED, accommodations=Accommodations(reading_time=1.5))
    play(opened.session, make("careful", opened.story, 3))
    live.end(opened)
    rating = OwnRating(opened.run.name, "p1", 1, 2, 3, 4, "I came back.", "Sooner.")

    told = debrief_of_live(opened, rating)
    back = debrief_of(replay(real_runs, opened.run.name), rating)

    assert told == back
    assert (told.provenance.run, told.provenance.seed, told.provenance.mode) == (opened.run.name, 3, "timed")
    assert (told.provenance.log_hash, told.provenance.reading_time) == (opened.run.link, 1.5)
    assert told.provenance.started == "2026-03-01T12:00:00Z"
    assert [score.own for score in told.scores] == [1, 2, 3, 4]


def test_a_debrief_without_the_trainee_s_own_marks_has_none(real_runs):
    back = replay(real_runs, played(real_runs).run)

    assert [score.own for score in debrief_of(back, None).scores] == [None] * 4


def test_what_a_bot_was_recording_is_gone_when_it_is_dropped(real_runs):
    opened = live.begin(real_runs, WET_CEILING, Playing(player=Player.BOT), grouped=True)
    opened.session.submit(Begin())

    real_runs.drop(opened.run)

    assert not opened.run.path.exists()
    assert real_runs.list_runs() == ()


def test_only_an_ended_run_without_a_card_is_scored_when_runs_are_listed(real_runs):
    result = played(real_runs)
    with real_runs.reopen_ended(result.run).run as run:
        run.keep_scorecard(OLD_CARD)
    left = journal_path(real_runs.home, result.run).read_bytes()

    score_unscored(real_runs)

    assert journal_path(real_runs.home, result.run).read_bytes() == left


def test_events_that_do_not_fit_are_neither_replayed_nor_scored(real_runs):
    run = played(real_runs).run
    *before, end, card = entries_of(real_runs, run)
    forged = msgspec.structs.replace(end, event=msgspec.structs.replace(end.event, outcome="moon"))
    rewritten(real_runs, run, [*before, forged, card])

    for read in (replay, rescore):
        with pytest.raises(RecordUnreadable, match="don't belong to its story"):
            read(real_runs, run)


@pytest.mark.parametrize(
    ("mode", "guides", "presses", "may_pause"),
    [
        (Mode.GUIDED, True, False, True),
        (Mode.UNTIMED, False, False, True),
        (Mode.TIMED, False, True, True),
        (Mode.ASSESSED, False, True, False),
    ],
)
def test_each_rung_helps_less_and_presses_more(mode: Mode, guides: bool, presses: bool, may_pause: bool) -> None:
    assert (mode.guides, mode.presses, mode.may_pause) == (guides, presses, may_pause)


def test_the_lowest_score_is_the_lowest_of_those_that_there_are() -> None:
    assert Scores(70.0, None, 30.5, 90.0).lowest == 30.5
    assert Scores().lowest == 100.0
    assert Scores(1.0, 2.0, 3.0, 4.0).four == (1.0, 2.0, 3.0, 4.0)
    assert Accommodations().reading_time == 1.0
