import datetime as dt

import pytest
from tests.apps.intake.cast import WORDS, LineTeam, page

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake import aliases
from holdfast.apps.intake.models import FileIn, LetterIn
from holdfast.apps.intake.place import files_folder, read_door
from holdfast.apps.intake.queries.conversations import attachment, conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.records import Conversation, Incoming, LooseFile
from holdfast.apps.intake.rules import Danger, MailboxId, Voice, Way
from holdfast.apps.intake.services import mailboxes, taking_in
from holdfast.apps.intake.services.conversations import close
from holdfast.apps.intake.services.mailboxes import (
    Said,
    delete_mailbox,
    say_danger,
    say_safe,
    write_in,
)
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.intake.services.uploads import Upload, send_files
from holdfast.apps.keyring.errors import NotGrantedError, StoreFullError
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import FileId, RecordId
from holdfast.apps.keyring.services.shredding import shred_unit


def shown(line: LineTeam):
    return conversation(actor=line.mira, conversation=line.only(), clock=line.clock)


def upload(name: str, content: bytes) -> Upload:
    made = Upload(name, door=read_door())
    made.add(content)
    return made


def test_what_was_written_is_read_by_those_who_answer_and_leaves_the_door(line: LineTeam) -> None:
    line.write(WORDS, held_by="family", language="ru")
    assert line.take_in() == 1
    found = shown(line)
    assert [said.text for said in found.messages] == [WORDS]
    assert (found.answers, found.language) == ({"held by": ("family",)}, "ru")
    assert LetterIn.objects.count() == 0
    assert list(check(line.mira)) == []


def test_somebody_who_was_not_let_in_takes_nothing_in(line: LineTeam) -> None:
    line.write()
    with pytest.raises(NotGrantedError):
        take_in(actor=line.outsider())
    with pytest.raises(NotPermittedError):
        take_in(actor=line.team.back("mira"))
    assert LetterIn.objects.count() == 1


