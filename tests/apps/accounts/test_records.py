import datetime as dt

import msgspec
import pytest

from holdfast.apps.accounts.errors import NewerStoreError
from holdfast.apps.accounts.records import (
    Answer,
    Card,
    Memo,
    Offer,
    SecondFactor,
    Session,
    UnreadableValueError,
    decode,
    encode,
    session_of,
)
from holdfast.apps.accounts.rules import MemberId, Role, UnlockedMember
from holdfast.vault.keys import member_keys, random_root

NOW = dt.datetime(2031, 4, 2, 9, 0, tzinfo=dt.UTC)
CARD = Card(
    member="m", alias="k7m-2xq", called="Ирма", roles=(Role.ANALYST,), has_left=False,
    box=b"b" * 32, signing=b"s" * 32, by="l", by_signing=b"l" * 32,
)  # fmt: skip
VALUES = [
    CARD,
    SecondFactor(secret=b"x" * 20, used_step=7),
    Offer(invitation="i", alias="a", inviter="l", box=b"b", signing=b"s", expires_at=NOW),
    Memo(code=b"c", alias="a", called="x", roles=(Role.ANALYST,), expires_at=NOW),
    Answer(member="m", box=b"b", signing=b"s"),
    session_of(UnlockedMember(MemberId("m"), member_keys(random_root())), generation=3, now=NOW),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.KIND)
def test_what_is_written_is_read(value):
    assert decode(encode(value), type(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.KIND)
def test_what_shows_a_value_shows_its_kind_and_nothing_of_it(value):
    assert repr(value) == f"<{value.KIND}>"


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.KIND)
def test_another_kind_a_cut_and_a_later_version_are_refused(value):
    plain = encode(value)
    other = next(v for v in VALUES if v.KIND != value.KIND)
    for wrong, kind in ((plain, type(other)), (plain[:-1], type(value)), (b"", type(value))):
        with pytest.raises(UnreadableValueError):
            decode(wrong, kind)
    later = msgspec.msgpack.encode((value.KIND, value.SCHEMA + 1, {"unknown": 1}))
    with pytest.raises(NewerStoreError):
        decode(later, type(value))


def test_a_field_that_is_not_known_is_refused():
    plain = msgspec.msgpack.encode((SecondFactor.KIND, 1, {"unknown": 1}))
    with pytest.raises(UnreadableValueError):
        decode(plain, SecondFactor)


@pytest.mark.parametrize(
    "change",
    [
        {"member": "n"}, {"alias": "x"}, {"called": "x"}, {"roles": ()}, {"has_left": True},
        {"box": b"x"}, {"signing": b"x"}, {"by": "x"}, {"by_signing": b"x"}, {"former": (b"x",)},
        {"roles": (Role.KEYHOLDER,)},
    ],
    ids=str,
)  # fmt: skip
def test_every_field_of_a_card_is_signed(change):
    assert msgspec.structs.replace(CARD, **change).signed_bytes("i") != CARD.signed_bytes("i")
    assert CARD.signed_bytes("j") != CARD.signed_bytes("i")


def test_an_offer_is_signed_with_every_field():
    offer = VALUES[2]
    changes = ({"alias": "b"}, {"inviter": "m"}, {"box": b"x"}, {"signing": b"x"}, {"invitation": "j"},
               {"expires_at": NOW + dt.timedelta(days=1)})  # fmt: skip
    for change in changes:
        assert msgspec.structs.replace(offer, **change).signed_bytes("i") != offer.signed_bytes("i")


def test_a_session_gives_back_the_keys_and_has_no_root():
    root = random_root()
    member = UnlockedMember(MemberId("m"), member_keys(root))
    session = session_of(member, generation=0, now=NOW)
    assert decode(encode(session), Session).unlocked() == member
    assert root not in encode(session)
