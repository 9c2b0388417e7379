from __future__ import annotations

import pytest

from holdfast.apps.accounts.errors import ChangedMeanwhileError, NoSessionError, WrongLogInError
from holdfast.apps.accounts.models import RootWrap
from holdfast.apps.accounts.rules import Way
from holdfast.apps.accounts.services.changing import changing
from holdfast.apps.accounts.services.login import log_in
from holdfast.apps.accounts.services.passphrase import change_passphrase
from holdfast.apps.accounts.services.sessions import resume_session
from holdfast.apps.accounts.services.ways import by_passphrase, prepare, put


def test_the_new_passphrase_opens_and_the_old_one_no_more(found):
    team = found()
    before = team.opened("lead")
    old, new = team.people["lead"].passphrase, change_passphrase(before, team.gate)
    with pytest.raises(WrongLogInError):
        team.opened("lead")
    team.people["lead"].passphrase = new
    assert team.opened("lead").root == before.root
    assert len(new.split()) == 6
    assert new != old


def test_all_sessions_end_with_the_old_passphrase(found):
    team = found()
    cookie = log_in(team.people["lead"].attempt(), team.gate)
    change_passphrase(team.opened("lead"), team.gate)
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)


def test_the_old_lock_is_gone_from_the_key_store(found):
    team = found()
    old = RootWrap.objects.get().pk
    change_passphrase(team.opened("lead"), team.gate)
    assert RootWrap.objects.get().pk != old


def test_of_two_changes_at_once_one_is_refused_and_the_other_holds(found):
    team = found()
    opened = team.opened("lead")
    seal_root = by_passphrase(opened.root, "late words", gate=team.gate, key_file=None)
    late = prepare(opened.active.id, Way.PASSPHRASE, seal_root)
    team.people["lead"].passphrase = change_passphrase(opened, team.gate)
    with pytest.raises(ChangedMeanwhileError), changing() as change:
        put(change, late)
    assert team.opened("lead")
    assert RootWrap.objects.count() == 1
