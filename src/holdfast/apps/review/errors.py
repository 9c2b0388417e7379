"""What can be refused at the review desk.

Invariants: no message holds a name, a statement or an identifier; each says what to do next.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class ReviewError(HoldfastError):
    """The review desk refused. Subclasses carry their own words, so callers raise them bare."""

    code = "review.refused"
    says = "This was refused. Nothing was changed."


class NoReviewError(ReviewError):
    """Nobody founded the review desk."""

    code = "review.none"
    says = "There is no review desk yet. Nothing was saved."
    next_step = "Somebody who judges reports founds it, once, and lets the others in."


class ReviewFoundedError(ReviewError):
    """There is a review desk."""

    code = "review.founded"
    says = "There is a review desk already. Nothing was changed."
    next_step = "Ask somebody who works at it to let you in."


class WrongFileError(ReviewError):
    """What was brought in is not a record of `holdfast corroborate`."""

    code = "review.wrong_file"
    says = "This file is not a record that corroborate wrote. Nothing was brought in."
    next_step = "Choose the file `record.json` in the folder that `holdfast corroborate` made."


class NoSuchFindingError(ReviewError):
    """The desk has no such finding."""

    code = "review.no_such_finding"
    says = "There is no such finding here. Nothing was changed."
    next_step = "Open it from the list of findings."


class NoSuchStatementError(ReviewError):
    """The desk, or this finding, has no such statement."""

    code = "review.no_such_statement"
    says = "This statement does not stand here any more. Nothing was changed."
    next_step = "Open the finding again: its reports may have been brought in anew."


class ReasonMissingError(ReviewError):
    """A judgement without a reason."""

    code = "review.reason_missing"
    says = "A judgement needs its reason. Nothing was saved."
    next_step = "Write one sentence that another person can check."


class AlreadyThereError(ReviewError):
    """This paragraph stands under this finding already."""

    code = "review.already_there"
    says = "This paragraph stands under this finding already. It was not added twice."


class AlreadyLinkedError(ReviewError):
    """This source is linked with a testimony already."""

    code = "review.already_linked"
    says = "This source is linked with a testimony already. Nothing was changed."
    next_step = "Undo that link first, and say why."
