"""Bringing deletions to the disk, in every store that is a file.

Invariants:
- What was deleted is overwritten in the file itself (`secure_delete`), and the log beside it, which
  still had the old pages, is cut off.
- Imports no table: a process that holds no member's keys can use it.
"""

from __future__ import annotations

import logging

from django.db import DatabaseError, connections

_log = logging.getLogger("holdfast.keyring")


def wipe_deleted(store: str) -> None:
    """Overwrite what was deleted from a store. Call it after the commit; a failure is logged."""
    connection = connections[store]
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseError:
        _log.warning("What was deleted could not be overwritten now. It is at the next deletion.")
