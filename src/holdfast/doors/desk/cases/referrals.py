"""Handing parts of a case to another organisation: what left, and what became of it.

Invariants: the file is the answer to the form that asked for it, once; nothing of it is kept here.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries.files import CaseFile, read_file
from holdfast.apps.casework.queries.referrals import partners
from holdfast.apps.casework.records.referrals import Referral
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.referrals import MOVES, ReferralState
from holdfast.apps.casework.services import referrals as doing
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of

from .items import CONFLICT, about
from .people import aliases
from .referrals_forms import AnswerForm, HandOverPartsForm


@page(Permission.WORK_CASES)
def referrals(request: DeskRequest, case_id: str) -> HttpResponse:
    """What a case handed over, and the form that makes a file of it."""
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    known = [(str(one.id), one.value.name) for one in partners(request.actor)]
    form = HandOverPartsForm(request.POST if request.method == "POST" else None, partners=known)
    if form.is_valid():
        try:
            id_, data = doing.hand_over_parts(
                actor=request.actor, case=file.scope, chosen=form.chosen(), clock=request.clock
            )
        except (ReasonNeededError, NotGrantedError) as error:
            say_why = _("Open each part that you hand over first, with its reason.")
            form.add_error("parts", f"{words_of(error)} {say_why}")
        except CaseworkError as error:
            form.add_error(None, words_of(error))
        else:
            return _to_save(id_, data)
    sent = sorted(file.all(Referral), key=lambda one: one.value.answers[0].at, reverse=True)
    context = {"sent": sent, "form": form, "known": known, **about(file)}
    return render_page(request, "desk/cases/referrals.html", context)


def _to_save(id_: str, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="referral-{id_[:6]}.holdfast"'
    return response


@page(Permission.WORK_CASES)
def referral(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """One referral, and what became of it."""
    file = read_file(request.actor, CaseId(case_id), clock=request.clock)
    stored = file.one(RecordId(record), Referral)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        moves=sorted(MOVES[stored.value.state], key=list(ReferralState).index),
        initial={"revision": stored.revision},
    )
    if not form.is_valid():
        return _referral_page(request, file, stored, form)
    try:
        doing.note_answer(
            actor=request.actor,
            case=file.scope,
            record=stored.id,
            to=ReferralState(form.cleaned_data["to"]),
            says=form.cleaned_data["says"],
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=stored.revision)
        return _referral_page(request, file, stored, form, status=CONFLICT)
    say(request, _("Noted."))
    return redirect("cases:referral", case_id=case_id, record=record)


def _referral_page(
    request: DeskRequest,
    file: CaseFile,
    stored: Stored[Referral],
    form: AnswerForm,
    *,
    status: int = 200,
) -> HttpResponse:
    people = aliases(request)
    answers = stored.value.answers
    context = {
        "referral": stored.value,
        "answers": [(answer, people.get(MemberId(answer.by), "")) for answer in answers],
        "form": form,
        **about(file),
    }
    return render_page(request, "desk/cases/referral.html", context, status=status)
