from types import SimpleNamespace
from typing import Any

from tests.apps.casework.services.test_vehicles import van
from tests.doors.desk.casework import STREET, Office, text

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.queries.places import place as place_of
from holdfast.apps.casework.queries.vehicles import stored_vehicle
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.places import PlaceId, PlaceStatus
from holdfast.apps.casework.services.places import grant_place, place_case
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.rules import Part
from holdfast.apps.ledger import queries as ledger

WHY = "it was searched this morning"


def place_with_heron(rooms: Office) -> PlaceId:
    place = rooms.place()
    place_case(
        actor=rooms.lead.actor, case=rooms.case, place=place, first=rooms.desk.clock().date(),
        nights=7, clock=rooms.desk.clock,
    )  # fmt: skip
    return place


def say_lost(rooms: Office, kind: str, alias: str, visitor: Any = None) -> Any:
    visitor = visitor or rooms.lead
    return visitor.post("/lost/", {"kind": kind, "alias": alias, "reason": WHY})


def alias_of(rooms: Office) -> str:
    return rooms.desk.people["mira"].alias


def test_a_lost_place_shows_who_is_exposed_how_and_where_to(rooms: Office) -> None:
    place = place_with_heron(rooms)
    rooms.place("Alder")
    answer = say_lost(rooms, "place", "willow")
    assert answer["Location"] == f"/lost/place/{place}/"
    page = text(rooms.lead.get(answer["Location"]))
    assert f"{WHY} · 2031-04-02" in page
    assert "Heron household by 04-02" in page
    assert "Heron sleeps at Willow" in page
    assert "Heron Alder, 04-02 +7" in page
    assert STREET not in page


def test_who_asks_is_entered_once_and_looking_again_enters_nothing(rooms: Office) -> None:
    place_with_heron(rooms)
    before = ledger.check()
    address = say_lost(rooms, "place", "Willow")["Location"]
    asked = ledger.check()
    assert asked > before
    rooms.lead.get(address)
    assert ledger.check() == asked


def test_burning_a_place_is_confirmed_first(rooms: Office) -> None:
    place = place_with_heron(rooms)
    say_lost(rooms, "place", "Willow")
    assert rooms.lead.post(f"/lost/place/{place}/burn/", {}).status_code == 400

    def status() -> PlaceStatus:
        return place_of(rooms.lead.actor, place, clock=rooms.desk.clock).place.status

    assert status() is PlaceStatus.ACTIVE
    rooms.lead.post(f"/lost/place/{place}/burn/", {"sure": "on"})
    assert status() is PlaceStatus.BURNED


def test_a_coordinator_takes_a_lost_member_s_keys_back_and_locks_nobody(rooms: Office) -> None:
    rooms.give()
    address = say_lost(rooms, "member", alias_of(rooms))["Location"]
    page = text(rooms.lead.get(address))
    assert "Take their keys back" in page
    assert "Lock this member" not in page
    assert rooms.lead.post(f"{address}lock/", {"sure": "on"}).status_code == 403
    assert "Heron" in text(rooms.mira.get("/cases/"))
    rooms.lead.post(f"{address}keys/", {"sure": "on"})
    after = text(rooms.lead.get(address))
    assert "Keys taken back: 1. Rotated at once: 1." in after
    assert "Heron" in after
    assert rooms.mira.get("/cases/").status_code == 403


def test_who_may_end_a_membership_locks_the_member_and_takes_every_key(rooms: Office) -> None:
    rooms.give()
    keeper = rooms.desk.join("keeper", Role.COORDINATOR, Role.KEYHOLDER)
    address = say_lost(rooms, "member", alias_of(rooms), keeper)["Location"]
    assert "Lock this member" in text(keeper.get(address))
    assert keeper.post(f"{address}lock/", {}).status_code == 400
    assert rooms.mira.get("/cases/").status_code == 200
    keeper.post(f"{address}lock/", {"sure": "on"})
    assert rooms.mira.get("/cases/").status_code == 403
    again = rooms.desk.outsider().log_in(rooms.mira.person)
    assert again.status_code == 403
    assert keeper.post(f"{address}lock/", {"sure": "on"}).status_code == 302
    assert "There was no key left" in text(keeper.get(address))


def test_what_is_due_is_rotated_by_whoever_holds_it(rooms: Office) -> None:
    rooms.give()
    other = rooms.desk.join("noor", Role.CASE_WORKER)
    keeper = rooms.desk.join("keeper", Role.COORDINATOR, Role.KEYHOLDER)
    address = say_lost(rooms, "member", alias_of(rooms), keeper)["Location"]
    keeper.post(f"{address}lock/", {"sure": "on"})
    say_lost(rooms, "member", alias_of(rooms))
    assert "due to be rotated" in text(rooms.lead.get(address))
    rooms.lead.post(f"{address}rotate/")
    assert not any(key.is_due for key in open_keys(rooms.lead.actor))
    assert other.post("/lost/member/nobody/rotate/").status_code == 403


