"""Kinds of key, how they come from one another, wrapping, and signatures.

Invariants:
- Each kind of key is a type of its own, so that `mypy` refuses one in the place of another, a
  public key for a private one, or sealed bytes for open ones.
- Derived keys are labelled: keys of two labels say nothing about each other or about the root.
- A signature names its purpose; one made for an event is never a grant or a log checkpoint.

    root (32 bytes) -- derive_key(label) --> X25519, Ed25519, keyring key, second-factor key
    derive_key = BLAKE2b-256(key = root, person = "holdfast-derive1",
                             message = each of (label, *parts) after its 2-byte length)
    signature  = Ed25519(private key, "holdfast/" || purpose || 0x00 || message)

Sources: keyed BLAKE2b as a key derivation, RFC 7693 section 2.9; X25519, RFC 7748; Ed25519,
RFC 8032. libsodium refuses non-canonical signatures and public keys of small order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from os import urandom
from typing import NewType, TypeVar

from nacl.bindings import crypto_scalarmult_base, crypto_sign, crypto_sign_open
from nacl.bindings import crypto_sign_seed_keypair as _signing_pair
from nacl.exceptions import CryptoError

from .envelope import KEY_BYTES, Context, Plaintext, Sealed, SymmetricKey, open_sealed, seal
from .errors import BadSignatureError

ContentKey = NewType("ContentKey", SymmetricKey)  # what a case says
IdentityKey = NewType("IdentityKey", SymmetricKey)  # who a case is about
UnitKey = NewType("UnitKey", SymmetricKey)  # one thing that can be shredded alone
FileKey = NewType("FileKey", SymmetricKey)
TeamKey = NewType("TeamKey", SymmetricKey)
EpochKey = NewType("EpochKey", SymmetricKey)  # the weekly outer layer over wraps
KeyringKey = NewType("KeyringKey", SymmetricKey)  # a member's own list of keys
SecondFactorKey = NewType("SecondFactorKey", SymmetricKey)
SessionKey = NewType("SessionKey", SymmetricKey)

Root = NewType("Root", bytes)  # a member's, from which all of theirs comes; never used as a key
BoxPrivate = NewType("BoxPrivate", bytes)
BoxPublic = NewType("BoxPublic", bytes)
SigningPrivate = NewType("SigningPrivate", bytes)
SigningPublic = NewType("SigningPublic", bytes)
Signature = NewType("Signature", bytes)
WrappedKey = NewType("WrappedKey", Sealed)

SIGNATURE_BYTES = 64
_DERIVE_PERSON = b"holdfast-derive1"
_Key = TypeVar("_Key", bound=SymmetricKey)


class Purpose(StrEnum):
    """What a signature is for. The text is signed with the message and never changes."""

    GRANT = "grant"
    EVENT = "event"
    INVITATION = "invitation"
    REVOCATION = "revocation"


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """The two public keys by which others seal to a member and know their signature."""

    box: BoxPublic
    signing: SigningPublic


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """All that comes from one member's root. Its `repr` shows the public half only."""

    public: PublicIdentity
    box: BoxPrivate = field(repr=False)
    signing: SigningPrivate = field(repr=False)
    keyring: KeyringKey = field(repr=False)
    second_factor: SecondFactorKey = field(repr=False)


def random_root() -> Root:
    """A new member root: 32 bytes from the operating system."""
    return Root(urandom(KEY_BYTES))


def random_key(kind: Callable[[SymmetricKey], _Key]) -> _Key:
    """A new key of a kind, such as `random_key(ContentKey)`: 32 bytes from the operating system."""
    return kind(SymmetricKey(urandom(KEY_BYTES)))


def length_prefixed(*parts: bytes) -> bytes:
    """The parts, each after its length in 2 bytes, so that none can run into the next.

    Raises ValueError for a part of more than 65,535 bytes.
    """
    if any(len(part) > 0xFFFF for part in parts):
        raise ValueError("a part is too long")
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def derive_key(root: bytes, label: str, *parts: str) -> SymmetricKey:
    """The 32-byte key that `root` gives for `label` and `parts`.

    Raises ValueError where `root` is not 32 bytes. The root must be uniformly random or come from
    Argon2id: this makes keys of secrets and does not make weak secrets strong.
    """
    if len(root) != KEY_BYTES:
        raise ValueError("a root is 32 bytes")
    message = length_prefixed(label.encode(), *(part.encode() for part in parts))
    digest = hashlib.blake2b(message, key=root, person=_DERIVE_PERSON, digest_size=KEY_BYTES)
    return SymmetricKey(digest.digest())


