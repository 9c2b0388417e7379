from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.methods.linkage.sample import small_lists

from holdfast.doors.cli import link_review
from holdfast.doors.cli.link_review import Reviewing, reviewed
from holdfast.methods.linkage.decisions import Answer, Decision, read_decisions
from holdfast.methods.linkage.link import Order, link
from holdfast.methods.linkage.scoring import Scored
from holdfast.methods.linkage.settings import LinkSettings


@pytest.fixture(scope="module")
def scored() -> Scored:
    return link(small_lists(), LinkSettings(prior=0.05), Order(draws=0)).scored


def _review(
    scored: Scored, keys: str, out: Path, decisions: list[Decision], monkeypatch, *, who: str = "AB"
):
    pressed = iter(keys)
    monkeypatch.setattr(link_review.click, "getchar", lambda: next(pressed))
    with CliRunner().isolation() as (_, error, _output):
        made = reviewed(scored, decisions, Reviewing(out, who, 3, (0.1, 0.99), 1))
        return made, error.getvalue().decode()


def test_each_key_is_an_answer_and_others_are_not(
    scored: Scored, tmp_path: Path, monkeypatch
) -> None:
    made, _ = _review(scored, "yxn?", tmp_path, [], monkeypatch)
    assert sorted(d.answer for d in made) == sorted([Answer.SAME, Answer.DIFFERENT, Answer.UNSURE])
    assert sorted(read_decisions(tmp_path / "decisions.csv")) == sorted(made)


def test_an_answer_can_be_taken_back(scored: Scored, tmp_path: Path, monkeypatch) -> None:
    made, _ = _review(scored, "yunq", tmp_path, [], monkeypatch)
    assert [d.answer for d in made] == [Answer.DIFFERENT]


def test_a_second_reviewer_is_blind_until_the_end(
    scored: Scored, tmp_path: Path, monkeypatch
) -> None:
    first, shown_first = _review(scored, "yq", tmp_path, [], monkeypatch)
    assert "Disagreement" not in shown_first
    both, shown = _review(scored, "nq", tmp_path, first, monkeypatch, who="CD")
    assert {(d.reviewer, d.answer) for d in both} == {("AB", Answer.SAME), ("CD", Answer.DIFFERENT)}
    question, _, end = shown.partition("Disagreement")
    assert "AB" not in question
    assert "AB: same; CD: different" in end


def test_a_question_shows_both_rows_but_not_the_score(
    scored: Scored, tmp_path: Path, monkeypatch
) -> None:
    _, shown = _review(scored, "q", tmp_path, [], monkeypatch)
    assert shown.count(", row ") == 2
    assert "probability" not in shown
    assert not any(f"{chance:.2f}" in shown for chance in scored.pairs["probability"])


def test_a_cell_cannot_steer_the_terminal() -> None:
    assert link_review._harmless("Orlaev\x1b[2J [red]") == "Orlaev[2J \\[red]"
