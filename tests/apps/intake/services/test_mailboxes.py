from pathlib import Path

import pytest
from django.db import connections
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.errors import EmptyMessageError, MailboxGoneError
from holdfast.apps.intake.models import LetterIn, LetterOut, Mailbox
from holdfast.apps.intake.queries.replies import find_box
from holdfast.apps.intake.rules import Way
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.intake.services.mailboxes import (
    Said,
    confirm_read,
    delete_mailbox,
    open_mailbox,
    say_danger,
    say_safe,
    write_in,
)
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST


def test_what_was_written_is_in_the_store_and_nothing_of_it_in_clear(line: LineTeam) -> None:
    contact = line.write("The red door behind the mill.")
    assert LetterIn.objects.filter(mailbox=contact.box.id).count() == 1
    with connections["intake"].cursor() as cursor:
        cursor.execute("SELECT sealed FROM intake_letterin")
        assert b"mill" not in bytes(cursor.fetchone()[0])


def test_nothing_said_at_all_is_refused_but_a_cry_without_words_is_not(line: LineTeam) -> None:
    for said in (Said(page()), Said(page(), "   ")):
        with pytest.raises(EmptyMessageError):
            open_mailbox(said, code=contactcodes.new_code(), cost=LEAST)
    line.write("", way=Way.DANGER)
    line.write("", harm_within="24 h")
    assert Mailbox.objects.count() == 2


def test_a_page_sent_twice_is_one_mailbox_and_one_letter(line: LineTeam) -> None:
    said, code = Said(page(), "once"), contactcodes.new_code()
    first = open_mailbox(said, code=code, cost=LEAST)
    assert open_mailbox(said, code=code, cost=LEAST).id == first.id
    assert LetterIn.objects.count() == 1
    assert line.take_in() == 1
    open_mailbox(said, code=code, cost=LEAST)
    line.take_in()
    assert len(line.rows()) == 1


def test_other_words_from_the_same_page_are_another_letter_in_the_same_mailbox(
    line: LineTeam,
) -> None:
    shown, code = page(), contactcodes.new_code()
    open_mailbox(Said(shown, "first"), code=code, cost=LEAST)
    open_mailbox(Said(shown, "first, and more"), code=code, cost=LEAST)
    assert (Mailbox.objects.count(), LetterIn.objects.count()) == (1, 2)


def test_a_contact_writes_again_says_safe_and_says_danger(line: LineTeam) -> None:
    contact = line.write()
    box = contact.come_back()
    write_in(box, Said(page(), "more"))
    say_safe(box, Said(page()))
    say_danger(box, Said(page()))
    assert LetterIn.objects.filter(mailbox=box.id).count() == 4
    with pytest.raises(EmptyMessageError):
        write_in(box, Said(page(), "\n"))


def test_an_answer_goes_when_the_person_says_it_was_read_and_not_before(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    answer(actor=line.mira, conversation=line.only(), text="We are here.")
    assert contact.read() == contact.read() == ["We are here."]
    found = find_box(contact.code, cost=LEAST)
    confirm_read(contact.box, [reply.id for reply in found.replies])
    assert contact.read() == []


def test_nobody_deletes_the_answers_of_another_mailbox(line: LineTeam) -> None:
    contact, other = line.write("one"), line.write("two")
    line.take_in()
    for row in line.rows():
        answer(actor=line.mira, conversation=row.id, text="read me")
    confirm_read(other.box, list(LetterOut.objects.values_list("pk", flat=True)))
    assert contact.read() == ["read me"]
    assert other.read() == []


def test_a_deleted_mailbox_is_gone_and_the_team_is_told(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    conversation = line.only()
    answer(actor=line.mira, conversation=conversation, text="an answer")
    delete_mailbox(contact.box, Said(page()))
    assert find_box(contact.code, cost=LEAST).box is None
    assert (Mailbox.objects.count(), LetterOut.objects.count()) == (0, 0)
    for act in (write_in, say_safe, say_danger, delete_mailbox):
        with pytest.raises(MailboxGoneError):
            act(contact.box, Said(page(), "too late"))
    assert line.take_in() == 1


def test_letters_in_clear_have_no_time_finer_than_a_week(line: LineTeam) -> None:
    line.write()
    assert set(LetterIn.objects.values_list("week", flat=True)) == {"2031-W10"}
    assert set(Mailbox.objects.values_list("week", flat=True)) == {"2031-W10"}


def test_an_answer_that_was_read_and_a_mailbox_deleted_stand_on_no_disk(
    line: LineTeam, site: Path
) -> None:
    contact = line.write()
    line.take_in()
    answer(actor=line.mira, conversation=line.only(), text="the red door", clock=line.clock)
    row, mailbox = LetterOut.objects.get(), Mailbox.objects.get()
    confirm_read(contact.box, [row.pk])
    assert traces(site, bytes(row.sealed)) == []
    delete_mailbox(contact.box, Said(page()), clock=line.clock)
    assert traces(site, mailbox.look_up.encode()) == []


def traces(site: Path, mark: bytes) -> list[str]:
    return [f.name for f in (site / "intake").iterdir() if f.is_file() and mark in f.read_bytes()]
