"""The line's pages: the inbox, one conversation, the call screen.

Invariants: looking changes nothing; what arrived is brought in by a button. A caller's name and
number stand on the page of their conversation and on no list.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.queries import members
from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.intake.queries import conversations
from holdfast.apps.intake.queries import inbox as inboxes
from holdfast.apps.intake.queries.conversations import Said, Shown
from holdfast.apps.intake.queries.inbox import Inbox, Row, Shelf
from holdfast.apps.intake.queries.line import who_answers
from holdfast.apps.intake.rules import Channel, ConversationId, Voice
from holdfast.apps.intake.services.calls import log_call
from holdfast.apps.keyring.rules import FileId
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.frame import render_page, say
from holdfast.doors.desk.leaves import leaf
from holdfast.kernel.errors import HoldfastError

from . import heard, words
from .forms import AnswerForm, CallForm, DangerForm, HandOverForm, NoteForm, TrayForm

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
    return render_page(request, "desk/line/inbox.html", _list(request, wanted, number))


@page(Permission.ANSWER_CONTACTS)
def conversation(request: DeskRequest, conversation: str) -> HttpResponse:
    """What was said, and what we know."""
    return conversation_page(request, ConversationId(conversation))


@page(Permission.ANSWER_CONTACTS)
def call(request: DeskRequest) -> HttpResponse:
    """The call screen, for somebody new."""
    return _call(request, None)


@page(Permission.ANSWER_CONTACTS)
def call_again(request: DeskRequest, conversation: str) -> HttpResponse:
    """The call screen, for somebody who reached us before."""
    one = ConversationId(conversation)
    return _call(request, conversations.conversation(actor=request.actor, conversation=one))


@page(Permission.ANSWER_CONTACTS)
def file(request: DeskRequest, conversation: str, file: str) -> HttpResponse:
    """A file as it was sent, to be saved and not shown: nobody has cleaned it."""
    one, wanted = ConversationId(conversation), FileId(file)
    named, pieces = conversations.attachment(actor=request.actor, conversation=one, file=wanted)
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{_plain(named.name)}"'
    return response


def conversation_page(
    request: DeskRequest,
    one: ConversationId,
    *,
    answer: AnswerForm | None = None,
    note: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a conversation; forms that failed stand on it with what was typed."""
    shown = conversations.conversation(actor=request.actor, conversation=one, clock=request.clock)
    people = _people(request)
    if answer is not None:  # what was typed, beside what is shown now
        answer.data = {**answer.data.dict(), "revision": shown.revision}
    context = {
        **_list(request, _shelf_of(shown)),
        "one": shown,
        "messages": [_message(said, people, request.active.id) for said in shown.messages],
        "facts": words.facts(shown.answers),
        "tone": words.TONES[shown.danger],
        "danger": words.DANGERS[shown.danger],
        "channel": words.CHANNELS[shown.channel],
        "speaks": words.LANGUAGES.get(shown.language, ""),
        "taken_by": people.get(shown.assigned_to, "") if shown.assigned_to else "",
        "is_mine": shown.assigned_to == request.active.id,
        "is_taken": shown.assigned_to not in {None, request.active.id},
        "answer": answer or AnswerForm(initial={"revision": shown.revision}),
        "note": note or NoteForm(),
        "hand_over": HandOverForm(people=_others(request, people)),
        "danger_form": DangerForm(initial={"danger": shown.danger.value}),
        "tray": TrayForm(initial={"tray": shown.tray.value}),
        "cases": _address("cases:open") if may(request.actor.roles, Permission.OPEN_CASES) else "",
        "case": _address("cases:case", shown.case) if shown.case else "",
        "heard": heard.pending(request, shown),
    }
    return render_page(request, "desk/line/conversation.html", context, status=status)


def others_who_answer(request: DeskRequest) -> list[tuple[str, str]]:
    """Those to whom a conversation can be handed over, with their aliases."""
    return _others(request, _people(request))


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
    context = {"form": form, "known": known}
    return render_page(request, "desk/line/call.html", context, status=status)


def _list(request: DeskRequest, wanted: Shelf, number: int = 1) -> dict[str, Any]:
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
    }


def _message(said: Said, people: dict[MemberId, str], me: MemberId) -> dict[str, object]:
    side = {Voice.US: "us", Voice.NOTE: "note", Voice.CALL: "note"}.get(said.voice, "")
    by = _("you") if said.by == me else people.get(said.by, "") if said.by else ""
    return {"said": said, "side": side, "label": words.VOICES.get(said.voice, ""), "by": by}


def _people(request: DeskRequest) -> dict[MemberId, str]:
    return {listed.id: listed.alias for listed in members(request.active)}


def _others(request: DeskRequest, people: dict[MemberId, str]) -> list[tuple[str, str]]:
    answering = who_answers(request.actor)
    return [(m, people[m]) for m in answering if m != request.active.id and m in people]


def _shelf_of(shown: Shown) -> Shelf:
    """The shelf beside which a conversation is shown: where a member would look for it."""
    if shown.is_closed:
        return Shelf.CLOSED
    if shown.tray.value in set(Shelf):
        return Shelf(shown.tray.value)
    return Shelf.WAITING if shown.waiting_since else Shelf.ANSWERED


def _address(name: str, *arguments: str) -> str:
    """The address of another room's page, or nothing where that room is not built in."""
    try:
        return str(reverse(name, args=arguments))
    except NoReverseMatch:
        return ""


def _plain(name: str) -> str:
    """A file's name as a header can hold it."""
    kept = (sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_" for sign in name)
    return "".join(kept).lstrip(".") or "file"
