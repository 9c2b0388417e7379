from __future__ import annotations

import pytest

from holdfast.apps.accounts.errors import WrongLogInError
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.rules import Role
from holdfast.apps.accounts.services.leaving import end_membership
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.accounts.services.succession import succeed


def test_the_same_person_is_a_new_member_with_other_keys_and_the_same_roles(found):
    team = found("member")
    old = team.opened("member")
    new = succeed(old, team.gate)
    assert new.active.id != old.active.id
    assert new.active.keys.public != old.active.keys.public
    end_membership(team.active("lead"), old.active.id)
    opened = open_member(Attempt(new.active.alias, new.passphrase), team.gate)
    assert opened.active.roles == {Role.CASE_WORKER}
    assert opened.root != old.root
    with pytest.raises(WrongLogInError):
        team.opened("member")


def test_the_only_keyholder_can_become_a_new_member(found):
    team = found()
    old = team.opened("lead")
    new = succeed(old, team.gate)
    end_membership(old.active, old.active.id)
    opened = open_member(Attempt(new.active.alias, new.passphrase), team.gate)
    assert Role.KEYHOLDER in opened.active.roles
