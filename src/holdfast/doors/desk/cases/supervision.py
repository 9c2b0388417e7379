"""What a coordinator looks at: load, what is overdue, what lies, who can open how much.

Invariants: what the coordinator cannot see is said as plainly as what they can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpResponse

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.queries.supervision import Line
from holdfast.apps.casework.queries.supervision import supervision as supervision_of
from holdfast.apps.casework.rules.supervision import UNOPENED_DAYS
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page

from .people import aliases, colleagues

Named = list[tuple[Line, str, str]]


@page(Permission.GRANT_CASES)
def supervision(request: DeskRequest) -> HttpResponse:
    """The work of the team, as far as this coordinator may open it."""
    people = aliases(request)
    at_work = {MemberId(member) for member, _ in colleagues(request)}
    found = supervision_of(request.actor, at_work=at_work, clock=request.clock)
    context = {
        "found": found,
        "loads": [(load, people.get(load.owner, "")) for load in found.loads],
        "orphans": _named(found.orphans, people),
        "ending": _named(found.ending, people),
        "forgotten": _named(found.forgotten, people),
        "score_again": _named(found.score_again, people),
        "reach": [(reach, people.get(reach.member, "")) for reach in found.reach],
        "days": UNOPENED_DAYS,
    }
    return render_page(request, "desk/cases/supervision.html", context)


def _named(lines: Sequence[Line], people: Mapping[MemberId, str]) -> Named:
    return [
        (one, people.get(one.owner, ""), people.get(one.member, "") if one.member else "")
        for one in lines
    ]
