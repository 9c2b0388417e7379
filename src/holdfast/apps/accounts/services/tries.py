"""How often a week strangers may try to come back: by a sheet, or by asking trustees.

Invariants:
- Counted for the whole site and stored, so that neither a restart nor another process begins anew.
- Only the ways back are limited. Logging in never is: nobody is locked out of what they can open.
- What turned out right is not counted; a keyholder lets the count begin anew before the week ends.
- The row says a week and a number: not who was meant, and not when.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from holdfast.apps.accounts.errors import TooManyTriesError
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import RecoveryTries
from holdfast.apps.accounts.queries import require
from holdfast.apps.accounts.rules import ActiveMember, Permission
from holdfast.kernel.clock import iso_week

STORE = "bodies"
MOST_A_WEEK = 60


def count_try(gate: Gate) -> None:
    """Count one try, before any work is done for it. Raises TooManyTriesError."""
    week = iso_week(gate.clock())
    with transaction.atomic(using=STORE, durable=True):
        RecoveryTries.objects.exclude(pk=week).delete()
        RecoveryTries.objects.get_or_create(pk=week, defaults={"tries": 0})
        within = RecoveryTries.objects.filter(pk=week, tries__lt=MOST_A_WEEK)
        if not within.update(tries=F("tries") + 1):
            raise TooManyTriesError


@contextmanager
def counted(gate: Gate) -> Iterator[None]:
    """One try, taken back where the block ends well: it was right. Raises TooManyTriesError."""
    count_try(gate)
    yield
    week = iso_week(gate.clock())
    RecoveryTries.objects.filter(pk=week, tries__gt=0).update(tries=F("tries") - 1)


def begin_anew(active: ActiveMember) -> None:
    """Let the count of this week begin anew. Raises NotPermittedError."""
    require(active, Permission.UNLOCK_SITE)
    RecoveryTries.objects.all().delete()
