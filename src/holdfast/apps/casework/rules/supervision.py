"""What somebody who looks after the work of others should look at, as pure functions.

Invariants: numbers of cases say nothing of how well anybody works; who can open very many is shown
because whoever takes their keys can too.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Collection

UNOPENED_DAYS = 14
MANY_CASES = 25
_TIMES_THE_MEDIAN = 3
_LEAST_TO_COMPARE = 8


def is_exposed_much(count: int, counts: Collection[int]) -> bool:
    """Whether one member can open so many cases that losing them would lose the work of many.

    More than MANY_CASES, or at least 8 and more than three times what the middle member can.
    """
    if count > MANY_CASES:
        return True
    middle = statistics.median(counts) if counts else 0
    return count >= _LEAST_TO_COMPARE and count > _TIMES_THE_MEDIAN * middle


def is_forgotten(last_opened: dt.datetime, now: dt.datetime) -> bool:
    """Whether nobody has opened a case for longer than it should lie."""
    return now - last_opened > dt.timedelta(days=UNOPENED_DAYS)
