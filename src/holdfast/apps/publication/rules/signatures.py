"""Who signed what leaves, and which of it was withdrawn since.

Invariants: two different members sign, and they sign the bytes that leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from holdfast.apps.archive.rules import Use

from .contents import digest

SIGNERS = 2


class ReleaseSignature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed which bytes on which day; `event` names the signed entry of the ledger."""

    member: str
    day: str
    sha256: str
    event: str


def signatures_hold(signatures: Sequence[ReleaseSignature], released: bytes) -> bool:
    """Whether two different members signed exactly these bytes."""
    signers = {signature.member for signature in signatures}
    wanted = digest(released)
    return len(signers) >= SIGNERS and all(s.sha256 == wanted for s in signatures)


def uses_withdrawn(
    paragraphs: Iterable[tuple[str, str]], use: Use, withdrawn: frozenset[tuple[str, str, Use]]
) -> tuple[str, ...]:
    """The paragraphs, of (testimony, paragraph), whose use was withdrawn."""
    return tuple(p for t, p in paragraphs if (t, p, use) in withdrawn)
