import struct
from collections import Counter
from hashlib import blake2b

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from tests.vault import second_opener
from tests.vault.cast import KEY, OTHER_KEY, TEXT, place, vectors

from holdfast.vault import envelope, errors
from holdfast.vault.envelope import (
    HEADER_BYTES,
    Kind,
    Plaintext,
    Sealed,
    SymmetricKey,
    associated_data,
    open_sealed,
    seal,
)

FIELDS = {
    "installation": "inst-other",
    "record": "record-8",
    "scope": "case-4",
    "version": 6,
}


def opened(sealed, key=KEY, **changes):
    return open_sealed(Sealed(sealed), key=key, context=place(**changes))


def test_what_was_sealed_opens_in_its_place():
    assert opened(seal(TEXT, key=KEY, context=place())) == TEXT


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=40_000), st.sampled_from(sorted(set(Kind) - {Kind.FILE, Kind.KEY})))
def test_any_bytes_of_any_kind_come_back(content, kind):
    context = place(kind=kind)
    assert (
        open_sealed(seal(Plaintext(content), key=KEY, context=context), key=KEY, context=context)
        == content
    )


def test_every_single_bit_flipped_is_refused():
    sealed = seal(TEXT, key=KEY, context=place())
    causes = Counter()
    for at in range(len(sealed)):
        for bit in range(8):
            bad = bytearray(sealed)
            bad[at] ^= 1 << bit
            with pytest.raises(errors.VaultError) as refusal:
                opened(bytes(bad))
            causes[(_field_at(at), type(refusal.value))] += 1
    assert causes == {
        ("magic", errors.MalformedError): 16,
        ("magic", errors.UnknownVersionError): 8,
        ("kind", errors.WrongKindError): 8,
        ("algorithm", errors.UnknownVersionError): 8,
        ("epoch", errors.WrongEpochError): 32,
        ("commitment", errors.WrongKeyError): 256,
        ("context tag", errors.WrongContextError): 128,
        ("nonce", errors.WrongKeyError): 192,
        ("ciphertext", errors.TamperedError): 8 * (512 + 16),
    }


def _field_at(at):
    ends = {3: "magic", 4: "kind", 5: "algorithm", 9: "epoch", 41: "commitment"}
    ends |= {57: "context tag", 81: "nonce", 1 << 20: "ciphertext"}
    return next(name for end, name in ends.items() if at < end)


def test_every_truncation_and_every_addition_is_refused():
    sealed = seal(Plaintext(bytes(600)), key=KEY, context=place())  # of the class 2048
    for length in range(len(sealed)):
        with pytest.raises(errors.VaultError) as refusal:
            opened(sealed[:length])
        is_smaller_class = length == HEADER_BYTES + 512 + 16
        expected = errors.TamperedError if is_smaller_class else errors.TruncatedError
        if length < 3:
            expected = errors.UnknownVersionError if length == 2 else errors.MalformedError
        assert type(refusal.value) is expected
    for tail in (b"\x00", b"x" * 16, bytes(8192 - 2048)):
        with pytest.raises((errors.TruncatedError, errors.TamperedError)):
            opened(sealed + tail)


@pytest.mark.parametrize("field", FIELDS)
def test_a_value_moved_to_another_place_is_refused(field):
    there = place(**{field: FIELDS[field]})
    with pytest.raises(errors.WrongContextError):
        opened(seal(TEXT, key=KEY, context=there))


def test_an_older_version_in_the_place_of_a_newer_is_called_a_rollback():
    for version in (0, 1, 4):
        with pytest.raises(errors.OlderVersionError):
            opened(seal(TEXT, key=KEY, context=place(version=version)))
    with pytest.raises(errors.WrongContextError):
        opened(seal(TEXT, key=KEY, context=place(version=6)))


def test_an_older_version_of_another_record_is_not_called_a_rollback():
    with pytest.raises(errors.WrongContextError):
        opened(seal(TEXT, key=KEY, context=place(record="record-8", version=4)))


def test_another_epoch_is_refused_in_both_directions():
    for epoch in (1, 3):
        with pytest.raises(errors.WrongEpochError):
            opened(seal(TEXT, key=KEY, context=place(epoch=epoch)))


def test_an_epoch_rewritten_in_the_header_does_not_pass():
    sealed = seal(TEXT, key=KEY, context=place(epoch=1))
    with pytest.raises(errors.WrongKeyError):
        opened(sealed[:5] + (2).to_bytes(4, "big") + sealed[9:])


def test_one_kind_never_opens_as_another_even_with_its_header_rewritten():
    for kind in sorted(set(Kind) - {Kind.FILE, Kind.KEY, Kind.RECORD}):
        sealed = seal(TEXT, key=KEY, context=place(kind=kind))
        with pytest.raises(errors.WrongKindError):
            opened(sealed)
        with pytest.raises(errors.WrongKeyError):
            opened(sealed[:3] + bytes([Kind.RECORD]) + sealed[4:])


