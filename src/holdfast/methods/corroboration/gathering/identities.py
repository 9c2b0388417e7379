"""A union of things that turn out to be one, which refuses what cannot be one.

Invariants: two members of a set are one; `keep_apart` is symmetric and survives unions.
"""

from __future__ import annotations

_NOTHING: frozenset[int] = frozenset()


class Identities:
    """Disjoint sets over 0 .. size-1 with circles of which no two may fall together."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        # Two that bear one mark stay apart. What is frozen is shared: most never get a second one.
        self._marks: dict[int, set[int] | frozenset[int]] = {}
        self._next_mark = 0

    def find(self, item: int) -> int:
        """The representative of the set that holds `item`: its smallest member."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def keep_apart(self, *items: int) -> None:
        """Never let any two of these be one. None of them may be one already."""
        roots = {self.find(item) for item in items}
        if len(roots) < len(items):
            raise ValueError("two of these are one already")
        mark = frozenset((self._next_mark,))
        for root in roots:
            self._marks[root] = self._marks[root] | mark if root in self._marks else mark
        self._next_mark += 1

    def may_unite(self, left: int, right: int) -> bool:
        """Whether nothing keeps the two apart."""
        a, b = self.find(left), self.find(right)
        return a == b or self._marks.get(a, _NOTHING).isdisjoint(self._marks.get(b, _NOTHING))

    def unite(self, left: int, right: int) -> bool:
        """Make the two one, unless they must stay apart. Returns whether they are one now."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b:
            return True
        if not self.may_unite(a, b):
            return False
        self._parent[b] = a
        marks = self._marks.pop(b, _NOTHING)
        if marks:
            few, many = sorted((marks, self._marks.get(a, _NOTHING)), key=len)
            self._marks[a] = _with(many, few)
        return True


def _with(many: set[int] | frozenset[int], few: set[int] | frozenset[int]) -> set[int]:
    """Both together; a set of its own grows where it stands, so that unions stay cheap."""
    own = many if isinstance(many, set) else set(many)
    own |= few
    return own
