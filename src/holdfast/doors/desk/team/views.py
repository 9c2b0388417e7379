"""The team's page of the line, its settings, and where a member is told.

Invariants: looking changes nothing; coordinators choose for the team, and everybody for themselves.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.intake.queries.hand_over import hand_overs
from holdfast.apps.intake.queries.rota import rota
from holdfast.apps.intake.queries.team import own_notices, team_settings
from holdfast.apps.intake.services.team import set_own_notices, set_team_settings
from holdfast.apps.intake.team.notices import zone_named
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.watch.heartbeat import sign_of_life
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of
from holdfast.kernel.errors import HoldfastError

from . import words
from .forms import DANGERS, SettingsForm, ToldForm

SHOWN_GAPS, SHOWN_HAND_OVERS = 8, 8
CONFLICT = 409


@page(Permission.ANSWER_CONTACTS)
def team(request: DeskRequest) -> HttpResponse:
    """Who answers now and when nobody does, what was handed over, what is promised."""
    shown = rota(request.actor, clock=request.clock)
    settings, _revision = team_settings(request.actor)
    zone, people = zone_named(settings.zone), aliases(request)
    context = {
        "zone": settings.zone,
        "answering": [
            (people.get(shift.member, ""), words.span(shift.span, zone)) for shift in shown.now
        ],
        "gaps": [words.span(gap, zone) for gap in shown.gaps[:SHOWN_GAPS]],
        "more_gaps": max(0, len(shown.gaps) - SHOWN_GAPS),
        "hand_overs": [
            (one, people.get(one.by, ""), people.get(one.taken_by, "") if one.taken_by else "")
            for one in reversed(hand_overs(request.actor)[-SHOWN_HAND_OVERS:])
        ],
        "promises": [
            (label, words.typed_length(settings.promises[danger]))
            for danger, label in DANGERS.items()
        ],
        "is_told": bool(own_notices(request.actor, request.active.id)[0].kinds),
        "sign": sign_of_life(site_folder(), clock=request.clock),
        "may_choose": may(request.active.roles, Permission.GRANT_CASES),
    }
    return render_page(request, "desk/team/team.html", context)


@page(Permission.GRANT_CASES)
def settings(request: DeskRequest) -> HttpResponse:
    """Hours, promises and notices of the line."""
    chosen, revision = team_settings(request.actor)
    initial = SettingsForm.of(chosen, revision)
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, object] = {"form": form}
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            set_team_settings(
                actor=request.actor,
                settings=form.settings(),
                revision=form.cleaned_data["revision"],
            )
        except EditConflictError as error:
            beside_theirs(form, error, newest=revision)
            context["theirs"] = _theirs(initial, form)
            status = CONFLICT
        except HoldfastError as error:
            form.add_error(None, words_of(error))
            status = 400
        else:
            say(request, _("Saved. The clocks of the inbox follow from now on."))
            return redirect("team:team")
    return render_page(request, "desk/team/settings.html", context, status=status)


def _theirs(initial: dict[str, object], form: SettingsForm) -> list[tuple[str, object]]:
    """What stands now where it differs from what was typed, by the label of its field."""
    return [
        (form[name].label, value)
        for name, value in initial.items()
        if name != "revision" and str(value) != str(form.data.get(name, ""))
    ]


@page(Permission.ANSWER_CONTACTS)
def told(request: DeskRequest) -> HttpResponse:
    """Where this member is told of the line."""
    own, revision = own_notices(request.actor, request.active.id)
    zone = team_settings(request.actor)[0].zone
    initial = ToldForm.of(own, revision, zone)
    form = ToldForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            set_own_notices(
                actor=request.actor,
                own=form.own(request.active.id),
                revision=form.cleaned_data["revision"],
            )
        except EditConflictError as error:
            beside_theirs(form, error, newest=revision)
            status = CONFLICT
        except HoldfastError as error:
            form.add_error(None, words_of(error))
            status = 400
        else:
            say(request, _("Saved. The watch tells you so from now on."))
            return redirect("team:team")
    return render_page(request, "desk/team/told.html", {"form": form}, status=status)