def test_another_key_is_refused():
    with pytest.raises(errors.WrongKeyError):
        opened(seal(TEXT, key=KEY, context=place()), key=OTHER_KEY)


def test_parts_of_two_envelopes_do_not_make_a_third():
    first = seal(TEXT, key=KEY, context=place())
    second = seal(Plaintext(b"another"), key=KEY, context=place())
    for cut in (20, 41, 50, 57, 81, 200):
        with pytest.raises((errors.WrongKeyError, errors.TamperedError)):
            opened(first[:cut] + second[cut:])


def test_context_fields_cannot_run_into_each_other():
    one, other = place(record="ab", scope="c"), place(record="a", scope="bc")
    assert associated_data(one) != associated_data(other)
    with pytest.raises(errors.WrongContextError):
        open_sealed(seal(TEXT, key=KEY, context=one), key=KEY, context=other)


def test_a_commitment_exchanged_for_another_keys_opens_under_neither():
    sealed = seal(TEXT, key=KEY, context=place())
    both = blake2b(sealed[:9] + sealed[57:81], key=OTHER_KEY, person=b"holdfast-hf1-key").digest()
    forged = sealed[:9] + both[32:] + sealed[41:]
    with pytest.raises(errors.WrongKeyError):
        opened(forged)
    with pytest.raises(errors.WrongContextError):
        opened(forged, key=OTHER_KEY)


def test_a_ciphertext_whose_poly1305_tag_fits_two_keys_opens_under_one_only():
    keys = [KEY, OTHER_KEY]
    nonce = bytes(24)
    prefix = struct.pack(">3sBBI", b"HF1", Kind.RECORD, 1, 2)
    cipher_keys = [
        blake2b(prefix + nonce, key=key, person=b"holdfast-hf1-key").digest() for key in keys
    ]
    about = associated_data(place())
    body, tag = _two_key_ciphertext([both[:32] for both in cipher_keys], nonce, about)
    for both in cipher_keys:  # bare XChaCha20-Poly1305 accepts one ciphertext under both keys
        sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(body + tag, about, nonce, both[:32])
    contexts = [
        blake2b(nonce + about, key=key, person=b"holdfast-hf1-ctx", digest_size=16).digest()
        for key in keys
    ]
    refusals = Counter(
        refusal_of(prefix + both[32:] + context_tag + nonce + body + tag, key)
        for both in cipher_keys
        for context_tag in contexts
        for key in keys
    )
    # Malformed is authenticated: the attacker did not trouble to pad it. Each key opens the
    # envelope that is committed to it, and only that one.
    assert refusals == {
        errors.MalformedError: 2,
        errors.WrongKeyError: 4,
        errors.WrongContextError: 2,
    }


def refusal_of(forged, key):
    with pytest.raises(errors.VaultError) as refused:
        opened(forged, key=key)
    return refused.type


