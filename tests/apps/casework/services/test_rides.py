from dataclasses import replace

import msgspec
import pytest
from tests.apps.casework.cast import Office, all_of, hours
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.journeys import PromisedError, WrongMomentError
from holdfast.apps.casework.queries.rides import rides_view
from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.rides import HelperTerms, RideJudgement
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.rules.journeys import Escort, Mode
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.casework.rules.vetting import Method, Result
from holdfast.apps.casework.rules.vetting import Step as Said
from holdfast.apps.casework.services.cases import FirstWords, open_case
from holdfast.apps.casework.services.helper_terms import set_terms
from holdfast.apps.casework.services.household import add_tie
from holdfast.apps.casework.services.journeys import plan_journey
from holdfast.apps.casework.services.people import grant_helper
from holdfast.apps.casework.services.rides import RideDecision, decide_ride
from holdfast.apps.casework.services.vetting import Checked, add_claim, say_of_claim
from holdfast.apps.keyring.rules import Part, RecordId
from holdfast.methods.passage.judgement import Verdict


def checked(desk: Office, alias: str = "Pike", **terms: object) -> HelperId:
    """A driver whose identity two members checked."""
    made = driver(desk, alias)
    if "second" not in desk.team.unlocked:
        desk.join("second")
    grant_helper(actor=desk.lead, helper=made, member=desk.id("second"), parts=[Part.CONTENT])
    vet(desk, made)
    if terms:
        set_terms(actor=desk.lead, helper=made, terms=HelperTerms(**terms), revision=0)
    return made


def vet(desk: Office, who: HelperId) -> None:
    checked = Checked(
        says="is who they say", method=Method.LIVE_CALL, result=Result.IDENTITY_CHECKED
    )
    claim = add_claim(actor=desk.lead, subject_id=who, checked=checked, clock=desk.clock)
    say_of_claim(
        actor=desk.back("second"), subject_id=who, claim=claim, step=Said.AGREE, revision=1,
        clock=desk.clock,
    )  # fmt: skip


def car_leg(desk: Office, case: CaseId, after: float = 0, **more: object) -> RecordId:
    """A journey of one leg by car with an escort, and one by bus."""
    plan = desk.plan(start=desk.clock() + hours(after))
    one, two = plan.legs
    legs = (
        msgspec.structs.replace(one, escort=Escort.ACCOMPANY, **more),
        msgspec.structs.replace(two, mode=Mode.BUS),
    )
    return plan_journey(actor=desk.lead, case=case, plan=replace(plan, legs=legs), clock=desk.clock)


def decide(
    desk: Office, case: CaseId, journey: RecordId, verdict: Verdict, *sent: str, leg: int = 0
) -> None:
    helper, vehicle = sent
    decision = RideDecision(verdict, journey, leg, helper, vehicle, "as agreed")
    decide_ride(actor=desk.lead, case=case, decision=decision, clock=desk.clock)


def test_what_was_accepted_is_promised_to_the_leg_with_its_reason(
    desk: Office, case: CaseId
) -> None:
    pike, lynx, journey = checked(desk), van(desk), car_leg(desk, case)
    decide(desk, case, journey, Verdict.ACCEPT, pike, lynx)
    leg = all_of(desk.lead, Journey)[0].legs[0]
    assert (leg.helper, leg.vehicle, leg.escort_alias) == (pike, lynx, "Pike")
    assert {card.id for card in all_of(desk.lead, Booking)} == {pike, lynx}
    assert [one.reason for one in all_of(desk.lead, RideJudgement)] == ["as agreed"]
    assert rides_view(desk.lead, clock=desk.clock).waiting == 0


def test_who_goes_instead_frees_who_was_to_go(desk: Office, case: CaseId) -> None:
    pike, carp, lynx, journey = checked(desk), checked(desk, "Carp"), van(desk), car_leg(desk, case)
    decide(desk, case, journey, Verdict.ACCEPT, pike, lynx)
    decide(desk, case, journey, Verdict.CHANGE, carp, lynx)
    assert {card.id for card in all_of(desk.lead, Booking)} == {carp, lynx}
    other = desk.open("Teal")
    decide(desk, other, car_leg(desk, other), Verdict.ACCEPT, pike, van(desk, "Otter"))


