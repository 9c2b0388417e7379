"""Pathways of one case: considering one, moving it on, deadlines, and places of scarce slots.

Invariants: a refusal stands beside what was asked and changes nothing; a place is given while it is
counted.
"""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries import pathways as looking
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.pathways import PathwayKind
from holdfast.apps.casework.services import pathways as doing
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.conflicts import refusal
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .pathways_forms import ConsiderForm, DeadlineForm, DoneForm, SlotForm, StepForm
from .people import aliases


@page(Permission.WORK_CASES)
def pathways(request: DeskRequest, case_id: str) -> HttpResponse:
    """Every way of a case, and considering another."""
    shown = looking.pathways(request.actor, CaseId(case_id), clock=request.clock)
    data = request.POST if request.method == "POST" else None
    form = ConsiderForm(data, programmes=shown.programmes)
    if form.is_valid():
        typed = form.cleaned_data
        made = doing.consider(
            actor=request.actor,
            case=shown.case,
            kind=PathwayKind(typed["kind"] or PathwayKind.HUMANITARIAN_VISA),
            programme=typed["programme"],
            says=typed["says"],
            clock=request.clock,
        )
        say(request, _("Entered as considered."))
        return redirect("cases:pathway", case_id=case_id, pathway=made)
    context = {"shown": shown, "form": form}
    return render_page(request, "desk/cases/pathways.html", context)


@page(Permission.WORK_CASES)
def pathway(request: DeskRequest, case_id: str, pathway: str) -> HttpResponse:
    """One way: its steps, deadlines and place; a POST is its next step."""
    shown, view = _view(request, case_id, pathway)
    data = request.POST if request.method == "POST" else None
    begun = {"revision": view.revision, "on": request.clock().date()}
    form = StepForm(data, view=view, initial=begun)
    if data is not None and form.is_valid():
        return _act_in(
            request,
            form,
            lambda: doing.advance(
                actor=request.actor,
                case=shown.case,
                pathway=view.id,
                step=form.step(),
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            ),
            _at(case_id, pathway),
        )
    return _page(request, case_id, pathway, step=form)


@act(Permission.WORK_CASES)
def deadline(request: DeskRequest, case_id: str, pathway: str) -> HttpResponse:
    """Something to be done by a day."""
    form = DeadlineForm(request.POST)
    if not form.is_valid():
        return _page(request, case_id, pathway, deadline=form)
    typed = form.cleaned_data
    return _act_in(
        request,
        form,
        lambda: doing.add_deadline(
            actor=request.actor,
            case=CaseId(case_id),
            pathway=RecordId(pathway),
            **typed,
            clock=request.clock,
        ),
        _at(case_id, pathway),
        name="deadline",
    )


@act(Permission.WORK_CASES)
def done(request: DeskRequest, case_id: str, pathway: str) -> HttpResponse:
    """What a deadline asks for was done."""
    form = DoneForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("This form is not of that page. Nothing was saved."))
    doing.finish_deadline(
        actor=request.actor,
        case=CaseId(case_id),
        pathway=RecordId(pathway),
        **form.cleaned_data,
        clock=request.clock,
    )
    say(request, _("Noted."))
    return redirect("cases:pathway", case_id=case_id, pathway=pathway)


@act(Permission.PLAN_JOURNEYS)
def slot(request: DeskRequest, case_id: str, pathway: str) -> HttpResponse:
    """Give them a place, or give it back."""
    shown, view = _view(request, case_id, pathway)
    where = {"actor": request.actor, "case": shown.case, "pathway": view.id}
    if "back" in request.POST:
        doing.give_slot_back(**where, clock=request.clock)  # type: ignore[arg-type]
        say(request, _("The place was given back."))
        return redirect("cases:pathway", case_id=case_id, pathway=pathway)
    form = SlotForm(request.POST, view=view)
    if not form.is_valid():
        return _page(request, case_id, pathway, slot=form)
    on = form.cleaned_data["on"]
    return _act_in(
        request,
        form,
        lambda: doing.give_slot(**where, on=on, clock=request.clock),  # type: ignore[arg-type]
        _at(case_id, pathway),
        name="slot",
    )


def _at(case_id: str, pathway: str) -> dict[str, str]:
    return {"case_id": case_id, "pathway": pathway}


def _act_in(
    request: DeskRequest,
    form: forms.Form,
    doing_it: Callable[[], None],
    where: dict[str, str],
    *,
    name: str = "step",
) -> HttpResponse:
    """Do it and show the way again; what is refused is said in the form that asked."""
    status = refusal(form, doing_it)
    if status is not None:
        return _page(request, **where, status=status, **{name: form})
    say(request, _("Saved."))
    return redirect("cases:pathway", **where)


def _page(
    request: DeskRequest, case_id: str, pathway: str, *, status: int = 200, **typed: forms.Form
) -> HttpResponse:
    shown, view = _view(request, case_id, pathway)
    revision = {"revision": view.revision, "on": request.clock().date()}
    people = aliases(request)
    context = {
        "shown": shown,
        "view": view,
        "way": view.pathway,
        "steps": [(one, people.get(MemberId(one.by), "")) for one in view.pathway.steps],
        "step_form": typed.get("step") or StepForm(view=view, initial=revision),
        "deadline_form": typed.get("deadline")
        or DeadlineForm(initial={"revision": view.revision}, auto_id="deadline_%s"),
        "slot_form": typed.get("slot") or SlotForm(view=view, auto_id="slot_%s"),
        "may_plan": may(request.active.roles, Permission.PLAN_JOURNEYS),
    }
    return render_page(request, "desk/cases/pathway.html", context, status=status)


def _view(
    request: DeskRequest, case_id: str, pathway: str
) -> tuple[looking.CasePathways, looking.PathwayView]:
    shown = looking.pathways(request.actor, CaseId(case_id), clock=request.clock)
    for view in shown.pathways:
        if view.id == pathway:
            return shown, view
    raise NotGrantedError
