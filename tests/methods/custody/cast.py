"""A ledger with an exhibit in it, and the proof that is given for it."""

from __future__ import annotations

import hashlib
import io

from nacl import bindings as sodium

from holdfast.methods.custody.checkpoints import sign_checkpoint
from holdfast.methods.custody.merkle import MemoryTree, inclusion_path
from holdfast.methods.custody.proofs import EventSignature, Exhibit, make_proof
from holdfast.methods.custody.verifier import (
    EVENT_LABEL,
    Checkpoint,
    VerifierKey,
    blinded_leaf,
    canonical_json,
    leaf_hash,
)

PUBLIC, _PRIVATE = sodium.crypto_sign_seed_keypair(b"ledger".ljust(32, b"."))
MEMBER_PUBLIC, _MEMBER_PRIVATE = sodium.crypto_sign_seed_keypair(b"member".ljust(32, b"."))
KEY = VerifierKey("ledger.hotline.example", PUBLIC)
FILE = b"A photograph of the gate at Ostrelle, or its bytes."
EVENT = {
    "kind": "exhibit",
    "exhibit": "k7m-2xq",
    "week": "2031-W14",
    "sha256": hashlib.sha256(FILE).hexdigest(),
    "size_bytes": len(FILE),
}
BLINDING = bytes(range(32))
INDEX = 11


def sign(text: bytes) -> bytes:
    return sodium.crypto_sign(text, _PRIVATE)[:64]


def sign_event(event: dict) -> EventSignature:
    signed = sodium.crypto_sign(EVENT_LABEL + canonical_json(event), _MEMBER_PRIVATE)
    return EventSignature(MEMBER_PUBLIC, signed[:64])


def ledger() -> MemoryTree:
    """Twenty-six leaves, of which the exhibit is the twelfth."""
    tree = MemoryTree(leaf_hash(bytes([number])) for number in range(INDEX))
    tree.append(leaf_hash(blinded_leaf(EVENT, BLINDING)))
    for number in range(INDEX + 1, 26):
        tree.append(leaf_hash(bytes([number])))
    return tree


def head(tree: MemoryTree, size: int | None = None) -> str:
    size = tree.size if size is None else size
    return sign_checkpoint(Checkpoint(KEY.name, size, tree.root(size)), key=KEY, sign=sign)


def proof(stamps: tuple[bytes, ...] = ()) -> bytes:
    tree = ledger()
    exhibit = Exhibit(EVENT, BLINDING, INDEX, (sign_event(EVENT),))
    path = inclusion_path(INDEX, tree.size, tree.subtree)
    return make_proof(exhibit, path=path, note=head(tree), key=KEY, stamps=stamps)


def file() -> io.BytesIO:
    return io.BytesIO(FILE)
