"""Seen before? Looking for a person in what one may open, and saying that it is them.

Invariants: a question is bounded, counted and known to those who coordinate, who see who asked and
when and never what; what was asked stands on the page that answers it, and in no address.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.casework.errors.cases import SeenBeforeError
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.seen_before import questions
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.cases import link_conversation
from holdfast.apps.casework.services.seen_before import SeenBefore, seen_before
from holdfast.apps.intake.queries import conversations
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import say
from holdfast.doors.desk.refusals import words_of

from . import words
from .beside_forms import SeenForm
from .people import people_of
from .shortcuts import line_page

MOST_SHOWN = 200


@page(Permission.ANSWER_CONTACTS)
def seen(request: DeskRequest, conversation: str) -> HttpResponse:
    """Whether the person of a conversation was here before."""
    one = conversations.conversation(
        actor=request.actor, conversation=ConversationId(conversation), clock=request.clock
    )
    form = SeenForm(request.POST if request.method == "POST" else None)
    found = _found(request, form) if form.is_bound else None
    parts = {way.id for way in one.ways}
    alike = [
        (other, words.CHANNELS[other.channel])
        for other in (found.conversations if found else ())
        if other.id not in parts
    ]
    context = {
        "one": one,
        "form": form,
        "found": found,
        "alike": alike,
        "may_work": may(request.active.roles, Permission.WORK_CASES),
    }
    status = 400 if form.is_bound and found is None else 200
    return line_page(request, "desk/line/seen.html", context, status=status)


@act(Permission.WORK_CASES)
def link(request: DeskRequest, conversation: str) -> HttpResponse:
    """It is them: let the conversation belong to that case."""
    case = CaseId(request.POST.get("case", ""))
    try:
        link_conversation(
            actor=request.actor, case=case, conversation_id=conversation, clock=request.clock
        )
    except ReasonNeededError:
        say(request, _("First say why you open the case. Then link the conversation again."))
        return redirect("cases:why", case_id=case, part=Part.CONTENT)
    say(request, _("It belongs to the case now."))
    return redirect("line:conversation", conversation=conversation)


@page(Permission.GRANT_CASES)
def asked(request: DeskRequest) -> HttpResponse:
    """Who asked whether somebody was here before, how often, and how many were found."""
    people = people_of(request)
    every = [(one, people.get(MemberId(one.by), "")) for one in questions(request.actor)]
    context = {"asked": every[:MOST_SHOWN], "hidden": max(0, len(every) - MOST_SHOWN)}
    return line_page(request, "desk/line/asked.html", context)


def _found(request: DeskRequest, form: SeenForm) -> SeenBefore | None:
    """What was found; None where nothing was looked for, as the form then says."""
    if not form.is_valid():
        return None
    try:
        asked_for = form.cleaned_data["words"]
        return seen_before(actor=request.actor, words=asked_for, clock=request.clock)
    except SeenBeforeError as error:
        form.add_error("words", words_of(error))
        return None
