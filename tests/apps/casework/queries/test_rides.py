import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_bookings import tie
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_rides import car_leg, checked, decide
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.casework.errors.journeys import PromisedError
from holdfast.apps.casework.queries.rides import (
    CANNOT_BE_OPENED,
    leg_to_man,
    obstacles_to,
    rides_view,
)
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.rules.journeys import Mode
from holdfast.apps.casework.services.people import grant_helper
from holdfast.apps.casework.services.places import place_case
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Part
from holdfast.methods.passage.escorts import EscortObstacle
from holdfast.methods.passage.judgement import Verdict
from holdfast.methods.passage.plans import Ride


def test_a_leg_by_car_waits_for_who_and_what_until_both_are_proposed(
    desk: Office, case: CaseId
) -> None:
    car_leg(desk, case)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert (ride.is_settled, ride.is_proposed, ride.binding) == (False, False, [])
    driver(desk, "Roach")
    van(desk)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert ride.binding == [(str(EscortObstacle.VETTING), 1)]
    assert [(one.alias, one.frees) for one in ride.freed] == [("Roach", "vet them further")]
    checked(desk)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert (ride.helper_alias, ride.vehicle_alias, ride.is_proposed) == ("Pike", "Van", True)


def test_who_learns_fewest_places_is_proposed(desk: Office, case: CaseId) -> None:
    checked(desk, "Carp")
    host = checked(desk, "Tench")
    van(desk)
    place = desk.place(hosted_by=host)
    car_leg(desk, case, to_place=place)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert (ride.helper_alias, ride.learns) == ("Tench", ())
    decide(desk, case, ride.journey, Verdict.REFUSE, host, "")
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert (ride.helper_alias, ride.learns) == ("Carp", ("Willow",))


def test_everybody_and_everything_is_held_against_a_leg(desk: Office, case: CaseId) -> None:
    pike, lynx = checked(desk), van(desk)
    checked(desk, "Carp", zones=("south",))
    journey = car_leg(desk, case, from_area="North ", to_area="north")
    decide(desk, case, journey, Verdict.REFUSE, "", lynx)
    shown = leg_to_man(desk.lead, case, journey, 0, clock=desk.clock)
    assert [(one.alias, one.reasons) for one in shown.helpers] == [
        ("Pike", ()), ("Carp", (str(EscortObstacle.ZONES),)),
    ]  # fmt: skip
    assert [(one.alias, one.reasons) for one in shown.vehicles] == [
        ("Van", (str(EscortObstacle.REFUSED),))
    ]
    assert [one.verdict for one in shown.decided] == [Verdict.REFUSE]
    against = obstacles_to(desk.lead, journey, 0, Ride("x", pike, lynx), clock=desk.clock)
    assert against == [EscortObstacle.REFUSED]


def test_a_leg_that_needs_nobody_or_is_not_known_is_not_shown(desk: Office, case: CaseId) -> None:
    journey, mira = car_leg(desk, case), desk.join("mira")
    for number in (1, 7):
        with pytest.raises(NotGrantedError):
            leg_to_man(desk.lead, case, journey, number, clock=desk.clock)
    with pytest.raises(NotGrantedError):
        leg_to_man(mira, case, journey, 0, clock=desk.clock)
    with pytest.raises(NotGrantedError):
        obstacles_to(desk.lead, "no such", 0, Ride("x"), clock=desk.clock)
    assert rides_view(mira, clock=desk.clock).rides == []


def test_who_must_not_know_is_said_to_and_cannot_be_decided_over(
    desk: Office, case: CaseId
) -> None:
    pike = checked(desk)
    lynx = van(desk, kept_by=pike)
    journey = car_leg(desk, case)
    tie(desk, case, Tie.MUST_NOT_KNOW, other_alias="pike")
    decide(desk, case, journey, Verdict.REFUSE, pike, "")
    shown = leg_to_man(desk.lead, case, journey, 0, clock=desk.clock)
    (helper,), (vehicle,) = shown.helpers, shown.vehicles
    hidden = str(EscortObstacle.MUST_NOT_KNOW)
    assert helper.reasons == (str(EscortObstacle.REFUSED), hidden)
    assert vehicle.reasons == (str(EscortObstacle.KEEPER),)
    assert {helper.frees, vehicle.frees} == {"nothing that a plan may propose"}
    with pytest.raises(PromisedError, match=hidden):
        decide(desk, case, journey, Verdict.CHANGE, pike, lynx)


