"""What can go wrong where people are judged: those of the network, risk, and approvals.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class NotAHelperError(CaseworkError):
    """The scope is none of a person of the network, or of none that the actor knows."""

    code = "casework.no_such_helper"
    says = "There is no such person among those of the network whom you know."
    next_step = "Look for them in the list, or ask who knows them to give them to you."


class BadClaimError(CaseworkError):
    """A claim whose result does not follow from how it was checked."""

    code = "casework.bad_claim"
    says = "This result does not follow from this way of checking. Nothing was saved."
    next_step = "A vouch is vouched by somebody; a corroboration names what corroborates it."


class OwnVoucherError(BadClaimError):
    """Nobody vouches for themselves."""

    code = "casework.own_voucher"
    says = "Nobody vouches for themselves, and only whom you know can be named. Nothing was saved."
    next_step = "Choose who vouches for them from the list."


class NotYourWordError(CaseworkError):
    """The claim waits for somebody else, or for nobody."""

    code = "casework.not_your_word"
    says = "This claim does not wait for your word. Nothing was changed."
    next_step = "Whoever entered a claim does not agree to it: ask somebody else who can open this."


class BadInstrumentError(CaseworkError):
    """An instrument that could not be used."""

    code = "casework.bad_instrument"
    says = "This instrument cannot be used. Nothing was saved."
    next_step = "Correct what is said, and save it again."


class NoInstrumentError(CaseworkError):
    """No instrument of this name and version."""

    code = "casework.no_such_instrument"
    says = "There is no such instrument. Nothing was saved."
    next_step = "Choose one from the list of instruments."


class LowerNeedError(CaseworkError):
    """One person never lowers a need."""

    code = "casework.lower_need"
    says = "A need is never lowered by one person. Nothing was changed."
    next_step = "Under Risk, ask a second member to lower it, and say why."


class NotYourDecisionError(CaseworkError):
    """Whoever asked does not decide, nor does who lacks the role."""

    code = "casework.not_your_decision"
    says = "This does not wait for your decision. Nothing was changed."
    next_step = "Whoever asked does not decide: ask somebody else who can open this case."