def member_keys(root: Root) -> MemberKeys:
    """The keys of the member whose root this is, always the same ones."""
    box = BoxPrivate(derive_key(root, "x25519"))
    verifying, signing = _signing_pair(derive_key(root, "ed25519"))
    return MemberKeys(
        public=PublicIdentity(box_public(box), SigningPublic(verifying)),
        box=box,
        signing=SigningPrivate(signing),
        keyring=KeyringKey(derive_key(root, "keyring")),
        second_factor=SecondFactorKey(derive_key(root, "second factor")),
    )


def box_public(private: BoxPrivate) -> BoxPublic:
    """The X25519 public key of a private one (32 bytes)."""
    if len(private) != KEY_BYTES:
        raise ValueError("a private key is 32 bytes")
    return BoxPublic(crypto_scalarmult_base(private))


def fingerprint(public: PublicIdentity) -> str:
    """Thirty digits in six groups, for two people to compare by voice (about 99 bits).

    Says that both see the same keys; not whose they are: the voice says that.
    """
    digest = hashlib.blake2b(public.box + public.signing, person=b"holdfast-voice-1").digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**30:030d}"
    return " ".join(digits[at : at + 5] for at in range(0, 30, 5))


# ------------------------------------------------------------ wrapping


def wrap(key: SymmetricKey, *, under: SymmetricKey, context: Context) -> WrappedKey:
    """`key` sealed under another: 129 bytes. `context` is of kind KEY and names what it opens.

    Raises ValueError for a context of another kind. The kind of key is not in the envelope: put it
    in `context.record` (`<unit>/content`, `<unit>/identity`), which is.
    """
    return WrappedKey(seal(Plaintext(key), key=under, context=context))


def unwrap(
    wrapped: WrappedKey,
    kind: Callable[[SymmetricKey], _Key],
    *,
    under: SymmetricKey,
    context: Context,
) -> _Key:
    """The key that was wrapped, as a key of `kind`. Raises what `envelope.open_sealed` raises."""
    return kind(SymmetricKey(open_sealed(wrapped, key=under, context=context)))


# ------------------------------------------------------------ signatures


def sign(message: bytes, key: SigningPrivate, *, purpose: Purpose) -> Signature:
    """The 64-byte Ed25519 signature of `message` for `purpose`."""
    return _signed(_purposed(message, purpose), key)


def verify(
    signature: Signature, message: bytes, public: SigningPublic, *, purpose: Purpose
) -> None:
    """Return where `signature` is by `public` over `message` for `purpose`.

    Raises BadSignatureError otherwise. Does not prove when it was made, nor by which person.
    """
    _check(signature, _purposed(message, purpose), public)


def sign_note(text: bytes, key: SigningPrivate) -> Signature:
    """The bare Ed25519 signature of a C2SP signed note.

    Raises ValueError where the text holds a zero byte: a note cannot, and signatures with a
    purpose always do, so the two never stand for each other.
    """
    if b"\x00" in text:
        raise ValueError("a note has no zero byte")
    return _signed(text, key)


def verify_note(signature: Signature, text: bytes, public: SigningPublic) -> None:
    """Return where `signature` is by `public` over this note; else BadSignatureError."""
    if b"\x00" in text:
        raise BadSignatureError
    _check(signature, text, public)


def _purposed(message: bytes, purpose: Purpose) -> bytes:
    return b"holdfast/" + purpose.encode() + b"\x00" + message


def _signed(message: bytes, key: SigningPrivate) -> Signature:
    if len(key) != 2 * KEY_BYTES:  # libsodium's wrapper does not look, and would read past the end
        raise ValueError("a signing key is 64 bytes")
    return Signature(crypto_sign(message, key)[:SIGNATURE_BYTES])


def _check(signature: Signature, signed: bytes, public: SigningPublic) -> None:
    if len(signature) != SIGNATURE_BYTES or len(public) != KEY_BYTES:
        raise BadSignatureError
    try:
        crypto_sign_open(signature + signed, public)
    except CryptoError:
        raise BadSignatureError from None


def wipe(secret: bytearray) -> None:
    """Overwrite a secret with zeros in place.

    What it cannot do: Python copies `bytes` and `str` freely and frees them unwiped, the garbage
    collector and libsodium's wrapper keep copies, and the system may have written memory to swap.
    Wiping shortens the life of one copy. Against a seized running machine, encrypt swap and
    switch it off.
    """
    secret[:] = bytes(len(secret))
