"""What was put aside, skimmed many at a time: today's sample, and whatever nobody looked at.

Invariants: skimming marks and moves and deletes nothing; how much was looked at is said.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.queries.sampling import ASIDE, Glance
from holdfast.apps.intake.queries.sampling import aside as aside_of
from holdfast.apps.intake.rules import ConversationId, Tray
from holdfast.apps.intake.services import trays
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import say

from . import words
from .shortcuts import line_page

MOST_REST = 40


@page(Permission.ANSWER_CONTACTS)
def aside(request: DeskRequest, tray: str) -> HttpResponse:
    """One of the trays of what was put aside."""
    wanted = _tray(tray)
    found = aside_of(actor=request.actor, tray=wanted, clock=request.clock)
    context = {
        "aside": found,
        "label": words.TRAYS[wanted],
        "lists": [
            (_("Today's sample"), _shown(found.sample)),
            (_("Nobody looked at these yet"), _shown(found.rest[:MOST_REST])),
        ],
        "hidden": max(0, len(found.rest) - MOST_REST),
    }
    return line_page(request, "desk/line/aside.html", context)


@act(Permission.ANSWER_CONTACTS)
def skim(request: DeskRequest, tray: str) -> HttpResponse:
    """Mark those that were shown as looked at, and move those that were ticked among people."""
    wanted = _tray(tray)
    real = [ConversationId(one) for one in request.POST.getlist("real")]
    shown = [ConversationId(one) for one in request.POST.getlist("shown")]
    if not (real or shown):
        say(request, _("Nothing was left to look at. Nothing was changed."))
        return redirect("line:aside", tray=wanted.value)
    seen = trays.skim(actor=request.actor, looked_at=shown, real=real, clock=request.clock)
    sentence = ngettext("%(n)s was looked at.", "%(n)s were looked at.", seen) % {"n": seen}
    if real:
        sentence += " " + ngettext(
            "%(n)s of them is among people who need help now.",
            "%(n)s of them are among people who need help now.",
            len(real),
        ) % {"n": len(real)}
    say(request, sentence)
    return redirect("line:aside", tray=wanted.value)


def _tray(tray: str) -> Tray:
    if tray not in set(ASIDE):
        raise Http404
    return Tray(tray)


def _shown(glances: tuple[Glance, ...]) -> list[tuple[Glance, str]]:
    return [(one, words.LANGUAGES.get(one.language, "")) for one in glances]
