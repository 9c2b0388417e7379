"""What can go wrong with a referral to another organisation, or from one.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class ReferralError(CaseworkError):
    """A referral cannot be made or moved on like this."""

    code = "casework.referral"


class BadAddressError(ReferralError):
    """Not a referral address, or one that was cut or changed on its way."""

    code = "casework.bad_address"
    says = "This is not a whole referral address. Nothing was saved."
    next_step = "Ask them to send it again, and paste all of its lines."


class OtherFingerprintError(ReferralError):
    """What was heard is not the fingerprint of what was pasted."""

    code = "casework.other_fingerprint"
    says = (
        "The digits that you heard are not those of this address. It may be somebody else's. "
        "Nothing was saved."
    )
    next_step = (
        "Let them read the digits again, by voice. If they differ, the address is not theirs."
    )


class BadBundleError(ReferralError):
    """Not a bundle for this letterbox."""

    code = "casework.bad_bundle"
    says = "This file is no referral to you, or it was damaged on its way. Nothing was taken in."
    next_step = "Ask who sent it to make it again for your address, and compare the fingerprint."


class TakenInError(ReferralError):
    """The same bundle was taken in before."""

    code = "casework.taken_in"
    says = "This referral was taken in before. Nothing was taken in."
    next_step = "Look for it in the list."


class ReferralMovedError(ReferralError):
    """A referral cannot go there from where it stands."""

    code = "casework.referral_moved"
    says = "This referral cannot go there from where it stands. Nothing was changed."
    next_step = "Look at it again: somebody may have moved it on."


class NothingChosenError(ReferralError):
    """A bundle without a part, or without consent."""

    code = "casework.nothing_chosen"
    says = "Choose at least one part, and write how and when they agreed. Nothing was made."
    next_step = "Ask them again, part by part, where you are not sure."


class NoBoxError(ReferralError):
    """The team has no letterbox for referrals."""

    code = "casework.no_box"
    says = "This team takes in no referrals yet, or you hold no key for them."
    next_step = "Ask a coordinator to begin it, or to give it to you."