def _two_key_ciphertext(cipher_keys, nonce, about):
    """512 bytes and one tag that Poly1305 accepts under both keys (Len, Grubbs, Ristenpart 2021).

    Both Poly1305 polynomials are linear in each block; one free block makes the two tags equal.
    """
    prime = 2**130 - 5
    body = bytearray(512)
    aad = about + bytes(-len(about) % 16)
    lengths = struct.pack("<QQ", len(about), len(body))
    pairs = []
    for key in cipher_keys:
        stream = _first_block(key, nonce)
        r = int.from_bytes(stream[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
        pairs.append((r, int.from_bytes(stream[16:], "little")))
    for tail in range(4096):
        body[-16:] = tail.to_bytes(16, "little")
        blocks = [aad[i : i + 16] for i in range(0, len(aad), 16)]
        blocks += [bytes(body[i : i + 16]) for i in range(0, len(body), 16)] + [lengths]
        free = len(aad) // 16  # the first block of the ciphertext
        values = [int.from_bytes(block + b"\x01", "little") for block in blocks]
        values[free] = 0
        sums = [
            sum(v * pow(r, len(values) - i, prime) for i, v in enumerate(values)) % prime
            for r, _ in pairs
        ]
        weights = [pow(r, len(values) - free, prime) for r, _ in pairs]
        shift = (pairs[0][1] - pairs[1][1]) % 2**128
        for carry in range(-3, 4):
            wanted = (sums[1] - sums[0] - shift - carry * 2**128) % prime
            block = wanted * pow(weights[0] - weights[1], -1, prime) % prime
            if block >> 128 != 1:
                continue
            body[:16] = (block - 2**128).to_bytes(16, "little")
            tags = {
                ((s + block * w) % prime + pad) % 2**128
                for s, w, (_, pad) in zip(sums, weights, pairs, strict=True)
            }
            if len(tags) == 1:
                return bytes(body), tags.pop().to_bytes(16, "little")
    raise AssertionError("no collision was found")


def _first_block(key, nonce):
    """The Poly1305 key: the keystream of HChaCha20's subkey at block 0, first 32 bytes."""
    state = list(struct.unpack("<4I8I4I", b"expand 32-byte k" + key + nonce[:16]))
    mixed = _rounds(state)
    sub = struct.pack("<8I", *mixed[:4], *mixed[12:])
    words = struct.unpack("<4I8I4I", b"expand 32-byte k" + sub + bytes(8) + nonce[16:])
    mixed = _rounds(list(words))
    return struct.pack("<8I", *[(mixed[i] + words[i]) % 2**32 for i in range(8)])


def _rounds(s):
    def quarter(a, b, c, d):
        for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            s[x] = (s[x] + s[y]) % 2**32
            mixed = s[z] ^ s[x]
            s[z] = (mixed << turn | mixed >> (32 - turn)) % 2**32

    for _ in range(10):
        for i in range(4):
            quarter(i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return s


def test_no_caller_can_choose_a_nonce_and_none_comes_twice():
    nonces = {seal(TEXT, key=KEY, context=place())[57:81] for _ in range(2000)}
    assert len(nonces) == 2000
    assert seal.__kwdefaults__ is None
    assert set(seal.__annotations__) == {"plaintext", "key", "context", "return"}


def test_a_repeated_nonce_in_another_epoch_still_makes_another_cipher_key(monkeypatch):
    monkeypatch.setattr(envelope, "urandom", bytes)
    one = seal(TEXT, key=KEY, context=place(epoch=1))
    two = seal(TEXT, key=KEY, context=place(epoch=2))
    assert one[57:81] == two[57:81]
    assert one[81:97] != two[81:97]


def test_two_envelopes_of_one_key_show_no_sign_of_it():
    one, two = (seal(TEXT, key=KEY, context=place()) for _ in range(2))
    assert one[:9] == two[:9]
    assert all(one[at : at + 8] != two[at : at + 8] for at in range(9, len(one) - 8))


def test_damaged_padding_is_never_reached_without_the_key():
    """No padding oracle: every change to the padded part gives the one same refusal."""
    sealed = seal(TEXT, key=KEY, context=place())
    refusals = set()
    for at in range(HEADER_BYTES, len(sealed)):
        with pytest.raises(errors.VaultError) as refusal:
            opened(sealed[:at] + bytes([sealed[at] ^ 0x80]) + sealed[at + 1 :])
        refusals.add((type(refusal.value), str(refusal.value)))
    assert len(refusals) == 1


def test_values_of_one_size_class_are_of_one_length():
    lengths = {len(seal(Plaintext(bytes(n)), key=KEY, context=place())) for n in range(0, 512, 7)}
    assert lengths == {81 + 512 + 16}


def test_a_key_is_sealed_without_padding_and_is_always_32_bytes():
    context = place(kind=Kind.KEY)
    assert len(seal(Plaintext(OTHER_KEY), key=KEY, context=context)) == 129
    with pytest.raises(ValueError, match="32 bytes"):
        seal(Plaintext(b"short"), key=KEY, context=context)


def test_misuse_is_refused_before_anything_is_sealed():
    with pytest.raises(ValueError, match="32 bytes"):
        seal(TEXT, key=SymmetricKey(b"short"), context=place())
    with pytest.raises(ValueError, match="32 bytes"):
        opened(seal(TEXT, key=KEY, context=place()), key=SymmetricKey(b"short"))
    with pytest.raises(ValueError, match="stream"):
        seal(TEXT, key=KEY, context=place(kind=Kind.FILE))
    for changes in ({"epoch": 2**32}, {"version": -1}, {"record": "r" * 70_000}):
        with pytest.raises(ValueError, match="context field"):
            seal(TEXT, key=KEY, context=place(**changes))


@pytest.mark.parametrize("vector", vectors("envelope"), ids=lambda vector: vector["about"])
def test_vectors_open_or_are_refused_as_they_say(vector):
    sealed, key = bytes.fromhex(vector["sealed"]), bytes.fromhex(vector["key"])
    context = {**vector["context"], "kind": Kind(vector["context"]["kind"])}
    if vector["error"] is None:
        assert opened(sealed, key=SymmetricKey(key), **context).hex() == vector["opens"]
        assert second_opener.open_value(sealed, key, vector["context"]).hex() == vector["opens"]
        return
    with pytest.raises(errors.VaultError) as refusal:
        opened(sealed, key=SymmetricKey(key), **context)
    assert refusal.value.code == vector["error"]
    with pytest.raises((AssertionError, CryptoError, IndexError, struct.error)):
        second_opener.open_value(sealed, key, vector["context"])


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=9000), st.text(max_size=40), st.integers(0, 2**64 - 1))
def test_a_second_opener_written_from_the_layout_opens_what_is_sealed(content, record, version):
    context = place(record=record, version=version)
    sealed = seal(Plaintext(content), key=KEY, context=context)
    fields = {name: getattr(context, name) for name in context._fields}
    assert second_opener.open_value(sealed, KEY, fields) == content
