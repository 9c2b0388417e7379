from pathlib import Path

import pytest

from holdfast.methods.linkage.decisions import (
    Answer,
    Decision,
    agreed,
    by_rows,
    decisions_csv,
    disagreements,
    read_decisions,
)
from holdfast.methods.linkage.errors import DecisionsError


def _said(reviewer: str, answer: Answer, left: str = "r1", right: str = "r2") -> Decision:
    return Decision(left, right, reviewer, answer)


def test_decisions_come_back_as_they_were_written(tmp_path: Path) -> None:
    decisions = [
        _said("AB", Answer.SAME),
        _said("CD", Answer.DIFFERENT),
        _said("AB", Answer.UNSURE, "r1", "r3"),
    ]
    path = tmp_path / "decisions.csv"
    path.write_text(decisions_csv(decisions))
    assert sorted(read_decisions(path)) == sorted(decisions)


def test_a_later_answer_takes_the_earlier_ones_place(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("left,right,reviewer,answer\nr1,r2,AB,same\nr2,r1,AB,different\n")
    assert [d.answer for d in read_decisions(path)] == [Answer.DIFFERENT]


def test_reviewers_who_disagree_decide_nothing_until_a_third_does() -> None:
    two = [_said("AB", Answer.SAME), _said("CD", Answer.DIFFERENT)]
    assert agreed(two) == {}
    assert set(disagreements(two)) == {("r1", "r2")}
    assert agreed([*two, _said("EF", Answer.SAME)]) == {("r1", "r2"): True}


def test_cannot_tell_is_no_decision() -> None:
    assert agreed([_said("AB", Answer.UNSURE)]) == {}
    assert disagreements([_said("AB", Answer.UNSURE), _said("CD", Answer.SAME)]) == {}


def test_pairs_whose_rows_are_gone_are_left_out() -> None:
    settled = {("r1", "r2"): True, ("r1", "r9"): False}
    assert by_rows(settled, ["r2", "r1"]) == {(0, 1): True}


@pytest.mark.parametrize(
    "text", ["left,right\nr1,r2\n", "left,right,reviewer,answer\nr1,r2,AB,perhaps\n"]
)
def test_a_file_that_cannot_be_understood_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(text)
    with pytest.raises(DecisionsError, match="cannot be understood"):
        read_decisions(path)
    assert path.read_text() == text


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.csv") == []
