"""The team's letterbox for referrals: our address, whom we know, what came and what is made of it.

Invariants: what came is shown to those who hold the letterbox; names in it only on its own page.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries import referrals as looking
from holdfast.apps.casework.records.referrals import Incoming
from holdfast.apps.casework.rules.referrals import write_address
from holdfast.apps.casework.services import incoming as taking
from holdfast.apps.casework.services import referrals as doing
from holdfast.apps.keyring.errors import EditConflictError, KeyringError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of

from .items import CONFLICT
from .people import aliases, colleagues
from .referrals_forms import AcceptForm, MemberChoiceForm, PartnerForm, RefuseForm, TakeInForm


@page(Permission.WORK_CASES)
def letterbox(request: DeskRequest) -> HttpResponse:
    """Our address, the organisations that we know, and what came."""
    step = request.POST.get("step", "")
    partner = PartnerForm(request.POST if step == "partner" else None)
    file = TakeInForm(*([request.POST, request.FILES] if step == "file" else []))
    try:
        if partner.is_valid():
            doing.add_partner(actor=request.actor, clock=request.clock, **partner.cleaned_data)
            say(request, _("You know them now."))
            return redirect("cases:letterbox")
        if file.is_valid():
            came = taking.take_in(actor=request.actor, data=file.content(), clock=request.clock)
            return redirect("cases:incoming", record=came)
    except CaseworkError as error:
        (partner if step == "partner" else file).add_error(None, words_of(error))
    return _letterbox_page(request, partner, file)


def _letterbox_page(request: DeskRequest, partner: PartnerForm, file: TakeInForm) -> HttpResponse:
    ours, people = looking.letterbox(request.actor), aliases(request)
    members = ours.members if ours else []
    others = [choice for choice in colleagues(request) if choice[0] not in members]
    context = {
        "ours": ours,
        "address": write_address(ours.address) if ours else "",
        "may_open": request.actor.member in members,
        "may_grant": may(request.active.roles, Permission.GRANT_CASES),
        "members": [(member, people.get(member, "")) for member in members],
        "partners": looking.partners(request.actor),
        "came": looking.incoming(request.actor),
        "partner_form": partner,
        "file_form": file,
        "member_form": MemberChoiceForm(members=others) if others else None,
    }
    return render_page(request, "desk/cases/letterbox.html", context)


@act(Permission.GRANT_CASES)
def begin(request: DeskRequest) -> HttpResponse:
    """Begin the letterbox."""
    doing.found_box(actor=request.actor)
    say(request, _("The letterbox is begun. Give its address to those who refer people to you."))
    return redirect("cases:letterbox")


@act(Permission.GRANT_CASES)
def let_in(request: DeskRequest) -> HttpResponse:
    """Let a member take referrals in."""
    doing.let_take_in(actor=request.actor, member=MemberId(request.POST.get("member", "")))
    say(request, _("Given. They can take referrals in from now on."))
    return redirect("cases:letterbox")


@act(Permission.GRANT_CASES)
def shut_out(request: DeskRequest) -> HttpResponse:
    """Take the letterbox back from a member."""
    doing.stop_taking_in(
        actor=request.actor, member=MemberId(request.POST.get("member", "")), clock=request.clock
    )
    say(request, _("Taken back. The letterbox has a new address: give it to everybody again."))
    return redirect("cases:letterbox")


@act(Permission.GRANT_CASES)
def forget(request: DeskRequest, record: str) -> HttpResponse:
    """Know an organisation no more."""
    doing.remove_partner(actor=request.actor, record=RecordId(record))
    say(request, _("Taken out."))
    return redirect("cases:letterbox")


@page(Permission.OPEN_CASES)
def incoming(request: DeskRequest, record: str) -> HttpResponse:
    """What came, to be looked at, accepted or refused."""
    stored = looking.incoming_one(request.actor, RecordId(record))
    begun = {"revision": stored.revision}
    step = request.POST.get("step", "")
    accept = AcceptForm(request.POST if step == "accept" else None, initial=begun)
    refuse = RefuseForm(
        request.POST if step == "refuse" else None, initial=begun, auto_id="refuse_%s"
    )
    form = refuse if step == "refuse" else accept
    try:
        if accept.is_valid():
            case = taking.accept(
                actor=request.actor, record=stored.id, clock=request.clock, **accept.cleaned_data
            )
            say(request, _("The case is open, and yours."))
            return redirect("cases:case", case_id=case)
        if refuse.is_valid():
            taking.refuse(actor=request.actor, record=stored.id, **refuse.cleaned_data)
            say(request, _("Refused. Tell them, and why."))
            return redirect("cases:letterbox")
    except EditConflictError as error:
        beside_theirs(form, error, newest=stored.revision)
        return _incoming_page(request, stored, accept, refuse, status=CONFLICT)
    except (CaseworkError, KeyringError) as error:
        form.add_error(None, words_of(error))
        stored = looking.incoming_one(request.actor, RecordId(record))
        form.data = form.data.copy()
        form.data["revision"] = begun["revision"] = stored.revision
    return _incoming_page(request, stored, accept, refuse)


def _incoming_page(
    request: DeskRequest,
    stored: Stored[Incoming],
    accept: AcceptForm,
    refuse: RefuseForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "came": stored.value,
        "bundle": stored.value.bundle,
        "by": aliases(request).get(MemberId(stored.value.decided_by), ""),
        "accept_form": accept,
        "refuse_form": refuse,
    }
    return render_page(request, "desk/cases/incoming.html", context, status=status)
