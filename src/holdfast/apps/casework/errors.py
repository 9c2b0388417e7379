"""What can go wrong with cases, places and journeys, as errors of their own.

Invariants: no message holds a name, an alias or content; each says whether anything was changed.
"""

from __future__ import annotations

from holdfast.kernel.errors import HoldfastError


class CaseworkError(HoldfastError):
    """Casework refused. Subclasses carry their own words."""

    code = "casework.refused"
    says = "This was refused. Nothing was changed."
    next_step = "Look at what is asked for, and try again."


# ------------------------------------------------------------ cases


class ReasonNeededError(CaseworkError):
    """Nobody opens a case, or who it is about, without saying why."""

    code = "casework.reason_needed"
    says = "Say first why you open this: a few words are enough. They are kept with the case."
    next_step = "Write the reason, and open it again."


class ExpiredGrantError(CaseworkError):
    """The grant had a last day, and it is past."""

    code = "casework.expired_grant"
    says = "Your access to this case has ended: it was given until a day that is past."
    next_step = "Ask a coordinator to give it to you again. Nothing of the case was changed."


class NotACaseError(CaseworkError):
    """The scope is none of a case."""

    code = "casework.not_a_case"
    says = "There is no such case among those you can open."
    next_step = "Look for it in the list of cases."


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


# ------------------------------------------------------------ places


class PlaceError(CaseworkError):
    """A place cannot take them."""

    code = "casework.place"
    says = "This place cannot take them. Nobody was placed."
    next_step = "Choose other nights or another place."


class PlaceFullError(PlaceError):
    """Not enough beds."""

    code = "casework.place_full"
    says = "The place is full: on at least one of these nights there are not enough beds."


class PlaceRuleError(PlaceError):
    """A rule of the place forbids it."""

    code = "casework.place_rule"


class PlaceTakenError(PlaceError):
    """Fewer beds, or no use, while people are there."""

    code = "casework.place_taken"
    says = "More people are placed there than this would leave beds for. Nothing was changed."
    next_step = "Move those who are there first."


class TwoPlacesError(PlaceError):
    """One household in two places at once."""

    code = "casework.two_places"
    says = "They are placed somewhere else on at least one of these nights. Nobody was placed."
    next_step = "End the other stay first."


# ------------------------------------------------------------ journeys


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
