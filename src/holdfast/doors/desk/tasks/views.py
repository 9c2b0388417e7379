"""What is to be done, by date: one's own first.

Invariants: nothing is entered here; each line leads to the case it comes from.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.queries.approvals import WaitsIn, waiting_for
from holdfast.apps.casework.queries.tasks import Task
from holdfast.apps.casework.queries.tasks import tasks as tasks_of
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page
from holdfast.doors.desk.leaves import leaf

SHOWN_A_PAGE = 60
_PAGES = {
    WaitsIn.APPROVALS: "cases:approvals",
    WaitsIn.VETTING: "cases:vetting",
    WaitsIn.NETWORK: "network:vetting",
}


@page(Permission.WORK_CASES)
def tasks(request: DeskRequest, number: int = 1) -> HttpResponse:
    """One's own tasks; how many others have in cases that one can open."""
    mine, theirs = _found(request)
    people = aliases(request)
    waiting = [
        (one, people.get(one.by, ""), reverse(_PAGES[one.where], args=[one.scope]))
        for one in waiting_for(request.actor, clock=request.clock)
    ]
    context = {
        "waiting": waiting,
        "leaf": leaf(mine, number, most=SHOWN_A_PAGE),
        "mine": len(mine),
        "theirs": len(theirs),
        "over": sum(task.is_over for task in mine),
    }
    return render_page(request, "desk/tasks/tasks.html", context)


@page(Permission.WORK_CASES)
def theirs(request: DeskRequest, number: int = 1) -> HttpResponse:
    """The tasks of others in cases that one can open."""
    shown, people = leaf(_found(request)[1], number, most=SHOWN_A_PAGE), aliases(request)
    rows = [(task, people.get(MemberId(task.owner), "")) for task in shown.rows]
    return render_page(request, "desk/tasks/theirs.html", {"leaf": shown, "rows": rows})


def _found(request: DeskRequest) -> tuple[list[Task], list[Task]]:
    """One's own, and those of others."""
    mine, theirs = list[Task](), list[Task]()
    for task in tasks_of(request.actor, clock=request.clock):
        (mine if task.owner == request.actor.member else theirs).append(task)
    return mine, theirs
