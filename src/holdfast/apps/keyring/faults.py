"""What the disk and the database say when they fail, in words of ours.

Invariants: nothing of a query, a path or a row reaches the message; the cause is not chained on.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from .errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)

_BY_WORDS = {
    "disk is full": StoreFullError,
    "no space left": StoreFullError,
    "readonly": StoreReadOnlyError,
    "read-only": StoreReadOnlyError,
    "locked": StoreBusyError,
    "malformed": StoreDamagedError,
    "not a database": StoreDamagedError,
    "invalid page": StoreDamagedError,
}
_BY_NUMBER = {
    errno.ENOSPC: StoreFullError,
    errno.EDQUOT: StoreFullError,
    errno.EFBIG: StoreFullError,
    errno.EROFS: StoreReadOnlyError,
    errno.EACCES: StoreReadOnlyError,
    errno.EPERM: StoreReadOnlyError,
}


@contextmanager
def in_words() -> Iterator[None]:
    """Let a failing disk or database be refused as a StoreError."""
    try:
        yield
    except DatabaseError as error:
        raise _of_database(error) from None
    except OSError as error:
        kind = _BY_NUMBER.get(error.errno or 0, StoreError)
        raise kind from None


@contextmanager
def as_rows() -> Iterator[None]:
    """Let rows that hold what no code of ours writes be refused as a StoreDamagedError.

    Only around reads: in a write, a ValueError is the caller's.
    """
    with in_words():
        try:
            yield
        except (TypeError, ValueError):
            raise StoreDamagedError from None


def _of_database(error: DatabaseError) -> StoreError:
    said = str(error).lower()
    return next((kind() for words, kind in _BY_WORDS.items() if words in said), StoreError())
