"""Helpers on the road: a list with the coming days, one of them, their terms and status.

Invariants: nobody is retired while something relies on them: it is listed. Names are not shown
here.
"""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.casework.errors import CaseworkError
from holdfast.apps.casework.queries.helper_terms import OnRoad, helper_on_road, on_road
from holdfast.apps.casework.queries.people import who_knows_helper
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.casework.rules.people import HelperId, HelperState
from holdfast.apps.casework.services.helper_terms import set_helper_state, set_terms
from holdfast.apps.casework.services.people import open_helper
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say

from .forms import AddHelperForm, StateForm, TermsForm
from .shown import relying

CONFLICT = 409


@page(Permission.WORK_CASES)
def helpers(request: DeskRequest) -> HttpResponse:
    """Everybody of the network whom the member knows, with the days to come."""
    shown = on_road(request.actor, clock=request.clock)
    days = [day.day for day in shown[0].days] if shown else []
    context = {"helpers": shown, "days": days, "may_plan": _may_plan(request)}
    return render_page(request, "desk/helpers/helpers.html", context)


@page(Permission.PLAN_JOURNEYS)
def add(request: DeskRequest) -> HttpResponse:
    """Somebody new."""
    form = AddHelperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = open_helper(actor=request.actor, helper=form.helper(), identity=form.identity())
        except CaseworkError as error:
            form.add_error("alias", f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Added. Only you know them so far."))
            return redirect("helpers:helper", helper_id=made)
    return render_page(request, "desk/helpers/add.html", {"form": form})


@page(Permission.WORK_CASES)
def helper(request: DeskRequest, helper_id: str) -> HttpResponse:
    """One helper: where and when, what they are promised to, what relies on them."""
    shown = helper_on_road(request.actor, HelperId(helper_id), clock=request.clock)
    people, knows = aliases(request), who_knows_helper(request.actor, shown.id)
    context = {
        "shown": shown,
        "helper": shown.helper,
        "terms": shown.terms,
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
    )
    status = 200
    if form.is_valid():
        try:
            revision = form.cleaned_data["revision"]
            set_terms(actor=request.actor, helper=shown.id, terms=form.terms(), revision=revision)
        except (CaseworkError, EditConflictError) as error:
            status = _say_in(form, error)
        else:
            say(request, _("Saved."))
            return redirect("helpers:helper", helper_id=helper_id)
    context = {"form": form, "shown": shown, "is_conflict": status == CONFLICT}
    return render_page(request, "desk/helpers/terms.html", context, status=status)


@page(Permission.PLAN_JOURNEYS)
def state(request: DeskRequest, helper_id: str) -> HttpResponse:
    """Say whether they can be asked, or retire them."""
    shown = helper_on_road(request.actor, HelperId(helper_id), clock=request.clock)
    begun = {"state": shown.helper.state.value, "revision": shown.revision}
    form = StateForm(request.POST if request.method == "POST" else None, initial=begun)
    status = 200
    if form.is_valid():
        try:
            set_helper_state(
                actor=request.actor,
                helper=shown.id,
                state=HelperState(form.cleaned_data["state"]),
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            )
        except (CaseworkError, EditConflictError) as error:
            status = _say_in(form, error)
        else:
            say(request, _("Saved."))
            return redirect("helpers:helper", helper_id=helper_id)
    return _state_page(request, shown, form, status)


def _state_page(request: DeskRequest, shown: OnRoad, form: StateForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "shown": shown,
        "relying": relying(request, Booked.HELPER, shown.id),
        "is_conflict": status == CONFLICT,
    }
    return render_page(request, "desk/helpers/state.html", context, status=status)


def _say_in(form: forms.Form, error: CaseworkError | EditConflictError) -> int:
    """Say in the form what was refused; the status of the answer."""
    form.add_error(None, f"{_(error.message)} {_(error.hint)}")
    return CONFLICT if isinstance(error, EditConflictError) else 200


def _may_plan(request: DeskRequest) -> bool:
    return may(request.active.roles, Permission.PLAN_JOURNEYS)
