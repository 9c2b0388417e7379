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


# ------------------------------------------------------------ helpers on the road, and vehicles


class BadHoursError(CaseworkError):
    """Hours or days that no week has."""

    code = "casework.bad_hours"
    next_step = "Correct the hours. What you wrote is still in the form."


class ReliedOnError(CaseworkError):
    """Something ahead relies on it."""

    code = "casework.relied_on"
    says = "What is planned ahead relies on this. Nothing was changed."
    next_step = "Give what relies on it to somebody or something else first: its page lists it."


# ------------------------------------------------------------ people of the network


class NotAHelperError(CaseworkError):
    """The scope is none of a person of the network, or of none that the actor knows."""

    code = "casework.no_such_helper"
    says = "There is no such person among those of the network whom you know."
    next_step = "Look for them in the list, or ask who knows them to give them to you."


# ------------------------------------------------------------ pathways


class BadStepError(CaseworkError):
    """A step that nobody could have made."""

    code = "casework.bad_step"
    next_step = "Correct the day or the step. What was entered before stands."


class SlotsTakenError(CaseworkError):
    """More people than places."""

    code = "casework.slots_taken"
    says = "There are not enough places left on that day. Nobody was given one, nothing was saved."
    next_step = "Choose another day, or give a place back first."


# ------------------------------------------------------------ traces


class NotTracedError(CaseworkError):
    """A trace that says nothing new."""

    code = "casework.not_traced"
    says = "It leads to themselves, or was noted already. Nothing was saved."
    next_step = "Look at what is noted."


# ------------------------------------------------------------ go, and who goes with whom


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


# ------------------------------------------------------------ vetting


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


class WhyNeededError(CaseworkError):
    """What goes against a colleague's word is said with a reason."""

    code = "casework.why_needed"
    says = "Say why, in a few words. Nothing was changed."
    next_step = "Write the reason, and send it again."


# ------------------------------------------------------------ risk and approvals


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


class BadThreatError(CaseworkError):
    """What is said of a threat cannot be so."""

    code = "casework.bad_threat"
    says = "This day lies ahead: what is known of a threat lies behind. Nothing was saved."
    next_step = "Correct the date. What you wrote is still in the form."


class NoFlagError(CaseworkError):
    """The flag stands no more."""

    code = "casework.no_flag"
    says = "This flag does not stand any more. Nothing was changed."
    next_step = "Look at the flags of the case again."


class OwnerNeededError(CaseworkError):
    """Whoever owns a case does not leave it without an owner."""

    code = "casework.owner_needed"
    says = "You own this case: without you nobody would. Nothing was changed."
    next_step = "Hand it over first, and then take it back from yourself."


class ItemChangedError(CaseworkError):
    """What was to be removed was changed meanwhile."""

    code = "casework.item_changed"
    says = "Somebody changed this meanwhile. Nothing was removed."
    next_step = "Look at what it says now, and decide again."


class NumberHereError(CaseworkError):
    """A number by which somebody is known stands where it does not belong."""

    code = "casework.number_here"
    says = "This looks like the number of a document or a telephone. Nothing was saved."
    next_step = "Write numbers under Who it is about, which has a key of its own."


class GuardianAloneError(CaseworkError):
    """A guardian who is, or may be, the threat does not agree alone."""

    code = "casework.guardian_alone"
    says = (
        "The guardian is the threat, or that is not known. Their word alone does not count, "
        "and a reason is needed. Nothing was saved."
    )
    next_step = "Say who else agreed, and why; then let a second person confirm it."


class SamePersonHereError(CaseworkError):
    """Whoever entered something does not confirm it."""

    code = "casework.same_person_here"
    says = "You entered this yourself. It needs somebody else. Nothing was changed."
    next_step = "Ask a colleague who can open this case."


class OneOtherError(CaseworkError):
    """A tie names one other: a case that can be opened, or somebody by an alias."""

    code = "casework.one_other"
    says = "Name one other: a case that you can open, or an alias. Nothing was saved."
    next_step = "Choose a case, or write an alias, and not both. It cannot be the case itself."


class NotCleanError(CaseworkError):
    """Something speaks against a device that was to be called clean."""

    code = "casework.not_clean"
    next_step = "Leave the day empty until what speaks against it is dealt with."


class MoneyError(CaseworkError):
    """A payment cannot be made or moved on like this."""

    code = "casework.money"


class BadAmountError(MoneyError):
    """Not an amount of this currency."""

    code = "casework.bad_amount"
    says = "This is not an amount of this currency. Nothing was saved."
    next_step = "Write digits, with a point or a comma before the smallest unit: 1250.50."


class OwnRequestError(MoneyError):
    """Whoever asks for money does not approve it, and nobody approves it twice."""

    code = "casework.own_request"
    says = "You asked for this money, or approved it already. Nothing was changed."
    next_step = "Ask somebody else who can open this case."


class WrongMoveError(MoneyError):
    """The payment's state does not allow it."""

    code = "casework.wrong_move"
    says = "This payment cannot go there from where it stands. Nothing was changed."
    next_step = "Look at it again: somebody may have moved it on."


class ReceiptNeededError(MoneyError):
    """Receipted means that a receipt is there."""

    code = "casework.receipt_needed"
    says = "There is no receipt yet. Nothing was changed."
    next_step = "Add the receipt first: a photograph is enough."


class NoHealthError(CaseworkError):
    """The case has no health part."""

    code = "casework.no_health"
    says = "Nothing about health is kept with this case."
    next_step = "Begin it from the case, if it is needed."


class HealthThereError(CaseworkError):
    """Somebody began the health part before."""

    code = "casework.health_there"
    says = "This case has a health part already. Nothing was made."
    next_step = "Ask whoever holds it, or a coordinator, to give it to you."


class BadHealthError(CaseworkError):
    """A count or a day that cannot be."""

    code = "casework.bad_health"
    says = "A medicine has a name and a count of days; no day lies ahead. Nothing was saved."
    next_step = "Correct what you wrote, and save it again."


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


class NotClosedError(CaseworkError):
    """An open case is kept as long as it is open."""

    code = "casework.not_closed"
    says = "This case is open: it is kept as long as it is. Nothing was saved."
    next_step = "Close it first, if the work is done."


class StillTheirsError(CaseworkError):
    """Something else in the case is said to be of whoever was to be taken out."""

    code = "casework.still_theirs"
    says = "A document or a device is said to be theirs. Nobody was taken out."
    next_step = "Say first whose it is, or take it out."


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
