import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.models import LetterOut
from holdfast.apps.intake.records import Conversation
from holdfast.apps.intake.services import sending
from holdfast.apps.intake.services.conversations import answer, link_case
from holdfast.apps.intake.services.mailboxes import Said, delete_mailbox
from holdfast.apps.intake.services.sending import send_again
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import RecordId


def test_an_answer_stands_in_the_mailbox_sealed_to_the_contact(line: LineTeam) -> None:
    line.write()
    line.take_in()
    record = answer(actor=line.mira, conversation=line.only(), text="Wait by the yard.")
    row = LetterOut.objects.get(pk=record)
    assert bytes(row.sealed).startswith(b"HP1")
    assert b"yard" not in bytes(row.sealed)


def test_sending_what_is_sent_changes_no_letter(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    one = line.only()
    answer(actor=line.mira, conversation=one, text="once")
    before = bytes(LetterOut.objects.get().sealed)
    send_again(line.mira, RecordId(one))
    assert bytes(LetterOut.objects.get().sealed) == before
    assert contact.read() == ["once"]


def test_nothing_is_put_into_a_mailbox_that_is_gone(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    one = line.only()
    delete_mailbox(contact.box, Said(page()))
    send_again(line.mira, RecordId(one))
    assert LetterOut.objects.count() == 0
    assert read(line.mira, RecordId(one), Conversation).value.unsent == ()


def test_an_answer_is_sent_also_where_a_colleague_changes_something_meanwhile(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = line.write()
    line.take_in()
    one = line.only()
    original, disturbed = sending._send, []

    def disturbing(*words: object) -> None:
        original(*words)
        if not disturbed:
            disturbed.append(one)
            link_case(actor=line.lead, conversation=one, case="a" * 26)

    monkeypatch.setattr(sending, "_send", disturbing)
    answer(actor=line.mira, conversation=one, text="Wait by the yard.")
    assert contact.read() == ["Wait by the yard."]
    kept = read(line.mira, RecordId(one), Conversation).value
    assert (kept.unsent, kept.case) == ((), "a" * 26)
