from itertools import combinations

import pytest
from nacl import bindings as sodium
from tests.vault import second_opener
from tests.vault.cast import KEY, LEAD, MEMBER, OTHER_KEY, place

from holdfast.methods.custody.verifier import EVENT_LABEL, verify_ed25519
from holdfast.vault import errors
from holdfast.vault.envelope import Kind, SymmetricKey
from holdfast.vault.keys import (
    BoxPrivate,
    ContentKey,
    IdentityKey,
    Purpose,
    Root,
    Signature,
    SigningPrivate,
    SigningPublic,
    box_public,
    derive_key,
    fingerprint,
    length_prefixed,
    member_keys,
    random_key,
    random_root,
    sign,
    sign_note,
    unwrap,
    verify,
    verify_note,
    wipe,
    wrap,
)

HERE = place(kind=Kind.KEY, record="unit-1/content")
LOW_ORDER = [bytes(32), b"\x01" + bytes(31), bytes([0xEC]) + b"\xff" * 30 + b"\x7f"]


def test_one_root_always_gives_the_same_keys_and_all_of_them_differ():
    keys, again = member_keys(Root(KEY)), member_keys(Root(KEY))
    assert keys == again
    all_of_them = [keys.box, keys.signing[:32], keys.keyring, keys.second_factor, KEY]
    assert all(one != other for one, other in combinations(all_of_them, 2))


def test_labels_and_parts_cannot_run_into_each_other():
    assert derive_key(KEY, "ab", "c") != derive_key(KEY, "a", "bc")
    assert derive_key(KEY, "a") != derive_key(KEY, "a", "")
    assert derive_key(KEY, "a", "b") == second_opener.derived(KEY, "a", "b")


def test_a_root_that_is_not_32_bytes_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        derive_key(b"short", "label")


def test_a_part_too_long_for_its_prefix_is_refused():
    with pytest.raises(ValueError, match="too long"):
        length_prefixed(bytes(65_536))


def test_fresh_keys_differ():
    assert (
        len({random_root() for _ in range(50)} | {random_key(ContentKey) for _ in range(50)}) == 100
    )


def test_a_wrapped_key_opens_in_its_place_only():
    wrapped = wrap(ContentKey(OTHER_KEY), under=KEY, context=HERE)
    assert unwrap(wrapped, ContentKey, under=KEY, context=HERE) == OTHER_KEY
    for changes in ({"record": "unit-1/identity"}, {"scope": "case-4"}, {"installation": "x"}):
        with pytest.raises(errors.WrongContextError):
            elsewhere = place(**{"kind": Kind.KEY, "record": "unit-1/content", **changes})
            unwrap(wrapped, IdentityKey, under=KEY, context=elsewhere)
    with pytest.raises(errors.WrongKeyError):
        unwrap(wrapped, ContentKey, under=OTHER_KEY, context=HERE)


