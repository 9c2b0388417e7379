"""What is to be done, by date: one's own first.

Invariants: nothing is entered here; each line leads to the case it comes from.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.queries.approvals import WaitsIn, waiting_over
from holdfast.apps.casework.queries.files import case_files
from holdfast.apps.casework.queries.tasks import tasks_over
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page

_PAGES = {
    WaitsIn.APPROVALS: "cases:approvals",
    WaitsIn.VETTING: "cases:vetting",
    WaitsIn.NETWORK: "network:vetting",
}


@page(Permission.WORK_CASES)
def tasks(request: DeskRequest) -> HttpResponse:
    """One's own tasks, and those of others in cases that one can open."""
    files = case_files(request.actor, now=request.clock())
    found = tasks_over(request.actor, files, clock=request.clock)
    mine = [task for task in found if task.owner == request.actor.member]
    people = aliases(request)
    theirs = [
        (task, people.get(MemberId(task.owner), ""))
        for task in found
        if task.owner != request.actor.member
    ]
    waiting = [
        (one, people.get(one.by, ""), reverse(_PAGES[one.where], args=[one.scope]))
        for one in waiting_over(request.actor, files)
    ]
    context = {
        "waiting": waiting,
        "mine": mine,
        "theirs": theirs,
        "over": sum(task.is_over for task in mine),
    }
    return render_page(request, "desk/tasks/tasks.html", context)
