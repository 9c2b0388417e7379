"""Leaving something for the watch about the line.

Invariants: what is left together stands together or not at all; it is on the disk before the call
returns.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.letterbox import PublicKey
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.watch.models import SlotRow
from holdfast.apps.watch.records import seal_slot
from holdfast.apps.watch.rules import Slot

from .watching import STORE


def put(values: Mapping[Slot, Sealable], *, public: PublicKey) -> None:
    """Put these in the place of what stood there. Raises TooLongError, StoreError."""
    sealed = {slot: seal_slot(value, slot, public=public) for slot, value in values.items()}
    with in_words(), transaction.atomic(using=STORE, durable=True):
        for slot, letter in sealed.items():
            SlotRow.objects.update_or_create(pk=slot, defaults={"sealed": letter})
