"""A grant: one key, sealed to one member and signed by the member who gives it.

Invariants:
- Only the recipient can open it; anyone who holds the public keys can see who gave it.
- It is worth nothing to another member, for another scope or part, in another epoch or
  installation, or as somebody else's gift: all of that is signed, and sealed inside as well, so
  that nobody can cut the signature off and pass the box on as their own.
- Bytes that do not verify are never opened.

Layout of 211 bytes:

    offset  size  field
         0     3  magic      "HG1"
         3    32  digest     BLAKE2b-256(person = "holdfast-grant-1", message = each of
                             (installation, scope, part, grant id, granter id, granter's Ed25519
                             key, recipient id, recipient's X25519 key, recipient's Ed25519 key,
                             epoch in 4 bytes) after its 2-byte length)
        35   112  sealed box libsodium crypto_box_seal(digest || key) to the recipient's X25519 key
       147    64  signature  purpose "grant" over bytes 0 to 146

Sources: libsodium sealed boxes (X25519, XSalsa20-Poly1305); binding the sender's name inside,
Davis, "Defective Sign & Encrypt", USENIX 2001.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest
from typing import NewType, TypeVar

from nacl.bindings import crypto_box_seal, crypto_box_seal_open, crypto_scalarmult
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumError

from .envelope import KEY_BYTES, SymmetricKey
from .errors import (
    BadPointError,
    MalformedError,
    TruncatedError,
    UnknownVersionError,
    WrongContextError,
    WrongKeyError,
)
from .keys import (
    BoxPublic,
    MemberKeys,
    PublicIdentity,
    Purpose,
    Signature,
    length_prefixed,
    sign,
    verify,
)

Grant = NewType("Grant", bytes)

GRANT_BYTES = 3 + 32 + 112 + 64
_MAGIC = b"HG1"
_Key = TypeVar("_Key", bound=SymmetricKey)


@dataclass(frozen=True, slots=True)
class GrantContext:
    """What is granted, by whom, to whom. Identifiers are opaque; `part` is content or identity.

    `epoch` counts the scope's keys (0 to 2**32 - 1); `grant` is the identifier of this one grant.
    """

    installation: str
    scope: str
    part: str
    grant: str
    granter: str
    granter_public: PublicIdentity
    recipient: str
    recipient_public: PublicIdentity
    epoch: int


def give(key: SymmetricKey, *, by: MemberKeys, context: GrantContext) -> Grant:
    """`key` for the recipient of `context`, signed by its granter: 211 bytes.

    Raises ValueError where `by` is not the granter or the key is not 32 bytes, BadPointError where
    the recipient's public key is one whose secret anyone knows. Does not check that the
    recipient's keys are theirs: compare fingerprints by voice first.
    """
    if by.public != context.granter_public or len(key) != KEY_BYTES:
        raise ValueError("a grant is of 32 bytes and is signed by its granter")
    check_point(context.recipient_public.box)
    digest = _digest(context)
    unsigned = _MAGIC + digest + crypto_box_seal(digest + key, context.recipient_public.box)
    return Grant(unsigned + sign(unsigned, by.signing, purpose=Purpose.GRANT))


def accept(
    grant: Grant,
    kind: Callable[[SymmetricKey], _Key],
    *,
    recipient: MemberKeys,
    context: GrantContext,
) -> _Key:
    """The key that the granter of `context` gave to `recipient`, as a key of `kind`.

    Raises MalformedError, UnknownVersionError, TruncatedError; BadSignatureError (not by this
    granter, or altered), WrongContextError (given to someone else, for something else, or passed
    on), WrongKeyError (sealed to another key). Does not prove that the granter held the right to
    give it: the keyring and the ledger do.
    """
    digest = _checked(grant, context)
    try:
        opened = crypto_box_seal_open(grant[35:147], recipient.public.box, recipient.box)
    except (CryptoError, SodiumError):
        raise WrongKeyError from None
    if not compare_digest(opened[:32], digest):
        raise WrongContextError
    return kind(SymmetricKey(opened[32:]))


def _checked(grant: Grant, context: GrantContext) -> bytes:
    if not grant.startswith(_MAGIC):
        raise UnknownVersionError if grant[:2] == _MAGIC[:2] else MalformedError
    if len(grant) != GRANT_BYTES:
        raise TruncatedError
    unsigned, signature = grant[:147], Signature(grant[147:])
    verify(signature, unsigned, context.granter_public.signing, purpose=Purpose.GRANT)
    digest = _digest(context)
    if not compare_digest(grant[3:35], digest):
        raise WrongContextError
    return digest


def check_point(public: BoxPublic) -> None:
    """Return where an X25519 public key gives a secret that only two people know.

    Raises BadPointError for one of small order (RFC 7748, section 6.1: the shared secret would be
    all zeros) or of a wrong length.
    """
    if len(public) != KEY_BYTES:  # libsodium's wrapper does not look, and would read past the end
        raise BadPointError
    try:
        crypto_scalarmult(bytes(31) + b"\x40", public)
    except (CryptoError, SodiumError):
        raise BadPointError from None


def _digest(context: GrantContext) -> bytes:
    texts = (context.installation, context.scope, context.part, context.grant, context.granter)
    message = length_prefixed(
        *(text.encode() for text in texts),
        context.granter_public.signing,
        context.recipient.encode(),
        context.recipient_public.box,
        context.recipient_public.signing,
        context.epoch.to_bytes(4, "big"),
    )
    return hashlib.blake2b(message, digest_size=32, person=b"holdfast-grant-1").digest()
