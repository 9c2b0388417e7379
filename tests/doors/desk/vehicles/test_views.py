from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.queries.vehicles import vehicles
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.services.vehicles import set_vehicle_standing

PLATE = "TV 4711"
VAN = {
    "alias": "Van", "standing": "active", "seats": "6", "child_seats": "1", "zones": "north",
    "days": ["0"], "begins": "08:00", "ends": "18:00", "plate": PLATE, "owner": "a cousin",
}  # fmt: skip


def added(rooms: Office) -> str:
    answer = rooms.lead.post("/vehicles/add/", VAN)
    assert answer.status_code == 302, text(answer)
    return f"/vehicles/{answer['Location'].split('/')[2]}/"


def test_a_vehicle_is_added_and_shown_with_its_week_but_not_its_plate(rooms: Office) -> None:
    assert "No vehicle that you know" in text(rooms.lead.get("/vehicles/"))
    path = added(rooms)
    for page in (text(rooms.lead.get("/vehicles/")), text(rooms.lead.get(path))):
        assert "Van" in page
        assert "08:00–18:00" in page
        assert PLATE not in page
    assert "has this alias" in text(rooms.lead.post("/vehicles/add/", VAN))


def test_who_does_not_know_a_vehicle_is_refused_on_each_of_its_pages(rooms: Office) -> None:
    path, outsider = added(rooms), rooms.desk.outsider()
    for page in ("", "change/", "plate/"):
        assert rooms.lead.get(path + page).status_code == 200, page
        for answer in (rooms.mira.get(path + page), outsider.get(path + page)):
            assert answer.status_code == 403, page
            assert "Van" not in text(answer), page


def test_a_plate_is_shown_after_its_reason_to_who_holds_its_key(rooms: Office) -> None:
    path = added(rooms)
    assert PLATE not in text(rooms.lead.get(path + "plate/"))
    rooms.lead.post(path + "plate/", {"reason": "to find it"})
    assert PLATE in text(rooms.lead.get(path + "plate/"))
    rooms.lead.post(path + "give/", {"member": rooms.member, "parts": ["content"]})
    assert "Van" in text(rooms.mira.get(path))
    assert rooms.mira.post(path + "plate/", {"reason": "curious"}).status_code == 403
    assert rooms.lead.post(path + "give/", {"member": "nobody"}).status_code == 400


def test_a_conflict_is_said_and_nothing_is_saved_over(rooms: Office) -> None:
    path = added(rooms)
    revision = typed_in(rooms.lead.get(path + "change/"))["revision"]
    vehicle = path.split("/")[2]
    set_vehicle_standing(
        actor=rooms.lead.actor, vehicle=vehicle, standing=Standing.BURNED, clock=rooms.desk.clock
    )
    answer = rooms.lead.post(path + "change/", {**VAN, "seats": "9", "revision": revision})
    assert answer.status_code == 409
    assert "Open theirs" in text(answer)
    (view,) = vehicles(rooms.lead.actor, clock=rooms.desk.clock)
    assert (view.vehicle.seats, view.vehicle.standing) == (6, Standing.BURNED)
    assert rooms.lead.post(path + "change/", {**VAN, "revision": "2"}).status_code == 302
