from __future__ import annotations

import msgspec
import pytest

from holdfast.apps.accounts.errors import (
    AnotherFingerprintError,
    BadInvitationError,
    ExchangedAnswerError,
    NoSuchMemberError,
    NotAnsweredError,
    NotPermittedError,
    ParkedError,
    WrongLogInError,
)
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.models import InvitationRow, MemberRow, RootWrap
from holdfast.apps.accounts.queries import members
from holdfast.apps.accounts.rules import MemberState, Role
from holdfast.apps.accounts.services import invitations
from holdfast.apps.accounts.services.invitations import accept, confirm, invite, withdraw
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.accounts.services.parking import lock_site
from holdfast.vault.errors import BadSignatureError, UnreadableCodeError, WrongKeyError
from holdfast.vault.keys import fingerprint
from holdfast.vault.recovery import as_printed, new_printed_key


def invited(team, by="lead"):
    return invite(team.active(by), called="Irma Sand", roles=[Role.ANALYST], gate=team.gate)


def let_in(team, alias, heard, by="lead", introduce=lambda _: None):
    return confirm(team.active(by), alias, heard, introduce=introduce, gate=team.gate)


def test_somebody_is_invited_accepts_and_is_let_in_by_voice(found):
    team, introduced = found(), []
    invitation = invited(team)
    accepted = accept(invitation.code.lower(), team.gate)
    assert accepted.alias == invitation.alias
    assert accepted.inviter_fingerprint == fingerprint(team.public("lead").public)
    member = let_in(team, invitation.alias, accepted.fingerprint, introduce=introduced.append)
    assert introduced == [member] == [accepted.unlocked.id]
    active = open_member(Attempt(accepted.alias, accepted.passphrase), team.gate).active
    assert active.roles == {Role.ANALYST}
    assert not InvitationRow.objects.exists()


def test_another_fingerprint_lets_nobody_in(found):
    team, introduced = found(), []
    invitation = invited(team)
    accepted = accept(invitation.code, team.gate)
    last = str((int(accepted.fingerprint[-1]) + 1) % 10)
    for heard in (accepted.fingerprint[:-1] + last, "", "no digits", accepted.inviter_fingerprint):
        with pytest.raises(AnotherFingerprintError):
            let_in(team, invitation.alias, heard, introduce=introduced.append)
    assert introduced == []
    assert [m.state for m in members(team.active("lead"))] == [
        MemberState.ACTIVE,
        MemberState.INVITED,
    ]


def test_a_fingerprint_may_be_typed_without_its_spaces(found):
    team = found()
    invitation = invited(team)
    accepted = accept(invitation.code, team.gate)
    assert let_in(team, invitation.alias, accepted.fingerprint.replace(" ", ""))


def test_only_who_may_invite_does(found):
    team = found("member")
    with pytest.raises(NotPermittedError):
        invited(team, by="member")
    invitation = invited(team)
    accepted = accept(invitation.code, team.gate)
    with pytest.raises(NotPermittedError):
        let_in(team, invitation.alias, accepted.fingerprint, by="member")


def test_only_the_inviter_confirms(found):
    team = found("keeper")
    invitation = invited(team)
    accepted = accept(invitation.code, team.gate)
    with pytest.raises(NotAnsweredError):
        let_in(team, invitation.alias, accepted.fingerprint, by="keeper")


def test_an_invitation_works_once(found):
    team = found()
    invitation = invited(team)
    accept(invitation.code, team.gate)
    with pytest.raises(BadInvitationError):
        accept(invitation.code, team.gate)


def test_an_invitation_is_too_old_after_two_weeks_for_either_side(found):
    team = found()
    late, answered = invited(team), invited(team)
    accepted = accept(answered.code, team.gate)
    team.clock.forward(days=14, seconds=1)
    with pytest.raises(BadInvitationError):
        accept(late.code, team.gate)
    with pytest.raises(BadInvitationError):
        let_in(team, answered.alias, accepted.fingerprint)


def test_an_unknown_code_and_one_with_a_slip_are_refused_in_different_words(found):
    team = found()
    invitation = invited(team)
    with pytest.raises(BadInvitationError):
        accept(as_printed(new_printed_key()), team.gate)
    with pytest.raises(UnreadableCodeError):
        accept(invitation.code[:-1] + ("1" if invitation.code[-1] != "1" else "2"), team.gate)
    assert MemberRow.objects.count() == 1


def test_keys_exchanged_in_the_store_are_noticed_before_anybody_is_let_in(found):
    team, introduced = found("member"), []
    invitation = invited(team)
    accepted = accept(invitation.code, team.gate)
    other = team.public("member").public
    rows = MemberRow.objects.filter(pk=accepted.unlocked.id)
    rows.update(box_public=other.box, signing_public=other.signing)
    with pytest.raises(ExchangedAnswerError):
        let_in(team, invitation.alias, accepted.fingerprint, introduce=introduced.append)
    assert introduced == []


def test_an_answer_made_without_the_code_is_refused(found):
    team = found()
    one, two = invited(team), invited(team)
    first = accept(one.code, team.gate)
    accept(two.code, team.gate)
    rows = {r.member: r for r in InvitationRow.objects.all()}
    mine = rows.pop(first.unlocked.id)
    (theirs,) = rows.values()
    InvitationRow.objects.filter(pk=mine.pk).update(answer=theirs.answer)
    with pytest.raises(WrongKeyError):
        let_in(team, one.alias, first.fingerprint)


def test_an_offer_that_the_inviter_did_not_sign_is_refused(found, monkeypatch):
    team = found()
    real = invitations._signed
    forged = lambda offer, active: msgspec.structs.replace(real(offer, active), alias="abc-def")  # noqa: E731
    monkeypatch.setattr(invitations, "_signed", forged)
    invitation = invited(team)
    with pytest.raises(BadSignatureError):
        accept(invitation.code, team.gate)


def test_an_invitation_is_taken_back_with_what_came_of_it(found):
    team = found()
    open_one, answered = invited(team), invited(team)
    accepted = accept(answered.code, team.gate)
    withdraw(team.active("lead"), open_one.alias)
    withdraw(team.active("lead"), answered.alias)
    with pytest.raises(BadInvitationError):
        accept(open_one.code, team.gate)
    with pytest.raises(WrongLogInError):
        open_member(Attempt(accepted.alias, accepted.passphrase), team.gate)
    with pytest.raises(NotAnsweredError):
        withdraw(team.active("lead"), answered.alias)
    assert (InvitationRow.objects.count(), MemberRow.objects.count(), RootWrap.objects.count()) == (
        0,
        1,
        1,
    )


def test_nobody_accepts_while_the_site_is_locked(found):
    team = found("keeper", "member")
    invitation = invited(team)
    lock_site(team.active("lead"))
    with pytest.raises(ParkedError):
        accept(invitation.code, team.gate)


def test_a_confirmation_cut_off_after_the_introduction_can_be_done_again(found):
    team, introduced = found(), []
    invitation = invited(team)
    accepted = accept(invitation.code, team.gate)

    def cut_off(member):
        introduced.append(member)
        if len(introduced) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        let_in(team, invitation.alias, accepted.fingerprint, introduce=cut_off)
    with pytest.raises(NoSuchMemberError):
        team.card_of_id(accepted.unlocked.id)
    assert let_in(team, invitation.alias, accepted.fingerprint, introduce=cut_off)
    assert introduced == [accepted.unlocked.id] * 2