def test_every_bit_of_a_wrapped_key_is_guarded():
    wrapped = wrap(ContentKey(OTHER_KEY), under=KEY, context=HERE)
    for at in range(len(wrapped) * 8):
        bad = bytearray(wrapped)
        bad[at // 8] ^= 1 << at % 8
        with pytest.raises(errors.VaultError):
            unwrap(bytes(bad), ContentKey, under=KEY, context=HERE)


def test_a_record_of_32_bytes_is_not_taken_for_a_key():
    with pytest.raises(errors.WrongKindError):
        wrapped = wrap(ContentKey(OTHER_KEY), under=KEY, context=place())
        unwrap(wrapped, ContentKey, under=KEY, context=place(kind=Kind.KEY))


def test_a_signature_holds_for_its_message_purpose_and_key_only():
    signature = sign(b"event", LEAD.signing, purpose=Purpose.EVENT)
    verify(signature, b"event", LEAD.public.signing, purpose=Purpose.EVENT)
    for message, public, purpose in (
        (b"Event", LEAD.public.signing, Purpose.EVENT),
        (b"event", MEMBER.public.signing, Purpose.EVENT),
        (b"event", LEAD.public.signing, Purpose.GRANT),
    ):
        with pytest.raises(errors.BadSignatureError):
            verify(signature, message, public, purpose=purpose)


def test_every_bit_of_a_signature_is_guarded():
    signature = sign(b"event", LEAD.signing, purpose=Purpose.EVENT)
    for at in range(512):
        bad = bytearray(signature)
        bad[at // 8] ^= 1 << at % 8
        with pytest.raises(errors.BadSignatureError):
            verify(Signature(bytes(bad)), b"event", LEAD.public.signing, purpose=Purpose.EVENT)


def test_a_signature_with_s_past_the_group_order_is_refused():
    order = 2**252 + 27742317777372353535851937790883648493
    signature = sign(b"event", LEAD.signing, purpose=Purpose.EVENT)
    scalar = int.from_bytes(signature[32:], "little") + order
    malleated = Signature(signature[:32] + scalar.to_bytes(32, "little"))
    with pytest.raises(errors.BadSignatureError):
        verify(malleated, b"event", LEAD.public.signing, purpose=Purpose.EVENT)


def test_a_public_key_of_small_order_signs_nothing():
    for point in LOW_ORDER[:2]:
        forged = Signature(point + bytes(32))
        with pytest.raises(errors.BadSignatureError):
            verify(forged, b"anything", SigningPublic(point), purpose=Purpose.EVENT)


def test_a_signature_or_key_of_a_wrong_length_is_refused():
    signature = sign(b"event", LEAD.signing, purpose=Purpose.EVENT)
    for bad_signature, public in ((signature[:-1], LEAD.public.signing), (signature, b"short")):
        with pytest.raises(errors.BadSignatureError):
            verify(Signature(bad_signature), b"event", SigningPublic(public), purpose=Purpose.EVENT)
    with pytest.raises(ValueError, match="64 bytes"):
        sign(b"event", SigningPrivate(b"short"), purpose=Purpose.EVENT)
    with pytest.raises(ValueError, match="32 bytes"):
        box_public(BoxPrivate(b"short"))


def test_a_note_is_signed_bare_and_never_stands_for_a_purpose():
    signature = sign_note(b"ledger\n1\nroot\n", LEAD.signing)
    verify_note(signature, b"ledger\n1\nroot\n", LEAD.public.signing)
    assert sodium.crypto_sign_open(signature + b"ledger\n1\nroot\n", LEAD.public.signing)
    with pytest.raises(ValueError, match="zero byte"):
        sign_note(b"holdfast/event\x00{}", LEAD.signing)
    event = sign(b"{}", LEAD.signing, purpose=Purpose.EVENT)
    with pytest.raises(errors.BadSignatureError):
        verify_note(event, b"holdfast/event\x00{}", LEAD.public.signing)


def test_a_fingerprint_is_thirty_digits_and_tells_members_apart():
    assert fingerprint(LEAD.public) != fingerprint(MEMBER.public)
    groups = fingerprint(LEAD.public).split(" ")
    assert [len(group) for group in groups] == [5] * 6
    assert all(group.isdigit() for group in groups)


def test_private_keys_do_not_show_in_a_repr():
    shown = repr(LEAD)
    for secret in (LEAD.box, LEAD.signing, LEAD.keyring, LEAD.second_factor):
        assert repr(secret) not in shown


def test_wiping_leaves_zeros_in_the_same_buffer():
    secret = bytearray(b"a passphrase")
    same = secret
    wipe(secret)
    assert same == bytes(12)


def test_a_key_that_is_no_key_is_not_wrapped():
    with pytest.raises(ValueError, match="32 bytes"):
        wrap(SymmetricKey(b"short"), under=KEY, context=HERE)


def test_a_members_signature_of_an_event_is_the_one_that_proofs_verify():
    signature = sign(b"{}", LEAD.signing, purpose=Purpose.EVENT)
    assert verify_ed25519(signature, EVENT_LABEL + b"{}", LEAD.public.signing)
