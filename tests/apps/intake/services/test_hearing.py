import pytest
from tests.apps.intake.cast import WORDS, LineTeam, page

from holdfast.apps.intake import aliases
from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.records import Conversation
from holdfast.apps.intake.rules import Danger, Voice, Way
from holdfast.apps.intake.services.conversations import close
from holdfast.apps.intake.services.mailboxes import (
    Said,
    delete_mailbox,
    say_danger,
    say_safe,
    write_in,
)
from holdfast.apps.intake.services.uploads import Upload, send_files
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.keyring.services.shredding import shred_unit


def shown(line: LineTeam):
    return conversation(actor=line.mira, conversation=line.only(), clock=line.clock)


def upload(name: str, content: bytes) -> Upload:
    made = Upload(name, door=read_door())
    made.add(content)
    return made


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


def test_a_helper_who_is_in_danger_now_lies_among_those_who_need_help(line: LineTeam) -> None:
    helper = line.write("We have two beds to offer.", way=Way.OFFER)
    line.write("They drive here.", harm_within="24 h")
    line.take_in()
    line.clock.forward(minutes=5)
    say_danger(helper.box, Said(page()), clock=line.clock)
    line.take_in()
    assert [row.danger for row in line.rows()] == [Danger.NOW, Danger.DAY]
    assert line.rows(Shelf.HELPERS) == ()


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


def test_what_was_destroyed_is_begun_anew_by_the_next_letter(line: LineTeam) -> None:
    contact = line.write("destroy this")
    line.take_in()
    shred_unit(line.mira, read(line.mira, RecordId(line.only()), Conversation).unit)
    send_files(contact.box, page(), [upload("a.jpg", b"x")], clock=line.clock)
    write_in(contact.box, Said(page(), "again"), clock=line.clock)
    line.take_in()
    assert {said.text for said in shown(line).messages} == {"", "again"}
    assert shown(line).can_answer


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
