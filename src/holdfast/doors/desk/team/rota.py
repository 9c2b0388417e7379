"""Pages of the rota: who answers when, and when nobody does.

Invariants: times are typed and shown in the team's zone, which the page names.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.intake.queries import rota as rotas
from holdfast.apps.intake.queries.line import is_open, who_answers
from holdfast.apps.intake.services import rota as services
from holdfast.apps.intake.team.notices import zone_named
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.cases.people import Choices, aliases, colleagues
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of
from holdfast.kernel.errors import HoldfastError

from . import words
from .forms import RevisionForm, ShiftForm

DAYS_AHEAD = 4 * rotas.AHEAD


@page(Permission.ANSWER_CONTACTS)
def rota(request: DeskRequest) -> HttpResponse:
    """Who answers in the next four weeks; one more shift."""
    shown = rotas.rota(request.actor, days=DAYS_AHEAD, clock=request.clock)
    zone = zone_named(shown.zone)
    people = _people(request)
    given = request.POST if request.method == "POST" else None
    form = ShiftForm(given, people=people, zone=zone, initial={"member": request.active.id})
    if form.is_valid():
        try:
            services.plan_shift(
                actor=request.actor,
                span=form.span(),
                member=MemberId(form.cleaned_data["member"]),
                clock=request.clock,
            )
        except HoldfastError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("It is on the rota."))
            return redirect("team:rota")
    context = {**_context(request, shown, zone), "form": form}
    return render_page(request, "desk/team/rota.html", context, status=400 if form.errors else 200)


@act(Permission.ANSWER_CONTACTS)
def offer(request: DeskRequest, shift: str) -> HttpResponse:
    """Let somebody else take it."""
    services.offer_shift(actor=request.actor, shift=RecordId(shift), revision=_revision(request))
    say(request, _("It is offered. It stays theirs until somebody takes it."))
    return redirect("team:rota")


@act(Permission.ANSWER_CONTACTS)
def take(request: DeskRequest, shift: str) -> HttpResponse:
    """Take it."""
    services.take_shift(
        actor=request.actor,
        shift=RecordId(shift),
        revision=_revision(request),
        clock=request.clock,
    )
    say(request, _("It is yours now."))
    return redirect("team:rota")


@act(Permission.ANSWER_CONTACTS)
def drop(request: DeskRequest, shift: str) -> HttpResponse:
    """Take it off the rota."""
    services.drop_shift(actor=request.actor, shift=RecordId(shift))
    say(request, _("It is off the rota. Look whether a gap is left."))
    return redirect("team:rota")


def _context(request: DeskRequest, shown: rotas.Rota, zone: ZoneInfo) -> dict[str, object]:
    people, may_plan = aliases(request), may(request.active.roles, Permission.GRANT_CASES)
    rows = []
    for shift in shown.shifts:
        is_mine = shift.member == request.active.id
        rows.append(
            {
                "shift": shift,
                "when": words.span(shift.span, zone),
                "who": people.get(shift.member, ""),
                "is_mine": is_mine,
                "may_change": is_mine or may_plan,
            }
        )
    gaps = [words.span(gap, zone) for gap in shown.gaps]
    return {"rows": rows, "gaps": gaps, "zone": shown.zone}


def _people(request: DeskRequest) -> Choices:
    """Whom the member may plan for: themselves, or for a coordinator all who answer the line."""
    everybody = colleagues(request)
    if may(request.active.roles, Permission.GRANT_CASES) and is_open():
        try:
            answering = set(who_answers(request.actor))
        except NotGrantedError:
            answering = {request.active.id}
        return [choice for choice in everybody if choice[0] in answering]
    return [choice for choice in everybody if choice[0] == request.active.id]


def _revision(request: DeskRequest) -> int:
    form = RevisionForm(request.POST)
    return form.cleaned_data["revision"] if form.is_valid() else -1
