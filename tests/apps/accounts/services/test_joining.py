from __future__ import annotations

import pytest

from holdfast.apps.accounts.errors import NotConfirmedError
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.models import MemberRow, RootWrap
from holdfast.apps.accounts.rules import Alias
from holdfast.apps.accounts.services.changing import changing
from holdfast.apps.accounts.services.joining import prepare_member, store
from holdfast.apps.accounts.services.login import open_member, open_root


def test_nothing_of_somebody_who_is_only_prepared_is_stored(found):
    team = found()
    joining = prepare_member(team.gate, key_file=None)
    assert (MemberRow.objects.count(), RootWrap.objects.count()) == (1, 1)
    assert joining.passphrase not in repr(joining)


def test_who_is_stored_and_not_confirmed_has_a_root_and_can_open_nothing(found):
    team = found()
    joining = prepare_member(team.gate, key_file=None)
    with changing() as change:
        store(change, joining, Alias("abc-def"))
    attempt = Attempt("abc-def", joining.passphrase)
    assert open_root(attempt, team.gate)[0] == joining.unlocked
    with pytest.raises(NotConfirmedError):
        open_member(attempt, team.gate)
