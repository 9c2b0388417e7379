"""How long a closed case is kept, as pure functions.

Invariants: age alone destroys nothing; from a day on people are asked, and they decide.
"""

from __future__ import annotations

import datetime as dt

from .cases import AFTERCARE_DAYS

REVIEW_AFTER = dt.timedelta(days=max(AFTERCARE_DAYS))


def review_on(
    closed_on: dt.date, *, arrived_on: dt.date | None, kept_until: dt.date | None
) -> dt.date:
    """The day from which it is asked whether a closed case is still needed.

    The day that somebody decided on after it was closed; else a year after it was closed, and after
    the last aftercare.
    """
    if kept_until is not None:
        return kept_until
    return max(closed_on, arrived_on or closed_on) + REVIEW_AFTER
