"""People of the network: hosts, drivers, escorts, vouchers; who they are, behind a reason.

Invariants: who somebody is is shown after its reason was given; where two change somebody at once,
the later one sees both.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import people as looking
from holdfast.apps.casework.queries.vetting import results, to_look_at
from holdfast.apps.casework.records.people import HelperIdentity
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.casework.services import people as doing
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.cases.forms import ReasonForm
from holdfast.doors.desk.cases.people import aliases, others
from holdfast.doors.desk.cases.vetting_page import tone_of
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import ChangeHelperForm, ChangeWhoForm, GiveHelperForm, HelperForm, WhoForm

CONFLICT = 409


@page(Permission.WORK_CASES)
def network(request: DeskRequest) -> HttpResponse:
    """Everybody of the network whom the member knows."""
    found, waiting = results(request.actor), to_look_at(request.actor)
    shown = [
        (view, found[view.id], tone_of(found[view.id]), view.id in waiting)
        for view in looking.helpers(request.actor)
    ]
    return render_page(request, "desk/network/network.html", {"people": shown, **_may(request)})


@page(Permission.PLAN_JOURNEYS)
def add(request: DeskRequest) -> HttpResponse:
    """A new person of the network."""
    posted = request.POST if request.method == "POST" else None
    form, who_form = HelperForm(posted), WhoForm(posted)
    if form.is_valid() and who_form.is_valid():
        try:
            helper = doing.open_helper(
                actor=request.actor, helper=form.helper(), identity=who_form.identity()
            )
        except CaseworkError as error:
            form.add_error("alias", f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Entered. Only you know them so far."))
            return redirect("network:helper", helper_id=helper)
    return render_page(request, "desk/network/add.html", {"form": form, "who_form": who_form})


@page(Permission.WORK_CASES)
def helper(request: DeskRequest, helper_id: str) -> HttpResponse:
    """One of them: what they do, and who of the team knows them."""
    shown = looking.helper(request.actor, HelperId(helper_id))
    knows = looking.who_knows_helper(request.actor, HelperId(helper_id))
    people = aliases(request)
    result = results(request.actor)[shown.id]
    context = {
        "shown": shown,
        "helper": shown.helper,
        "result": result,
        "tone": tone_of(result),
        "members": [(people.get(m, ""), m in knows.with_identity) for m in knows.members],
        "openings": [(o, people.get(MemberId(o.member), "")) for o in knows.openings],
        "give_form": GiveHelperForm(members=others(request)),
        **_may(request),
    }
    return render_page(request, "desk/network/helper.html", context)


@page(Permission.PLAN_JOURNEYS)
def change(request: DeskRequest, helper_id: str) -> HttpResponse:
    """Change what somebody does."""
    shown = looking.helper(request.actor, HelperId(helper_id))
    form = ChangeHelperForm(
        request.POST if request.method == "POST" else None,
        initial=ChangeHelperForm.of(shown.helper, shown.revision),
    )
    context: dict[str, object] = {"form": form, "shown": shown, "helper": shown.helper}
    if not form.is_valid():
        return render_page(request, "desk/network/change.html", context)
    try:
        doing.change_helper(
            actor=request.actor,
            helper=shown.id,
            changed=form.helper(),
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=shown.revision)
        more = {**context, "theirs": shown.helper}
        return render_page(request, "desk/network/change.html", more, status=CONFLICT)
    except CaseworkError as error:
        form.add_error("alias", f"{_(error.message)} {_(error.hint)}")
        return render_page(request, "desk/network/change.html", context)
    say(request, _("Saved."))
    return redirect("network:helper", helper_id=helper_id)


@page(Permission.WORK_CASES)
def who(request: DeskRequest, helper_id: str) -> HttpResponse:
    """Who somebody is, after a reason; then it can be changed."""
    shown = looking.helper(request.actor, HelperId(helper_id))
    try:
        named = looking.helper_identity(request.actor, shown.id, clock=request.clock)
    except ReasonNeededError:
        return _why(request, shown)
    form = ChangeWhoForm(
        request.POST if request.method == "POST" else None,
        initial=ChangeWhoForm.of(named.value, named.revision),
    )
    if form.is_valid():
        return _save_who(request, shown, form, named)
    context = {"form": form, "shown": shown, "helper": shown.helper}
    return render_page(request, "desk/network/who.html", context)


def _why(request: DeskRequest, shown: looking.HelperView) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        doing.open_helper_identity(
            actor=request.actor,
            helper=shown.id,
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )
        return redirect("network:who", helper_id=shown.id)
    context = {"reason_form": form, "shown": shown, "helper": shown.helper}
    return render_page(request, "desk/network/who.html", context)


def _save_who(
    request: DeskRequest,
    shown: looking.HelperView,
    form: ChangeWhoForm,
    named: Stored[HelperIdentity],
) -> HttpResponse:
    try:
        doing.set_helper_identity(
            actor=request.actor,
            helper=shown.id,
            identity=form.identity(),
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=named.revision)
        context = {"form": form, "shown": shown, "helper": shown.helper, "theirs": named.value}
        return render_page(request, "desk/network/who.html", context, status=CONFLICT)
    say(request, _("Saved, sealed apart."))
    return redirect("network:helper", helper_id=shown.id)


@act(Permission.GRANT_CASES)
def give(request: DeskRequest, helper_id: str) -> HttpResponse:
    """Let a member know somebody."""
    form = GiveHelperForm(request.POST, members=others(request))
    if not form.is_valid():
        raise CaseworkError(_("Choose a member, and what they get. Nothing was given."))
    typed = form.cleaned_data
    doing.grant_helper(
        actor=request.actor,
        helper=HelperId(helper_id),
        member=MemberId(typed["member"]),
        parts=[Part(part) for part in typed["parts"]],
    )
    say(request, _("Given. They know them from now on."))
    return redirect("network:helper", helper_id=helper_id)


def _may(request: DeskRequest) -> dict[str, bool]:
    roles = request.active.roles
    return {
        "may_plan": may(roles, Permission.PLAN_JOURNEYS),
        "may_grant": may(roles, Permission.GRANT_CASES),
    }
