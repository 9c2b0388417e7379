"""What can go wrong with a place and its beds.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class PlaceError(CaseworkError):
    """A place cannot take them."""

    code = "casework.place"
    says = "This place cannot take them. Nobody was placed."
    next_step = "Choose other nights or another place."


class PlaceFullError(PlaceError):
    """Not enough beds."""

    code = "casework.place_full"
    says = "The place is full: on at least one of these nights there are not enough beds."


class PlaceRuleError(PlaceError):
    """A rule of the place forbids it."""

    code = "casework.place_rule"


class PlaceTakenError(PlaceError):
    """Fewer beds, or no use, while people are there."""

    code = "casework.place_taken"
    says = "More people are placed there than this would leave beds for. Nothing was changed."
    next_step = "Move those who are there first."


class TwoPlacesError(PlaceError):
    """One household in two places at once."""

    code = "casework.two_places"
    says = "They are placed somewhere else on at least one of these nights. Nobody was placed."
    next_step = "End the other stay first."
