"""The queue and the closed cases, so many to a page, and looking for some of them.

Invariants: what is looked for is sent by a form and stands in no address; looking changes nothing.
"""

from __future__ import annotations

from django.http import HttpResponse

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.queries import queue as looking
from holdfast.apps.casework.queries.queue import Queue
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page
from holdfast.doors.desk.leaves import leaf

from .forms import LookForm
from .people import aliases, colleagues

SHOWN_A_PAGE = 60


@page(Permission.WORK_CASES)
def cases(request: DeskRequest, number: int = 1) -> HttpResponse:
    """The queue: need, deadline, next action."""
    look = _look(request)
    found = looking.queue(request.actor, wanted=look.wanted(), clock=request.clock)
    roles = request.active.roles
    context = {
        **_shown(request, look, found, number),
        "may_grant": may(roles, Permission.GRANT_CASES),
        "may_open": may(roles, Permission.OPEN_CASES),
    }
    return render_page(request, "desk/cases/cases.html", context)


@page(Permission.WORK_CASES)
def closed(request: DeskRequest, number: int = 1) -> HttpResponse:
    """Cases that are closed, with their outcome."""
    look = _look(request)
    found = looking.closed(request.actor, wanted=look.wanted(), clock=request.clock)
    return render_page(request, "desk/cases/closed.html", _shown(request, look, found, number))


def _look(request: DeskRequest) -> LookForm:
    return LookForm(request.POST if request.method == "POST" else None, owners=colleagues(request))


def _shown(request: DeskRequest, look: LookForm, found: Queue, number: int) -> dict[str, object]:
    if look.is_bound:
        number = look.page_asked_for()
    shown, people = leaf(found.heads, number, most=SHOWN_A_PAGE), aliases(request)
    return {
        "search": look,
        "leaf": shown,
        "found": found,
        "queue": [
            (listed, people.get(MemberId(listed.case.owner), ""))
            for listed in found.listed(shown.rows)
        ],
    }
