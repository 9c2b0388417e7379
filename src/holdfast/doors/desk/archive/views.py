"""Pages of testimony: the list, taking it, consent a paragraph, who it was, and its end.

Invariants: nothing is changed by opening an address; who the witness is shows only in the answer to
a form that gives a reason.
"""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.archive.errors import ArchiveError
from holdfast.apps.archive.queries.exhibits import exhibits
from holdfast.apps.archive.queries.testimony import Told, openings, testimonies
from holdfast.apps.archive.queries.testimony import testimony as read_testimony
from holdfast.apps.archive.rules import Account, Ground, ParagraphId, TestimonyId, Use
from holdfast.apps.archive.services.consent import give_consent, withdraw_consent
from holdfast.apps.archive.services.testimony import (
    add_paragraph,
    grant_testimony,
    identify_witness,
    reword_paragraph,
    shred_testimony,
    take_testimony,
)
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError
from holdfast.apps.keyring.rules import ScopeId
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.leaves import leaf
from holdfast.doors.desk.refusals import words_of

from .forms import (
    AgreementForm,
    GrantForm,
    ParagraphForm,
    ReasonForm,
    RewordForm,
    TestimonyForm,
    WithdrawalForm,
)
from .people import aliases
from .shown import shown_paragraph

SHOWN_A_PAGE = 60


@page(Permission.TAKE_TESTIMONY)
def archive(request: DeskRequest, number: int = 1) -> HttpResponse:
    """Testimony by changed name, and exhibits that are due to be read again."""
    kept = exhibits(request.actor, clock=request.clock)
    context = {
        "leaf": leaf(testimonies(request.actor), number, most=SHOWN_A_PAGE),
        "due": sum(one.is_due for one in kept),
        "broken": [one for one in kept if not one.is_whole or not one.has_arrived][:SHOWN_A_PAGE],
    }
    return render_page(request, "desk/archive/archive.html", context)


@page(Permission.TAKE_TESTIMONY)
def take(request: DeskRequest) -> HttpResponse:
    """Begin a testimony."""
    first = {
        "account": Account.FIRST.value,
        "taken_by": request.active.alias,
        "taken": _day(request),
    }
    form = TestimonyForm(request.POST) if request.method == "POST" else TestimonyForm(initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = take_testimony(
                actor=request.actor, interview=form.interview(), person=form.person()
            )
        except ArchiveError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("The testimony has begun. Write down its first paragraph."))
            return redirect("archive:testimony", made)
    return render_page(request, "desk/archive/take.html", {"form": form})


