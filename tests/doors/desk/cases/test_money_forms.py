from holdfast.apps.casework.rules.money import Payment
from holdfast.apps.casework.services.money import Asked
from holdfast.doors.desk.cases.money_forms import MoveForm, RequestForm


def test_an_amount_becomes_whole_minor_units() -> None:
    typed = {"amount": "12,5", "currency": "GEL", "payee": "Wader", "purpose": "bus"}
    form = RequestForm(typed)
    assert form.is_valid(), form.errors
    assert form.asked() == Asked("Wader", "bus", 1250, "GEL")
    assert not RequestForm({**typed, "amount": "12.345"}).is_valid()


def test_only_what_can_follow_is_offered() -> None:
    assert MoveForm({"revision": "1", "to": "sent"}, moves=[Payment.SENT]).is_valid()
    assert not MoveForm({"revision": "1", "to": "received"}, moves=[Payment.SENT]).is_valid()
