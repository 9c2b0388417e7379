"""Pages on which a release leaves: signing, letting out, its files, and calling it back.

Invariants: files leave as an answer to a form, under a name that says nothing, and are kept by no
cache.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.publication import queries
from holdfast.apps.publication.errors import PublicationError
from holdfast.apps.publication.rules.contents import digest, released_json
from holdfast.apps.publication.services.releasing import let_out, package, recall, zipped
from holdfast.apps.publication.services.signing import sign_release
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import RecallForm, RevisionForm
from .shown import KINDS
from .views import aliases, drafted_of, form_page


@page(Permission.RELEASE)
def sign(request: DeskRequest, release_id: str) -> HttpResponse:
    """Read it whole, then sign."""
    drafted = drafted_of(request, release_id)
    form = RevisionForm(request.POST or None, initial={"revision": drafted.revision})
    if request.method == "POST" and form.is_valid():
        try:
            sign_release(
                actor=request.actor,
                release=drafted.id,
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            )
        except PublicationError as error:
            form.add_error(None, str(error))
        else:
            say(request, _("You have signed it."))
            return redirect("releases:release", drafted.id)
    parts = [(part, KINDS[part.kind]) for part in drafted.release.parts]
    sha256 = digest(released_json(drafted.release))
    known = aliases(request)
    judged = [(hit, known.get(hit.judged_by, "")) for hit in drafted.release.hits if hit.judged]
    return form_page(request, "sign", drafted, form, parts=parts, sha256=sha256, judged=judged)


@act(Permission.RELEASE)
def let_it_out(request: DeskRequest, release_id: str) -> HttpResponse:
    """Release it."""
    drafted, form = drafted_of(request, release_id), RevisionForm(request.POST)
    if form.is_valid():
        let_out(
            actor=request.actor,
            release=drafted.id,
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
        say(request, _("It is released. Fetch its files below, and hand them on."))
    return redirect("releases:release", drafted.id)


@act(Permission.RELEASE)
def files(request: DeskRequest, release_id: str) -> HttpResponse:
    """Its files, as they left, in one."""
    made = package(actor=request.actor, release=drafted_of(request, release_id).id)
    response = HttpResponse(zipped(made), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="release-{made.alias}.zip"'
    return response


@page(Permission.RELEASE)
def call_back(request: DeskRequest, release_id: str) -> HttpResponse:
    """Call it back: first its words, then the act."""
    drafted = drafted_of(request, release_id)
    form = RecallForm(request.POST or None, initial={"revision": drafted.revision})
    if request.method == "POST" and form.is_valid():
        recall(
            actor=request.actor,
            release=drafted.id,
            reason=form.cleaned_data["reason"],
            revision=form.cleaned_data["revision"],
            clock=request.clock,
        )
        say(request, _("It is called back. Tell everybody who was given it."))
        return redirect("releases:release", drafted.id)
    return form_page(request, "recall", drafted, form)


@page(Permission.RELEASE)
def recalls(request: DeskRequest) -> HttpResponse:
    """Releases that used what may not be used any more."""
    rows = queries.recall_list(actor=request.actor)
    return render_page(request, "desk/releases/recalls.html", {"rows": rows})
