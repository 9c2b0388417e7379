"""What planning refuses, as errors of their own.

Invariants: messages name cards by their opaque ids only; each says that nothing was changed.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class PassageError(HoldfastError):
    """Planning refused. Subclasses carry their own words."""

    code = "passage.refused"
    says = "This was not planned. Nothing was changed."


class ImpossibleCardError(PassageError):
    """A card, or cards together, that describe what cannot be."""

    code = "passage.impossible_card"
    says = "One of the cards describes what cannot be. Nothing was planned or changed."
    next_step = "Correct the card and plan again."


class UnknownCardError(PassageError):
    """An id that none of the cards has."""

    code = "passage.unknown_card"
    says = "Something refers to a card that is not there. Nothing was planned or changed."
    next_step = "Load the cards again, and plan again."


class BadJudgementError(PassageError):
    """A decision about a plan that cannot be kept as it was given."""

    code = "passage.bad_judgement"
    says = "This decision cannot be kept. The plan was not changed."
    next_step = "Give a reason, and choose a place that takes this household."


class NoPlannerError(PassageError):
    """OR-Tools is not installed."""

    code = "passage.no_planner"
    says = "The exact planner is not installed. The plan you have was not changed."
    next_step = "Install holdfast[planner], or plan with the quick planner, which is always there."
