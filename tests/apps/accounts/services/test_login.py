from __future__ import annotations

import pytest
from tests.apps.accounts.cast import Person

from holdfast.apps.accounts.errors import (
    ForeignRootError,
    ForgedCardError,
    LostLockError,
    NotConfirmedError,
    RolledBackSiteError,
    WrongLogInError,
)
from holdfast.apps.accounts.gate import Attempt, Gate
from holdfast.apps.accounts.models import DirectoryWrap, MemberRow, Profile, RootWrap, WayRow
from holdfast.apps.accounts.rules import Role, Way
from holdfast.apps.accounts.services import login
from holdfast.apps.accounts.services.directory import set_roles
from holdfast.apps.accounts.services.invitations import accept, invite
from holdfast.apps.accounts.services.login import log_in, open_member
from holdfast.apps.accounts.services.passphrase import change_passphrase
from holdfast.apps.accounts.services.sessions import resume_session
from holdfast.vault.errors import (
    MissingKeyFileError,
    TamperedError,
    TruncatedError,
    UnknownVersionError,
    VaultError,
    WeakCostError,
)
from holdfast.vault.passphrase import PRODUCTION, Cost, KeyFile

WRONG = "six words that nobody ever drew"


def own_wrap(team, name):
    way = WayRow.objects.get(member=team.id(name), way=int(Way.PASSPHRASE))
    return RootWrap.objects.get(pk=way.wrap)


def test_a_member_comes_in_with_the_passphrase_however_it_is_typed(found):
    team = found("member")
    person = team.people["member"]
    typed = f" {person.passphrase.upper().replace(' ', ' - ')} "
    active = open_member(Attempt(person.alias.upper(), typed), team.gate).active
    assert active.roles == {Role.CASE_WORKER}
    assert resume_session(log_in(person.attempt(), team.gate), team.gate).id == active.id


def test_an_alias_that_does_not_exist_is_refused_in_the_words_and_after_the_work_of_a_wrong_passphrase(
    found, monkeypatch
):
    team, worked = found(), []
    monkeypatch.setattr(login, "unlock_root", spy(login.unlock_root, worked))
    monkeypatch.setattr(login, "stretch", spy(login.stretch, worked))
    said = []
    for alias in (team.people["lead"].alias, "zzz-zzz"):
        with pytest.raises(WrongLogInError) as refused:
            open_member(Attempt(alias, WRONG), team.gate)
        said.append(str(refused.value))
    assert worked == ["unlock_root", "stretch"]
    assert said[0] == said[1]


def spy(real, calls):
    def called(*args, **kwargs):
        calls.append(real.__name__)
        return real(*args, **kwargs)

    return called


def test_the_work_for_nobody_costs_what_a_member_costs(found, monkeypatch):
    team, costs = found(), []
    real = login.stretch
    monkeypatch.setattr(
        login, "stretch", lambda *a, cost, **k: costs.append(cost) or real(*a, cost=cost, **k)
    )
    with pytest.raises(WrongLogInError):
        open_member(Attempt("zzz-zzz", WRONG), team.gate)
    assert costs == [team.gate.cost]


@pytest.mark.parametrize("name", ["lead", "nobody"])
def test_failures_make_answers_slower_and_lock_nobody_out(found, name):
    team = found()
    team.people["nobody"] = Person("zzz-zzz", WRONG)
    for _ in range(6):
        with pytest.raises(WrongLogInError):
            open_member(Attempt(team.people[name].alias, WRONG), team.gate)
    assert team.slept == [1.0, 2.0, 4.0]
    assert team.opened("lead")


def test_a_success_ends_the_delays(found):
    team = found()
    for _ in range(4):
        with pytest.raises(WrongLogInError):
            open_member(Attempt(team.people["lead"].alias, WRONG), team.gate)
    team.opened("lead")
    team.opened("lead")
    assert team.slept == [1.0, 2.0][: len(team.slept)]
    assert len(team.slept) == 2


