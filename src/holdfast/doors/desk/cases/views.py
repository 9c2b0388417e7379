"""One case: opening it, saying why, and reading it.

Invariants: a case is shown after its reason was given; who asks for it before is led to the
question.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.cases import SeenBeforeError
from holdfast.apps.casework.errors.general import CaseworkError, ReasonNeededError
from holdfast.apps.casework.queries import cases as looking
from holdfast.apps.casework.queries.places import place_aliases, stays_of
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.rules.cases import AFTERCARE_DAYS, CaseId
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.casework.services import cases as doing
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.seen_before import seen_before
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.kernel.errors import HoldfastError

from .forms import (
    AftercareForm,
    FactForm,
    OpenForm,
    ReasonForm,
    ReopenForm,
    SeenBeforeForm,
)
from .people import aliases, others
from .sections import sections_for


@page(Permission.OPEN_CASES)
def open_new(request: DeskRequest) -> HttpResponse:
    """Seen before? Then what the case begins with."""
    step = request.POST.get("step", "")
    if step == "open":
        return _open(request)
    look = SeenBeforeForm(request.POST if step == "look" else None, initial=_linked(request))
    found = None
    if step == "look" and look.is_valid():
        found = _seen_before(request, look)
    begin = OpenForm(members=others(request), initial=_linked(request))
    return _open_page(request, search=look, begin=begin, found=found)


def _seen_before(request: DeskRequest, look: SeenBeforeForm) -> tuple[looking.Similar, ...] | None:
    """The cases that were found; None where the question was refused, as the form then says."""
    try:
        words = look.cleaned_data["words"]
        return seen_before(actor=request.actor, words=words, clock=request.clock).cases
    except SeenBeforeError as error:
        look.add_error("words", f"{_(error.message)} {_(error.hint)}")
        return None


def _open(request: DeskRequest) -> HttpResponse:
    begin = OpenForm(request.POST, members=others(request))
    if begin.is_valid():
        typed = begin.cleaned_data
        try:
            case = doing.open_case(
                actor=request.actor,
                conversation_id=typed["conversation"] or None,
                alias=typed["alias"] or None,
                first=begin.first_words(),
                together_with=[MemberId(member) for member in typed["together_with"]],
                clock=request.clock,
            )
        except CaseworkError as error:
            begin.add_error("alias", f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("The case is open, and yours."))
            return redirect("cases:case", case_id=case)
    look = SeenBeforeForm(initial=_linked(request))
    return _open_page(request, search=look, begin=begin, found=[])


def _open_page(request: DeskRequest, **context: object) -> HttpResponse:
    return render_page(request, "desk/cases/open.html", context)


def _linked(request: DeskRequest) -> dict[str, str]:
    """The conversation of the line that the case is opened from, where there is one."""
    named = request.POST.get("conversation") or request.POST.get("conversation_id") or ""
    return {"conversation": named}


@page(Permission.WORK_CASES)
def case(request: DeskRequest, case_id: str) -> HttpResponse:
    """One case: what comes next, what is known, who is on the way."""
    try:
        shown = looking.case(request.actor, CaseId(case_id), clock=request.clock)
    except ReasonNeededError:
        return redirect("cases:why", case_id=case_id, part=Part.CONTENT)
    people = aliases(request)
    context = {
        "shown": shown,
        "case": shown.case,
        "moments": [(moment, people.get(moment.by, "")) for moment in shown.moments],
        "owner": people.get(MemberId(shown.case.owner), ""),
        "tasks": shown.tasks,
        "stays": _stays(request, CaseId(case_id)),
        "fact_form": FactForm(),
        "reopen_form": ReopenForm(initial={"revision": shown.revision}),
        "asks": _asks(shown),
        "sections": sections_for(request),
        **_permits(request),
    }
    return render_page(request, "desk/cases/case.html", context)


def _stays(request: DeskRequest, case: CaseId) -> list[tuple[Stored[Stay], str]]:
    """Each stay of a case, with the place's alias where this member knows the place."""
    found = stays_of(request.actor, case)
    known = place_aliases(request.actor, (PlaceId(stay.value.place) for stay in found))
    return [(stay, known.get(PlaceId(stay.value.place), "")) for stay in found]


def _asks(shown: looking.CaseView) -> list[AftercareForm]:
    """A form for the aftercare that was not asked about yet, the first three."""
    if shown.aftercare is None:
        return []
    asked = {call.days for call in shown.aftercare.calls}
    waiting = [days for days in AFTERCARE_DAYS if days not in asked]
    return [AftercareForm(initial={"days": days}, auto_id=f"id_{days}_%s") for days in waiting[:1]]


@page(Permission.WORK_CASES)
def why(request: DeskRequest, case_id: str, part: str) -> HttpResponse:
    """Why somebody opens a case, or who it is about."""
    asked = _part(part)
    looking.check_held(request.actor, CaseId(case_id), asked, clock=request.clock)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        open_for(
            actor=request.actor,
            case=CaseId(case_id),
            reason=form.cleaned_data["reason"],
            part=asked,
            clock=request.clock,
        )
        return redirect(_PAGE_OF[asked], case_id=case_id)
    context = {"form": form, "is_identity": asked is Part.IDENTITY}
    return render_page(request, "desk/cases/why.html", context)


def ask_why(request: HttpRequest, error: HoldfastError) -> HttpResponse | None:
    """Whoever asks for a page of a case before they said why is led to the question."""
    at = request.resolver_match
    if not isinstance(error, ReasonNeededError) or at is None or request.method == "POST":
        return None
    if at.namespace != "cases" or "case_id" not in at.kwargs:
        return None
    return redirect("cases:why", case_id=at.kwargs["case_id"], part=Part.CONTENT)


_PAGE_OF = {Part.CONTENT: "cases:case", Part.IDENTITY: "cases:identity"}


def _part(part: str) -> Part:
    if part not in {Part.CONTENT, Part.IDENTITY}:
        raise Http404
    return Part(part)


def _permits(request: DeskRequest) -> dict[str, bool]:
    """What the page offers; each address asks again."""
    roles = request.active.roles
    return {
        "may_grant": may(roles, Permission.GRANT_CASES),
        "may_plan": may(roles, Permission.PLAN_JOURNEYS),
        "may_open": may(roles, Permission.OPEN_CASES),
    }
