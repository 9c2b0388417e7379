"""The instruments that cases are scored by: what they ask and weigh, and the team's own versions.

Invariants: every version is shown with who edited it and why; none is changed.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.instruments import Listed, versions
from holdfast.apps.casework.queries.instruments import instrument as instrument_of
from holdfast.apps.casework.queries.instruments import instruments as all_of
from holdfast.apps.casework.rules.instruments import retired
from holdfast.apps.casework.services.instruments import edit_instrument
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say

from .instrument_forms import InstrumentForm
from .people import aliases

CONFLICT = 409


@page(Permission.WORK_CASES)
def instruments(request: DeskRequest) -> HttpResponse:
    """Every instrument in its newest version."""
    people = aliases(request)
    context = {
        "instruments": all_of(request.actor),
        "versions": [
            (listed, people.get(MemberId(listed.edited.by), ""))
            for listed in versions(request.actor)
            if listed.edited is not None
        ],
        "may_edit": may(request.active.roles, Permission.GRANT_CASES),
    }
    return render_page(request, "desk/cases/instruments.html", context)


@page(Permission.GRANT_CASES)
def instrument(request: DeskRequest, name: str) -> HttpResponse:
    """Change what an instrument asks and weighs, as the team's own version."""
    listed = _read(request, name)
    known = [one.instrument for one in versions(request.actor) if one.instrument.name == name]
    form = InstrumentForm(
        request.POST if request.method == "POST" else None,
        instrument=listed.instrument,
        known=known,
    )
    status = 200
    if form.is_valid():
        try:
            edit_instrument(
                actor=request.actor,
                edited=form.edited(),
                why=form.cleaned_data["why"],
                clock=request.clock,
            )
        except (CaseworkError, EditConflictError) as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}")
            status = CONFLICT if isinstance(error, EditConflictError) else 200
        else:
            say(request, _("Saved as a version of the team's own."))
            return redirect("cases:instruments")
    context = {
        "form": form,
        "listed": listed,
        "is_conflict": status == CONFLICT,
        "retired": retired(known[-1], known),
    }
    return render_page(request, "desk/cases/instrument.html", context, status=status)


def _read(request: DeskRequest, name: str) -> Listed:
    """The version that was read, where one is sent, so that its questions are those in the form."""
    sent = request.POST.get("version", "")
    return instrument_of(request.actor, name, int(sent) if sent.isdecimal() else None)
