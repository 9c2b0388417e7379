"""The line's pages: the inbox, one conversation, the call screen.

Invariants: looking changes nothing; what arrived is brought in by a button. A caller's name and
number stand on the page of their conversation and on no list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.queries import conversations
from holdfast.apps.intake.queries import inbox as inboxes
from holdfast.apps.intake.queries.conversations import Shown
from holdfast.apps.intake.queries.inbox import Inbox, Row, Shelf
from holdfast.apps.intake.queries.sampling import ASIDE
from holdfast.apps.intake.rules import Channel, ConversationId, Voice
from holdfast.apps.intake.safe_hours import write_hours
from holdfast.apps.intake.services.calls import log_call
from holdfast.apps.keyring.rules import FileId, RecordId
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import say
from holdfast.doors.desk.leaves import leaf
from holdfast.kernel.errors import HoldfastError

from . import words
from .beside_forms import NotReachedForm
from .forms import CallForm
from .shortcuts import line_page

_OF_CALLS = frozenset({Voice.CALL, Voice.NOT_REACHED})
MOST_ROWS = 60  # on one page


@page(Permission.ANSWER_CONTACTS)
def inbox(request: DeskRequest) -> HttpResponse:
    """Who waits."""
    return _inbox(request, Shelf.WAITING)


@page(Permission.ANSWER_CONTACTS)
def shelf(request: DeskRequest, shelf: str, number: int = 1) -> HttpResponse:
    """One part of the inbox, page by page."""
    if shelf not in set(Shelf):
        raise Http404
    return _inbox(request, Shelf(shelf), number)


def _inbox(request: DeskRequest, wanted: Shelf, number: int = 1) -> HttpResponse:
    context = {**shelf_list(request, wanted, number), "is_aside": wanted.value in set(ASIDE)}
    return line_page(request, "desk/line/inbox.html", context)


@page(Permission.ANSWER_CONTACTS)
def call(request: DeskRequest) -> HttpResponse:
    """The call screen, for somebody new."""
    return _call(request, None)


@page(Permission.ANSWER_CONTACTS)
def call_again(request: DeskRequest, conversation: str) -> HttpResponse:
    """The call screen, for somebody who reached us before."""
    one = ConversationId(conversation)
    known = conversations.conversation(actor=request.actor, conversation=one, clock=request.clock)
    return _call(request, known)


@page(Permission.ANSWER_CONTACTS)
def file(request: DeskRequest, conversation: str, file: str) -> HttpResponse:
    """A file as it was sent, to be saved and not shown: nobody has cleaned it."""
    one, wanted = ConversationId(conversation), FileId(file)
    named, pieces = conversations.attachment(actor=request.actor, conversation=one, file=wanted)
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{_plain(named.name)}"'
    return response


@page(Permission.ANSWER_CONTACTS)
def whole(request: DeskRequest, conversation: str, message: str) -> HttpResponse:
    """All that one message says, to be saved: more than a page shows of it."""
    one, wanted = ConversationId(conversation), RecordId(message)
    text = conversations.words_of(actor=request.actor, conversation=one, message=wanted)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="message.txt"'
    return response


# ------------------------------------------------------------ what the pages are told


def _call(request: DeskRequest, known: Shown | None) -> HttpResponse:
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            one = log_call(
                actor=request.actor,
                call=form.call(),
                conversation=known.id if known else None,
                clock=request.clock,
            )
        except HoldfastError as error:
            form.add_error(None, f"{_(error.message)} {_(error.hint)}".strip())
        else:
            say(request, _("The call is written down."))
            return redirect("line:conversation", conversation=one)
    status = 400 if form.errors else 200
    timeline = [said for said in known.messages if said.voice in _OF_CALLS] if known else []
    context = {
        "form": form,
        "known": known,
        "timeline": [(said, words.label_of(said.voice, said.channel)) for said in timeline],
        "not_reached": NotReachedForm(auto_id="tried_%s"),
        "hours": write_hours(known.caller.safe) if known and known.caller else "",
    }
    return line_page(request, "desk/line/call.html", context, status=status)


def shelf_list(request: DeskRequest, wanted: Shelf, number: int = 1) -> dict[str, Any]:
    """A shelf as a list of the inbox, page by page, with the others and how much lies on each."""
    found = inboxes.inbox(
        actor=request.actor,
        shelf=wanted,
        start=(number - 1) * MOST_ROWS,
        most=MOST_ROWS,
        clock=request.clock,
    )
    return {
        "inbox": found,
        "shelves": _shelves(found),
        "rows": [_shown_row(row, request.active.id) for row in found.rows],
        "leaf": leaf(range(found.counts[wanted]), number, most=MOST_ROWS),
        "shelf": wanted.value,
        "shelf_label": words.SHELVES[wanted],
    }


def _shelves(found: Inbox) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "address": reverse("line:inbox")
            if shelf is Shelf.WAITING
            else reverse("line:shelf", kwargs={"shelf": shelf.value}),
            "count": found.counts[shelf],
            "is_here": shelf is found.shelf,
        }
        for shelf, label in words.SHELVES.items()
    ]


def _shown_row(row: Row, me: MemberId) -> dict[str, object]:
    return {
        "row": row,
        "tone": words.TONES[row.danger],
        "danger": words.DANGERS[row.danger],
        "by_telephone": row.channel is not Channel.WEB,
        "channel": words.CHANNELS[row.channel],
        "is_mine": row.assigned_to == me,
        "is_taken": row.assigned_to not in {None, me},
        "marks": list(_marks(row)),
    }


def _marks(row: Row) -> Iterator[tuple[str, str]]:
    """What else a list says of a conversation, each with its tone."""
    if row.is_lost:
        yield "danger", _("lost contact")
    elif row.is_silent:
        yield "warn", _("silent")


def _plain(name: str) -> str:
    """A file's name as a header can hold it."""
    kept = (sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_" for sign in name)
    return "".join(kept).lstrip(".") or "file"
