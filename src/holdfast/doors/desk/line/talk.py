"""The page of one conversation: what was said by which way, what we know, who else is here.

Invariants:
- Looking changes nothing that is stored; what was typed into a form that failed is on the page
  again, beside what others wrote meanwhile.
- However much somebody writes, a page holds so many messages, and of each so many characters; all
  of it can be reached.
"""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.intake.queries import conversations
from holdfast.apps.intake.queries.conversations import Said, Shown
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.queries.saved_replies import Offer, offers
from holdfast.apps.intake.rules import RELAYED, ConversationId, Voice
from holdfast.doors.desk.attendance import Doing
from holdfast.doors.desk.entry import DeskRequest, page
from holdfast.doors.desk.leaves import leaf

from . import heard, words
from .forms import AnswerForm, DangerForm, HandOverForm, NoteForm, TrayForm
from .people import others_who_answer, people_of
from .shortcuts import line_page
from .views import shelf_list

MOST_MESSAGES, MOST_CHARACTERS = 40, 6_000
_SIDES = {Voice.US: "us", Voice.NOTE: "note", Voice.CALL: "note", Voice.NOT_REACHED: "note"}


@page(Permission.ANSWER_CONTACTS)
def conversation(request: DeskRequest, conversation: str, number: int = 1) -> HttpResponse:
    """What was said, and what we know; the newest first of its pages."""
    return conversation_page(request, ConversationId(conversation), number=number)


def conversation_page(
    request: DeskRequest,
    one: ConversationId,
    *,
    answer: AnswerForm | None = None,
    draft: AnswerForm | None = None,
    note: NoteForm | None = None,
    danger: DangerForm | None = None,
    number: int = 1,
    status: int = 200,
) -> HttpResponse:
    """The page of a conversation; forms that failed stand on it with what was typed, and a draft
    with what was put into it."""
    shown = conversations.conversation(actor=request.actor, conversation=one, clock=request.clock)
    request.attendance.open_page(request.seat, shown.id)
    people = people_of(request)
    seen_at = _seen_at(answer)
    newest = leaf(shown.messages[::-1], number, most=MOST_MESSAGES)
    context = {
        **shelf_list(request, _shelf_of(shown)),
        "one": shown,
        "messages": [_message(said, shown, (people, request.active.id, seen_at))
                     for said in reversed(newest.rows)],
        "earlier": newest.after,
        "later": newest.before,
        "facts": words.facts(shown.answers),
        "tone": words.TONES[shown.danger],
        "danger": words.DANGERS[shown.danger],
        "channel": words.CHANNELS[shown.channel],
        "speaks": words.LANGUAGES.get(shown.language, ""),
        "shown_in": words.LANGUAGES.get(shown.shown_in, ""),
        "also": [way.alias for way in shown.ways if way.id != shown.id],
        "taken_by": people.get(shown.assigned_to, "") if shown.assigned_to else "",
        "is_mine": shown.assigned_to == request.active.id,
        "is_taken": shown.assigned_to not in {None, request.active.id},
        "company": _company(request, shown.id, people),
        "answer": _answer_form(shown, answer, draft),
        "ways": _ways(shown),
        "saved": _saved(request, shown),
        "note": note or NoteForm(),
        "hand_over": HandOverForm(people=others_who_answer(request, people)),
        "danger_form": danger or DangerForm(initial={"danger": shown.danger.value}),
        "tray": TrayForm(initial={"tray": shown.tray.value}),
        "cases": _address("cases:open") if may(request.actor.roles, Permission.OPEN_CASES) else "",
        "case": _address("cases:case", shown.case) if shown.case else "",
        "heard": heard.pending(request, shown),
        "is_relayed": shown.channel in RELAYED,
    }  # fmt: skip
    return line_page(request, "desk/line/conversation.html", context, status=status)


def _answer_form(shown: Shown, failed: AnswerForm | None, draft: AnswerForm | None) -> AnswerForm:
    """The form of an answer: with what was typed or put into it, about what is shown now."""
    newest = shown.messages[-1].at.isoformat() if shown.messages else ""
    fresh = {"revision": shown.revision, "seen": newest}
    if failed is not None:
        failed.data = {**failed.data.dict(), **fresh}
        return failed
    return AnswerForm(initial={**fresh, **(draft.initial if draft else {})})


def _ways(shown: Shown) -> list[tuple[str, str]]:
    """The ways to answer, where there is more than one."""
    ways = [way for way in shown.ways if way.can_answer]
    named = [(str(way.id), f"{way.alias}, {words.CHANNELS[way.channel]}") for way in ways]
    return named if len(named) > 1 else []


def _seen_at(failed: AnswerForm | None) -> dt.datetime | None:
    """Until when a member had seen what was said, where they answered and were refused."""
    return failed.cleaned_data.get("seen") if failed is not None else None


def _company(
    request: DeskRequest, place: str, people: dict[MemberId, str]
) -> list[tuple[str, bool]]:
    """Who else has this open now, and whether they write."""
    others = request.attendance.company(request.seat, place)
    return [(people.get(one.member, ""), one.doing is Doing.WRITING) for one in others]


def _saved(request: DeskRequest, shown: Shown) -> list[tuple[Offer, list[tuple[str, str]]]]:
    """The saved replies that are in use, those in the contact's language first."""
    if not shown.can_answer:
        return []
    found = offers(actor=request.actor, language=shown.language)
    return [(one, [(code, words.LANGUAGES.get(code, code)) for code in one.languages])
            for one in found]  # fmt: skip


def _message(
    said: Said, shown: Shown, reader: tuple[dict[MemberId, str], MemberId, dt.datetime | None]
) -> dict[str, object]:
    """A message as it is read: whose words, by which way, and whether it is new to who answered."""
    people, me, seen_at = reader
    by = _("you") if said.by == me else people.get(said.by, "") if said.by else ""
    return {
        "said": said,
        "text": said.text[:MOST_CHARACTERS],
        "is_cut": len(said.text) > MOST_CHARACTERS,
        "side": _SIDES.get(said.voice, ""),
        "label": words.label_of(said.voice, said.channel),
        "by": by,
        "came": _came(said, shown),
        "is_new": seen_at is not None and said.at > seen_at,
    }


def _came(said: Said, shown: Shown) -> str:
    """Where a message came from, where that is not the same for all."""
    alias = next((way.alias for way in shown.ways if way.id == said.of), "")
    if len(shown.ways) > 1 and said.voice is not Voice.NOTE:
        return f"{alias}, {words.CHANNELS[said.channel]}"
    return ""


def _shelf_of(shown: Shown) -> Shelf:
    """The shelf beside which a conversation is shown: where a member would look for it."""
    if shown.is_closed:
        return Shelf.CLOSED
    if shown.snooze is not None:
        return Shelf.LATER
    if shown.tray.value in set(Shelf):
        return Shelf(shown.tray.value)
    return Shelf.WAITING if shown.waiting_since else Shelf.ANSWERED


def _address(name: str, *arguments: str) -> str:
    """The address of another room's page, or nothing where that room is not built in."""
    try:
        return str(reverse(name, args=arguments))
    except NoReverseMatch:
        return ""
