import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.models import LetterOut
from holdfast.apps.intake.queries.replies import find_box, unread
from holdfast.apps.intake.services.conversations import answer
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
