"""Programmes: the list with places left, one of them, changing it, noting that it was verified.

Invariants: places that were given are counted over the whole team; a conflict is shown, nothing is
saved over.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries import pathways as looking
from holdfast.apps.casework.services import pathways as doing
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.conflicts import CONFLICT, OK, refusal
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import ChangeProgrammeForm, ProgrammeForm, RevisionForm


@page(Permission.WORK_CASES)
def programmes(request: DeskRequest) -> HttpResponse:
    """Every programme, those in use first."""
    shown = looking.programmes(request.actor, clock=request.clock)
    context = {"programmes": shown, "may_plan": _may_plan(request)}
    return render_page(request, "desk/pathways/programmes.html", context)


@page(Permission.PLAN_JOURNEYS)
def add(request: DeskRequest) -> HttpResponse:
    """A new programme."""
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, today=request.clock().date())
    if form.is_valid():
        made = doing.add_programme(
            actor=request.actor, programme=form.programme(request.actor.member)
        )
        say(request, _("Added. The whole team can read it."))
        return redirect("pathways:programme", programme_id=made)
    return render_page(request, "desk/pathways/add.html", {"form": form})


@page(Permission.WORK_CASES)
def programme(request: DeskRequest, programme_id: str) -> HttpResponse:
    """One programme: who is eligible, its places by day, who verified it."""
    shown = looking.programme(request.actor, RecordId(programme_id), clock=request.clock)
    by = aliases(request).get(MemberId(shown.programme.verified_by), "")
    context = {
        "shown": shown,
        "programme": shown.programme,
        "verified_by": by,
        "may_plan": _may_plan(request),
    }
    return render_page(request, "desk/pathways/programme.html", context)


@page(Permission.PLAN_JOURNEYS)
def change(request: DeskRequest, programme_id: str) -> HttpResponse:
    """Change a programme, or close it."""
    shown = looking.programme(request.actor, RecordId(programme_id), clock=request.clock)
    form = ChangeProgrammeForm(
        request.POST if request.method == "POST" else None,
        initial=ChangeProgrammeForm.of(shown.programme, shown.revision),
        today=request.clock().date(),
    )
    status: int | None = OK
    if form.is_valid():
        status = refusal(
            form,
            lambda: doing.change_programme(
                actor=request.actor,
                programme=shown.id,
                changed=form.programme(request.actor.member),
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            ),
        )
    if status is None:
        say(request, _("Saved."))
        return redirect("pathways:programme", programme_id=programme_id)
    context = {"form": form, "shown": shown, "is_conflict": status == CONFLICT}
    return render_page(request, "desk/pathways/change.html", context, status=status)


@act(Permission.WORK_CASES)
def verify(request: DeskRequest, programme_id: str) -> HttpResponse:
    """Note that what stands there was verified today."""
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("This form is not of that page. Nothing was saved."))
    doing.verify_programme(
        actor=request.actor,
        programme=RecordId(programme_id),
        revision=form.cleaned_data["revision"],
        clock=request.clock,
    )
    say(request, _("Noted: verified today."))
    return redirect("pathways:programme", programme_id=programme_id)


def _may_plan(request: DeskRequest) -> bool:
    return may(request.active.roles, Permission.PLAN_JOURNEYS)
