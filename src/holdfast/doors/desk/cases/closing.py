"""Until when a closed case is kept, and why.

Invariants: nothing is destroyed here; destroying has a page of its own.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.closing import keeping_of, review_day
from holdfast.apps.casework.queries.files import read_file
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.closing import keep_case
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of

from .closing_forms import KeepingForm
from .items import CONFLICT, about
from .people import aliases


@page(Permission.WORK_CASES)
def keeping(request: DeskRequest, case_id: str) -> HttpResponse:
    """Until when a closed case is kept."""
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    kept = keeping_of(file)
    begun = {"seen": kept.id if kept else ""}
    form = KeepingForm(request.POST if request.method == "POST" else None, initial=begun)
    status = 200
    if form.is_valid():
        try:
            keep_case(
                actor=request.actor, case=file.scope, clock=request.clock, **form.cleaned_data
            )
        except EditConflictError as error:
            form.add_error(None, words_of(error))
            form.data = form.data.copy()
            form.data["seen"] = begun["seen"]
            status = CONFLICT
        except CaseworkError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Decided, and written down."))
            return redirect("cases:keeping", case_id=case_id)
    context = {
        "form": form,
        "kept": kept.value if kept else None,
        "by": aliases(request).get(MemberId(kept.value.by), "") if kept else "",
        "day": review_day(file),
        **about(file),
    }
    return render_page(request, "desk/cases/keeping.html", context, status=status)
