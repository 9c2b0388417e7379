"""The primitives themselves, against their published vectors and second implementations.

Published vectors are typed again from the sources named; where libsodium cannot run a published
one (Argon2 with secret, data and four lanes), a second implementation in plain Python runs it and
is then held against libsodium.
"""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings as sodium
from tests.vault.argon2_by_the_rfc import argon2id

from holdfast.methods.custody.verifier import verify_ed25519

# RFC 8032, section 7.1, tests 1 to 3: seed, public key, message, signature
ED25519 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
            "1cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
            "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
            "984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), ED25519)
def test_ed25519_makes_the_signatures_of_rfc_8032(seed, public, message, signature):
    verifying, signing = sodium.crypto_sign_seed_keypair(bytes.fromhex(seed))
    assert verifying.hex() == public
    signed = sodium.crypto_sign(bytes.fromhex(message), signing)
    assert signed[:64].hex() == signature
    assert verify_ed25519(signed[:64], bytes.fromhex(message), verifying)


def test_x25519_gives_the_result_of_rfc_7748_section_5_2():
    scalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    point = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    expected = "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    assert sodium.crypto_scalarmult(scalar, point).hex() == expected


def test_x25519_iterated_once_and_a_thousand_times_is_the_one_of_rfc_7748():
    k = u = b"\x09" + bytes(31)
    for turn in range(1000):
        k, u = sodium.crypto_scalarmult(k, u), k
        if turn == 0:
            assert k.hex() == "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"
    assert k.hex() == "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"


def test_xchacha20_poly1305_is_the_one_of_the_draft_appendix_a_3_1():
    plaintext = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
        b"future, sunscreen would be it."
    )
    about = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    key, nonce = bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58))
    expected = (
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f"
        "4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f"
        "76b2383565d3fff921f9664c97637da9768812f615c68b13b52e" + "c0875924c1c7987947deafd8780acf49"
    )
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, about, nonce, key)
    assert sealed.hex() == expected


def test_blake2b_is_the_one_of_rfc_7693_appendix_a():
    assert hashlib.blake2b(b"abc").hexdigest() == (
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de45"
        "33cc9518d38aa8dbf1925ab92386edd4009923"
    )


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300), st.binary(min_size=32, max_size=32))
def test_keyed_blake2b_of_hashlib_and_of_libsodium_agree(message, key):
    person = b"holdfast-hf1-key"
    ours = hashlib.blake2b(message, key=key, person=person).digest()
    theirs = sodium.crypto_generichash.generichash_blake2b_salt_personal(
        message, digest_size=64, key=key, person=person
    )
    assert ours == theirs


def test_the_second_argon2id_is_the_one_of_rfc_9106_section_5_3():
    tag = argon2id(
        b"\x01" * 32, b"\x02" * 16, passes=3, memory_kib=32, lanes=4, secret=b"\x03" * 8,
        data=b"\x04" * 12,
    )  # fmt: skip
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(("memory_kib", "passes"), [(8, 1), (8, 3), (24, 2), (64, 1)])
def test_libsodiums_argon2id_agrees_with_the_second(memory_kib, passes):
    for password in (b"", b"novel find stir angry summary careful"):
        theirs = sodium.crypto_pwhash_alg(
            32, password, bytes(range(16)), passes, memory_kib * 1024,
            sodium.crypto_pwhash_ALG_ARGON2ID13,
        )  # fmt: skip
        ours = argon2id(password, bytes(range(16)), passes=passes, memory_kib=memory_kib)
        assert theirs == ours
