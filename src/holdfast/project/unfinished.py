"""A site that is being made: it counts when its first keyholder was shown how to come in.

Invariants:
- A site is marked as unfinished from before its first key until that passphrase was shown.
- What was cut off opens for nobody: it is emptied when the making is begun again, and no command
  but that one works on it.
- A site with the mark has nobody's material; one without it is never emptied.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connections, transaction

from holdfast.apps.accounts.services.founding import is_founded
from holdfast.kernel.disk import destroy_file, place_file, sync_folder

from .router import BODIES, KEYSTORE
from .site import UNFINISHED


def begin_anew(folder: Path) -> None:
    """Mark a site without a first keyholder as unfinished; empty one that was left unfinished."""
    if (folder / UNFINISHED).exists():
        _empty(folder)
    elif not is_founded():
        place_file(folder / UNFINISHED, b"")


def finish(folder: Path) -> None:
    """Let a site count: its first keyholder was shown how to come in."""
    (folder / UNFINISHED).unlink(missing_ok=True)
    sync_folder(folder)


def _empty(folder: Path) -> None:
    for key in folder.glob("epoch/*"):
        destroy_file(key)
    for alias in (BODIES, KEYSTORE):
        connection = connections[alias]
        names = connection.introspection.table_names()
        with transaction.atomic(using=alias, durable=True), connection.cursor() as cursor:
            for name in sorted(set(names) - {"django_migrations"}):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
