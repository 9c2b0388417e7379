"""Pages of the gate: checking a draft, and judging what was found beside its words.

Invariants: whose name it may be shows only in the answer to a form that gives a reason.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.publication.errors import NotYoursToJudgeError
from holdfast.apps.publication.queries import Drafted, names_shown
from holdfast.apps.publication.services.checking import check_release, judge_hits
from holdfast.apps.publication.services.showing import show_names
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import JudgementForm, ReasonForm, RevisionForm
from .shown import ShownHit, shown_hits
from .views import aliases, drafted_of


@act(Permission.RELEASE)
def check(request: DeskRequest, release_id: str) -> HttpResponse:
    """Search the draft for everybody this member may know."""
    drafted, form = drafted_of(request, release_id), RevisionForm(request.POST)
    if not form.is_valid():
        return redirect("releases:release", drafted.id)
    found = check_release(
        actor=request.actor,
        release=drafted.id,
        revision=form.cleaned_data["revision"],
        clock=request.clock,
    )
    if not found:
        say(request, _("Nobody whom you may know was found in it. It can be signed."))
        return redirect("releases:release", drafted.id)
    many = len(found)
    words = ngettext(
        "%(many)s place may give somebody away.", "%(many)s places may give somebody away.", many
    )
    say(request, words % {"many": many})
    return redirect("releases:hits", drafted.id)


@page(Permission.RELEASE)
def hits(request: DeskRequest, release_id: str) -> HttpResponse:
    """What was found, beside the words it is about; POST: why some of it is nothing."""
    drafted = drafted_of(request, release_id)
    shown = shown_hits(drafted)
    form = _form(request, drafted, shown)
    if request.method == "POST" and form.is_valid():
        try:
            judge_hits(
                actor=request.actor,
                release=drafted.id,
                hits=form.cleaned_data["hits"],
                reason=form.cleaned_data["reason"],
                revision=form.cleaned_data["revision"],
            )
        except NotYoursToJudgeError as error:
            form.add_error(None, str(error))
        else:
            say(request, _("It is written down."))
            left = drafted_of(request, release_id).open_hits
            return redirect("releases:hits" if left else "releases:release", drafted.id)
    return _hits_page(request, drafted, shown, form, ReasonForm(auto_id="names_%s"))


@act(Permission.RELEASE)
def names(request: DeskRequest, release_id: str) -> HttpResponse:
    """The same page with the names that this member may know, shown once and written down."""
    drafted = drafted_of(request, release_id)
    asked = ReasonForm(request.POST, auto_id="names_%s")
    if not asked.is_valid():
        shown = shown_hits(drafted)
        return _hits_page(request, drafted, shown, _blank(drafted, shown), asked)
    found = show_names(
        actor=request.actor,
        release=drafted.id,
        reason=asked.cleaned_data["reason"],
        clock=request.clock,
    )
    shown = shown_hits(drafted, found)
    return _hits_page(request, drafted, shown, _blank(drafted, shown), None)


def _form(request: DeskRequest, drafted: Drafted, shown: list[ShownHit]) -> JudgementForm:
    if request.method != "POST":
        return _blank(drafted, shown)
    return JudgementForm(request.POST, hits=_choices(shown))


def _blank(drafted: Drafted, shown: list[ShownHit]) -> JudgementForm:
    return JudgementForm(initial={"revision": drafted.revision}, hits=_choices(shown))


def _choices(shown: list[ShownHit]) -> list[tuple[str, str]]:
    return [(one.hit.id, one.hit.shown) for one in shown]


def _hits_page(
    request: DeskRequest,
    drafted: Drafted,
    shown: list[ShownHit],
    form: JudgementForm,
    asked: ReasonForm | None,
) -> HttpResponse:
    known = aliases(request)
    looked = [
        (known.get(one.by, ""), one.day, one.reason)
        for one in names_shown(actor=request.actor, release=drafted.id)
    ]
    judged = [(hit, known.get(hit.judged_by, "")) for hit in drafted.release.hits if hit.judged]
    chosen = form.data.getlist("hits") if form.is_bound else []
    context = {
        "drafted": drafted,
        "hits": shown,
        "form": form,
        "asked": asked,
        "chosen": chosen,
        "looked": looked,
        "judged": judged,
    }
    return render_page(request, "desk/releases/hits.html", context)
