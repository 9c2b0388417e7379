"""The risk of a case: its score, what people hold against it, and asking to lower it.

Invariants: what is typed stays in the form where somebody was faster; a need is shown beside the
score that it came from.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError, WhyNeededError
from holdfast.apps.casework.queries.instruments import instrument as instrument_of
from holdfast.apps.casework.queries.risk import RiskView
from holdfast.apps.casework.queries.risk import risk as risk_of
from holdfast.apps.casework.rules.cases import CaseId, CaseState, Need
from holdfast.apps.casework.rules.risk import Instrument
from holdfast.apps.casework.services.risk import ask_to_lower, raise_need, score_case
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .people import aliases
from .risk_forms import LowerForm, RaiseForm, ScoreForm

CONFLICT = 409


@page(Permission.WORK_CASES)
def risk(request: DeskRequest, case_id: str) -> HttpResponse:
    """Show the risk of a case, and score it."""
    try:
        shown = risk_of(request.actor, CaseId(case_id), clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.CONTENT)
    used = _instrument(request, shown)
    form = _score_form(request, shown, used)
    if not form.is_valid():
        return _page(request, shown, form, used)
    typed = form.cleaned_data
    try:
        made = score_case(
            actor=request.actor,
            case=shown.id,
            name=typed["name"],
            version=typed["version"],
            answers=form.answers(),
            revision=typed["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=shown.revision)
        return _page(request, shown, form, used, status=CONFLICT)
    says = _("%(points)s points: %(tier)s.") % {"points": made.points, "tier": made.tier}
    say(request, says)
    return redirect("cases:risk", case_id=case_id)


def _instrument(request: DeskRequest, shown: RiskView) -> Instrument:
    """The version whose questions were answered, where some were; else the newest."""
    name, version = request.POST.get("name", ""), request.POST.get("version", "")
    if version.isdecimal():
        return instrument_of(request.actor, name, int(version)).instrument
    named = [listed.instrument for listed in shown.instruments if listed.instrument.name == name]
    return (named or [shown.instruments[0].instrument])[0]


def _score_form(request: DeskRequest, shown: RiskView, used: Instrument) -> ScoreForm:
    begin = {"revision": shown.revision, "name": used.name, "version": used.version}
    posted = request.POST if request.method == "POST" else None
    return ScoreForm(posted, instrument=used, initial=begin)


def _page(
    request: DeskRequest, shown: RiskView, form: ScoreForm, used: Instrument, *, status: int = 200
) -> HttpResponse:
    people = aliases(request)
    need, revision = shown.case.need, {"revision": shown.revision}
    raise_form = RaiseForm(need=need, initial=revision, auto_id="id_raise_%s")
    lower_form = LowerForm(need=need, auto_id="id_lower_%s")
    context = {
        "shown": shown,
        "case": shown.case,
        "form": form,
        "used": used,
        "is_open": shown.case.state is not CaseState.CLOSED,
        "raise_form": raise_form if raise_form.fields["to"].choices else None,
        "lower_form": lower_form if lower_form.fields["to"].choices else None,
        "scores": [(one, people.get(MemberId(one.record.by), "")) for one in shown.scores],
        "overrides": [
            (moved, people.get(MemberId(moved.by), ""), people.get(MemberId(moved.second), ""))
            for moved in shown.overrides
        ],
    }
    return render_page(request, "desk/cases/risk.html", context, status=status)


@act(Permission.WORK_CASES)
def raise_by_judgement(request: DeskRequest, case_id: str) -> HttpResponse:
    """Hold a need to be greater than the score says."""
    shown = risk_of(request.actor, CaseId(case_id), clock=request.clock)
    form = RaiseForm(request.POST, need=shown.case.need)
    if not form.is_valid():
        raise _wrong(form)
    typed = form.cleaned_data
    raise_need(
        actor=request.actor,
        case=shown.id,
        to=Need(typed["to"]),
        reason=typed["reason"],
        revision=typed["revision"],
        clock=request.clock,
    )
    say(request, _("Raised, with your reason."))
    return redirect("cases:risk", case_id=case_id)


@act(Permission.WORK_CASES)
def lower(request: DeskRequest, case_id: str) -> HttpResponse:
    """Ask a second member to lower a need."""
    shown = risk_of(request.actor, CaseId(case_id), clock=request.clock)
    form = LowerForm(request.POST, need=shown.case.need)
    if not form.is_valid():
        raise _wrong(form)
    typed = form.cleaned_data
    ask_to_lower(
        actor=request.actor,
        case=shown.id,
        to=Need(typed["to"]),
        reason=typed["reason"],
        clock=request.clock,
    )
    say(request, _("Asked. It stays as it is until a second member agrees."))
    return redirect("cases:risk", case_id=case_id)


def _wrong(form: RaiseForm | LowerForm) -> CaseworkError:
    if "reason" in form.errors:
        return WhyNeededError()
    return CaseworkError(_("The need was changed meanwhile. Nothing was changed by you."))
