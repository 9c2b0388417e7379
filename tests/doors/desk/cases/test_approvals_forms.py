from holdfast.doors.desk.cases.approvals_forms import AskForm, DecideForm


def test_what_is_asked_for_needs_a_why_and_somebodys_word() -> None:
    assert set(AskForm({"what": "x"}).errors) == {"why", "needed"}
    assert set(DecideForm({"decision": "perhaps"}).errors) == {"revision", "decision"}
