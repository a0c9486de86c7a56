"""Every command: what it prints, how it exits, and one clear sentence when something is wrong."""

import json
import stat

import pytest


def one_sentence(answer):
    """Whether an error is told as people read it: something on standard error, no traceback."""
    return bool(answer.err.strip()) and "Traceback" not in answer.err and len(answer.err.strip().splitlines()) == 1


# -- play, replay


def test_play_prints_one_json_object_and_nothing_else(firedrill, small):
    answer = firedrill("play", small, "--bot", "careful", "--json")

    assert answer.code == 0
    assert list(answer.json) == [
        "scenario",
        "seed",
        "outcome",
        "why",
        "scores",
        "overall",
        "conditions",
        "run",
        "purpose",
    ]
    assert list(answer.json["scores"]) == ["honesty", "empathy", "cadence", "generosity"]
    assert (answer.json["scenario"], answer.json["seed"]) == ("cake-at-six", 0)
    assert answer.err == ""


def test_replay_prints_the_same_object(firedrill, bot_run):
    assert firedrill("replay", bot_run["run"], "--json").json == bot_run


@pytest.mark.parametrize("seed", [0, 3])
def test_a_list_of_moves_is_played_and_replays_the_same(firedrill, small, tmp_path, seed):
    moves = tmp_path / "moves.json"
    moves.write_text('[{"do": "say", "reply": "counter.look"}, {"at": 400000, "do": "ask", "question": "where"}]')

    played = firedrill("play", small, "--moves", moves, "--seed", str(seed), "--json")

    assert played.code == 0
    assert firedrill("replay", played.json["run"], "--json").out == played.out


def test_moves_come_through_standard_input_too(firedrill, small):
    moves = '[{"do": "say", "reply": "counter.look"}]'

    answer = firedrill("play", small, "--moves", "-", "--json", typed=moves)

    assert answer.json["why"] == "time_ran_out"


def test_moves_and_the_bot_they_come_from_score_the_same(firedrill, small, bot_run, home):
    record = next(home.glob("*.jsonl")).read_text().splitlines()
    started = [json.loads(line)["event"] for line in record if '"move_started"' in line]
    moves = [{**event["action"], "at": event["at"]} for event in started]

    again = firedrill("play", small, "--moves", "-", "--json", typed=json.dumps(moves)).json

    assert {**again, "run": ""} == {**bot_run, "run": ""}


def test_an_edited_scenario_leaves_old_runs_as_they_were(firedrill, small, tmp_path):
    copy = tmp_path / "cake-at-six.yaml"
    copy.write_bytes(small.read_bytes())
    played = firedrill("play", copy, "--bot", "careful", "--json")
    copy.write_text(copy.read_text().replace("party", "feast"))

    assert firedrill("replay", played.json["run"], "--json").out == played.out


def test_replay_in_words_tells_the_drill_and_its_debrief(firedrill, bot_run):
    answer = firedrill("replay", bot_run["run"])

    assert 'Nora: "The cake for Ida, please. The party is at six."' in answer.out
    assert "--- Four scores ---" in answer.out
    assert "Honesty: " in answer.out


def test_a_mark_that_is_not_reached_exits_with_1(firedrill, small):
    assert firedrill("play", small, "--bot", "silent", "--mark", "50").code == 1
    assert firedrill("play", small, "--bot", "silent", "--mark", "0").code == 0


# -- verify


def test_an_intact_record_verifies_and_says_that_nobody_sealed_it(firedrill, bot_run):
    answer = firedrill("verify", bot_run["run"])

    assert answer.code == 0
    assert "the chain is whole" in answer.out
    assert "Unverified: not sealed" in answer.out


@pytest.mark.parametrize("place", [0.01, 0.3, 0.7, 0.999])
def test_a_changed_record_exits_with_4_and_says_where(firedrill, bot_run, home, place):
    journal = next(home.glob("*.jsonl"))
    data = bytearray(journal.read_bytes())
    data[int(len(data) * place)] ^= 1
    journal.write_bytes(data)

    answer = firedrill("verify", bot_run["run"])

    assert answer.code == 4
    assert f"{journal.name}:" in answer.out


def test_a_scorecard_that_the_events_do_not_earn_is_found(firedrill, home, bot_run):
    from simulator.journal.chain import chained, read_chain
    from simulator.journal.records import Entry

    journal = next(home.glob("*.jsonl"))
    recorded = read_chain(journal.read_bytes(), "r")
    kept = recorded.scorecards[0]
    lifted = type(kept)(kept.version, type(kept.card)(bytes(kept.card).replace(b'"honesty":', b'"honesty":9', 1)))
    entries = [Entry(0, header=recorded.header, end=True)]
    entries += [Entry(n, event=event, end=True) for n, event in enumerate(recorded.events)]
    entries += [Entry(len(recorded.events), scorecard=lifted, end=True)]
    journal.write_bytes(chained(b"0" * 64, entries)[0])

    answer = firedrill("verify", bot_run["run"])

    assert answer.code == 4
    assert "isn't what rubric" in answer.out


