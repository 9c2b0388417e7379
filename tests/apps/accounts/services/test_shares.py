from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.apps.accounts.errors import NotAKeeperError
from holdfast.apps.accounts.models import ShareWrap
from holdfast.apps.accounts.services.changing import changing
from holdfast.apps.accounts.services.shares import open_shares, secret_of, share_out
from holdfast.vault.envelope import SymmetricKey
from holdfast.vault.errors import VaultError
from holdfast.vault.recovery import MOST_TRUSTEES, TrusteeSecret, split

SECRET = SymmetricKey(bytes(range(32)))


def shared(team, names, needed):
    lead = team.active("lead")
    with changing() as change:
        keepers = [team.public(name) for name in names]
        share_out(change, SECRET, set_id="set", needed=needed, keepers=keepers, by=lead.unlocked)


def test_one_keeper_who_is_enough_holds_the_secret_and_others_hold_nothing(found):
    team = found("one", "outsider")
    shared(team, ["one"], 1)
    assert secret_of(open_shares(team.active("one").unlocked, "set"), needed=1) == SECRET
    with pytest.raises(NotAKeeperError):
        open_shares(team.active("outsider").unlocked, "set")


def test_one_of_two_keepers_holds_nothing_of_the_secret(found):
    team = found("one", "two")
    shared(team, ["one", "two"], 2)
    mine = open_shares(team.active("one").unlocked, "set")
    theirs = open_shares(team.active("two").unlocked, "set")
    assert secret_of(mine, needed=2) is None
    assert SECRET not in mine[0]
    assert secret_of(mine + theirs, needed=2) == SECRET


@pytest.mark.parametrize("column", ["keeper", "set"])
def test_a_share_opens_for_its_keeper_and_its_set_alone(found, column):
    team = found("one", "two")
    shared(team, ["one"], 1)
    moved = {"keeper": team.id("two"), "set": "another"}[column]
    ShareWrap.objects.update(**{column: moved})
    row = ShareWrap.objects.get()
    who = "two" if column == "keeper" else "one"
    with pytest.raises(VaultError):
        open_shares(team.active(who).unlocked, row.set)


def test_more_keepers_than_eight_are_not_shared_to(found):
    team = found("one")
    shared(team, ["one"] * (MOST_TRUSTEES + 3), 2)
    assert ShareWrap.objects.count() == MOST_TRUSTEES


@given(st.data(), st.integers(2, 5))
def test_any_needed_of_a_set_bring_the_secret_back_and_fewer_do_not(data, total):
    needed = data.draw(st.integers(2, total))
    payloads = [s.to_bytes() for s in split(TrusteeSecret(SECRET), needed=needed, total=total)]
    chosen = data.draw(st.lists(st.sampled_from(payloads), min_size=1, unique=True))
    expected = SECRET if len(chosen) >= needed else None
    assert secret_of(chosen, needed=needed) == expected
