"""The departures board, hearing of somebody in two taps, and where a member is told.

Invariants:
- The board shows aliases and never names; it asks for itself anew without a script.
- What was heard is answered in the same words whichever word it was.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.queries.departures import Board, CheckInView, Departure, departures
from holdfast.apps.casework.queries.departures import check_ins as check_ins_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import SETTLED, SHOWN, WATCHED, CheckInState
from holdfast.apps.casework.services.check_ins import (
    Answer,
    Heard,
    acknowledge,
    report_check_in,
    say_found,
    say_lost,
)
from holdfast.apps.casework.services.guarding import settle_watch
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.watch.errors import BadAddressError
from holdfast.apps.watch.queries.team import addresses
from holdfast.apps.watch.services.founding import set_address
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.leaves import leaf
from holdfast.doors.desk.line.heard import said_on_the_way

from .forms import AddressForm, EndForm, HeardForm, WordForm

REFRESH_SECONDS = 30
SHOWN_A_PAGE = 60
TONES = {
    CheckInState.SCHEDULED: "",
    CheckInState.DUE: "warn",
    CheckInState.OK: "ok",
    CheckInState.OK_LATE: "ok",
    CheckInState.WRONG_CODE: "warn",
    CheckInState.FOUND: "ok",
}


@page(Permission.PLAN_JOURNEYS)
def board(request: DeskRequest) -> HttpResponse:
    """Who is on the way, the overdue first; it asks for itself anew."""
    return _board_page(request, refresh_seconds=REFRESH_SECONDS)


@page(Permission.PLAN_JOURNEYS)
def still(request: DeskRequest, number: int = 1) -> HttpResponse:
    """The same board, page by page; it holds still for whoever reads slowly or listens to it."""
    return _board_page(request, refresh_seconds=0, number=number)


def _board_page(request: DeskRequest, *, refresh_seconds: int, number: int = 1) -> HttpResponse:
    shown = departures(request.actor, clock=request.clock)
    people, said = aliases(request), said_on_the_way(request)
    here = leaf(shown.rows, number, most=SHOWN_A_PAGE)
    context = {
        "board": shown,
        "leaf": here,
        "rows": [{**_row(row, people, shown.at), "said": said.get(row.case)} for row in here.rows],
        "on_the_way": sum(row.current >= 0 for row in shown.rows),
        "is_unwatched": any(row.is_unwatched for row in shown.rows),
        "title": _title(shown),
        "refresh_seconds": refresh_seconds,
    }
    return render_page(request, "desk/departures/board.html", context)


def _title(board: Board) -> str:
    if board.overdue:
        return str(_("(%(n)s overdue) Departures") % {"n": board.overdue})
    return str(_("Departures"))


def _row(row: Departure, people: dict[MemberId, str], now: dt.datetime) -> dict[str, object]:
    """What stands in a row, looked up once: a template asks again wherever it names it."""
    expected = row.next
    return {
        "case": row.case,
        "journey": row.journey,
        "alias": row.alias,
        "others": row.others,
        "children": row.children,
        "state": row.state,
        "approvals": row.approvals,
        "leg": row.leg,
        "check_in": None if expected is None else expected.id,
        "due_at": None if expected is None else expected.check_in.due_at,
        "heard": "" if expected is None else expected.state,
        "has_left": row.current >= 0,
        "is_overdue": row.is_overdue,
        "is_unwatched": row.is_unwatched,
        "is_late": row.should_have_left(now),
        "bars": _bars(row),
        "tone": "accent" if row.next is None else TONES.get(row.next.state, "danger"),
        "ladder": [] if row.next is None else _ladder(row.next, people),
    }


def _bars(row: Departure) -> list[str]:
    """A state for each leg: done, on, bad, or nothing yet."""
    here = "bad" if row.is_overdue else "on"
    at = row.next.check_in.leg if row.next and row.current >= 0 else row.current
    return ["done" if n < at else here if n == at else "" for n in range(len(row.legs))]


def _ladder(view: CheckInView, people: dict[MemberId, str]) -> list[tuple[object, str]]:
    """When whom is told, where nothing is heard."""
    return [
        (view.late_at + dt.timedelta(minutes=rung.minutes), people.get(MemberId(rung.member), ""))
        for rung in view.check_in.ladder
    ]


@page(Permission.PLAN_JOURNEYS)
def check_in(request: DeskRequest, case_id: str, check_in: str) -> HttpResponse:
    """Hear of somebody: by voice, by the word that was agreed, found, or lost."""
    case, record = CaseId(case_id), RecordId(check_in)
    if request.method == "POST":
        return _hear(request, case, record)
    return _check_in_page(request, case, record)


def _hear(request: DeskRequest, case: CaseId, record: RecordId) -> HttpResponse:
    where: dict[str, Any] = {
        "actor": request.actor,
        "case": case,
        "check_in": record,
        "clock": request.clock,
    }
    heard, word, end = HeardForm(request.POST), WordForm(request.POST), EndForm(request.POST)
    answer = str(Answer.NOTED)
    if "word" in request.POST and word.is_valid():
        answer = str(report_check_in(**where, word=word.cleaned_data["word"]))
    elif "how" in request.POST and heard.is_valid():
        answer = str(acknowledge(**where, how=Heard(heard.cleaned_data["how"])))
    elif "end" in request.POST and end.is_valid():
        typed = end.cleaned_data
        (say_found if typed["end"] == "found" else say_lost)(**where, says=typed["says"])
        answer = "Noted in the case."
    else:
        return _check_in_page(request, case, record)
    say(request, _(answer))
    return redirect("departures:board")


def _check_in_page(request: DeskRequest, case: CaseId, record: RecordId) -> HttpResponse:
    file = case_file(request.actor, case, now=request.clock())
    journey = RecordId(file.one(record, CheckIn).value.journey)
    views = check_ins_of(request.actor, file, journey, now=request.clock())
    view = next(found for found in views if found.id == record)
    plan = file.one(journey, Journey).value
    context = {
        "case": file.case,
        "view": view,
        "leg": plan.legs[view.check_in.leg],
        "tone": TONES.get(view.state, "danger"),
        "ladder": _ladder(view, aliases(request)),
        "has_words": bool(plan.words.safe),
        "is_settled": view.state in SETTLED,
        "is_watched": plan.state not in SHOWN or plan.state in WATCHED,
        "is_approved": bool(plan.approved_by),
        "heard_form": HeardForm(),
        "word_form": WordForm(),
        "end_form": EndForm(),
    }
    return render_page(request, "desk/departures/check_in.html", context)


@page(Permission.PLAN_JOURNEYS)
def told(request: DeskRequest) -> HttpResponse:
    """Where this member is told that something needs them."""
    mine = addresses(request.actor).get(request.actor.member, "")
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial={"address": mine}
    )
    if form.is_valid():
        try:
            set_address(request.actor, form.cleaned_data["address"])
        except BadAddressError as error:
            form.add_error("address", f"{_(error.message)} {_(error.hint)}")
        else:
            say(request, _("You are told there from the next journey on."))
            return redirect("departures:board")
    return render_page(request, "desk/departures/told.html", {"form": form})


@act(Permission.PLAN_JOURNEYS)
def settle(request: DeskRequest) -> HttpResponse:
    """Bring the watch to what the journeys say."""
    changed = settle_watch(actor=request.actor, clock=request.clock)
    say(request, _("The watch was brought up to date: %(n)s changes.") % {"n": changed})
    return redirect("departures:board")
