from __future__ import annotations

import msgspec
import pytest

from holdfast.apps.accounts.errors import (
    ForgedCardError,
    LastKeyholderError,
    LostLockError,
    NoSuchMemberError,
    NotPermittedError,
)
from holdfast.apps.accounts.models import DirectoryPast, Profile
from holdfast.apps.accounts.queries import card_of, card_subject
from holdfast.apps.accounts.rules import MemberId, Role, UnlockedMember
from holdfast.apps.accounts.services import directory
from holdfast.apps.accounts.services.changing import changing
from holdfast.apps.accounts.services.directory import set_roles, signed, write_card
from holdfast.apps.accounts.services.leaving import end_membership
from holdfast.apps.ledger.models import Leaf
from holdfast.apps.ledger.queries import check, newest_revision
from holdfast.vault.keys import member_keys, random_root


def test_roles_are_set_by_who_may(found):
    team = found("member")
    set_roles(team.active("lead"), team.id("member"), [Role.PUBLISHER, Role.ANALYST])
    assert team.active("member").roles == {Role.PUBLISHER, Role.ANALYST}
    with pytest.raises(NotPermittedError):
        set_roles(team.active("member"), team.id("member"), [Role.KEYHOLDER])
    assert team.active("member").roles == {Role.PUBLISHER, Role.ANALYST}


def test_the_last_keyholder_stays_one(found):
    team = found("keeper")
    set_roles(team.active("lead"), team.id("keeper"), [Role.ANALYST])
    with pytest.raises(LastKeyholderError):
        set_roles(team.active("lead"), team.id("lead"), [Role.OPERATOR])
    assert Role.KEYHOLDER in team.active("lead").roles


def test_roles_of_nobody_are_refused(found):
    team = found()
    with pytest.raises(NoSuchMemberError):
        set_roles(team.active("lead"), MemberId("nobody"), [Role.ANALYST])


def test_a_card_that_its_signer_did_not_sign_is_refused(found, monkeypatch):
    team = found("member")
    lead, card = team.active("lead"), team.card_of_id(team.id("member"))
    forged = msgspec.structs.replace(signed(card, lead.unlocked), roles=(Role.KEYHOLDER,))
    monkeypatch.setattr(directory, "signed", lambda *_: forged)
    with changing() as change:
        write_card(change, forged, by=lead.unlocked, directory=lead.directory)
    with pytest.raises(ForgedCardError):
        team.opened("member")


def test_a_card_signed_with_a_key_that_the_directory_does_not_know_is_refused(found, monkeypatch):
    team = found("member")
    lead, card = team.active("lead"), team.card_of_id(team.id("member"))
    forged = signed(card, UnlockedMember(lead.id, member_keys(random_root())))
    monkeypatch.setattr(directory, "signed", lambda *_: forged)
    with changing() as change:
        write_card(change, forged, by=lead.unlocked, directory=lead.directory)
    with pytest.raises(ForgedCardError):
        card_of(MemberId(card.member), lead.directory)


def test_every_revision_of_a_card_stands_in_the_ledger(found):
    team = found("member")
    subject = card_subject(team.id("member"))
    for revision in (1, 2):
        assert newest_revision(subject) == revision
        set_roles(team.active("lead"), team.id("member"), [Role.ANALYST])
    assert check() > 0, "every row of the ledger leads to its head"


def test_the_new_key_of_the_directory_opens_cards_that_were_sealed_before(found):
    team = found("member", "leaving", "leaving too")
    before = Profile.objects.get(pk=team.id("member"))
    for name in ("leaving", "leaving too"):
        end_membership(team.active("lead"), team.id(name))
    lead = team.active("lead")
    assert lead.directory.epoch == before.epoch + 2
    Profile.objects.filter(pk=before.pk).update(epoch=before.epoch, card=before.card, revision=1)
    Leaf.objects.filter(subject=card_subject(MemberId(before.pk)), revision__gt=1).delete()
    assert card_of(MemberId(before.pk), lead.directory).called == "member"
    DirectoryPast.objects.filter(epoch=1).delete()
    with pytest.raises(LostLockError):
        card_of(MemberId(before.pk), lead.directory)
