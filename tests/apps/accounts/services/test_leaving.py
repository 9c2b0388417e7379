from __future__ import annotations

import pytest
from django.db import connections

from holdfast.apps.accounts.errors import (
    LastKeyholderError,
    LeftError,
    NoSessionError,
    NotPermittedError,
    SecondPersonError,
    WrongLogInError,
)
from holdfast.apps.accounts.models import RootWrap, ShareWrap, ShredIntent
from holdfast.apps.accounts.queries import active_member, card_of, members
from holdfast.apps.accounts.rules import MemberState
from holdfast.apps.accounts.services.leaving import end_membership, shred_site, take_back_shredding
from holdfast.apps.accounts.services.login import log_in
from holdfast.apps.accounts.services.recovery_sheet import new_sheet, prove_sheet
from holdfast.apps.accounts.services.sessions import resume_session
from holdfast.apps.accounts.services.trustees import set_trustees
from holdfast.vault.errors import BadSignatureError, VaultError


def test_who_left_has_no_way_in_no_session_and_no_key_of_the_directory(found):
    team = found("member", "one", "two")
    opened, cookie = team.opened("member"), log_in(team.people["member"].attempt(), team.gate)
    prove_sheet(opened, new_sheet(opened))
    set_trustees(opened, [team.public("one"), team.public("two")], needed=2)
    end_membership(team.active("lead"), opened.active.id)
    with pytest.raises(WrongLogInError):
        team.opened("member")
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)
    with pytest.raises(LeftError):
        active_member(opened.active.unlocked)
    assert (RootWrap.objects.count(), ShareWrap.objects.count()) == (3, 0)
    states = {m.id: m.state for m in members(team.active("lead"))}
    assert states[opened.active.id] is MemberState.LEFT


def test_the_old_key_of_the_directory_opens_no_card_any_more(found):
    team = found("member", "other")
    old = team.active("member")
    end_membership(team.active("lead"), old.id)
    with pytest.raises(VaultError):
        card_of(team.id("other"), old.directory)
    assert team.opened("other")


def test_who_was_confirmed_by_somebody_who_left_stays(found):
    team = found("keeper")
    team.join("member", by="keeper")
    end_membership(team.active("lead"), team.id("keeper"))
    assert team.opened("member")


def test_anyone_leaves_by_themselves_and_nobody_ends_another_s_without_the_right(found):
    team = found("member", "other")
    with pytest.raises(NotPermittedError):
        end_membership(team.active("other"), team.id("member"))
    end_membership(team.active("member"), team.id("member"))
    with pytest.raises(WrongLogInError):
        team.opened("member")
    assert team.opened("other")


def test_the_last_keyholder_does_not_leave(found):
    team = found("member")
    with pytest.raises(LastKeyholderError):
        end_membership(team.active("lead"), team.id("lead"))
    assert team.opened("lead")


def test_one_keyholder_destroys_nothing_and_two_destroy_everything(found, site):
    team = found("keeper", "member")
    (site / "epoch").mkdir(exist_ok=True)
    (site / "epoch" / "1.key").write_bytes(bytes(32))
    assert not shred_site(team.active("lead"), team.gate)
    with pytest.raises(SecondPersonError):
        shred_site(team.active("lead"), team.gate)
    assert team.opened("member")
    cookie = log_in(team.people["member"].attempt(), team.gate)
    assert shred_site(team.active("keeper"), team.gate)
    for name in team.people:
        with pytest.raises(Exception, match="missing from the key store"):
            team.opened(name)
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)
    assert list((site / "epoch").iterdir()) == []
    with connections["keystore"].cursor() as cursor:
        for table in connections["keystore"].introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            assert table == "django_migrations" or cursor.fetchone() == (0,), table


def test_only_keyholders_destroy_a_site(found):
    team = found("member")
    for act in (
        lambda: shred_site(team.active("member"), team.gate),
        lambda: take_back_shredding(team.active("member")),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert not ShredIntent.objects.exists()


def test_an_intent_is_taken_back_or_too_old_and_then_counts_no_more(found):
    team = found("keeper")
    shred_site(team.active("lead"), team.gate)
    assert take_back_shredding(team.active("keeper")) == 1
    assert not shred_site(team.active("keeper"), team.gate)
    team.clock.forward(days=15)
    assert not shred_site(team.active("lead"), team.gate)
    assert team.opened("lead")


def test_an_intent_that_somebody_else_wrote_into_the_store_destroys_nothing(found):
    team = found("keeper")
    shred_site(team.active("lead"), team.gate)
    ShredIntent.objects.update(member=team.id("keeper"))
    with pytest.raises(BadSignatureError):
        shred_site(team.active("lead"), team.gate)
    assert team.opened("lead")


def test_an_intent_of_who_is_no_keyholder_any_more_counts_nothing(found):
    team = found("keeper", "keeper two")
    shred_site(team.active("keeper"), team.gate)
    end_membership(team.active("lead"), team.id("keeper"))
    assert not shred_site(team.active("lead"), team.gate)
    assert team.opened("keeper two")
