"""The ledger's tables, in the store of bodies. Append-only: no code changes or deletes a leaf.

Invariants: no column holds content, a member or a time; see docs/guide/store-format.md.
"""

from __future__ import annotations

from django.db import models


class Leaf(models.Model):
    """One entry, at its place in the tree."""

    index = models.BigIntegerField(primary_key=True)
    subject = models.CharField(max_length=26)
    revision = models.BigIntegerField()
    form = models.SmallIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "revision"], name="ledger_entered_once"),
        ]


class Subtree(models.Model):
    """The hash of a complete subtree above the leaves. `place` is level << 56 | index."""

    place = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField()


class Tip(models.Model):
    """One row: how many leaves there are, and the hashes from which the next ones follow.

    Whoever writes holds this row locked, so that writers of all processes take turns.
    """

    id = models.SmallIntegerField(primary_key=True)
    size = models.BigIntegerField()
    peaks = models.BinaryField()


class Checkpoint(models.Model):
    """A signed head of the ledger, as a C2SP signed note."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
