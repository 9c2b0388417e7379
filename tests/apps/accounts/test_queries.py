from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from holdfast.apps.accounts import queries, services
from holdfast.apps.accounts.errors import NoSuchMemberError, NotConfirmedError, NotPermittedError
from holdfast.apps.accounts.rules import Directory, Listed, MemberId, Permission, Role
from holdfast.apps.accounts.services.leaving import end_membership
from holdfast.apps.accounts.services.parking import lock_member, lock_site
from holdfast.vault.errors import WrongKeyError
from holdfast.vault.keys import Root, TeamKey, random_key


def test_only_members_are_members(site: Path) -> None:
    made = services.create_member(Root(bytes(32)))
    assert queries.is_member(made.id)
    assert not queries.is_member(MemberId("nobody"))
    with pytest.raises(NoSuchMemberError):
        queries.member(MemberId("nobody"))


def test_the_list_shows_aliases_and_states_and_nothing_else(found: Callable) -> None:
    team = found("member")
    listed = queries.members(team.active("member"))
    assert {person.alias for person in listed} == {p.alias for p in team.people.values()}
    assert {field.name for field in fields(Listed)} == {"id", "alias", "state"}


def test_an_outsider_with_the_disk_reads_no_card(found: Callable) -> None:
    team = found()
    outsider = services.create_member(Root(bytes(32)))
    with pytest.raises(NotConfirmedError):
        queries.open_directory(outsider)
    stranger = Directory(1, random_key(TeamKey))
    with pytest.raises(WrongKeyError):
        queries.card_of(team.id("lead"), stranger)


def test_who_holds_a_role_is_found_without_those_who_left_or_are_locked(found: Callable) -> None:
    team = found("keeper", "keeper two", "keeper three", "member")
    end_membership(team.active("lead"), team.id("keeper"))
    lock_member(team.active("lead"), team.id("keeper two"))
    keepers = queries.holders(team.active("lead"), Role.KEYHOLDER)
    assert {keeper.id for keeper in keepers} == {team.id("lead"), team.id("keeper three")}
    assert len(queries.holders(team.active("lead"), Role.KEYHOLDER, but=team.id("lead"))) == 1


def test_an_alias_names_a_member_and_no_alias_names_nobody(found: Callable) -> None:
    team = found("member")
    typed = team.people["member"].alias.upper().replace("-", " ")
    assert queries.member_named(typed) == team.id("member")
    with pytest.raises(NoSuchMemberError):
        queries.member_named("")


def test_what_no_role_permits_is_refused(found: Callable) -> None:
    team = found("member")
    queries.require(team.active("member"), Permission.OPEN_CASES)
    with pytest.raises(NotPermittedError):
        queries.require(team.active("member"), Permission.INVITE)


def test_two_members_cards_have_subjects_of_their_own_in_the_ledger() -> None:
    one, two = (queries.card_subject(MemberId(name * 26)) for name in "ab")
    assert one != two
    assert len(one) == len(two) == 26


def test_a_site_is_locked_from_the_moment_that_it_is(found: Callable) -> None:
    team = found("keeper", "member")
    assert not queries.is_site_locked()
    lock_site(team.active("lead"))
    assert queries.is_site_locked()
