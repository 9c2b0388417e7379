"""What a leaf of the ledger says, as pure functions.

Invariants:
- A mark says that one thing reached one revision, by an authenticator that only the holder of the
  thing's key could make, then or now. Without the key it is 32 random-looking bytes: when the key
  is shredded, the leaf no longer says what was done or by whom, even to us.
- An event is a leaf of 32 bytes whose blinding is kept with the exhibit (custody's proofs open it).
- Every leaf hash follows from its row, so the whole tree is checked without any key.

    mark:  leaf = blinded_leaf({"revision": n, "subject": id}, blinding = authenticator)
    event: leaf = the 32 bytes that were handed in
    leaf hash = SHA-256(0x00 || leaf)                                      RFC 9162
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from holdfast.methods.custody.verifier import blinded_leaf, leaf_hash

HASH_BYTES = 32


class Form(IntEnum):
    """How a leaf came to be. The number stands in clear."""

    MARK = 1
    EVENT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `subject` is an opaque id, `revision` counts what happened to it, from 1."""

    subject: str
    revision: int
    form: Form
    data: bytes  # a mark's authenticator, or an event's leaf: 32 bytes either way

    def __post_init__(self) -> None:
        """Refuse what no leaf can be made of."""
        if len(self.data) != HASH_BYTES or self.revision < 1 or not self.subject:
            raise ValueError("an entry has a subject, a revision from 1 and 32 bytes")


def mark(subject: str, revision: int, authenticator: bytes) -> Entry:
    """The entry that says `subject` reached `revision`."""
    return Entry(subject, revision, Form.MARK, authenticator)


def event(subject: str, leaf: bytes) -> Entry:
    """The entry of an event whose blinded leaf is `leaf`."""
    return Entry(subject, 1, Form.EVENT, leaf)


def hash_of(entry: Entry) -> bytes:
    """The leaf hash of an entry: 32 bytes."""
    if entry.form is Form.EVENT:
        return leaf_hash(entry.data)
    says = {"subject": entry.subject, "revision": entry.revision}
    return leaf_hash(blinded_leaf(says, entry.data))
