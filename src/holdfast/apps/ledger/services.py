"""Appending to the ledger, inside the very transaction that it records.

Invariants:
- An entry and the write that it records are committed together or not at all.
- Writers take turns: whoever holds the tip decides what the next entries follow.
- The ledger has no key: heads are signed by a function that is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from holdfast.methods.custody.checkpoints import Sign, sign_checkpoint
from holdfast.methods.custody.merkle import CompactRange
from holdfast.methods.custody.verifier import VerifierKey

from .errors import RepeatedEntryError
from .models import Checkpoint, Leaf, Subtree, Tip
from .queries import STORE, TIP, head, place_of, range_of
from .rules import Entry, hash_of


class Pen:
    """The right to append, for one transaction: from `writing()`."""

    def __init__(self, tree: CompactRange) -> None:
        self._tree = tree
        self._entries: list[Entry] = []

    def enter(self, *entries: Entry) -> int:
        """The place in the tree that the first of `entries` takes when the transaction commits."""
        place = self._tree.size + len(self._entries)
        self._entries.extend(entries)
        return place

    def close(self) -> None:
        """Write what was entered, in one batch."""
        if self._entries:
            _append(self._tree, self._entries)


@contextmanager
def writing() -> Iterator[Pen]:
    """One transaction on the store of bodies, with every other writer waiting.

    What is entered with the pen is committed with the rows that the block writes, or nothing is.
    Raises RepeatedEntryError where a revision was entered before, RuntimeError inside another
    transaction: what it commits must be on disk when it ends.
    """
    with transaction.atomic(using=STORE, durable=True):
        row, _ = Tip.objects.select_for_update().get_or_create(
            pk=TIP, defaults={"size": 0, "peaks": b""}
        )
        pen = Pen(range_of(row.size, bytes(row.peaks)))
        yield pen
        pen.close()


def append(entries: Sequence[Entry]) -> int:
    """The place of the first of `entries`, entered durably in a transaction of their own."""
    with writing() as pen:
        return pen.enter(*entries)


def sign_head(key: VerifierKey, sign: Sign) -> str:
    """The head as it stands, signed as `key` by `sign`, and kept."""
    with writing():
        now = head(key.name)
        note = sign_checkpoint(now, key=key, sign=sign)
        Checkpoint.objects.update_or_create(size=now.size, defaults={"note": note})
    return note


def _append(tree: CompactRange, entries: Sequence[Entry]) -> None:
    leaves, subtrees = [], []
    for entry in entries:
        leaves.append(
            Leaf(
                index=tree.size,
                subject=entry.subject,
                revision=entry.revision,
                form=int(entry.form),
                data=entry.data,
            )
        )
        for level, index, node in tree.append(hash_of(entry))[1:]:
            subtrees.append(Subtree(place=place_of(level, index), hash=node))
    try:
        Leaf.objects.bulk_create(leaves)
    except IntegrityError:
        raise RepeatedEntryError from None
    Subtree.objects.bulk_create(subtrees)
    Tip.objects.filter(pk=TIP).update(size=tree.size, peaks=b"".join(tree.peaks))
