import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.casework.queries.test_exposure import lose as lost_list
from tests.apps.casework.services.test_bookings import planned
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_rides import car_leg, checked, decide
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.journeys import WrongMomentError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.replanning import to_replan
from holdfast.apps.casework.queries.rides import rides_view
from holdfast.apps.casework.queries.vehicles import vehicle
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.vehicles import Booked, Booking
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.losses import take_out_of_use
from holdfast.apps.casework.services.places import set_status
from holdfast.apps.casework.services.replanning import free_leg
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import RecordId
from holdfast.methods.passage.judgement import Verdict


def lose(desk: Office, kind: LossKind, id_: str) -> None:
    take_out_of_use(actor=desk.lead, lost=Lost(kind, id_), clock=desk.clock)


def let_go(desk: Office, case: CaseId, journey: RecordId, **more: object) -> None:
    words = {"leg": 0, "revision": 1, "reason": "known to them", **more}
    free_leg(actor=desk.lead, case=case, journey=journey, clock=desk.clock, **words)


def standing(desk: Office) -> set[str]:
    return {card.id for card in all_of(desk.lead, Booking) if card.stands}


def test_a_lost_helper_is_free_once_a_person_says_so_and_the_rest_stays(
    desk: Office, case: CaseId
) -> None:
    pike, lynx, willow = driver(desk), van(desk), desk.place()
    journey = planned(desk, case, helper=pike, vehicle=lynx, to_place=willow)
    lose(desk, LossKind.HELPER, pike)
    assert standing(desk) == {pike, lynx}
    let_go(desk, case, journey)
    assert standing(desk) == {lynx}
    leg = all_of(desk.lead, Journey)[0].legs[0]
    assert (leg.helper, leg.escort_alias, leg.vehicle, leg.to_place) == ("", "", lynx, willow)
    assert to_replan(desk.lead, clock=desk.clock).count == 0
    says = [moment.says for moment in case_of(desk.lead, case, clock=desk.clock).moments]
    assert "Leg 1 is planned anew: the escort, Pike, is detained: known to them" in says
    assert "Free again: who and what was promised to leg 1" in says


def test_who_was_freed_is_still_known_to_have_been_told(desk: Office, case: CaseId) -> None:
    pike, willow = driver(desk), desk.place()
    journey = planned(desk, case, helper=pike, to_place=willow)
    lose(desk, LossKind.HELPER, pike)
    let_go(desk, case, journey)
    (card,) = [one for one in all_of(desk.lead, Booking) if one.what is Booked.HELPER]
    assert (card.places, card.freed_at) == ((willow,), desk.clock())
    exposed = lost_list(desk, LossKind.HELPER, pike).shown
    assert willow in {one.id for one in exposed}


def test_a_leg_to_a_lost_place_frees_both_and_cannot_go_before_another_is_agreed(
    desk: Office, case: CaseId
) -> None:
    pike, lynx, willow = driver(desk), van(desk), desk.place()
    journey = planned(desk, case, helper=pike, vehicle=lynx, to_place=willow)
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.BURNED, clock=desk.clock)
    let_go(desk, case, journey)
    assert standing(desk) == set()
    assert vehicle(desk.lead, lynx, clock=desk.clock).bookings == []
    leg = all_of(desk.lead, Journey)[0].legs[0]
    assert (leg.to_place, leg.criteria) == ("", ("Another place agreed for where it ends",))
    planned(desk, desk.open("Teal"), helper=pike, vehicle=lynx)
    assert standing(desk) == {pike, lynx}


def test_a_freed_leg_waits_with_somebody_else_proposed(desk: Office, case: CaseId) -> None:
    pike, carp, lynx = checked(desk), checked(desk, "Carp"), van(desk)
    journey = car_leg(desk, case)
    decide(desk, case, journey, Verdict.ACCEPT, pike, lynx)
    lose(desk, LossKind.HELPER, pike)
    let_go(desk, case, journey, revision=2)
    (ride,) = rides_view(desk.lead, clock=desk.clock).rides
    assert (ride.helper, ride.vehicle, ride.is_settled) == (carp, lynx, False)


def test_who_is_replaced_after_a_loss_is_told_of_too(desk: Office, case: CaseId) -> None:
    pike, carp, lynx = checked(desk), checked(desk, "Carp"), van(desk)
    journey = car_leg(desk, case)
    decide(desk, case, journey, Verdict.ACCEPT, pike, lynx)
    lose(desk, LossKind.HELPER, pike)
    decide(desk, case, journey, Verdict.CHANGE, carp, lynx)
    cards = {card.id: card.stands for card in all_of(desk.lead, Booking)}
    assert cards == {pike: False, carp: True, lynx: True}


def test_nothing_is_freed_without_a_reason_a_loss_or_over_somebody_elses_change(
    desk: Office, case: CaseId
) -> None:
    pike = driver(desk)
    journey = planned(desk, case, helper=pike)
    with pytest.raises(WrongMomentError, match="was lost"):
        let_go(desk, case, journey)
    lose(desk, LossKind.HELPER, pike)
    with pytest.raises(ReasonNeededError):
        let_go(desk, case, journey, reason=" ")
    with pytest.raises(EditConflictError):
        let_go(desk, case, journey, revision=7)
    with pytest.raises(WrongMomentError, match="begun or is none"):
        let_go(desk, case, journey, leg=9)
    assert standing(desk) == {pike}
