"""HF1, the envelope of every small value: sealed with XChaCha20-Poly1305, bound to its place.

Use `seal` and `open_sealed`. What HF1 seals today will open in every later release; a change of
layout is a new magic.

Invariants:
- A value opens only with the key it was sealed under and in the context it was sealed for.
- No caller chooses a nonce. Each envelope draws 24 random bytes, and the cipher key is derived
  from them, so even a repeated nonce under another header makes another cipher key.
- The commitment binds an envelope to one key: nobody can make one that opens under two.
- Nothing is returned before everything is authenticated.

Layout (integers are big-endian):

    offset  size  field
         0     3  magic            "HF1"
         3     1  kind             see `Kind`
         4     1  algorithm        1 = what this page describes (2 = a file, see stream.py)
         5     4  key epoch
         9    32  key commitment   C below
        41    16  context tag      T below
        57    24  nonce            random
        81     n  ciphertext       padded plaintext under E, then the 16-byte Poly1305 tag

    H = bytes 0 to 8 (magic, kind, algorithm, key epoch)
    A = for each of (installation, kind, record id, scope id, key epoch, version):
        2-byte length, then the bytes; text is UTF-8, kind 1 byte, epoch 4 bytes, version 8 bytes
    E || C = BLAKE2b-512(key = K, person = "holdfast-hf1-key", message = H || nonce)   32 + 32
    T      = BLAKE2b-128(key = K, person = "holdfast-hf1-ctx", message = nonce || A)
    ciphertext = XChaCha20-Poly1305-IETF(key = E, nonce = nonce, associated data = A, padded)
    padded = plaintext || 0x80 || zeros, to the size class (padding.py);
             kind KEY is exactly 32 bytes and is not padded

T decides nothing that the Poly1305 tag does not decide again: it lets a refusal say "moved" or
"rolled back" where it would otherwise say only "altered".

Sources: XChaCha20-Poly1305, draft-irtf-cfrg-xchacha-03; BLAKE2b with key and personalisation,
RFC 7693 and the BLAKE2 paper, section 2.8; key commitment by a derived value, Albertini et al.,
"How to Abuse and Fix Authenticated Encryption Without Key Commitment", USENIX Security 2022.
"""

from __future__ import annotations

import hashlib
import struct
from enum import IntEnum
from hmac import compare_digest
from os import urandom
from typing import NamedTuple, NewType

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as _decrypt
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as _encrypt
from nacl.exceptions import CryptoError

from .errors import (
    MalformedError,
    OlderVersionError,
    TamperedError,
    TruncatedError,
    UnknownVersionError,
    WrongContextError,
    WrongEpochError,
    WrongKeyError,
    WrongKindError,
)
from .padding import is_value_size, pad_value, unpad_value

Plaintext = NewType("Plaintext", bytes)
Sealed = NewType("Sealed", bytes)
SymmetricKey = NewType("SymmetricKey", bytes)

KEY_BYTES = 32
NONCE_BYTES = 24
TAG_BYTES = 16
MAGIC = b"HF1"
VALUE_ALGORITHM = 1
FILE_ALGORITHM = 2
PREFIX = struct.Struct(">3sBBI")
HEADER_BYTES = PREFIX.size + 32 + 16 + NONCE_BYTES
_LENGTH = struct.Struct(">H").pack
_BYTE = struct.Struct(">B").pack
_NUMBERS = struct.Struct(">HIHQ").pack
_KEY_PERSON = b"holdfast-hf1-key"
_CONTEXT_PERSON = b"holdfast-hf1-ctx"
_VERSIONS_SEARCHED = 4096  # on refusal only: about 5 ms to tell a rollback from a swap


class Kind(IntEnum):
    """What an envelope holds. The number is in clear and tells no more than the row's table."""

    RECORD = 1
    FILE = 2
    KEY = 3
    KEYRING = 4
    ROOT = 5
    SHARE = 6
    SESSION = 7
    MESSAGE = 8
    EPOCH = 9
    BACKUP = 10


class Context(NamedTuple):
    """Where a value belongs. All six fields are authenticated; none but kind and epoch is stored.
    A tuple, because a search makes one for each record.

    `installation`, `record` and `scope` are opaque identifiers of at most 65,535 UTF-8 bytes; a
    part of a record is `record/part`. `epoch` counts the scope's keys, from 0 to 2**32 - 1;
    `version` counts the writes of this record, from 0 to 2**64 - 1.
    """

    installation: str
    kind: Kind
    record: str
    scope: str
    epoch: int
    version: int


def associated_data(context: Context) -> bytes:
    """A of the layout: the six fields, each after its length, so that none can run into another.

    Raises ValueError where a field is too long or a number too large.
    """
    installation, record = context.installation.encode(), context.record.encode()
    scope = context.scope.encode()
    try:
        return b"".join((
            _LENGTH(len(installation)), installation, b"\x00\x01", _BYTE(context.kind),
            _LENGTH(len(record)), record, _LENGTH(len(scope)), scope,
            _NUMBERS(4, context.epoch, 8, context.version),
        ))  # fmt: skip
    except struct.error as error:
        raise ValueError("a context field is too long or too large") from error


