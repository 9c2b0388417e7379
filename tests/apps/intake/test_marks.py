import datetime as dt

from holdfast.apps.intake.marks import (
    LONGEST_AHEAD,
    MISSED_BY,
    SILENT_FOR,
    Snooze,
    is_put_off,
    is_silent,
    is_to_come,
)

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


def test_a_moment_at_the_end_of_the_calendar_breaks_nothing() -> None:
    end = dt.datetime.max.replace(tzinfo=dt.UTC)
    begin = dt.datetime.min.replace(tzinfo=dt.UTC)
    assert not is_silent(answered_at=NOW, call_due_at=end, now=NOW)
    assert is_silent(answered_at=begin, call_due_at=begin, now=NOW)
    assert not is_to_come(end, NOW) and not is_to_come(begin, NOW)
    assert is_to_come(NOW + LONGEST_AHEAD, NOW) and not is_to_come(NOW, NOW)
