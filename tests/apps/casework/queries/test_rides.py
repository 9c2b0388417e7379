import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_bookings import tie
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_rides import car_leg, checked, decide
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.casework.errors.journeys import PromisedError
from holdfast.apps.casework.queries.rides import leg_to_man, obstacles_to, rides_view
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.keyring.errors import NotGrantedError
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
