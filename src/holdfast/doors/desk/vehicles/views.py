"""Vehicles: a list with the coming days, one of them, changing it; its plate, behind a reason.

Invariants: a plate is shown after its reason was given; what a change would break is refused in
the form, with what relies on it beside.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import vehicles as looking
from holdfast.apps.casework.queries.areas import areas_of
from holdfast.apps.casework.queries.people import helpers
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.casework.services import vehicles as doing
from holdfast.apps.casework.services.places import grant_place
from holdfast.apps.keyring.rules import Part, ScopeId
from holdfast.doors.desk.areas import alone
from holdfast.doors.desk.cases.forms import ReasonForm
from holdfast.doors.desk.cases.people import Choices, aliases, others
from holdfast.doors.desk.conflicts import CONFLICT, OK, refusal
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.helpers.shown import relying
from holdfast.doors.desk.places.forms import GiveForm

from .forms import AddVehicleForm, ChangeVehicleForm


@page(Permission.WORK_CASES)
def vehicles(request: DeskRequest) -> HttpResponse:
    """Every vehicle that the member knows, with the days to come."""
    shown = looking.vehicles(request.actor, clock=request.clock)
    days = [day.day for day in shown[0].days] if shown else []
    context = {"vehicles": shown, "days": days, "may_plan": _may_plan(request)}
    return render_page(request, "desk/vehicles/vehicles.html", context)


@page(Permission.PLAN_JOURNEYS)
def add(request: DeskRequest) -> HttpResponse:
    """A new vehicle."""
    data = request.POST if request.method == "POST" else None
    form = AddVehicleForm(data, helpers=_helpers(request), areas=areas_of(request.actor).known)
    if form.is_valid():
        try:
            made = doing.add_vehicle(
                actor=request.actor, vehicle=form.vehicle(), plate=form.sealed_plate()
            )
        except CaseworkError as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Added. Only you know it so far."))
            return redirect("vehicles:vehicle", vehicle_id=made)
    return render_page(request, "desk/vehicles/add.html", {"form": form})


@page(Permission.WORK_CASES)
def vehicle(request: DeskRequest, vehicle_id: str) -> HttpResponse:
    """One vehicle: when it is there, what it is promised to, who knows it."""
    found = ScopeId(vehicle_id)
    shown = looking.vehicle(request.actor, found, clock=request.clock)
    people, knows = aliases(request), looking.who_knows_vehicle(request.actor, found)
    keepers = dict(_helpers(request))
    context = {
        "shown": shown,
        "vehicle": shown.vehicle,
        "alone": alone(request, shown.vehicle.zones, of=found),
        "keeper": keepers.get(shown.vehicle.kept_by, ""),
        "members": [(people.get(m, ""), m in knows.with_plate) for m in knows.members],
        "relying": relying(request, Booked.VEHICLE, found),
        "give_form": _give_form(request),
        "holds_plate": looking.holds_plate(request.actor, found),
        "may_plan": _may_plan(request),
        "may_grant": may(request.active.roles, Permission.GRANT_CASES),
    }
    return render_page(request, "desk/vehicles/vehicle.html", context)


@page(Permission.PLAN_JOURNEYS)
def change(request: DeskRequest, vehicle_id: str) -> HttpResponse:
    """Change a vehicle, or retire it."""
    found = ScopeId(vehicle_id)
    shown = looking.vehicle(request.actor, found, clock=request.clock)
    form = ChangeVehicleForm(
        request.POST if request.method == "POST" else None,
        initial=ChangeVehicleForm.of(shown.vehicle, shown.revision),
        helpers=_helpers(request),
        areas=areas_of(request.actor).known,
    )
    status: int | None = OK
    if form.is_valid():
        status = refusal(
            form,
            lambda: doing.change_vehicle(
                actor=request.actor,
                vehicle=found,
                changed=form.vehicle(),
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            ),
        )
    if status is None:
        say(request, _("Saved."))
        return redirect("vehicles:vehicle", vehicle_id=vehicle_id)
    context = {
        "form": form,
        "shown": shown,
        "vehicle": shown.vehicle,
        "relying": relying(request, Booked.VEHICLE, found),
        "is_conflict": status == CONFLICT,
    }
    return render_page(request, "desk/vehicles/change.html", context, status=status)


@page(Permission.WORK_CASES)
def plate(request: DeskRequest, vehicle_id: str) -> HttpResponse:
    """By what a vehicle is known on the road, after its reason."""
    found = ScopeId(vehicle_id)
    shown = looking.vehicle(request.actor, found, clock=request.clock)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        doing.open_plate(actor=request.actor, vehicle=found, reason=reason, clock=request.clock)
        return redirect("vehicles:plate", vehicle_id=vehicle_id)
    try:
        which = looking.plate(request.actor, found, clock=request.clock).value
    except ReasonNeededError:
        which = None
    context = {"form": form, "shown": shown, "vehicle": shown.vehicle, "plate": which}
    return render_page(request, "desk/vehicles/plate.html", context)


@act(Permission.GRANT_CASES)
def give(request: DeskRequest, vehicle_id: str) -> HttpResponse:
    """Let a member know a vehicle."""
    form = _give_form(request)
    if not form.is_valid():
        raise CaseworkError(_("Choose a member, and what they get. Nothing was given."))
    typed = form.cleaned_data
    grant_place(
        actor=request.actor,
        place=ScopeId(vehicle_id),
        member=MemberId(typed["member"]),
        parts=[Part(part) for part in typed["parts"]],
    )
    say(request, _("Given. They know the vehicle from now on."))
    return redirect("vehicles:vehicle", vehicle_id=vehicle_id)


def _give_form(request: DeskRequest) -> GiveForm:
    form = GiveForm(request.POST if request.method == "POST" else None, members=others(request))
    form.fields["parts"].choices = [
        (Part.CONTENT.value, _("What it is like")),
        (Part.IDENTITY.value, _("Its plate")),
    ]
    return form


def _helpers(request: DeskRequest) -> Choices:
    return [(str(view.id), view.helper.alias) for view in helpers(request.actor)]


def _may_plan(request: DeskRequest) -> bool:
    return may(request.active.roles, Permission.PLAN_JOURNEYS)
