"""Pages of requests of the press: asked, agreed to, met, printed, counted once.

Invariants:
- Who asks and whom they met is shown to whoever holds the identity key, and to nobody else.
- That a witness in print and a testimony are one is said by a person, on this page or on the
  finding's; the page shows what was printed there that day and proposes nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.archive.rules import TestimonyId
from holdfast.apps.intake.queries import interviews as queries
from holdfast.apps.intake.services import interviews as services
from holdfast.apps.intake.team.interviews import InterviewId
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import ScopeId
from holdfast.apps.review.rules import StatementId
from holdfast.apps.review.services.joining import link_witness
from holdfast.doors.desk.cases.people import others
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.refusals import status_of, words_of
from holdfast.kernel.errors import HoldfastError

from . import words
from .forms import (
    ConditionsForm,
    MeetingForm,
    OnceForm,
    PrintForm,
    RequestForm,
    RevisionForm,
    ShareForm,
    TheirsForm,
)
from .interview_page import helpers, interview_page, readable_testimonies, who_met, witnesses


@page(Permission.TAKE_TESTIMONY)
def press(request: DeskRequest) -> HttpResponse:
    """The requests that the member may open; one more."""
    contacts = helpers(request)
    form = RequestForm(request.POST if request.method == "POST" else None, contacts=contacts)
    if form.is_valid():
        try:
            made = services.enter_request(
                actor=request.actor, asked=form.asked_for(), clock=request.clock
            )
        except HoldfastError as error:
            form.add_error(None, words_of(error))
        else:
            return redirect("team:interview", interview=made)
    rows = [(id_, one, words.STATES[one.state]) for id_, one in queries.interviews(request.actor)]
    context = {"rows": rows, "form": form}
    return render_page(request, "desk/team/press.html", context, status=400 if form.errors else 200)


@page(Permission.TAKE_TESTIMONY)
def interview(request: DeskRequest, interview: str) -> HttpResponse:
    """One request, and what may be done with it now."""
    return interview_page(request, InterviewId(interview))


@act(Permission.TAKE_TESTIMONY)
def conditions(request: DeskRequest, interview: str) -> HttpResponse:
    """Write down what the person agreed to."""
    form = ConditionsForm(request.POST)
    return _do(
        request,
        interview,
        form,
        lambda: services.write_conditions(
            **_where(request, interview, form),
            conditions=form.cleaned_data["conditions"],
            clock=request.clock,
        ),
        _("Written down. Another member confirms it."),
    )


@act(Permission.TAKE_TESTIMONY)
def confirm(request: DeskRequest, interview: str) -> HttpResponse:
    """Stand for it as the second member."""
    form = RevisionForm(request.POST)
    return _do(
        request,
        interview,
        form,
        lambda: services.confirm_conditions(**_where(request, interview, form)),
        _("Two members stand for it now."),
    )


@act(Permission.TAKE_TESTIMONY)
def refuse(request: DeskRequest, interview: str) -> HttpResponse:
    """Note that nobody will be met."""
    form = RevisionForm(request.POST)
    return _do(
        request,
        interview,
        form,
        lambda: services.refuse_request(**_where(request, interview, form)),
        _("Refused. It can be taken up again by writing down conditions."),
    )


@act(Permission.TAKE_TESTIMONY)
def met(request: DeskRequest, interview: str) -> HttpResponse:
    """Write down who met the journalist."""
    form = MeetingForm(request.POST, people=who_met(request))

    def note() -> None:
        kind, who = form.met()
        services.note_meeting(
            **_where(request, interview, form),
            kind=kind,
            who=who,
            day=form.cleaned_data["on"],
            clock=request.clock,
        )

    return _do(request, interview, form, note, _("Written down."))


@act(Permission.TAKE_TESTIMONY)
def printed(request: DeskRequest, interview: str) -> HttpResponse:
    """Write down what was published."""
    form = PrintForm(request.POST)
    return _do(
        request,
        interview,
        form,
        lambda: services.note_print(**_where(request, interview, form), printed=form.printed()),
        _("Written down. If they gave testimony too, say so below: they are one witness."),
    )


@act(Permission.TAKE_TESTIMONY)
def testimony(request: DeskRequest, interview: str) -> HttpResponse:
    """Say which testimony is theirs."""
    form = TheirsForm(request.POST, told=readable_testimonies(request))
    return _do(
        request,
        interview,
        form,
        lambda: services.name_testimony(
            actor=request.actor,
            interview=InterviewId(interview),
            testimony=form.cleaned_data["testimony"],
        ),
        _("Noted. It is sealed with who they are."),
    )


@act(Permission.TAKE_TESTIMONY)
def once(request: DeskRequest, interview: str) -> HttpResponse:
    """Let a published account and a testimony count as one witness."""
    shown = queries.interview(request.actor, InterviewId(interview))
    form = OnceForm(request.POST, witnesses=witnesses(request, shown))

    def link() -> None:
        known = shown.journalist
        if known is None or not known.testimony:
            raise NotGrantedError
        link_witness(
            actor=request.actor,
            statement=StatementId(form.cleaned_data["statement"]),
            testimony=TestimonyId(ScopeId(known.testimony)),
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )

    return _do(request, interview, form, link, _("They count as one witness from now on."))


@act(Permission.TAKE_TESTIMONY)
def share(request: DeskRequest, interview: str) -> HttpResponse:
    """Let a colleague open it."""
    form = ShareForm(request.POST, people=others(request))
    return _do(
        request,
        interview,
        form,
        lambda: services.share_request(
            actor=request.actor,
            interview=InterviewId(interview),
            member=MemberId(form.cleaned_data["member"]),
        ),
        _("They can open it from their next log-in."),
    )


# ------------------------------------------------------------ below the views


def _where(request: DeskRequest, interview: str, form: forms.Form) -> dict[str, Any]:
    return {
        "actor": request.actor,
        "interview": InterviewId(interview),
        "revision": form.cleaned_data["revision"],
    }


def _do(
    request: DeskRequest, interview: str, form: forms.Form, do: Callable[[], None], done: str
) -> HttpResponse:
    """Do it and go back, or show the page again with the form that says why not."""
    status = 400
    if form.is_valid():
        try:
            do()
        except NotGrantedError:
            raise
        except EditConflictError as error:
            newest = queries.interview(request.actor, InterviewId(interview)).revision
            beside_theirs(form, error, newest=newest)
            status = status_of(error)
        except HoldfastError as error:
            form.add_error(None, words_of(error))
            status = status_of(error)
        else:
            say(request, done)
            return redirect("team:interview", interview=interview)
    return interview_page(request, InterviewId(interview), failed=form, status=status)
