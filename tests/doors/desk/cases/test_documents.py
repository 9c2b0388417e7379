from tests.doors.desk.cases.test_items import TYPED, path
from tests.doors.desk.casework import Office, text


def test_the_list_says_who_has_it_and_what_is_past(rooms: Office) -> None:
    assert "No document is entered" in text(rooms.lead.get(path(rooms, "documents")))
    past = {"expires": "2030-01-01", "alerts_home": "yes", "is_for_travel": "on"}
    rooms.lead.post(path(rooms, "documents"), {**TYPED, **past, "holder": "family"})
    page = text(rooms.lead.get(path(rooms, "documents")))
    assert "foreign passport for the journey" in page
    assert "family 2030-01-01 past" in page
    assert "applying alerts home" in page


def test_the_case_leads_to_its_documents_and_asks_what_they_ask(rooms: Office) -> None:
    rooms.lead.post(path(rooms, "documents"), {**TYPED, "expires": "2031-04-20"})
    page = rooms.lead.get(path(rooms))
    assert f'href="{path(rooms, "documents")}"' in page.content.decode()
    assert "foreign passport: valid until 2031-04-20" in text(page)
