"""The tables of the line, in a store of their own. Every column is in docs/guide/store-format.md.

Invariants:
- Whoever takes this store learns how many mailboxes and letters there are, in which weeks they
  were begun, and the size class of each letter. Nothing here opens anything.
"""

from __future__ import annotations

from django.db import models

_ID = 26


class Mailbox(models.Model):
    """Where somebody reads our answers; found by what their code gives."""

    id = models.CharField(primary_key=True, max_length=_ID)
    look_up = models.CharField(max_length=64, unique=True)
    public = models.BinaryField()
    week = models.CharField(max_length=8)


class LetterIn(models.Model):
    """A letter to the team, until the desk took it in."""

    id = models.CharField(primary_key=True, max_length=_ID)
    mailbox = models.CharField(max_length=_ID, db_index=True)
    week = models.CharField(max_length=8)
    sealed = models.BinaryField()


class Bell(models.Model):
    """That a letter came, for the watch; until the desk said what waits now."""

    id = models.CharField(primary_key=True, max_length=_ID)
    sealed = models.BinaryField()


class LetterOut(models.Model):
    """A letter to a contact, until they said that they read it."""

    id = models.CharField(primary_key=True, max_length=_ID)
    mailbox = models.CharField(max_length=_ID, db_index=True)
    sealed = models.BinaryField()


class FileIn(models.Model):
    """A sealed file in the folder `files`, until the desk took it in."""

    id = models.CharField(primary_key=True, max_length=_ID)
    letter = models.CharField(max_length=_ID, db_index=True)
