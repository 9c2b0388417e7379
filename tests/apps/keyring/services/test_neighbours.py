"""What becomes of letters on their way and of the watch when a site is copied and comes back."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.intake.cast import LineTeam, open_line
from tests.apps.keyring.copying import Shelf
from tests.apps.watch.cast import DUE, MARTEN, WREN, looked_after, new_box

from holdfast.apps.intake.place import files_folder, read_door
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.services.line import rotate_line
from holdfast.apps.intake.services.uploads import Upload, send_files
from holdfast.apps.keyring.archives import unpack
from holdfast.apps.keyring.queries.neighbours import Beside, count_beside, wrong_beside
from holdfast.apps.keyring.services import backup
from holdfast.apps.keyring.services.neighbours import copied_beside, copy_line, copy_watch
from holdfast.apps.watch.heartbeat import Condition, beat, sign_of_life
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.queries.rows import rows
from holdfast.apps.watch.rules import Step
from holdfast.apps.watch.services.rounds import make_round, remember
from holdfast.apps.watch.services.watching import LEAST_ROWS, note, release

pytestmark = on_sqlite


@pytest.fixture
def line(site: Path) -> LineTeam:
    return open_line()


def send_picture(line: LineTeam) -> None:
    """Somebody writes, and sends a file after it."""
    contact = line.write("I have a picture of the gate.")
    upload = Upload("gate.jpg", door=read_door())
    upload.add(b"picture" * 1000)
    send_files(contact.box, b"p" * 32, [upload], clock=line.clock)


def test_letters_not_taken_in_come_back_with_their_files_and_are_taken_in(
    site: Path, line: LineTeam, tmp_path: Path
) -> None:
    send_picture(line)
    shelf = Shelf(tmp_path)
    done = shelf.keep("1", site)
    assert done.beside == Beside(letters=2, files=1, answers=0, rows=0)
    returned = shelf.restore(shelf.copies(), tmp_path / "new")
    assert returned.beside == done.beside
    assert list(wrong_beside(tmp_path / "new")) == []
    assert line.take_in() == 2
    shown = conversation(actor=line.mira, conversation=line.only(), clock=line.clock)
    assert [file.name for said in shown.messages for file in said.files] == ["gate.jpg"]
    assert all(file.file for said in shown.messages for file in said.files)
    line.write("The door is open again.")
    assert line.take_in() == 1


def test_what_is_taken_in_while_the_copy_is_made_is_there_once(
    site: Path, line: LineTeam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the line was read and before the bodies are: where a letter could fall between."""
    send_picture(line)
    original = backup.copy_line

    def taken_in_after(draft: Path) -> None:
        original(draft)
        assert line.take_in() == 2
        assert list(files_folder().iterdir()) == []

    monkeypatch.setattr(backup, "copy_line", taken_in_after)
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    shelf.restore(shelf.copies(), tmp_path / "new")
    assert count_beside(tmp_path / "new").letters == 2
    assert list(wrong_beside(tmp_path / "new")) == []
    line.take_in()
    assert count_beside(tmp_path / "new").letters == 0
    shown = conversation(actor=line.mira, conversation=line.only(), clock=line.clock)
    assert len(shown.messages) == 2


def test_a_file_that_was_taken_in_before_it_could_be_copied_is_in_the_bodies(
    site: Path, line: LineTeam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_picture(line)
    from holdfast.apps.keyring.services import neighbours  # noqa: PLC0415

    original = neighbours._copy_store

    def taken_in_after(store: str, draft: Path) -> None:
        original(store, draft)
        if store == "intake":
            assert line.take_in() == 2

    monkeypatch.setattr(neighbours, "_copy_store", taken_in_after)
    shelf = Shelf(tmp_path)
    done = shelf.keep("1", site)
    assert (done.beside.files, done.files) == (1, 1)
    shelf.restore(shelf.copies(), tmp_path / "new")
    assert list(wrong_beside(tmp_path / "new")) == []
    (file,) = (tmp_path / "new" / "files").iterdir()
    assert file.stat().st_size > 7000


def test_the_door_comes_back_with_a_key_that_the_bodies_know(
    site: Path, line: LineTeam, tmp_path: Path
) -> None:
    line.write()
    rotate_line(actor=line.lead)
    line.write("Under the new key.")
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    rotate_line(actor=line.lead)
    shelf.restore(shelf.copies(), tmp_path / "new")
    assert read_door().public == the_line(line.mira).value.public.hex()
    assert line.take_in() == 2


def test_the_private_keys_of_neither_stand_in_a_copy(
    site: Path, line: LineTeam, tmp_path: Path
) -> None:
    box = new_box()
    looked_after(box)
    line.write()
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    keys = [the_line(line.lead).value.private, box.private]
    for copy in (shelf.copies().bodies, shelf.copies().keys):
        whole = copy.read_bytes()
        assert not [key for key in keys if key in whole or key.hex().encode() in whole]


def test_a_watch_that_was_set_back_tells_everything_that_became_due_since(
    site: Path, line: LineTeam, tmp_path: Path
) -> None:
    box = new_box()
    settled, waiting = looked_after(box), looked_after(box)
    remember(DUE - timedelta(hours=3), box=box)
    beat(site, Condition.WATCHING, every_seconds=30)
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    note(settled, Step.SAFE, public=box.public, at=DUE)
    release(settled, box=box)
    shelf.restore(shelf.copies(), tmp_path / "new")
    assert set(rows(box).live) == {settled, waiting}
    assert WatchRow.objects.count() == LEAST_ROWS
    sign = sign_of_life(tmp_path / "new")
    assert (sign.condition, sign.is_watching) == (Condition.NEVER, False)
    told: list[str] = []
    made = make_round(box, told.append, now=DUE + timedelta(days=1))
    assert made.sent == 4  # rather once too often than not at all
    assert sorted(told) == [MARTEN, MARTEN, WREN, WREN]


def test_a_copy_holds_the_two_stores_and_nothing_else_of_their_folders(
    site: Path, line: LineTeam, tmp_path: Path
) -> None:
    send_picture(line)
    (site / "watch" / "lock").touch()
    beat(site, Condition.WATCHING, every_seconds=30)
    (files_folder() / "left-over").write_bytes(b"of nobody")
    copy_line(tmp_path)
    copy_watch(tmp_path)
    (file,) = (path.name for path in files_folder().iterdir() if path.name != "left-over")
    assert copied_beside(tmp_path) == [
        "intake/door.toml", f"intake/files/{file}", "intake/intake.sqlite3", "watch/watch.sqlite3",
    ]  # fmt: skip


def test_a_line_that_was_never_opened_is_copied_without_a_door(site: Path, tmp_path: Path) -> None:
    copy_line(tmp_path)
    assert copied_beside(tmp_path) == ["intake/intake.sqlite3"]
    assert count_beside(site) == Beside(letters=0, files=0, answers=0, rows=0)


def test_a_file_that_is_lost_is_no_reason_to_make_no_copy_and_is_told(
    site: Path, line: LineTeam, tmp_path: Path
) -> None:
    send_picture(line)
    for path in files_folder().iterdir():
        path.unlink()
    shelf = Shelf(tmp_path)
    shelf.keep("1", site)
    unpack(shelf.copies().bodies, tmp_path / "out")
    assert [error.code for error in wrong_beside(tmp_path / "out")] == [
        "check.missing_letter_files"
    ]
    stage.leave()
