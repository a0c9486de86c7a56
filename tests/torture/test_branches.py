"""What coverage reports is added up by room. The long form is `branches.py`."""

from tests.torture.branches import Reached, reached


def file(lines: tuple[int, int], branches: tuple[int, int], missing: tuple[list[int], list[list[int]]]) -> object:
    (covered, whole), (taken, all_branches) = lines, branches
    return {
        "summary": {
            "covered_lines": covered,
            "num_statements": whole,
            "covered_branches": taken,
            "num_branches": all_branches,
        },
        "missing_lines": missing[0],
        "missing_branches": missing[1],
    }


REPORT = {
    "files": {
        "simulator/drill/one.py": file((9, 10), (3, 4), ([7], [[6, 7], [8, -1]])),
        "simulator/drill/two.py": file((10, 10), (4, 4), ([], [])),
        "simulator/scoring/one.py": file((0, 100), (0, 100), ([1], [])),
    }
}


def test_a_room_s_files_are_added_up_and_the_others_left_out() -> None:
    drill = reached(REPORT, "drill")

    assert drill.branches == 100 * 7 / 8
    assert drill.whole == 100 * 26 / 28
    assert drill.missing == ("simulator/drill/one.py: 7, 8->exit",)


def test_a_room_without_a_branch_lacks_none() -> None:
    assert reached({"files": {}}, "journal").is_enough


def test_both_shares_have_to_reach_the_floor() -> None:
    assert Reached("drill", 95.0, 95.0, ()).is_enough
    assert not Reached("drill", 94.9, 99.0, ()).is_enough
    assert not Reached("drill", 99.0, 94.9, ()).is_enough
