"""Who serves two households of which one must not know of the other: the two never meet, and
whoever serves both knows both.

Invariants: what one card says of two holds for both, and what somebody served before counts as what
they serve now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .cards import HelperId, LegId
from .deck import Cards
from .plans import Ride


def serving_both(rides: Sequence[Ride], cards: Cards) -> dict[LegId, frozenset[str]]:
    """The legs whose helper also serves somebody who must not know of the household, or of whom it
    must not; with the ids of all these."""
    served: dict[HelperId, set[str]] = defaultdict(set)
    for ride in rides:
        if ride.helper is not None:
            served[ride.helper].add(cards.leg(ride.leg).household)
    found = {}
    for ride in rides:
        helper = cards.find_helper(ride.helper)
        if helper is not None:
            secret = cards.secret_from(cards.household(cards.leg(ride.leg).household))
            if both := secret & (served[helper.id] | helper.has_served):
                found[ride.leg] = both
    return found
