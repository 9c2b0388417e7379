"""The page of parts. What it shows is invented."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page

from .forms import SampleForm


@page(Permission.KEEP_OWN_KEYS)
def parts(request: DeskRequest) -> HttpResponse:
    """Every part, each with its states."""
    now = request.clock()
    context = {
        "over": now - dt.timedelta(minutes=12),
        "soon": now + dt.timedelta(minutes=6),
        "later": now + dt.timedelta(hours=9, minutes=20),
        "form": SampleForm(),
        "wrong": SampleForm({"alias": ""}, auto_id="wrong_%s"),
        "leg": SampleForm(auto_id="leg_%s"),
        "tones": ["danger", "warn", "ok", "accent"],
        "missed": ["bad", "", "", ""],
        "under_way": ["done", "on", ""],
        "points": [100, 140],
    }
    return render_page(request, "desk/parts/parts.html", context)