def test_verify_answers_in_json(firedrill, bot_run):
    report = firedrill("verify", bot_run["run"], "--json").json

    assert (report["intact"], report["sealed"], report["ended"], report["scorecards"]) == (True, False, True, 1)


# -- lists


def test_scores_lists_runs_with_their_four_scores(firedrill, bot_run):
    answer = firedrill("scores")

    assert bot_run["run"] in answer.out
    assert f"{bot_run['scores']['honesty']:g}" in answer.out
    assert [run["run"] for run in firedrill("scores", "--json").json] == [bot_run["run"]]


def test_scores_of_nobody_says_how_to_begin(firedrill):
    assert "firedrill scenarios" in firedrill("scores").out
    assert firedrill("scores", "--json").json == []


def test_scenarios_lists_the_shelf(firedrill):
    listed = firedrill("scenarios", "--json").json

    assert "lost-child-resort" in [entry["id"] for entry in listed]
    assert "lost-child-resort" in firedrill("scenarios").out


# -- check


@pytest.fixture
def planned(small, tmp_path):
    """A folder with the small drill and this plan beside it; EVERY stands for bands that hold whatever comes."""

    def write(plan):
        folder = tmp_path / "planned"
        folder.mkdir()
        (folder / "cake-at-six.yaml").write_bytes(small.read_bytes())
        every = "{honesty: [0, 100], empathy: [0, 100], cadence: [0, 100], generosity: [0, 100]}"
        (folder / "cake-at-six.plan.yaml").write_text(plan.replace("EVERY", every))
        return folder

    return write


def test_check_finds_a_sound_scenario_and_its_plan_sound(firedrill, planned):
    folder = planned("""scenario: cake-at-six
plays:
  careful:
    about: asks Paul once he has called
    moves: [{do: say, reply: counter.look}, {do: ask, question: where}, {at: 10 min, do: note, text: Ring Nora.}]
    ends: late
    bands: EVERY
    sees: [{beat: waiting}, {fact: mixed_up}, {reply: counter.look}, {question: where}, {happening: hush},
           {commitment: next_word}, {request: silence}]
  hurried: {about: says nothing, moves: [], ends: late, bands: EVERY}
  careless: {about: leaves, moves: [{do: leave}], ends: late, bands: EVERY}
""")

    answer = firedrill("check", folder)

    assert answer.out == "2 files checked, no problems.\n"
    assert answer.code == 0


def test_check_plays_the_plan_and_says_what_came_out_otherwise(firedrill, planned):
    folder = planned("""scenario: cake-at-six
plays:
  careful: {about: says nothing, moves: [], ends: brought, bands: EVERY, sees: [{beat: worried}]}
  hurried: {about: too early, moves: [{do: finish}, {do: leave}], ends: late, bands: EVERY}
  careless:
    about: says nothing
    moves: []
    ends: late
    bands: {honesty: [90, 100], empathy: [0, 100], cadence: [0, 100], generosity: [0, 100]}
""")

    answer = firedrill("check", folder)

    assert answer.code == 3
    assert "cake-at-six.plan.yaml:3:" in answer.out
    assert "the 'careful' play: it ends with 'late', not with 'brought'" in answer.out
    assert "it never sees the beat 'worried'" in answer.out
    assert "the 'hurried' play: move 1 can't be made: it never became possible" in answer.out
    assert "the 'careless' play: it gets 0 for honesty, outside its band of 90 to 100" in answer.out


def test_check_tells_every_problem_with_its_place(firedrill, small, tmp_path):
    broken = tmp_path / "cake-at-six.yaml"
    broken.write_text(small.read_text().replace("to: worried", "to: wrried").replace("takes: 8 s", "takes: 8"))

    answer = firedrill("check", broken)

    assert answer.code == 3
    assert "Did you mean 'worried'" in answer.out
    assert answer.out.count("cake-at-six.yaml:") >= 2


def test_check_answers_in_json(firedrill, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\n")

    problems = firedrill("check", broken, "--json").json

    assert {"file", "line", "column", "code", "text"} <= set(problems[0])


# -- what can go wrong


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["play", "lost-chidl-resort", "--bot", "careful"], 2, "Did you mean 'lost-child-resort'"),
        (["play", "lost-child-resort", "--bot", "carful"], 2, "no bot called 'carful'"),
        (["play", "lost-child-resort", "--bot", "careful", "--moves", "-"], 2, "choose one"),
        (["play", "lost-child-resort", "--json"], 2, "--json goes with"),
        (["play", "lost-child-resort", "--bot", "careful", "--seed", "x"], 2, "seed"),
        (["play", "lost-child-resort", "--bot", "careful", "--seed", "-1"], 2, "seed"),
        (["play", "lost-child-resort", "--mode", "assisted"], 2, "mode"),
        (["play"], 2, "Missing argument"),
        (["plya"], 2, "plya"),
        (["--nonsense"], 2, "nonsense"),
        (["play", "lost-child-resort", "--moves", "nowhere.json"], 2, "can't be read"),
        (["play", "lost-child-resort", "--moves", "."], 2, "can't be read"),
        (["play", "nowhere/x.yaml", "--bot", "careful"], 2, "no file"),
        (["play", "../nowhere/passwd", "--bot", "careful"], 2, "no file"),
        (["replay", "nobody"], 2, "No run is called 'nobody'"),
        (["replay", "nowhere.jsonl"], 2, "no journal at"),
        (["replay", "\x1b[2Jx"], 2, "No run is called"),
        (["verify", "latest"], 2, "No drill was played yet"),
        (["resume"], 2, "No drill waits"),
        (["check", "nowhere"], 2, "nothing at 'nowhere'"),
    ],
)
def test_a_mistake_is_one_sentence_and_its_exit_code(firedrill, arguments, code, says):
    answer = firedrill(*arguments)

    assert answer.code == code
    assert says in answer.err
    assert one_sentence(answer)
    assert answer.out == ""


