"""What can be refused about releases.

Invariants:
- No message holds a name, a word of the release or an identifier.
- Each says what happened, that nothing has left, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable

from holdfast.kernel.errors import HoldfastError


class PublicationError(HoldfastError):
    """The publication refused. Subclasses carry their own words, so callers raise them bare."""

    code = "publication.refused"
    says = "This was refused. Nothing has left."


class WrongStateError(PublicationError):
    """The release has not come so far, or has gone further."""

    code = "publication.wrong_state"


class IncompleteReleaseError(PublicationError):
    """Something that a release must have is missing."""

    code = "publication.incomplete"
    says = "Something that a release needs is missing. Nothing was saved."


class NoSuchPartError(PublicationError):
    """The release has no such part, or no such hit."""

    code = "publication.no_such_part"
    says = "The release has no such part (any more). Nothing was changed."
    next_step = "Open the release again and look at what it has now."


class OpenHitsError(PublicationError):
    """The draft may give somebody away, and nobody has judged it."""

    code = "publication.open_hits"
    says = "There are places in this draft that may give somebody away. Nothing has left."
    next_step = (
        "Check the release with your own keys, then change the words or say why each is none."
    )


class NotYoursToJudgeError(PublicationError):
    """A place may give somebody away whom this member cannot know."""

    code = "publication.not_yours_to_judge"
    says = "You cannot know whom this place is about, so you cannot judge it. Nothing was changed."
    next_step = "Change the words, or ask whoever found it."


class WithdrawnConsentError(PublicationError):
    """A paragraph stands in the release that may not be used for this audience (any more)."""

    code = "publication.consent"
    says = "A paragraph of this release may not be used for this audience. Nothing has left."
    next_step = "Take the paragraph out. What the person said is safe."


class SameSignerError(PublicationError):
    """One member cannot sign twice."""

    code = "publication.same_signer"
    says = "You have signed this release already. It needs two different people."
    next_step = "Ask another publisher to read it and sign."


class AlteredReleaseError(PublicationError):
    """What was signed is not what stands in the release."""

    code = "publication.altered"
    says = "This release is not what was signed. Nothing has left."
    next_step = "Take the signatures back, read it anew and have it signed again."


class LeakError(PublicationError):
    """The finished files would give somebody away in a place that the draft did not show."""

    code = "publication.leak"
    next_step = "Take the signatures back, change the words, and check the release again."

    def __init__(self, places: Iterable[str]) -> None:
        named = ", ".join(dict.fromkeys(places))
        super().__init__(
            f"The finished files hold something that may give somebody away ({named}). "
            "Nothing has left."
        )
