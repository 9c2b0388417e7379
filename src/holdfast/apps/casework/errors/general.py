"""What can go wrong anywhere in casework: reasons, days, aliases, and what was changed meanwhile.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class CaseworkError(HoldfastError):
    """Casework refused. Subclasses carry their own words."""

    code = "casework.refused"
    says = "This was refused. Nothing was changed."
    next_step = "Look at what is asked for, and try again."


class ReasonNeededError(CaseworkError):
    """Nobody opens a case, or who it is about, without saying why."""

    code = "casework.reason_needed"
    says = "Say first why you open this: a few words are enough. They are kept with the case."
    next_step = "Write the reason, and open it again."


class WhyNeededError(CaseworkError):
    """What goes against a colleague's word is said with a reason."""

    code = "casework.why_needed"
    says = "Say why, in a few words. Nothing was changed."
    next_step = "Write the reason, and send it again."


class ExpiredGrantError(CaseworkError):
    """The grant had a last day, and it is past."""

    code = "casework.expired_grant"
    says = "Your access to this case has ended: it was given until a day that is past."
    next_step = "Ask a coordinator to give it to you again. Nothing of the case was changed."


class NoAliasError(CaseworkError):
    """The alias is taken among what the actor may open, or none is left."""

    code = "casework.no_alias"
    says = "Another case that you can open has this alias already. Nothing was saved."
    next_step = "Choose another word, or leave it empty to be given one."


class PastDateError(CaseworkError):
    """A day that must lie ahead lies behind."""

    code = "casework.past_date"
    says = "This day is past. Nothing was saved."
    next_step = "Give a day from tomorrow on, or none."


class BadDateError(CaseworkError):
    """Not a date that any calendar has."""

    code = "casework.bad_date"
    says = "This is not a date. Nothing was saved."
    next_step = "Write 2017, 2017-03 or 2017-03-20, with ~ before it for around."


class BadHoursError(CaseworkError):
    """Hours or days that no week has."""

    code = "casework.bad_hours"
    next_step = "Correct the hours. What you wrote is still in the form."


class ItemChangedError(CaseworkError):
    """What was to be removed was changed meanwhile."""

    code = "casework.item_changed"
    says = "Somebody changed this meanwhile. Nothing was removed."
    next_step = "Look at what it says now, and decide again."


class ReliedOnError(CaseworkError):
    """Something ahead relies on it."""

    code = "casework.relied_on"
    says = "What is planned ahead relies on this. Nothing was changed."
    next_step = "Give what relies on it to somebody or something else first: its page lists it."


class NumberHereError(CaseworkError):
    """A number by which somebody is known stands where it does not belong."""

    code = "casework.number_here"
    says = "This looks like the number of a document or a telephone. Nothing was saved."
    next_step = "Write numbers under Who it is about, which has a key of its own."


class SamePersonHereError(CaseworkError):
    """Whoever entered something does not confirm it."""

    code = "casework.same_person_here"
    says = "You entered this yourself. It needs somebody else. Nothing was changed."
    next_step = "Ask a colleague who can open this case."