def test_a_broken_scenario_exits_with_3(firedrill, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\nid: [\n")

    answer = firedrill("play", broken, "--bot", "careful", "--json")

    assert answer.code == 3
    assert "broken.yaml:" in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("typed", ["", "[", "[1]", '[{"do": "fly"}]', "\x00", "[" * 50_000])
def test_moves_that_are_none_exit_with_2(firedrill, small, typed):
    answer = firedrill("play", small, "--moves", "-", "--json", typed=typed)

    assert answer.code == 2
    assert one_sentence(answer)
    assert answer.out == ""


def test_a_damaged_run_is_not_replayed(firedrill, bot_run, home):
    journal = next(home.glob("*.jsonl"))
    journal.write_bytes(journal.read_bytes().replace(b"cake", b"bake", 1))

    answer = firedrill("replay", bot_run["run"], "--json")

    assert answer.code == 4
    assert one_sentence(answer)


def test_events_that_belong_to_no_such_story_are_not_replayed(firedrill, bot_run, home):
    from simulator.drill.events import BeatEntered
    from simulator.journal.chain import chained, read_chain
    from simulator.journal.records import Entry

    journal = next(home.glob("*.jsonl"))
    recorded = read_chain(journal.read_bytes(), "r")
    forged = [Entry(0, header=recorded.header, end=True), Entry(0, event=BeatEntered(0, "x", "y"), end=True)]
    journal.write_bytes(chained(b"0" * 64, forged)[0])

    assert firedrill("replay", bot_run["run"]).code == 4
    assert firedrill("verify", bot_run["run"]).code == 4
    assert firedrill("resume", bot_run["run"], "--terminal").code == 4


def test_a_snapshot_that_is_gone_exits_with_4(firedrill, bot_run, home):
    next((home / "snapshots").iterdir()).unlink()

    for command in ("replay", "verify"):
        assert firedrill(command, bot_run["run"]).code == 4


@pytest.mark.parametrize("kind", ["file", "read-only", "under a file"])
def test_a_place_that_takes_no_records_exits_with_4(firedrill, small, home, monkeypatch, tmp_path, kind):
    (tmp_path / "file").write_text("")
    places = {"file": tmp_path / "file", "read-only": tmp_path / "shut", "under a file": tmp_path / "file" / "x"}
    places["read-only"].mkdir()
    places["read-only"].chmod(stat.S_IRUSR | stat.S_IXUSR)
    if kind == "read-only":
        try:
            (places[kind] / "probe").touch()
        except OSError:
            pass
        else:
            pytest.skip("this user may write anywhere")
    monkeypatch.setenv("FIREDRILL_HOME", str(places[kind]))

    answer = firedrill("play", small, "--bot", "careful", "--json")

    assert answer.code == 4
    assert "FIREDRILL_HOME" in answer.err
    assert one_sentence(answer)
    assert answer.out == ""


def test_two_programs_on_one_run_exit_with_4(firedrill, small, home):
    from simulator.journal.live import begin
    from simulator.journal.runs import Playing, Runs

    live = begin(Runs(home), str(small), Playing())

    answer = firedrill("resume", live.run.name, "--terminal")
    live.run.close()

    assert answer.code == 4
    assert "open in another Firedrill" in answer.err


def test_a_fault_of_our_own_is_told_kindly_and_kept_for_us(firedrill, monkeypatch, home):
    def broken(*anything):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("simulator.journal.runs.Runs.list_runs", broken)

    answer = firedrill("scores")

    assert answer.code == 70
    assert "Something is wrong inside Firedrill (ZeroDivisionError)" in answer.err
    assert "ZeroDivisionError: oh" in (home / "trouble.txt").read_text()
    assert one_sentence(answer)


@pytest.mark.parametrize("command", ["", "play", "scenarios", "check", "replay", "verify", "scores", "resume"])
def test_every_command_has_help(firedrill, command):
    answer = firedrill(*([command] if command else []), "--help")

    assert answer.code == 0
    assert "Usage: firedrill" in answer.out
    assert "\x1b" not in answer.out
