import pytest
from tests.apps.keyring.cast import Case, Team, give

from holdfast.apps.keyring.errors import LostFileError, NotGrantedError, UnenteredError
from holdfast.apps.keyring.models import FileBody
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.files import files_of, open_file
from holdfast.apps.keyring.rules import FileId, Part
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.ledger.models import Leaf
from holdfast.vault.errors import VaultError

CONTENT = bytes(range(256)) * 700


@pytest.fixture
def file(team: Team, case: Case) -> FileId:
    return store_file(team.lead, case.content, [CONTENT[:70_000], CONTENT[70_000:]])


def test_a_file_reads_back_as_it_was(team: Team, file: FileId) -> None:
    assert b"".join(open_file(team.lead, file)) == CONTENT


def test_only_who_holds_the_part_reads_it_or_learns_that_it_is_there(
    team: Team, case: Case, file: FileId
) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.IDENTITY)
    for name in (file, FileId("nowhere")):
        with pytest.raises(NotGrantedError):
            next(open_file(mira, name))
    with pytest.raises(NotGrantedError):
        files_of(mira, case.content)
    assert files_of(team.lead, case.content) == [file]
    assert files_of(team.lead, case.identity) == []


def test_exchanged_files_open_neither(team: Team, case: Case, file: FileId) -> None:
    other = store_file(team.lead, case.content, [b"another"])
    (files_folder() / other).replace(files_folder() / file)
    with pytest.raises(VaultError):
        list(open_file(team.lead, file))
    with pytest.raises(LostFileError):
        list(open_file(team.lead, other))


def test_a_cut_file_is_refused(team: Team, file: FileId) -> None:
    path = files_folder() / file
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(VaultError):
        list(open_file(team.lead, file))


def test_a_file_that_nobody_entered_is_refused(team: Team, file: FileId) -> None:
    Leaf.objects.filter(pk=FileBody.objects.get(pk=file).leaf).update(data=bytes(32))
    with pytest.raises(UnenteredError):
        next(open_file(team.lead, file))
