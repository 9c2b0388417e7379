from holdfast.doors.desk.cases.flags_forms import FlagForm, LiftForm


def test_a_flag_needs_its_why_and_may_stay_without_a_last_day() -> None:
    assert FlagForm({"kind": "minor", "why": "x"}).is_valid()
    assert set(FlagForm({"kind": "rude"}).errors) == {"kind", "why"}
    assert set(LiftForm({}).errors) == {"revision", "why"}
