"""The threats of a case; who they are, behind the reason for who it is about.

Invariants: where two change a threat at once, the later one sees both.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries import threats as seeing
from holdfast.apps.casework.records.threats import Threat, ThreatIdentity
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.threats import add_threat, change_threat, name_threat
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Part, RecordId
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say

from .threats_forms import ThreatForm, ThreatNameForm

CONFLICT = 409


@page(Permission.WORK_CASES)
def threats(request: DeskRequest, case_id: str) -> HttpResponse:
    """Every threat of a case."""
    try:
        found = seeing.threats(request.actor, CaseId(case_id), clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.CONTENT)
    shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    context = {"shown": shown, "case": shown.case, "threats": found}
    return render_page(request, "desk/cases/threats.html", context)


@page(Permission.WORK_CASES)
def add(request: DeskRequest, case_id: str) -> HttpResponse:
    """A new threat."""
    shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    form = ThreatForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_threat(
                actor=request.actor, case=shown.id, threat=form.threat(), clock=request.clock
            )
        except CaseworkError as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("Entered. The case is to be scored again."))
            return redirect("cases:threats", case_id=case_id)
    context = {"shown": shown, "case": shown.case, "form": form}
    return render_page(request, "desk/cases/threat.html", context)


@page(Permission.WORK_CASES)
def change(request: DeskRequest, case_id: str, threat: str) -> HttpResponse:
    """Change what is known of a threat."""
    shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    kept = seeing.threat(request.actor, shown.id, RecordId(threat), clock=request.clock)
    form = ThreatForm(
        request.POST if request.method == "POST" else None,
        initial=ThreatForm.of(kept.value, kept.revision),
    )
    if form.is_valid():
        return _save(request, shown, form, kept)
    return _page(request, shown, form, kept)


def _save(
    request: DeskRequest, shown: looking.CaseView, form: ThreatForm, kept: Stored[Threat]
) -> HttpResponse:
    try:
        change_threat(
            actor=request.actor,
            case=shown.id,
            record=kept.id,
            threat=form.threat(),
            revision=form.cleaned_data["revision"] or 0,
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=kept.revision)
        return _page(request, shown, form, kept, status=CONFLICT)
    except CaseworkError as error:
        form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        return _page(request, shown, form, kept)
    say(request, _("Saved. The case is to be scored again."))
    return redirect("cases:threats", case_id=shown.id)


def _page(
    request: DeskRequest,
    shown: looking.CaseView,
    form: ThreatForm,
    kept: Stored[Threat],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"shown": shown, "case": shown.case, "form": form, "kept": kept}
    if status == CONFLICT:
        context["theirs"] = kept.value
    return render_page(request, "desk/cases/threat.html", context, status=status)


@page(Permission.WORK_CASES)
def who(request: DeskRequest, case_id: str, threat: str) -> HttpResponse:
    """Who a threat is."""
    case = CaseId(case_id)
    try:
        named = seeing.threat_identity(request.actor, case, RecordId(threat), clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.IDENTITY)
    identity = named.value if named else ThreatIdentity(threat=threat)
    revision = named.revision if named else 0
    form = ThreatNameForm(
        request.POST if request.method == "POST" else None,
        initial=ThreatNameForm.of(identity, revision),
    )
    context: dict[str, object] = {"form": form, "case_id": case_id}
    if not form.is_valid():
        return render_page(request, "desk/cases/threat_who.html", context)
    try:
        name_threat(
            actor=request.actor,
            case=case,
            identity=form.identity(threat),
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
    except EditConflictError as error:
        beside_theirs(form, error, newest=revision)
        more = {**context, "theirs": identity}
        return render_page(request, "desk/cases/threat_who.html", more, status=CONFLICT)
    say(request, _("Saved, sealed apart from the case."))
    return redirect("cases:threats", case_id=case_id)
