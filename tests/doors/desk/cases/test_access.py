import time

from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.keyring.rules import Part

GIVE = {"parts": ["content"], "reason": "the night shift"}
MOST_CLICKS, MOST_SECONDS = 16, 300


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, "access", *rest, ""])


def test_who_can_open_a_case_and_who_did_is_shown_by_alias(rooms: Office) -> None:
    rooms.lead.post(path(rooms), {**GIVE, "member": rooms.member})
    page = text(rooms.lead.get(path(rooms)))
    assert rooms.desk.people["mira"].alias in page
    assert "the night shift" in page
    assert "opened the case" in page
    assert "Heron" in text(rooms.mira.get("/cases/"))


WRONG = [
    ({"reason": ""}, "Look at: Why"),
    ({"parts": []}, "Look at: What"),
    ({"member": "nobody"}, "Look at: Who"),
    ({"until": "2031-04-01"}, "This day is past"),
]


def test_what_is_asked_wrongly_is_said_in_the_form_and_gives_nothing(rooms: Office) -> None:
    for wrong, says in WRONG:
        answer = rooms.lead.post(path(rooms), {**GIVE, "member": rooms.member, **wrong})
        assert says in text(answer), wrong
    assert cases(rooms.desk.visit("mira").actor, clock=rooms.desk.clock) == []


def test_given_twice_is_said(rooms: Office) -> None:
    rooms.give()
    answer = rooms.lead.post(path(rooms), {**GIVE, "member": rooms.member})
    assert "They can open this already" in text(answer)


def test_it_is_taken_back_at_once_with_a_reason(rooms: Office) -> None:
    rooms.give(Part.CONTENT, Part.IDENTITY)
    nothing = rooms.lead.post(path(rooms, "end"), {"member": rooms.member, "reason": ""})
    assert "Say why it is taken back" in text(nothing)
    rooms.lead.post(path(rooms, "end"), {"member": rooms.member, "reason": "left the network"})
    assert "Heron" not in text(rooms.mira.get("/cases/"))
    assert rooms.mira.get(f"/cases/{rooms.case}/").status_code == 403


def test_a_case_worker_sees_who_can_open_it_and_gives_nothing(rooms: Office) -> None:
    rooms.give()
    rooms.open_as_mira()
    assert "Give it to somebody" not in text(rooms.mira.get(path(rooms)))
    member = rooms.desk.join("noor").active.id
    refused = rooms.mira.post(path(rooms), {**GIVE, "member": member})
    assert "None of your roles permits this" in text(refused)


def test_ten_cases_are_handed_over_within_five_minutes(rooms: Office) -> None:
    ids = [rooms.case, *(rooms.open(f"Teal {n}") for n in range(9))]
    began, clicks = time.monotonic(), 2  # Cases, Hand over
    page = rooms.lead.get("/cases/hand-over/")
    assert page.content.count(b'name="cases"') == 10
    clicks += 10 + 2 + 1  # ten boxes, the member, the reason's field, the button
    form = {"cases": ids, "to": rooms.member, "reason": "I leave on Friday"}
    answer = rooms.lead.post("/cases/hand-over/", form, follow=True)
    seconds = time.monotonic() - began
    print(f"hand over ten cases: {clicks} clicks, {seconds:.2f} s of the desk")  # noqa: T201
    assert "10 cases have a new owner." in text(answer)
    assert {c.case.owner for c in cases(rooms.mira.actor, clock=rooms.desk.clock)} == {rooms.member}
    assert clicks <= MOST_CLICKS
    assert seconds + 3 * clicks < MOST_SECONDS


def test_a_hand_over_of_nothing_or_to_nobody_changes_nothing(rooms: Office) -> None:
    for wrong in (
        {},
        {"cases": [rooms.case], "to": "nobody", "reason": "x"},
        {"cases": ["z" * 26]},
    ):
        assert "Nothing was saved yet" in text(rooms.lead.post("/cases/hand-over/", wrong))
    assert rooms.mira.get("/cases/hand-over/").status_code == 403
    assert cases(rooms.mira.actor, clock=rooms.desk.clock) == []