def test_a_missing_key_file_is_said_and_a_wrong_one_is_not_told_from_a_wrong_passphrase(found):
    team = found()
    key_file = KeyFile(b"a file on a stick")
    passphrase = change_passphrase(team.opened("lead"), team.gate, key_file=key_file)
    lead = Person(team.people["lead"].alias, passphrase)
    with pytest.raises(MissingKeyFileError):
        open_member(lead.attempt(), team.gate)
    with pytest.raises(WrongLogInError):
        open_member(lead.attempt(key_file=KeyFile(b"another")), team.gate)
    assert open_member(lead.attempt(key_file=key_file), team.gate)


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), TamperedError),
        (lambda sealed: sealed[:-1], TruncatedError),
        (lambda sealed: b"HL2" + sealed[3:], UnknownVersionError),
        (lambda sealed: sealed[:4] + bytes([0, 0, 0, 9]) + sealed[8:], WeakCostError),
    ],
    ids=["flipped", "cut", "of a newer release", "made cheap"],
)
def test_a_damaged_lock_is_named_and_stays_as_it_was(found, damage, error):
    team = found()
    wrap = own_wrap(team, "lead")
    wrap.sealed = damage(bytes(wrap.sealed))
    wrap.save()
    with pytest.raises(error):
        team.opened("lead")
    assert bytes(RootWrap.objects.get(pk=wrap.pk).sealed) == wrap.sealed


def test_a_lock_that_is_not_there_is_named(found):
    team = found()
    own_wrap(team, "lead").delete()
    with pytest.raises(LostLockError):
        team.opened("lead")


def test_one_member_s_lock_in_the_place_of_another_s_opens_nothing(found):
    team = found("member")
    mine, theirs = own_wrap(team, "lead"), own_wrap(team, "member")
    mine.sealed, theirs.sealed = theirs.sealed, mine.sealed
    mine.save()
    swapped = Attempt(team.people["lead"].alias, team.people["member"].passphrase)
    with pytest.raises(VaultError, match="moved or swapped"):
        open_member(swapped, team.gate)


def test_exchanged_public_keys_are_noticed(found):
    team = found("member")
    theirs = MemberRow.objects.get(pk=team.id("member"))
    MemberRow.objects.filter(pk=team.id("lead")).update(box_public=theirs.box_public)
    with pytest.raises(ForeignRootError):
        team.opened("lead")


def test_who_is_not_confirmed_opens_nothing(found):
    team = found()
    invitation = invite(team.active("lead"), called="Irma", roles=[Role.ANALYST], gate=team.gate)
    accepted = accept(invitation.code, team.gate)
    with pytest.raises(NotConfirmedError):
        open_member(Attempt(accepted.alias, accepted.passphrase), team.gate)


def test_a_card_that_was_set_back_is_noticed(found):
    team = found("member")
    member = team.id("member")
    old = Profile.objects.get(pk=member)
    set_roles(team.active("lead"), member, [Role.ANALYST])
    Profile.objects.filter(pk=member).update(card=old.card, revision=old.revision)
    with pytest.raises(RolledBackSiteError):
        team.opened("member")


def test_a_card_of_somebody_else_is_refused(found):
    team = found("member")
    lead = Profile.objects.get(pk=team.id("lead"))
    Profile.objects.filter(pk=team.id("member")).update(card=lead.card)
    with pytest.raises((ForgedCardError, VaultError)):
        team.opened("member")


def test_a_directory_key_that_another_member_was_given_opens_nothing(found):
    team = found("member")
    lead, member = team.id("lead"), team.id("member")
    DirectoryWrap.objects.filter(member=member).delete()
    DirectoryWrap.objects.filter(member=lead).update(member=member)
    with pytest.raises(VaultError):
        team.opened("member")


def test_production_asks_for_the_floor():
    assert Gate().cost == PRODUCTION == Cost(memory_kib=256 * 1024, passes=3)
    assert Gate().test_cost is None
