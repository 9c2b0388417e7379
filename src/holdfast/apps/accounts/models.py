"""The members' table, in the store of bodies.

Invariants: no name, no role, no contact in clear; see docs/guide/store-format.md.
"""

from __future__ import annotations

from django.db import models


class MemberRow(models.Model):
    """A member's opaque id and public keys."""

    id = models.CharField(primary_key=True, max_length=26)
    box_public = models.BinaryField()
    signing_public = models.BinaryField()
