"""The flags of a case.

Invariants: each is shown with who set it and why, and with who lifted it.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError, WhyNeededError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries.flags import flags as flags_of
from holdfast.apps.casework.records.flags import Flag
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.flags import FlagKind
from holdfast.apps.casework.services.flags import flag_case, lift_flag
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Part, RecordId
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .flags_forms import FlagForm, LiftForm
from .people import aliases


@page(Permission.WORK_CASES)
def flags(request: DeskRequest, case_id: str) -> HttpResponse:
    """Every flag of a case, and setting one."""
    try:
        found = flags_of(request.actor, CaseId(case_id), clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.CONTENT)
    form = FlagForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            flag_case(
                actor=request.actor,
                case=CaseId(case_id),
                kind=FlagKind(form.cleaned_data["kind"]),
                why=form.cleaned_data["why"],
                until=form.cleaned_data["until"],
                clock=request.clock,
            )
        except CaseworkError as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Flagged. It stands wherever the case does."))
            return redirect("cases:flags", case_id=case_id)
    people, now = aliases(request), request.clock()
    context = {
        "shown": looking.case(request.actor, CaseId(case_id), clock=request.clock),
        "form": form,
        "flags": [
            (
                stored,
                people.get(MemberId(stored.value.by), ""),
                people.get(MemberId(stored.value.lifted_by), ""),
                _lift_form(stored) if stored.value.stands(now) else None,
            )
            for stored in found
        ],
    }
    return render_page(request, "desk/cases/flags.html", context)


def _lift_form(stored: Stored[Flag]) -> LiftForm:
    return LiftForm(initial={"revision": stored.revision}, auto_id=f"id_{stored.id}_%s")


@act(Permission.WORK_CASES)
def lift(request: DeskRequest, case_id: str, flag: str) -> HttpResponse:
    """Lift a flag."""
    form = LiftForm(request.POST)
    if not form.is_valid():
        raise WhyNeededError
    lift_flag(
        actor=request.actor,
        case=CaseId(case_id),
        flag=RecordId(flag),
        why=form.cleaned_data["why"],
        revision=form.cleaned_data["revision"],
        clock=request.clock,
    )
    say(request, _("Lifted, with your reason."))
    return redirect("cases:flags", case_id=case_id)
