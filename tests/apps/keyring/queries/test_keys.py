import pytest
from tests.apps.keyring.cast import Case, Note, Team, give, open_case

from holdfast.apps.accounts.models import MemberRow
from holdfast.apps.keyring.errors import ExchangedKeysError, LostKeyError, NotGrantedError
from holdfast.apps.keyring.models import Holding, MemberWrap, RecordBody, UnitWrap
from holdfast.apps.keyring.queries import keys
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Actor, Part, ScopeId
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.writing import writing
from holdfast.vault.errors import VaultError
from holdfast.vault.keys import Root, member_keys


def anew(team: Team, name: str) -> Actor:
    """The member at work with nothing kept in memory, and no grant accepted."""
    return Actor(team.unlocked[name].id, team.unlocked[name].keys)


def test_who_makes_a_case_holds_both_its_keys(team: Team, case: Case) -> None:
    found = {
        keys.open_key(anew(team, "lead"), case.scope, part).key for part in ("content", "identity")
    }
    assert len(found) == 2


def test_an_outsider_holds_none(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    for part in (Part.CONTENT, Part.IDENTITY):
        with pytest.raises(NotGrantedError):
            keys.open_key(outsider, case.scope, part)
    assert [key.part for key in keys.open_keys(outsider)] == [Part.TEAM]


def test_a_scope_that_does_not_exist_is_refused_like_one_that_was_not_granted(team: Team) -> None:
    with pytest.raises(NotGrantedError):
        keys.open_key(team.lead, ScopeId("nowhere"), Part.CONTENT)
    with pytest.raises(NotGrantedError):
        keys.key_by_id(team.lead, "nowhere")


def test_a_granted_key_opens_before_and_after_it_is_accepted(team: Team, case: Case) -> None:
    team.join("mira")
    with writing(team.lead) as write:
        grant(write, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    expected = keys.open_key(team.lead, case.scope, Part.CONTENT).key
    before = anew(team, "mira")
    assert keys.open_key(before, case.scope, Part.CONTENT).key == expected
    assert len(before.boxed) == 1
    after = team.back("mira")
    assert keys.open_key(after, case.scope, Part.CONTENT).key == expected
    assert not after.boxed
    assert not anew(team, "mira").boxed


def test_a_row_that_makes_somebody_a_holder_opens_nothing(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    held = Holding.objects.get(
        member=team.lead.member, scope_key=keys.open_key(team.lead, case.scope, Part.CONTENT).id
    )
    Holding.objects.filter(pk=held.pk).update(member=outsider.member)
    with pytest.raises(VaultError):
        keys.open_key(anew(team, "outsider"), case.scope, Part.CONTENT)


def test_wraps_exchanged_between_two_cases_open_neither(team: Team, case: Case) -> None:
    other = open_case(team.lead)
    mine = [keys.open_key(team.lead, c.scope, Part.CONTENT).grant for c in (case, other)]
    one, two = (bytes(MemberWrap.objects.get(pk=g).sealed) for g in mine)
    MemberWrap.objects.filter(pk=mine[0]).update(sealed=two)
    MemberWrap.objects.filter(pk=mine[1]).update(sealed=one)
    for scope in (case.scope, other.scope):
        with pytest.raises(VaultError):
            keys.open_key(anew(team, "lead"), scope, Part.CONTENT)


def test_a_missing_wrap_is_said_to_be_lost(team: Team, case: Case) -> None:
    MemberWrap.objects.filter(member=team.lead.member).delete()
    with pytest.raises(LostKeyError):
        keys.open_key(anew(team, "lead"), case.scope, Part.CONTENT)


def test_a_grant_by_somebody_whose_keys_were_exchanged_is_refused(team: Team, case: Case) -> None:
    team.join("mira")
    with writing(team.lead) as write:
        grant(write, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    forged = member_keys(Root(b"forger".ljust(32, b"."))).public
    MemberRow.objects.filter(pk=team.lead.member).update(signing_public=forged.signing)
    with pytest.raises(ExchangedKeysError):
        keys.open_key(anew(team, "mira"), case.scope, Part.CONTENT)


def test_nobody_is_given_anything_under_public_keys_the_team_does_not_know(
    team: Team, case: Case
) -> None:
    mira = team.join("mira").member
    forged = member_keys(Root(b"forger".ljust(32, b"."))).public
    MemberRow.objects.filter(pk=mira).update(box_public=forged.box)
    with pytest.raises(ExchangedKeysError), writing(team.lead) as write:
        grant(write, case.scope, Part.CONTENT, mira)
    RecordBody.objects.filter(pk=mira).delete()
    with pytest.raises(NotGrantedError, match="does not know"):
        keys.trusted(team.lead, mira)


def test_the_teams_key_is_everybodys(team: Team) -> None:
    mira = team.join("mira")
    assert keys.team_key(mira).key == keys.team_key(team.lead).key


def test_content_and_identity_are_granted_apart(team: Team, case: Case) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.IDENTITY)
    assert keys.open_key(mira, case.scope, Part.IDENTITY)
    with pytest.raises(NotGrantedError):
        keys.open_key(mira, case.scope, Part.CONTENT)


def test_an_old_key_store_put_back_gives_nothing_back_and_opens_nothing_that_is_new(
    team: Team, case: Case
) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    old = [list(table.objects.all()) for table in (MemberWrap, UnitWrap)]
    revoke(team.lead, case.scope, Part.CONTENT, mira.member)
    open_scope(team.lead, case.scope)  # which rotates it
    for table, rows in zip((MemberWrap, UnitWrap), old, strict=True):
        table.objects.all().delete()
        table.objects.bulk_create(rows)
    with pytest.raises(NotGrantedError):
        read(anew(team, "mira"), case.said, Note)
    with pytest.raises(LostKeyError):
        read(anew(team, "lead"), case.said, Note)
