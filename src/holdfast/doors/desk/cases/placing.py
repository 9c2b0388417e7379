"""Placing a case: every place says for itself why it is not the one.

Invariants: a refusal places nobody and stands beside what was asked.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.places import PlaceError
from holdfast.apps.casework.queries.files import CaseFile, read_file
from holdfast.apps.casework.queries.household import hidden_from, kept_apart
from holdfast.apps.casework.queries.places import Offer, offers
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import PlaceId, nights_from
from holdfast.apps.casework.services.places import end_stay, place_case
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .journey_forms import NightsForm, PlaceForm


@page(Permission.PLAN_JOURNEYS)
def place(request: DeskRequest, case_id: str) -> HttpResponse:
    """Choose nights, see which places take them, and place them."""
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    if "place" in request.POST:
        return _place(request, file)
    given = {"first": request.clock().date(), "nights": 3}
    form = NightsForm(request.POST if request.method == "POST" else given)
    return _place_page(request, file, form)


def _place(request: DeskRequest, file: CaseFile) -> HttpResponse:
    form = PlaceForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            place_case(
                actor=request.actor,
                case=file.scope,
                place=PlaceId(typed["place"]),
                first=typed["first"],
                nights=typed["nights"],
                clock=request.clock,
            )
        except PlaceError as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Placed."))
            return redirect("cases:case", case_id=file.scope)
    return _place_page(request, file, form)


def _place_page(request: DeskRequest, file: CaseFile, form: NightsForm) -> HttpResponse:
    found: list[Offer] = []
    if form.is_bound and not any(name in form.errors for name in ("first", "nights")):
        typed = form.cleaned_data
        nights = nights_from(typed["first"], typed["nights"])
        apart = kept_apart(request.actor, file.scope, clock=request.clock)
        hidden = hidden_from(request.actor, file.scope, clock=request.clock)
        found = offers(
            request.actor, file.case.household, nights=nights, apart=apart, hidden=hidden
        )
    context = {"case_id": file.scope, "case": file.case, "form": form, "offers": found}
    return render_page(request, "desk/cases/place.html", context)


@act(Permission.PLAN_JOURNEYS)
def end(request: DeskRequest, case_id: str, stay: str) -> HttpResponse:
    """Free the beds of a stay."""
    end_stay(actor=request.actor, case=CaseId(case_id), stay=RecordId(stay), clock=request.clock)
    say(request, _("The stay was ended, its beds are free."))
    return redirect("cases:case", case_id=case_id)
