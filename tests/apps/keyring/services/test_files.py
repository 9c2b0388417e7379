from collections.abc import Iterator

import pytest
from tests.apps.keyring.cast import Case, Team

from holdfast.apps.keyring.errors import NotGrantedError, StoreFullError
from holdfast.apps.keyring.models import FileBody
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.shredding import shred_unit


@pytest.mark.parametrize("size", [0, 1, 65_532, 65_533, 200_000])
def test_a_file_of_any_size_is_stored_under_its_id_and_nothing_else(
    team: Team, case: Case, size: int
) -> None:
    file = store_file(team.lead, case.content, [b"q" * size])
    assert [path.name for path in files_folder().iterdir()] == [file]
    assert (files_folder() / file).stat().st_mode & 0o077 == 0
    assert sum(map(len, open_file(team.lead, file))) == size


def test_an_upload_that_breaks_off_leaves_nothing(team: Team, case: Case) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        raise ConnectionError

    with pytest.raises(Exception, match="not saved"):
        store_file(team.lead, case.content, pieces())
    assert list(files_folder().iterdir()) == []
    assert not FileBody.objects.exists()


def test_a_full_disk_is_said_in_words(
    team: Team, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreFullError):
        store_file(team.lead, case.content, [b"x"])
    monkeypatch.undo()
    assert not FileBody.objects.exists()
    assert list(files_folder().iterdir()) == []


def test_nobody_stores_a_file_where_they_hold_no_key(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    with pytest.raises(NotGrantedError):
        store_file(outsider, case.content, [b"x"])


def test_a_unit_that_is_shredded_while_the_file_arrives_takes_it_no_more(
    team: Team, case: Case
) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"
        shred_unit(team.lead, case.content)

    with pytest.raises(NotGrantedError):
        store_file(team.lead, case.content, pieces())
    assert list(files_folder().iterdir()) == []


def test_a_draft_under_way_is_left_alone_by_a_start_elsewhere(team: Team, case: Case) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x" * 100_000
        assert recover().files == 0
        yield b"y"

    file = store_file(team.lead, case.content, pieces())
    assert sum(map(len, open_file(team.lead, file))) == 100_001
