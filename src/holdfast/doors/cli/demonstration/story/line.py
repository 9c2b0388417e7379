"""What reaches the line, and what is answered.

Invariants: whoever wrote keeps a code and nothing else; what was read is gone from the line.
"""

from __future__ import annotations

from os import urandom

from holdfast.apps.intake.queries.inbox import Shelf, inbox
from holdfast.apps.intake.queries.replies import Found, found_by, stretched
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import Danger, Question
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.intake.services.mailboxes import Said, confirm_read, open_mailbox, write_in
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring.contactcodes import new_code
from holdfast.apps.keyring.rules import Actor

from .beginning import ANSWERING
from .stage import Story

_SAID = (
    "They know. My brother comes on Friday.",
    "I have no papers and nobody to ask.",
    "They called my work.",
    "We can leave with what fits in two coats.",
    "I hear them talk about me behind the door.",
)
_ANSWERS = ("Can you write tomorrow at the same hour?", "Who else has this number?")


def who_answers(story: Story) -> Actor:
    """Somebody who answers the line."""
    there = [name for name in ("Lark", "Marten", *ANSWERING) if name not in story.lost]
    return story.at(story.random.choice(there))


def somebody_writes(story: Story) -> bool:
    """A letter at the door, from somebody who was not heard of before."""
    code = new_code()
    open_mailbox(_said(story), code=code, cost=story.cost, clock=story.clock)
    story.codes.append(code)
    take_in(actor=who_answers(story), clock=story.clock)
    return True


def somebody_calls(story: Story) -> bool:
    """A telephone call, written down."""
    call = Call(
        text=story.random.choice(_SAID),
        answers=_within(story),
        caller=Caller(call_back="after nine", word="blue ladder"),
    )
    log_call(actor=who_answers(story), call=call, clock=story.clock)
    return True


def they_write_again(story: Story) -> bool:
    """Somebody comes back with their code, reads what was answered, and writes once more."""
    found = _come_back(story)
    if found is None or found.box is None:
        return False
    confirm_read(found.box, [reply.id for reply in found.replies if reply.errand is None])
    write_in(found.box, _said(story), clock=story.clock)
    take_in(actor=who_answers(story), clock=story.clock)
    return True


def somebody_is_answered(story: Story) -> bool:
    """The first who waits is answered, by whoever answers the line: perhaps it is not theirs."""
    actor = who_answers(story)
    waiting = inbox(actor=actor, shelf=Shelf.WAITING, clock=story.clock).rows
    if not waiting:
        return False
    text = story.random.choice(_ANSWERS)
    answer(actor=actor, conversation=waiting[0].id, text=text, clock=story.clock)
    return True


def _come_back(story: Story) -> Found | None:
    code = story.chosen(story.codes)
    return None if code is None else found_by(stretched(code, cost=story.cost))


def _said(story: Story) -> Said:
    return Said(urandom(16), text=story.random.choice(_SAID), answers=_within(story), language="en")


def _within(story: Story) -> dict[str, tuple[str, ...]]:
    danger = story.random.choice((Danger.NOW, Danger.DAY, Danger.THREE_DAYS, Danger.TWO_WEEKS))
    return {Question.WITHIN: (danger,)}
