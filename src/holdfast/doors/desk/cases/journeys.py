"""Planning a journey and moving it on.

Invariants: what cannot be travelled comes back in the form with what was typed, words that were
agreed excepted.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.journeys import JourneyError
from holdfast.apps.casework.errors.judging import NotAHelperError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries.areas import areas_of
from holdfast.apps.casework.queries.departures import CheckInView, check_ins
from holdfast.apps.casework.queries.people import helpers
from holdfast.apps.casework.queries.places import places
from holdfast.apps.casework.queries.vehicles import vehicles
from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import ENDED, ON_THE_WAY, WATCHED, JourneyState
from holdfast.apps.casework.services import journeys as doing
from holdfast.apps.casework.services.bookings import out_of_use
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.areas import alone
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .journey_forms import JourneyForms, Ours
from .people import aliases, colleagues


@page(Permission.PLAN_JOURNEYS)
def plan(request: DeskRequest, case_id: str) -> HttpResponse:
    """Plan a journey of up to four legs."""
    shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    ours = _ours(request)
    typed = JourneyForms(
        request.POST if request.method == "POST" else None,
        members=colleagues(request),
        ours=ours,
        zone="UTC",
        responsible=request.actor.member,
    )
    if request.method == "POST" and typed.is_valid():
        try:
            journey = doing.plan_journey(
                actor=request.actor, case=CaseId(case_id), plan=typed.plan(), clock=request.clock
            )
        except (JourneyError, NotGrantedError, NotAHelperError) as error:
            typed.plan_form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Planned. Somebody else must approve it."))
            return redirect("cases:journey", case_id=case_id, journey=journey)
    context = {"case": shown.case, "shown": shown, "forms": typed, "areas": ours.areas}
    return render_page(request, "desk/cases/plan.html", context)


@page(Permission.PLAN_JOURNEYS)
def journey(request: DeskRequest, case_id: str, journey: str) -> HttpResponse:
    """One journey: legs, check-ins, and what can be done next."""
    file = looking.read_file(request.actor, CaseId(case_id), clock=request.clock)
    stored = file.one(RecordId(journey), Journey)
    people = aliases(request)
    views = check_ins(request.actor, file, stored.id, now=request.clock())
    context = {
        "case": file.case,
        "case_id": case_id,
        "id": journey,
        "journey": stored.value,
        "alone": alone(request, _areas(stored.value), of=case_id),
        "legs": _legs(request, stored.value, people),
        "overrides": [(over, people.get(MemberId(over.by), "")) for over in stored.value.overrides],
        "is_watched": stored.value.state in WATCHED,
        "stands_open": _stands_open(request, stored.value),
        "views": [(view, _ladder(view, people)) for view in views],
        "steps": _steps(request, stored),
        "approved_by": [people.get(MemberId(by), "") for by in stored.value.approved_by],
    }
    return render_page(request, "desk/cases/journey.html", context)


@dataclass(frozen=True, slots=True)
class ShownLeg:
    """A leg with its times on the clocks of both its ends, and its criteria as they stand.

    The times are words: a template would bring them to one zone.
    """

    number: int
    leg: Leg
    leaves: str
    arrives: str
    changes: bool
    vehicle: str
    criteria: list[tuple[int, str, str]]
    may_tick: bool

    @property
    def arrives_zone(self) -> str:
        """The zone on whose clocks it arrives."""
        return self.leg.arrives_zone or self.leg.zone


def _legs(request: DeskRequest, journey: Journey, people: dict[MemberId, str]) -> list[ShownLeg]:
    known = dict(_ours(request).vehicles)
    return [_leg(journey, number, known, people) for number in range(len(journey.legs))]


def _leg(
    journey: Journey, number: int, vehicles: dict[str, str], people: dict[MemberId, str]
) -> ShownLeg:
    leg = journey.legs[number]
    leaves, arrives = ZoneInfo(leg.zone), ZoneInfo(leg.arrives_zone or leg.zone)
    by = {tick.criterion: tick.by for tick in journey.ticks if tick.leg == number}
    return ShownLeg(
        number=number,
        leg=leg,
        leaves=f"{leg.leaves_at.astimezone(leaves):%Y-%m-%d %H:%M}",
        arrives=f"{leg.arrives_at.astimezone(arrives):%Y-%m-%d %H:%M}",
        changes=_are_set(leg.leaves_at, leg.arrives_at, arrives),
        vehicle=vehicles.get(leg.vehicle, ""),
        criteria=[
            (n, words, people.get(MemberId(by[n]), "?") if n in by else "")
            for n, words in enumerate(leg.criteria)
        ],
        may_tick=journey.state not in ENDED and number > journey.current,
    )


def _are_set(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks where it arrives are set between these moments."""
    return start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset()