def hidden_pair(desk: Office, case: CaseId) -> CaseId:
    """Another case that must not know of this one."""
    teal = desk.open("Teal")
    tie(desk, case, Tie.MUST_NOT_KNOW, other_case=teal)
    return teal


def test_whoever_served_one_of_two_that_must_not_know_is_not_proposed_to_the_other_first(
    desk: Office, case: CaseId
) -> None:
    teal, carp, van_1 = hidden_pair(desk, case), checked(desk, "Carp"), van(desk)
    journey = car_leg(desk, case)
    decide(desk, case, journey, Verdict.ACCEPT, carp, van_1)
    car_leg(desk, teal, after=24)
    shown = {ride.alias: ride for ride in rides_view(desk.lead, clock=desk.clock).rides}
    assert (shown["Teal"].helper_alias, shown["Teal"].also_serves) == ("Carp", ("Heron",))
    assert shown["Heron"].also_serves == ()
    checked(desk, "Tench")
    shown = {ride.alias: ride for ride in rides_view(desk.lead, clock=desk.clock).rides}
    assert (shown["Teal"].helper_alias, shown["Teal"].also_serves) == ("Tench", ())


def test_who_serves_both_is_shown_beside_their_name_and_can_be_decided_for(
    desk: Office, case: CaseId
) -> None:
    teal, carp, van_1 = hidden_pair(desk, case), checked(desk, "Carp"), van(desk)
    decide(desk, case, car_leg(desk, case), Verdict.ACCEPT, carp, van_1)
    checked(desk, "Tench")
    journey = car_leg(desk, teal, after=24)
    shown = leg_to_man(desk.lead, teal, journey, 0, clock=desk.clock).helpers
    assert [(one.alias, one.reasons, one.also_serves) for one in shown] == [
        ("Tench", (), ()), ("Carp", (), ("Heron",)),
    ]  # fmt: skip
    decide(desk, teal, journey, Verdict.CHANGE, carp, van_1)
    rides = rides_view(desk.lead, clock=desk.clock).rides
    assert {ride.alias: ride.also_serves for ride in rides} == {
        "Heron": ("Teal",), "Teal": ("Heron",),
    }  # fmt: skip


def test_whom_a_helper_hosts_counts_as_served(desk: Office, case: CaseId) -> None:
    carp = checked(desk, "Carp")
    van(desk)
    stay = {"first": desk.clock().date(), "nights": 2, "clock": desk.clock}
    teal = hidden_pair(desk, case)
    place_case(actor=desk.lead, case=teal, place=desk.place(hosted_by=carp), **stay)
    car_leg(desk, case)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert (ride.helper_alias, ride.also_serves) == ("Carp", ("Teal",))


def test_a_case_that_cannot_be_opened_counts_among_the_served_and_is_not_told(
    desk: Office, case: CaseId
) -> None:
    teal, carp, van_1 = hidden_pair(desk, case), checked(desk, "Carp"), van(desk)
    decide(desk, teal, car_leg(desk, teal), Verdict.ACCEPT, carp, van_1)
    car_leg(desk, case, after=24, mode=Mode.BUS)
    mira = desk.join("mira")
    grant_helper(actor=desk.lead, helper=carp, member=mira.member, parts=[Part.CONTENT])
    (ride,) = rides_view(desk.give(case, "mira"), clock=desk.clock).rides
    assert (ride.helper_alias, ride.also_serves) == ("Carp", (CANNOT_BE_OPENED,))


def test_nobody_is_proposed_a_leg_to_where_somebody_sleeps_of_whom_they_must_not_know(
    desk: Office, case: CaseId
) -> None:
    carp, willow, teal = checked(desk, "Carp"), desk.place(), desk.open("Teal")
    van(desk)
    tie(desk, teal, Tie.MUST_NOT_KNOW, other_helper=carp)
    car_leg(desk, case, to_place=willow)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert ride.helper_alias == "Carp"
    stay = {"first": desk.clock().date(), "nights": 2, "clock": desk.clock}
    place_case(actor=desk.lead, case=teal, place=willow, **stay)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert ride.binding == [(str(EscortObstacle.MUST_NOT_LEARN), 1)]
