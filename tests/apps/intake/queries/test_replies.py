import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.models import LetterOut, Mailbox
from holdfast.apps.intake.queries.replies import Found, find_box, found_by, stretched, unread
from holdfast.apps.intake.records import Errand
from holdfast.apps.intake.rules import ConversationId, ErrandFact, ErrandKind
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.intake.services.errands import open_box, tell_errand
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST


@pytest.mark.parametrize("typed", ["", "12", "one two three", "9" * 25, "x" * 10**5, "\ud800"])
def test_what_is_no_code_finds_nothing(line: LineTeam, typed: str) -> None:
    line.write()
    found = find_box(typed, cost=LEAST)
    assert (found.box, found.replies) == (None, ())


def test_right_wrong_and_malformed_codes_are_stretched_once_each(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact, stretched = line.write(), []
    keys_of = contactcodes.keys_of

    def counting(code, **rest):
        stretched.append(len(code))
        return keys_of(code, **rest)

    monkeypatch.setattr(contactcodes, "keys_of", counting)
    wrong = contactcodes.digits(contactcodes.new_code())
    for typed in (contact.code, wrong, "not a code", ""):
        find_box(typed, cost=LEAST)
    assert stretched == [10, 10, 10, 10]


def test_answers_come_oldest_first_and_a_damaged_one_is_said(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    conversation = line.only()
    for text in ("first", "second"):
        answer(actor=line.mira, conversation=conversation, text=text, clock=line.clock)
        line.clock.forward(minutes=1)
    spoiled = LetterOut.objects.first()
    spoiled.sealed = bytes(spoiled.sealed)[:-1]
    spoiled.save()
    found = unread(contact.come_back())
    assert [reply.is_damaged for reply in found] == [False, True]
    assert found[1].text == ""


HOUR = dt.timedelta(hours=1)


def told(line: LineTeam, conversation: ConversationId, kind: ErrandKind) -> None:
    """An errand of an hour, with an answer of the team beside it."""
    facts = ((ErrandFact.WHEN, "Tuesday, 6:40"),)
    errand = Errand(kind=kind, facts=facts, until=line.clock() + HOUR)
    tell_errand(actor=line.lead, conversation=conversation, errand=errand, clock=line.clock)
    answer(actor=line.lead, conversation=conversation, text="Take care.", clock=line.clock)


@pytest.mark.parametrize("kind", [ErrandKind.RIDE, ErrandKind.GUESTS])
def test_a_mailbox_that_was_handed_ends_with_its_errand_though_it_stands(
    line: LineTeam, kind: ErrandKind
) -> None:
    ends_at = line.clock() + HOUR
    handed = open_box(actor=line.lead, ends_at=ends_at, cost=LEAST, clock=line.clock)
    told(line, handed.conversation, kind)
    keys = stretched(contactcodes.joined(handed.linked, handed.said), cost=LEAST)
    found = found_by(keys, clock=lambda: ends_at - HOUR / 60)
    assert found.box is not None
    assert len(found.replies) == 2
    assert found_by(keys, clock=lambda: ends_at) == Found(None, ())
    assert Mailbox.objects.filter(pk=found.box.id).exists()


def test_somebody_s_own_mailbox_outlives_the_leg_they_were_told(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    told(line, line.only(), ErrandKind.NEXT_STEP)
    line.clock.forward(hours=2)
    keys = stretched(contactcodes.read(contact.code), cost=LEAST)
    found = found_by(keys, clock=line.clock)
    assert found.box is not None
    assert [reply.text for reply in found.replies] == ["Take care."]