def test_nobody_locks_themselves_here_and_an_unknown_alias_is_said(rooms: Office) -> None:
    me = rooms.lead.active
    address = say_lost(rooms, "member", str(me.alias))["Location"]
    assert "Take their keys back" not in text(rooms.lead.get(address))
    assert rooms.lead.post(f"{address}keys/", {"sure": "on"}).status_code == 403
    assert "You know nothing with this alias" in text(say_lost(rooms, "phone", "Nobody"))
    assert rooms.lead.get(f"/lost/boat/{rooms.case}/").status_code == 404


def test_without_having_said_what_happened_that_is_asked_and_no_list_is_shown(
    rooms: Office,
) -> None:
    place = place_with_heron(rooms)
    asked = text(rooms.lead.get(f"/lost/place/{place}/"))
    assert "What happened" in asked
    assert "Heron" not in asked
    rooms.lead.post(f"/lost/place/{place}/", {"reason": WHY})
    assert "Heron sleeps at Willow" in text(rooms.lead.get(f"/lost/place/{place}/"))


def test_a_member_without_the_grant_and_an_outsider_get_no_list(rooms: Office) -> None:
    place = place_with_heron(rooms)
    say_lost(rooms, "place", "Willow")
    for visitor in (rooms.mira, rooms.desk.outsider()):
        for path in (f"/lost/place/{place}/", f"/lost/person/{rooms.case}/"):
            for answer in (visitor.get(path), visitor.post(path, {"reason": WHY})):
                assert answer.status_code == 403, path
                assert "Heron" not in text(answer), path
    burnt = rooms.mira.post(f"/lost/place/{place}/burn/", {"sure": "on"})
    assert burnt.status_code == 403
    shown = place_of(rooms.lead.actor, place, clock=rooms.desk.clock)
    assert shown.place.status is PlaceStatus.ACTIVE


def test_what_one_cannot_open_is_counted_on_the_page(rooms: Office) -> None:
    place = place_with_heron(rooms)
    grant_place(
        actor=rooms.lead.actor, place=place, member=rooms.member, parts=[Part.CONTENT]
    )  # fmt: skip
    address = say_lost(rooms, "place", "Willow", rooms.mira)["Location"]
    page = text(rooms.mira.get(address))
    assert "1 more that you cannot open; ask a coordinator." in page
    assert "Heron" not in page


def test_a_call_list_is_opened_noted_and_says_its_last_day(rooms: Office) -> None:
    place = rooms.place()
    path = f"/lost/place/{place}/"
    assert rooms.lead.get(path + "calls/")["Location"] == path
    rooms.lead.post(path, {"reason": "searched"})
    before = text(rooms.lead.get(path + "calls/"))
    assert "Whoever opens this list is noted" in before
    assert rooms.lead.post(path + "calls/").status_code == 302
    shown = text(rooms.lead.get(path + "calls/"))
    assert "Destroy this list by 2031-04-05" in shown
    assert "shown until 2031-04-02 19:00 UTC" in shown
    assert rooms.mira.get(path + "calls/").status_code == 403
    assert rooms.lead.get("/lost/nothing/x/calls/").status_code == 404


def test_a_vehicle_and_the_journeys_of_a_person_are_stopped_once_confirmed(rooms: Office) -> None:
    desk = SimpleNamespace(lead=rooms.lead.actor, clock=rooms.desk.clock)
    lynx = van(desk, "Lynx")
    typed = {"kind": "vehicle", "alias": "lynx", "reason": "stopped on the road"}
    path = rooms.lead.post("/lost/", typed)["Location"]
    assert "Take out of use" in text(rooms.lead.get(path))
    assert rooms.lead.post(path + "stop/").status_code == 400
    assert rooms.lead.post(path + "stop/", {"sure": "on"}).status_code == 302
    assert stored_vehicle(desk.lead, lynx).value.standing is Standing.BURNED
    rooms.planned()
    person = f"/lost/person/{rooms.case}/"
    rooms.lead.post(person, {"reason": "detained"})
    assert "Declare their journeys compromised" in text(rooms.lead.get(person))
    rooms.lead.post(person + "halt/", {"sure": "on"})
    assert "Journeys declared compromised: 1" in text(rooms.lead.get(person))
    for wrong in (person + "stop/", path + "halt/", "/lost/nothing/x/stop/"):
        assert rooms.lead.post(wrong, {"sure": "on"}).status_code == 404, wrong
