"""What a row is called outside the list: an opaque key, and a check that shows rows that moved.

Invariants:
- A key is derived from the list's name and the row's id (or its number where there is no id); it
  repeats neither, and the same row of the same list has the same key in every run.
- A check is two hex digits of the row's content. One row in 256 has the same, so it says nothing of
  who stands there; over a list it shows whether the rows are still the ones they were.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.linkage.headers import Role
from holdfast.methods.linkage.lists import NamedList


def row_keys(named: NamedList) -> list[str]:
    """The key of each row. An id that stands twice in a list is told apart by its row's number."""
    ids = named.cells.get(Role.ID) or [""] * named.size
    counts = Counter(ids)
    return [
        derived_id("r", named.name, "id", id_)
        if id_ and counts[id_] == 1
        else derived_id("r", named.name, "row", row)
        for row, id_ in enumerate(ids, 1)
    ]


def row_checks(named: NamedList) -> list[str]:
    """Two hex digits of each row's names and dates."""
    roles = sorted(role for role in named.cells if role is not Role.ID)
    return [
        hashlib.sha256("\0".join(cells).encode()).hexdigest()[:2]
        for cells in zip(*(named.cells[role] for role in roles), strict=True)
    ]
