"""Two ways back for a member who lost the passphrase: a printed key, and trustees together.

Invariants:
- The printed key is 160 random bits, read generously (case, spaces, look-alikes, either alphabet)
  and refused, not guessed at, where its check does not fit.
- Any `needed` trustees of one set bring the secret back; fewer know nothing of it at all.
- A false share is noticed, and does no harm where enough true ones are at hand.

Printed: 20 bytes as 32 letters of Crockford's base 32, then 4 that check them, in groups of four.
    check  = first 20 bits of BLAKE2b-512(20 bytes, person = "holdfast-paper-1")
    key    = BLAKE2b-256(20 bytes, person = "holdfast-paper-2"), which seals the root (kind ROOT)

Shares: every choice of `needed` among `total` trustees has its own one-time pad. Its members hold
one 32-byte piece each, and the pieces of one choice XOR to the secret. No field arithmetic, no
library: a share is C(total - 1, needed - 1) pieces, so `total` is at most 8 (35 pieces).

    offset  size  field
         0     3  magic "HS1"
         3     3  needed, total, index (from 0)
         6    16  set, random
        22    32  check = BLAKE2b-256(key = secret, person = "holdfast-trustee",
                                      message = bytes 3, 4 and 6 to 21)
        54   32 m  pieces, one for each choice that has this index, in lexicographic order

Sources: Crockford, "Base 32"; Ito, Saito and Nishizeki, "Secret sharing scheme realizing general
access structure", Globecom 1987.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hmac import compare_digest
from itertools import combinations
from math import comb
from os import urandom
from typing import NewType

from .envelope import KEY_BYTES, SymmetricKey
from .errors import (
    MalformedError,
    TamperedError,
    TooFewTrusteesError,
    TruncatedError,
    UnknownVersionError,
    UnreadableCodeError,
    WrongContextError,
)
from .word_lists import split_words

PrintedKey = NewType("PrintedKey", bytes)
TrusteeSecret = NewType("TrusteeSecret", SymmetricKey)

PRINTED_BYTES = 20
MOST_TRUSTEES = 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OILUАВЕКМНОРСТХУЗ", "011VABEKMH0PCTXY3")
_LETTERS = 36
_SHARE_MAGIC = b"HS1"
_SHARE_HEAD = 54


def new_printed_key() -> PrintedKey:
    """A fresh key for the recovery sheet: 20 bytes from the operating system."""
    return PrintedKey(urandom(PRINTED_BYTES))


def as_printed(key: PrintedKey) -> str:
    """The key as it is printed: nine groups of four letters and digits."""
    number = int.from_bytes(key, "big") << 20 | _check_of(key)
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(175, -1, -5))
    return " ".join(letters[at : at + 4] for at in range(0, _LETTERS, 4))


def read_printed(typed: str) -> PrintedKey:
    """The key that was typed from the sheet.

    Raises UnreadableCodeError, and says whether the count, a letter (by its group) or the check is
    wrong. One wrong key in a million passes the check; it opens nothing.
    """
    letters = "".join(split_words(typed)).upper().translate(_LOOK_ALIKES)
    if len(letters) != _LETTERS:
        raise UnreadableCodeError(f"The key has {_LETTERS} signs. These are {len(letters)}.")
    number = 0
    for place, letter in enumerate(letters):
        value = _ALPHABET.find(letter)
        if value < 0:
            raise UnreadableCodeError(f"Group {place // 4 + 1} has a sign that is never used.")
        number = number << 5 | value
    key = PrintedKey((number >> 20).to_bytes(PRINTED_BYTES, "big"))
    if number & 0xFFFFF != _check_of(key):
        raise UnreadableCodeError("A sign is wrong, or two have changed places.")
    return key


def printed_key_seals(key: PrintedKey) -> SymmetricKey:
    """The 32-byte key under which a printed key seals the member's root."""
    digest = hashlib.blake2b(key, person=b"holdfast-paper-2", digest_size=KEY_BYTES)
    return SymmetricKey(digest.digest())


def _check_of(key: PrintedKey) -> int:
    return int.from_bytes(hashlib.blake2b(key, person=b"holdfast-paper-1").digest()[:3]) >> 4


# ------------------------------------------------------------ trustees


