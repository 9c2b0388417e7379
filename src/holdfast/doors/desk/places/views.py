"""Safe places: beds by night, rules, who knows them; where they are, behind a reason.

Invariants: an address is shown after its reason was given; what a change would break is refused in
the form.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import places as looking
from holdfast.apps.casework.queries.areas import areas_of
from holdfast.apps.casework.queries.people import helpers
from holdfast.apps.casework.queries.queue import case_aliases
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.people import HelperRole
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.casework.services import places as doing
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.areas import alone
from holdfast.doors.desk.cases.forms import ReasonForm
from holdfast.doors.desk.cases.people import Choices, aliases, others
from holdfast.doors.desk.conflicts import CONFLICT, OK, refusal
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.leaves import leaf

from .forms import AddForm, ChangePlaceForm, GiveForm, KnownForm

NIGHTS_SHOWN = 7
SHOWN_A_PAGE = 60


@page(Permission.WORK_CASES)
def places(request: DeskRequest, number: int = 1) -> HttpResponse:
    """The places that the member knows, with the nights to come."""
    known = looking.places(request.actor, count=NIGHTS_SHOWN, clock=request.clock)
    shown = leaf(known, number, most=SHOWN_A_PAGE)
    nights = [bed.night for bed in known[0].nights] if known else []
    context = {"leaf": shown, "places": shown.rows, "nights": nights, **_permits(request)}
    return render_page(request, "desk/places/places.html", context)


@page(Permission.PLAN_JOURNEYS)
def add(request: DeskRequest) -> HttpResponse:
    """A new place."""
    areas = areas_of(request.actor).known
    data = request.POST if request.method == "POST" else None
    form = AddForm(data, hosts=_hosts(request), areas=areas)
    if form.is_valid():
        try:
            place = doing.add_place(
                actor=request.actor, place=form.place(), address=form.sealed_address()
            )
        except CaseworkError as error:
            form.add_error("alias", f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Added. Only you know it so far."))
            return redirect("places:place", place_id=place)
    return render_page(request, "desk/places/add.html", {"form": form, "areas": areas})


@page(Permission.WORK_CASES)
def place(request: DeskRequest, place_id: str) -> HttpResponse:
    """One place: beds, rules, and who knows it."""
    found = PlaceId(place_id)
    shown = looking.place(request.actor, found, clock=request.clock)
    people = aliases(request)
    knows = looking.who_knows(request.actor, found)
    named_cases = case_aliases(request.actor, knows.cases, now=request.clock())
    named = {str(view.id): view.helper.alias for view in helpers(request.actor)}
    context = {
        "shown": shown,
        "place": shown.place,
        "alone": alone(request, [shown.place.area], of=found),
        "knows": knows,
        "members": [(people.get(m, ""), m in knows.with_address) for m in knows.members],
        "case_names": [named_cases.get(case, "") for case in knows.cases],
        "helper_names": [named.get(str(helper), "") for helper in knows.helpers],
        "host": dict(_hosts(request)).get(shown.place.hosted_by, ""),
        "stays": _stays(request, shown),
        "known_form": KnownForm(),
        "give_form": GiveForm(members=others(request)),
        "holds_address": looking.holds_address(request.actor, found),
        **_permits(request),
    }
    return render_page(request, "desk/places/place.html", context)


@page(Permission.PLAN_JOURNEYS)
def change(request: DeskRequest, place_id: str) -> HttpResponse:
    """Change a place."""
    found = PlaceId(place_id)
    shown = looking.place(request.actor, found, clock=request.clock)
    form = ChangePlaceForm(
        request.POST if request.method == "POST" else None,
        initial=ChangePlaceForm.of(shown.place, shown.revision),
        hosts=_hosts(request),
        areas=(areas := areas_of(request.actor).known),
    )
    status: int | None = OK
    if form.is_valid():
        status = refusal(
            form,
            lambda: doing.change_place(
                actor=request.actor,
                place=found,
                changed=form.place(),
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            ),
        )
    if status is None:
        say(request, _("Saved."))
        return redirect("places:place", place_id=place_id)
    context = {
        "form": form,
        "areas": areas,
        "shown": shown,
        "place": shown.place,
        "stays": _stays(request, shown),
        "is_conflict": status == CONFLICT,
    }
    return render_page(request, "desk/places/change.html", context, status=status)


@page(Permission.WORK_CASES)
def address(request: DeskRequest, place_id: str) -> HttpResponse:
    """Where a place is, after its reason."""
    found = PlaceId(place_id)
    shown = looking.place(request.actor, found, clock=request.clock)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        doing.open_address(
            actor=request.actor,
            place=found,
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )
        return redirect("places:address", place_id=place_id)
    try:
        where = looking.address(request.actor, found, clock=request.clock)
    except ReasonNeededError:
        where = None
    context = {"form": form, "shown": shown, "place": shown.place, "where": where}
    return render_page(request, "desk/places/address.html", context)


@act(Permission.WORK_CASES)
def known(request: DeskRequest, place_id: str) -> HttpResponse:
    """Note who else knows a place."""
    form = KnownForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("Write who knows it, and how. Nothing was saved."))
    typed = form.cleaned_data
    doing.note_known(
        actor=request.actor,
        place=PlaceId(place_id),
        who=typed["who"],
        how=typed["how"],
        clock=request.clock,
    )
    say(request, _("Noted."))
    return redirect("places:place", place_id=place_id)


@act(Permission.GRANT_CASES)
def give(request: DeskRequest, place_id: str) -> HttpResponse:
    """Let a member know a place."""
    form = GiveForm(request.POST, members=others(request))
    if not form.is_valid():
        raise CaseworkError(_("Choose a member, and what they get. Nothing was given."))
    typed = form.cleaned_data
    doing.grant_place(
        actor=request.actor,
        place=PlaceId(place_id),
        member=MemberId(typed["member"]),
        parts=[Part(part) for part in typed["parts"]],
    )
    say(request, _("Given. They know the place from now on."))
    return redirect("places:place", place_id=place_id)


def _hosts(request: DeskRequest) -> Choices:
    found = helpers(request.actor, role=HelperRole.HOST)
    return [(str(view.id), view.helper.alias) for view in found]


def _stays(request: DeskRequest, shown: looking.PlaceView) -> list[tuple[str, Stay]]:
    """Who stays there from tonight on: the alias, where the member can open the case."""
    today = request.clock().date()
    stays = [card.value for card in shown.stays]
    ahead = [s for s in stays if s.first_night + dt.timedelta(days=s.nights) > today]
    ahead.sort(key=lambda stay: stay.first_night)
    cases = [CaseId(stay.case) for stay in ahead]
    mine = case_aliases(request.actor, cases, now=request.clock())
    return [(mine.get(CaseId(stay.case), ""), stay) for stay in ahead]


def _permits(request: DeskRequest) -> dict[str, bool]:
    roles = request.active.roles
    return {
        "may_plan": may(roles, Permission.PLAN_JOURNEYS),
        "may_grant": may(roles, Permission.GRANT_CASES),
    }
