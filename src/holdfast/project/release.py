"""Whether a site's tables are those of this release.

Invariants: nothing is changed here; a store that a newer release wrote is never opened.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from .errors import LostStoreError, NewerSiteError, OlderSiteError
from .router import STORES


def check_release() -> tuple[str, ...]:
    """The stores that were looked at: all, where each has exactly the tables of this release.

    Raises LostStoreError, NewerSiteError, OlderSiteError.
    """
    for alias in STORES:
        _check_there(alias)
        loader = MigrationLoader(connections[alias])
        known, applied = set(loader.disk_migrations), set(loader.applied_migrations)
        if applied - known:
            raise NewerSiteError
        if known - applied:
            raise OlderSiteError
    return STORES


def _check_there(alias: str) -> None:
    """SQLite makes an empty file where one is missing: that would hide a loss."""
    connection = connections[alias]
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        raise LostStoreError