def seal(plaintext: Plaintext, *, key: SymmetricKey, context: Context) -> Sealed:
    """`plaintext` sealed under `key` for `context`: 97 bytes more than its size class.

    Raises ValueError for a key that is not 32 bytes, a FILE (see stream.py), or a KEY that is not
    32 bytes. Does not hide the size class, the kind or the epoch, nor how often something is
    written.
    """
    padded = _padded(plaintext, context.kind)
    header, cipher_key, about = sealed_header(VALUE_ALGORITHM, key=key, context=context)
    return Sealed(header + _encrypt(padded, about, header[-NONCE_BYTES:], cipher_key))


def open_sealed(sealed: Sealed, *, key: SymmetricKey, context: Context) -> Plaintext:
    """What was sealed under `key` for `context`.

    Raises, in this order: MalformedError (not an envelope), UnknownVersionError (magic),
    TruncatedError (shorter than any), WrongKindError, UnknownVersionError (algorithm),
    WrongEpochError, TruncatedError (no size class), WrongKeyError (commitment or nonce do not fit
    the key), OlderVersionError or WrongContextError (context tag), TamperedError (Poly1305). Does
    not prove that this is the newest version ever written: whoever restores the whole disk
    restores the expected version too (see the ledger).
    """
    check_prefix(sealed, algorithm=VALUE_ALGORITHM, context=context)
    size = len(sealed) - HEADER_BYTES - TAG_BYTES
    if not (size == KEY_BYTES if context.kind is Kind.KEY else is_value_size(size)):
        raise TruncatedError
    cipher_key, about = opened_header(sealed[:HEADER_BYTES], key=key, context=context)
    nonce = sealed[HEADER_BYTES - NONCE_BYTES : HEADER_BYTES]
    try:
        padded = _decrypt(sealed[HEADER_BYTES:], about, nonce, cipher_key)
    except CryptoError:
        raise TamperedError from None
    return Plaintext(padded if context.kind is Kind.KEY else unpad_value(padded))


def _padded(plaintext: Plaintext, kind: Kind) -> bytes:
    if kind is Kind.FILE:
        raise ValueError("files are sealed by stream.seal_file")
    if kind is not Kind.KEY:
        return pad_value(plaintext)
    if len(plaintext) != KEY_BYTES:
        raise ValueError("a key is 32 bytes")
    return plaintext


# ------------------------------------------------------------ the header, which files share


def sealed_header(
    algorithm: int, *, key: SymmetricKey, context: Context
) -> tuple[bytes, bytes, bytes]:
    """A fresh header of 81 bytes with a nonce drawn here, the 32-byte cipher key E, and A.

    Raises ValueError for a key that is not 32 bytes or a context field out of its range.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key is 32 bytes")
    about, nonce = associated_data(context), urandom(NONCE_BYTES)
    prefix = PREFIX.pack(MAGIC, context.kind, algorithm, context.epoch)
    cipher_key, commitment = _derived(key, prefix, nonce)
    return prefix + commitment + _context_tag(key, nonce, about) + nonce, cipher_key, about


def check_prefix(sealed: bytes, *, algorithm: int, context: Context) -> None:
    """Refuse what is in clear and does not fit: magic, algorithm, length, kind, epoch.

    Raises MalformedError, UnknownVersionError, TruncatedError, WrongKindError, WrongEpochError.
    """
    if not sealed.startswith(MAGIC):
        raise UnknownVersionError if sealed[:2] == MAGIC[:2] else MalformedError
    if len(sealed) < HEADER_BYTES + TAG_BYTES:
        raise TruncatedError
    _, kind, found, epoch = PREFIX.unpack_from(sealed)
    if kind != context.kind:
        raise WrongKindError
    if found != algorithm:
        raise UnknownVersionError
    if epoch != context.epoch:
        raise WrongEpochError


def opened_header(header: bytes, *, key: SymmetricKey, context: Context) -> tuple[bytes, bytes]:
    """The 32-byte cipher key E and A of a header of 81 bytes whose prefix was checked.

    Raises WrongKeyError, OlderVersionError or WrongContextError.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key is 32 bytes")
    nonce = header[-NONCE_BYTES:]
    cipher_key, commitment = _derived(key, header[: PREFIX.size], nonce)
    if not compare_digest(commitment, header[9:41]):
        raise WrongKeyError
    about = associated_data(context)
    if not compare_digest(_context_tag(key, nonce, about), header[41:57]):
        raise _misplaced(header, key, context)
    return cipher_key, about


def _derived(key: SymmetricKey, prefix: bytes, nonce: bytes) -> tuple[bytes, bytes]:
    both = hashlib.blake2b(prefix + nonce, key=key, person=_KEY_PERSON).digest()
    return both[:32], both[32:]


def _context_tag(key: SymmetricKey, nonce: bytes, about: bytes) -> bytes:
    return hashlib.blake2b(nonce + about, key=key, person=_CONTEXT_PERSON, digest_size=16).digest()


def _misplaced(header: bytes, key: SymmetricKey, context: Context) -> Exception:
    """Which of the two refusals: an older version of this very record, or another place."""
    nonce, tag = header[-NONCE_BYTES:], header[41:57]
    place = associated_data(context)[:-8]
    oldest = max(0, context.version - _VERSIONS_SEARCHED)
    for version in range(context.version - 1, oldest - 1, -1):
        if compare_digest(_context_tag(key, nonce, place + version.to_bytes(8, "big")), tag):
            return OlderVersionError()
    return WrongContextError()
