"""Whom to call back now: who is safe now first.

Invariants: a name or a number stands on the page of its conversation and not in this list.
"""

from __future__ import annotations

from django.http import HttpResponse

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.queries.call_backs import call_backs as to_call
from holdfast.doors.desk.entry import DeskRequest, page

from . import words
from .people import people_of
from .shortcuts import line_page


@page(Permission.ANSWER_CONTACTS)
def call_backs(request: DeskRequest) -> HttpResponse:
    """Everybody who is to be called, in the order of their safe times."""
    people = people_of(request)
    shown = [
        {
            "one": one,
            "tone": words.TONES[one.danger],
            "danger": words.DANGERS[one.danger],
            "channel": words.CHANNELS[one.channel],
            "by": people.get(MemberId(one.assigned_to), "") if one.assigned_to else "",
        }
        for one in to_call(actor=request.actor, clock=request.clock)
    ]
    return line_page(request, "desk/line/call_backs.html", {"calls": shown})
