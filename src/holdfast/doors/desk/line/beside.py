"""What is done beside a conversation: later, lost contact, hostile, two that are one person.

Invariants: each act is a POST with a reason where one is needed, then a redirect; a form that
failed comes back with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.intake.errors import PastPromiseError
from holdfast.apps.intake.queries import conversations
from holdfast.apps.intake.queries.callers import by_alias
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.intake.services import calls, lost_contact, merging, snoozing, trays
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import say
from holdfast.doors.desk.refusals import words_of
from holdfast.kernel.errors import HoldfastError

from .beside_forms import LaterForm, LostForm, MergeForm, NotReachedForm, WhyForm, utc
from .people import people_of
from .shortcuts import line_page

Forms = dict[str, forms.Form]
Typed = dict[str, Any]
Act = Callable[[ConversationId, Typed], None]


@page(Permission.ANSWER_CONTACTS)
def more(request: DeskRequest, conversation: str) -> HttpResponse:
    """What can be done beside answering."""
    return _more(request, ConversationId(conversation))


@act(Permission.ANSWER_CONTACTS)
def put_off(request: DeskRequest, conversation: str) -> HttpResponse:
    """Put it off until a moment."""

    def do(one: ConversationId, typed: Typed) -> None:
        chosen = snoozing.let_wait if typed.pop("can_wait") else snoozing.put_off
        typed["until"] = utc(typed["until"])
        chosen(actor=request.actor, conversation=one, clock=request.clock, **typed)

    said = _("It is put off. It comes back at its moment, or as soon as they write.")
    return _carry_out(request, conversation, {"later": LaterForm(request.POST)}, do, said)


@act(Permission.ANSWER_CONTACTS)
def bring_back(request: DeskRequest, conversation: str) -> HttpResponse:
    """Let it come back now."""
    snoozing.bring_back(actor=request.actor, conversation=ConversationId(conversation))
    return redirect("line:conversation", conversation=conversation)


@act(Permission.ANSWER_CONTACTS)
def lose(request: DeskRequest, conversation: str) -> HttpResponse:
    """Mark contact as lost."""

    def do(one: ConversationId, typed: Typed) -> None:
        lost_contact.lose(actor=request.actor, conversation=one, clock=request.clock, **typed)

    said = _("Contact is marked as lost.")
    return _carry_out(request, conversation, {"lost": LostForm(request.POST)}, do, said)


@act(Permission.ANSWER_CONTACTS)
def found_again(request: DeskRequest, conversation: str) -> HttpResponse:
    """They were reached."""
    lost_contact.found_again(actor=request.actor, conversation=ConversationId(conversation))
    return redirect("line:conversation", conversation=conversation)


@act(Permission.ANSWER_CONTACTS)
def propose_hostile(request: DeskRequest, conversation: str) -> HttpResponse:
    """Say that they write to harm us."""

    def do(one: ConversationId, typed: Typed) -> None:
        trays.propose_hostile(actor=request.actor, conversation=one, clock=request.clock, **typed)

    said = _("Proposed. It stays where it is until a colleague confirms it.")
    return _carry_out(request, conversation, {"hostile": WhyForm(request.POST)}, do, said)


@act(Permission.ANSWER_CONTACTS)
def confirm_hostile(request: DeskRequest, conversation: str) -> HttpResponse:
    """Agree with a colleague that they write to harm us."""
    one = ConversationId(conversation)
    trays.confirm_hostile(actor=request.actor, conversation=one, clock=request.clock)
    say(request, _("It lies apart now, and is looked at by chance every day."))
    return redirect("line:conversation", conversation=one)


@act(Permission.ANSWER_CONTACTS)
def undo_hostile(request: DeskRequest, conversation: str) -> HttpResponse:
    """Take it back."""
    one = ConversationId(conversation)
    trays.undo_hostile(actor=request.actor, conversation=one, clock=request.clock)
    say(request, _("It is where it was before."))
    return redirect("line:conversation", conversation=one)


@act(Permission.ANSWER_CONTACTS)
def merge(request: DeskRequest, conversation: str) -> HttpResponse:
    """Let another conversation of the same person become part of this one."""

    def do(one: ConversationId, typed: Typed) -> None:
        other = by_alias(actor=request.actor, **typed)
        merging.merge(actor=request.actor, conversation=other, into=one, clock=request.clock)

    said = _("They are one now. Each keeps its alias, and can be answered.")
    return _carry_out(request, conversation, {"merge": MergeForm(request.POST)}, do, said)


@act(Permission.ANSWER_CONTACTS)
def part(request: DeskRequest, conversation: str) -> HttpResponse:
    """Undo that."""
    one = ConversationId(conversation)
    head = merging.part(actor=request.actor, conversation=one, clock=request.clock)
    say(request, _("They are two again."))
    return redirect("line:conversation", conversation=head)


@act(Permission.ANSWER_CONTACTS)
def not_reached(request: DeskRequest, conversation: str) -> HttpResponse:
    """Write down a call that reached nobody."""

    def do(one: ConversationId, typed: Typed) -> None:
        typed["call_at"] = utc(typed["call_at"])
        calls.note_not_reached(actor=request.actor, conversation=one, clock=request.clock, **typed)

    said = _("Written down: nobody was reached.")
    form = {"not_reached": NotReachedForm(request.POST)}
    return _carry_out(request, conversation, form, do, said)


def _carry_out(
    request: DeskRequest, conversation: str, named: Forms, do: Act, said: str
) -> HttpResponse:
    """Do what the one form asks and go back; where it fails, it stands on the page as typed."""
    one, (form,) = ConversationId(conversation), named.values()
    if not is_done(form, lambda: do(one, form.cleaned_data)):
        return _more(request, one, **named)
    say(request, said)
    return redirect("line:conversation", conversation=one)


def is_done(form: forms.Form, do: Callable[[], None]) -> bool:
    """Whether the form was good and the act was done; else the form says what is wrong."""
    if not form.is_valid():
        return False
    try:
        do()
    except PastPromiseError as error:
        form.add_error("can_wait", words_of(error))
        return False
    except HoldfastError as error:
        form.add_error(None, words_of(error))
        return False
    return True


def _more(request: DeskRequest, one: ConversationId, **typed: forms.Form) -> HttpResponse:
    shown = conversations.conversation(actor=request.actor, conversation=one, clock=request.clock)
    people = people_of(request)
    fresh: Forms = {
        "later": LaterForm(auto_id="later_%s"),
        "lost": LostForm(auto_id="lost_%s"),
        "hostile": WhyForm(auto_id="hostile_%s"),
        "merge": MergeForm(auto_id="merge_%s"),
        "not_reached": NotReachedForm(auto_id="call_%s"),
    }
    said = shown.hostile
    context = {
        **fresh,
        **typed,
        "one": shown,
        "proposed_by": people.get(said.by, "") if said else "",  # type: ignore[call-overload]
        "is_my_proposal": said is not None and said.by == request.active.id,
    }
    status = 400 if typed else 200
    return line_page(request, "desk/line/more.html", context, status=status)
