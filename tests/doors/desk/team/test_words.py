import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.apps.intake.team.interviews import InterviewState
from holdfast.apps.intake.team.notices import By, NoticeKind
from holdfast.apps.intake.team.records.rota import MustNot
from holdfast.apps.intake.team.rota import Hours, Span
from holdfast.doors.desk.team import words

SATURDAY = dt.datetime(2031, 3, 8, tzinfo=dt.UTC)
UTC = ZoneInfo("UTC")


def hours(start: float, end: float) -> Span:
    return Span(SATURDAY + dt.timedelta(hours=start), SATURDAY + dt.timedelta(hours=end))


def test_a_span_says_its_weekday_and_its_hours_in_the_team_s_zone() -> None:
    assert words.span(hours(2, 6), UTC) == "Saturday 2031-03-08, 02:00–06:00"
    assert words.span(hours(2, 6), ZoneInfo("Asia/Tbilisi")) == "Saturday 2031-03-08, 06:00–10:00"
    assert words.span(hours(20, 24), UTC) == "Saturday 2031-03-08, 20:00–24:00"
    over = "Saturday 2031-03-08, 22:00 – Sunday 2031-03-09, 06:30"
    assert words.span(hours(22, 30.5), UTC) == over


def test_a_length_is_said_in_minutes_hours_or_days() -> None:
    said = [words.length(dt.timedelta(minutes=n)) for n in (0, 119, 185, 60 * 50)]
    assert said == ["0 min", "119 min", "3 h 05", "2 days"]
    assert words.length(None) == "–"


@given(st.integers(1, 40_320))
def test_a_length_reads_back_as_it_is_typed(minutes: int) -> None:
    assert words.read_length(words.typed_length(minutes)) == minutes


@pytest.mark.parametrize("typed", ["", "soon", "4", "h", "-4 h", "4 weeks", "999999 min"])
def test_what_is_no_length_is_none(typed: str) -> None:
    assert words.read_length(typed) is None


def test_hours_read_back_as_they_are_typed() -> None:
    kept = [Hours(2, 8 * 60, 12 * 60), Hours(2, 18 * 60, 1440)]
    assert words.typed_hours(kept, 2) == "08:00-12:00, 18:00-24:00"
    assert words.read_hours("8:00 – 12:00, 18:00-24:00", 2) == kept
    assert words.typed_hours(kept, 3) == ""
    assert words.read_hours("", 3) == []


@pytest.mark.parametrize("typed", ["all day", "08:00", "08:70-09:00", "8-12", "08:00-12:00;"])
def test_what_is_no_hours_is_none(typed: str) -> None:
    assert words.read_hours(typed, 0) is None


def test_whatever_can_be_held_has_words() -> None:
    assert set(words.KINDS) == set(NoticeKind)
    assert set(words.WAYS) == set(By)
    assert set(words.MUST_NOT) == set(MustNot)
    assert set(words.STATES) == set(InterviewState)
    assert words.minute_words(1440) == "24:00"
