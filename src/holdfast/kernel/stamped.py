"""What a file said when it was last read, until it is another file.

Invariants:
- A file that was replaced, as every file of ours is, is read anew at the next question. Another of
  the same length, written in place within one tick of the disk's clock, is not seen as another.
- A reading that fails is not remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")
_Stamp = tuple[int, int, int, int]


class Stamped(Generic[T]):
    """Readings of small files, each remembered beside the stamp of its file."""

    def __init__(self, read: Callable[[bytes], T]) -> None:
        self._read = read
        self._known: dict[Path, tuple[_Stamp, T]] = {}

    def of(self, path: Path) -> T:
        """What this file says now. Raises OSError, and whatever reading it raises."""
        found = path.stat()
        stamp = (found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        value = self._read(path.read_bytes())
        self._known[path] = (stamp, value)
        return value
