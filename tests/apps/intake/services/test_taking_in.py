import pytest
from tests.apps.intake.cast import WORDS, LineTeam, page

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.models import FileIn, LetterIn
from holdfast.apps.intake.place import files_folder, read_door
from holdfast.apps.intake.queries.conversations import attachment, conversation
from holdfast.apps.intake.services import taking_in
from holdfast.apps.intake.services.mailboxes import (
    Said,
    write_in,
)
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.intake.services.uploads import Upload, send_files
from holdfast.apps.keyring.errors import NotGrantedError, StoreFullError
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import FileId


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
        take_in(actor=line.outsider(), clock=line.clock)
    with pytest.raises(NotPermittedError):
        take_in(actor=line.team.back("mira"))
    assert LetterIn.objects.count() == 1


def test_a_letter_taken_in_twice_is_one_message(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = line.write()
    write_in(contact.box, Said(page(), "more"), clock=line.clock)
    with monkeypatch.context() as patch:
        patch.setattr(taking_in, "forget", lambda letters: None)  # killed before it forgot
        take_in(actor=line.mira, clock=line.clock)
    assert LetterIn.objects.count() == 2
    write_in(contact.box, Said(page(), "and more"), clock=line.clock)
    take_in(actor=line.lead, clock=line.clock)
    assert {said.text for said in shown(line).messages} == {WORDS, "more", "and more"}
    assert len(shown(line).messages) == 3
    assert LetterIn.objects.count() == 0


def test_messages_stand_in_the_order_in_which_they_were_written(line: LineTeam) -> None:
    contact = line.write("0", language="en")
    for number in range(1, 7):
        line.clock.forward(seconds=1)
        write_in(contact.box, Said(page(), str(number)), clock=line.clock)
    line.take_in()
    assert [said.text for said in shown(line).messages] == list("0123456")


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
            take_in(actor=line.mira, clock=line.clock)
    assert len(list(files_folder().iterdir())) == 1
    line.take_in()
    assert shown(line).messages[-1].files[0].file


def test_one_press_takes_in_so_many_and_says_how_many_still_wait(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "AT_ONCE", 2)
    for number in range(5):
        line.write(f"message {number}")
    first = take_in(actor=line.mira, most=2, clock=line.clock)
    assert (first.messages, first.waiting) == (2, 3)
    rest = take_in(actor=line.mira, clock=line.clock)
    assert (rest.messages, rest.waiting) == (3, 0)
