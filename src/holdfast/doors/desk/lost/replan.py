"""To be planned anew: legs and nights ahead that rely on who or what was lost, and freeing a leg.

Invariants: looking changes nothing; a leg is freed by a person who says why, over the version that
was shown.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.replanning import LegToReplan, to_replan
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.replanning import free_leg
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import RecordId, ScopeId
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import FreeForm


@page(Permission.PLAN_JOURNEYS)
def replan(request: DeskRequest) -> HttpResponse:
    """What must be planned anew, the soonest first."""
    found = to_replan(request.actor, clock=request.clock)
    legs = [
        (one, FreeForm(initial={"revision": one.revision}, auto_id=_id(one))) for one in found.legs
    ]
    return render_page(request, "desk/lost/replan.html", {"found": found, "legs": legs})


@act(Permission.PLAN_JOURNEYS)
def free(request: DeskRequest, case_id: str, journey: str, leg: str) -> HttpResponse:
    """Free who and what was promised to a leg, so that it waits under rides to plan."""
    form = FreeForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("Say why the leg is planned anew. Nothing was changed."))
    try:
        free_leg(
            actor=request.actor,
            case=CaseId(ScopeId(case_id)),
            journey=RecordId(journey),
            leg=int(leg) if leg.isdecimal() else -1,
            revision=form.cleaned_data["revision"],
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )
    except EditConflictError:
        say(request, _("Somebody changed this journey since you looked. Nothing was freed: look."))
    else:
        say(request, _("Free again. The leg waits under rides to plan where it needs somebody."))
    return redirect("lost:replan")


def _id(one: LegToReplan) -> str:
    return f"{one.journey}_{one.number}_%s"
