"""The page of one request of the press, put together from what its viewer may open.

Invariants:
- Offered is only what may be done now, by this member; the services below ask again.
- Whom somebody met is said in the viewer's own words: an alias they may open, or that they may not.
"""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.archive.queries.testimony import testimonies, testimonies_of
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.intake.errors import LineClosedError
from holdfast.apps.intake.queries import interviews as queries
from holdfast.apps.intake.queries.inbox import Row, Shelf, inbox
from holdfast.apps.intake.queries.interviews import InterviewView
from holdfast.apps.intake.team.interviews import InterviewId, InterviewState, MetKind
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.review.errors import NoReviewError
from holdfast.apps.review.queries.published import witnesses_published
from holdfast.doors.desk.cases.people import Choices, aliases, others
from holdfast.doors.desk.entry import DeskRequest
from holdfast.doors.desk.frame import render_page

from . import words
from .forms import (
    ConditionsForm,
    MeetingForm,
    OnceForm,
    PrintForm,
    RevisionForm,
    ShareForm,
    TheirsForm,
)

_BEFORE = frozenset({InterviewState.ASKED, InterviewState.AGREED, InterviewState.REFUSED})


def interview_page(
    request: DeskRequest, one: InterviewId, *, failed: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """The page of a request; a form that failed stands on it as it was typed."""
    shown = queries.interview(request.actor, one)
    people = aliases(request)
    agreement = shown.interview.agreement
    context = {
        "shown": shown,
        "one": shown.interview,
        "state": words.STATES[shown.interview.state],
        "asked_by": people.get(MemberId(agreement.asked_by), "") if agreement else "",
        "confirmed_by": people.get(MemberId(agreement.confirmed_by), "") if agreement else "",
        "known_to": sorted(people.get(member, "") for member in shown.known_to),
        "met": _met(request, shown),
        "came_as": dict(helpers(request)).get(shown.interview.conversation, ""),
        "failed": failed,
        **_forms(request, shown, failed),
    }
    return render_page(request, "desk/team/interview.html", context, status=status)


def _forms(
    request: DeskRequest, shown: InterviewView, failed: forms.Form | None
) -> dict[str, object]:
    """The forms of what may be done now, the one that failed as it was typed."""
    one, known = shown.interview, shown.journalist
    initial = {"revision": shown.revision}
    agreed = one.agreement
    is_before = one.state in _BEFORE
    offered: dict[str, forms.Form | None] = {
        "conditions_form": ConditionsForm(
            initial={**initial, "conditions": agreed.conditions if agreed else ""}
        )
        if is_before
        else None,
        "refuse_form": RevisionForm(initial=initial, auto_id="refuse_%s")
        if is_before and one.state is not InterviewState.REFUSED
        else None,
        "confirm_form": RevisionForm(initial=initial, auto_id="confirm_%s")
        if agreed and not agreed.confirmed_by and agreed.asked_by != request.active.id
        else None,
        "met_form": MeetingForm(initial=initial, people=who_met(request), auto_id="met_%s")
        if known and one.state is InterviewState.AGREED
        else None,
        "print_form": PrintForm(initial={**initial, "outlet": one.outlet}, auto_id="print_%s")
        if known and known.meeting
        else None,
        "testimony_form": TheirsForm(
            initial={"testimony": known.testimony}, told=readable_testimonies(request, shown)
        )
        if known and known.meeting
        else None,
        "share_form": ShareForm(people=_not_yet(request, shown)),
    }
    printed = witnesses(request, shown)
    offered["once_form"] = OnceForm(witnesses=printed, auto_id="once_%s") if printed else None
    for name, form in offered.items():
        if type(form) is type(failed) and type(failed) is not RevisionForm:
            offered[name] = failed
    return offered


def _not_yet(request: DeskRequest, shown: InterviewView) -> Choices:
    return [choice for choice in others(request) if choice[0] not in shown.known_to]


def who_met(request: DeskRequest) -> Choices:
    """Whom the member can name as met: cases, contacts and testimonies that they may open."""
    roles = request.active.roles
    found: Choices = []
    if may(roles, Permission.WORK_CASES):
        found += [
            (f"{MetKind.CASE}.{listed.id}", _("case %(alias)s") % {"alias": listed.case.alias})
            for listed in cases(request.actor, clock=request.clock)
        ]
    found += [
        (f"{MetKind.TESTIMONY}.{told}", _("testimony of %(name)s") % {"name": name})
        for told, name in readable_testimonies(request)
    ]
    return found + _contacts(request)


def helpers(request: DeskRequest) -> Choices:
    """Those who came to the line to help or to ask, the press among them."""
    return [(row.id, row.alias) for row in _rows(request, Shelf.HELPERS)]


def _contacts(request: DeskRequest) -> Choices:
    """Those who are written with on the line, for who answers it."""
    return [
        (f"{MetKind.CONTACT}.{row.id}", _("contact %(alias)s") % {"alias": row.alias})
        for shelf in (Shelf.WAITING, Shelf.ANSWERED)
        for row in _rows(request, shelf)
    ]


def _rows(request: DeskRequest, shelf: Shelf) -> tuple[Row, ...]:
    """A shelf of the inbox; nothing of it for who does not answer the line."""
    if not may(request.active.roles, Permission.ANSWER_CONTACTS):
        return ()
    try:
        return inbox(actor=request.actor, shelf=shelf, clock=request.clock).rows
    except (LineClosedError, NotGrantedError):
        return ()


def readable_testimonies(request: DeskRequest, shown: InterviewView | None = None) -> Choices:
    """The testimonies that the member may open; those of the case that was met stand first."""
    found = [(str(told.id), told.testimony.changed_name) for told in testimonies(request.actor)]
    meeting = shown.journalist.meeting if shown and shown.journalist else None
    if meeting is None or meeting.kind is not MetKind.CASE:
        return found
    theirs = set(testimonies_of(request.actor, meeting.who))
    return sorted(found, key=lambda choice: choice[0] not in theirs)


def _met(request: DeskRequest, shown: InterviewView) -> str:
    """Who was met, in the words of whoever looks."""
    meeting = shown.journalist.meeting if shown.journalist else None
    if meeting is None:
        return ""
    known = dict(who_met(request))
    return known.get(f"{meeting.kind}.{meeting.who}", str(_("somebody you cannot open")))


def witnesses(request: DeskRequest, shown: InterviewView) -> list[tuple[str, str]]:
    """The witnesses in what was printed, for who may open both it and the testimony."""
    known = shown.journalist
    if known is None or not known.testimony or not _may_join(request, known.testimony):
        return []
    found: dict[str, str] = {}
    for one in shown.interview.printed:
        try:
            voices = witnesses_published(request.actor, outlet=one.outlet, day=one.day)
        except (NoReviewError, NotGrantedError):
            return []
        found |= {str(v.statement): f"{v.name}: {v.text}" for v in voices if not v.is_linked}
    return list(found.items())


def _may_join(request: DeskRequest, testimony: str) -> bool:
    is_theirs = any(testimony == told for told, _name in readable_testimonies(request))
    return is_theirs and may(request.active.roles, Permission.READ_FINDINGS)
