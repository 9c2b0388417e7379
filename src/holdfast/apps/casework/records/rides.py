"""What is sealed of rides: when and where a helper can be asked, and what was decided about a ride.

Invariants: terms stand in the helper's own scope; a decision stands in the case it is about. A
proposal is never stored.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.casework.rules.availability import Away, Hours
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded
from holdfast.methods.passage.judgement import Verdict


class HelperTerms(Sealable, frozen=True, kw_only=True):
    """Where and when a helper can be asked, and how much they may come to know.

    `zones` are coarse areas, none is everywhere; `most_places` 0 is without limit.
    """

    KIND = "casework.helper_terms"
    KEPT = UntilShredded("it goes with the helper")
    zones: tuple[str, ...] = ()
    hours: Hours = Hours()
    away: tuple[Away, ...] = ()
    languages: str = ""
    most_places: int = 0


class RideJudgement(Sealable, frozen=True, kw_only=True):
    """That a ride was accepted, changed or refused for a leg, and why."""

    KIND = "casework.ride_judgement"
    KEPT = UntilShredded("what was refused is a rule of the plans that follow")
    verdict: Verdict
    journey: str
    leg: int
    helper: str
    vehicle: str
    reason: str
    by: str
    at: dt.datetime
