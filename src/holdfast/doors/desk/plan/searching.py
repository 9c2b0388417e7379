"""A search for a better plan: begun, followed without a script, stopped, and decided about.

Invariants: the search runs beside the desk and sees cards only; nothing is taken before a person
decides about each household.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.queries.planning import better_plan, search_order
from holdfast.apps.casework.searching import Search, begin_search, can_search
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

SECONDS = 30.0
REFRESH_SECONDS = 2
WORK = "plan"


@page(Permission.PLAN_JOURNEYS)
def search(request: DeskRequest) -> HttpResponse:
    """Begin a search, or see how far it came; the page asks for itself anew while it runs."""
    going = _own(request)
    if request.method == "POST":
        if going is None or going.is_over:
            order = search_order(request.actor, seconds=SECONDS, clock=request.clock)
            request.seat.work[WORK] = begin_search(order, now=request.clock())
        return redirect("plan:search")
    better = None
    if going is not None and going.plan is not None:
        better = better_plan(request.actor, going.plan, clock=request.clock)
    runs = going is not None and not going.is_over
    context = {
        "search": going,
        "runs": runs,
        "stages": list(going.stages) if going else [],
        "better": better,
        "can_search": can_search(),
        "seconds": int(SECONDS),
        "refresh_seconds": REFRESH_SECONDS if runs else 0,
    }
    return render_page(request, "desk/plan/search.html", context)


@act(Permission.PLAN_JOURNEYS)
def stop(request: DeskRequest) -> HttpResponse:
    """End the search; what it found stays."""
    going = _own(request)
    if going is not None:
        going.stop()
        say(request, _("Stopped. What was found so far stands below."))
    return redirect("plan:search")


def _own(request: DeskRequest) -> Search | None:
    kept = request.seat.work.get(WORK)
    return kept if isinstance(kept, Search) else None
