import datetime as dt

from holdfast.doors.desk.line.beside_forms import LaterForm, LostForm, NotReachedForm, utc


def test_a_moment_is_typed_in_utc() -> None:
    form = LaterForm({"until": "2031-04-02T12:30", "reason": "they sleep"})
    assert form.is_valid(), form.errors
    assert utc(form.cleaned_data["until"]) == dt.datetime(2031, 4, 2, 12, 30, tzinfo=dt.UTC)
    assert utc(None) is None


def test_a_reason_and_a_next_step_are_asked_for() -> None:
    assert set(LaterForm({}).errors) == {"until", "reason"}
    assert set(LostForm({}).errors) == {"since", "next_step"}
    assert NotReachedForm({}).is_valid()


def test_a_day_that_no_calendar_has_is_refused() -> None:
    assert "since" in LostForm({"since": "2031-02-30", "next_step": "x"}).errors
