"""The append-only tree of RFC 9162, section 2.1: roots, inclusion and consistency proofs.

Invariants:
- Leaves are known here by their hash (`leaf_hash`), and are only ever added at the end.
- Hashes of complete subtrees never change, so any earlier size can be proved at any time.
- Proofs are made from a reader of such subtrees: kept in memory here, in a table by the ledger.

Levels count from 0 (leaves); subtree `index` at `level` covers leaves `index << level` up to
`(index + 1) << level`. The root of no leaves is SHA-256 of nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from .errors import ForkError, ShrunkError
from .verifier import leaf_hash, node_hash, root_from_inclusion

__all__ = [
    "CompactRange", "MemoryTree", "Subtree", "check_consistency", "consistency_proof", "empty_root",
    "inclusion_path", "leaf_hash", "node_hash", "root_from_inclusion", "root_of",
]  # fmt: skip

Subtree = Callable[[int, int], bytes]  # level, index -> 32 bytes


def empty_root() -> bytes:
    """The root of a tree without leaves: SHA-256 of nothing (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"").digest()


class CompactRange:
    """The least that must be kept to append: one hash for each 1 in the binary size.

    A million leaves need at most twenty hashes. Gives roots, not proofs.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """Take up a range of `size` leaves whose complete subtrees, largest first, are `peaks`."""
        if size < 0 or len(peaks) != size.bit_count():
            raise ValueError("a compact range has one hash for each 1 in its binary size")
        self._size = size
        self._peaks = list(peaks)

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return self._size

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """The hashes of the complete subtrees, largest first."""
        return tuple(self._peaks)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add one leaf hash. Returns the subtrees it completes: level, index, hash."""
        level, index, completed = 0, self._size, [(0, self._size, leaf)]
        while index & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            level, index = level + 1, index >> 1
            completed.append((level, index, leaf))
        self._peaks.append(leaf)
        self._size += 1
        return completed

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf hashes one after another, without telling which subtrees they complete."""
        sha256, peaks, size = hashlib.sha256, self._peaks, self._size
        for leaf in leaves:
            node, ones = leaf, size
            while ones & 1:
                node = sha256(b"\x01" + peaks.pop() + node).digest()
                ones >>= 1
            peaks.append(node)
            size += 1
        self._size = size

    def root(self) -> bytes:
        """The root over all leaves: 32 bytes."""
        if not self._peaks:
            return empty_root()
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of these leaf hashes (RFC 9162, section 2.1.1)."""
    whole = CompactRange()
    whole.extend(leaves)
    return whole.root()


class MemoryTree:
    """A tree whose subtrees are all in memory: about 200 bytes a leaf."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = []
        self._range = CompactRange()
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return self._range.size

    def append(self, leaf: bytes) -> int:
        """Add one leaf hash at the end. Returns its index."""
        for level, _, node in self._range.append(leaf):
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node)
        return self._range.size - 1

    def subtree(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree. Raises IndexError where it is not complete yet."""
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        """The root when the tree had `size` leaves; of all of them without one."""
        return _range_root(0, self.size if size is None else size, self.subtree)


def inclusion_path(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The audit path of leaf `index` in the tree of `size` (RFC 9162, section 2.1.3.1).

    Raises ValueError where the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError("the tree has no such leaf")
    path: list[bytes] = []
    start, count = 0, size
    while count > 1:
        left = _left_count(count)
        if index - start < left:
            path.append(_range_root(start + left, count - left, subtree))
            count = left
        else:
            path.append(_range_root(start, left, subtree))
            start, count = start + left, count - left
    return path[::-1]


def consistency_proof(earlier: int, later: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of `later` grew from the one of `earlier` (section 2.1.4.1).

    Empty where either is trivial: equal sizes, or an earlier size of 0. Raises ValueError where
    `earlier` is not between 0 and `later`.
    """
    if not 0 <= earlier <= later:
        raise ValueError("a tree grows")
    proof: list[bytes] = []
    start, count, is_old_root = 0, later, True
    while 0 < earlier - start < count:
        left = _left_count(count)
        if earlier - start <= left:
            proof.append(_range_root(start + left, count - left, subtree))
            count = left
        else:
            proof.append(_range_root(start, left, subtree))
            start, count, is_old_root = start + left, count - left, False
    if not is_old_root:
        proof.append(_range_root(start, count, subtree))
    return proof[::-1]


def check_consistency(
    earlier: int, earlier_root: bytes, later: int, later_root: bytes, proof: Sequence[bytes]
) -> None:
    """Return where `proof` shows that the earlier tree is the beginning of the later one.

    Raises ShrunkError where the later is smaller, ForkError where no history leads from one to
    the other or the proof does not show it. RFC 9162, section 2.1.4.2.
    """
    if later < earlier:
        raise ShrunkError
    if earlier == 0:
        expected = [(empty_root(), earlier_root)]
        if proof:
            raise ForkError
    elif earlier == later:
        expected = [(later_root, earlier_root)]
        if proof:
            raise ForkError
    else:
        old, new = _roots_from_consistency(earlier, earlier_root, later, proof)
        expected = [(old, earlier_root), (new, later_root)]
    if any(ours != theirs for ours, theirs in expected):
        raise ForkError


def _roots_from_consistency(
    earlier: int, earlier_root: bytes, later: int, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    steps = list(proof) if earlier & (earlier - 1) else [earlier_root, *proof]
    if not steps:
        raise ForkError
    place, last = earlier - 1, later - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise ForkError
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    if last:
        raise ForkError
    return old, new


def _left_count(count: int) -> int:
    """The largest power of two below `count`, which is at least 2."""
    return 1 << ((count - 1).bit_length() - 1)


def _range_root(start: int, count: int, subtree: Subtree) -> bytes:
    """The root over `count` leaves from `start`, a multiple of their largest power of two."""
    if count == 0:
        return empty_root()
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return subtree(level, start >> level)
    left = _left_count(count)
    return node_hash(
        _range_root(start, left, subtree), _range_root(start + left, count - left, subtree)
    )
