import shutil
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.keyring.cast import Case, Note, Team, give, open_case
from tests.apps.keyring.queries.test_heads import set_back

from holdfast.apps.keyring.errors import NotGrantedError, OlderBodiesError
from holdfast.apps.keyring.models import RecordBody, ScopeKey, UnitWrap
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.queries.heads import check_remembered
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.apps.keyring.services.heads import remember_head
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.reconciling import Reconciled, reconcile
from holdfast.apps.keyring.services.recovery import Recovered, recover
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.shredding import shred_scope, shred_unit
from holdfast.methods.custody.errors import ShrunkError


def anew(team: Team, name: str) -> Actor:
    return Actor(team.unlocked[name].id, team.unlocked[name].keys)


@on_sqlite
def test_a_restore_keeps_what_was_shredded_and_revoked_since_that_way(
    site: Path, team: Team, case: Case, tmp_path: Path
) -> None:
    for name in ("mira", "vera"):
        team.join(name)
        give(team, name, case, Part.CONTENT)
    shredded, halved = open_case(team.lead, said="Gone."), open_case(team.lead, said="Half.")
    stage.leave()
    old = Path(shutil.copytree(site, tmp_path / "old"))
    stage.stand(site)
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    open_scope(team.lead, case.scope)
    shred_scope(team.lead, shredded.scope)
    shred_unit(team.lead, halved.content)
    lost = open_case(team.lead, said="Newer than the copy.")
    remember_head(team.lead)
    set_back(site, old, "bodies")
    with pytest.raises(OlderBodiesError):
        recover()

    assert reconcile() == Reconciled(scope_keys=2, units=1, renewed=1, wraps=4)
    assert recover() == Recovered(0, 0, 0)
    lead, vera = anew(team, "lead"), anew(team, "vera")
    assert read(lead, case.said, Note).value.text == "The road is watched."
    assert read(vera, case.said, Note)
    assert {stored.id for stored in find(lead, Note)} == {case.said, case.named, halved.named}
    with pytest.raises(NotGrantedError):
        read(anew(team, "mira"), case.said, Note)
    assert not RecordBody.objects.filter(unit__in=[shredded.content, halved.content]).exists()
    assert not UnitWrap.objects.filter(unit=lost.content).exists()
    with pytest.raises(ShrunkError):
        check_remembered(lead)
    remember_head(lead)
    assert ScopeKey.objects.get(scope=case.scope, part=Part.CONTENT).due_since
    open_scope(lead, case.scope)
    assert list(check(lead)) == []


def test_stores_that_agree_are_left_as_they_are(team: Team, case: Case) -> None:
    assert reconcile() == Reconciled(0, 0, 0, 0)
    assert read(anew(team, "lead"), case.said, Note)
    assert list(check(team.lead)) == []
