"""Pages where testimony and press meet: a paragraph under a finding, two accounts as one witness.

Invariants: only what a person agreed to is offered; the services below ask again.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.archive.queries.testimony import Told, testimonies
from holdfast.apps.archive.rules import ANALYSIS, Allowed, TestimonyId, may_use
from holdfast.apps.keyring.rules import RecordId, ScopeId
from holdfast.apps.review.errors import AlreadyThereError
from holdfast.apps.review.queries.findings import finding as read_finding
from holdfast.apps.review.queries.findings import statement as read_statement
from holdfast.apps.review.queries.findings import witness_link
from holdfast.apps.review.rules import FindingId, LinkId, Side, StatementId
from holdfast.apps.review.services.joining import add_testimony, link_witness, unlink_witness
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import words_of

from .forms import LinkForm, ParagraphChoiceForm, UndoForm


@page(Permission.READ_FINDINGS)
def testimony(request: DeskRequest, finding_id: str) -> HttpResponse:
    """Lay a paragraph of testimony under a finding."""
    view = read_finding(request.actor, FindingId(finding_id), clock=request.clock)
    offered = _offered(testimonies(request.actor), request.clock().date())
    form = ParagraphChoiceForm(initial={"side": Side.FOR.value}, paragraphs=offered)
    if request.method == "POST":
        form = ParagraphChoiceForm(request.POST, paragraphs=offered)
        if form.is_valid():
            told, _dot, paragraph = form.cleaned_data["paragraph"].partition(".")
            try:
                add_testimony(
                    actor=request.actor,
                    finding=view.row.id,
                    testimony=TestimonyId(ScopeId(told)),
                    paragraph=paragraph,
                    side=Side(form.cleaned_data["side"]),
                    clock=request.clock,
                )
            except AlreadyThereError as error:
                form.add_error(None, words_of(error))
            else:
                say(request, _("The paragraph stands under this finding, as an origin of its own."))
                return redirect("findings:finding", finding_id)
    context = {"view": view, "form": form, "offered": offered}
    return render_page(request, "desk/findings/testimony.html", context)


@page(Permission.READ_FINDINGS)
def link(request: DeskRequest, finding_id: str, statement_id: str) -> HttpResponse:
    """Say that a source of the press and the person of a testimony are one."""
    view = read_finding(request.actor, FindingId(finding_id), clock=request.clock)
    quoted = read_statement(request.actor, StatementId(statement_id))
    today = request.clock().date()
    offered = [
        (told.id, told.testimony.changed_name)
        for told in testimonies(request.actor)
        if _usable(told, today)
    ]
    form = LinkForm(request.POST or None, testimonies=offered)
    if request.method == "POST" and form.is_valid():
        link_witness(
            actor=request.actor,
            statement=StatementId(statement_id),
            testimony=TestimonyId(ScopeId(form.cleaned_data["testimony"])),
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )
        say(request, _("They count as one witness from now on."))
        return redirect("findings:finding", finding_id)
    context = {"view": view, "form": form, "offered": offered, "quoted": quoted}
    return render_page(request, "desk/findings/link.html", context)


@page(Permission.READ_FINDINGS)
def undo(request: DeskRequest, link_id: str) -> HttpResponse:
    """Take a link back."""
    linked = witness_link(request.actor, LinkId(RecordId(link_id)))
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unlink_witness(
            actor=request.actor,
            link=linked.id,
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )
        say(request, _("The link is undone. They count apart again."))
        return redirect("findings:findings")
    return render_page(request, "desk/findings/undo.html", {"form": form, "linked": linked.link})


def _offered(told: list[Told], today: dt.date) -> list[tuple[str, str]]:
    """The paragraphs that may be held against what others say."""
    return [
        (f"{one.id}.{paragraph_id}", f"{one.testimony.changed_name}: {text}")
        for one in told
        for paragraph_id, text in _usable(one, today)
    ]


def _usable(told: Told, today: dt.date) -> list[tuple[str, str]]:
    return [
        (p.id, p.text)
        for p in told.testimony.paragraphs
        if isinstance(may_use(p, ANALYSIS, today), Allowed)
    ]
