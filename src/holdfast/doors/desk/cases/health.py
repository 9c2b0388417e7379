"""The pages of health: that it is there, why it is opened, what stands in it, and who holds it.

Invariants: who holds the case alone learns that health is kept and nothing of it; each page of it
asks the keys and the reason again.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import health as looking
from holdfast.apps.casework.queries.cases import who_can_open
from holdfast.apps.casework.queries.files import CaseFile, read_file
from holdfast.apps.casework.records.cases import Opening
from holdfast.apps.casework.records.health import Injury, Medication, Screen
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.health import runs_out_on
from holdfast.apps.casework.services import health as doing
from holdfast.apps.keyring.errors import EditConflictError, KeyringError
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of

from .access import take_back
from .forms import EndAccessForm, ReasonForm
from .health_forms import (
    BeginHealthForm,
    GrantHealthForm,
    InjuryForm,
    MedicationForm,
    ScreenForm,
)
from .items import CONFLICT, about, do
from .items_forms import ItemForm, RevisionForm
from .people import Choices, aliases

FORMS: dict[str, type[ItemForm]] = {
    "medication": MedicationForm,
    "injury": InjuryForm,
    "screen": ScreenForm,
}


@page(Permission.WORK_CASES)
def health(request: DeskRequest, case_id: str) -> HttpResponse:
    """Health, or that it is kept, or the form to begin it."""
    case = read_file(request.actor, CaseId(case_id), clock=request.clock)
    state = looking.state_in(request.actor, case)
    if state.scope is None:
        return _begin(request, case)
    if not state.may_open:
        return render_page(request, "desk/cases/health_kept.html", about(case))
    try:
        file = looking.read_health(request.actor, case.scope, clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:health-why", case_id=case_id)
    step = request.POST.get("step", "")
    forms = {
        name: form(request.POST if step == name else None, file=file, auto_id=f"{name}_%s")
        for name, form in FORMS.items()
    }
    if step in forms and forms[step].is_valid() and _entered(request, case, forms[step]):
        return redirect("cases:health", case_id=case_id)
    return _health_page(request, case, file, forms)


def _begin(request: DeskRequest, case: CaseFile) -> HttpResponse:
    form = BeginHealthForm(
        request.POST if request.method == "POST" else None, members=_on_case(request, case)
    )
    if form.is_valid():
        doing.begin_health(
            actor=request.actor,
            case=case.scope,
            reason=form.cleaned_data["reason"],
            together_with=[MemberId(one) for one in form.cleaned_data["together_with"]],
            clock=request.clock,
        )
        say(request, _("It is begun, and opens with keys of its own."))
        return redirect("cases:health", case_id=case.scope)
    return render_page(request, "desk/cases/health_begin.html", {"form": form, **about(case)})


def _on_case(request: DeskRequest, case: CaseFile) -> Choices:
    """Who else can open the case."""
    people = aliases(request)
    held = who_can_open(request.actor, case.scope, clock=request.clock)
    members = [holder.member for holder in held if holder.member != request.actor.member]
    return [(str(member), str(people.get(member, ""))) for member in members]


def _entered(request: DeskRequest, case: CaseFile, form: ItemForm) -> bool:
    try:
        doing.add_health(
            actor=request.actor, case=case.scope, item=form.item(), clock=request.clock
        )
    except CaseworkError as error:
        form.add_error(None, words_of(error))
        return False
    say(request, _("Entered."))
    return True


def _health_page(
    request: DeskRequest, case: CaseFile, file: CaseFile, forms: dict[str, ItemForm]
) -> HttpResponse:
    people = aliases(request)
    context = {
        "medications": [
            (one, runs_out_on(one.value.counted_on, one.value.days_left))
            for one in file.all(Medication)
        ],
        "injuries": file.all(Injury),
        "screens": [
            (
                one,
                people.get(MemberId(one.value.by), ""),
                people.get(MemberId(one.value.reviewed_by), ""),
            )
            for one in file.all(Screen)
        ],
        "forms": forms,
        "me": request.actor.member,
        **about(case),
    }
    return render_page(request, "desk/cases/health.html", context)


@page(Permission.WORK_CASES)
def why(request: DeskRequest, case_id: str) -> HttpResponse:
    """Why somebody opens the health of a case."""
    looking.held_health(request.actor, CaseId(case_id), clock=request.clock)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        doing.open_health(
            actor=request.actor,
            case=CaseId(case_id),
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )
        return redirect("cases:health", case_id=case_id)
    return render_page(request, "desk/cases/health_why.html", {"form": form, "case_id": case_id})


@page(Permission.WORK_CASES)
def entry(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """A medicine, an injury or a screen, to be changed or taken out."""
    file = looking.read_health(request.actor, CaseId(case_id), clock=request.clock)
    stored = looking.entry(file, RecordId(record))
    made = next(form for form in FORMS.values() if form.ITEM is type(stored.value))
    begun = made.initial_of(stored.value, stored.revision)
    form = made(request.POST if request.method == "POST" else None, file=file, initial=begun)
    theirs = None
    if form.is_valid():
        try:
            doing.change_health(
                actor=request.actor,
                case=CaseId(case_id),
                record=stored.id,
                item=form.item(stored.value),
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            )
        except EditConflictError as error:
            beside_theirs(form, error, newest=stored.revision)
            theirs = form.shown()
        except CaseworkError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Saved."))
            return redirect("cases:health", case_id=case_id)
    case = read_file(request.actor, CaseId(case_id), clock=request.clock)
    context = {
        "form": form,
        "theirs": theirs,
        "title": _("Health"),
        "back": reverse("cases:health", args=[case_id]),
        "removing": reverse("cases:remove-health", args=[case_id, record]),
        "remove_form": RevisionForm(initial={"revision": stored.revision}, auto_id=False),
        **about(case),
    }
    status = CONFLICT if theirs is not None else 200
    return render_page(request, "desk/cases/item.html", context, status=status)


@act(Permission.WORK_CASES)
def remove(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Take out an entry that was made by mistake."""
    do(request, case_id, record, doing.remove_health)
    say(request, _("Taken out."))
    return redirect("cases:health", case_id=case_id)


