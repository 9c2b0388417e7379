"""What casework seals. Every kind is one Sealable with its name and version inside.

Invariants: whoever imports this package has every kind at hand, so that none is passed over as
unknown.
"""

from . import cases, journeys, losses, places, planning

__all__ = ["cases", "journeys", "losses", "places", "planning"]
