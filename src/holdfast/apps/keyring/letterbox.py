"""Letters to the team, and to people who hold no account: for the line and the watch.

Invariants:
- Imports no table and reads no settings: a process that knows only a public key can use it.
- A letter is bound to its installation and to a place (`<kind>/<opaque id>`), and opens there only.
"""

from __future__ import annotations

import hashlib
from typing import NewType

from holdfast.vault import letters
from holdfast.vault.envelope import Context, Kind, Plaintext, SymmetricKey
from holdfast.vault.errors import BadPointError
from holdfast.vault.grants import check_point
from holdfast.vault.keys import BoxPrivate, BoxPublic, box_public, derive_key

PublicKey = NewType("PublicKey", bytes)
PrivateKey = NewType("PrivateKey", bytes)
Letter = NewType("Letter", bytes)


def new_letterbox() -> tuple[PrivateKey, PublicKey]:
    """A fresh pair of keys: seal the private one, publish the other."""
    private, public = letters.new_pair()
    return PrivateKey(private), PublicKey(public)


def derived_letterbox(private: PrivateKey, name: str) -> tuple[PrivateKey, PublicKey]:
    """A pair that only a holder of `private` can make of a name; it tells nothing of the other."""
    own = BoxPrivate(derive_key(SymmetricKey(private), "letterbox", name))
    return PrivateKey(own), PublicKey(box_public(own))


def is_public(key: bytes) -> bool:
    """Whether letters can be sealed to this public key."""
    try:
        check_point(BoxPublic(key))
    except BadPointError:
        return False
    return True


def fingerprint(public: PublicKey, *, installation: str) -> str:
    """Thirty digits in six groups, for two people to compare by voice (about 99 bits).

    Says that both see the same key and installation; not whose they are: the voice says that.
    """
    data = installation.encode() + b"/" + public
    digest = hashlib.blake2b(data, person=b"holdfast-letterb").digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**30:030d}"
    return " ".join(digits[at : at + 5] for at in range(0, 30, 5))


def seal_letter(plaintext: bytes, *, public: PublicKey, installation: str, place: str) -> Letter:
    """A letter to whoever holds the private key. Raises BadPointError."""
    context = _context(installation, place)
    sealed = letters.seal_letter(Plaintext(plaintext), public=BoxPublic(public), context=context)
    return Letter(sealed)


def open_letter(letter: bytes, *, private: PrivateKey, installation: str, place: str) -> bytes:
    """What stands in a letter. Raises WrongKeyError, WrongContextError or another VaultError."""
    return letters.open_letter(
        letters.Letter(letter),
        private=BoxPrivate(SymmetricKey(private)),
        context=_context(installation, place),
    )


def _context(installation: str, place: str) -> Context:
    return Context(installation, Kind.MESSAGE, place, "letter", 0, 1)
