"""What somebody on the way said in their mailbox, brought to the check-in that it answers.

Invariants:
- Who may not open the case sees nothing of a journey. Looking changes nothing.
- Whoever holds a code can say “I am safe”: nothing is settled before a member says so, and what was
  written since the last check-in is weighed first. A word of duress in it raises the alarm, and the
  page says the same.
- Where words were agreed and none was written, a button of its own settles, and what was heard is
  kept as that.
- One word in a long text is found near its beginning only, and of a great many messages in the
  newest: weighing one costs some hundredths of a second.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.casework.errors.general import CaseworkError
from holdfast.apps.casework.queries.departures import CheckInView, board_over
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import SETTLED, WATCHED
from holdfast.apps.casework.services.check_ins import (
    Heard,
    acknowledge,
    report_check_in,
)
from holdfast.apps.intake.errors import IntakeError
from holdfast.apps.intake.queries.conversations import Said, Shown, conversation
from holdfast.apps.intake.queries.linked import THEIRS, LastWord, last_words
from holdfast.apps.intake.rules import ConversationId, Voice
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.watch.rules import Step, Words
from holdfast.apps.watch.rules import heard as weigh
from holdfast.doors.desk.entry import DeskRequest, act
from holdfast.doors.desk.frame import say

RECENT = dt.timedelta(hours=24)
WEIGHED_MESSAGES = 30  # the newest since the check-in that was settled last
WEIGHED_WORDS = 12  # from the beginning of each message; a word that was agreed may be two
MOST_AGREED_CHARACTERS = 80
_AT_ONCE = 4  # words weighed beside each other, 16 MiB each
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Pending:
    """A check-in under way, and what they last said in their mailbox."""

    case: CaseId
    check_in: CheckInView
    voice: Voice
    said_at: dt.datetime
    words: Words  # that were agreed

    @property
    def has_words(self) -> bool:
        """Whether a word was agreed that what they wrote can be weighed against."""
        return bool(self.words.safe or self.words.duress)

    @property
    def is_danger(self) -> bool:
        """Whether they said that they are in danger."""
        return self.voice is Voice.DANGER

    @property
    def says_safe(self) -> bool:
        """Whether they said that they are safe."""
        return self.voice is Voice.SAFE


def pending(request: DeskRequest, shown: Shown) -> Pending | None:
    """The check-in that the last word of a conversation may answer, where there is one."""
    theirs = [said for said in shown.messages if said.voice in THEIRS]
    if not shown.case or not theirs or not may(request.actor.roles, Permission.PLAN_JOURNEYS):
        return None
    file = _file(request, CaseId(shown.case))
    view = _expected(request, file) if file else None
    last = theirs[-1]
    if file is None or view is None or not _is_news(last.at, file, view, request.clock()):
        return None
    journey = file.one(RecordId(view.check_in.journey), Journey).value
    return Pending(file.scope, view, last.voice, last.at, journey.words)


def said_on_the_way(request: DeskRequest) -> dict[CaseId, dict[str, object]]:
    """What the departures board says beside a case: the last word from its mailbox, and where."""
    if not may(request.actor.roles, Permission.ANSWER_CONTACTS):
        return {}
    try:
        words = last_words(actor=request.actor, since=request.clock() - RECENT)
    except (IntakeError, NotGrantedError):  # no line, or not let onto it
        return {}
    newest = sorted(words, key=lambda word: (word.voice is Voice.DANGER, word.at))
    return {CaseId(word.case): _told(word) for word in newest}


@act(Permission.PLAN_JOURNEYS)
def safe(request: DeskRequest, conversation_id: str) -> HttpResponse:
    """They wrote that they are safe: weigh what they wrote, and settle the check-in."""
    return _heard(request, conversation_id, _by_their_word)


@act(Permission.PLAN_JOURNEYS)
def without_word(request: DeskRequest, conversation_id: str) -> HttpResponse:
    """They wrote no word that was agreed: weigh it once more, and settle the check-in anyway."""
    return _heard(request, conversation_id, _all_the_same)


def _heard(
    request: DeskRequest,
    conversation_id: str,
    settle: Callable[[DeskRequest, Pending, Shown], str],
) -> HttpResponse:
    one = ConversationId(conversation_id)
    shown = conversation(actor=request.actor, conversation=one, clock=request.clock)
    found = pending(request, shown)
    if found is None or found.check_in.id != request.POST.get("check_in"):
        say(request, _("Nothing was settled: this check-in is not expected any more."))
    else:
        say(request, settle(request, found, shown))
    return redirect("line:conversation", conversation=one)


def _by_their_word(request: DeskRequest, found: Pending, shown: Shown) -> str:
    if not found.has_words:
        return _settled(request, found, Heard.MESSAGE)
    word = _agreed_word(request, found, shown)
    if word:
        return _reported(request, found, word)
    refused: str = _(
        "Nothing was settled: no word that was agreed is in what they wrote. Ask them for it, or "
        "settle with the other button if you are sure that it is they who wrote, and free."
    )
    return refused


def _all_the_same(request: DeskRequest, found: Pending, shown: Shown) -> str:
    word = _agreed_word(request, found, shown) if found.has_words else ""
    return _reported(request, found, word) if word else _settled(request, found, Heard.WITHOUT_WORD)


def _reported(request: DeskRequest, found: Pending, word: str) -> str:
    check_in, actor, clock = found.check_in.id, request.actor, request.clock
    return report_check_in(
        actor=actor, case=found.case, check_in=check_in, word=word, clock=clock
    ).value


def _settled(request: DeskRequest, found: Pending, how: Heard) -> str:
    check_in, actor, clock = found.check_in.id, request.actor, request.clock
    return acknowledge(actor=actor, case=found.case, check_in=check_in, how=how, clock=clock).value


def _agreed_word(request: DeskRequest, found: Pending, shown: Shown) -> str:
    """The word of duress where they wrote it, else the safe word, else nothing."""
    file = case_file(request.actor, found.case, now=request.clock())
    since = _settled_at(file, RecordId(found.check_in.check_in.journey))
    new = [said for said in shown.messages if said.voice in THEIRS and said.at > since]
    weighed = (word for said in new[-WEIGHED_MESSAGES:] for word in _candidates(said))
    words = tuple({word.casefold(): word for word in weighed}.values())
    with ThreadPoolExecutor(_AT_ONCE) as weighing:
        meant = weighing.map(lambda word: weigh(word, found.words), words)
        by_step = dict(zip(meant, words, strict=True))
    return by_step.get(Step.DURESS) or by_step.get(Step.SAFE, "")


def _candidates(said: Said) -> Iterator[str]:
    """What may be an agreed word: all of a short text, and its first words, also in twos."""
    if len(said.text) <= MOST_AGREED_CHARACTERS and said.text.strip():
        yield said.text
    first = _WORD.findall(said.text)[:WEIGHED_WORDS]
    yield from first
    yield from (f"{one} {other}" for one, other in pairwise(first))


# ------------------------------------------------------------ the journey


def _file(request: DeskRequest, case: CaseId) -> CaseFile | None:
    """The case, where this member may open it."""
    try:
        return case_file(request.actor, case, now=request.clock())
    except (CaseworkError, NotGrantedError):
        return None


def _expected(request: DeskRequest, file: CaseFile) -> CheckInView | None:
    """The check-in that is to be heard next from somebody on the way."""
    for row in board_over(request.actor, [file], clock=request.clock).rows:
        if row.state in WATCHED and row.next and row.next.state not in SETTLED:
            return row.next
    return None


def _is_news(at: dt.datetime, file: CaseFile, view: CheckInView, now: dt.datetime) -> bool:
    """Whether a word is of these hours, and not from before the check-in that was settled last."""
    return at > max(now - RECENT, _settled_at(file, RecordId(view.check_in.journey)))


def _settled_at(file: CaseFile, journey: RecordId) -> dt.datetime:
    of_journey = (c.value for c in file.all(CheckIn) if c.value.journey == journey)
    settled = (one.outcome_at for one in of_journey if one.outcome_at is not None)
    return max(settled, default=dt.datetime.min.replace(tzinfo=dt.UTC))


def _told(word: LastWord) -> dict[str, object]:
    tones = {Voice.DANGER: "danger", Voice.SAFE: "ok"}
    told = {Voice.DANGER: _("says: in danger now"), Voice.SAFE: _("says: safe")}
    return {
        "tone": tones.get(word.voice, "accent"),
        "words": told.get(word.voice, _("has written")),
        "at": word.at,
        "address": reverse("line:conversation", kwargs={"conversation": word.conversation}),
    }
