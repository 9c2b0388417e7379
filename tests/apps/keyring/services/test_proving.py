from pathlib import Path

import pytest
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Team
from tests.apps.keyring.copying import Shelf

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import ActiveMember, Alias, Directory, Role
from holdfast.apps.keyring.drills import proven_layer
from holdfast.apps.keyring.models import RecordBody, UnitWrap
from holdfast.apps.keyring.restoring import verify_copies
from holdfast.apps.keyring.services.proving import everything_wrong, prove
from holdfast.apps.keyring.services.revocation import dismiss
from holdfast.vault.keys import TeamKey, random_key

pytestmark = on_sqlite


def active(team: Team, *roles: Role, name: str = "lead") -> ActiveMember:
    directory = Directory(1, random_key(TeamKey))
    return ActiveMember(team.unlocked[name], Alias("abc-def"), frozenset(roles), directory)


def test_only_a_whole_copy_opened_by_an_operator_is_written_down(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    Shelf(tmp_path).keep("1", site)
    verified = verify_copies(Shelf(tmp_path).copies())
    with pytest.raises(NotPermittedError):
        prove(active(team, Role.PUBLISHER), verified, tmp_path)
    wrap = UnitWrap.objects.get(unit=case.content)
    UnitWrap.objects.filter(pk=wrap.pk).delete()
    assert prove(active(team, Role.OPERATOR), verified, tmp_path)
    assert proven_layer(tmp_path) == 0
    wrap.save(force_insert=True)
    assert prove(active(team, Role.OPERATOR), verified, tmp_path) == []
    assert proven_layer(tmp_path) == 1


def test_who_opens_nothing_proves_nothing(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    Shelf(tmp_path).keep("1", site)
    team.join("mira")
    dismiss(team.lead, team.unlocked["mira"].id)
    verified = verify_copies(Shelf(tmp_path).copies())
    assert prove(active(team, Role.OPERATOR, name="mira"), verified, tmp_path)
    assert proven_layer(tmp_path) == 0


def test_all_that_is_wrong_is_told_with_keys_and_without(team: Team, case: Case) -> None:
    assert everything_wrong(team.back("lead")) == []
    RecordBody.objects.filter(pk=case.said).update(body=b"HF1")
    UnitWrap.objects.filter(unit=case.identity).delete()
    codes = {error.code for error in everything_wrong(team.back("lead"))}
    assert codes >= {"vault.truncated", "keyring.lost_key", "check.missing_keys"}
