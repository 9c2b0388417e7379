import pytest
from nacl import bindings as sodium
from tests.vault import second_opener
from tests.vault.cast import KEY, LEAD, MEMBER, OUTSIDER, gift, vectors

from holdfast.vault import errors
from holdfast.vault.envelope import SymmetricKey
from holdfast.vault.grants import GRANT_BYTES, Grant, accept, check_point, give
from holdfast.vault.keys import (
    BoxPublic,
    ContentKey,
    IdentityKey,
    PublicIdentity,
    Purpose,
    Root,
    member_keys,
    sign,
)

# The X25519 points whose shared secret is all zeros (RFC 7748, section 7; Bernstein's list).
SMALL_ORDER = [
    bytes(32),
    b"\x01" + bytes(31),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]


def taken(grant, recipient=MEMBER):
    return accept(Grant(grant), ContentKey, recipient=recipient, context=gift())


def test_the_recipient_opens_a_grant_and_nobody_else_does():
    grant = give(ContentKey(KEY), by=LEAD, context=gift())
    assert len(grant) == GRANT_BYTES
    assert taken(grant) == KEY
    with pytest.raises(errors.WrongKeyError):
        taken(grant, recipient=OUTSIDER)


def test_every_bit_of_a_grant_is_guarded():
    grant = give(ContentKey(KEY), by=LEAD, context=gift())
    for at in range(len(grant) * 8):
        bad = bytearray(grant)
        bad[at // 8] ^= 1 << at % 8
        with pytest.raises(errors.VaultError):
            taken(bytes(bad))


def test_every_truncation_of_a_grant_is_refused():
    grant = give(ContentKey(KEY), by=LEAD, context=gift())
    for length in range(len(grant)):
        with pytest.raises(errors.VaultError):
            taken(grant[:length])
    with pytest.raises(errors.TruncatedError):
        taken(grant + b"\x00")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("installation", "inst-other"),
        ("scope", "case-4"),
        ("part", "identity"),
        ("grant", "grant-2"),
        ("granter", "someone"),
        ("recipient", "outsider"),
        ("epoch", 3),
    ],
)
def test_a_grant_replayed_elsewhere_is_refused(field, value):
    grant = give(ContentKey(KEY), by=LEAD, context=gift())
    with pytest.raises(errors.WrongContextError):
        accept(grant, ContentKey, recipient=MEMBER, context=gift(**{field: value}))


def test_a_grant_to_one_member_is_worth_nothing_to_another():
    grant = give(ContentKey(KEY), by=LEAD, context=gift())
    theirs = gift(recipient="outsider", recipient_public=OUTSIDER.public)
    with pytest.raises(errors.WrongContextError):
        accept(grant, ContentKey, recipient=OUTSIDER, context=theirs)


def test_a_content_grant_cannot_be_accepted_as_an_identity_grant():
    grant = give(ContentKey(KEY), by=LEAD, context=gift(part="content"))
    with pytest.raises(errors.WrongContextError):
        accept(grant, IdentityKey, recipient=MEMBER, context=gift(part="identity"))


def test_an_outsiders_signature_makes_no_grant():
    forged = give(ContentKey(KEY), by=OUTSIDER, context=gift(granter_public=OUTSIDER.public))
    with pytest.raises(errors.BadSignatureError):
        taken(forged)


def test_a_box_passed_on_under_another_signature_is_refused():
    """The outsider cuts the lead's signature off and signs box and matching digest anew."""
    grant = give(ContentKey(KEY), by=LEAD, context=gift())
    theirs = gift(granter="outsider", granter_public=OUTSIDER.public)
    own = give(ContentKey(bytes(32)), by=OUTSIDER, context=theirs)
    unsigned = own[:35] + grant[35:147]
    stolen = Grant(unsigned + sign(unsigned, OUTSIDER.signing, purpose=Purpose.GRANT))
    with pytest.raises(errors.WrongContextError):
        accept(stolen, ContentKey, recipient=MEMBER, context=theirs)


def test_only_the_granter_can_give():
    with pytest.raises(ValueError, match="granter"):
        give(ContentKey(KEY), by=OUTSIDER, context=gift())
    with pytest.raises(ValueError, match="32 bytes"):
        give(SymmetricKey(b"short"), by=LEAD, context=gift())


@pytest.mark.parametrize("point", SMALL_ORDER, ids=lambda point: point.hex()[:8])
def test_nothing_is_sealed_to_a_point_whose_secret_is_all_zeros(point):
    with pytest.raises(errors.BadPointError):
        check_point(BoxPublic(point))
    public = PublicIdentity(BoxPublic(point), MEMBER.public.signing)
    with pytest.raises(errors.BadPointError):
        give(ContentKey(KEY), by=LEAD, context=gift(recipient_public=public))


def test_a_point_of_a_wrong_length_is_refused():
    for length in (0, 31, 33):
        with pytest.raises(errors.BadPointError):
            check_point(BoxPublic(b"\x09" * length))


def test_honest_public_keys_are_accepted():
    for keys in (LEAD, MEMBER, OUTSIDER):
        check_point(keys.public.box)
        here = gift(recipient_public=keys.public)
        grant = give(ContentKey(KEY), by=LEAD, context=here)
        assert accept(grant, ContentKey, recipient=keys, context=here) == KEY


def test_a_box_with_an_ephemeral_key_of_small_order_does_not_open():
    """Whoever sends zeros as the ephemeral key would know the shared secret."""
    for point in SMALL_ORDER:
        grant = give(ContentKey(KEY), by=LEAD, context=gift())
        unsigned = grant[:35] + point + grant[67:147]
        forged = Grant(unsigned + sign(unsigned, LEAD.signing, purpose=Purpose.GRANT))
        with pytest.raises(errors.WrongKeyError):
            taken(forged)


def test_a_later_format_is_told_apart_from_no_grant():
    grant = give(ContentKey(KEY), by=LEAD, context=gift())
    with pytest.raises(errors.UnknownVersionError):
        taken(b"HG2" + grant[3:])
    with pytest.raises(errors.MalformedError):
        taken(b"PNG" + grant[3:])


def as_fields(context):
    return {
        **{n: getattr(context, n) for n in ("installation", "scope", "part", "grant", "granter")},
        "recipient": context.recipient,
        "epoch": context.epoch,
        "granter_signing": context.granter_public.signing,
        "recipient_box": context.recipient_public.box,
        "recipient_signing": context.recipient_public.signing,
    }


@pytest.mark.parametrize("vector", vectors("grant"))
def test_vectors_open_and_a_second_opener_agrees(vector):
    grant = bytes.fromhex(vector["grant"])
    assert taken(grant).hex() == vector["key"]
    root = b"member".ljust(32, b".")
    assert second_opener.open_grant(grant, root, as_fields(gift())).hex() == vector["key"]
    assert member_keys(Root(root)) == MEMBER


def test_two_grants_of_one_key_share_nothing_but_their_context():
    one, two = (give(ContentKey(KEY), by=LEAD, context=gift()) for _ in range(2))
    assert one[:35] == two[:35]
    assert one[35:67] != two[35:67]
    assert sodium.crypto_box_seal_open(one[35:147], MEMBER.public.box, MEMBER.box)[32:] == KEY
