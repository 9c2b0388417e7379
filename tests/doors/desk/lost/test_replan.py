from types import SimpleNamespace

from tests.apps.casework.services.test_helper_terms import driver
from tests.doors.desk.casework import HOUR, Office, text

from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.journeys import Escort
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.journeys import Plan, Stop, plan_journey
from holdfast.apps.casework.services.losses import take_out_of_use
from holdfast.apps.casework.services.places import place_case, set_status
from holdfast.apps.keyring.queries.bodies import find

PAGE = "/lost/replan/"


def lost_helper(rooms: Office) -> str:
    """The address at which a leg of a lost helper is freed."""
    actor, clock = rooms.lead.actor, rooms.desk.clock
    pike = driver(SimpleNamespace(lead=actor))
    first = Leg(
        origin="Yard", destination="Border", leaves_at=clock() + HOUR,
        arrives_at=clock() + 2 * HOUR, escort=Escort.ACCOMPANY, helper=pike,
    )  # fmt: skip
    stop = Stop(0, clock() + 2 * HOUR, 10, (Rung(0, rooms.lead.active.id),))
    plan = Plan((first,), (stop,))
    journey = plan_journey(actor=actor, case=rooms.case, plan=plan, clock=clock)
    take_out_of_use(actor=actor, lost=Lost(LossKind.HELPER, pike), clock=clock)
    return f"{PAGE}{rooms.case}/{journey}/0/free/"


def test_a_leg_that_relies_on_who_was_lost_is_listed_and_freed_with_a_reason(
    rooms: Office,
) -> None:
    assert "Nothing ahead relies on what is not in use." in text(rooms.lead.get(PAGE))
    path = lost_helper(rooms)
    shown = text(rooms.lead.get(PAGE))
    assert "the escort: Pike, detained" in shown
    assert "Free leg 1 of Heron" in shown
    listed = rooms.lead.get("/tasks/")
    assert "Plan leg 1 anew: the escort, Pike, is detained" in text(listed)
    assert f'href="{PAGE}"' in listed.content.decode()
    assert rooms.lead.post(path, {"revision": "1"}).status_code == 400
    assert rooms.lead.post(path, {"revision": "7", "reason": "x"})["Location"] == PAGE
    assert "Nothing was freed" in text(rooms.lead.get(PAGE))
    assert rooms.lead.post(path, {"revision": "1", "reason": "detained"}).status_code == 302
    assert "The leg waits under rides to plan" in text(rooms.lead.get(PAGE))
    assert [card.value.stands for card in find(rooms.lead.actor, Booking)] == [False]
    waits = rooms.lead.get("/tasks/")
    assert "Plan leg 1 anew" not in text(waits)
    assert "Leg 1 waits for an escort" in text(waits)
    assert 'href="/plan/rides/"' in waits.content.decode()


def test_nights_at_a_burned_place_are_listed(rooms: Office) -> None:
    place, clock = rooms.place(), rooms.desk.clock
    place_case(
        actor=rooms.lead.actor, case=rooms.case, place=place, first=clock().date(), nights=3,
        clock=clock,
    )  # fmt: skip
    set_status(actor=rooms.lead.actor, place=place, status=PlaceStatus.BURNED, clock=clock)
    assert "Heron normal Willow, burned" in text(rooms.lead.get(PAGE))
    assert "3 nights" in text(rooms.lead.get(PAGE))


def test_somebody_without_the_right_frees_nothing(rooms: Office) -> None:
    path = lost_helper(rooms)
    assert "Nothing ahead relies on what is not in use." in text(rooms.mira.get(PAGE))
    assert rooms.desk.join("nobody").get(PAGE).status_code == 403
    assert rooms.mira.post(path, {"revision": "1", "reason": "x"}).status_code == 403
    assert [card.value.stands for card in find(rooms.lead.actor, Booking)] == [True]
