"""Pages of drafts: the list, what stands in a release, who else works on it.

Invariants: nothing is changed by opening an address; every change carries the revision it was made
over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdfast.apps.accounts.queries import members
from holdfast.apps.accounts.rules import MemberId, MemberState, Permission
from holdfast.apps.archive.errors import ArchiveError
from holdfast.apps.archive.queries.exhibits import exhibits
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError
from holdfast.apps.keyring.rules import ScopeId
from holdfast.apps.publication import queries
from holdfast.apps.publication.errors import NoSuchPartError, PublicationError
from holdfast.apps.publication.queries import Drafted
from holdfast.apps.publication.rules.contents import ReleaseId, audience_in_words
from holdfast.apps.publication.rules.parts import PartKind
from holdfast.apps.publication.services.drafting import (
    add_part,
    draft_release,
    remove_part,
    reopen_release,
    reword_part,
    share_release,
)
from holdfast.apps.review.errors import NoReviewError
from holdfast.apps.review.queries.findings import findings
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say

from .forms import (
    Choices,
    ExhibitForm,
    FindingForm,
    OutlineForm,
    PartForm,
    RevisionForm,
    ShareForm,
    TestimonyForm,
    WordsForm,
)
from .shown import KINDS, STATES, may

_GLANCE = 160  # characters of a paragraph that is chosen from a list
HEADINGS = {
    "words": gettext_lazy("Add our own words"),
    "testimony": gettext_lazy("Add a paragraph of testimony"),
    "finding": gettext_lazy("Add a finding"),
    "exhibit": gettext_lazy("Add an exhibit's proof"),
}


@page(Permission.RELEASE)
def releases(request: DeskRequest) -> HttpResponse:
    """The releases that this member works on."""
    rows = [
        {"id": d.id, "release": d.release, "state": STATES[d.release.state], "for": _for(d)}
        for d in queries.releases(actor=request.actor)
    ]
    recalls = len(queries.recall_list(actor=request.actor))
    return render_page(request, "desk/releases/releases.html", {"rows": rows, "recalls": recalls})


@page(Permission.RELEASE)
def draft(request: DeskRequest) -> HttpResponse:
    """A new draft."""
    form = OutlineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_release(actor=request.actor, outline=form.outline(), clock=request.clock)
        except PublicationError as error:
            form.add_error(None, str(error))
        else:
            say(request, _("The draft has begun. Nothing leaves before two people signed it."))
            return redirect("releases:release", made)
    return render_page(request, "desk/releases/draft.html", {"form": form})


@page(Permission.RELEASE)
def release(request: DeskRequest, release_id: str) -> HttpResponse:
    """A release: what stands in it, how far it is, and what comes next."""
    drafted = drafted_of(request, release_id)
    names = aliases(request)
    parts = [(number, p, KINDS[p.kind]) for number, p in enumerate(drafted.release.parts, 1)]
    context = {
        "drafted": drafted,
        "parts": parts,
        "ours": [p.id for p in drafted.release.parts if p.kind is PartKind.WORDS],
        "state": STATES[drafted.release.state],
        "audience": _for(drafted),
        "may": may(drafted),
        "headings": HEADINGS,
        "signers": [(names.get(s.member, ""), s.day) for s in drafted.release.signatures],
        "is_mine": request.actor.member in [s.member for s in drafted.release.signatures],
    }
    return render_page(request, "desk/releases/release.html", context)


@page(Permission.RELEASE)
def add(request: DeskRequest, release_id: str, kind: str) -> HttpResponse:
    """A part more."""
    if kind not in _FORMS:
        raise Http404
    drafted = drafted_of(request, release_id)
    form = _FORMS[kind](request, drafted)
    if request.method == "POST" and form.is_valid():
        try:
            add_part(
                actor=request.actor,
                release=drafted.id,
                source=form.source(),
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            )
        except (PublicationError, ArchiveError) as error:
            form.add_error(None, str(error))
        else:
            say(request, _("It stands in the draft now."))
            return redirect("releases:release", drafted.id)
    return form_page(request, "add", drafted, form, heading=HEADINGS[kind])


@page(Permission.RELEASE)
def reword(request: DeskRequest, release_id: str, part_id: str) -> HttpResponse:
    """Our own words, changed."""
    drafted = drafted_of(request, release_id)
    part = next((p for p in drafted.release.parts if p.id == part_id), None)
    if part is None or part.kind is not PartKind.WORDS:
        raise NoSuchPartError
    first = {**_seen(drafted), "heading": part.heading, "text": "\n\n".join(part.texts)}
    form = WordsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        reword_part(
            actor=request.actor,
            release=drafted.id,
            part=part.id,
            words=form.source(),
            revision=form.cleaned_data["revision"],
        )
        say(request, _("The words are changed. Check them again."))
        return redirect("releases:release", drafted.id)
    return form_page(request, "add", drafted, form, heading=_("Change our own words"))


@act(Permission.RELEASE)
def remove(request: DeskRequest, release_id: str) -> HttpResponse:
    """Take a part out."""
    drafted, form = drafted_of(request, release_id), RevisionForm(request.POST)
    if form.is_valid():
        remove_part(
            actor=request.actor,
            release=drafted.id,
            part=request.POST.get("part", ""),
            revision=form.cleaned_data["revision"],
        )
        say(request, _("The part is out of the draft."))
    return redirect("releases:release", drafted.id)


@act(Permission.RELEASE)
def reopen(request: DeskRequest, release_id: str) -> HttpResponse:
    """Take check and signatures back."""
    drafted, form = drafted_of(request, release_id), RevisionForm(request.POST)
    if form.is_valid():
        reopen_release(
            actor=request.actor, release=drafted.id, revision=form.cleaned_data["revision"]
        )
        say(request, _("It is a draft again. Check and signatures are gone."))
    return redirect("releases:release", drafted.id)


@page(Permission.RELEASE)
def share(request: DeskRequest, release_id: str) -> HttpResponse:
    """Let somebody else read and sign."""
    drafted = drafted_of(request, release_id)
    others = [(id_, alias) for id_, alias in aliases(request).items() if id_ != request.active.id]
    form = ShareForm(request.POST or None, members=others)
    if request.method == "POST" and form.is_valid():
        try:
            share_release(
                actor=request.actor,
                release=drafted.id,
                member=MemberId(form.cleaned_data["member"]),
            )
        except AlreadyHoldsError as error:
            form.add_error(None, str(error))
        else:
            say(request, _("They can open it now, if they are a publisher."))
            return redirect("releases:release", drafted.id)
    return form_page(request, "share", drafted, form)


def drafted_of(request: DeskRequest, release_id: str) -> Drafted:
    """The release of an address. Raises NotPermittedError, NotGrantedError."""
    return queries.release(actor=request.actor, release=ReleaseId(ScopeId(release_id)))


def form_page(
    request: DeskRequest, name: str, drafted: Drafted, form: Form, **more: object
) -> HttpResponse:
    """A page with one form about a release."""
    context = {"drafted": drafted, "form": form, **more}
    return render_page(request, f"desk/releases/{name}.html", context)


def aliases(request: DeskRequest) -> dict[str, str]:
    """The team by id."""
    listed = members(request.active)
    return {one.id: one.alias for one in listed if one.state is not MemberState.INVITED}


def _for(drafted: Drafted) -> str:
    return audience_in_words(drafted.release)


# ------------------------------------------------------------ what can come in


def _words(request: DeskRequest, drafted: Drafted) -> PartForm:
    return WordsForm(request.POST or None, initial=_seen(drafted))


def _testimony(request: DeskRequest, drafted: Drafted) -> PartForm:
    found = queries.quotable(actor=request.actor, release=drafted.id, clock=request.clock)
    choices = [
        (
            f"{q.testimony}/{q.paragraph}",
            f"{q.changed_name}: {q.text[:_GLANCE]}"
            + (f" ({_('on condition')}: {q.conditions})" if q.conditions else ""),
        )
        for q in found
    ]
    return TestimonyForm(request.POST or None, initial=_seen(drafted), choices=choices)


def _finding(request: DeskRequest, drafted: Drafted) -> PartForm:
    choices: Choices = []
    try:
        choices = [(row.id, row.title) for row in findings(request.actor)]
    except (NoReviewError, NotGrantedError):
        say(request, _("There is no finding that you could open."))
    return FindingForm(request.POST or None, initial=_seen(drafted), choices=choices)


def _exhibit(request: DeskRequest, drafted: Drafted) -> PartForm:
    kept = [one for one in exhibits(request.actor, clock=request.clock) if one.has_arrived]
    choices = [(one.id, f"{one.exhibit.title} ({one.exhibit.entered})") for one in kept]
    return ExhibitForm(request.POST or None, initial=_seen(drafted), choices=choices)


def _seen(drafted: Drafted) -> Mapping[str, Any]:
    return {"revision": drafted.revision}


_FORMS: Mapping[str, Callable[[DeskRequest, Drafted], PartForm]] = {
    "words": _words,
    "testimony": _testimony,
    "finding": _finding,
    "exhibit": _exhibit,
}
