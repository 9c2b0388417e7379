"""Handing over at the end of a shift, and taking over at the beginning of the next.

Invariants:
- What must not be forgotten gathers by itself from what the member may open, and says what it could
  not look into.
- A case stands in a hand-over by its opaque id; its alias is shown to whoever may open it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.rules.journeys import WATCHED
from holdfast.apps.intake.queries import hand_over as queries
from holdfast.apps.intake.queries.rota import following, rota
from holdfast.apps.intake.queries.team import team_settings
from holdfast.apps.intake.services.hand_over import take_hand_over, write_hand_over
from holdfast.apps.intake.team.notices import zone_named
from holdfast.apps.intake.team.records.rota import MustNot, Pending
from holdfast.apps.intake.team.rota import Span
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of
from holdfast.kernel.errors import HoldfastError

from . import words
from .forms import HandOverForm

WITHOUT_ROTA = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that must not be forgotten, as a page shows it."""

    kind: str
    alias: str
    address: str
    when: str
    says: str
    is_danger: bool


@page(Permission.ANSWER_CONTACTS)
def write(request: DeskRequest) -> HttpResponse:
    """What must not be forgotten, and what the next shift must know besides."""
    pending = _gathered(request)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            write_hand_over(
                actor=request.actor,
                text=form.cleaned_data["text"],
                pending=pending,
                clock=request.clock,
            )
        except HoldfastError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Handed over. Everybody sees that nobody has taken it yet."))
            return redirect("team:team")
    next_shift, zone = _next_shift(request), _zone(request)
    context = {
        "form": form,
        "pending": _shown(request, pending),
        "until": words.span(next_shift, zone),
        "zone": zone.key,
        "sees_journeys": may(request.active.roles, Permission.PLAN_JOURNEYS),
    }
    status = 400 if form.errors else 200
    return render_page(request, "desk/team/write.html", context, status=status)


@page(Permission.ANSWER_CONTACTS)
def hand_over(request: DeskRequest, card: str) -> HttpResponse:
    """What the shift before left to the next."""
    one = queries.hand_over(request.actor, RecordId(card))
    people = aliases(request)
    assert one.words is not None
    context = {
        "one": one,
        "by": people.get(one.by, ""),
        "taken_by": people.get(one.taken_by, "") if one.taken_by else "",
        "is_mine": one.by == request.active.id,
        "pending": _shown(request, one.words.pending),
        "zone": _zone(request).key,
        "at": _moment(one.at, _zone(request)),
        "taken_at": _moment(one.taken_at, _zone(request)) if one.taken_at else "",
    }
    return render_page(request, "desk/team/hand_over.html", context)


@act(Permission.ANSWER_CONTACTS)
def take(request: DeskRequest, card: str) -> HttpResponse:
    """Say that one has read it and answers from now on."""
    take_hand_over(actor=request.actor, card=RecordId(card), clock=request.clock)
    say(request, _("It is yours. Thank them, and let them sleep."))
    return redirect("team:hand-over", card=card)


def _gathered(request: DeskRequest) -> list[Pending]:
    until = _next_shift(request).end
    pending = queries.not_to_forget(actor=request.actor, until=until, clock=request.clock)
    return pending + _check_ins(request, until=until)


def _check_ins(request: DeskRequest, *, until: dt.datetime) -> list[Pending]:
    """The check-ins that are overdue or due in the next shift, of cases the member may open."""
    if not may(request.active.roles, Permission.PLAN_JOURNEYS):
        return []
    rows = departures(request.actor, clock=request.clock).rows
    return [
        Pending(
            kind=MustNot.CHECK_IN,
            about=str(row.case),
            alias="",
            at=row.next.check_in.due_at,
            says=str(_("overdue")) if row.is_overdue else "",
        )
        for row in rows
        if row.state in WATCHED and row.next is not None and row.next.check_in.due_at <= until
    ]


def _next_shift(request: DeskRequest) -> Span:
    """The shift that follows, or the next twelve hours where the rota says nothing."""
    now = request.clock()
    shifts = (s for s in rota(request.actor, clock=request.clock).shifts if not s.is_now)
    return following(shifts, after=now) or Span(now, now + WITHOUT_ROTA)


def _shown(request: DeskRequest, pending: list[Pending] | tuple[Pending, ...]) -> list[Shown]:
    known, zone = _cases(request, pending), _zone(request)
    return [_one(item, known, zone) for item in pending]


def _one(item: Pending, known: Mapping[str, str], zone: ZoneInfo) -> Shown:
    if item.kind is MustNot.CHECK_IN:
        alias = known.get(item.about, "")
        address = reverse("departures:board") if alias else ""
        alias = alias or str(_("a case that you cannot open"))
    else:
        alias, address = item.alias, reverse("line:conversation", args=(item.about,))
    return Shown(
        kind=words.MUST_NOT[item.kind],
        alias=alias,
        address=address,
        when=_moment(item.at, zone) if item.at else "",
        says=item.says,
        is_danger=item.kind is MustNot.DANGER,
    )


def _cases(request: DeskRequest, pending: list[Pending] | tuple[Pending, ...]) -> dict[str, str]:
    """The aliases of the cases among these that the member may open."""
    is_asked = any(item.kind is MustNot.CHECK_IN for item in pending)
    if not is_asked or not may(request.active.roles, Permission.WORK_CASES):
        return {}
    return {str(one.id): one.case.alias for one in cases(request.actor, clock=request.clock)}


def _zone(request: DeskRequest) -> ZoneInfo:
    return zone_named(team_settings(request.actor)[0].zone)


def _moment(at: dt.datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
