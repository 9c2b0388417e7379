import pytest
from tests.apps.keyring.cast import Case, Note, Team, give, root

from holdfast.apps.accounts import services as accounts
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError
from holdfast.apps.keyring.models import Holding, MemberWrap
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.keys import trusted
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.apps.keyring.services.grants import accept_grants, enrol, grant
from holdfast.apps.keyring.services.revocation import dismiss
from holdfast.apps.keyring.services.writing import writing


def test_a_grant_opens_exactly_the_part_it_is_for(team: Team, case: Case) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    assert read(mira, case.said, Note)
    with pytest.raises(NotGrantedError):
        read(mira, case.named, Note)


def test_who_was_granted_can_grant_on_and_nobody_else(team: Team, case: Case) -> None:
    team.join("mira"), team.join("outsider")
    mira = give(team, "mira", case, Part.CONTENT)
    outsider = team.unlocked["outsider"].id
    with pytest.raises(NotGrantedError), writing(mira) as write:
        grant(write, case.scope, Part.IDENTITY, outsider)
    with writing(mira) as write:
        grant(write, case.scope, Part.CONTENT, outsider)
    assert read(team.back("outsider"), case.said, Note)


def test_nothing_is_granted_twice(team: Team, case: Case) -> None:
    with pytest.raises(AlreadyHoldsError), writing(team.lead) as write:
        grant(write, case.scope, Part.CONTENT, team.lead.member)


def test_nothing_is_granted_to_somebody_the_team_does_not_know(team: Team, case: Case) -> None:
    stranger = accounts.create_member(root("stranger"))
    with pytest.raises(NotGrantedError, match="does not know"), writing(team.lead) as write:
        grant(write, case.scope, Part.CONTENT, stranger.id)
    assert not Holding.objects.filter(member=stranger.id).exists()


def test_nothing_is_granted_to_somebody_who_left(team: Team, case: Case) -> None:
    team.join("mira")
    left = team.unlocked["mira"].id
    dismiss(team.lead, left)
    with pytest.raises(NotGrantedError, match="no longer in the team"):
        give(team, "mira", case, Part.CONTENT)
    assert not Holding.objects.filter(member=left).exists()


def test_accepting_puts_the_key_under_the_members_own_and_drops_the_box(
    team: Team, case: Case
) -> None:
    team.join("mira")
    with writing(team.lead) as write:
        given = grant(write, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    before = MemberWrap.objects.get(pk=given)
    mira = Actor(team.unlocked["mira"].id, team.unlocked["mira"].keys)
    assert accept_grants(mira) == 1
    after = MemberWrap.objects.get(pk=given)
    assert bytes(after.sealed) != bytes(before.sealed)
    assert len(bytes(after.sealed)) == len(bytes(before.sealed))
    assert accept_grants(mira) == 0


def test_an_enrolled_member_is_known_by_the_keys_of_that_moment(team: Team) -> None:
    made = accounts.create_member(root("mira"))
    with writing(team.lead) as write:
        enrol(write, made.id)
    assert trusted(team.lead, made.id) == made.keys.public
