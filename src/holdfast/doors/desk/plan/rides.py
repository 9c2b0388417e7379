"""Rides to plan: which legs wait for whom or what, why not this one, and deciding about it.

Invariants:
- Looking changes nothing; nobody is sent before a person decided so with a reason.
- What is accepted is what was shown: where the plan changed meanwhile, it is shown again.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.rides import LegToMan, leg_to_man, rides_view
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.rides import decide_ride
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.methods.passage.judgement import Verdict

from .ride_forms import ChangeRideForm, RideForm
from .views import CHANGED


@page(Permission.PLAN_JOURNEYS)
def rides(request: DeskRequest) -> HttpResponse:
    """The legs of the coming days, those that wait first."""
    shown = rides_view(request.actor, clock=request.clock)
    return render_page(request, "desk/plan/rides.html", {"plan": shown})


@page(Permission.PLAN_JOURNEYS)
def ride(request: DeskRequest, case_id: str, journey: str, leg: str) -> HttpResponse:
    """One leg: decide about who is proposed, or choose somebody else."""
    number = int(leg) if leg.isdecimal() else -1
    shown = leg_to_man(request.actor, CaseId(case_id), journey, number, clock=request.clock)
    data = request.POST if request.method == "POST" else None
    verdict = Verdict(data["verdict"]) if data and data.get("verdict") in set(Verdict) else None
    is_change = verdict is Verdict.CHANGE
    begun = RideForm.of(shown.ride)
    judge = RideForm(None if is_change else data, initial=begun)
    change = ChangeRideForm(
        data if is_change else None, initial=begun, shown=shown, auto_id="change_%s"
    )
    sent = change if is_change else judge
    if verdict is not None and sent.is_valid() and _decided(request, shown, verdict, sent):
        return redirect("plan:rides")
    return _shown(request, shown, judge, change)


def _decided(request: DeskRequest, shown: LegToMan, verdict: Verdict, form: RideForm) -> bool:
    if verdict is not Verdict.CHANGE and not form.is_about(shown.ride):
        form.add_error(None, CHANGED)
        form.data = {**form.data.dict(), **RideForm.of(shown.ride)}
        return False
    decision = form.decision(verdict, shown.ride)
    try:
        decide_ride(
            actor=request.actor, case=shown.ride.case, decision=decision, clock=request.clock
        )
    except CaseworkError as error:
        form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        return False
    is_refused = verdict is Verdict.REFUSE
    say(request, _("Noted. They are not proposed for this leg again.") if is_refused else _("Set."))
    return True


def _shown(
    request: DeskRequest, shown: LegToMan, judge: RideForm, change: ChangeRideForm
) -> HttpResponse:
    people = aliases(request)
    context = {
        "shown": shown,
        "ride": shown.ride,
        "held": [
            (_("Who could escort it"), shown.helpers),
            (_("What could carry it"), shown.vehicles),
        ],
        "decided": [(one, people.get(MemberId(one.by), "")) for one in shown.decided],
        "judge_form": judge,
        "change_form": change,
    }
    return render_page(request, "desk/plan/ride.html", context)
