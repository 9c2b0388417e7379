from tests.apps.casework.cast import Office, hours
from tests.apps.casework.queries.test_bed_cards import urgent
from tests.apps.casework.services.test_bookings import tie
from tests.apps.casework.services.test_rides import car_leg, checked, decide
from tests.apps.casework.services.test_vehicles import promise, van

from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.queries.ride_cards import RideTable, lay_out_rides, leg_id
from holdfast.apps.casework.queries.vetting import results
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.escorts import Duties, assign_escorts
from holdfast.methods.passage.judgement import Verdict
from holdfast.methods.passage.plans import Plan


def laid_out(desk: Office) -> RideTable:
    now = desk.clock()
    return lay_out_rides(picture(desk.lead, now=now), results(desk.lead), now=now)


def test_the_cards_hold_opaque_ids_and_no_alias_or_area(desk: Office, case: CaseId) -> None:
    checked(desk, "Secretpike", zones=("Secretland",))
    van(desk, "Secretvan", zones=("Secretland",))
    car_leg(desk, case, from_area="Secretland", to_place=desk.place("Secretplace"))
    table = laid_out(desk)
    assert (len(table.cards.helpers), len(table.cards.vehicles), len(table.cards.legs)) == (1, 1, 2)
    assert "Secret" not in repr(table.cards)


def test_only_legs_of_the_coming_days_that_did_not_begin_are_on_the_cards(
    desk: Office, case: CaseId
) -> None:
    journey = car_leg(desk, case, after=24 * 6)
    car_leg(desk, case, after=24 * 9)
    assert set(laid_out(desk).legs) == {leg_id(journey, 0), leg_id(journey, 1)}
    desk.clock.forward(days=6)
    desk.clock.forward(hours=3)
    assert leg_id(journey, 0) not in laid_out(desk).legs


def test_what_is_promised_to_a_case_that_cannot_be_opened_keeps_it_busy(
    desk: Office, case: CaseId
) -> None:
    lynx = van(desk)
    promise(desk, lynx)
    checked(desk)
    car_leg(desk, case)
    table = laid_out(desk)
    assert len(table.keep) == 1
    assert [ride.vehicle for ride in assign_escorts(table.cards, {}, keep=table.keep)] == [lynx]
    car_leg(desk, desk.open("Teal"), after=hours(3).seconds / 3600)
    table = laid_out(desk)
    manned = {ride.leg for ride in assign_escorts(table.cards, {}, keep=table.keep)}
    assert len(manned & set(table.legs)) == 1


def test_a_place_that_a_helper_was_brought_to_is_known_to_them(desk: Office, case: CaseId) -> None:
    pike, lynx, place = checked(desk), van(desk), desk.place()
    journey = car_leg(desk, case, to_place=place)
    decide(desk, case, journey, Verdict.ACCEPT, pike, lynx)
    table = laid_out(desk)
    (helper,) = table.cards.helpers
    assert helper.knows == {place}
    leg = table.cards.leg(leg_id(journey, 0))
    assert Duties(table.cards, {}).learned_on(leg) == {place}


# ------------------------------------------------------------ who must not know, who goes along


def rides(desk: Office) -> dict[str, tuple[object, object]]:
    table = laid_out(desk)
    plan = Plan.of((), assign_escorts(table.cards, {}, keep=table.keep))
    assert check_plan(plan, table.cards) == ()
    return {table.legs[r.leg].case: (r.helper, r.vehicle) for r in plan.rides}


def test_two_of_whom_one_must_not_know_of_the_other_share_no_ride(
    desk: Office, case: CaseId
) -> None:
    teal, pike, lynx = desk.open("Teal"), checked(desk), van(desk)
    tie(desk, case, Tie.TRAVELS_WITH, other_case=teal)
    car_leg(desk, case)
    car_leg(desk, teal)
    assert rides(desk) == {case: (pike, lynx), teal: (pike, lynx)}
    tie(desk, teal, Tie.MUST_NOT_KNOW, other_case=case)
    assert len(rides(desk)) == 1


def test_neither_a_driver_nor_a_keeper_who_must_not_know_is_proposed(
    desk: Office, case: CaseId
) -> None:
    pike = checked(desk)
    van(desk, kept_by=pike)
    car_leg(desk, case)
    assert set(rides(desk)) == {case}
    tie(desk, case, Tie.MUST_NOT_KNOW, other_helper=pike)
    assert rides(desk) == {}
    carp, lynx = checked(desk, "Carp"), van(desk, "Lynx")
    assert rides(desk) == {case: (carp, lynx)}


def test_a_child_has_the_ride_of_the_adult_or_none(desk: Office) -> None:
    child = urgent(desk, "Wren", people=1, children=1)
    adult = urgent(desk, "Teal", people=2)
    tie(desk, child, Tie.TRAVELS_WITH, other_case=adult)
    for one in (child, adult):
        car_leg(desk, one)
    for name in ("Pike", "Carp"):
        checked(desk, name)
        van(desk, name, seats=3)
    assert rides(desk) == {}
    bus = van(desk, "Bus", seats=4)
    assert {vehicle for _, vehicle in rides(desk).values()} == {bus}


def test_legs_of_other_minutes_or_other_stops_are_two_ways(desk: Office, case: CaseId) -> None:
    teal = desk.open("Teal")
    tie(desk, case, Tie.TRAVELS_WITH, other_case=teal)
    car_leg(desk, case, from_area="North")
    car_leg(desk, teal, from_area="south")
    cards = laid_out(desk).cards
    first = [leg for leg in cards.legs if leg.id.endswith("/0")]
    assert [cards.shared(leg) for leg in first] == [(), ()]
