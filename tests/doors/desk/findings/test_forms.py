import pytest
from tests.doors.desk.stage import DESK_SETTINGS  # noqa: F401  (sets Django up)

from holdfast.apps.review.rules import Side, StatementVerdict, Verdict
from holdfast.doors.desk.findings.forms import (
    JoinForm,
    JudgeForm,
    JudgeStatementForm,
    LinkForm,
    ParagraphChoiceForm,
    UndoForm,
)


def test_every_verdict_can_be_chosen_and_none_is_chosen_beforehand() -> None:
    finding, statement = JudgeForm(), JudgeStatementForm()
    assert {value for value, _ in finding.fields["verdict"].choices} == set(Verdict)
    assert {value for value, _ in statement.fields["verdict"].choices} == set(StatementVerdict)
    assert finding["verdict"].value() is None


@pytest.mark.parametrize("form", [JudgeForm, JudgeStatementForm, UndoForm])
def test_a_judgement_without_a_reason_is_not_sent_on(form: type) -> None:
    assert "reason" in form({"verdict": "open", "revision": 1, "reason": " "}).errors


def test_only_what_is_offered_can_be_chosen() -> None:
    offered = [("t.p", "Vesna Lor: They came.")]
    typed = {"paragraph": "t.p", "side": Side.FOR.value}
    assert ParagraphChoiceForm(typed, paragraphs=offered).is_valid()
    assert not ParagraphChoiceForm(typed | {"paragraph": "t.x"}, paragraphs=offered).is_valid()
    assert not LinkForm({"testimony": "t", "reason": "x"}, testimonies=[]).is_valid()
    assert not JoinForm({"member": "m"}, members=[("n", "k7m-2xq")]).is_valid()
