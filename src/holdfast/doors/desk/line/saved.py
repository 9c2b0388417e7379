"""Saved replies: written, signed off, retired; and put into an answer, to be edited before it goes.

Invariants: choosing one sends nothing; what was typed before stands above it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.intake.errors import NotSignedError
from holdfast.apps.intake.queries import saved_replies as looking
from holdfast.apps.intake.records import SavedReply
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.intake.services import saved_replies as doing
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.attendance import Doing
from holdfast.doors.desk.conflicts import beside_theirs
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import say
from holdfast.doors.desk.refusals import words_of
from holdfast.kernel.errors import HoldfastError

from . import words
from .forms import AnswerForm
from .people import People, people_of
from .saved_forms import SavedReplyForm
from .shortcuts import line_page
from .talk import conversation_page


@page(Permission.ANSWER_CONTACTS)
def replies(request: DeskRequest) -> HttpResponse:
    """Every saved reply, in use or not."""
    people = people_of(request)
    shown = [_shown(one, people) for one in looking.saved_replies(actor=request.actor)]
    context = {"replies": shown, "may_sign": may(request.active.roles, Permission.GRANT_CASES)}
    return line_page(request, "desk/line/saved.html", context)


@page(Permission.ANSWER_CONTACTS)
def add(request: DeskRequest) -> HttpResponse:
    """A new one."""
    form = SavedReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            doing.write_reply(
                actor=request.actor,
                title=form.cleaned_data["title"],
                texts=form.texts(),
                clock=request.clock,
            )
        except HoldfastError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Saved. It is offered once somebody who coordinates signed it."))
            return redirect("line:saved")
    return _form_page(request, form, None)


@page(Permission.ANSWER_CONTACTS)
def change(request: DeskRequest, reply: str) -> HttpResponse:
    """Write one anew."""
    stored = _stored(request, reply)
    if request.method != "POST":
        typed = SavedReplyForm.typed(stored.value, stored.revision)
        return _form_page(request, SavedReplyForm(initial=typed), stored)
    form = SavedReplyForm(request.POST)
    if form.is_valid():
        try:
            doing.change_reply(
                actor=request.actor,
                reply=stored.id,
                title=form.cleaned_data["title"],
                texts=form.texts(),
                revision=form.cleaned_data["revision"] or 0,
                clock=request.clock,
            )
        except EditConflictError as error:
            beside_theirs(form, error, newest=stored.revision)
        except HoldfastError as error:
            form.add_error(None, words_of(error))
        else:
            say(request, _("Saved. It is offered again once it is signed."))
            return redirect("line:saved")
    return _form_page(request, form, stored)


@act(Permission.GRANT_CASES)
def sign(request: DeskRequest, reply: str) -> HttpResponse:
    """Answer for it."""
    doing.sign_reply(
        actor=request.actor, reply=RecordId(reply), revision=_seen(request), clock=request.clock
    )
    say(request, _("Signed off. It is offered from now on."))
    return redirect("line:saved")


@act(Permission.ANSWER_CONTACTS)
def retire(request: DeskRequest, reply: str) -> HttpResponse:
    """Offer it no more."""
    doing.retire_reply(actor=request.actor, reply=RecordId(reply), revision=_seen(request))
    say(request, _("Retired: it is not offered any more."))
    return redirect("line:saved")


@act(Permission.ANSWER_CONTACTS)
def insert(request: DeskRequest, conversation: str) -> HttpResponse:
    """Put one into the answer, below what was typed; nothing is sent."""
    one = ConversationId(conversation)
    reply, _mark, language = request.POST.get("reply", "").partition(":")
    text = request.POST.get("text", "").strip()
    try:
        text = f"{text}\n\n{_words(request, reply, language)}".strip()
    except NotSignedError as error:
        say(request, words_of(error))
    typed = {**request.POST.dict(), "text": text}
    request.attendance.open_page(request.seat, one, Doing.WRITING)
    return conversation_page(request, one, draft=AnswerForm(initial=typed))


def _words(request: DeskRequest, reply: str, language: str) -> str:
    return looking.text_of(actor=request.actor, reply=RecordId(reply), language=language)


def _stored(request: DeskRequest, reply: str) -> Stored[SavedReply]:
    found = looking.saved_replies(actor=request.actor)
    stored = next((one for one in found if one.id == RecordId(reply)), None)
    if stored is None:
        raise NotGrantedError
    return stored


def _seen(request: DeskRequest) -> int:
    """The revision that the member looked at."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _form_page(
    request: DeskRequest, form: SavedReplyForm, stored: Stored[SavedReply] | None
) -> HttpResponse:
    context = {"form": form, "stored": stored}
    status = 400 if form.errors else 200
    return line_page(request, "desk/line/saved_reply.html", context, status=status)


def _shown(stored: Stored[SavedReply], people: People) -> dict[str, Any]:
    value = stored.value
    return {
        "stored": stored,
        "texts": [(words.LANGUAGES.get(code, code), code, text)
                  for code, text in value.texts.items()],
        "written_by": people.get(MemberId(value.written_by), ""),
        "signed_by": people.get(MemberId(value.signed_by), "") if value.signed_by else "",
        "is_in_use": looking.is_in_use(value),
    }  # fmt: skip
