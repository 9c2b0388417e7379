from dataclasses import replace

import msgspec
import pytest
from tests.apps.casework.cast import Office, all_of, hours
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import ReliedOnError
from holdfast.apps.casework.errors.journeys import PromisedError
from holdfast.apps.casework.errors.judging import NotAHelperError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.queries.places import stored_place
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.records.journeys import Journey, Leg
from holdfast.apps.casework.records.vehicles import Booked, Booking
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.rules.journeys import Escort
from holdfast.apps.casework.rules.people import HelperState
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.bookings import (
    out_of_use,
    places_learned,
    promised_after,
    with_aliases,
)
from holdfast.apps.casework.services.household import add_tie
from holdfast.apps.casework.services.journeys import (
    Plan,
    abort,
    declare_compromised,
    plan_journey,
)
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.people import change_helper, grant_helper
from holdfast.apps.casework.services.places import place_case, set_status
from holdfast.apps.casework.services.shredding import shred_case
from holdfast.apps.casework.services.vehicles import set_vehicle_standing
from holdfast.apps.keyring.rules import Part, RecordId


def with_rides(desk: Office, after: float = 0, **more: str) -> Plan:
    plan = desk.plan(start=desk.clock() + hours(after))
    first = msgspec.structs.replace(plan.legs[0], escort=Escort.ACCOMPANY, **more)
    return replace(plan, legs=(first, plan.legs[1]))


def planned(desk: Office, case: CaseId, after: float = 0, **more: str) -> RecordId:
    plan = with_rides(desk, after, **more)
    return plan_journey(actor=desk.lead, case=case, plan=plan, clock=desk.clock)


def test_who_and_what_is_promised_to_a_leg_is_a_card_with_opaque_ids(
    desk: Office, case: CaseId
) -> None:
    pike, lynx, place = driver(desk), van(desk), desk.place()
    planned(desk, case, helper=pike, vehicle=lynx, to_place=place)
    cards = {card.what: card for card in all_of(desk.lead, Booking)}
    assert (cards[Booked.HELPER].id, cards[Booked.HELPER].places) == (pike, (place,))
    assert (cards[Booked.VEHICLE].id, cards[Booked.VEHICLE].places) == (lynx, ())
    assert all_of(desk.lead, Journey)[0].legs[0].escort_alias == "Pike"


def test_nobody_is_promised_twice_for_one_hour(desk: Office, case: CaseId) -> None:
    pike = driver(desk)
    planned(desk, case, helper=pike)
    other = desk.open("Teal")
    with pytest.raises(PromisedError, match="promised to another leg"):
        planned(desk, other, after=1, helper=pike)
    planned(desk, other, after=2, helper=pike)
    assert len(all_of(desk.lead, Booking)) == 2


def test_a_promise_counts_also_where_the_other_case_cannot_be_opened(desk: Office) -> None:
    pike, mira = driver(desk), desk.join("mira", Role.COORDINATOR)
    grant_helper(actor=desk.lead, helper=pike, member=mira.member, parts=[Part.CONTENT])
    mira = desk.back("mira", Role.COORDINATOR)
    hers = desk.open("Teal", by=mira)
    plan_journey(actor=mira, case=hers, plan=with_rides(desk, helper=pike), clock=desk.clock)
    with pytest.raises(PromisedError):
        planned(desk, desk.open(), helper=pike)


def test_who_is_not_in_use_is_promised_to_nobody(desk: Office, case: CaseId) -> None:
    pike, lynx = driver(desk), van(desk)
    kept = stored_helper(desk.lead, pike)
    resting = msgspec.structs.replace(kept.value, state=HelperState.RESTING)
    change_helper(actor=desk.lead, helper=pike, changed=resting, revision=kept.revision)
    set_vehicle_standing(actor=desk.lead, vehicle=lynx, standing=Standing.SUSPECT, clock=desk.clock)
    for more in ({"helper": pike}, {"vehicle": lynx}):
        with pytest.raises(PromisedError, match="not in use"):
            planned(desk, case, **more)
    with pytest.raises(NotAHelperError):
        planned(desk, case, helper="a" * 26)
    assert all_of(desk.lead, Journey) == []


def test_aborting_a_journey_and_destroying_a_case_free_what_was_promised(
    desk: Office, case: CaseId
) -> None:
    pike, lynx = driver(desk), van(desk)
    journey = planned(desk, case, helper=pike)
    abort(actor=desk.lead, case=case, journey=journey, clock=desk.clock)
    assert all_of(desk.lead, Booking) == []
    planned(desk, case, vehicle=lynx)
    shred_case(actor=desk.lead, case=case, reason="asked for it", clock=desk.clock)
    assert all_of(desk.lead, Booking) == []


def test_who_meets_them_learns_only_where_they_arrive(desk: Office) -> None:
    now = desk.clock()
    ends = {"from_place": "a", "to_place": "b"}
    leg = Leg(origin="Yard", destination="Border", leaves_at=now, arrives_at=now, **ends)
    learned = [places_learned(msgspec.structs.replace(leg, escort=escort)) for escort in Escort]
    assert learned == [(), ("a", "b"), ("a", "b"), ("b",)]
    assert with_aliases(desk.lead, leg) == leg


def test_who_goes_is_out_of_use_where_the_actor_knows_that_they_are(desk: Office) -> None:
    pike, lynx, now = driver(desk), van(desk), desk.clock()
    ends = {"leaves_at": now, "arrives_at": now, "helper": pike, "vehicle": lynx}
    leg = Leg(origin="Yard", destination="Border", **ends)
    assert out_of_use(desk.lead, leg) == ()
    set_vehicle_standing(actor=desk.lead, vehicle=lynx, standing=Standing.BURNED, clock=desk.clock)
    assert out_of_use(desk.lead, leg) == ("the vehicle is burned",)
    assert out_of_use(desk.join("mira"), leg) == ()


