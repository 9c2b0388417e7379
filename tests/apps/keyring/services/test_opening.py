import pytest
from tests.apps.keyring.cast import Case, Note, Team, give

from holdfast.apps.accounts.rules import ActiveMember, Alias, Directory, Role
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.models import RememberedHead, ScopeKey
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Actor, Part, ScopeId
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.opening import come_in, come_to_work, open_scope
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger.models import Tip
from holdfast.methods.custody.errors import ShrunkError
from holdfast.vault.envelope import SymmetricKey
from holdfast.vault.keys import TeamKey


def test_coming_in_accepts_what_was_granted_and_remembers_the_head(team: Team, case: Case) -> None:
    team.join("mira")
    with writing(team.lead) as write:
        grant(write, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    mira = come_in(team.unlocked["mira"])
    assert not mira.boxed
    assert read(mira, case.said, Note)
    assert RememberedHead.objects.get(pk=mira.member).version == 2


def test_nobody_comes_in_to_a_ledger_that_shrank(team: Team, case: Case) -> None:
    team.back("lead")
    Tip.objects.update(size=1, peaks=bytes(32))
    with pytest.raises(ShrunkError):
        team.back("lead")


def test_opening_a_scope_accepts_and_rotates_what_is_due(team: Team, case: Case) -> None:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    with writing(team.lead) as write:
        grant(write, case.scope, Part.IDENTITY, team.unlocked["mira"].id)
    open_scope(team.lead, case.scope)
    assert not ScopeKey.objects.filter(scope=case.scope).exclude(due_since="").exists()
    mira = Actor(team.unlocked["mira"].id, team.unlocked["mira"].keys)
    open_scope(mira, case.scope)
    assert not mira.boxed


def test_an_outsider_opens_no_scope(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    for scope in (case.scope, ScopeId("nowhere")):
        with pytest.raises(NotGrantedError):
            open_scope(outsider, scope)


def test_who_comes_to_work_brings_their_roles(team):
    directory = Directory(1, TeamKey(SymmetricKey(bytes(32))))
    active = ActiveMember(
        team.unlocked["lead"], Alias("abc-def"), frozenset({Role.CASE_WORKER}), directory
    )
    actor = come_to_work(active)
    assert (actor.member, actor.roles) == (active.id, active.roles)
    assert come_in(team.unlocked["lead"]).roles == frozenset()
