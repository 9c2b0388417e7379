"""What casework seals. Every kind is one Sealable with its name and version inside.

Invariants: whoever imports this package has every kind at hand, so that none is passed over as
unknown.
"""

from holdfast.apps.keyring.records import Sealable

from . import cases, journeys, losses, places, planning, seen_before

MODULES = (cases, journeys, losses, places, planning, seen_before)
KINDS: dict[str, type[Sealable]] = {
    kind.KIND: kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Sealable) and kind is not Sealable
}

__all__ = ["KINDS", "MODULES", "cases", "journeys", "losses", "places", "planning", "seen_before"]
