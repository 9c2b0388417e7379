"""What can go wrong with a case, who it is about, and what is noted of them.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class NotACaseError(CaseworkError):
    """The scope is none of a case."""

    code = "casework.not_a_case"
    says = "There is no such case among those you can open."
    next_step = "Look for it in the list of cases."


class NextActionNeededError(CaseworkError):
    """A case always has a next action and an owner."""

    code = "casework.next_action_needed"
    says = "An open case always has a next action and somebody who owns it. Nothing was saved."
    next_step = "Write what comes next, even if it is only to call."


class ClosedCaseError(CaseworkError):
    """A closed case takes nothing new."""

    code = "casework.closed"
    says = "This case is closed. Nothing was saved."
    next_step = "Reopen it first, if the work begins again."


class StillUnderWayError(CaseworkError):
    """Somebody of this case is on the way."""

    code = "casework.under_way"
    says = "A journey of this case is not at its end, so the case stays open."
    next_step = "Let the journey arrive, or abort it, first."


class SecondPersonNeededError(CaseworkError):
    """Destroying a case needs a coordinator or two people."""

    code = "casework.second_person"
    says = "You have asked to destroy this case already. It needs somebody else who can open it."
    next_step = "Ask a colleague on this case, or a coordinator."


class NotClosedError(CaseworkError):
    """An open case is kept as long as it is open."""

    code = "casework.not_closed"
    says = "This case is open: it is kept as long as it is. Nothing was saved."
    next_step = "Close it first, if the work is done."


class OwnerNeededError(CaseworkError):
    """Whoever owns a case does not leave it without an owner."""

    code = "casework.owner_needed"
    says = "You own this case: without you nobody would. Nothing was changed."
    next_step = "Hand it over first, and then take it back from yourself."


class StillTheirsError(CaseworkError):
    """Something else in the case is said to be of whoever was to be taken out."""

    code = "casework.still_theirs"
    says = "A document or a device is said to be theirs. Nobody was taken out."
    next_step = "Say first whose it is, or take it out."


class GuardianAloneError(CaseworkError):
    """A guardian who is, or may be, the threat does not agree alone."""

    code = "casework.guardian_alone"
    says = (
        "The guardian is the threat, or that is not known. Their word alone does not count, "
        "and a reason is needed. Nothing was saved."
    )
    next_step = "Say who else agreed, and why; then let a second person confirm it."


class OneOtherError(CaseworkError):
    """A tie names one other: a case or a helper that can be opened, or somebody by an alias."""

    code = "casework.one_other"
    says = "Name one other: a case that you can open, or an alias. Nothing was saved."
    next_step = "Choose a case, or write an alias, and not both. It cannot be the case itself."


class AgainstSecrecyError(CaseworkError):
    """Two are to travel together of whom one must not know of the other, or not be with them."""

    code = "casework.against_secrecy"
    says = "These two must be kept apart, so they are not to travel together. Nothing was saved."
    next_step = "Look at who is named on both households; say first that they need not be apart."


class NotCleanError(CaseworkError):
    """Something speaks against a device that was to be called clean."""

    code = "casework.not_clean"
    next_step = "Leave the day empty until what speaks against it is dealt with."


class NotTracedError(CaseworkError):
    """A trace that says nothing new."""

    code = "casework.not_traced"
    says = "It leads to themselves, or was noted already. Nothing was saved."
    next_step = "Look at what is noted."


class NoFlagError(CaseworkError):
    """The flag stands no more."""

    code = "casework.no_flag"
    says = "This flag does not stand any more. Nothing was changed."
    next_step = "Look at the flags of the case again."


class BadThreatError(CaseworkError):
    """What is said of a threat cannot be so."""

    code = "casework.bad_threat"
    says = "This day lies ahead: what is known of a threat lies behind. Nothing was saved."
    next_step = "Correct the date. What you wrote is still in the form."


class SeenBeforeError(CaseworkError):
    """A question about who was here before that is not answered."""

    code = "casework.seen_before"


class TooMuchAskedError(SeenBeforeError):
    """A list where one person was to be asked about."""

    code = "casework.too_much_asked"
    says = "This asks about more than one person. Nothing was looked for."
    next_step = "Ask about one person: a few names, at most three numbers."


class AskedTooOftenError(SeenBeforeError):
    """More questions in an hour than somebody on the telephone has."""

    code = "casework.asked_too_often"
    says = "You asked this very often within an hour. It is not answered."
    next_step = "Wait, or ask a coordinator, who sees how often it was asked."
