"""What the phone and the papers of a case lead to: noting it, and that it is gone.

Invariants: aliases only; what the member cannot open is said to be so.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.traces import traces as traces_of
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.traces import LeadsTo, TraceIn
from holdfast.apps.casework.services.traces import add_trace, say_gone
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .people import aliases
from .traces_forms import TraceForm


@page(Permission.WORK_CASES)
def traces(request: DeskRequest, case_id: str) -> HttpResponse:
    """What is noted, and noting more."""
    case = CaseId(case_id)
    shown = traces_of(request.actor, case, people=aliases(request), clock=request.clock)
    form = TraceForm(request.POST if request.method == "POST" else None, named=shown.named)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            add_trace(
                actor=request.actor,
                case=case,
                held_in=TraceIn(typed["held_in"]),
                leads_to=LeadsTo(typed["leads_to"]),
                id_=typed["id_"],
                clock=request.clock,
            )
        except CaseworkError as error:
            form.add_error("alias", f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Noted."))
            return redirect("cases:traces", case_id=case_id)
    return render_page(request, "desk/cases/traces.html", {"shown": shown, "form": form})


@act(Permission.WORK_CASES)
def gone(request: DeskRequest, case_id: str, trace: str) -> HttpResponse:
    """It was wiped or destroyed."""
    say_gone(actor=request.actor, case=CaseId(case_id), trace=RecordId(trace), clock=request.clock)
    say(request, _("Noted: gone since today."))
    return redirect("cases:traces", case_id=case_id)