def _stands_open(request: DeskRequest, journey: Journey) -> list[str]:
    """What keeps the next leg from its go, and was not gone over yet."""
    leg = journey.current + 1
    if journey.state in ENDED or leg >= len(journey.legs):
        return []
    known = {words for over in journey.overrides if over.leg == leg for words in over.open}
    left = (*journey.open_criteria(leg).values(), *out_of_use(request.actor, journey.legs[leg]))
    return [words for words in left if words not in known]


def _areas(journey: Journey) -> list[str]:
    return [area for leg in journey.legs for area in (leg.from_area, leg.to_area)]


def _ours(request: DeskRequest) -> Ours:
    """The helpers, vehicles and places that the member knows."""
    actor, clock = request.actor, request.clock
    return Ours(
        [(str(view.id), view.helper.alias) for view in helpers(actor)],
        [(str(view.id), view.vehicle.alias) for view in vehicles(actor, clock=clock)],
        [(str(view.id), view.place.alias) for view in places(actor, count=1, clock=clock)],
        areas_of(actor).known,
    )


def _ladder(view: CheckInView, people: dict[MemberId, str]) -> list[tuple[int, str]]:
    rungs = view.check_in.ladder
    return [(rung.minutes, people.get(MemberId(rung.member), "")) for rung in rungs]


STEPS = {
    "approve": (_("Approve"), doing.approve),
    "go": (_("Give the go"), doing.say_go),
    "pause": (_("Pause"), doing.pause),
    "resume": (_("Go on"), doing.resume),
    "arrive": (_("They have arrived"), doing.arrive),
    "abort": (_("Abort"), doing.abort),
    "compromise": (_("Declare compromised"), doing.declare_compromised),
}
_START = "start-"  # with the number of the leg: sent twice, the second is refused
_OFFERED = {
    JourneyState.READY: ("approve",),
    JourneyState.APPROVED: ("start", "go"),
    JourneyState.GO: ("start",),
    JourneyState.UNDER_WAY: ("start", "arrive", "pause"),
    JourneyState.PAUSED: ("resume", "arrive"),
}


def _steps(request: DeskRequest, stored: Stored[Journey]) -> list[tuple[str, str, str]]:
    """What the page offers: name, words, tone."""
    state, plan_of = stored.value.state, stored.value
    offered = []
    for name in _OFFERED.get(state, ()):
        if name == "start":
            leg = plan_of.current + 1
            if leg < len(plan_of.legs):
                offered.append((f"{_START}{leg}", _("Begin leg %(n)s") % {"n": leg + 1}, "first"))
        elif not _is_early(name, plan_of, request.actor.member):
            offered.append((name, str(STEPS[name][0]), "first" if not offered else ""))
    if state not in ENDED:
        offered.append(("abort", str(STEPS["abort"][0]), ""))
    if state in ON_THE_WAY:
        offered.append(("compromise", str(STEPS["compromise"][0]), "danger"))
    return offered


def _is_early(step: str, journey: Journey, member: str) -> bool:
    """Whether this member cannot do the step yet: the last leg is to come, or they planned it."""
    if step == "arrive":
        return journey.current < len(journey.legs) - 1
    return step == "approve" and journey.planned_by == member


@act(Permission.PLAN_JOURNEYS)
def move(request: DeskRequest, case_id: str, journey: str) -> HttpResponse:
    """Do the next step of a journey."""
    step = request.POST.get("step", "")
    where: dict[str, Any] = {
        "actor": request.actor,
        "case": CaseId(case_id),
        "journey": RecordId(journey),
        "clock": request.clock,
    }
    override = request.POST.get("override", "")
    if step.startswith(_START) and step.removeprefix(_START).isdecimal():
        doing.start_leg(**where, leg=int(step.removeprefix(_START)), override=override)
    elif step == "go":
        doing.say_go(**where, override=override)
    elif step in STEPS:
        STEPS[step][1](**where)
    else:
        raise JourneyError(_("There is no such step. Nothing was changed."))
    say(request, _("Done."))
    return redirect("cases:journey", case_id=case_id, journey=journey)


@act(Permission.PLAN_JOURNEYS)
def tick(request: DeskRequest, case_id: str, journey: str) -> HttpResponse:
    """Tick a criterion of a leg, or take the tick back."""
    leg, criterion = (request.POST.get(name, "") for name in ("leg", "criterion"))
    if not (leg.isdecimal() and criterion.isdecimal()):
        raise JourneyError(_("There is no such criterion. Nothing was changed."))
    doing.tick(
        actor=request.actor,
        case=CaseId(case_id),
        journey=RecordId(journey),
        leg=int(leg),
        criterion=int(criterion),
        clock=request.clock,
    )
    say(request, _("Noted."))
    return redirect("cases:journey", case_id=case_id, journey=journey)
