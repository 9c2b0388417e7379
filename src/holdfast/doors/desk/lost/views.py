"""Lost! Who and what a loss exposes, and the acts beside: burn, lock, take keys back, rotate.

Invariants:
- Who asks says what happened first; the list is worked out at each look and stored nowhere.
- Each act is a form of its own that is confirmed, and asks again who may.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdfast.apps.accounts.errors import ParkedError
from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.accounts.services.parking import lock_member
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.exposure import Loss, loss, sheet_opened_at
from holdfast.apps.casework.queries.people import helpers
from holdfast.apps.casework.queries.places import places
from holdfast.apps.casework.queries.vehicles import vehicles
from holdfast.apps.casework.rules.cases import OPENING_LASTS, CaseId
from holdfast.apps.casework.rules.losses import OF_A_CASE, LossKind, Lost
from holdfast.apps.casework.rules.places import PlaceId, PlaceStatus
from holdfast.apps.casework.services.losses import (
    Taken,
    halt_journeys,
    note_loss,
    open_call_sheet,
    rotate_due,
    take_keys_back,
    take_out_of_use,
)
from holdfast.apps.casework.services.places import set_status
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.tasks import overdue_rotations
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.methods.passage.exposure import Level

from .forms import LostForm, SureForm, WhyForm

HEADINGS = {
    Level.DIRECT: gettext_lazy("Direct: within an hour"),
    Level.ONE_STEP: gettext_lazy("One step away: within half a day"),
    Level.GUESS: gettext_lazy("A guess: within three days"),
}


@page(Permission.WORK_CASES)
def lost(request: DeskRequest) -> HttpResponse:
    """Say what was lost, and what happened."""
    form = LostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind = LossKind(form.cleaned_data["kind"])
        found = _named(request, kind, form.cleaned_data["alias"])
        if len(found) == 1:
            return _note(request, Lost(kind, found[0]), form.cleaned_data["reason"])
        form.add_error("alias", _unclear(found))
    may_plan = may(request.active.roles, Permission.PLAN_JOURNEYS)
    return render_page(request, "desk/lost/lost.html", {"form": form, "may_plan": may_plan})


@page(Permission.WORK_CASES)
def exposed(request: DeskRequest, kind: str, lost_id: str) -> HttpResponse:
    """Who is exposed, for whoever said what happened; else that is asked first."""
    what = _lost(kind, lost_id)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _note(request, what, form.cleaned_data["reason"])
    try:
        found = loss(request.actor, what, people=aliases(request), clock=request.clock)
    except ReasonNeededError:
        return render_page(request, "desk/lost/why.html", {"form": form})
    return render_page(request, "desk/lost/list.html", _context(request, found))


@act(Permission.PLAN_JOURNEYS)
def burn(request: DeskRequest, place_id: str) -> HttpResponse:
    """Nobody is placed there any more."""
    _demand_sure(request)
    set_status(
        actor=request.actor,
        place=PlaceId(place_id),
        status=PlaceStatus.BURNED,
        clock=request.clock,
    )
    say(request, _("Burned. Nobody is placed there any more; plan anew what led there."))
    return redirect("lost:list", kind=LossKind.PLACE.value, lost_id=place_id)


@act(Permission.PLAN_JOURNEYS)
def stop(request: DeskRequest, kind: str, lost_id: str) -> HttpResponse:
    """A vehicle is burned, a helper noted as detained: they are promised to no leg any more."""
    _demand_sure(request)
    what = _lost(kind, lost_id)
    if what.kind not in {LossKind.VEHICLE, LossKind.HELPER}:
        raise Http404
    take_out_of_use(actor=request.actor, lost=what, clock=request.clock)
    say(request, _("Out of use. The legs they were promised to are under to be planned anew."))
    return redirect("lost:list", kind=kind, lost_id=lost_id)


@act(Permission.PLAN_JOURNEYS)
def halt(request: DeskRequest, kind: str, lost_id: str) -> HttpResponse:
    """Every journey of the case is declared compromised; its check-ins stay watched."""
    _demand_sure(request)
    what = _lost(kind, lost_id)
    if what.kind not in OF_A_CASE:
        raise Http404
    noted = loss(request.actor, what, people=aliases(request), clock=request.clock)
    count = halt_journeys(
        actor=request.actor, case=CaseId(lost_id), reason=noted.reason, clock=request.clock
    )
    say(request, _("Journeys declared compromised: %(n)s.") % {"n": count})
    return redirect("lost:list", kind=kind, lost_id=lost_id)


@page(Permission.WORK_CASES)
def calls(request: DeskRequest, kind: str, lost_id: str) -> HttpResponse:
    """Whom to call, to be printed: opening it is noted, and it is shown for a working day."""
    what = _lost(kind, lost_id)
    try:
        found = loss(request.actor, what, people=aliases(request), clock=request.clock)
    except ReasonNeededError:
        return redirect("lost:list", kind=kind, lost_id=lost_id)
    if request.method == "POST":
        open_call_sheet(actor=request.actor, lost=what, clock=request.clock)
        return redirect("lost:calls", kind=kind, lost_id=lost_id)
    opened = sheet_opened_at(request.actor, what, clock=request.clock)
    moves = {move.alias: move for move in found.moves}
    context = {
        "loss": found,
        "opened": opened,
        "ends": opened + OPENING_LASTS if opened else None,
        "rows": [(call, moves.get(call.alias)) for call in found.calls],
    }
    return render_page(request, "desk/lost/calls.html", context)


def _lost(kind: str, lost_id: str) -> Lost:
    if kind not in set(LossKind):
        raise Http404
    return Lost(LossKind(kind), lost_id)


@act(Permission.END_MEMBERSHIP)
def lock(request: DeskRequest, member_id: str) -> HttpResponse:
    """End a member's sessions, seal their ways in away, take every key back, rotate."""
    _demand_sure(request)
    member = _other(request, member_id)
    try:
        lock_member(request.active, member)
    except ParkedError:
        say(request, _("Their ways in were sealed away already."))
    return _take(request, member)


