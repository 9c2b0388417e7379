import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.place import files_folder
from holdfast.apps.keyring.errors import StoreFullError
from holdfast.doors.source import uploading
from holdfast.doors.source.uploading import MOST_FILES, SealingHandler


def begin(handler: SealingHandler, name: str) -> None:
    handler.new_file("files", name, "image/jpeg", None)


def test_a_file_is_sealed_as_it_arrives_and_nothing_is_handed_on(line: LineTeam) -> None:
    handler = SealingHandler()
    begin(handler, "a.jpg")
    for _ in range(4):
        assert handler.receive_data_chunk(b"a face in the window" * 3000, 0) is None
    assert handler.file_complete(240_000) is None
    (upload,) = handler.uploads
    assert b"a face" not in upload.path.read_bytes()
    handler.abandon()
    assert list(files_folder().iterdir()) == []


def test_what_is_abandoned_in_the_middle_leaves_nothing(line: LineTeam) -> None:
    handler = SealingHandler()
    begin(handler, "a.jpg")
    handler.receive_data_chunk(b"x" * 10**5, 0)
    assert len(list(files_folder().iterdir())) == 1
    handler.abandon()
    assert list(files_folder().iterdir()) == []


def test_one_file_too_many_is_refused_and_the_others_stay(line: LineTeam) -> None:
    handler = SealingHandler()
    for number in range(MOST_FILES + 2):
        begin(handler, str(number))
        handler.receive_data_chunk(b"x", 0)
        handler.file_complete(1)
    assert len(handler.uploads) == MOST_FILES
    assert [one.number for one in handler.refused] == [MOST_FILES + 1, MOST_FILES + 2]
    handler.abandon()


def test_a_disk_that_fails_refuses_the_file_and_no_more(
    line: LineTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFullError

    monkeypatch.setattr(uploading, "Upload", full)
    handler = SealingHandler()
    begin(handler, "a")
    handler.receive_data_chunk(b"x", 0)
    handler.file_complete(1)
    assert [one.error.code for one in handler.refused] == ["keyring.store_full"]
    assert handler.uploads == []
