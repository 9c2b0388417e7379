"""Telling who travels their next leg, and handing out parts behind a link and a word.

Invariants: the two halves are on one page once, in the answer to the form that made them, and
nowhere after.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.journeys import JourneyError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.telling import handed_parts, tellable
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services import telling as doing
from holdfast.apps.intake.errors import LineClosedError, PastErrandError
from holdfast.apps.intake.queries.linked import Reachable
from holdfast.apps.intake.services.errands import Handed
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .telling_forms import HandForm, TellForm


@page(Permission.PLAN_JOURNEYS)
def tell(request: DeskRequest, case_id: str, journey: str) -> HttpResponse:
    """What can be told, and what was handed out."""
    return _page(request, case_id, journey)


@act(Permission.PLAN_JOURNEYS)
def tell_next(request: DeskRequest, case_id: str, journey: str) -> HttpResponse:
    """Put one leg into the mailboxes of who travels."""
    file, plan = _read(request, case_id, journey)
    form = TellForm(plan, _who(request, file), request.POST)
    if form.is_valid():
        try:
            reached = doing.tell_next_step(
                actor=request.actor,
                case=CaseId(case_id),
                journey=RecordId(journey),
                leg=form.cleaned_data["leg"],
                to=form.chosen(),
                phrase=form.cleaned_data["phrase"],
                clock=request.clock,
            )
        except (JourneyError, PastErrandError) as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            words = ngettext("In their mailbox.", "In their %(n)s mailboxes.", reached)
            say(request, words % {"n": reached})
            return redirect("cases:tell", case_id=case_id, journey=journey)
    return _page(request, case_id, journey, tell_form=form)


@act(Permission.PLAN_JOURNEYS)
def hand(request: DeskRequest, case_id: str, journey: str) -> HttpResponse:
    """Hand a host or a driver their part; the link and the words are shown now."""
    _file, plan = _read(request, case_id, journey)
    form = HandForm(plan, request.POST)
    if form.is_valid():
        try:
            handed = doing.hand_part(
                actor=request.actor,
                case=CaseId(case_id),
                journey=RecordId(journey),
                leg=form.cleaned_data["leg"],
                part=form.part(),
                clock=request.clock,
            )
        except (JourneyError, PastErrandError) as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            return _page(request, case_id, journey, handed=handed)
    return _page(request, case_id, journey, hand_form=form)


@act(Permission.PLAN_JOURNEYS)
def end(request: DeskRequest, case_id: str, journey: str) -> HttpResponse:
    """Let a part open nothing any more."""
    part = RecordId(request.POST.get("part", ""))
    doing.end_part(actor=request.actor, case=CaseId(case_id), part=part, clock=request.clock)
    say(request, _("Ended. The link and the words open nothing now."))
    return redirect("cases:tell", case_id=case_id, journey=journey)


def _read(request: DeskRequest, case_id: str, journey: str) -> tuple[CaseFile, Journey]:
    file = looking.read_file(request.actor, CaseId(case_id), clock=request.clock)
    return file, file.one(RecordId(journey), Journey).value


def _who(request: DeskRequest, file: CaseFile) -> tuple[Reachable, ...]:
    """Who could be told, as far as this member answers the line."""
    try:
        return tellable(request.actor, file)
    except (LineClosedError, NotGrantedError):
        return ()


def _page(
    request: DeskRequest,
    case_id: str,
    journey: str,
    *,
    tell_form: TellForm | None = None,
    hand_form: HandForm | None = None,
    handed: Handed | None = None,
) -> HttpResponse:
    file, plan = _read(request, case_id, journey)
    now, who = request.clock(), _who(request, file)
    parts = handed_parts(file, RecordId(journey))
    context = {
        "case": file.case,
        "case_id": case_id,
        "id": journey,
        "tell_form": tell_form or TellForm(plan, who),
        "hand_form": hand_form or HandForm(plan),
        "handed": handed,
        "parts": [(s, not s.value.is_ended and s.value.until > now) for s in parts],
    }
    return render_page(request, "desk/cases/tell.html", context)
