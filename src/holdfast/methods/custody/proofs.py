"""Proof files: everything a stranger needs to verify one exhibit, and nothing of any other.

Invariants:
- A proof shows one entry; of the others it shows hashes that say nothing without their blinding.
- A proof is checked when it is made, by the code that strangers run, so a bad one is never given.
- The JSON is canonical: the same proof is the same bytes.

    format       "holdfast-proof-1"
    event        the entry: at least sha256 (hex) and size_bytes of the file
    blinding     32 bytes, hex: opens this leaf only
    index, path  where the leaf stands, and the hashes from there to the root (hex)
    checkpoint   the signed note of the ledger's head
    key          the ledger's public key; to be compared with the published one
    signatures   public_key and signature (hex) of members over "holdfast/event", 0x00, the event
    stamps       RFC 3161 tokens (DER in base64) over SHA-256 of the checkpoint's text
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from .checkpoints import verifier_key_text
from .errors import ForkError, UnreadableProofError
from .verifier import (
    FORMAT,
    Check,
    ProofError,
    VerifierKey,
    blinded_leaf,
    canonical_json,
    leaf_hash,
    parse_checkpoint,
    read_proof,
    root_from_inclusion,
    split_note,
)
from .verifier import verify as _verify


@dataclass(frozen=True, slots=True)
class EventSignature:
    """A member's signature over one event: Ed25519, 32 and 64 bytes."""

    public_key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One entry of the ledger that is to be shown: the event, its blinding and its index."""

    event: dict[str, Any]
    blinding: bytes
    index: int
    signatures: tuple[EventSignature, ...] = ()


def make_proof(
    exhibit: Exhibit,
    *,
    path: Sequence[bytes],
    note: str,
    key: VerifierKey,
    stamps: Sequence[bytes] = (),
) -> bytes:
    """The proof file of one exhibit under the head that `note` signs, as canonical JSON.

    `path` is from `merkle.inclusion_path` for the checkpoint's size. Raises ForkError where the
    entry does not stand under that head, UnreadableProofError where a part is not of its form.
    """
    try:
        _check_stands(exhibit, path, note)
        return canonical_json(
            {
                "format": FORMAT,
                "event": exhibit.event,
                "blinding": exhibit.blinding.hex(),
                "index": exhibit.index,
                "path": [step.hex() for step in path],
                "checkpoint": note,
                "key": verifier_key_text(key),
                "signatures": [
                    {"public_key": s.public_key.hex(), "signature": s.signature.hex()}
                    for s in exhibit.signatures
                ],
                "stamps": [base64.b64encode(stamp).decode() for stamp in stamps],
            }
        )
    except ProofError:
        raise UnreadableProofError from None


def _check_stands(exhibit: Exhibit, path: Sequence[bytes], note: str) -> None:
    checkpoint = parse_checkpoint(split_note(note)[0])
    leaf = leaf_hash(blinded_leaf(exhibit.event, exhibit.blinding))
    if root_from_inclusion(leaf, exhibit.index, checkpoint.size, path) != checkpoint.root:
        raise ForkError("This entry does not stand under this head of the ledger.")


def verify_proof(proof: bytes, file: BinaryIO, *, key: str | None = None) -> list[Check]:
    """Every check of a proof file against a file; the exhibit is proved where all hold.

    `key` is the ledger's verifier key as it was published; without it the last check asks the
    reader to compare the one in the proof. Raises UnreadableProofError. What a proof does and does
    not say stands at the head of `verifier.py`.
    """
    try:
        return _verify(read_proof(proof), file, key)
    except ProofError as error:
        raise UnreadableProofError(f"Nothing was verified: {error}.") from None