# ------------------------------------------------------------ who must not know, who goes along


def tie(desk: Office, case: CaseId, kind: Tie, **other: str) -> None:
    made = HouseholdTie(tie=kind, **other)
    add_tie(actor=desk.lead, case=case, tie=made, clock=desk.clock)


def test_a_helper_who_must_not_know_is_not_promised_nor_what_they_lend(
    desk: Office, case: CaseId
) -> None:
    pike = driver(desk)
    lynx = van(desk, kept_by=pike)
    tie(desk, case, Tie.MUST_NOT_KNOW, other_helper=pike)
    for sent in ({"helper": pike}, {"vehicle": lynx}):
        with pytest.raises(PromisedError, match="must not know"):
            planned(desk, case, **sent)
    assert all_of(desk.lead, Booking) == []


def test_no_leg_leads_to_a_host_who_must_not_know(desk: Office, case: CaseId) -> None:
    pike = driver(desk)
    willow = desk.place(hosted_by=pike)
    tie(desk, case, Tie.MUST_NOT_KNOW, other_helper=pike)
    with pytest.raises(PromisedError, match="knows a place of a leg"):
        planned(desk, case, to_place=willow)
    assert planned(desk, desk.open("Teal"), to_place=willow)


def sleeps(desk: Office, case: CaseId, place: str, *, nights: int = 2) -> None:
    words = {"first": desk.clock().date(), "nights": nights, "clock": desk.clock}
    place_case(actor=desk.lead, case=case, place=place, **words)


def test_nobody_is_sent_to_where_somebody_sleeps_of_whom_they_must_not_know(
    desk: Office, case: CaseId
) -> None:
    pike, willow, teal = driver(desk), desk.place(), desk.open("Teal")
    tie(desk, case, Tie.MUST_NOT_KNOW, other_helper=pike)
    sleeps(desk, case, willow)
    with pytest.raises(PromisedError, match="of whom they must not know"):
        planned(desk, teal, helper=pike, to_place=willow)
    assert all_of(desk.lead, Booking) == []
    desk.clock.forward(days=2)
    open_for(actor=desk.lead, case=teal, reason="another day", clock=desk.clock)
    assert planned(desk, teal, helper=pike, to_place=willow)


def test_no_leg_leads_to_where_somebody_sleeps_then_who_is_kept_from_them(
    desk: Office, case: CaseId
) -> None:
    willow, teal = desk.place(beds=4), desk.open("Teal")
    tie(desk, teal, Tie.APART, other_case=case)
    sleeps(desk, case, willow)
    for after in (0, 24, 34):  # that night, the next, and after its midnight
        with pytest.raises(PromisedError, match="from whom this household is kept"):
            planned(desk, teal, after=after, to_place=willow)
    assert planned(desk, teal, after=60, to_place=willow)
    assert planned(desk, desk.open("Wader"), to_place=willow)


def test_cases_that_travel_together_share_who_and_what_goes_with_the_same_minutes(
    desk: Office, case: CaseId
) -> None:
    pike, lynx, teal = driver(desk), van(desk), desk.open("Teal")
    tie(desk, case, Tie.TRAVELS_WITH, other_case=teal)
    planned(desk, case, helper=pike, vehicle=lynx)
    planned(desk, teal, helper=pike, vehicle=lynx)
    assert len(all_of(desk.lead, Booking)) == 4
    with pytest.raises(PromisedError):
        planned(desk, teal, after=1, helper=pike)
    with pytest.raises(PromisedError):
        planned(desk, desk.open("Wader"), helper=pike)


def test_a_compromised_journey_frees_what_was_promised_ahead_and_says_so(
    desk: Office, case: CaseId
) -> None:
    pike, lynx = driver(desk), van(desk)
    journey = planned(desk, case, helper=pike, vehicle=lynx)
    assert len(promised_after(desk.lead, case, journey, after=-1)) == 2
    declare_compromised(actor=desk.lead, case=case, journey=journey, clock=desk.clock)
    assert [card.stands for card in all_of(desk.lead, Booking)] == [False, False]
    assert promised_after(desk.lead, case, journey, after=-1) == []
    says = [moment.says for moment in case_of(desk.lead, case, clock=desk.clock).moments]
    assert "Free again: who and what was promised to leg 1" in says
    planned(desk, desk.open("Teal"), helper=pike, vehicle=lynx)


def test_a_leg_to_a_place_that_was_lost_is_said_to_be_so(desk: Office) -> None:
    willow, now = desk.place(), desk.clock()
    leg = Leg(origin="Yard", destination="Border", leaves_at=now, arrives_at=now, to_place=willow)
    assert out_of_use(desk.lead, leg) == ()
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.BURNED, clock=desk.clock)
    assert out_of_use(desk.lead, leg) == ("the place where it ends is burned",)


def test_a_place_to_which_somebody_is_promised_is_not_retired_before_they_were(
    desk: Office, case: CaseId
) -> None:
    willow = desk.place()
    planned(desk, case, helper=driver(desk), to_place=willow)
    with pytest.raises(ReliedOnError, match="somebody is promised to it"):
        set_status(actor=desk.lead, place=willow, status=PlaceStatus.RETIRED, clock=desk.clock)
    desk.clock.forward(hours=4)
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.RETIRED, clock=desk.clock)
    assert stored_place(desk.lead, willow).value.status is PlaceStatus.RETIRED
