"""Pages of exhibits: entering a file, its custody, its proof.

Invariants:
- A file is sealed as it arrives, and is given out as it came: nothing here opens or shows it.
- What is given out is to be saved, never shown by the browser, whatever it claims to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.archive.errors import ArchiveError, EmptyFileError
from holdfast.apps.archive.queries.exhibits import Kept, content
from holdfast.apps.archive.queries.exhibits import exhibit as kept_exhibit
from holdfast.apps.archive.queries.testimony import testimonies, testimony
from holdfast.apps.archive.rules import Copy, ExhibitId, TestimonyId
from holdfast.apps.archive.services.custody import (
    check_all_due,
    check_fixity,
    hand_over,
    proof_of,
    receive,
)
from holdfast.apps.archive.services.exhibits import (
    Collected,
    add_exhibit,
    add_working_copy,
    discard_unfinished,
)
from holdfast.apps.keyring.rules import RecordId, ScopeId
from holdfast.doors.desk.cleaning import cleaned_file
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of
from holdfast.doors.desk.streams import Sent, read_sent, streamed

from .forms import ExhibitForm, HandOverForm, ReceiveForm
from .people import aliases

_AS_FILE = "application/octet-stream"


@page(Permission.ENTER_EXHIBITS)
@streamed
def enter(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """Enter a file beside a testimony."""
    told = testimony(request.actor, TestimonyId(ScopeId(testimony_id)))

    def store(facts: Collected, sent: Sent) -> ExhibitId:
        return add_exhibit(
            actor=request.actor,
            scope=told.id,
            facts=facts,
            pieces=sent.pieces,
            clock=request.clock,
        )

    return _arriving(request, store, {"told": told})


@page(Permission.ENTER_EXHIBITS)
@streamed
def copy(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """Enter a copy to work on, beside the exhibit that it was made of."""
    kept = _kept(request, exhibit_id)

    def store(facts: Collected, sent: Sent) -> ExhibitId:
        return add_working_copy(
            actor=request.actor, of=kept.id, facts=facts, pieces=sent.pieces, clock=request.clock
        )

    return _arriving(request, store, {"kept": kept})


@page(Permission.TAKE_TESTIMONY)
def exhibit(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """An exhibit with its custody."""
    return _exhibit_page(request, _kept(request, exhibit_id))


@page(Permission.TAKE_TESTIMONY)
def download(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """The file as it was entered."""
    pieces = content(request.actor, ExhibitId(RecordId(exhibit_id)))
    response = StreamingHttpResponse(pieces, content_type=_AS_FILE)
    return _to_save(response, _kept(request, exhibit_id).exhibit.file_name or "exhibit")


@page(Permission.TAKE_TESTIMONY)
def cleaned(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """What the file shows, and nothing else of it."""
    pieces = content(request.actor, ExhibitId(RecordId(exhibit_id)))
    return cleaned_file(pieces, _kept(request, exhibit_id).exhibit.file_name or "exhibit")


@act(Permission.TAKE_TESTIMONY)
def proof(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """The proof file, which anybody can check against the file."""
    made = proof_of(actor=request.actor, exhibit=ExhibitId(RecordId(exhibit_id)))
    return _to_save(HttpResponse(made, content_type=_AS_FILE), "proof.json")


@act(Permission.ENTER_EXHIBITS)
def hand_on(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """Sign that an exhibit was handed over."""
    kept, form = _kept(request, exhibit_id), HandOverForm(request.POST)
    if not form.is_valid():
        return _exhibit_page(request, kept, hand_form=form)
    hand_over(actor=request.actor, exhibit=kept.id, clock=request.clock, **form.cleaned_data)
    say(request, _("Handed over, and signed by you."))
    return redirect("archive:exhibit", kept.id)


@act(Permission.ENTER_EXHIBITS)
def take_in(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """Sign that an exhibit has arrived."""
    kept, form = _kept(request, exhibit_id), ReceiveForm(request.POST)
    if not form.is_valid():
        return _exhibit_page(request, kept)
    receive(actor=request.actor, exhibit=kept.id, clock=request.clock, **form.cleaned_data)
    say(request, _("Received, and signed by you."))
    return redirect("archive:exhibit", kept.id)


@act(Permission.ENTER_EXHIBITS)
def check(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """Read an exhibit again to its end."""
    done = check_fixity(
        actor=request.actor, exhibit=ExhibitId(RecordId(exhibit_id)), clock=request.clock
    )
    say(request, done.said)
    return redirect("archive:exhibit", exhibit_id)


@act(Permission.ENTER_EXHIBITS)
def check_due(request: DeskRequest) -> HttpResponse:
    """Read every exhibit again that is due."""
    done = check_all_due(actor=request.actor, clock=request.clock)
    bad = sum(not one.holds for one in done)
    words = _("%(all)s read again, %(bad)s of them not as they were entered.")
    say(request, words % {"all": len(done), "bad": bad})
    return redirect("archive:archive")


@act(Permission.ENTER_EXHIBITS)
def discard(request: DeskRequest, exhibit_id: str) -> HttpResponse:
    """Remove an entry whose file did not arrive whole."""
    kept = _kept(request, exhibit_id)
    discard_unfinished(actor=request.actor, exhibit=kept.id)
    say(request, _("The entry is removed. Enter the file again."))
    return redirect("archive:archive")


def _arriving(
    request: DeskRequest, store: Callable[[Collected, Sent], ExhibitId], context: dict[str, object]
) -> HttpResponse:
    """The form for a file, or the file as it arrives."""
    day = request.clock().date().isoformat()
    form = ExhibitForm(initial={"collected_by": request.active.alias, "collected": day})
    if request.method == "POST":
        sent = read_sent(request)
        form = ExhibitForm(sent.fields)
        if form.is_valid():
            try:
                if not sent.file_name:
                    raise EmptyFileError
                made = store(form.facts(sent.file_name), sent)
            except ArchiveError as error:
                form.add_error(None, words_of(error))
            else:
                say(request, _("The file is sealed, entered and signed by you."))
                return redirect("archive:exhibit", made)
    return render_page(request, "desk/archive/enter.html", {"form": form, **context})


def _exhibit_page(
    request: DeskRequest, kept: Kept, *, hand_form: HandOverForm | None = None
) -> HttpResponse:
    names = aliases(request.active)
    context = {
        "kept": kept,
        "exhibit": kept.exhibit,
        "is_working_copy": kept.exhibit.copy is Copy.WORKING,
        "told": _told_of(request, kept),
        "hand_form": hand_form or HandOverForm(),
        "receive_form": ReceiveForm(auto_id="receive_%s"),
        "entered_by": names.get(kept.exhibit.entered_by, ""),
        "custody": [(done, names.get(done.by, "")) for done in kept.custody],
        "may_enter": may(request.active.roles, Permission.ENTER_EXHIBITS),
    }
    return render_page(request, "desk/archive/exhibit.html", context)


def _told_of(request: DeskRequest, kept: Kept) -> object:
    """The testimony an exhibit lies beside; None where it lies in a case."""
    found = [told for told in testimonies(request.actor) if told.id == kept.scope]
    return found[0] if found else None


def _kept(request: DeskRequest, exhibit_id: str) -> Kept:
    return kept_exhibit(request.actor, ExhibitId(RecordId(exhibit_id)), clock=request.clock)


def _to_save(response: HttpResponse, name: str) -> HttpResponse:
    """The answer as a file to be saved; a name in letters that no header can be broken with."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    response["Content-Disposition"] = f'attachment; filename="{plain.lstrip(".") or "file"}"'
    return response