@page(Permission.TAKE_TESTIMONY)
def testimony(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """A testimony, paragraph by paragraph."""
    told = _told(request, testimony_id)
    return _testimony_page(request, told, ParagraphForm(initial=_asked(request, told)))


@act(Permission.TAKE_TESTIMONY)
def add(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """A paragraph more."""
    told, form = _told(request, testimony_id), ParagraphForm(request.POST)
    if form.is_valid():
        try:
            add_paragraph(
                actor=request.actor,
                testimony=told.id,
                text=form.cleaned_data["text"],
                agreement=form.agreement(),
            )
        except ArchiveError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("The paragraph is kept."))
            return redirect("archive:testimony", told.id)
    return _testimony_page(request, told, form)


@page(Permission.TAKE_TESTIMONY)
def reword(request: DeskRequest, testimony_id: str, paragraph_id: str) -> HttpResponse:
    """A paragraph in other words."""
    told = _told(request, testimony_id)
    paragraph = told.paragraph(paragraph_id)
    first = {"text": paragraph.text, "revision": told.revision}
    form = RewordForm(request.POST) if request.method == "POST" else RewordForm(initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            reword_paragraph(
                actor=request.actor,
                testimony=told.id,
                paragraph=ParagraphId(paragraph.id),
                text=form.cleaned_data["text"],
                revision=form.cleaned_data["revision"],
                clock=request.clock,
            )
        except EditConflictError as error:
            context = {"told": told, "theirs": paragraph.text}
            context["form"] = beside_theirs(form, error, newest=told.revision)
            return render_page(request, "desk/archive/reword.html", context, status=409)
        say(request, _("The words are changed. Ask again what may be done with them."))
        return redirect("archive:testimony", told.id)
    return _form_page(request, "reword", told, form)


@page(Permission.TAKE_TESTIMONY)
def agree(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """Write down what they agree to."""
    told = _told(request, testimony_id)
    paragraphs = told.testimony.paragraphs
    first = {**_asked(request, told), "revision": told.revision}
    form = AgreementForm(initial=first, paragraphs=paragraphs)
    if request.method == "POST":
        form = AgreementForm(request.POST, paragraphs=paragraphs)
        if form.is_valid():
            try:
                give_consent(
                    actor=request.actor,
                    testimony=told.id,
                    paragraphs=form.cleaned_data["paragraphs"],
                    agreement=form.agreement(),
                    revision=form.cleaned_data["revision"],
                )
            except ArchiveError as error:
                form.add_error(None, words_of(error))
            else:
                say(request, _("What they agreed to is written down."))
                return redirect("archive:testimony", told.id)
    return _form_page(request, "agree", told, form)


@page(Permission.TAKE_TESTIMONY)
def take_back(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """Write down what they take back. It holds at once."""
    told = _told(request, testimony_id)
    form = WithdrawalForm(request.POST or None, paragraphs=told.testimony.paragraphs)
    if request.method == "POST" and form.is_valid():
        withdraw_consent(
            actor=request.actor,
            testimony=told.id,
            paragraphs=form.chosen(),
            use=Use(form.cleaned_data["use"]),
            audience=form.cleaned_data["audience"],
            clock=request.clock,
        )
        say(
            request,
            _("It is taken back, from now on. What was released with it is to be recalled."),
        )
        return redirect("archive:testimony", told.id)
    return _form_page(request, "take_back", told, form)


@page(Permission.TAKE_TESTIMONY)
def who(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """Who it was: asked for with a reason, shown once, written down."""
    told = _told(request, testimony_id)
    form = ReasonForm(request.POST or None)
    context: dict[str, object] = {"told": told, "form": form}
    if request.method == "POST" and form.is_valid():
        context["witness"] = identify_witness(
            actor=request.actor,
            testimony=told.id,
            reason=form.cleaned_data["reason"],
            clock=request.clock,
        )
    names = aliases(request.active)
    looked = openings(request.actor, told.id)
    context["openings"] = [(opening, names.get(opening.by, "")) for opening in looked]
    return render_page(request, "desk/archive/who.html", context)


@page(Permission.TAKE_TESTIMONY)
def grant(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """Let somebody in."""
    told = _told(request, testimony_id)
    others = [
        (id_, alias) for id_, alias in aliases(request.active).items() if id_ != request.active.id
    ]
    form = GrantForm(request.POST or None, members=others)
    if request.method == "POST" and form.is_valid():
        try:
            grant_testimony(
                actor=request.actor,
                testimony=told.id,
                member=MemberId(form.cleaned_data["member"]),
                parts=form.parts_given(),
            )
        except AlreadyHoldsError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("They can open it now."))
            return redirect("archive:testimony", told.id)
    return _form_page(request, "grant", told, form)


@page(Permission.SHRED_CASES)
def destroy(request: DeskRequest, testimony_id: str) -> HttpResponse:
    """Destroy a testimony for good: first its words, then the act."""
    told = _told(request, testimony_id)
    if request.method != "POST":
        return render_page(request, "desk/archive/destroy.html", {"told": told})
    shred_testimony(actor=request.actor, testimony=told.id)
    say(request, _("The testimony and its exhibits are destroyed. Nobody can open them again."))
    return redirect("archive:archive")


def _testimony_page(request: DeskRequest, told: Told, form: Form) -> HttpResponse:
    today = request.clock().date()
    paragraphs = [
        shown_paragraph(number, paragraph, today)
        for number, paragraph in enumerate(told.testimony.paragraphs, 1)
    ]
    context = {
        "told": told,
        "is_repeat": told.testimony.account is Account.REPEAT,
        "paragraphs": paragraphs,
        "exhibits": exhibits(request.actor, scope=told.id, clock=request.clock),
        "form": form,
        "may_enter": _may(request, Permission.ENTER_EXHIBITS),
        "may_destroy": _may(request, Permission.SHRED_CASES),
    }
    return render_page(request, "desk/archive/testimony.html", context)


def _form_page(request: DeskRequest, name: str, told: Told, form: Form) -> HttpResponse:
    return render_page(request, f"desk/archive/{name}.html", {"told": told, "form": form})


def _told(request: DeskRequest, testimony_id: str) -> Told:
    return read_testimony(request.actor, TestimonyId(ScopeId(testimony_id)))


def _asked(request: DeskRequest, told: Told) -> dict[str, str]:
    """What a form about consent begins with."""
    return {
        "ground": Ground.CONSENT.value,
        "language": told.testimony.language,
        "day": _day(request),
    }


def _day(request: DeskRequest) -> str:
    return request.clock().date().isoformat()


def _may(request: DeskRequest, permission: Permission) -> bool:
    return may(request.active.roles, permission)
