import datetime as dt

import pytest
from tests.apps.intake.cast import MONDAY, LineTeam, page

from holdfast.apps.intake.models import LetterIn
from holdfast.apps.intake.place import files_folder, read_door
from holdfast.apps.intake.records import Incoming, LooseFile
from holdfast.apps.intake.rules import MailboxId, Voice
from holdfast.apps.intake.services import mailboxes
from holdfast.apps.intake.services.mailboxes import (
    Said,
    write_in,
)
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring.place import site_folder


def test_a_letter_that_does_not_open_stays_and_holds_up_no_other(line: LineTeam) -> None:
    line.write("one")
    spoiled = LetterIn.objects.get()
    spoiled.sealed = bytes(spoiled.sealed)[:-9] + bytes(9)
    spoiled.save()
    line.write("two")
    taken = take_in(actor=line.mira, clock=line.clock)
    assert (taken.messages, taken.unreadable) == (1, 1)
    assert [row.preview for row in line.rows()] == ["two"]
    assert LetterIn.objects.count() == 1


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(2031, 3, 3),  # noqa: DTZ001
        dt.datetime.max.replace(tzinfo=dt.UTC),
        dt.datetime.min.replace(tzinfo=dt.UTC),
        MONDAY + dt.timedelta(days=4),
    ],
)
def test_a_letter_of_a_moment_that_no_clock_of_ours_shows_waits_and_spoils_no_inbox(
    line: LineTeam, moment: dt.datetime
) -> None:
    contact = line.write("one")
    letter = Incoming(voice=Voice.THEM, text="x", written_at=moment)
    mailboxes.place_letter(contact.box.id, page(), letter, door=read_door())
    taken = take_in(actor=line.mira, clock=line.clock)
    assert (taken.messages, taken.unreadable) == (1, 1)
    assert [row.preview for row in line.rows()] == ["one"]


def test_a_letter_that_lay_for_years_is_still_taken_in(line: LineTeam) -> None:
    line.write("one")
    line.clock.forward(days=900)
    assert line.take_in() == 1


def test_a_letter_put_into_another_mailbox_opens_for_nobody(line: LineTeam) -> None:
    mine, theirs = line.write("mine"), line.write("theirs")
    line.take_in()
    write_in(mine.box, Said(page(), "where I am"), clock=line.clock)
    LetterIn.objects.update(mailbox=theirs.box.id)
    taken = take_in(actor=line.mira, clock=line.clock)
    assert (taken.messages, taken.unreadable) == (0, 1)


@pytest.mark.parametrize("named", ["../door.toml", "../../bodies.sqlite3", ""])
def test_a_door_in_other_hands_reaches_no_file_of_the_desk(line: LineTeam, named: str) -> None:
    contact = line.write("one")
    files_folder().mkdir(exist_ok=True)
    before = {path for path in site_folder().rglob("*") if path.is_file()}
    loose = LooseFile(id=named, key=bytes(32), name="a.jpg", size_bytes=1)
    letter = Incoming(voice=Voice.THEM, text="", written_at=line.clock(), files=(loose,))
    mailboxes.place_letter(contact.box.id, page(), letter, door=read_door())
    taken = take_in(actor=line.mira, clock=line.clock)
    assert (taken.messages, taken.unreadable) == (1, 1)
    assert {path for path in before if not path.exists()} == set()


def test_a_key_that_is_none_begins_no_conversation_that_could_not_be_answered(
    line: LineTeam,
) -> None:
    letter = Incoming(voice=Voice.THEM, text="x", written_at=line.clock(), public=bytes(31))
    mailboxes.place_letter(MailboxId("a" * 26), page(), letter, door=read_door())
    line.write("one")
    taken = take_in(actor=line.mira, clock=line.clock)
    assert (taken.messages, taken.unreadable) == (1, 1)


def taken_voices(line: LineTeam, voices: list[Voice]) -> tuple[int, int]:
    """How many letters of these voices are taken in, and how many stay."""
    contact = line.write("one")
    for voice in voices:
        letter = Incoming(voice=voice, text="x", written_at=line.clock())
        mailboxes.place_letter(contact.box.id, page(), letter, door=read_door())
    taken = take_in(actor=line.mira, clock=line.clock)
    return taken.messages - 1, taken.unreadable


def test_no_letter_speaks_in_the_voice_of_the_team(line: LineTeam) -> None:
    ours = [Voice.US, Voice.NOTE, Voice.CALL, Voice.NOT_REACHED]
    assert taken_voices(line, ours) == (0, len(ours))


def test_every_other_voice_is_one_that_a_door_or_a_relay_writes(line: LineTeam) -> None:
    theirs = [Voice.THEM, Voice.SAFE, Voice.DANGER, Voice.FAILED, Voice.LEFT]
    assert taken_voices(line, theirs) == (len(theirs), 0)