@act(Permission.WORK_CASES)
def review(request: DeskRequest, case_id: str, record: str) -> HttpResponse:
    """Say that somebody else than its maker read a screen."""
    do(request, case_id, record, doing.review_screen)
    say(request, _("Reviewed by you."))
    return redirect("cases:health", case_id=case_id)


@page(Permission.WORK_CASES)
def access(request: DeskRequest, case_id: str) -> HttpResponse:
    """Who can open the health of a case and who did; a coordinator gives it to somebody."""
    case = read_file(request.actor, CaseId(case_id), clock=request.clock)
    members = _on_case(request, case)
    form = GrantHealthForm(request.POST if request.method == "POST" else None, members=members)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            doing.grant_health(
                actor=request.actor,
                case=case.scope,
                member=MemberId(typed["member"]),
                reason=typed["reason"],
                until=typed["until"],
                clock=request.clock,
            )
        except (CaseworkError, KeyringError) as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Given. They can open it from now on."))
            return redirect("cases:health-access", case_id=case_id)
    return _access_page(request, case, form)


def _access_page(request: DeskRequest, case: CaseFile, form: GrantHealthForm) -> HttpResponse:
    file = looking.read_health(request.actor, case.scope, clock=request.clock)
    held = looking.who_holds_health(request.actor, case.scope, clock=request.clock)
    people = aliases(request)
    openings = sorted((one.value for one in file.all(Opening)), key=lambda o: o.at, reverse=True)
    context = {
        "holders": [
            (
                one,
                people.get(one.member, ""),
                EndAccessForm(initial={"member": one.member}, auto_id=f"id_{n}_%s"),
            )
            for n, one in enumerate(held)
        ],
        "openings": [(one, people.get(MemberId(one.member), "")) for one in openings],
        "form": form,
        "may_grant": may(request.active.roles, Permission.GRANT_CASES),
        "me": request.actor.member,
        **about(case),
    }
    return render_page(request, "desk/cases/health_access.html", context)


@act(Permission.GRANT_CASES)
def end(request: DeskRequest, case_id: str) -> HttpResponse:
    """Take the health of a case back from somebody."""
    take_back(request, case_id, doing.end_health)
    return redirect("cases:health", case_id=case_id)
