from __future__ import annotations

import pytest
from tests.apps.accounts.cast import HandClock, gate
from tests.apps.keyring.cast import Note, open_case

from holdfast.apps.accounts.errors import LastKeyholderError, WrongLogInError
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.rules import Role
from holdfast.apps.accounts.services import invitations
from holdfast.apps.accounts.services.invitations import accept, invite
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.keyring.errors import LastHolderError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.rules import CASE_PARTS
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.membership import become_new, found, let_in, part_with
from holdfast.apps.keyring.services.opening import come_in, open_scope
from holdfast.apps.keyring.services.writing import writing


class Site:
    """A founded site with its lead, to whom others come."""

    def __init__(self):
        self.gate = gate(HandClock())
        first = found(self.gate, called="Nadia")
        self.attempts = {"lead": Attempt(first.active.alias, first.passphrase)}

    def opened(self, name):
        return open_member(self.attempts[name], self.gate)

    def actor(self, name):
        return come_in(self.opened(name).active.unlocked)

    def join(self, name, role):
        lead = self.opened("lead").active
        invitation = invite(lead, called=name, roles=[role], gate=self.gate)
        accepted = accept(invitation.code, self.gate)
        let_in(lead, invitation.alias, accepted.fingerprint, self.gate)
        self.attempts[name] = Attempt(accepted.alias, accepted.passphrase)
        return accepted.unlocked.id


@pytest.fixture
def founded(site):
    return Site()


def give_case(actor, case, member):
    with writing(actor) as write:
        for part in CASE_PARTS:
            grant(write, case.scope, part, member)


def test_who_is_let_in_is_known_to_the_team_and_reads_what_is_granted(founded):
    member = founded.join("mira", Role.CASE_WORKER)
    lead = founded.actor("lead")
    case = open_case(lead, said="The road is watched.")
    with pytest.raises(NotGrantedError):
        read(founded.actor("mira"), case.said, Note)
    give_case(lead, case, member)
    assert read(founded.actor("mira"), case.said, Note).value.text == "The road is watched."


def test_a_confirmation_that_was_cut_off_is_done_again(founded, monkeypatch):
    lead = founded.opened("lead").active
    invitation = invite(lead, called="Mira", roles=[Role.ANALYST], gate=founded.gate)
    accepted = accept(invitation.code, founded.gate)

    def cut(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(invitations, "write_card", cut)
    with pytest.raises(KeyboardInterrupt):
        let_in(lead, invitation.alias, accepted.fingerprint, founded.gate)
    monkeypatch.undo()
    assert let_in(lead, invitation.alias, accepted.fingerprint, founded.gate)


def test_who_leaves_loses_their_keys_and_the_cases_get_new_ones(founded):
    member = founded.join("mira", Role.CASE_WORKER)
    lead = founded.actor("lead")
    case = open_case(lead)
    give_case(lead, case, member)
    epochs = {key.part: key.epoch for key in open_keys(lead, scope=case.scope)}
    part_with(founded.opened("lead").active, member, founded.gate)
    with pytest.raises(WrongLogInError):
        founded.opened("mira")
    lead = founded.actor("lead")
    open_scope(lead, case.scope)
    after = {key.part: key.epoch for key in open_keys(founded.actor("lead"), scope=case.scope)}
    assert after == {part: epoch + 1 for part, epoch in epochs.items()}


def test_who_alone_holds_a_case_does_not_leave_before_it_is_granted_to_another(founded):
    member = founded.join("mira", Role.CASE_WORKER)
    open_case(founded.actor("mira"))
    with pytest.raises(LastHolderError):
        part_with(founded.opened("mira").active, member, founded.gate)
    assert founded.opened("mira")


def test_the_last_keyholder_is_refused_before_any_key_is_taken(founded):
    founded.join("mira", Role.CASE_WORKER)
    lead = founded.opened("lead").active
    case = open_case(founded.actor("lead"), said="Still here.")
    with pytest.raises(LastKeyholderError):
        part_with(lead, lead.id, founded.gate)
    assert read(founded.actor("lead"), case.said, Note).value.text == "Still here."


@pytest.mark.parametrize("name", ["lead", "mira"])
def test_who_becomes_a_new_member_reads_all_that_the_old_one_did_and_the_old_one_nothing(
    founded, name
):
    founded.join("mira", Role.CASE_WORKER)
    opened = founded.opened(name)
    case = open_case(founded.actor(name), said="Kept.", named="Irma")
    successor = become_new(opened, founded.gate)
    founded.attempts["new"] = Attempt(successor.active.alias, successor.passphrase)
    new = founded.actor("new")
    assert read(new, case.said, Note).value.text == "Kept."
    assert read(new, case.named, Note).value.text == "Irma"
    with pytest.raises(WrongLogInError):
        founded.opened(name)
    old = opened.active.unlocked
    with pytest.raises(NotGrantedError):
        read(come_in(old), case.said, Note)
    epochs = {key.epoch for key in open_keys(new, scope=case.scope)}
    open_scope(new, case.scope)
    assert {k.epoch for k in open_keys(founded.actor("new"), scope=case.scope)} == {
        e + 1 for e in epochs
    }
