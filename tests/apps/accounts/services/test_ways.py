from __future__ import annotations

import pytest

from holdfast.apps.accounts.contexts import way_context
from holdfast.apps.accounts.errors import LostLockError
from holdfast.apps.accounts.models import RootWrap, WayRow
from holdfast.apps.accounts.rules import Way
from holdfast.apps.accounts.services.changing import changing, sweep
from holdfast.apps.accounts.services.passphrase import change_passphrase
from holdfast.apps.accounts.services.ways import (
    by_key,
    by_passphrase,
    drop,
    open_way,
    prepare,
    put,
)
from holdfast.vault.envelope import Sealed, SymmetricKey, open_sealed
from holdfast.vault.keys import random_root
from holdfast.vault.passphrase import Lock, Passphrase, unlock_root

KEY = SymmetricKey(bytes(range(32)))


def test_a_way_takes_the_place_of_the_one_before(found):
    team, root = found(), random_root()
    member = team.id("lead")
    for revision in (1, 2):
        prepared = prepare(member, Way.TRUSTEES, by_key(root, KEY))
        assert prepared.revision == revision
        with changing() as change:
            put(change, prepared)
    row = WayRow.objects.get(way=int(Way.TRUSTEES))
    wrap = open_way(row)
    assert wrap.revision == row.revision == 2
    context = way_context(member, Way.TRUSTEES, wrap.revision)
    assert open_sealed(Sealed(bytes(wrap.sealed)), key=KEY, context=context) == root
    assert RootWrap.objects.count() == 2, "the lock, and this one"


def test_a_lock_is_made_for_its_place(found):
    team, root = found(), random_root()
    member = team.id("lead")
    seal_root = by_passphrase(root, Passphrase("six words"), gate=team.gate, key_file=None)
    prepared = prepare(member, Way.PASSPHRASE, seal_root)
    context = way_context(member, Way.PASSPHRASE, prepared.revision)
    lock = Lock(prepared.sealed)
    assert unlock_root(lock, "Six Words", context=context, test_cost=team.gate.test_cost) == root


def test_what_is_dropped_counts_no_more_and_its_wrap_dies(found):
    team = found("member")
    with changing() as change:
        drop(change, list(WayRow.objects.filter(member=team.id("member"))))
    assert (WayRow.objects.count(), RootWrap.objects.count()) == (1, 1)


def test_bodies_that_were_set_back_find_the_newest_lock_and_sweeping_spares_it(found):
    team = found()
    before = WayRow.objects.get()
    team.people["lead"].passphrase = change_passphrase(team.opened("lead"), team.gate)
    WayRow.objects.update(wrap=before.wrap, revision=before.revision)
    assert sweep() == 0
    assert team.opened("lead"), "the newest passphrase opens, as the key store is the newest"


def test_an_older_lock_is_never_taken_for_a_newer_one(found):
    team = found()
    RootWrap.objects.update(revision=0)
    WayRow.objects.update(wrap="")
    with pytest.raises(LostLockError):
        team.opened("lead")