@act(Permission.GRANT_CASES)
def keys(request: DeskRequest, member_id: str) -> HttpResponse:
    """Take back from a member what the coordinator can open too, and rotate."""
    _demand_sure(request)
    return _take(request, _other(request, member_id))


@act(Permission.WORK_CASES)
def rotate(request: DeskRequest, member_id: str) -> HttpResponse:
    """Rotate what is due and can be opened."""
    count = rotate_due(request.actor)
    say(request, _("Rotated: %(n)s.") % {"n": count})
    return redirect("lost:list", kind=LossKind.MEMBER.value, lost_id=_other(request, member_id))


# ------------------------------------------------------------ below the views


def _note(request: DeskRequest, what: Lost, reason: str) -> HttpResponse:
    note_loss(actor=request.actor, lost=what, reason=reason, clock=request.clock)
    return redirect("lost:list", kind=what.kind.value, lost_id=what.id)


def _named(request: DeskRequest, kind: LossKind, alias: str) -> list[str]:
    """The ids of what has this alias, among what the member knows."""
    wanted = alias.strip().casefold()
    return [id_ for id_, name in _known(request, kind) if name.casefold() == wanted]


def _known(request: DeskRequest, kind: LossKind) -> Iterable[tuple[str, str]]:
    if kind in OF_A_CASE:
        listed = cases(request.actor, with_closed=True, clock=request.clock)
        return [(str(one.id), one.case.alias) for one in listed]
    if kind is LossKind.PLACE:
        known = places(request.actor, count=1, clock=request.clock)
        return [(str(view.id), view.place.alias) for view in known]
    if kind is LossKind.HELPER:
        return [(str(view.id), view.helper.alias) for view in helpers(request.actor)]
    if kind is LossKind.VEHICLE:
        shown = vehicles(request.actor, clock=request.clock)
        return [(str(view.id), view.vehicle.alias) for view in shown]
    return [(str(id_), name) for id_, name in aliases(request).items()]


def _unclear(found: list[str]) -> str:
    if found:
        return str(_("Several have this alias. Open the one you mean, and say there it is lost."))
    return str(_("You know nothing with this alias. Ask a coordinator at once."))


def _other(request: DeskRequest, member_id: str) -> MemberId:
    """A member of the team other than oneself. Raises NotGrantedError."""
    member = MemberId(member_id)
    if member not in aliases(request) or member == request.actor.member:
        raise NotGrantedError
    return member


def _demand_sure(request: DeskRequest) -> None:
    if not SureForm(request.POST).is_valid():
        raise CaseworkError(_("This was not confirmed. Nothing was changed."))


def _take(request: DeskRequest, member: MemberId) -> HttpResponse:
    try:
        taken = take_keys_back(actor=request.actor, member=member, clock=request.clock)
    except NotGrantedError:
        say(request, _("There was no key left that you may take back."))
    else:
        say(request, _took(taken))
    return redirect("lost:list", kind=LossKind.MEMBER.value, lost_id=member)


def _took(taken: Taken) -> str:
    words = _(
        "Keys taken back: %(keys)s. Rotated at once: %(rotated)s. The rest is rotated by whoever "
        "opens it next."
    )
    said = words % {"keys": taken.keys, "rotated": taken.rotated}
    if taken.left:
        alone = _("Left to them: %(n)s, which nobody else holds and which would be lost.")
        said = f"{said} {alone % {'n': taken.left}}"
    return str(said)


def _context(request: DeskRequest, found: Loss) -> dict[str, object]:
    roles, is_member = request.active.roles, found.lost.kind is LossKind.MEMBER
    is_other = is_member and found.lost.id != request.actor.member
    may_end = may(roles, Permission.END_MEMBERSHIP)
    return {
        "loss": found,
        "levels": [
            (HEADINGS[at], [one for one in found.shown if one.level is at], found.hidden.get(at, 0))
            for at in Level
        ],
        "may_burn": found.lost.kind is LossKind.PLACE and may(roles, Permission.PLAN_JOURNEYS),
        "may_stop": found.lost.kind in {LossKind.VEHICLE, LossKind.HELPER}
        and may(roles, Permission.PLAN_JOURNEYS),
        "may_halt": found.lost.kind in OF_A_CASE and may(roles, Permission.PLAN_JOURNEYS),
        "may_lock": is_other and may_end,
        "may_take": is_other and may(roles, Permission.GRANT_CASES) and not may_end,
        "due": len(overdue_rotations(request.actor, weeks=0, clock=request.clock)),
        "is_other": is_other,
        "may_plan": may(roles, Permission.PLAN_JOURNEYS),
        "sure": SureForm(),
    }
