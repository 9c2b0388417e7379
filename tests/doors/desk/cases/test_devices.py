from tests.doors.desk.cases.test_items import path
from tests.doors.desk.casework import Office, text

PHONE = {
    "revision": "0", "kind": "phone", "called": "the old one", "bought_by": "family",
    "has_shared_account": "yes", "stalkerware": "not looked for", "was_seized": "no",
    "shares_location": "not known", "fate": "kept",
}  # fmt: skip


def test_a_case_whose_phone_is_not_clean_says_so_at_its_top(rooms: Office) -> None:
    assert rooms.lead.post(path(rooms, "devices"), PHONE).status_code == 302
    page = text(rooms.lead.get(path(rooms)))
    assert "Their phone is not clean" in page
    assert "Somebody else is in its account." in page
    assert "the old one" in text(rooms.lead.get(path(rooms, "devices")))


def test_a_clean_day_against_what_is_known_is_refused_in_the_form(rooms: Office) -> None:
    answer = rooms.lead.post(path(rooms, "devices"), {**PHONE, "clean_since": "2031-01-01"})
    assert "So it is not clean. Nothing was saved." in text(answer)
    assert "No device is entered" in text(rooms.lead.get(path(rooms, "devices")))
