"""Reading what was left for the watch about the line.

Invariants: what is not there, or does not open, reads as nothing: somebody is rather told twice.
"""

from __future__ import annotations

from typing import TypeVar

from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.watch.models import SlotRow
from holdfast.apps.watch.records import Letterbox, open_slot
from holdfast.apps.watch.rules import Slot
from holdfast.kernel.errors import HoldfastError

T = TypeVar("T", bound=Sealable)


def slot(which: Slot, kind: type[T], *, box: Letterbox) -> T | None:
    """What stands in a slot, or None. Raises StoreError."""
    with in_words():
        sealed = SlotRow.objects.filter(pk=which).values_list("sealed", flat=True).first()
    if sealed is None:
        return None
    try:
        return open_slot(bytes(sealed), which, kind, box=box)
    except HoldfastError:
        return None
