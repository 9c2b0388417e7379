from django.core.files.uploadedfile import SimpleUploadedFile
from tests.doors.desk.cases.test_items import path
from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.records.money import Payment
from holdfast.apps.keyring.queries.bodies import find

RENT = {"amount": "450,00", "currency": "EUR", "payee": "Wader", "purpose": "rent for April"}


def asked(rooms: Office) -> str:
    """The address of a payment that the coordinator asked for."""
    answer = rooms.lead.post(path(rooms, "money"), RENT)
    assert answer.status_code == 302, text(answer)
    (stored,) = find(rooms.lead.actor, Payment)
    return path(rooms, "money", stored.id)


def limited(rooms: Office) -> None:
    limit = {"amount": "500", "currency": "EUR", "revision": "0"}
    assert rooms.lead.post("/cases/money/", limit).status_code == 302


def test_money_is_asked_for_approved_by_another_sent_and_receipted(rooms: Office) -> None:
    limited(rooms)
    where = asked(rooms)
    own = text(rooms.lead.get(where))
    assert "1 approval is missing." in own
    assert "somebody else must" in own
    rooms.give()
    rooms.open_as_mira()
    assert rooms.mira.post(f"{where}approve/", {"revision": "1"}).status_code == 302
    rooms.lead.post(where, {"revision": "2", "to": "sent", "says": "by courier"})
    photo = SimpleUploadedFile("bill.jpg", b"a bill for rent")
    rooms.lead.post(f"{where}receipt/", {"receipt": photo})
    for to in ("received", "receipted"):
        revision = typed_in(rooms.lead.get(where))["revision"]
        assert rooms.lead.post(where, {"revision": revision, "to": to}).status_code == 302
    page = text(rooms.lead.get(where))
    assert "450.00 EUR receipted" in page
    assert "by courier" in page
    given = rooms.lead.get(f"{where}receipt/1/")
    assert b"".join(given.streaming_content) == b"a bill for rent"
    assert given["Content-Disposition"] == 'attachment; filename="receipt-1"'
    assert rooms.lead.get(f"{where}receipt/2/").status_code == 403


def test_an_amount_that_can_be_read_in_two_ways_comes_back(rooms: Office) -> None:
    answer = rooms.lead.post(path(rooms, "money"), {**RENT, "amount": "1.234,50"})
    assert "This is not an amount of this currency" in text(answer)
    assert typed_in(answer)["amount"] == "1.234,50"
    assert list(find(rooms.lead.actor, Payment)) == []


def test_what_cannot_follow_is_refused_in_the_form(rooms: Office) -> None:
    where = asked(rooms)
    answer = rooms.lead.post(where, {"revision": "1", "to": "sent"})
    assert "Select a valid choice" in text(answer)
    assert "Approve" not in text(rooms.lead.get(where)).replace("Approval", "")


def test_two_moves_at_once_show_what_stands_and_keep_what_was_typed(rooms: Office) -> None:
    where = asked(rooms)
    rooms.lead.post(where, {"revision": "1", "to": "suspicious", "says": "twice the rent"})
    rooms.give()
    rooms.open_as_mira()
    late = rooms.mira.post(where, {"revision": "1", "to": "requested", "says": "it is right"})
    assert late.status_code == 409
    assert "twice the rent" in text(late)
    assert "it is right" in text(late)
    (stored,) = find(rooms.lead.actor, Payment)
    assert stored.value.state == "suspicious"


def test_no_file_is_no_receipt_and_an_unneeded_request_is_withdrawn(rooms: Office) -> None:
    where = asked(rooms)
    empty = rooms.lead.post(f"{where}receipt/", {"x": "1"})
    assert "No file was chosen" in text(empty)
    assert rooms.lead.post(f"{where}withdraw/", {"revision": "1"}).status_code == 302
    assert "No money was asked for." in text(rooms.lead.get(path(rooms, "money")))


def test_the_team_s_months_name_no_case(rooms: Office) -> None:
    asked(rooms)
    page = text(rooms.lead.get("/cases/money/"))
    assert "2031-04 450.00 EUR requested 450.00 EUR" in page
    assert "Heron" not in page
    assert "Wader" not in page
    assert "None of your roles permits this" in text(rooms.mira.get("/cases/money/"))


def test_two_limits_at_once_are_a_visible_conflict(rooms: Office) -> None:
    limited(rooms)
    late = {"amount": "900", "currency": "EUR", "revision": "0"}
    answer = rooms.lead.post("/cases/money/", late)
    assert "What stands now is shown with your text" in text(answer)
    assert "One approval is enough up to: 500.00 EUR" in text(answer)
