"""What can go wrong with the health part of a case.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class NoHealthError(CaseworkError):
    """The case has no health part."""

    code = "casework.no_health"
    says = "Nothing about health is kept with this case."
    next_step = "Begin it from the case, if it is needed."


class HealthThereError(CaseworkError):
    """Somebody began the health part before."""

    code = "casework.health_there"
    says = "This case has a health part already. Nothing was made."
    next_step = "Ask whoever holds it, or a coordinator, to give it to you."


class BadHealthError(CaseworkError):
    """A count or a day that cannot be."""

    code = "casework.bad_health"
    says = "A medicine has a name and a count of days; no day lies ahead. Nothing was saved."
    next_step = "Correct what you wrote, and save it again."
