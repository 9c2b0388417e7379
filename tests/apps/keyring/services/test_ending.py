from tests.apps.keyring.cast import Case, Team

from holdfast.apps.keyring.models import Intent, Unit
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.rules import Aim
from holdfast.apps.keyring.services import ending
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger import queries as ledger


def test_an_ending_is_completed_once_however_often_it_is_finished(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        intent = ending.intend(write, Aim.UNIT, case.content, revision=2)
        ending.drop_bodies([case.content])
    size = ledger.tip().size
    ending.finish([intent])
    ending.finish([intent])
    assert ledger.tip().size == size + 1
    assert ledger.newest_revision(case.content) == 3
    assert not Intent.objects.exists()


def test_dropped_bodies_name_the_files_to_remove(team: Team, case: Case) -> None:
    file = store_file(team.lead, case.content, [b"x"])
    assert ending.drop_bodies([case.content]) == [file]
    assert not Unit.objects.filter(pk=case.content).exists()
    ending.remove_files([file, "already gone"])
    assert list(files_folder().iterdir()) == []