def test_what_a_plan_may_never_propose_is_refused_whoever_decides_it(
    desk: Office, case: CaseId
) -> None:
    pike, roach, lynx, journey = (
        checked(desk),
        driver(desk, "Roach"),
        van(desk),
        car_leg(desk, case),
    )
    for helper, vehicle, says in (
        (roach, lynx, "not vetted far enough"),
        (pike, van(desk, "Cart", seats=1), "too few seats"),
    ):
        with pytest.raises(PromisedError, match=says):
            decide(desk, case, journey, Verdict.CHANGE, helper, vehicle)
    decide(desk, case, journey, Verdict.ACCEPT, pike, lynx)
    other = desk.open("Teal")
    with pytest.raises(PromisedError, match="on another leg then"):
        decide(desk, other, car_leg(desk, other), Verdict.CHANGE, pike, van(desk, "Otter"))
    assert len(all_of(desk.lead, RideJudgement)) == 1


def test_areas_and_hours_can_be_decided_over(desk: Office, case: CaseId) -> None:
    pike, lynx = checked(desk, zones=("south",)), van(desk)
    journey = car_leg(desk, case, from_area="north", to_area="north")
    decide(desk, case, journey, Verdict.CHANGE, pike, lynx)
    assert all_of(desk.lead, Journey)[0].legs[0].helper == pike


def test_nobody_learns_more_places_than_they_may(desk: Office, case: CaseId) -> None:
    pike, lynx = checked(desk, most_places=1), van(desk)
    journey = car_leg(desk, case, from_place=desk.place("Willow"), to_place=desk.place("Alder"))
    with pytest.raises(PromisedError, match="more places than they may"):
        decide(desk, case, journey, Verdict.CHANGE, pike, lynx)
    assert all_of(desk.lead, Booking) == []


def test_a_refusal_keeps_its_reason_and_sends_nobody(desk: Office, case: CaseId) -> None:
    pike, lynx, journey = checked(desk), van(desk), car_leg(desk, case)
    decide(desk, case, journey, Verdict.REFUSE, pike, lynx)
    assert all_of(desk.lead, Booking) == []
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert (ride.helper, ride.is_proposed) == ("", False)
    decide(desk, case, journey, Verdict.CHANGE, pike, lynx)
    assert len(all_of(desk.lead, Booking)) == 2


def test_a_decision_needs_its_reason_and_a_leg_to_come(watched: Office, case: CaseId) -> None:
    journey = watched.under_way(case)
    with pytest.raises(WrongMomentError, match="has begun"):
        decide(watched, case, journey, Verdict.CHANGE, "", "")
    silent = RideDecision(Verdict.REFUSE, journey, 1, "", "", " ")
    with pytest.raises(ReasonNeededError):
        decide_ride(actor=watched.lead, case=case, decision=silent, clock=watched.clock)
    assert all_of(watched.lead, RideJudgement) == []


def test_the_rides_of_a_child_and_the_adult_are_changed_one_after_the_other(desk: Office) -> None:
    child = open_case(
        actor=desk.lead, alias="Wren", clock=desk.clock,
        first=FirstWords(summary="x", household=HouseholdCard(children=1)),
    )  # fmt: skip
    adult = desk.open("Teal")
    tie = HouseholdTie(tie=Tie.TRAVELS_WITH, other_case=adult)
    add_tie(actor=desk.lead, case=child, tie=tie, clock=desk.clock)
    pike, carp, lynx = checked(desk), checked(desk, "Carp"), van(desk)
    journeys = {case: car_leg(desk, case) for case in (child, adult)}
    for helper in (pike, carp):
        for case, journey in journeys.items():
            decide(desk, case, journey, Verdict.CHANGE, helper, lynx)
    legs = [journey.legs[0].helper for journey in all_of(desk.lead, Journey)]
    assert legs == [carp, carp]
    shown = rides_view(desk.lead, clock=desk.clock)
    assert shown.waiting == 0
    assert {(ride.alias, ride.company) for ride in shown.rides} == {
        ("Wren", ("Teal",)), ("Teal", ("Wren",)),
    }  # fmt: skip
