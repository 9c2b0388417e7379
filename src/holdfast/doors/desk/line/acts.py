"""What the buttons of the line do: each a POST, then a redirect.

Invariants: a form that failed comes back with what was typed, and nothing of it was saved; what
somebody else changed meanwhile is not written over.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.rules import ConversationId, Danger, Tray
from holdfast.apps.intake.services import conversations as services
from holdfast.apps.intake.services import taking_in
from holdfast.doors.desk.attendance import Doing
from holdfast.doors.desk.entry import DeskRequest, act
from holdfast.doors.desk.frame import say

from .beside import is_done
from .forms import AnswerForm, DangerForm, HandOverForm, NoteForm, TrayForm
from .people import others_who_answer, people_of
from .talk import conversation_page

MOST_AT_ONCE = 200  # letters that one press brings in, so that the next page is not waited for


@act(Permission.ANSWER_CONTACTS)
def take_in(request: DeskRequest) -> HttpResponse:
    """Bring in what arrived."""
    taken = taking_in.take_in(actor=request.actor, most=MOST_AT_ONCE, clock=request.clock)
    sentence = ngettext(
        "%(n)s message was brought in.", "%(n)s messages were brought in.", taken.messages
    ) % {"n": taken.messages}
    if taken.unreadable:
        sentence += " " + ngettext(
            "%(n)s could not be opened, and waits outside.",
            "%(n)s could not be opened, and wait outside.",
            taken.unreadable,
        ) % {"n": taken.unreadable}
    if taken.waiting > taken.unreadable:
        sentence += " " + ngettext(
            "%(n)s still waits: bring in more.",
            "%(n)s still wait: bring in more.",
            taken.waiting - taken.unreadable,
        ) % {"n": taken.waiting - taken.unreadable}
    say(request, sentence)
    return redirect("line:inbox")


@act(Permission.ANSWER_CONTACTS)
def answer(request: DeskRequest, conversation: str) -> HttpResponse:
    """Seal and send an answer."""
    one = ConversationId(conversation)
    form = AnswerForm(request.POST)  # a way that is none is refused below

    def send() -> None:
        services.answer(
            actor=request.actor,
            conversation=one,
            text=form.cleaned_data["text"],
            revision=form.cleaned_data["revision"],
            way=ConversationId(form.cleaned_data["way"]) if form.cleaned_data["way"] else None,
            clock=request.clock,
        )

    if is_done(form, send):
        request.attendance.close_page(request.seat, one)
        say(request, _("Sent: it waits in their mailbox, or goes out with the relay."))
        return _back(one)
    request.attendance.open_page(request.seat, one, Doing.WRITING)
    return conversation_page(request, one, answer=form, status=400)


@act(Permission.ANSWER_CONTACTS)
def note(request: DeskRequest, conversation: str) -> HttpResponse:
    """Write something down for the team."""
    one = ConversationId(conversation)
    form = NoteForm(request.POST)

    def write() -> None:
        text = form.cleaned_data["note"]
        services.note(actor=request.actor, conversation=one, text=text, clock=request.clock)

    if is_done(form, write):
        return _back(one)
    return conversation_page(request, one, note=form, status=400)


@act(Permission.ANSWER_CONTACTS)
def take(request: DeskRequest, conversation: str) -> HttpResponse:
    """Take it."""
    services.assign(actor=request.actor, conversation=ConversationId(conversation))
    return _back(ConversationId(conversation))


@act(Permission.ANSWER_CONTACTS)
def give_back(request: DeskRequest, conversation: str) -> HttpResponse:
    """Give it back to all."""
    services.release_to_others(actor=request.actor, conversation=ConversationId(conversation))
    say(request, _("Anybody can take it now."))
    return _back(ConversationId(conversation))


@act(Permission.ANSWER_CONTACTS)
def hand_over(request: DeskRequest, conversation: str) -> HttpResponse:
    """Hand it over to a colleague."""
    one = ConversationId(conversation)
    form = HandOverForm(request.POST, people=others_who_answer(request, people_of(request)))
    if form.is_valid():
        member = MemberId(form.cleaned_data["member"])
        services.assign(actor=request.actor, conversation=one, member=member)
        say(request, _("It is handed over."))
    else:
        say(request, _("Nothing was handed over: choose a colleague who answers the line."))
    return _back(one)


@act(Permission.ANSWER_CONTACTS)
def danger(request: DeskRequest, conversation: str) -> HttpResponse:
    """Judge how soon harm is expected."""
    one = ConversationId(conversation)
    form = DangerForm(request.POST)

    def judge() -> None:
        danger, reason = Danger(form.cleaned_data["danger"]), form.cleaned_data["reason"]
        services.judge_danger(
            actor=request.actor, conversation=one, danger=danger, reason=reason, clock=request.clock
        )

    if is_done(form, judge):
        return _back(one)
    return conversation_page(request, one, danger=form, status=400)


@act(Permission.ANSWER_CONTACTS)
def move(request: DeskRequest, conversation: str) -> HttpResponse:
    """Put it into another tray."""
    one = ConversationId(conversation)
    form = TrayForm(request.POST)
    if form.is_valid():
        tray = Tray(form.cleaned_data["tray"])
        services.move(actor=request.actor, conversation=one, tray=tray)
    else:
        say(request, _("It was not moved: choose where it belongs."))
    return _back(one)


@act(Permission.ANSWER_CONTACTS)
def put_away(request: DeskRequest, conversation: str) -> HttpResponse:
    """Put it away until they write again."""
    services.close(actor=request.actor, conversation=ConversationId(conversation))
    say(request, _("It is put away, and comes back by itself when they write."))
    return redirect("line:inbox")


def _back(one: ConversationId) -> HttpResponse:
    return redirect("line:conversation", conversation=one)
