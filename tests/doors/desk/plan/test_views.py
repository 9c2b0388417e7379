from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.queries.places import places as places_of
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.services.household import add_tie
from holdfast.apps.casework.services.places import place_case

WHY = "near the school"


def waiting(rooms: Office, alias: str = "Teal") -> CaseId:
    return rooms.open(alias, need=Need.URGENT)


def taken(rooms: Office) -> dict[str, list[int]]:
    views = places_of(rooms.lead.actor, clock=rooms.desk.clock)
    return {view.place.alias: [bed.taken for bed in view.nights[:8]] for view in views}


def sent(page: object, verdict: str, **more: str) -> dict[str, str]:
    return {**typed_in(page), "verdict": verdict, "reason": WHY, **more}


def test_who_waits_is_listed_with_a_bed_and_accepting_it_places_them(rooms: Office) -> None:
    case, _ = waiting(rooms), rooms.place()
    assert "urgent Teal 1 person 7 Willow" in text(rooms.lead.get("/plan/"))
    page = rooms.lead.get(f"/plan/{case}/")
    assert "Proposed: Willow" in text(page)
    answer = rooms.lead.post(f"/plan/{case}/", sent(page, "accept"))
    assert answer["Location"] == "/plan/"
    assert taken(rooms) == {"Willow": [1, 1, 1, 1, 1, 1, 1, 0]}
    assert "Nobody waits for a bed." in text(rooms.lead.get("/plan/"))


def test_what_is_refused_is_not_proposed_again_and_the_reason_is_shown(rooms: Office) -> None:
    case, _ = waiting(rooms), rooms.place()
    page = rooms.lead.get(f"/plan/{case}/")
    rooms.lead.post(f"/plan/{case}/", sent(page, "refuse"))
    shown = text(rooms.lead.get(f"/plan/{case}/"))
    assert "Proposed: Willow" not in shown
    assert "a person ruled this place out for them lifted alone, it opens 1 place" in shown
    assert f"refuse: Willow, {WHY}" in shown
    assert "no bed" in text(rooms.lead.get("/plan/"))


def test_another_bed_is_chosen_and_what_it_forbids_is_said_in_the_form(rooms: Office) -> None:
    case, willow, alder = waiting(rooms), rooms.place(), rooms.place("Alder", beds=0)
    page = rooms.lead.get(f"/plan/{case}/")
    other = {"place": alder, "first": rooms.desk.clock().date().isoformat(), "nights": "2"}
    refused = rooms.lead.post(f"/plan/{case}/", sent(page, "change", **other))
    assert "The place is full" in text(refused)
    answer = rooms.lead.post(f"/plan/{case}/", sent(page, "change", **{**other, "place": willow}))
    assert answer["Location"] == f"/plan/{case}/"
    assert taken(rooms)["Willow"][:3] == [1, 1, 0]


def test_a_proposal_that_changed_meanwhile_is_shown_again_and_not_taken(rooms: Office) -> None:
    case, willow = waiting(rooms), rooms.place(beds=1)
    page = rooms.lead.get(f"/plan/{case}/")
    other = rooms.open("Quince")
    today = rooms.desk.clock().date().isoformat()
    rooms.place("Alder")
    place_case(
        actor=rooms.lead.actor, case=other, place=willow, first=rooms.desk.clock().date(),
        nights=7, clock=rooms.desk.clock,
    )  # fmt: skip
    again = rooms.lead.post(f"/plan/{case}/", sent(page, "accept"))
    assert "The plan changed since you opened this page" in text(again)
    assert typed_in(again)["first"] == today
    assert taken(rooms)["Alder"] == [0] * 8
    assert rooms.lead.post(f"/plan/{case}/", sent(again, "accept"))["Location"] == "/plan/"
    assert taken(rooms)["Alder"][:7] == [1] * 7


def test_no_decision_without_a_reason(rooms: Office) -> None:
    case, _ = waiting(rooms), rooms.place()
    page = rooms.lead.get(f"/plan/{case}/")
    answer = rooms.lead.post(f"/plan/{case}/", sent(page, "accept", reason=""))
    assert "This field is required" in text(answer)
    assert taken(rooms)["Willow"] == [0] * 8


def test_a_member_without_the_grant_and_an_outsider_learn_nothing_of_who_waits(
    rooms: Office,
) -> None:
    case, _ = waiting(rooms), rooms.place()
    assert "Teal" not in text(rooms.mira.get("/plan/"))
    for visitor in (rooms.mira, rooms.desk.outsider()):
        for answer in (visitor.get(f"/plan/{case}/"), visitor.post(f"/plan/{case}/", {"x": "y"})):
            assert answer.status_code == 403
            assert "Teal" not in text(answer)
    assert taken(rooms)["Willow"] == [0] * 8


def test_who_travels_together_and_is_planned_in_two_places_is_told_of(rooms: Office) -> None:
    teal, wader = waiting(rooms), waiting(rooms, "Wader")
    tie = HouseholdTie(tie=Tie.TRAVELS_WITH, other_case=wader)
    add_tie(actor=rooms.lead.actor, case=teal, tie=tie, clock=rooms.desk.clock)
    for alias in ("Alder", "Birch"):
        rooms.place(alias, beds=1)
    shown = text(rooms.lead.get("/plan/"))
    assert "Travel together, planned in two places" in shown
    assert "7 nights there are too few beds (2)" in shown
