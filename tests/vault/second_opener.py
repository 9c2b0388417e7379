"""A second opener, written from the layouts in the docstrings alone.

It imports nothing of Holdfast. Where it opens what the vault seals, the documents are enough for
somebody else to do so in thirty years.
"""

from __future__ import annotations

import struct
from hashlib import blake2b

from nacl import bindings as sodium


def prefixed(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">H", len(part)) + part for part in parts)


def about(context: dict) -> bytes:
    return prefixed(
        context["installation"].encode(),
        bytes([context["kind"]]),
        context["record"].encode(),
        context["scope"].encode(),
        struct.pack(">I", context["epoch"]),
        struct.pack(">Q", context["version"]),
    )


def open_header(sealed: bytes, key: bytes, context: dict, algorithm: int) -> bytes:
    assert sealed[:3] == b"HF1"
    assert sealed[3] == context["kind"]
    assert sealed[4] == algorithm
    assert struct.unpack(">I", sealed[5:9]) == (context["epoch"],)
    nonce = sealed[57:81]
    both = blake2b(sealed[:9] + nonce, key=key, person=b"holdfast-hf1-key").digest()
    assert sealed[9:41] == both[32:]
    tag = blake2b(
        nonce + about(context), key=key, person=b"holdfast-hf1-ctx", digest_size=16
    ).digest()
    assert sealed[41:57] == tag
    return both[:32]


def open_value(sealed: bytes, key: bytes, context: dict) -> bytes:
    cipher_key = open_header(sealed, key, context, 1)
    padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        sealed[81:], about(context), sealed[57:81], cipher_key
    )
    if context["kind"] == 3:
        return padded
    at = len(padded) - 1
    while padded[at] == 0:
        at -= 1
    assert padded[at] == 0x80
    return padded[:at]


def open_file(sealed: bytes, key: bytes, context: dict) -> bytes:
    stream_key = open_header(sealed, key, context, 2)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed[81:105], stream_key)
    content, at = b"", 105
    while at < len(sealed):
        framed, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(
            state, sealed[at : at + 65553], about(context)
        )
        at += 65553
        assert tag == (3 if at >= len(sealed) else 0)
        (count,) = struct.unpack(">I", framed[:4])
        content += framed[4 : 4 + count]
        assert not any(framed[4 + count :])
    return content


def derived(root: bytes, *labels: str) -> bytes:
    message = prefixed(*(label.encode() for label in labels))
    return blake2b(message, key=root, person=b"holdfast-derive1", digest_size=32).digest()


def open_grant(grant: bytes, recipient_root: bytes, context: dict) -> bytes:
    """`context` holds the ids as text and the three public keys of the layout as bytes."""
    assert grant[:3] == b"HG1"
    assert len(grant) == 211
    message = prefixed(
        *(context[name].encode() for name in ("installation", "scope", "part", "grant", "granter")),
        context["granter_signing"],
        context["recipient"].encode(),
        context["recipient_box"],
        context["recipient_signing"],
        struct.pack(">I", context["epoch"]),
    )
    digest = blake2b(message, person=b"holdfast-grant-1", digest_size=32).digest()
    assert grant[3:35] == digest
    signed = grant[147:] + b"holdfast/grant\x00" + grant[:147]
    sodium.crypto_sign_open(signed, context["granter_signing"])
    private = derived(recipient_root, "x25519")
    opened = sodium.crypto_box_seal_open(grant[35:147], context["recipient_box"], private)
    assert opened[:32] == digest
    return opened[32:]


def open_lock(lock: bytes, passphrase: str, key_file: bytes | None, context: dict) -> bytes:
    assert lock[:3] == b"HL1"
    assert lock[3] == (key_file is not None)
    memory_kib, passes = struct.unpack(">II", lock[4:12])
    stretched = sodium.crypto_pwhash_alg(
        32, passphrase.encode(), lock[12:28], passes, memory_kib * 1024,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
    )  # fmt: skip
    mixed = b"" if key_file is None else blake2b(key_file, person=b"holdfast-keyfile").digest()
    key = blake2b(
        lock[:28] + mixed, key=stretched, person=b"holdfast-lock-01", digest_size=32
    ).digest()
    return open_value(lock[28:], key, context)
