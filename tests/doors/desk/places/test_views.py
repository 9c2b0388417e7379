from tests.doors.desk.casework import STREET, Office, text, typed_in

from holdfast.apps.casework.queries.places import places as places_of
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.places import place_case, set_status

PLACE = {
    "alias": "Willow", "kind": "flat", "status": "active", "area": "north", "beds": "2",
    "longest_nights": "0", "may_mix": "on", "address": STREET, "host": "a cousin", "way_in": "ring",
}  # fmt: skip


def path(place: str, *rest: str) -> str:
    return "/".join(["/places", place, *filter(None, rest), ""])


def test_a_place_is_added_and_its_beds_are_shown_by_night(rooms: Office) -> None:
    answer = rooms.lead.post("/places/add/", PLACE)
    place = answer["Location"].split("/")[2]
    place_case(
        actor=rooms.lead.actor, case=rooms.case, place=place, first=rooms.desk.clock().date(),
        nights=2, clock=rooms.desk.clock,
    )  # fmt: skip
    page = text(rooms.lead.get("/places/"))
    assert "Willow north active 1/2 1/2 0/2" in page
    assert STREET not in page
    shown = text(rooms.lead.get(path(place)))
    assert "Heron stays or stayed there" in shown


def test_who_does_not_know_a_place_is_refused_on_each_of_its_pages(rooms: Office) -> None:
    place, outsider = rooms.place(), rooms.desk.outsider()
    for page in ("", "change", "address"):
        assert rooms.lead.get(path(place, page)).status_code == 200, page
        for answer in (rooms.mira.get(path(place, page)), outsider.get(path(place, page))):
            assert answer.status_code == 403, page
            assert "Willow" not in text(answer), page
    assert rooms.mira.post(path(place, "known"), {"who": "x", "how": "y"}).status_code == 403


def test_where_it_is_needs_a_reason_and_its_own_key(rooms: Office) -> None:
    place = rooms.place()
    give = {"member": rooms.member, "parts": ["content"]}
    rooms.lead.post(path(place, "give"), give)
    assert "Willow" in text(rooms.mira.get(path(place)))
    refused = rooms.mira.post(path(place, "address"), {"reason": "to bring keys"})
    assert refused.status_code == 403
    assert STREET not in text(rooms.lead.get(path(place, "address")))
    rooms.lead.post(path(place, "address"), {"reason": "to bring keys"})
    assert STREET in text(rooms.lead.get(path(place, "address")))
    twice = rooms.lead.post(path(place, "give"), give)
    assert "can open this already" in text(twice)
    assert rooms.lead.post(path(place, "give"), {"member": "nobody"}).status_code == 400


def test_a_conflict_and_too_few_beds_are_said_and_nothing_is_saved_over(rooms: Office) -> None:
    place = rooms.place(beds=3)
    revision = typed_in(rooms.lead.get(path(place, "change")))["revision"]
    set_status(
        actor=rooms.lead.actor, place=place, status=PlaceStatus.BURNED, clock=rooms.desk.clock
    )
    form = {**PLACE, "beds": "9", "revision": revision}
    answer = rooms.lead.post(path(place, "change"), form)
    assert answer.status_code == 409
    assert "Somebody else changed this" in text(answer)
    (view,) = places_of(rooms.lead.actor, clock=rooms.desk.clock)
    assert (view.place.beds, view.place.status) == (3, PlaceStatus.BURNED)
    burned = {**form, "revision": "2"}
    assert "first retired, suspect" in text(rooms.lead.post(path(place, "change"), burned))
    suspect = {**burned, "status": "suspect"}
    assert rooms.lead.post(path(place, "change"), suspect).status_code == 302
    vetted = {**burned, "status": "vetted", "revision": "3"}
    assert rooms.lead.post(path(place, "change"), vetted).status_code == 302
    place_case(
        actor=rooms.lead.actor, case=rooms.case, place=place, first=rooms.desk.clock().date(),
        nights=1, clock=rooms.desk.clock,
    )  # fmt: skip
    few = rooms.lead.post(path(place, "change"), {**form, "beds": "0", "revision": "4"})
    assert "More people are placed there" in text(few)
    retired = {**form, "status": "retired", "revision": "4"}
    refused = text(rooms.lead.post(path(place, "change"), retired))
    assert "People stay there on 1 night ahead" in refused
    assert "Who stays there Heron" in refused


def test_who_else_knows_it_is_noted(rooms: Office) -> None:
    place = rooms.place()
    rooms.lead.post(path(place, "known"), {"who": "the taxi driver", "how": "drove there"})
    assert "the taxi driver drove there" in text(rooms.lead.get(path(place)))
    assert "Write who knows it" in text(rooms.lead.post(path(place, "known"), {}))


def test_a_taken_alias_is_said_and_without_any_place_the_page_says_so(rooms: Office) -> None:
    assert "No place that you know" in text(rooms.lead.get("/places/"))
    rooms.place("Willow")
    assert "has this alias" in text(rooms.lead.post("/places/add/", {**PLACE, "alias": "willow"}))
    assert len(places_of(rooms.lead.actor, clock=rooms.desk.clock)) == 1
