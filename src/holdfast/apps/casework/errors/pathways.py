"""What can go wrong with the steps of a way out, and the places of a programme.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class BadStepError(CaseworkError):
    """A step that nobody could have made."""

    code = "casework.bad_step"
    next_step = "Correct the day or the step. What was entered before stands."


class SlotsTakenError(CaseworkError):
    """More people than places."""

    code = "casework.slots_taken"
    says = "There are not enough places left on that day. Nobody was given one, nothing was saved."
    next_step = "Choose another day, or give a place back first."
