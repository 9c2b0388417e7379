"""Capture tables: how many people stand on which lists.

Invariants:
- A person on one list twice counts there once.
- Histories are sorted, highest first, and all-zero histories do not exist.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

History = tuple[int, ...]
MOST_LISTS = 60


def capture_table(
    labels: NDArray[np.int64], list_numbers: NDArray[np.int64], lists: int
) -> dict[History, int]:
    """Count of people by capture history (0/1 a list), from the cluster label of every row."""
    people, person = np.unique(labels, return_inverse=True)
    masks = np.zeros(len(people), dtype=np.int64)
    np.bitwise_or.at(masks, person, np.int64(1) << list_numbers.astype(np.int64))
    found, counts = np.unique(masks, return_counts=True)
    table = {
        tuple(int(mask) >> number & 1 for number in range(lists)): int(count)
        for mask, count in zip(found.tolist(), counts.tolist(), strict=True)
    }
    return dict(sorted(table.items(), reverse=True))
