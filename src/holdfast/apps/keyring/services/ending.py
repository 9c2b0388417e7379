"""Ending things for good: what revoking and shredding have in common.

Invariants:
- First the intent is committed with the bodies, and from then on what it is about counts no more.
  Then the wraps are deleted, and wiped from the file. Then the completion is entered. Only then is
  it acknowledged.
- Whatever was cut off between is finished at the next start, without anybody's keys: the entry that
  says "done" was made with the intent.
- On SQLite, deleted pages are overwritten and the log is cut. PostgreSQL and flash memory may keep
  old blocks: against these stands the weekly layer, whose key is destroyed.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections, transaction

from holdfast.apps.keyring.models import FileBody, Intent, MemberWrap, RecordBody, Unit, UnitWrap
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Aim, authenticator
from holdfast.apps.ledger import services as ledger
from holdfast.apps.ledger.rules import mark
from holdfast.kernel.disk import sync_folder
from holdfast.kernel.identifiers import random_id

from .writing import KEYSTORE, Write


def intend(write: Write, aim: Aim, target: str, *, revision: int) -> Intent:
    """The intent to end `target`, entered as `revision`, with the entry that will complete it.

    Both are authenticated under the team's key: the one of what ends dies with it.
    """
    team = team_key(write.actor).key
    write.enter(team, target, revision)
    intent: Intent = Intent.objects.create(
        id=random_id(),
        aim=int(aim),
        target=target,
        revision=revision + 1,
        mark=authenticator(team, target, revision + 1),
    )
    return intent


def drop_bodies(units: Sequence[str]) -> list[str]:
    """Delete the rows of these units and their bodies. Returns the ids of files to remove."""
    files = list(FileBody.objects.filter(unit__in=units).values_list("pk", flat=True))
    for table, column in ((RecordBody, "unit"), (FileBody, "unit"), (Unit, "pk")):
        table.objects.filter(**{f"{column}__in": units}).delete()
    return files


def finish(intents: Sequence[Intent]) -> None:
    """Delete the wraps that these intents are about, and enter that it is done.

    Done twice it does the same.
    """
    delete_wraps(intents)
    wipe_deleted()
    complete(intents)


def delete_wraps(intents: Sequence[Intent]) -> None:
    """Step two of ending: no row of the key store opens the targets any more."""
    with transaction.atomic(using=KEYSTORE, durable=True):
        for intent in intents:
            _delete_wraps(Aim(intent.aim), intent.target)


def complete(intents: Sequence[Intent]) -> None:
    """Step three of ending: the ledger says that it is done."""
    with ledger.writing() as pen:
        for intent in intents:
            if Intent.objects.filter(pk=intent.pk).delete()[0]:
                pen.enter(mark(intent.target, intent.revision, bytes(intent.mark)))


def wipe_deleted() -> None:
    """Bring deletions into the file itself, where they overwrite, and cut the log (SQLite)."""
    connection = connections[KEYSTORE]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def remove_files(files: Sequence[str]) -> None:
    """Remove sealed files that no row names any more; their keys are gone already."""
    folder = files_folder()
    for file in files:
        (folder / file).unlink(missing_ok=True)
    if files:
        sync_folder(folder)


def _delete_wraps(aim: Aim, target: str) -> None:
    if aim is Aim.GRANT:
        MemberWrap.objects.filter(pk=target).delete()
    elif aim is Aim.UNIT:
        UnitWrap.objects.filter(unit=target).delete()
    else:
        MemberWrap.objects.filter(scope_key=target).delete()
        UnitWrap.objects.filter(scope_key=target).delete()
