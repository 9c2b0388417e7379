"""The watch's tables, in a store of their own. Every column is in docs/guide/store-format.md.

Invariants: an id and a letter of one length; no week, since live rows would be told from decoys by
how long they stand.
"""

from __future__ import annotations

from django.db import models

_ID = 26


class WatchRow(models.Model):
    """A watched check-in, or a decoy."""

    id = models.CharField(primary_key=True, max_length=_ID)
    sealed = models.BinaryField()


class MarkRow(models.Model):
    """A step that was taken about a row of the watch."""

    id = models.CharField(primary_key=True, max_length=_ID)
    about = models.CharField(max_length=_ID, db_index=True)
    sealed = models.BinaryField()


class SlotRow(models.Model):
    """Something that the desk left for the watch, or the watch for itself: one row for each use."""

    id = models.SmallIntegerField(primary_key=True)
    sealed = models.BinaryField()


class SeenRow(models.Model):
    """The last moment that the watch has seen."""

    id = models.SmallIntegerField(primary_key=True)
    sealed = models.BinaryField()
