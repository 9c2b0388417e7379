"""HP1, a letter: sealed to a public key by somebody who holds no key of the team.

Invariants:
- Only the private half opens it; whoever wrote it cannot open it again.
- It opens in the place it was written for and in no other.
- Anybody who knows the public key can write one: a letter proves nothing about its writer.

Layout:

    offset  size  field
         0     3  magic     "HP1"
         3    80  sealed box libsodium crypto_box_seal(letter key) to the recipient's X25519 key
        83     n  envelope  HF1 (see envelope.py) under the letter key, of the letter's context

The letter key is 32 random bytes, used once. A sealed box is not bound to a place; the envelope,
which no other key opens, is.

Source: libsodium sealed boxes (X25519, XSalsa20-Poly1305, ephemeral sender).
"""

from __future__ import annotations

from os import urandom
from typing import NewType

from nacl.bindings import crypto_box_seal, crypto_box_seal_open
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumError

from .envelope import KEY_BYTES, Context, Plaintext, Sealed, SymmetricKey, open_sealed, seal
from .errors import MalformedError, TruncatedError, UnknownVersionError, WrongKeyError
from .grants import check_point
from .keys import BoxPrivate, BoxPublic, box_public

Letter = NewType("Letter", bytes)

BOX_BYTES = 80
_MAGIC = b"HP1"
_HEAD = len(_MAGIC) + BOX_BYTES


def new_pair() -> tuple[BoxPrivate, BoxPublic]:
    """A fresh X25519 pair for letters: the private half and the public one, 32 bytes each."""
    private = BoxPrivate(SymmetricKey(urandom(KEY_BYTES)))
    return private, box_public(private)


def seal_letter(plaintext: Plaintext, *, public: BoxPublic, context: Context) -> Letter:
    """`plaintext` for whoever holds the private half of `public`, bound to `context`.

    Raises BadPointError where the public key is one whose secret anyone knows, ValueError for a
    context of kind FILE. Does not hide the size class, nor that a letter was written.
    """
    check_point(public)
    key = SymmetricKey(urandom(KEY_BYTES))
    return Letter(_MAGIC + crypto_box_seal(key, public) + seal(plaintext, key=key, context=context))


def open_letter(letter: Letter, *, private: BoxPrivate, context: Context) -> Plaintext:
    """What was written to the holder of `private` for this `context`.

    Raises MalformedError, UnknownVersionError, TruncatedError, WrongKeyError (written to another,
    or its first 83 bytes were altered), or what `open_sealed` raises. Does not prove who wrote it.
    """
    if not letter.startswith(_MAGIC):
        raise UnknownVersionError if letter[:2] == _MAGIC[:2] else MalformedError
    if len(letter) < _HEAD:
        raise TruncatedError
    try:
        key = crypto_box_seal_open(letter[len(_MAGIC) : _HEAD], box_public(private), private)
    except (CryptoError, SodiumError):
        raise WrongKeyError from None
    return open_sealed(Sealed(letter[_HEAD:]), key=SymmetricKey(key), context=context)
