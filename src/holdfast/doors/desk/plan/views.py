"""Who waits for a bed, why not this bed, and deciding about what is proposed.

Invariants:
- Looking changes nothing; a bed is taken only by a person's decision with its reason.
- What is accepted is what was shown: where the plan changed meanwhile, it is shown again.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.planning import CaseToPlace, case_to_place, plan_view
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.planning import Decision, decide
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.methods.passage.judgement import Verdict

from .forms import ChangeForm, JudgeForm

MOST_SHOWN = 60
CHANGED = gettext_lazy(
    "The plan changed since you opened this page. Nothing was decided: look again."
)


@page(Permission.PLAN_JOURNEYS)
def plan(request: DeskRequest) -> HttpResponse:
    """Who waits for a bed in the coming nights, and what is proposed."""
    shown = plan_view(request.actor, most=MOST_SHOWN, clock=request.clock)
    context = {"plan": shown, "more": shown.total - len(shown.waiting)}
    return render_page(request, "desk/plan/plan.html", context)


@page(Permission.PLAN_JOURNEYS)
def household(request: DeskRequest, case_id: str) -> HttpResponse:
    """One household: decide about what is proposed, or choose another bed."""
    case = CaseId(case_id)
    shown = case_to_place(request.actor, case, clock=request.clock)
    judge, change = _forms(request, shown)
    sent = change if request.POST.get("verdict") == Verdict.CHANGE else judge
    if sent is not None and sent.is_bound and sent.is_valid():
        decision = _decision(request, shown, sent)
        if decision is not None and _decided(request, case, decision, sent):
            return _next(request, case)
    return _shown(request, shown, judge, change)


def _forms(request: DeskRequest, shown: CaseToPlace) -> tuple[JudgeForm | None, ChangeForm]:
    """The two forms; the one that was sent holds what was typed."""
    data = request.POST if request.method == "POST" else None
    is_change = data is not None and data.get("verdict") == Verdict.CHANGE
    first = shown.case.proposals[0] if shown.case.proposals else None
    begin = _begin(shown)
    judge = JudgeForm(None if is_change else data, initial=begin) if first or data else None
    places = [(str(choice.place), choice.alias) for choice in shown.choices]
    change = ChangeForm(
        data if is_change else None, initial=begin, places=places, auto_id="change_%s"
    )
    return judge, change


def _begin(shown: CaseToPlace) -> dict[str, object]:
    """What the forms begin with: the first proposal, or the first night without a bed."""
    for proposal in shown.case.proposals[:1]:
        return JudgeForm.of(proposal)
    return {"first": shown.case.missing[0], "nights": 1}


def _decision(request: DeskRequest, shown: CaseToPlace, form: JudgeForm) -> Decision | None:
    """What was decided; None where it is about something that is proposed no more."""
    if isinstance(form, ChangeForm):
        return form.decision(Verdict.CHANGE)
    verdict = Verdict.REFUSE if request.POST.get("verdict") == Verdict.REFUSE else Verdict.ACCEPT
    if not any(form.is_about(proposal) for proposal in shown.case.proposals[:1]):
        form.add_error(None, CHANGED)
        form.data = {**form.data.dict(), **_begin(shown)}  # to be decided about what is shown now
        return None
    return form.decision(verdict)


def _decided(request: DeskRequest, case: CaseId, decision: Decision, form: JudgeForm) -> bool:
    try:
        decide(actor=request.actor, case=case, decision=decision, clock=request.clock)
    except CaseworkError as error:
        form.add_error(None, f"{_(error.message)} {_(error.hint)}")
        return False
    is_refused = decision.verdict is Verdict.REFUSE
    say(request, _("Noted. This place is not proposed again.") if is_refused else _("Placed."))
    return True


def _next(request: DeskRequest, case: CaseId) -> HttpResponse:
    """The same household as long as it waits; then the others."""
    try:
        case_to_place(request.actor, case, clock=request.clock)
    except NotGrantedError:
        return redirect("plan:plan")
    return redirect("plan:case", case_id=case)


def _shown(
    request: DeskRequest, shown: CaseToPlace, judge: JudgeForm | None, change: ChangeForm
) -> HttpResponse:
    people = aliases(request)
    context = {
        "shown": shown,
        "case": shown.case,
        "proposal": shown.case.proposals[0] if shown.case.proposals else None,
        "later": shown.case.proposals[1:],
        "choices": shown.choices[:MOST_SHOWN],
        "more": max(len(shown.choices) - MOST_SHOWN, 0),
        "decided": [(alias, j, people.get(MemberId(j.by), "")) for alias, j in shown.decided],
        "judge_form": judge,
        "change_form": change,
    }
    return render_page(request, "desk/plan/case.html", context)
