"""A site that is being made: it counts when its first keyholder was shown how to come in.

Invariants:
- A site is marked as unfinished from before its first key until that passphrase was shown.
- What was cut off opens for nobody: it is emptied when the making is begun again, and no command
  but that one works on it.
- A site without the mark is never emptied; nor is one with it that has more than a founding makes.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connections, transaction

from holdfast.apps.accounts.models import MemberRow
from holdfast.apps.accounts.services.founding import is_founded
from holdfast.apps.keyring.models import FileBody, ScopeKey
from holdfast.kernel.disk import destroy_file, place_file, sync_folder

from .router import BODIES, KEYSTORE
from .site import UNFINISHED


def begin_anew(folder: Path) -> None:
    """Mark a site without a first keyholder as unfinished; empty one that was left unfinished."""
    if (folder / UNFINISHED).exists() and _is_in_use():
        finish(folder)  # a mark that came from elsewhere is no reason to empty a site
    elif (folder / UNFINISHED).exists():
        _empty(folder)
    elif not is_founded():
        place_file(folder / UNFINISHED, b"")


def finish(folder: Path) -> None:
    """Let a site count: its first keyholder was shown how to come in."""
    (folder / UNFINISHED).unlink(missing_ok=True)
    sync_folder(folder)


def _is_in_use() -> bool:
    """Whether there is more than one founding makes: other members, cases, files."""
    others = MemberRow.objects.count() > 1 or ScopeKey.objects.count() > 1
    return bool(others or FileBody.objects.exists())


def _empty(folder: Path) -> None:
    for key in folder.glob("epoch/*"):
        destroy_file(key)
    for alias in (BODIES, KEYSTORE):
        connection = connections[alias]
        names = connection.introspection.table_names()
        with transaction.atomic(using=alias, durable=True), connection.cursor() as cursor:
            for name in sorted(set(names) - {"django_migrations"}):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
