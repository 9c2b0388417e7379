from pathlib import Path

import msgspec
import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.errors import FilesFullError, FileTooLargeError, MailboxGoneError
from holdfast.apps.intake.models import FileIn
from holdfast.apps.intake.place import files_folder, read_door
from holdfast.apps.intake.services.mailboxes import Said, delete_mailbox, write_in
from holdfast.apps.intake.services.uploads import Upload, check_room, send_files, sweep_files

MIB = 1024 * 1024


def door(**changes: int):
    return msgspec.structs.replace(read_door(), **changes)


def test_no_byte_of_a_file_stands_on_the_disk_in_clear(line: LineTeam) -> None:
    upload = Upload("photo.jpg", door=read_door())
    for _ in range(8):
        upload.add(b"a face in the window " * 2000)
    sent = upload.finish()
    assert b"a face" not in upload.path.read_bytes()
    assert upload.path.name == sent.id
    upload.abandon()
    assert list(files_folder().iterdir()) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\y.png", "y.png"),
        ("a" * 999, "a" * 120),
        ("", ""),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\x00\r\n\ud800.jpg", "a.jpg"),
    ],
)
def test_a_file_is_named_by_its_last_part_and_never_placed_by_it(
    line: LineTeam, given: str, kept: str
) -> None:
    upload = Upload(given, door=read_door())
    assert upload.finish().name == kept
    assert upload.path.parent == files_folder()
    upload.abandon()


def test_one_file_over_the_limit_is_refused(line: LineTeam) -> None:
    upload = Upload("film.mp4", door=door(file_mib=1))
    upload.add(b"x" * MIB)
    with pytest.raises(FileTooLargeError, match="What you wrote is safe"):
        upload.add(b"x")
    upload.abandon()


def test_files_stop_at_their_budget_and_words_do_not(line: LineTeam) -> None:
    contact = line.write()
    upload = Upload("film.mp4", door=door(files_mib=2))
    with pytest.raises(FilesFullError, match="What you wrote is safe"):
        for _ in range(4):
            upload.add(b"x" * MIB)
    upload.abandon()
    write_in(contact.box, Said(page(), "words go on"))
    assert line.take_in() == 2


def test_files_leave_the_reserve_free(line: LineTeam) -> None:
    upload = Upload("x", door=read_door())
    with pytest.raises(FilesFullError):
        check_room(door(reserve_mib=2**40), wanted=1)
    upload.abandon()


def test_a_letter_to_a_mailbox_that_is_gone_keeps_no_file(line: LineTeam) -> None:
    contact = line.write()
    delete_mailbox(contact.box, Said(page()))
    upload = Upload("x", door=read_door())
    with pytest.raises(MailboxGoneError):
        send_files(contact.box, page(), [upload])
    assert list(files_folder().iterdir()) == []


def test_a_sweep_takes_what_no_letter_names_and_leaves_what_is_arriving(
    line: LineTeam, site: Path
) -> None:
    assert sweep_files() == 0
    contact = line.write()
    sent, arriving = (Upload(name, door=read_door()) for name in ("sent", "arriving"))
    send_files(contact.box, page(), [sent])
    (files_folder() / ("a" * 26)).write_bytes(b"cut off by a crash")
    assert sweep_files() == 1
    assert {path.name for path in files_folder().iterdir()} == {sent.id, arriving.id}
    assert FileIn.objects.count() == 1
    arriving.abandon()


def test_the_desks_user_can_take_the_files_out_and_nobody_else_can_read_them(
    line: LineTeam,
) -> None:
    upload = Upload("x", door=read_door())
    assert upload.path.stat().st_mode & 0o777 == 0o640
    assert files_folder().stat().st_mode & 0o777 == 0o770
    upload.abandon()
