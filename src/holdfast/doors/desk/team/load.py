"""The coordinator's page: waits and arrivals, by week, hour and weekday, never by name.

Invariants: every bar has its number beside it; what is below five is a dash, and not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.queries.load import load as read_load
from holdfast.apps.intake.team.load import LEAST_SHOWN, WEEKS, Waiting
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page

from . import words

BAR = 200  # the width in which a bar is drawn


@dataclass(frozen=True, slots=True)
class Bar:
    """A count with its bar. `width` is empty where the count is not shown."""

    label: str
    count: str
    width: str


@page(Permission.GRANT_CASES)
def load(request: DeskRequest) -> HttpResponse:
    """Waiting times, and when people write."""
    found = read_load(actor=request.actor, clock=request.clock)
    weeks = bars((week.week, week.arrived) for week in found.weeks)
    context = {
        "zone": found.zone,
        "weeks_back": WEEKS,
        "least": LEAST_SHOWN,
        "whole": _waiting(found.whole),
        "weeks": [
            (bar, _waiting(week.waiting)) for bar, week in zip(weeks, found.weeks, strict=True)
        ],
        "hours": bars(_labelled(found.by_hour)),
        "weekdays": bars((str(words.WEEKDAYS[day]), n) for day, n in found.by_weekday.items()),
    }
    return render_page(request, "desk/team/load.html", context)


def bars(counts: Iterable[tuple[str, int | None]]) -> list[Bar]:
    """The counts with bars as long as they are beside the greatest."""
    found = list(counts)
    most = max((count for _label, count in found if count is not None), default=1)
    few = "–"
    return [
        Bar(label, few, "") if n is None else Bar(label, str(n), f"{BAR * n / most:.1f}")
        for label, n in found
    ]


def _labelled(by_hour: Mapping[int, int | None]) -> Iterable[tuple[str, int | None]]:
    return ((f"{hour:02d}:00–{hour + 1:02d}:00", count) for hour, count in by_hour.items())


def _waiting(waiting: Waiting) -> dict[str, str]:
    share = waiting.within_promise
    return {
        "median": words.length(waiting.median),
        "ninetieth": words.length(waiting.ninetieth),
        "kept": "–" if share is None else _("about %(n)s %%") % {"n": share},
    }
