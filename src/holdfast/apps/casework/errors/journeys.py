"""What can go wrong with a journey: its plan, its go, its check-ins, and telling who travels.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from .general import CaseworkError


class JourneyError(CaseworkError):
    """A journey cannot be planned or moved on like this."""

    code = "casework.journey"


class BadPlanError(JourneyError):
    """A plan that no traveller could follow."""

    code = "casework.bad_plan"
    next_step = "Correct the legs. What you wrote is still in the form."


class WrongMomentError(JourneyError):
    """The journey's state does not allow it."""

    code = "casework.wrong_moment"
    next_step = "Look at the journey again: somebody may have moved it on."


class SamePersonError(JourneyError):
    """Who planned it approves it."""

    code = "casework.same_person"
    says = "Whoever planned a journey does not approve it. Nothing was changed."
    next_step = "Ask somebody else who can open this case."


class OpenCriteriaError(JourneyError):
    """A criterion of the leg is open, or who or what goes with it is out of use."""

    code = "casework.open_criteria"
    says = (
        "Not every criterion of this leg was ticked, or who goes cannot be used now, "
        "so there is no go. Nothing was changed."
    )
    next_step = "Look at each and tick it, or give the go all the same and write why."


class PromisedError(JourneyError):
    """A helper or a vehicle is promised elsewhere, or cannot be used."""

    code = "casework.promised"
    says = "They are promised to another leg at these hours. Nothing was changed."
    next_step = "Choose somebody or something else, or other hours."


class NobodyToTellError(JourneyError):
    """No one on the ladder has said where they are told."""

    code = "casework.nobody_to_tell"
    says = "Nobody on the ladder of a check-in has an address for notices. The leg did not begin."
    next_step = "Let one of them say where they are told: Departures, Where I am told."


class DuressStandsError(JourneyError):
    """The duress word was said: a call does not end it."""

    code = "casework.duress_stands"
    says = "This cannot be ended by a call any more. Those responsible have been told."
    next_step = "Only finding the person, or saying that they are lost, ends it."


class SettledError(JourneyError):
    """The check-in is at its end."""

    code = "casework.settled"
    says = "This check-in was settled already. Nothing was changed."
    next_step = "Look at the board again."


class NobodyReachedError(JourneyError):
    """No conversation of the case has a mailbox that could be told."""

    code = "casework.nobody_reached"
    says = "No conversation of this case has a mailbox of its own. Nothing was sent."
    next_step = "Tell them on the telephone, or let them open a mailbox and link it to the case."


class NobodyChosenError(JourneyError):
    """Nobody was named who is to be told."""

    code = "casework.nobody_chosen"
    says = "It was not said who is to be told. Nothing was sent."
    next_step = "Tick the conversation of who travels."


class NotReachableError(JourneyError):
    """Somebody was to be told who cannot be, or must not be."""

    code = "casework.not_reachable"
    says = "Somebody ticked has no mailbox of their own, or may be hostile. Nothing was sent."
    next_step = "Look at the conversations of the case, and tick again."


class SearchingError(CaseworkError):
    """No search can begin now."""

    code = "casework.searching"
    says = "As many searches as this machine may run are running. Nothing was changed."
    next_step = "Try again in a minute. The quick plan is always there."