def test_a_letter_taken_in_twice_is_one_message(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = line.write()
    write_in(contact.box, Said(page(), "more"), clock=line.clock)
    with monkeypatch.context() as patch:
        patch.setattr(taking_in, "_forget", lambda letters: None)  # killed before it forgot
        take_in(actor=line.mira)
    assert LetterIn.objects.count() == 2
    write_in(contact.box, Said(page(), "and more"), clock=line.clock)
    take_in(actor=line.lead)
    assert {said.text for said in shown(line).messages} == {WORDS, "more", "and more"}
    assert len(shown(line).messages) == 3
    assert LetterIn.objects.count() == 0


def test_a_letter_that_does_not_open_stays_and_holds_up_no_other(line: LineTeam) -> None:
    line.write("one")
    spoiled = LetterIn.objects.get()
    spoiled.sealed = bytes(spoiled.sealed)[:-9] + bytes(9)
    spoiled.save()
    line.write("two")
    taken = take_in(actor=line.mira)
    assert (taken.messages, taken.unreadable) == (1, 1)
    assert [row.preview for row in line.rows()] == ["two"]
    assert LetterIn.objects.count() == 1


def test_messages_stand_in_the_order_in_which_they_were_written(line: LineTeam) -> None:
    contact = line.write("0", language="en")
    for number in range(1, 7):
        line.clock.forward(seconds=1)
        write_in(contact.box, Said(page(), str(number)), clock=line.clock)
    line.take_in()
    assert [said.text for said in shown(line).messages] == list("0123456")


def test_danger_is_raised_by_their_word_and_not_lowered_by_it(line: LineTeam) -> None:
    contact = line.write(harm_within="later")
    line.take_in()
    assert shown(line).danger is Danger.LATER
    line.clock.forward(minutes=1)
    say_danger(contact.box, Said(page()), clock=line.clock)
    line.take_in()
    assert shown(line).danger is Danger.NOW
    line.clock.forward(minutes=1)
    say_safe(contact.box, Said(page()), clock=line.clock)
    line.take_in()
    assert shown(line).danger is Danger.NOW
    assert [said.voice for said in shown(line).messages] == [Voice.THEM, Voice.DANGER, Voice.SAFE]


def test_helpers_and_press_lie_elsewhere_than_cries_for_help(line: LineTeam) -> None:
    line.write("We have two beds to offer.", way=Way.OFFER)
    line.write("A question for our paper.", way=Way.PRESS)
    line.write("They are at the door.", way=Way.DANGER)
    line.take_in()
    assert [row.danger for row in line.rows()] == [Danger.NOW]
    assert len(line.rows(Shelf.HELPERS)) == 2


def test_a_flood_of_the_same_words_is_put_aside_whole_and_readable(line: LineTeam) -> None:
    for _ in range(6):
        line.write("Please send me the addresses of all your flats at once.")
    line.write(WORDS)
    line.take_in()
    assert len(line.rows()) == 4
    assert len(line.rows(Shelf.QUARANTINE)) == 3
    assert WORDS in {row.preview for row in line.rows()}


def test_a_conversation_put_away_opens_again_when_they_write(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    close(actor=line.mira, conversation=line.only())
    assert line.rows() == ()
    write_in(contact.box, Said(page(), "still here"), clock=line.clock)
    line.take_in()
    assert line.rows()[0].preview == "still here"


def test_who_deleted_their_mailbox_is_known_to_have_left(line: LineTeam) -> None:
    contact = line.write()
    delete_mailbox(contact.box, Said(page()), clock=line.clock)
    line.take_in()
    assert shown(line).has_left
    assert not shown(line).can_answer


def test_files_come_in_whole_and_leave_the_door(line: LineTeam) -> None:
    contact = line.write()
    line.clock.forward(minutes=1)
    content = bytes(range(256)) * 700
    send_files(
        contact.box, page(), [upload("a.jpg", content), upload("b.txt", b"")], clock=line.clock
    )
    assert line.take_in() == 2
    files = [file for said in shown(line).messages for file in said.files]
    assert [(file.name, file.size_bytes) for file in files] == [
        ("a.jpg", len(content)),
        ("b.txt", 0),
    ]
    for file, expected in zip(files, (content, b""), strict=True):
        _, pieces = attachment(actor=line.mira, conversation=line.only(), file=FileId(file.file))
        assert b"".join(pieces) == expected
    assert list(files_folder().iterdir()) == []
    assert FileIn.objects.count() == 0


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_file_that_did_not_arrive_whole_is_named_and_holds_nothing_up(
    line: LineTeam, harm: str
) -> None:
    contact = line.write()
    sent = upload("a.jpg", b"x" * 1000)
    send_files(contact.box, page(), [sent], clock=line.clock)
    if harm == "gone":
        sent.path.unlink()
    else:
        sent.path.write_bytes(sent.path.read_bytes()[:-1] + b"\x00")
    line.take_in()
    (file,) = [file for said in shown(line).messages for file in said.files]
    assert (file.file, file.name) == ("", "a.jpg")


def test_a_full_disk_keeps_files_waiting_at_the_door(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = line.write()
    line.clock.forward(minutes=1)
    send_files(contact.box, page(), [upload("a.jpg", b"x")], clock=line.clock)

    def full(*_: object) -> str:
        raise StoreFullError

    with monkeypatch.context() as patch:
        patch.setattr(taking_in, "store_file", full)
        with pytest.raises(StoreFullError):
            take_in(actor=line.mira)
    assert len(list(files_folder().iterdir())) == 1
    line.take_in()
    assert shown(line).messages[-1].files[0].file


def test_what_was_destroyed_is_begun_anew_by_the_next_letter(line: LineTeam) -> None:
    contact = line.write("destroy this")
    line.take_in()
    shred_unit(line.mira, read(line.mira, RecordId(line.only()), Conversation).unit)
    send_files(contact.box, page(), [upload("a.jpg", b"x")], clock=line.clock)
    write_in(contact.box, Said(page(), "again"), clock=line.clock)
    line.take_in()
    assert {said.text for said in shown(line).messages} == {"", "again"}
    assert shown(line).can_answer


def test_a_letter_without_a_time_zone_is_no_letter_of_our_door(line: LineTeam) -> None:
    contact = line.write("one")
    letter = Incoming(voice=Voice.THEM, text="x", written_at=dt.datetime(2031, 3, 3))  # noqa: DTZ001
    mailboxes.place_letter(contact.box.id, page(), letter, door=read_door())
    taken = take_in(actor=line.mira)
    assert (taken.messages, taken.unreadable) == (1, 1)


def test_a_letter_put_into_another_mailbox_opens_for_nobody(line: LineTeam) -> None:
    mine, theirs = line.write("mine"), line.write("theirs")
    line.take_in()
    write_in(mine.box, Said(page(), "where I am"), clock=line.clock)
    LetterIn.objects.update(mailbox=theirs.box.id)
    taken = take_in(actor=line.mira)
    assert (taken.messages, taken.unreadable) == (0, 1)


@pytest.mark.parametrize("named", ["../door.toml", "../../bodies.sqlite3", ""])
def test_a_door_in_other_hands_reaches_no_file_of_the_desk(line: LineTeam, named: str) -> None:
    contact = line.write("one")
    files_folder().mkdir(exist_ok=True)
    before = {path for path in site_folder().rglob("*") if path.is_file()}
    loose = LooseFile(id=named, key=bytes(32), name="a.jpg", size_bytes=1)
    letter = Incoming(voice=Voice.THEM, text="", written_at=line.clock(), files=(loose,))
    mailboxes.place_letter(contact.box.id, page(), letter, door=read_door())
    taken = take_in(actor=line.mira)
    assert (taken.messages, taken.unreadable) == (1, 1)
    assert {path for path in before if not path.exists()} == set()


def test_a_key_that_is_none_begins_no_conversation_that_could_not_be_answered(
    line: LineTeam,
) -> None:
    letter = Incoming(voice=Voice.THEM, text="x", written_at=line.clock(), public=bytes(31))
    mailboxes.place_letter(MailboxId("a" * 26), page(), letter, door=read_door())
    line.write("one")
    taken = take_in(actor=line.mira)
    assert (taken.messages, taken.unreadable) == (1, 1)


def test_nobody_is_called_as_somebody_was_who_may_write_again(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aliases, "WORDS", ("Heron", "Quince"))
    line.write("first")
    line.take_in()
    close(actor=line.mira, conversation=line.only())
    line.write("second")
    line.take_in()
    called = {row.alias for shelf in (Shelf.WAITING, Shelf.CLOSED) for row in line.rows(shelf)}
    assert called == {"Heron", "Quince"}


def test_one_press_takes_in_so_many_and_says_how_many_still_wait(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "AT_ONCE", 2)
    for number in range(5):
        line.write(f"message {number}")
    first = take_in(actor=line.mira, most=2)
    assert (first.messages, first.waiting) == (2, 3)
    rest = take_in(actor=line.mira)
    assert (rest.messages, rest.waiting) == (3, 0)
