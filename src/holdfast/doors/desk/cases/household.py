"""The pages of a household: its members, who agreed for a child, and from whom it is kept.

Invariants: a second person confirms a consent that is not the guardian's.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.cases import OneOtherError
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.files import CaseFile, read_file
from holdfast.apps.casework.queries.household import case_named, helper_named
from holdfast.apps.casework.queries.household import household as household_of
from holdfast.apps.casework.records.household import HouseholdMember
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services import household as doing
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of

from .household_forms import MemberForm, TieForm
from .items import Pages, about, do, item_page
from .people import aliases

MEMBERS = Pages(
    listed="household",
    removing="remove-member",
    title=gettext_lazy("Somebody of the household"),
    form=MemberForm,
    keyword="member",
    add=doing.add_member,
    change=doing.change_member,
)


@page(Permission.WORK_CASES)
def household(request: DeskRequest, case_id: str) -> HttpResponse:
    """Who belongs to the household, and from whom it is kept."""
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    step = request.POST.get("step", "")
    member = MemberForm(request.POST if step == "member" else None, file=file)
    tie = TieForm(request.POST if step == "tie" else None, auto_id="tie_%s")
    for form, enter in ((member, _add_member), (tie, _add_tie)):
        if form.is_valid():
            try:
                enter(request, file, form)
            except CaseworkError as error:
                form.add_error(None, words_of(error))
            else:
                say(request, _("Entered."))
                return redirect("cases:household", case_id=case_id)
    view = household_of(request.actor, file.scope, clock=request.clock)
    context = {
        "view": view,
        "lines": [(line, _by(request, line.stored.value)) for line in view.members],
        "member_form": member,
        "tie_form": tie,
        "me": request.actor.member,
        **about(file),
    }
    return render_page(request, "desk/cases/household.html", context)


def _add_member(request: DeskRequest, file: CaseFile, form: MemberForm) -> None:
    doing.add_member(actor=request.actor, case=file.scope, member=form.item(), clock=request.clock)


def _add_tie(request: DeskRequest, file: CaseFile, form: TieForm) -> None:
    named = form.cleaned_data["case"]
    other = case_named(request.actor, named, clock=request.clock) if named else None
    if named and other is None:
        raise OneOtherError
    typed = form.cleaned_data["other"]
    helper = helper_named(request.actor, typed) if form.may_be_helper else None
    tie = form.made(other, helper)
    doing.add_tie(actor=request.actor, case=file.scope, tie=tie, clock=request.clock)


def _by(request: DeskRequest, member: HouseholdMember) -> str:
    return aliases(request).get(MemberId(member.confirmed_by), "")


@page(Permission.WORK_CASES)
def member(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Somebody of the household."""
    return item_page(request, case_id, record, MEMBERS)


@act(Permission.WORK_CASES)
def confirm(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Say, as a second person, that the consent for a child is in order."""
    do(request, case_id, record, doing.confirm_consent)
    say(request, _("Confirmed."))
    return redirect("cases:household", case_id=case_id)


@act(Permission.WORK_CASES)
def remove(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Take somebody out of the household."""
    do(request, case_id, record, doing.remove_member)
    return _taken_out(request, case_id)


@act(Permission.WORK_CASES)
def remove_tie(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Let a tie be no more."""
    do(request, case_id, record, doing.remove_tie)
    return _taken_out(request, case_id)


def _taken_out(request: DeskRequest, case_id: str) -> HttpResponse:
    say(request, _("Taken out."))
    return redirect("cases:household", case_id=case_id)
