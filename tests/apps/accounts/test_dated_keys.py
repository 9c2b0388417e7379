import stat

from holdfast.apps.accounts.dated_keys import (
    destroy_key,
    keep_key,
    read_key,
    sweep_keys,
)
from holdfast.vault.envelope import SymmetricKey

KEY = SymmetricKey(bytes(range(32)))


def test_a_key_is_kept_for_this_user_only_and_destroyed(site):
    keep_key("parcel", KEY)
    path = site / "travel" / "parcel.key"
    assert read_key("parcel") == KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    destroy_key("parcel")
    assert read_key("parcel") is None
    assert list(path.parent.iterdir()) == []


def test_a_key_that_is_not_whole_is_none(site):
    keep_key("parcel", KEY)
    (site / "travel" / "parcel.key").write_bytes(KEY[:31])
    assert read_key("parcel") is None


def test_destroying_what_is_not_there_is_no_error(site):
    keep_key("parcel", KEY)
    destroy_key("nothing")
    assert read_key("parcel") == KEY


def test_keys_of_parcels_that_are_gone_are_swept(site):
    for parcel in ("one", "two"):
        keep_key(parcel, KEY)
    assert sweep_keys({"two"}) == 1
    assert (read_key("one"), read_key("two")) == (None, KEY)
