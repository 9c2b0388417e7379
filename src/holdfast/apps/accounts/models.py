"""The members' tables. Every column is declared in docs/guide/store-format.md.

Invariants:
- No name, no role, no contact in clear: opaque ids, aliases drawn at random, counters, weeks.
- In `keystore`: RootWrap, Parcel, ShareWrap, DirectoryWrap, DirectoryPast, which open something. In
  `bodies`: the rest, which says what counts. What no row of `bodies` names counts for nothing.
- A session's row holds an opaque id, a week and ciphertext; not even whose it is.
"""

from __future__ import annotations

from django.db import models

_ID = 26
_WEEK = 8


class MemberRow(models.Model):
    """A member's opaque id and public keys."""

    id = models.CharField(primary_key=True, max_length=_ID)
    box_public = models.BinaryField()
    signing_public = models.BinaryField()


class Profile(models.Model):
    """A member's alias and sealed card. `generation` counts how often all sessions were ended."""

    member = models.CharField(primary_key=True, max_length=_ID)
    alias = models.CharField(max_length=7, unique=True)
    generation = models.BigIntegerField(default=0)
    epoch = models.BigIntegerField(default=0)
    revision = models.BigIntegerField(default=0)
    card = models.BinaryField(default=b"")  # empty until somebody has confirmed them


class SecondFactorRow(models.Model):
    """A member's second factor, or that there is none: the row looks the same."""

    member = models.CharField(primary_key=True, max_length=_ID)
    revision = models.BigIntegerField()
    sealed = models.BinaryField()


class WayRow(models.Model):
    """One way to a member's root, and which row of the key store is the one that counts."""

    id = models.CharField(primary_key=True, max_length=_ID)
    member = models.CharField(max_length=_ID, db_index=True)
    way = models.SmallIntegerField()
    revision = models.BigIntegerField()
    wrap = models.CharField(max_length=_ID)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "way"], name="accounts_one_way")]


class RecoveryRequest(models.Model):
    """A member who lost everything asks their trustees: keys that live until they are back."""

    id = models.CharField(primary_key=True, max_length=_ID)
    member = models.CharField(max_length=_ID, unique=True)
    week = models.CharField(max_length=_WEEK)
    box_public = models.BinaryField()
    signing_public = models.BinaryField()
    wrap = models.CharField(max_length=_ID)


class RecoveryTries(models.Model):
    """How often somebody tried to come back in this week: one row, whoever was meant."""

    week = models.CharField(primary_key=True, max_length=_WEEK)
    tries = models.BigIntegerField()


class InvitationRow(models.Model):
    """An invitation under way."""

    id = models.CharField(primary_key=True, max_length=_ID)
    week = models.CharField(max_length=_WEEK)
    offer = models.BinaryField()
    memo = models.BinaryField()
    inviter = models.CharField(max_length=_ID)
    answer = models.BinaryField(default=b"")
    member = models.CharField(max_length=_ID, default="")


class SessionRow(models.Model):
    """A session: nothing but an opaque id, a week, and ciphertext."""

    id = models.CharField(primary_key=True, max_length=_ID)
    week = models.CharField(max_length=_WEEK)
    sealed = models.BinaryField()


class ShredIntent(models.Model):
    """That one keyholder wants the site destroyed, signed by them; a second must follow."""

    id = models.CharField(primary_key=True, max_length=_ID)
    member = models.CharField(max_length=_ID)
    week = models.CharField(max_length=_WEEK)
    signature = models.BinaryField()


# ------------------------------------------------------------ the key store


class RootWrap(models.Model):
    """A member's root under one way; or the same once more under the key of a parcel.

    `way` and `revision` let a lock be found whose body was set back; `tree_size` tells how long the
    ledger was when it was written.
    """

    id = models.CharField(primary_key=True, max_length=_ID)
    way = models.CharField(max_length=_ID, db_index=True)
    revision = models.BigIntegerField()
    parcel = models.CharField(max_length=_ID, default="", db_index=True)  # empty: not sealed away
    tree_size = models.BigIntegerField()
    sealed = models.BinaryField()


class Parcel(models.Model):
    """Ways that were sealed away together: why, and until which week where one was named.

    It stands beside what it is about, so that set-back bodies do not lose the way back.
    """

    id = models.CharField(primary_key=True, max_length=_ID)
    member = models.CharField(max_length=_ID)  # who locked or travels, or who locked the site
    reason = models.SmallIntegerField()
    needed = models.SmallIntegerField()
    tree_size = models.BigIntegerField()
    back_week = models.CharField(max_length=_WEEK, default="")


class ShareWrap(models.Model):
    """One share of a secret, sealed to one keeper. `set` is a parcel, a way, or a request."""

    id = models.CharField(primary_key=True, max_length=_ID)
    set = models.CharField(max_length=_ID, db_index=True)
    keeper = models.CharField(max_length=_ID, db_index=True)
    granter = models.CharField(max_length=_ID)
    tree_size = models.BigIntegerField()
    grant = models.BinaryField()
    sealed = models.BinaryField()


class DirectoryWrap(models.Model):
    """The directory's key for one member."""

    id = models.CharField(primary_key=True, max_length=_ID)
    member = models.CharField(max_length=_ID, db_index=True)
    granter = models.CharField(max_length=_ID)
    epoch = models.BigIntegerField()
    tree_size = models.BigIntegerField()
    grant = models.BinaryField()


class DirectoryPast(models.Model):
    """An earlier key of the directory under the one after it: for bodies that were set back."""

    id = models.CharField(primary_key=True, max_length=_ID)
    epoch = models.BigIntegerField(db_index=True)
    tree_size = models.BigIntegerField()
    sealed = models.BinaryField()
