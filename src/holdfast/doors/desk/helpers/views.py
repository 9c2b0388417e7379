"""Helpers on the road: a list with the coming days, one of them, and their terms.

Invariants: what relies on somebody is listed with them. Names are not shown here.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.casework.queries.areas import areas_of
from holdfast.apps.casework.queries.helper_terms import helper_on_road, on_road
from holdfast.apps.casework.queries.people import who_knows_helper
from holdfast.apps.casework.queries.vetting import results
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.casework.services.helper_terms import set_terms
from holdfast.doors.desk.areas import alone
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.cases.vetting_page import tone_of
from holdfast.doors.desk.conflicts import CONFLICT, OK, refusal
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say

from .forms import TermsForm
from .shown import relying


@page(Permission.WORK_CASES)
def helpers(request: DeskRequest) -> HttpResponse:
    """Everybody of the network whom the member knows, with the days to come."""
    shown = on_road(request.actor, clock=request.clock)
    days = [day.day for day in shown[0].days] if shown else []
    found = results(request.actor)
    rows = [(view, found[view.id], tone_of(found[view.id])) for view in shown]
    context = {"helpers": rows, "days": days}
    return render_page(request, "desk/helpers/helpers.html", context)


@page(Permission.WORK_CASES)
def helper(request: DeskRequest, helper_id: str) -> HttpResponse:
    """One helper: where and when, what they are promised to, what relies on them."""
    shown = helper_on_road(request.actor, HelperId(helper_id), clock=request.clock)
    people, knows = aliases(request), who_knows_helper(request.actor, shown.id)
    result = results(request.actor)[shown.id]
    context = {
        "shown": shown,
        "helper": shown.helper,
        "terms": shown.terms,
        "alone": alone(request, shown.terms.zones, of=shown.id),
        "result": result,
        "tone": tone_of(result),
        "members": [(people.get(m, ""), m in knows.with_identity) for m in knows.members],
        "relying": relying(request, Booked.HELPER, shown.id),
        "may_plan": _may_plan(request),
    }
    return render_page(request, "desk/helpers/helper.html", context)


@page(Permission.PLAN_JOURNEYS)
def terms(request: DeskRequest, helper_id: str) -> HttpResponse:
    """Change where and when they can be asked."""
    shown = helper_on_road(request.actor, HelperId(helper_id), clock=request.clock)
    form = TermsForm(
        request.POST if request.method == "POST" else None,
        initial=TermsForm.of(shown.terms, shown.terms_revision),
        areas=areas_of(request.actor).known,
    )
    status: int | None = OK
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        status = refusal(
            form,
            lambda: set_terms(
                actor=request.actor, helper=shown.id, terms=form.terms(), revision=revision
            ),
        )
    if status is None:
        say(request, _("Saved."))
        return redirect("helpers:helper", helper_id=helper_id)
    context = {"form": form, "shown": shown, "is_conflict": status == CONFLICT}
    return render_page(request, "desk/helpers/terms.html", context, status=status)


def _may_plan(request: DeskRequest) -> bool:
    return may(request.active.roles, Permission.PLAN_JOURNEYS)
