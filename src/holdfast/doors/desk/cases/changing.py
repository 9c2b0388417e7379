"""Changing one case: its head, facts, who it is about; closing, aftercare, destroying.

Invariants: where two change a case at once, the later one sees both and decides; nothing is saved
over.
"""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.casework.errors.cases import NextActionNeededError
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries.closing import open_ends
from holdfast.apps.casework.queries.files import read_file
from holdfast.apps.casework.queries.places import last_night, stays_of
from holdfast.apps.casework.rules.cases import CaseId, FactKind, Outcome
from holdfast.apps.casework.services import cases as doing
from holdfast.apps.casework.services.openings import set_identity
from holdfast.apps.casework.services.shredding import Shredding, shred_case
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import (
    AftercareForm,
    ChangeForm,
    CloseForm,
    FactForm,
    IdentityForm,
    ReasonForm,
    ReopenForm,
)

CONFLICT = 409


@page(Permission.WORK_CASES)
def change(request: DeskRequest, case_id: str) -> HttpResponse:
    """Change the head of a case."""
    shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        initial=ChangeForm.of(shown.case, shown.revision),
    )
    if shown.is_listed:
        form.leave_counts()
    if not form.is_valid():
        return _change_page(request, shown, form)
    return _unless_conflict(
        form,
        lambda: doing.change_case(
            actor=request.actor,
            case=CaseId(case_id),
            change=form.change(),
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        ),
        done=lambda: _done(request, case_id, _("Saved.")),
        again=lambda: _change_page(request, shown, form, theirs=shown.case),
        newest=shown.revision,
    )


def _change_page(
    request: DeskRequest, shown: looking.CaseView, form: ChangeForm, **more: object
) -> HttpResponse:
    context = {"shown": shown, "case": shown.case, "form": form, **more}
    status = CONFLICT if "theirs" in more else 200
    return render_page(request, "desk/cases/change.html", context, status=status)


def _unless_conflict(
    form: forms.Form,
    save: Callable[[], None],
    *,
    done: Callable[[], HttpResponse],
    again: Callable[[], HttpResponse],
    newest: int,
) -> HttpResponse:
    """Save; where somebody was faster, show theirs beside what was typed, to be decided on."""
    try:
        save()
    except EditConflictError as error:
        form.add_error(None, f"{_(error.message)} {_('Theirs stands beside your text.')}")
        form.data = form.data.copy()
        form.data["revision"] = str(newest)
        return again()
    return done()


@act(Permission.WORK_CASES)
def fact(request: DeskRequest, case_id: str) -> HttpResponse:
    """Add something that is known."""
    form = FactForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("Write what is known. Nothing was saved."))
    typed = form.cleaned_data
    doing.add_fact(
        actor=request.actor,
        case=CaseId(case_id),
        kind=FactKind(typed["kind"]),
        says=typed["says"],
        on=typed["on"],
        clock=request.clock,
    )
    return _done(request, case_id, _("Entered in the timeline."))


@page(Permission.WORK_CASES)
def identity(request: DeskRequest, case_id: str) -> HttpResponse:
    """Who a case is about, behind a reason of its own."""
    try:
        shown = looking.identity(request.actor, CaseId(case_id), clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.IDENTITY)
    form = IdentityForm(
        request.POST if request.method == "POST" else None,
        initial=IdentityForm.of(shown.identity, shown.revision),
    )
    context = {"form": form, "shown": shown, "case_id": case_id}
    if not form.is_valid():
        return render_page(request, "desk/cases/identity.html", context)
    return _unless_conflict(
        form,
        lambda: set_identity(
            actor=request.actor,
            case=CaseId(case_id),
            identity=form.identity(),
            reason=form.cleaned_data["reason"],
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        ),
        done=lambda: _done(request, case_id, _("Saved, sealed apart from the case.")),
        again=lambda: render_page(
            request,
            "desk/cases/identity.html",
            {**context, "theirs": shown.identity},
            status=CONFLICT,
        ),
        newest=shown.revision,
    )


@page(Permission.WORK_CASES)
def close(request: DeskRequest, case_id: str) -> HttpResponse:
    """Close a case with its outcome."""
    shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    form = CloseForm(
        request.POST if request.method == "POST" else None, initial={"revision": shown.revision}
    )
    if form.is_valid():
        doing.close_case(
            actor=request.actor,
            case=CaseId(case_id),
            outcome=Outcome(form.cleaned_data["outcome"]),
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
        return _done(request, case_id, _("The case is closed. It can be reopened."))
    file = read_file(request.actor, shown.id, clock=request.clock)
    today = request.clock().date()
    ahead = [one for one in stays_of(request.actor, shown.id) if last_night(one.value) >= today]
    context = {"form": form, "case": shown.case, "ends": open_ends(file, stays=len(ahead))}
    return render_page(request, "desk/cases/close.html", context)


@act(Permission.WORK_CASES)
def reopen(request: DeskRequest, case_id: str) -> HttpResponse:
    """Begin the work again."""
    form = ReopenForm(request.POST)
    if not form.is_valid():
        raise NextActionNeededError
    typed = form.cleaned_data
    doing.reopen_case(
        actor=request.actor,
        case=CaseId(case_id),
        next_action=typed["next_action"],
        revision=typed["revision"],
        clock=request.clock,
    )
    return _done(request, case_id, _("The case is open again."))


@act(Permission.WORK_CASES)
def aftercare(request: DeskRequest, case_id: str) -> HttpResponse:
    """Note how they are after arrival."""
    form = AftercareForm(request.POST)
    if not form.is_valid():
        raise CaseworkError(_("This form is not of that page. Nothing was saved."))
    typed = form.cleaned_data
    doing.record_aftercare(
        actor=request.actor,
        case=CaseId(case_id),
        days=typed["days"],
        says=typed["says"],
        clock=request.clock,
    )
    return _done(request, case_id, _("Noted."))


@page(Permission.WORK_CASES)
def shred(request: DeskRequest, case_id: str) -> HttpResponse:
    """Destroy a case: first what that means, then the act."""
    shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        may_shred = may(request.active.roles, Permission.SHRED_CASES)
        context = {"form": form, "case": shown.case, "shown": shown, "may_shred": may_shred}
        return render_page(request, "desk/cases/shred.html", context)
    came = shred_case(
        actor=request.actor,
        case=CaseId(case_id),
        reason=form.cleaned_data["reason"],
        clock=request.clock,
    )
    say(request, _(came))
    if came is Shredding.WAITING:
        return redirect("cases:case", case_id=case_id)
    return redirect("cases:cases")


def _done(request: DeskRequest, case_id: str, sentence: str) -> HttpResponse:
    say(request, sentence)
    return redirect("cases:case", case_id=case_id)
