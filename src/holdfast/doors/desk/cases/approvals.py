"""What was asked for in a case, and deciding on it.

Invariants: it is read after the reason for opening the case was given; whoever asked can only
withdraw it.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries.approvals import ApprovalView
from holdfast.apps.casework.queries.approvals import approvals as approvals_of
from holdfast.apps.casework.rules.approvals import Decision, Needed
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.approvals import Decided, ask, decide
from holdfast.apps.keyring.rules import Part, RecordId
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .approvals_forms import AskForm, DecideForm
from .people import aliases


@page(Permission.WORK_CASES)
def approvals(request: DeskRequest, case_id: str) -> HttpResponse:
    """What was asked for, and asking."""
    try:
        found = approvals_of(request.actor, CaseId(case_id), clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.CONTENT)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        ask(
            actor=request.actor,
            case=CaseId(case_id),
            what=typed["what"],
            why=typed["why"],
            needed=Needed(typed["needed"]),
            clock=request.clock,
        )
        say(request, _("Asked. It waits for somebody else."))
        return redirect("cases:approvals", case_id=case_id)
    people = aliases(request)
    context = {
        "shown": looking.case(request.actor, CaseId(case_id), clock=request.clock),
        "form": form,
        "approvals": [
            (
                view.stored,
                people.get(MemberId(view.stored.value.by), ""),
                people.get(MemberId(view.stored.value.decided_by), ""),
                _decide_form(view) if view.decisions else None,
            )
            for view in found
        ],
    }
    return render_page(request, "desk/cases/approvals.html", context)


def _decide_form(view: ApprovalView) -> DecideForm:
    stored = view.stored
    form = DecideForm(initial={"revision": stored.revision}, auto_id=f"id_{stored.id}_%s")
    form.fields["decision"].choices = [
        (one.value, one.value.capitalize()) for one in Decision if one in view.decisions
    ]
    return form


@act(Permission.WORK_CASES)
def decide_approval(request: DeskRequest, case_id: str, approval: str) -> HttpResponse:
    """Grant, refuse or withdraw."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("This form is not of that page. Nothing was decided."))
    typed = form.cleaned_data
    decided = Decided(Decision(typed["decision"]), typed["revision"], typed["says"])
    decide(
        actor=request.actor,
        case=CaseId(case_id),
        approval=RecordId(approval),
        decided=decided,
        clock=request.clock,
    )
    say(request, _("Decided, with your alias."))
    return redirect("cases:approvals", case_id=case_id)
