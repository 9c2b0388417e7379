"""The team's side of the line in words: weekdays, spans, lengths, states.

Invariants: times are those of the team's zone, which the page names; a span says its weekday.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from holdfast.apps.intake.team.interviews import InterviewState
from holdfast.apps.intake.team.notices import By, NoticeKind
from holdfast.apps.intake.team.records.rota import MustNot
from holdfast.apps.intake.team.rota import DAY_MINUTES, Hours, Span

WEEKDAYS: Sequence[str] = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
KINDS: Mapping[NoticeKind, str] = {
    NoticeKind.DANGER: gettext_lazy("Somebody in danger waits"),
    NoticeKind.OVERDUE: gettext_lazy("Somebody waits longer than promised"),
    NoticeKind.WAITS: gettext_lazy("Something new waits"),
}
WAYS: Mapping[By, str] = {By.MAIL: gettext_lazy("By mail"), By.NTFY: gettext_lazy("Through ntfy")}
MUST_NOT: Mapping[MustNot, str] = {
    MustNot.DANGER: gettext_lazy("Waits in danger"),
    MustNot.CALL_BACK: gettext_lazy("Promised a call"),
    MustNot.WAKES: gettext_lazy("Comes back"),
    MustNot.CHECK_IN: gettext_lazy("Check-in"),
}
STATES: Mapping[InterviewState, str] = {
    InterviewState.ASKED: gettext_lazy("asked"),
    InterviewState.AGREED: gettext_lazy("agreed by two"),
    InterviewState.MET: gettext_lazy("met"),
    InterviewState.PRINTED: gettext_lazy("printed"),
    InterviewState.REFUSED: gettext_lazy("refused"),
}
_RANGE = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_LENGTH = re.compile(r"(\d{1,5})\s*(min|h|d)")
_UNITS = {"min": 1, "h": 60, "d": DAY_MINUTES}


def span(spoken: Span, zone: ZoneInfo) -> str:
    """A span such as "Saturday 2031-03-08, 02:00–06:00"."""
    start, end = spoken.start.astimezone(zone), spoken.end.astimezone(zone)
    from_words = f"{WEEKDAYS[start.weekday()]} {start:%Y-%m-%d, %H:%M}"
    if start.date() == end.date():
        return f"{from_words}–{end:%H:%M}"
    if end.date() == start.date() + dt.timedelta(days=1) and end.time() == dt.time():
        return f"{from_words}–24:00"
    return f"{from_words} – {WEEKDAYS[end.weekday()]} {end:%Y-%m-%d, %H:%M}"


def length(spoken: dt.timedelta | None) -> str:
    """A length such as "3 h 05"; a dash where there is none to show."""
    if spoken is None:
        return "–"
    minutes = int(spoken.total_seconds() // 60)
    if minutes < 120:
        return str(ngettext("%(n)s min", "%(n)s min", minutes) % {"n": minutes})
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return str(_("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": rest})
    return str(ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24})


def typed_length(minutes: int) -> str:
    """A length as one types it: "15 min", "4 h", "2 d"."""
    for unit in ("d", "h"):
        if minutes % _UNITS[unit] == 0 and minutes:
            return f"{minutes // _UNITS[unit]} {unit}"
    return f"{minutes} min"


def read_length(typed: str) -> int | None:
    """The minutes of a typed length, or None where it is none."""
    found = _LENGTH.fullmatch(typed.strip().lower())
    return int(found[1]) * _UNITS[found[2]] if found else None


def typed_hours(hours: Sequence[Hours], weekday: int) -> str:
    """The hours of a weekday as one types them: "08:00-12:00, 18:00-24:00"."""
    return ", ".join(
        f"{minute_words(h.start)}-{minute_words(h.end)}" for h in hours if h.weekday == weekday
    )


def read_hours(typed: str, weekday: int) -> list[Hours] | None:
    """The hours that were typed for a weekday, or None where they are none."""
    found = []
    for piece in filter(None, (part.strip() for part in typed.split(","))):
        match = _RANGE.fullmatch(piece)
        if match is None or int(match[2]) > 59 or int(match[4]) > 59:
            return None
        start, end = (int(match[at]) * 60 + int(match[at + 1]) for at in (1, 3))
        found.append(Hours(weekday, start, end))
    return found


def minute_words(minute: int) -> str:
    """A minute of the day as a clock shows it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
