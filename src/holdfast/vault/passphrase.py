"""Passphrases: made, stretched, and what a member's root is locked with.

Invariants:
- Passphrases are drawn, never invented: six words of 7,776, 77.5 bits, from the system's source.
- The cost is stored beside the lock, and nothing under the floor is made or opened, so whoever
  rewrites the store cannot make guessing cheaper. Tests pass a `TestCost` and only then less runs.
- Cost, salt and the need for a key file are mixed into the key: altering one opens nothing.
- A key file, where one is used, is needed in whole; it is never stored beside the lock.

Layout of a lock of 637 bytes (integers are big-endian):

    offset  size  field
         0     3  magic        "HL1"
         3     1  key file     0 = none, 1 = needed
         4     4  memory       KiB
         8     4  passes
        12    16  salt         random
        28   ...  HF1 envelope of kind ROOT under L

    S = Argon2id(version 0x13, passphrase as below, salt, memory, passes, 1 lane, 32 bytes)
    F = BLAKE2b-512(key file, person = "holdfast-keyfile"), or nothing
    L = BLAKE2b-256(key = S, person = "holdfast-lock-01", message = bytes 0 to 27 || F)
    passphrase = its words, folded to a-z, one space between them, ASCII

Source: Argon2, RFC 9106. Its second recommended option is 64 MiB with t = 3; ours is four times
the memory.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from dataclasses import dataclass
from os import urandom
from typing import NewType

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

from .envelope import KEY_BYTES, Context, Plaintext, Sealed, SymmetricKey, open_sealed, seal
from .errors import (
    MalformedError,
    MissingKeyFileError,
    TruncatedError,
    UnknownVersionError,
    WeakCostError,
)
from .keys import Root
from .word_lists import WordList, folded, split_words, words

Passphrase = NewType("Passphrase", str)
KeyFile = NewType("KeyFile", bytes)
Lock = NewType("Lock", bytes)

WORDS = 6
SALT_BYTES = 16
KEY_FILE_BYTES = 64
_MAGIC = b"HL1"
_HEAD = struct.Struct(">3sBII16s")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB and passes over it, on one lane (RFC 9106, section 4)."""

    memory_kib: int
    passes: int


@dataclass(frozen=True, slots=True)
class TestCost(Cost):
    """A cost below the floor, for tests alone: without one at hand such a lock is refused."""

    __test__ = False  # pytest would take it for a test by its name


PRODUCTION = Cost(memory_kib=256 * 1024, passes=3)
CEILING = Cost(memory_kib=4 * 1024 * 1024, passes=32)  # more would be a way to stop the server
LEAST = TestCost(memory_kib=8, passes=1)


def new_passphrase() -> Passphrase:
    """Six words drawn from 7,776 with a space between: 77.5 bits."""
    listed = words(WordList.PASSPHRASE_ENGLISH)
    return Passphrase(" ".join(secrets.choice(listed) for _ in range(WORDS)))


def new_key_file() -> KeyFile:
    """Sixty-four random bytes to keep apart from the machine. Any other file will do too."""
    return KeyFile(urandom(KEY_FILE_BYTES))


def normal_passphrase(typed: str) -> Passphrase:
    """What was typed as it is stretched: folded words with one space between them."""
    folds = (folded(word, WordList.PASSPHRASE_ENGLISH) for word in split_words(typed))
    return Passphrase(" ".join(folds))


def stretch(secret: bytes, *, salt: bytes, cost: Cost, floor: Cost = PRODUCTION) -> SymmetricKey:
    """Argon2id of `secret`: 32 bytes, after `cost` of memory and time.

    Raises WeakCostError outside `floor` and ceiling (a `TestCost` may go below the floor) and
    ValueError for a salt that is not 16 bytes. Only a secret that is random already may be given
    another floor than that of passphrases.
    """
    is_low = cost.memory_kib < floor.memory_kib or cost.passes < floor.passes
    is_high = cost.memory_kib > CEILING.memory_kib or cost.passes > CEILING.passes
    if is_high or (is_low and not isinstance(cost, TestCost)):
        raise WeakCostError
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt is 16 bytes")
    memory_bytes = cost.memory_kib * 1024
    return SymmetricKey(
        crypto_pwhash_alg(
            KEY_BYTES, secret, salt, cost.passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13
        )
    )


def lock_root(
    root: Root,
    passphrase: Passphrase,
    *,
    context: Context,
    cost: Cost = PRODUCTION,
    key_file: KeyFile | None = None,
) -> Lock:
    """The member's root, locked with a passphrase and perhaps a key file.

    `context` is of kind ROOT and names the member. Raises WeakCostError.
    """
    head = _HEAD.pack(_MAGIC, key_file is not None, cost.memory_kib, cost.passes, urandom(16))
    key = _lock_key(head, passphrase, cost, key_file)
    return Lock(head + seal(Plaintext(root), key=key, context=context))


def unlock_root(
    lock: Lock,
    typed: str,
    *,
    context: Context,
    key_file: KeyFile | None = None,
    test_cost: TestCost | None = None,
) -> Root:
    """The root that was locked. Takes as long as the lock's cost says, right or wrong.

    Raises MissingKeyFileError, WrongKeyError (passphrase or key file), WeakCostError (the stored
    cost is below the floor and is not `test_cost`), and what `envelope.open_sealed` raises. Spaces,
    hyphens and capitals in `typed` do not matter.
    """
    cost = _stored_cost(lock, test_cost)
    if lock[3] and key_file is None:
        raise MissingKeyFileError
    key = _lock_key(lock[: _HEAD.size], typed, cost, key_file if lock[3] else None)
    return Root(open_sealed(Sealed(lock[_HEAD.size :]), key=key, context=context))


def _stored_cost(lock: Lock, test_cost: TestCost | None) -> Cost:
    if not lock.startswith(_MAGIC):
        raise UnknownVersionError if lock[:2] == _MAGIC[:2] else MalformedError
    if len(lock) < _HEAD.size:
        raise TruncatedError
    _, needs_key_file, memory_kib, passes, _ = _HEAD.unpack_from(lock)
    if needs_key_file not in (0, 1):
        raise MalformedError
    if test_cost is not None and (memory_kib, passes) == (test_cost.memory_kib, test_cost.passes):
        return test_cost
    return Cost(memory_kib, passes)


def _lock_key(head: bytes, typed: str, cost: Cost, key_file: KeyFile | None) -> SymmetricKey:
    secret = normal_passphrase(typed).encode(errors="replace")  # half a character is just wrong
    stretched = stretch(secret, salt=head[-SALT_BYTES:], cost=cost)
    mixed = b"" if key_file is None else _digest_of(key_file)
    return SymmetricKey(
        hashlib.blake2b(
            head + mixed, key=stretched, person=b"holdfast-lock-01", digest_size=KEY_BYTES
        ).digest()
    )


def _digest_of(key_file: KeyFile) -> bytes:
    return hashlib.blake2b(key_file, person=b"holdfast-keyfile").digest()