@dataclass(frozen=True, slots=True)
class Share:
    """What one trustee keeps: their pieces, and which set of how many they belong to."""

    needed: int
    total: int
    index: int
    set_id: bytes
    check: bytes
    pieces: tuple[bytes, ...] = field(repr=False)

    def to_bytes(self) -> bytes:
        """The share in the layout of this module: seal it to its trustee (kind SHARE)."""
        numbers = bytes((self.needed, self.total, self.index))
        return b"".join((_SHARE_MAGIC, numbers, self.set_id, self.check, *self.pieces))

    @classmethod
    def from_bytes(cls, data: bytes) -> Share:
        """The share that was written.

        Raises MalformedError, UnknownVersionError, TruncatedError.
        """
        if not data.startswith(_SHARE_MAGIC):
            raise UnknownVersionError if data[:2] == _SHARE_MAGIC[:2] else MalformedError
        if len(data) < _SHARE_HEAD:
            raise TruncatedError
        needed, total, index = data[3:6]
        if not (2 <= needed <= total <= MOST_TRUSTEES and index < total):
            raise MalformedError
        if len(data) != _SHARE_HEAD + KEY_BYTES * comb(total - 1, needed - 1):
            raise TruncatedError
        starts = range(_SHARE_HEAD, len(data), KEY_BYTES)
        pieces = tuple(data[at : at + KEY_BYTES] for at in starts)
        return cls(needed, total, index, data[6:22], data[22:54], pieces)


def split(secret: TrusteeSecret, *, needed: int, total: int) -> tuple[Share, ...]:
    """Shares of `secret` (32 random bytes) for `total` trustees, any `needed` of whom suffice.

    Raises ValueError unless 2 <= needed <= total <= 8 and the secret is 32 bytes.
    """
    if not 2 <= needed <= total <= MOST_TRUSTEES or len(secret) != KEY_BYTES:
        raise ValueError("trustees are 2 to 8, at least 2 are needed, and a secret is 32 bytes")
    held: list[list[bytes]] = [[] for _ in range(total)]
    for choice in combinations(range(total), needed):
        pads = [urandom(KEY_BYTES) for _ in choice[1:]]
        for index, piece in zip(choice, (*pads, _xor((secret, *pads))), strict=True):
            held[index].append(piece)
    set_id = urandom(16)
    check = _trustee_check(secret, needed, total, set_id)
    return tuple(
        Share(needed, total, index, set_id, check, tuple(pieces))
        for index, pieces in enumerate(held)
    )


def combine(shares: Sequence[Share]) -> TrusteeSecret:
    """The secret that the shares were split from.

    Raises WrongContextError (shares of more than one set), TooFewTrusteesError (fewer trustees
    than needed; the same share twice is one), TamperedError (no choice of them fits its check).
    """
    if not shares:
        raise TooFewTrusteesError
    first = shares[0]
    if any(_set_of(share) != _set_of(first) for share in shares):
        raise WrongContextError
    if len({share.index for share in shares}) < first.needed:
        raise TooFewTrusteesError
    ordered = sorted(set(shares), key=lambda share: share.index)
    for chosen in combinations(ordered, first.needed):
        choice = tuple(share.index for share in chosen)
        if len(set(choice)) < first.needed:
            continue  # a true share and a false one in the same trustee's name
        secret = TrusteeSecret(SymmetricKey(_xor(_piece(share, choice) for share in chosen)))
        check = _trustee_check(secret, first.needed, first.total, first.set_id)
        if compare_digest(check, first.check):
            return secret
    raise TamperedError


def _set_of(share: Share) -> tuple[int, int, bytes, bytes]:
    return share.needed, share.total, share.set_id, share.check


def _piece(share: Share, choice: tuple[int, ...]) -> bytes:
    choices = [c for c in combinations(range(share.total), share.needed) if share.index in c]
    return share.pieces[choices.index(choice)]


def _xor(pieces: Iterable[bytes]) -> bytes:
    value = 0
    for piece in pieces:
        value ^= int.from_bytes(piece, "big")
    return value.to_bytes(KEY_BYTES, "big")


def _trustee_check(secret: TrusteeSecret, needed: int, total: int, set_id: bytes) -> bytes:
    message = bytes((needed, total)) + set_id
    digest = hashlib.blake2b(message, key=secret, person=b"holdfast-trustee", digest_size=KEY_BYTES)
    return digest.digest()
