"""The keyring's tables. Every column is declared in docs/guide/store-format.md.

Invariants:
- Ids are opaque; what is not an id, a number or a week is sealed.
- In `bodies`: ScopeKey, Holding, Unit, RecordBody, FileBody, Intent. In `keystore`: UnitWrap,
  MemberWrap, RememberedHead. No row of one store is in the other, and no foreign key joins them.
"""

from __future__ import annotations

from django.db import models

_ID = 26


class ScopeKey(models.Model):
    """One key of a scope: which part, and how often it was rotated."""

    id = models.CharField(primary_key=True, max_length=_ID)
    scope = models.CharField(max_length=_ID)
    part = models.CharField(max_length=8)
    epoch = models.BigIntegerField()
    due_since = models.CharField(max_length=8)  # ISO week, or empty

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "part"], name="keyring_one_part")]


class Holding(models.Model):
    """That a member holds a scope's key, by a grant. Its wrap has the same id."""

    id = models.CharField(primary_key=True, max_length=_ID)
    scope_key = models.CharField(max_length=_ID)
    member = models.CharField(max_length=_ID, db_index=True)
    granter = models.CharField(max_length=_ID)
    epoch = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope_key", "member"], name="keyring_held_once"),
        ]


class Unit(models.Model):
    """Something that can be shredded alone."""

    id = models.CharField(primary_key=True, max_length=_ID)
    scope_key = models.CharField(max_length=_ID, db_index=True)


class RecordBody(models.Model):
    """One sealed record, in its newest revision."""

    id = models.CharField(primary_key=True, max_length=_ID)
    unit = models.CharField(max_length=_ID, db_index=True)
    scope_key = models.CharField(max_length=_ID, db_index=True)
    epoch = models.BigIntegerField()
    revision = models.BigIntegerField()
    leaf = models.BigIntegerField()
    body = models.BinaryField()


class FileBody(models.Model):
    """One sealed file, whose bytes stand in the folder `files`."""

    id = models.CharField(primary_key=True, max_length=_ID)
    unit = models.CharField(max_length=_ID, db_index=True)
    scope_key = models.CharField(max_length=_ID, db_index=True)
    epoch = models.BigIntegerField()
    leaf = models.BigIntegerField()


class Intent(models.Model):
    """Something that is being revoked or shredded, with the entry that will say it is done."""

    id = models.CharField(primary_key=True, max_length=_ID)
    aim = models.SmallIntegerField()
    target = models.CharField(max_length=_ID)
    revision = models.BigIntegerField()
    mark = models.BinaryField()


class UnitWrap(models.Model):
    """A unit's key under its part's key, under the weekly layer."""

    id = models.CharField(primary_key=True, max_length=_ID)
    scope_key = models.CharField(max_length=_ID)
    unit = models.CharField(max_length=_ID, db_index=True)
    key_epoch = models.BigIntegerField()
    under_epoch = models.BigIntegerField()
    tree_size = models.BigIntegerField()
    layer = models.BigIntegerField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope_key", "unit", "key_epoch", "under_epoch"], name="keyring_one_wrap"
            ),
        ]


class MemberWrap(models.Model):
    """A part's key for one member: as it was granted, or under their own key; under the layer."""

    id = models.CharField(primary_key=True, max_length=_ID)
    scope_key = models.CharField(max_length=_ID, db_index=True)
    member = models.CharField(max_length=_ID)
    granter = models.CharField(max_length=_ID)
    epoch = models.BigIntegerField()
    tree_size = models.BigIntegerField()
    layer = models.BigIntegerField(db_index=True)
    sealed = models.BinaryField()


class RememberedHead(models.Model):
    """The ledger's head as a member saw it last, sealed for that member alone."""

    member = models.CharField(primary_key=True, max_length=_ID)
    version = models.BigIntegerField()
    sealed = models.BinaryField()
