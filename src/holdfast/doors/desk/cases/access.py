"""Who can open a case, who did, giving and taking it, and handing many over at once.

Invariants: an alias is all that is shown of a member; what is refused is said in the form it was
asked in.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries.queue import Listed
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.access import end_access, grant_case
from holdfast.apps.casework.services.handing_over import hand_over
from holdfast.apps.keyring.errors import KeyringError
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import EndAccessForm, GrantForm, HandOverForm
from .people import aliases, others


@page(Permission.WORK_CASES)
def access(request: DeskRequest, case_id: str) -> HttpResponse:
    """Who can open a case and who did; a coordinator gives it to somebody."""
    case = CaseId(case_id)
    form = GrantForm(request.POST if request.method == "POST" else None, members=others(request))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            grant_case(
                actor=request.actor,
                case=case,
                member=MemberId(typed["member"]),
                parts=[Part(part) for part in typed["parts"]],
                reason=typed["reason"],
                until=typed["until"],
                clock=request.clock,
            )
        except (CaseworkError, KeyringError) as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Given. They can open it from now on."))
            return redirect("cases:access", case_id=case_id)
    return _access_page(request, case, form)


def _access_page(request: DeskRequest, case: CaseId, form: GrantForm) -> HttpResponse:
    shown = looking.case(request.actor, case, clock=request.clock)
    holders = looking.who_can_open(request.actor, case, clock=request.clock)
    people = aliases(request)
    ends = [
        EndAccessForm(initial={"member": holder.member}, auto_id=f"id_{n}_%s")
        for n, holder in enumerate(holders)
    ]
    context = {
        "case": shown.case,
        "shown": shown,
        "holders": [
            (holder, people.get(holder.member, ""), end)
            for holder, end in zip(holders, ends, strict=True)
        ],
        "openings": [(m, people.get(m.by, "")) for m in shown.moments if m.kind == "opening"],
        "form": form,
        "may_grant": may(request.active.roles, Permission.GRANT_CASES),
        "me": request.actor.member,
    }
    return render_page(request, "desk/cases/access.html", context)


@act(Permission.GRANT_CASES)
def end(request: DeskRequest, case_id: str) -> HttpResponse:
    """Take a case back from somebody."""
    take_back(request, case_id, end_access)
    return redirect("cases:access", case_id=case_id)


def take_back(request: DeskRequest, case_id: str, act: Callable[..., None]) -> None:
    """Take something of a case back from the member of the form, for its reason."""
    form = EndAccessForm(request.POST)
    typed = form.cleaned_data if form.is_valid() else {"member": "", "reason": ""}
    act(
        actor=request.actor,
        case=CaseId(case_id),
        member=MemberId(typed["member"]),
        reason=typed["reason"],
        clock=request.clock,
    )
    say(request, _("Taken back. They cannot open it any more."))


@page(Permission.GRANT_CASES)
def hand_over_cases(request: DeskRequest) -> HttpResponse:
    """Make somebody else the owner of many cases at once."""
    queue = looking.cases(request.actor, clock=request.clock)
    choices = [(str(listed.id), _line(listed)) for listed in queue]
    form = HandOverForm(
        request.POST if request.method == "POST" else None, cases=choices, members=others(request)
    )
    if form.is_valid():
        typed = form.cleaned_data
        done = hand_over(
            actor=request.actor,
            cases=[CaseId(case) for case in typed["cases"]],
            to=MemberId(typed["to"]),
            reason=typed["reason"],
            clock=request.clock,
        )
        say(request, _("%(n)s cases have a new owner.") % {"n": done.cases})
        if done.check_ins:
            say(request, _("%(n)s check-ins are told to them now.") % {"n": done.check_ins})
        for what, count in done.left.items():
            say(request, f"{_('Not done:')} {count} {_(what)}.")
        return redirect("cases:cases")
    return render_page(request, "desk/cases/hand_over.html", {"form": form, "any": bool(queue)})


def _line(listed: Listed) -> str:
    return f"{listed.case.alias} · {listed.case.need} · {listed.case.next_action}"
