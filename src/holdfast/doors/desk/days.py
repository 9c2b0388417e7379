"""Which days somebody can mean who types one.

Invariants: a day that cannot be meant is refused before anything is reckoned with it; so no zone,
no count of nights and no deadline leads beyond the calendar.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199


def check_can_be_meant(value: dt.date) -> None:
    """Return where somebody can mean this day, or this moment. Raises ValidationError."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(
            _("Nobody can mean the year %(year)s here. Look at the date again.")
            % {"year": value.year}
        )
