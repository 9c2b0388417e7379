"""A union of things that turn out to be one, which refuses what cannot be one.

Invariants: two members of a set are one; `keep_apart` is symmetric and survives unions.
"""

from __future__ import annotations


class Identities:
    """Disjoint sets over 0 .. size-1 with pairs that must never fall together."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._apart: dict[int, set[int]] = {}

    def find(self, item: int) -> int:
        """The representative of the set that holds `item`: its smallest member."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def keep_apart(self, left: int, right: int) -> None:
        """Never let these two be one. They must not be one already."""
        a, b = self.find(left), self.find(right)
        if a == b:
            raise ValueError("these two are one already")
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)

    def may_unite(self, left: int, right: int) -> bool:
        """Whether nothing keeps the two apart."""
        a, b = self.find(left), self.find(right)
        return b not in self._apart.get(a, ())

    def unite(self, left: int, right: int) -> bool:
        """Make the two one, unless they must stay apart. Returns whether they are one now."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b:
            return True
        if not self.may_unite(a, b):
            return False
        self._parent[b] = a
        for other in self._apart.pop(b, set()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart.setdefault(a, set()).add(other)
        return True
