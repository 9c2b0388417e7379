import datetime as dt

from holdfast.apps.intake.marks import MISSED_BY, SILENT_FOR, Snooze, is_put_off, is_silent

NOW = dt.datetime(2031, 3, 3, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LATER = Snooze(until=NOW + 60 * MINUTE, reason="they sleep", by="a", at=NOW)


def test_what_was_put_off_comes_back_at_its_moment() -> None:
    assert is_put_off(LATER, NOW, NOW + 59 * MINUTE)
    assert not is_put_off(LATER, NOW, NOW + 60 * MINUTE)
    assert not is_put_off(None, NOW, NOW)


def test_what_was_put_off_comes_back_as_soon_as_something_is_heard() -> None:
    assert not is_put_off(LATER, NOW + MINUTE, NOW + 2 * MINUTE)


def test_somebody_is_silent_after_days_or_when_an_agreed_call_was_missed() -> None:
    assert not is_silent(answered_at=NOW, call_due_at=None, now=NOW + SILENT_FOR)
    assert is_silent(answered_at=NOW, call_due_at=None, now=NOW + SILENT_FOR + MINUTE)
    assert not is_silent(answered_at=NOW, call_due_at=NOW, now=NOW + MISSED_BY)
    assert is_silent(answered_at=NOW, call_due_at=NOW, now=NOW + MISSED_BY + MINUTE)
