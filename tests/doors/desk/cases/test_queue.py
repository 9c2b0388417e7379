import pytest
from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.rules.cases import Need


def test_a_long_queue_is_shown_page_by_page(rooms: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holdfast.doors.desk.cases.queue.SHOWN_A_PAGE", 2)
    for alias in ("Teal", "Quince"):
        rooms.open(alias)
    first, second = (text(rooms.lead.get(where)) for where in ("/cases/", "/cases/pages/2/"))
    assert "3 open cases" in first
    assert "Page 1 of 2" in first
    assert "Page before" in second
    assert sum(alias in first for alias in ("Heron", "Teal", "Quince")) == 2
    assert sum(alias in second for alias in ("Heron", "Teal", "Quince")) == 1
    assert rooms.lead.get("/cases/pages/3/").status_code == 404
    assert rooms.lead.get("/cases/pages/0/").status_code == 404


def test_the_queue_is_looked_through_by_need_owner_and_words(rooms: Office) -> None:
    rooms.open("Teal", need=Need.EMERGENCY)
    looked = rooms.lead.post("/cases/", {"words": "teal"})
    assert looked.status_code == 200
    assert "1 case is like that" in text(looked)
    assert "Heron" not in text(looked)
    assert "Heron" not in text(rooms.lead.post("/cases/", {"need": "emergency"}))
    other = rooms.lead.post("/cases/", {"owner": rooms.member})
    assert "No case is like that" in text(other)
    wrong = rooms.lead.post("/cases/", {"need": "endless"})
    assert "Heron" in text(wrong)


def test_pages_of_what_was_looked_for_are_asked_for_by_the_same_form(
    rooms: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("holdfast.doors.desk.cases.queue.SHOWN_A_PAGE", 1)
    rooms.open("Teal one")
    rooms.open("Teal two")
    first = rooms.lead.post("/cases/", {"words": "teal"})
    assert b'form="look" name="page" value="2"' in first.content
    second = rooms.lead.post("/cases/", {"words": "teal", "page": "2"})
    assert "Page 2 of 2" in text(second)
    assert {"Teal one", "Teal two"} == {
        name for page in (first, second) for name in ("Teal one", "Teal two") if name in text(page)
    }
    assert rooms.lead.post("/cases/", {"words": "teal", "page": "3"}).status_code == 404


def test_closed_cases_are_looked_through_too(rooms: Office) -> None:
    assert "No closed case." in text(rooms.lead.get("/cases/closed/"))
    assert rooms.lead.post("/cases/closed/", {"words": "x"}).status_code == 200
    assert rooms.lead.get("/cases/closed/pages/2/").status_code == 404


def test_what_is_looked_for_stands_in_no_address(rooms: Office) -> None:
    page = rooms.lead.post("/cases/", {"words": "heron"}).content.decode()
    assert 'method="post"' in page
    assert "?words" not in page


@pytest.mark.parametrize("path", ["/cases/", "/cases/closed/", "/cases/open/"])
def test_the_form_to_look_by_stands_on_the_page_and_not_in_its_head(
    rooms: Office, path: str
) -> None:
    page = rooms.lead.get(path).content.decode()
    assert 'data-look="auto"' in page.partition("<head>")[0]
    assert "id_words" not in page.partition("<main")[0]
